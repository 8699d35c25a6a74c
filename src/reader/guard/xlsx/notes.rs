//! The notes (批注) of a worksheet.

use std::collections::BTreeMap;

use quick_xml::events::Event;

use crate::location::CellRef;
use crate::reader::guard::Refusal;
use crate::reader::guard::meter::{attribute, character};
use crate::reader::guard::package::{Package, Size};
use crate::reader::guard::relations;

/// Characters of a note that are kept.
const KEPT: usize = 200;

/// The notes of a worksheet.
pub(super) fn of_sheet(
    package: &mut Package<'_>,
    sheet: &str,
) -> Result<BTreeMap<CellRef, String>, Refusal> {
    let Some(part) = relations::notes(package, sheet)? else {
        return Ok(BTreeMap::new());
    };
    let mut scan = Scan::default();
    package.scan(&part, Size::Other, &mut |event| scan.event(event))?;
    Ok(scan.notes)
}

#[derive(Default)]
struct Scan {
    notes: BTreeMap<CellRef, String>,
    /// The cell of the open note.
    at: Option<CellRef>,
    in_text: bool,
}

impl Scan {
    fn event(&mut self, event: &Event<'_>) -> Result<(), Refusal> {
        match event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "comment" => self.at = attribute(tag, "ref")?.and_then(|at| at.parse().ok()),
                "t" => self.in_text = true,
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "comment" => self.at = None,
                "t" => self.in_text = false,
                _ => {}
            },
            Event::Text(text) => self.text(text),
            Event::CData(text) => self.text(text),
            Event::GeneralRef(entity) => self.text(character(entity).encode_utf8(&mut [0; 4])),
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if let Some(at) = self.at.filter(|_| self.in_text) {
            let note = self.notes.entry(at).or_default();
            let room = KEPT.saturating_sub(note.chars().count());
            note.extend(text.chars().take(room));
        }
    }
}
