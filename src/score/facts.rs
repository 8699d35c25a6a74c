//! The year sorted by those who are scored: what each handed in, what was registered and returned, what the ledgers say.

use std::collections::{BTreeMap, BTreeSet};

use super::Year;
use super::handed_in::{Submission, submissions};
use crate::location::Place;
use crate::model::{
    CoverageBasis, Entry, Field, LedgerEntry, RegisterItem, ReturnedEntry, Row, Scored, ScoredKind,
    SectionCoverage, SkipKind, names_in,
};
use crate::policy::{Policy, Scoring};
use crate::text;

/// An entry of the register: the item it went into, and the entry as it was reported.
#[derive(Clone, Copy, Debug)]
pub struct Told<'y> {
    /// The item.
    pub item: &'y RegisterItem,
    /// The entry, which may be one of several merged into the item.
    pub entry: &'y Entry,
}

/// What is known of one that is scored.
#[derive(Debug, Default)]
pub struct Own<'y> {
    /// Rows of entries as they were first handed in.
    pub first: Vec<&'y Row>,
    /// Rows of newer versions: for whom the first one does not name, they are the first.
    later: Vec<&'y Row>,
    /// Registered entries.
    pub told: Vec<Told<'y>>,
    /// Returned entries.
    pub returned: Vec<&'y ReturnedEntry>,
    /// Lines of ledgers.
    pub ledger: Vec<&'y LedgerEntry>,
    /// What was handed in, and when; what should have been and was not.
    pub submissions: Vec<Submission>,
    /// How it is known who has handed in.
    pub basis: Option<CoverageBasis>,
}

impl<'y> Own<'y> {
    /// The registered entries, those merged into one item together: repeats count for nobody twice, and against nobody at all.
    pub fn matters(&self) -> impl Iterator<Item = (&'y RegisterItem, &[Told<'y>])> {
        let same = |a: &Told<'_>, b: &Told<'_>| std::ptr::eq(a.item, b.item);
        self.told.chunk_by(same).map(|told| (told[0].item, told))
    }

    /// Whether nothing of what was handed in concerns this one.
    pub fn is_empty(&self) -> bool {
        self.first.is_empty() && self.told.is_empty() && self.returned.is_empty()
    }

    /// Whether anything was handed in.
    pub fn handed_in(&self) -> bool {
        let by_form = matches!(
            self.basis,
            Some(CoverageBasis::SectionForm | CoverageBasis::NoStaff)
        );
        by_form || !self.is_empty()
    }
}

/// The year by those who are scored.
pub struct Facts<'y> {
    /// The year.
    pub year: &'y Year<'y>,
    /// Cells of measures without substance.
    pub hollow: BTreeSet<&'y Place>,
    own: Vec<Own<'y>>,
}

impl<'y> Facts<'y> {
    /// Sorts the year.
    pub fn of(
        year: &'y Year<'y>,
        ledger: &[&'y LedgerEntry],
        (policy, scheme): (&Policy, &Scoring),
        scored: &[Scored],
    ) -> Self {
        let mut own: Vec<Own<'y>> = scored.iter().map(|_| Own::default()).collect();
        sort(year, ledger, &Index::of(scored), &mut own);
        hand_in(year, (policy, scheme), scored, &mut own);
        let hollow = year.findings.iter();
        let hollow = hollow.filter(|f| scheme.substance.contains(&f.code));
        Self {
            year,
            hollow: hollow.map(|f| &f.place).collect(),
            own,
        }
    }

    /// What is known of the one at this place.
    pub fn own(&self, at: usize) -> &Own<'y> {
        &self.own[at]
    }
}

/// Gives everybody the rows, entries and lines that concern them.
fn sort<'y>(year: &'y Year<'y>, ledger: &[&'y LedgerEntry], index: &Index, own: &mut [Own<'y>]) {
    let files = year.register.files.iter();
    let replaced = files.filter(|f| f.duplicate_of.is_none());
    // The newer version of a form is not its first, but for those it names first.
    let newer: BTreeSet<&str> = replaced.filter_map(|f| f.replaced_by.as_deref()).collect();
    for row in year.rows {
        let Some(entry) = row.entry() else { continue };
        let stand_in = row.stand_in.as_ref();
        let twice = stand_in.is_some_and(|s| s.kind == SkipKind::DuplicateFile);
        if twice {
            continue;
        }
        let is_newer = newer.contains(&*row.place.file);
        for at in index.of_entry(entry) {
            let rows = if is_newer {
                &mut own[at].later
            } else {
                &mut own[at].first
            };
            rows.push(row);
        }
    }
    for own in own.iter_mut().filter(|own| own.first.is_empty()) {
        own.first.append(&mut own.later);
    }
    for item in &year.register.items {
        let members = item.members.iter().map(|m| &*m.entry);
        let alone = std::iter::once(&*item.entry).filter(|_| item.members.is_empty());
        for entry in members.chain(alone) {
            for at in index.of_entry(entry) {
                own[at].told.push(Told { item, entry });
            }
        }
    }
    for returned in year.register.returned.iter().filter(|r| !r.struck) {
        for at in index.of_entry(&returned.entry) {
            own[at].returned.push(returned);
        }
    }
    for line in ledger {
        for at in index.of_line(&line.scored) {
            own[at].ledger.push(line);
        }
    }
}

/// Says of everybody what was handed in, and when.
fn hand_in(year: &Year<'_>, by: (&Policy, &Scoring), scored: &[Scored], own: &mut [Own<'_>]) {
    let lines = year.coverage.sections.iter();
    let coverage: BTreeMap<String, &SectionCoverage> =
        lines.map(|l| (text::key(&l.section), l)).collect();
    let by_post = |own: &Own<'_>| {
        let mut rows = own.first.iter().filter_map(|row| row.entry());
        rows.any(|entry| entry.text(Field::Post).is_some())
    };
    let mut of_sections: BTreeMap<String, Vec<Submission>> = BTreeMap::new();
    for (own, scored) in own.iter_mut().zip(scored) {
        let section = text::key(&scored.section);
        let line = coverage.get(&section).copied();
        own.basis = line.map(|l| l.basis);
        let own_forms = submissions((&own.first, &own.later, own.handed_in()), scored, line, by);
        let silent = line.into_iter().flat_map(|line| &line.silent_posts);
        let silent = silent.filter(|(post, _)| scored.holds_also(post));
        let silent: Vec<Submission> = silent.map(|(post, _)| Submission::missing(post)).collect();
        own.submissions = match scored.kind() {
            ScoredKind::Section => {
                let of_all = Some(&own_forms).filter(|_| !by_post(own));
                of_sections.insert(section, of_all.cloned().unwrap_or_default());
                own_forms
            }
            // A section's form that names neither people nor posts speaks for all its posts.
            ScoredKind::Post if own_forms.is_empty() => {
                of_sections.get(&section).cloned().unwrap_or_default()
            }
            ScoredKind::Post => own_forms,
        };
        own.submissions.extend(silent);
    }
}

/// Those who are scored, by section, post and person.
struct Index {
    sections: BTreeMap<String, usize>,
    /// By section and person.
    people: BTreeMap<[String; 2], Vec<usize>>,
    /// By section and post.
    posts: BTreeMap<[String; 2], Vec<usize>>,
}

impl Index {
    fn of(scored: &[Scored]) -> Self {
        let mut index = Self {
            sections: BTreeMap::new(),
            people: BTreeMap::new(),
            posts: BTreeMap::new(),
        };
        for (at, one) in scored.iter().enumerate() {
            let [section, _, person] = one.key();
            if one.kind() == ScoredKind::Section {
                index.sections.insert(section, at);
                continue;
            }
            if !person.is_empty() {
                let own = index.people.entry([section.clone(), person]);
                own.or_default().push(at);
            }
            for post in one.posts().map(text::key) {
                let own = index.posts.entry([section.clone(), post]);
                own.or_default().push(at);
            }
        }
        index
    }
}

impl Index {
    /// Whom an entry concerns: its section; of posts the people it names, else all who hold the posts it names.
    fn of_entry(&self, entry: &Entry) -> Vec<usize> {
        let section = text::key(entry.text(Field::Section).unwrap_or_default());
        let keys = |field| -> Vec<String> {
            let names = names_in(entry.text(field).unwrap_or_default());
            names.iter().map(|n| text::key(n)).collect()
        };
        let (people, posts) = (keys(Field::Person), keys(Field::Post));
        self.concerned(&section, &people, &posts)
    }

    /// Whom a line of a ledger concerns.
    fn of_line(&self, scored: &Scored) -> Vec<usize> {
        let [section, _, person] = scored.key();
        let some = |key: String| Some(key).filter(|k| !k.is_empty());
        let people: Vec<String> = some(person).into_iter().collect();
        let posts: Vec<String> = scored.posts().map(text::key).collect();
        self.concerned(&section, &people, &posts)
    }

    fn concerned(&self, section: &str, people: &[String], posts: &[String]) -> Vec<usize> {
        let by = |index: &BTreeMap<[String; 2], Vec<usize>>, keys: &[String]| -> Vec<usize> {
            let found = keys
                .iter()
                .filter_map(|key| index.get(&[section.to_owned(), key.clone()]));
            found.flatten().copied().collect()
        };
        let mut out = if people.is_empty() {
            by(&self.posts, posts)
        } else {
            by(&self.people, people)
        };
        out.extend(self.sections.get(section));
        out.sort_unstable();
        out.dedup();
        out
    }
}
