//! Processor time of the whole process, which says the same on a busy machine as on an idle one.

use std::fs;
use std::time::Duration;

use criterion::measurement::{Measurement, ValueFormatter, WallTime};

/// Seconds that all threads together ran; where the system does not tell (anything but Linux), nothing can be measured.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ProcessorTime;

impl Measurement for ProcessorTime {
    type Intermediate = Duration;
    type Value = Duration;

    fn start(&self) -> Duration {
        used()
    }

    fn end(&self, start: Duration) -> Duration {
        used().saturating_sub(start)
    }

    fn add(&self, one: &Duration, other: &Duration) -> Duration {
        *one + *other
    }

    fn zero(&self) -> Duration {
        Duration::ZERO
    }

    fn to_f64(&self, value: &Duration) -> f64 {
        WallTime.to_f64(value)
    }

    fn formatter(&self) -> &dyn ValueFormatter {
        WallTime.formatter()
    }
}

/// The sum over the threads; all of them live as long as the process.
fn used() -> Duration {
    let tasks = fs::read_dir("/proc/self/task").expect("Linux lists the threads of a process");
    let nanoseconds = tasks.map(|task| {
        let path = task.expect("a thread").path().join("schedstat");
        let text = fs::read_to_string(path).expect("Linux counts what a thread ran");
        let first = text
            .split_whitespace()
            .next()
            .and_then(|word| word.parse().ok());
        first.unwrap_or(0_u64)
    });
    Duration::from_nanos(nanoseconds.sum())
}
