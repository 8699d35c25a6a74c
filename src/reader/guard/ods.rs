//! OpenDocument spreadsheets: one pass over `content.xml` that counts what the repeats stand for, and notes spans and
//! hidden rows and columns, which calamine does not give.

use quick_xml::events::{BytesStart, Event};

use super::meter::attribute;
use super::package::{self, Package, Size};
use super::{Facts, Refusal, SheetFacts, Tally, placed, sheet_names};
use crate::location::{Area, CellRef};

/// The most spaces one `text:s` may stand for, and all of them together.
const MOST_SPACES: (u64, u64) = (32_767, 10_000_000);

/// Looks through an OpenDocument spreadsheet.
pub(super) fn inspect(package: &mut Package<'_>) -> Result<Facts, Refusal> {
    package.scan(
        "META-INF/manifest.xml",
        Size::Other,
        &mut |event| match event {
            Event::Start(tag) if tag.local_name().as_ref() == "encryption-data" => {
                Err(package::encrypted())
            }
            _ => Ok(()),
        },
    )?;
    let limits = package.limits;
    let mut scan = Scan {
        tally: Tally::new(limits),
        facts: Facts::default(),
        table: None,
        spaces: 0,
    };
    package.scan("content.xml", Size::Sheet, &mut |event| scan.event(event))?;
    sheet_names(scan.facts.sheets.iter().map(|s| s.name.as_str()), limits)?;
    Ok(scan.facts)
}

/// A merged cell, which rows repeated may stand for many.
struct Span {
    at: CellRef,
    rows: u32,
    cols: u32,
    repeat_rows: u32,
    repeat_cols: u32,
}

/// A table being gone through. Positions are those after all repeats.
#[derive(Default)]
struct Table {
    facts: SheetFacts,
    row: u32,
    row_repeat: u32,
    col: u32,
    column: u32,
    spans: Vec<Span>,
    first_row: Option<u32>,
    last: Corner,
    /// Cells calamine holds before it multiplies rows.
    held: u64,
    row_end: u32,
}

/// The last row and column with content.
#[derive(Clone, Copy, Default)]
struct Corner {
    row: u32,
    col: u32,
}

struct Scan<'l> {
    tally: Tally<'l>,
    facts: Facts,
    table: Option<Table>,
    spaces: u64,
}

impl Scan<'_> {
    fn event(&mut self, event: &Event<'_>) -> Result<(), Refusal> {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag.name().as_ref()),
            _ => Ok(()),
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        let name = tag.name();
        match (name.as_ref(), &mut self.table) {
            ("table:table", Some(_)) => Err(Refusal::odd("单元格中套有子表")),
            ("table:table", None) => {
                if let Some(name) = attribute(tag, "table:name")? {
                    let mut table = Table::default();
                    table.facts.name = name;
                    self.table = Some(table);
                }
                Ok(())
            }
            ("table:table-column", Some(table)) => table.column(tag),
            ("table:table-row", Some(table)) => table.start_row(tag),
            ("table:table-cell" | "table:covered-table-cell", Some(table)) => {
                table.cell(tag, &mut self.tally)
            }
            ("text:s", _) => self.space(tag),
            _ => Ok(()),
        }
    }

    fn end(&mut self, name: &str) -> Result<(), Refusal> {
        match name {
            "table:table-row" => {
                if let Some(table) = &mut self.table {
                    table.end_row(&self.tally)?;
                }
            }
            "table:table" => {
                if let Some(table) = self.table.take() {
                    let name = table.facts.name.clone();
                    let facts = table
                        .finish(&mut self.tally)
                        .map_err(|r| r.in_sheet(&name))?;
                    self.facts.sheets.push(facts);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn space(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        let count = attribute(tag, "text:c")?.map_or(Ok(1), |c| c.parse::<u64>());
        let count = count.unwrap_or(u64::MAX);
        self.spaces = self.spaces.saturating_add(count);
        if count > MOST_SPACES.0 || self.spaces > MOST_SPACES.1 {
            return Err(Refusal::odd("文字中的连续空格异常地多"));
        }
        Ok(())
    }
}

impl Table {
    fn column(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        let repeat = repeat(tag, "table:number-columns-repeated")?;
        let next = self.column.saturating_add(repeat);
        if is_hidden(tag)? && self.column <= CellRef::MAX_COL {
            self.facts
                .hidden_cols
                .push(self.column, (next - 1).min(CellRef::MAX_COL));
        }
        self.column = next;
        Ok(())
    }

    fn start_row(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        self.row_repeat = repeat(tag, "table:number-rows-repeated")?;
        self.col = 0;
        self.row_end = 0;
        if is_hidden(tag)? && self.row <= CellRef::MAX_ROW {
            let last = self.row.saturating_add(self.row_repeat) - 1;
            self.facts
                .hidden_rows
                .push(self.row, last.min(CellRef::MAX_ROW));
        }
        Ok(())
    }

    fn cell(&mut self, tag: &BytesStart<'_>, tally: &mut Tally<'_>) -> Result<(), Refusal> {
        let repeat_cols = repeat(tag, "table:number-columns-repeated")?;
        let next = self.col.saturating_add(repeat_cols);
        if has_content(tag)? {
            self.fill(repeat_cols, next, tally)?;
        }
        let (rows, cols) = (
            repeat(tag, "table:number-rows-spanned")?,
            repeat(tag, "table:number-columns-spanned")?,
        );
        if (rows > 1 || cols > 1) && self.row <= CellRef::MAX_ROW && self.col <= CellRef::MAX_COL {
            self.spans.push(Span {
                at: CellRef::new(self.row, self.col),
                rows,
                cols,
                repeat_rows: self.row_repeat,
                repeat_cols,
            });
        }
        self.col = next;
        Ok(())
    }

    /// Notes a cell with content in all the places its repeats put it.
    fn fill(&mut self, repeat_cols: u32, next: u32, tally: &mut Tally<'_>) -> Result<(), Refusal> {
        let count = u64::from(repeat_cols).saturating_mul(u64::from(self.row_repeat));
        tally.cells(usize::try_from(count).unwrap_or(usize::MAX))?;
        let last = placed(
            self.row.saturating_add(self.row_repeat - 1),
            next.saturating_sub(1),
        )?;
        for row in self.row..=last.row {
            for col in self.col..=last.col {
                self.facts.content.push(CellRef::new(row, col));
            }
        }
        self.first_row.get_or_insert(self.row);
        self.last.row = last.row;
        self.last.col = self.last.col.max(last.col);
        self.row_end = last.col + 1;
        Ok(())
    }

    fn end_row(&mut self, tally: &Tally<'_>) -> Result<(), Refusal> {
        self.held += u64::from(self.row_end);
        tally.dense(self.held, 1, CellRef::new(self.last.row, self.last.col))?;
        self.row = self.row.saturating_add(self.row_repeat);
        Ok(())
    }

    fn finish(mut self, tally: &mut Tally<'_>) -> Result<SheetFacts, Refusal> {
        let Some(first) = self.first_row else {
            return Ok(self.facts);
        };
        let rows = u64::from(self.last.row - first) + 1;
        let last = CellRef::new(self.last.row, self.last.col);
        tally.dense(rows, u64::from(last.col) + 1, last)?;
        for span in std::mem::take(&mut self.spans) {
            // Below the last row there is nothing a merged range could say.
            let bottom = span
                .at
                .row
                .saturating_add(span.repeat_rows - 1)
                .min(last.row);
            for row in span.at.row..=bottom {
                for step in 0..span.repeat_cols.min(CellRef::MAX_COL) {
                    tally.merge()?;
                    let first = placed(row, span.at.col.saturating_add(step))?;
                    let end = CellRef::new(
                        row.saturating_add(span.rows - 1).min(CellRef::MAX_ROW),
                        first
                            .col
                            .saturating_add(span.cols - 1)
                            .min(CellRef::MAX_COL),
                    );
                    self.facts.merges.push(Area::new(first, end));
                }
            }
        }
        Ok(self.facts)
    }
}

/// A count that is 1 when absent, and never 0.
fn repeat(tag: &BytesStart<'_>, name: &str) -> Result<u32, Refusal> {
    match attribute(tag, name)? {
        None => Ok(1),
        Some(count) => match count.parse::<u32>() {
            Ok(count @ 1..) => Ok(count),
            _ => Err(Refusal::damaged("重复次数有误")),
        },
    }
}

fn is_hidden(tag: &BytesStart<'_>) -> Result<bool, Refusal> {
    let visibility = attribute(tag, "table:visibility")?;
    Ok(matches!(visibility.as_deref(), Some("collapse" | "filter")))
}

/// Whether calamine will see a value here.
fn has_content(tag: &BytesStart<'_>) -> Result<bool, Refusal> {
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| Refusal::damaged("XML 属性有误"))?;
        let key = attribute.key.as_ref();
        if key == "table:formula"
            || (key.starts_with("office:") && key.contains("value"))
            || key == "calcext:value-type"
        {
            return Ok(true);
        }
    }
    Ok(false)
}
