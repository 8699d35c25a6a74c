//! Whole synthetic years read back and held against the truth they were made from: every entry, its section, level and
//! text, at its row; every other row by its kind; and not one finding where nothing is wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::Arc;

use chrono::NaiveDate;
use qingfeng::app;
use qingfeng::grade;
use qingfeng::ingest::understand;
use qingfeng::model::{Answer, Entry, Field, Form, SkipKind};
use qingfeng::policy::{Policy, Source};
use qingfeng::reader::{Limits, from_bytes};
use qingfeng::rules::{self, Occasion};
use qingfeng::sample::{
    Answers, Consequence, EntryTruth, Layout, Plan, RowCounts, SampleForm, Year, year,
};
use serde_json::Value;

use crate::support::outcome::SAMPLES;
use crate::support::samples;

fn read(form: &SampleForm, policy: &Policy) -> Form {
    let bytes = form.to_bytes().expect("a file");
    read_bytes(&bytes, &form.file_name, policy)
}

fn read_bytes(bytes: &[u8], name: &str, policy: &Policy) -> Form {
    let file: Arc<str> = Arc::from(name);
    let reading = from_bytes(bytes, &file, &Limits::default());
    let understood = understand(&reading.workbook.expect("readable"), &file, policy);
    let mut read = Form {
        file,
        sha256: reading.sha256,
        bytes: reading.bytes,
        modified: None,
        named_section: None,
        kind: understood.kind,
        own: None,
        sheets: understood.sheets,
        findings: reading.findings,
        annex: understood.annex,
        used: understood.used,
        marked_from: Vec::new(),
    };
    read.findings.extend(understood.findings);
    read.findings
        .extend(rules::check(&read, policy, occasion()));
    grade::grade(&mut read, policy);
    read
}

/// The day the forms are read.
fn occasion() -> Occasion {
    Occasion {
        date: NaiveDate::from_ymd_opt(2026, 11, 30).expect("a day"),
        year: 2026,
    }
}

/// What a reader got, in the words of the truth.
fn got(entry: &Entry, asks: bool) -> EntryTruth {
    let text = |field| entry.text(field).map(str::to_owned);
    let raw = |field: Field| {
        entry
            .values
            .get(&field)
            .map(|v| v.text.to_string())
            .unwrap_or_default()
    };
    EntryTruth {
        section: text(Field::Section).unwrap_or_default(),
        post: text(Field::Post),
        person: text(Field::Person),
        matter: text(Field::Matter),
        risk: raw(Field::Risk),
        measures: raw(Field::Measures),
        level_text: raw(Field::Level),
        level: entry.written_level(),
        answers: asks.then(|| answers(entry)),
        sheet: entry.sheet().to_string(),
        row: entry.rows.first + 1,
        cells: BTreeMap::new(),
    }
}

/// The answers as they were understood.
fn answers(entry: &Entry) -> Answers {
    let of = |field| entry.answers.get(&field).copied();
    let yes = |field| match of(field) {
        Some(Answer::Yes) => Some(true),
        Some(Answer::No) => Some(false),
        _ => None,
    };
    Answers {
        three_important: yes(Field::ThreeImportant),
        resources: yes(Field::Resources),
        discretion: yes(Field::Discretion),
        consequence: match of(Field::Consequence) {
            Some(Answer::Criminal) => Consequence::Criminal,
            Some(Answer::Discipline) => Consequence::Discipline,
            Some(Answer::Internal) => Consequence::Internal,
            _ if entry.text(Field::Consequence).is_some() => Consequence::Unclear,
            _ => Consequence::NotGiven,
        },
    }
}

fn counts(form: &Form) -> RowCounts {
    let skipped = form.skipped();
    let of = |kind| skipped.get(&kind).copied().unwrap_or(0);
    RowCounts {
        entries: form.entries().count(),
        continuation: of(SkipKind::Continuation),
        blank: of(SkipKind::Blank),
        example: of(SkipKind::Example),
        footer: of(SkipKind::Footer),
        total: of(SkipKind::Total),
        group: of(SkipKind::Group),
        repeated_head: of(SkipKind::RepeatedHead),
    }
}

#[test]
fn every_entry_of_a_synthetic_year_is_read_as_it_was_meant() {
    for seed in [2026, 7, 99] {
        read_back(seed, 20, 0);
    }
}

#[test]
fn forms_of_all_kinds_are_read_as_they_were_meant() {
    for (seed, defects) in [(2026, 0), (7, 0), (99, 0), (2026, 300), (7, 300), (99, 300)] {
        let made = year(&Plan {
            seed,
            sections: 20,
            entries: 700,
            year: 2026,
            defects,
            all_kinds: true,
            repeats: 0,
        });
        let used: BTreeSet<Layout> = made.forms.iter().map(|f| f.layout).collect();
        let all = Layout::USUAL.into_iter().chain(Layout::FURTHER);
        assert_eq!(used, all.collect(), "seed {seed}");
        held_against(&made, seed);
    }
}

#[test]
fn what_is_wrong_with_a_form_leaves_the_rest_of_it_readable() {
    for seed in [2026, 7, 99] {
        read_back(seed, 20, 300);
    }
}

#[test]
fn a_year_of_more_sections_than_a_bureau_has_is_read_as_it_was_meant() {
    read_back(2026, 75, 0);
    read_back(2026, 75, 300);
}

/// Reads a year back and holds it against its truth.
fn read_back(seed: u64, sections: usize, defects: u32) {
    held_against(
        &year(&Plan {
            seed,
            sections,
            entries: 400,
            year: 2026,
            defects,
            all_kinds: false,
            repeats: 0,
        }),
        seed,
    );
}

/// Reads the forms of a year and holds each against its truth.
fn held_against(made: &Year, seed: u64) {
    let source = Source {
        name: "qingfeng.toml".to_owned(),
        text: made.policy_toml.clone(),
    };
    let policy =
        Policy::from_source(&source, &app::checks()).expect("the policy of the year is valid");
    let mut read_entries = 0;
    for form in &made.forms {
        let read = read(form, &policy);
        compare_entries(&read, form, seed);
        read_entries += read.entries().count();
        assert_eq!(
            counts(&read),
            form.truth.rows,
            "seed {seed} {}",
            form.file_name
        );
        let planted = |code: &str| form.truth.findings.iter().any(|f| f.code == code);
        let errors = read
            .findings
            .iter()
            .filter(|f| f.code.starts_with('T') && !planted(&f.code));
        let errors: Vec<&str> = errors.map(|f| f.message.as_str()).collect();
        assert!(
            errors.is_empty(),
            "seed {seed} {}: {errors:?}",
            form.file_name
        );
    }
    let truths = made.forms.iter().map(|f| f.truth.entries.len());
    assert_eq!(read_entries, truths.sum::<usize>(), "seed {seed}");
}

fn compare_entries(read: &Form, form: &SampleForm, seed: u64) {
    for read in read.entries() {
        let place = (read.sheet().to_string(), read.rows.first + 1);
        let entries = form.truth.entries.iter();
        let own = entries.filter(|e| (e.sheet.as_str(), e.row) == (place.0.as_str(), place.1));
        let own: Vec<&EntryTruth> = own.collect();
        // Of several entries in a row the one with the same risk.
        let risk = read.values.get(&Field::Risk).map(|v| v.text.to_string());
        let same = own.iter().find(|e| Some(&e.risk) == risk.as_ref());
        let Some(wanted) = same.or(own.first()) else {
            panic!("seed {seed} {}: {read:?}", form.file_name);
        };
        let entry = got(read, wanted.answers.is_some());
        let suggested = wanted.answers.and_then(|a| a.suggested());
        assert_eq!(read.grading.suggested, suggested, "seed {seed} {place:?}");
        let texts = EntryTruth {
            cells: BTreeMap::new(),
            ..(*wanted).clone()
        };
        assert_eq!(entry, texts, "seed {seed} {}", form.file_name);
        for (field, cell) in &wanted.cells {
            let value = read.values.get(field).and_then(|v| v.cell);
            let stands = value.is_none_or(|value| value == *cell);
            assert!(
                stands,
                "seed {seed} {} {field:?} {value:?} {cell}",
                form.file_name
            );
        }
    }
}

#[test]
fn the_folder_samples_says_what_the_generator_says_today() {
    let made = year(&Plan {
        seed: 2026,
        sections: 18,
        entries: 200,
        year: 2026,
        defects: 0,
        all_kinds: false,
        repeats: 2,
    });
    let source = Source {
        name: "qingfeng.toml".to_owned(),
        text: made.policy_toml.clone(),
    };
    let policy = Policy::from_source(&source, &app::checks()).expect("a valid policy");
    let folder = samples();
    let mut asking = 0;
    for form in &made.forms {
        let stem = form.file_name.trim_end_matches(".xlsx");
        let names = ["xlsx", "xls", "ods", "et"].map(|ending| format!("{stem}.{ending}"));
        let name = names.into_iter().find(|n| folder.join(n).is_file());
        let name = name.unwrap_or_else(|| panic!("{stem} is not there"));
        let bytes = fs::read(folder.join(&name)).expect("readable");
        let read = read_bytes(&bytes, &name, &policy);
        compare_entries(&read, form, 2026);
        assert_eq!(read.entries().count(), form.truth.entries.len(), "{name}");
        asking += usize::from(form.truth.entries.iter().any(|e| e.answers.is_some()));
    }
    assert!(asking >= 8, "{asking} forms ask what the levels rest on");
}

#[test]
fn the_samples_give_the_figures_the_readme_states() {
    let said = &SAMPLES.said;
    let run: Value = serde_json::from_str(SAMPLES.text("run.json")).expect("JSON");
    assert_eq!(run["rows"]["registered"], 202);
    assert_eq!(run["rows"]["merged"], 4);
    assert_eq!(run["rows"]["skipped"]["replaced_file"], 10);
    assert_eq!(run["rows"]["returned"], 1);
    assert_eq!(run["rows"]["skipped"]["duplicate_file"], 10);
    assert_eq!(run["rows"]["balanced"], true);
    let readme =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).expect("README");
    for line in said.out.lines().filter(|l| {
        let shown = ["读到 ", "登记的风险点", "待领导小组", "重复填报"];
        shown.iter().any(|start| l.starts_with(start))
    }) {
        assert!(
            readme.contains(line),
            "the README shows other figures than: {line}"
        );
    }
}
