//! Texts that say what another text says already: one measure for all risks, a measure that repeats the risk, one entry
//! twice. Equal texts of different forms are the business of linkage.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Deserialize;

use super::settings::{Count, FieldList};
use crate::diagnostic::Diagnostic;
use crate::location::row_number;
use crate::model::{Entry, Field, Origin};
use crate::policy::rules::rule::{Fields, Kind, KindInfo, Nature, Plain, Rule};
use crate::policy::rules::scope::Scope;
use crate::text;

/// All entries of a form with different risks have the same text.
pub const SAME_FOR_ALL: KindInfo = KindInfo {
    name: "same_for_all",
    about: "一份表中至少有 at_least 条风险点各不相同的条目，而它们在 fields 中的内容完全一样。",
    slots: &["field", "count"],
    fields: Fields::Needed,
    settings: &[("at_least", "10")],
    make: |table, _| Ok(Arc::new(SameForAll::deserialize(table)?)),
    ..KindInfo::PLAIN
};

/// A text repeats that of another field.
pub const REPEATS: KindInfo = KindInfo {
    name: "repeats",
    about: "fields 中的内容与 of 中的某一栏相同，或者照抄之后几乎没有增加内容。",
    slots: &["field", "other"],
    fields: Fields::Needed,
    settings: &[("of", "[\"risk\"]")],
    nature: Nature::Wording,
    make: |table, _| Ok(Arc::new(Repeats::deserialize(table)?)),
};

/// Two entries of a form agree in every text.
pub const SAME_ENTRY: KindInfo = KindInfo {
    name: "same_entry",
    about: "一份表中有两条科室、岗位、姓名、事项、风险点、表现形式和措施都相同的条目。",
    slots: &["first"],
    make: |_, _| Ok(Arc::new(Plain(same_entry))),
    ..KindInfo::PLAIN
};

/// Characters a text may add to the one it repeats before it says something of its own.
const HARDLY_LONGER: usize = 4;
/// Shortest text whose standing inside another one is no accident.
const TELLING: usize = 6;
/// Words that turn what follows into its contrary.
const NEGATIONS: [&str; 5] = ["未", "不", "没", "没有", "无"];

#[derive(Debug, Deserialize)]
struct SameForAll {
    /// Fewest entries for which this is worth saying.
    at_least: Count<2>,
}

impl Kind for SameForAll {
    fn check(&self, rule: &Rule, scope: &Scope<'_>) -> Vec<Diagnostic> {
        same_for_all(
            rule,
            usize::try_from(self.at_least.0).unwrap_or(usize::MAX),
            scope,
        )
    }

    fn settings(&self) -> Vec<(&'static str, String)> {
        vec![("at_least", self.at_least.0.to_string())]
    }
}

/// One finding for a form whose entries, though their risks differ, all have the same text.
fn same_for_all(rule: &Rule, at_least: usize, scope: &Scope<'_>) -> Vec<Diagnostic> {
    let one = |field: &Field| {
        let filled = scope
            .entries(&rule.when)
            .map(|(_, entry)| entry)
            .filter(|entry| entry.text(*field).is_some());
        let filled: Vec<&Entry> = filled.collect();
        let first = filled.first()?;
        // A card that asks for it once asks for one text.
        let once = |entry: &&Entry| {
            let value = entry.values.get(field);
            value.is_some_and(|v| v.origin == Origin::KeyValue)
        };
        if filled.iter().all(once) {
            return None;
        }
        let told = said(first, *field);
        // Most forms differ in their second entry already.
        if filled.len() < at_least || filled.iter().any(|entry| said(entry, *field) != told) {
            return None;
        }
        let risks: BTreeSet<String> = filled.iter().map(|entry| risk(entry)).collect();
        let count = filled.len().to_string();
        let same = risks.len() >= at_least;
        same.then(|| rule.at_field(first, *field, &[("count", &count)]))
    };
    rule.fields.iter().filter_map(one).collect()
}

/// The risk as it is compared; of a form that only describes risks, the description.
fn risk(entry: &Entry) -> String {
    let fields = [Field::Risk, Field::Manifestation];
    let told = fields.iter().find(|field| entry.text(**field).is_some());
    told.map_or_else(String::new, |field| said(entry, *field))
}

/// What a field says as it is compared: a full stop more or less is no other text.
fn said(entry: &Entry, field: Field) -> String {
    let key = entry.key(field);
    key.chars().filter(|c| text::is_word(*c)).collect()
}

#[derive(Debug, Deserialize)]
struct Repeats {
    of: FieldList,
}

impl Kind for Repeats {
    fn check(&self, rule: &Rule, scope: &Scope<'_>) -> Vec<Diagnostic> {
        let found = rule.texts(scope).filter_map(|(entry, field, _)| {
            let own = said(entry, field);
            let mut others = self.of.0.iter().filter(|other| **other != field);
            let other = others.find(|other| {
                entry.text(**other).is_some() && says_no_more(&own, &said(entry, **other))
            })?;
            Some(rule.at_field(entry, field, &[("other", other.title())]))
        });
        found.collect()
    }

    fn settings(&self) -> Vec<(&'static str, String)> {
        let titles: Vec<&str> = self.of.0.iter().map(|f| f.title()).collect();
        vec![("of", titles.join("、"))]
    }
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
fn same_entry(rule: &Rule, scope: &Scope<'_>) -> Vec<Diagnostic> {
    let mut seen: BTreeMap<Vec<String>, &Entry> = BTreeMap::new();
    let mut findings = Vec::new();
    for (_, entry) in scope.entries(&rule.when) {
        if risk(entry).is_empty() {
            continue;
        }
        let first = *seen.entry(whole(entry)).or_insert(entry);
        if std::ptr::eq(first, entry) {
            continue;
        }
        let cell = first.place.cell.map_or(String::new(), |c| c.to_string());
        let sheet = first.place.sheet.as_deref().unwrap_or("");
        let elsewhere = if first.place.sheet == entry.place.sheet {
            format!("第 {} 行", row_number(first.rows.first))
        } else {
            format!("工作表“{sheet}”{cell}")
        };
        let field = own_field(entry);
        let mut finding = rule.at_field(entry, field, &[("first", &elsewhere)]);
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
    fields.iter().map(|field| said(entry, *field)).collect()
}
