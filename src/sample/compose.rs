//! Invented entries: a matter, a pattern of risk that fits it, and words for both. How they are laid out is `layout`'s.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::answers::{Answers, Verdict};
use super::bureau::{Office, Person};
use super::content::{Matter, PATTERNS, WAVER};
use super::further::{self, Further};
use super::rng::Rng;
use crate::model::Level;

/// One entry before it is laid out.
#[derive(Clone, Debug)]
pub struct Fact {
    /// 权力（业务）事项.
    pub matter: Cow<'static, str>,
    /// The class its matter belongs to.
    pub class: &'static str,
    /// Where its post stands among those of the section.
    pub rank: usize,
    /// The post in charge.
    pub post: &'static str,
    /// A person on that post.
    pub person: String,
    /// 风险类别.
    pub category: &'static str,
    /// 风险点.
    pub risk: String,
    /// Three manifestations; most forms have room for one or two.
    pub seen: [String; 3],
    /// Two to four measures.
    pub measures: Vec<String>,
    /// Its level.
    pub level: Verdict,
    /// What the section answers where its form asks what the level rests on.
    pub answers: Answers,
    /// Whether the section reports it for the first time.
    pub is_new: bool,
}

/// Where a head's entries stand among those of the posts: below them.
const LAST: usize = usize::MAX;

/// A section's head is a post too: the first of the entries that are not the only one of their post is his.
fn give_to_head(office: &Office, facts: &mut [Fact]) {
    let Some(head) = office.staff.first() else {
        return;
    };
    let posts: Vec<&str> = facts.iter().map(|f| f.post).collect();
    let has_others = |fact: &&mut Fact| posts.iter().filter(|p| **p == fact.post).count() > 1;
    if let Some(fact) = facts.iter_mut().find(has_others) {
        fact.rank = LAST;
        fact.post = head.post;
        fact.person.clone_from(&head.name);
    }
}

/// A section, one of its matters, a pattern.
type Use = (usize, usize, &'static str);

/// Makes facts without saying the same thing twice.
pub struct Composer {
    rng: Rng,
    /// Chance for the answers, apart from the rest: with or without them a seed gives the same entries.
    answers: Rng,
    /// How often each pattern of each matter was used, and with which wording it began.
    uses: BTreeMap<Use, (usize, usize)>,
    /// The number of the next entry for which there are no words left.
    further: usize,
}

impl Composer {
    /// A composer for one year.
    pub fn new(seed: u64) -> Self {
        Self {
            rng: Rng::new(seed, 2),
            answers: Rng::new(seed, 5),
            uses: BTreeMap::new(),
            further: further::first(&mut Rng::new(seed, 6)),
        }
    }

    /// `count` facts of a section, or of one of its people, in the order of the section's matters.
    pub fn facts(&mut self, office: &Office, person: Option<&Person>, count: usize) -> Vec<Fact> {
        let matters = &office.section.matters;
        let own = |m: &&Matter| {
            person.is_none_or(|p| p.post == office.section.posts[m.post] || p.name == office.head())
        };
        let mut choices: Vec<(usize, &str)> = Vec::new();
        for (index, matter) in matters.iter().enumerate().filter(|(_, m)| own(m)) {
            choices.extend(matter.patterns.iter().map(|p| (index, *p)));
            if person.is_some() {
                choices.push((index, WAVER));
            }
        }
        let mut drawn: Vec<(usize, Fact)> = (0..count)
            .filter_map(|_| {
                let (index, pattern) = self.least_used(office.number, &choices)?;
                Some((index, self.fact(office, person, index, pattern)))
            })
            .collect();
        drawn.sort_by_key(|(index, _)| *index);
        if office.is_branch() {
            // Several risks under one matter, as elsewhere.
            for same in drawn.chunk_by_mut(|(a, _), (b, _)| a == b) {
                if let [(_, first), others @ ..] = same {
                    for (_, fact) in others {
                        fact.matter.clone_from(&first.matter);
                    }
                }
            }
        }
        let mut facts: Vec<Fact> = drawn.into_iter().map(|(_, fact)| fact).collect();
        if person.is_none() {
            give_to_head(office, &mut facts);
        }
        facts
    }

    /// One of the choices used least often so far.
    fn least_used(
        &mut self,
        office: usize,
        choices: &[(usize, &'static str)],
    ) -> Option<(usize, &'static str)> {
        let used = |(index, pattern): &(usize, &'static str)| {
            let key = (office, *index, *pattern);
            self.uses.get(&key).map_or(0, |(count, _)| *count)
        };
        let least = choices.iter().map(used).min()?;
        let free: Vec<(usize, &str)> = choices
            .iter()
            .copied()
            .filter(|choice| used(choice) == least)
            .collect();
        Some(*self.rng.pick(&free))
    }

    fn fact(
        &mut self,
        office: &Office,
        person: Option<&Person>,
        index: usize,
        pattern: &'static str,
    ) -> Fact {
        let matter = &office.section.matters[index];
        let phrases = &PATTERNS[pattern];
        let start = self.rng.below(phrases.risks.len());
        let entry = self
            .uses
            .entry((office.number, index, pattern))
            .or_insert((0, start));
        let turn = entry.0 + entry.1;
        let is_first = entry.0 == 0;
        let is_spent = office.is_branch() || entry.0 >= phrases.risks.len();
        entry.0 += 1;
        let post = office.section.posts[matter.post];
        let on_post: Vec<&Person> = office.on_post(post).collect();
        let person_name = person.or(on_post.get(turn % on_post.len().max(1)).copied());
        let seen = self.seen(matter, pattern, turn, is_first);
        let measures = self.measures(matter, pattern, is_first);
        let level = self.level(matter, pattern, person.is_some());
        let mut fact = Fact {
            matter: matter.name.into(),
            class: matter.class,
            rank: matter.post,
            post: person.map_or(post, |p| p.post),
            person: person_name.map_or_else(String::new, |p| p.name.clone()),
            category: if person.is_some() {
                phrases.personal
            } else {
                phrases.category
            },
            risk: matter.fill(phrases.risks[turn % phrases.risks.len()]),
            seen,
            measures,
            level,
            answers: Answers::draw(&mut self.answers, level),
            is_new: self.rng.chance(15),
        };
        if is_spent {
            let said = Further::of(self.further);
            self.further += 1;
            fact.matter = said.matter.into();
            fact.risk = said.risk;
            fact.seen = said.seen;
            fact.measures = said.measures.to_vec();
        }
        fact
    }

    /// Three manifestations; the matter's own stands among the first two while it is new.
    fn seen(
        &mut self,
        matter: &'static Matter,
        pattern: &'static str,
        turn: usize,
        is_first: bool,
    ) -> [String; 3] {
        let seen = PATTERNS[pattern].seen;
        let [a, b, c] = [0, 1, 2].map(|n| matter.fill(seen[(turn + n) % seen.len()]));
        let own_fits = is_first && matter.patterns.first() == Some(&pattern);
        match (own_fits, self.rng.chance(60)) {
            (true, true) => [matter.seen.to_owned(), a, b],
            (true, false) => [a, matter.seen.to_owned(), b],
            (false, _) => [a, b, c],
        }
    }

    fn measures(
        &mut self,
        matter: &'static Matter,
        pattern: &'static str,
        is_first: bool,
    ) -> Vec<String> {
        let mut measures = PATTERNS[pattern].measures;
        self.rng.shuffle(&mut measures);
        let count = *self.rng.pick(&[2, 2, 3, 3, 3, 4]);
        let mut list: Vec<String> = measures
            .iter()
            .take(count)
            .map(|w| matter.fill(w))
            .collect();
        // People copy their best measure into several lines, though not into all.
        let own_fits = pattern != WAVER && (is_first || self.rng.chance(30));
        if own_fits && self.rng.chance(65) {
            let place = self.rng.below(2);
            matter.done.clone_into(&mut list[place]);
        }
        list
    }

    fn level(&mut self, matter: &Matter, pattern: &'static str, personal: bool) -> Verdict {
        let mut number = i64::from(matter.level.number());
        if self.rng.chance(45) {
            number += PATTERNS[pattern].tilt;
        }
        if self.rng.chance(12) {
            number += *self.rng.pick(&[-1, 1]);
        }
        if personal && self.rng.chance(30) {
            number += 1;
        }
        match self.rng.below(100) {
            0 | 1 => Verdict::Open,
            2 | 3 => Verdict::Blank,
            _ => Level::from_number(number.clamp(1, 3)).map_or(Verdict::Blank, Verdict::Known),
        }
    }
}
