//! What small differences hide: another number, a negation, an opposite, a narrower word. Two texts that differ in one of
//! these are not the same, however much they look it.

use std::collections::BTreeMap;

use super::numerals;
use crate::policy::LinkagePolicy;
use crate::text;

/// Why two texts that look nearly equal are not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guard {
    /// Whether it is certain that they mean different things; else a person is asked.
    pub certain: bool,
    /// What differs, in words.
    pub note: String,
}

impl Guard {
    fn certain(note: String) -> Self {
        Self {
            certain: true,
            note,
        }
    }

    fn doubt(note: String) -> Self {
        Self {
            certain: false,
            note,
        }
    }
}

/// The words of the policy, ready to be looked for.
#[derive(Debug)]
pub struct Guards {
    negations: Vec<String>,
    restrictions: Vec<String>,
    exceptions: Vec<String>,
    /// Opposites of several characters: looked for in whole texts.
    antonyms: Vec<Vec<String>>,
    /// Opposites of one character: they count only where one stands for the other, for 关系 is no opposite of 公开.
    opposites: Vec<Vec<char>>,
    confusable: Vec<Vec<String>>,
    look_alikes: Vec<Vec<char>>,
    particles: Vec<char>,
}

impl Guards {
    /// The guards of this policy.
    pub fn new(policy: &LinkagePolicy) -> Self {
        let chars = |words: &Vec<String>| words.iter().flat_map(|w| w.chars()).collect();
        Self {
            negations: policy.negations.clone(),
            restrictions: policy.restrictions.clone(),
            exceptions: policy.exceptions.clone(),
            antonyms: policy
                .antonyms
                .iter()
                .map(|g| of_length(g, false))
                .collect(),
            opposites: policy
                .antonyms
                .iter()
                .map(|g| chars(&of_length(g, true)))
                .collect(),
            confusable: policy.confusable.clone(),
            look_alikes: policy.look_alikes.iter().map(chars).collect(),
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
        let mut groups = self.look_alikes.iter();
        groups.any(|group| group.contains(&a) && group.contains(&b))
    }

    /// Whether a character negates.
    pub fn negates(&self, c: char) -> bool {
        self.negations.iter().any(|word| word.chars().eq([c]))
    }

    /// What stands against taking two nearly equal texts for one.
    pub fn between(&self, a: &[char], b: &[char]) -> Option<Guard> {
        if let Some(guard) = numbers_differ(a, b) {
            return Some(guard);
        }
        let uneven = uneven(a, b);
        let [a, b]: [String; 2] = [a.iter().collect(), b.iter().collect()];
        if let Some(pair) = moved(&self.antonyms, (&a, &b), &uneven) {
            return Some(Guard::certain(format!("{pair}意思相反或不同")));
        }
        moved(&self.confusable, (&a, &b), &uneven)
            .map(|pair| Guard::doubt(format!("{pair}读音或字形相近，意思不同")))
    }

    /// What stands against texts in other words meaning the same: other figures, or opposites.
    pub fn between_meanings(&self, a: &[char], b: &[char]) -> Option<Guard> {
        if figures(a) != figures(b) {
            return Some(Guard::certain("数字不同".to_owned()));
        }
        let uneven = uneven(a, b);
        let [a, b]: [String; 2] = [a.iter().collect(), b.iter().collect()];
        moved(&self.antonyms, (&a, &b), &uneven)
            .map(|pair| Guard::certain(format!("{pair}意思相反或不同")))
    }

    /// What stands against some characters of one text standing for others of the other.
    pub fn in_place(&self, ours: &[char], theirs: &[char]) -> Option<Guard> {
        let opposite = |(a, b): &(char, char)| {
            let mut groups = self.opposites.iter();
            a != b && groups.any(|g| g.contains(a) && g.contains(b))
        };
        let mut pairs = ours.iter().flat_map(|a| theirs.iter().map(|b| (*a, *b)));
        let (a, b) = pairs.find(opposite)?;
        let note = format!("“{a}”与“{b}”意思相反或不同");
        // 受意 is rather 授意 mistyped than its opposite; but so much hangs on it that a person should look.
        Some(if text::sound_alike(a, b) {
            Guard::doubt(note)
        } else {
            Guard::certain(note)
        })
    }

    /// What stands against one text merely having these characters more than the other.
    pub fn in_addition(&self, more: &[char]) -> Option<Guard> {
        if more.iter().any(|c| is_exact(*c)) {
            return Some(Guard::certain(format!("多出“{}”", shown(more))));
        }
        let text: String = more.iter().collect();
        let has = |words: &[String]| words.iter().any(|w| text.contains(w.as_str()));
        if has(&self.negations) {
            return Some(Guard::certain(format!("多出否定词“{text}”")));
        }
        let restricts = self.restrictions.contains(&text);
        restricts.then(|| Guard::doubt(format!("多出限定词“{text}”")))
    }

    /// What stands against one text having a whole clause more.
    pub fn in_clause(&self, clause: &[char]) -> Option<Guard> {
        let text: String = clause.iter().collect();
        let except = self.exceptions.iter().find(|w| text.contains(w.as_str()));
        if let Some(word) = except {
            return Some(Guard::doubt(format!("多出的一句另有条件（{word}）")));
        }
        let counts = clause.iter().any(char::is_ascii_digit);
        counts.then(|| Guard::doubt("多出的一句写有数字".to_owned()))
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

/// Characters as they are shown in a note.
pub fn shown(chars: &[char]) -> String {
    chars.iter().filter(|c| **c != '|').collect()
}

fn numbers_differ(a: &[char], b: &[char]) -> Option<Guard> {
    let (ours, theirs) = (figures(a), figures(b));
    if ours == theirs {
        return None;
    }
    let only = |these: &[String], those: &[String]| {
        let mut rest = those.to_vec();
        let mut own = Vec::new();
        for word in these {
            match rest.iter().position(|r| r == word) {
                Some(at) => drop(rest.swap_remove(at)),
                None => own.push(word.clone()),
            }
        }
        if own.is_empty() {
            "无".to_owned()
        } else {
            own.join("、")
        }
    };
    let note = format!(
        "数字不同（{}，{}）",
        only(&ours, &theirs),
        only(&theirs, &ours)
    );
    Some(Guard::certain(note))
}

/// Figures and letters of a text, each with the sign behind it, sorted.
fn figures(text: &[char]) -> Vec<String> {
    let belongs = |c: &char| c.is_ascii_alphanumeric() || ".%‰<>=≤≥≠".contains(*c);
    let mut runs: Vec<String> = text
        .chunk_by(|a, b| belongs(a) == belongs(b))
        .filter(|run| run.first().is_some_and(belongs))
        .map(|run| run.iter().collect())
        .collect();
    runs.sort();
    runs
}

/// Characters of which one text has more than the other, sorted.
fn uneven(a: &[char], b: &[char]) -> Vec<char> {
    let [mut ours, mut theirs] = [a.to_vec(), b.to_vec()];
    ours.sort_unstable();
    theirs.sort_unstable();
    let (mut ours, mut theirs) = (ours.as_slice(), theirs.as_slice());
    let mut uneven = Vec::new();
    while let (Some(x), Some(y)) = (ours.first(), theirs.first()) {
        match x.cmp(y) {
            std::cmp::Ordering::Equal => (ours, theirs) = (&ours[1..], &theirs[1..]),
            std::cmp::Ordering::Less => {
                uneven.push(*x);
                ours = &ours[1..];
            }
            std::cmp::Ordering::Greater => {
                uneven.push(*y);
                theirs = &theirs[1..];
            }
        }
    }
    uneven.extend(ours.iter().chain(theirs));
    uneven
}

/// Two words of a group of which one text has the one more often and the other text the other, as `“收入”与“支出”`. Only groups
/// with an uneven character can have such words.
fn moved<'g>(
    groups: impl IntoIterator<Item = &'g Vec<String>>,
    (a, b): (&str, &str),
    uneven: &[char],
) -> Option<String> {
    let concerned = |group: &&Vec<String>| group.iter().any(|w| w.contains(uneven));
    groups.into_iter().filter(concerned).find_map(|group| {
        let counts: BTreeMap<&str, (usize, usize)> = counted(group, a, b);
        let more = counts.iter().find(|(_, (a, b))| a > b)?.0;
        let less = counts.iter().find(|(_, (a, b))| a < b)?.0;
        Some(format!("“{more}”与“{less}”"))
    })
}

/// How often each word of a group stands in each of two texts; a word inside a longer one of the group does not count.
fn counted<'g>(group: &'g [String], a: &str, b: &str) -> BTreeMap<&'g str, (usize, usize)> {
    let mut words: Vec<&str> = group.iter().map(String::as_str).collect();
    words.sort_by_key(|w| std::cmp::Reverse(w.len()));
    let (mut a, mut b) = (a.to_owned(), b.to_owned());
    let mut counts = BTreeMap::new();
    for word in words {
        counts.insert(word, (a.matches(word).count(), b.matches(word).count()));
        a = a.replace(word, "|");
        b = b.replace(word, "|");
    }
    counts
}
