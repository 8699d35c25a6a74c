//! Forms of another subject (内部控制, 保密, 安全生产): they look like self-checks and are none of this work.

use super::checks;
use crate::diagnostic::Diagnostic;
use crate::location::Place;
use crate::policy::Lookup;
use crate::text;

/// A longer run of characters behind the word names no section.
const LONGEST_SECTION: usize = 5;

/// The finding that a table is of another subject: by its title, or by the names of its sheet and file, where none of them
/// says that it is of this work. `sections` are those that hand it in.
pub fn other(
    title: Option<&str>,
    stem: &str,
    sections: &[&str],
    place: &Place,
    lookup: &Lookup<'_>,
) -> Option<Diagnostic> {
    let sheet = place.sheet.as_deref();
    let handed_in: Vec<String> = sections.iter().map(|name| text::key(name)).collect();
    let names: Vec<String> = [title, sheet, Some(stem)]
        .into_iter()
        .flatten()
        .map(text::key)
        .collect();
    let own = &lookup.policy().words.own_subjects;
    if names.iter().any(|name| own.within(name).is_some()) {
        return None;
    }
    let is_section = |word: &str| {
        let sections = lookup.policy().words.section_suffixes.iter();
        let mut called = sections.map(|end| format!("{word}{end}"));
        let known = || names.iter().chain(&handed_in);
        called.any(|section| known().any(|name| name.contains(&section)))
    };
    // Where a name, or the form itself, calls the section 内控科, 内控 in another is short for it.
    let word = names
        .iter()
        .find_map(|name| named(name, lookup).filter(|word| !is_section(word)))?;
    let message = format!("看名称是“{word}”方面的表，不是廉政风险自查表，没有登记");
    Some(Diagnostic::new(&checks::OTHER_SUBJECT, place.clone(), message).found(word))
}

/// The subject that a name names; 保密科 is a section.
fn named(name: &str, lookup: &Lookup<'_>) -> Option<String> {
    let words = &lookup.policy().words;
    let (word, _) = words.other_subjects.within(name)?;
    let (_, after) = name.split_once(word)?;
    let run: String = after.chars().take(LONGEST_SECTION).collect();
    let ends = words.section_suffixes.iter();
    let names_section = ends
        .filter_map(|end| run.split_once(end))
        .any(|(between, _)| {
            !["表", "清单", "台账", "自查", "排查", "风险"]
                .iter()
                .any(|w| between.contains(w))
        });
    (!names_section && !run.starts_with('岗')).then(|| word.to_owned())
}
