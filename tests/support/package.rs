//! A written workbook seen from outside: its parts, and its cells as another library reads them.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};

/// Every part of the package by name.
pub fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|index| {
            let mut part = zip.by_index(index).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            (part.name().unwrap().into_owned(), text)
        })
        .collect()
}

/// Asserts that every part is XML a strict parser accepts, without characters XML 1.0 forbids.
pub fn assert_well_formed(bytes: &[u8]) {
    let parts = parts(bytes);
    assert!(parts.len() >= 8, "{:?}", parts.keys());
    for (name, text) in parts {
        let mut reader = quick_xml::Reader::from_str(&text);
        reader.config_mut().check_end_names = true;
        loop {
            match reader.read_event() {
                Ok(quick_xml::events::Event::Eof) => break,
                Ok(quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag)) => {
                    for attribute in tag.attributes() {
                        let attribute = attribute.unwrap_or_else(|e| panic!("{name}: {e}"));
                        assert!(!attribute.value.contains('<'), "{name}");
                    }
                }
                Ok(_) => {}
                Err(error) => panic!("{name}: {error}"),
            }
        }
        let forbidden = |c: char| {
            (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}')
        };
        assert!(
            !text.contains(forbidden),
            "{name} holds a forbidden character"
        );
        for reference in text.split("&#").skip(1) {
            assert!(
                !reference.starts_with('0'),
                "{name} refers to a control character"
            );
        }
    }
}

/// A workbook read back.
pub struct Book(BTreeMap<String, Sheet>);

/// A sheet read back; rows and columns counted from 0 at A1.
pub struct Sheet {
    cells: BTreeMap<(u32, u32), Data>,
    pub formulas: BTreeMap<(u32, u32), String>,
}

impl Book {
    pub fn read(bytes: &[u8]) -> Self {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
        let names = book.sheet_names();
        Self(
            names
                .into_iter()
                .map(|name| {
                    let values = book.worksheet_range(&name).unwrap();
                    let formulas = book.worksheet_formula(&name).unwrap();
                    let (r0, c0) = values.start().unwrap_or((0, 0));
                    let (fr, fc) = formulas.start().unwrap_or((0, 0));
                    let at = |r: usize, c: usize, r0: u32, c0: u32| {
                        (
                            u32::try_from(r).unwrap() + r0,
                            u32::try_from(c).unwrap() + c0,
                        )
                    };
                    let sheet = Sheet {
                        cells: values
                            .used_cells()
                            .map(|(r, c, v)| (at(r, c, r0, c0), v.clone()))
                            .collect(),
                        formulas: formulas
                            .used_cells()
                            .map(|(r, c, f)| (at(r, c, fr, fc), f.clone()))
                            .collect(),
                    };
                    (name, sheet)
                })
                .collect(),
        )
    }

    pub fn names(&self) -> Vec<&str> {
        self.0.keys().map(String::as_str).collect()
    }

    pub fn sheet(&self, name: &str) -> &Sheet {
        self.0
            .get(name)
            .unwrap_or_else(|| panic!("no sheet {name}"))
    }

    pub fn sheets(&self) -> impl Iterator<Item = (&str, &Sheet)> {
        self.0.iter().map(|(name, sheet)| (name.as_str(), sheet))
    }
}

impl Sheet {
    pub fn text(&self, row: u32, col: u32) -> String {
        self.cells
            .get(&(row, col))
            .map_or(String::new(), ToString::to_string)
    }

    pub fn number(&self, row: u32, col: u32) -> f64 {
        match self.cells.get(&(row, col)) {
            Some(Data::Float(number)) => *number,
            other => panic!("no number at {row},{col}: {other:?}"),
        }
    }

    /// A whole number.
    pub fn count(&self, row: u32, col: u32) -> usize {
        let text = self.text(row, col);
        text.parse()
            .unwrap_or_else(|_| panic!("no count at {row},{col}: {text}"))
    }

    /// The first cell with exactly this text.
    pub fn find(&self, text: &str) -> Option<(u32, u32)> {
        self.cells
            .iter()
            .find(|(_, v)| **v == text)
            .map(|(at, _)| *at)
    }

    /// The cell with this text, which must be there.
    pub fn at(&self, text: &str) -> (u32, u32) {
        self.find(text)
            .unwrap_or_else(|| panic!("no cell “{text}”"))
    }

    /// All texts of a row, blanks included, up to the last used column.
    pub fn row(&self, row: u32) -> Vec<String> {
        let last = self.cells.keys().map(|at| at.1).max().unwrap_or(0);
        (0..=last).map(|col| self.text(row, col)).collect()
    }

    pub fn last_row(&self) -> u32 {
        self.cells.keys().map(|at| at.0).max().unwrap_or(0)
    }

    /// All texts of the sheet, one to a line.
    pub fn all_text(&self) -> String {
        let texts: Vec<String> = self.cells.values().map(ToString::to_string).collect();
        texts.join("\n")
    }
}
