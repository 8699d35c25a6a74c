//! What the decisions about pairs teach: two words that alone told two entries apart, and whether people took them for one.
//! Proposed for the bureau's policy, never applied.

use std::collections::{BTreeMap, HashMap};

use super::compare::{Folded, Guards, Phrase, Swap, only_swap};
use super::decide::Means;
use super::forest::Forest;
use super::record::Record;
use super::texts::{TextId, Told};
use crate::model::{Choice, Proposal, WrittenChoice};

/// Words in their order.
type Words = [String; 2];
/// A decision on two entries between which only this lies.
type Taught<'d> = (Swap<'d>, &'d WrittenChoice);
/// Decisions by their words: those that took them for one, and those that did not.
type ByWords<'d> = BTreeMap<Words, [Vec<&'d WrittenChoice>; 2]>;

/// What is proposed after these decisions, each on two records. Left out is what another decision contradicts, by itself or by
/// way of a third word, and what the policy says already or says otherwise.
pub fn proposals(
    followed: &[(usize, usize, WrittenChoice)],
    records: &[Record],
    means: Means<'_>,
) -> Vec<Proposal> {
    let taught = followed.iter().filter_map(|(kept, other, choice)| {
        let sides = [*kept, *other].map(|at| records[at].told);
        let swap = between(&sides, means).filter(|swap| is_open(swap, choice.choice, means))?;
        Some((swap, choice))
    });
    let taught: Vec<Taught<'_>> = taught.collect();
    let counts = Counts::of(&taught, means);
    let mut by_words = ByWords::new();
    for (swap, choice) in &taught {
        let mut words = words(swap, &counts, means.guards);
        words.sort();
        let of = usize::from(choice.choice == Choice::Apart);
        by_words.entry(words).or_default()[of].push(choice);
    }
    consistent(&by_words)
}

/// The one word for another that lies between two entries of one section and matter.
fn between<'t>([a, b]: &[Told; 2], means: Means<'t>) -> Option<Swap<'t>> {
    let fields: [fn(&Told) -> TextId; 2] = [|t| t.risk, |t| t.manifestation];
    if a.section != b.section || a.matter != b.matter {
        return None;
    }
    let text = |id| means.texts.get(id).flat();
    let differ = fields.map(|of| (text(of(a)), text(of(b))));
    let mut differ = differ.into_iter().filter(|(ours, theirs)| ours != theirs);
    let (ours, theirs) = differ.next()?;
    let alone = differ.next().is_none();
    alone.then(|| only_swap(ours, theirs)).flatten()
}

/// Whether the policy leaves open what was decided about these words. A slip of the pen is no word.
fn is_open(swap: &Swap<'_>, choice: Choice, means: Means<'_>) -> bool {
    let [ours, theirs] = swap.words();
    let phrases = [ours, theirs].map(|word| Phrase::from(word.to_vec()));
    let uneven = phrases[0].uneven(&phrases[1]);
    let guards = means.guards;
    let guard = guards
        .in_place(ours, theirs)
        .or_else(|| guards.between(&phrases[0], &phrases[1], &uneven));
    let slip = || {
        let pairs = ours.iter().zip(theirs);
        ours.len() == theirs.len() && pairs.into_iter().all(|(a, b)| guards.is_slip(*a, *b))
    };
    !swap.is_known(guards)
        && match choice {
            Choice::Merge => guard.is_none() && !slip(),
            Choice::Apart => guard.is_none_or(|guard| !guard.certain),
        }
}

/// A character by itself is told by its neighbour: the one with which it rather makes a word.
fn words(swap: &Swap<'_>, counts: &Counts, guards: &Guards) -> Words {
    let cohesion = |both: &[&[char]; 2]| both.iter().map(|word| counts.cohesion(word)).sum::<f64>();
    let closer = neighbours(swap, guards).max_by(|a, b| cohesion(a).total_cmp(&cohesion(b)));
    let string = |word: &[char]| word.iter().collect();
    closer.unwrap_or_else(|| swap.words()).map(string)
}

/// A single character with what stands behind it or before it, on both sides. What carries no meaning is no part of a word.
fn neighbours<'t>(swap: &Swap<'t>, guards: &Guards) -> impl Iterator<Item = [&'t [char]; 2]> {
    let single = swap.length() == 1;
    let sides = [(0, 1), (1, 0)].into_iter().filter(move |_| single);
    let words = sides.filter_map(|(before, behind)| swap.with(before, behind));
    words.filter(|both| !both[0].iter().any(|c| guards.is_particle(*c)))
}

/// How often two characters that may be a word stand side by side in all that was said, and each of them at all.
#[derive(Default)]
struct Counts(HashMap<Vec<char>, f64>);

impl Counts {
    fn of(taught: &[Taught<'_>], means: Means<'_>) -> Self {
        let words = taught
            .iter()
            .flat_map(|(swap, _)| neighbours(swap, means.guards));
        let parts = words
            .flatten()
            .flat_map(|word| [word, &word[..1], &word[1..]]);
        let mut counts: HashMap<Vec<char>, f64> = parts.map(|part| (part.to_vec(), 0.0)).collect();
        if counts.is_empty() {
            return Self(counts);
        }
        for text in means.texts.all().map(Folded::flat) {
            for part in text.windows(1).chain(text.windows(2)) {
                if let Some(count) = counts.get_mut(part) {
                    *count += 1.0;
                }
            }
        }
        Self(counts)
    }

    /// How much two characters belong together: 1 where neither stands without the other.
    fn cohesion(&self, word: &[char]) -> f64 {
        let count = |part: &[char]| self.0.get(part).copied().unwrap_or(0.0);
        let apart = count(&word[..1]) * count(&word[1..]);
        count(word).powi(2) / apart.max(1.0)
    }
}

/// What no decision contradicts: words that are one with a third must not be told apart.
fn consistent(by_words: &ByWords<'_>) -> Vec<Proposal> {
    let all: Vec<&String> = by_words.keys().flatten().collect();
    let number = |word: &String| all.iter().position(|known| *known == word).unwrap_or(0);
    let mut one = Forest::new(all.len());
    let of = |choice: usize| {
        let own = by_words
            .iter()
            .filter(move |(_, by)| !by[choice].is_empty());
        own.map(|(words, _)| words.each_ref().map(number))
    };
    of(0).for_each(|[a, b]| one.join(a, b));
    let torn: Vec<usize> = of(1)
        .filter(|[a, b]| one.root(*a) == one.root(*b))
        .map(|[a, _]| one.root(a))
        .collect();
    let sound = |words: &Words| !torn.contains(&one.root(number(&words[0])));
    let sound = by_words.iter().filter(|(words, _)| sound(words));
    let proposals = sound.flat_map(|(words, by)| {
        Choice::ALL
            .into_iter()
            .zip(by)
            .filter_map(|(choice, from)| {
                let from: Vec<WrittenChoice> = from.iter().map(|c| (*c).clone()).collect();
                (!from.is_empty()).then(|| Proposal {
                    choice,
                    words: words.clone(),
                    from,
                })
            })
    });
    let mut proposals: Vec<Proposal> = proposals.collect();
    proposals.sort_by_key(|p| p.choice);
    proposals
}
