//! Whom a line of a ledger concerns, by the roster where there is one.

use super::checks;
use super::line::Line;
use crate::diagnostic::Diagnostic;
use crate::model::{LedgerField, Roster, Scored, SectionInfo, Staff, names_in};
use crate::text;

/// Section, post and person of a line, once for each section it names; with each what makes it a fault.
pub fn whom(line: &Line<'_>, findings: &mut Vec<Diagnostic>) -> Vec<(Scored, Option<String>)> {
    let written = match line.section {
        Some(section) => section.to_owned(),
        None => line.text(LedgerField::Section),
    };
    let sections = sections(line, &written);
    let person = line.text(LedgerField::Person);
    if names_in(&person).len() > 1 {
        let message = format!("一格写了几个人（{person}），只计入科室，没有计入岗位");
        line.find(&checks::HOLDER, LedgerField::Person, message, findings);
    }
    let shared = sections.len() > 1;
    let each = sections.iter();
    each.map(|section| of_section(line, section, shared, findings))
        .collect()
}

/// The sections a cell names: one that the roster knows as it is written, or several that a mark parts.
fn sections(line: &Line<'_>, written: &str) -> Vec<String> {
    let parts = names_in(written);
    if known_section(line, written).is_some() || parts.is_empty() {
        return vec![written.to_owned()];
    }
    if parts.len() > 1 {
        return parts;
    }
    // 预算科和国库科, where the roster knows both: 和 may be part of a name. A space only sets names apart that are whole.
    let lookup = line.table.lookup;
    let is_known = |part: &&str| known_section(line, part).is_some();
    let is_section = |part: &&str| {
        let roster = &lookup.policy().roster;
        is_known(part) || (roster.is_empty() && lookup.looks_like_section(part))
    };
    let spaced: Vec<&str> = written.split_whitespace().collect();
    if spaced.len() > 1 && spaced.iter().all(is_section) {
        return spaced.into_iter().map(str::to_owned).collect();
    }
    let parts: Vec<&str> = written.split(['和', '与', '及']).map(str::trim).collect();
    if parts.len() > 1 && parts.iter().all(is_known) {
        parts.into_iter().map(str::to_owned).collect()
    } else {
        vec![written.to_owned()]
    }
}

/// Whom a line concerns within one of its sections; of a line that names several, post and person only where they are in it.
fn of_section(
    line: &Line<'_>,
    section: &str,
    shared: bool,
    findings: &mut Vec<Diagnostic>,
) -> (Scored, Option<String>) {
    let some = |field| Some(line.text(field)).filter(|t| !t.is_empty());
    let mut scored = Scored {
        section: section.to_owned(),
        post: some(LedgerField::Post),
        person: some(LedgerField::Person),
    };
    let roster = &line.table.lookup.policy().roster;
    let (field, fault) = if roster.is_empty() {
        let fault = section.is_empty().then(|| "没有写科室".to_owned());
        (LedgerField::Section, fault)
    } else if section.is_empty() {
        let found = by_person(roster, scored.person.as_deref().unwrap_or_default());
        if let Ok(known) = &found {
            scored = known.clone();
        }
        (LedgerField::Person, found.err())
    } else {
        let info = known_section(line, section);
        if let Some(info) = info {
            scored.section.clone_from(&info.name);
            if shared {
                keep_own(info, &mut scored);
            } else {
                within(line, info, &mut scored, findings);
            }
        }
        let unknown = || format!("花名册中没有科室“{}”", text::excerpt(section, 30));
        (LedgerField::Section, info.is_none().then(unknown))
    };
    if let Some(fault) = &fault {
        let what = if shared { "这个科室" } else { "这一行" };
        let message = format!("{fault}，{what}没有计入考核");
        line.find(&checks::WHOM, field, message, findings);
    }
    (scored, fault)
}

/// Leaves out post and person that are of another section of the line.
fn keep_own(info: &SectionInfo, scored: &mut Scored) {
    let same = |a: &str, b: &str| text::key(a) == text::key(b);
    let person = scored.person.take();
    let own = person.and_then(|p| info.staff.iter().find(|s| same(&s.name, &p)));
    let post = scored.post.take();
    let known = post.and_then(|p| info.posts.iter().find(|known| same(known, &p)));
    scored.post = own.and_then(Staff::post).or(known.cloned());
    scored.person = own.map(|s| s.name.clone());
}

fn known_section<'a>(line: &'a Line<'_>, written: &str) -> Option<&'a SectionInfo> {
    let lookup = line.table.lookup;
    lookup
        .section(written)
        .or_else(|| lookup.section_of_unit(written))
}

/// The one of the roster with this name.
fn by_person(roster: &Roster, person: &str) -> Result<Scored, String> {
    if person.is_empty() {
        return Err("没有写科室，也没有写姓名".to_owned());
    }
    let key = text::key(person);
    let all = roster.sections().iter().flat_map(|section| {
        let own = section.staff.iter().filter(|s| text::key(&s.name) == key);
        own.map(move |staff| (section, staff))
    });
    match all.collect::<Vec<_>>().as_slice() {
        [(section, staff)] => Ok(Scored {
            section: section.name.clone(),
            post: staff.post(),
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
            let (known, said) = (staff.post(), scored.post.as_deref());
            let is_known = |said: &str| {
                let own = known.as_deref().is_none_or(|known| same(known, said));
                own || names_in(said).iter().all(|post| staff.holds(post))
            };
            let other = said.filter(|said| !is_known(said));
            let message = other.map(|said| {
                let known = known.as_deref().unwrap_or_default();
                format!("花名册中“{person}”在“{known}”，这里写的是“{said}”，按姓名计入")
            });
            scored.post.clone_from(&known);
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
