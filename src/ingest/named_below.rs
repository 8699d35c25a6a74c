//! Rows that say by labels whose entries are: 科室 | 预算科 | 姓名 | 张一. They stand above them, or below each person's, as where
//! one after the other has signed a form of his own.

use std::collections::BTreeSet;

use super::body::Body;
use super::group::Heading;
use super::key;
use super::keyvalue;
use super::label::Meaning;
use super::located::Located;
use super::names;
use super::view::View;
use crate::model::{Field, KeyValue, SkipKind};
use crate::policy::Lookup;
use crate::text;

/// Whom such a row names; a row that asks for a person or a post says whose risks they are.
const WHOSE: [Field; 3] = [Field::Section, Field::Post, Field::Person];

/// What a row says of whom, where it says nothing else by labels of other things than a day.
pub fn whose(view: View<'_>, row: u32, lookup: &Lookup<'_>) -> Vec<(Field, Heading)> {
    let cells = view.whole_row(row);
    // Cheap, for it is asked of every row: an entry does not begin with a label.
    let begins = cells.first().is_some_and(|(_, first)| {
        let number = first.starts_with(|c: char| c.is_ascii_digit());
        !number && (first.contains([':', '：']) || key::is_key(first, lookup))
    });
    if !begins {
        return Vec::new();
    }
    let mut pairs = keyvalue::read_row(view, row, lookup);
    let is_said = |pair: &KeyValue| {
        let other = || Meaning::of(&pair.key, lookup) == Some(Meaning::Other);
        key::is_key(&pair.key, lookup) || other()
    };
    let covers = cells.iter().all(|(at, written)| {
        let mut pairs = pairs.iter();
        pairs.any(|pair| pair.cell == *at || pair.key == written.text())
    });
    if !covers || !pairs.iter().all(is_said) {
        return Vec::new();
    }
    // Who filled in a form beside the post is who holds it; others sign.
    let of_post = pairs
        .iter()
        .any(|pair| key::field_of(&pair.key, lookup) == Some(Field::Post));
    pairs.retain(|pair| {
        let fills = keyvalue::asks_who_filled_in(&pair.key);
        !pair.key.contains(['签', '章']) && (of_post || !fills)
    });
    let named = WHOSE.into_iter().filter_map(|field| {
        let value = keyvalue::value(field, &pairs, lookup)?;
        let heading = Heading {
            name: value.text.to_string(),
            raw: value.raw.to_string(),
            cell: value.cell?,
        };
        Some((field, heading))
    });
    named.collect()
}

/// Who filled in a further form, where a row says nothing else and a line `above` says it of the first: 填报人：张一.
pub fn filled_in(
    view: View<'_>,
    row: u32,
    above: &[String],
    lookup: &Lookup<'_>,
) -> Option<Heading> {
    let [(cell, written)] = view.whole_row(row)[..] else {
        return None;
    };
    let pairs = keyvalue::split(&written, lookup);
    let [(key, name)] = pairs.as_slice() else {
        return None;
    };
    let asks = |key: &str| keyvalue::asks_who_filled_in(key);
    let mut first = above.iter().flat_map(|line| keyvalue::split(line, lookup));
    let fills = asks(key) && !lookup.is_blank(name) && first.any(|(key, _)| asks(&key));
    (fills && !key.contains(['签', '章'])).then(|| Heading {
        name: text::tight(name),
        raw: written.text().to_owned(),
        cell,
    })
}

/// Rows without entries between them that say whose entries are.
struct Block {
    rows: Vec<u32>,
    said: Vec<(Field, Heading)>,
}

impl Block {
    fn fields(&self) -> BTreeSet<Field> {
        self.said.iter().map(|(field, _)| *field).collect()
    }
}

/// Gives entries what the rows below them say, where no such row stands above the first and one below the last of them.
pub fn settle(body: &mut Body, view: View<'_>, above: &[u32], lookup: &Lookup<'_>) {
    let Some(blocks) = below_each(body, view, lookup) else {
        return;
    };
    let fields = blocks[0].fields();
    if names_any(&fields, view, above, lookup) {
        return;
    }
    let mut left = blocks.iter().peekable();
    for entry in &mut body.entries {
        while left.next_if(|b| b.rows[0] < entry.rows.first).is_some() {}
        let own = left.peek().map_or(&[][..], |block| &block.said);
        entry.group.name_again(own);
    }
    let rows: BTreeSet<u32> = blocks.iter().flat_map(|b| b.rows.clone()).collect();
    for skipped in body.skipped.iter_mut().filter(|s| rows.contains(&s.row)) {
        skipped.kind = SkipKind::Group;
    }
}

/// The blocks of a body, where one stands below each stretch of entries, and all ask the same.
fn below_each(body: &Body, view: View<'_>, lookup: &Lookup<'_>) -> Option<Vec<Block>> {
    let (first, last) = (body.entries.first()?, body.entries.last()?);
    let named = body
        .skipped
        .iter()
        .filter(|s| matches!(s.kind, SkipKind::Group | SkipKind::Footer))
        .map(|s| (s.row, whose(view, s.row, lookup)))
        .filter(|(_, said)| !said.is_empty());
    let mut blocks: Vec<Block> = Vec::new();
    for (row, said) in named {
        let parted = |block: &Block| {
            let rows = block.rows[block.rows.len() - 1]..row;
            body.entries.iter().any(|e| rows.contains(&e.rows.first))
        };
        match blocks.last_mut().filter(|block| !parted(block)) {
            Some(block) => {
                block.rows.push(row);
                block.said.extend(said);
            }
            None => blocks.push(Block {
                rows: vec![row],
                said,
            }),
        }
    }
    let ends = blocks.first()?.rows[0] > first.rows.first
        && blocks.last()?.rows[0] > last.rows.last
        && blocks.len() > 1;
    let fields = blocks[0].fields();
    let alike = blocks.iter().all(|block| block.fields() == fields);
    (ends && alike).then_some(blocks)
}

/// Whether lines above a head name the same.
fn names_any(fields: &BTreeSet<Field>, view: View<'_>, above: &[u32], lookup: &Lookup<'_>) -> bool {
    let mut said = above.iter().flat_map(|row| whose(view, *row, lookup));
    // A title names the section too.
    let titled = || {
        let mut cells = above.iter().flat_map(|row| view.whole_row(*row));
        cells.any(|(_, line)| names::section_in(&line, lookup).is_some())
    };
    said.any(|(field, _)| fields.contains(&field)) || (fields.contains(&Field::Section) && titled())
}

/// Gives the lines between tables to the one above them, where each has such lines below it, also the last, and the first has
/// none above it.
pub fn give_back(tables: &mut [Located], view: View<'_>, lookup: &Lookup<'_>) {
    let [first, others @ ..] = &*tables else {
        return;
    };
    let alone = |at: &&Located| at.card.is_none() && at.zone == first.zone;
    let Some(last) = others.last().filter(|_| tables.iter().all(|t| alone(&t))) else {
        return;
    };
    let asks = |rows: &[u32]| -> BTreeSet<Field> {
        let said = rows.iter().flat_map(|row| whose(view, *row, lookup));
        said.map(|(field, _)| field).collect()
    };
    let names_nobody = |row: &u32| whose(view, *row, lookup).is_empty();
    let body: Vec<u32> = view
        .grid()
        .rows_in(last.head.last + 1..=last.last)
        .collect();
    let below = body.rsplit(names_nobody).next().unwrap_or_default();
    let fields = asks(below);
    let leading = |at: &Located| -> Vec<u32> {
        let rows = at.above.iter().copied();
        rows.take_while(|row| !names_nobody(row)).collect()
    };
    let between: Vec<Vec<u32>> = others.iter().map(leading).collect();
    let holds = !fields.is_empty()
        && between.iter().all(|rows| asks(rows) == fields)
        && !names_any(&fields, view, &first.above, lookup);
    if !holds {
        return;
    }
    for (index, rows) in between.into_iter().enumerate() {
        tables[index].last = rows[rows.len() - 1];
        tables[index + 1].above.retain(|row| !rows.contains(row));
    }
}
