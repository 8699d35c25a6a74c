//! An earlier result as its books and forms can be read, where its data are not at hand.

use super::former_data::passed_on;
use super::previous::Previous;
use crate::linkage;
use crate::model::{Basis, Entry, Field, Former, PartialDate, RatedFrom, RatingBasis, Standing};

/// The entries of books and forms. Those of a register have numbers; the year is the one its title says.
pub fn of_entries(read: &Previous) -> Former {
    let all = || read.groups.iter().flat_map(|group| &group.entries);
    let items: Vec<Standing> = all().map(of_entry).collect();
    Former {
        year: read
            .years
            .iter()
            .copied()
            .next()
            .filter(|_| read.years.len() == 1),
        items,
        retired: Vec::new(),
        choices: Vec::new(),
    }
}

fn of_entry(entry: &Entry) -> Standing {
    let number = linkage::printed_number(entry);
    let confirmed = entry.confirmed_level();
    let (effective, basis) = entry.effective_level();
    let text = |field: Field| Some((field, entry.text(field)?.to_owned()));
    let rated = |basis, on: Option<PartialDate>| Some(RatedFrom { basis, on: on? });
    Standing {
        id: number.unwrap_or_default(),
        keys: vec![linkage::identity_key(entry)],
        texts: passed_on().filter_map(text).collect(),
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
