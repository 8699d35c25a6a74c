//! 风险类别: each kind of form looks for its own categories of risk (查找).

use super::scope::{Scope, Table};
use crate::diagnostic::Diagnostic;
use crate::model::{Entry, Field, Origin, Subject};
use crate::policy::Rule;
use crate::text;

/// A finding for each category the form's kind does not allow.
pub fn check(rule: &Rule, scope: &Scope<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (table, entry) in scope.entries(rule) {
        let Some(written) = written(entry) else {
            continue;
        };
        let allowed = allowed(scope, table, entry);
        let keys: Vec<String> = allowed.iter().map(|c| bare(c)).collect();
        let parts = written.split(['、', '，', ',', '；', ';', '/', '\n']);
        let strange = parts
            .map(bare)
            .any(|part| !part.is_empty() && !keys.contains(&part));
        if strange && !allowed.is_empty() {
            let values = [
                ("text", text::excerpt(written, 20)),
                ("subject", table.subject.title().to_owned()),
                ("allowed", allowed.join("、")),
            ];
            let values = values
                .each_ref()
                .map(|(name, value)| (*name, value.as_str()));
            let mut finding = scope.at_field(rule, entry, Field::Category, &values);
            finding.example = Some(allowed.join(" 或 "));
            findings.push(finding);
        }
    }
    findings
}

/// What the cell says, line by line; for 同上 what it stands for.
fn written(entry: &Entry) -> Option<&str> {
    let value = entry.values.get(&Field::Category);
    let value = value.filter(|v| !v.text.is_empty())?;
    Some(if value.origin == Origin::Ditto {
        &value.text
    } else {
        &value.raw
    })
}

/// The categories open to an entry. A section's table that names a person in each row may use both sets.
fn allowed<'s>(scope: &'s Scope<'_>, table: &Table<'_>, entry: &Entry) -> Vec<&'s str> {
    let mut allowed: Vec<&str> = texts(scope, table.subject);
    let by_person = table.subject == Subject::Section && entry.text(Field::Person).is_some();
    if by_person && !allowed.is_empty() {
        let more = texts(scope, Subject::Person);
        let new: Vec<&str> = more.into_iter().filter(|c| !allowed.contains(c)).collect();
        allowed.extend(new);
    }
    allowed
}

fn texts<'s>(scope: &'s Scope<'_>, subject: Subject) -> Vec<&'s str> {
    let categories = scope.policy.categories(subject).iter();
    categories.map(String::as_str).collect()
}

/// A category without what people add to it: 业务流程风险, 业务流程类, 业务流程方面.
fn bare(written: &str) -> String {
    let key = text::key(written);
    let mut rest = key.as_str();
    let endings = ["风险", "类", "方面", "点"];
    while let Some(shorter) = endings.iter().find_map(|ending| rest.strip_suffix(ending)) {
        rest = shorter;
    }
    text::without_list_number(rest).to_owned()
}
