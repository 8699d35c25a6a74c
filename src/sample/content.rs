//! What an invented district finance bureau could fear: its sections, posts and matters, and the patterns of risk.
//! Only words and which of them go together, read from `data`; `compose` makes entries of them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::model::Level;

/// The pattern of a weak will, which only persons' own forms have: 思想动摇.
pub const WAVER: &str = "waver";

/// The bureau and its towns.
pub static BUREAU: LazyLock<Bureau> = LazyLock::new(|| read(include_str!("data/sections.toml")));

/// The patterns of risk by name.
pub static PATTERNS: LazyLock<BTreeMap<&str, Phrases>> =
    LazyLock::new(|| read(include_str!("data/patterns.toml")));

/// Data of the program's own, which the tests below have read once.
pub fn read<T: Deserialize<'static>>(text: &'static str) -> T {
    toml::from_str(text).expect("the data of the samples are valid")
}

#[derive(Debug, Deserialize)]
#[serde(bound = "'de: 'static")]
pub struct Bureau {
    /// The towns in which it has branches.
    pub towns: Towns,
    /// All sections, in the order in which bureaus list them.
    pub sections: Vec<Section>,
}

/// What names of towns are made of.
#[derive(Debug, Deserialize)]
pub struct Towns {
    first: &'static str,
    second: &'static str,
    kinds: Vec<&'static str>,
}

/// A section of the bureau.
#[derive(Debug, Deserialize)]
pub struct Section {
    /// 名称.
    pub name: &'static str,
    /// What a branch of it in a town is called.
    pub branch: &'static str,
    /// Other names that turn up on forms.
    pub aliases: Vec<&'static str>,
    /// What its head is called.
    pub head: &'static str,
    /// Its posts, without the head's.
    pub posts: Vec<&'static str>,
    /// Its matters.
    pub matters: Vec<Matter>,
}

/// A matter of a section (权力或业务事项).
#[derive(Debug, Deserialize)]
pub struct Matter {
    /// 名称.
    pub name: &'static str,
    /// The class it belongs to, for headings inside a table.
    pub class: &'static str,
    /// The post in charge: index into the section's posts.
    pub post: usize,
    /// The level most people give it.
    pub level: Level,
    /// The patterns of risk that make sense here.
    pub patterns: Vec<&'static str>,
    act: &'static str,
    paper: &'static str,
    thing: &'static str,
    party: &'static str,
    basis: &'static str,
    /// A manifestation written for this matter alone.
    pub seen: &'static str,
    /// A measure written for this matter alone.
    pub done: &'static str,
}

/// The phrases of a pattern.
#[derive(Debug, Deserialize)]
pub struct Phrases {
    /// 风险类别 on a section's form.
    pub category: &'static str,
    /// 风险类别 on a person's form.
    pub personal: &'static str,
    /// How much it raises (negative) or lowers (positive) the level.
    pub tilt: i64,
    /// 风险点.
    pub risks: [&'static str; 4],
    /// 表现形式.
    pub seen: [&'static str; 4],
    /// 防控措施.
    pub measures: [&'static str; 6],
}

impl Towns {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.first.chars().count() * self.second.chars().count() * self.kinds.len()
    }

    /// The name of the town of this number, if there are so many.
    pub fn name(&self, number: usize) -> Option<String> {
        let (firsts, seconds) = (self.first.chars().count(), self.second.chars().count());
        let kind = self.kinds.get(number / (firsts * seconds))?;
        let first = self.first.chars().nth(number % firsts)?;
        let second = self.second.chars().nth(number / firsts % seconds)?;
        Some(format!("{first}{second}{kind}"))
    }
}

impl Matter {
    /// A sentence of a pattern with its places filled.
    pub fn fill(&self, sentence: &str) -> String {
        sentence
            .replace("{a}", self.act)
            .replace("{d}", self.paper)
            .replace("{t}", self.thing)
            .replace("{p}", self.party)
            .replace("{b}", self.basis)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_section_has_posts_and_enough_matters_of_its_own() {
        let mut names = BTreeSet::new();
        for section in &BUREAU.sections {
            assert!((3..=6).contains(&section.posts.len()), "{}", section.name);
            assert!(section.matters.len() >= 5, "{}", section.name);
            for (index, post) in section.posts.iter().enumerate() {
                let used = section.matters.iter().any(|m| m.post == index);
                assert!(used, "{}：{post} has no matter", section.name);
            }
            for matter in &section.matters {
                assert!(matter.post < section.posts.len(), "{}", matter.name);
                assert!(matter.patterns.len() >= 3, "{}", matter.name);
                assert!(names.insert(matter.name), "{} twice", matter.name);
                let known = |pattern: &&str| PATTERNS.contains_key(*pattern);
                assert!(matter.patterns.iter().all(known), "{}", matter.name);
            }
        }
    }

    #[test]
    fn no_sentence_is_used_by_two_patterns() {
        assert!(PATTERNS.contains_key(WAVER));
        let mut seen = BTreeSet::new();
        for words in PATTERNS.values() {
            let sentences = words.risks.iter().chain(&words.seen).chain(&words.measures);
            for sentence in sentences {
                assert!(seen.insert(*sentence), "{sentence}");
            }
        }
    }
}
