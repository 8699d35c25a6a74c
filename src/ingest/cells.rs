//! The account of a sheet's cells: each one with content is taken for one thing.

use std::collections::BTreeMap;

use super::locate::Layout;
use super::located::Located;
use super::view::View;
use crate::location::{Area, CellRef};
use crate::model::{CellAccount, Claim, FormKind, FormSheet, FormTable, SkipKind};

/// What stands in the columns from the first to the second of a row.
type Stretch = (u32, u32, Claim);

/// Counts the cells of a sheet; what no table claims is `rest`.
pub fn account(view: View<'_>, layout: &Layout, read: &FormSheet, rest: Claim) -> CellAccount {
    let claims = Claims::of(view, layout, read);
    let mut account = CellAccount::default();
    for (at, _) in view.grid().cells() {
        account.read += 1;
        let claim = if view.value(at).is_none() {
            Claim::Hidden
        } else if view.grid().anchor(at) != at {
            Claim::Covered
        } else {
            claims.at(at).unwrap_or(rest)
        };
        *account.claims.entry(claim).or_insert(0) += 1;
    }
    account
}

/// What the tables of a sheet claim, row by row; what was claimed first counts. Rows without content have nothing to claim.
struct Claims<'v> {
    view: View<'v>,
    rows: BTreeMap<u32, Vec<Stretch>>,
}

impl<'v> Claims<'v> {
    fn of(view: View<'v>, layout: &Layout, read: &FormSheet) -> Self {
        let mut claims = Self {
            view,
            rows: BTreeMap::new(),
        };
        for at in &layout.tables {
            match read.tables.iter().find(|t| t.area == at.area()) {
                Some(table) => claims.table(table),
                None => claims.add(at.area(), Claim::LeftOut),
            }
        }
        for part in &layout.others {
            let claim = match part.head.kind() {
                FormKind::Ledger => Claim::Ledger,
                FormKind::ScoreSheet => Claim::ScoreSheet,
                FormKind::Opinions => Claim::Opinions,
                _ => Claim::LeftOut,
            };
            claims.add(part.area(), claim);
        }
        let above = layout.tables.iter().map(|t: &Located| &t.above);
        let above = above.chain(layout.others.iter().map(|o| &o.above));
        for row in above.flatten() {
            claims.row(*row, (0, CellRef::MAX_COL), Claim::Around);
        }
        claims
    }

    fn table(&mut self, table: &FormTable) {
        let columns = (table.area.first.col, table.area.last.col);
        for row in &table.header_rows {
            self.row(*row, columns, Claim::Head);
        }
        for entry in &table.entries {
            self.rows((entry.rows.first, entry.rows.last), columns, Claim::Entry);
        }
        for skipped in &table.skipped {
            let claim = match skipped.kind {
                SkipKind::Hidden => Claim::Hidden,
                _ => Claim::NoEntry,
            };
            self.row(skipped.row, columns, claim);
        }
    }

    fn add(&mut self, area: Area, claim: Claim) {
        let columns = (area.first.col, area.last.col);
        self.rows((area.first.row, area.last.row), columns, claim);
    }

    fn rows(&mut self, (first, last): (u32, u32), columns: (u32, u32), claim: Claim) {
        for row in self.view.grid().rows_in(first..=last) {
            self.row(row, columns, claim);
        }
    }

    fn row(&mut self, row: u32, (first, last): (u32, u32), claim: Claim) {
        self.rows.entry(row).or_default().push((first, last, claim));
    }

    fn at(&self, at: CellRef) -> Option<Claim> {
        let row = self.rows.get(&at.row)?.iter();
        let mut own = row.filter(|(first, last, _)| (first..=last).contains(&&at.col));
        own.next().map(|(_, _, claim)| *claim)
    }
}
