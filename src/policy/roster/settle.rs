//! The parts of a roster book held against each other: a name belongs to one section, whoever leads is known.

use std::collections::{BTreeMap, BTreeSet};

use super::checks;
use super::gather::{Gathered, cell};
use super::page::Said;
use super::said::SaidPerson;
use crate::model::{SectionKind, names_in};
use crate::text;

impl Gathered {
    /// Leaves nothing that belongs to two sections, and tells of people nobody knows.
    pub fn settle(&mut self) {
        self.aliases();
        self.strangers();
        self.leading_group();
        self.elsewhere();
    }

    /// An alias that is another section's name is that one's; what two sections have for an alias is nobody's.
    fn aliases(&mut self) {
        let names: BTreeMap<String, String> = self
            .sections
            .iter()
            .map(|s| (text::key(&s.name.text), s.name.text.clone()))
            .collect();
        let mut owners: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for section in &self.sections {
            for alias in &section.aliases {
                let own = owners.entry(text::key(&alias.text)).or_default();
                own.push(section.name.text.clone());
            }
        }
        let mut told = Vec::new();
        for section in &mut self.sections {
            let own = section.name.text.clone();
            section.aliases.retain(|alias| {
                let key = text::key(&alias.text);
                let message = match (names.get(&key), owners.get(&key)) {
                    (Some(name), _) => format!(
                        "“{own}”的别名“{}”是另一个科室“{name}”的名称，没有采用",
                        alias.text
                    ),
                    (None, Some(all)) if all.len() > 1 => format!(
                        "别名“{}”同时写在“{}”下，分不清是哪个科室，都没有采用",
                        alias.text,
                        all.join("”“")
                    ),
                    _ => return true,
                };
                told.push((alias.clone(), message));
                false
            });
        }
        for (alias, message) in told {
            self.wrong(&checks::SHARED_NAME, &alias, message);
        }
    }

    /// Leaders of sections are among the leaders where these are listed, heads among the people where those are.
    fn strangers(&mut self) {
        let name = |person: &SaidPerson| text::key(&person.name.text);
        let group = self.sections.iter();
        let group = group.filter(|s| s.kind == Some(SectionKind::Leadership));
        let group = group.flat_map(|s| &s.staff).map(name);
        let leaders: BTreeSet<String> = self.leaders.iter().map(|l| name(&l.person)).collect();
        let leaders: BTreeSet<String> = leaders.into_iter().chain(group).collect();
        let staff = self.sections.iter().flat_map(|s| &s.staff).map(name);
        let everybody: BTreeSet<String> = staff.chain(leaders.iter().cloned()).collect();
        let mut told = Vec::new();
        for section in &self.sections {
            let heads = section.head.iter().filter(|_| !section.staff.is_empty());
            let heads = heads.map(|head| (head, "科室负责人", &everybody, "人员表和领导表"));
            let known = section.leader.iter().filter(|_| !leaders.is_empty());
            let known = known.map(|leader| (leader, "分管领导", &leaders, "领导表"));
            for (said, role, known, list) in heads.chain(known) {
                let names = names_in(&said.text).into_iter();
                for strange in names.filter(|n| !known.contains(&text::key(n))) {
                    let message = format!(
                        "“{}”的{role}“{strange}”不在{list}中，仍按写的采用",
                        section.name.text
                    );
                    told.push((said.clone(), message));
                }
            }
        }
        for (said, message) in told {
            self.wrong(&checks::NO_PERSON, &said, message);
        }
    }

    /// Who stands in two sections. A leader may head a section as well.
    fn elsewhere(&mut self) {
        let mut first: BTreeMap<String, (String, Said)> = BTreeMap::new();
        let mut told = Vec::new();
        let sections = self.sections.iter();
        let sections = sections.filter(|s| s.kind != Some(SectionKind::Leadership));
        for section in sections {
            let own = section.name.text.as_str();
            for SaidPerson { name, .. } in &section.staff {
                let key = text::key(&name.text);
                let Some((other, at)) = first.get(&key) else {
                    first.insert(key, (own.to_owned(), name.clone()));
                    continue;
                };
                let message = format!(
                    "“{}”写在“{own}”，{}又写在“{other}”，两个科室都算了他",
                    name.text,
                    cell(at)
                );
                told.push((name.clone(), message));
            }
        }
        for (said, message) in told {
            self.wrong(&checks::IN_TWO_SECTIONS, &said, message);
        }
    }

    /// The leaders are the people of the leading group, where it is one of the sections.
    fn leading_group(&mut self) {
        let groups = self.sections.iter_mut();
        let mut groups = groups.filter(|s| s.kind == Some(SectionKind::Leadership));
        let (Some(group), None) = (groups.next(), groups.next()) else {
            return;
        };
        for leader in &self.leaders {
            let key = text::key(&leader.person.name.text);
            if group.staff.iter().any(|p| text::key(&p.name.text) == key) {
                continue;
            }
            for post in &leader.person.posts {
                group.add_post(post);
            }
            group.staff.push(leader.person.clone());
        }
    }

    /// 局主要领导: the one leader who is said to be it. Of two nobody is.
    pub fn principal(&mut self) -> Option<Said> {
        let principals = self.leaders.iter().filter(|l| l.principal);
        let all: Vec<Said> = principals.map(|l| l.person.name.clone()).collect();
        match all.as_slice() {
            [one] => Some(one.clone()),
            [] => None,
            [first, others @ ..] => {
                for other in others {
                    let message = format!(
                        "局主要领导写了“{}”，又写“{}”，都没有采用",
                        first.text, other.text
                    );
                    self.wrong(&checks::CONTRADICTION, other, message);
                }
                None
            }
        }
    }
}
