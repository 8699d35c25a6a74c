//! 按时报送: what should have come in, whether it did, and on which day.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::location::Place;
use crate::model::{CoverageBasis, Field, PartialDate, Row, Scored, SectionCoverage, names_in};
use crate::policy::{Policy, Scoring, Undated};
use crate::text;

/// One thing that should come in: a person's form, or a section's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// The person or the file.
    pub who: String,
    /// Whether it came.
    pub came: bool,
    /// Whether it came by the deadline; none where nobody can say.
    pub on_time: Option<bool>,
    /// The month, where its date tells no day and either may be meant.
    pub month: Option<PartialDate>,
    /// The cell of its date, or the first cell of it.
    pub cell: Option<Place>,
}

impl Submission {
    /// Nothing came in of this post.
    pub fn missing(post: &str) -> Self {
        Self {
            who: post.to_owned(),
            came: false,
            on_time: Some(false),
            month: None,
            cell: None,
        }
    }
}

/// What should have come in of one that is scored, and what did. Where forms name persons these are the persons; else the
/// forms of the section. `first` are the rows as they were first handed in, `later` those of newer versions; `came` says
/// whether anything was at all.
pub fn submissions<'r>(
    (first, later, came): (&[&'r Row], &[&'r Row], bool),
    scored: &Scored,
    coverage: Option<&SectionCoverage>,
    (policy, scheme): (&Policy, &Scoring),
) -> Vec<Submission> {
    let judge = |who: String, rows: &[&Row]| judged(who, rows, scheme);
    // Where forms name persons, a line for the post speaks for nobody in particular.
    let naming = |person: &str| -> Vec<&'r Row> {
        let of = |rows: &[&'r Row]| -> Vec<&'r Row> {
            let rows = rows.iter().copied();
            rows.filter(|row| names(row, person)).collect()
        };
        let own = of(first);
        if own.is_empty() { of(later) } else { own }
    };
    let by_name = coverage.is_some_and(|c| c.basis == CoverageBasis::ByName);
    match (&scored.person, by_name) {
        (Some(person), true) => vec![judge(person.clone(), &naming(person))],
        (None, true) if scored.post.is_none() => {
            let section = policy.roster.section(&scored.section);
            let staff = section.map_or(&[][..], |s| &s.staff);
            let of = |name: &String| judge(name.clone(), &naming(name));
            staff.iter().map(|s| of(&s.name)).collect()
        }
        _ => {
            let mut files: BTreeMap<&Arc<str>, Vec<&Row>> = BTreeMap::new();
            for row in first {
                files.entry(&row.place.file).or_default().push(row);
            }
            if files.is_empty() && scored.post.is_some() && came {
                return Vec::new();
            }
            if files.is_empty() {
                return vec![judge(scored.section.clone(), &[])];
            }
            files
                .into_iter()
                .map(|(file, rows)| judge(file.to_string(), &rows))
                .collect()
        }
    }
}

/// What came in of one of them, in these rows.
fn judged(who: String, rows: &[&Row], scheme: &Scoring) -> Submission {
    let first = rows
        .iter()
        .filter_map(|row| dated(row))
        .min_by_key(|(date, _)| date.last_day());
    let cell = first.as_ref().map(|(_, place)| place.clone());
    let vague = |date: &PartialDate| {
        let on_time = scheme.deadline.map(|day| by(*date, day));
        on_time == Some(None)
    };
    let month = first.as_ref().map(|(date, _)| *date).filter(vague);
    Submission {
        month,
        who,
        came: !rows.is_empty(),
        on_time: match (first, rows.is_empty()) {
            (_, true) => Some(false),
            (Some((date, _)), _) => scheme.deadline.and_then(|day| by(date, day)),
            (None, _) => match scheme.undated {
                Undated::Open => None,
                Undated::OnTime => Some(true),
                Undated::Late => Some(false),
            },
        },
        cell: cell.or_else(|| rows.first().map(|r| r.place.clone())),
    }
}

fn names(row: &Row, person: &str) -> bool {
    let written = row
        .entry()
        .and_then(|e| e.text(Field::Person))
        .unwrap_or_default();
    let wanted = text::key(person);
    names_in(written).iter().any(|n| text::key(n) == wanted)
}

/// The day a row was reported, with its cell.
fn dated(row: &Row) -> Option<(PartialDate, Place)> {
    let entry = row.entry()?;
    Some((entry.reported_on?, entry.place_of(Field::ReportedOn)))
}

/// Whether a date lies on or before a day; none where only the month is known and may mean either.
fn by(date: PartialDate, day: NaiveDate) -> Option<bool> {
    if date.last_day()? <= day {
        return Some(true);
    }
    let first = date.day().or_else(|| date.month_start())?;
    (first > day).then_some(false)
}
