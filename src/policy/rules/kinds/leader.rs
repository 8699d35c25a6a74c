//! 分级监管: who answers for an entry, and that a leader answers for one of level one.

use std::sync::Arc;

use serde::Deserialize;

use super::required::is_unfilled;
use super::settings::{Words, shown};
use crate::diagnostic::Diagnostic;
use crate::model::{Entry, Field, Level};
use crate::policy::rules::rule::{Facts, Fields, Kind, KindInfo, Nature, Plain, Rule};
use crate::policy::rules::scope::{Scope, Table};
use crate::policy::words::WordSet;
use crate::text;

/// All of the fields are blank though the form has columns for some.
pub const NONE_NAMED: KindInfo = KindInfo {
    name: "none_named",
    about: "表中至少有 fields 中的一栏，而这一行在这些栏里一个也没有写。",
    slots: &["fields"],
    fields: Fields::Needed,
    nature: Nature::Blank,
    make: |_, _| Ok(Arc::new(Plain(none_named))),
    ..KindInfo::PLAIN
};

/// None of the fields names a leader.
pub const NO_LEADER: KindInfo = KindInfo {
    name: "no_leader",
    about: "表中至少有 fields 中的一栏，而这一行在这些栏里没有写明领导（words 中的称呼，或花名册中领导的姓名）。口径没有写明谁是领导、表中也没有责任领导一栏时，只写姓名的看不出是不是领导，不查。",
    slots: &["text", "state"],
    fields: Fields::Needed,
    settings: &[("words", "[\"加强学习\"]")],
    nature: Nature::Blank,
    make: |table, facts| {
        Ok(Arc::new(NoLeader::new(
            Settings::deserialize(table)?,
            facts,
        )))
    },
};

/// A finding for each entry whose fields of responsibility are all blank, at the first column there is for one.
fn none_named(rule: &Rule, scope: &Scope<'_>) -> Vec<Diagnostic> {
    let rows = scope
        .entries(&rule.when)
        .filter(|(_, e)| !(scope.whole_rows && is_unfilled(e)));
    let found = rows.filter_map(|(table, entry)| {
        let field = *first_column(rule, table)?;
        let named = rule.fields.iter().any(|f| entry.text(*f).is_some());
        (!named).then(|| {
            let titles: Vec<&str> = rule.fields.iter().map(|f| f.title()).collect();
            let place = table.place(table.cell(entry, field));
            let finding = rule.finding(place, &[("fields", &titles.join("、"))]);
            rule.with_example(finding, field)
        })
    });
    found.collect()
}

#[derive(Debug, Deserialize)]
struct Settings {
    /// Words by which a leader is known.
    words: Words,
}

/// Words and names by which a leader is known, and endings by which a name is told from a post.
#[derive(Debug)]
struct NoLeader {
    words: Vec<String>,
    leaders: Vec<String>,
    suffixes: [WordSet; 2],
}

impl NoLeader {
    fn new(settings: Settings, facts: &Facts) -> Self {
        let of_sections = facts.roster.sections().iter();
        let of_sections = of_sections.filter_map(|s| s.leader.as_deref());
        let all = facts.principal.as_deref().into_iter().chain(of_sections);
        let leaders = all.map(text::key).filter(|key| !key.is_empty());
        Self {
            words: settings.words.0,
            leaders: leaders.collect(),
            suffixes: facts.suffixes.clone(),
        }
    }

    fn is_leader(&self, text: &str) -> bool {
        let key = text::key(text);
        let mut known = self.words.iter().chain(&self.leaders);
        known.any(|word| key.contains(word))
    }

    /// Whether one of the persons in charge is named by name, not by post or section.
    fn names_person(&self, entry: &Entry) -> bool {
        let is_name = |owner: &String| {
            let key = text::key(owner);
            let mut suffixes = self.suffixes.iter();
            (2..=4).contains(&key.chars().count()) && suffixes.all(|s| s.suffix_of(&key).is_none())
        };
        entry.owners.iter().any(is_name)
    }

    /// The finding for an entry of level one for which somebody is named, but no leader. Where nobody is named that is
    /// said by [`none_named`].
    fn found(&self, rule: &Rule, table: &Table<'_>, entry: &Entry) -> Option<Diagnostic> {
        let written: Vec<&str> = rule.fields.iter().filter_map(|f| entry.text(*f)).collect();
        // Where nobody said who the leaders are, whoever stands in their column is one.
        let own = entry.text(Field::Leader).is_some() && rule.fields.contains(&Field::Leader);
        let named = own && self.leaders.is_empty();
        if written.is_empty() || named || written.iter().any(|text| self.is_leader(text)) {
            return None;
        }
        // Where nobody said who the leaders are, a mere name may be that of one.
        let nobody = self.leaders.is_empty() && table.column(Field::Leader).is_none();
        if nobody && self.names_person(entry) {
            return None;
        }
        let first = first_column(rule, table).copied();
        let field = if own {
            Field::Leader
        } else {
            first.unwrap_or(Field::Owner)
        };
        Some(at_column(rule, table, entry, field, &written))
    }
}

impl Kind for NoLeader {
    fn check(&self, rule: &Rule, scope: &Scope<'_>) -> Vec<Diagnostic> {
        let rows = scope.entries(&rule.when);
        let rows = rows.filter(|(_, e)| e.effective_level().0 == Some(Level::One));
        rows.filter_map(|(table, entry)| self.found(rule, table, entry))
            .collect()
    }

    fn settings(&self) -> Vec<(&'static str, String)> {
        vec![("words", shown(self.words.iter().map(String::as_str)))]
    }
}

fn at_column(
    rule: &Rule,
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
    finding.found = value
        .map(|v| v.raw.to_string())
        .filter(|raw| !raw.is_empty());
    rule.with_example(finding, Field::Leader)
}

/// The first of the rule's fields the table has a column for.
fn first_column<'r>(rule: &'r Rule, table: &Table<'_>) -> Option<&'r Field> {
    rule.fields.iter().find(|f| table.column(**f).is_some())
}
