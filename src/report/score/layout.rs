//! Where things stand on a summary: its columns, its rows, and what other sheets name of it.

use super::formula::pinned;
use crate::model::ScoredKind;
use crate::policy::Scoring;

/// The row of the heads, below title, unit and note.
pub const HEAD: u32 = 3;
/// The first row of the table.
pub const FIRST: u32 = HEAD + 1;

/// The columns of a summary.
pub struct Layout {
    /// Columns of the rank and the names.
    pub names: u32,
    dimensions: u32,
}

impl Layout {
    /// For one kind.
    pub fn of(kind: ScoredKind, scheme: &Scoring) -> Self {
        Self {
            names: match kind {
                ScoredKind::Section => 2,
                ScoredKind::Post => 4,
            } + u32::from(!scheme.classes.is_empty()),
            dimensions: u32::try_from(scheme.dimensions.len()).unwrap_or(0),
        }
    }

    /// 加分.
    pub fn bonus(&self) -> u32 {
        self.names + self.dimensions
    }
    /// 扣分.
    pub fn deductions(&self) -> u32 {
        self.bonus() + 1
    }
    /// 不适用的分值.
    pub fn not_applicable(&self) -> u32 {
        self.bonus() + 2
    }
    /// 一票否决.
    pub fn veto(&self) -> u32 {
        self.bonus() + 3
    }
    /// 总分.
    pub fn total(&self) -> u32 {
        self.bonus() + 4
    }
    /// 等次.
    pub fn band(&self) -> u32 {
        self.bonus() + 5
    }
    /// 折算分.
    pub fn converted(&self) -> u32 {
        self.bonus() + 6
    }
    /// 绩效系数.
    pub fn coefficient(&self) -> u32 {
        self.bonus() + 7
    }
    /// 未评项数.
    pub fn missing(&self) -> u32 {
        self.bonus() + 8
    }
    /// The total of those who are ranked; hidden.
    pub fn ranked(&self) -> u32 {
        self.bonus() + 9
    }
    /// The place among those who compete for a band with a quota; hidden.
    pub fn place(&self) -> u32 {
        self.bonus() + 10
    }
}

/// The rows of one group that is ranked by itself.
#[derive(Clone, Copy)]
pub struct Frame {
    /// The first of them.
    pub first: u32,
    /// The last of them.
    pub last: u32,
    /// The line below the table that counts those who are ranked; the quotas follow it.
    pub foot: u32,
}

impl Frame {
    /// A column of the group, as formulas in its rows name it.
    pub fn column(self, col: u32) -> String {
        pinned(col, self.first, self.last)
    }

    /// The cell of how many are ranked.
    pub fn counted(self, layout: &Layout) -> String {
        fixed(layout.total(), self.foot)
    }

    /// The cell of the last place that may have a band, of which this is the `nth` with a quota.
    pub fn limit(self, layout: &Layout, nth: usize) -> String {
        let below = u32::try_from(nth).unwrap_or(0) + 1;
        fixed(layout.total(), self.foot + below)
    }
}

fn fixed(col: u32, row: u32) -> String {
    let area = pinned(col, row, row);
    area.split(':').next().unwrap_or_default().to_owned()
}
