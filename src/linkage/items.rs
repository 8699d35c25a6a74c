//! From rows to the register's items: repeats are linked and merged, items put in order and numbered, and every pair that was
//! decided about or must be is set down.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::choices::chosen;
use super::compare::{Folder, Guards};
use super::decide::Means;
use super::fates::{Read, returned, skipped};
use super::found::Linked;
use super::identity::{self, Endings, Handed, Numbering};
use super::learn::proposals;
use super::link::Linker;
use super::links::Links;
use super::merge;
use super::order::SectionOrder;
use super::record::{Record, sources};
use super::texts::Texts;
use crate::diagnostic::Diagnostic;
use crate::model::{
    Carried, Entry, Fate, FollowUp, Member, PairReview, Register, RegisterItem, Row, WrittenChoice,
};
use crate::policy::Policy;

/// What registering rests on.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'p> {
    /// The policy.
    pub policy: &'p Policy,
    /// What folds texts.
    pub folder: &'p Folder,
    /// What the entries say.
    pub texts: &'p Texts,
    /// How items are numbered.
    pub numbering: Numbering<'p>,
}

/// What filling a register found.
pub struct Filled {
    /// Entries that may be one, and what was decided about them.
    pub pairs: PairReview,
    /// What the forms say of risk points that stand no more.
    pub endings: Endings,
    /// What is wrong.
    pub findings: Vec<Diagnostic>,
}

impl Terms<'_> {
    /// Fills the register, whose files are known, from the rows, and settles the fates of those that are merged.
    pub fn fill(
        &self,
        register: &mut Register,
        read: &mut Read,
        choices: Vec<WrittenChoice>,
    ) -> Filled {
        let Read {
            rows,
            told,
            reasons,
            gone,
        } = read;
        let registered: Vec<usize> = (0..rows.len())
            .filter(|at| rows[*at].fate == Fate::Registered)
            .collect();
        let halves = chosen(&choices);
        let sources = sources(registered.iter().filter_map(|at| rows[*at].entry()));
        let records = registered
            .par_iter()
            .zip(sources)
            .filter_map(|(at, source)| {
                let entry = rows[*at].entry()?;
                Some(Record::of(entry, told[*at], source, &halves))
            });
        let records: Vec<Record> = records.collect();
        let policy = &self.policy.linkage;
        let guards = Guards::new(policy);
        let means = Means {
            policy,
            folder: self.folder,
            guards: &guards,
            texts: self.texts,
        };
        let linker = Linker::new(&records, means);
        let found = linker.link(choices);
        let mut groups = groups(&registered, &found);
        self.sort(&mut groups, rows);
        let handed = Handed {
            rows,
            files: &register.files,
            gone,
        };
        let numbers = identity::numbers(self.identity(), &groups, handed);
        number(rows, &groups, &numbers.of);
        let items = groups.par_iter().zip(numbers.keys);
        let items = items.map(|(group, keys)| Self::item(group, keys, (rows, reasons), means));
        register.items = items.collect();
        for (at, row) in rows.iter().enumerate() {
            register.returned.extend(returned(row, &reasons[at]));
            register.skipped.extend(skipped(row));
        }
        let links = Links::new(&linker, rows, &registered, &groups);
        let mut findings = links.differing_levels();
        findings.extend(found.findings.iter().cloned());
        findings.extend(numbers.findings);
        register.retired = numbers.retired;
        let proposals = proposals(&found.followed, &records, means);
        let (links, mut pairs) = links.laid(found, policy.first_questions);
        pairs.proposals = proposals;
        register.links = links;
        Filled {
            pairs,
            endings: numbers.endings,
            findings,
        }
    }

    const fn identity(&self) -> identity::Terms<'_> {
        identity::Terms {
            policy: self.policy,
            folder: self.folder,
            numbering: self.numbering,
        }
    }

    /// Sections as in the roster, then by name; within a section by source.
    fn sort(&self, groups: &mut [Vec<usize>], rows: &[Row]) {
        let order = SectionOrder::new(&self.policy.roster);
        let key = |group: &Vec<usize>| {
            let entry = rows[group[0]].entry();
            let place = entry.map_or((usize::MAX, ""), |entry| order.key(entry));
            (place, group[0])
        };
        groups.sort_unstable_by(|a, b| key(a).cmp(&key(b)));
    }

    fn item(
        group: &[usize],
        keys: Vec<String>,
        (rows, reasons): (&[Row], &[Vec<String>]),
        means: Means<'_>,
    ) -> RegisterItem {
        let members: Vec<&Arc<Entry>> = group
            .iter()
            .filter_map(|at| rows[*at].shared_entry())
            .collect();
        let errors = group.iter().flat_map(|at| &reasons[*at]);
        let entry = merge::merged(&members, means);
        let (effective, basis) = merge::level(&entry, &members);
        let named = group.iter().zip(&members).filter(|_| group.len() > 1);
        let member = |(at, entry): (&usize, &&Arc<Entry>)| Member {
            id: rows[*at].id.clone(),
            entry: Arc::clone(entry),
        };
        RegisterItem {
            id: rows[group[0]].register_id.clone().unwrap_or_default(),
            keys,
            sources: group.iter().map(|at| rows[*at].id.clone()).collect(),
            entry,
            members: named.map(member).collect(),
            effective,
            basis,
            errors: errors.cloned().collect(),
            follow_up: FollowUp::default(),
            carried: Carried::default(),
            opinions: Vec::new(),
        }
    }
}

/// Gives the rows of each group its number, and settles the fates of those that are merged.
fn number(rows: &mut [Row], groups: &[Vec<usize>], ids: &[String]) {
    for (group, id) in groups.iter().zip(ids) {
        for (rank, at) in group.iter().enumerate() {
            rows[*at].register_id = Some(id.clone());
            if rank > 0 {
                rows[*at].fate = Fate::Merged;
            }
        }
    }
}

/// Every registered row in its group, the kept one first.
fn groups(registered: &[usize], linked: &Linked) -> Vec<Vec<usize>> {
    let rows = |cluster: &Vec<usize>| cluster.iter().map(|at| registered[*at]).collect();
    let mut groups: Vec<Vec<usize>> = linked.clusters.iter().map(rows).collect();
    let merged: BTreeSet<usize> = groups.iter().flatten().copied().collect();
    let single = registered.iter().filter(|at| !merged.contains(at));
    groups.extend(single.map(|at| vec![*at]));
    groups
}
