//! What holds of every book: sound parts, the same bytes again, heads and page numbers on every page, words where there
//! is nothing to show.

use qingfeng::writer::{save, to_bytes};

use crate::support::books::{books, empty_books};
use crate::support::package::{Book, assert_well_formed, parts};

/// For looking at: `cargo test --test books -- --ignored` leaves the books in `target/tmp/books`.
#[test]
#[ignore = "writes files to look at"]
fn books_to_look_at() {
    let folder = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("books");
    std::fs::create_dir_all(&folder).unwrap();
    for (book, name) in books().iter().zip(["01.xlsx", "02.xlsx", "04.xlsx"]) {
        save(book, &folder.join(name)).unwrap();
    }
}

#[test]
fn every_part_is_well_formed_and_a_second_writing_gives_the_same_bytes() {
    for book in books().iter().chain(&empty_books()) {
        let bytes = to_bytes(book).unwrap();
        assert_well_formed(&bytes);
        assert!(bytes == to_bytes(book).unwrap(), "{} differs", book.title);
        let properties = &parts(&bytes)["docProps/core.xml"];
        assert_eq!(
            properties.matches("2026-11-22T00:00:00Z").count(),
            2,
            "the clock must not get into the file: {properties}"
        );
    }
}

#[test]
fn heads_repeat_on_every_page_and_pages_are_numbered() {
    for book in books() {
        let parts = parts(&to_bytes(&book).unwrap());
        let workbook = &parts["xl/workbook.xml"];
        for sheet in &book.sheets {
            let Some((first, last)) = sheet.print.repeat_rows else {
                continue;
            };
            let titles = format!("'{}'!${}:${}", sheet.name, first + 1, last + 1);
            let plain = titles.replace('\'', "");
            assert!(
                workbook.contains(&titles) || workbook.contains(&plain),
                "{titles} not in {workbook}"
            );
        }
        for (name, text) in parts
            .iter()
            .filter(|p| p.0.starts_with("xl/worksheets/sheet"))
        {
            assert!(text.contains("第 &amp;P 页 共 &amp;N 页"), "{name}");
            assert!(
                text.contains("paperSize=\"9\"") && text.contains("fitToHeight=\"0\""),
                "{name}"
            );
        }
    }
}

#[test]
fn an_empty_register_gives_books_that_say_so() {
    let [one, two, four] = empty_books().map(|book| Book::read(&to_bytes(&book).unwrap()));
    assert!(
        one.sheet("登记汇总表")
            .all_text()
            .contains("本次没有登记风险点")
    );
    assert!(one.sheet("退回条目").all_text().contains("没有退回"));
    assert!(!one.names().contains(&"未登记的行"));
    assert!(two.sheet("科室×等级").all_text().contains("没有登记风险点"));
    for (sheet, words) in [
        ("问题清单", "没有发现问题"),
        ("按科室统计", "没有发现问题"),
        ("各文件问题数", "没有发现问题"),
        ("退回通知", "没有需要通知科室的问题"),
        ("退回条目", "没有退回"),
    ] {
        assert!(four.sheet(sheet).all_text().contains(words), "{sheet}");
    }
}

#[test]
fn saving_replaces_the_old_file_at_once_and_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("01-廉政风险点登记汇总表.xlsx");
    std::fs::write(&path, b"old").unwrap();
    let saved = save(&books()[0], &path).unwrap();
    let bytes = std::fs::read(&path).unwrap();
    assert_eq!(saved.bytes, bytes.len() as u64);
    assert_eq!(saved.sha256.len(), 64);
    assert_eq!(bytes, to_bytes(&books()[0]).unwrap());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    let blocked = folder.path().join("占用.xlsx");
    std::fs::create_dir(&blocked).unwrap();
    let error = save(&books()[0], &blocked).unwrap_err().to_string();
    assert!(error.contains("占用.xlsx"), "{error}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
}
