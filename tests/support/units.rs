//! Many units at once: their forms, what each comes to by itself, and what the queries must say of all of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::qingfeng;

/// The day of every run.
pub const DATE: &str = "2026-11-30";

/// Makes the forms of so many invented units, each with so many entries and seed of its own; answers with their folders.
pub fn forms(folder: &Path, units: usize, entries: usize) -> Vec<PathBuf> {
    let made = (1..=units).map(|nth| {
        let unit = name(nth);
        let forms = folder.join(&unit);
        let out = forms.display().to_string();
        let numbers = [(entries * (1 + nth % 3) / 2).to_string(), nth.to_string()];
        let [entries, seed] = &numbers;
        let said = qingfeng(&["sample", "-o", &out, "--entries", entries, "--seed", seed]);
        assert_eq!(said.status, 0, "{}", said.err);
        let policy = forms.join("qingfeng.toml");
        let text = fs::read_to_string(&policy).expect("a policy");
        let own = text.replacen("清风市青云区财政局", &unit, 2);
        assert_ne!(own, text, "the unit has a name of its own");
        fs::write(&policy, own).expect("written");
        forms
    });
    made.collect()
}

/// The name of a unit.
pub fn name(nth: usize) -> String {
    format!("清风市第{nth:02}局")
}

/// The roster as the queries take it: with one unit that has handed in nothing.
pub fn roster(path: &Path, units: usize) {
    let lines: Vec<String> = (1..=units + 1)
        .map(|nth| format!("{},{}", name(nth), kind(nth)))
        .collect();
    let text = format!("unit,alike\n{}\n", lines.join("\n"));
    fs::write(path, text).expect("written");
}

/// The same roster as the policy of the level above.
pub fn policy(path: &Path, units: usize) {
    let units = (1..=units).map(|nth| {
        let (name, kind) = (name(nth), kind(nth));
        format!("[[units]]\nname = \"{name}\"\ngroup = \"{kind}\"\n")
    });
    let text = format!("[unit]\nname = \"清风市\"\n{}", units.collect::<String>());
    fs::write(path, text).expect("written");
}

/// With which others a unit is compared.
pub fn kind(nth: usize) -> &'static str {
    if nth.is_multiple_of(2) {
        "直属单位"
    } else {
        "区县"
    }
}

/// What the queries must say of results, reckoned from the lines of their data alone.
pub fn expected(results: &[PathBuf]) -> BTreeMap<&'static str, Vec<Value>> {
    let mut all: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for result in results {
        let record: Value = serde_json::from_slice(&read(&result.join("run.json"))).expect("JSON");
        let lines = |table: &str| -> Vec<Value> {
            let text = read(&result.join(format!("data/{table}.jsonl")));
            let text = String::from_utf8(text).expect("text");
            let lines = text.lines().map(serde_json::from_str);
            lines.map(|line| line.expect("JSON")).collect()
        };
        let policy = String::from_utf8(read(&result.join("data/policy.toml"))).expect("text");
        let unit = policy
            .lines()
            .find_map(|line| line.strip_prefix("name = \""));
        let unit = unit
            .and_then(|rest| rest.split('"').next())
            .expect("a unit");
        let rows = &record["rows"];
        let points = &record["risk_points"];
        let found = &record["findings"];
        all.entry("units").or_default().push(json!({
            "unit": unit, "rows_read": rows["read"], "registered": rows["registered"], "merged": rows["merged"],
            "returned": rows["returned"], "skipped": rows["skipped_total"], "items": rows["registered"],
            "one": points["one"], "two": points["two"], "three": points["three"], "open": points["open"],
            "errors": found["error"], "warnings": found["warning"], "notes": found["note"],
        }));
        let register = lines("register");
        for (query, label) in [("sections", "section"), ("categories", "category")] {
            let mut counts: BTreeMap<String, [i64; 4]> = BTreeMap::new();
            for line in &register {
                let label = line[label].as_str().unwrap_or("（未填）").to_owned();
                let level = line["effective_level"]
                    .as_u64()
                    .map_or(3, |level| usize::try_from(level).expect("a level") - 1);
                counts.entry(label).or_default()[level] +=
                    line["risk_points"].as_i64().expect("a number");
            }
            let rows = counts.into_iter().map(|(name, [one, two, three, open])| {
                json!({"unit": unit, label: name, "one": one, "two": two, "three": three, "open": open})
            });
            all.entry(query).or_default().extend(rows);
        }
        let mut counts: BTreeMap<(String, String), i64> = BTreeMap::new();
        for line in lines("findings") {
            let text = |key: &str| line[key].as_str().expect("a text").to_owned();
            *counts.entry((text("severity"), text("code"))).or_default() += 1;
        }
        let rows = counts.into_iter().map(|((severity, code), found)| {
            json!({"unit": unit, "severity": severity, "code": code, "found": found})
        });
        all.entry("findings").or_default().extend(rows);
    }
    all
}

fn read(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}
