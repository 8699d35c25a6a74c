//! The account of rows (invariant 6): every row read has exactly one fate, and the sums agree.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

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

/// Why a row of a table is no entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SkipKind {
    /// 空行, prefilled serial numbers included.
    Blank,
    /// 示例行.
    Example,
    /// 填表人, 注 and the like below the table.
    Footer,
    /// 合计, 小计.
    Total,
    /// 续行: a further physical row of the entry above; its text is part of that entry.
    Continuation,
    /// 小标题 across the table.
    Group,
    /// 重复表头 of a printed page, its title and key-values included.
    RepeatedHead,
    /// 隐藏行 left out by the policy.
    Hidden,
    /// 已消除: a risk point of last year that its section says is no more.
    Gone,
    /// Measures in a table of their own that belong to no risk point of the form.
    Unjoined,
    /// Row of a file that is identical to another file.
    DuplicateFile,
    /// Row of a file that a newer version has replaced.
    ReplacedFile,
}

impl SkipKind {
    /// The words shown to people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Blank => "空行",
            Self::Example => "示例行",
            Self::Footer => "表尾",
            Self::Total => "合计行",
            Self::Continuation => "续行",
            Self::Group => "小标题行",
            Self::RepeatedHead => "重复表头",
            Self::Hidden => "隐藏行",
            Self::Gone => "已消除",
            Self::Unjoined => "没有对上的措施",
            Self::DuplicateFile => "重复文件的行",
            Self::ReplacedFile => "旧版文件的行",
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

/// What a cell with content was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Claim {
    /// 条目.
    Entry,
    /// 表头.
    Head,
    /// 标题和表头信息: the lines that stand above a table and speak for it.
    Around,
    /// 表内不是条目的行: totals, footers, headings, examples.
    NoEntry,
    /// 台账.
    Ledger,
    /// 评分表.
    ScoreSheet,
    /// 互查表, 群众评议表.
    Opinions,
    /// A table that was left out, with a finding that says so.
    LeftOut,
    /// A sheet of explanations or choices (填表说明), by its name.
    Guide,
    /// Outside all tables, with a finding that says so.
    Outside,
    /// Hidden and passed over by the policy, with a finding that says so.
    Hidden,
    /// In a merged range, where nobody sees it; with a finding that says so where it is not what is seen there.
    Covered,
}

impl Claim {
    /// The words shown to people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Entry => "条目",
            Self::Head => "表头",
            Self::Around => "标题和表头信息",
            Self::NoEntry => "表内不是条目的行",
            Self::Ledger => "台账",
            Self::ScoreSheet => "评分表",
            Self::Opinions => "互查评议表",
            Self::LeftOut => "没有登记的表",
            Self::Guide => "说明页",
            Self::Outside => "表外",
            Self::Hidden => "隐藏",
            Self::Covered => "被合并单元格盖住",
        }
    }
}

/// Counts of cells with content: all of them, counted before anything was understood, and what each was taken for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellAccount {
    /// Cells with content.
    pub read: usize,
    /// The same cells by what they were taken for.
    pub claims: BTreeMap<Claim, usize>,
}

impl CellAccount {
    /// So many cells, all taken for the same.
    pub fn new(read: usize, claim: Claim) -> Self {
        let claims = (read > 0).then_some((claim, read));
        Self {
            read,
            claims: claims.into_iter().collect(),
        }
    }

    /// Whether every cell was taken for something, and for one thing only.
    pub fn balances(&self) -> bool {
        self.read == self.claims.values().sum::<usize>()
    }

    /// Adds another account to this one.
    pub fn add(&mut self, other: &Self) {
        self.read += other.read;
        for (claim, count) in &other.claims {
            *self.claims.entry(*claim).or_insert(0) += count;
        }
    }
}
