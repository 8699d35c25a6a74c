//! Marks go into a worksheet: fills on cells, the column of what to mend, a filter. Nothing that stands there moves.

use std::collections::BTreeMap;

use super::cells::{Write, text_cell};
use super::columns::widen;
use super::order::WORKSHEET;
use super::sheet::{Row, Sheet};
use super::styles::Styles;
use super::xml::{Edits, child, place, prefixed};
use super::{COLUMN, Fault, Table, Unmarkable};
use crate::location::{Area, CellRef, column_letters};

/// What is put into a cell.
enum Put {
    /// The fill of a fault.
    Fill(bool),
    /// A text of ours, with the fill of a fault.
    Text(String, bool),
}

/// What became of a sheet.
pub struct Marked {
    pub text: String,
    /// The range of the filter, where one was added.
    pub filter: Option<Area>,
    /// What of the sheet was there before, where it can be said.
    pub form: Option<Area>,
}

impl Sheet<'_> {
    /// The sheet with the faults of its cells. `tail` goes in as the element that names the drawing of the notes.
    pub fn marked(
        &self,
        cells: &BTreeMap<CellRef, Vec<&Fault>>,
        tables: &[&Table],
        styles: &mut Styles,
        notes: Option<&str>,
    ) -> Result<Marked, Unmarkable> {
        let mut edits = Edits::default();
        let mut puts: BTreeMap<CellRef, Put> = BTreeMap::new();
        for (at, faults) in cells {
            puts.insert(*at, Put::Fill(faults.iter().any(|f| f.must)));
        }
        let column = self.free_column(tables);
        if let Some(column) = column {
            Self::texts(column, cells, tables, &mut puts);
            widen(&self.tags, column, &mut edits)?;
        }
        let writes = puts.iter().map(|(at, put)| {
            let base = self.style(*at);
            (*at, cell(*at, put, styles, base))
        });
        self.write(writes.collect(), &mut edits);
        let filter = column.and_then(|column| self.filter(column, tables));
        if let Some(area) = filter {
            let at = place(&self.tags, WORKSHEET, "autoFilter")?;
            let filter = format!("<autoFilter ref=\"{area}\"/>");
            edits.insert(at, prefixed(&self.tags, &filter));
        }
        if let Some(id) = notes {
            let at = place(&self.tags, WORKSHEET, "legacyDrawing")?;
            let own = prefixed(&self.tags, "<legacyDrawing ").into_owned();
            let namespace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
            edits.insert(at, format!("{own}xmlns:r=\"{namespace}\" r:id=\"{id}\"/>"));
        }
        Ok(Marked {
            text: edits.apply(self.text),
            filter,
            form: column.and_then(|c| self.form(c)),
        })
    }

    /// The first column right of the heads in which nothing stands.
    fn free_column(&self, tables: &[&Table]) -> Option<u32> {
        let first = tables.iter().map(|t| t.area.last.col + 1).max()?;
        let rows = || tables.iter().flat_map(|t| t.head..=t.area.last.row);
        let taken = |column: u32| {
            let holds = |row: &Row| row.cells.get(&column).is_some_and(|c| c.has_content);
            let merged = |row| {
                self.merges
                    .iter()
                    .any(|m| m.contains(CellRef::new(row, column)))
            };
            self.rows.values().any(holds) || rows().any(merged)
        };
        (first..=CellRef::MAX_COL)
            .take(64)
            .find(|column| !taken(*column))
    }

    /// The head of the column, and beside each row what is to be mended in it.
    fn texts(
        column: u32,
        cells: &BTreeMap<CellRef, Vec<&Fault>>,
        tables: &[&Table],
        puts: &mut BTreeMap<CellRef, Put>,
    ) {
        for table in tables {
            puts.insert(
                CellRef::new(table.head, column),
                Put::Text(COLUMN.to_owned(), false),
            );
            let mut rows: BTreeMap<u32, (bool, Vec<String>)> = BTreeMap::new();
            let below = |at: &CellRef| at.row > table.head && table.area.contains(*at);
            for (at, faults) in cells.iter().filter(|(at, _)| below(at)) {
                let row = rows.entry(at.row).or_default();
                row.0 |= faults.iter().any(|f| f.must);
                row.1
                    .extend(faults.iter().map(|f| format!("{at} {}", f.line())));
            }
            for (row, (must, texts)) in rows {
                puts.insert(CellRef::new(row, column), Put::Text(texts.join("　"), must));
            }
        }
    }

    /// The range of a filter, where the sheet has none and may have one.
    fn filter(&self, column: u32, tables: &[&Table]) -> Option<Area> {
        let has = |name: &str| child(&self.tags, name).is_some();
        let [table] = tables else { return None };
        let barred = has("autoFilter") || has("tableParts") || has("sheetProtection");
        let last = CellRef::new(table.area.last.row, column);
        let area = Area::new(CellRef::new(table.head, table.area.first.col), last);
        (!barred && table.area.last.row > table.head).then_some(area)
    }

    /// What is printed of the sheet as it was, where no pictures lie elsewhere.
    fn form(&self, column: u32) -> Option<Area> {
        if child(&self.tags, "drawing").is_some() {
            return None;
        }
        let mut last = CellRef::new(0, 0);
        let mut see = |at: CellRef| {
            last.row = last.row.max(at.row);
            last.col = last.col.max(at.col);
        };
        let mut content = 0;
        for (number, row) in &self.rows {
            if row.cells.values().any(|c| c.has_content) {
                content = *number;
            }
        }
        // Styles alone may go on to the end of the sheet; those near the form are its lines.
        for (number, row) in self.rows.range(..=content + 60) {
            let left = row.cells.keys().filter(|col| **col < column);
            left.for_each(|col| see(CellRef::new(*number, *col)));
        }
        let merges = self.merges.iter().filter(|m| m.last.row <= content);
        merges
            .filter(|m| m.last.col < column)
            .for_each(|m| see(m.last));
        Some(Area::new(CellRef::new(0, 0), last))
    }
}

/// A cell of ours in place of one that may be there.
fn cell(at: CellRef, put: &Put, styles: &mut Styles, base: usize) -> Write {
    match put {
        Put::Fill(must) => Write::Style(styles.filled(base, *must)),
        Put::Text(text, must) => Write::Cell(text_cell(at, styles.filled(0, *must), text)),
    }
}

/// A range as formulas name it.
pub fn absolute(area: Area) -> String {
    let corner = |at: CellRef| format!("${}${}", column_letters(at.col), at.row + 1);
    format!("{}:{}", corner(area.first), corner(area.last))
}
