//! What people put into the result folder, and what they wrote into the books, stays.

use std::fs;

use calamine::{Data, Reader as _, Xlsx, open_workbook};

use crate::office::{NEW, OLD, Office, files, ours, people};

const BOOKS: [&str; 6] = [
    "01-廉政风险点登记汇总表.xlsx",
    "02-风险等级统计表.xlsx",
    "03-年度考核评分表.xlsx",
    "04-问题清单.xlsx",
    "05-评审表.xlsx",
    "06-公示表.xlsx",
];

fn aside(book: &str, number: u32) -> String {
    book.replace(".xlsx", &format!("（填过的{number}）.xlsx"))
}

#[test]
fn files_of_people_are_the_same_files_afterwards() {
    let office = Office::furnished();
    let before = people(&office.out());
    #[cfg(unix)]
    let number = |name: &str| {
        use std::os::unix::fs::MetadataExt as _;
        fs::symlink_metadata(office.out().join(name))
            .expect("a file")
            .ino()
    };
    #[cfg(unix)]
    let numbers = ["我的批注.txt", "扫描件/甲/一.txt", "断了的链接"].map(number);
    office.runs(NEW);
    assert_eq!(people(&office.out()), before);
    #[cfg(unix)]
    assert_eq!(
        numbers,
        ["我的批注.txt", "扫描件/甲/一.txt", "断了的链接"].map(number)
    );
    assert!(ours(&office.out()) == office.fresh(NEW));
    assert!(office.litter().is_empty());
}

#[test]
fn any_book_a_person_changed_stays_beside_the_new_one() {
    let office = Office::new();
    office.runs(OLD);
    let edited = |book: &str| format!("改过的 {book}").into_bytes();
    for book in BOOKS {
        fs::write(office.out().join(book), edited(book)).expect("edited");
    }
    // Data are for programs; they are written anew.
    fs::write(office.out().join("data/entries.jsonl"), "改过").expect("edited");
    let said = office.runs(NEW);
    let found = files(&office.out());
    for book in BOOKS {
        assert_eq!(found[&aside(book, 1)], edited(book), "{book}");
        let told = format!("“{book}”有人填过或改过，另存为“{}”", aside(book, 1));
        assert!(said.out.contains(&told), "{told} not in {}", said.out);
    }
    assert!(ours(&office.out()) == office.fresh(NEW));
    // Nobody touched anything since: nothing more is kept, and what was kept is not overwritten.
    let said = office.runs(OLD);
    assert!(!said.out.contains("填过或改过"), "{}", said.out);
    let again = files(&office.out());
    for book in BOOKS {
        assert_eq!(again[&aside(book, 1)], edited(book));
        assert!(!again.contains_key(&aside(book, 2)));
    }
    fs::write(office.out().join(BOOKS[0]), "又改").expect("edited");
    office.runs(OLD);
    let third = files(&office.out());
    assert_eq!(third[&aside(BOOKS[0], 1)], edited(BOOKS[0]));
    assert_eq!(third[&aside(BOOKS[0], 2)], "又改".as_bytes());
}

#[test]
fn without_a_record_nothing_that_lies_there_is_replaced() {
    for broken in [None, Some("{\"program\":"), Some("{\"name\":\"别的程序\"}")] {
        let office = Office::new();
        office.runs(OLD);
        let before = files(&office.out());
        let record = office.out().join("run.json");
        match broken {
            None => fs::remove_file(record).expect("removed"),
            Some(text) => fs::write(record, text).expect("written"),
        }
        office.runs(NEW);
        let found = files(&office.out());
        for book in BOOKS {
            assert_eq!(found[&aside(book, 1)], before[book], "{book}");
        }
        if let Some(text) = broken {
            assert_eq!(found["run（填过的1）.json"], text.as_bytes());
        }
    }
}

#[test]
fn what_stands_where_a_book_has_to_come_makes_room_and_stays() {
    let office = Office::new();
    let out = office.out();
    fs::create_dir_all(out.join("01-廉政风险点登记汇总表.xlsx")).expect("a folder of this name");
    fs::write(out.join("01-廉政风险点登记汇总表.xlsx/说明.txt"), "勿删").expect("written");
    fs::write(out.join("data"), "一个文件").expect("written");
    office.runs(OLD);
    let found = files(&out);
    assert_eq!(
        found["01-廉政风险点登记汇总表（填过的1）.xlsx/说明.txt"],
        "勿删".as_bytes()
    );
    assert_eq!(found["data（填过的1）"], "一个文件".as_bytes());
    assert!(ours(&out).contains_key("01-廉政风险点登记汇总表.xlsx"));
}

#[test]
fn books_that_were_kept_are_no_input() {
    let office = Office::new();
    office.runs(OLD);
    let books = ["01-廉政风险点登记汇总表.xlsx", "05-评审表.xlsx"];
    for book in books {
        let path = office.out().join(book);
        let bytes = fs::read(&path).expect("a book");
        // As a program saves it anew: the same sheets, other bytes.
        let mut book: Xlsx<_> = open_workbook(&path).expect("a book");
        let name = book.sheet_names()[0].clone();
        let sheet = book.worksheet_range(&name).expect("a sheet");
        let mut saved = rust_xlsxwriter::Workbook::new();
        let to = saved.add_worksheet().set_name(&name).expect("a name");
        for (row, col, value) in sheet.used_cells() {
            let (row, col) = (
                u32::try_from(row).expect("small"),
                u16::try_from(col).expect("small"),
            );
            match value {
                Data::Float(number) => to.write(row, col, *number).expect("a cell"),
                other => to.write(row, col, other.to_string()).expect("a cell"),
            };
        }
        saved.save(&path).expect("saved");
        assert_ne!(fs::read(&path).expect("a book"), bytes);
    }
    office.runs(OLD);
    let kept = files(&office.out())
        .keys()
        .filter(|n| n.contains("填过的1"))
        .count();
    assert_eq!(kept, books.len());
    // The whole office is searched for forms, the result with it.
    let said = crate::support::qingfeng(&[
        "run".as_ref(),
        office.path("").as_os_str(),
        "-o".as_ref(),
        office.path("另一个结果").as_os_str(),
    ]);
    assert_eq!(said.status, 0, "{}", said.err);
    assert!(said.out.contains("文件 1 个，"), "{}", said.out);
}

#[test]
fn a_record_that_names_files_elsewhere_is_not_believed() {
    let office = Office::new();
    office.runs(OLD);
    let record = office.out().join("run.json");
    let text = fs::read_to_string(&record).expect("the record");
    let inputs: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let digest = inputs["inputs"][0]["sha256"].as_str().expect("a digest");
    let elsewhere = format!(
        r#""outputs": [ {{ "path": "../收表/预算科.xlsx", "bytes": 1, "sha256": "{digest}" }},"#
    );
    fs::write(&record, text.replacen("\"outputs\": [", &elsewhere, 1)).expect("written");
    // File by file, as where the folder itself must stay.
    let mut command = office.command(&office.out(), NEW);
    assert!(
        command
            .current_dir(office.out())
            .output()
            .expect("a run")
            .status
            .success()
    );
    assert!(office.inbox().join("预算科.xlsx").exists());
    assert!(office.out().join("run（填过的1）.json").exists());
}

#[cfg(unix)]
#[test]
fn a_link_where_the_data_have_to_come_makes_room_too() {
    for inside in [false, true] {
        let office = Office::new();
        office.runs(OLD);
        let (out, real) = (office.out(), office.path("真的数据"));
        fs::rename(out.join("data"), &real).expect("moved");
        std::os::unix::fs::symlink("../真的数据", out.join("data")).expect("a link");
        let before = files(&real);
        let mut command = office.command(&out, NEW);
        let here = if inside { out.clone() } else { office.path("") };
        let output = command.current_dir(here).output().expect("a run");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{said}");
        assert!(files(&real) == before);
        assert!(out.join("data（填过的1）").is_symlink());
        assert!(ours(&out) == office.fresh(NEW));
    }
}
