//! The words by which a line gives levels: 定为一级, 均为二级, 维持自评, 由三级调整为二级.

use crate::ingest::agreement::Agreed;
use crate::ingest::level::mentions_level;
use crate::ingest::opinions;
use crate::ingest::ruling::{self, Beside};
use crate::model::{Entry, Field, Level, Ruling};
use crate::policy::Lookup;

/// What parts the words of such a line.
pub const PARTS: [char; 9] = [',', ';', '。', '、', ':', '\n', '\t', ' ', '|'];
/// All entries that the line does not number.
pub const REST: [&str; 5] = ["其余", "其他", "其它", "余下", "剩余"];
/// What stands before the words that give a level and says nothing of it.
const EACH: [&str; 14] = [
    "的",
    "均",
    "都",
    "全部",
    "一律",
    "统一",
    "一并",
    "各项",
    "各条",
    "各个",
    "风险点",
    "风险",
    "等级",
    "级别",
];
/// What a section says before the level that it proposes.
pub const PROPOSES: [&str; 4] = ["建议", "应", "拟", "可"];
/// The level stays what it was.
const UNCHANGED: [&str; 6] = [
    "不变",
    "不作调整",
    "不做调整",
    "不调整",
    "保持不变",
    "维持不变",
];
/// What agrees, though it has a word of doubt in it.
pub const SETTLED: [&str; 4] = ["无异议", "没有异议", "无不同意见", "没有不同意见"];
/// What says of a line that nothing is settled by it.
const DOUBTS: [&str; 18] = [
    "不", "未", "没", "待", "暂", "拟", "再", "缓", "或", "否", "?", "非", "建议", "提请", "报请",
    "申请", "争取", "下次",
];

/// Whose level a line gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whom {
    /// The entry of this number.
    Number(String),
    /// The entry whose risk is said so.
    Named(String),
    /// All others.
    Rest,
    /// Nobody is named: the only entry there is.
    Only,
}

/// Words that give a level, whatever stands before them; the longer before those within them.
pub const GIVE: [&str; 12] = [
    "审定为",
    "核定为",
    "评定为",
    "确定为",
    "认定为",
    "调整为",
    "定为",
    "评为",
    "列为",
    "升为",
    "降为",
    "改为",
];

/// Whether a text may give levels to single entries: cheap, for it is asked of every line around a table.
pub fn may_give(written: &str) -> bool {
    let numbers = |c: char| c.is_numeric() || matches!(c, '第' | '余');
    written.contains(['级', '高', '低'])
        && (written.contains(numbers) || GIVE.iter().any(|word| written.contains(word)))
}

/// Whether a text may speak of levels, or of what the section says of them: cheap, for it is asked of every line around a table.
pub fn speaks_of_levels(written: &str) -> bool {
    let named = ["科室", "股室", "部门", "处室", "自评", "自評"];
    written.contains(['级', '級', '高', '中', '低'])
        || named.iter().any(|word| written.contains(word))
}

/// Whether a text begins with the word for all others.
pub fn is_rest(written: &str) -> bool {
    REST.iter()
        .any(|word| written.trim_start().starts_with(word))
}

/// Whether words beside the levels leave them open, or speak of a level themselves.
pub fn is_open(words: &str, proposing: bool) -> bool {
    let harmless = |doubt: &&&str| proposing && PROPOSES.contains(*doubt);
    let mut doubts = DOUBTS.iter().filter(|doubt| !harmless(doubt));
    mentions_level(words) || doubts.any(|doubt| words.contains(doubt))
}

/// The words that give a level, without what stands before them.
pub fn bare(word: &str, proposing: bool) -> &str {
    let mut rest = word;
    loop {
        let each = EACH.iter().find_map(|each| rest.strip_prefix(each));
        let proposed = || PROPOSES.iter().find_map(|each| rest.strip_prefix(each));
        match each.or_else(|| proposed().filter(|_| proposing)) {
            Some(shorter) if !shorter.is_empty() => rest = shorter,
            _ => return rest,
        }
    }
}

/// Whether words give a level, or agree with one.
pub fn gives(word: &str, lookup: &Lookup<'_>) -> bool {
    UNCHANGED.contains(&word)
        || opinions::decided(word, Beside::default(), lookup).is_some()
        || (ruling::agrees(word) && !mentions_level(word))
}

/// The level that such words give an entry; none where they may mean several, or name another former level than its own.
pub fn level(words: &str, field: Field, entry: &Entry, lookup: &Lookup<'_>) -> Option<Level> {
    let suggested = entry.suggested.filter(|_| field == Field::ConfirmedLevel);
    if suggested.is_some() && Agreed::with_section(words) {
        return suggested;
    }
    let beside = Beside {
        declared: entry.declared,
        suggested,
        ..Beside::default()
    };
    let words = if UNCHANGED.contains(&words) {
        "维持"
    } else {
        words
    };
    if let Some(level) = opinions::decided(words, Beside::default(), lookup) {
        // 维持二级 says what it was as well.
        let stays = ["维持", "保持", "仍"]
            .iter()
            .any(|word| words.starts_with(word));
        let former = opinions::former(words, lookup).or(Some(level).filter(|_| stays));
        return Some(level)
            .filter(|_| former.is_none_or(|f| entry.declared.is_none_or(|d| d == f)));
    }
    match ruling::read(words, beside, lookup)? {
        Ruling::Level(level) => Some(level),
        Ruling::Struck => None,
    }
}

/// Whether a line may say what the numbers in a column of levels mean, or what can be chosen: 1为一级，2为二级; 1.一级 2.二级 3.三级.
pub fn is_legend(given: &[(Whom, String)], lookup: &Lookup<'_>) -> bool {
    let same = |(whom, words): &(Whom, String)| {
        let level = opinions::decided(words, Beside::default(), lookup);
        matches!((whom, level), (Whom::Number(n), Some(level)) if *n == level.number().to_string())
    };
    let plain = |(_, words): &(Whom, String)| !words.contains(['定', '整', '由', '升', '降']);
    given.iter().all(plain) && (given.iter().all(same) || turns(given, lookup))
}

/// Whether numbers mean the levels the other way round: 3为高风险，2为中风险，1为低风险.
fn turns(given: &[(Whom, String)], lookup: &Lookup<'_>) -> bool {
    let turned = |(whom, words): &(Whom, String)| {
        let level = opinions::decided(words, Beside::default(), lookup);
        matches!((whom, level), (Whom::Number(n), Some(level)) if *n == (4 - level.number()).to_string())
    };
    given.len() == Level::ALL.len() && given.iter().all(turned)
}
