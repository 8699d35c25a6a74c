//! Notes that turn the scale round: 一级为低风险、三级为高风险; 由低到高分为一级、二级、三级. There nobody may read 一级 as the highest.

use std::collections::BTreeSet;

use crate::model::Level;
use crate::policy::Lookup;
use crate::text;

/// What stands between a grade and the words that explain it.
const LINKS: [&str; 12] = [
    "为", "是", ":", "=", "(", "-", "即", "指", "表示", "对应", "属", "代表",
];
/// Words that belong to either side: 低风险为一级, 一级风险为低.
const FILLERS: [&str; 4] = ["", "风险", "级", "等级"];
/// The ends of any scale.
const ENDS: [(&str, Level); 2] = [("最高", Level::One), ("最低", Level::Three)];
/// Orders in which grades are counted up, with the end they begin with.
const ORDERS: [(&str, Level); 4] = [
    ("由低到高", Level::Three),
    ("从低到高", Level::Three),
    ("由高到低", Level::One),
    ("从高到低", Level::One),
];

/// A word of a notation.
#[derive(Clone, Copy)]
struct Grade<'p> {
    notation: usize,
    level: Level,
    word: &'p str,
}

impl Grade<'_> {
    /// A figure or letter alone may be anything.
    fn is_plain(self) -> bool {
        self.word.chars().count() > 1
    }

    fn is_end(self) -> bool {
        self.level != Level::Two
    }
}

/// The notations of these that a note turns round, and none says the right way.
pub fn of(known: &BTreeSet<usize>, context: &[String], lookup: &Lookup<'_>) -> BTreeSet<usize> {
    // Nothing is said of a level that stands alone.
    if known.is_empty() || context.is_empty() {
        return BTreeSet::new();
    }
    let grades = grades(lookup);
    let mut told = BTreeSet::new();
    let mut right = BTreeSet::new();
    for note in context {
        let key = text::key(note);
        let mut own = grades.clone();
        own.retain(|grade| key.contains(grade.word));
        for (one, level) in said(&key, &own) {
            let side = if one.level == level {
                &mut right
            } else {
                &mut told
            };
            side.insert(one.notation);
        }
    }
    told.retain(|n| known.contains(n) && !right.contains(n));
    told
}

fn grades<'p>(lookup: &Lookup<'p>) -> Vec<Grade<'p>> {
    let notations = lookup.policy().levels.notations().iter().enumerate();
    let words = notations.flat_map(|(n, notation)| {
        let levels = Level::ALL.into_iter().zip(&notation.words);
        levels.flat_map(move |(level, words)| {
            words.iter().map(move |word| Grade {
                notation: n,
                level,
                word,
            })
        })
    });
    words.filter(|grade| grade.is_end()).collect()
}

/// What a note says of the ends of a notation: the grade, and the level that its words give it.
fn said<'p>(note: &str, grades: &[Grade<'p>]) -> Vec<(Grade<'p>, Level)> {
    let mut out = Vec::new();
    for one in grades {
        for other in grades {
            let linked = one.notation != other.notation
                && ((one.is_plain() || other.is_plain()) && is_linked(note, one.word, other.word)
                    || is_linked(note, one.word, &format!("{}风险", other.word)));
            if linked {
                out.extend([(*one, other.level), (*other, one.level)]);
            }
        }
        let ends = ENDS.iter().filter(|(end, _)| {
            let follows = || behind(note, one.word).any(|rest| rest.starts_with(end));
            one.is_plain() && (follows() || is_linked(note, one.word, end))
        });
        out.extend(ends.map(|(_, level)| (*one, *level)));
    }
    out.extend(by_both_ends(note, grades));
    for (order, first) in ORDERS {
        let Some((_, counted)) = note.split_once(order) else {
            continue;
        };
        let plain = grades.iter().filter(|grade| grade.is_plain());
        // The first has most behind it.
        let found = plain.filter_map(|grade| Some((behind(counted, grade.word).next()?, grade)));
        let begins = found.max_by_key(|(rest, _)| rest.len());
        out.extend(begins.map(|(_, grade)| (*grade, first)));
    }
    out
}

/// What short words without a link say of a scale, where they say it of both its ends: 3高2中1低; A低B中C高.
fn by_both_ends<'p>(note: &str, grades: &[Grade<'p>]) -> Vec<(Grade<'p>, Level)> {
    let followed = |grade: &Grade<'_>, by| behind(note, grade.word).any(|r| r.starts_with(by));
    let mut out = Vec::new();
    for one in grades.iter().filter(|grade| grade.level == Level::One) {
        for three in grades.iter().filter(|grade| grade.level == Level::Three) {
            if one.notation != three.notation {
                continue;
            }
            if followed(one, '低') && followed(three, '高') {
                out.push((*one, Level::Three));
            } else if followed(one, '高') && followed(three, '低') {
                out.push((*one, Level::One));
            }
        }
    }
    out
}

/// Whether a note explains a word by another one: 一级为低风险, 低风险(三级).
fn is_linked(note: &str, word: &str, other: &str) -> bool {
    // ★★★三级 needs no link.
    let is_mark = |word: &str| !word.contains(char::is_alphanumeric);
    let beside = is_mark(word) != is_mark(other);
    let explains = |rest: &str, filler: &str| {
        let rest = rest.strip_prefix(filler);
        rest.is_some_and(|rest| {
            let mut links = LINKS.iter().filter_map(|link| rest.strip_prefix(link));
            links.any(|rest| begins(rest, other)) || (beside && begins(rest, other))
        })
    };
    behind(note, word).any(|rest| FILLERS.iter().any(|filler| explains(rest, filler)))
}

/// Whether a text begins with a word. ★ does not begin ★★.
fn begins(text: &str, word: &str) -> bool {
    let rest = text.strip_prefix(word);
    rest.is_some_and(|rest| rest.chars().next() != word.chars().next_back())
}

/// What stands behind each place of a word. I级 does not stand in III级.
fn behind<'n>(note: &'n str, word: &'n str) -> impl Iterator<Item = &'n str> {
    let first = word.chars().next();
    let goes_on = move |last: char| {
        let ascii = |c: char| c.is_ascii_alphanumeric();
        Some(last) == first || (ascii(last) && first.is_some_and(ascii))
    };
    note.match_indices(word).filter_map(move |(at, _)| {
        let (before, own) = note.split_at(at);
        let whole = !before.chars().next_back().is_some_and(goes_on);
        own.strip_prefix(word).filter(|_| whole)
    })
}
