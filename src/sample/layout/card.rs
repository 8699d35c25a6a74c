//! Cards: labels beside their contents, a block for each risk or a line for each kind of risk; below them what others sign.

use std::collections::BTreeMap;

use super::cells::{self, Around};
use super::columns::Column;
use super::form::Layout;
use super::job::Job;
use super::pad::{Pad, RowKind};
use super::page::Table;
use crate::location::{Area, CellRef};
use crate::model::Field;
use crate::sample::compose::Fact;
use crate::sample::manner::ticked;
use crate::writer::{Content, StyleRole};

/// Widths of the four columns.
const WIDTHS: [f64; 4] = [16.0, 26.0, 14.0, 26.0];
/// Column in which a content begins.
const CONTENT: u32 = 1;
/// Last column.
const LAST: u32 = 3;
/// Most risks of a person where several persons stand on a sheet.
pub const MOST: usize = 2;

/// A card being filled in. What it asks for is in `asked`; the columns of the sheet are no fields.
struct Card<'p, 'a> {
    pad: &'p mut Pad<'a>,
    asked: Vec<Column>,
    layout: Layout,
}

/// The sheet's columns.
pub fn columns() -> Vec<Column> {
    WIDTHS.map(|width| Column::unknown("", width)).to_vec()
}

/// Fills in the card of a person, or of each of several.
pub fn fill(pad: &mut Pad<'_>, layout: Layout, asked: Vec<Column>) {
    let job = pad.job;
    let first = pad.next_row();
    let mut card = Card { pad, asked, layout };
    if let Some(person) = job.person {
        card.person(job, &job.facts, &person.name, person.post);
    } else {
        let people = job.facts.chunk_by(|a, b| a.person == b.person);
        for (number, facts) in people.flat_map(|own| own.chunks(MOST)).enumerate() {
            if number > 0 {
                card.pad.skip();
                card.pad.count(RowKind::Blank);
            }
            card.person(job, facts, &facts[0].person, facts[0].post);
        }
    }
    let at = CellRef::new(first, 0);
    card.pad.tables.push(Table {
        head: Area::new(at, at),
        columns: Vec::new(),
    });
}

impl Card<'_, '_> {
    fn person(&mut self, job: &Job<'_>, facts: &[Fact], name: &str, post: &str) {
        self.pad.around = Around {
            post: Some(post.to_owned()),
            person: Some(name.to_owned()),
            level: None,
        };
        let alone = job.person.is_some();
        self.pair(
            alone,
            [("姓名", name.into()), ("科室", job.section.as_str().into())],
        );
        let date = job.manner.date_content(job.date);
        let day = if alone { "填表日期" } else { "职务" };
        let day = (day, if alone { date } else { "科员".into() });
        self.pair(alone, [("岗位", post.into()), day]);
        let mut told = Vec::new();
        match self.layout {
            Layout::CardByKind => self.by_kind(job, facts, &mut told),
            _ => {
                for fact in facts {
                    self.block(job, fact, &mut told);
                }
            }
        }
        let next = self.pad.next_row();
        for (fact, row, places) in told {
            self.pad.row = row;
            self.pad.around.level = self.ticks().then(|| ticked(fact.level));
            self.pad.tell(fact, &self.asked.clone(), places);
        }
        self.pad.row = next;
        self.signed(name);
    }

    /// Whether levels are ticks.
    fn ticks(&self) -> bool {
        matches!(self.layout, Layout::Card | Layout::DocumentCard)
    }

    /// Two labels with their contents side by side.
    fn pair(&mut self, alone: bool, pairs: [(&str, Content); 2]) {
        let row = self.pad.next_row();
        for (col, (label, content)) in (0..).step_by(2).zip(pairs) {
            self.pad.put(row, col, label, StyleRole::BodyCenter);
            if alone {
                self.pad.mark(label, &content.shown(), col + 1);
            }
            self.pad.put(row, col + 1, content, StyleRole::Body);
        }
        self.pad.row += 1;
    }

    /// A label and its content across the card; the content's cell.
    fn line(&mut self, label: &str, content: impl Into<Content>) -> CellRef {
        let row = self.pad.next_row();
        let at = CellRef::new(row, CONTENT);
        self.pad.put(row, 0, label, StyleRole::BodyCenter);
        self.pad.put(row, CONTENT, content, StyleRole::Body);
        self.pad.merge(at, CellRef::new(row, LAST));
        self.pad.row += 1;
        at
    }

    /// A risk with what belongs to it.
    fn block<'f>(&mut self, job: &Job<'_>, fact: &'f Fact, told: &mut Vec<Told<'f>>) {
        let row = self.pad.next_row();
        let mut places = BTreeMap::new();
        for column in self.asked.clone() {
            let Some(field) = column.field else { continue };
            let content = match field {
                Field::Level if self.ticks() => ticked(fact.level).into(),
                field => cells::content(job, &self.asked, fact, field, 0),
            };
            places.insert(field, self.line(&column.label, content));
        }
        told.push((fact, row, places));
    }

    /// A line for each kind of risk; level and measures once for all.
    fn by_kind<'f>(&mut self, job: &Job<'_>, facts: &'f [Fact], told: &mut Vec<Told<'f>>) {
        let Some(first) = facts.first() else { return };
        for fact in facts {
            let row = self.pad.next_row();
            let content = cells::content(job, &self.asked, fact, Field::Risk, 0);
            let cell = self.line(&format!("{}风险", fact.category), content);
            told.push((fact, row, BTreeMap::from([(Field::Risk, cell)])));
        }
        for column in self.asked.clone() {
            let Some(field) = column.field.filter(|f| *f != Field::Risk) else {
                continue;
            };
            let content = cells::content(job, &self.asked, first, field, 0);
            let cell = self.line(&column.label, content);
            for (_, _, places) in told.iter_mut() {
                places.insert(field, cell);
            }
        }
    }

    /// What the person and others sign.
    fn signed(&mut self, name: &str) {
        for (label, said) in [
            ("本人签字", name),
            ("科室审核意见", "同意"),
            ("领导小组意见", ""),
        ] {
            self.line(label, said);
            self.pad.count(RowKind::Footer);
        }
    }
}

/// An entry, its first row, and its cells.
type Told<'f> = (&'f Fact, u32, BTreeMap<Field, CellRef>);
