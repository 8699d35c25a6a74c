//! Binary Excel packages: every record's length is checked; rows, columns, merged ranges and filled cells are noted; and
//! the package is made anew. calamine 0.38 looks for parts under fixed names, knows neither the short records of cells nor
//! rich texts and errors of formulas, and cannot do without the record of the used range.

mod records;
mod sheet;
mod styles;

use std::collections::BTreeMap;

use super::package::{Package, Size};
use super::relations::{self, Relation, worksheet};
use super::repack::Repack;
use super::{Facts, Refusal, Tally, few_sheets, placed, sheet_names};
use crate::location::CellRef;
use records::{Records, brt, counted, counted_at, cut, text_at, u32_at, write};

/// What the workbook part says.
#[derive(Default)]
struct Book {
    listed: Vec<Listed>,
    is_1904: bool,
    uncalculated: bool,
}

/// A sheet as the workbook part lists it.
struct Listed {
    name: String,
    state: u32,
    relation: String,
}

/// Looks through a binary package whose workbook part is `workbook`.
pub(super) fn inspect(
    package: &mut Package<'_>,
    workbook: &str,
) -> Result<(Repack, Facts), Refusal> {
    let (relations, folder) = relations::of_part(package, workbook)?;
    let book = book(&package.bytes(workbook)?)?;
    few_sheets(book.listed.len(), package.limits)?;
    let mut made = Repack::new();
    let mut facts = Facts {
        macros: relations
            .iter()
            .any(|r| r.kind == "vbaProject" || r.is_macro_sheet()),
        external_links: relations.iter().any(|r| r.kind == "externalLink"),
        calculated: !book.uncalculated,
        ..Facts::default()
    };
    let usual = format!("{folder}styles.bin");
    if let Some(part) = relations::styles(package, &relations, &usual)? {
        let (styles, bytes) = styles::inspect(&package.bytes(&part)?)?;
        facts.styles = styles;
        made.put("xl/styles.bin", &bytes)?;
    }
    let usual = format!("{folder}sharedStrings.bin");
    let mut strings = Vec::new();
    if let Some(part) = relations::strings(package, &relations, &usual) {
        let bytes = strings_anew(&package.bytes(&part)?, &mut strings)?;
        made.put("xl/sharedStrings.bin", &bytes)?;
    }
    sheets(package, &book, &relations, &strings, &mut made, &mut facts)?;
    Ok((made, facts))
}

/// The shared strings with nothing but their texts; notes the UTF-16 units of each.
fn strings_anew(bytes: &[u8], units: &mut Vec<usize>) -> Result<Vec<u8>, Refusal> {
    let mut records = Records(bytes);
    let mut items = Vec::new();
    while let Some((kind, data)) = records.next()? {
        if kind == brt::SST_ITEM {
            let (text, length) = counted_at(data, 1)?;
            units.push(length);
            write(&mut items, brt::SST_ITEM, &[&[0], text]);
        }
    }
    let count = styles::count(units.len());
    let mut made = Vec::new();
    write(&mut made, brt::BEGIN_SST, &[&count, &count]);
    made.extend(items);
    Ok(made)
}

/// Goes through the worksheets and ends the new package with them.
fn sheets(
    package: &mut Package<'_>,
    book: &Book,
    relations: &[Relation],
    strings: &[usize],
    made: &mut Repack,
    facts: &mut Facts,
) -> Result<(), Refusal> {
    let mut worksheets = Vec::new();
    for sheet in &book.listed {
        let part = worksheet(
            package,
            relations,
            &sheet.relation,
            &sheet.name,
            sheet.state > 0,
        )?;
        worksheets.extend(part.map(|part| (sheet, part)));
    }
    sheet_names(
        worksheets.iter().map(|(s, _)| s.name.as_str()),
        package.limits,
    )?;
    let mut tally = Tally::new(package.limits);
    for (number, (sheet, part)) in (1..).zip(&worksheets) {
        let bytes = package.read(part, Size::Sheet)?;
        let scan = sheet::SheetScan::new(&mut tally, strings, &facts.styles);
        let mut found = scan.run(&bytes).map_err(|r| r.in_sheet(&sheet.name))?;
        sheet.name.clone_into(&mut found.facts.name);
        found.facts.notes = notes(package, part)?;
        made.put(&format!("xl/{}", target(number)), &found.anew)?;
        facts.calculated |= found.calculated;
        facts.sheets.push(found.facts);
    }
    frame(made, book, &worksheets)
}

/// The notes of a worksheet.
fn notes(package: &mut Package<'_>, sheet: &str) -> Result<BTreeMap<CellRef, String>, Refusal> {
    let (mut notes, mut at) = (BTreeMap::new(), None);
    let Some(part) = relations::notes(package, sheet)? else {
        return Ok(notes);
    };
    let bytes = package.bytes(&part)?;
    let mut records = Records(&bytes);
    while let Some((kind, data)) = records.next()? {
        match kind {
            brt::BEGIN_COMMENT => at = Some(placed(u32_at(data, 4)?, u32_at(data, 12)?)?),
            brt::COMMENT_TEXT => notes.extend(at.take().zip(Some(text_at(data, 1)?.0))),
            _ => {}
        }
    }
    Ok(notes)
}

/// Where the worksheet of this number lies, from the workbook.
fn target(number: usize) -> String {
    format!("worksheets/sheet{number}.bin")
}

/// The parts that hold the others together.
fn frame(made: &mut Repack, book: &Book, worksheets: &[(&Listed, String)]) -> Result<(), Refusal> {
    let main = ("r1".into(), "officeDocument", "xl/workbook.bin".into());
    made.relations("_rels/.rels", std::iter::once(main))?;
    let sheets = 1..=worksheets.len();
    let links = sheets.map(|n| (format!("r{n}").into(), "worksheet", target(n).into()));
    made.relations("xl/_rels/workbook.bin.rels", links)?;
    let mut bytes = Vec::new();
    let flags = [u8::from(book.is_1904), 0, 0, 0];
    write(&mut bytes, brt::WB_PROP, &[&flags, &[0; 4]]);
    for (number, (sheet, _)) in (1u32..).zip(worksheets) {
        // Any other state than the two kinds of hidden is shown.
        let state = if sheet.state > 2 { 0 } else { sheet.state };
        let places = [state.to_le_bytes(), number.to_le_bytes()].concat();
        let names = [counted(&format!("r{number}")), counted(&sheet.name)].concat();
        write(&mut bytes, brt::BUNDLE_SH, &[&places, &names]);
    }
    write(&mut bytes, brt::END_BUNDLE_SHS, &[]);
    write(&mut bytes, brt::CALC_PROP, &[&[0; 26]]);
    made.put("xl/workbook.bin", &bytes)
}

fn book(workbook: &[u8]) -> Result<Book, Refusal> {
    let mut records = Records(workbook);
    let mut book = Book::default();
    while let Some((kind, data)) = records.next()? {
        match kind {
            brt::WB_PROP => book.is_1904 = data.first().is_some_and(|flags| flags & 1 != 0),
            brt::CALC_PROP => book.uncalculated = data.get(24).is_some_and(|f| f & 1 != 0),
            brt::BUNDLE_SH => {
                let nothing = u32_at(data, 8)? == u32::MAX;
                let (relation, end) = if nothing {
                    (String::new(), 12)
                } else {
                    text_at(data, 8)?
                };
                book.listed.push(Listed {
                    name: text_at(data, end)?.0,
                    state: u32_at(data, 0)?,
                    relation,
                });
            }
            _ => {}
        }
    }
    if book.listed.is_empty() && workbook.is_empty() {
        return Err(cut());
    }
    Ok(book)
}
