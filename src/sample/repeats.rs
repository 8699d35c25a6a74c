//! Entries reported twice: one of a section's people hands in a form that tells some of the section's entries again, word for
//! word, with a slip of the pen, with another amount; and a section hands in its form in two versions.

use std::cmp::Reverse;

use chrono::Days;

use super::bureau::Person;
use super::compose::Fact;
use super::layout::{Job, Layout};

/// Slips of the pen: the character meant and the one typed for it.
const SLIPS: [(char, char); 12] = [
    ('审', '申'),
    ('核', '合'),
    ('资', '姿'),
    ('办', '半'),
    ('查', '察'),
    ('管', '官'),
    ('序', '续'),
    ('报', '抱'),
    ('规', '归'),
    ('费', '废'),
    ('标', '表'),
    ('监', '坚'),
];
/// What makes an entry another one, however much it looks the same: where the section says the one, the person says the other.
const AMOUNTS: [&str; 2] = ["涉及金额5万元以上", "涉及金额50万元以上"];

/// Layouts with a column for the post, which ties a section's entry to its people's.
const WITH_POST: [Layout; 4] = [
    Layout::Plain,
    Layout::KeyValueLine,
    Layout::TitleOnly,
    Layout::ThreeLevels,
];
/// 风险类别 of what a person tells again.
const PERSONAL: &str = "岗位职责";
/// Most entries told again.
const MOST: usize = 4;

/// The person of the section whose post has most of the form's facts, and which these are; none where nobody's has two, or
/// the form names no posts.
pub fn twice<'a>(layout: Layout, job: &Job<'a>) -> Option<(&'a Person, Vec<usize>)> {
    if !WITH_POST.contains(&layout) {
        return None;
    }
    let of = |person: &Person| -> Vec<usize> {
        let facts = job.facts.iter().enumerate();
        let own = facts.filter(|(_, f)| f.post == person.post);
        own.map(|(at, _)| at).take(MOST).collect()
    };
    let people = job.office.staff.iter().map(|person| (person, of(person)));
    let best = people.max_by_key(|(person, facts)| (facts.len(), Reverse(&person.name)));
    best.filter(|(_, facts)| facts.len() > 1)
}

/// Makes `first` the version of `job` that was handed in nine days before: an entry is missing and a measure is other.
pub fn first_version(first: &mut Job<'_>, job: &Job<'_>) {
    first.facts.clone_from(&job.facts);
    first.facts.pop();
    if let Some(fact) = first.facts.first_mut() {
        fact.measures.truncate(1);
    }
    let earlier = job.date.checked_sub_days(Days::new(9));
    first.date = earlier.unwrap_or(job.date);
}

/// The name of a first version.
pub fn draft_name(newer: &str) -> String {
    format!("{}（初稿）.xlsx", newer.trim_end_matches(".xlsx"))
}

/// A fact as a person tells it again; `turn` says in which way.
pub fn told_again(fact: &mut Fact, person: &Person, turn: usize) -> Fact {
    let mut again = fact.clone();
    again.person.clone_from(&person.name);
    // A person's form allows other categories than a section's.
    again.category = PERSONAL;
    match turn % 3 {
        0 => again.risk = slipped(&fact.risk),
        1 => {
            fact.risk = format!("{}，{}", fact.risk, AMOUNTS[0]);
            again.risk = format!("{}，{}", again.risk, AMOUNTS[1]);
        }
        _ => {}
    }
    again
}

/// The text with one wrong character, where it has one that is easily mistyped.
fn slipped(text: &str) -> String {
    let slip = SLIPS.iter().find(|(meant, _)| text.contains(*meant));
    slip.map_or_else(
        || text.to_owned(),
        |(meant, typed)| text.replacen(*meant, &typed.to_string(), 1),
    )
}
