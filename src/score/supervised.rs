//! 监管领导到位: whether entries of the upper levels have the supervisor of their level.

use super::facts::Own;
use super::measured::Measured;
use crate::location::Place;
use crate::model::{Entry, Field, Level, Role, names_in, names_person};
use crate::policy::{Lookup, Policy};
use crate::text;

/// How many of the entries of levels one and two have one.
pub fn supervised(own: &Own<'_>, policy: &Policy) -> Measured {
    let lookup = Lookup::new(policy);
    let mut out = Measured::default();
    let mut doubtful = 0;
    for (item, told) in own.matters() {
        let Some(level) = item.effective.filter(|l| *l != Level::Three) else {
            continue;
        };
        let role = policy.follow_up.supervision.of(level);
        let named = told.iter().filter_map(|told| {
            let named = names_supervisor(told.entry, role, policy, &lookup)?;
            Some((named, told.entry))
        });
        let named: Vec<(bool, &Entry)> = named.collect();
        let right = named.iter().find(|(named, _)| *named);
        match right.or(named.first()) {
            Some((named, entry)) => out.judge(*named, named_at(entry)),
            None => doubtful += 1,
        }
    }
    out.leave(doubtful, "条写了姓名，而口径没有写监管领导是谁，没有计入");
    out
}

/// The cell in which the supervisor is named, or should be.
fn named_at(entry: &Entry) -> Place {
    let named = [Field::Leader, Field::Head, Field::Owner];
    let mut named = named.into_iter().filter(|f| entry.text(*f).is_some());
    entry.place_of(named.next().unwrap_or(Field::Leader))
}

/// Whether an entry has the supervisor of its level: the roster's, unless its 责任领导 names somebody else of the roster;
/// where the roster has none, whom the entry names by office. None where nobody can say.
fn names_supervisor(
    entry: &Entry,
    role: Role,
    policy: &Policy,
    lookup: &Lookup<'_>,
) -> Option<bool> {
    let section = entry.text(Field::Section).and_then(|s| lookup.section(s));
    let expected = match role {
        Role::Principal => policy.principal.clone(),
        Role::Leader => section.and_then(|s| s.leader.clone()),
        Role::Head => section.and_then(|s| s.head.clone()),
        Role::Post => return Some(true),
    };
    if expected.is_some() {
        let own = section.and_then(|s| s.leader.clone());
        let right: Vec<String> = expected
            .into_iter()
            .chain(own)
            .chain(policy.principal.clone())
            .collect();
        return Some(!names_another(entry, &right, policy));
    }
    let written =
        [Field::Leader, Field::Head, Field::Owner].map(|f| entry.text(f).unwrap_or_default());
    let names: Vec<String> = written.iter().flat_map(|t| names_in(t)).collect();
    let office = text::key(role.title());
    let by_office = |name: &str| {
        let key = text::key(name);
        let long = key.chars().count() >= office.chars().count() - 1;
        long && (key.contains(&office) || office.contains(&key))
    };
    if names.is_empty() || names.iter().any(|n| by_office(n)) {
        return Some(!names.is_empty());
    }
    None
}

/// Whether 责任领导 names people of the roster, and none of these.
fn names_another(entry: &Entry, right: &[String], policy: &Policy) -> bool {
    let written = text::key(entry.text(Field::Leader).unwrap_or_default());
    let named = |name: &str| !name.is_empty() && written.contains(&text::key(name));
    if written.is_empty() || right.iter().any(|name| named(name)) {
        return false;
    }
    let sections = policy.roster.sections().iter();
    let people = sections.flat_map(|section| {
        let staff = section.staff.iter().map(|s| s.name.as_str());
        let leads = [&section.leader, &section.head].into_iter().flatten();
        staff.chain(leads.map(String::as_str))
    });
    let named: Vec<&str> = people.filter(|name| named(name)).collect();
    let is_right = |name: &&str| right.iter().any(|r| names_person(r, name, None));
    !named.is_empty() && !named.iter().any(is_right)
}
