//! Finds the tables of a sheet by their heads, and which lines above and below belong to each.

use super::above::{lines_above, repeats_page};
use super::annex::{Named, OtherHead, OtherPart};
use super::body::LONGEST_GAP;
use super::card;
use super::counted;
use super::edge;
use super::filled::Filled;
use super::header::Head;
use super::instead::{self, Found};
use super::located::Located;
use super::named_below;
use super::start::Start;
use super::view::View;
use crate::location::{Area, CellRef};
use crate::model::{Column, Evidence, Field, Layout as TableLayout};
use crate::policy::Lookup;
use crate::text;

/// What a head with a column for each level or number might be.
const BESIDE: &str = "一行并列几个风险点的表（按等级或编号分栏）";

/// Tables of one sheet, at most; what looks like a further head is read as a row of the last one.
const MOST_TABLES: usize = 200;

/// The tables of a sheet.
#[derive(Debug, Default)]
pub struct Layout {
    /// Those that hold entries, top to bottom and left to right.
    pub tables: Vec<Located>,
    /// Those that hold none, top to bottom.
    pub others: Vec<OtherPart>,
}

impl Layout {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.tables.is_empty() && self.others.is_empty()
    }

    /// Where they stand.
    pub fn areas(&self) -> impl Iterator<Item = Area> {
        let tables = self.tables.iter().map(Located::area);
        tables.chain(self.others.iter().map(OtherPart::area))
    }

    /// Whether the sheet is a card after all, which then stands in the place of its tables.
    fn is_card(&mut self, view: View<'_>, lookup: &Lookup<'_>) -> bool {
        let tables = self.tables.iter().map(|t| (t.head.first, t.above.clone()));
        let others = self
            .others
            .iter()
            .map(|o| (o.head.first(), o.above.clone()));
        let first = tables.chain(others).min_by_key(|(head, _)| *head);
        let Some((head, above)) = first else {
            return false;
        };
        let found = Found {
            tables: &mut self.tables,
            head,
            above: &above,
            others: self.others.iter().map(OtherPart::area).collect(),
        };
        instead::instead(view, found, lookup)
    }

    /// Whether a cell stands in one of them, or in the lines above it.
    pub fn holds(&self, at: CellRef) -> bool {
        let above = self.tables.iter().map(|t| &t.above);
        let mut above = above.chain(self.others.iter().map(|o| &o.above));
        above.any(|rows| rows.binary_search(&at.row).is_ok())
            || self.areas().any(|a| a.contains(at))
    }
}

/// A table whose end is not known before the next one is found.
pub struct Open<H> {
    /// Its head.
    pub head: H,
    /// The lines above it.
    pub above: Vec<u32>,
    /// Its last row, where it is known.
    pub end: Option<u32>,
    /// Its columns.
    pub zone: (u32, u32),
}

/// The tables of a sheet being found, from top to bottom.
pub struct Finder<'a> {
    /// The sheet.
    pub view: View<'a>,
    /// The policy.
    pub lookup: &'a Lookup<'a>,
    /// What title and names call the sheet.
    pub named: Named,
    /// Its rows with content.
    pub rows: Vec<u32>,
    /// The tables that hold entries.
    pub tables: Vec<Open<Head>>,
    others: Vec<Open<OtherHead>>,
    /// The head of the last table on the sheet before.
    earlier: Option<Head>,
    /// Last row of the last head.
    pub before: Option<u32>,
}

/// The tables of a sheet; `named` says what its title and its names call it, `earlier` are the columns of the
/// last table on the sheet before.
pub fn locate(
    view: View<'_>,
    lookup: &Lookup<'_>,
    named: Named,
    earlier: Option<&[Column]>,
) -> Layout {
    let mut finder = Finder {
        view,
        lookup,
        named,
        rows: view.grid().rows(),
        tables: Vec::new(),
        others: Vec::new(),
        earlier: earlier.map(|columns| Head {
            first: 0,
            last: 0,
            columns: columns.to_vec(),
        }),
        before: None,
    };
    for row in finder.rows.clone() {
        if finder.tables.len() + finder.others.len() >= MOST_TABLES {
            break;
        }
        if finder.before.is_none_or(|before| row > before)
            && !finder.begins_below(row)
            && !finder.is_counted(row)
            && let Some(start) = Start::at(view, row, lookup, named).or_else(|| {
                let own = finder.tables.last().map(|table| &table.head);
                let risks = own.or(finder.earlier.as_ref())?;
                let measures = Start::measures(view, row, risks, lookup);
                let ratings = || Start::ratings(view, row, risks, lookup);
                let own_kind = measures.or_else(ratings);
                own_kind.or_else(|| Start::proven(view, row, own?, lookup))
            })
        {
            match finder.beside(&start) {
                Some(own) => finder.begin_beside(own),
                None => finder.begin(start),
            }
        }
    }
    let mut layout = finder.finish();
    named_below::give_back(&mut layout.tables, view, lookup);
    let several = |at: &Located| card::blocks::several(&at.head, view, lookup);
    if layout.is_empty()
        && let Some((first, last)) = counted::headless(view, lookup)
    {
        layout.others.push(tally(view, first, last));
    } else if layout.is_empty() {
        layout.tables = card::locate(view, lookup);
    } else if layout.is_card(view, lookup) {
        layout.others.clear();
    } else if layout.others.is_empty()
        && let [table] = layout.tables.as_slice()
        && several(table)
    {
        // Where the cells do not fit the other reading, the table stays what it was.
        match card::blocks::locate(view, lookup) {
            Some(blocks) => layout.tables = vec![blocks],
            None => layout.tables[0].could_be.push(BESIDE.to_owned()),
        }
    }
    layout
}

/// Counts that stand there without a head.
fn tally(view: View<'_>, first: u32, last: u32) -> OtherPart {
    OtherPart {
        head: OtherHead::Tally(first),
        above: view.grid().rows_in(..first).collect(),
        last,
        zone: (0, CellRef::MAX_COL),
    }
}

impl Finder<'_> {
    /// Begins what a head begins, unless it only goes on with what stands above it.
    fn begin(&mut self, start: Start) {
        let (first, last) = start.rows();
        let above = lines_above(self.view, first, self.before, &self.rows, self.lookup);
        if self.goes_on(&start, &above) {
            if !self.is_row(&start) {
                self.before = Some(last);
            }
            return;
        }
        self.before = Some(last);
        let end = above.first().copied().unwrap_or(first).saturating_sub(1);
        for open in self.tables.iter_mut().filter(|t| t.end.is_none()) {
            open.end = Some(end);
        }
        for open in self.others.iter_mut().filter(|t| t.end.is_none()) {
            open.end = Some(end);
        }
        let zones = zones(&start);
        let open = |(head, zone)| Open {
            head,
            above: above.clone(),
            end: None,
            zone,
        };
        self.tables
            .extend(start.tables.into_iter().zip(zones).map(open));
        self.others
            .extend(start.others.into_iter().map(|(head, zone)| Open {
                head,
                above: above.clone(),
                end: None,
                zone,
            }));
    }

    /// Whether a row is an entry of the table above it, for a number stands under 序号 and nothing beside the table: cheap, so
    /// that most rows are told from heads without more ado.
    fn is_counted(&self, row: u32) -> bool {
        let open = || self.tables.iter().rev().take_while(|t| t.end.is_none());
        let counts = |table: &Open<Head>| table.head.counts(self.view, row);
        open().any(counts) && {
            let cells = self.view.whole_row(row);
            let within =
                |at: &CellRef| open().any(|t| (t.head.left()..=t.head.right()).contains(&at.col));
            cells.iter().all(|(at, _)| within(at))
        }
    }

    /// Whether what looks like a head is a row of the table above it.
    fn is_row(&self, start: &Start) -> bool {
        let above = self.tables.last().zip(start.tables.first());
        above.is_some_and(|(table, head)| is_entry(self.view, &table.head, head))
    }

    /// Whether a head is a row of the table above it, or repeats its head on a new page.
    fn goes_on(&self, start: &Start, above: &[u32]) -> bool {
        if let Some(first) = start.tables.first() {
            let mut known = self.tables.iter().rev();
            let twin = known.find(|t| t.head.repeats(first) || resumes(self.view, &t.head, first));
            return self.is_row(start)
                || twin.is_some_and(|t| repeats_page(self.view, &t.above, above));
        }
        let open = self.others.last().filter(|o| o.end.is_none());
        let again = open.zip(start.others.first());
        again.is_some_and(|(open, (head, _))| open.head.repeats(head))
    }

    fn finish(self) -> Layout {
        let (view, rows, lookup) = (self.view, &self.rows, self.lookup);
        let located = |t: Open<Head>| Located {
            layout: TableLayout::Rows,
            could_be: other_kind(view, &t, lookup),
            last: last_row(&t.head, view, rows, t.end.unwrap_or(u32::MAX), lookup),
            edge: None,
            head: t.head,
            above: t.above,
            zone: t.zone,
            card: None,
        };
        let edged = |t: Open<Head>| {
            let at = located(t);
            Located {
                edge: edge_of(&at.head, view.within(at.zone.0, at.zone.1), at.last, lookup),
                ..at
            }
        };
        let other = |t: Open<OtherHead>| OtherPart {
            last: last_used(view, rows, t.end.unwrap_or(u32::MAX), t.zone).unwrap_or(t.head.last()),
            head: t.head,
            above: t.above,
            zone: t.zone,
        };
        Layout {
            tables: self.tables.into_iter().map(edged).collect(),
            others: self.others.into_iter().map(other).collect(),
        }
    }
}

/// What the head of a table of entries might be as well.
fn other_kind(view: View<'_>, table: &Open<Head>, lookup: &Lookup<'_>) -> Vec<String> {
    let view = view.within(table.zone.0, table.zone.1);
    let other = OtherHead::at(view, table.head.first, lookup, Named::default());
    other.iter().map(|o| o.kind().title().to_owned()).collect()
}

/// The cell merged down the left edge of a table, where no entry stands below it.
fn edge_of(head: &Head, view: View<'_>, last: u32, lookup: &Lookup<'_>) -> Option<CellRef> {
    let edge = edge::beside(view, (head.first, head.last), head.left())?;
    let filled = Filled { head, lookup };
    let below = view.grid().rows_in(view.bottom(edge) + 1..=last);
    let ends = |row: u32| {
        let full = filled.is_full(&view.row(row, head.left(), head.right()));
        full || edge::goes_on(view, (edge, row), lookup)
    };
    (!below.into_iter().any(ends)).then_some(edge)
}

/// The last row with content in these columns up to `end`.
fn last_used(view: View<'_>, rows: &[u32], end: u32, (left, right): (u32, u32)) -> Option<u32> {
    let used = |row: &u32| !view.row(*row, left, right).is_empty();
    rows.iter()
        .copied()
        .take_while(|row| *row <= end)
        .filter(used)
        .last()
}

/// Whether what looks like a head is an entry of the table above it: 业务流程, 一级, 二级, 科室负责人 are heads as well as
/// words of entries, but levels in a table's own columns for levels are levels.
fn is_entry(view: View<'_>, table: &Head, head: &Head) -> bool {
    let is_level = |c: &Column| c.field.is_some_and(Field::is_level);
    let own: Vec<u32> = table
        .columns
        .iter()
        .filter(|c| is_level(c) && c.by != Evidence::Tick)
        .map(|c| c.cell.col)
        .collect();
    let mut ticks = head.columns.iter().filter(|c| c.by == Evidence::Tick);
    let adjoins = head.first > 0 && !view.whole_row(head.first - 1).is_empty();
    adjoins && ticks.any(|c| own.contains(&c.cell.col))
}

/// The columns that belong to each of several heads side by side.
fn zones(start: &Start) -> Vec<(u32, u32)> {
    let others: Vec<u32> = start.others.iter().map(|(_, zone)| zone.0).collect();
    let tables: Vec<u32> = start.tables.iter().map(Head::left).collect();
    let first = |left: u32| tables.iter().chain(&others).all(|other| *other >= left);
    let end = |left: u32| {
        let after = tables.iter().chain(&others).filter(|other| **other > left);
        after.min().map_or(CellRef::MAX_COL, |next| next - 1)
    };
    let zone = |left: &u32| (if first(*left) { 0 } else { *left }, end(*left));
    tables.iter().map(zone).collect()
}

/// Whether a head on a new page repeats the one above, but for columns in which a merged range runs across it.
fn resumes(view: View<'_>, head: &Head, again: &Head) -> bool {
    let label = |h: &Head, col: u32| {
        h.columns
            .iter()
            .find(|c| c.cell.col == col)
            .map(|c| text::label_key(&c.label))
            .filter(|l| !l.is_empty())
    };
    let runs_across = |col| {
        view.seen(CellRef::new(again.first, col))
            .is_some_and(|seen| seen.cell.row < again.first)
    };
    again.columns.len() >= 3
        && again
            .columns
            .iter()
            .all(|c| label(again, c.cell.col) == label(head, c.cell.col))
        && head
            .columns
            .iter()
            .all(|c| label(again, c.cell.col).is_some() || runs_across(c.cell.col))
}

/// The last row with content in the table's columns, up to `end`. Below a long gap only rows filled as entries are filled
/// belong to it.
fn last_row(head: &Head, view: View<'_>, rows: &[u32], end: u32, lookup: &Lookup<'_>) -> u32 {
    let filled = Filled { head, lookup };
    let mut last = head.last;
    for row in rows.iter().copied().filter(|r| *r > head.last && *r <= end) {
        let own = view.row(row, head.left(), head.right());
        let near = row - last <= LONGEST_GAP;
        if (near && !own.is_empty()) || filled.is_full(&own) {
            last = row;
        }
    }
    last
}
