//! 公示: what the public may read of the register. Posts instead of names, no self-rated levels, no grounds, no remarks;
//! names and numbers inside texts are masked. What was masked is told, for a human look, but not in the public edition.

pub mod checks;
mod mask;
mod owner;
mod people;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use people::People;

use crate::diagnostic::{Check, Confidence, Diagnostic};
use crate::model::{Basis, Entry, Field, Level, PublicColumn, PublicItem, Register, RegisterItem};
use crate::policy::Policy;

/// Everything this stage can find.
pub const CHECKS: &[&Check] = checks::ALL;

/// The public edition, and what was masked in it.
#[derive(Debug, Default)]
pub struct Published {
    /// The items in the order of the register.
    pub items: Vec<PublicItem>,
    /// What was masked, each place once.
    pub findings: Vec<Diagnostic>,
}

/// Makes the public edition of a register.
pub fn publish(register: &Register, people: &People, policy: &Policy) -> Published {
    let mut out = Published::default();
    for item in &register.items {
        let (public, findings) = publish_item(item, people, policy);
        out.items.push(public);
        out.findings.extend(findings);
    }
    // Entries under one merged cell tell of it but once.
    let mut told = BTreeSet::new();
    out.findings.retain(|f| told.insert(f.clone()));
    out
}

fn publish_item(
    item: &RegisterItem,
    people: &People,
    policy: &Policy,
) -> (PublicItem, Vec<Diagnostic>) {
    let entry = &item.entry;
    let mut findings = Vec::new();
    let mut texts = BTreeMap::new();
    // The section is published in any case: the levels are counted by it.
    let columns = policy.public.columns.iter();
    let fields = columns.filter_map(|column| match column {
        PublicColumn::Of(field) => Some(*field),
        PublicColumn::Seq | PublicColumn::Supervision => None,
    });
    let fields: BTreeSet<Field> = fields.chain([Field::Section]).collect();
    for field in fields {
        let text = match field {
            Field::Level => continue,
            field if people::IN_CHARGE.contains(&field) => {
                in_charge(entry, field, people, policy, &mut findings).into()
            }
            field => free(entry, field, people, policy, &mut findings),
        };
        if !text.is_empty() {
            texts.insert(field, text);
        }
    }
    let level = published_level(item, policy);
    let public = PublicItem {
        texts,
        level,
        points: entry.risk_points(),
        supervisor: level.map(|level| policy.follow_up.supervision.of(level)),
    };
    (public, findings)
}

/// The level, if it may be published.
fn published_level(item: &RegisterItem, policy: &Policy) -> Option<Level> {
    let settled = match item.basis {
        Basis::Confirmed => true,
        Basis::Declared | Basis::Suggested => !policy.public.only_confirmed,
        Basis::Pending | Basis::Open => false,
    };
    item.effective.filter(|_| settled)
}

fn in_charge(
    entry: &Entry,
    field: Field,
    people: &People,
    policy: &Policy,
    findings: &mut Vec<Diagnostic>,
) -> String {
    let by = &policy.public.mask;
    let found = owner::posts(entry, field, people, by);
    for (check, pairs) in [
        (&checks::NAMED_OWNER, &found.persons),
        (&checks::DOUBTFUL_OWNER, &found.doubtful),
    ] {
        if pairs.is_empty() {
            continue;
        }
        let pairs = pairs.iter().map(|(a, b)| format!("“{a}”公示为“{b}”"));
        let message = format!(
            "“{}”中的{}",
            field.title(),
            pairs.collect::<Vec<_>>().join("，")
        );
        let sure = check.code == checks::NAMED_OWNER.code;
        let finding = finding(check, entry, field, message);
        findings.push(if sure {
            finding
        } else {
            finding.confidence(Confidence::Medium)
        });
    }
    findings.extend(numbers(entry, field, &found.numbers));
    // A post of the forms may itself hold a name.
    mask::mask(&found.published.join("、"), people, by).text
}

fn free(
    entry: &Entry,
    field: Field,
    people: &People,
    policy: &Policy,
    findings: &mut Vec<Diagnostic>,
) -> Arc<str> {
    let value = entry.values.get(&field);
    let Some(written) = value.map(|v| &v.text).filter(|text| !text.is_empty()) else {
        return "".into();
    };
    let by = &policy.public.mask;
    let masked = mask::mask(written, people, by);
    if !masked.names.is_empty() {
        let message = format!(
            "“{}”中的{}公示为“{by}”",
            field.title(),
            quoted(&masked.names)
        );
        findings.push(finding(&checks::NAME_IN_TEXT, entry, field, message));
    }
    findings.extend(numbers(entry, field, &masked.numbers));
    if masked.text == **written {
        return written.shared();
    }
    masked.text.into()
}

fn numbers(entry: &Entry, field: Field, numbers: &[String]) -> Option<Diagnostic> {
    let message = || format!("“{}”中的{}公示时略去", field.title(), quoted(numbers));
    let is_any = !numbers.is_empty();
    is_any.then(|| finding(&checks::NUMBER_IN_TEXT, entry, field, message()))
}

/// What was cut out, each once.
fn quoted(words: &[String]) -> String {
    let mut told = BTreeSet::new();
    let words = words.iter().filter(|w| told.insert(*w));
    let words: Vec<String> = words.map(|w| format!("“{w}”")).collect();
    words.concat()
}

fn finding(check: &Check, entry: &Entry, field: Field, message: String) -> Diagnostic {
    let mut finding = Diagnostic::new(check, entry.place_of(field), message);
    finding.found = entry.values.get(&field).map(|v| v.raw.to_string());
    finding.section = entry.text(Field::Section).map(str::to_owned);
    finding
}
