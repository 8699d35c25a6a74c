//! What a head of a 互查表 or 群众评议表 asks for.

use super::super::super::elsewhere;
use super::super::super::level;
use crate::model::{Field, Level, Voice};
use crate::policy::Lookup;
use crate::text;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What the line is about: number, section, post, matter, risk point, the level it has.
    About(Field),
    /// What somebody says of it.
    Of(Voice, Said),
    /// Votes for a level.
    Level(Level),
    /// 同意.
    Agree,
    /// 不同意.
    Against,
    /// 弃权.
    Abstain,
    /// 参评人数.
    Voters,
}

/// What somebody says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// A level.
    Level,
    /// A level, or words: 交叉互查, 互查结果.
    Either,
    /// Words.
    Words,
    /// The section that looked into it.
    Section,
    /// Who did.
    By,
    /// When.
    Date,
}

impl Part {
    /// Whether no other form than these has such a column.
    pub const fn proves(self) -> bool {
        matches!(
            self,
            Self::Of(_, Said::Level | Said::Either | Said::Words)
                | Self::Level(_)
                | Self::Agree
                | Self::Against
        )
    }
}

const CROSS_CHECK: [&str; 7] = [
    "互查",
    "互评",
    "互审",
    "互检",
    "交叉检查",
    "交叉审查",
    "交叉评",
];
const BALLOT: [&str; 7] = [
    "评议",
    "测评",
    "投票",
    "表决",
    "群众评",
    "群众意见",
    "民主评",
];
/// What calls a form the own report of whoever fills it in, whatever else it holds.
const OWN: [&str; 2] = ["自查", "自评"];

/// What a title, or a name, calls a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Called {
    /// The own report of whoever fills it in.
    Own,
    /// A form of opinions.
    Of(Voice),
}

impl Called {
    /// What this comparable text calls it; none where it says nothing of it.
    pub fn by(folded: &str) -> Option<Self> {
        if OWN.iter().any(|word| folded.contains(word)) {
            Some(Self::Own)
        } else {
            voice_named(folded).map(Self::Of)
        }
    }

    /// The voice.
    pub const fn voice(self) -> Option<Voice> {
        match self {
            Self::Own => None,
            Self::Of(voice) => Some(voice),
        }
    }
}

/// Whose voice a comparable text names.
pub fn voice_named(folded: &str) -> Option<Voice> {
    let names = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    if names(&CROSS_CHECK) {
        Some(Voice::CrossCheck)
    } else {
        names(&BALLOT).then_some(Voice::Ballot)
    }
}

/// Whether a text may head a column of opinions.
pub fn may_speak(label: &str) -> bool {
    voice_named(label).is_some() || ["同意", "赞成", "票"].iter().any(|w| label.contains(w))
}

/// The column of a head under another one, on a form that its title calls one of these, if it does.
pub fn part(
    own: &str,
    parent: Option<&str>,
    titled: Option<Voice>,
    lookup: &Lookup<'_>,
) -> Option<Part> {
    let bare = |label: &str| text::without_brackets(&lookup.bare_head(label));
    let (key, parent) = (bare(own), parent.map(bare).unwrap_or_default());
    if key.is_empty() {
        return None;
    }
    if is_looked_into(&key) {
        return Some(Part::About(Field::Section));
    }
    let named = voice_named(&key).or_else(|| voice_named(&parent));
    if let Some(part) = vote(&key, named.or(titled), lookup) {
        return Some(part);
    }
    if let Some(voice) = named
        && let Some(said) = said(&key)
    {
        return Some(Part::Of(voice, said));
    }
    if let Some(said) = titled.and_then(|voice| Some((voice, generic(&key)?))) {
        return Some(Part::Of(said.0, said.1));
    }
    about(&key, lookup).map(Part::About)
}

/// 被互查科室, 受检单位, 评议对象.
fn is_looked_into(key: &str) -> bool {
    const SECTIONS: [&str; 4] = ["科室", "部门", "单位", "对象"];
    let is_section = SECTIONS.iter().any(|end| key.ends_with(end));
    is_section && (key.starts_with(['被', '受']) || key.ends_with("对象"))
}

/// A column of votes, or of those who took part.
fn vote(key: &str, voice: Option<Voice>, lookup: &Lookup<'_>) -> Option<Part> {
    const COUNTS: [&str; 6] = ["得票数", "票数", "得票", "人数", "票", "数"];
    const VOTERS: [&str; 6] = ["参评", "参加", "参与", "评议", "测评", "投票"];
    const ALL: [&str; 5] = ["总票数", "有效票数", "有效票", "收回票数", "实到人数"];
    let count = COUNTS.iter().find_map(|end| key.strip_suffix(end));
    let of_people = key.ends_with("人数") && VOTERS.iter().any(|word| key.contains(word));
    if ALL.contains(&key) || (of_people && !key.contains("同意")) {
        return Some(Part::Voters);
    }
    // 同意 alone is a vote where the form, or the head above, is of ballots.
    let word = match (count, voice) {
        (Some(word), _) => word,
        (None, Some(Voice::Ballot)) => key,
        _ => return None,
    };
    let before = ["群众", "评议", "认为", "评为", "定为", "投"];
    let word = before
        .iter()
        .fold(word, |word, start| word.strip_prefix(start).unwrap_or(word));
    match word {
        "同意" | "赞成" | "认可" | "同意自评" | "同意等级" => {
            return Some(Part::Agree);
        }
        "不同意" | "反对" | "不赞成" | "不认可" => return Some(Part::Against),
        "弃权" | "未表态" => return Some(Part::Abstain),
        _ => {}
    }
    // 一级数 counts entries, as statistics do.
    let of_votes = key.contains('票') || voice == Some(Voice::Ballot);
    if !of_votes || word.ends_with("等级") {
        return None;
    }
    let word = elsewhere::of_heading(word, lookup)?;
    level::read_one(&word, lookup).map(Part::Level)
}

/// What a head that names a voice asks for.
fn said(key: &str) -> Option<Said> {
    let ends = |words: &[&str]| words.iter().any(|end| key.ends_with(end));
    if ends(&["日期", "时间"]) {
        Some(Said::Date)
    } else if ends(&["等级", "级别", "定级", "等次", "评级"]) {
        Some(Said::Level)
    } else if ends(&["科室", "部门", "单位"]) {
        Some(Said::Section)
    } else if ends(&["人", "人员", "组", "小组", "签字", "签名", "组长", "代表"]) {
        Some(Said::By)
    } else if ends(&["意见", "建议", "问题", "说明", "理由", "评价", "情况"]) {
        Some(Said::Words)
    } else if ends(&[
        "互查", "互评", "互审", "互检", "评议", "测评", "结果", "检查", "审查",
    ]) {
        Some(Said::Either)
    } else {
        None
    }
}

/// What a head that names no voice asks for on a form whose title does.
fn generic(key: &str) -> Option<Said> {
    match key {
        "意见" | "检查意见" | "评价意见" | "存在问题" | "发现问题" | "发现的问题" | "修改建议"
        | "调整建议" | "调整理由" => Some(Said::Words),
        "检查日期" | "检查时间" | "日期" => Some(Said::Date),
        "检查人" | "检查人员" | "检查组" | "签字" | "签名" => Some(Said::By),
        "检查科室" | "检查部门" => Some(Said::Section),
        "建议等级" | "建议级别" | "调整等级" | "调整后等级" => Some(Said::Level),
        _ => None,
    }
}

/// What a line is about.
fn about(key: &str, lookup: &Lookup<'_>) -> Option<Field> {
    match key {
        "编号" | "登记编号" | "登记号" | "风险点编号" | "风险编号" => {
            return Some(Field::Number);
        }
        "登记等级" => return Some(Field::Level),
        _ => {}
    }
    let known = lookup.field(key)?;
    let kept = [
        Field::Number,
        Field::Section,
        Field::Post,
        Field::Matter,
        Field::Risk,
        Field::Level,
        Field::Measures,
        Field::ConfirmedLevel,
        Field::SuggestedLevel,
    ];
    kept.contains(&known).then_some(known)
}
