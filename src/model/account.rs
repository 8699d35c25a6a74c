//! The account of rows (invariant 6): every row read has exactly one fate, and the sums agree.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::SkipKind;

/// What became of a row that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// 已登记.
    Registered,
    /// 已合并 into a registered item.
    Merged,
    /// 退回: an error must be mended first.
    Returned,
    /// 跳过: no entry, or another file stands for it.
    Skipped,
}

impl Fate {
    /// The word shown to people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Registered => "登记",
            Self::Merged => "合并",
            Self::Returned => "退回",
            Self::Skipped => "跳过",
        }
    }
}

/// Counts of rows: read = registered + merged + returned + skipped.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowAccount {
    /// Physical rows below the heads of all tables.
    pub read: usize,
    /// Rows that became an item of the register.
    pub registered: usize,
    /// Rows merged into another row's item.
    pub merged: usize,
    /// Rows returned to their section.
    pub returned: usize,
    /// Rows that are no entry, by kind.
    pub skipped: BTreeMap<SkipKind, usize>,
}

impl RowAccount {
    /// Sum of the skipped rows.
    pub fn skipped_total(&self) -> usize {
        self.skipped.values().sum()
    }

    /// Whether the sums agree.
    pub fn balances(&self) -> bool {
        self.read == self.registered + self.merged + self.returned + self.skipped_total()
    }

    /// Adds another account to this one.
    pub fn add(&mut self, other: &Self) {
        self.read += other.read;
        self.registered += other.registered;
        self.merged += other.merged;
        self.returned += other.returned;
        for (kind, count) in &other.skipped {
            *self.skipped.entry(*kind).or_insert(0) += count;
        }
    }
}
