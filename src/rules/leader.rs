//! 分级监管: who answers for an entry, and that a leader answers for one of level one.

use super::required::{is_unfilled, reported_whole};
use super::scope::{Scope, Table};
use crate::diagnostic::Diagnostic;
use crate::model::{Entry, Field, Level};
use crate::policy::{Policy, Rule};
use crate::text;

/// A finding for each entry whose fields of responsibility are all blank, at the first column there is for one.
pub fn none_named(rule: &Rule, scope: &Scope<'_>) -> Vec<Diagnostic> {
    let whole = reported_whole(scope);
    let rows = scope
        .entries(rule)
        .filter(|(_, e)| !(whole && is_unfilled(e)));
    let found = rows.filter_map(|(table, entry)| {
        let field = *first_column(rule, table)?;
        let named = rule.fields.iter().any(|f| entry.text(*f).is_some());
        (!named).then(|| {
            let titles: Vec<&str> = rule.fields.iter().map(|f| f.title()).collect();
            let place = table.place(table.cell(entry, field));
            let finding = rule.finding(place, &[("fields", &titles.join("、"))]);
            scope.with_example(finding, field)
        })
    });
    found.collect()
}

/// A finding for each entry of level one for which somebody is named, but no leader. Where nobody is named that is
/// said by [`none_named`].
pub fn no_leader(rule: &Rule, words: &[String], scope: &Scope<'_>) -> Vec<Diagnostic> {
    let leaders = leaders(scope.policy);
    let rows = scope
        .entries(rule)
        .filter(|(_, e)| e.effective_level().0 == Some(Level::One));
    let found = rows.filter_map(|(table, entry)| {
        let written: Vec<&str> = rule.fields.iter().filter_map(|f| entry.text(*f)).collect();
        // Where nobody said who the leaders are, whoever stands in their column is one.
        let own = entry.text(Field::Leader).is_some() && rule.fields.contains(&Field::Leader);
        let named = own && leaders.is_empty();
        let known = |text: &&str| is_leader(&text::key(text), words, &leaders);
        if written.is_empty() || named || written.iter().any(known) {
            return None;
        }
        // Where nobody said who the leaders are, a mere name may be that of one.
        if leaders.is_empty() && table.column(Field::Leader).is_none() && names_person(scope, entry)
        {
            return None;
        }
        let first = first_column(rule, table).copied();
        let field = if own {
            Field::Leader
        } else {
            first.unwrap_or(Field::Owner)
        };
        Some(at_column(rule, scope, table, entry, field, &written))
    });
    found.collect()
}

fn at_column(
    rule: &Rule,
    scope: &Scope<'_>,
    table: &Table<'_>,
    entry: &Entry,
    field: Field,
    written: &[&str],
) -> Diagnostic {
    let value = entry.values.get(&field);
    let cell = value
        .and_then(|v| v.cell)
        .unwrap_or(table.cell(entry, field));
    let texts: Vec<String> = written.iter().map(|t| text::excerpt(t, 20)).collect();
    let state = if value.is_some_and(|v| !v.text.is_empty()) {
        "写的不是领导"
    } else {
        "空着"
    };
    let values = [("text", texts.join("、")), ("state", state.to_owned())];
    let values = values
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let mut finding = rule.finding(table.place(cell), &values);
    finding.found = value.map(|v| v.raw.clone()).filter(|raw| !raw.is_empty());
    scope.with_example(finding, Field::Leader)
}

/// The first of the rule's fields the table has a column for.
fn first_column<'r>(rule: &'r Rule, table: &Table<'_>) -> Option<&'r Field> {
    rule.fields.iter().find(|f| table.column(**f).is_some())
}

/// Whether one of the persons in charge is named by name, not by post or section.
fn names_person(scope: &Scope<'_>, entry: &Entry) -> bool {
    let words = &scope.policy.words;
    let is_name = |owner: &String| {
        let key = text::key(owner);
        (2..=4).contains(&key.chars().count())
            && words.owner_suffixes.suffix_of(&key).is_none()
            && words.section_suffixes.suffix_of(&key).is_none()
    };
    entry.owners.iter().any(is_name)
}

fn is_leader(key: &str, words: &[String], names: &[String]) -> bool {
    words.iter().any(|word| key.contains(word)) || names.iter().any(|name| key.contains(name))
}

/// Names of the leaders the roster knows, by their comparable keys.
fn leaders(policy: &Policy) -> Vec<String> {
    let of_sections = policy
        .roster
        .sections
        .iter()
        .filter_map(|s| s.leader.as_deref());
    let all = policy.principal.as_deref().into_iter().chain(of_sections);
    all.map(text::key).filter(|key| !key.is_empty()).collect()
}
