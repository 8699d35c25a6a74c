//! One worksheet of an .xlsx: where its cells with content stand, what is hidden, what is merged.

use quick_xml::events::{BytesStart, Event};

use super::meter::attribute;
use super::{Refusal, SheetFacts, Tally, placed};
use crate::location::{Area, CellRef};

/// More shared formulas than a sheet has cells.
const MOST_SHARED: u64 = 1_000_000;

/// A cell being gone through.
struct Open {
    at: CellRef,
    kind: String,
    has_picture: bool,
    formula: bool,
    inline: bool,
    value: Value,
}

/// The stored value of a cell.
#[derive(Default)]
enum Value {
    #[default]
    Absent,
    Reading(String),
    Read(String),
}

impl Value {
    fn text(&self) -> &str {
        match self {
            Self::Absent => "",
            Self::Reading(text) | Self::Read(text) => text,
        }
    }
}

/// The state of a pass over a sheet; positions are counted exactly as calamine counts them.
pub(super) struct SheetScan<'t, 'l> {
    tally: &'t mut Tally<'l>,
    facts: SheetFacts,
    seen_data: bool,
    in_data: bool,
    row: u32,
    col: u32,
    cell: Option<Open>,
}

impl<'t, 'l> SheetScan<'t, 'l> {
    pub fn new(tally: &'t mut Tally<'l>) -> Self {
        Self {
            tally,
            facts: SheetFacts::default(),
            seen_data: false,
            in_data: false,
            row: 0,
            col: 0,
            cell: None,
        }
    }

    /// What was found.
    pub fn finish(mut self, name: &str) -> Result<SheetFacts, Refusal> {
        if !self.seen_data {
            return Err(Refusal::damaged("工作表没有内容部分"));
        }
        name.clone_into(&mut self.facts.name);
        Ok(self.facts)
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
                self.in_data = true;
                self.seen_data = true;
                Ok(())
            }
            "row" if self.in_data => self.start_row(tag),
            "c" if self.in_data => self.start_cell(tag),
            "f" if self.in_data => self.start_formula(tag),
            "v" => {
                if let Some(cell) = &mut self.cell {
                    cell.value = Value::Reading(String::new());
                }
                Ok(())
            }
            "is" => {
                if let Some(cell) = &mut self.cell {
                    cell.inline = true;
                }
                Ok(())
            }
            "col" if !self.in_data => self.column(tag),
            "mergeCell" => self.merge(tag),
            _ => Ok(()),
        }
    }

    fn start_row(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        if let Some(number) = attribute(tag, "r")? {
            let number: u32 = number.parse().map_err(|_| Refusal::damaged("行号有误"))?;
            self.row = placed(number.wrapping_sub(1), 0)?.row;
        }
        if is_true(attribute(tag, "hidden")?.as_deref()) {
            self.facts.hidden_rows.push(self.row, self.row);
        }
        Ok(())
    }

    fn start_cell(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        if self.cell.is_some() {
            return Err(Refusal::damaged("单元格中套有单元格"));
        }
        let at = if let Some(name) = attribute(tag, "r")? {
            cell_ref(&name)?
        } else {
            self.facts.unplaced = true;
            placed(self.row, self.col)?
        };
        self.col = at.col;
        self.cell = Some(Open {
            at,
            kind: attribute(tag, "t")?.unwrap_or_default(),
            has_picture: attribute(tag, "vm")?.is_some(),
            formula: false,
            inline: false,
            value: Value::Absent,
        });
        Ok(())
    }

    fn start_formula(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        let Some(cell) = &mut self.cell else {
            return Ok(());
        };
        cell.formula = true;
        if let Some(index) = attribute(tag, "si")?
            && index.parse::<u64>().map_or(true, |n| n > MOST_SHARED)
        {
            return Err(Refusal::odd("公式的共享编号异常"));
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        // Only a number or an index is ever looked at again; long texts need not be kept.
        if let Some(Open {
            value: Value::Reading(value),
            ..
        }) = &mut self.cell
            && value.len() < 32
        {
            value.extend(text.chars().take(32));
        }
    }

    fn end(&mut self, name: &str) -> Result<(), Refusal> {
        match name {
            "sheetData" => self.in_data = false,
            "row" if self.in_data => {
                self.row = self.row.saturating_add(1);
                self.col = 0;
            }
            "v" => {
                if let Some(cell) = &mut self.cell {
                    cell.value = Value::Read(cell.value.text().to_owned());
                }
            }
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
        let value = cell.value.text();
        let blank = value.is_empty() && !cell.inline;
        if blank && !cell.formula {
            return Ok(());
        }
        self.tally.cells(1)?;
        self.facts.content.push(cell.at);
        if blank && cell.kind == "str" {
            self.facts.blank_results.insert(cell.at);
        }
        if cell.has_picture && cell.kind == "e" {
            self.facts.pictures.insert(cell.at);
        }
        if cell.kind == "s" && !value.bytes().all(|b| b.is_ascii_digit()) {
            self.facts.dangling.insert(cell.at);
        }
        Ok(())
    }

    fn column(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        if is_true(attribute(tag, "hidden")?.as_deref()) {
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

fn is_true(value: Option<&str>) -> bool {
    matches!(value, Some("1" | "true" | "on"))
}

/// A cell's name; `$` and small letters are borne with.
fn cell_ref(name: &str) -> Result<CellRef, Refusal> {
    let plain = name.replace('$', "").to_ascii_uppercase();
    plain.parse().map_err(|_| {
        let shown = crate::text::excerpt(name, 20);
        Refusal::new(
            &crate::reader::checks::OUT_OF_GRID,
            format!("有单元格的位置记为“{shown}”，超出了表格的最大范围，未读取"),
        )
    })
}
