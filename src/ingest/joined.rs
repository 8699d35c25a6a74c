//! Measures in a table of their own: joined to the risks of the table before it, by the risk or else by the number.

use std::collections::BTreeMap;

use super::brought;
use super::checks;
use crate::diagnostic::Diagnostic;
use crate::model::{Entry, Field, FormSheet, FormTable, SkipKind, SkippedRow};
use crate::text;

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
    let only = Only::of(&risks.entries);
    let partners: Vec<Vec<usize>> = own.map(|own| only.partners(own)).collect();
    if partners.iter().all(Vec::is_empty) {
        return Vec::new();
    }
    let by_risk = measures.entries.iter().any(|own| by(own) == Field::Risk);
    bring(risks, measures, &partners);
    let mut found: Vec<Diagnostic> = measures.entries.iter().map(without_risk).collect();
    let lacking = risks.entries.iter();
    let lacking = lacking.filter(|e| e.text(Field::Measures).is_none());
    let table = brought::title(measures);
    let by = if by_risk { Field::Risk } else { Field::Seq };
    found.extend(lacking.map(|entry| without_measures(entry, by, table)));
    found
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

/// What an entry of measures names its risk by.
fn by(own: &Entry) -> Field {
    match own.text(Field::Risk) {
        Some(_) => Field::Risk,
        None => Field::Seq,
    }
}

/// The entries of risks by what they are named by; none where several are named so.
struct Only<'e> {
    risks: BTreeMap<&'e str, Option<usize>>,
    numbers: BTreeMap<&'e str, Option<usize>>,
}

impl<'e> Only<'e> {
    fn of(entries: &'e [Entry]) -> Self {
        let named = |field| {
            let mut only = BTreeMap::new();
            for (at, entry) in entries.iter().enumerate() {
                let same = only.entry(entry.key(field));
                same.and_modify(|at| *at = None).or_insert(Some(at));
            }
            only.remove("");
            only
        };
        Self {
            risks: named(Field::Risk),
            numbers: named(Field::Seq),
        }
    }

    /// The entries with the same risk, or with the numbers that are named where no risk is: 2、3 are two. None where one
    /// of them is not there, or there twice.
    fn partners(&self, own: &Entry) -> Vec<usize> {
        if by(own) == Field::Risk {
            let same = self.risks.get(own.key(Field::Risk)).copied().flatten();
            return same.into_iter().collect();
        }
        let one = |key: &str| self.numbers.get(key).copied().flatten();
        if let Some(at) = one(own.key(Field::Seq)) {
            return vec![at];
        }
        let numbers = own
            .text(Field::Seq)
            .unwrap_or_default()
            .split(|c| c == '和' || text::is_list_mark(c));
        let found: Option<Vec<usize>> = numbers.map(|number| one(&text::key(number))).collect();
        found.unwrap_or_default()
    }
}

/// Moves what the second table says to the entries of the first; its rows go on with theirs. The entries that have no
/// partner stay.
fn bring(risks: &mut FormTable, measures: &mut FormTable, partners: &[Vec<usize>]) {
    let own = std::mem::take(&mut measures.entries);
    for (own, targets) in own.into_iter().zip(partners) {
        if targets.is_empty() {
            measures.entries.push(own);
            continue;
        }
        let texts: Vec<&str> = own.values.values().map(|v| &*v.raw).collect();
        measures.skipped.push(SkippedRow {
            row: own.rows.first,
            kind: SkipKind::Continuation,
            text: texts.join(" | "),
        });
        for at in targets {
            brought::give(&own, measures, &mut risks.entries[*at]);
        }
    }
    measures.skipped.sort_by_key(|s| s.row);
}

/// Measures that were not joined.
fn without_risk(own: &Entry) -> Diagnostic {
    let by = by(own);
    let message = match (by, own.text(by)) {
        (Field::Risk, Some(risk)) => format!(
            "“{}”的措施没有对上：风险点表里没有（或者不止一条）这个风险点。请照风险点表中的写法填写对应的风险点",
            text::excerpt(risk, LONGEST)
        ),
        (_, Some(number)) => format!(
            "序号“{number}”的措施没有对上：风险点表里没有（或者不止一条）同一序号的风险点。请写明对应的序号"
        ),
        (_, None) => "这条措施没有写序号，不知道管哪个风险点。请写明对应的序号".to_owned(),
    };
    Diagnostic::new(&checks::UNJOINED, own.place_of(by), message)
}

/// A risk to which no measures were joined; `by` is what the measures name their risks by.
fn without_measures(entry: &Entry, by: Field, table: &str) -> Diagnostic {
    let message = match (by, entry.text(by)) {
        (Field::Risk, Some(risk)) => format!(
            "风险点“{}”没有对上措施：“{table}”里没有写这个风险点的一行。请在措施的一行照写这个风险点",
            text::excerpt(risk, LONGEST)
        ),
        (_, Some(number)) => format!(
            "序号“{number}”的风险点没有对上措施：“{table}”里没有写这个序号的一行。请在措施的序号栏写明“{number}”"
        ),
        (_, None) => {
            format!("这个风险点没有写序号，没有对上“{table}”里的措施。请在两张表里写明同一个序号")
        }
    };
    Diagnostic::new(&checks::UNJOINED, entry.place_of(by), message)
}

/// A risk in a message is shortened to so many characters.
const LONGEST: usize = 20;
