//! A table that holds no entries, by its head: a ledger, a score sheet, or a table of a review workbook.

use super::super::choices;
use super::super::counted;
use super::super::listed::{Columns, Labels};
use super::super::view::View;
use super::head::Head;
use super::opinion::{self, Called};
use crate::location::{Area, CellRef};
use crate::model::{CHECK_HEADS, Column, Evidence, FormKind, MARK_HEADS, OtherTable, REVIEW_HEADS};
use crate::policy::Lookup;

/// What title and names call a sheet.
#[derive(Clone, Copy, Debug, Default)]
pub struct Named {
    /// A ledger.
    pub ledger: bool,
    /// A form of opinions, or an own report; by the names of sheet and file alone.
    pub opinions: Option<Called>,
}

/// The head of such a table.
#[derive(Debug)]
pub enum OtherHead {
    /// 处置台账, 整改台账.
    Ledger(u32, Head),
    /// 评分表.
    Marks(u32, Columns),
    /// 评审表, which only `--review` brings in.
    Review(u32),
    /// 抽查清单, filled in.
    SpotCheck(u32, Columns),
    /// 互查表, 群众评议表.
    Opinions(opinion::Head),
    /// 统计表, which repeats what others say; the first and last row of its head.
    Counts(u32, u32),
    /// A page of statistics without a head, from this row.
    Tally(u32),
    /// A self-check table as well as a ledger; its first and last row.
    Doubtful(u32, u32),
}

impl OtherHead {
    /// The head that begins in this row; `named` says what title and names call the sheet.
    pub fn at(view: View<'_>, row: u32, lookup: &Lookup<'_>, named: Named) -> Option<Self> {
        let labels = Labels::at(view, row);
        if let Some(columns) = labels.columns(&MARK_HEADS) {
            return Some(Self::Marks(row, columns));
        }
        if let Some(columns) = labels.columns(&CHECK_HEADS) {
            return Some(Self::SpotCheck(row, columns));
        }
        if labels.columns(&REVIEW_HEADS).is_some() || labels.columns(&choices::HEADS).is_some() {
            return Some(Self::Review(row));
        }
        if let Some(head) = opinion::Head::at(view, row, lookup, named.opinions) {
            return Some(Self::Opinions(head));
        }
        let ledger =
            Head::at(view, row, &labels, lookup, named.ledger).map(|head| Self::Ledger(row, head));
        let counts = || counted::head(view, row, lookup);
        ledger.or_else(|| counts().map(|(first, last)| Self::Counts(first, last)))
    }

    /// What the table is.
    pub const fn kind(&self) -> FormKind {
        match self {
            Self::Ledger(..) | Self::SpotCheck(..) => FormKind::Ledger,
            Self::Marks(..) => FormKind::ScoreSheet,
            Self::Review(_) => FormKind::Review,
            Self::Opinions(_) => FormKind::Opinions,
            Self::Counts(..) | Self::Tally(_) => FormKind::Statistics,
            Self::Doubtful(..) => FormKind::Unknown,
        }
    }

    /// How many of its columns no self-check table has; the numbers of marks and reviews leave no doubt.
    pub fn proofs(&self) -> usize {
        match self {
            Self::Ledger(_, head) => head.proofs(),
            Self::Marks(..)
            | Self::SpotCheck(..)
            | Self::Review(_)
            | Self::Opinions(_)
            | Self::Counts(..)
            | Self::Tally(_) => usize::MAX,
            Self::Doubtful(..) => 0,
        }
    }

    /// Its first row.
    pub const fn first(&self) -> u32 {
        match self {
            Self::Ledger(row, _)
            | Self::Marks(row, _)
            | Self::SpotCheck(row, _)
            | Self::Review(row)
            | Self::Tally(row)
            | Self::Counts(row, _)
            | Self::Doubtful(row, _) => *row,
            Self::Opinions(head) => head.first,
        }
    }

    /// Its last row.
    pub const fn last(&self) -> u32 {
        match self {
            Self::Ledger(_, head) => head.row,
            Self::Opinions(head) => head.last,
            Self::Marks(row, _)
            | Self::SpotCheck(row, _)
            | Self::Review(row)
            | Self::Tally(row)
            | Self::Counts(_, row)
            | Self::Doubtful(_, row) => *row,
        }
    }

    /// Whether the other one repeats it on a further page.
    pub fn repeats(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Ledger(_, own), Self::Ledger(_, other)) => own.repeats(other),
            (Self::Marks(_, own), Self::Marks(_, other))
            | (Self::SpotCheck(_, own), Self::SpotCheck(_, other)) => own == other,
            (Self::Opinions(own), Self::Opinions(other)) => own.repeats(other),
            _ => false,
        }
    }
}

/// Where such a table stands.
#[derive(Debug)]
pub struct OtherPart {
    /// Its head.
    pub head: OtherHead,
    /// Rows above the head: title, key-values.
    pub above: Vec<u32>,
    /// Last row of its body.
    pub last: u32,
    /// First and last column that belong to it; the whole width of the sheet where nothing stands beside it.
    pub zone: (u32, u32),
}

impl OtherPart {
    /// Head and body, over all the columns that belong to it.
    pub const fn area(&self) -> Area {
        Area {
            first: CellRef::new(self.head.first(), self.zone.0),
            last: CellRef::new(self.last, self.zone.1),
        }
    }

    /// The table as it is shown to people.
    pub fn describe(&self, view: View<'_>, title: Option<String>) -> OtherTable {
        let rows: Vec<u32> = match self.head {
            OtherHead::Tally(_) => Vec::new(),
            _ => (self.head.first()..=self.head.last()).collect(),
        };
        let view = view.within(self.zone.0, self.zone.1);
        let cells = rows.iter().flat_map(|row| view.whole_row(*row));
        let columns: Vec<Column> = cells
            .map(|(cell, label)| Column {
                cell,
                label: crate::text::squash(&label),
                field: None,
                by: Evidence::None,
            })
            .collect();
        OtherTable {
            kind: self.head.kind(),
            title,
            header_rows: rows,
            area: self.area(),
            columns,
            entries: 0,
        }
    }
}
