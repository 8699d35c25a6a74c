//! From rows to the register's items: repeats are linked and merged, items put in order and numbered, and every pair that was
//! decided about or must be is set down.

use std::collections::{BTreeMap, BTreeSet};

use super::compare::Folder;
use super::fates::{returned, skipped};
use super::link::{Linked, Linker, chosen};
use super::order::SectionOrder;
use super::record::Record;
use super::{checks, merge};
use crate::diagnostic::Diagnostic;
use crate::model::{
    DecidedPair, Entry, Fate, Field, FollowUp, Link, Linkage, Member, PairId, PairReview, Register,
    RegisterItem, Row, WrittenChoice,
};
use crate::policy::Policy;

/// What registering rests on.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'p> {
    /// The policy.
    pub policy: &'p Policy,
    /// 年度, in the items' numbers.
    pub year: i32,
}

impl Terms<'_> {
    /// Fills the register from the rows, and settles the fates of those that are merged.
    pub fn fill(
        &self,
        register: &mut Register,
        rows: &mut [Row],
        reasons: &BTreeMap<usize, Vec<String>>,
        choices: Vec<WrittenChoice>,
    ) -> (PairReview, Vec<Diagnostic>) {
        let registered: Vec<usize> = (0..rows.len())
            .filter(|at| rows[*at].fate == Fate::Registered)
            .collect();
        let folder = Folder::new(&self.policy.linkage);
        let halves = chosen(&choices);
        let entries = registered.iter().filter_map(|at| rows[*at].entry());
        let records: Vec<Record> = entries.map(|e| Record::of(e, &folder, &halves)).collect();
        let linker = Linker::new(&records, &folder, &self.policy.linkage);
        let found = linker.link(choices);
        let mut groups = groups(&registered, &found);
        self.sort(&mut groups, rows);
        for (number, group) in groups.iter().enumerate() {
            let id = format!("{}-{:04}", self.year, number + 1);
            for (rank, at) in group.iter().enumerate() {
                rows[*at].register_id = Some(id.clone());
                if rank > 0 {
                    rows[*at].fate = Fate::Merged;
                }
            }
            register
                .items
                .push(self.item(id, group, rows, reasons, &folder));
        }
        for (at, row) in rows.iter().enumerate() {
            let reasons = reasons.get(&at).cloned().unwrap_or_default();
            register.returned.extend(returned(row, reasons));
            register.skipped.extend(skipped(row));
        }
        let account = Account::new(&linker, rows, &registered, &groups);
        let mut findings = account.differing_levels();
        findings.extend(found.findings.iter().cloned());
        let (links, pairs) = account.links(found);
        register.links = links;
        (pairs, findings)
    }

    /// Sections as in the roster, then by name; within a section by source.
    fn sort(&self, groups: &mut [Vec<usize>], rows: &[Row]) {
        let order = SectionOrder::new(&self.policy.roster);
        groups.sort_by_key(|group| {
            let (rank, section) = rows[group[0]]
                .entry()
                .map_or((usize::MAX, ""), |entry| order.key(entry));
            (rank, section.to_owned(), group[0])
        });
    }

    fn item(
        &self,
        id: String,
        group: &[usize],
        rows: &[Row],
        reasons: &BTreeMap<usize, Vec<String>>,
        folder: &Folder,
    ) -> RegisterItem {
        let members: Vec<&Entry> = group.iter().filter_map(|at| rows[*at].entry()).collect();
        let errors = group.iter().filter_map(|at| reasons.get(at)).flatten();
        let entry = merge::merged(&members, &self.policy.linkage, folder);
        let (effective, basis) = merge::level(&entry, &members);
        let named = group.iter().zip(&members);
        let member = |(at, entry): (&usize, &&Entry)| Member {
            id: rows[*at].id.clone(),
            entry: (*entry).clone(),
        };
        RegisterItem {
            id,
            sources: group.iter().map(|at| rows[*at].id.clone()).collect(),
            entry,
            members: if group.len() > 1 {
                named.map(member).collect()
            } else {
                Vec::new()
            },
            effective,
            basis,
            errors: errors.cloned().collect(),
            follow_up: FollowUp::default(),
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

/// Sets down what was decided about pairs. Rows are known by their indices.
struct Account<'a> {
    linker: &'a Linker<'a>,
    rows: &'a [Row],
    registered: &'a [usize],
    groups: &'a [Vec<usize>],
    /// The group of a row, and its record.
    place: BTreeMap<usize, (usize, usize)>,
}

/// Why two entries that match were not merged.
const CHAINED: &str = "；但与另一条连环相似，首尾不同，没有合并";

/// A pair with what it is sorted by: the group of its first row, and its second row.
type Placed<T> = (usize, usize, T);

impl<'a> Account<'a> {
    fn new(
        linker: &'a Linker<'a>,
        rows: &'a [Row],
        registered: &'a [usize],
        groups: &'a [Vec<usize>],
    ) -> Self {
        let record: BTreeMap<usize, usize> =
            (0..).zip(registered).map(|(r, at)| (*at, r)).collect();
        let ranked = groups.iter().enumerate();
        let place = ranked.flat_map(|(rank, group)| group.iter().map(move |at| (*at, rank)));
        let place = place.map(|(at, rank)| (at, (rank, record[&at]))).collect();
        Self {
            linker,
            rows,
            registered,
            groups,
            place,
        }
    }

    /// The links of the register, and the state of the questions.
    fn links(&self, found: Linked) -> (Vec<Link>, PairReview) {
        let mut decided = self.followed(found.followed);
        let (mut links, merged) = self.merged(&decided);
        decided.extend(merged);
        let open = sorted(self.asked(found.open));
        links.extend(open.iter().cloned());
        let pairs = PairReview {
            open,
            decided: sorted(decided),
            unused: found.unused,
        };
        (links, pairs)
    }

    /// Pairs people chose about.
    fn followed(&self, followed: Vec<(usize, usize, WrittenChoice)>) -> Vec<Placed<DecidedPair>> {
        let pairs = followed.into_iter().map(|(kept, other, choice)| {
            let (kept, other) = (self.registered[kept], self.registered[other]);
            let (rank, _) = self.place[&kept];
            let one = rank == self.place[&other].0;
            let link = self.link((kept, other), one, Some(&choice));
            let choice = Some(choice);
            (rank, other, DecidedPair { link, choice })
        });
        pairs.collect()
    }

    /// What was merged, each with the entry kept; and those of them nobody chose about.
    fn merged(&self, chosen: &[Placed<DecidedPair>]) -> (Vec<Link>, Vec<Placed<DecidedPair>>) {
        let ids = |link: &Link| {
            let mut ids = [link.kept.clone(), link.merged.clone()];
            ids.sort();
            ids
        };
        let chosen: BTreeMap<[String; 2], &Link> = chosen
            .iter()
            .map(|(.., p)| (ids(&p.link), &p.link))
            .collect();
        let (mut links, mut decided) = (Vec::new(), Vec::new());
        for (rank, group) in self.groups.iter().enumerate() {
            for other in &group[1..] {
                let mut link = self.link((group[0], *other), true, None);
                if let Some(known) = chosen.get(&ids(&link)) {
                    link.why.clone_from(&known.why);
                } else {
                    let (link, choice) = (link.clone(), None);
                    decided.push((rank, *other, DecidedPair { link, choice }));
                }
                links.push(link);
            }
        }
        (links, decided)
    }

    /// Pairs to be asked about, each in the order of the register.
    fn asked(&self, open: Vec<(usize, usize, bool)>) -> Vec<Placed<Link>> {
        let pairs = open.into_iter().map(|(a, b, chained)| {
            let (mut a, mut b) = (self.registered[a], self.registered[b]);
            if (self.place[&b].0, b) < (self.place[&a].0, a) {
                std::mem::swap(&mut a, &mut b);
            }
            let mut link = self.link((a, b), false, None);
            if chained {
                link.why.push_str(CHAINED);
            }
            (self.place[&a].0, b, link)
        });
        pairs.collect()
    }

    fn link(
        &self,
        (kept, other): (usize, usize),
        one: bool,
        choice: Option<&WrittenChoice>,
    ) -> Link {
        let record = |row| self.place[&row].1;
        let found = self.linker.account(record(kept), record(other));
        let entries = [kept, other].map(|at| self.rows[at].entry());
        let id = match (choice, entries) {
            (Some(choice), _) => choice.id.clone(),
            (None, [Some(kept), Some(other)]) => PairId::of(kept, other),
            (None, _) => PairId {
                kept: String::new(),
                merged: String::new(),
            },
        };
        let why = match choice {
            Some(choice) => format!("按评审表的决定{}", choice.choice.title()),
            // Merged because both are one with a third.
            None if one && found.decision != Some(Linkage::Match) => {
                "按评审表的决定，与同组的其他条目一并合并".to_owned()
            }
            None => found.why,
        };
        Link {
            id,
            decision: if one {
                Linkage::Match
            } else {
                Linkage::PossibleMatch
            },
            kept: self.rows[kept].id.clone(),
            merged: self.rows[other].id.clone(),
            score: found.score,
            comparisons: found.comparisons,
            why,
        }
    }

    /// A finding for each merged item whose members have different levels.
    fn differing_levels(&self) -> Vec<Diagnostic> {
        let several = self.groups.iter().filter(|g| g.len() > 1);
        several.filter_map(|group| self.differing(group)).collect()
    }

    fn differing(&self, group: &[usize]) -> Option<Diagnostic> {
        let members: Vec<&Entry> = group
            .iter()
            .filter_map(|at| self.rows[*at].entry())
            .collect();
        if merge::agree(&members) {
            return None;
        }
        let levels: Vec<String> = members
            .iter()
            .map(|m| {
                let level = m.effective_level().0;
                let level = level.map_or("待定", |l| l.title());
                format!("{level}（{}）", m.place_of(Field::Level))
            })
            .collect();
        let message = format!(
            "合并成一条的 {} 个条目等级不一：{}",
            members.len(),
            levels.join("、")
        );
        let place = members.first()?.place_of(Field::Level);
        Some(Diagnostic::new(&checks::LEVELS_DIFFER, place, message))
    }
}

fn sorted<T>(mut placed: Vec<Placed<T>>) -> Vec<T> {
    placed.sort_by_key(|(rank, row, _)| (*rank, *row));
    placed.into_iter().map(|(.., pair)| pair).collect()
}
