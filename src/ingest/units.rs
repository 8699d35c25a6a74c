//! Forms of several units in one folder: 东井街道人事办 and 东关街道人事办 are two sections, though each form by itself is read as
//! that of 人事办. A section is called by its own name as long as it is of the unit that most forms are of.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{checks, key, names};
use crate::diagnostic::Diagnostic;
use crate::location::Place;
use crate::model::{Entry, Field, Form, FormTable, Value};
use crate::policy::{Lookup, Policy};
use crate::text;

/// Most units that are told by name.
const TOLD: usize = 5;

/// The units that are another than that of the run, by the name in which they are written, with their tables.
type Others = BTreeMap<String, usize>;

/// Lays the unit's name before the name of a section that is none of the unit of the run. Answers with what tells of it.
pub fn keep_apart(forms: &mut [Form], policy: &Policy) -> Option<Diagnostic> {
    let lookup = Lookup::new(policy);
    let others = others(forms, &lookup);
    if others.is_empty() {
        return None;
    }
    let mut first: Option<(Place, String, String)> = None;
    for form in forms {
        let mut renamed: BTreeMap<String, String> = BTreeMap::new();
        for table in form.sheets.iter_mut().flat_map(|sheet| &mut sheet.tables) {
            let mut units = Units::of(table, &lookup);
            for entry in &mut table.entries {
                let Some(unit) = units.of_entry(entry).filter(|u| others.contains_key(u)) else {
                    continue;
                };
                let place = entry.place_of(Field::Section);
                if let Some(section) = entry.values.get_mut(&Field::Section) {
                    let name = format!("{}{}", without_own(&unit, policy), section.text);
                    renamed.insert(section.text.to_string(), name.clone());
                    first.get_or_insert_with(|| (place, unit, name.clone()));
                    *section = Value::new(
                        Arc::clone(&section.raw),
                        &name,
                        section.cell,
                        section.origin,
                    );
                }
            }
        }
        rename(form, &renamed);
    }
    first.map(|first| told(first, &others, policy))
}

/// The units that tables name beside that of the run: the policy's, else that of more than half of the tables that name one.
fn others(forms: &[Form], lookup: &Lookup<'_>) -> Others {
    let mut named = Others::new();
    for table in forms.iter().flat_map(Form::tables) {
        let mut units = Units::of(table, lookup);
        let mut entries = table.entries.iter();
        if let Some(unit) = entries.find_map(|entry| units.of_entry(entry)) {
            *named.entry(unit).or_default() += 1;
        }
    }
    let own = &lookup.policy().unit;
    if own.is_empty() {
        let all: usize = named.values().sum();
        let tables = |unit: &String| {
            let same = named.iter().filter(|(other, _)| is_same(unit, other));
            same.map(|(_, tables)| tables).sum::<usize>()
        };
        let most = named.keys().max_by_key(|unit| (tables(unit), unit.len()));
        let Some(most) = most.filter(|unit| 2 * tables(unit) > all).cloned() else {
            return named;
        };
        named.retain(|unit, _| !is_same(unit, &most));
    } else {
        named.retain(|unit, _| !is_same(unit, own));
    }
    named
}

/// Whether two names may be those of one unit: 财政局, 清河财政局, 清河区 and 清河区财政局.
fn is_same(a: &str, b: &str) -> bool {
    let place = |unit: &str| unit.ends_with(['省', '市', '区', '县', '州', '旗']);
    let [bare, other] = [a, b].map(|unit| text::without_ranks(&text::key(unit)));
    let begins =
        |short: &str, short_bare: &str, long: &str| place(short) && long.starts_with(short_bare);
    bare.ends_with(&other)
        || other.ends_with(&bare)
        || begins(a, &bare, &other)
        || begins(b, &other, &bare)
}

/// 东井街道 of 清河区财政局东井街道, where the run is that of 清河区财政局.
fn without_own<'u>(unit: &'u str, policy: &Policy) -> &'u str {
    let rest = unit.strip_prefix(policy.unit.as_str());
    rest.filter(|rest| !rest.is_empty()).unwrap_or(unit)
}

/// The units that a table names.
struct Units<'l> {
    lookup: &'l Lookup<'l>,
    /// That of all its sections: beside the table, else in its title.
    all: Option<String>,
    /// By the section as it was written, that which stands before its name.
    before: BTreeMap<Arc<str>, Option<String>>,
}

impl<'l> Units<'l> {
    fn of(table: &FormTable, lookup: &'l Lookup<'l>) -> Self {
        let pairs = table
            .key_values
            .iter()
            .filter(|pair| key::is_unit_key(&pair.key));
        let mut units =
            pairs.filter_map(|pair| names::named_unit(&text::squash(&pair.value), lookup));
        let titled = || names::unit_of_title(table.title.as_deref()?, lookup);
        Self {
            lookup,
            all: units.next().or_else(titled),
            before: BTreeMap::new(),
        }
    }

    /// The unit whose section an entry is of; none of a section that the roster knows, or that says its unit itself.
    fn of_entry(&mut self, entry: &Entry) -> Option<String> {
        let section = entry
            .values
            .get(&Field::Section)
            .filter(|s| !s.text.is_empty())?;
        let before = self
            .before
            .entry(Arc::clone(&section.raw))
            .or_insert_with(|| {
                if self.lookup.section(&section.text).is_some() {
                    return None;
                }
                let named = names::unit_before(&section.raw, &section.text, self.lookup);
                let says = names::says_unit(&section.text, self.lookup);
                named.or_else(|| self.all.clone().filter(|_| !says))
            });
        before.clone()
    }
}

/// What else of a form calls sections by their names.
fn rename(form: &mut Form, renamed: &BTreeMap<String, String>) {
    let findings = form
        .findings
        .iter_mut()
        .filter_map(|finding| finding.section.as_mut());
    let lines = form
        .annex
        .ledger
        .iter_mut()
        .map(|line| &mut line.scored.section);
    for section in findings.chain(lines).chain(&mut form.named_section) {
        if let Some(name) = renamed.get(section) {
            section.clone_from(name);
        }
    }
}

fn told(
    (place, unit, name): (Place, String, String),
    others: &Others,
    policy: &Policy,
) -> Diagnostic {
    let mut named: Vec<String> = others
        .iter()
        .take(TOLD)
        .map(|(unit, tables)| format!("{unit}（{tables} 张）"))
        .collect();
    if others.len() > TOLD {
        named.push(format!("等 {} 个单位", others.len()));
    }
    let own = if policy.unit.is_empty() {
        "收来的表写着几个不同的单位".to_owned()
    } else {
        format!("收来的表里有写着别的单位的，不是“{}”", policy.unit)
    };
    let message = format!(
        "{own}：{}。这些表的科室前面带着单位名称登记，如“{name}”",
        named.join("、")
    );
    Diagnostic {
        found: Some(unit),
        ..Diagnostic::new(&checks::SEVERAL_UNITS, place, message)
    }
}
