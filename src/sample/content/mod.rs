//! What an invented district finance bureau could fear: its sections, posts and matters, and the patterns of risk.
//! Only words and which of them go together; `compose` makes entries of them.

mod patterns;
mod sections;

pub use patterns::Pattern;
pub use sections::ALL as SECTIONS;

use crate::model::Level;

/// A section of the bureau.
#[derive(Debug)]
pub struct Section {
    /// 名称.
    pub name: &'static str,
    /// Other names that turn up on forms.
    pub aliases: &'static [&'static str],
    /// What its head is called.
    pub head: &'static str,
    /// Its posts, without the head's.
    pub posts: &'static [&'static str],
    /// Its matters.
    pub matters: &'static [Matter],
}

/// A matter of a section (权力或业务事项).
#[derive(Debug)]
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
    pub patterns: &'static [Pattern],
    /// What the patterns' sentences speak of.
    pub words: Words,
    /// A manifestation written for this matter alone.
    pub seen: &'static str,
    /// A measure written for this matter alone.
    pub done: &'static str,
}

/// What a matter's sentences speak of.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// `{a}`: what is done.
    pub act: &'static str,
    /// `{d}`: the papers or data it is done with.
    pub paper: &'static str,
    /// `{t}`: what is spent or kept.
    pub thing: &'static str,
    /// `{p}`: who depends on it.
    pub party: &'static str,
    /// `{b}`: the rule it must follow.
    pub basis: &'static str,
}

impl Words {
    /// A sentence with its places filled.
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

    #[test]
    fn every_section_has_posts_and_enough_matters_of_its_own() {
        let mut names = std::collections::BTreeSet::new();
        for section in SECTIONS {
            assert!((3..=6).contains(&section.posts.len()), "{}", section.name);
            assert!(section.matters.len() >= 5, "{}", section.name);
            for (index, post) in section.posts.iter().enumerate() {
                let used = section.matters.iter().any(|m| m.post == index);
                assert!(used, "{}：{post} has no matter", section.name);
            }
            for matter in section.matters {
                assert!(matter.post < section.posts.len(), "{}", matter.name);
                assert!(matter.patterns.len() >= 3, "{}", matter.name);
                assert!(names.insert(matter.name), "{} twice", matter.name);
            }
        }
    }

    #[test]
    fn no_name_of_a_section_stands_inside_another() {
        let names = |s: &'static Section| std::iter::once(&s.name).chain(s.aliases);
        for one in &SECTIONS {
            for other in SECTIONS.iter().filter(|o| o.name != one.name) {
                for (a, b) in names(one).flat_map(|a| names(other).map(move |b| (a, b))) {
                    assert!(!a.contains(b), "{a} contains {b}");
                }
            }
        }
    }
}
