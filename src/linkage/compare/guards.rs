//! What small differences hide: another number, a negation, an opposite, a narrower word. Two texts that differ in one of
//! these are not the same, however much they look it.

use std::collections::{BTreeSet, HashMap};

use super::cause::{Cause, Guard};
use super::numerals;
use super::phrase::{Counts, Phrase};
use crate::policy::LinkagePolicy;
use crate::text;

/// The words of the policy, ready to be looked for.
#[derive(Debug)]
pub struct Guards {
    negations: Vec<String>,
    /// Negations of one character.
    negators: Vec<char>,
    restrictions: Vec<String>,
    exceptions: Vec<String>,
    /// Opposites of several characters: looked for in whole texts.
    antonyms: Groups,
    /// Opposites of one character: they count only where one stands for the other, for 关系 is no opposite of 公开.
    opposites: Groups,
    confusable: Groups,
    look_alikes: Groups,
    particles: Vec<char>,
}

/// Groups of words, by the characters that stand in them.
#[derive(Debug)]
struct Groups {
    words: Vec<Vec<String>>,
    by_char: HashMap<char, Vec<usize>>,
}

impl Guards {
    /// The guards of this policy.
    pub fn new(policy: &LinkagePolicy) -> Self {
        let chars = |words: &[String]| words.iter().flat_map(|w| w.chars()).collect();
        let antonyms = |one| policy.antonyms.iter().map(move |g| of_length(g, one));
        Self {
            negations: policy.negations.clone(),
            negators: chars(&of_length(&policy.negations, true)),
            restrictions: policy.restrictions.clone(),
            exceptions: policy.exceptions.clone(),
            antonyms: Groups::new(antonyms(false)),
            opposites: Groups::new(antonyms(true)),
            confusable: Groups::new(policy.confusable.iter().cloned()),
            look_alikes: Groups::new(policy.look_alikes.iter().cloned()),
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
        if a.figures() != b.figures() {
            return Some(Guard::certain(Cause::Figures(a.figures(), b.figures())));
        }
        let [ours, theirs] = [a, b].map(|phrase| self.words(phrase));
        let opposites = self.antonyms.moved([&ours[0], &theirs[0]], uneven);
        let opposites = opposites.map(|(a, b)| Guard::certain(Cause::Opposites(a, b)));
        opposites.or_else(|| {
            let confusable = self.confusable.moved([&ours[1], &theirs[1]], uneven);
            confusable.map(|(a, b)| Guard::doubt(Cause::Confusable(a, b)))
        })
    }

    /// Whether texts in other words cannot mean the same: they have other figures, or opposites.
    pub fn part(&self, a: &Phrase, b: &Phrase) -> bool {
        let opposites = || {
            let [ours, theirs] = [a, b].map(|phrase| &self.words(phrase)[0]);
            self.antonyms.moved([ours, theirs], &a.uneven(b)).is_some()
        };
        a.figures() != b.figures() || opposites()
    }

    /// The opposites and the confusable words in a text.
    fn words<'t>(&self, phrase: &'t Phrase) -> &'t [Counts; 2] {
        phrase.words(|text| [&self.antonyms, &self.confusable].map(|groups| groups.counts(text)))
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
        if more.iter().any(|c| is_exact(*c)) {
            return Some(Guard::certain(Cause::Exact(more)));
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

/// The words of a group that have one character, or those that have more.
fn of_length(group: &[String], one: bool) -> Vec<String> {
    let is_one = |word: &&String| (word.chars().count() == 1) == one;
    group.iter().filter(is_one).cloned().collect()
}

/// A character of which any change is a change of meaning: digits, letters, Chinese numerals, signs of comparison.
pub fn is_exact(c: char) -> bool {
    c.is_ascii_alphanumeric() || numerals::is_numeral(c) || "%‰<>=≤≥≠".contains(c)
}

impl Groups {
    fn new(groups: impl Iterator<Item = Vec<String>>) -> Self {
        let words: Vec<Vec<String>> = groups.collect();
        let mut by_char: HashMap<char, Vec<usize>> = HashMap::new();
        for (number, group) in words.iter().enumerate() {
            let chars: BTreeSet<char> = group.iter().flat_map(|w| w.chars()).collect();
            for c in chars {
                by_char.entry(c).or_default().push(number);
            }
        }
        Self { words, by_char }
    }

    fn of(&self, c: char) -> &[usize] {
        self.by_char.get(&c).map_or(&[], Vec::as_slice)
    }

    /// Whether both characters stand in one group.
    fn share(&self, a: char, b: char) -> bool {
        let theirs = self.of(b);
        !theirs.is_empty() && self.of(a).iter().any(|group| theirs.contains(group))
    }

    fn counts(&self, text: &[char]) -> Counts {
        let chars: BTreeSet<char> = text.iter().copied().collect();
        let groups: BTreeSet<usize> = chars.iter().flat_map(|c| self.of(*c)).copied().collect();
        let text: String = text.iter().collect();
        let counts = groups.into_iter();
        let counts = counts.map(|group| (group, counted(&self.words[group], &text)));
        let in_text = counts.filter(|(_, counts)| counts.iter().any(|n| *n > 0));
        in_text.collect()
    }

    /// Two words of a group of which one text has the one more often and the other text the other. Only groups with an
    /// uneven character can have such words.
    fn moved(&self, [a, b]: [&Counts; 2], uneven: &[char]) -> Option<(&str, &str)> {
        a.iter().find_map(|(group, ours)| {
            let at = b.binary_search_by_key(group, |(group, _)| *group).ok()?;
            let words = || self.words[*group].iter().zip(ours.iter().zip(&b[at].1));
            let more = words().filter(|(_, (a, b))| a > b).min()?.0;
            let less = words().filter(|(_, (a, b))| a < b).min()?.0;
            let concerned = self.words[*group].iter().any(|w| w.contains(uneven));
            concerned.then_some((more.as_str(), less.as_str()))
        })
    }
}

/// How often each word of a group stands in a text; a word inside a longer one of the group does not count.
fn counted(group: &[String], text: &str) -> Vec<usize> {
    let mut longest: Vec<usize> = (0..group.len()).collect();
    longest.sort_by_key(|at| std::cmp::Reverse(group[*at].len()));
    let mut counts = vec![0; group.len()];
    let mut text = text.to_owned();
    for at in longest {
        counts[at] = text.matches(&group[at]).count();
        if counts[at] > 0 {
            text = text.replace(&group[at], "|");
        }
    }
    counts
}
