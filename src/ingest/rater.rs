//! Who gives a level, by the words of its label.

use std::sync::LazyLock;

use crate::model::Field;
use crate::text::Letters;

/// Who gives a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rater {
    /// Whoever fills in the form.
    Own,
    /// The section.
    Section,
    /// 交叉互查, 群众评议: kept, but neither the form's own level nor the leading group's.
    Others,
    /// The leading group.
    Group,
    /// Somebody who has no part in 评估审查 that is known: 专家组, 第三方, 上级.
    Stranger,
}

/// Words that name the section.
const SECTION: [&str; 10] = [
    "科室",
    "股室",
    "部门",
    "单位",
    "处室",
    "科长",
    "股长",
    "处长",
    "科室负责人",
    "本科",
];

/// Words of each; who gives it counts before what is done.
const WORDS: [(Rater, &[&str]); 6] = [
    (
        Rater::Own,
        &["个人", "本人", "自评", "自查", "自定", "初评"],
    ),
    (
        Rater::Others,
        &[
            "交叉",
            "互查",
            "互评",
            "互审",
            "群众",
            "民主",
            "职工",
            "干部职工",
            "测评",
            "互查组",
            "互查小组",
            "评议组",
            "测评组",
        ],
    ),
    (
        Rater::Group,
        &[
            "领导小组",
            "党组",
            "党委",
            "班子",
            "局",
            "党组会",
            "党组会议",
            "党委会",
            "党委会议",
            "局务会",
            "办公会",
            "局务会议",
            "局长办公会",
            "局长办公会议",
            "局领导",
            "主要领导",
        ],
    ),
    (Rater::Section, &SECTION),
    (
        Rater::Group,
        &["终评", "终审", "最终", "审定", "核定", "认定", "确认"],
    ),
    (
        Rater::Section,
        &["复评", "复审", "初审", "审核", "评定", "检查", "建议"],
    ),
];
/// What labels call a level.
pub const LEVELS: [&str; 4] = ["等级", "级别", "等次", "定级"];
/// Endings by which a head may be that of a level, if the cells below are levels.
const ACTS: [&str; 22] = [
    "自评", "自查", "自定", "检查", "评定", "审定", "核定", "互查", "互评", "互审", "评议", "测评",
    "初评", "复评", "终评", "审核", "初审", "复审", "终审", "评审", "认定", "确认",
];
/// What a label says besides of a level, whoever gives it.
const PLAIN: [&str; 43] = [
    "调整",
    "后",
    "本年度",
    "年度",
    "本年",
    "今年",
    "本次",
    "风险点",
    "风险",
    "廉政",
    "廉洁",
    "岗位",
    "防控",
    "防范",
    "评级",
    "级",
    "评",
    "定",
    "结果",
    "情况",
    "意见",
    "集体",
    "研究",
    "讨论",
    "会议",
    "会",
    "负责人",
    "领导",
    "初步",
    "最后",
    "综合",
    "所在",
    "评估",
    "审查",
    "评议",
    "评审",
    "评价",
    "确定",
    "排查",
    "复核",
    "拟定",
    "的",
    "由",
];

/// Who gives the level of this comparable label; none where it names nobody.
pub fn of(label: &str) -> Option<Rater> {
    let letters = Letters::of(label);
    let says = |word: &&str| letters.may_contain(word) && label.contains(word);
    let named = WORDS.iter().find(|(_, words)| words.iter().any(&says));
    let is_stranger = !rest(label).is_empty();
    match named {
        _ if is_stranger => Some(Rater::Stranger),
        None => None,
        Some((rater, _)) => Some(*rater),
    }
}

/// Whether a comparable label is that of a level by its ending.
pub fn ends_like_level(label: &str) -> bool {
    LEVELS.iter().any(|ending| label.ends_with(ending))
}

/// Whether a comparable label speaks of a level.
pub fn names_level(label: &str) -> bool {
    LEVELS.iter().any(|word| label.contains(word))
}

/// Whether a comparable label is nothing but who gives a level: 科室, 领导小组, 局党组.
pub fn is_bare(label: &str) -> bool {
    let of_body = |(rater, words): &(Rater, &[&str])| {
        matches!(rater, Rater::Section | Rater::Group) && words.contains(&label)
    };
    let group = label.strip_prefix('局').unwrap_or(label);
    WORDS.iter().any(of_body) || WORDS.iter().any(|(_, words)| words.contains(&group))
}

/// Whether a comparable label names a step of the chain by what is done.
pub fn names_act(key: &str) -> bool {
    ACTS.iter().any(|end| key.ends_with(end))
}

/// Whether a label names the section, whatever is done.
pub fn names_section(label: &str) -> bool {
    SECTION.iter().any(|word| label.contains(word))
}

/// All words that are known, the longest first.
static KNOWN: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let known = WORDS.iter().flat_map(|(_, words)| words.iter());
    let mut known: Vec<&str> = known.chain(&LEVELS).chain(&PLAIN).copied().collect();
    known.sort_by_key(|word| std::cmp::Reverse(word.len()));
    known
});

/// What is left of a label without all words that are known.
fn rest(label: &str) -> String {
    let mut out = label.to_owned();
    let letters = Letters::of(label);
    for word in KNOWN.iter().filter(|word| letters.may_contain(word)) {
        if out.contains(word) {
            out = out.replace(word, "\n");
        }
    }
    out.retain(crate::text::is_word);
    out
}

impl Rater {
    /// The field of its level; none for those that are only kept.
    pub const fn field(self) -> Option<Field> {
        match self {
            Self::Own => Some(Field::Level),
            Self::Section => Some(Field::SuggestedLevel),
            Self::Group => Some(Field::ConfirmedLevel),
            Self::Others | Self::Stranger => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_gives_a_level_is_told_by_words_and_a_stranger_is_nobody_known() {
        for (label, rater) in [
            ("个人自评等级", Some(Rater::Own)),
            ("所在科室审核级别", Some(Rater::Section)),
            ("科室检查", Some(Rater::Section)),
            ("交叉互查组评定等级", Some(Rater::Others)),
            ("领导班子集体研究审定等次", Some(Rater::Group)),
            ("局党组核定等级", Some(Rater::Group)),
            ("审定等级", Some(Rater::Group)),
            ("风险等级", None),
            ("科室评", Some(Rater::Section)),
            ("领导小组定", Some(Rater::Group)),
            ("领导小组调整意见", Some(Rater::Group)),
            ("审定后等级", Some(Rater::Group)),
            ("调整等级", None),
            ("专家评", Some(Rater::Stranger)),
            ("专家组评定等级", Some(Rater::Stranger)),
            ("第三方核定级别", Some(Rater::Stranger)),
            ("领导小组办公室审核等级", Some(Rater::Stranger)),
            ("上级主管部门评定等次", Some(Rater::Stranger)),
            ("纪检监察组审核级别", Some(Rater::Stranger)),
            ("分管领导审核等级", Some(Rater::Stranger)),
        ] {
            assert_eq!(of(label), rater, "{label}");
        }
    }
}
