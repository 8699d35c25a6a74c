//! What an opinion agrees with: 同意自评等级 with the level that is declared, 同意科室意见 with what the section says.

use std::sync::LazyLock;

use regex::Regex;

use super::against;
use super::checks;
use super::level::mentions_level;
use super::level_column::{Undecided, whole};
use super::ruling;
use super::tick;
use crate::diagnostic::Diagnostic;
use crate::location::Place;
use crate::model::{Column, Entry, Evidence, Extra, Field, Level, Origin, Value};
use crate::text;

/// Words that agree with something.
const VERBS: [&str; 5] = ["同意", "维持", "采纳", "按照", "按"];
/// What is said after them of the level that is declared, though of the measures as well.
const OWN: &str = "^(?:(?:以上|上述)?(?:各条|各项|各|所有|全部)?(?:风险点|风险)?(?:的)?)?(?:(?:个人|本人|科室|该同志|原)?(?:的)?自评(?:的)?(?:风险)?(?:等级|级别|定级|意见|结果)?|(?:个人|本人|科室|该同志|原)?(?:的)?(?:自查|自定|上报|申报|填报)(?:的)?(?:风险)?(?:等级|级别|定级))(?:[和及与](?:风险点|防控措施|防范措施|措施)){0,2}$";
/// What is said after them of what the section says.
const SECTION: &str = "^(?:所在)?(?:科室|股室|部门|处室)(?:负责人)?(?:的)?(?:审核|评定|初审|检查|审查|核定|建议|定级|评级)*(?:的)?(?:风险)?(?:意见|等级|级别|定级|评定|建议|结果)$";
/// Who says so to somebody who is still to decide.
const ASKS: [&str; 6] = ["报请", "提请", "报局", "报党", "报领导", "报上级"];
/// Who and what such words name, read or not.
const NAMED: &str = "(?:自评|科室|股室|部门|处室).*(?:意见|等级|级别|定级|建议)|自评";

static PATTERNS: LazyLock<Option<[Regex; 3]>> = LazyLock::new(|| {
    let [own, section, named] = [OWN, SECTION, NAMED].map(Regex::new);
    Some([own.ok()?, section.ok()?, named.ok()?])
});

/// What words agree with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreed {
    /// The level declared.
    Declared,
    /// What the section says.
    Section,
    /// One of them, in words that leave something open.
    Unclear,
}

impl Agreed {
    /// What an opinion agrees with, beside words that say nothing of it; none where it names neither.
    pub fn of(written: &str) -> Option<Self> {
        if !VERBS.iter().any(|verb| written.contains(verb)) {
            return None;
        }
        let folded = text::simplified(&text::nfkc(written));
        let parts = |c: char| c.is_whitespace() || ",;:。、()[]".contains(c);
        let pieces: Vec<String> = folded.split(parts).map(text::key).collect();
        let agreed: Vec<Self> = pieces.iter().filter_map(|piece| of_piece(piece)).collect();
        let first = agreed.first().copied()?;
        let alone = agreed.iter().all(|own| *own == first) && pieces.iter().all(|p| is_aside(p));
        Some(if alone { first } else { Self::Unclear })
    }

    /// What the opinion of a step of the chain agrees with that comes before it.
    pub fn by(field: Field, written: &str) -> Option<Self> {
        let own = Self::of(written)?;
        match field {
            Field::SuggestedLevel if own == Self::Section => None,
            Field::ConfirmedLevel if ASKS.iter().any(|word| written.contains(word)) => {
                Some(Self::Unclear)
            }
            Field::SuggestedLevel | Field::ConfirmedLevel => Some(own),
            _ => None,
        }
    }

    /// The level that an entry has of what is agreed with.
    pub const fn level(self, entry: &Entry) -> Option<Level> {
        match self {
            Self::Declared => entry.declared,
            Self::Section => entry.suggested,
            Self::Unclear => None,
        }
    }

    /// Whether words are nothing but that the section is right.
    pub fn with_section(written: &str) -> bool {
        Self::of(written) == Some(Self::Section)
    }
}

/// Reads the agreement of a column of opinions, where the row says no level there; what is agreed with and not known is told
/// once.
pub fn settle(field: Field, entries: &mut [Entry], columns: &[Column]) -> Option<Diagnostic> {
    let of_opinions = |c: &&Column| c.by == Evidence::Opinion && c.field == Some(field);
    let column = columns.iter().find(of_opinions)?;
    let mut told = Vec::new();
    for entry in entries {
        let own = |x: &&Extra| x.label == column.label && x.doubts.is_none();
        let Some(own) = entry.extras.iter().find(own) else {
            continue;
        };
        let (cell, raw) = (own.cell, own.text.clone());
        if against::objects(&raw) {
            continue;
        }
        let chosen = tick::chosen(&raw);
        let Some(agreed) = Agreed::by(field, chosen.as_deref().unwrap_or(&raw)) else {
            continue;
        };
        // A level that the words give themselves is read already.
        if chosen.is_none() && entry.text(field).is_some() {
            continue;
        }
        if let Some(level) = agreed.level(entry) {
            let value = Value::new(raw, level.title(), Some(cell), Origin::Cell);
            entry.values.insert(field, value);
        } else {
            let place = Place {
                cell: Some(cell),
                ..entry.place.clone()
            };
            entry.values.remove(&field);
            told.push(Undecided::of_word(place, &raw));
        }
    }
    let told: Vec<&Undecided> = told.iter().collect();
    whole(&checks::LEVEL_AGREED_OPEN, &told, |_, words| {
        open(&column.label, words)
    })
}

/// What is said of words that agree with what nobody knows.
pub fn open(label: &str, words: &str) -> String {
    format!(
        "“{}”写的是{words}，看不出同意的是哪一级（前面没有写明等级，或者话里有看不出意思的地方），没有读作等级",
        text::excerpt(label, 20)
    )
}

fn of_piece(piece: &str) -> Option<Agreed> {
    let [own, section, named] = PATTERNS.as_ref()?;
    let found = VERBS
        .iter()
        .filter_map(|verb| piece.find(verb).map(|at| (at, verb)));
    let (at, verb) = found.min_by_key(|(at, _)| *at)?;
    let (lead, behind) = piece.split_at_checked(at)?;
    let object = behind.strip_prefix(*verb)?;
    let settled = ruling::is_lead(lead);
    match () {
        () if settled && own.is_match(object) => Some(Agreed::Declared),
        () if settled && section.is_match(object) => Some(Agreed::Section),
        () if *verb != "按" && named.is_match(object) => Some(Agreed::Unclear),
        () => None,
    }
}

/// Whether words beside those that agree leave them as they are.
fn is_aside(piece: &str) -> bool {
    of_piece(piece).is_some() || (ruling::is_settled(piece) && !mentions_level(piece))
}
