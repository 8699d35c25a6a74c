//! 公示: the register as the public may see it. Posts stand for names, names inside texts are masked, and whatever was masked is
//! listed for a person to look at; nothing else is changed. Errs on the safe side: what might be a name is not published.

mod checks;
mod mask;
mod names;

pub use checks::ALL as CHECKS;

use crate::diagnostic::{Check, Diagnostic};
use crate::model::{Basis, Entry, Field, PublicItem, Register, RegisterItem};
use crate::policy::{Lookup, Policy};
use crate::text;
use mask::Masker;
use names::{Known, Names};

/// The public items in the order of the register, and what was masked in them.
pub fn publish(register: &Register, policy: &Policy) -> (Vec<PublicItem>, Vec<Diagnostic>) {
    let names = Names::of(register, policy);
    let editor = Editor {
        masker: Masker::new(names.all(), &policy.public),
        lookup: Lookup::new(policy),
        names,
        policy,
    };
    let mut found = Vec::new();
    let items = register.items.iter();
    let items = items.map(|item| editor.item(item, &mut found)).collect();
    // A merged cell speaks for several items and is listed once.
    found.sort();
    found.dedup();
    (items, found)
}

struct Editor<'p> {
    masker: Masker,
    lookup: Lookup<'p>,
    names: Names,
    policy: &'p Policy,
}

impl Editor<'_> {
    fn item(&self, item: &RegisterItem, found: &mut Vec<Diagnostic>) -> PublicItem {
        let entry = &item.entry;
        let mut text = |field| self.text(entry, field, found);
        let settled = !matches!(item.basis, Basis::Pending | Basis::Open);
        PublicItem {
            section: text(Field::Section),
            post: text(Field::Post),
            matter: text(Field::Matter),
            category: text(Field::Category),
            risk: text(Field::Risk),
            manifestation: text(Field::Manifestation),
            measures: text(Field::Measures),
            level: item.effective.filter(|_| settled),
            owner: self.owners(entry, found),
            supervisor: item
                .follow_up
                .supervisor
                .as_ref()
                .map(|s| s.role)
                .filter(|_| settled),
        }
    }

    /// A field's text without names and without what leads to a person.
    fn text(&self, entry: &Entry, field: Field, found: &mut Vec<Diagnostic>) -> String {
        let written = entry.text(field).unwrap_or_default();
        let masked = self.masker.mask(written);
        if !masked.names.is_empty() {
            let message = format!(
                "公示表中，“{}”里的{}改为“{}”",
                field.title(),
                quoted(&masked.names),
                self.policy.public.mask
            );
            found.push(finding(&checks::NAME, entry, field, message));
        }
        if !masked.contacts.is_empty() {
            let message = format!(
                "公示表中，“{}”里的{}已隐去",
                field.title(),
                quoted(&masked.contacts)
            );
            found.push(finding(&checks::CONTACT, entry, field, message));
        }
        masked.text
    }

    /// Those in charge by their posts.
    fn owners(&self, entry: &Entry, found: &mut Vec<Diagnostic>) -> String {
        let mut posts: Vec<String> = Vec::new();
        for owner in &entry.owners {
            let post = self.owner(entry, owner, found);
            if !posts.contains(&post) {
                posts.push(post);
            }
        }
        posts.join("、")
    }

    fn owner(&self, entry: &Entry, owner: &str, found: &mut Vec<Diagnostic>) -> String {
        let bare = text::without_brackets(owner);
        match self.names.get(&bare) {
            Some(Known::Post(post)) => return self.masker.mask(post).text,
            Some(Known::Nothing) => return IN_CHARGE.to_owned(),
            None => {}
        }
        if self.may_be_a_name(&bare) {
            let message = format!("看不出责任人“{owner}”是岗位还是姓名，公示表中改为“{IN_CHARGE}”");
            found.push(finding(&checks::UNSURE, entry, Field::Owner, message));
            return IN_CHARGE.to_owned();
        }
        let masked = self.masker.mask(owner);
        if !masked.names.is_empty() {
            let names = quoted(&masked.names);
            let message = format!(
                "公示表中，“责任人”里的{names}改为“{}”",
                self.policy.public.mask
            );
            found.push(finding(&checks::NAME, entry, Field::Owner, message));
        }
        masked.text
    }

    /// Two to four ideographs that are neither a post nor a section.
    fn may_be_a_name(&self, owner: &str) -> bool {
        let key = text::key(owner);
        let short = (2..=4).contains(&key.chars().count());
        let plain = key.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        let posts = self.policy.roster.sections.iter().flat_map(|s| &s.posts);
        let known = posts.into_iter().any(|p| text::key(p) == key);
        short
            && plain
            && !known
            && !self.lookup.looks_like_owner(owner)
            && !self.lookup.looks_like_section(owner)
            && self.lookup.section(owner).is_none()
    }
}

/// What stands for a person whose post nobody knows.
const IN_CHARGE: &str = "岗位责任人";

/// `“张一”、“李二”`.
fn quoted(words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|w| format!("“{w}”")).collect();
    words.join("、")
}

fn finding(check: &Check, entry: &Entry, field: Field, message: String) -> Diagnostic {
    let mut finding = Diagnostic::new(check, entry.place_of(field), message);
    finding.found = entry.values.get(&field).map(|v| v.raw.clone());
    finding.section = entry.text(Field::Section).map(str::to_owned);
    finding
}
