//! An engine that is not ours: opens the workbook as written, recalculates everything, and is asked for single cells.

use std::collections::BTreeMap;

use calamine::{Data, Reader, Xlsx};
use ironcalc::base::Model;
use ironcalc::base::cell::CellValue;
use ironcalc::import::load_from_xlsx_bytes;
use serde_json::Value;

/// A workbook in the engine.
pub struct Engine {
    model: Model<'static>,
    sheets: Vec<String>,
}

/// What a cell shows: a number or a text.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    Number(f64),
    Text(String),
}

impl Shown {
    /// As JSON: — is nothing.
    pub fn json(&self) -> Value {
        match self {
            Self::Number(number) if number.fract() == 0.0 => Value::from(*number as i64),
            Self::Number(number) => Value::from(*number),
            Self::Text(text) if text == "—" => Value::Null,
            Self::Text(text) => Value::from(text.as_str()),
        }
    }
}

impl Engine {
    /// Opens a workbook and recalculates it.
    pub fn open(bytes: &[u8]) -> Self {
        let book = load_from_xlsx_bytes(bytes, "book", "en", "UTC").expect("the engine reads it");
        let mut model = Model::from_workbook(book, "en").expect("the engine takes it");
        model.evaluate();
        let sheets = model.workbook.get_worksheet_names();
        Self { model, sheets }
    }

    fn sheet(&self, name: &str) -> u32 {
        let at = self.sheets.iter().position(|s| s == name);
        u32::try_from(at.expect("the sheet")).expect("few sheets")
    }

    /// What a cell shows; row and column count from 0.
    pub fn shown(&self, sheet: &str, row: u32, col: u32) -> Shown {
        let (row, col) = (row as i32 + 1, col as i32 + 1);
        match self
            .model
            .get_cell_value_by_index(self.sheet(sheet), row, col)
        {
            Ok(CellValue::Number(number)) => Shown::Number(number),
            Ok(CellValue::String(text)) => Shown::Text(text),
            other => Shown::Text(format!("{other:?}")),
        }
    }

    /// Writes a number, or clears the cell, and recalculates.
    pub fn write(&mut self, sheet: &str, row: u32, col: u32, number: Option<f64>) {
        let sheet = self.sheet(sheet);
        let (row, col) = (row as i32 + 1, col as i32 + 1);
        match number {
            Some(number) => self.model.update_cell_with_number(sheet, row, col, number),
            None => self.model.set_user_input(sheet, row, col, String::new()),
        }
        .expect("written");
        self.model.evaluate();
    }
}

/// A workbook as it is stored: what every cell shows, and which cells are formulas.
pub struct Stored {
    cells: BTreeMap<(String, u32, u32), Shown>,
    pub formulas: Vec<(String, u32, u32, String)>,
}

impl Stored {
    pub fn open(bytes: &[u8]) -> Self {
        let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).expect("a workbook");
        let sheets = book.sheet_names();
        let mut stored = Self {
            cells: BTreeMap::new(),
            formulas: Vec::new(),
        };
        for name in sheets {
            let values = book.worksheet_range(&name).expect("a sheet");
            let (top, left) = values.start().unwrap_or_default();
            for (row, col, value) in values.used_cells() {
                let shown = match value {
                    Data::Float(number) => Shown::Number(*number),
                    Data::Int(number) => Shown::Number(*number as f64),
                    other => Shown::Text(other.to_string()),
                };
                let at = (name.clone(), top + row as u32, left + col as u32);
                stored.cells.insert(at, shown);
            }
            let formulas = book.worksheet_formula(&name).expect("formulas");
            let (top, left) = formulas.start().unwrap_or_default();
            for (row, col, formula) in formulas.used_cells().filter(|c| !c.2.is_empty()) {
                let at = (top + row as u32, left + col as u32);
                stored
                    .formulas
                    .push((name.clone(), at.0, at.1, formula.clone()));
            }
        }
        stored
    }

    pub fn shown(&self, sheet: &str, row: u32, col: u32) -> Option<&Shown> {
        self.cells.get(&(sheet.to_owned(), row, col))
    }

    /// The cell of this text in a sheet.
    pub fn find(&self, sheet: &str, text: &str) -> Option<(u32, u32)> {
        let wanted = Shown::Text(text.to_owned());
        let mut own = self.cells.iter().filter(|((s, ..), _)| s == sheet);
        own.find(|(_, shown)| **shown == wanted)
            .map(|((_, row, col), _)| (*row, *col))
    }

    /// The row in which these texts stand side by side from the second column on.
    pub fn row(&self, sheet: &str, texts: &[&str]) -> u32 {
        let rows = self.cells.keys().filter(|(s, ..)| s == sheet).map(|k| k.1);
        let is = |row: u32| {
            let mut cells = (1..).zip(texts);
            cells.all(|(col, text)| {
                self.shown(sheet, row, col) == Some(&Shown::Text((*text).to_owned()))
            })
        };
        let found = rows.into_iter().find(|row| is(*row));
        found.unwrap_or_else(|| panic!("{texts:?} in {sheet}"))
    }

    /// The first row from `from` on that begins with this text.
    pub fn below(&self, sheet: &str, from: u32, text: &str) -> u32 {
        let wanted = Shown::Text(text.to_owned());
        let mut own = self
            .cells
            .iter()
            .filter(|((s, row, col), _)| s == sheet && *row >= from && *col == 0);
        own.find(|(_, shown)| **shown == wanted)
            .map(|(k, _)| k.1)
            .expect("the row")
    }

    /// The formulas whose stored result is not what the engine gets.
    pub fn differences(&self, engine: &Engine) -> Vec<String> {
        let all = self
            .formulas
            .iter()
            .filter_map(|(sheet, row, col, formula)| {
                let (stored, got) = (
                    self.shown(sheet, *row, *col),
                    engine.shown(sheet, *row, *col),
                );
                let same = match (stored, &got) {
                    (Some(Shown::Number(a)), Shown::Number(b)) => (a - b).abs() < 1e-9,
                    (stored, got) => stored == Some(got),
                };
                (!same).then(|| {
                    format!("{sheet} {row},{col}: stored {stored:?}, got {got:?} of {formula}")
                })
            });
        all.collect()
    }
}
