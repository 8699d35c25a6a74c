//! 风险类别 as people write them, and the policy's own name for each: 岗位职责, 岗位职责风险, 岗位职责类 are one.

use super::Policy;
use crate::model::Subject;
use crate::text;

/// What people add behind a category.
const ENDINGS: [&str; 9] = [
    "风险", "类别", "类型", "类", "方面", "点", "的", "廉政", "廉洁",
];
/// What they add before it.
const BEGINNINGS: [&str; 2] = ["廉政", "廉洁"];

/// A category without what people add to it: 业务流程风险, 业务流程类, 业务流程方面, 廉政业务流程风险点.
pub fn bare(written: &str) -> String {
    let key = text::key(written);
    let mut rest = key.as_str();
    while let Some(shorter) = ENDINGS.iter().find_map(|ending| rest.strip_suffix(ending)) {
        rest = shorter;
    }
    rest = text::without_list_number(rest);
    while let Some(shorter) = BEGINNINGS.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = shorter;
    }
    rest.to_owned()
}

impl Policy {
    /// The policy's own name of the one category that a text names.
    pub fn category_of(&self, written: &str) -> Option<&str> {
        let own = bare(written);
        let mut known = Subject::ALL.iter().flat_map(|s| self.categories(*s));
        let known = known.find(|category| !own.is_empty() && bare(category) == own);
        known.map(String::as_str)
    }

    /// The categories of a cell by the policy's own names; what it does not know stays as it is written.
    pub fn category(&self, written: &str) -> String {
        let named = |piece: &str| {
            let part = piece.trim_end_matches(text::is_list_mark);
            let behind = piece.strip_prefix(part).unwrap_or_default();
            self.category_of(part)
                .map_or(piece.to_owned(), |category| format!("{category}{behind}"))
        };
        written
            .split_inclusive(text::is_list_mark)
            .map(named)
            .collect()
    }
}
