//! Excel packages: the parts that count, found by their relationships, each sheet's facts, and the package made anew.
//! calamine 0.38 reads styles and strings only under fixed names; under others it would read wrong data without a word.

mod kind;
mod notes;
mod rewrite;
mod sheet;
mod strings;

use std::collections::BTreeSet;

use quick_xml::escape::escape;
use quick_xml::events::{BytesStart, Event};

use super::meter::{attribute, local_attribute};
use super::package::{Package, Size};
use super::relations::{self, Relation, worksheet};
use super::repack::Repack;
use super::{Facts, Refusal, Tally, few_sheets, sheet_names};
use rewrite::rewritten;
use sheet::SheetScan;
use strings::Strings;

/// What the workbook part says.
#[derive(Default)]
struct Book {
    listed: Vec<Listed>,
    /// Days are counted from 1904.
    is_1904: bool,
    /// The program that wrote the file calculated nothing and left it to the next one.
    uncalculated: bool,
}

/// A sheet as the workbook part lists it.
struct Listed {
    name: String,
    state: Option<String>,
    relation: String,
}

impl Listed {
    fn is_hidden(&self) -> bool {
        matches!(self.state.as_deref(), Some("hidden" | "veryHidden"))
    }
}

/// Looks through an Excel package whose workbook part is `workbook`.
pub(super) fn inspect(
    package: &mut Package<'_>,
    workbook: &str,
) -> Result<(Repack, Facts), Refusal> {
    let (relations, folder) = relations::of_part(package, workbook)?;
    let book = book(package, workbook)?;
    few_sheets(book.listed.len(), package.limits)?;
    let mut made = Repack::new();
    let usual = format!("{folder}styles.xml");
    if let Some(part) = relations::styles(package, &relations, &usual)? {
        package.scan(&part, Size::Other, &mut |_| Ok(()))?;
        made.copy(package, &part, "xl/styles.xml")?;
    }
    let usual = format!("{folder}sharedStrings.xml");
    let strings = match relations::strings(package, &relations, &usual) {
        Some(part) => strings::inspect(package, &part, &mut made)?,
        None => Strings::default(),
    };
    let facts = Facts {
        macros: relations
            .iter()
            .any(|r| r.kind == "vbaProject" || r.is_macro_sheet()),
        external_links: relations.iter().any(|r| r.kind == "externalLink"),
        calculated: !book.uncalculated,
        ..Facts::default()
    };
    sheets(package, &book, &relations, &strings, made, facts)
}

/// Goes through the worksheets and ends the new package with them.
fn sheets(
    package: &mut Package<'_>,
    book: &Book,
    relations: &[Relation],
    strings: &Strings,
    mut made: Repack,
    mut facts: Facts,
) -> Result<(Repack, Facts), Refusal> {
    let mut worksheets = Vec::new();
    for sheet in &book.listed {
        let part = worksheet(
            package,
            relations,
            &sheet.relation,
            &sheet.name,
            sheet.is_hidden(),
        )?;
        worksheets.extend(part.map(|part| (sheet, part)));
    }
    sheet_names(
        worksheets.iter().map(|(s, _)| s.name.as_str()),
        package.limits,
    )?;
    let mut tally = Tally::new(package.limits);
    let mut parts = BTreeSet::new();
    for (number, (sheet, part)) in (1..).zip(&worksheets) {
        if !parts.insert(part.to_lowercase()) {
            return Err(Refusal::odd("两个工作表指向同一份内容"));
        }
        let mut scan = SheetScan::new(&mut tally, strings);
        let mut found = package
            .scan(part, Size::Sheet, &mut |event| scan.event(event))
            .and_then(|()| scan.finish(&sheet.name))
            .map_err(|refusal| refusal.in_sheet(&sheet.name))?;
        found.facts.notes = notes::of_sheet(package, part)?;
        let name = format!("xl/{}", target(number));
        if found.rewrite {
            let bytes = rewritten(package, part, Size::Sheet)?;
            made.put(&name, &bytes)?;
        } else {
            made.copy(package, part, &name)?;
        }
        facts.calculated |= found.calculated;
        facts.sheets.push(found.facts);
    }
    frame(&mut made, book, &worksheets)?;
    Ok((made, facts))
}

/// Where the worksheet of this number lies, from the workbook.
fn target(number: usize) -> String {
    format!("worksheets/sheet{number}.xml")
}

/// The parts that hold the others together.
fn frame(made: &mut Repack, book: &Book, worksheets: &[(&Listed, String)]) -> Result<(), Refusal> {
    let main = ("r1".into(), "officeDocument", "xl/workbook.xml".into());
    made.relations("_rels/.rels", std::iter::once(main))?;
    let sheets = 1..=worksheets.len();
    let links = sheets.map(|n| (format!("r{n}").into(), "worksheet", target(n).into()));
    made.relations("xl/_rels/workbook.xml.rels", links)?;
    let mut xml = format!(
        "<workbook><workbookPr date1904=\"{}\"/><sheets>",
        u8::from(book.is_1904)
    );
    for (number, (sheet, _)) in (1..).zip(worksheets) {
        // Whatever else may be written here, Excel and LibreOffice show the sheet.
        let hidden = sheet.state.as_deref().filter(|_| sheet.is_hidden());
        let state = hidden.unwrap_or("visible");
        let piece = format!(
            "<sheet name=\"{}\" state=\"{state}\" r:id=\"r{number}\"/>",
            escape(sheet.name.as_str())
        );
        xml.push_str(&piece);
    }
    xml.push_str("</sheets></workbook>");
    made.put("xl/workbook.xml", xml.as_bytes())
}

fn book(package: &mut Package<'_>, workbook: &str) -> Result<Book, Refusal> {
    let mut book = Book::default();
    package.scan(workbook, Size::Other, &mut |event| {
        let Event::Start(tag) = event else {
            return Ok(());
        };
        match tag.local_name().as_ref() {
            "sheet" => book.listed.push(Listed {
                name: attribute(tag, "name")?.unwrap_or_default(),
                state: attribute(tag, "state")?,
                relation: local_attribute(tag, "id")?.unwrap_or_default(),
            }),
            "workbookPr" => book.is_1904 |= is_set(tag, "date1904")?,
            "calcPr" => book.uncalculated |= is_set(tag, "fullCalcOnLoad")?,
            _ => {}
        }
        Ok(())
    })?;
    Ok(book)
}

/// Whether an attribute says yes.
fn is_set(tag: &BytesStart<'_>, name: &str) -> Result<bool, Refusal> {
    Ok(attribute(tag, name)?.is_some_and(|value| is_yes(&value)))
}

/// Whether a mark of a font is on: it is, unless it says no.
fn is_on(tag: &BytesStart<'_>) -> Result<bool, Refusal> {
    Ok(attribute(tag, "val")?.is_none_or(|value| is_yes(&value)))
}

fn is_yes(value: &str) -> bool {
    matches!(value, "1" | "true" | "on")
}
