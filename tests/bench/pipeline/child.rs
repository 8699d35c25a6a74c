//! Work done by a process of its own, so that its memory and its time can be told from everybody else's.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a process cost.
#[derive(Clone, Copy, Default)]
pub struct Cost {
    /// Most memory, in KiB.
    pub peak: f64,
    /// Time on all processors, in seconds.
    pub cpu: f64,
}

const TASK: &str = "run-alone";

/// Whether the bench was started by itself.
pub fn is_task(name: &str) -> bool {
    name == TASK
}

/// Does what was asked for and says what it cost.
pub fn work(_task: &str, arguments: &[String]) {
    let [forms, out] = arguments else {
        panic!("forms and result")
    };
    super::run(Path::new(forms), PathBuf::from(out));
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    let peak = line.map_or("0", |l| l.trim().trim_end_matches(" kB"));
    println!("{peak} {}", cpu());
}

/// Seconds this process has spent on all processors.
pub fn cpu() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // Behind the name in brackets, the 12th and 13th are the ticks, of which there are a hundred a second.
    let behind = stat.rsplit(')').next().unwrap_or_default();
    let ticks = behind.split_whitespace().skip(11).take(2);
    let ticks: u32 = ticks.filter_map(|t| t.parse::<u32>().ok()).sum();
    f64::from(ticks) / 100.0
}

/// A run over the forms, every entry of which comes through.
pub fn run(forms: &Path, entries: usize) -> Cost {
    let place = super::forms::temporary();
    let own = std::env::current_exe().expect("the bench itself");
    let arguments = [TASK.into(), forms.to_path_buf(), place.path().join("结果")];
    let output = Command::new(own).args(&arguments).output();
    let output = output.expect("started");
    assert!(output.status.success(), "the run failed");
    let record = fs::read_to_string(arguments[2].join("run.json")).expect("a record");
    let record: serde_json::Value = serde_json::from_str(&record).expect("JSON");
    let fates = ["registered", "merged", "returned"].map(|fate| record["rows"][fate].as_u64());
    let read: u64 = fates.into_iter().flatten().sum();
    assert_eq!(read, entries as u64, "entries that were measured");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut numbers = text
        .split_whitespace()
        .map(|n| n.parse().expect("a number"));
    let mut next = || numbers.next().expect("two numbers");
    Cost {
        peak: next(),
        cpu: next(),
    }
}

/// The program itself.
pub fn program(arguments: &[&str]) {
    let program = env!("CARGO_BIN_EXE_qingfeng");
    let output = Command::new(program).args(arguments).output();
    let status = output.expect("started").status.code();
    assert!(status.is_some_and(|s| s < 2), "{arguments:?} failed");
}
