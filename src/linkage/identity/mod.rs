//! 登记编号: which risk point of a former result an item is. It is found again by the number printed on its form, else by
//! what it says word for word, else as repeats are found. A number is never guessed onto another matter: what fits several,
//! fits none. The numbers of a result, taken as what is known, give the same numbers again.

mod alike;
mod checks;
mod ended;
mod known;
mod meeting;
mod printed;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::compare::Folder;
use crate::diagnostic::Diagnostic;
use crate::model::{Entry, Former, InputFile, Number, Retired, Row};
use crate::policy::Policy;

pub use checks::ALL as CHECKS;
pub use ended::Endings;
pub use known::key;
use known::{Known, KnownNumber};
pub use printed::number_of;

/// How the items of a register are numbered.
#[derive(Clone, Copy, Debug)]
pub struct Numbering<'f> {
    /// 年度, in new numbers.
    pub year: i32,
    /// What earlier results know, whose numbers go on; none where nobody is given a number for good.
    pub former: Option<&'f Former>,
    /// Whether this year's numbers were given before the numbers of earlier years were known: these then come first, as if
    /// this year had none yet.
    pub provisional: bool,
}

/// The numbers of a register.
#[derive(Debug, Default)]
pub struct Numbers {
    /// The number of each group, in their order.
    pub of: Vec<String>,
    /// The keys of the entries of each group.
    pub keys: Vec<Vec<String>>,
    /// The numbers that stand no more.
    pub retired: Vec<Retired>,
    /// What the forms say of them.
    pub endings: Endings,
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

/// What was read: every row, the files, and the risk points that sections say are no more.
#[derive(Clone, Copy, Debug)]
pub struct Handed<'r> {
    /// The rows.
    pub rows: &'r [Row],
    /// The files.
    pub files: &'r [InputFile],
    /// Rows with a 消除原因.
    pub gone: &'r [Entry],
}

/// Gives each group of rows its number. The first row of a group is the one that is kept.
pub fn numbers(terms: Terms<'_>, groups: &[Vec<usize>], handed: Handed<'_>) -> Numbers {
    let entries = |group: &Vec<usize>| -> Vec<&Arc<Entry>> {
        let rows = group.iter().map(|at| &handed.rows[*at]);
        rows.filter_map(Row::shared_entry).collect()
    };
    let groups: Vec<Vec<&Arc<Entry>>> = groups.iter().map(entries).collect();
    let keys = groups.par_iter();
    let keys: Vec<Vec<String>> = keys
        .map(|entries| entries.iter().map(|entry| key(entry)).collect())
        .collect();
    let known = terms
        .numbering
        .former
        .map_or_else(Known::default, |former| {
            let Numbering {
                year, provisional, ..
            } = terms.numbering;
            Known::of(former, provisional.then_some(year))
        });
    let mut finder = Finder {
        terms,
        of: vec![Vec::new(); groups.len()],
        taken: vec![false; known.numbers.len()],
        groups,
        keys,
        known,
        provisional: false,
        findings: Vec::new(),
    };
    if terms.numbering.former.is_some() {
        finder.printed();
    }
    for provisional in [false, true] {
        finder.passes(provisional);
    }
    finder.number(handed)
}

/// Finds the numbers of groups.
struct Finder<'a> {
    terms: Terms<'a>,
    /// The entries of each group, and their keys.
    groups: Vec<Vec<&'a Arc<Entry>>>,
    keys: Vec<Vec<String>>,
    known: Known<'a>,
    /// Whether it is the provisional numbers that are looked for.
    provisional: bool,
    /// What each group is found to be, as indices into what is known: the number it keeps first, then those merged into it.
    of: Vec<Vec<usize>>,
    /// Which numbers are found.
    taken: Vec<bool>,
    findings: Vec<Diagnostic>,
}

impl Finder<'_> {
    /// Looks for the numbers that are provisional, or for those that are not: word for word first, then ever less closely.
    fn passes(&mut self, provisional: bool) {
        self.provisional = provisional;
        let mut all = self.known.numbers.iter();
        if all.all(|number| number.provisional != provisional) {
            return;
        }
        self.word_for_word();
        self.said_again(known::without_manifestation);
        self.said_again(known::without_people);
        self.alike();
    }

    /// The numbers looked for that nobody has yet.
    fn free(&self) -> impl Iterator<Item = (usize, &KnownNumber<'_>)> {
        let numbers = self.known.numbers.iter().zip(&self.taken).enumerate();
        let free = numbers
            .filter(|(_, (number, taken))| !**taken && number.provisional == self.provisional);
        free.map(|(at, (number, _))| (at, number))
    }

    /// Takes a number for a group, unless another group has it by now.
    fn take(&mut self, group: usize, number: usize) {
        if !std::mem::replace(&mut self.taken[number], true) {
            self.of[group].push(number);
        }
    }

    fn number(mut self, handed: Handed<'_>) -> Numbers {
        let of = self.given(handed);
        let groups = self.of.iter().zip(&of);
        let into = groups.flat_map(|(numbers, id)| numbers.iter().map(|at| (*at, id.as_str())));
        let into: BTreeMap<usize, &str> = into.collect();
        let stands = |at: usize| into.get(&at).copied();
        // What a number was merged into may have been merged itself since.
        let passed_on = |id| self.known.find(id).and_then(stands).unwrap_or(id);
        let endings = Endings::of(handed, self.terms.numbering.year);
        let known = self.known.numbers.iter().enumerate();
        let retired = known.filter_map(|(at, number)| {
            let into = stands(at).or_else(|| number.into.map(passed_on));
            endings.retired(number, into)
        });
        Numbers {
            retired: retired.collect(),
            of,
            keys: self.keys,
            endings,
            findings: self.findings,
        }
    }

    /// The number of each group; what nobody found again gets a new one, counted on from the highest ever given. What is
    /// printed on a form is given to nobody else, even where nothing is known of it.
    fn given(&mut self, handed: Handed<'_>) -> Vec<String> {
        let (unit, year) = (&self.terms.policy.unit_code, self.terms.numbering.year);
        let known = self.known.numbers.iter().map(|number| number.id);
        let own = known.filter_map(|id| id.parse().ok());
        let own = own.filter(|n: &Number| n.unit == *unit && n.year == year);
        let mut next = Number {
            unit: unit.clone(),
            year,
            running: own.map(|n| n.running).max().unwrap_or(0),
        };
        let entries = handed.rows.iter().filter_map(Row::entry);
        let printed: BTreeSet<String> = entries.filter_map(number_of).collect();
        let numbers = &self.known.numbers;
        let mut given = |found: &mut Vec<usize>| {
            found.sort_unstable();
            if let Some(kept) = found.first() {
                return numbers[*kept].id.to_owned();
            }
            loop {
                next.running += 1;
                let id = next.to_string();
                if !printed.contains(&id) {
                    return id;
                }
            }
        };
        self.of.iter_mut().map(&mut given).collect()
    }
}
