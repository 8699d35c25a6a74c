//! Measures in a table of their own: joined to the risks of the table before it, by the risk or else by the number.

use std::collections::BTreeMap;

use crate::model::{Entry, Field, FormSheet, FormTable, Origin, SkipKind, SkippedRow, Value};

/// Fields that the second table may bring.
const BROUGHT: [Field; 4] = [Field::Measures, Field::Owner, Field::Head, Field::Leader];

/// Joins such tables of a sheet. Of what cannot be joined the table stays one of its own.
pub fn join(sheet: &mut FormSheet) {
    for at in 1..sheet.tables.len() {
        let (before, rest) = sheet.tables.split_at_mut(at);
        if let (Some(risks), Some(measures)) = (before.last_mut(), rest.first_mut()) {
            try_join(risks, measures);
        }
    }
}

/// Joins such a table that stands alone on its sheet with the last one of the sheet before. What it brings has no cell on
/// the sheet of the risks.
pub fn join_sheets(sheets: &mut [FormSheet]) {
    let mut filled: Vec<&mut FormSheet> = sheets.iter_mut().collect();
    filled.retain(|sheet| !sheet.tables.is_empty());
    for at in 1..filled.len() {
        let (before, rest) = filled.split_at_mut(at);
        let (Some(risks), Some(sheet)) = (before.last_mut(), rest.first_mut()) else {
            continue;
        };
        let (Some(risks), [measures]) = (risks.tables.last_mut(), sheet.tables.as_mut_slice())
        else {
            continue;
        };
        let mut away = measures.clone();
        for entry in &mut away.entries {
            for value in entry.values.values_mut() {
                value.cell = None;
                value.origin = Origin::OtherSheet;
            }
            for extra in &mut entry.extras {
                extra.label = format!("{}：{}", sheet.name, extra.label);
            }
        }
        if try_join(risks, &mut away) {
            *measures = away;
        }
    }
}

/// Joins the measures to the risks where each of them finds its own; whether they did.
fn try_join(risks: &mut FormTable, measures: &mut FormTable) -> bool {
    let apart = !lacks(risks, Field::Measures) || lacks(measures, Field::Measures);
    if apart || says_more(measures) {
        return false;
    }
    let own = measures.entries.iter();
    let partners: Option<Vec<usize>> = own.map(|own| partner(own, &risks.entries)).collect();
    let Some(partners) = partners.filter(|p| differ(p)) else {
        return false;
    };
    bring(risks, measures, &partners);
    true
}

fn lacks(table: &FormTable, field: Field) -> bool {
    !table.entries.iter().any(|e| e.text(field).is_some())
}

/// Whether a table says what only one of risks says.
fn says_more(table: &FormTable) -> bool {
    let own = [
        Field::Level,
        Field::ConfirmedLevel,
        Field::Post,
        Field::Person,
        Field::Matter,
    ];
    own.iter()
        .any(|f| table.columns.iter().any(|c| c.field == Some(*f)))
}

/// The one entry with the same risk, or with the same number where no risk is named.
fn partner(own: &Entry, entries: &[Entry]) -> Option<usize> {
    let field = if own.text(Field::Risk).is_some() {
        Field::Risk
    } else {
        Field::Seq
    };
    let key = own.key(field);
    let mut same = entries
        .iter()
        .enumerate()
        .filter(|(_, e)| !key.is_empty() && e.key(field) == key);
    let first = same.next()?.0;
    same.next().is_none().then_some(first)
}

fn differ(partners: &[usize]) -> bool {
    let mut seen = std::collections::BTreeSet::new();
    !partners.is_empty() && partners.iter().all(|p| seen.insert(*p))
}

/// Moves what the second table says to the entries of the first; its rows go on with theirs.
fn bring(risks: &mut FormTable, measures: &mut FormTable, partners: &[usize]) {
    for (own, at) in measures.entries.drain(..).zip(partners) {
        let target = &mut risks.entries[*at];
        let texts: Vec<&str> = own.values.values().map(|v| &*v.raw).collect();
        measures.skipped.push(SkippedRow {
            row: own.rows.first,
            kind: SkipKind::Continuation,
            text: texts.join(" | "),
        });
        let brought: BTreeMap<Field, Value> = own.values;
        for (field, value) in brought {
            if BROUGHT.contains(&field) && target.text(field).is_none() {
                target.values.insert(field, value);
            }
        }
        if target.owners.is_empty() {
            target.owners = own.owners;
        }
        target.extras.extend(own.extras);
    }
    measures.skipped.sort_by_key(|s| s.row);
}
