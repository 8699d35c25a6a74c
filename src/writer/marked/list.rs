//! The sheet 需改正清单: what to do, and every fault with a link to its cell.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::super::fit::display_width;
use super::xml::escaped;
use super::{Fault, HOW};
use crate::location::CellRef;

const HEADS: [(&str, u32); 7] = [
    ("序号", 6),
    ("工作表", 16),
    ("单元格", 10),
    ("程度", 10),
    ("问题", 60),
    ("怎么改", 60),
    ("示例", 30),
];
/// Where the first fault stands.
const FIRST: u32 = 3;

/// The part of the sheet. `sheets` are those of the workbook.
/// Its texts have the style `wrapped`.
pub fn part(faults: &[Fault], sheets: &BTreeSet<&str>, wrapped: usize) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><cols>",
    );
    for (number, (_, width)) in (1..).zip(HEADS) {
        let _ = write!(
            out,
            "<col min=\"{number}\" max=\"{number}\" width=\"{width}\" customWidth=\"1\"/>"
        );
    }
    out.push_str("</cols><sheetData>");
    row(&mut out, 0, 0, &[HOW.to_owned()]);
    row(
        &mut out,
        FIRST - 1,
        wrapped,
        &HEADS.map(|(head, _)| head.to_owned()),
    );
    let mut links = String::new();
    for (number, fault) in (1..).zip(faults) {
        let at = FIRST + number - 1;
        let sheet = fault.sheet.as_deref().unwrap_or_default();
        let cell = fault.cell.map_or(String::new(), |cell| cell.to_string());
        let texts = [
            number.to_string(),
            sheet.to_owned(),
            cell.clone(),
            fault.degree().to_owned(),
            fault.message.clone(),
            fault.help.clone(),
            fault.example.clone().unwrap_or_default(),
        ];
        row(&mut out, at, wrapped, &texts);
        if !cell.is_empty() && sheets.contains(sheet) {
            let place = escaped(&format!("'{}'!{cell}", sheet.replace('\'', "''")));
            let own = CellRef::new(at, 2);
            let _ = write!(
                links,
                "<hyperlink ref=\"{own}\" location=\"{place}\" display=\"{cell}\"/>"
            );
        }
    }
    out.push_str("</sheetData>");
    if !links.is_empty() {
        let _ = write!(out, "<hyperlinks>{links}</hyperlinks>");
    }
    out + "<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>"
}

fn row(out: &mut String, row: u32, style: usize, texts: &[String]) {
    let lines = texts.iter().zip(HEADS).map(|(text, (_, width))| {
        (display_width(text) / f64::from(width))
            .ceil()
            .clamp(1.0, 25.0)
    });
    // The first line of the sheet runs over all columns.
    let lines = lines.fold(1.0, f64::max) * if texts.len() > 1 { 1.0 } else { 0.0 };
    let height = 15.0 * lines.max(1.0);
    let _ = write!(out, "<row r=\"{}\" ht=\"{height}\">", row + 1);
    for (col, text) in (0..).zip(texts) {
        let text = escaped(&super::super::safe::short(
            text,
            super::super::safe::MAX_TEXT,
        ));
        let at = CellRef::new(row, col);
        let _ = write!(
            out,
            "<c r=\"{at}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"
        );
    }
    out.push_str("</row>");
}
