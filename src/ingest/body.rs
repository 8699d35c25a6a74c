//! Who gives a level, by the words of its label.

use crate::model::Field;

/// Who gives a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Body {
    /// Whoever fills in the form.
    Own,
    /// The section.
    Section,
    /// 交叉互查, 群众评议: kept, but neither the form's own level nor the leading group's.
    Others,
    /// The leading group.
    Group,
}

/// Words of each; who gives it counts before what is done.
const WORDS: [(Body, &[&str]); 6] = [
    (Body::Own, &["个人", "本人", "自评", "自查", "自定", "初评"]),
    (
        Body::Others,
        &["交叉", "互查", "互评", "互审", "群众", "民主", "职工"],
    ),
    (Body::Group, &["领导小组", "党组", "党委", "班子", "局"]),
    (Body::Section, &["科室", "股室", "部门", "单位", "处室"]),
    (
        Body::Group,
        &["终评", "终审", "最终", "审定", "核定", "认定", "确认"],
    ),
    (
        Body::Section,
        &["复评", "复审", "初审", "审核", "评定", "检查", "建议"],
    ),
];

/// Who gives the level of this comparable label.
pub fn of(label: &str) -> Option<Body> {
    let named = WORDS
        .iter()
        .find(|(_, words)| words.iter().any(|word| label.contains(word)));
    named.map(|(body, _)| *body)
}

impl Body {
    /// The field of its level; none for those that are only kept.
    pub const fn field(self) -> Option<Field> {
        match self {
            Self::Own => Some(Field::Level),
            Self::Section => Some(Field::SuggestedLevel),
            Self::Group => Some(Field::ConfirmedLevel),
            Self::Others => None,
        }
    }
}
