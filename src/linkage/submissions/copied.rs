//! 抄报: what two sections hand in says the same word for word. Both are registered, and both are asked.

use std::borrow::Cow;
use std::collections::HashMap;

use super::checks;
use crate::diagnostic::Diagnostic;
use crate::location::Place;
use crate::model::{Entry, Field, Form};
use crate::policy::Policy;
use crate::text::Keyed;

/// What is compared. Where sections name their own people and posts they have at least gone over the form.
const SAID: [Field; 6] = [
    Field::Person,
    Field::Post,
    Field::Matter,
    Field::Risk,
    Field::Manifestation,
    Field::Measures,
];

/// Others that are named.
const SHOWN: usize = 3;

/// The entries of a section in one file, and what they say.
struct Part<'f> {
    form: &'f Form,
    section: &'f str,
    first: &'f Entry,
    said: Vec<[Cow<'f, str>; SAID.len()]>,
}

/// A finding for each section's part of a form that says the same as another section's.
pub fn copied<'f>(forms: impl Iterator<Item = &'f Form>, policy: &Policy) -> Vec<Diagnostic> {
    let parts: Vec<Part<'f>> = forms
        .filter(|f| f.kind.is_report())
        .flat_map(parts)
        .collect();
    let mut same: HashMap<&[[Cow<'f, str>; SAID.len()]], Vec<&Part<'f>>> = HashMap::new();
    let long = |part: &&Part<'_>| {
        let lengths = part.said.iter().flatten().map(|text| text.chars().count());
        lengths.sum::<usize>() >= policy.linkage.equal_length
    };
    for part in parts.iter().filter(long) {
        same.entry(&part.said).or_default().push(part);
    }
    let told = parts.iter().filter_map(|part| {
        let all = same.get(part.said.as_slice())?;
        let others: Vec<&Part<'_>> = all
            .iter()
            .filter(|other| other.section.key() != part.section.key())
            .copied()
            .collect();
        part.told(&others)
    });
    told.collect()
}

impl Part<'_> {
    fn told(&self, others: &[&Self]) -> Option<Diagnostic> {
        if others.is_empty() {
            return None;
        }
        let named = others.iter().take(SHOWN);
        let named: Vec<String> = named
            .map(|other| format!("“{}”（{}）", other.section, other.form.file))
            .collect();
        let more = match others.len().saturating_sub(SHOWN) {
            0 => String::new(),
            more => format!("等 {} 处", more + SHOWN),
        };
        let message = format!(
            "“{}”的 {} 条与{}{more}的风险点、防控措施一字不差，请核实是否抄报",
            self.section,
            self.said.len(),
            named.join("、"),
        );
        let place: Place = self.first.place_of(Field::Risk);
        let mut finding = Diagnostic::new(&checks::COPIED, place, message);
        finding.section = Some(self.section.to_owned());
        Some(finding)
    }
}

/// The entries of a form, section by section.
fn parts(form: &Form) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for entry in form.entries() {
        let Some(section) = entry.text(Field::Section) else {
            continue;
        };
        let at = *known.entry(section).or_insert_with(|| {
            parts.push(Part {
                form,
                section,
                first: entry,
                said: Vec::new(),
            });
            parts.len() - 1
        });
        let said = |field: &Field| {
            entry
                .values
                .get(field)
                .map_or(Cow::Borrowed(""), |v| v.text.key())
        };
        parts[at].said.push(SAID.each_ref().map(said));
    }
    parts
}
