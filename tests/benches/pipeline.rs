//! How long the per-file half and the whole run take, as a ratio to a floor measured in the same run:
#![allow(clippy::print_stderr, reason = "a benchmark prints what it measured")]
//! reading the same files into memory and taking their digests. `cargo bench`; the machine's own speed cancels out.

use std::fs;
use std::hint::black_box;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use qingfeng::app::{self, Occasion};
use qingfeng::digest::sha256_hex;
use qingfeng::linkage::consolidate;
use qingfeng::policy::Policy;
use qingfeng::reader::{Limits, discover, read};

/// Rounds of each measurement; the median counts.
const ROUNDS: usize = 15;

fn main() {
    let forms = PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/forms/workbooks"
    ));
    let found = discover(&[forms], &[]).expect("the forms of the tests");
    let files: Vec<_> = found.sources.iter().filter(|s| is_form(&s.shown)).collect();
    let policy = Policy::embedded().expect("the embedded policy");
    let occasion = Occasion {
        date: NaiveDate::from_ymd_opt(2026, 11, 30).expect("a day"),
        year: 2026,
    };

    let floor = median(|| {
        for source in &files {
            black_box(sha256_hex(&fs::read(&source.path).expect("readable")));
        }
    });
    let reading = median(|| {
        for source in &files {
            black_box(read(source, &Limits::default()));
        }
    });
    let process = median(|| {
        for source in &files {
            black_box(app::process(source, &policy, occasion));
        }
    });
    let forms: Vec<_> = files
        .iter()
        .map(|s| app::process(s, &policy, occasion))
        .collect();
    let rows: usize = forms
        .iter()
        .flat_map(qingfeng::model::Form::tables)
        .map(qingfeng::model::FormTable::rows_read)
        .sum();
    let join = median(|| {
        black_box(consolidate(forms.clone(), Vec::new(), &policy, 2026));
    });
    let report = |name: &str, time: Duration| {
        let ratio = time.as_secs_f64() / floor.as_secs_f64();
        eprintln!(
            "{name:<28}{:>10.2} ms {ratio:>8.1} × floor",
            time.as_secs_f64() * 1000.0
        );
    };
    eprintln!(
        "{} files, {rows} rows, one thread, median of {ROUNDS}",
        files.len()
    );
    report("floor: read and digest", floor);
    report("read: guard, cells, merges", reading);
    report("process: read, understand", process);
    report("consolidate", join);
}

fn is_form(name: &str) -> bool {
    [".xlsx", ".xlsm", ".xls", ".ods", ".et"]
        .iter()
        .any(|ending| name.ends_with(ending))
}

fn median(mut work: impl FnMut()) -> Duration {
    work();
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort();
    times[ROUNDS / 2]
}
