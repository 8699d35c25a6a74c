//! One worksheet of an .xlsx: where its cells with content stand, how they are dressed, what is hidden, what is merged,
//! and whether calamine can take it as it is.

use quick_xml::events::{BytesStart, Event};

use super::kind::Kind;
use super::strings::Strings;
use super::{is_on, is_set, is_yes};
use crate::location::{Area, CellRef};
use crate::reader::guard::meter::{attribute, attributes, utf16_units};
use crate::reader::guard::{Refusal, SheetFacts, Tally, placed};
use crate::reader::shown::{Signs, quoted};

/// A cell being gone through.
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Clone, Copy)]
struct Open {
    at: CellRef,
    kind: Kind,
    style: usize,
    formula: bool,
    own_fonts: bool,
    struck: bool,
    /// Its text is its own, and stands in it piece by piece.
    is_inline: bool,
    /// It has a value of a newer kind, a picture perhaps, beside the one for older programs.
    newer: bool,
    /// UTF-16 units of its text.
    units: usize,
}

/// Where in the part the pass is.
#[derive(PartialEq)]
enum Stage {
    Before,
    Data,
    After,
}

/// What was found in a sheet.
pub(super) struct Found {
    pub facts: SheetFacts,
    /// Whether some formula has a result that takes calculating.
    pub calculated: bool,
    /// Whether calamine would stumble over it as it is.
    pub rewrite: bool,
}

/// The state of a pass over a sheet; positions are counted exactly as calamine counts them.
pub(super) struct SheetScan<'t, 'l> {
    tally: &'t mut Tally<'l>,
    strings: &'t Strings,
    calculated: bool,
    facts: SheetFacts,
    rewrite: bool,
    stage: Stage,
    in_text: bool,
    row: u32,
    col: u32,
    cell: Option<Open>,
    /// The beginning of the open cell's value: a number or an index; long texts need not be kept.
    value: String,
}

impl<'t, 'l> SheetScan<'t, 'l> {
    pub fn new(tally: &'t mut Tally<'l>, strings: &'t Strings) -> Self {
        Self {
            tally,
            strings,
            calculated: false,
            facts: SheetFacts::default(),
            rewrite: false,
            stage: Stage::Before,
            in_text: false,
            row: 0,
            col: 0,
            cell: None,
            value: String::new(),
        }
    }

    /// What was found.
    pub fn finish(mut self, name: &str) -> Result<Found, Refusal> {
        if self.stage == Stage::Before {
            return Err(Refusal::damaged("工作表没有内容部分"));
        }
        name.clone_into(&mut self.facts.name);
        Ok(Found {
            facts: self.facts,
            calculated: self.calculated,
            rewrite: self.rewrite,
        })
    }

    pub fn event(&mut self, event: &Event<'_>) -> Result<(), Refusal> {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag.local_name().as_ref()),
            Event::Text(text) => {
                self.text(text);
                Ok(())
            }
            Event::CData(text) => {
                self.text(text);
                Ok(())
            }
            // An entity is content like any other; its value is calamine's matter.
            Event::GeneralRef(_) => {
                self.text("&");
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        match tag.local_name().as_ref() {
            "sheetData" => {
                self.stage = Stage::Data;
                Ok(())
            }
            "row" if self.stage == Stage::Data => self.start_row(tag),
            "c" if self.stage == Stage::Data => self.start_cell(tag),
            "col" if self.stage != Stage::Data => self.column(tag),
            "mergeCell" => self.merge(tag),
            // A hint of how far the cells reach, which many programs get wrong.
            "dimension" => {
                let range = attribute(tag, "ref")?;
                self.rewrite |= !range.is_some_and(|range| is_plain_range(&range));
                Ok(())
            }
            name => self.in_cell(name, tag),
        }
    }

    /// What stands inside a cell.
    fn in_cell(&mut self, name: &str, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        let limit = self.tally.limits.shared_formulas;
        let Some(cell) = &mut self.cell else {
            return Ok(());
        };
        match name {
            "f" => {
                cell.formula = true;
                if let Some(index) = attribute(tag, "si")?
                    && index.parse::<u64>().map_or(true, |n| n > limit)
                {
                    return Err(Refusal::odd("公式的共享编号异常"));
                }
            }
            "is" => cell.is_inline = true,
            "v" if !cell.is_inline => {
                self.value.clear();
                self.in_text = true;
            }
            _ if !cell.is_inline => self.rewrite = true,
            "t" => self.in_text = true,
            "strike" => cell.struck |= is_on(tag)?,
            "rFont" => {
                cell.own_fonts = true;
                let font = attribute(tag, "val")?.unwrap_or_default();
                self.rewrite |= Signs::of_font(&font).is_some();
            }
            _ => {}
        }
        Ok(())
    }

    fn start_row(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        let mut is_hidden = false;
        attributes(tag, |key, value| {
            match key {
                "r" => {
                    let number: u32 = value.parse().map_err(|_| Refusal::damaged("行号有误"))?;
                    self.row = placed(number.wrapping_sub(1), 0)?.row;
                }
                "hidden" => is_hidden = is_yes(value),
                _ => {}
            }
            Ok(())
        })?;
        if is_hidden {
            self.facts.hidden_rows.push(self.row, self.row);
        }
        Ok(())
    }

    fn start_cell(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        if self.cell.is_some() {
            return Err(Refusal::damaged("单元格中套有单元格"));
        }
        let mut at = None;
        let mut cell = Open {
            at: CellRef::default(),
            kind: Kind::default(),
            style: 0,
            formula: false,
            own_fonts: false,
            struck: false,
            is_inline: false,
            newer: false,
            units: 0,
        };
        attributes(tag, |key, value| {
            match key {
                "r" => {
                    self.rewrite |= value.contains('$');
                    at = Some(cell_ref(value)?);
                }
                "t" => cell.kind = Kind::of(value),
                "s" => cell.style = value.parse().unwrap_or(0),
                "vm" => cell.newer = true,
                _ => {}
            }
            Ok(())
        })?;
        self.facts.unplaced |= at.is_none();
        cell.at = match at {
            Some(at) => at,
            None => placed(self.row, self.col)?,
        };
        self.col = cell.at.col;
        self.value.clear();
        self.cell = Some(cell);
        Ok(())
    }

    fn text(&mut self, text: &str) {
        let Some(cell) = self.cell.as_mut().filter(|_| self.in_text) else {
            return;
        };
        cell.units += utf16_units(text);
        if !cell.is_inline && self.value.len() < 32 {
            self.value.extend(text.chars().take(32));
        }
    }

    fn end(&mut self, name: &str) -> Result<(), Refusal> {
        match name {
            "sheetData" => self.stage = Stage::After,
            "row" if self.stage == Stage::Data => {
                self.row = self.row.saturating_add(1);
                self.col = 0;
            }
            "v" | "t" => self.in_text = false,
            "c" => return self.end_cell(),
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), Refusal> {
        let Some(cell) = self.cell.take() else {
            return Ok(());
        };
        self.col = self.col.saturating_add(1);
        let bare = self.value.trim();
        self.rewrite |= !cell.kind.is_text() && bare.len() != self.value.len();
        let is_empty = if cell.kind.is_text() {
            self.value.is_empty()
        } else {
            bare.is_empty()
        };
        let blank = is_empty && !cell.is_inline;
        if blank && !cell.formula {
            return Ok(());
        }
        self.tally.cells(1)?;
        self.facts.content.push(cell.at);
        if cell.formula {
            self.result(cell, blank && cell.kind == Kind::Result);
        }
        if cell.newer && cell.kind == Kind::Error {
            self.facts.pictures.insert(cell.at);
        }
        if cell.style > 0 {
            self.facts.styled.push((cell.at, cell.style));
        }
        let mut units = cell.units;
        let (mut own_fonts, mut struck) = (cell.own_fonts, cell.struck);
        if cell.kind == Kind::Shared {
            match self.value.trim().parse::<usize>() {
                Ok(index) => {
                    units = self.strings.units(index);
                    own_fonts = self.strings.has_own_fonts(index);
                    struck = self.strings.is_struck(index);
                }
                Err(_) => _ = self.facts.dangling.insert(cell.at),
            }
        }
        if own_fonts {
            self.facts.own_fonts.insert(cell.at);
        }
        if struck {
            self.facts.struck.insert(cell.at, false);
        }
        if self.tally.text(units, 1)? {
            self.facts.long.insert(cell.at, units);
        }
        Ok(())
    }

    /// Takes note of a formula that came to nothing: to an empty text, or perhaps only because nobody calculated it.
    fn result(&mut self, cell: Open, is_empty: bool) {
        let value = self.value.trim();
        let is_zero = cell.formula && cell.kind == Kind::Number && value == "0";
        if is_empty {
            self.facts.blank_results.insert(cell.at);
        }
        if is_zero || is_empty {
            self.facts.doubtful.insert(cell.at);
        }
        self.calculated |= cell.formula && !is_zero && !value.is_empty();
    }

    fn column(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        if is_set(tag, "hidden")? {
            let number = |name| -> Result<Option<u32>, Refusal> {
                Ok(attribute(tag, name)?.and_then(|n| n.parse::<u32>().ok()))
            };
            if let (Some(first @ 1..), Some(last @ 1..)) = (number("min")?, number("max")?) {
                let last = (last - 1).min(CellRef::MAX_COL);
                self.facts.hidden_cols.push(first - 1, last);
            }
        }
        Ok(())
    }

    fn merge(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        self.tally.merge()?;
        let name = attribute(tag, "ref")?.unwrap_or_default();
        let (first, last) = name.split_once(':').unwrap_or((&name, &name));
        let area = Area::new(cell_ref(first)?, cell_ref(last)?);
        self.facts.merges.push(area);
        Ok(())
    }
}

/// Whether a range is written as calamine reads it.
fn is_plain_range(range: &str) -> bool {
    let (first, last) = range.split_once(':').unwrap_or((range, range));
    match (first.parse::<CellRef>(), last.parse::<CellRef>()) {
        (Ok(first), Ok(last)) => first.row <= last.row && first.col <= last.col,
        _ => false,
    }
}

/// A cell's name; `$` and small letters are borne with.
fn cell_ref(name: &str) -> Result<CellRef, Refusal> {
    if let Ok(at) = name.parse() {
        return Ok(at);
    }
    let plain = name.replace('$', "").to_ascii_uppercase();
    plain.parse().map_err(|_| {
        Refusal::new(
            &crate::reader::checks::OUT_OF_GRID,
            format!(
                "有单元格的位置记为{}，超出了表格的最大范围，未读取",
                quoted(name)
            ),
        )
    })
}
