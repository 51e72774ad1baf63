//! Villages side by side, one for each core, in the order they came.
//!
//! Plain threads take the next village when they are done with the last. Inside a village the pool of rayon works;
//! were the villages its tasks as well, a thread waiting for pages would begin another village meanwhile, and memory
//! would no longer be bounded by as many villages as there are cores.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::board::Progress;

/// Calls `work` on every item and returns what came of each, in the order of the items.
pub(super) fn map<T: Sync, R: Send>(
    items: &[T],
    progress: Progress<'_>,
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let done = AtomicUsize::new(0);
    let worker = || {
        let mut results = Vec::new();
        while let Some((at, item)) = take(items, &next) {
            results.push((at, work(item)));
            progress(done.fetch_add(1, Ordering::Relaxed) + 1, items.len());
        }
        results
    };
    let count = rayon::current_num_threads().min(items.len());
    if count <= 1 {
        return worker().into_iter().map(|(_, result)| result).collect();
    }
    let mut results: Vec<(usize, R)> = thread::scope(|scope| {
        let workers: Vec<_> = (0..count).map(|_| scope.spawn(worker)).collect();
        workers
            .into_iter()
            .flat_map(|worker| match worker.join() {
                Ok(results) => results,
                Err(panic) => std::panic::resume_unwind(panic),
            })
            .collect()
    });
    results.sort_by_key(|(at, _)| *at);
    results.into_iter().map(|(_, result)| result).collect()
}

fn take<'a, T>(items: &'a [T], next: &AtomicUsize) -> Option<(usize, &'a T)> {
    let at = next.fetch_add(1, Ordering::Relaxed);
    items.get(at).map(|item| (at, item))
}

#[cfg(test)]
mod tests {
    use super::map;

    #[test]
    fn keeps_the_order() {
        let items: Vec<usize> = (0..100).collect();
        let doubled = map(&items, &|_, _| (), |item| item * 2);
        assert_eq!(
            doubled,
            items.iter().map(|item| item * 2).collect::<Vec<_>>()
        );
        assert!(map(&[], &|_, _| (), |item: &u8| *item).is_empty());
    }
}
