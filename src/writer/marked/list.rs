//! The sheet 需改正清单: what to do, and every fault with a link to its cell. A hidden column says how the cell looked before, so
//! that it can look so again whatever program has saved the workbook since.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::super::fit::display_width;
use super::super::safe::{MAX_TEXT, short};
use super::sheet::Sheet;
use super::strings::Strings;
use super::xml::{escaped, literal};
use super::{Fault, HOW};
use crate::location::CellRef;

pub const HEADS: [(&str, u32); 7] = [
    ("序号", 6),
    ("工作表", 14),
    ("单元格", 10),
    ("程度", 10),
    ("问题", 48),
    ("怎么改", 48),
    ("示例", 24),
];
/// Excel opens no sheet with more links than some 65 000.
const MOST_LINKS: usize = 60_000;
/// Where the first fault stands.
const FIRST: u32 = 3;
/// The columns of the sheet and of the cell.
const PLACE: [u32; 2] = [1, 2];
/// The hidden column.
const BEFORE: u32 = 7;
/// What stands between the digests in it.
pub const FROM_APART: &str = "/";

/// How sheets looked before they were marked.
#[derive(Default)]
pub struct Looks {
    /// The fill of each marked cell, where it had one.
    pub fills: BTreeMap<(String, CellRef), Option<String>>,
    /// The sheets that got a filter.
    pub filters: BTreeSet<String>,
    /// The sheets of which it was said what is printed.
    pub printed: BTreeSet<String>,
    /// Digests of the files that the workbook comes from, the latest first; not read back from here.
    pub from: Vec<String>,
}

/// The part of the sheet. `sheets` are those of the workbook.
/// Its texts have the style `wrapped`.
pub fn part(faults: &[Fault], sheets: &BTreeSet<&str>, wrapped: usize, looks: &Looks) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><cols>",
    );
    for (number, (_, width)) in (1..).zip(HEADS) {
        let _ = write!(
            out,
            "<col min=\"{number}\" max=\"{number}\" width=\"{width}\" customWidth=\"1\"/>"
        );
    }
    let hidden = BEFORE + 1;
    let _ = write!(
        out,
        "<col min=\"{hidden}\" max=\"{hidden}\" width=\"9\" hidden=\"1\" customWidth=\"1\"/></cols><sheetData>"
    );
    let names = |sheets: &BTreeSet<String>| {
        let sheets: Vec<&str> = sheets.iter().map(String::as_str).collect();
        sheets.join("/")
    };
    row(&mut out, (0, 0), &[HOW.to_owned()], &names(&looks.filters));
    row(&mut out, (1, 0), &[], &names(&looks.printed));
    let heads = HEADS.map(|(head, _)| head.to_owned());
    let from = looks.from.join(FROM_APART);
    row(&mut out, (FIRST - 1, wrapped), &heads, &from);
    let mut links = String::new();
    let mut told = BTreeSet::new();
    for (number, fault) in (1_u32..).zip(faults) {
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
        let fill = fault.cell.and_then(|cell| {
            let key = (sheet.to_owned(), cell);
            let (_, fill) = looks.fills.get_key_value(&key)?;
            told.insert(key).then(|| fill.clone().unwrap_or_default())
        });
        row(&mut out, (at, wrapped), &texts, &fill.unwrap_or_default());
        let linked = (number as usize) <= MOST_LINKS;
        if linked && !cell.is_empty() && sheets.contains(sheet) {
            let place = escaped(&format!("'{}'!{cell}", sheet.replace('\'', "''")));
            let own = CellRef::new(at, PLACE[1]);
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

fn row(out: &mut String, (row, style): (u32, usize), texts: &[String], before: &str) {
    let lines = texts.iter().zip(HEADS).map(|(text, (_, width))| {
        (display_width(text) / f64::from(width))
            .ceil()
            .clamp(1.0, 25.0)
    });
    // The first line of the sheet runs over all columns.
    let lines = lines.fold(1.0, f64::max) * if texts.len() > 1 { 1.0 } else { 0.0 };
    let height = 15.0 * lines.max(1.0);
    let _ = write!(out, "<row r=\"{}\" ht=\"{height}\">", row + 1);
    let texts = (0..).zip(texts.iter().map(String::as_str));
    let before = Some((BEFORE, before)).filter(|(_, text)| !text.is_empty());
    for (col, text) in texts.chain(before) {
        let text = literal(&short(text, MAX_TEXT));
        let at = CellRef::new(row, col);
        let _ = write!(
            out,
            "<c r=\"{at}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"
        );
    }
    out.push_str("</row>");
}

/// What such a sheet says of how the others looked.
pub fn looks(sheet: &Sheet<'_>, strings: &Strings) -> Looks {
    let text = |row: u32, col: u32| {
        let cell = sheet.rows.get(&row).and_then(|row| row.cells.get(&col));
        cell.map(|cell| strings.of(sheet, cell)).unwrap_or_default()
    };
    let names = |row: u32| {
        let all = text(row, BEFORE);
        let names = all.split('/').filter(|name| !name.is_empty());
        names.map(str::to_owned).collect()
    };
    let mut looks = Looks {
        filters: names(0),
        printed: names(1),
        ..Looks::default()
    };
    for row in sheet.rows.keys().filter(|row| **row >= FIRST) {
        let [name, cell] = PLACE.map(|col| text(*row, col));
        let fill = Some(text(*row, BEFORE)).filter(|fill| fill.starts_with("<fill>"));
        if let Ok(cell) = cell.parse() {
            let known = looks.fills.entry((name, cell)).or_default();
            *known = known.take().or(fill);
        }
    }
    looks
}
