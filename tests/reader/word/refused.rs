//! Documents keep the same bounds as workbooks, and what is no document that can be read is told how to become one.

use std::sync::Arc;

use qingfeng::reader::{Limits, discover, from_bytes};

use super::{findings, read};
use crate::support::build::{ole, zip};
use crate::support::document::{Document, line, paragraph, plain, table};

/// Code, message and advice of the one finding about a file that was not read.
fn refused(bytes: &[u8], limits: &Limits) -> (String, String, String) {
    let reading = from_bytes(bytes, &Arc::from("表.doc"), limits);
    assert!(reading.workbook.is_none(), "was read");
    let [finding] = reading.findings.as_slice() else {
        panic!("{:?}", reading.findings)
    };
    assert!(finding.place.sheet.is_none());
    (
        finding.code.clone(),
        finding.message.clone(),
        finding.help.clone(),
    )
}

#[test]
fn old_and_foreign_documents_are_told_how_to_become_a_docx() {
    let page = b"<html xmlns:w=\"urn:schemas-microsoft-com:office:word\"><table></table></html>";
    let flat =
        b"<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?><w:wordDocument/>";
    let open = zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", b"<a/>"),
    ]);
    for (bytes, name) in [
        (&ole(&[("/WordDocument", b"x")])[..], "Word"),
        (b"{\\rtf1 x}", "RTF"),
        (page, "网页"),
        (flat, "XML"),
        (&open, ".odt"),
        (b"<html><table></table></html>", "网页"),
    ] {
        let (code, message, help) = refused(bytes, &Limits::default());
        assert_eq!(code, "F04");
        assert!(message.contains(name), "{message}");
        assert!(help.contains(".docx") && help.contains("另存为"), "{help}");
    }
}

#[test]
fn a_document_with_a_password_or_without_a_table_is_no_form() {
    let locked = ole(&[("/EncryptedPackage", b"x"), ("/EncryptionInfo", b"x")]);
    assert_eq!(refused(&locked, &Limits::default()).0, "F03");
    let (code, message, help) = refused(
        &Document::new(&line("只有文字")).bytes(),
        &Limits::default(),
    );
    assert_eq!(code, "F04");
    assert!(
        message.contains("没有表格") && help.contains("Word 文档里的表格"),
        "{message} {help}"
    );
    let (_, message, help) = refused(
        &Document::new("<w:altChunk r:id=\"rId5\"/>").bytes(),
        &Limits::default(),
    );
    assert!(
        message.contains("嵌入") && help.contains("另存为"),
        "{message} {help}"
    );
}

#[test]
fn documents_keep_the_limits_of_packages() {
    let small = Document::new(&plain(&["甲|乙|丙", "丁|戊|己"])).bytes();
    let limits = Limits::default();
    for (limits, code) in [
        (
            Limits {
                cells: 5,
                ..limits.clone()
            },
            "F07",
        ),
        (
            Limits {
                text_units: 5,
                ..limits.clone()
            },
            "F06",
        ),
        (
            Limits {
                part_bytes: 100,
                ..limits.clone()
            },
            "F06",
        ),
        (
            Limits {
                total_bytes: 500,
                ..limits.clone()
            },
            "F06",
        ),
        (
            Limits {
                parts: 2,
                ..limits.clone()
            },
            "F06",
        ),
        (
            Limits {
                sheets: 0,
                ..limits.clone()
            },
            "F06",
        ),
        (
            Limits {
                tag_bytes: 10,
                ..limits.clone()
            },
            "F09",
        ),
    ] {
        assert_eq!(refused(&small, &limits).0, code, "{limits:?}");
    }
    let lines: String = (0..6).map(|_| line("甲")).collect();
    let many = Document::new(&(lines + &plain(&["乙"]))).bytes();
    assert_eq!(
        refused(
            &many,
            &Limits {
                cells: 5,
                ..limits.clone()
            }
        )
        .0,
        "F07"
    );
    let deep = (0..30).fold(line("甲"), |inner, _| {
        table(&[format!("<w:tr><w:tc>{inner}</w:tc><w:tc/></w:tr>")])
    });
    assert_eq!(refused(&Document::new(&deep).bytes(), &limits).0, "F09");
    let inside =
        |one: &str, times: usize| format!("{}{}", one.repeat(times), "</w:x>".repeat(times));
    let depth = Document::new(&inside("<w:x>", 1_001)).bytes();
    assert_eq!(refused(&depth, &limits).0, "F09");
    let fields = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>".repeat(101);
    assert_eq!(
        refused(&Document::new(&paragraph(&fields)).bytes(), &limits).0,
        "F09"
    );
    let merged = "<w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr></w:tc></w:tr>".repeat(6);
    assert_eq!(
        refused(
            &Document::new(&table(&[merged])).bytes(),
            &Limits {
                merges: 5,
                ..limits.clone()
            }
        )
        .0,
        "F07"
    );
    let wide = table(&[
        "<w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"99999\"/></w:tcPr></w:tc></w:tr>".to_owned(),
    ]);
    assert_eq!(refused(&Document::new(&wide).bytes(), &limits).0, "F08");
}

#[test]
fn declarations_cut_off_parts_and_missing_ones_are_damage() {
    let whole = String::from(
        "<w:document><w:body><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:body></w:document>",
    );
    let of = |text: &str| zip(&[("word/document.xml", text.as_bytes())]);
    let declared = format!("<!DOCTYPE w [<!ENTITY a \"b\">]>{whole}");
    assert_eq!(refused(&of(&declared), &Limits::default()).0, "F09");
    assert_eq!(
        refused(&of(&whole.replace("</w:document>", "")), &Limits::default()).0,
        "F02"
    );
    let lost = Document {
        further: Some(("styles", "gone.xml")),
        ..Document::new(&plain(&["甲"]))
    };
    assert_eq!(refused(&lost.bytes(), &Limits::default()).0, "F02");
}

#[test]
fn a_cell_longer_than_a_cell_can_be_is_told_at_its_place() {
    let limits = Limits {
        cell_units: 3,
        ..Limits::default()
    };
    let bytes = Document::new(&plain(&["甲", "甲乙丙丁"])).bytes();
    let reading = from_bytes(&bytes, &Arc::from("表.docx"), &limits);
    let [(code, at, _)] = &findings(&reading)[..] else {
        panic!("{:?}", reading.findings)
    };
    assert_eq!((code.as_str(), at.as_str()), ("F11", "A2"));
}

#[test]
fn elements_in_places_where_none_belongs_do_no_harm() {
    let odd = [
        "<w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tr>",
        "<w:tbl><w:tc><w:p/></w:tc><w:tr><w:tr><w:tc><w:tc><w:p><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:p></w:tc></w:tc></w:tr></w:tr></w:tbl>",
        "<w:r><w:t>丙</w:t><w:fldChar w:fldCharType=\"end\"/><w:sym/></w:r><w:sdtContent><w:sdtPr/></w:sdtContent>",
    ];
    read(&Document::new(&odd.concat()).bytes());
    read(&Document::new(&(plain(&["甲"]) + &paragraph("<w:pPr><w:numPr/></w:pPr>"))).bytes());
}

#[test]
fn macros_are_noted_and_documents_are_found_by_name() {
    let mut document = Document::new(&plain(&["甲"]));
    document.further = Some(("vbaProject", "vbaProject.bin"));
    assert_eq!(findings(&read(&document.bytes()))[0].0, "F16");
    let folder = tempfile::tempdir().expect("a folder");
    let names = ["a.docx", "b.DOCM", "c.dotx", "d.dotm", "~$a.docx"];
    for name in names {
        std::fs::write(folder.path().join(name), b"x").expect("a file");
    }
    std::fs::write(folder.path().join("没有扩展名"), document.bytes()).expect("a file");
    let found = discover(&[folder.path().to_path_buf()], &[]).expect("found");
    let shown: Vec<&str> = found.sources.iter().map(|s| &*s.shown).collect();
    assert_eq!(
        shown,
        ["a.docx", "b.DOCM", "c.dotx", "d.dotm", "没有扩展名"]
    );
    assert_eq!(found.skipped.locks, 1);
}
