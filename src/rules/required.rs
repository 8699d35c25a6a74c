//! Required fields: a blank cell is reported at that cell, a missing column once for its table, a row that names people
//! and says nothing else once for the row.

use super::scope::{Scope, Table};
use crate::diagnostic::Diagnostic;
use crate::model::{Entry, Field, Origin};
use crate::policy::{Rule, RuleKind};

/// Fields that say who, not what.
const WHO: [Field; 4] = [Field::Seq, Field::Section, Field::Post, Field::Person];

/// A finding for each blank cell of a required field.
pub fn blank(rule: &Rule, scope: &Scope<'_>) -> Vec<Diagnostic> {
    let reported_whole = reported_whole(scope);
    let mut findings = Vec::new();
    for table in &scope.tables {
        for field in fields(rule, scope, table) {
            if is_missing(table, field) {
                continue;
            }
            let open = table.entries(rule).filter(|e| !e.answers(field));
            for entry in open.filter(|e| !(reported_whole && is_unfilled(e))) {
                findings.push(blank_cell(rule, scope, table, entry, field));
            }
        }
    }
    findings
}

fn blank_cell(
    rule: &Rule,
    scope: &Scope<'_>,
    table: &Table<'_>,
    entry: &Entry,
    field: Field,
) -> Diagnostic {
    let raw = entry.values.get(&field).map(|v| v.raw.clone());
    let written = raw.filter(|raw| !raw.is_empty());
    let state = written.as_ref().map_or_else(
        || "空着".to_owned(),
        |raw| format!("写的是“{raw}”，等于没有填"),
    );
    let place = table.place(table.cell(entry, field));
    let values = [("field", field.title()), ("state", state.as_str())];
    let mut finding = rule.finding(place, &values);
    finding.found = written;
    scope.with_example(finding, field)
}

/// A finding for each table without a column for a required field.
pub fn no_column(rule: &Rule, scope: &Scope<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for table in &scope.tables {
        let count = table.entries(rule).count().to_string();
        let labels = table.form.columns.iter().map(|c| c.label.as_str());
        let labels: Vec<&str> = labels.filter(|l| !l.is_empty()).collect();
        let asked = fields(rule, scope, table).into_iter();
        for field in asked.filter(|f| count != "0" && is_missing(table, *f)) {
            // Without a column of its own the section may stand in many places: that is no_section's question.
            if rule.fields.is_empty() && field == Field::Section {
                continue;
            }
            let values = [
                ("field", field.title()),
                ("count", count.as_str()),
                ("columns", &labels.join("、")),
            ];
            let finding = rule.finding(table.head(), &values);
            findings.push(scope.with_example(finding, field));
        }
    }
    findings
}

/// A finding for each table nobody can tell the section of, where a section is required.
pub fn no_section(rule: &Rule, scope: &Scope<'_>) -> Vec<Diagnostic> {
    if !scope.policy.required.contains(&Field::Section) {
        return Vec::new();
    }
    let unknown = scope
        .tables
        .iter()
        .filter(|t| is_missing(t, Field::Section));
    let found = unknown.map(|table| {
        let count = table.form.entries.len().to_string();
        let finding = rule.finding(table.head(), &[("count", &count)]);
        scope.with_example(finding, Field::Section)
    });
    found.collect()
}

/// A finding for each row that names somebody and says nothing else.
pub fn unfilled(rule: &Rule, scope: &Scope<'_>) -> Vec<Diagnostic> {
    let rows = scope.entries(rule).filter(|(_, e)| is_unfilled(e));
    let found = rows.map(|(table, entry)| {
        let names: Vec<&str> = WHO.iter().skip(1).filter_map(|f| entry.text(*f)).collect();
        let names = names.join("、");
        let first = crate::location::CellRef::new(entry.rows.first, table.form.area.first.col);
        let mut finding = rule.finding(table.place(first), &[("names", &names)]);
        finding.found = Some(names);
        finding
    });
    found.collect()
}

/// The rule's own fields, or else the required ones; 表现形式 answers for 风险点 on a form that has only that.
fn fields(rule: &Rule, scope: &Scope<'_>, table: &Table<'_>) -> Vec<Field> {
    if !rule.fields.is_empty() {
        return rule.fields.clone();
    }
    let required = scope.policy.required.iter().copied();
    let described =
        table.column(Field::Risk).is_none() && table.column(Field::Manifestation).is_some();
    required
        .filter(|f| !(*f == Field::Risk && described))
        .collect()
}

/// Whether a table has no column for a field and nothing around it answers either.
fn is_missing(table: &Table<'_>, field: Field) -> bool {
    table.column(field).is_none() && !table.form.entries.iter().any(|e| e.answers(field))
}

/// Whether rows that name people and say nothing else are reported as such; then their blanks are not.
pub fn reported_whole(scope: &Scope<'_>) -> bool {
    let mut rules = scope.policy.rule_book.active();
    rules.any(|r| matches!(r.kind, RuleKind::Unfilled))
}

/// Whether a row says who, and nothing of what.
pub fn is_unfilled(entry: &Entry) -> bool {
    let own = |field: &Field| {
        let value = entry.values.get(field);
        value
            .is_some_and(|v| !v.text.is_empty() && matches!(v.origin, Origin::Cell | Origin::Ditto))
    };
    let around = [Field::Head, Field::Leader, Field::ReportedOn];
    let says = |field: &&Field| !WHO.contains(field) && !around.contains(field);
    let names_somebody = own(&Field::Post) || own(&Field::Person);
    let says_something = Field::ALL
        .iter()
        .filter(says)
        .any(|field| entry.answers(*field));
    names_somebody && !says_something
}
