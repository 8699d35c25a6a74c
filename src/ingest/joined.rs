//! Measures in a table of their own: joined to the risks of the table before it, by the risk or else by the number.

use super::checks;
use crate::diagnostic::Diagnostic;
use crate::location::Place;
use crate::model::{
    Entry, Extra, Field, FormSheet, FormTable, Origin, SkipKind, SkippedRow, Value,
};
use crate::text;

/// Fields that the second table may bring.
const BROUGHT: [Field; 4] = [Field::Measures, Field::Owner, Field::Head, Field::Leader];

/// What stands between several numbers in one cell.
const BETWEEN: [char; 8] = ['、', ',', '，', ';', '；', '/', '和', '\n'];

/// Joins such tables of a sheet; what could not be joined is found.
pub fn join(sheet: &mut FormSheet) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for at in 1..sheet.tables.len() {
        let (before, rest) = sheet.tables.split_at_mut(at);
        if let (Some(risks), Some(measures)) = (before.last_mut(), rest.first_mut()) {
            found.extend(join_tables(risks, measures));
        }
    }
    found
}

/// Joins such a table that stands alone on its sheet with the last one of the sheet before; what could not be joined is
/// found.
pub fn join_sheets(sheets: &mut [FormSheet]) -> Vec<Diagnostic> {
    let mut filled: Vec<&mut FormSheet> = sheets.iter_mut().collect();
    filled.retain(|sheet| !sheet.tables.is_empty());
    let mut found = Vec::new();
    for at in 1..filled.len() {
        let (before, rest) = filled.split_at_mut(at);
        let risks = before.last_mut().and_then(|sheet| sheet.tables.last_mut());
        let measures = rest.first_mut().map(|sheet| sheet.tables.as_mut_slice());
        if let (Some(risks), Some([measures])) = (risks, measures) {
            found.extend(join_tables(risks, measures));
        }
    }
    found
}

fn join_tables(risks: &mut FormTable, measures: &mut FormTable) -> Vec<Diagnostic> {
    if !lacks(risks, Field::Measures) || lacks(measures, Field::Measures) || says_more(measures) {
        return Vec::new();
    }
    let own = measures.entries.iter();
    let partners: Vec<Vec<usize>> = own.map(|own| partners(own, &risks.entries)).collect();
    if partners.iter().all(Vec::is_empty) {
        return Vec::new();
    }
    let alone = bring(risks, measures, &partners);
    told(risks, &alone, measures.title.as_deref())
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

/// The entries with the same risk, or with the numbers that are named where no risk is: 2、3 are two. None where one of
/// them is not there, or there twice.
fn partners(own: &Entry, entries: &[Entry]) -> Vec<usize> {
    let field = if own.text(Field::Risk).is_some() {
        Field::Risk
    } else {
        Field::Seq
    };
    let one = |key: &str| {
        let all = entries.iter().enumerate();
        let mut same = all.filter(|(_, e)| !key.is_empty() && e.key(field) == key);
        let first = same.next()?.0;
        same.next().is_none().then_some(first)
    };
    let key = own.key(field);
    if let Some(at) = one(key) {
        return vec![at];
    }
    let numbers = own.text(Field::Seq).filter(|_| field == Field::Seq);
    let parts = numbers.unwrap_or_default().split(BETWEEN);
    let found: Option<Vec<usize>> = parts.map(|number| one(&text::key(number))).collect();
    found.unwrap_or_default()
}

/// Moves what the second table says to the entries of the first; its rows go on with theirs. The entries that have no
/// partner stay, and are given back with their places.
fn bring(
    risks: &mut FormTable,
    measures: &mut FormTable,
    partners: &[Vec<usize>],
) -> Vec<(Place, String)> {
    let (mut rest, mut alone) = (Vec::new(), Vec::new());
    for (own, targets) in measures.entries.drain(..).zip(partners) {
        if targets.is_empty() {
            let number = own.text(Field::Seq).unwrap_or_default().to_owned();
            alone.push((own.place_of(Field::Seq), number));
            rest.push(own);
            continue;
        }
        let texts: Vec<&str> = own.values.values().map(|v| &*v.raw).collect();
        measures.skipped.push(SkippedRow {
            row: own.rows.first,
            kind: SkipKind::Continuation,
            text: texts.join(" | "),
        });
        for at in targets {
            give(&own, &mut risks.entries[*at]);
        }
    }
    measures.entries = rest;
    measures.skipped.sort_by_key(|s| s.row);
    alone
}

/// Gives an entry what another table says of it. Cells of another sheet are none of its own.
fn give(own: &Entry, target: &mut Entry) {
    let same_sheet = own.place.sheet == target.place.sheet;
    for field in BROUGHT {
        let Some(value) = own.values.get(&field).filter(|v| !v.text.is_empty()) else {
            continue;
        };
        let mut value = value.clone();
        if !same_sheet {
            value.cell = None;
            value.origin = Origin::OtherSheet;
        }
        match target.values.get_mut(&field).filter(|v| !v.text.is_empty()) {
            None => {
                target.values.insert(field, value);
            }
            Some(known) if field == Field::Measures => {
                let text = format!("{}\n{}", &*known.text, &*value.text);
                *known = Value::new(text.as_str(), &text, known.cell, known.origin);
            }
            Some(_) => {}
        }
    }
    for owner in &own.owners {
        if !target.owners.contains(owner) {
            target.owners.push(owner.clone());
        }
    }
    let sheet = own.place.sheet.as_deref().filter(|_| !same_sheet);
    let extras = own.extras.iter().map(|extra| Extra {
        label: sheet.map_or_else(
            || extra.label.clone(),
            |sheet| format!("{sheet}：{}", extra.label),
        ),
        ..extra.clone()
    });
    target.extras.extend(extras);
}

/// What could not be joined, in one sentence at each of both places.
fn told(risks: &FormTable, alone: &[(Place, String)], title: Option<&str>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (place, number) in alone {
        let message = format!(
            "序号“{number}”的措施没有对上：风险点表里没有（或者不止一条）同一序号的风险点。请写明对应的序号"
        );
        found.push(Diagnostic::new(&checks::UNJOINED, place.clone(), message));
    }
    let lacking = risks.entries.iter();
    for entry in lacking.filter(|e| e.text(Field::Measures).is_none()) {
        let number = entry.text(Field::Seq).unwrap_or_default();
        let table = title.unwrap_or("措施表");
        let message = format!(
            "序号“{number}”的风险点没有对上措施：“{table}”里没有写这个序号的一行。请在措施的序号栏写明“{number}”"
        );
        let place = entry.place_of(Field::Seq);
        found.push(Diagnostic::new(&checks::UNJOINED, place, message));
    }
    found
}
