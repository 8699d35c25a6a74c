//! The fields that heads and labels name in plain words, though nobody has listed them.

use super::rater::LEVELS;
use crate::model::Field;

/// A longer head is prose.
const LONGEST: usize = 14;
/// What a head with 风险 in it names instead of the risk, beside its level.
const NOT_RISK: [&str; 10] = [
    "类", "领域", "环节", "责任", "编号", "数", "因素", "来源", "程度", "是否",
];
/// What it names instead where it ends so: 风险岗位 is a post, 本岗位的风险 is a risk.
const OF_RISK: [&str; 4] = ["岗位", "部门", "科室", "股室"];

/// Endings of heads that name a matter by the power or the business it is.
const MATTERS: [&str; 5] = ["名称", "事项", "流程", "权力", "职权"];

/// Whether a comparable head with 风险 in it names something else than the risk: its level, its kind, its number.
pub fn names_else(key: &str) -> bool {
    let mut words = LEVELS.iter().chain(&NOT_RISK);
    words.any(|word| key.contains(word))
}

/// The field that a comparable head names in plain words.
pub fn field(key: &str) -> Option<Field> {
    let has = |words: &[&str]| words.iter().any(|word| key.contains(word));
    if key.chars().nth(LONGEST).is_some() {
        None
    } else if has(&["措施", "举措", "办法", "对策"]) && has(&["防", "控", "采取", "应对", "化解"])
    {
        Some(Field::Measures)
    } else if key
        .rsplit_once("风险")
        .is_some_and(|(_, end)| !OF_RISK.iter().any(|word| end.contains(word)))
        && !names_else(key)
        && !key.contains('权')
    {
        Some(Field::Risk)
    } else if has(&["职权", "权力", "业务", "事项"])
        && MATTERS.iter().any(|end| key.ends_with(end))
        && !has(&["风险", "类", "是否", "编号", "数", "等级"])
    {
        Some(Field::Matter)
    } else if ["等次", "级次", "档次", "定级", "级"].contains(&key) {
        Some(Field::Level)
    } else {
        None
    }
}
