//! Measures in a table of their own: joined to the risks of the table before it, by the risk or else by the number.

use super::brought;
use super::checks;
use super::partners::{Only, by, skipped};
use crate::diagnostic::Diagnostic;
use crate::model::{Entry, Field, FormSheet, FormTable, Layout, SkipKind};
use crate::text;

/// Joins such tables of a sheet; what could not be joined is found.
pub fn join(sheet: &mut FormSheet) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for at in 1..sheet.tables.len() {
        let (before, rest) = sheet.tables.split_at_mut(at);
        let mut risks = before.iter_mut().rev().filter(|t| !t.entries.is_empty());
        if let (Some(risks), Some(measures)) = (risks.next(), rest.first_mut()) {
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
    let more = says_more(measures) || (rates(measures) && !may_be_rated(risks, measures));
    if !lacks(risks, Field::Measures) || lacks(measures, Field::Measures) || more {
        return Vec::new();
    }
    let own = measures.entries.iter();
    let only = Only::of(&risks.entries);
    let whose = names_section(measures);
    let partners: Vec<Vec<usize>> = own
        .map(|own| {
            let mut partners = only.partners(own);
            partners.retain(|at| !(whose && differ(own, &risks.entries[*at])));
            partners
        })
        .collect();
    // Cards say more than their rows, and each is whole without another.
    let in_rows = measures.reading.layout == Layout::Rows;
    if !in_rows && partners.iter().all(Vec::is_empty) {
        return Vec::new();
    }
    let by_risk = measures.entries.iter().any(|own| by(own) == Field::Risk);
    let by_what = if by_risk { Field::Risk } else { Field::Seq };
    if measures.entries.len() > 1 && partners.iter().all(Vec::is_empty) {
        let none = nothing_joined(risks, measures, by_what);
        set_apart(measures);
        return none.into_iter().collect();
    }
    bring(risks, measures, &partners);
    let mut found: Vec<Diagnostic> = measures.entries.iter().map(without_risk).collect();
    if in_rows {
        set_apart(measures);
    }
    let lacking = risks.entries.iter();
    let lacking = lacking.filter(|e| e.text(Field::Measures).is_none());
    let table = brought::title(measures);
    found.extend(lacking.map(|entry| without_measures(entry, by_what, table)));
    found
}

/// Whether no entry of a table says this.
pub fn lacks(table: &FormTable, field: Field) -> bool {
    !table.entries.iter().any(|e| e.text(field).is_some())
}

/// Whether a table has a column of one of these fields.
fn has(table: &FormTable, fields: &[Field]) -> bool {
    let mut columns = table.columns.iter();
    columns.any(|c| c.field.is_some_and(|field| fields.contains(&field)))
}

/// Whether a table says what only one of risks says.
fn says_more(table: &FormTable) -> bool {
    has(table, &[Field::Post, Field::Person, Field::Matter])
}

/// Whether a column of a table says of which section each row is; 责任科室 says who answers for it.
fn names_section(table: &FormTable) -> bool {
    let mut columns = table.columns.iter();
    columns.any(|c| c.field == Some(Field::Section) && !c.label.contains("责任"))
}

/// Whether measures are of another section than a risk.
fn differ(measures: &Entry, risk: &Entry) -> bool {
    let sections = [measures, risk].map(|entry| entry.key(Field::Section));
    sections.iter().all(|key| !key.is_empty()) && sections[0] != sections[1]
}

fn rates(table: &FormTable) -> bool {
    has(table, &[Field::Level, Field::ConfirmedLevel])
}

/// Whether a table of levels and measures goes on with risks that have no levels: by their numbers alone.
fn may_be_rated(risks: &FormTable, measures: &FormTable) -> bool {
    let levels = [Field::Level, Field::SuggestedLevel, Field::ConfirmedLevel];
    levels.iter().all(|field| lacks(risks, *field)) && !has(measures, &[Field::Risk])
}

/// Moves what the second table says to the entries of the first; its rows go on with theirs. The entries that have no
/// partner stay.
fn bring(risks: &mut FormTable, measures: &mut FormTable, partners: &[Vec<usize>]) {
    let in_rows = measures.reading.layout == Layout::Rows;
    let own = std::mem::take(&mut measures.entries);
    for (own, targets) in own.into_iter().zip(partners) {
        if targets.is_empty() {
            measures.entries.push(own);
            continue;
        }
        measures
            .skipped
            .push(skipped(&own, SkipKind::Continuation, in_rows));
        for at in targets {
            brought::give(&own, measures, &mut risks.entries[*at]);
        }
    }
    measures.skipped.sort_by_key(|s| s.row);
}

/// Measures that belong to no risk are no entries: they lack no column, but a partner, which is what is said of them.
fn set_apart(measures: &mut FormTable) {
    let left = std::mem::take(&mut measures.entries);
    let rows = left
        .iter()
        .map(|own| skipped(own, SkipKind::Unjoined, true));
    measures.skipped.extend(rows);
    measures.skipped.sort_by_key(|s| s.row);
}

/// Two tables of which no row was joined: said once, with the places of both.
fn nothing_joined(risks: &FormTable, measures: &FormTable, by: Field) -> Option<Diagnostic> {
    let (risk, own) = (risks.entries.first()?, measures.entries.first()?);
    let (there, here) = (risk.place_of(by), own.place_of(by));
    let mut at = there.cell.map_or(String::new(), |cell| cell.to_string());
    if let Some(sheet) = there
        .sheet
        .filter(|sheet| Some(sheet) != here.sheet.as_ref())
    {
        at = format!("工作表“{sheet}”{at}");
    }
    let message = format!(
        "“{}”的 {} 条措施，与{at}起的 {} 个风险点一条也没有对上：两边写的{}没有相同的。请在两张表里写同一套序号，或者在措施的一行照抄风险点",
        brought::title(measures),
        measures.entries.len(),
        risks.entries.len(),
        by.title(),
    );
    Some(Diagnostic::new(&checks::UNJOINED, here, message))
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
