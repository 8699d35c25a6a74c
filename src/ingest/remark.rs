//! The level that a remark states: 领导小组定为一级, 党组研究确定为三级, 审定：二级. What was in former years, or is a level of
//! something else, is none.

use std::sync::LazyLock;

use regex::Regex;

use super::by_number::GIVE;
use super::level::{self, mentions_level};
use super::opinions;
use super::rater::{self, Rater};
use super::ruling;
use crate::model::Level;
use crate::policy::Lookup;
use crate::text;

/// What else than [`GIVE`] stands right before a level that is given.
const GIVE_TOO: [&str; 19] = [
    "应为",
    "列入",
    "调高为",
    "调低为",
    "提为",
    "调为",
    "定的是",
    "提高为",
    "上调为",
    "下调为",
    "降低为",
    "提高到",
    "降低到",
    "升到",
    "降到",
    "升至",
    "降至",
    "调至",
    "按",
];
/// Bodies, and acts of them, by which a level is confirmed.
const BODIES: [&str; 9] = [
    "领导小组",
    "党组",
    "党委",
    "班子",
    "局务会",
    "办公会",
    "审定",
    "核定",
    "局领导",
];
/// What may stand behind a level without changing it.
const BEHIND: [&str; 6] = ["管理", "管控", "防控", "登记", "监管", "等级"];
/// What was before.
const FORMER: [&str; 12] = [
    "上年",
    "去年",
    "往年",
    "前年",
    "历年",
    "上一年",
    "上次",
    "上轮",
    "上期",
    "曾",
    "原定",
    "原评",
];
/// What leaves open whether it is settled.
const PROPOSALS: [&str; 8] = ["建议", "应", "宜", "可", "申请", "报请", "提请", "争取"];
/// Days and the years of them, and numbers of documents.
static DAYS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(\d{4})\s*年(?:度|\s*\d{1,2}\s*月)?(?:\s*\d{1,2}\s*日)?|(\d{4})[-./]\d{1,2}(?:[-./]\d{1,2})?|\d{1,2}月\d{1,2}日|第[\d一二三四五六七八九十]+次").ok()
});

/// A level of one letter behind a word that gives it: 调为高, 等级应为中, 建议定高.
static SHORT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(等级[应宜]?为|[升降提调整][高低]?[为到至成]|[定列评改][为到至成]?)([高中低])(?:$|([,;。、\s()]))")
        .ok()
});

/// What a remark states.
pub struct Stated {
    /// The level.
    pub level: Level,
    /// Whether the leading group gives it, or gave it.
    pub of_group: bool,
    /// Whether it is settled.
    pub decides: bool,
    /// Whether only one meaning is possible: the leading group has settled it, and nothing else is said of levels.
    pub is_clear: bool,
}

/// The last level that a remark states; none where it states none, or one of former years.
pub fn stated(written: &str, declared: Option<Level>, lookup: &Lookup<'_>) -> Option<Stated> {
    let short = SHORT.as_ref()?;
    if !mentions_level(&text::nfkc(written)) && !short.is_match(written) {
        return None;
    }
    let folded = text::simplified(&text::nfkc(&text::clean(written)));
    let folded = short.replace_all(&folded, "$1为$2风险$3").into_owned();
    let folded = folded.replace("为为", "为");
    if let Some(level) = level::read_one(&folded, lookup) {
        return Some(Stated {
            level,
            of_group: false,
            decides: true,
            is_clear: false,
        });
    }
    let parts = |c: char| c.is_whitespace() || ",;。、()[]!".contains(c);
    let pieces: Vec<Piece> = folded
        .split(parts)
        .map(|piece| Piece::of(piece, lookup))
        .collect();
    let given: Vec<&Piece> = pieces.iter().filter(|p| p.level.is_some()).collect();
    let last = given.last()?;
    let level = last.level?;
    let mut leads = pieces.iter().filter(|p| p.level.is_none());
    let of_group = match last.by {
        By::Group => true,
        By::Nobody => leads.any(|p| p.by == By::Group),
        By::Other => false,
    };
    let decides = pieces.iter().all(|p| p.is_settled);
    let once = given.len() == 1 && pieces.iter().all(|p| p.level.is_some() || !p.mentions);
    let former = last.former.is_none_or(|former| declared == Some(former));
    Some(Stated {
        level,
        of_group,
        decides,
        is_clear: of_group && decides && once && former && last.is_plain,
    })
}

/// Whether words speak of former years, or of what a body decides.
pub fn is_of_others(key: &str) -> bool {
    let mut words = BODIES.iter().chain(&FORMER);
    words.any(|word| key.contains(word))
}

/// Who gives a level.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum By {
    #[default]
    Nobody,
    Group,
    Other,
}

/// A part of a remark.
#[derive(Default)]
struct Piece {
    /// The level that it gives.
    level: Option<Level>,
    /// What it was before: 由二级调整为一级.
    former: Option<Level>,
    /// Whom it names.
    by: By,
    /// Whether nothing of it is left open.
    is_settled: bool,
    /// Whether it says nothing but who gives the level.
    is_plain: bool,
    /// Whether it mentions a level, given or not.
    mentions: bool,
}

impl Piece {
    fn of(written: &str, lookup: &Lookup<'_>) -> Self {
        let (folded, former_year) = without_days(written, lookup);
        let key = text::key(&folded);
        let is_former = former_year || FORMER.iter().any(|word| key.contains(word));
        let mut own = Self {
            by: if names_group(&key) {
                By::Group
            } else {
                By::Nobody
            },
            is_settled: ruling::is_settled(&key) && !PROPOSALS.iter().any(|w| key.contains(w)),
            mentions: mentions_level(&key) && !is_former,
            ..Self::default()
        };
        let Some((before, level)) = behind(&key, lookup).filter(|_| !is_former) else {
            return own;
        };
        let mut verbs = GIVE.iter().chain(&GIVE_TOO);
        let verb = verbs.find(|verb| before.ends_with(*verb));
        let label = before.trim_end_matches([':', '为', '是']);
        let who = verb
            .and_then(|verb| before.strip_suffix(verb))
            .unwrap_or(label);
        let (former, who) = match (
            opinions::former(&key, lookup),
            who.rsplit_once(['由', '从']),
        ) {
            (Some(former), Some((who, _))) => (Some(former), who),
            _ => (None, who),
        };
        let who = who
            .trim_start_matches("经")
            .trim_end_matches(['将', '把', '对']);
        let rater = rater::of(who).or_else(|| rater::of(label));
        if verb.is_none() && rater.is_none_or(|rater| rater == Rater::Stranger) {
            return own;
        }
        own.level = Some(level);
        own.former = former;
        own.by = match rater {
            Some(Rater::Group) => By::Group,
            Some(Rater::Own | Rater::Section | Rater::Others) => By::Other,
            Some(Rater::Stranger) | None => By::Nobody,
        };
        let body = BODIES.iter().any(|body| before.contains(body));
        let led = who.is_empty() || ruling::is_lead(who) || rater == Some(Rater::Group);
        own.is_plain = led && (body || who.is_empty() || ruling::is_lead(who));
        own
    }
}

/// Whether words name the leading group: 经局党组会议研究.
fn names_group(key: &str) -> bool {
    let who = key.trim_start_matches(['经', '由']).trim_end_matches('后');
    rater::of(who) == Some(Rater::Group) && BODIES.iter().any(|body| who.contains(body))
}

/// What stands before the level with which words end, and the level.
fn behind<'k>(key: &'k str, lookup: &Lookup<'_>) -> Option<(&'k str, Level)> {
    let bare = BEHIND.iter().find_map(|word| key.strip_suffix(word));
    let bare = bare.unwrap_or(key).trim_end_matches('点');
    let ends = bare.char_indices().map(|(at, _)| bare.split_at(at));
    let mut levels = ends.filter(|(_, end)| mentions_level(end) && end.chars().count() <= LONGEST);
    levels.find_map(|(before, end)| Some((before, level::read_one(end, lookup)?)))
}

/// Characters of the longest level.
const LONGEST: usize = 8;

/// Words without days in them, and whether one is of another year than the form.
fn without_days(written: &str, lookup: &Lookup<'_>) -> (String, bool) {
    let Some(days) = &*DAYS else {
        return (written.to_owned(), false);
    };
    let own = lookup.occasion().map(|occasion| occasion.year);
    let years = days.captures_iter(written);
    let years = years.filter_map(|day| day.get(1).or(day.get(2))?.as_str().parse::<i32>().ok());
    let mut others = years.filter(|year| own.is_some_and(|own| own != *year));
    let former = others.next().is_some();
    (days.replace_all(written, "").into_owned(), former)
}
