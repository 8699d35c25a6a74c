//! The columns of a sheet of details, and where the sums of a block stand in them.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::formula::Ref;
use crate::location::CellRef;
use crate::model::Score;
use crate::policy::Scoring;

/// The column of points (分值), after code, name and standard.
pub const POINTS: u32 = 3;
/// The first column of the evaluators.
const MARKS: u32 = POINTS + 1;

/// The columns of a detail sheet, which depend on who marks.
pub struct Columns {
    /// The evaluators, by their places in the scheme.
    pub evaluators: Vec<usize>,
}

impl Columns {
    /// For these that are scored, by whoever marks any of them.
    pub fn of<'s>(scores: impl IntoIterator<Item = &'s Score>, scheme: &Scoring) -> Self {
        let items = scores.into_iter().flat_map(|score| &score.items);
        let marks = items.flat_map(|item| &item.marks);
        let asked: BTreeSet<&str> = marks.map(|m| m.evaluator.as_str()).collect();
        let evaluators = scheme.evaluators.iter().enumerate();
        let evaluators = evaluators.filter(|(_, e)| asked.contains(e.key.as_str()));
        Self {
            evaluators: evaluators.map(|(at, _)| at).collect(),
        }
    }

    /// The column of an evaluator's marks.
    pub fn mark(&self, evaluator: usize) -> u32 {
        let at = self.evaluators.iter().position(|e| *e == evaluator);
        MARKS + u32::try_from(at.unwrap_or(0)).unwrap_or(0)
    }

    /// The column of what was reckoned.
    pub fn reckoned(&self) -> u32 {
        MARKS + u32::try_from(self.evaluators.len()).unwrap_or(0)
    }

    /// The column of approved points.
    pub fn approved(&self) -> u32 {
        self.reckoned() + 1
    }

    /// The last column.
    pub fn last(&self) -> u32 {
        self.reckoned() + 5
    }

    /// Heads and widths.
    pub fn heads<'s>(&self, scheme: &'s Scoring) -> Vec<(&'s str, f64)> {
        let own = self
            .evaluators
            .iter()
            .map(|e| (scheme.evaluators[*e].name.as_str(), 8.5));
        [
            ("编号", 7.0),
            ("考核内容", 15.0),
            ("评分标准", 30.0),
            ("分值", 8.0),
        ]
        .into_iter()
        .chain(own)
        .chain([
            ("程序\n计算", 9.0),
            ("核定\n得分", 9.0),
            ("调整", 7.0),
            ("评分依据", 34.0),
            ("出处", 28.0),
            ("说明", 16.0),
        ])
        .collect()
    }
}

/// Where the sums of a block stand, counted from its first row.
#[derive(Default)]
pub struct Anchors {
    /// 得分 of each dimension.
    pub dimensions: Vec<CellRef>,
    /// 加分, after the cap.
    pub bonus: CellRef,
    /// 扣分.
    pub deductions: CellRef,
    /// 不适用的分值.
    pub not_applicable: CellRef,
    /// 否决次数.
    pub vetoes: CellRef,
    /// 未评项数.
    pub missing: CellRef,
}

/// Where the block of one that is scored stands: all blocks of a kind have the same rows.
pub struct Place {
    /// What stands where in it.
    pub anchors: Arc<Anchors>,
    /// Its first cell.
    pub first: Ref,
}

impl Place {
    /// The cell of a sum.
    pub fn of(&self, sum: impl Fn(&Anchors) -> CellRef) -> Ref {
        self.first.beyond(sum(&self.anchors))
    }

    /// The cells of the sums of all dimensions.
    pub fn dimensions(&self) -> impl Iterator<Item = Ref> {
        let dimensions = self.anchors.dimensions.iter();
        dimensions.map(|at| self.first.beyond(*at))
    }
}
