//! The part of the workbook: its sheets, and what is added to it.

use std::collections::BTreeSet;

use super::order::WORKBOOK;
use super::package::{Package, main_part};
use super::put::absolute;
use super::xml::{Edits, Kind, child, end, escaped, place, prefixed, tags};
use super::{LIST, Unmarkable};
use crate::location::Area;

const SHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
const LIST_PART: &str = "xl/qingfeng/list.xml";
pub const NO_SHEETS: Unmarkable = Unmarkable("找不到工作表");

/// A sheet as the workbook lists it.
pub struct Listed {
    pub name: String,
    /// Its part, where it is a worksheet.
    pub part: Option<String>,
}

/// A workbook.
pub struct Book {
    pub part: String,
    pub sheets: Vec<Listed>,
    pub styles: String,
    pub strings: Option<String>,
    /// The names that are defined for one sheet, each with its place.
    named: BTreeSet<(usize, String)>,
}

impl Book {
    pub fn read(package: &mut Package<'_>) -> Result<Self, Unmarkable> {
        let part = main_part(package)?;
        let relations = package.relations(&part)?;
        let named = |kind: &str| relations.iter().find(|r| r.kind == kind);
        let part_of = |kind: &str| named(kind).map(|relation| relation.part.clone());
        let styles = part_of("styles").ok_or(Unmarkable("文件中没有样式"))?;
        let strings = part_of("sharedStrings");
        let text = package.text(&part)?;
        let found = tags(&text)?;
        let listed = found
            .iter()
            .filter(|t| t.name == "sheet" && t.depth == 2 && t.kind != Kind::Close);
        let sheets = listed.map(|tag| {
            let id = tag.relation();
            let relation = relations.iter().find(|r| Some(&r.id) == id.as_ref());
            let relation = relation.filter(|r| r.kind == "worksheet");
            Listed {
                name: tag.attribute("name").unwrap_or_default(),
                part: relation.map(|r| r.part.clone()),
            }
        });
        let sheets = sheets.collect();
        let local = found.iter().filter(|t| t.name == "definedName");
        let local = local.filter_map(|t| Some((t.number("localSheetId")?, t.attribute("name")?)));
        Ok(Self {
            part,
            sheets,
            styles,
            strings,
            named: local.collect(),
        })
    }
}

/// Names to be defined.
#[derive(Default)]
pub struct Names(Vec<(usize, &'static str, String)>);

impl Names {
    /// What Excel calls the filter of a sheet.
    const FILTER: &str = "_xlnm._FilterDatabase";
    /// What of a sheet is printed.
    const PRINTED: &str = "_xlnm.Print_Area";

    /// The filter of a sheet, and what of it is printed, where that is not said already. Answers which were added.
    pub fn add(&mut self, book: &Book, sheet: usize, areas: [Option<Area>; 2]) -> [bool; 2] {
        let name = book.sheets[sheet].name.replace('\'', "''");
        let mut added = [false; 2];
        let names = [Self::FILTER, Self::PRINTED];
        for ((area, own), added) in areas.into_iter().zip(names).zip(&mut added) {
            let free = !book.named.contains(&(sheet, own.to_owned()));
            if let Some(area) = area.filter(|_| free) {
                let place = format!("'{name}'!{}", absolute(area));
                self.0.push((sheet, own, place));
                *added = true;
            }
        }
        added
    }
}

/// Adds the sheet of faults and the names.
pub fn list(
    package: &mut Package<'_>,
    book: &Book,
    list: String,
    names: &Names,
) -> Result<(), Unmarkable> {
    package.add(LIST_PART, SHEET, list)?;
    let id = package.relate(&book.part, "worksheet", LIST_PART)?;
    let text = package.text(&book.part)?;
    let found = tags(&text)?;
    let sheets = child(&found, "sheets").ok_or(NO_SHEETS)?;
    let numbers = found
        .iter()
        .filter(|t| t.name == "sheet")
        .filter_map(|t| t.number("sheetId"));
    let number = numbers.max().unwrap_or(0) + 1;
    let entry = prefixed(&found, "<sheet ").into_owned()
        + &format!(
            "name=\"{LIST}\" sheetId=\"{number}\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" r:id=\"{id}\"/>"
        );
    let mut edits = Edits::default();
    edits.insert(found[end(&found, sheets)].at.start, entry);
    let new = names.0.iter().map(|(sheet, name, place)| {
        let hidden = if *name == Names::FILTER {
            " hidden=\"1\""
        } else {
            ""
        };
        format!(
            "<definedName name=\"{name}\" localSheetId=\"{sheet}\"{hidden}>{}</definedName>",
            escaped(place)
        )
    });
    let new: String = new.collect();
    if !new.is_empty() {
        let new = prefixed(&found, &new);
        let there = child(&found, "definedNames").filter(|i| found[*i].kind == Kind::Open);
        if let Some(there) = there {
            edits.insert(found[end(&found, there)].at.start, new);
        } else {
            let open = prefixed(&found, "<definedNames>");
            let close = prefixed(&found, "</definedNames>");
            let at = place(&found, WORKBOOK, "definedNames")?;
            edits.insert(at, format!("{open}{new}{close}"));
        }
    }
    package.put(&book.part, edits.apply(&text));
    Ok(())
}
