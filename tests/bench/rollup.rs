//! What it costs to put the results of many units together, in time and memory, beside reading the same data from the disk:
//! and beside polars reading the same rows as columns: `cargo bench --bench rollup`. `UNITS` and `ENTRIES` set the size.
#![allow(clippy::print_stdout, reason = "a benchmark prints what it measured")]

#[path = "pipeline/peers.rs"]
#[allow(
    dead_code,
    reason = "the peers of the other benchmark are named there as well"
)]
mod peers;

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use qingfeng::app::{self, Inputs, RollupOptions, RunOptions, SampleOptions, Silent};

/// Units that are invented; the others hold the same under other names.
const INVENTED: usize = 8;

fn main() {
    let units = number("UNITS", 1000);
    let entries = number("ENTRIES", 250);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let results = folder.path().join("各单位");
    invent(&results, units, entries);
    let bytes = size(&results, "jsonl");
    let before = peak();
    let read = timed(|| read_all(&results));
    let out = folder.path().join("汇总");
    let options = RollupOptions {
        inputs: inputs(vec![results.clone()]),
        out: out.clone(),
        previous: Vec::new(),
        parquet: false,
    };
    let took = timed(|| {
        let told = app::roll_up(&options, &Silent).expect("put together");
        assert_eq!(told.errors, 0, "{}", told.summary);
    });
    let ratio = took.as_secs_f64() / read.as_secs_f64().max(f64::EPSILON);
    println!(
        "{units} units × about {entries} entries, {} MB of data",
        bytes >> 20
    );
    println!("read alone        {:>8.2} s", read.as_secs_f64());
    println!(
        "rollup            {:>8.2} s   {ratio:.1} × reading",
        took.as_secs_f64()
    );
    match peers::seconds("polars_parquet.py", &results) {
        Ok(peer) => println!(
            "polars reads it   {peer:>8.2} s   rollup: {:.1} × that",
            took.as_secs_f64() / peer
        ),
        Err(why) => println!("polars was not asked: {why}"),
    }
    println!("most memory       {:>8} MB   (before: {before} MB)", peak());
    println!("written           {:>8} MB", size(&out, "") >> 20);
}

/// A number from the environment.
fn number(name: &str, usual: usize) -> usize {
    let given = std::env::var(name).ok().and_then(|n| n.parse().ok());
    given.unwrap_or(usual)
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn inputs(paths: Vec<PathBuf>) -> Inputs {
    Inputs {
        paths,
        policy: None,
        year: Some(2026),
        date: NaiveDate::from_ymd_opt(2026, 11, 30).expect("a day"),
        jobs: number("JOBS", 2),
    }
}

/// Results of so many units.
fn invent(folder: &Path, units: usize, entries: usize) {
    let made = tempfile::tempdir().expect("a temporary folder");
    for seed in 0..INVENTED.min(units) {
        let forms = made.path().join(format!("{seed}/收表"));
        let sample = SampleOptions {
            out: forms.clone(),
            sections: 12,
            entries,
            seed: seed as u64,
            year: 2026,
            defects: 0,
            all_kinds: false,
            repeats: 0,
            scores: false,
        };
        app::sample(&sample).expect("invented");
        let run = RunOptions {
            inputs: inputs(vec![forms]),
            out: made.path().join(format!("{seed}/结果")),
            review: Vec::new(),
            previous: Vec::new(),
            drop_previous: false,
            seed: None,
            mid_year: false,
            parquet: true,
        };
        app::run(&run, &Silent).expect("run");
    }
    for unit in 0..units {
        let from = made.path().join(format!("{}/结果", unit % INVENTED));
        let to = folder.join(format!("第{unit}单位/结果"));
        for file in files(&from.join("data")) {
            let to = to.join(file.strip_prefix(&from).expect("within"));
            fs::create_dir_all(to.parent().expect("a folder")).expect("made");
            fs::copy(&file, to).expect("copied");
        }
        let record = fs::read_to_string(from.join("run.json")).expect("read");
        let own = record.lines().find(|line| line.starts_with("  \"unit\":"));
        let named = format!("  \"unit\": \"清风市第{unit}区财政局\",");
        let record = record.replacen(own.expect("its unit"), &named, 1);
        fs::write(to.join("run.json"), record).expect("written");
    }
}

fn files(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let all = walkdir::WalkDir::new(folder).into_iter().flatten();
    all.filter(|e| e.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
}

/// The bytes of the files whose names end so.
fn size(folder: &Path, end: &str) -> u64 {
    files(folder)
        .filter(|path| path.to_string_lossy().ends_with(end))
        .filter_map(|path| fs::metadata(path).ok())
        .map(|m| m.len())
        .sum()
}

/// Reads every line of the registers and rows, as the roll-up must at least.
fn read_all(folder: &Path) {
    let mut buffer = Vec::new();
    for path in files(folder).filter(|p| p.extension().is_some_and(|e| e == "jsonl")) {
        buffer.clear();
        let mut file = fs::File::open(path).expect("opened");
        file.read_to_end(&mut buffer).expect("read");
        for line in buffer
            .split(|byte| *byte == b'\n')
            .filter(|line| !line.is_empty())
        {
            let value: serde_json::Value = serde_json::from_slice(line).expect("JSON");
            std::hint::black_box(&value);
        }
    }
}

/// The most memory this process has held, in MB; 0 where the system does not say.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|l| l.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1024
}
