//! What the whole program costs beside what its two spreadsheet libraries cost on the same files, in the same run and on the
//! same threads: `cargo bench --bench pipeline`, or with the names of some parts behind `--`. `FORMS` and `ROUNDS` set
//! the size; `THOROUGH=1` adds twenty thousand forms, 45,000 near-equal rows and a city of 50,000 forms.
#![allow(clippy::print_stdout, reason = "a benchmark prints what it measured")]

mod child;
mod floor;
mod forms;
mod peers;

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Instant;

use chrono::NaiveDate;
use qingfeng::app::{self, CheckFormat, CheckOptions, Inputs, RunOptions, Silent};

use forms::Folder;

/// What can be measured, by name.
const PARTS: [(&str, fn()); 8] = [
    ("office", || {
        measured(&forms::office(number("FORMS", 400), 25));
    }),
    ("long", || {
        measured(&forms::office(number("FORMS", 400) / 20, 500));
    }),
    ("samples", || {
        measured(&forms::samples(number("FORMS", 400)));
    }),
    ("growth", growth),
    ("memory", memory),
    ("start", start_up),
    ("near", || thorough(near)),
    ("city", || thorough(city)),
];

fn main() {
    let named: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| !a.starts_with('-'))
        .collect();
    if let Some((task, rest)) = named.split_first().filter(|(t, _)| child::is_task(t)) {
        return child::work(task, rest);
    }
    println!(
        "{} threads, medians of {} rounds",
        rayon::current_num_threads(),
        rounds()
    );
    for (name, part) in PARTS {
        if named.is_empty() || named.iter().any(|n| n == name) {
            println!("\n## {name}\n");
            part();
        }
    }
}

/// A number from the environment.
fn number(name: &str, usual: usize) -> usize {
    let given = std::env::var(name).ok().and_then(|n| n.parse().ok());
    given.unwrap_or(usual)
}

/// Rounds of each measurement: odd, so that the median is one of them.
fn rounds() -> usize {
    number("ROUNDS", 3) | 1
}

fn thorough(part: fn()) {
    if number("THOROUGH", 0) == 0 {
        println!("skipped: THOROUGH is not set");
    } else {
        part();
    }
}

/// The files of a folder, as the program is told of them.
fn inputs(folder: &Path) -> Inputs {
    Inputs {
        paths: vec![folder.to_path_buf()],
        policy: None,
        year: None,
        date: NaiveDate::from_ymd_opt(2026, 11, 30).expect("a day"),
        jobs: 0,
    }
}

/// `check` on a folder; the number of errors.
fn check(folder: &Path) -> usize {
    let options = CheckOptions {
        inputs: inputs(folder),
        format: CheckFormat::Full,
    };
    let (text, errors) = app::check(&options, &Silent).expect("checked");
    black_box(text);
    errors
}

/// `run` on a folder; the summary.
fn run(folder: &Path, out: PathBuf) -> String {
    let options = RunOptions {
        inputs: inputs(folder),
        out,
        review: Vec::new(),
        seed: None,
    };
    app::run(&options, &Silent).expect("run").summary
}

/// Seconds the work takes.
fn seconds<T>(work: impl FnOnce() -> T) -> f64 {
    let start = Instant::now();
    black_box(work());
    start.elapsed().as_secs_f64()
}

/// The middle one.
fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// Both floors, both commands and the peers on one folder. What is compared is measured in turn, round by round, so that a
/// busy machine is busy for all of them.
fn measured(folder: &Folder) {
    let files = folder.files();
    let out = forms::temporary();
    let summary = run(folder.path(), out.path().join("结果"));
    let cells = floor::cells_of_books(&out.path().join("结果"));
    let mut times: [Vec<f64>; 4] = Default::default();
    for _ in 0..rounds() {
        times[0].push(seconds(|| floor::read(&files)));
        times[1].push(seconds(|| floor::write(&cells)));
        times[2].push(seconds(|| check(folder.path())));
        let out = forms::temporary();
        times[3].push(seconds(|| run(folder.path(), out.path().join("结果"))));
    }
    let [read, write, checked, ran] = times.map(median);
    println!("{} forms, {} entries\n", files.len(), folder.entries);
    for line in summary.lines().filter(|l| l.starts_with("登记")) {
        println!("{line}\n");
    }
    println!("| measured | seconds | × its floor |\n|---|---:|---:|");
    println!("| reading floor: calamine | {read:.3} | 1.0 |");
    println!(
        "| whole floor: calamine and rust_xlsxwriter | {:.3} | 1.0 |",
        read + write
    );
    println!("| check | {checked:.3} | {:.1} |", checked / read);
    println!("| run | {ran:.3} | {:.1} |", ran / (read + write));
    for peer in peers::ALL {
        match peers::seconds(peer, folder.path()) {
            Ok(time) => println!(
                "| {peer} | {time:.3} | check {:.1} ×, run {:.1} × as fast |",
                time / checked,
                time / ran
            ),
            Err(why) => println!("| {peer} | skipped: {why} | |"),
        }
    }
}

/// Four times, and thoroughly forty times, the forms: by how much the time grows.
fn growth() {
    let thorough = number("THOROUGH", 0) > 0;
    let sizes: &[usize] = if thorough {
        &[500, 2_000, 20_000]
    } else {
        &[500, 2_000]
    };
    println!("| forms | check, s | run, s | check grows | run grows |\n|---:|---:|---:|---:|---:|");
    let mut before = None;
    for size in sizes {
        let folder = forms::office(*size, 25);
        let [mut checks, mut runs]: [Vec<f64>; 2] = Default::default();
        for _ in 0..if *size > 2_000 { 1 } else { rounds() } {
            checks.push(seconds(|| check(folder.path())));
            let out = forms::temporary();
            runs.push(seconds(|| run(folder.path(), out.path().join("结果"))));
        }
        let (checked, ran) = (median(checks), median(runs));
        let (by_check, by_run) = before.map_or((1.0, 1.0), |(c, r)| (checked / c, ran / r));
        println!("| {size} | {checked:.2} | {ran:.2} | {by_check:.2} × | {by_run:.2} × |");
        before = Some((checked, ran));
    }
}

/// Most memory a run of a process of its own holds, over 75 and over 300 forms.
fn memory() {
    println!("| forms | entries | peak, MiB | KiB an entry | KiB an entry more |");
    println!("|---:|---:|---:|---:|---:|");
    let mut before = None;
    for size in [75, 300] {
        let folder = forms::office(size, 25);
        let cost = child::run(folder.path());
        let entries = f64::from(u32::try_from(folder.entries).expect("few"));
        let more = before.map_or(String::new(), |(peak, count)| {
            format!("{:.1}", (cost.peak - peak) / (entries - count))
        });
        println!(
            "| {size} | {entries} | {:.0} | {:.1} | {more} |",
            cost.peak / 1024.0,
            cost.peak / entries
        );
        before = Some((cost.peak, entries));
    }
}

/// What starting costs: `--version`, and `check` of one form.
fn start_up() {
    let folder = forms::office(1, 25);
    let form = folder.files().remove(0);
    let form = form.to_str().expect("a path in Unicode");
    println!("| started | milliseconds |\n|---|---:|");
    for arguments in [vec!["--version"], vec!["check", form]] {
        let times = (0..21).map(|_| seconds(|| child::program(&arguments)));
        let time = median(times.collect()) * 1000.0;
        println!("| {} | {time:.1} |", arguments[0]);
    }
}

/// Rows that are all nearly the same, in one form.
fn near() {
    one_run(&forms::near_equal(45_000));
}

fn city() {
    one_run(&forms::office(50_000, 25));
}

fn one_run(folder: &Folder) {
    let mut cost = child::Cost::default();
    let time = seconds(|| cost = child::run(folder.path()));
    println!(
        "{} forms, {} entries: {time:.1} s, {:.1} s of CPU, {:.0} MiB at most",
        folder.files().len(),
        folder.entries,
        cost.cpu,
        cost.peak / 1024.0
    );
}
