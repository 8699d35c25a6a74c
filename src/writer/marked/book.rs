//! The part of the workbook: its sheets, and what is added to it.

use super::order::WORKBOOK;
use super::package::{Package, main_part};
use super::sheet::absolute;
use super::xml::{Edits, Kind, child, end, escaped, place, prefixed, tags};
use super::{LIST, Unmarkable};
use crate::location::Area;

const SHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
const LIST_PART: &str = "xl/qingfeng/list.xml";
const NO_SHEETS: Unmarkable = Unmarkable("找不到工作表");

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
}

impl Book {
    pub fn read(package: &mut Package<'_>) -> Result<Self, Unmarkable> {
        let part = main_part(package)?;
        let relations = package.relations(&part)?;
        let styles = relations.iter().find(|r| r.kind == "styles");
        let styles = styles.ok_or(Unmarkable("文件中没有样式"))?.part.clone();
        let text = package.text(&part)?;
        let found = tags(&text)?;
        let listed = found
            .iter()
            .filter(|t| t.name == "sheet" && t.depth == 2 && t.kind != Kind::Close);
        let sheets = listed.map(|tag| {
            let id = ["r:id", "id"].iter().find_map(|name| tag.attribute(name));
            let relation = relations.iter().find(|r| Some(&r.id) == id.as_ref());
            let relation = relation.filter(|r| r.kind == "worksheet");
            Listed {
                name: tag.attribute("name").unwrap_or_default(),
                part: relation.map(|r| r.part.clone()),
            }
        });
        let sheets = sheets.collect();
        Ok(Self {
            part,
            sheets,
            styles,
        })
    }
}

/// Names to be defined.
#[derive(Default)]
pub struct Names(Vec<(usize, &'static str, String)>);

impl Names {
    /// What Excel calls the filter of a sheet, and what of it is printed.
    pub fn add(&mut self, sheet: usize, name: &str, filter: Option<Area>, form: Option<Area>) {
        let name = name.replace('\'', "''");
        let place = |area: Area| format!("'{name}'!{}", absolute(area));
        let names = [
            ("_xlnm._FilterDatabase", filter),
            ("_xlnm.Print_Area", form),
        ];
        let names = names
            .into_iter()
            .filter_map(|(name, area)| Some((sheet, name, place(area?))));
        self.0.extend(names);
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
    let taken = |sheet: usize, name: &str| {
        found.iter().any(|t| {
            t.name == "definedName"
                && t.number("localSheetId") == Some(sheet)
                && t.attribute("name").as_deref() == Some(name)
        })
    };
    let new = names
        .0
        .iter()
        .filter(|(sheet, name, _)| !taken(*sheet, name));
    let new = new.map(|(sheet, name, place)| {
        let hidden = if name.ends_with("Database") {
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
