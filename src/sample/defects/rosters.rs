//! Names the roster does not have, and risk categories that belong to another kind of form.

use super::bench::{At, Bench};
use super::kind::{Defect, Topic, in_entry, in_form, words};
use crate::model::Field;
use crate::sample::content::BUREAU;
use crate::sample::layout::Says;
use crate::sample::truth::EntryTruth;

/// The family.
pub const DEFECTS: [Defect; 10] = [
    in_entry("N01", "科室名称颠倒了字", |b, at| {
        let name = swapped(&b.job.section);
        !holds_a_name(&name) && section(b, at, &name)
    }),
    in_entry("N01", "科室名称前多写了“局”", |b, at| {
        let name = format!("局{}", b.job.section);
        !names().any(|known| known == name) && section(b, at, &name)
    }),
    in_form(
        Topic::Names,
        "N01",
        "表上方的科室名称颠倒了字",
        section_above,
    ),
    in_entry("N02", "岗位不是本科室的", post),
    in_entry("N03", "花名册中没有此人", |b, at| {
        let name = stranger(b);
        person(b, at, &name)
    }),
    in_entry("N04", "是别的科室的人", |b, at| {
        elsewhere(b).is_some_and(|name| person(b, at, &name))
    }),
    in_form(
        Topic::Names,
        "N03",
        "表上方的姓名花名册中没有",
        |b| {
            let name = stranger(b);
            person_above(b, &name)
        },
    ),
    in_form(
        Topic::Names,
        "N04",
        "表上方的姓名是别的科室的人",
        |b| elsewhere(b).is_some_and(|name| person_above(b, &name)),
    ),
    in_entry("C01", "风险类别不合这种表", |b, at| {
        let person = b.layout.is_personal();
        let foreign: &[&str] = if person {
            &["业务流程", "制度机制"]
        } else {
            &["思想道德", "岗位职责"]
        };
        b.write(at, Field::Category, foreign)
    }),
    words(
        "C01",
        "风险类别是自造的",
        Field::Category,
        &["廉洁纪律", "其他", "人情往来"],
    ),
];

/// The first two characters change places: 算预科.
fn swapped(name: &str) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    if letters.len() > 1 {
        letters.swap(0, 1);
    }
    letters.into_iter().collect()
}

/// Every name and alias of every section.
fn names() -> impl Iterator<Item = &'static str> {
    BUREAU
        .sections
        .iter()
        .flat_map(|s| std::iter::once(s.name).chain(s.aliases.iter().copied()))
}

/// Whether a name can still be taken for a section's because it holds one: 库国集中支付中心.
fn holds_a_name(name: &str) -> bool {
    names().any(|known| name.contains(known))
}

/// Where a person stands beside it, nobody could say which of the two is wrong.
fn section(b: &mut Bench<'_>, at: At, name: &str) -> bool {
    b.entry(at).person.is_none() && strange(b, at, Field::Section, name)
}

/// A name the roster does not have; each strange name is reported once for its table.
fn strange(b: &mut Bench<'_>, at: At, field: Field, name: &str) -> bool {
    let told = |entry: &EntryTruth| match field {
        Field::Section => entry.section == name,
        Field::Post => entry.post.as_deref() == Some(name),
        _ => entry.person.as_deref() == Some(name),
    };
    let again = b.page(at).entries.iter().any(told);
    let cell = Some(at)
        .filter(|_| !again)
        .and_then(|at| b.say(at, field, name));
    b.found_at(at, cell)
}

/// Whether the section of an entry is one the roster has; of others nobody knows posts and people.
fn is_known(b: &Bench<'_>, at: At) -> bool {
    b.entry(at).section == b.job.office.name
}

fn section_above(b: &mut Bench<'_>) -> bool {
    let (right, wrong) = (b.job.section.clone(), swapped(&b.job.section));
    let note = b.note(Says::Section).or_else(|| b.note(Says::Unit));
    let own_cells = b.layout.is_personal() || b.layout.is_card();
    // 办局公室 would be read as a unit, 办局, and its section; a town that nobody knows, as a unit too.
    let readable = !wrong.contains('局') && !b.job.office.is_branch();
    let note = note.filter(|(_, _, _, value)| value.contains(&right) && readable);
    let Some((page, number, cell, value)) = note.filter(|_| !own_cells && !holds_a_name(&wrong))
    else {
        return false;
    };
    b.reword(page, number, value.replacen(&right, &wrong, 1));
    for at in b.all() {
        b.entry_mut(at).section.clone_from(&wrong);
    }
    b.report(page, Some(cell));
    true
}

/// A post that no section has.
fn post(b: &mut Bench<'_>, at: At) -> bool {
    let name = *b.rng.pick(&["综合内勤岗", "档案保管员", "窗口受理岗"]);
    is_known(b, at) && strange(b, at, Field::Post, name)
}

fn person(b: &mut Bench<'_>, at: At, name: &str) -> bool {
    is_known(b, at) && strange(b, at, Field::Person, name)
}

fn person_above(b: &mut Bench<'_>, name: &str) -> bool {
    let Some((page, number, cell, _)) = b.note(Says::Person) else {
        return false;
    };
    b.reword(page, number, name);
    for at in b.all() {
        b.entry_mut(at).person = Some(name.to_owned());
    }
    b.report(page, Some(cell));
    true
}

/// A name nobody in the bureau can have: its surname is among those left out for all.
fn stranger(b: &mut Bench<'_>) -> String {
    let number = *b
        .rng
        .pick(&["一", "二", "三", "四", "五", "六", "七", "九"]);
    format!("温{number}")
}

/// Somebody of another section.
fn elsewhere(b: &mut Bench<'_>) -> Option<String> {
    let own = &b.job.office.name;
    let others = b.offices.iter().filter(|o| o.name != *own);
    let people: Vec<&str> = others
        .flat_map(|o| &o.staff)
        .map(|p| p.name.as_str())
        .collect();
    if people.is_empty() {
        return None;
    }
    Some((*b.rng.pick(&people)).to_owned())
}
