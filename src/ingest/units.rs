//! Forms of several units in one folder: 东井街道人事办 and 东关街道人事办 are two sections, though each form by itself is read as
//! that of 人事办. A section is called by its own name as long as it is of the unit that most forms are of.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{checks, key, names};
use crate::diagnostic::Diagnostic;
use crate::location::Place;
use crate::model::{Entry, Field, Form, FormTable};
use crate::policy::{Lookup, Policy};
use crate::text::{self, Text};

/// Most units that are told by name.
const TOLD: usize = 5;

/// The units that are another than that of the run, by the name in which they are written, with their tables.
type Others = BTreeMap<String, usize>;

/// What sections of a form are called, by their own name and their unit.
type Renamed = BTreeMap<(String, String), Text>;

/// Lays the unit's name before the name of a section that is none of the unit of the run. Answers with what tells of it,
/// where nothing says which unit the run is of.
pub fn keep_apart(forms: &mut [Form], policy: &Policy) -> Option<Diagnostic> {
    let lookup = Lookup::new(policy);
    let others = others(forms, &lookup);
    if others.is_empty() {
        return None;
    }
    let mut first: Option<(Place, String, String)> = None;
    for form in forms {
        let mut renamed = Renamed::new();
        for table in form.sheets.iter_mut().flat_map(|sheet| &mut sheet.tables) {
            let mut units = Units::of(table, &lookup);
            for entry in &mut table.entries {
                let Some(unit) = units.of_entry(entry).filter(|u| others.contains_key(u)) else {
                    continue;
                };
                let place = entry.place_of(Field::Section);
                if let Some(section) = entry.values.get_mut(&Field::Section) {
                    let whole = format!("{}{}", without_own(&unit, policy), section.text);
                    first.get_or_insert_with(|| (place, unit.clone(), whole.clone()));
                    let known = renamed.entry((section.text.to_string(), unit));
                    section.text = known.or_insert_with(|| whole.as_str().into()).clone();
                }
            }
        }
        rename(form, &renamed);
    }
    let first = first.filter(|_| policy.unit.is_empty())?;
    Some(told(first, &others))
}

/// The units that tables name beside that of the run: the policy's, else that of more than half of the tables that name one.
fn others(forms: &[Form], lookup: &Lookup<'_>) -> Others {
    let mut named = Others::new();
    for table in forms.iter().flat_map(Form::tables) {
        let mut units = Units::of(table, lookup);
        let in_rows: BTreeSet<String> = table.entries.iter().filter_map(in_row).collect();
        if !in_rows.is_empty() {
            for unit in in_rows {
                *named.entry(unit).or_default() += 1;
            }
            continue;
        }
        let mut entries = table.entries.iter();
        if let Some(unit) = entries.find_map(|entry| units.of_entry(entry)) {
            *named.entry(unit).or_default() += 1;
        }
    }
    let own = &lookup.policy().unit;
    let units: Vec<(Name, usize)> = named.iter().map(|(n, t)| (Name::of(n), *t)).collect();
    let own = if own.is_empty() {
        let all: usize = named.values().sum();
        let tables = |name: &Name| {
            let same = units.iter().filter(|(other, _)| name.is_same(other));
            same.map(|(_, tables)| tables).sum::<usize>()
        };
        let most = units.iter().map(|(name, _)| (tables(name), name));
        let most = most.max_by_key(|(tables, name)| (*tables, name.bare.len()));
        most.filter(|(tables, _)| 2 * tables > all)
            .map(|(_, name)| name.clone())
    } else {
        Some(Name::of(own))
    };
    if let Some(own) = own {
        named.retain(|unit, _| !own.is_same(&Name::of(unit)));
    }
    named
}

/// A unit's name as it is compared.
#[derive(Clone)]
struct Name {
    /// Without 省, 市, 区, 县.
    bare: String,
    /// Whether it says only where: 清河区.
    is_place: bool,
}

impl Name {
    fn of(unit: &str) -> Self {
        Self {
            bare: text::without_ranks(&text::key(unit)),
            is_place: unit.ends_with(['省', '市', '区', '县', '州', '旗']),
        }
    }

    /// Whether two names may be those of one unit: 财政局, 清河财政局, 清河区 and 清河区财政局.
    fn is_same(&self, other: &Self) -> bool {
        let begins =
            |place: &Self, whole: &Self| place.is_place && whole.bare.starts_with(&place.bare);
        self.bare.ends_with(&other.bare)
            || other.bare.ends_with(&self.bare)
            || begins(self, other)
            || begins(other, self)
    }
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
        // Where the run's own unit is known, a form of another one is told as such (Y02).
        let named = || {
            let pairs = table.key_values.iter();
            let mut pairs = pairs.filter(|pair| key::is_unit_key(&pair.key));
            let of_pair = pairs.find_map(|p| names::named_unit(&text::squash(&p.value), lookup));
            of_pair.or_else(|| names::unit_of_title(table.title.as_deref()?, lookup))
        };
        let is_known = !lookup.policy().unit.is_empty();
        Self {
            lookup,
            all: if is_known { None } else { named() },
            before: BTreeMap::new(),
        }
    }

    /// The unit whose section an entry is of; none of a section that the roster knows, or that says its unit itself.
    fn of_entry(&mut self, entry: &Entry) -> Option<String> {
        let section = entry
            .values
            .get(&Field::Section)
            .filter(|s| !s.text.is_empty())?;
        if let Some(unit) = in_row(entry) {
            // 区财政局支付中心 beside 支付中心 is the section itself.
            let same = section.text.starts_with(&unit) || unit.ends_with(&*section.text);
            return (!same).then_some(unit);
        }
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

/// Endings of units in a column of their own.
const UNITS: [&str; 12] = [
    "局", "委", "办", "所", "站", "院", "校", "馆", "中心", "街道", "镇", "乡",
];

/// The unit that a row names in a column of units, beside its section.
fn in_row(entry: &Entry) -> Option<String> {
    let column = entry.extras.iter().find(|x| key::is_unit_key(&x.label))?;
    let unit = text::squash(&column.text);
    let names_unit = UNITS.iter().any(|end| unit.ends_with(end)) && unit.chars().nth(2).is_some();
    names_unit.then_some(unit)
}

/// What else of a form calls sections by their names.
fn rename(form: &mut Form, renamed: &Renamed) {
    let findings = form.findings.iter_mut();
    let findings = findings.filter_map(|finding| finding.section.as_mut());
    let lines = form.annex.ledger.iter_mut();
    let lines = lines.map(|line| &mut line.scored.section);
    for section in findings.chain(lines).chain(&mut form.named_section) {
        let mut names = renamed.iter().filter(|((own, _), _)| own == section);
        if let (Some((_, name)), None) = (names.next(), names.next()) {
            *section = name.to_string();
        }
    }
}

fn told((place, unit, name): (Place, String, String), others: &Others) -> Diagnostic {
    let first = others.iter().take(TOLD);
    let named = first.map(|(unit, tables)| format!("{unit}（{tables} 张）"));
    let named = named.collect::<Vec<_>>().join("、");
    let more = if others.len() > TOLD {
        format!("等 {} 个单位", others.len())
    } else {
        String::new()
    };
    let message = format!(
        "收来的表写着几个不同的单位：{named}{more}。这些表的科室前面带着单位名称登记，如“{name}”"
    );
    Diagnostic {
        found: Some(unit),
        ..Diagnostic::new(&checks::SEVERAL_UNITS, place, message)
    }
}
