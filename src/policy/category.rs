//! 风险类别 as people write them, and the policy's own name for each: 岗位职责, 岗位职责风险, 岗位职责类 are one.

use std::collections::BTreeMap;

use super::{Policy, heads};
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
    rest = heads::without_choice(rest).unwrap_or_else(|| text::without_list_number(rest));
    while let Some(shorter) = BEGINNINGS.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = shorter;
    }
    rest.to_owned()
}

/// The names of all categories of a policy, by what they are without what people add. Of two that are the same the first counts.
pub fn names(policy: &Policy) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for category in Subject::ALL.iter().flat_map(|s| policy.categories(*s)) {
        let name = || category.clone();
        names.entry(bare(category)).or_insert_with(name);
    }
    names.remove("");
    names
}

impl Policy {
    /// The policy's own name of the one category that a text names.
    pub fn category_of(&self, written: &str) -> Option<&str> {
        self.category_names.get(&bare(written)).map(String::as_str)
    }

    /// The categories of a cell by the policy's own names; what it does not know stays as it is written, without the letter
    /// of an option: B.岗位职责┋D.其他 is 岗位职责、其他.
    pub fn category(&self, written: &str) -> String {
        if let Some(one) = self.category_of(written) {
            return one.to_owned();
        }
        let pieces = || written.split(text::is_list_mark);
        // A line that was broken for width parts nothing.
        if !pieces().any(|piece| self.category_of(piece).is_some()) {
            return heads::without_choice(&text::tight(written))
                .map_or_else(|| text::tight(written), str::to_owned);
        }
        let named = |piece: &str| {
            let part = piece.trim_end_matches(text::is_list_mark);
            let behind = piece.strip_prefix(part).unwrap_or_default();
            let behind = behind.replace('┋', "、");
            let unknown = || {
                let part = text::tight(part);
                heads::without_choice(&part).map_or_else(|| part.clone(), str::to_owned)
            };
            let name = self.category_of(part).map_or_else(unknown, str::to_owned);
            format!("{name}{behind}")
        };
        written
            .split_inclusive(text::is_list_mark)
            .map(named)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_of_online_forms_are_named_without_their_letters() {
        let policy = Policy::embedded().expect("valid");
        for (written, named) in [
            ("A.业务流程", "业务流程"),
            ("A.业务流程┋C.外部环境风险", "业务流程、外部环境"),
            ("B、岗位职责风险", "岗位职责"),
            ("岗位\n职责", "岗位职责"),
            ("思想道德\n岗位职责", "思想道德\n岗位职责"),
            ("D.其他┋A.外部环境", "其他、外部环境"),
            ("资金\n安全", "资金安全"),
        ] {
            assert_eq!(policy.category(written), named, "{written:?}");
        }
    }
}
