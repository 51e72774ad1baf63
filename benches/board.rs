//! The stages of a build and the whole of it, beside the floor, on one core.
#![expect(
    clippy::disallowed_methods,
    reason = "makes the boards that are measured, and reads the clock of the processor"
)]

mod floor;
mod generator;
mod processor;

use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use criterion::measurement::Measurement as _;
use criterion::{BatchSize, Criterion, Throughput};
use generator::Mix;
use processor::ProcessorTime;
use sanwu::bench::{Bench, Source, Village};
use tempfile::TempDir;

/// Villages and records of each; the board of 10,000 is what a town has after some years.
const SIZES: [(usize, usize); 2] = [(1, 1_000), (10, 1_000)];

fn main() {
    // One core, as the floor has, so that nothing is spent on threads that wait for one another.
    rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build_global()
        .expect("nothing else made the pool");
    let mut criterion = Criterion::default()
        .with_measurement(ProcessorTime)
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(3))
        .configure_from_args();
    for (mix, name) in [(Mix::Whole, "whole"), (Mix::Plain, "plain")] {
        for (villages, records) in SIZES {
            let root = TempDir::new().expect("a folder");
            generator::write(root.path(), villages, records, mix).expect("a board");
            measure(
                &mut criterion,
                &format!("{name}/{}", villages * records),
                root.path(),
            );
        }
    }
    criterion.final_summary();
}

fn measure(criterion: &mut Criterion<ProcessorTime>, name: &str, root: &Path) {
    let bench = Bench::open(root).expect("a workspace");
    let sources = bench.read().expect("the villages");
    let villages = load(&bench, &sources);
    let pairs = || sources.iter().zip(&villages);
    let mut group = criterion.benchmark_group(name);
    group.throughput(Throughput::Elements(records(&bench)));
    group.bench_function("floor", |b| {
        b.iter_batched_ref(
            folder,
            |output| floor::build(root, output.path()),
            BatchSize::PerIteration,
        );
    });
    group.bench_function("load", |b| b.iter(|| load(&bench, &sources)));
    group.bench_function("check", |b| {
        b.iter(|| {
            pairs()
                .map(|(source, village)| bench.check(source, village))
                .sum::<usize>()
        });
    });
    group.bench_function("render", |b| {
        b.iter(|| {
            let bytes = pairs().map(|(source, village)| bench.render(source, village));
            bytes.sum::<anyhow::Result<usize>>()
        });
    });
    group.bench_function("build", |b| {
        b.iter_batched_ref(
            folder,
            |output| bench.build(output.path()),
            BatchSize::PerIteration,
        );
    });
    let output = folder();
    bench.build(output.path()).expect("a board");
    group.bench_function("unchanged", |b| b.iter(|| bench.build(output.path())));
    group.finish();
    let check = least(|| {
        pairs()
            .map(|(source, village)| bench.check(source, village))
            .sum::<usize>()
    });
    let build = least(|| bench.build(folder().path()));
    tell_share(name, check, build);
}

/// The least processor time of five runs.
fn least<T>(run: impl Fn() -> T) -> Duration {
    let times = (0..5).map(|_| {
        let start = ProcessorTime.start();
        black_box(run());
        ProcessorTime.end(start)
    });
    times.min().expect("there are five")
}

#[expect(
    clippy::print_stdout,
    reason = "criterion has no place for a ratio of two figures"
)]
fn tell_share(name: &str, check: Duration, build: Duration) {
    let permille = check.as_micros() * 1000 / build.as_micros().max(1);
    println!(
        "{name}/share             check is {}.{} % of build",
        permille / 10,
        permille % 10
    );
}

fn load(bench: &Bench, sources: &[Source]) -> Vec<Village> {
    sources.iter().map(|source| bench.load(source)).collect()
}

/// Builds once, so that no figure is of a board that stopped at an error.
fn records(bench: &Bench) -> u64 {
    let counts = bench.build(folder().path()).expect("a board");
    assert_eq!(counts.errors, 0, "the generated board has errors");
    u64::try_from(counts.records).expect("fewer records than 2^64")
}

fn folder() -> TempDir {
    TempDir::new().expect("a folder")
}
