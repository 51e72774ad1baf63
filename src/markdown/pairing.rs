//! Pairs runs of marks by CommonMark's procedure, in linear time.

use pulldown_cmark::Tag;

use crate::markdown::cjk::Flanks;

/// Marks of one kind in a row.
pub(super) struct Run {
    pub(super) mark: u8,
    pub(super) start: usize,
    pub(super) len: usize,
    /// Marks that are not paired yet.
    pub(super) left: usize,
    pub(super) flanks: Flanks,
    /// Tags closed here, in this order, before the marks left over.
    pub(super) closes: Vec<Kind>,
    /// Tags opened here, the innermost first, after the marks left over.
    pub(super) opens: Vec<Kind>,
}

/// What a pair of marks means.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Emphasis,
    Strong,
    Strikethrough,
}

/// The open runs of one level. `floors` remembers below which of them a kind of closer has searched in vain, so that ten
/// thousand runs cost ten thousand steps.
#[derive(Default)]
pub(super) struct Level {
    open: Vec<usize>,
    floors: [usize; 18],
}

impl Level {
    /// Pairs the next run with what is open, then opens it if it may.
    pub(super) fn take(&mut self, runs: &mut [Run], index: usize) {
        while runs
            .get(index)
            .is_some_and(|run| run.flanks.close && run.left > 0)
        {
            let floor = floor_of(&runs[index]);
            let Some(depth) = self.find(runs, index, self.floors[floor]) else {
                self.floors[floor] = self.open.len();
                break;
            };
            self.join(runs, depth, index);
        }
        if runs
            .get(index)
            .is_some_and(|run| run.flanks.open && run.left > 0)
        {
            self.open.push(index);
        }
    }

    fn find(&self, runs: &[Run], index: usize, floor: usize) -> Option<usize> {
        let closer = runs.get(index)?;
        let fits = |opener: &Run| {
            if opener.mark != closer.mark {
                return false;
            }
            if closer.mark == b'~' {
                return opener.left == closer.left;
            }
            let both = opener.flanks.close || closer.flanks.open;
            !both
                || !(opener.len + closer.len).is_multiple_of(3)
                || (opener.len.is_multiple_of(3) && closer.len.is_multiple_of(3))
        };
        (floor..self.open.len())
            .rev()
            .find(|&depth| self.open.get(depth).is_some_and(|&open| fits(&runs[open])))
    }

    fn join(&mut self, runs: &mut [Run], depth: usize, index: usize) {
        let opener = self.open[depth];
        let count = runs[opener].left.min(runs[index].left).min(2);
        let kind = match (runs[index].mark, count) {
            (b'~', _) => Kind::Strikethrough,
            (_, 1) => Kind::Emphasis,
            _ => Kind::Strong,
        };
        runs[opener].left -= count;
        runs[opener].opens.push(kind);
        runs[index].left -= count;
        runs[index].closes.push(kind);
        let keep = if runs[opener].left == 0 {
            depth
        } else {
            depth + 1
        };
        self.open.truncate(keep);
        for floor in &mut self.floors {
            *floor = (*floor).min(keep);
        }
    }
}

fn floor_of(closer: &Run) -> usize {
    let mark = match closer.mark {
        b'*' => 0,
        b'_' => 1,
        _ => 2,
    };
    mark * 6 + usize::from(closer.flanks.open) * 3 + closer.len % 3
}

impl Kind {
    pub(super) fn tag(self) -> Tag<'static> {
        match self {
            Self::Emphasis => Tag::Emphasis,
            Self::Strong => Tag::Strong,
            Self::Strikethrough => Tag::Strikethrough,
        }
    }
}
