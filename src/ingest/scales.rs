//! The scales in which the levels of a column are written: one of more than three grades leaves open what it says, and what
//! differs from nearly all others is told apart.

use std::collections::BTreeSet;

use super::rater::LEVELS;
use super::reversed;
use crate::model::RANKS;
use crate::policy::{LevelWord, Lookup};
use crate::text;

/// Of a column in one notation, at most one cell in so many may be in another one for it to be told apart.
const FEW: usize = 4;

/// In a column with so many levels of one kind, a single one of another kind was typed by mistake.
const MANY: usize = 8;

/// The scales of a column.
#[derive(Default)]
pub struct Scales {
    /// Notations of which the column or its notes show more than three grades.
    pub spoiled: BTreeSet<usize>,
    /// Notations that a note turns round.
    pub reversed: BTreeSet<usize>,
    /// Cells that are the only ones of their scale among many of another.
    pub slips: BTreeSet<usize>,
    /// Cells in another notation of three grades than nearly all others.
    pub mixed: BTreeSet<usize>,
}

impl Scales {
    /// Those of a column whose cells say these words; `context` holds the head and the notes of the table.
    pub fn of(words: &[LevelWord], context: &[String], lookup: &Lookup<'_>) -> Self {
        let cells = |is: &dyn Fn(&LevelWord) -> bool| -> Vec<usize> {
            let all = words.iter().enumerate().filter(|(_, word)| is(word));
            all.map(|(at, _)| at).collect()
        };
        let of_notation =
            |n: usize| move |word: &LevelWord| word.known.iter().any(|(own, _)| *own == n);
        let notations = 0..lookup.policy().levels.notations().len();
        let own: Vec<Vec<usize>> = notations.map(|n| cells(&of_notation(n))).collect();
        let known = own
            .iter()
            .enumerate()
            .filter(|(_, cells)| !cells.is_empty());
        let known: BTreeSet<usize> = known.map(|(n, _)| n).collect();
        let mut scales = Self {
            spoiled: explained(&known, context, lookup),
            reversed: reversed::of(&known, context, lookup),
            ..Self::default()
        };
        let open = known.iter().filter(|n| !scales.spoiled.contains(n));
        let main = open.max_by_key(|n| own[**n].len()).copied();
        let main = main.filter(|n| own[*n].len() >= MANY);
        for (n, own_cells) in own.iter().enumerate() {
            if scales.spoiled.contains(&n) {
                continue;
            }
            let finer = cells(&|word| word.foreign.contains(&n));
            if let Some(main) = main.filter(|main| *main != n) {
                // What the notation of nearly all does not know.
                let strange = |at: &&usize| !own[main].contains(at);
                let of_scale = !finer.is_empty();
                let strange: Vec<usize> = own_cells
                    .iter()
                    .chain(&finer)
                    .filter(strange)
                    .copied()
                    .collect();
                if strange.len() * FEW <= own[main].len() {
                    let into = if of_scale {
                        &mut scales.slips
                    } else {
                        &mut scales.mixed
                    };
                    into.extend(strange);
                    continue;
                }
            }
            match (own_cells.as_slice(), finer.as_slice()) {
                ([], _) | (_, []) => {}
                ([only], many) | (many, [only]) if many.len() >= MANY => {
                    scales.slips.insert(*only);
                }
                _ => {
                    scales.spoiled.insert(n);
                }
            }
        }
        scales
    }
}

/// Notations of which the head or the notes say that they have more than three grades.
fn explained(known: &BTreeSet<usize>, context: &[String], lookup: &Lookup<'_>) -> BTreeSet<usize> {
    let levels = &lookup.policy().levels;
    let mut spoiled = BTreeSet::new();
    for note in context {
        let key = without_ranks(&text::key(note));
        for mark in levels.scale_marks.iter().filter(|mark| key.contains(*mark)) {
            let rest = key.replace(mark, "");
            // Such notes speak of levels.
            let topical = rest.contains("风险") || LEVELS.iter().any(|word| rest.contains(word));
            spoiled.extend(known.iter().filter(|n| {
                let notation = &levels.notations()[**n];
                let words = || notation.words.iter().flat_map(crate::policy::WordSet::iter);
                let graded = topical || words().any(|word| rest.contains(word));
                (graded && notation.foreign.exact(mark).is_some())
                    || words().any(|word| explains(&key, word, mark))
            }));
        }
    }
    spoiled
}

/// A comparable note without the ranks of officials in it.
fn without_ranks(key: &str) -> String {
    let of_rank = |before: &str| RANKS.iter().any(|rank| before.starts_with(rank));
    let mut out = String::new();
    let mut rest = key;
    while let Some((before, after)) = rest.split_once('级') {
        out.push_str(before);
        if !of_rank(after) {
            out.push('级');
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Whether a note explains a level word by a mark of a finer scale: `A为极高`, `A（极高）`.
fn explains(note: &str, word: &str, mark: &str) -> bool {
    [
        "", "为", "是", ":", "=", "(", "-", "级为", "级是", "级:", "级(", "类为", "类:",
    ]
    .iter()
    .any(|link| note.contains(&format!("{word}{link}{mark}")))
}
