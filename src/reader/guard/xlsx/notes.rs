//! The notes (批注) of a worksheet: what people wrote at its cells. Those by which this program marked a form are not theirs.

use std::collections::BTreeMap;

use quick_xml::events::Event;

use crate::diagnostic::MARKER;
use crate::location::CellRef;
use crate::reader::guard::Refusal;
use crate::reader::guard::meter::attribute;
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
    authors: Vec<String>,
    /// The cell of the open note, if it is one of theirs.
    at: Option<CellRef>,
    in_text: bool,
    in_author: bool,
}

impl Scan {
    fn event(&mut self, event: &Event<'_>) -> Result<(), Refusal> {
        match event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "author" => {
                    self.in_author = true;
                    self.authors.push(String::new());
                }
                "comment" => {
                    let author = attribute(tag, "authorId")?.and_then(|id| id.parse().ok());
                    let author = author.and_then(|id: usize| self.authors.get(id));
                    let theirs = author.is_none_or(|author| author != MARKER);
                    let at = attribute(tag, "ref")?.and_then(|at| at.parse().ok());
                    self.at = at.filter(|_| theirs);
                }
                "t" => self.in_text = true,
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "author" => self.in_author = false,
                "comment" => self.at = None,
                "t" => self.in_text = false,
                _ => {}
            },
            Event::Text(text) => self.text(text),
            Event::CData(text) => self.text(text),
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if self.in_author
            && let Some(author) = self.authors.last_mut()
        {
            author.push_str(text);
        } else if self.in_text
            && let Some(at) = self.at
        {
            let note = self.notes.entry(at).or_default();
            let room = KEPT.saturating_sub(note.chars().count());
            note.extend(text.chars().take(room));
        }
    }
}
