//! Which content of a card belongs to which label.

use std::collections::{BTreeMap, BTreeSet};

use crate::ingest::keyvalue;
use crate::ingest::label::Meaning;
use crate::ingest::view::{RowCells, View};
use crate::location::CellRef;
use crate::model::{Field, KeyValue};
use crate::policy::Lookup;
use crate::reader::Written;

/// A label with its content.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The label's cell.
    pub label: CellRef,
    /// Its text.
    pub name: String,
    /// What it means.
    pub meaning: Meaning,
    /// The cell of the content.
    pub cell: CellRef,
    /// The content; empty where nothing was filled in.
    pub content: String,
    /// The label that stands over several of them: its cell, and what it means.
    pub group: Option<(CellRef, Meaning)>,
}

/// The pairs of a card.
#[derive(Debug, Default)]
pub struct Pairs {
    /// From top to bottom.
    pub all: Vec<Pair>,
    /// Rows that hold nothing but contents of labels above them.
    pub rows: Vec<u32>,
    /// Cells that belong to no label.
    pub stray: Vec<(CellRef, String)>,
    /// Fields whose labels may say them in plain words.
    plain: Vec<Field>,
    /// The first column in which anything stands.
    left: u32,
}

/// A label, as it is laid beside its content.
type Label<'g> = (CellRef, Written<'g>, Meaning);

impl Pairs {
    /// Those of a sheet. What stands above the first label is its title.
    ///
    /// Where no label is that of the risk, or of the measures, one that says so in plain words is.
    pub fn of(view: View<'_>, rows: &[u32], lookup: &Lookup<'_>) -> Self {
        let known = Self::read(view, rows, Vec::new(), lookup);
        let lacks = |field: &Field| !known.all.iter().any(|p| p.meaning.says(*field));
        let lacking: Vec<Field> = [Field::Risk, Field::Measures]
            .into_iter()
            .filter(lacks)
            .collect();
        if lacking.is_empty() {
            return known;
        }
        let named = Self::read(view, rows, lacking.clone(), lookup);
        // Of several labels nobody knows which one is meant.
        let labels = |field: &Field| -> BTreeSet<&str> {
            let own = named.all.iter().filter(|p| p.meaning.says(*field));
            own.map(|p| p.name.as_str()).collect()
        };
        let plain: Vec<Field> = lacking
            .into_iter()
            .filter(|f| labels(f).len() == 1)
            .collect();
        match plain.len() {
            0 => known,
            _ if plain == named.plain => named,
            _ => Self::read(view, rows, plain, lookup),
        }
    }

    fn read(view: View<'_>, rows: &[u32], plain: Vec<Field>, lookup: &Lookup<'_>) -> Self {
        let firsts = rows
            .iter()
            .filter_map(|row| view.whole_row(*row).first().map(|(at, _)| at.col));
        let mut out = Self {
            plain,
            left: firsts.min().unwrap_or_default(),
            ..Self::default()
        };
        let mut at = 0;
        while let Some(row) = rows.get(at).copied() {
            at += 1;
            let cells = view.whole_row(row);
            let below = rows.get(at).map(|next| view.whole_row(*next));
            if let Some(below) = below.filter(|below| is_head(view, &cells, below, lookup)) {
                out.columns(&cells, &below, lookup);
                out.rows.push(rows[at]);
                at += 1;
            } else {
                out.row(view, row, &cells, lookup);
            }
        }
        out
    }

    /// Labels in one row with their contents in the next.
    fn columns(&mut self, heads: &RowCells<'_>, below: &RowCells<'_>, lookup: &Lookup<'_>) {
        for (label, name) in heads {
            let content = below.iter().find(|(at, _)| at.col == label.col);
            let meaning = Meaning::of(name, lookup).unwrap_or(Meaning::Other);
            let blank = CellRef::new(label.row + 1, label.col);
            let (cell, text) = content.map_or((blank, ""), |(cell, text)| (*cell, text.text()));
            self.push((*label, *name, meaning), (cell, text), None);
        }
    }

    fn row(&mut self, view: View<'_>, row: u32, cells: &RowCells<'_>, lookup: &Lookup<'_>) {
        let by_turns = by_turns(view, cells, lookup);
        let mut group = group_of(view, CellRef::new(row, self.left), lookup);
        let mut keyed = None;
        let mut at = 0;
        while let Some((cell, written)) = cells.get(at).copied() {
            at += 1;
            let adjoins =
                |next: &&(CellRef, Written<'_>)| next.0.col == cell.col + view.width(cell);
            let next = cells.get(at).filter(adjoins).copied();
            let is_label = |of: Option<(CellRef, Written<'_>)>| {
                of.is_some_and(|(_, text)| Meaning::of(&text, lookup).is_some())
            };
            let plain = || {
                let beside = next.is_some() && !is_label(next) && group.is_none();
                Meaning::in_plain_words(&written, &self.plain).filter(|_| beside)
            };
            let Some(meaning) = Meaning::of(&written, lookup).or_else(plain) else {
                if let Some(label) = &group {
                    self.push(label.clone(), (cell, written.text()), None);
                } else {
                    let keyed = keyed.get_or_insert_with(|| keyed_in(view, row, lookup));
                    self.unlabelled((cell, written), keyed.remove(&cell), lookup);
                }
                continue;
            };
            let tall = view.bottom(cell) > row;
            if !by_turns && is_label(next) && (tall || matches!(meaning, Meaning::Category(_))) {
                group = Some((cell, written, meaning));
                continue;
            }
            let content = next.filter(|_| by_turns || !is_label(next));
            at += usize::from(content.is_some());
            let above = group.clone().filter(|g| g.0 != cell);
            let blank = CellRef::new(row, cell.col + view.width(cell));
            let (cell_of, text) = content.map_or((blank, ""), |(at, text)| (at, text.text()));
            self.push((cell, written, meaning), (cell_of, text), above);
        }
    }

    /// A cell that is no label, with the keys and values in it.
    fn unlabelled(
        &mut self,
        (cell, written): (CellRef, Written<'_>),
        keyed: Option<Vec<KeyValue>>,
        lookup: &Lookup<'_>,
    ) {
        let keyed = keyed.into_iter().flatten();
        let own = keyed.filter(|kv| *kv.value != *written);
        let mut found = false;
        for kv in own {
            let Some(meaning) = Meaning::of(&kv.key, lookup) else {
                continue;
            };
            found = true;
            self.all.push(Pair {
                label: cell,
                name: kv.key,
                meaning,
                cell,
                content: kv.value,
                group: None,
            });
        }
        // Before the first label stands the title.
        if !found && !self.all.is_empty() {
            self.stray.push((cell, written.text().to_owned()));
        }
    }

    fn push(
        &mut self,
        (label, name, meaning): Label<'_>,
        (cell, content): (CellRef, &str),
        group: Option<Label<'_>>,
    ) {
        self.all.push(Pair {
            label,
            name: name.text().to_owned(),
            meaning,
            cell,
            content: content.to_owned(),
            group: group.map(|(cell, _, meaning)| (cell, meaning)),
        });
    }
}

/// The keys with their values in the cells of a row, by their cells.
fn keyed_in(view: View<'_>, row: u32, lookup: &Lookup<'_>) -> BTreeMap<CellRef, Vec<KeyValue>> {
    let mut keyed: BTreeMap<CellRef, Vec<KeyValue>> = BTreeMap::new();
    for pair in keyvalue::read_row(view, row, lookup) {
        keyed.entry(pair.cell).or_default().push(pair);
    }
    keyed
}

/// The label at the left edge that is merged over this row and begins above it.
fn group_of<'g>(view: View<'g>, edge: CellRef, lookup: &Lookup<'_>) -> Option<Label<'g>> {
    let seen = view.seen(edge)?;
    let meaning = Meaning::of(&seen.raw, lookup)?;
    (seen.cell.row < edge.row).then_some((seen.cell, seen.raw, meaning))
}

/// Whether a row says label and content by turns, so that 科长 behind 职务 is a content though it could be a label.
fn by_turns(view: View<'_>, cells: &RowCells<'_>, lookup: &Lookup<'_>) -> bool {
    let is_pair = |pair: &[(CellRef, Written<'_>)]| {
        let (label, content) = (pair[0], pair[1]);
        view.bottom(label.0) == label.0.row
            && content.0.col == label.0.col + view.width(label.0)
            && matches!(
                Meaning::of(&label.1, lookup),
                Some(Meaning::Field(..) | Meaning::Other)
            )
    };
    let pairs = cells.chunks_exact(2);
    cells.len() >= 4 && pairs.remainder().is_empty() && pairs.clone().all(is_pair)
}

/// Whether a row holds nothing but labels, and the next one their contents.
fn is_head(
    view: View<'_>,
    cells: &RowCells<'_>,
    below: &RowCells<'_>,
    lookup: &Lookup<'_>,
) -> bool {
    let is_label = |(at, text): &(CellRef, Written<'_>)| {
        view.bottom(*at) == at.row
            && matches!(
                Meaning::of(text, lookup),
                Some(Meaning::Field(..) | Meaning::Other)
            )
    };
    let under = |(at, text): &(CellRef, Written<'_>)| {
        cells.iter().any(|(label, _)| label.col == at.col) && Meaning::of(text, lookup).is_none()
    };
    cells.len() >= 2 && cells.iter().all(is_label) && below.len() >= 2 && below.iter().all(under)
}
