//! What a former result knows: the risk points registered in it, with what they may pass on, and the numbers that stand no
//! more.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::annex::LedgerEntry;
use super::entry::{Entry, Origin, RowSpan, Value};
use super::grading::Grading;
use super::merge::WrittenChoice;
use super::{Answer, Basis, Field, Level, PartialDate, RatingBasis};
use crate::location::Place;
use crate::text;

/// The decision of a leading group, as it is passed on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormerDecision {
    /// 审定等级.
    pub level: Level,
    /// 审定理由.
    pub reason: String,
    /// 审定人.
    pub by: String,
    /// 审定日期.
    pub on: Option<PartialDate>,
}

/// The date from which the years of a rating are counted, and what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RatedFrom {
    /// What it is.
    pub basis: RatingBasis,
    /// The date.
    pub on: PartialDate,
}

/// A risk point as a former result has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// 登记编号.
    pub id: String,
    /// By which entries it is known again: the key of each.
    pub keys: Vec<String>,
    /// Its texts.
    pub texts: BTreeMap<Field, String>,
    /// 责任人, one by one.
    pub owners: Vec<String>,
    /// The answers on which its level rests.
    pub answers: BTreeMap<Field, Answer>,
    /// The level as it was written, where it could not be decided.
    #[serde(default)]
    pub level_text: Option<String>,
    /// The level it declared.
    pub declared: Option<Level>,
    /// The level that counted.
    pub effective: Option<Level>,
    /// The level that was confirmed.
    pub confirmed: Option<Level>,
    /// The decision, where the leading group took one.
    pub decision: Option<FormerDecision>,
    /// From when the years of its rating are counted.
    pub rated: Option<RatedFrom>,
}

/// A number that stands no more, and is never given again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own, as the data say it"
)]
pub struct Retired {
    /// 登记编号.
    pub id: String,
    /// The number that stands for it, where it was merged.
    pub into: Option<String>,
    /// By which entries it was known.
    pub keys: Vec<String>,
    /// Its section.
    #[serde(default)]
    pub section: String,
    /// The year from which on it stands no more.
    #[serde(default)]
    pub year: Option<i32>,
    /// Why, as the section or the leading group says.
    #[serde(default)]
    pub reason: Option<String>,
    /// Whether the leading group struck it out.
    #[serde(default)]
    pub struck: bool,
    /// Whether its entry was handed in, and sent back for correction.
    #[serde(default)]
    pub returned: bool,
    /// Whether its section has handed in nothing.
    #[serde(default)]
    pub unreported: bool,
    /// Whether the section did hand in a file, from which nothing could be read.
    #[serde(default)]
    pub unread: bool,
}

/// A former result.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Former {
    /// Its year; none where nothing says it.
    pub year: Option<i32>,
    /// What stood in its register.
    pub items: Vec<Standing>,
    /// What stands no more.
    pub retired: Vec<Retired>,
    /// What people chose about repeats.
    #[serde(default)]
    pub choices: Vec<WrittenChoice>,
    /// Rectifications and dispositions that were not closed.
    #[serde(default)]
    pub open: Vec<LedgerEntry>,
}

impl Former {
    /// Several results as one, the latest first: of a number that several know the first one counts.
    pub fn joined(all: Vec<Self>) -> Self {
        let mut out = Self {
            year: all.first().and_then(|former| former.year),
            ..Self::default()
        };
        let mut known: BTreeSet<String> = BTreeSet::new();
        for former in all {
            // Entries of forms have no numbers.
            let items = former.items.into_iter();
            out.items
                .extend(items.filter(|item| item.id.is_empty() || known.insert(item.id.clone())));
            let retired = former.retired.into_iter();
            out.retired
                .extend(retired.filter(|number| known.insert(number.id.clone())));
            out.choices.extend(former.choices);
            out.open.extend(former.open);
        }
        out
    }

    /// Which one it is, in a few words: 2026 年，登记 58 条.
    pub fn short(&self) -> String {
        let year = self
            .year
            .map_or("年度不明".to_owned(), |year| format!("{year} 年"));
        format!("{year}，登记 {} 条", self.items.len())
    }

    /// All numbers ever given.
    pub fn numbers(&self) -> impl Iterator<Item = &str> {
        let standing = self.items.iter().map(|item| item.id.as_str());
        standing.chain(self.retired.iter().map(|number| number.id.as_str()))
    }
}

impl Standing {
    /// A text; none where it is blank.
    pub fn text(&self, field: Field) -> Option<&str> {
        self.texts.get(&field).map(String::as_str)
    }

    /// The level it has by the group's decision, else by what the section says: not the one that counts until it is decided.
    pub fn own_level(&self) -> Option<Level> {
        self.confirmed.or(self.declared)
    }

    /// The same as an entry, whose values stand in no cell.
    pub fn entry(&self, place: &Place) -> Entry {
        let word = |(field, answer): (&Field, &Answer)| {
            let word = match answer {
                Answer::Grade(grade) => grade.to_string(),
                other => other.word(*field)?.to_owned(),
            };
            Some((*field, word))
        };
        let answers = self.answers.iter().filter_map(word);
        let texts = self
            .texts
            .iter()
            .map(|(field, text)| (*field, text.clone()));
        let value = |(field, text): (Field, String)| {
            let value = Value::new(text.as_str(), &text, None, Origin::Combined);
            (field, value)
        };
        let mut entry = Entry {
            place: place.clone(),
            rows: RowSpan { first: 0, last: 0 },
            values: answers.chain(texts).map(value).collect(),
            owners: self.owners.clone(),
            level_is: Basis::Declared,
            declared: self.own_level(),
            suggested: None,
            confirmed: None,
            answers: self.answers.clone(),
            grading: Grading::default(),
            decision: None,
            reported_on: None,
            // What nobody has settled was not rated.
            rated_on: self
                .rated
                .filter(|_| self.own_level() == self.effective)
                .map(|rated| rated.on),
            extras: Vec::new(),
            subject: None,
        };
        if !self.owners.is_empty() {
            let (field, value) = value((Field::Owner, self.owners.join("、")));
            entry.values.insert(field, value);
        }
        if !self.id.is_empty() {
            let (field, value) = value((Field::Number, self.id.clone()));
            entry.values.insert(field, value);
        }
        let level = self.own_level().map(|level| level.title().to_owned());
        if let Some(level) = level.or_else(|| self.level_text.clone()) {
            let (field, value) = value((Field::Level, level));
            entry.values.insert(field, value);
        }
        entry
    }

    /// Whether an entry says the same of a field, as far as can be compared.
    pub fn says(&self, field: Field, entry: &Entry) -> bool {
        text::key(self.text(field).unwrap_or_default()) == entry.key(field)
    }
}
