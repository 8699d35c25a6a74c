//! The entries of a card, gathered from its pairs. What is said once of several risks speaks for all of them; what is said
//! behind each speaks for that one.

use std::collections::{BTreeMap, BTreeSet};

use super::pair::Pair;
use crate::ingest::body::{self, Body};
use crate::ingest::label::Meaning;
use crate::location::CellRef;
use crate::model::{Field, KeyValue, RowSpan};
use crate::policy::Lookup;
use crate::text;

/// What a field of an entry says.
#[derive(Clone, Debug)]
pub struct SaidOf {
    /// The label's cell.
    pub label: CellRef,
    /// The label.
    pub name: String,
    /// The content's cell.
    pub cell: CellRef,
    /// The content.
    pub text: String,
    /// Whether it speaks for all entries.
    pub shared: bool,
}

/// An entry in the making.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Its rows.
    pub rows: RowSpan,
    /// The row in which it begins.
    at: u32,
    /// What it says.
    pub said: BTreeMap<Field, SaidOf>,
    /// Levels that it gives again under other labels.
    pub levels: Vec<SaidOf>,
    group: Option<CellRef>,
    number: Option<u32>,
}

impl Draft {
    /// A level that it gives again. Of two the one whose giver is known is the field's.
    fn add_level(&mut self, field: Field, said: &SaidOf) {
        let Some(known) = self.said.get_mut(&field).filter(|_| field.is_level()) else {
            return;
        };
        let is_stranger = |said: &SaidOf| {
            let key = text::without_brackets(&text::label_key(&said.name));
            body::of(&key) == Some(Body::Stranger)
        };
        let mut other = said.clone();
        if is_stranger(known) && !is_stranger(&other) {
            std::mem::swap(known, &mut other);
        }
        self.levels.push(other);
    }
}

/// The entries of a card.
#[derive(Debug, Default)]
pub struct Drafts {
    /// Entries of all persons.
    pub entries: Vec<Draft>,
    /// What is said besides.
    pub key_values: Vec<KeyValue>,
    /// What is said of the person.
    person: BTreeMap<Field, SaidOf>,
    /// The first entry of the person, and the first of those that nothing was said of since.
    own: usize,
    open: usize,
    /// Whether something was said that belongs to the open entries, so that a further risk begins anew.
    closed: bool,
    /// What was said before the first risk and belongs to it.
    ahead: BTreeMap<Field, SaidOf>,
    /// What was said of several open entries, each time in its order.
    run: BTreeMap<Field, Vec<SaidOf>>,
    /// What was said once outside of any group, with the number of times.
    once: BTreeMap<Field, (SaidOf, usize)>,
}

impl Drafts {
    /// The entries of these pairs.
    pub fn of(pairs: &[Pair], lookup: &Lookup<'_>) -> Self {
        let mut out = Self::default();
        for pair in pairs {
            out.take(pair, lookup);
        }
        out.finish();
        out.keep_rest(pairs);
        out
    }

    /// Nothing is lost: what no entry says stands beside them.
    fn keep_rest(&mut self, pairs: &[Pair]) {
        let said = self.entries.iter();
        let said = said.flat_map(|draft| draft.said.values().chain(&draft.levels));
        let aside = self.key_values.iter().map(|kv| (kv.cell, kv.value.clone()));
        let known: BTreeSet<(CellRef, String)> = said
            .map(|s| (s.cell, s.text.clone()))
            .chain(aside)
            .collect();
        let rest = pairs
            .iter()
            .filter(|p| !p.content.is_empty() && !known.contains(&(p.cell, p.content.clone())));
        let rest = rest.map(|p| KeyValue {
            key: p.name.clone(),
            value: p.content.clone(),
            cell: p.cell,
        });
        self.key_values.extend(rest.collect::<Vec<_>>());
        self.key_values.sort_by_key(|kv| (kv.cell.row, kv.cell.col));
    }

    /// Gives each entry rows of its own; whether that can be done.
    pub fn part_rows(&mut self) -> bool {
        let firsts: Vec<u32> = self.entries.iter().map(|draft| draft.at).collect();
        for (draft, next) in self.entries.iter_mut().zip(firsts.iter().skip(1)) {
            draft.rows = RowSpan {
                first: draft.at,
                last: draft.rows.last.min(next.saturating_sub(1)).max(draft.at),
            };
        }
        if let Some(last) = self.entries.last_mut() {
            last.rows.first = last.at;
        }
        firsts.is_sorted_by(|a, b| a < b)
    }

    fn take(&mut self, pair: &Pair, lookup: &Lookup<'_>) {
        let text = &pair.content;
        let said = SaidOf {
            label: pair.label,
            name: pair.name.clone(),
            cell: pair.cell,
            text: text.clone(),
            shared: false,
        };
        match &pair.meaning {
            Meaning::Sign => {}
            Meaning::Other | Meaning::Field(..) if text.is_empty() && !of_risk(&pair.meaning) => {}
            Meaning::Other => self.aside(&said),
            Meaning::Category(category) => {
                if !lookup.is_blank(text) {
                    self.begin(Field::Risk, said.clone(), pair, None);
                    let label = SaidOf {
                        cell: pair.label,
                        text: category.clone(),
                        ..said
                    };
                    self.last()
                        .map(|draft| draft.said.insert(Field::Category, label));
                }
            }
            Meaning::Field(field @ (Field::Risk | Field::Manifestation), number) => {
                if !lookup.is_blank(text) {
                    self.begin(*field, said, pair, *number);
                }
            }
            Meaning::Field(field, number) if is_of_risk(*field) => {
                self.add(*field, said, pair, *number);
            }
            Meaning::Field(field, _) => self.of_person(*field, said),
        }
    }

    fn last(&mut self) -> Option<&mut Draft> {
        self.entries.last_mut()
    }

    fn aside(&mut self, said: &SaidOf) {
        self.key_values.push(KeyValue {
            key: said.name.clone(),
            value: said.text.clone(),
            cell: said.cell,
        });
    }

    /// A risk or its description: of the entry that lacks it, or of a new one.
    fn begin(&mut self, field: Field, said: SaidOf, pair: &Pair, number: Option<u32>) {
        let group = pair.group.as_ref().map(|(cell, _)| *cell);
        if let Some(draft) = self.numbered(number) {
            draft.rows = joined(draft.rows, pair.label.row, said.cell.row);
            draft.said.entry(field).or_insert(said);
            return;
        }
        let (open, closed) = (self.open.max(self.own), self.closed);
        let mut fitting: Vec<&mut Draft> = self.entries.iter_mut().skip(open).collect();
        if field == Field::Manifestation && group.is_none() && number.is_none() && !closed {
            let lacks = |d: &&mut Draft| d.said.contains_key(&Field::Risk) && d.group.is_none();
            let run = self.run.entry(field).or_default();
            let all_lack = fitting.iter().all(|d| !d.said.contains_key(&field));
            if fitting.len() > 1 && fitting.iter().all(lacks) && (all_lack || !run.is_empty()) {
                run.push(said);
                return deal(run, field, &mut fitting);
            }
        }
        let current = fitting.pop();
        let goes_on = current.filter(|draft| {
            let new = number.is_some() && draft.number != number;
            !closed && !new && draft.group == group && !draft.said.contains_key(&field)
        });
        if let Some(draft) = goes_on {
            draft.rows = joined(draft.rows, pair.label.row, said.cell.row);
            draft.said.insert(field, said);
            return;
        }
        if closed {
            self.open = self.entries.len();
            self.closed = false;
            self.run.clear();
        }
        let row = pair.label.row.max(said.cell.row);
        let mut draft = Draft {
            rows: RowSpan {
                first: row,
                last: row,
            },
            at: row,
            said: std::mem::take(&mut self.ahead),
            levels: Vec::new(),
            group,
            number,
        };
        if let Some((cell, Meaning::Category(category))) = &pair.group {
            let label = SaidOf {
                cell: *cell,
                label: *cell,
                text: category.clone(),
                name: category.clone(),
                shared: false,
            };
            draft.said.insert(Field::Category, label);
        }
        draft.said.insert(field, said);
        self.entries.push(draft);
    }

    /// The entry of this person with this number.
    fn numbered(&mut self, number: Option<u32>) -> Option<&mut Draft> {
        let number = number?;
        let own = self.entries.get_mut(self.own..)?;
        own.iter_mut().find(|draft| draft.number == Some(number))
    }

    /// Something that belongs to risks: to the one of the same number, to those of the same group, or to all that are open.
    fn add(&mut self, field: Field, said: SaidOf, pair: &Pair, number: Option<u32>) {
        let row = pair.label.row.max(said.cell.row);
        if let Some(draft) = self.numbered(number) {
            draft.rows = joined(draft.rows, pair.label.row, said.cell.row);
            draft.add_level(field, &said);
            draft.said.entry(field).or_insert(said);
            return;
        }
        let group = pair.group.as_ref().map(|(cell, _)| *cell);
        let from = self.open.max(self.own);
        let open = self.entries.get_mut(from..).unwrap_or_default();
        let mut fitting: Vec<&mut Draft> = open
            .iter_mut()
            .filter(|draft| group.is_none() || draft.group == group)
            .collect();
        if group.is_none() {
            let seen = self.once.entry(field).or_insert_with(|| (said.clone(), 0));
            seen.1 += 1;
        }
        if fitting.len() > 1 {
            let run = self.run.entry(field).or_default();
            if run.first().is_none_or(|first| first.name == said.name) {
                run.push(said);
                deal(run, field, &mut fitting);
                self.closed = true;
                return;
            }
        }
        match fitting.as_mut_slice() {
            [] => {
                self.ahead.insert(field, said);
                return;
            }
            all if all.iter().all(|draft| draft.said.contains_key(&field)) => {
                if field.is_level() {
                    for draft in all.iter_mut() {
                        draft.add_level(field, &said);
                    }
                    return;
                }
                // Said already, under another label: kept beside it.
                self.aside(&said);
                return;
            }
            [draft] => {
                draft.rows = joined(draft.rows, row, row);
                draft.said.insert(field, said);
            }
            _ => self.aside(&said),
        }
        self.closed = true;
    }

    /// What is said of the person; a second name is that of the next person.
    fn of_person(&mut self, field: Field, said: SaidOf) {
        if field == Field::Person && self.entries.len() > self.own {
            self.finish();
        }
        if field == Field::Post && self.person.contains_key(&field) {
            let known = &self.person[&field];
            // 岗位 says more than 职务, wherever it stands.
            if known.name.contains("职务") && !said.name.contains("职务") {
                let duty = self.person.insert(field, said);
                if let Some(duty) = duty {
                    self.aside(&duty);
                }
            } else {
                self.aside(&said);
            }
            return;
        }
        if self.person.contains_key(&field) {
            return self.aside(&said);
        }
        self.person.insert(field, said);
    }

    /// Ends a person: what was said once, and of the person, is said of each entry that says nothing else.
    fn finish(&mut self) {
        let own = self.own.min(self.entries.len());
        let once = std::mem::take(&mut self.once).into_iter();
        let once = once
            .filter(|(_, (_, times))| *times == 1)
            .map(|(field, (said, _))| (field, said));
        let person = std::mem::take(&mut self.person);
        let shared: Vec<(Field, SaidOf)> = once.chain(person).collect();
        for draft in &mut self.entries[own..] {
            for (field, said) in &shared {
                let shared = SaidOf {
                    shared: true,
                    ..said.clone()
                };
                draft.said.entry(*field).or_insert(shared);
            }
        }
        self.own = self.entries.len();
        self.open = self.own;
        self.closed = false;
        self.run.clear();
        self.ahead.clear();
    }
}

fn of_risk(meaning: &Meaning) -> bool {
    matches!(meaning, Meaning::Field(field, _) if is_of_risk(*field))
}

/// Gives what was said to several entries: said once it is said of all of them, else of each in its turn.
fn deal(run: &[SaidOf], field: Field, drafts: &mut [&mut Draft]) {
    for (at, draft) in drafts.iter_mut().enumerate() {
        let said = match run {
            [once] => Some(SaidOf {
                shared: true,
                ..once.clone()
            }),
            several => several.get(at).cloned(),
        };
        match said {
            Some(said) => draft.said.insert(field, said),
            None => draft.said.remove(&field),
        };
    }
}

/// Whether a field speaks of a risk and not of the person.
const fn is_of_risk(field: Field) -> bool {
    !matches!(
        field,
        Field::Person
            | Field::Section
            | Field::Post
            | Field::Head
            | Field::Leader
            | Field::ReportedOn
            | Field::RatedOn
    )
}

const fn joined(rows: RowSpan, one: u32, other: u32) -> RowSpan {
    let (low, high) = if one < other {
        (one, other)
    } else {
        (other, one)
    };
    RowSpan {
        first: if low < rows.first { low } else { rows.first },
        last: if high > rows.last { high } else { rows.last },
    }
}
