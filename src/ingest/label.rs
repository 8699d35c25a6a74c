//! What a label on a card means.

use super::heads_of_two;
use super::plain;
use super::rater::{self, Rater};
use super::revised;
use crate::location::CellRef;
use crate::model::Field;
use crate::policy::Lookup;
use crate::reader::Written;
use crate::text;

/// A longer text is no label.
const LONGEST: usize = 16;
/// Endings of what others write on the form: opinions and signatures.
const SIGNS: [&str; 8] = [
    "意见",
    "签字",
    "签名",
    "签章",
    "盖章",
    "承诺",
    "审核人",
    "审批人",
];
/// Who writes them, at the beginning: 两人核对后签字 is a measure.
const SIGNERS: [&str; 50] = [
    "承诺",
    "自评",
    "自查",
    "本人",
    "个人",
    "科室",
    "股室",
    "部门",
    "单位",
    "所在",
    "分管",
    "主要",
    "主管",
    "领导",
    "负责人",
    "局",
    "党",
    "支部",
    "纪检",
    "审核",
    "审批",
    "审定",
    "评定",
    "群众",
    "填表",
    "填报",
    "经办",
    "监督",
    "组织",
    "上级",
    "机关",
    "班子",
    "学校",
    "校长",
    "校领导",
    "年级",
    "教研",
    "医院",
    "院长",
    "院领导",
    "镇政府",
    "乡镇",
    "乡政府",
    "街道",
    "社区",
    "村委",
    "所长",
    "站长",
    "工会",
    "总支",
];

/// What a label means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A field, with its number where several are counted: 风险点2.
    Field(Field, Option<u32>),
    /// A risk of this category: 思想道德风险.
    Category(String),
    /// Something else of the person or the post: 性别, 学历, 岗位职责.
    Other,
    /// A level that is only kept: 交叉互查等级, 群众评议等级.
    Kept,
    /// An opinion or a signature.
    Sign,
}

impl Meaning {
    /// That of a written label; none where it is no label.
    pub fn of(written: &str, lookup: &Lookup<'_>) -> Option<Self> {
        if written.chars().nth(4 * LONGEST).is_some() {
            return None;
        }
        let is_long = |key: &str| key.chars().nth(LONGEST).is_some();
        let key = text::label_key(text::without_list_number(written.trim()));
        let bare = text::without_brackets(&key);
        // 廉政风险点（从思想道德、岗位职责、外部环境三个方面查找）: what stands in brackets only explains.
        let key = if is_long(&key) { bare.clone() } else { key };
        if key.is_empty() || is_long(&key) {
            return None;
        }
        if is_sign(&key) {
            return Some(Self::Sign);
        }
        // 同意自评等级 agrees with a level and asks for none.
        if key.starts_with("同意") {
            return None;
        }
        let field = |key: &str| lookup.field(&text::Key(key));
        if let Some((base, number)) = numbered(&bare)
            && let Some(field) = field(base)
        {
            return Some(Self::Field(field, Some(number)));
        }
        let of_two = || Some(heads_of_two::whose(&key, lookup)?.0);
        if let Some(field) = field(&key).or_else(|| field(&bare)).or_else(of_two) {
            return Some(Self::Field(field, None));
        }
        if let Some(category) = category(&bare, lookup) {
            return Some(Self::Category(category));
        }
        match revised::on_card(&key, lookup) {
            Some((true, field)) => return Some(Self::Field(field, None)),
            Some((false, field)) if field.is_level() => return Some(Self::Kept),
            Some((false, _)) => return Some(Self::Other),
            None => {}
        }
        if rater::ends_like_level(&bare) {
            return Some(match rater::of(&bare) {
                _ if lookup.is_other_level(&bare) => Self::Other,
                None => Self::Field(Field::Level, None),
                Some(rater) => Self::level_of(rater),
            });
        }
        let words = &lookup.policy().words;
        let other = words.card_labels.exact(&bare).is_some();
        let signs = || {
            lookup
                .after_footer(&text::Key(&bare))
                .is_some_and(|rest| rest.is_empty())
        };
        match (other, signs()) {
            (true, _) => Some(Self::Other),
            (false, true) => Some(Self::Sign),
            (false, false) => None,
        }
    }
}

impl Meaning {
    /// That of a label that nobody has listed and that says one of these fields in plain words: 查找出的主要风险点.
    pub fn in_plain_words(written: &str, fields: &[Field]) -> Option<Self> {
        let key = text::label_key(text::without_list_number(written.trim()));
        let field = plain::field(&text::without_brackets(&key))?;
        fields.contains(&field).then_some(Self::Field(field, None))
    }

    /// Whether it says this field. A category is that of a risk.
    pub fn says(&self, field: Field) -> bool {
        match self {
            Self::Field(own, _) => {
                *own == field || (field, *own) == (Field::Risk, Field::Manifestation)
            }
            Self::Category(_) => field == Field::Risk,
            Self::Other | Self::Kept | Self::Sign => false,
        }
    }

    /// Whether it says a level that counts.
    pub const fn is_level(&self) -> bool {
        matches!(self, Self::Field(field, _) if field.is_level())
    }

    /// Whether the label asks for one content, and is neither a kind of risk nor an opinion.
    pub const fn asks(&self) -> bool {
        matches!(self, Self::Field(..) | Self::Other | Self::Kept)
    }

    /// The number by which it is counted.
    pub const fn number(&self) -> Option<u32> {
        match self {
            Self::Field(_, number) => *number,
            _ => None,
        }
    }

    /// A level that somebody gives. That of a stranger is a level beside the others, and puts them in doubt.
    fn level_of(rater: Rater) -> Self {
        let field = match rater {
            Rater::Stranger => Some(Field::Level),
            rater => rater.field(),
        };
        field.map_or(Self::Kept, |field| Self::Field(field, None))
    }

    /// The level that a step of 评估审查 gives, by a label that does not say that it is one: 个人自评, 科室审核, 领导小组核定.
    pub fn of_step(written: &str, lookup: &Lookup<'_>) -> Option<Self> {
        if written.chars().nth(2 * LONGEST).is_some() {
            return None;
        }
        let key = text::label_key(text::without_list_number(written.trim()));
        let bare = text::without_brackets(&key);
        let rater = rater::of(&bare)?;
        let stranger = rater == Rater::Stranger && !rater::names_act(&bare);
        let other = stranger || is_sign(&bare) || lookup.is_other_level(&bare);
        (!other).then(|| Self::level_of(rater))
    }

    /// Whether a label stands over the steps of 评估审查: 风险等级评定, 等级评定情况.
    pub fn heads_steps(written: &str) -> bool {
        let key = text::label_key(text::without_list_number(written.trim()));
        let bare = text::without_brackets(&key);
        let named = rater::names_level(&bare);
        named && bare.chars().nth(LONGEST).is_none() && rater::of(&bare) != Some(Rater::Stranger)
    }
}

/// Whether a comparable label is that of an opinion or a signature, whoever gives it.
fn is_sign(key: &str) -> bool {
    let signed = SIGNS.iter().any(|ending| key.ends_with(ending));
    signed && (SIGNS.contains(&key) || SIGNERS.iter().any(|who| key.starts_with(who)))
}

/// Whether a cell is, or begins with, the label of somebody's opinion or signature: 科室审核意见, 所在支部意见：, 本人签名：张一.
pub fn signs_or_opines(written: Written<'_>) -> bool {
    let label = before_colon(written);
    label.chars().nth(LONGEST).is_none() && (is_sign(label) || signs_behind(written))
}

/// 科主任签字：周明, 护士长签名：: a colon behind it says that it is no measure, whoever signs.
fn signs_behind(written: Written<'_>) -> bool {
    let label = written.folded().split_once(':').map(|(label, _)| label);
    let short = label.filter(|label| label.chars().nth(LONGEST / 2).is_none());
    short.is_some_and(|label| {
        ["签字", "签名", "签章"]
            .iter()
            .any(|end| label.ends_with(end))
    })
}

/// Whether a comparable label names one of those who sign: 科室负责人, 分管领导, 局廉政办.
pub fn signs_here(who: &str) -> bool {
    who.chars().nth(LONGEST).is_none() && SIGNERS.iter().any(|signer| who.starts_with(signer))
}

/// Whether a row is what several people say, each behind who says it: 审批栏 | 科室负责人：情况属实 | 分管领导：同意.
pub fn says_who(own: &[(CellRef, Written<'_>)]) -> bool {
    let said = |(_, written): &(CellRef, Written<'_>)| {
        let folded = written.folded();
        folded
            .split_once(':')
            .is_some_and(|(who, _)| signs_here(who))
    };
    own.len() >= 3 && own.iter().skip(1).all(said)
}

/// Whether a cell is, or begins with, the label of somebody's opinion: 科室审核意见：.
pub fn is_opinion(written: Written<'_>) -> bool {
    before_colon(written).ends_with("意见")
}

fn before_colon(written: Written<'_>) -> &str {
    written.folded().split(':').next().unwrap_or_default()
}

/// 风险点2, 措施三, 第一风险点, 风险点二等级: the label without its number, and the number.
fn numbered(label: &str) -> Option<(&str, u32)> {
    let inner = label.strip_prefix("风险点").and_then(|rest| {
        let base = rest.trim_start_matches(is_numeral);
        Some((rest.strip_suffix(base)?, base))
    });
    // 风险点一级: the numeral belongs to what follows.
    if let Some((number, base)) = inner.filter(|(_, base)| base.chars().nth(1).is_some())
        && let Some(number) = number.parse().ok().or_else(|| text::whole_number(number))
    {
        return Some((base.trim_start_matches(['的', '之']), number));
    }
    let first = label.strip_prefix('第').and_then(|rest| {
        let base = rest.trim_start_matches(is_numeral);
        let number = rest.strip_suffix(base)?;
        let read = number.parse().ok().or_else(|| text::whole_number(number))?;
        Some((base.trim_start_matches(['个', '条', '项']), read))
    });
    if let Some(counted) = first.filter(|(base, _)| !base.is_empty()) {
        return Some(counted);
    }
    let base = label.trim_end_matches(is_numeral);
    let number = label
        .strip_prefix(base)
        .filter(|n| !n.is_empty() && !base.is_empty())?;
    let read = number.parse().ok().or_else(|| text::whole_number(number));
    Some((base, read?))
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || "一二三四五六七八九十".contains(c)
}

/// Whether a cell holds nothing but the name of a category: 思想道德, 岗位职责方面.
pub fn is_category(key: &str, lookup: &Lookup<'_>) -> bool {
    lookup.policy().category_of(key).is_some()
}

/// The category of the policy that a label names.
fn category(label: &str, lookup: &Lookup<'_>) -> Option<String> {
    let category = lookup.policy().category_of(label)?;
    // 岗位职责 alone is the duty of a post.
    let is_label = label.contains("风险") || text::key(category) != label;
    is_label.then(|| category.to_owned())
}
