//! Forms that vanish while they are read do not take a good result with them.

use std::fs;
use std::path::PathBuf;

use qingfeng::app::Progress;

use crate::office::{NEW, OLD, Office, files};
use crate::support::{forms, samples};

/// Drops forms as soon as the list of them is made.
struct Drops(Vec<PathBuf>);

impl Progress for Drops {
    fn start(&self, _: usize) {
        for path in &self.0 {
            let gone = if path.is_dir() {
                fs::remove_dir_all(path)
            } else {
                fs::remove_file(path)
            };
            gone.expect("dropped");
        }
    }

    fn file_done(&self, _: &str) {}
    fn finish(&self) {}
}

/// An office with this many forms, all alike but in their names.
fn office(count: usize) -> Office {
    let office = Office::new();
    fs::create_dir(office.inbox().join("网络文件夹")).expect("a folder");
    for number in 1..count {
        fs::copy(forms().join("01-plain.xlsx"), form(&office, number)).expect("a form");
    }
    office
}

fn form(office: &Office, number: usize) -> PathBuf {
    office.inbox().join(format!("网络文件夹/{number}.xlsx"))
}

#[test]
fn a_folder_dropped_while_it_is_read_stops_the_run_and_the_result_stays() {
    let office = office(6);
    office.runs(OLD);
    let before = files(&office.out());
    let drops = Drops(vec![office.inbox().join("网络文件夹")]);
    let error = office
        .run_here(NEW, &drops)
        .expect_err("stopped")
        .to_string();
    for part in [
        "5 个文件（共 6 个）",
        "网络文件夹/1.xlsx",
        "原来的结果没有动",
    ] {
        assert!(error.contains(part), "{part} not in {error}");
    }
    assert!(files(&office.out()) == before);
    assert!(office.litter().is_empty());
}

#[test]
fn one_missing_file_is_a_finding_and_the_run_goes_on() {
    let office = office(6);
    office.runs(OLD);
    let drops = Drops(vec![form(&office, 3)]);
    office.run_here(NEW, &drops).expect("a result");
    let findings = files(&office.out())
        .remove("data/findings.jsonl")
        .expect("findings");
    let findings = String::from_utf8(findings).expect("text");
    assert!(
        findings
            .lines()
            .any(|l| l.contains("F18") && l.contains("3.xlsx")),
        "{findings}"
    );
}

#[test]
fn nothing_readable_replaces_no_result() {
    let office = Office::new();
    office.runs(OLD);
    let before = files(&office.out());
    fs::write(office.inbox().join("预算科.xlsx"), "不是表格").expect("spoilt");
    let said = office.run(&[], NEW);
    assert_eq!(said.status, 2, "{}", said.out);
    for part in ["1 个文件", "预算科.xlsx", "原来的结果没有动"] {
        assert!(said.err.contains(part), "{part} not in {}", said.err);
    }
    assert!(files(&office.out()) == before);
    // Without a former result there is nothing to lose: what is wrong is told in the result.
    fs::remove_dir_all(office.out()).expect("removed");
    assert_eq!(office.run(&[], NEW).status, 0);
}

#[test]
fn files_that_were_there_the_last_time_are_named() {
    let office = office(4);
    office.runs(OLD);
    for number in [1, 2] {
        fs::remove_file(form(&office, number)).expect("removed");
    }
    let said = office.runs(NEW);
    let told = "这次收表中没有的文件 2 个：网络文件夹/1.xlsx、网络文件夹/2.xlsx";
    assert!(said.out.contains(told), "{}", said.out);
    assert!(!office.runs(OLD).out.contains("这次收表中没有"));
}

#[test]
fn with_more_than_half_of_the_rows_gone_the_result_stays_whatever_else_is_there() {
    let office = office(4);
    let ledger = "2026年处置台账.xlsx";
    fs::copy(
        samples().join("台账").join(ledger),
        office.inbox().join(ledger),
    )
    .expect("a ledger");
    office.runs(OLD);
    let before = files(&office.out());
    fs::remove_dir_all(office.inbox().join("网络文件夹")).expect("removed");
    let said = office.run(&[], NEW);
    assert_eq!(said.status, 2, "{}", said.out);
    for part in [
        "少了一半以上",
        "3 个",
        "网络文件夹/1.xlsx",
        "原来的结果没有动",
    ] {
        assert!(said.err.contains(part), "{part} not in {}", said.err);
    }
    for entry in fs::read_dir(office.inbox()).expect("the inbox") {
        let path = entry.expect("an entry").path();
        if path.file_name().is_some_and(|name| name != ledger) {
            fs::remove_file(path).expect("removed");
        }
    }
    let said = office.run(&[], NEW);
    assert_eq!(said.status, 2, "{}", said.out);
    assert!(said.err.contains("一张自查表也没有读出来"), "{}", said.err);
    assert!(files(&office.out()) == before);
}
