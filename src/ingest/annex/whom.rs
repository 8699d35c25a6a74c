//! Whom a line of a ledger concerns, by the roster where there is one.

use super::checks;
use super::line::Line;
use crate::diagnostic::Diagnostic;
use crate::model::{LedgerField, Roster, Scored, SectionInfo, names_in};
use crate::text;

/// Section, post and person of a line; what cannot be told of the section makes it a fault.
pub fn whom(line: &Line<'_>, findings: &mut Vec<Diagnostic>, faults: &mut Vec<String>) -> Scored {
    let [own, post, person] =
        [LedgerField::Section, LedgerField::Post, LedgerField::Person].map(|f| line.text(f));
    let section = match line.section {
        Some(section) => section.to_owned(),
        None => own,
    };
    let some = |text: &str| Some(text.to_owned()).filter(|t| !t.is_empty());
    let mut scored = Scored {
        section: section.clone(),
        post: some(&post),
        person: some(&person),
    };
    let roster = &line.table.lookup.policy().roster;
    let (field, fault) = if roster.is_empty() {
        (
            LedgerField::Section,
            section.is_empty().then(|| "没有写科室".to_owned()),
        )
    } else if section.is_empty() {
        let found = by_person(roster, &person);
        if let Ok(known) = &found {
            scored = known.clone();
        }
        (LedgerField::Person, found.err())
    } else {
        let info = known_section(line, &section);
        if let Some(info) = info {
            scored.section.clone_from(&info.name);
            within(line, info, &mut scored, findings);
        }
        (
            LedgerField::Section,
            info.is_none().then(|| unknown(&section)),
        )
    };
    if let Some(fault) = fault {
        let message = format!("{fault}，这一行没有计入考核");
        line.find(&checks::WHOM, field, message, findings);
        faults.push(fault);
    } else if names_in(&person).len() > 1 {
        let message = format!("一格写了几个人（{person}），只计入科室，没有计入岗位");
        line.find(&checks::HOLDER, LedgerField::Person, message, findings);
    }
    scored
}

fn known_section<'a>(line: &'a Line<'_>, written: &str) -> Option<&'a SectionInfo> {
    let lookup = line.table.lookup;
    lookup
        .section(written)
        .or_else(|| lookup.section_of_unit(written))
}

fn unknown(section: &str) -> String {
    let shown = text::excerpt(section, 30);
    if names_in(section).len() > 1 {
        format!("一格写了几个科室（{shown}）")
    } else {
        format!("花名册中没有科室“{shown}”")
    }
}

/// The one of the roster with this name.
fn by_person(roster: &Roster, person: &str) -> Result<Scored, String> {
    if person.is_empty() {
        return Err("没有写科室，也没有写姓名".to_owned());
    }
    let key = text::key(person);
    let all = roster.sections.iter().flat_map(|section| {
        let own = section.staff.iter().filter(|s| text::key(&s.name) == key);
        own.map(move |staff| (section, staff))
    });
    match all.collect::<Vec<_>>().as_slice() {
        [(section, staff)] => Ok(Scored {
            section: section.name.clone(),
            post: staff.post.clone(),
            person: Some(staff.name.clone()),
        }),
        [] => Err(format!(
            "没有写科室，花名册中也没有“{}”",
            text::excerpt(person, 20)
        )),
        several => {
            let of: Vec<&str> = several.iter().map(|(s, _)| s.name.as_str()).collect();
            Err(format!(
                "没有写科室，花名册中有几个“{person}”（{}）",
                of.join("、")
            ))
        }
    }
}

/// Post and person by the roster of their section; who is not in it stays as written, and counts for the section alone.
fn within(
    line: &Line<'_>,
    info: &SectionInfo,
    scored: &mut Scored,
    findings: &mut Vec<Diagnostic>,
) {
    let only = "只计入科室，没有计入岗位";
    let section = &info.name;
    let same = |a: &str, b: &str| text::key(a) == text::key(b);
    let (field, message) = if let Some(person) = &scored.person {
        if names_in(person).len() > 1 {
            return;
        }
        if let Some(staff) = info.staff.iter().find(|s| same(&s.name, person)) {
            let (known, said) = (staff.post.as_deref(), scored.post.as_deref());
            let other = said.filter(|said| known.is_some_and(|known| !same(known, said)));
            let message = other.map(|said| {
                let known = known.unwrap_or_default();
                format!("花名册中“{person}”在“{known}”，这里写的是“{said}”，按姓名计入")
            });
            scored.post.clone_from(&staff.post);
            if let Some(message) = message {
                line.find(&checks::HOLDER, LedgerField::Post, message, findings);
            }
            return;
        }
        let shown = text::excerpt(person, 20);
        let message = format!("花名册中“{section}”没有“{shown}”，{only}");
        (LedgerField::Person, message)
    } else if let Some(post) = &scored.post {
        if let Some(known) = info.posts.iter().find(|p| same(p, post)) {
            scored.post = Some(known.clone());
            return;
        }
        let shown = text::excerpt(post, 20);
        let message = format!("花名册中“{section}”没有岗位“{shown}”，{only}");
        (LedgerField::Post, message)
    } else {
        return;
    };
    line.find(&checks::HOLDER, field, message, findings);
}
