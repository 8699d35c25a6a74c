//! Cards (竖排个人表): labels on the left, contents on the right or below, in any arrangement. A card is turned into a table
//! with a column for each label, so that everything behind it sees entries like any other.
//!
//! `label` says what a label means, `reading` finds which content belongs to which label (`pair`), row by row (`row`, `items`: labels over
//! several rows, numbers, steps of 评估审查; `kinds`: bare names of kinds; `over`: what stands over contents; `ticks`: levels to be ticked); `draft` and `given` gather
//! them to entries (`entry`, `lines`, `person`, `kept`, `aside`); `blocks` reads tables with several risks in a row, `holds`
//! what their columns hold, `crossed` tables of posts along the top and kinds down the left, `layered` those in which every post takes several rows (`met`: what both share), `asked` what questions of online forms ask for; `beside` parts cards that stand next to each other (`shared`: what is said once of all); `lacking` tells of a card that names no risk.

mod aside;
mod asked;
mod beside;
pub mod blocks;
mod crossed;
mod draft;
mod entry;
mod given;
mod holds;
mod items;
mod kept;
mod kinds;
mod lacking;
mod layered;
mod lines;
mod met;
mod over;
mod pair;
mod person;
mod reading;
mod row;
mod shared;
mod ticks;

pub use beside::zones;
pub use lacking::lacking;

use std::collections::{BTreeMap, BTreeSet};

use super::body::counted;
use super::date;
use super::header::Head;
use super::keyvalue;
use super::located::{Card, CardEntry, Content, Located};
use super::rater::{self, Rater};
use super::revised;
use super::under;
use super::view::View;
use crate::location::CellRef;
use crate::model::{Column, Evidence, Field, KeyValue, Layout, Origin, SkipKind, SkippedRow};
use crate::policy::Lookup;
use crate::text;

use super::label::Meaning;
use draft::Drafts;
use entry::{Draft, SaidOf};
use pair::{Pair, Pairs};

/// Fewest labels that make a card.
const FEWEST: usize = 4;

/// The cards of a sheet on which no table was found, or the table with several risks in a row.
pub fn locate(view: View<'_>, lookup: &Lookup<'_>) -> Vec<Located> {
    if let Some(layered) = layered::locate(view, lookup) {
        return vec![layered];
    }
    let beside = beside::zones(view, lookup).into_iter();
    let beside = beside.map(|zone| one_card(view, (zone, u32::MAX), lookup));
    let beside: Option<Vec<Located>> = beside.collect();
    if let Some(mut cards) = beside.filter(|cards| cards.len() > 1) {
        shared::person(&mut cards, view, lookup);
        return cards;
    }
    if let Some(crossed) = crossed::locate(view, lookup) {
        return vec![crossed];
    }
    let whole = (0, CellRef::MAX_COL);
    let one = one_card(view, (whole, u32::MAX), lookup).or_else(|| blocks::locate(view, lookup));
    one.into_iter().collect()
}

/// The card that stands above this row.
pub fn above(view: View<'_>, end: u32, lookup: &Lookup<'_>) -> Option<Located> {
    one_card(view, ((0, CellRef::MAX_COL), end), lookup)
}

/// The card in these columns and above this row.
fn one_card(
    view: View<'_>,
    (zone, end): ((u32, u32), u32),
    lookup: &Lookup<'_>,
) -> Option<Located> {
    let all = view.grid().rows();
    let view = view.within(zone.0, zone.1);
    let mut rows = all.clone();
    rows.retain(|row| *row < end && !view.whole_row(*row).is_empty());
    let pairs = Pairs::of(view, &rows, lookup);
    if !is_card(&pairs) {
        return None;
    }
    let first = pairs.all.iter().map(|p| p.label.row).min()?;
    let last = *rows.last()?;
    let mut drafts = Drafts::of(&pairs.all, lookup)?;
    if !drafts.part_rows() {
        return None;
    }
    let head = Head {
        first,
        last: first,
        columns: columns(&drafts.entries, lookup),
    };
    let above = all.into_iter().filter(|row| *row < first).collect();
    let mut card = card(view, &pairs, &drafts, (&head, last), zone.0);
    card.without = lacking::persons(view, &pairs, &drafts, &rows);
    Some(Located {
        card: Some(card),
        head,
        above,
        last,
        zone,
        edge: None,
        layout: Layout::Card,
        could_be: Vec::new(),
    })
}

/// Whether labels and contents make up the sheet, and say something of a risk.
fn is_card(pairs: &Pairs) -> bool {
    let tells = |p: &Pair| p.meaning.says(Field::Risk);
    let risks = pairs.all.iter().filter(|p| tells(p)).count();
    let others = pairs.all.iter().filter(|p| !tells(p)).count();
    // A sheet that explains the labels is no form.
    let explained = pairs
        .all
        .iter()
        .filter(|p| under::tells_how(&p.content))
        .count();
    // Under 岗位 | 风险点及防控措施 stands a list.
    let heads = |p: &Pair| match p.meaning {
        Meaning::Field(field, _) => keyvalue::is_head(field, &p.content),
        _ => false,
    };
    if explained * 3 >= pairs.all.len() || pairs.all.iter().any(heads) {
        return false;
    }
    !pairs.is_list
        && risks >= 1
        && others >= 2
        && (risks + others >= FEWEST || tells_all(pairs))
        && strays(pairs) * if tells_all(pairs) { 2 } else { 4 } <= pairs.all.len()
}

/// Whether the labels are those of a risk with its level and its measures, which the person has said elsewhere.
fn tells_all(pairs: &Pairs) -> bool {
    let has = |field: Field| {
        pairs
            .all
            .iter()
            .any(|p| p.meaning.says(field) && !p.content.is_empty())
    };
    has(Field::Risk) && has(Field::Level) && has(Field::Measures)
}

/// How much belongs to no label: a further label with its content is one thing. Beside signatures stand names and days.
fn strays(pairs: &Pairs) -> usize {
    let signs = pairs.all.iter().filter(|p| p.meaning == Meaning::Sign);
    let signed: BTreeSet<u32> = signs.map(|p| p.label.row).collect();
    let dated = pairs.stray.iter().filter(|(_, text)| date::is_part(text));
    let dated: BTreeSet<u32> = dated.map(|(at, _)| at.row).collect();
    let of_date = |(at, text): &(CellRef, String)| {
        let number = text.trim().bytes().all(|b| b.is_ascii_digit());
        date::is_part(text) || (number && dated.contains(&at.row))
    };
    let counts = |own: &&(CellRef, String)| !signed.contains(&own.0.row) && !of_date(own);
    let strays = pairs.stray.iter().filter(counts);
    let mut rows: BTreeMap<u32, usize> = BTreeMap::new();
    for (at, _) in strays {
        *rows.entry(at.row).or_default() += 1;
    }
    // 配偶姓名 | 李二 | 配偶单位 | 教育局 are two further labels.
    let pairs: usize = rows.values().map(|cells| cells.div_ceil(2)).sum();
    let beyond: usize = rows.values().map(|cells| cells - 1).sum();
    pairs.min(rows.len().max(beyond))
}

/// A column for each field that an entry has, in the order of the labels.
fn columns(entries: &[Draft], lookup: &Lookup<'_>) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for (field, said) in entries.iter().flat_map(|draft| &draft.said) {
        if columns.iter().all(|c| c.field != Some(*field)) {
            columns.push(Column {
                cell: said.label,
                label: said.name.clone(),
                field: Some(*field),
                by: evidence(&said.name, *field, lookup),
            });
        }
    }
    for said in entries.iter().flat_map(|draft| &draft.levels) {
        if columns.iter().all(|c| c.cell != said.label) {
            columns.push(Column {
                cell: said.label,
                label: said.name.clone(),
                field: None,
                by: match rater::of(&text::without_brackets(&said.key())) {
                    Some(Rater::Others) => Evidence::LessExact,
                    _ if revised::was(&said.key(), lookup) => Evidence::Earlier,
                    _ => Evidence::UnreadLevel,
                },
            });
        }
    }
    columns.sort_by_key(|c| (c.cell.row, c.cell.col));
    columns
}

/// Why a content was taken for this field.
fn evidence(label: &str, field: Field, lookup: &Lookup<'_>) -> Evidence {
    let plain = Meaning::in_plain_words(label, &[field]).is_some();
    if label.is_empty() {
        Evidence::Cells
    } else if plain && Meaning::of(label, lookup).is_none() {
        Evidence::Loose
    } else {
        Evidence::Label
    }
}

fn card(
    view: View<'_>,
    pairs: &Pairs,
    drafts: &Drafts,
    (head, last): (&Head, u32),
    left: u32,
) -> Card {
    let entries: Vec<CardEntry> = drafts
        .entries
        .iter()
        .map(|d| entry(d, head, left))
        .collect();
    let shared = shared(pairs, &entries);
    let stray = pairs.stray.iter().chain(&pairs.parts);
    let stray = stray.map(|(cell, text)| KeyValue {
        key: String::new(),
        value: text.clone(),
        cell: *cell,
    });
    let used = view.grid().rows().into_iter();
    let used = used
        .flat_map(|row| view.whole_row(row))
        .map(|(at, _)| at.col);
    Card {
        key_values: drafts.key_values.iter().cloned().chain(stray).collect(),
        skipped: skipped(view, (head.first, last), &entries, &shared),
        shared: shared.into_iter().collect(),
        left,
        right: used.max().unwrap_or(left),
        without: Vec::new(),
        entries,
    }
}

/// Whether a row is one of an entry's. Entries follow each other, each on rows of its own.
fn is_of_entry(row: u32, entries: &[CardEntry]) -> bool {
    let before = entries.partition_point(|e| e.rows.first <= row);
    let last = before.checked_sub(1).map(|at| entries[at].rows.last);
    last.is_some_and(|last| row <= last)
}

/// The rows with labels and contents that speak for all entries; signatures speak for none.
fn shared(pairs: &Pairs, entries: &[CardEntry]) -> BTreeSet<u32> {
    let signs = pairs.all.iter().filter(|p| p.meaning == Meaning::Sign);
    let signed: BTreeSet<u32> = signs.flat_map(|p| [p.label.row, p.cell.row]).collect();
    let labelled = pairs.all.iter().flat_map(|p| [p.label.row, p.cell.row]);
    let rows = labelled.chain(pairs.rows.iter().copied());
    rows.filter(|row| !is_of_entry(*row, entries) && !signed.contains(row))
        .collect()
}

/// Rows of nothing, of signatures, and of what belongs to no label.
fn skipped(
    view: View<'_>,
    (first, last): (u32, u32),
    entries: &[CardEntry],
    shared: &BTreeSet<u32>,
) -> Vec<SkippedRow> {
    let rest = counted(view, first, last).into_iter();
    let rest = rest.filter(|row| !is_of_entry(*row, entries) && !shared.contains(row));
    let skipped = rest.map(|row| {
        let cells = view.whole_row(row);
        let texts: Vec<&str> = cells.iter().map(|(_, t)| t.text()).collect();
        let kind = if texts.is_empty() {
            SkipKind::Blank
        } else {
            SkipKind::Footer
        };
        SkippedRow {
            row,
            kind,
            text: texts.join(" | "),
        }
    });
    skipped.collect()
}

fn entry(draft: &Draft, head: &Head, left: u32) -> CardEntry {
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
        at: CellRef::new(draft.rows.first, left),
        rows: draft.rows,
        cells: cells.chain(again).collect(),
    }
}
