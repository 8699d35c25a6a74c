//! What the program says of a case, held against what the case expects.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use chrono::NaiveDate;
use qingfeng::app::{self, CheckFormat, CheckOptions, Inputs, Occasion, RunOptions, Silent};
use qingfeng::location::Place;
use qingfeng::policy::{Policy, Source};
use qingfeng::reader;
use serde_json::Value;

/// Files to be checked, and what must come of it.
pub struct Case {
    /// The code it is about.
    pub code: String,
    /// What it shows.
    pub about: String,
    /// Whether the code must be raised, or must not.
    pub fires: bool,
    /// Names and bytes; several, or one in a folder, are checked together.
    pub files: Vec<(String, Vec<u8>)>,
    /// What the files go through.
    pub through: Through,
    /// Whether the file is gone by the time it is read.
    pub vanished: bool,
    /// Policy over the default.
    pub policy: String,
    /// Day of the run.
    pub date: NaiveDate,
    /// 年度.
    pub year: i32,
    /// Where the code must stand: `H4` on the first sheet, `附表!H4`, `附表!`, or the name of a file.
    pub at: Vec<String>,
    /// What one of its messages must say.
    pub says: String,
    /// Other codes it raises of necessity.
    pub also: BTreeSet<String>,
}

/// What the files of a case go through.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Through {
    /// The per-file half: there is but one.
    Process,
    /// `check`, which is given them as a folder.
    Check,
    /// A whole run, which also lists what it finds while it makes the books.
    Run,
}

/// One finding.
#[derive(Debug)]
pub struct Found {
    pub code: String,
    pub at: String,
    pub message: String,
    pub help: String,
}

/// What is said of forms that do not ask what a level depends on, and of those without a date, as most fixtures are.
pub const NOT_ASKED: [(&str, char); 2] = [("G07", 'G'), ("D06", 'D')];

/// In what a case and the program differ; nothing where all is well.
pub fn differences(case: &Case) -> Vec<String> {
    let found = findings(case);
    let own: Vec<&Found> = found.iter().filter(|f| f.code == case.code).collect();
    let mut wrong = Vec::new();
    let mut at: Vec<&str> = own.iter().map(|f| f.at.as_str()).collect();
    at.sort_unstable();
    let mut expected: Vec<&str> = case.at.iter().map(String::as_str).collect();
    expected.sort_unstable();
    if at != expected {
        wrong.push(format!("stands at {at:?}, not at {expected:?}"));
    }
    if !case.says.is_empty() && !own.iter().any(|f| f.message.contains(&case.says)) {
        let said: Vec<&str> = own.iter().map(|f| f.message.as_str()).collect();
        wrong.push(format!("says {said:?}, not “{}”", case.says));
    }
    let others = found.iter().filter(|f| f.code != case.code);
    // Only the codes of grading count that nobody asked for the grounds of a level, only those of dates that there is none.
    let counts = |(code, of): &(&str, char)| case.code.starts_with(*of) || case.code == *code;
    let told = |f: &&Found| {
        let mut known = NOT_ASKED.iter().filter(|asked| f.code == asked.0);
        known.all(counts)
    };
    let others = others.filter(|f| told(f));
    let others: BTreeSet<String> = others.map(|f| f.code.clone()).collect();
    if others != case.also {
        wrong.push(format!("also raises {others:?}, not {:?}", case.also));
    }
    for f in &found {
        if f.message.is_empty() || f.message.contains(['{', '}']) || f.help.is_empty() {
            wrong.push(format!("has poor words: {f:?}"));
        }
    }
    if !wrong.is_empty() {
        let all = found
            .iter()
            .map(|f| format!("  {} {} {}", f.code, f.at, f.message));
        wrong.extend(all);
    }
    let kind = if case.fires { "fires" } else { "near" };
    let name = format!("{} {kind} “{}”", case.code, case.about);
    wrong.into_iter().map(|w| format!("{name} {w}")).collect()
}

/// All that the program finds.
pub fn findings(case: &Case) -> Vec<Found> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, bytes) in &case.files {
        fs::write(folder.path().join(name), bytes).expect("a file");
    }
    if case.through == Through::Process {
        alone(case, folder.path())
    } else {
        together(case, folder.path())
    }
}

/// The policy without any change, built once.
static DEFAULT: LazyLock<Policy> = LazyLock::new(|| policy("", "the default"));

fn policy(text: &str, about: &str) -> Policy {
    let source = Source {
        name: "qingfeng.toml".to_owned(),
        text: text.to_owned(),
    };
    Policy::from_source(&source, &app::checks()).unwrap_or_else(|e| panic!("{about}: {e}"))
}

/// One file goes through the per-file half.
fn alone(case: &Case, folder: &Path) -> Vec<Found> {
    let [(name, _)] = case.files.as_slice() else {
        panic!("{}: one file, or a folder", case.about);
    };
    let own = (!case.policy.is_empty()).then(|| policy(&case.policy, &case.about));
    let policy = own.as_ref().unwrap_or(&DEFAULT);
    let source = reader::Source {
        path: folder.join(name),
        shown: name.as_str().into(),
    };
    if case.vanished {
        fs::remove_file(&source.path).expect("removed");
    }
    let occasion = Occasion {
        date: case.date,
        year: case.year,
    };
    let form = app::process(&source, policy, occasion);
    let first = form.sheets.first().map(|s| s.name.to_string());
    let shown = |f: qingfeng::diagnostic::Diagnostic| Found {
        at: shown(&f.place, first.as_deref(), false),
        code: f.code,
        message: f.message,
        help: f.help,
    };
    form.findings.into_iter().map(shown).collect()
}

/// Several files are checked as `qingfeng check` does with a folder.
fn together(case: &Case, folder: &Path) -> Vec<Found> {
    fs::write(folder.join("qingfeng.toml"), &case.policy).expect("a policy");
    let inputs = Inputs {
        paths: vec![folder.to_path_buf()],
        policy: None,
        year: Some(case.year),
        date: case.date,
        jobs: 1,
    };
    let said = if case.through == Through::Run {
        run(inputs, &case.about)
    } else {
        let format = CheckFormat::Json;
        let said = app::check(&CheckOptions { inputs, format }, &Silent);
        said.unwrap_or_else(|e| panic!("{}: {e}", case.about)).0
    };
    let lines = said.lines().map(|line| {
        let finding: Value = serde_json::from_str(line).expect("JSON");
        let text = |key: &str| finding[key].as_str().unwrap_or("").to_owned();
        let place = serde_json::from_value(finding["place"].clone()).expect("a place");
        Found {
            at: shown(&place, None, true),
            code: text("code"),
            message: text("message"),
            help: text("help"),
        }
    });
    lines.collect()
}

/// What a whole run lists.
fn run(inputs: Inputs, about: &str) -> String {
    let result = tempfile::tempdir().expect("a temporary folder");
    let out = result.path().join("结果");
    let listed = out.join("data/findings.jsonl");
    let options = RunOptions {
        inputs,
        out,
        review: Vec::new(),
        previous: Vec::new(),
        drop_previous: false,
        seed: None,
        mid_year: false,
        parquet: false,
    };
    app::run(&options, &Silent).unwrap_or_else(|e| panic!("{about}: {e}"));
    fs::read_to_string(listed).expect("the findings")
}

/// A place as the fixtures write it; the first sheet need not be named, and of a single file its name need not.
fn shown(place: &Place, first: Option<&str>, with_file: bool) -> String {
    let cell = place.cell.map_or(String::new(), |c| c.to_string());
    let inner = match place.sheet.as_deref() {
        None => String::new(),
        Some(sheet) if Some(sheet) == first && !cell.is_empty() => cell,
        Some(sheet) => format!("{sheet}!{cell}"),
    };
    match (with_file, inner.is_empty()) {
        (false, false) => inner,
        (_, true) => place.file.to_string(),
        (true, false) => format!("{} {inner}", place.file),
    }
}
