//! What the leading group wrote into 审定等级: a level in any notation, with words around it (一级（会议通过）, 定为一级), or words
//! that name the level beside it (同意, 维持自评). Taken where only one meaning is possible, never guessed.

use std::collections::BTreeSet;

use super::level;
use crate::model::{Level, Ruling, Stroke};
use crate::policy::Lookup;
use crate::text;

/// The row is agreed to as it stands.
const AGREED: [&str; 12] = [
    "同意",
    "一致同意",
    "会议同意",
    "同意审定",
    "通过",
    "会议通过",
    "无异议",
    "没有异议",
    "按科室意见",
    "同意科室意见",
    "维持",
    "维持原级",
];
/// Those of them that name whose opinion it is.
const OF_SECTION: [&str; 2] = ["按科室意见", "同意科室意见"];
/// The level declared is agreed to.
const DECLARED: [&str; 10] = [
    "自评",
    "自评等级",
    "自评意见",
    "同自评",
    "同自评等级",
    "按自评",
    "按自评等级",
    "原自评",
    "原自评等级",
    "科室自评",
];
/// The level suggested is agreed to.
const SUGGESTED: [&str; 9] = [
    "建议",
    "建议等级",
    "建议意见",
    "按建议",
    "按建议等级",
    "按建议审定",
    "按建议定级",
    "程序建议",
    "按回答建议",
];
/// The entry leaves the register.
const STRUCK: [&str; 9] = [
    "不登记",
    "不予登记",
    "不再登记",
    "不列入",
    "不列入登记",
    "剔除",
    "删除",
    "删去",
    "取消登记",
];
/// What may stand before it.
const STILL: [&str; 6] = ["同意", "维持", "仍然", "仍", "继续", "还是"];
/// All that is left.
const ALL: [&str; 6] = [
    "其余按建议审定",
    "其余均按建议审定",
    "其余都按建议审定",
    "其余全部按建议审定",
    "全部其余按建议审定",
    "其余条目按建议审定",
];
/// All that is left of a section.
const SECTION: [&str; 4] = [
    "本科室其余按建议审定",
    "本科室其余均按建议审定",
    "本科室其余条目按建议审定",
    "本科室按建议审定",
];
/// What stands before a level without changing it.
const BEFORE: [&str; 24] = [
    "同意",
    "审定为",
    "审定",
    "确定为",
    "核定为",
    "评定为",
    "评为",
    "列为",
    "认定为",
    "定为",
    "定",
    "调整为",
    "改为",
    "提高为",
    "提高到",
    "上调为",
    "升为",
    "下调为",
    "降为",
    "降低到",
    "维持",
    "按照",
    "按",
    "为",
];
/// What may stand before it as a label.
const LABELS: [&str; 5] = ["审定等级", "核定等级", "确定等级", "风险等级", "等级"];
/// What stands behind a level without changing it: 按一级风险管理.
const BEHIND: [&str; 6] = ["管理", "管控", "防控", "登记", "上报", "监管"];
/// Who decides, and how, where it stands before the word that gives a level: 经领导小组集体研究定为一级. A request or a wish
/// (报局党组, 争取) is none of these words, and so leaves it open.
const LEADS: [&str; 27] = [
    "领导小组",
    "领导班子",
    "班子",
    "党组会",
    "局党组",
    "党组",
    "党委",
    "局务会",
    "局长办公会",
    "办公会",
    "集体",
    "会议",
    "研究",
    "讨论",
    "审议",
    "审核",
    "评审",
    "审查",
    "一致",
    "决定",
    "同意",
    "现",
    "科室",
    "部门",
    "自评",
    "意见",
    "将其",
];
/// Who says that nothing is settled yet.
const DOUBTS: [&str; 16] = [
    "不", "未", "没", "待", "暂", "拟", "再", "缓", "或", "否", "?", "非", "下次", "无法", "难以",
    "尚需",
];

/// The levels a row shows.
#[derive(Clone, Copy, Debug, Default)]
pub struct Beside {
    /// 自评等级.
    pub declared: Option<Level>,
    /// 建议等级.
    pub suggested: Option<Level>,
    /// 拟审定等级.
    pub proposed: Option<Level>,
    /// Whether it was struck out before and is reported again: who agrees may mean either.
    pub again: bool,
}

/// A row on which every word would name a level.
const ANY: Beside = Beside {
    declared: Some(Level::Three),
    suggested: Some(Level::Three),
    proposed: Some(Level::Three),
    again: false,
};

/// What was decided; none where nobody can tell.
pub fn read(written: &str, beside: Beside, lookup: &Lookup<'_>) -> Option<Ruling> {
    if let Some(level) = level::read_one(written, lookup) {
        return Some(Ruling::Level(level));
    }
    let key = text::key(written);
    let pieces = pieces(&key);
    if pieces.first().is_some_and(|first| is_struck(first)) {
        return Some(Ruling::Struck);
    }
    if !is_settled(&key) {
        return None;
    }
    let mut levels = BTreeSet::new();
    for piece in &pieces {
        let level = within(piece, lookup);
        // A level nobody can read stands against all others; 审定等级：一级 begins with a label.
        let open = piece.contains('级') && !LABELS.contains(piece);
        if level.is_none() && open && named(piece, ANY).is_none() {
            return None;
        }
        levels.extend(level);
        levels.extend(named(piece, beside).filter(|_| !AGREED.contains(piece)));
    }
    if levels.is_empty() {
        levels.extend(pieces.first().and_then(|first| named(first, beside)));
    }
    let only = levels.first().filter(|_| levels.len() == 1);
    only.copied().map(Ruling::Level)
}

/// Whether a word takes an entry out of the register: 不登记, 仍不登记, 同意不登记.
fn is_struck(word: &str) -> bool {
    let before = STILL.iter().find_map(|before| word.strip_prefix(before));
    STRUCK.contains(&word) || before.is_some_and(|word| STRUCK.contains(&word))
}

/// Whether nothing of it is said to be open.
pub fn is_settled(key: &str) -> bool {
    !DOUBTS.iter().any(|doubt| key.contains(doubt))
}

/// How much a word confirms at once.
pub fn stroke(written: &str) -> Option<Stroke> {
    let key = text::key(written);
    let is_one = |words: &[&str]| words.contains(&key.as_str());
    if is_one(&ALL) {
        Some(Stroke::All)
    } else if is_one(&SECTION) {
        Some(Stroke::Section)
    } else {
        None
    }
}

/// Whether a word agrees with what is put forward, whatever that is.
pub fn agrees(written: &str) -> bool {
    let key = text::key(written);
    let first = pieces(&key).first().copied();
    is_settled(&key) && first.is_some_and(|first| named(first, ANY).is_some())
}

/// The words that can be written on a row.
pub fn offered(beside: Beside) -> String {
    let levels = Ruling::ALL.map(Ruling::title).map(str::to_owned);
    let words = [
        ("维持自评", beside.declared),
        ("同意建议", beside.suggested),
    ];
    let words = words
        .into_iter()
        .filter_map(|(word, level)| Some(format!("{word}（{}）", level?)));
    levels
        .into_iter()
        .chain(words)
        .collect::<Vec<_>>()
        .join("、")
}

/// The words and the remarks on them.
pub fn pieces(key: &str) -> Vec<&str> {
    let pieces = key.split(['(', ')', '[', ']', ',', ';', '.', '。', '、', ':', '\n']);
    pieces.filter(|piece| !piece.is_empty()).collect()
}

/// The level meant by words that name it.
fn named(core: &str, beside: Beside) -> Option<Level> {
    let Beside {
        declared,
        suggested,
        proposed,
        again,
    } = beside;
    let own = ["同意", "维持", "采纳", "采用"];
    let bare = own.iter().find_map(|word| core.strip_prefix(word));
    let is_in = |words: &[&str]| words.contains(&core) || bare.is_some_and(|b| words.contains(&b));
    if is_in(&DECLARED) {
        return declared;
    }
    if is_in(&SUGGESTED) {
        return suggested.or(proposed);
    }
    if again && OF_SECTION.contains(&core) {
        return declared;
    }
    if again || !AGREED.contains(&core) {
        return None;
    }
    if proposed.is_some() {
        return proposed;
    }
    match (declared, suggested) {
        (Some(one), Some(other)) if one != other => None,
        (one, other) => one.or(other),
    }
}

/// A level with words around it: 定为一级, 同意审定为二级风险, 经研究按一级风险管理.
fn within(core: &str, lookup: &Lookup<'_>) -> Option<Level> {
    let bare = BEHIND.iter().find_map(|word| core.strip_suffix(word));
    let bare = bare.unwrap_or(core).trim_end_matches('点');
    let mut rest = bare;
    while let Some(level) = BEFORE.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = level;
    }
    let gives = |word: &&&str| word.chars().count() > 1;
    let mut led = BEFORE.iter().filter(gives).filter_map(|word| {
        let (lead, behind) = bare.rsplit_once(word)?;
        level::read_one(behind, lookup).filter(|_| is_lead(lead))
    });
    level::read_one(rest, lookup).or_else(|| led.next())
}

/// Whether words say nothing but who decided, and how.
pub fn is_lead(words: &str) -> bool {
    // 研究后 is still to come, 经研究后 is done.
    let done = words.strip_prefix('经');
    let mut rest = done.map_or(words, |done| done.trim_end_matches('后'));
    while let Some(more) = LEADS.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = more;
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Policy;

    fn said(written: &str, declared: u8, suggested: u8) -> String {
        let policy = Policy::embedded().expect("valid");
        let level = |n: u8| Level::ALL.into_iter().find(|l| l.number() == n);
        let beside = Beside {
            declared: level(declared),
            suggested: level(suggested),
            proposed: None,
            again: false,
        };
        read(written, beside, &Lookup::new(&policy))
            .map_or("?".to_owned(), |r| r.title().to_owned())
    }

    #[test]
    fn words_are_taken_where_only_one_meaning_is_possible() {
        for (written, declared, suggested, meant) in [
            ("同意", 2, 0, "二级"),
            ("同意", 2, 2, "二级"),
            ("同意", 0, 3, "三级"),
            ("同意", 2, 3, "?"),
            ("同意", 0, 0, "?"),
            ("同意（会议通过）", 2, 0, "二级"),
            ("同意自评", 2, 3, "二级"),
            ("维持自评", 2, 3, "二级"),
            ("维持自评等级", 2, 3, "二级"),
            ("按自评", 0, 3, "?"),
            ("同意建议", 2, 3, "三级"),
            ("按建议", 2, 3, "三级"),
            ("同意建议等级", 2, 3, "三级"),
            ("同意建议", 2, 0, "?"),
            ("一级（会议通过）", 2, 3, "一级"),
            ("一级，会议通过", 2, 3, "一级"),
            ("定为一级", 2, 3, "一级"),
            ("同意定为Ⅱ级", 3, 3, "二级"),
            ("同意，定为一级", 2, 0, "一级"),
            ("同意自评，一级", 2, 0, "?"),
            ("由二级调整为一级", 2, 0, "?"),
            ("按科室意见", 1, 0, "一级"),
            ("调整为三级风险", 2, 2, "三级"),
            ("II级", 0, 0, "二级"),
            ("2", 0, 0, "二级"),
            ("一级（待上会）", 2, 3, "?"),
            ("一级或二级", 2, 3, "?"),
            ("不同意", 2, 2, "?"),
            ("不宜定为一级", 2, 2, "?"),
            ("再议", 2, 2, "?"),
            ("一级（无法确定）", 2, 2, "?"),
            ("难以确定，一级", 2, 2, "?"),
            ("尚需研究，一级", 2, 2, "?"),
            ("经研究定为一级", 2, 2, "一级"),
            ("研究后定为一级", 2, 2, "?"),
            ("按一级风险管理", 2, 2, "一级"),
            ("审定等级：一级", 2, 2, "一级"),
            ("不登记", 2, 2, "不登记"),
            ("不予登记（与职权无关）", 2, 2, "不登记"),
        ] {
            assert_eq!(said(written, declared, suggested), meant, "{written}");
        }
    }
}
