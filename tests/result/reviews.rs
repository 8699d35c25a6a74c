//! Decisions that cannot be read stop a run.

use std::fs;
use std::path::PathBuf;

use rust_xlsxwriter::Workbook;

use crate::office::{NEW, OLD, Office, files};

fn book(rows: &[[&str; 2]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        for (col, text) in (0..).zip(cells) {
            sheet.write(row, col, *text).expect("a cell");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

/// A compound file with the one stream by which an encrypted workbook is known.
fn encrypted() -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).expect("a file");
    for name in ["EncryptionInfo", "EncryptedPackage"] {
        let mut stream = file.create_stream(name).expect("a stream");
        std::io::Write::write_all(&mut stream, &[0; 64]).expect("written");
    }
    file.into_inner().into_inner()
}

#[test]
fn a_review_workbook_that_cannot_be_read_stops_the_run_and_is_named() {
    let office = Office::new();
    office.runs(OLD);
    let before = files(&office.out());
    let head = ["评审编号", "审定等级"];
    let notes = book(&[["会议时间", "2026年11月20日"], ["参会人", "略"]]);
    let good = fs::read(office.out().join("05-评审表.xlsx")).expect("a review workbook");
    let files_given: [(&str, Vec<u8>); 6] = [
        ("损坏.xlsx", good[..good.len() / 2].to_vec()),
        ("加密.xlsx", encrypted()),
        ("空的.xlsx", Vec::new()),
        ("文字.xlsx", "会上定的：全部一级".into()),
        ("会议记录.xlsx", notes),
        ("手抄的.xlsx", book(&[head, ["R-12", "二级"], ["", "三级"]])),
    ];
    let mut given: Vec<PathBuf> = vec![office.path("没有的.xlsx")];
    for (name, bytes) in &files_given {
        fs::write(office.path(name), bytes).expect("written");
        given.push(office.path(name));
    }
    let folder = office.path("评审");
    fs::create_dir(&folder).expect("a folder");
    given.push(folder.clone());
    fs::copy(office.path("会议记录.xlsx"), folder.join("别的.xlsx")).expect("copied");
    for path in &given {
        let name = path.to_str().expect("text");
        let said = office.run(&["--review", name], NEW);
        assert_eq!(said.status, 2, "{name}: {}", said.out);
        assert!(said.err.contains(name), "{name}: {}", said.err);
        assert!(files(&office.out()) == before, "{name}");
    }
    // A folder in which one is a review workbook will do; a damaged one beside it will not.
    fs::write(folder.join("定了.xlsx"), &good).expect("written");
    let name = folder.to_str().expect("text");
    assert_eq!(office.run(&["--review", name], NEW).status, 0);
    fs::copy(office.path("损坏.xlsx"), folder.join("也定了.xlsx")).expect("copied");
    let said = office.run(&["--review", name], NEW);
    assert_eq!(said.status, 2);
    assert!(said.err.contains("也定了.xlsx"), "{}", said.err);
}

#[test]
fn rows_that_cannot_be_read_are_told_where_others_can() {
    let office = Office::new();
    office.runs(OLD);
    let rows = [
        ["评审编号", "审定等级"],
        ["R-12", "二级"],
        ["R-000000000000-00000000", "一级"],
    ];
    fs::write(office.path("半份.xlsx"), book(&rows)).expect("written");
    let path = office.path("半份.xlsx");
    let said = office.run(&["--review", path.to_str().expect("text")], NEW);
    assert_eq!(said.status, 0, "{}", said.err);
    let findings = files(&office.out())
        .remove("data/findings.jsonl")
        .expect("findings");
    let findings = String::from_utf8(findings).expect("text");
    assert!(
        findings.contains("R06") && findings.contains("A2"),
        "{findings}"
    );
}
