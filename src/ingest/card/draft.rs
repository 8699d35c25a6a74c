//! The entries of a card, gathered from its pairs. What is said once of several risks speaks for all of them; what is said
//! behind each speaks for that one.

use std::collections::{BTreeMap, BTreeSet};

use super::entry::{Draft, SaidOf, deal, is_of_risk, joined, of_risk};
use super::pair::Pair;
use crate::ingest::label::Meaning;
use crate::location::CellRef;
use crate::model::{Field, KeyValue, RowSpan};
use crate::policy::Lookup;

/// More risks of one person make no card, but a list with a label in front of every line.
const MOST: usize = 500;

/// The entries of a card.
#[derive(Debug, Default)]
pub struct Drafts {
    /// Entries of all persons.
    pub entries: Vec<Draft>,
    /// What is said besides.
    pub key_values: Vec<KeyValue>,
    /// What is said of the person.
    person: BTreeMap<Field, SaidOf>,
    /// What was said of the person before a further post.
    before: BTreeMap<Field, SaidOf>,
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
    /// The entries of these pairs; none where they are no cards.
    pub fn of(pairs: &[Pair], lookup: &Lookup<'_>) -> Option<Self> {
        let mut out = Self::default();
        for pair in pairs {
            out.take(pair, lookup);
            if out.entries.len() - out.own.min(out.entries.len()) > MOST {
                return None;
            }
        }
        out.finish();
        out.entries.retain(|draft| draft.tells(lookup));
        out.keep_rest(pairs);
        Some(out)
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
                    self.drop_left_out();
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
                match (field, lookup.is_blank(text)) {
                    (Field::Risk, true) => self.leave_out(said, pair, *number),
                    (_, true) => {}
                    (Field::Risk, false) => {
                        self.drop_left_out();
                        self.begin(*field, said, pair, *number);
                    }
                    (_, false) => self.begin(*field, said, pair, *number),
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
            // 风险点 with its level beside it, and 表现形式 below.
            let describes = field == Field::Manifestation && draft.said.contains_key(&Field::Risk);
            (!closed || describes)
                && !new
                && draft.group == group
                && !draft.said.contains_key(&field)
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
        self.start(field, said, pair, number);
    }

    /// A new entry, with what was said before it.
    fn start(&mut self, field: Field, said: SaidOf, pair: &Pair, number: Option<u32>) {
        let row = pair.label.row.max(said.cell.row);
        let mut draft = Draft {
            rows: RowSpan {
                first: row,
                last: row,
            },
            at: row,
            said: std::mem::take(&mut self.ahead),
            levels: Vec::new(),
            group: pair.group.as_ref().map(|(cell, _)| *cell),
            number,
            hollow: false,
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

    /// A risk that was not written: what follows belongs to it and to no other.
    fn leave_out(&mut self, said: SaidOf, pair: &Pair, number: Option<u32>) {
        let open = self.open.max(self.own);
        let waits = self.entries.get(open..).is_some_and(|all| !all.is_empty());
        // Of several risks with one level some lines may stay free.
        if (number.is_some() || waits) && !self.closed {
            return;
        }
        self.begin(Field::Risk, said, pair, number);
        if let Some(draft) = self.last() {
            draft.hollow = true;
        }
    }

    /// A line for a risk that stayed free right above another one is none.
    fn drop_left_out(&mut self) {
        if !self.closed {
            let free = |draft: &mut Draft| draft.hollow && draft.said.len() == 1;
            self.entries.pop_if(free);
        }
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
        let again = self
            .person
            .get(&field)
            .is_some_and(|known| known.name == said.name);
        if field == Field::Person && (again || self.entries.len() > self.own) {
            self.finish();
        }
        if field == Field::Person {
            self.before.clear();
        }
        // Further on the same label is that of a further post, of the same person where no other is named.
        if field == Field::Post && again && self.entries.len() > self.own {
            let known = self.person.clone();
            self.finish();
            self.before = known;
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
        let person = std::mem::take(&mut self.person).into_iter();
        let before = std::mem::take(&mut self.before);
        let shared: Vec<(Field, SaidOf)> = once.chain(person).chain(before).collect();
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
