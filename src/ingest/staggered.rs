//! Tables beside each other that begin in different rows: each goes on in its own columns, whatever begins in those of another.

use super::above::{lines_above, repeats_page};
use super::header::Head;
use super::locate::{Finder, Open};
use super::start::Start;
use crate::location::CellRef;

impl Finder<'_> {
    /// What begins to the right of a table that goes on: none of the columns that the head names is one of the table's.
    pub fn beside(&self, start: &Start) -> Option<Start> {
        let open = self.tables.last().filter(|t| t.end.is_none())?;
        let [head] = start.tables.as_slice() else {
            return None;
        };
        let named_from = head.columns.iter().filter(|c| c.field.is_some());
        let first = named_from.map(|c| c.cell.col).min()?;
        if first <= open.head.right() || head.left() > open.head.right() {
            return None;
        }
        let zone = (open.head.right() + 1, CellRef::MAX_COL);
        let own = Start::within(self.view, head.first, zone, self.lookup, self.named)?;
        own.others.is_empty().then_some(own)
    }

    /// Begins what stands beside the last table, which goes on in its own columns.
    pub fn begin_beside(&mut self, start: Start) {
        self.before = Some(start.rows().1);
        for head in start.tables {
            let zone = (head.left(), CellRef::MAX_COL);
            if let Some(open) = self.tables.last_mut() {
                open.zone.1 = head.left() - 1;
            }
            self.tables.push(Open {
                head,
                above: Vec::new(),
                end: None,
                zone,
            });
        }
    }

    /// Whether a head begins in the columns of one of several tables that go on beside each other, and in those of no other:
    /// then it ends that table alone.
    pub fn begins_below(&mut self, row: u32) -> bool {
        let open = self.tables.iter().enumerate();
        let open = open.filter(|(_, table)| table.end.is_none());
        let open: Vec<(usize, (u32, u32))> = open.map(|(at, table)| (at, table.zone)).collect();
        let parted = |pair: &[(usize, (u32, u32))]| pair[0].1.1 < pair[1].1.0;
        let mut in_order = open.clone();
        in_order.sort_by_key(|(_, zone)| zone.0);
        if open.len() < 2 || !in_order.windows(2).all(parted) {
            return false;
        }
        let filled = |zone: (u32, u32)| !self.view.row(row, zone.0, zone.1).is_empty();
        let own = open.iter().filter(|(_, zone)| filled(*zone));
        let own: Vec<(usize, Option<Head>)> =
            own.map(|(at, _)| (*at, self.begun_in(*at, row))).collect();
        let begun = own.iter().filter(|(_, head)| head.is_some()).count();
        // Where all of them begin anew they do so together.
        if begun != 1 || (own.len() == 1 && !self.goes_on_beside(row, &open, own[0].0)) {
            return false;
        }
        let Some((at, head)) = own.into_iter().find_map(|(at, head)| Some((at, head?))) else {
            return false;
        };
        self.begin_below(at, head);
        true
    }

    /// The head that begins in this row in the columns of a table.
    fn begun_in(&self, at: usize, row: u32) -> Option<Head> {
        let table = &self.tables[at];
        if row <= table.head.last || table.head.counts(self.view, row) {
            return None;
        }
        let start = Start::within(self.view, row, table.zone, self.lookup, self.named)?;
        let mut heads = start.tables.into_iter();
        let only = heads.next().filter(|_| start.others.is_empty());
        only.filter(|_| heads.next().is_none())
    }

    /// Whether another one of these tables has rows below this one, with hardly anything between.
    fn goes_on_beside(&self, row: u32, open: &[(usize, (u32, u32))], own: usize) -> bool {
        let others = open.iter().filter(|(at, _)| *at != own);
        let mut next = self.view.grid().rows_in(row + 1..=row + 1);
        let below = next.next();
        let mut zones = others.map(|(_, zone)| *zone);
        below.is_some_and(|row| {
            zones.any(|(left, right)| !self.view.row(row, left, right).is_empty())
        })
    }

    /// Begins a table below another one, in its columns. A head that only begins a new page goes on with it.
    fn begin_below(&mut self, at: usize, head: Head) {
        let table = &mut self.tables[at];
        let zone = table.zone;
        let view = self.view.within(zone.0, zone.1);
        let own = |row: &u32| !view.whole_row(*row).is_empty();
        let rows: Vec<u32> = self.rows.iter().copied().filter(own).collect();
        let above = lines_above(view, head.first, Some(table.head.last), &rows, self.lookup);
        self.before = self.before.max(Some(head.last));
        if table.head.repeats(&head) && repeats_page(view, &table.above, &above) {
            return;
        }
        let end = above.first().copied().unwrap_or(head.first);
        table.end = Some(end.saturating_sub(1));
        self.tables.push(Open {
            head,
            above,
            end: None,
            zone,
        });
    }
}
