//! What is not read: each kind is named for what it is, with what to do about it; the finding stands at the file.

use std::path::Path;
use std::sync::Arc;

use qingfeng::diagnostic::Severity;
use qingfeng::reader::{Limits, Source, discover, from_bytes, read};

use crate::codes;
use crate::support::build::{Xlsx, ods, zip};

/// Code, message and advice of the one finding, which stands at the file.
fn refused(bytes: &[u8], limits: &Limits) -> (String, String, String) {
    let reading = from_bytes(bytes, &Arc::from("表.xls"), limits);
    assert!(reading.workbook.is_none(), "was read");
    let [finding] = reading.findings.as_slice() else {
        panic!("{:?}", reading.findings)
    };
    assert_eq!(finding.place.to_string(), "表.xls");
    assert_eq!(finding.severity, Severity::Error);
    (
        finding.code.clone(),
        finding.message.clone(),
        finding.help.clone(),
    )
}

#[test]
fn other_documents_are_named_and_come_with_their_own_cure() {
    let flat = "<?xml version=\"1.0\"?><office:document office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\"/>";
    let old = "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>";
    let sxc = zip(&[
        ("mimetype", b"application/vnd.sun.xml.calc"),
        ("content.xml", b"<a/>"),
    ]);
    let numbers = zip(&[("Index/Document.iwa", b"x"), ("preview.jpg", b"x")]);
    let archive = zip(&[("预算科.xlsx", b"x")]);
    let word = zip(&[("word/document.xml", b"<w/>")]);
    for (bytes, name, cure) in [
        (old.as_bytes(), "这是 XML 表格（Excel 2003）", "另存为"),
        (
            flat.as_bytes(),
            "OpenDocument 单文件表格（.fods）",
            "另存为",
        ),
        (&sxc, "OpenOffice 1.x 的表格（.sxc）", "另存为"),
        (&numbers, "苹果 Numbers 表格", "导出为"),
        (b"ID;PWXL;N;E\r\n", "SYLK", "另存为"),
        (b"\x09\x00\x04\x00\x02\x00\x10\x00", "Excel 4.0", "另存为"),
        ("序号,风险点\n1,甲\n".as_bytes(), "CSV", "乱码"),
        (b"<html><table></table></html>", "网页", "另存为 .xlsx"),
        (&word, "没有表格", "填入自查表"),
        (b"%PDF-1.7", "PDF", "向填报科室要"),
        (b"\x89PNG\r\n", "图片", "向填报科室要"),
        (&archive, "压缩包", "先解压"),
    ] {
        let (code, message, help) = refused(bytes, &Limits::default());
        assert_eq!(code, "F04", "{message}");
        assert!(message.contains(name), "{message}");
        assert!(help.contains(cure), "{name}: {help}");
        assert!(
            !message.contains("是XML") && !message.contains("是PDF"),
            "{message}"
        );
    }
}

/// Left out of a folder without a word, they would be missed by nobody.
#[test]
fn tables_of_other_kinds_are_found_in_a_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let names = ["a.fods", "b.numbers", "c.sxc", "d.slk", "e.csv", "f.dif"];
    for name in names {
        std::fs::write(folder.path().join(name), b"x").expect("a file");
    }
    let found = discover(&[folder.path().to_path_buf()], &[]).expect("found");
    let shown: Vec<&str> = found.sources.iter().map(|s| &*s.shown).collect();
    assert_eq!(shown, names);
}

#[test]
fn a_refusal_met_in_a_sheet_is_one_of_the_file_and_names_the_sheet() {
    let limits = Limits {
        cells: 1,
        ..Limits::default()
    };
    let row = "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c></row>";
    let table = "<table:table table:name=\"表\"><table:table-row><table:table-cell office:value=\"1\"/><table:table-cell office:value=\"2\"/></table:table-row></table:table>";
    for bytes in [Xlsx::new(row).bytes(), ods(table)] {
        let (code, message, _) = refused(&bytes, &limits);
        assert_eq!(code, "F07");
        assert!(message.contains("单元格超过 1 个"), "{message}");
    }
    let (_, message, _) = refused(&Xlsx::new(row).bytes(), &limits);
    assert!(message.starts_with("工作表“表”："), "{message}");
}

#[test]
fn names_in_messages_hold_no_characters_a_terminal_would_heed() {
    let mut book = Xlsx::new("");
    let twice = "<sheet name=\"甲&#x1b;[31m&#x202e;乙\" r:id=\"r1\"/>".repeat(2);
    book.edit(
        "xl/workbook.xml",
        "<sheet name=\"表\" sheetId=\"1\" r:id=\"r1\"/>",
        &twice,
    );
    let (code, message, _) = refused(&book.bytes(), &Limits::default());
    assert_eq!(
        (code.as_str(), message.as_str()),
        ("F10", "有两个工作表都叫“甲[31m乙”，无法区分，未读取")
    );
}

/// A pipe nobody writes into: whoever opens it waits for ever.
#[cfg(unix)]
#[test]
fn pipes_and_sockets_are_never_opened() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["预算科.xlsx", "没有扩展名"] {
        let made = std::process::Command::new("mkfifo")
            .arg(folder.path().join(name))
            .status()
            .expect("mkfifo");
        assert!(made.success());
    }
    let _socket =
        std::os::unix::net::UnixListener::bind(folder.path().join("插座.xls")).expect("socket");
    std::os::unix::fs::symlink(
        folder.path().join("预算科.xlsx"),
        folder.path().join("链接.xlsx"),
    )
    .expect("link");
    let found = discover(&[folder.path().to_path_buf()], &[]).expect("found");
    assert_eq!((found.sources.len(), found.skipped.special), (0, 4));

    let given = folder.path().join("预算科.xlsx");
    let found = discover(std::slice::from_ref(&given), &[]).expect("found");
    let [source] = found.sources.as_slice() else {
        panic!("{found:?}")
    };
    let reading = read(source, &Limits::default());
    assert_eq!(codes(&reading), ["F18"]);
    assert!(
        reading.findings[0].message.contains("管道"),
        "{}",
        reading.findings[0].message
    );
}

#[test]
fn nothing_of_the_operating_system_s_own_words_is_in_a_message() {
    let long = "长".repeat(300);
    for path in ["/没有", "/dev/null/里面", long.as_str(), "a\0b"] {
        let source = Source {
            path: Path::new(path).to_path_buf(),
            shown: "表.xlsx".into(),
        };
        let reading = read(&source, &Limits::default());
        assert_eq!(codes(&reading), ["F18"], "{path}");
        let message = &reading.findings[0].message;
        assert!(
            !message.chars().any(|c| c.is_ascii_alphabetic()),
            "{message}"
        );
        let error = discover(&[source.path], &[])
            .expect_err("nothing there")
            .to_string();
        let own = error.replace(path, "");
        assert!(!own.chars().any(|c| c.is_ascii_alphabetic()), "{own}");
    }
}
