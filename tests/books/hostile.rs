//! Strings nobody should write into a form, and somebody always does: the workbook stays one that opens.

use qingfeng::location::CellRef;
use qingfeng::writer::{BookSpec, Content, SheetSpec, save, to_bytes};

use crate::support::hostile::{cell, file, hostile};
use crate::support::package::{Book, assert_well_formed, parts};

#[test]
fn hostile_strings_give_a_sound_workbook_twice_the_same() {
    let bytes = to_bytes(&hostile()).unwrap();
    assert_well_formed(&bytes);
    for (name, text) in parts(&bytes) {
        let escaped = (1..8).any(|n| text.contains(&format!("_x000{n}_")));
        assert!(!escaped, "{name} shows a control character as _x000n_");
    }
    assert!(bytes == to_bytes(&hostile()).unwrap());
}

#[test]
fn hostile_text_stays_text_and_long_text_is_cut_with_notice() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hostile.xlsx");
    let saved = save(&hostile(), &path).unwrap();
    let sheets = hostile().sheets.len();
    assert_eq!(saved.clipped.len(), sheets);
    assert_eq!(saved.clipped[0].cell, CellRef::new(20, 0));
    assert_eq!(saved.plain_links, sheets);
    let book = Book::read(&std::fs::read(&path).unwrap());
    let sheet = book.sheet("表");
    assert!(sheet.formulas.is_empty());
    assert_eq!(sheet.text(1, 0), "=1+1");
    assert_eq!(sheet.text(0, 0), "控制符");
    assert_eq!(sheet.text(8, 0), "_x0041_");
    assert!(sheet.text(20, 0).ends_with("全文见原表）"));
    assert!(sheet.text(20, 0).encode_utf16().count() <= 32_767);
    assert_eq!(sheet.text(22, 0), "地址太长");
    assert_eq!(sheet.text(24, 0), "1850-01-01");
    assert_eq!(
        book.names().len(),
        sheets + 1,
        "one more for the hidden choices"
    );
}

#[test]
fn text_that_looks_like_a_formula_is_marked_as_text_for_whoever_edits_it() {
    let parts = parts(&to_bytes(&hostile()).unwrap());
    assert!(parts["xl/styles.xml"].contains("quotePrefix=\"1\""));
}

#[test]
fn links_are_relative_and_keep_odd_file_names() {
    let parts = parts(&to_bytes(&hostile()).unwrap());
    let links = &parts["xl/worksheets/_rels/sheet1.xml.rels"];
    assert!(links.contains("表%201%23甲%25.xlsx"), "{links}");
    assert!(!links.contains("file://"), "{links}");
    let footer = &parts["xl/worksheets/sheet1.xml"];
    assert!(footer.contains("location=\"'自''查 #1'!B7\""), "{footer}");
    assert!(
        footer.contains("甲 &amp;&amp; 乙"),
        "ampersands are doubled"
    );
}

#[test]
fn beyond_what_excel_allows_links_become_plain_text() {
    let link = |row| Content::Link {
        target: file("表.xlsx"),
        text: format!("C{row}"),
    };
    let rows = 65_540;
    let sheet = SheetSpec {
        name: "表".to_owned(),
        cells: (0..rows).map(|row| cell(row, 0, link(row))).collect(),
        ..SheetSpec::default()
    };
    let book = BookSpec {
        sheets: vec![sheet],
        ..BookSpec::default()
    };
    let bytes = to_bytes(&book).unwrap();
    let xml = &parts(&bytes)["xl/worksheets/sheet1.xml"];
    assert_eq!(xml.matches("<hyperlink ").count(), 65_530);
    let book = Book::read(&bytes);
    assert_eq!(book.sheet("表").text(rows - 1, 0), "C65539");
}
