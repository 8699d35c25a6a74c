//! The unit's own names, folded once: what a file's name says of people and sections is looked up here.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::policy::Policy;
use crate::text;

/// Names of the roster and of the unit, folded.
#[derive(Debug)]
pub struct Roll {
    /// The unit's name.
    pub unit: String,
    /// All names of each section.
    sections: Vec<Vec<String>>,
    /// The section that has a name.
    by_name: HashMap<String, usize>,
    staff: HashSet<String>,
    /// The lengths of the names of staff, in characters.
    lengths: BTreeSet<usize>,
}

impl Roll {
    /// The names of this policy.
    pub fn new(policy: &Policy) -> Self {
        let known = &policy.roster.sections();
        let sections = known.iter().map(|s| s.names().map(text::key).collect());
        let sections: Vec<Vec<String>> = sections.collect();
        let mut by_name = HashMap::new();
        for (number, names) in sections.iter().enumerate() {
            for name in names {
                by_name.entry(name.clone()).or_insert(number);
            }
        }
        let staff = known.iter().flat_map(|s| &s.staff);
        let staff = staff.map(|s| text::key(&s.name));
        let staff: HashSet<String> = staff.filter(|n| n.chars().nth(1).is_some()).collect();
        Self {
            unit: text::key(&policy.unit),
            sections,
            by_name,
            lengths: staff.iter().map(|n| n.chars().count()).collect(),
            staff,
        }
    }

    /// All names of the section that has this name.
    pub fn names(&self, section: &str) -> &[String] {
        let number = self.by_name.get(section);
        number.map_or(&[], |number| &self.sections[*number])
    }

    /// Staff whom a text names.
    pub fn staff_in(&self, written: &str) -> BTreeSet<String> {
        let folded: Vec<char> = text::key(written).chars().collect();
        let parts = self.lengths.iter().flat_map(|n| folded.windows(*n));
        let names = parts.map(|part| part.iter().collect::<String>());
        names.filter(|name| self.staff.contains(name)).collect()
    }
}
