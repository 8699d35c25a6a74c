//! Fixtures as data: the cases of one code in one file, most of them as what they change in one sound form.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde::Deserialize;
use toml::Value;

use super::judge::{Case, Through};
use crate::support::workbook::{Sheet, xlsx};

/// Name of the file a case hands in, where it does not say another.
const FILE: &str = "预算科 自查表.xlsx";
/// Name of its sheet.
const SHEET: &str = "Sheet1";

/// One fixture file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fixture {
    /// The policy of the cases that do not write their own.
    #[serde(default)]
    policy: String,
    /// Whether only a whole run tells.
    #[serde(default)]
    run: bool,
    fires: Vec<WrittenCase>,
    near: Vec<WrittenCase>,
}

/// One case as it is written; see the README beside the fixtures.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct WrittenCase {
    about: String,
    file: Option<String>,
    sheet: Option<String>,
    rows: Option<Vec<Vec<Value>>>,
    cells: BTreeMap<String, Value>,
    merged: Option<Vec<String>>,
    hidden_rows: Vec<u32>,
    hidden_columns: Vec<String>,
    sheets: Vec<WrittenSheet>,
    files: Vec<WrittenFile>,
    policy: Option<String>,
    date: Option<Value>,
    year: Option<i32>,
    at: Option<Vec<String>>,
    says: String,
    also: BTreeSet<String>,
}

/// A further sheet.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct WrittenSheet {
    name: String,
    rows: Option<Vec<Vec<Value>>>,
    cells: BTreeMap<String, Value>,
    merged: Vec<String>,
    hidden: bool,
}

/// One of several files of a folder: the sound form with other cells.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenFile {
    name: String,
    #[serde(default)]
    rows: Option<Vec<Vec<Value>>>,
    #[serde(default)]
    cells: BTreeMap<String, Value>,
}

/// The sound form that cases change.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    rows: Vec<Vec<Value>>,
    merged: Vec<String>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stages/rules")
}

fn parse<T: for<'d> Deserialize<'d>>(path: &Path) -> T {
    let text = fs::read_to_string(path).expect("a readable fixture");
    toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The sound form, without any change.
pub fn sound() -> Case {
    let form: Form = parse(&folder().join("form.toml"));
    case("", WrittenCase::default(), false, &form)
}

/// All cases of all fixture files.
pub fn cases() -> Vec<Case> {
    let form: Form = parse(&folder().join("form.toml"));
    let mut paths: Vec<PathBuf> = fs::read_dir(folder())
        .expect("the fixtures")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .filter(|path| path.file_name().is_some_and(|n| n != "form.toml"))
        .collect();
    paths.sort();
    let mut all = Vec::new();
    for path in paths {
        let code = path.file_stem().map(|n| n.to_string_lossy().into_owned());
        let code = code.expect("a name");
        let fixture: Fixture = parse(&path);
        let common = fixture.policy;
        let raised = fixture.fires.into_iter().map(|c| (c, true));
        let near = fixture.near.into_iter().map(|c| (c, false));
        for (mut written, fires) in raised.chain(near) {
            written.policy.get_or_insert_with(|| common.clone());
            let mut case = case(&code, written, fires, &form);
            if fixture.run {
                case.through = Through::Run;
            }
            all.push(case);
        }
    }
    all
}

fn case(code: &str, written: WrittenCase, fires: bool, form: &Form) -> Case {
    let file = written.file.clone().unwrap_or_else(|| FILE.to_owned());
    // Nowhere in particular is the file itself.
    let at = match &written.at {
        Some(at) if at.is_empty() => vec![file.clone()],
        Some(at) => at.clone(),
        None => Vec::new(),
    };
    assert_eq!(
        written.at.is_some(),
        fires,
        "{code} “{}”: at",
        written.about
    );
    let handed_in = if written.files.is_empty() {
        vec![(file, xlsx(&sheets(&written, form)))]
    } else {
        written.files.iter().map(|f| folder_file(f, form)).collect()
    };
    Case {
        code: code.to_owned(),
        fires,
        files: handed_in,
        through: if written.files.is_empty() {
            Through::Process
        } else {
            Through::Check
        },
        vanished: false,
        date: written.date.as_ref().map_or_else(day, read_day),
        year: written.year.unwrap_or(2026),
        at,
        about: written.about,
        policy: written.policy.unwrap_or_default(),
        says: written.says,
        also: written.also,
    }
}

/// The day cases are checked on, where they do not say another.
pub fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 30).expect("a day")
}

fn read_day(written: &Value) -> NaiveDate {
    let text = written.to_string();
    text.parse().unwrap_or_else(|_| panic!("no day: {text}"))
}

fn sheets(written: &WrittenCase, form: &Form) -> Vec<Sheet> {
    let first = Sheet {
        name: written.sheet.clone().unwrap_or_else(|| SHEET.to_owned()),
        cells: written.cells.clone(),
        hidden_rows: written.hidden_rows.clone(),
        hidden_columns: written.hidden_columns.clone(),
        ..laid(written.rows.as_ref(), written.merged.clone(), form)
    };
    let more = written.sheets.iter().map(|sheet| Sheet {
        name: sheet.name.clone(),
        cells: sheet.cells.clone(),
        hidden: sheet.hidden,
        ..laid(sheet.rows.as_ref(), Some(sheet.merged.clone()), form)
    });
    std::iter::once(first).chain(more).collect()
}

fn folder_file(written: &WrittenFile, form: &Form) -> (String, Vec<u8>) {
    let sheet = Sheet {
        name: SHEET.to_owned(),
        cells: written.cells.clone(),
        ..laid(written.rows.as_ref(), None, form)
    };
    (written.name.clone(), xlsx(&[sheet]))
}

/// Rows of its own, or those of the sound form with its merged ranges and more.
fn laid(rows: Option<&Vec<Vec<Value>>>, merged: Option<Vec<String>>, form: &Form) -> Sheet {
    let merged = merged.unwrap_or_default();
    match rows {
        Some(rows) => Sheet {
            rows: rows.clone(),
            merged,
            ..Sheet::default()
        },
        None => Sheet {
            rows: form.rows.clone(),
            merged: [form.merged.clone(), merged].concat(),
            ..Sheet::default()
        },
    }
}
