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
            },
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
    /// 一票否决.
    pub fn veto(&self) -> u32 {
        self.bonus() + 2
    }
    /// 总分.
    pub fn total(&self) -> u32 {
        self.bonus() + 3
    }
    /// 等次.
    pub fn band(&self) -> u32 {
        self.bonus() + 4
    }
    /// 折算分.
    pub fn converted(&self) -> u32 {
        self.bonus() + 5
    }
    /// 绩效系数.
    pub fn coefficient(&self) -> u32 {
        self.bonus() + 6
    }
    /// 未评项数.
    pub fn missing(&self) -> u32 {
        self.bonus() + 7
    }
    /// The total of those who are ranked; hidden.
    pub fn ranked(&self) -> u32 {
        self.bonus() + 8
    }
    /// The place among those who compete for the top band; hidden.
    pub fn place(&self) -> u32 {
        self.bonus() + 9
    }
}

/// The rows of the table.
#[derive(Clone, Copy)]
pub struct Frame {
    /// The last of them.
    pub last: u32,
}

impl Frame {
    /// A column of the table, as formulas in its rows name it.
    pub fn column(self, col: u32) -> String {
        pinned(col, FIRST, self.last)
    }

    /// The cell of the number of places in the top band.
    pub fn seats(self, layout: &Layout) -> String {
        let col = layout.total();
        pinned(col, self.last + 2, self.last + 2)
            .split(':')
            .next()
            .unwrap_or_default()
            .to_owned()
    }
}
