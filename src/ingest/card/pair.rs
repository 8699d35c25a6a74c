//! Which content of a card belongs to which label.

use std::collections::{BTreeMap, BTreeSet};

use super::entry::of_risk;
use super::kinds;
use super::row::Row;
use super::ticks;
use crate::ingest::date;
use crate::ingest::keyvalue;
use crate::ingest::label::Meaning;
use crate::ingest::view::{RowCells, View};
use crate::location::CellRef;
use crate::model::Field;
use crate::policy::Lookup;
use crate::reader::Written;

/// A label with its content.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The label's cell.
    pub label: CellRef,
    /// Its text; empty where a content says by itself what it is.
    pub name: String,
    /// What it means.
    pub meaning: Meaning,
    /// The cell of the content.
    pub cell: CellRef,
    /// The content; empty where nothing was filled in.
    pub content: String,
    /// The label that stands over several of them: its cell, and what it means.
    pub group: Option<(CellRef, Meaning)>,
    /// The last row over which either of them is merged.
    pub last: u32,
}

impl Pair {
    /// Whether it stands in a block of measures, levels or the like, and not among the risks.
    pub fn is_part_of_a_block(&self) -> bool {
        let group = self.group.as_ref().map(|(_, meaning)| meaning);
        group.is_some_and(|m| of_risk(m) && !m.says(Field::Risk))
    }
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
    /// Names of parts of the form at its left: 个人自查情况.
    pub parts: Vec<(CellRef, String)>,
    /// What was understood of the labels so far.
    pub known: Known,
}

/// What is known of the labels of a card.
#[derive(Debug, Default)]
pub struct Known {
    /// Fields whose labels may say them in plain words.
    pub plain: Vec<Field>,
    /// Cells with nothing but the name of a kind of risk that are labels, with the kind.
    pub kinds: BTreeMap<CellRef, String>,
    /// The labels found so far.
    pub labels: BTreeMap<CellRef, (String, Meaning)>,
    /// Whether steps of 评估审查 were read by what is done: 个人自评, 科室审核.
    pub steps: bool,
    /// Labels over such steps.
    pub chains: BTreeSet<CellRef>,
    /// The first and the last column in which anything stands.
    pub columns: (u32, u32),
    /// The last row in which anything stands.
    pub last: u32,
}

impl Known {
    /// What a cell means as a label, wherever it stands.
    pub fn meaning(&self, at: CellRef, written: &str, lookup: &Lookup<'_>) -> Option<Meaning> {
        if let Some(kind) = self.kinds.get(&at) {
            return Some(Meaning::Category(kind.clone()));
        }
        // 时间 asks for the day; 年 月 日 is a day that was not filled in.
        let day = || {
            let is_day = keyvalue::field_of(written, lookup) == Some(Field::ReportedOn);
            is_day && !date::is_open(written)
        };
        Meaning::of(written, lookup)
            .or_else(|| day().then_some(Meaning::Field(Field::ReportedOn, None)))
    }
}

impl Known {
    /// Whether a row holds nothing but labels, and the next one their contents.
    fn is_head(
        &self,
        view: View<'_>,
        cells: &RowCells<'_>,
        below: &RowCells<'_>,
        lookup: &Lookup<'_>,
    ) -> bool {
        let is_label = |(at, text): &(CellRef, Written<'_>)| {
            let meaning = self.meaning(*at, text, lookup);
            view.bottom(*at) == at.row && meaning.is_some_and(|m| m.asks())
        };
        let under = |(at, text): &(CellRef, Written<'_>)| {
            cells.iter().any(|(label, _)| label.col == at.col)
                && Meaning::of(text, lookup).is_none()
        };
        cells.len() >= 2
            && cells.iter().all(is_label)
            && below.len() >= 2
            && below.iter().all(under)
    }
}

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
            _ if plain == named.known.plain => named,
            _ => Self::read(view, rows, plain, lookup),
        }
    }

    fn read(view: View<'_>, rows: &[u32], plain: Vec<Field>, lookup: &Lookup<'_>) -> Self {
        let cells = || rows.iter().flat_map(|row| view.whole_row(*row));
        let left = cells().map(|(at, _)| at.col).min().unwrap_or_default();
        let right = cells().map(|(at, _)| at.col + view.width(at) - 1).max();
        let mut out = Self {
            known: Known {
                plain,
                kinds: kinds::labels(view, rows, lookup),
                columns: (left, right.unwrap_or(left)),
                last: rows.last().copied().unwrap_or_default(),
                ..Known::default()
            },
            ..Self::default()
        };
        let mut at = 0;
        while let Some(row) = rows.get(at).copied() {
            at += 1;
            let cells = view.whole_row(row);
            let below = rows.get(at).map(|next| view.whole_row(*next));
            let below = below.unwrap_or_default();
            let taken = out.known.is_head(view, &cells, &below, lookup) && {
                out.columns(view, &cells, &below, lookup);
                true
            };
            let taken = taken
                || out.across(view, &cells, &below, lookup)
                || Row {
                    view,
                    row,
                    cells: &cells,
                    below: &below,
                    lookup,
                }
                .read(&mut out);
            if taken {
                out.rows.push(rows[at]);
                at += 1;
            }
        }
        out.settle_first_rating();
        out
    }

    /// Labels in one row with their contents in the next.
    fn columns(
        &mut self,
        view: View<'_>,
        heads: &RowCells<'_>,
        below: &RowCells<'_>,
        lookup: &Lookup<'_>,
    ) {
        for (label, name) in heads {
            let content = below.iter().find(|(at, _)| at.col == label.col);
            let meaning = self.known.meaning(*label, name, lookup);
            let meaning = meaning.unwrap_or(Meaning::Other);
            let blank = CellRef::new(label.row + 1, label.col);
            let (cell, text) = content.map_or((blank, ""), |(cell, text)| (*cell, text.text()));
            self.push(view, (*label, name, meaning), (cell, text), None);
        }
    }

    /// A label across the whole card, with what it asks for in the row below; whether it is one.
    fn across(
        &mut self,
        view: View<'_>,
        cells: &RowCells<'_>,
        below: &RowCells<'_>,
        lookup: &Lookup<'_>,
    ) -> bool {
        let [(label, name)] = cells[..] else {
            return false;
        };
        let (left, right) = self.known.columns;
        let spans = label.col == left && label.col + view.width(label) > right;
        let Some(meaning @ Meaning::Field(..)) = Meaning::of(&name, lookup) else {
            return false;
        };
        let is_label = |(at, text): &(CellRef, Written<'_>)| {
            let key = text.split([':', '：']).next().unwrap_or_default();
            self.known.meaning(*at, text, lookup).is_some() || Meaning::of(key, lookup).is_some()
        };
        let adjoins = below.first().is_some_and(|(at, _)| at.row == label.row + 1);
        if self.all.is_empty() || !spans || !adjoins || below.iter().any(is_label) {
            return false;
        }
        let content = match below[..] {
            [(cell, text)] => Some((cell, text.text().to_owned())),
            _ if meaning.is_level() => {
                ticks::chosen(below, &RowCells::new(), lookup).map(|own| (own.cell, own.text))
            }
            _ => None,
        };
        let Some((cell, text)) = content else {
            return false;
        };
        self.push(view, (label, &name, meaning), (cell, &text), None);
        true
    }

    /// 初评 before 复评 where nobody rates himself is what the form declares.
    fn settle_first_rating(&mut self) {
        let is = |p: &Pair, field| p.meaning == Meaning::Field(field, None);
        let again = |p: &Pair| p.meaning.is_level() && p.name.contains("复评");
        if !self.all.iter().any(again) || self.all.iter().any(|p| is(p, Field::Level)) {
            return;
        }
        let first = |p: &&mut Pair| p.meaning.is_level() && p.name.contains("初评");
        for pair in self.all.iter_mut().filter(first) {
            pair.meaning = Meaning::Field(Field::Level, None);
        }
    }

    /// Adds a label with its content.
    pub fn push(
        &mut self,
        view: View<'_>,
        (label, name, meaning): (CellRef, &str, Meaning),
        (cell, content): (CellRef, &str),
        group: Option<(CellRef, Meaning)>,
    ) {
        let bottom = view.bottom(label).max(view.bottom(cell));
        let known = (name.to_owned(), meaning.clone());
        self.known.labels.entry(label).or_insert(known);
        self.all.push(Pair {
            label,
            name: name.to_owned(),
            meaning,
            cell,
            content: content.to_owned(),
            group,
            last: bottom.min(self.known.last).max(label.row).max(cell.row),
        });
    }
}
