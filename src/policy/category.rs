//! 风险类别 as people write them, and the policy's own name for each: 岗位职责, 岗位职责风险, 岗位职责类 are one.

use super::Policy;
use crate::model::Subject;
use crate::text;

/// Marks between several categories of a cell.
pub const SEPARATORS: [char; 7] = ['、', '，', ',', '；', ';', '/', '\n'];

/// What people add behind a category.
const ENDINGS: [&str; 7] = ["风险", "类别", "类型", "类", "方面", "点", "的"];

/// A category without what people add to it: 业务流程风险, 业务流程类, 业务流程方面.
pub fn bare(written: &str) -> String {
    let key = text::key(written);
    let mut rest = key.as_str();
    while let Some(shorter) = ENDINGS.iter().find_map(|ending| rest.strip_suffix(ending)) {
        rest = shorter;
    }
    text::without_list_number(rest).to_owned()
}

impl Policy {
    /// The categories of a cell by the policy's own names; what it does not know stays as it is written.
    pub fn category(&self, written: &str) -> String {
        let named = |piece: &str| {
            let part = piece.trim_end_matches(SEPARATORS);
            let behind = piece.strip_prefix(part).unwrap_or_default();
            let own = bare(part);
            let mut known = Subject::ALL.iter().flat_map(|s| self.categories(*s));
            let known = known.find(|category| !own.is_empty() && bare(category) == own);
            known.map_or(piece.to_owned(), |category| format!("{category}{behind}"))
        };
        written.split_inclusive(SEPARATORS).map(named).collect()
    }
}
