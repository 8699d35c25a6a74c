//! Heads that nobody has listed but that name their field in plain words: 对应的廉政风险, 采取的防范办法. They are read, and
//! a person is asked to look.

use super::sample::Sample;
use crate::model::{Column, Evidence, Field};
use crate::text;

/// A longer head is prose.
const LONGEST: usize = 14;
/// What a head with 风险 in it names instead of the risk.
const NOT_RISK: [&str; 16] = [
    "等级", "级别", "等次", "类", "领域", "岗位", "环节", "部门", "科室", "责任", "编号", "数",
    "因素", "来源", "程度", "权",
];

/// Endings of heads that name a matter by the power or the business it is.
const MATTERS: [&str; 5] = ["名称", "事项", "流程", "权力", "职权"];

/// Gives such columns their fields, each field that has no column yet; where none is the risk, or several might be, none.
pub fn settle(columns: &mut [Column], sample: &Sample<'_>) {
    // A row with a number and a level says something itself.
    let says = |c: &Column| {
        let key = text::label_key(&c.label);
        let number = !key.is_empty() && key.chars().all(|c| c.is_ascii_digit());
        number || !sample.lookup.level_word(&text::Key(&key)).known.is_empty()
    };
    if columns.iter().any(|c| c.by != Evidence::Tick && says(c)) {
        return;
    }
    let risks = columns.iter().filter(|c| match c.field {
        None => field(&text::label_key(&c.label)) == Some(Field::Risk),
        Some(known) => known == Field::Risk,
    });
    if risks.count() != 1 {
        return;
    }
    for at in 0..columns.len() {
        let column = &columns[at];
        if column.field.is_some() || column.by != Evidence::None {
            continue;
        }
        let named = field(&text::label_key(&column.label));
        let named = named.filter(|f| *f != Field::Level || sample.mostly_levels(column.cell.col));
        let free = named.filter(|f| columns.iter().all(|c| c.field != Some(*f)));
        if let Some(field) = free {
            columns[at].field = Some(field);
            columns[at].by = Evidence::Loose;
        }
    }
}

/// The field that a comparable head names in plain words.
fn field(key: &str) -> Option<Field> {
    let has = |words: &[&str]| words.iter().any(|word| key.contains(word));
    if key.chars().nth(LONGEST).is_some() {
        None
    } else if has(&["措施", "办法", "对策"]) && has(&["防", "控", "采取", "应对", "化解"])
    {
        Some(Field::Measures)
    } else if has(&["风险"]) && !has(&NOT_RISK) {
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
