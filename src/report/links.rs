//! Places as cells that open the file at that place.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::canvas::{short, text};
use super::entry::row_text;
use crate::location::{CellRef, Place};
use crate::model::Entry;
use crate::writer::{Cell, Content, LinkTarget, StyleRole};

/// Knows where the files lie.
#[derive(Clone, Copy)]
pub struct Links<'r> {
    addresses: &'r BTreeMap<Arc<str>, String>,
}

impl<'r> Links<'r> {
    /// Links to files with these paths.
    pub fn new(addresses: &'r BTreeMap<Arc<str>, String>) -> Self {
        Self { addresses }
    }

    /// The cell of a place; of a whole sheet or file, words that say so. Nothing where no file is concerned.
    pub fn cell(self, place: &Place) -> Cell {
        let shown = match (place.cell, &place.sheet) {
            (Some(cell), _) => cell.to_string(),
            (None, Some(_)) => "整张表".to_owned(),
            (None, None) => "整个文件".to_owned(),
        };
        match self.target(place) {
            Some(target) => link(target, shown, StyleRole::LinkCenter),
            None if place.cell.is_some() => short(shown),
            None => short(""),
        }
    }

    /// The file and the cell, leading there; on paper only the words remain.
    pub fn place(self, place: &Place) -> Cell {
        let file = place.file.rsplit('/').next().unwrap_or_default().to_owned();
        match self.cell(place) {
            (Content::Link { target, text }, _) => {
                let text = format!("{file} {text}");
                (Content::Link { target, text }, StyleRole::LinkCenter)
            }
            (content, _) => short(format!("{file} {}", content.shown())),
        }
    }

    /// The name of a file.
    pub fn file(self, file: &Arc<str>) -> Cell {
        match self.target(&Place::file(file)) {
            Some(target) => link(target, file.to_string(), StyleRole::Link),
            None => text(file.as_ref()),
        }
    }

    /// Words that lead to a file; nothing where it is not known.
    pub fn whole(self, file: &Arc<str>, words: &str) -> Cell {
        match self.addresses.get(file) {
            Some(path) => to(path, words),
            None => short(""),
        }
    }

    /// The rows of an entry, leading to the first of them.
    pub fn rows(self, entry: &Entry) -> Cell {
        match self.target(&entry.place) {
            Some(target) => link(target, row_text(entry), StyleRole::LinkCenter),
            None => short(row_text(entry)),
        }
    }

    fn target(self, place: &Place) -> Option<LinkTarget> {
        let path = self.addresses.get(&place.file)?.clone();
        // A document has no cells that a link could lead to.
        let in_document = place
            .cell
            .map_or_else(|| is_document(place), CellRef::is_in_document);
        let sheet = place.sheet.as_ref().filter(|_| !in_document);
        let sheet = sheet.map(ToString::to_string);
        let cell = place.cell.unwrap_or(CellRef::new(0, 0));
        let at = sheet.map(|sheet| (sheet, cell));
        Some(LinkTarget::File { path, at })
    }
}

/// Whether the name of a file is that of a document.
fn is_document(place: &Place) -> bool {
    let name = place.file.to_lowercase();
    [".docx", ".docm", ".dotx", ".dotm"]
        .iter()
        .any(|ending| name.ends_with(ending))
}

/// Words that lead to a file with this path.
pub fn to(path: &str, words: &str) -> Cell {
    let path = path.to_owned();
    let target = LinkTarget::File { path, at: None };
    link(target, words.to_owned(), StyleRole::LinkCenter)
}

fn link(target: LinkTarget, text: String, style: StyleRole) -> Cell {
    (Content::Link { target, text }, style)
}
