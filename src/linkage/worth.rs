//! In what order a person is asked: where a repeat is likely and much depends on it, first.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::{Entry, Field, Level};

/// Points of a question for each per cent the two have in common.
const LIKENESS: f64 = 100.0;
/// Points of each person concerned beyond the two, up to [`MOST_PEOPLE`].
const PERSON: usize = 2;
const MOST_PEOPLE: usize = 5;

/// How much a question is worth, the worthiest first: how much the two have in common in per cent (`score` is 0–1), 20 more
/// where one of their entries is 一级 and 10 where one is 二级, 2 more for each person who wrote one beyond the second.
pub fn worth<'e>(
    score: f64,
    entries: impl Iterator<Item = &'e Arc<Entry>> + Clone,
) -> Reverse<u16> {
    let highest = entries.clone().filter_map(|e| e.effective_level().0).min();
    let by_level = match highest {
        Some(Level::One) => 20,
        Some(Level::Two) => 10,
        Some(Level::Three) | None => 0,
    };
    let people: BTreeSet<&str> = entries.filter_map(|e| e.text(Field::Person)).collect();
    let by_people = people.len().saturating_sub(2).min(MOST_PEOPLE) * PERSON;
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 to 100"
    )]
    let by_score = (score.clamp(0.0, 1.0) * LIKENESS).round() as u16;
    Reverse(by_score + by_level + u16::try_from(by_people).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn much_alike_and_high_levels_come_first() {
        let nothing = std::iter::empty::<&Arc<Entry>>;
        assert!(worth(0.9, nothing()) < worth(0.3, nothing()));
        assert_eq!(worth(0.305, nothing()), Reverse(31));
    }
}
