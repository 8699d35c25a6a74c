//! Which entries of a table the rows of another one mean: by the risk, or else by the number.

use std::collections::BTreeMap;

use crate::location::CellRef;
use crate::model::{Entry, Field, SkipKind, SkippedRow};
use crate::text;

/// What an entry of measures names its risk by.
pub fn by(own: &Entry) -> Field {
    match own.text(Field::Risk) {
        Some(_) => Field::Risk,
        None => Field::Seq,
    }
}

/// The entries of risks by what they are named by; none where several are named so.
pub struct Only {
    risks: Names,
    /// The risks without their marks and numbers: 收受好处。 is 收受好处.
    bare: Names,
    numbers: Names,
}

/// Entries by a name.
type Names = BTreeMap<String, Option<usize>>;

impl Only {
    /// Those of a table.
    pub fn of(entries: &[Entry]) -> Self {
        let named = |name: &dyn Fn(&Entry) -> String| {
            let mut only = Names::new();
            for (at, entry) in entries.iter().enumerate() {
                let same = only.entry(name(entry));
                same.and_modify(|at| *at = None).or_insert(Some(at));
            }
            only.remove("");
            only
        };
        Self {
            risks: named(&|entry| entry.key(Field::Risk).to_owned()),
            bare: named(&|entry| bare(entry.key(Field::Risk))),
            numbers: named(&|entry| entry.key(Field::Seq).to_owned()),
        }
    }

    /// The entries with the same risk, or with the numbers that are named where no risk is: 2、3 are two, 1-3 three. None where
    /// one of them is not there, or there twice.
    pub fn partners(&self, own: &Entry) -> Vec<usize> {
        if by(own) == Field::Risk {
            let risk = own.key(Field::Risk);
            let same = self.risks.get(risk).or_else(|| self.bare.get(&bare(risk)));
            return same.copied().flatten().into_iter().collect();
        }
        if let Some(at) = self.numbered(own.key(Field::Seq)) {
            return vec![at];
        }
        let numbers = own.text(Field::Seq).unwrap_or_default();
        let numbers = numbers.split(|c| c == '和' || text::is_list_mark(c));
        let mut found = Vec::new();
        for number in numbers {
            let key = text::key(number);
            let all = match (self.numbered(&key), range(&key)) {
                (Some(at), _) => Some(vec![at]),
                (None, Some(range)) => range.map(|n| self.numbered(&n.to_string())).collect(),
                (None, None) => None,
            };
            match all {
                Some(all) => found.extend(all),
                None => return Vec::new(),
            }
        }
        found
    }

    fn numbered(&self, key: &str) -> Option<usize> {
        self.numbers.get(key).copied().flatten()
    }
}

/// A comparable risk without its marks and the number of a list before it.
fn bare(risk: &str) -> String {
    let risk = text::without_list_number(risk);
    risk.chars().filter(|c| text::is_word(*c)).collect()
}

/// The numbers of a range: 1-3, 2至4.
fn range(key: &str) -> Option<std::ops::RangeInclusive<u32>> {
    let (first, last) = key.split_once(['-', '~', '—', '–', '至', '到'])?;
    let number = |text: &str| text.trim_matches(['第', '号', '项', '条']).parse().ok();
    let (first, last): (u32, u32) = (number(first)?, number(last)?);
    (first < last && last - first < LONGEST_RANGE).then_some(first..=last)
}

/// A longer range is a number of another kind.
const LONGEST_RANGE: u32 = 200;

/// The row of an entry that is none, with what stands in it.
pub fn skipped(own: &Entry, kind: SkipKind, in_rows: bool) -> SkippedRow {
    let stands = |at: CellRef| !in_rows || (own.rows.first..=own.rows.last).contains(&at.row);
    let values = own.values.values();
    let values = values.filter_map(|v| Some((v.cell?, &*v.raw)));
    let extras = own.extras.iter().map(|x| (x.cell, x.text.as_str()));
    let mut cells: Vec<(CellRef, &str)> =
        values.chain(extras).filter(|(at, _)| stands(*at)).collect();
    cells.sort_by_key(|(at, _)| (at.row, at.col));
    let texts: Vec<&str> = cells.into_iter().map(|(_, text)| text).collect();
    SkippedRow {
        row: own.rows.first,
        kind,
        text: texts.join(" | "),
    }
}
