//! Cards (竖排个人表): labels on the left, contents on the right or below, in any arrangement. A card is turned into a table
//! with a column for each label, so that everything behind it sees entries like any other.
//!
//! `label` says what a label means, `pair` finds which content belongs to which label, `draft` gathers them to entries (`entry`);
//! `blocks` reads tables with several risks in a row, `holds` what their columns hold; `lacking` tells of a card that names no risk.

pub mod blocks;
mod draft;
mod entry;
mod holds;
mod lacking;
mod pair;

pub use lacking::lacking;

use super::header::Head;
use super::located::{Card, CardEntry, Content, Located};
use super::under;
use super::view::View;
use crate::location::CellRef;
use crate::model::{Column, Evidence, Field, KeyValue, Layout, Origin, SkipKind, SkippedRow};
use crate::policy::Lookup;

use super::label::Meaning;
use draft::Drafts;
use entry::{Draft, SaidOf};
use pair::{Pair, Pairs};

/// Fewest labels that make a card.
const FEWEST: usize = 4;

/// The card of a sheet on which no table was found, or the table with several risks in a row.
pub fn locate(view: View<'_>, lookup: &Lookup<'_>) -> Option<Located> {
    one_card(view, lookup).or_else(|| blocks::locate(view, lookup))
}

fn one_card(view: View<'_>, lookup: &Lookup<'_>) -> Option<Located> {
    let rows = view.grid().rows();
    let pairs = Pairs::of(view, &rows, lookup);
    if !is_card(&pairs) {
        return None;
    }
    let first = pairs.all.iter().map(|p| p.label.row).min()?;
    let last = *rows.last()?;
    let mut drafts = Drafts::of(&pairs.all, lookup);
    if !drafts.part_rows() {
        return None;
    }
    let head = Head {
        first,
        last: first,
        columns: columns(&drafts.entries),
    };
    let above = rows.iter().copied().filter(|row| *row < first).collect();
    Some(Located {
        card: Some(card(view, &pairs, &drafts, (&head, last))),
        head,
        above,
        last,
        zone: (0, CellRef::MAX_COL),
        layout: Layout::Card,
        could_be: Vec::new(),
    })
}

/// Whether labels and contents make up the sheet, and say something of a risk.
fn is_card(pairs: &Pairs) -> bool {
    let tells = |p: &Pair| match &p.meaning {
        Meaning::Field(field, _) => matches!(field, Field::Risk | Field::Manifestation),
        Meaning::Category(_) => true,
        _ => false,
    };
    let risks = pairs.all.iter().filter(|p| tells(p)).count();
    let others = pairs.all.iter().filter(|p| !tells(p)).count();
    // A sheet that explains the labels is no form.
    let explained = pairs
        .all
        .iter()
        .filter(|p| under::tells_how(&p.content))
        .count();
    if explained * 3 >= pairs.all.len() {
        return false;
    }
    risks >= 1
        && others >= 2
        && risks + others >= FEWEST
        && pairs.stray.len() * 4 <= pairs.all.len()
}

/// A column for each field that an entry has, in the order of the labels.
fn columns(entries: &[Draft]) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for (field, said) in entries.iter().flat_map(|draft| &draft.said) {
        if columns.iter().all(|c| c.field != Some(*field)) {
            columns.push(Column {
                cell: said.label,
                label: said.name.clone(),
                field: Some(*field),
                by: Evidence::Label,
            });
        }
    }
    for said in entries.iter().flat_map(|draft| &draft.levels) {
        if columns.iter().all(|c| c.cell != said.label) {
            columns.push(Column {
                cell: said.label,
                label: said.name.clone(),
                field: None,
                by: Evidence::UnreadLevel,
            });
        }
    }
    columns.sort_by_key(|c| (c.cell.row, c.cell.col));
    columns
}

fn card(view: View<'_>, pairs: &Pairs, drafts: &Drafts, (head, last): (&Head, u32)) -> Card {
    let entries: Vec<CardEntry> = drafts.entries.iter().map(|d| entry(d, head)).collect();
    let own = |row: u32| {
        let mut spans = entries.iter().map(|e| e.rows);
        spans.any(|rows| (rows.first..=rows.last).contains(&row))
    };
    let signs = pairs.all.iter().filter(|p| p.meaning == Meaning::Sign);
    let signed: std::collections::BTreeSet<u32> = signs.map(|p| p.label.row).collect();
    let signed: Vec<u32> = signed.into_iter().filter(|row| !own(*row)).collect();
    let text = |row: u32| -> String {
        let cells = view.whole_row(row);
        let texts: Vec<&str> = cells.iter().map(|(_, t)| t.text()).collect();
        texts.join(" | ")
    };
    let rows = pairs
        .all
        .iter()
        .map(|p| p.label.row)
        .chain(pairs.rows.iter().copied());
    let shared: std::collections::BTreeSet<u32> = rows
        .filter(|row| !own(*row) && !signed.contains(row))
        .collect();
    // Rows of nothing, and of what belongs to no label.
    let rest = (head.first..=last).filter(|row| !own(*row) && !shared.contains(row));
    let skipped = rest.map(|row| {
        let text = text(row);
        let kind = if text.is_empty() {
            SkipKind::Blank
        } else {
            SkipKind::Footer
        };
        SkippedRow { row, kind, text }
    });
    let stray = pairs.stray.iter().map(|(cell, text)| KeyValue {
        key: String::new(),
        value: text.clone(),
        cell: *cell,
    });
    Card {
        key_values: drafts.key_values.iter().cloned().chain(stray).collect(),
        skipped: skipped.collect(),
        shared: shared.into_iter().collect(),
        right: view.grid().cells().map(|(at, _)| at.col).max().unwrap_or(0),
        entries,
    }
}

fn entry(draft: &Draft, head: &Head) -> CardEntry {
    let column = |field: Field| head.columns.iter().position(|c| c.field == Some(field));
    let content = |said: &SaidOf| Content {
        cell: said.cell,
        text: said.text.clone(),
        origin: if said.shared {
            Origin::KeyValue
        } else {
            Origin::Cell
        },
    };
    let cells = draft
        .said
        .iter()
        .filter_map(|(field, said)| Some((column(*field)?, content(said))));
    let again = draft.levels.iter().filter_map(|said| {
        let column = head.columns.iter().position(|c| c.cell == said.label)?;
        Some((column, content(said)))
    });
    CardEntry {
        at: CellRef::new(draft.rows.first, 0),
        rows: draft.rows,
        cells: cells.chain(again).collect(),
    }
}
