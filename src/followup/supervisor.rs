//! 分级监管: who supervises an item, by its level. Names come from the policy, else from the form; nobody is guessed.

use crate::model::{Entry, Field, Level, Role, SectionInfo, Supervisor, names_in};
use crate::policy::{Lookup, Policy};
use crate::text;

/// Finds supervisors by one policy.
pub struct Supervisors<'p> {
    policy: &'p Policy,
    lookup: Lookup<'p>,
}

impl<'p> Supervisors<'p> {
    /// By this policy.
    pub fn new(policy: &'p Policy) -> Self {
        Self {
            policy,
            lookup: Lookup::new(policy),
        }
    }

    /// The supervisor of an entry at a level; `provisional` where that level is still to be confirmed.
    pub fn of(&self, entry: &Entry, level: Level, provisional: bool) -> Supervisor {
        let role = self.policy.follow_up.supervision.of(level);
        let section = entry.text(Field::Section);
        let known = section.and_then(|name| self.lookup.section(name));
        let (name, of_section) = match role {
            Role::Principal => (self.policy.principal.clone(), false),
            Role::Leader => match known.and_then(leader) {
                Some(name) => (Some(name), false),
                None => self.named(entry, Field::Leader),
            },
            // A head is always head of a section, whatever his name.
            Role::Head => match known.and_then(head) {
                Some(name) => (Some(name), true),
                None => (self.named(entry, Field::Head).0, true),
            },
            Role::Post => (post(entry), true),
        };
        let section = known.map(|s| s.name.as_str()).or(section);
        Supervisor {
            role,
            name,
            section: section.filter(|_| of_section).map(str::to_owned),
            provisional,
        }
    }

    /// Whom the form itself names in a column of leaders or heads, and whether only the section tells who is meant:
    /// 分管领导 names nobody, and there may be several with the title 副局长.
    fn named(&self, entry: &Entry, field: Field) -> (Option<String>, bool) {
        let names = names_in(entry.text(field).unwrap_or_default());
        let is_role = |name: &String| {
            let key = text::key(name);
            let role = Role::ALL.iter().any(|role| text::key(role.title()) == key);
            role || self.lookup.field(name).is_some()
        };
        let names: Vec<String> = names.into_iter().filter(|name| !is_role(name)).collect();
        let by_title = names.iter().any(|name| self.lookup.looks_like_owner(name));
        let known = !names.is_empty();
        (known.then(|| names.join("、")), by_title || !known)
    }
}

fn leader(section: &SectionInfo) -> Option<String> {
    section.leader.clone().filter(|name| !name.is_empty())
}

fn head(section: &SectionInfo) -> Option<String> {
    section.head.clone().filter(|name| !name.is_empty())
}

/// The post as the form names it, else whom it names as responsible.
fn post(entry: &Entry) -> Option<String> {
    let owners = || (!entry.owners.is_empty()).then(|| entry.owners.join("、"));
    entry.text(Field::Post).map(str::to_owned).or_else(owners)
}
