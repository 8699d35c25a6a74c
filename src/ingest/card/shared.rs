//! What is said once over cards that stand next to each other: one name, one section, and two posts below.

use crate::ingest::key;
use crate::ingest::label::Meaning;
use crate::ingest::located::{Content, Located};
use crate::ingest::view::View;
use crate::model::{Column, Field, Origin};
use crate::policy::Lookup;

/// What is said of a person.
const OF_PERSON: [Field; 6] = [
    Field::Person,
    Field::Section,
    Field::Post,
    Field::Head,
    Field::Leader,
    Field::ReportedOn,
];

/// Gives each card what only one of them asks for. Where another asks for it and was left blank, it stays blank.
pub fn person(cards: &mut [Located], view: View<'_>, lookup: &Lookup<'_>) {
    let asked = |cards: &[Located], field: Field| -> Vec<bool> {
        let zones = cards
            .iter()
            .map(|card| view.within(card.zone.0, card.zone.1));
        zones.map(|own| asks(own, field, lookup)).collect()
    };
    let persons = asked(cards, Field::Person);
    // The post of one person is not that of another beside.
    let several = persons.iter().filter(|asks| **asks).count() > 1;
    for field in OF_PERSON
        .into_iter()
        .filter(|f| *f != Field::Post || !several)
    {
        let asked = asked(cards, field);
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
        let unit = field == Field::Section && key::is_unit_key(label);
        unit || matches!(Meaning::of(label, lookup), Some(Meaning::Field(own, _)) if own == field)
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
