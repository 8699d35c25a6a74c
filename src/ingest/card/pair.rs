//! The labels of a card, each with the content that belongs to it.

use std::collections::{BTreeMap, BTreeSet};

use super::entry::{is_of_risk, of_risk};
use crate::ingest::date;
use crate::ingest::elsewhere;
use crate::ingest::key;
use crate::ingest::label::Meaning;
use crate::ingest::view::View;
use crate::location::CellRef;
use crate::model::Field;
use crate::policy::Lookup;

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
    /// The kind of risk in a row of its own above it.
    pub heading: Option<(CellRef, String)>,
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
    /// Whether a row of labels has several rows of contents below it, as a table has.
    pub is_list: bool,
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
    /// The kind of risk in a row of its own that speaks for what follows.
    pub heading: Option<(CellRef, String)>,
    /// Whether 一级风险点 is a label, for want of another of the risk.
    pub leveled: bool,
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
            let is_day = key::field_of(written, lookup) == Some(Field::ReportedOn);
            is_day && !date::is_open(written)
        };
        let leveled = || {
            let named = self.leveled && elsewhere::of_risk(written, lookup).is_some();
            named.then_some(Meaning::Field(Field::Risk, None))
        };
        Meaning::of(written, lookup)
            .or_else(leveled)
            .or_else(|| day().then_some(Meaning::Field(Field::ReportedOn, None)))
    }
}

impl Pairs {
    /// Adds a label with its content.
    pub fn push(
        &mut self,
        view: View<'_>,
        (label, name, meaning): (CellRef, &str, Meaning),
        (cell, content): (CellRef, &str),
        group: Option<(CellRef, Meaning)>,
    ) {
        // Of whom a form speaks, and who signs, ends what stood above.
        if meaning == Meaning::Sign
            || matches!(&meaning, Meaning::Field(field, _) if !is_of_risk(*field))
        {
            self.known.heading = None;
        }
        let heading = self.known.heading.clone();
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
            heading,
            last: bottom.min(self.known.last).max(label.row).max(cell.row),
        });
    }
}
