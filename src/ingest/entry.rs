//! Entries from rows: each field's text over the physical rows of the entry, with its cell and where it came from.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::body::RawEntry;
use super::checks;
use super::date::DateReading;
use super::dated::date_of;
use super::doubles;
use super::header::Head;
use super::held;
use super::key;
use super::keyvalue;
use super::kind_levels;
use super::kind_ticks::{self, Kinds};
use super::level;
use super::levels;
use super::located::Card;
use super::names;
use super::opinions;
use super::options;
use super::outside;
use super::owner;
use super::revised;
use super::said::Said;
use super::several;
use super::surroundings::Surroundings;
use super::tick;
use super::ticked::Marks;
use super::view::{RowCells, View};
use crate::diagnostic::Diagnostic;
use crate::location::{CellRef, Place};
use crate::model::{
    Basis, Column, Entry, Evidence, Extra, Field, Grading, Origin, PartialDate, Value,
};
use crate::policy::Lookup;
use crate::text::{self, Text};

/// The fields that a heading may say for the rows below it though there are columns for them.
const WHOSE: [Field; 2] = [Field::Post, Field::Person];

/// Builds the entries of one table.
pub struct Assembler<'a> {
    /// The sheet.
    pub view: View<'a>,
    /// The table's head.
    pub head: &'a Head,
    /// What stands around the table.
    pub around: &'a Surroundings,
    /// The policy.
    pub lookup: &'a Lookup<'a>,
    /// File and sheet.
    pub place: &'a Place,
}

impl Assembler<'_> {
    /// The entries of the rows, with what was found wrong in them.
    pub fn assemble(&self, rows: &[RawEntry], findings: &mut Vec<Diagnostic>) -> Vec<Entry> {
        let mut above: BTreeMap<Field, Value> = BTreeMap::new();
        let mut entries = Vec::new();
        for raw in rows {
            let mut entry = self.entry(raw, self.cells(raw), &above, findings);
            above.clone_from(&entry.values);
            self.complete(&mut entry, raw);
            findings.extend(self.one_or_more(raw));
            entries.push(entry);
        }
        self.read_levels(&mut entries, findings);
        entries
    }

    /// The entries of a card, with what was found wrong in them.
    pub fn of_card(
        &self,
        (card, last): (&Card, u32),
        findings: &mut Vec<Diagnostic>,
    ) -> Vec<Entry> {
        let nothing = BTreeMap::new();
        let mut entries = Vec::new();
        for own in &card.entries {
            let raw = own.raw();
            let cells = own.cells.iter().map(|(column, content)| {
                let column = &self.head.columns[*column];
                (column, content.cell, content.origin, content.said())
            });
            let mut entry = self.entry(&raw, cells, &nothing, findings);
            entry.place.cell = Some(own.at);
            self.read_unit(&mut entry);
            self.complete(&mut entry, &raw);
            entries.push(entry);
        }
        let by_kind = (self.view, (self.head.first, last));
        findings.extend(kind_levels::settle(
            &mut entries,
            by_kind,
            self.place,
            self.lookup,
        ));
        self.read_levels(&mut entries, findings);
        entries
    }

    /// 工作单位 | 青云区财政局预算科: on a card the unit names the section behind the bureau.
    fn read_unit(&self, entry: &mut Entry) {
        let column = self.head.column(Field::Section);
        let is_unit = column.is_some_and(|c| key::is_unit_key(&c.label));
        let value = entry.values.get_mut(&Field::Section).filter(|_| is_unit);
        if let Some(value) = value
            && let Some(section) = names::section_of_value(&value.raw, false, self.lookup)
        {
            value.text = section.as_str().into();
        }
    }

    fn read_levels(&self, entries: &mut [Entry], findings: &mut Vec<Diagnostic>) {
        let around = (self.view, &*self.around.notes, self.place);
        levels::read(entries, self.head, around, self.lookup, findings);
    }

    /// The cells of a row, by the columns of the head.
    fn cells<'s>(
        &'s self,
        raw: &'s RawEntry,
    ) -> impl Iterator<Item = (&'s Column, CellRef, Origin, Said<'s>)> {
        let columns = self.head.columns.iter();
        columns.filter_map(|column| {
            let (cell, origin, said) = self.said(raw, column)?;
            Some((column, cell, origin, said))
        })
    }

    fn entry<'s>(
        &self,
        raw: &RawEntry,
        cells: impl Iterator<Item = (&'s Column, CellRef, Origin, Said<'s>)>,
        above: &BTreeMap<Field, Value>,
        findings: &mut Vec<Diagnostic>,
    ) -> Entry {
        let first = CellRef::new(raw.rows.first, self.head.left());
        let mut entry = Entry {
            place: Place {
                cell: Some(first),
                ..self.place.clone()
            },
            rows: raw.rows,
            values: BTreeMap::new(),
            owners: Vec::new(),
            level_is: Basis::Declared,
            declared: None,
            suggested: None,
            confirmed: None,
            answers: BTreeMap::new(),
            grading: Grading::default(),
            decision: None,
            reported_on: None,
            rated_on: None,
            extras: Vec::new(),
            subject: None,
        };
        let mut marks = Marks::new(self.lookup);
        let mut kinds = Kinds::new(&self.head.columns, self.lookup);
        for (column, cell, origin, said) in cells {
            if column.by == Evidence::Part {
                several::add_part(&mut entry, column, cell, &said.text);
            }
            match column.field {
                _ if column.by == Evidence::Opinion => {
                    opinions::add(&mut entry, column, cell, &said.text, self.lookup);
                }
                Some(Field::Category) if column.by == Evidence::Tick => {
                    kinds.add(&mut entry, column, (cell, &said.text));
                }
                Some(field) if column.by == Evidence::Tick => {
                    marks.add(&mut entry, field, column, (cell, said.text.into_owned()));
                }
                Some(field) if !entry.values.contains_key(&field) => {
                    let value = self.value(field, cell, origin, &said, above, findings);
                    entry.values.insert(field, value);
                }
                _ => {
                    let doubts = self.doubts(&entry, column, &said);
                    let extra = Extra::new(&column.label, said.text, cell);
                    let beside = column
                        .field
                        .or_else(|| doubles::less_exact(column, self.lookup));
                    entry.extras.push(Extra {
                        doubts,
                        beside,
                        ..extra
                    });
                }
            }
        }
        marks.settle(&mut entry);
        findings.extend(kinds.settle(&mut entry, self.place));
        held::part(&mut entry, self.head, above, self.lookup);
        revised::carry(&mut entry, &self.head.columns, self.lookup);
        entry
    }

    /// The level that a further one puts in doubt: one whose giver nobody knows, or of the same field and different.
    fn doubts(&self, entry: &Entry, column: &Column, said: &Said<'_>) -> Option<Field> {
        if self.lookup.is_blank(said) {
            return None;
        }
        if column.by == Evidence::UnreadLevel {
            return Some(Field::Level);
        }
        let field = column.field.filter(|f| f.is_level())?;
        let first = &entry.values.get(&field)?.text;
        (!level::agree(first, &said.text, self.lookup)).then_some(field)
    }

    /// The text of a column over the rows of the entry, and its first cell.
    fn said(&self, raw: &RawEntry, column: &Column) -> Option<(CellRef, Origin, Said<'_>)> {
        let pieces = self.pieces(raw, column);
        let (cell, first) = *pieces.first()?;
        let above = cell.row < raw.rows.first;
        let origin = if above { Origin::Merged } else { Origin::Cell };
        if pieces.len() == 1 {
            let said = Said {
                text: Cow::Borrowed(first.text()),
                key: Cow::Borrowed(first.folded()),
            };
            return Some((cell, origin, said));
        }
        let texts: Vec<&str> = pieces.iter().map(|(_, t)| t.text()).collect();
        let keys: String = pieces.iter().map(|(_, t)| t.folded()).collect();
        let said = Said {
            text: Cow::Owned(texts.join("\n")),
            key: Cow::Owned(keys),
        };
        Some((cell, origin, said))
    }

    /// The texts of a column over the rows of the entry, each with its cell.
    fn pieces(&self, raw: &RawEntry, column: &Column) -> RowCells<'_> {
        let mut pieces = RowCells::new();
        for row in raw.rows.first..=raw.rows.last {
            let Some(seen) = self.view.seen(CellRef::new(row, column.cell.col)) else {
                continue;
            };
            // A cell merged over two columns belongs to the first of them.
            let new = pieces.iter().all(|(cell, _)| *cell != seen.cell);
            if seen.cell.col == column.cell.col && new {
                pieces.push((seen.cell, seen.raw));
            }
        }
        pieces
    }

    /// Several risks without list numbers on the rows of one entry may have been meant as several entries.
    fn one_or_more(&self, raw: &RawEntry) -> Option<Diagnostic> {
        let pieces = self.pieces(raw, self.head.column(Field::Risk)?);
        let (cell, second) = pieces
            .get(1)
            .filter(|(_, t)| text::after_list_number(t).is_none())?;
        let message = format!(
            "“{}”与上一行的风险点合在一条里登记",
            text::excerpt(second, 30)
        );
        Some(self.finding(&checks::ONE_OR_MORE, *cell, message))
    }

    fn value(
        &self,
        field: Field,
        cell: CellRef,
        origin: Origin,
        said: &Said<'_>,
        above: &BTreeMap<Field, Value>,
        findings: &mut Vec<Diagnostic>,
    ) -> Value {
        let written = &*said.text;
        let raw = Arc::<str>::from(written);
        if field != Field::Seq && self.lookup.is_ditto(said) {
            if let Some(value) = above.get(&field).filter(|v| !v.text.is_empty()) {
                return Value {
                    raw,
                    text: value.text.clone(),
                    cell: Some(cell),
                    origin: Origin::Ditto,
                };
            }
            let message = format!(
                "“{}”栏写着“{written}”，但上一条没有可引用的内容",
                field.title()
            );
            findings.push(self.finding(&checks::DITTO, cell, message).found(written));
            return Value::new(raw, "", Some(cell), origin);
        }
        let nothing = field != Field::Seq && self.lookup.is_blank_in(field, said);
        let blank = nothing || outside::is_unreadable(self.view.value(cell));
        let text = if blank {
            String::new()
        } else {
            self.tidy(field, written)
        };
        let mut value = Value::new(raw, &text, Some(cell), origin);
        if text == written {
            value.text = value.text.with_key(&said.key);
        }
        value
    }

    fn tidy(&self, field: Field, written: &str) -> String {
        match field {
            Field::Section => options::section(&text::squash(written), self.lookup),
            Field::Matter => text::unbroken(written),
            Field::Category => kind_ticks::in_cell(written, self.lookup.policy()),
            field if field.is_prose() || field.is_level() => text::clean(written),
            Field::Owner => text::clean(written),
            Field::Person => several::persons(&keyvalue::without_day(written), self.lookup),
            Field::Post => several::posts(options::post(written), self.lookup),
            _ => text::tight(written),
        }
    }

    /// What stands around the table fills fields that have no column; then the parts of the entry are read.
    fn complete(&self, entry: &mut Entry, raw: &RawEntry) {
        for (field, value) in self.around.values_for(&raw.group, self.lookup) {
            let has_column = self
                .head
                .column(field)
                .is_some_and(|_| !self.around.empty_columns.contains(&field));
            // 岗位：指标岗　姓名：李二 over rows whose own cells are blank says whose they are.
            let over = value.origin == Origin::Group && WHOSE.contains(&field);
            if (!has_column || over) && !entry.values.contains_key(&field) {
                entry.values.insert(field, value);
            }
        }
        if let Some(owners) = entry.values.get(&Field::Owner) {
            entry.owners = owner::read(&owners.text, self.lookup);
        }
        self.read_answers(entry);
        let date = |field| entry.values.get(&field).and_then(|v| self.date(v));
        let (reported_on, rated_on) = (date(Field::ReportedOn), date(Field::RatedOn));
        entry.reported_on = reported_on;
        entry.rated_on = rated_on;
    }

    /// The answers on which the level depends. A box left open answers nothing.
    fn read_answers(&self, entry: &mut Entry) {
        for (field, value) in entry.values.iter_mut().filter(|(f, _)| f.is_answer()) {
            let read = |written: &str| self.lookup.answer(*field, written);
            let answer = match tick::choice(&value.text) {
                _ if tick::is_tick(&value.text) => read(&value.text),
                tick::Choice::NoBoxes => read(&value.text),
                tick::Choice::Ticked(words) => match words.as_slice() {
                    [word] => read(word),
                    _ => None,
                },
                tick::Choice::Unticked => {
                    value.text = Text::default();
                    None
                }
            };
            entry.answers.extend(answer.map(|a| (*field, a)));
        }
    }

    /// The date of a value: by the type of its cell where the value is the whole cell, else by its text.
    fn date(&self, value: &Value) -> Option<PartialDate> {
        match date_of(value, self.view) {
            DateReading::Known(date) | DateReading::Serial(date) => Some(date),
            DateReading::Unknown => None,
        }
    }

    fn finding(
        &self,
        check: &crate::diagnostic::Check,
        cell: CellRef,
        message: String,
    ) -> Diagnostic {
        Diagnostic::new(
            check,
            Place {
                cell: Some(cell),
                ..self.place.clone()
            },
            message,
        )
    }
}
