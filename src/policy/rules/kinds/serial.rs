//! 序号: numbers that stand twice, and numbers left out. Numbers are no content, but they show that a row was copied
//! or lost.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::location::CellRef;
use crate::model::{Entry, Field, SkipKind};
use crate::policy::rules::rule::{KindInfo, Plain, Rule};
use crate::policy::rules::scope::{Scope, Table};
use crate::text;

/// A serial number stands twice in a table.
pub const SERIAL_REPEATED: KindInfo = KindInfo {
    name: "serial_repeated",
    about: "同一张表中序号重复。",
    slots: &["text", "first"],
    make: |_, _| Ok(Arc::new(Plain(repeated))),
    ..KindInfo::PLAIN
};

/// Serial numbers leave one out.
pub const SERIAL_GAP: KindInfo = KindInfo {
    name: "serial_gap",
    about: "序号中间缺号。分组后从 1 重新编号、中间夹着空行的，不算缺号。",
    slots: &["before", "text", "missing"],
    make: |_, _| Ok(Arc::new(Plain(gap))),
    ..KindInfo::PLAIN
};

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
fn repeated(rule: &Rule, scope: &Scope<'_>) -> Vec<Diagnostic> {
    let slips = scope.tables.iter().flat_map(|table| slips(rule, table));
    let found = slips.filter_map(|slip| match slip.kind {
        Kind::Repeated(first) => {
            let (text, first) = (slip.number.to_string(), first.to_string());
            let values = [("text", text.as_str()), ("first", first.as_str())];
            Some(without_example(rule.at_field(
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
fn gap(rule: &Rule, scope: &Scope<'_>) -> Vec<Diagnostic> {
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
            Some(without_example(rule.at_field(
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

/// The numbered entry before the one looked at.
struct Last<'a> {
    entry: &'a Entry,
    /// Its number as it was meant.
    number: u32,
    cell: CellRef,
    /// Its last row.
    row: u32,
}

fn slips<'a>(rule: &Rule, table: &Table<'a>) -> Vec<Slip<'a>> {
    let mut slips = Vec::new();
    let mut seen: BTreeMap<u32, CellRef> = BTreeMap::new();
    let mut last: Option<Last<'a>> = None;
    for entry in table.entries(&rule.when) {
        // A row without a number, or with one that cannot be read, may be the one that seems to be missing.
        let Some((number, cell)) = number(entry) else {
            last = None;
            continue;
        };
        // A number merged over several entries stands once.
        if let Some(same) = last.as_mut().filter(|last| last.cell == cell) {
            same.row = entry.rows.last;
            continue;
        }
        if number == 1
            && last
                .as_ref()
                .is_none_or(|last| restarts(table, last, entry))
        {
            seen.clear();
        }
        let mut meant = number;
        if let Some(first) = seen.get(&number).copied() {
            let kind = Kind::Repeated(first);
            slips.push(Slip {
                entry,
                number,
                kind,
            });
            // The number meant here was probably the next one: what follows it is no gap.
            meant = last.as_ref().map_or(number, |last| last.number + 1);
        } else if let Some(last) = &last {
            let explained = has_rows(table, last.row, entry.rows.first, &BLANK);
            if number > last.number + 1 && !explained {
                let kind = Kind::Gap(last.number);
                slips.push(Slip {
                    entry,
                    number,
                    kind,
                });
            }
        }
        seen.entry(number).or_insert(cell);
        last = Some(Last {
            entry,
            number: meant,
            cell,
            row: entry.rows.last,
        });
    }
    slips
}

/// Whether a number one begins a new count: after a longer count, under a new heading, or for somebody else.
fn restarts(table: &Table<'_>, last: &Last<'_>, entry: &Entry) -> bool {
    let other = |field| entry.text(field) != last.entry.text(field);
    let whose = [Field::Section, Field::Post, Field::Person, Field::Matter];
    last.number > 1
        || whose.into_iter().any(other)
        || has_rows(table, last.row, entry.rows.first, &HEADINGS)
}

fn number(entry: &Entry) -> Option<(u32, CellRef)> {
    let value = entry.values.get(&Field::Seq)?;
    let key = text::key(&value.text);
    let bare = key
        .trim_start_matches('(')
        .trim_end_matches(['.', '、', ')']);
    let number: u32 = bare.parse().ok()?;
    // Numbers beyond this are codes, not a count of rows.
    (1..=9999).contains(&number).then_some(())?;
    Some((number, value.cell?))
}

/// Rows that may bear a number and are no entry.
const BLANK: [SkipKind; 3] = [SkipKind::Blank, SkipKind::Example, SkipKind::Hidden];
/// Rows below which a new count may begin.
const HEADINGS: [SkipKind; 2] = [SkipKind::Group, SkipKind::RepeatedHead];

/// Whether rows of these kinds stand between two rows.
fn has_rows(table: &Table<'_>, after: u32, before: u32, kinds: &[SkipKind]) -> bool {
    let mut skipped = table.form.skipped.iter();
    skipped.any(|row| kinds.contains(&row.kind) && (after + 1..before).contains(&row.row))
}
