//! 登记编号: which risk point of a former result an item is. It is found again by the number printed on its form, else by
//! what it says word for word, else as repeats are found. A number is never guessed onto another matter: what fits several,
//! fits none.

mod checks;
mod known;
mod printed;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::compare::{Folder, Guards};
use super::decide::Means;
use super::link::Linker;
use super::record::Record;
use super::texts::Texts;
use crate::diagnostic::Diagnostic;
use crate::location::Place;
use crate::model::{Entry, Farewell, Field, Former, Number, Retired, Row};
use crate::policy::Policy;

pub use checks::ALL as CHECKS;
use known::Known;
pub use known::key;
pub use printed::number_of;

/// How the items of a register are numbered.
#[derive(Clone, Copy, Debug)]
pub struct Numbering<'f> {
    /// 年度, in new numbers.
    pub year: i32,
    /// What earlier results know, whose numbers go on.
    pub former: &'f Former,
}

/// The numbers of a register.
#[derive(Debug, Default)]
pub struct Numbers {
    /// The number of each group, in their order.
    pub of: Vec<String>,
    /// The numbers that stand no more.
    pub retired: Vec<Retired>,
    /// What was found wrong with numbers printed on forms.
    pub findings: Vec<Diagnostic>,
}

/// What finding numbers rests on.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'p> {
    /// The policy.
    pub policy: &'p Policy,
    /// What folds texts.
    pub folder: &'p Folder,
    /// What earlier results know, and the year.
    pub numbering: Numbering<'p>,
}

/// Gives each group of rows its number. The first row of a group is the one that is kept.
pub fn numbers(terms: Terms<'_>, groups: &[Vec<usize>], rows: &[Row]) -> Numbers {
    let mut finder = Finder {
        terms,
        groups,
        rows,
        known: Known::of(terms.numbering.former),
        of: vec![Vec::new(); groups.len()],
    };
    let findings = finder.printed();
    finder.word_for_word(str::to_owned);
    finder.word_for_word(known::without_manifestation);
    finder.word_for_word(known::without_people);
    finder.alike();
    finder.number(findings)
}

/// A risk point that its section says is no more.
pub fn farewell(entry: &Entry, policy: &Policy) -> Farewell {
    Farewell {
        id: number_of(entry),
        key: key(entry, policy),
        reason: entry.text(Field::Gone).unwrap_or_default().to_owned(),
    }
}

/// Finds the numbers of groups.
struct Finder<'a> {
    terms: Terms<'a>,
    groups: &'a [Vec<usize>],
    rows: &'a [Row],
    known: Known<'a>,
    /// What each group is found to be, as indices into what is known: the number it keeps first, then those merged into it.
    of: Vec<Vec<usize>>,
}

impl Finder<'_> {
    fn entries(&self, group: usize) -> impl Iterator<Item = &Arc<Entry>> {
        let rows = self.groups[group].iter();
        rows.filter_map(|at| self.rows[*at].shared_entry())
    }

    fn taken(&self) -> BTreeSet<usize> {
        self.of.iter().flatten().copied().collect()
    }

    /// Groups whose entries say the same as what is known, in the sense of `part`. Where several say it they are taken in
    /// their order if there are as many of each, and not at all otherwise.
    fn word_for_word(&mut self, part: impl Fn(&str) -> String) {
        let taken = self.taken();
        let mut known: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (at, number) in self.known.numbers.iter().enumerate() {
            for key in number.keys.iter().filter(|_| !taken.contains(&at)) {
                known.entry(part(key)).or_default().insert(at);
            }
        }
        let mut found: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for group in 0..self.groups.len() {
            for entry in self.entries(group) {
                let key = part(&key(entry, self.terms.policy));
                if known.contains_key(&key) {
                    found.entry(key).or_default().insert(group);
                }
            }
        }
        for (key, groups) in found {
            let numbers = &known[&key];
            let open = groups.iter().filter(|g| self.of[**g].is_empty()).count();
            if groups.len() == 1 && numbers.len() == 1 {
                self.take(groups.into_iter().chain([]).next(), numbers.iter().next());
            } else if open == groups.len() && groups.len() == numbers.len() {
                for (group, number) in groups.into_iter().zip(numbers) {
                    self.take(Some(group), Some(number));
                }
            }
        }
    }

    /// Takes a number for a group, unless another group has it by now.
    fn take(&mut self, group: Option<usize>, number: Option<&usize>) {
        let (Some(group), Some(number)) = (group, number) else {
            return;
        };
        if !self.of.iter().flatten().any(|taken| taken == number) {
            self.of[group].push(*number);
        }
    }

    /// Groups that are linked with one risk point known, and with nothing else.
    fn alike(&mut self) {
        let taken = self.taken();
        let place = Place::file(&Arc::from(""));
        let standing = self.known.numbers.iter().enumerate();
        let standing = standing.filter(|(at, number)| !taken.contains(at) && number.into.is_none());
        let former: Vec<(usize, Entry)> = standing
            .filter_map(|(at, number)| Some((at, number.item?.entry(&place))))
            .collect();
        let open = (0..self.groups.len()).filter(|group| self.of[*group].is_empty());
        let open: Vec<(usize, &Arc<Entry>)> = open
            .filter_map(|group| Some((group, self.entries(group).next()?)))
            .collect();
        if former.is_empty() || open.is_empty() {
            return;
        }
        let sides = [
            former.iter().map(|(_, entry)| entry).collect::<Vec<_>>(),
            open.iter().map(|(_, entry)| entry.as_ref()).collect(),
        ];
        let (texts, told) = Texts::of(sides.iter().map(|s| s.iter().copied()), self.terms.folder);
        let records: Vec<Record> = sides
            .iter()
            .flatten()
            .zip(told.into_iter().flatten())
            .map(|(entry, told)| Record::of(entry, told, &BTreeSet::new()))
            .collect();
        let guards = Guards::new(&self.terms.policy.linkage);
        let means = Means {
            policy: &self.terms.policy.linkage,
            folder: self.terms.folder,
            guards: &guards,
            texts: &texts,
        };
        let clusters = Linker::new(&records, means).link(Vec::new()).clusters;
        let pairs: Vec<(usize, usize)> = clusters
            .iter()
            .filter_map(|cluster| {
                let (a, b) = match cluster[..] {
                    [a, b] => (a.min(b), a.max(b)),
                    _ => return None,
                };
                let group = b.checked_sub(former.len())?;
                Some((open[group].0, former.get(a)?.0))
            })
            .collect();
        for (group, number) in pairs {
            self.take(Some(group), Some(&number));
        }
    }

    /// The numbers; what nobody found again gets new ones, counted on from the highest ever given.
    fn number(mut self, findings: Vec<Diagnostic>) -> Numbers {
        let (unit, year) = (&self.terms.policy.unit_code, self.terms.numbering.year);
        let given = self
            .terms
            .numbering
            .former
            .numbers()
            .filter_map(|id| id.parse::<Number>().ok());
        let own = given.filter(|n| n.unit == *unit && n.year == year);
        let mut running = own.map(|n| n.running).max().unwrap_or(0);
        let mut of = Vec::with_capacity(self.groups.len());
        let mut into: BTreeMap<usize, String> = BTreeMap::new();
        for numbers in &mut self.of {
            numbers.sort_unstable();
            let id = if let Some(kept) = numbers.first() {
                self.known.numbers[*kept].id.to_owned()
            } else {
                running += 1;
                let unit = unit.clone();
                let number = Number {
                    unit,
                    year,
                    running,
                };
                number.to_string()
            };
            into.extend(numbers.iter().map(|number| (*number, id.clone())));
            of.push(id);
        }
        let retired = self
            .known
            .numbers
            .iter()
            .enumerate()
            .filter_map(|(at, number)| {
                let into = into.get(&at).map(String::as_str).or(number.into);
                (into != Some(number.id)).then(|| Retired {
                    id: number.id.to_owned(),
                    into: into.map(str::to_owned),
                    keys: number.keys.to_vec(),
                })
            });
        Numbers {
            of,
            retired: retired.collect(),
            findings,
        }
    }
}
