//! What small differences hide: another number, a negation, an opposite, a narrower word. Two texts that differ in one of
//! these are not the same, however much they look it.

use std::collections::HashSet;

use super::cause::{Cause, Guard};
use super::contrasts::Contrasts;
use super::figures;
use super::interchangeable::Interchangeable;
use super::numerals;
use super::phrase::{Counts, Phrase};
use super::words::Words;
use crate::policy::{Contrast, LinkagePolicy};
use crate::text;

/// The words of the policy, ready to be looked for.
#[derive(Debug)]
pub struct Guards {
    negations: Vec<String>,
    /// Negations of one character.
    negators: Vec<char>,
    restrictions: HashSet<String>,
    exceptions: Vec<String>,
    /// Opposites of several characters: looked for in whole texts.
    antonyms: Contrasts,
    /// The same of members of series.
    series: Contrasts,
    /// Opposites and members of one character: they count only where one stands for the other, for 关系 is no opposite of 公开.
    opposites: Contrasts,
    confusable: Contrasts,
    look_alikes: Contrasts,
    indefinite: Vec<String>,
    interchangeable: Interchangeable,
    particles: Vec<char>,
}

impl Guards {
    /// The guards of this policy.
    pub fn new(policy: &LinkagePolicy) -> Self {
        let chars = |words: &[String]| words.iter().flat_map(|w| w.chars()).collect();
        let one_each = |group: &Vec<String>| group.iter().map(|w| vec![w.clone()]).collect();
        // As they stand in folded texts.
        let spellings = Words::new(&policy.synonyms);
        let spelt = |words: &Vec<String>| words.iter().map(|w| spellings.spelt(w)).collect();
        let contrast = |contrast: &Contrast| contrast.iter().map(spelt).collect();
        let [antonyms, series] = [&policy.antonyms, &policy.series]
            .map(|l| l.iter().map(contrast).collect::<Vec<Contrast>>());
        let several = |list: &[Contrast]| Contrasts::new(list.iter().map(|c| of_length(c, false)));
        let single = antonyms.iter().chain(&series);
        let sides = single.clone().flatten().filter(|side| side.len() > 1);
        let interchangeable = policy.interchangeable.iter().map(spelt);
        Self {
            negations: policy.negations.clone(),
            negators: chars(&of_length(std::slice::from_ref(&policy.negations), true).concat()),
            restrictions: policy.restrictions.iter().cloned().collect(),
            exceptions: policy.exceptions.clone(),
            antonyms: several(&antonyms),
            series: several(&series),
            opposites: Contrasts::new(single.clone().map(|c| of_length(c, true))),
            confusable: Contrasts::new(policy.confusable.iter().map(one_each)),
            look_alikes: Contrasts::new(policy.look_alikes.iter().map(one_each)),
            indefinite: policy.indefinite.clone(),
            interchangeable: Interchangeable::new(sides.cloned().chain(interchangeable)),
            particles: chars(&policy.particles),
        }
    }

    /// Whether a character carries no meaning.
    pub fn is_particle(&self, c: char) -> bool {
        self.particles.contains(&c)
    }

    /// Whether one character is easily written for another, by its sound or its shape.
    pub fn is_slip(&self, a: char, b: char) -> bool {
        self.look_alike(a, b) || text::sound_alike(a, b)
    }

    /// Whether one character is easily taken for another by its shape.
    pub fn look_alike(&self, a: char, b: char) -> bool {
        self.look_alikes.share(a, b)
    }

    /// Whether a character negates.
    pub fn negates(&self, c: char) -> bool {
        self.negators.contains(&c)
    }

    /// What stands against taking two nearly equal texts for one; `uneven` are the characters one has more than the other.
    pub fn between<'t>(
        &'t self,
        a: &'t Phrase,
        b: &'t Phrase,
        uneven: &[char],
    ) -> Option<Guard<'t>> {
        if let Some(guard) = self.of_figures(a, b, uneven) {
            return Some(guard);
        }
        let moved = |groups: &'t Contrasts, at: usize| {
            let counts = || [a, b].map(|phrase| &self.words(phrase)[at]);
            groups.moved(counts, uneven)
        };
        let opposites = moved(&self.antonyms, 0).or_else(|| moved(&self.series, 1));
        let opposites = opposites.map(|(a, b)| Guard::certain(Cause::Opposites(a, b)));
        opposites.or_else(|| {
            let confusable = moved(&self.confusable, 2);
            confusable.map(|(a, b)| Guard::doubt(Cause::Confusable(a, b)))
        })
    }

    /// What stands against it in their figures. Where one leaves the amount open (连续多年), a person should look.
    fn of_figures<'t>(&self, a: &'t Phrase, b: &'t Phrase, uneven: &[char]) -> Option<Guard<'t>> {
        if a.figures() == b.figures() {
            return None;
        }
        let [ours, theirs] = figures::only(a.figures(), b.figures());
        if ours.is_empty() && theirs.is_empty() {
            return None;
        }
        let cause = Cause::Figures(a.figures(), b.figures());
        let one_sided = ours.is_empty() || theirs.is_empty();
        let open = |word: &String| word.chars().all(|c| uneven.contains(&c));
        Some(if one_sided && self.indefinite.iter().any(open) {
            Guard::doubt(cause)
        } else {
            Guard::certain(cause)
        })
    }

    /// Whether texts in other words cannot mean the same: what they count comes to other numbers, or they have opposites.
    pub fn part(&self, a: &Phrase, b: &Phrase) -> bool {
        let opposites = || {
            let counts = || [a, b].map(|phrase| &self.words(phrase)[0]);
            self.antonyms.moved(counts, &a.uneven(b)).is_some()
        };
        figures::contradict(a.figures(), b.figures()) || opposites()
    }

    /// The opposites, the members of series and the confusable words in a text.
    fn words<'t>(&self, phrase: &'t Phrase) -> &'t [Counts; 3] {
        phrase.words(|text| {
            [&self.antonyms, &self.series, &self.confusable].map(|groups| groups.counts(text))
        })
    }

    /// Words either of which a clerk writes.
    pub const fn interchangeable(&self) -> &Interchangeable {
        &self.interchangeable
    }

    /// What stands against some characters of one text standing for others of the other.
    pub fn in_place(&self, ours: &[char], theirs: &[char]) -> Option<Guard<'static>> {
        let mut pairs = ours.iter().flat_map(|a| theirs.iter().map(|b| (*a, *b)));
        let (a, b) = pairs.find(|(a, b)| a != b && self.opposites.share(*a, *b))?;
        let cause = Cause::OppositeSigns(a, b);
        // 受意 is rather 授意 mistyped than its opposite; but so much hangs on it that a person should look.
        Some(if text::sound_alike(a, b) {
            Guard::doubt(cause)
        } else {
            Guard::certain(cause)
        })
    }

    /// What stands against one text merely having these characters more than the other.
    pub fn in_addition<'t>(&self, more: &'t [char]) -> Option<Guard<'t>> {
        if more.iter().any(|c| is_figure(*c)) {
            return Some(Guard::certain(Cause::Exact(more)));
        }
        if more.iter().any(|c| is_exact(*c)) {
            return Some(Guard::doubt(Cause::Exact(more)));
        }
        let text: String = more.iter().collect();
        if self.negations.iter().any(|w| text.contains(w.as_str())) {
            return Some(Guard::certain(Cause::Negation(more)));
        }
        let restricts = self.restrictions.contains(&text);
        restricts.then_some(Guard::doubt(Cause::Restriction(more)))
    }

    /// What stands against one text having a whole clause more.
    pub fn in_clause(&self, clause: &[char]) -> Option<Guard<'_>> {
        let text: String = clause.iter().collect();
        let except = self.exceptions.iter().find(|w| text.contains(w.as_str()));
        if let Some(word) = except {
            return Some(Guard::doubt(Cause::Exception(word)));
        }
        let counts = clause.iter().any(char::is_ascii_digit);
        counts.then_some(Guard::doubt(Cause::Counts))
    }
}

/// The sides of a contrast with their words that have one character, or those that have more.
fn of_length(contrast: &[Vec<String>], one: bool) -> Contrast {
    let is_one = |word: &&String| (word.chars().count() == 1) == one;
    let sides = contrast.iter();
    sides
        .map(|side| side.iter().filter(is_one).cloned().collect())
        .collect()
}

/// A character that stands in figures only: digits, letters, signs of comparison.
pub fn is_figure(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '%' | '‰' | '<' | '>' | '=' | '≤' | '≥' | '≠')
}

/// A character of which any change may be a change of meaning: those of figures, and Chinese numerals.
pub fn is_exact(c: char) -> bool {
    is_figure(c) || numerals::is_numeral(c)
}
