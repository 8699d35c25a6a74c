//! The entries of a card, gathered from its pairs. What is said once of several risks speaks for all of them; what is said
//! behind each speaks for that one.

use std::collections::BTreeMap;

use super::aside;
use super::entry::{Draft, SaidOf, deal, is_of_risk, joined, of_risk, settle_risk};
use super::kept::Kept;
use super::lines;
use super::pair::Pair;
use super::person::Person;
use crate::ingest::elsewhere;
use crate::ingest::key;
use crate::ingest::keyvalue;
use crate::ingest::label::Meaning;
use crate::ingest::names;
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
    pub person: Person,
    /// The first entry of the person, and the first of those that nothing was said of since.
    pub own: usize,
    pub open: usize,
    /// The kind of risk in a row of its own above, and the first entry below it.
    pub heading: Option<(CellRef, String)>,
    pub part: usize,
    /// Whether something was said that belongs to the open entries, so that a further risk begins anew.
    pub closed: bool,
    /// What was said before the first risk and belongs to it.
    pub ahead: BTreeMap<Field, SaidOf>,
    /// What was said of several open entries, each time in its order.
    pub run: BTreeMap<Field, Vec<SaidOf>>,
    /// What was said once outside of any group, with the number of times.
    pub once: BTreeMap<Field, (SaidOf, usize)>,
    /// Levels that are only kept.
    pub kept: Kept,
}

impl Drafts {
    /// The entries of these pairs; none where they are no cards.
    pub fn of(pairs: &[Pair], lookup: &Lookup<'_>) -> Option<Self> {
        let mut out = Self::default();
        let mut taken: Vec<Pair> = Vec::new();
        let mut rest = pairs;
        while !rest.is_empty() {
            let (own, behind) = rest.split_at(lines::first(rest));
            rest = behind;
            let known = taken.len();
            // Line by line they go with as many risks; else they are one text.
            if own.len() > 1 && out.waiting() != own.len() {
                taken.push(lines::joined(own));
            } else {
                taken.extend(own.iter().cloned());
            }
            taken[known..]
                .iter()
                .for_each(|pair| out.take(pair, lookup));
            if out.entries.len() - out.own.min(out.entries.len()) > MOST {
                return None;
            }
        }
        out.finish();
        out.entries.retain(|draft| draft.tells(lookup));
        settle_risk(&mut out.entries);
        aside::keep(&mut out.key_values, &taken, &out.entries, lookup);
        Some(out)
    }

    /// The number of risks that wait for what is said of them.
    fn waiting(&self) -> usize {
        let open = self.open.max(self.own);
        self.entries.len().saturating_sub(open)
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
        self.enter(pair.heading.as_ref());
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
            Meaning::Field(field, _) if text.is_empty() && !of_risk(&pair.meaning) => {
                self.left_blank(*field, &said);
            }
            Meaning::Other | Meaning::Kept if text.is_empty() => {}
            Meaning::Kept => self.keep(said, pair),
            Meaning::Other => self.other(said, lookup),
            Meaning::Category(category) if pair.is_part_of_a_block() => {
                self.of_kind(category, said, pair, lookup);
            }
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
                        self.level_of_label(pair, lookup);
                    }
                    (_, false) => self.begin(*field, said, pair, *number),
                }
            }
            Meaning::Field(field, number) if is_of_risk(*field) => {
                self.add(*field, said, pair, *number);
            }
            Meaning::Field(field, _) if keyvalue::is_head(*field, text) => self.aside(&said),
            Meaning::Field(field, _) => self.of_person(*field, said),
        }
    }

    /// 一级风险点 says the level of what stands behind it.
    fn level_of_label(&mut self, pair: &Pair, lookup: &Lookup<'_>) {
        let level = elsewhere::of_risk(&pair.name, lookup);
        if let (Some(level), Some(draft)) = (level, self.entries.last_mut()) {
            let said = SaidOf::of_label(pair.label, &pair.name, level);
            draft.said.entry(Field::Level).or_insert(said);
        }
    }

    /// Below a further kind of risk numbers begin anew.
    fn enter(&mut self, heading: Option<&(CellRef, String)>) {
        if heading.is_some() && self.heading.as_ref() != heading {
            self.heading = heading.cloned();
            self.part = self.entries.len();
            self.open = self.entries.len();
            self.closed = false;
            self.run.clear();
        }
    }

    fn last(&mut self) -> Option<&mut Draft> {
        self.entries.last_mut()
    }

    pub fn aside(&mut self, said: &SaidOf) {
        self.key_values.push(said.key_value());
    }

    /// Something else; a unit may be the section.
    fn other(&mut self, said: SaidOf, lookup: &Lookup<'_>) {
        let aside = match names::section_of_value(&said.text, false, lookup) {
            Some(_) if key::is_unit_key(&said.name) => self.person.take_unit(said),
            _ => Some(said),
        };
        self.key_values
            .extend(aside.as_ref().map(SaidOf::key_value));
    }

    /// A risk or its description: of the entry that lacks it, or of a new one.
    fn begin(&mut self, field: Field, said: SaidOf, pair: &Pair, number: Option<u32>) {
        let group = pair.group.as_ref().map(|(cell, _)| *cell);
        if let Some(draft) = self.numbered(number) {
            draft.rows = joined(draft.rows, pair.label.row, pair.last);
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
                && draft.stands_under(group)
                && !draft.said.contains_key(&field)
        });
        if let Some(draft) = goes_on {
            draft.rows = joined(draft.rows, pair.label.row, pair.last);
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
                last: row.max(pair.last),
            },
            at: row,
            label: pair.label,
            said: std::mem::take(&mut self.ahead),
            levels: Vec::new(),
            group: pair.group.as_ref().map(|(cell, _)| *cell),
            number,
            hollow: false,
        };
        let kind = match &pair.group {
            Some((cell, Meaning::Category(kind))) => Some((*cell, kind)),
            _ => pair.heading.as_ref().map(|(cell, kind)| (*cell, kind)),
        };
        if let Some((cell, kind)) = kind {
            let label = SaidOf::of_label(cell, kind, kind.clone());
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
        if waits && !self.closed {
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
    pub fn numbered(&mut self, number: Option<u32>) -> Option<&mut Draft> {
        let number = number?;
        let own = self.entries.get_mut(self.own.max(self.part)..)?;
        own.iter_mut().find(|draft| draft.number == Some(number))
    }

    /// A label of the person with nothing behind it. Where a name was to stand again, the next person is not the one before.
    fn left_blank(&mut self, field: Field, said: &SaidOf) {
        let told = self.entries.len() > self.own;
        if matches!(field, Field::Person | Field::Section)
            && told
            && self.person.repeats(field, said)
        {
            self.finish();
        }
        self.aside(said);
    }

    /// What is said of the person; a second name is that of the next person, and the same label of a section begins the next card.
    fn of_person(&mut self, field: Field, said: SaidOf) {
        // 风险点 alone above a name is the heading of a block.
        if field == Field::Person {
            self.drop_left_out();
        }
        let again = self.person.repeats(field, &said);
        let told = self.entries.len() > self.own;
        let next = match field {
            Field::Person => again || told,
            Field::Section => again && told,
            _ => false,
        };
        if next {
            self.finish();
        }
        // Further on the same label is that of a further post, of the same person where no other is named.
        if field == Field::Post && (again || said.name.is_empty()) && told {
            let further = self.person.with_further_post();
            self.finish();
            self.person = further;
        }
        let aside = self.person.take(field, said);
        self.key_values
            .extend(aside.as_ref().map(SaidOf::key_value));
    }

    /// Ends a person: what was said once, and of the person, is said of each entry that says nothing else.
    fn finish(&mut self) {
        let own = self.own.min(self.entries.len());
        let once = std::mem::take(&mut self.once).into_iter();
        let once = once.filter_map(|(field, (said, times))| (times == 1).then_some((field, said)));
        let (person, unit) = std::mem::take(&mut self.person).end();
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
        let kept = std::mem::take(&mut self.kept).give(&mut self.entries, own);
        kept.iter().chain(&unit).for_each(|said| self.aside(said));
        self.own = self.entries.len();
        self.open = self.own;
        self.closed = false;
        self.run.clear();
        self.ahead.clear();
    }
}
