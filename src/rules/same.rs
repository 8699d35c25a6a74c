//! Texts that say what another text says already: one measure for all risks, a measure that repeats the risk, one entry
//! twice. Equal texts of different forms are the business of linkage.

use std::collections::{BTreeMap, BTreeSet};

use super::scope::Scope;
use crate::diagnostic::Diagnostic;
use crate::model::{Entry, Field, Origin};
use crate::policy::Rule;
use crate::text;

/// Characters a text may add to the one it repeats before it says something of its own.
const HARDLY_LONGER: usize = 4;
/// Shortest text whose standing inside another one is no accident.
const TELLING: usize = 6;
/// Words that turn what follows into its contrary.
const NEGATIONS: [&str; 5] = ["未", "不", "没", "没有", "无"];

/// One finding for a form whose entries, though their risks differ, all have the same text.
pub fn same_for_all(rule: &Rule, at_least: usize, scope: &Scope<'_>) -> Vec<Diagnostic> {
    let one = |field: &Field| {
        let filled = scope
            .entries(rule)
            .filter_map(|(_, e)| Some((e, e.text(*field)?)));
        let filled: Vec<(&Entry, &str)> = filled.collect();
        let texts: BTreeSet<String> = filled.iter().map(|(_, t)| said(t)).collect();
        let risks: BTreeSet<String> = filled.iter().map(|(e, _)| risk(e)).collect();
        let count = filled.len().to_string();
        let (first, _) = filled.first()?;
        let same = texts.len() == 1 && risks.len() >= at_least;
        same.then(|| scope.at_field(rule, first, *field, &[("count", &count)]))
    };
    rule.fields.iter().filter_map(one).collect()
}

/// The risk as it is compared; of a form that only describes risks, the description.
fn risk(entry: &Entry) -> String {
    let told = entry.text(Field::Risk).or(entry.text(Field::Manifestation));
    said(told.unwrap_or(""))
}

/// A text as it is compared: a full stop more or less is no other text.
fn said(written: &str) -> String {
    let key = text::key(written);
    key.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A finding for each text that only repeats another field of its entry.
pub fn repeats(rule: &Rule, of: &[Field], scope: &Scope<'_>) -> Vec<Diagnostic> {
    let found = scope.texts(rule).filter_map(|(entry, field, value)| {
        let own = said(&value.text);
        let other = of.iter().find(|other| {
            let told = entry.text(**other).map(said);
            **other != field && told.is_some_and(|told| says_no_more(&own, &told))
        })?;
        Some(scope.at_field(rule, entry, field, &[("other", other.title())]))
    });
    found.collect()
}

/// Whether `own` is `told`, a part of it, or the same with hardly a word more. To do what the risk says is not done
/// (未落实三岗分离 → 落实三岗分离) is a measure.
fn says_no_more(own: &str, told: &str) -> bool {
    let (own_len, told_len) = (text::substance_len(own), text::substance_len(told));
    if own == told {
        return true;
    }
    let denied = |at| {
        NEGATIONS
            .iter()
            .any(|word| told.split_at(at).0.ends_with(word))
    };
    let part = own_len >= TELLING && told.match_indices(own).any(|(at, _)| !denied(at));
    let longer = told_len >= TELLING && own.contains(told) && own_len <= told_len + HARDLY_LONGER;
    part || longer
}

/// A finding for each entry that stands in its form a second time, at its risk.
pub fn same_entry(rule: &Rule, scope: &Scope<'_>) -> Vec<Diagnostic> {
    let mut seen: BTreeMap<Vec<String>, &Entry> = BTreeMap::new();
    let mut findings = Vec::new();
    for (_, entry) in scope.entries(rule) {
        if risk(entry).is_empty() {
            continue;
        }
        let Some(first) = seen.get(&whole(entry)) else {
            seen.insert(whole(entry), entry);
            continue;
        };
        let cell = first.place.cell.map_or(String::new(), |c| c.to_string());
        let sheet = first.place.sheet.as_deref().unwrap_or("");
        let elsewhere = if first.place.sheet == entry.place.sheet {
            format!("第 {} 行", first.rows.first + 1)
        } else {
            format!("工作表“{sheet}”{cell}")
        };
        let field = own_field(entry);
        let mut finding = scope.at_field(rule, entry, field, &[("first", &elsewhere)]);
        finding.example = None;
        findings.push(finding);
    }
    findings
}

/// The field whose own cell shows the entry: the risk, else the description.
fn own_field(entry: &Entry) -> Field {
    let own = |field: &Field| {
        let value = entry.values.get(field);
        value.is_some_and(|v| v.origin == Origin::Cell && !v.text.is_empty())
    };
    let fields = [Field::Risk, Field::Manifestation, Field::Measures];
    fields.into_iter().find(own).unwrap_or(Field::Risk)
}

/// All that an entry says, as it is compared; numbers and levels say nothing of their own.
fn whole(entry: &Entry) -> Vec<String> {
    let fields = [
        Field::Section,
        Field::Post,
        Field::Person,
        Field::Matter,
        Field::Risk,
        Field::Manifestation,
        Field::Measures,
    ];
    fields
        .iter()
        .map(|f| said(entry.text(*f).unwrap_or("")))
        .collect()
}
