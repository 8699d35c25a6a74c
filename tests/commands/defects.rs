//! Planted defects found again: `sample --defects` says what is wrong where, `check` must say the same, each thing at
//! its very cell and nothing else. Prints recall and false alarms for each check:
//! `cargo test --test commands defects -- --nocapture`.
#![allow(clippy::print_stdout, reason = "the figures are there to be read")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use qingfeng::sample::{Defect, FindingTruth, Plan, Year, year};
use serde_json::Value;

use crate::support;

/// A finding: file, sheet, cell, code. Sheet and cell are empty where the finding is of the whole file or sheet.
type Finding = (String, String, String, String);

/// What goes wrong in every year: levels left open or blank, a column no reader can know; forms that do not ask what the
/// levels rest on, answers that do not agree with them.
const NATURAL: [&str; 10] = [
    "E01", "G01", "G02", "G05", "G07", "G09", "L01", "L02", "L03", "T02",
];

/// In the year of the last, planted defects meet: a level no criterion fits, in a form that lost its column of levels.
const SEEDS: [u64; 3] = [2026, 7, 21];

/// Years of all kinds in which no section hands in two forms of one name, of which it would be asked which is the newer.
const ALL_KINDS: [u64; 3] = [2026, 7, 99];

/// The same with forms of all kinds.
fn all_kinds(seed: u64, defects: u32) -> Plan {
    Plan {
        entries: 700,
        all_kinds: true,
        ..plan(seed, defects)
    }
}

fn plan(seed: u64, defects: u32) -> Plan {
    Plan {
        seed,
        sections: 20,
        entries: 400,
        year: 2026,
        defects,
        all_kinds: false,
        repeats: 0,
    }
}

/// Everything a perfect checker reports on the forms of a year.
fn truth(year: &Year) -> Vec<(Finding, &FindingTruth)> {
    let forms = year.forms.iter().map(|f| (&f.file_name, &f.truth.findings));
    let others = year.others.iter().map(|o| (&o.file_name, &o.findings));
    let all = forms
        .chain(others)
        .flat_map(|(file, found)| found.iter().map(move |f| (file, f)));
    all.map(|(file, f)| {
        let cell = f.cell.map(|c| c.to_string()).unwrap_or_default();
        let sheet = f.sheet.clone().unwrap_or_default();
        ((file.clone(), sheet, cell, f.code.to_owned()), f)
    })
    .collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// What the program reports on the forms of a folder; who handed in nothing is no finding of a form.
fn found(folder: &Path) -> BTreeSet<Finding> {
    let said = support::qingfeng(&[
        "check",
        &folder.display().to_string(),
        "--date",
        "2026-11-30",
        "--format",
        "json",
    ]);
    assert!(said.status < 2, "{}", said.err);
    let lines = said.out.lines();
    let findings = lines.flat_map(|line| {
        let finding: Value = serde_json::from_str(line).expect("JSON");
        let place = finding["place"].clone();
        // What is said once of a column names all its cells.
        let more = finding["more"].as_array().cloned().unwrap_or_default();
        let cells: Vec<Value> = std::iter::once(place["cell"].clone()).chain(more).collect();
        cells.into_iter().map(move |cell| {
            (
                text(&place["file"]),
                text(&place["sheet"]),
                text(&cell),
                text(&finding["code"]),
            )
        })
    });
    findings.filter(|f| !f.3.starts_with('V')).collect()
}

/// Writes the year of a plan with the program itself.
fn sample(plan: &Plan, folder: &Path) {
    let share = f64::from(plan.defects) / 1000.0;
    let mut options = vec![
        "sample".to_owned(),
        "-o".to_owned(),
        folder.display().to_string(),
        "--seed".to_owned(),
        plan.seed.to_string(),
        "--sections".to_owned(),
        plan.sections.to_string(),
        "--entries".to_owned(),
        plan.entries.to_string(),
        "--year".to_owned(),
        plan.year.to_string(),
        "--defects".to_owned(),
        share.to_string(),
    ];
    options.extend(plan.all_kinds.then(|| "--all-kinds".to_owned()));
    let said = support::qingfeng(&options);
    assert_eq!(said.status, 0, "{}", said.err);
}

/// Planted, found again, and reported without reason.
#[derive(Default)]
struct Score {
    planted: usize,
    found: usize,
    false_alarms: usize,
}

/// Holds what `check` reports on years against the truth, and prints the score of each check.
fn measure(plans: &[Plan]) {
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    let mut wrong = Vec::new();
    let mut entries = 0;
    for plan in plans {
        let seed = plan.seed;
        let dir = support::temp();
        let folder = dir.path().join("样表");
        sample(plan, &folder);
        let made = year(plan);
        entries += plan.entries;
        let truth: BTreeSet<Finding> = truth(&made).into_iter().map(|(f, _)| f).collect();
        let found = found(&folder);
        for finding in &truth {
            let score = scores.entry(finding.3.clone()).or_default();
            score.planted += 1;
            score.found += usize::from(found.contains(finding));
        }
        for finding in found.difference(&truth) {
            scores.entry(finding.3.clone()).or_default().false_alarms += 1;
        }
        let differences = truth.symmetric_difference(&found);
        wrong.extend(differences.map(|f| (seed, truth.contains(f), f.clone())));
    }
    let [mut planted, mut found, mut alarms] = [0; 3];
    let defects = plans[0].defects;
    println!("{entries} entries, {defects} defects in a thousand\ncode  planted  found  false");
    for (code, score) in &scores {
        println!(
            "{code:<5} {:>7} {:>6} {:>6}",
            score.planted, score.found, score.false_alarms
        );
        planted += score.planted;
        found += score.found;
        alarms += score.false_alarms;
    }
    println!("all   {planted:>7} {found:>6} {alarms:>6}");
    assert!(
        wrong.is_empty(),
        "seed, whether it is true, place and code:\n{wrong:#?}"
    );
    assert!(planted > 0);
}

#[test]
fn every_planted_defect_is_found_at_its_cell_and_nothing_else() {
    measure(&SEEDS.map(|seed| plan(seed, 300)));
}

#[test]
fn forms_without_planted_defects_give_no_false_alarm() {
    measure(&SEEDS.map(|seed| plan(seed, 0)));
}

#[test]
fn in_forms_of_all_kinds_every_planted_defect_is_found_and_nothing_else() {
    measure(&ALL_KINDS.map(|seed| all_kinds(seed, 0)));
    measure(&ALL_KINDS.map(|seed| all_kinds(seed, 300)));
}

#[test]
fn every_kind_of_defect_occurs() {
    let planted: BTreeSet<&str> = SEEDS
        .iter()
        .flat_map(|seed| {
            let made = year(&plan(*seed, 300));
            let found = truth(&made);
            found.into_iter().map(|(_, f)| f.what).collect::<Vec<_>>()
        })
        .collect();
    for defect in Defect::all() {
        let occurs = planted.contains(defect.title);
        assert!(occurs, "{} {} is never planted", defect.code, defect.title);
    }
    let one: Year = year(&plan(SEEDS[0], 300));
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, finding) in truth(&one) {
        *codes.entry(finding.code).or_default() += 1;
    }
    for defect in Defect::all() {
        let times = codes.get(defect.code).copied().unwrap_or(0);
        assert!(times >= 2, "{} only {times} times in one year", defect.code);
    }
}

#[test]
fn no_defect_is_planted_unasked_and_a_seed_plants_the_same_for_ever() {
    let clean = year(&plan(2026, 0));
    assert!(clean.others.is_empty());
    for (_, finding) in truth(&clean) {
        assert!(NATURAL.contains(&finding.code), "{finding:?}");
    }
    let spoiled = year(&plan(2026, 300));
    assert_eq!(spoiled, year(&plan(2026, 300)));
    let titles = |year: &Year| -> Vec<String> {
        let forms = year.forms.iter().take(clean.forms.len());
        forms.map(|f| f.truth.section.clone()).collect()
    };
    assert_eq!(titles(&clean), titles(&spoiled), "the same year, spoiled");
}

#[test]
fn the_list_beside_the_forms_is_the_truth() {
    let plan = plan(7, 300);
    let dir = support::temp();
    sample(&plan, dir.path());
    let listed = fs::read_to_string(dir.path().join("defects.jsonl")).expect("a list");
    let listed: BTreeSet<Finding> = listed
        .lines()
        .map(|line| {
            let line: Value = serde_json::from_str(line).expect("JSON");
            assert!(!text(&line["what"]).is_empty());
            (
                text(&line["file"]),
                text(&line["sheet"]),
                text(&line["cell"]),
                text(&line["code"]),
            )
        })
        .collect();
    let made = year(&plan);
    let truth: BTreeSet<Finding> = truth(&made).into_iter().map(|(f, _)| f).collect();
    assert_eq!(listed, truth);
    for (file, ..) in &truth {
        assert!(dir.path().join(file).is_file(), "{file}");
    }
}

#[test]
fn a_share_of_defects_that_is_none_is_refused() {
    for wrong in ["1.5", "-0.1", "三成"] {
        let dir = support::temp();
        let out = dir.path().join("样表");
        let arguments = ["sample", "-o", &out.display().to_string()].map(str::to_owned);
        let option = format!("--defects={wrong}");
        let said = support::qingfeng(&[&arguments[..], &[option]].concat());
        assert_eq!(said.status, 2, "{wrong}");
        assert!(said.err.contains("0 到 1"), "{}", said.err);
        assert!(!out.exists());
    }
}
