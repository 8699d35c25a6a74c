//! The order in which a sheet is filled: what is described, row by row, and between it the rows made on demand.

use std::collections::BTreeMap;

use rust_xlsxwriter::XlsxError;

use super::draft::{Body, Maker};
use super::fit::Fit;
use super::guide::OpenCells;
use super::input::Rules;
use super::pen::{Losses, Pen};
use super::spec::{Cell, CellSpec, SheetSpec};
use crate::location::{Area, CellRef};

/// Ranges still to be merged, by their first cells.
type Merges = BTreeMap<CellRef, Area>;

/// What is merged, but for single cells.
fn merges(spec: &SheetSpec) -> Merges {
    let areas = spec.merges.iter().filter(|area| area.first != area.last);
    areas.map(|area| (area.first, *area)).collect()
}

/// The cells of a description, by their places. Of two for one place the later one counts.
struct Cells<'s>(Vec<&'s CellSpec>);

impl<'s> Cells<'s> {
    fn of(spec: &'s SheetSpec) -> Self {
        let mut cells: Vec<&CellSpec> = spec.cells.iter().rev().collect();
        cells.sort_by_key(|cell| cell.at);
        cells.dedup_by_key(|cell| cell.at);
        Self(cells)
    }

    fn get(&self, at: CellRef) -> Option<&'s CellSpec> {
        let found = self.0.binary_search_by_key(&at, |cell| cell.at).ok()?;
        Some(self.0[found])
    }

    /// The cells from one row on and before another.
    fn between(&self, from: u32, to: u32) -> impl Iterator<Item = &'s CellSpec> {
        let start = |row| self.0.partition_point(|cell| cell.at.row < row);
        self.0[start(from)..start(to)].iter().copied()
    }
}

/// Fills a sheet with all its cells.
pub struct Filling<'a> {
    /// What writes them.
    pub pen: Pen<'a>,
    /// What may be written into them, added to by the rows made on demand.
    pub rules: Rules,
    /// Whether the library puts each row on the disk when the next begins.
    pub flows: bool,
}

impl Filling<'_> {
    /// Writes all cells. Where rows flow to the disk, ranges are merged when their first row comes, else all beforehand:
    /// they style all their cells, and the contents then go on top.
    pub fn fill(
        mut self,
        spec: &SheetSpec,
        bodies: &[Body<'_>],
    ) -> Result<(Losses, Rules), XlsxError> {
        // What else a sheet is related to is numbered with its links.
        self.pen.links_later = self.flows && spec.charts.is_empty() && spec.notes.is_empty();
        self.pen.heights_later = self.flows;
        let cells = Cells::of(spec);
        let mut merges = merges(spec);
        if !self.flows {
            self.merge(std::mem::take(&mut merges), &cells)?;
        }
        self.rules.add(spec.inputs.iter().cloned());
        let mut from = 0;
        for body in bodies {
            self.between(from, body.first, &cells, &mut merges)?;
            match &body.maker {
                Maker::Rows(make) => self.rows(body, make, &spec.widths)?,
                Maker::Block(make) => self.block(make())?,
            }
            from = body.first + body.rows;
        }
        self.between(from, u32::MAX, &cells, &mut merges)?;
        if self.flows {
            self.pen.end()?;
        }
        Ok((self.pen.finish()?, self.rules))
    }

    /// The cells from one row on and before another.
    fn between(
        &mut self,
        from: u32,
        to: u32,
        cells: &Cells<'_>,
        merges: &mut Merges,
    ) -> Result<(), XlsxError> {
        for cell in cells.between(from, to) {
            if !merges.is_empty() {
                let below = merges.split_off(&CellRef::new(cell.at.row + 1, 0));
                self.merge(std::mem::replace(merges, below), cells)?;
            }
            self.pen.cell(cell)?;
        }
        Ok(())
    }

    fn merge(&mut self, merges: Merges, cells: &Cells<'_>) -> Result<(), XlsxError> {
        for area in merges.into_values() {
            let style = cells.get(area.first).map(|c| c.style).unwrap_or_default();
            self.pen.merge(area, style)?;
        }
        Ok(())
    }

    /// Rows made one by one, each with its height.
    fn rows(
        &mut self,
        body: &Body<'_>,
        make: &dyn Fn(u32) -> Vec<Cell>,
        widths: &[f64],
    ) -> Result<(), XlsxError> {
        for row in 0..body.rows {
            let cells: Vec<CellSpec> = body.placed(row, make(row)).collect();
            // An empty row is not written, so it can take no height.
            if !cells.is_empty() {
                let height = self.pen.measured(widths, &cells);
                self.pen.height(body.first + row, height)?;
            }
            for cell in &cells {
                self.pen.cell(cell)?;
            }
        }
        Ok(())
    }

    /// Rows made at once.
    fn block(&mut self, part: SheetSpec) -> Result<(), XlsxError> {
        let mut fit = Fit::of(&part);
        let heights = std::mem::take(&mut fit.heights);
        let open = OpenCells::of(part.protection.as_ref());
        let (fit, open) = self.pen.turn_to(fit, open);
        for (row, height) in heights {
            self.pen.height(row, height)?;
        }
        self.between(0, u32::MAX, &Cells::of(&part), &mut merges(&part))?;
        self.pen.turn_to(fit, open);
        self.rules.add(part.inputs);
        Ok(())
    }
}
