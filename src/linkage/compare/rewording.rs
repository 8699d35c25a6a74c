//! Rewordings: a word or two for others, where all else of two texts is the same. Which of them make no difference the words
//! of the policy say; what names another thing, adds something or stands elsewhere in the entry as well is for a person.

use super::cause::{Cause, Guard};
use super::guards::{Guards, is_exact, is_figure};
use super::phrase::Phrase;
use super::slips::{Gap, replaced};
use super::swap::Swap;
use crate::text::differences;

/// What lies between two texts of which nearly all is the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reworded<'t> {
    /// Words of which either may be written.
    Swaps(Vec<Swap<'t>>),
    /// Something that changes the meaning, or may.
    Guarded(Guard<'t>),
    /// More than that.
    Other,
}

/// Longest wording that is a word for a word, in characters.
const LONGEST: usize = 4;
/// A rewording takes no more than one of so many characters.
const SHARE: usize = 4;
/// Characters around a rewording that may belong to its word.
const AROUND: usize = 2;

/// What lies between two texts that are not equal; `elsewhere` is what else both entries say, `most` how many rewordings may be.
pub fn reworded<'t>(
    a: &'t Phrase,
    b: &'t Phrase,
    elsewhere: &[&[char]],
    most: usize,
    guards: &'t Guards,
) -> Reworded<'t> {
    let shortest = a.chars().len().min(b.chars().len());
    let apart = a.chars().len().abs_diff(b.chars().len());
    if apart > most * LONGEST || apart * SHARE > shortest {
        return Reworded::Other;
    }
    let uneven = a.uneven(b);
    if uneven.len() * SHARE > shortest * 2 {
        return Reworded::Other;
    }
    if let Some(guard) = guards.between(a, b, &uneven) {
        return Reworded::Guarded(guard);
    }
    let swaps = swaps([a.chars(), b.chars()]);
    let (mut kept, mut guard) = (Vec::<Swap<'t>>::new(), None::<Guard<'t>>);
    for swap in swaps {
        let [ours, theirs] = swap.words();
        let adds = ours.is_empty() || theirs.is_empty();
        // What is added may make a longer word of the same meaning: 拆分成 for 拆成.
        let found = if adds && !swap.is_known(guards) {
            added(if ours.is_empty() { theirs } else { ours }, guards)
        } else {
            let twice = kept.iter().any(|known| known.words() == swap.words());
            kept.push(swap);
            twice
                .then(|| Guard::doubt(Cause::Reworded(swap)))
                .or_else(|| swap.guard(elsewhere, shortest, guards))
        };
        // One that is certain outweighs a doubt.
        guard = guard.filter(|g| g.certain || found.is_none()).or(found);
    }
    let lengths = kept.iter().map(Swap::length);
    let fits = kept.len() <= most
        && lengths.clone().all(|length| length <= LONGEST)
        && lengths.sum::<usize>() * SHARE <= shortest;
    match guard {
        Some(guard) if guard.certain || fits => Reworded::Guarded(guard),
        None if fits => Reworded::Swaps(kept),
        _ => Reworded::Other,
    }
}

/// What stands against characters only one of the texts has.
fn added<'t>(more: &'t [char], guards: &Guards) -> Option<Guard<'t>> {
    if more.iter().all(|c| guards.is_particle(*c)) {
        return None;
    }
    let guard = guards.in_addition(more);
    guard.or(Some(Guard::doubt(Cause::Added(more))))
}

/// The one short word that stands in one of two texts for a short one in the other; nothing where more lies between them, or
/// figures do.
pub fn only_swap<'t>(a: &'t [char], b: &'t [char]) -> Option<Swap<'t>> {
    let swaps = swaps([a, b]);
    let [swap] = swaps[..] else { return None };
    let is_word = |word: &[char]| !word.is_empty() && !word.iter().any(|c| is_exact(*c));
    (swap.length() <= LONGEST && swap.words().into_iter().all(is_word)).then_some(swap)
}

/// The stretches that differ. Two of them with one character between them are one word for another: 承租 for 租入.
fn swaps<'t>(texts: [&'t [char]; 2]) -> Vec<Swap<'t>> {
    let mut found: Vec<Swap<'t>> = Vec::new();
    for stretch in differences(texts[0], texts[1]).iter().filter(|s| !s.same) {
        let own = Swap::of(texts, stretch);
        let joined = found.last().and_then(|last| last.joined(&own));
        match joined.filter(|both| both.length() <= LONGEST) {
            Some(both) => {
                found.pop();
                found.push(both);
            }
            None => found.push(own),
        }
    }
    found
}

impl<'t> Swap<'t> {
    /// Whether a clerk writes either, by the policy; a word may begin before or end behind what differs.
    pub fn is_known(&self, guards: &Guards) -> bool {
        let around = |before| (0..=AROUND).filter_map(move |behind| self.with(before, behind));
        let mut words = (0..=AROUND).flat_map(around);
        words.any(|[ours, theirs]| guards.interchangeable().share(ours, theirs))
    }

    /// What stands against taking either for the other.
    fn guard(
        &self,
        elsewhere: &[&[char]],
        shortest: usize,
        guards: &'t Guards,
    ) -> Option<Guard<'t>> {
        let [ours, theirs] = self.words();
        let doubt = Some(Guard::doubt(Cause::Reworded(*self)));
        if self.stands_in(elsewhere) {
            return doubt;
        }
        let counts = ours.iter().chain(theirs).any(|c| is_figure(*c));
        if !counts && self.is_known(guards) {
            return None;
        }
        match replaced(ours, theirs, shortest, guards) {
            Gap::Slips(_) => None,
            Gap::Guarded(guard) => Some(guard),
            Gap::Words => doubt,
        }
    }

    /// Whether one of the words stands in other texts as well: then the entries differ in what they are about.
    fn stands_in(&self, texts: &[&[char]]) -> bool {
        // A single character is told by its neighbours, and so is what only one has.
        let adds = self.words().iter().any(|word| word.is_empty());
        let around: &[(usize, usize)] = match self.length() {
            _ if adds => &[(1, 1)],
            1 => &[(1, 0), (0, 1)],
            _ => &[(0, 0)],
        };
        let words = around
            .iter()
            .filter_map(|(before, behind)| self.with(*before, *behind));
        let stands = |word: &[char]| {
            texts
                .iter()
                .any(|text| text.windows(word.len()).any(|w| w == word))
        };
        words.flatten().any(stands)
    }
}
