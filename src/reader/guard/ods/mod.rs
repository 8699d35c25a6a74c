//! OpenDocument spreadsheets: one pass over `content.xml` that counts what the repeats stand for, notes spans and hidden rows
//! and columns, and writes the cells anew in the plainest way. calamine 0.38 takes white space between cells for damage, wants
//! a `mimetype`, and adds the text of shapes and remarks to that of the cell they hang on. Names are told by what follows
//! their prefix, which programs may choose.

mod cell;
mod styles;
mod table;

use quick_xml::escape::escape;
use quick_xml::events::{BytesStart, Event};

use super::kind::MANIFEST;
use super::meter::{character, local_attribute};
use super::package::{self, Package, Size};
use super::repack::Repack;
use super::{Facts, Refusal, Tally, sheet_names};
use cell::Cell;
use styles::Styles;
use table::Table;

/// What a table is made of, beside its rows and columns.
const GROUPS: [&str; 6] = [
    "table-columns",
    "table-column-group",
    "table-header-columns",
    "table-rows",
    "table-row-group",
    "table-header-rows",
];
/// Bytes after which no more of a note is kept.
const KEPT: usize = 600;
/// The beginning of the part made anew: the one style of hidden sheets.
const HEAD: &str = "<office:document-content><style:style style:name=\"hidden\"><style:table-properties table:display=\"false\"/></style:style>";

/// Looks through an OpenDocument spreadsheet.
pub(super) fn inspect(package: &mut Package<'_>) -> Result<(Repack, Facts), Refusal> {
    if package.has(MANIFEST) {
        package.scan(MANIFEST, Size::Other, &mut |event| match event {
            Event::Start(tag) if tag.local_name().as_ref() == "encryption-data" => {
                Err(package::encrypted())
            }
            _ => Ok(()),
        })?;
    }
    let limits = package.limits;
    let mut scan = Scan {
        tally: Tally::new(limits),
        facts: Facts::default(),
        styles: Styles::default(),
        table: None,
        style: String::new(),
        cell: None,
        skipped: 0,
        in_note: false,
        anew: HEAD.to_owned(),
    };
    if package.has("styles.xml") {
        package.scan("styles.xml", Size::Other, &mut |event| {
            scan.styles.event(event)
        })?;
    }
    package.scan("content.xml", Size::Sheet, &mut |event| scan.event(event))?;
    sheet_names(scan.facts.sheets.iter().map(|s| s.name.as_str()), limits)?;
    scan.anew.push_str("</office:document-content>");
    let mut made = Repack::new();
    made.put(
        "mimetype",
        b"application/vnd.oasis.opendocument.spreadsheet",
    )?;
    made.put(MANIFEST, b"<manifest:manifest/>")?;
    made.put("content.xml", scan.anew.as_bytes())?;
    Ok((made, scan.facts))
}

struct Scan<'l> {
    tally: Tally<'l>,
    facts: Facts,
    styles: Styles,
    table: Option<Table>,
    /// The style of the table.
    style: String,
    cell: Option<Cell>,
    /// How deep the pass is inside something that does not count.
    skipped: usize,
    /// Whether it is inside a paragraph there.
    in_note: bool,
    anew: String,
}

impl Scan<'_> {
    fn event(&mut self, event: &Event<'_>) -> Result<(), Refusal> {
        match event {
            Event::Start(tag) if self.skipped > 0 => {
                self.skipped += 1;
                // Inside a paragraph stand spans.
                if tag.local_name().as_ref() == "p" {
                    self.in_note = true;
                    self.note("\n");
                }
            }
            Event::End(tag) if self.skipped > 0 => {
                self.skipped -= 1;
                self.in_note &= tag.local_name().as_ref() != "p";
            }
            Event::Text(text) if self.skipped > 0 && self.in_note => self.note(text),
            Event::GeneralRef(entity) if self.skipped > 0 && self.in_note => {
                self.note(character(entity).encode_utf8(&mut [0; 4]));
            }
            _ if self.skipped > 0 => {}
            Event::Start(tag) if self.table.is_some() => {
                if !self.start(tag)? {
                    self.skipped = 1;
                    let noted = tag.local_name().as_ref() == "annotation";
                    if let Some(cell) = self.cell.as_mut().filter(|_| noted) {
                        cell.note = Some(String::new());
                    }
                }
            }
            Event::End(tag) if self.table.is_some() => self.end(tag.local_name().as_ref())?,
            Event::Start(tag) if tag.local_name().as_ref() == "table" => {
                match local_attribute(tag, "name")? {
                    Some(name) => {
                        self.style = local_attribute(tag, "style-name")?.unwrap_or_default();
                        self.table = Some(Table::new(name));
                    }
                    None => self.skipped = 1,
                }
            }
            Event::Text(text) => self.text(text),
            Event::CData(text) => self.text(text),
            Event::GeneralRef(entity) => {
                self.text(character(entity).encode_utf8(&mut [0; 4]));
            }
            _ => self.styles.event(event)?,
        }
        Ok(())
    }

    /// What is noted at the cell. Of frames and shapes nothing is.
    fn note(&mut self, text: &str) {
        let note = self.cell.as_mut().and_then(|cell| cell.note.as_mut());
        if let Some(note) = note.filter(|note| note.len() < KEPT) {
            note.push_str(text);
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(cell) = &mut self.cell {
            cell.text(text);
        }
    }

    /// An element inside a table; says whether what is in it counts.
    fn start(&mut self, tag: &BytesStart<'_>) -> Result<bool, Refusal> {
        let limits = self.tally.limits;
        if let Some(cell) = &mut self.cell {
            return cell.start(tag, &self.styles, limits.spaces);
        }
        let Some(table) = &mut self.table else {
            return Ok(false);
        };
        match tag.local_name().as_ref() {
            "table" => return Err(Refusal::odd("单元格中套有子表")),
            "table-column" => table.column(tag, &self.styles)?,
            "table-row" => table.start_row(tag, &self.styles)?,
            "table-cell" | "covered-table-cell" => {
                self.cell = Some(table.start_cell(tag, &self.styles, limits.cell_units)?);
            }
            name => return Ok(GROUPS.contains(&name)),
        }
        Ok(true)
    }

    fn end(&mut self, name: &str) -> Result<(), Refusal> {
        let Some(table) = &mut self.table else {
            return Ok(());
        };
        match (name, &mut self.cell) {
            ("table-cell" | "covered-table-cell", cell) => {
                if let Some(cell) = cell.take() {
                    table.end_cell(cell, &mut self.tally)?;
                }
            }
            (name, Some(cell)) => cell.end(name),
            ("table-row", None) => table.end_row(&self.tally)?,
            ("table", None) => return self.end_table(),
            _ => {}
        }
        Ok(())
    }

    fn end_table(&mut self) -> Result<(), Refusal> {
        let Some(table) = self.table.take() else {
            return Ok(());
        };
        let name = table.name().to_owned();
        let (facts, rows) = table
            .finish(&mut self.tally)
            .map_err(|r| r.in_sheet(&name))?;
        let style = if self.styles.is_hidden(&self.style) {
            "hidden"
        } else {
            ""
        };
        let piece = format!(
            "<table:table table:name=\"{}\" table:style-name=\"{style}\">{rows}</table:table>",
            escape(name.as_str())
        );
        self.anew.push_str(&piece);
        self.facts.sheets.push(facts);
        Ok(())
    }
}
