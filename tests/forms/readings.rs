//! Forms as they really are: every workbook in `workbooks/` is read as its `.json` says it means.
//! Only what the expectation names is compared; see `tests/forms/README.md` for what each workbook is about.

use std::fs;
use std::path::{Path, PathBuf};

use qingfeng::app::{self, Inputs, InspectOptions, Silent};
use serde_json::{Map, Value};

#[test]
fn every_form_is_read_as_a_clerk_would() {
    let expectations = expectations();
    assert!(
        expectations.len() >= 15,
        "only {} forms",
        expectations.len()
    );
    let mut wrong = Vec::new();
    for (workbook, expected) in &expectations {
        let name = workbook
            .file_name()
            .map(|n| n.to_string_lossy().into_owned())
            .unwrap_or_default();
        let said = Comparison::of(expected, &inspect(workbook));
        wrong.extend(said.into_iter().map(|line| format!("{name}: {line}")));
    }
    assert!(
        wrong.is_empty(),
        "{} differences:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// Workbooks with their expected readings.
pub fn expectations() -> Vec<(PathBuf, Value)> {
    let mut found: Vec<(PathBuf, Value)> = Vec::new();
    for entry in fs::read_dir(crate::support::forms()).expect("forms") {
        let path = entry.expect("an entry").path();
        let extension = path.extension().and_then(|e| e.to_str()).unwrap_or("");
        if !["xlsx", "xlsm", "xls", "ods", "et", "xlsb"].contains(&extension) {
            continue;
        }
        let json = fs::read_to_string(path.with_extension("json"))
            .expect("an expected reading beside each workbook");
        found.push((path, serde_json::from_str(&json).expect("valid JSON")));
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found
}

/// The one file object of `inspect --format json`.
pub fn inspect(workbook: &Path) -> Value {
    let options = InspectOptions {
        inputs: Inputs {
            paths: vec![workbook.to_path_buf()],
            policy: None,
            year: None,
            date: chrono::NaiveDate::from_ymd_opt(2026, 11, 30).expect("a day"),
            jobs: 1,
        },
        json: true,
    };
    let json = app::inspect(&options, &Silent).expect("inspect never fails on a file");
    let report: Value = serde_json::from_str(&json).expect("valid JSON");
    report["files"][0].clone()
}

/// Collects every difference between an expected and a real reading.
#[derive(Default)]
pub struct Comparison {
    wrong: Vec<String>,
}

impl Comparison {
    pub fn of(expected: &Value, real: &Value) -> Vec<String> {
        let mut this = Self::default();
        this.same("kind", expected.get("kind"), &real["kind"]);
        for sheet in list(expected, "sheets") {
            let name = sheet["name"].as_str().unwrap_or("");
            match list(real, "sheets")
                .iter()
                .find(|s| s["name"] == sheet["name"])
            {
                Some(found) => this.sheet(name, sheet, found),
                None => this.wrong.push(format!("sheet {name} was not read")),
            }
        }
        for finding in list(expected, "findings") {
            let hit = list(real, "findings").iter().any(|f| matches(finding, f));
            if !hit {
                this.wrong.push(format!(
                    "no finding at {} ({})",
                    finding["cell"], finding["about"]
                ));
            }
        }
        this.wrong
    }

    fn sheet(&mut self, name: &str, expected: &Value, real: &Value) {
        let (wanted, found) = (list(expected, "tables"), list(real, "tables"));
        if wanted.len() != found.len() {
            self.wrong.push(format!(
                "{name}: {} tables expected, {} found",
                wanted.len(),
                found.len()
            ));
        }
        for (index, (wanted, found)) in wanted.iter().zip(found).enumerate() {
            self.table(&format!("{name}/{}", index + 1), wanted, found);
        }
    }

    fn table(&mut self, at: &str, expected: &Value, real: &Value) {
        for key in ["title", "header_rows", "footer_rows"] {
            self.same(&format!("{at} {key}"), expected.get(key), &real[key]);
        }
        for (cell, field) in expected["columns"].as_object().unwrap_or(&Map::new()) {
            let found = list(real, "columns").iter().find(|c| c["cell"] == **cell);
            let found = found.map_or(Value::Null, |c| c["field"].clone());
            self.same(&format!("{at} column {cell}"), Some(field), &found);
        }
        if let Some(unmapped) = expected.get("unmapped") {
            self.same(
                &format!("{at} unmapped"),
                Some(&sorted(unmapped)),
                &sorted(&real["unmapped"]),
            );
        }
        for (kind, count) in expected["skipped"].as_object().unwrap_or(&Map::new()) {
            let found = list(real, "skipped")
                .iter()
                .filter(|s| s["kind"] == **kind)
                .count();
            self.same(
                &format!("{at} skipped {kind}"),
                Some(count),
                &Value::from(found),
            );
        }
        let (wanted, found) = (list(expected, "entries"), list(real, "entries"));
        if expected.get("entries").is_some() && wanted.len() != found.len() {
            let rows = |list: &[Value]| {
                list.iter()
                    .map(|e| e["row"].to_string())
                    .collect::<Vec<_>>()
                    .join(" ")
            };
            self.wrong.push(format!(
                "{at}: entries in rows {} expected, {} found",
                rows(wanted),
                rows(found)
            ));
        }
        for entry in wanted {
            match found.iter().find(|f| f["row"] == entry["row"]) {
                Some(real) => self.entry(at, entry, real),
                None => self
                    .wrong
                    .push(format!("{at}: no entry in row {}", entry["row"])),
            }
        }
    }

    fn entry(&mut self, at: &str, expected: &Value, real: &Value) {
        for (key, value) in expected.as_object().unwrap_or(&Map::new()) {
            self.same(
                &format!("{at} row {} {key}", expected["row"]),
                Some(value),
                &real[key],
            );
        }
    }

    fn same(&mut self, what: &str, expected: Option<&Value>, real: &Value) {
        if let Some(expected) = expected.filter(|e| *e != real) {
            self.wrong
                .push(format!("{what}: {expected} expected, {real} found"));
        }
    }
}

/// Whether a finding stands where one is expected, and its message has the words expected.
fn matches(expected: &Value, found: &Value) -> bool {
    let message = found["message"].as_str().unwrap_or("");
    let mut words = list(expected, "mentions").iter().filter_map(Value::as_str);
    expected
        .get("sheet")
        .is_none_or(|sheet| found["place"]["sheet"] == *sheet)
        && expected
            .get("cell")
            .is_none_or(|cell| found["place"]["cell"] == *cell)
        && words.all(|word| message.contains(word))
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn sorted(value: &Value) -> Value {
    let mut items: Vec<Value> = value.as_array().cloned().unwrap_or_default();
    items.sort_by_key(Value::to_string);
    Value::from(items)
}
