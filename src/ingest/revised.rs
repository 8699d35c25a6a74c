//! Columns of before and after: 原风险点 | 调整后风险点, 风险等级 over 调整前 | 调整后. The later one counts; the earlier is kept beside
//! the entry, and of levels it is no step of the chain.

use std::collections::BTreeSet;

use super::heads::Labels;
use super::rater;
use crate::model::{Column, Entry, Evidence, Field};
use crate::policy::Lookup;
use crate::text::{self, Key};

/// Words of what was before, the longer ones first.
const EARLIER: [&str; 15] = [
    "调整前",
    "修订前",
    "变更前",
    "修改前",
    "更新前",
    "变动前",
    "完善前",
    "原有",
    "原先",
    "原来",
    "原定",
    "原报",
    "原填",
    "原",
    "旧",
];
/// Words of what it became.
const LATER: [&str; 11] = [
    "调整后",
    "修订后",
    "变更后",
    "修改后",
    "更新后",
    "变动后",
    "完善后",
    "调整为",
    "修订为",
    "变更为",
    "修改为",
];
/// Words that mean the same only beside one of what was before: 新风险点 alone may be one more.
const NOW: [&str; 6] = ["现有", "现在", "现定", "现行", "现", "新"];
/// Words of the form of the year before, the longer ones first: its levels are no step of this year's.
const LAST: [&str; 8] = [
    "上一年度",
    "上年度",
    "上一年",
    "上年",
    "去年",
    "往年",
    "上次",
    "上期",
];
/// Words of this year's.
const THIS: [&str; 6] = ["本年度", "本年", "今年", "当年", "本次", "本期"];
/// What stands under a later head where nothing has changed.
const UNCHANGED: [&str; 11] = [
    "不变",
    "无变化",
    "没有变化",
    "未变",
    "未变化",
    "无调整",
    "未调整",
    "不调整",
    "不作调整",
    "同左",
    "同前",
];

/// When a column speaks of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum When {
    Earlier,
    Last,
    Later,
    Now,
}

/// Names columns of before and after.
pub fn settle(columns: &mut [Column], labels: &[Labels], lookup: &Lookup<'_>) {
    let year_of = |labels: &Labels| Some(year(&text::label_key(&labels.own))?.0);
    let years: BTreeSet<i32> = labels.iter().filter_map(year_of).collect();
    let several = years.last().copied().filter(|_| years.len() > 1);
    let own = lookup.occasion().map(|occasion| occasion.year);
    let this = own.or(several);
    let each = labels.iter().zip(columns.iter());
    let each = each.map(|(labels, column)| {
        dated(labels, this, lookup).filter(|_| column.by != Evidence::Tick)
    });
    let dated: Vec<Option<(When, Field)>> = each.collect();
    if dated.iter().all(Option::is_none) {
        return;
    }
    let fields = dated.iter().flatten().map(|(_, field)| *field);
    let fields: BTreeSet<Field> = fields.collect();
    for field in fields {
        let at = |when| {
            let own = dated.iter().enumerate();
            let own = own.filter(move |(_, d)| **d == Some((when, field)));
            own.map(|(at, _)| at).collect::<Vec<usize>>()
        };
        let last = at(When::Last);
        let earlier = [at(When::Earlier), last.clone()].concat();
        let later = match (at(When::Later), at(When::Now)) {
            (later, now) if later.is_empty() && !earlier.is_empty() => now,
            (later, _) => later,
        };
        let plain: Vec<usize> = (0..columns.len())
            .filter(|at| dated[*at].is_none() && columns[*at].field == Some(field))
            .collect();
        // 自评等级 | 调整后等级 are two steps, and nobody knows who gave the second.
        let rated = |at: &usize| rater::of(&text::label_key(&columns[*at].label)).is_some();
        let is_step = field.is_level() && plain.iter().any(rated);
        // 原有措施 beside 措施 may still be taken.
        let stays = field == Field::Measures;
        let counts = match (later.as_slice(), plain.as_slice()) {
            ([later], _) if !is_step => Some(*later),
            ([], [plain]) if !earlier.is_empty() && !stays => Some(*plain),
            _ => None,
        };
        let Some(counts) = counts else {
            // 上年审定等级 says nothing of this year, whatever stands beside it.
            let others = columns.iter().any(|c| c.field.is_some_and(Field::is_level));
            for at in last.into_iter().filter(|_| field.is_level() && others) {
                take(&mut columns[at], &labels[at], None, Evidence::Earlier);
            }
            continue;
        };
        let before = earlier.into_iter().chain(plain).filter(|at| *at != counts);
        for at in before.collect::<Vec<usize>>() {
            take(&mut columns[at], &labels[at], None, Evidence::Earlier);
        }
        if dated[counts].is_some() {
            take(
                &mut columns[counts],
                &labels[counts],
                Some(field),
                Evidence::Later,
            );
        }
    }
}

fn take(column: &mut Column, labels: &Labels, field: Option<Field>, by: Evidence) {
    column.field = field;
    column.by = by;
    // 调整后 alone does not say of what.
    if let Some(parent) = labels.parent.as_ref().filter(|_| !labels.own.is_empty()) {
        column.label = format!("{parent}{}", labels.own);
    }
}

/// When a head speaks of, and of what; it may say either in the head above it.
fn dated(labels: &Labels, this: Option<i32>, lookup: &Lookup<'_>) -> Option<(When, Field)> {
    let own = text::label_key(&labels.own);
    let own = match year(&own).zip(this) {
        Some(((year, rest), this)) if year < this => format!("{}{rest}", LAST[0]),
        Some(((year, rest), this)) if year == this => format!("{}{rest}", THIS[0]),
        _ => own,
    };
    let (when, base) = match (when(&own), labels.parent.as_deref()) {
        (Some((when, base)), Some(parent)) if base.is_empty() => (when, text::label_key(parent)),
        (Some((when, base)), _) => (when, base),
        (None, Some(parent)) => {
            let (when, base) = self::when(&text::label_key(parent))?;
            (when, if base.is_empty() { own } else { return None })
        }
        (None, None) => return None,
    };
    let field = lookup.field(&Key(&base));
    let field = field.or_else(|| lookup.field(&text::without_brackets(&base)));
    Some((when, field?))
}

/// The word of a comparable head that says when, and the head without it.
fn when(key: &str) -> Option<(When, String)> {
    let words = |when, words: &'static [&'static str]| words.iter().map(move |word| (when, *word));
    let all = words(When::Earlier, &EARLIER)
        .chain(words(When::Last, &LAST))
        .chain(words(When::Later, &LATER))
        .chain(words(When::Now, &THIS))
        .chain(words(When::Now, &NOW));
    let mut found = all.filter_map(|(when, word)| {
        let rest = key
            .strip_prefix(word)
            .or_else(|| key.strip_suffix(word))
            .or_else(|| key.strip_suffix(')')?.strip_suffix(word)?.strip_suffix('('))?;
        let base = rest.trim_matches(['的', '(', ')', '-', '—', '_', ':', '/']);
        Some((when, base.to_owned()))
    });
    found.next()
}

/// The year with which a comparable head begins, and what follows: 2025年等级.
fn year(key: &str) -> Option<(i32, &str)> {
    let (year, rest) = key.split_at_checked(4)?;
    let rest = rest.strip_prefix('年')?;
    let year = year
        .parse()
        .ok()
        .filter(|year| (2000..2100).contains(year))?;
    Some((year, rest.strip_prefix('度').unwrap_or(rest)))
}

/// What a label on a card speaks of, where it says that it is so after an adjustment, or was before.
pub fn on_card(key: &str, lookup: &Lookup<'_>) -> Option<(bool, Field)> {
    // Cheap, for it is asked of every label nobody has listed.
    if !key.contains(['原', '前', '后', '为', '旧', '上', '去', '往']) {
        return None;
    }
    let (when, base) = when(key).filter(|(when, _)| *when != When::Now)?;
    Some((when == When::Later, lookup.field(&Key(&base))?))
}

/// Whether a label on a card says what was before.
pub fn was(key: &str, lookup: &Lookup<'_>) -> bool {
    on_card(key, lookup).is_some_and(|(later, _)| !later)
}

/// A head without the word that says when.
pub fn undated(label: &str) -> Option<String> {
    when(&text::label_key(label)).map(|(_, base)| base)
}

/// 不变 under a later head means what stands under the earlier one.
pub fn carry(entry: &mut Entry, columns: &[Column], lookup: &Lookup<'_>) {
    if columns.iter().all(|c| c.by != Evidence::Earlier) {
        return;
    }
    let of = |column: &Column| {
        let base = undated(&column.label).unwrap_or_else(|| text::label_key(&column.label));
        lookup.field(&Key(&base))
    };
    for later in columns {
        let Some(field) = later.field else { continue };
        let unchanged = |text: &str| UNCHANGED.contains(&text::key(text).as_str());
        if !entry.text(field).is_some_and(unchanged) {
            continue;
        }
        let mut earlier = columns.iter().filter(|c| c.by == Evidence::Earlier);
        let label = earlier.find(|c| of(c) == of(later)).map(|c| &c.label);
        let mut extras = entry.extras.iter();
        let before = extras.find(|x| Some(&x.label) == label);
        let before = before.map(|x| text::clean(&x.text));
        if let (Some(before), Some(value)) = (before, entry.values.get_mut(&field)) {
            value.text = before.as_str().into();
        }
    }
}
