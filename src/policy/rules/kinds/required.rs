//! Required fields: a blank cell is reported at that cell, a missing column once for its table, a row that names people
//! and says nothing else once for the row.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::location::CellRef;
use crate::model::{Entry, Evidence, Field, Origin};
use crate::policy::rules::rule::{Facts, Fields, Kind, KindInfo, Nature, Plain, Rule};
use crate::policy::rules::scope::{Scope, Table};

/// A required cell is blank.
pub const BLANK: KindInfo = KindInfo {
    name: "blank",
    about: "有这一栏，而这一格空着（“无”“/”等也算空着）。fields 不写则查所有必填栏目。",
    slots: &["field", "state"],
    fields: Fields::Optional,
    nature: Nature::Blank,
    make: |_, facts| Ok(Arc::new(Blank(Required::new(facts)))),
    ..KindInfo::PLAIN
};

/// A required column is missing.
pub const NO_COLUMN: KindInfo = KindInfo {
    name: "no_column",
    about: "表中没有这一栏，别处也看不出。fields 不写则查除科室以外的所有必填栏目。",
    slots: &["field", "count", "columns"],
    fields: Fields::Optional,
    make: |_, facts| Ok(Arc::new(NoColumn(Required::new(facts)))),
    ..KindInfo::PLAIN
};

/// Nobody can tell which section a table comes from.
pub const NO_SECTION: KindInfo = KindInfo {
    name: "no_section",
    about: "科室栏、表头信息、标题、工作表名和文件名都看不出是哪个科室。",
    slots: &["count"],
    make: |_, facts| Ok(Arc::new(NoSection(Required::new(facts)))),
    ..KindInfo::PLAIN
};

/// A row says who, and nothing else.
pub const UNFILLED: KindInfo = KindInfo {
    name: "unfilled",
    about: "这一行只写了序号、科室、岗位、姓名，其余各栏都空着。",
    slots: &["names"],
    make: |_, _| Ok(Arc::new(Plain(unfilled))),
    ..KindInfo::PLAIN
};

/// Fields that say who, not what.
const WHO: [Field; 4] = [Field::Seq, Field::Section, Field::Post, Field::Person];

/// Fields whose blank is an error.
#[derive(Debug)]
struct Required(BTreeSet<Field>);

impl Required {
    fn new(facts: &Facts) -> Self {
        Self(facts.required.clone())
    }

    /// The rule's own fields, or else the required ones; 表现形式 answers for 风险点 on a form that has only that.
    fn fields(&self, rule: &Rule, table: &Table<'_>) -> Vec<Field> {
        if !rule.fields.is_empty() {
            return rule.fields.clone();
        }
        let required = self.0.iter().copied();
        let described =
            table.column(Field::Risk).is_none() && table.column(Field::Manifestation).is_some();
        required
            .filter(|f| !(*f == Field::Risk && described))
            .collect()
    }
}

#[derive(Debug)]
struct Blank(Required);

impl Kind for Blank {
    /// A finding for each blank cell of a required field.
    fn check(&self, rule: &Rule, scope: &Scope<'_>) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        for table in &scope.tables {
            for field in self.0.fields(rule, table) {
                if is_missing(table, field) {
                    continue;
                }
                let doubted = |e: &&Entry| e.extras.iter().any(|x| x.doubts == Some(field));
                let open = table.entries(&rule.when);
                let open = open.filter(|e| !e.answers(field) && !doubted(e));
                let open = open.filter(|e| !(scope.whole_rows && is_unfilled(e)));
                findings.extend(open.map(|entry| blank_cell(rule, table, entry, field)));
            }
        }
        findings
    }
}

fn blank_cell(rule: &Rule, table: &Table<'_>, entry: &Entry, field: Field) -> Diagnostic {
    let raw = entry.values.get(&field).map(|v| v.raw.to_string());
    let written = raw.filter(|raw| !raw.is_empty());
    let state = written.as_ref().map_or_else(
        || "空着".to_owned(),
        |raw| format!("写的是“{raw}”，等于没有填"),
    );
    let place = table.place(table.cell(entry, field));
    let values = [("field", field.title()), ("state", state.as_str())];
    let mut finding = rule.finding(place, &values);
    finding.found = written;
    rule.with_example(finding, field)
}

#[derive(Debug)]
struct NoColumn(Required);

impl Kind for NoColumn {
    /// A finding for each table without a column for a required field.
    fn check(&self, rule: &Rule, scope: &Scope<'_>) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        for table in &scope.tables {
            let count = table.entries(&rule.when).count().to_string();
            let labels = table.form.columns.iter().map(|c| c.label.as_str());
            let mut labels: Vec<&str> = labels.filter(|l| !l.is_empty()).collect();
            labels.dedup();
            let asked = self.0.fields(rule, table).into_iter();
            for field in asked.filter(|f| count != "0" && is_missing(table, *f)) {
                // Without a column of its own the section may stand in many places: that is no_section's question.
                let asked_elsewhere = match field {
                    Field::Section => rule.fields.is_empty(),
                    Field::Level => has_unread_level(table),
                    _ => false,
                };
                if asked_elsewhere {
                    continue;
                }
                let values = [
                    ("field", field.title()),
                    ("count", count.as_str()),
                    ("columns", &labels.join("、")),
                ];
                let finding = rule.finding(table.head(), &values);
                findings.push(rule.with_example(finding, field));
            }
        }
        findings
    }
}

#[derive(Debug)]
struct NoSection(Required);

impl Kind for NoSection {
    /// A finding for each table nobody can tell the section of, where a section is required.
    fn check(&self, rule: &Rule, scope: &Scope<'_>) -> Vec<Diagnostic> {
        if !self.0.0.contains(&Field::Section) {
            return Vec::new();
        }
        let tables = scope.tables.iter();
        let unknown = tables.filter(|t| is_missing(t, Field::Section));
        let found = unknown.map(|table| {
            let count = table.form.entries.len().to_string();
            let finding = rule.finding(table.head(), &[("count", &count)]);
            rule.with_example(finding, Field::Section)
        });
        found.collect()
    }
}

/// A finding for each row that names somebody and says nothing else.
fn unfilled(rule: &Rule, scope: &Scope<'_>) -> Vec<Diagnostic> {
    let rows = scope.entries(&rule.when).filter(|(_, e)| is_unfilled(e));
    let found = rows.map(|(table, entry)| {
        let names: Vec<&str> = WHO.iter().skip(1).filter_map(|f| entry.text(*f)).collect();
        let names = names.join("、");
        let first = CellRef::new(entry.rows.first, table.form.area.first.col);
        let mut finding = rule.finding(table.place(first), &[("names", &names)]);
        finding.found = Some(names);
        finding
    });
    found.collect()
}

/// Whether a table has no column for a field and nothing around it answers either.
fn is_missing(table: &Table<'_>, field: Field) -> bool {
    table.column(field).is_none() && !table.form.entries.iter().any(|e| e.answers(field))
}

/// Whether a table has levels, though nobody can say whose: that is told of their heads.
fn has_unread_level(table: &Table<'_>) -> bool {
    let mut columns = table.form.columns.iter();
    columns.any(|c| c.by == Evidence::UnreadLevel)
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
    // The level in a heading above the row says nothing of what stands in it.
    let in_row = |field: &Field| {
        let origin = entry.values.get(field).map(|v| v.origin);
        !matches!(
            origin,
            Some(Origin::Group | Origin::KeyValue | Origin::SheetName)
        )
    };
    let says_something = Field::ALL
        .iter()
        .filter(says)
        .any(|field| entry.answers(*field) && in_row(field));
    names_somebody && !says_something
}
