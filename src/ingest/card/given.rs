//! What is said of risks after they were named: to which entries of a card it belongs.

use super::draft::Drafts;
use super::entry::{Draft, SaidOf, deal, joined};
use super::pair::Pair;
use crate::ingest::label::Meaning;
use crate::model::Field;
use crate::policy::Lookup;

impl Drafts {
    /// A level that is only kept: of the entries that are open, or of all of the person's if it is said once.
    pub fn keep(&mut self, said: SaidOf, pair: &Pair) {
        let group = pair.group.as_ref().map(|(cell, _)| *cell);
        let from = self.open.max(self.own);
        let open = self.entries.iter().enumerate().skip(from);
        let open = open.filter(|(_, draft)| draft.stands_in(group));
        let open = open.map(|(at, _)| at).collect();
        self.kept.add(said, open);
    }

    /// 防控措施 by kind below the risks by kind: of the entry of the same kind.
    pub fn of_kind(&mut self, kind: &str, said: SaidOf, pair: &Pair, lookup: &Lookup<'_>) {
        let Some((_, Meaning::Field(field, _))) = pair.group else {
            return;
        };
        let own = self.entries.get_mut(self.own..).unwrap_or_default();
        let is_kind = |draft: &&mut Draft| {
            let category = draft.said.get(&Field::Category);
            category.is_some_and(|own| own.text == kind) && !draft.said.contains_key(&field)
        };
        match own.iter_mut().find(is_kind) {
            Some(draft) => {
                draft.said.insert(field, said);
                self.closed = true;
            }
            None if lookup.is_blank(&said.text) => {}
            None => self.aside(&said),
        }
    }

    /// Something that belongs to risks: to the one of the same number, to those of the same group, or to all that are open.
    pub fn add(&mut self, field: Field, said: SaidOf, pair: &Pair, number: Option<u32>) {
        if let Some(draft) = self.numbered(number) {
            draft.rows = joined(draft.rows, pair.label.row, pair.last);
            draft.add_level(field, &said);
            draft.fill(field, said);
            return;
        }
        let mut own = self.entries.iter().skip(self.own);
        // 措施3 left blank beside risks with other numbers is nothing.
        if number.is_some() && said.text.is_empty() && own.any(|d| d.number.is_some()) {
            return;
        }
        let group = pair.group.as_ref().map(|(cell, _)| *cell);
        let from = self.open.max(self.own);
        let open = self.entries.get_mut(from..).unwrap_or_default();
        let mut fitting: Vec<&mut Draft> = open
            .iter_mut()
            .filter(|draft| draft.stands_in(group))
            .collect();
        if group.is_none() {
            let seen = self.once.entry(field).or_insert_with(|| (said.clone(), 0));
            seen.1 += 1;
        }
        if fitting.len() > 1 {
            let run = self.run.entry(field).or_default();
            if run.first().is_none_or(|first| first.key() == said.key()) {
                run.push(said);
                deal(run, field, &mut fitting);
                self.closed = true;
                return;
            }
        }
        match fitting.as_mut_slice() {
            // 措施1 without 风险点1 is no other's.
            [] if number.is_some() => {
                let told = Some(said).filter(|said| !said.text.is_empty());
                return told.iter().for_each(|said| self.aside(said));
            }
            [] => {
                self.ahead.insert(field, said);
                return;
            }
            all if all.iter().all(|draft| draft.has(field)) => {
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
                draft.rows = joined(draft.rows, pair.label.row.max(said.cell.row), pair.last);
                draft.said.insert(field, said);
            }
            _ => self.aside(&said),
        }
        self.closed = true;
    }
}
