//! What is said once over cards that stand next to each other: one name, one section, and two posts below.

use crate::ingest::label::Meaning;
use crate::ingest::located::{Content, Located};
use crate::ingest::view::View;
use crate::model::{Column, Field, Origin};
use crate::policy::Lookup;

/// What is said of a person.
const OF_PERSON: [Field; 5] = [
    Field::Person,
    Field::Section,
    Field::Head,
    Field::Leader,
    Field::ReportedOn,
];

/// Gives each card what only one of them asks for. Where another asks for it and was left blank, it stays blank.
pub fn person(cards: &mut [Located], view: View<'_>, lookup: &Lookup<'_>) {
    for field in OF_PERSON {
        let asked: Vec<bool> = cards
            .iter()
            .map(|card| asks(view.within(card.zone.0, card.zone.1), field, lookup))
            .collect();
        let own = asked.iter().position(|asks| *asks);
        let Some(own) = own.filter(|_| asked.iter().filter(|asks| **asks).count() == 1) else {
            continue;
        };
        let Some((column, content)) = said(&cards[own], field) else {
            continue;
        };
        let others = cards.iter_mut().enumerate().filter(|(at, _)| *at != own);
        for (_, card) in others {
            give(card, &column, &content);
        }
    }
}

/// Whether a card has a label for this.
fn asks(view: View<'_>, field: Field, lookup: &Lookup<'_>) -> bool {
    let rows = view.grid().rows().into_iter();
    let mut cells = rows.flat_map(|row| view.whole_row(row));
    cells.any(|(_, written)| {
        let label = written.split([':', '：']).next().unwrap_or_default();
        matches!(Meaning::of(label, lookup), Some(Meaning::Field(own, _)) if own == field)
    })
}

/// What a card says of this, for all its entries.
fn said(card: &Located, field: Field) -> Option<(Column, Content)> {
    let at = card
        .head
        .columns
        .iter()
        .position(|c| c.field == Some(field))?;
    let entry = card.card.as_ref()?.entries.first()?;
    let content = entry.cells.iter().find(|(column, _)| *column == at);
    let (_, content) = content?;
    Some((card.head.columns[at].clone(), content.clone()))
}

fn give(card: &mut Located, column: &Column, content: &Content) {
    let Some(own) = card.card.as_mut() else {
        return;
    };
    let at = card.head.columns.len();
    card.head.columns.push(column.clone());
    for entry in &mut own.entries {
        entry.cells.push((
            at,
            Content {
                origin: Origin::KeyValue,
                ..content.clone()
            },
        ));
    }
}
