//! Whether a sheet is a card although rows of it look like the head of a table: a block that was left blank is nothing but
//! labels. The card wins where it says everything and the table leaves something out.

use std::collections::BTreeSet;

use super::card;
use super::label::Meaning;
use super::located::Located;
use super::view::View;
use crate::location::{Area, CellRef, row_number};
use crate::model::{Field, Layout};
use crate::policy::Lookup;
use crate::reader::Written;

/// Rows looked at above a head and below it.
const NEAR: usize = 20;
/// So many labels behind another one in a row are a head.
const FULL: usize = 3;
/// What the card might be as well.
const ROWS: &str = "表头在上、一行一条的表";
/// What the table might be as well.
const CARD: &str = "竖排的个人表（栏名在左、内容在右）";

/// What was found on a sheet before cards were looked for.
pub struct Found<'f> {
    /// The tables of entries.
    pub tables: &'f mut Vec<Located>,
    /// The row of the first head, whatever its table is.
    pub head: u32,
    /// The rows above it.
    pub above: &'f [u32],
    /// Where the tables of other kinds stand.
    pub others: Vec<Area>,
}

/// Puts the cards of a sheet in the place of the tables found on it, or before them; whether they take the place of all.
pub fn instead(view: View<'_>, mut found: Found<'_>, lookup: &Lookup<'_>) -> bool {
    let above = stated(view, found.above, lookup);
    let labelled = labels_below(view, &found, lookup) || states_in_head(view, &found, lookup);
    if above.is_empty() && !labelled {
        return false;
    }
    let cards = if is_full_head(view, found.head, lookup) {
        Vec::new()
    } else {
        card::locate(view, lookup)
    };
    let is_card = |at: &Located| {
        let entries = at
            .card
            .as_ref()
            .is_some_and(|card| !card.entries.is_empty());
        at.layout == Layout::Card && entries
    };
    if !cards.is_empty() && cards.iter().all(is_card) {
        let bodies: Vec<Area> = found
            .tables
            .iter()
            .map(body)
            .chain(found.others.clone())
            .collect();
        let outside = |at: &CellRef| !bodies.iter().any(|body| body.contains(*at));
        let left_out = cards.iter().flat_map(contents).filter(outside).count();
        let stray: usize = cards.iter().map(strays).sum();
        if left_out > stray || (labelled && stray == 0) {
            *found.tables = cards;
            for card in found.tables.iter_mut() {
                let row = row_number(found.head);
                card.could_be.push(format!("{ROWS}（表头在第 {row} 行）"));
            }
            return true;
        }
        if let Some(table) = found.tables.first_mut() {
            table.could_be.push(CARD.to_owned());
        }
    }
    if !above.is_empty() && !found.tables.is_empty() {
        before(view, &mut found, &above, lookup);
    }
    false
}

/// A whole card above the head of a table stands beside it. What is no card and names a risk is not understood, and no
/// line above a table.
fn before(view: View<'_>, found: &mut Found<'_>, stated: &BTreeSet<u32>, lookup: &Lookup<'_>) {
    let card = card::above(view, found.head, lookup);
    let card = card.filter(|at| at.card.as_ref().is_some_and(|c| !c.entries.is_empty()));
    let Some(table) = found.tables.first_mut() else {
        return;
    };
    match card {
        Some(mut card) => {
            // A title right above the head is the table's.
            let end = card.last;
            let lines = table.above.iter().copied().filter(|row| *row > end);
            table.above = lines.collect();
            card.above.retain(|row| *row < end);
            found.tables.insert(0, card);
        }
        None => table.above.retain(|row| !stated.contains(row)),
    }
}

/// Whether so many labels adjoin in a row that they are the head of a table, not the labels of a blank block.
fn is_full_head(view: View<'_>, row: u32, lookup: &Lookup<'_>) -> bool {
    let cells = view.whole_row(row);
    let adjoins = |pair: &[(CellRef, Written<'_>)]| {
        pair[1].0.col == pair[0].0.col + view.width(pair[0].0)
            && pair
                .iter()
                .all(|(_, label)| Meaning::of(label, lookup).is_some())
    };
    cells.windows(2).filter(|pair| adjoins(pair)).count() >= FULL
}

/// Where the entries of a table stand.
fn body(table: &Located) -> Area {
    let area = table.area();
    Area::new(CellRef::new(table.head.last + 1, area.first.col), area.last)
}

/// The cells in which the entries of a card say something of a risk.
fn contents(card: &Located) -> Vec<CellRef> {
    let entries = card.card.iter().flat_map(|c| &c.entries);
    let cells = entries.flat_map(|entry| &entry.cells);
    let own = cells.filter(|(column, content)| {
        let field = card.head.columns[*column].field;
        !content.text.is_empty() && matches!(field, Some(Field::Risk | Field::Manifestation))
    });
    own.map(|(_, content)| content.cell).collect()
}

/// How many cells of a card belong to no label.
fn strays(card: &Located) -> usize {
    let aside = card.card.iter().flat_map(|c| &c.key_values);
    aside.filter(|kv| kv.key.is_empty()).count()
}

/// The rows in which a label names a risk that stands beside it.
fn stated(view: View<'_>, above: &[u32], lookup: &Lookup<'_>) -> BTreeSet<u32> {
    let near = above.iter().rev().take(NEAR);
    near.copied()
        .filter(|row| {
            let cells = view.whole_row(*row);
            cells.windows(2).any(|pair| {
                let label = Meaning::of(&pair[0].1, lookup);
                let adjoins = pair[1].0.col == pair[0].0.col + view.width(pair[0].0);
                let risk = label.is_some_and(|m| m.says(Field::Risk));
                risk && adjoins && Meaning::of(&pair[1].1, lookup).is_none()
            })
        })
        .collect()
}

/// Whether what looks like a head names a risk beside its label.
fn states_in_head(view: View<'_>, found: &Found<'_>, lookup: &Lookup<'_>) -> bool {
    let heads = found.tables.iter().map(|table| table.head.first);
    let mut heads = heads.filter(|row| !is_full_head(view, *row, lookup));
    heads.any(|row| !stated(view, &[row], lookup).is_empty())
}

/// Whether below the head of the first table labels stand where its entries should.
fn labels_below(view: View<'_>, found: &Found<'_>, lookup: &Lookup<'_>) -> bool {
    let Some(table) = found.tables.first() else {
        return false;
    };
    let first = table.head.columns.first();
    if first.is_some_and(|c| c.field == Some(Field::Category)) {
        return false;
    }
    let rows = view.grid().rows_in(table.head.last + 1..=table.last);
    let mut entries = false;
    rows.into_iter().take(NEAR).any(|row| {
        let own = view.row(row, table.head.left(), table.head.right());
        // Below entries 科室评定等级 | 一级 is said of all of them.
        let leveled = !entries;
        let of_risk = |m: Meaning| {
            m.says(Field::Risk) || m.says(Field::Measures) || (m.is_level() && leveled)
        };
        if !entries {
            let contents = own.iter().filter(|(_, t)| Meaning::of(t, lookup).is_none());
            entries = contents.count() >= FULL;
        }
        // A row of nothing but labels is the head again.
        match own.as_slice() {
            [(_, label), (_, content), ..] => {
                Meaning::of(label, lookup).is_some_and(of_risk)
                    && Meaning::of(content, lookup).is_none()
            }
            _ => false,
        }
    })
}
