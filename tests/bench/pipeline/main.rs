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
const PARTS: [(&str, fn()); 10] = [
    ("office", || {
        measured(&forms::office(number("FORMS", 400), 25));
    }),
    ("roster", || {
        measured(&forms::with_roster(number("FORMS", 400), 25));
    }),
    ("long", || {
        measured(&forms::office(number("FORMS", 400) / 20, 500));
    }),
    ("samples", || {
        measured(&forms::samples(number("FORMS", 400)));
    }),
    ("returns", returns),
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

/// What it costs to mark forms with errors, beside what it costs to check them.
fn returns() {
    let folder = forms::faulty(number("FORMS", 300), 50);
    let options = CheckOptions {
        inputs: inputs(folder.path()),
        format: CheckFormat::Full,
    };
    let mut times: [Vec<Spent>; 2] = Default::default();
    for _ in 0..rounds() {
        times[0].push(spent(|| check(folder.path())));
        let out = forms::temporary();
        times[1].push(spent(|| {
            let returned = app::check_returning(&options, Some(out.path()), &Silent);
            returned.expect("checked").1
        }));
    }
    let [checked, both] = times.map(|t| median(&t));
    println!("| forms | check, s | marked besides, s | CPU of check | CPU of marking |");
    println!("|---:|---:|---:|---:|---:|");
    println!(
        "| {} | {:.2} | {:.2} | {:.2} | {:.2} |",
        folder.files().len(),
        checked.wall,
        both.wall - checked.wall,
        checked.cpu,
        both.cpu - checked.cpu
    );
}

/// `run` on a folder; the summary.
fn run(folder: &Path, out: PathBuf) -> String {
    let options = RunOptions {
        inputs: inputs(folder),
        out,
        review: Vec::new(),
        previous: Vec::new(),
        drop_previous: false,
        seed: None,
        mid_year: false,
        parquet: false,
    };
    app::run(&options, &Silent).expect("run").summary
}

/// Seconds on the clock, and on all processors: on a machine that is busy otherwise only the latter say something.
#[derive(Clone, Copy)]
struct Spent {
    wall: f64,
    cpu: f64,
}

fn spent<T>(work: impl FnOnce() -> T) -> Spent {
    let (start, cpu) = (Instant::now(), child::cpu());
    black_box(work());
    Spent {
        wall: start.elapsed().as_secs_f64(),
        cpu: child::cpu() - cpu,
    }
}

/// The middle ones.
fn median(times: &[Spent]) -> Spent {
    let middle = |of: fn(&Spent) -> f64| {
        let mut times: Vec<f64> = times.iter().map(of).collect();
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    };
    Spent {
        wall: middle(|t| t.wall),
        cpu: middle(|t| t.cpu),
    }
}

/// Both floors, both commands and the peers on one folder. What is compared is measured in turn, round by round, so that a
/// busy machine is busy for all of them.
fn measured(folder: &Folder) {
    let files = folder.files();
    let out = forms::temporary();
    let summary = run(folder.path(), out.path().join("结果"));
    let cells = floor::cells_of_books(&out.path().join("结果"));
    let mut times: [Vec<Spent>; 4] = Default::default();
    for _ in 0..rounds() {
        times[0].push(spent(|| floor::read(&files)));
        times[1].push(spent(|| floor::write(&cells)));
        times[2].push(spent(|| check(folder.path())));
        let out = forms::temporary();
        times[3].push(spent(|| run(folder.path(), out.path().join("结果"))));
    }
    let [read, write, checked, ran] = times.map(|t| median(&t));
    let whole = Spent {
        wall: read.wall + write.wall,
        cpu: read.cpu + write.cpu,
    };
    println!("{} forms, {} entries\n", files.len(), folder.entries);
    for line in summary.lines().filter(|l| l.starts_with("登记")) {
        println!("{line}\n");
    }
    println!("| measured | seconds | × its floor | CPU | × its floor |");
    println!("|---|---:|---:|---:|---:|");
    let row = |name: &str, time: Spent, floor: Spent| {
        let (wall, cpu) = (time.wall / floor.wall, time.cpu / floor.cpu);
        println!(
            "| {name} | {:.2} | {wall:.1} | {:.2} | {cpu:.1} |",
            time.wall, time.cpu
        );
    };
    row("reading floor: calamine", read, read);
    row("whole floor: calamine and rust_xlsxwriter", whole, whole);
    row("check", checked, read);
    row("run", ran, whole);
    for peer in peers::ALL {
        match peers::seconds(peer, folder.path()) {
            Ok(time) => println!(
                "| {peer} | {time:.2} | check {:.1} ×, run {:.1} × as fast | | |",
                time / checked.wall,
                time / ran.wall
            ),
            Err(why) => println!("| {peer} | skipped: {why} | | | |"),
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
    println!("| forms | check, s | run, s | check grows, clock | CPU | run grows, clock | CPU |");
    println!("|---:|---:|---:|---:|---:|---:|---:|");
    let mut before: Option<[Spent; 2]> = None;
    for size in sizes {
        let folder = forms::office(*size, 25);
        let [mut checks, mut runs]: [Vec<Spent>; 2] = Default::default();
        for _ in 0..if *size > 2_000 { 1 } else { rounds() } {
            checks.push(spent(|| check(folder.path())));
            let out = forms::temporary();
            runs.push(spent(|| run(folder.path(), out.path().join("结果"))));
        }
        let now = [median(&checks), median(&runs)];
        let grown = |which: usize| {
            let old = before.map_or(now[which], |b| b[which]);
            let (wall, cpu) = (now[which].wall / old.wall, now[which].cpu / old.cpu);
            format!("{wall:.2} × | {cpu:.2} ×")
        };
        let [check, run] = now.map(|t| t.wall);
        println!(
            "| {size} | {check:.2} | {run:.2} | {} | {} |",
            grown(0),
            grown(1)
        );
        before = Some(now);
    }
}

/// Most memory a run of a process of its own holds, over 75 and over 300 forms.
fn memory() {
    println!("| forms | entries | peak, MiB | KiB an entry | KiB an entry more |");
    println!("|---:|---:|---:|---:|---:|");
    let mut before = None;
    for size in [75, 300] {
        let folder = forms::office(size, 25);
        let cost = child::run(folder.path(), folder.entries);
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
        let times: Vec<Spent> = (0..21)
            .map(|_| spent(|| child::program(&arguments)))
            .collect();
        let time = median(&times).wall * 1000.0;
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
    let time = spent(|| cost = child::run(folder.path(), folder.entries)).wall;
    println!(
        "{} forms, {} entries: {time:.1} s, {:.1} s of CPU, {:.0} MiB at most",
        folder.files().len(),
        folder.entries,
        cost.cpu,
        cost.peak / 1024.0
    );
}
