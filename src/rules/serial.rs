//! 序号: numbers that stand twice, and numbers left out. Numbers are no content, but they show that a row was copied
//! or lost.

use std::collections::BTreeMap;

use super::scope::{Scope, Table};
use crate::diagnostic::Diagnostic;
use crate::location::CellRef;
use crate::model::{Entry, Field, SkipKind};
use crate::policy::Rule;
use crate::text;

/// What is strange about one entry's number.
struct Slip<'a> {
    entry: &'a Entry,
    number: u32,
    kind: Kind,
}

enum Kind {
    /// It stands here already.
    Repeated(CellRef),
    /// The number before it is this one.
    Gap(u32),
}

/// A finding for each number that stands twice, at the second.
pub fn repeated(rule: &Rule, scope: &Scope<'_>) -> Vec<Diagnostic> {
    let slips = scope.tables.iter().flat_map(|table| slips(rule, table));
    let found = slips.filter_map(|slip| match slip.kind {
        Kind::Repeated(first) => {
            let (text, first) = (slip.number.to_string(), first.to_string());
            let values = [("text", text.as_str()), ("first", first.as_str())];
            Some(without_example(scope.at_field(
                rule,
                slip.entry,
                Field::Seq,
                &values,
            )))
        }
        Kind::Gap(_) => None,
    });
    found.collect()
}

/// A finding for each number behind a gap.
pub fn gap(rule: &Rule, scope: &Scope<'_>) -> Vec<Diagnostic> {
    let slips = scope.tables.iter().flat_map(|table| slips(rule, table));
    let found = slips.filter_map(|slip| match slip.kind {
        Kind::Gap(before) => {
            let missing = if before + 2 == slip.number {
                (before + 1).to_string()
            } else {
                format!("{}—{}", before + 1, slip.number - 1)
            };
            let (before, text) = (before.to_string(), slip.number.to_string());
            let values = [
                ("before", before.as_str()),
                ("text", text.as_str()),
                ("missing", missing.as_str()),
            ];
            Some(without_example(scope.at_field(
                rule,
                slip.entry,
                Field::Seq,
                &values,
            )))
        }
        Kind::Repeated(_) => None,
    });
    found.collect()
}

/// The example of the field is a number too, and would be read as the number to write.
fn without_example(mut finding: Diagnostic) -> Diagnostic {
    finding.example = None;
    finding
}

fn slips<'a>(rule: &Rule, table: &Table<'a>) -> Vec<Slip<'a>> {
    let mut slips = Vec::new();
    let mut seen: BTreeMap<u32, CellRef> = BTreeMap::new();
    let mut before: Option<(u32, CellRef, u32)> = None;
    for entry in table.entries(rule) {
        let Some((number, cell)) = number(entry) else {
            continue;
        };
        // A number merged over several entries stands once.
        if before.is_some_and(|(_, at, _)| at == cell) {
            before = before.map(|(n, at, _)| (n, at, entry.rows.last));
            continue;
        }
        if number == 1 {
            seen.clear();
        }
        let mut counted = number;
        if let Some(first) = seen.get(&number).copied() {
            let kind = Kind::Repeated(first);
            slips.push(Slip {
                entry,
                number,
                kind,
            });
            // The number meant here was probably the next one: what follows it is no gap.
            counted = before.map_or(number, |(n, _, _)| n + 1);
        } else if let Some((last, _, row)) = before {
            let explained = has_blank_rows(table, row, entry.rows.first);
            if number > last + 1 && last > 0 && !explained {
                let kind = Kind::Gap(last);
                slips.push(Slip {
                    entry,
                    number,
                    kind,
                });
            }
        }
        seen.entry(number).or_insert(cell);
        before = Some((counted, cell, entry.rows.last));
    }
    slips
}

fn number(entry: &Entry) -> Option<(u32, CellRef)> {
    let value = entry.values.get(&Field::Seq)?;
    let key = text::key(&value.text);
    let bare = key.trim_end_matches(['.', '、']);
    let number: u32 = bare.parse().ok()?;
    // Numbers beyond this are codes, not a count of rows.
    (1..=9999).contains(&number).then_some(())?;
    Some((number, value.cell?))
}

/// Whether rows that may bear a number and are no entry stand between two rows.
fn has_blank_rows(table: &Table<'_>, after: u32, before: u32) -> bool {
    let kinds = [SkipKind::Blank, SkipKind::Example, SkipKind::Hidden];
    let mut skipped = table.form.skipped.iter();
    skipped.any(|row| kinds.contains(&row.kind) && (after + 1..before).contains(&row.row))
}
