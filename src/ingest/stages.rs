//! The chain of 评估审查: 个人自评, 科室检查, 交叉互查, 群众评议, 领导小组审定 as columns, each with a level of its own.

use super::body::{self, Body};
use super::sample::Sample;
use crate::model::{Column, Evidence, Field};
use crate::text;

/// Endings by which a head is that of a level.
const LEVELS: [&str; 4] = ["等级", "级别", "等次", "定级"];
/// Endings by which it may be one, if the cells below are levels.
const ACTS: [&str; 22] = [
    "自评", "自查", "自定", "检查", "评定", "审定", "核定", "互查", "互评", "互审", "评议", "测评",
    "初评", "复评", "终评", "审核", "初审", "复审", "终审", "评审", "认定", "确认",
];

/// Names the columns of the chain that nothing else named. Only what levels stand in is a level.
pub fn settle(columns: &mut [Column], sample: &Sample<'_>) {
    let has_level = columns.iter().any(|c| c.field.is_some_and(Field::is_level));
    for at in 0..columns.len() {
        let column = &columns[at];
        let unnamed = column.field.is_none() && column.by == Evidence::None;
        let Some((body, sure)) = giver(&column.label).filter(|_| unnamed) else {
            continue;
        };
        let col = column.cell.col;
        let unfilled = sure && has_level && sample.is_blank(col);
        if !unfilled && !sample.mostly_levels(col) {
            continue;
        }
        let field = body.field();
        let free = field.filter(|f| columns.iter().all(|c| c.field != Some(*f)));
        columns[at].field = free;
        columns[at].by = if free.is_some() {
            Evidence::Stage
        } else {
            Evidence::LessExact
        };
    }
}

/// Who gives the level of a head, and whether the head alone says that it is a level.
fn giver(label: &str) -> Option<(Body, bool)> {
    let key = text::label_key(label);
    let key = text::without_brackets(&key);
    let sure = LEVELS.iter().any(|end| key.ends_with(end));
    if !sure && !ACTS.iter().any(|end| key.ends_with(end)) {
        return None;
    }
    body::of(&key).map(|body| (body, sure))
}
