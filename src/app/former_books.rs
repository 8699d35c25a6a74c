//! An earlier result as its books and forms can be read, where its data are not at hand.

use super::former_data::TEXTS;
use super::previous::Previous;
use crate::linkage;
use crate::model::{
    Basis, Entry, Field, Former, Number, PartialDate, RatedFrom, RatingBasis, Standing,
};
use crate::policy::Policy;

/// The entries of books and forms. Those of a register have numbers, which say its year; others have none.
pub fn of_entries(read: &Previous, policy: &Policy) -> Former {
    let all = || read.groups.iter().flat_map(|group| &group.entries);
    let items: Vec<Standing> = all().map(|entry| of_entry(entry, policy)).collect();
    let numbers = items.iter().filter_map(|item| item.id.parse().ok());
    let dates = all().filter_map(|e| Some(e.reported_on?.year()));
    Former {
        year: dates.chain(numbers.map(|n: Number| n.year)).max(),
        items,
        retired: Vec::new(),
        choices: Vec::new(),
    }
}

fn of_entry(entry: &Entry, policy: &Policy) -> Standing {
    let number = linkage::printed_number(entry);
    let confirmed = entry.confirmed_level();
    let (effective, basis) = entry.effective_level();
    let text = |field: Field| Some((field, entry.text(field)?.to_owned()));
    let rated = |basis, on: Option<PartialDate>| Some(RatedFrom { basis, on: on? });
    Standing {
        id: number.unwrap_or_default(),
        keys: vec![linkage::identity_key(entry, policy)],
        texts: TEXTS.into_iter().filter_map(text).collect(),
        owners: entry.owners.clone(),
        answers: entry.answers.clone(),
        level_text: text(Field::Level).map(|(_, written)| written),
        declared: entry.declared,
        effective,
        confirmed: confirmed.or(effective.filter(|_| basis == Basis::Confirmed)),
        decision: None,
        rated: rated(RatingBasis::RatedOn, entry.rated_on)
            .or(rated(RatingBasis::ReportedOn, entry.reported_on)),
    }
}
