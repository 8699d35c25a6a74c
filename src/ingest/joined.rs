//! Measures in a table of their own: joined to the risks of the table before it, by the risk or else by the number.

use std::collections::BTreeMap;

use super::brought;
use super::checks;
use crate::diagnostic::Diagnostic;
use crate::location::CellRef;
use crate::model::{Entry, Field, FormSheet, FormTable, Layout, SkipKind, SkippedRow};
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

/// What an entry of measures names its risk by.
fn by(own: &Entry) -> Field {
    match own.text(Field::Risk) {
        Some(_) => Field::Risk,
        None => Field::Seq,
    }
}

/// The entries of risks by what they are named by; none where several are named so.
struct Only {
    risks: Names,
    /// The risks without their marks and numbers: 收受好处。 is 收受好处.
    bare: Names,
    numbers: Names,
}

/// Entries by a name.
type Names = BTreeMap<String, Option<usize>>;

impl Only {
    fn of(entries: &[Entry]) -> Self {
        let named = |name: &dyn Fn(&Entry) -> String| {
            let mut only = Names::new();
            for (at, entry) in entries.iter().enumerate() {
                let same = only.entry(name(entry));
                same.and_modify(|at| *at = None).or_insert(Some(at));
            }
            only.remove("");
            only
        };
        Self {
            risks: named(&|entry| entry.key(Field::Risk).to_owned()),
            bare: named(&|entry| bare(entry.key(Field::Risk))),
            numbers: named(&|entry| entry.key(Field::Seq).to_owned()),
        }
    }

    /// The entries with the same risk, or with the numbers that are named where no risk is: 2、3 are two, 1-3 three. None where
    /// one of them is not there, or there twice.
    fn partners(&self, own: &Entry) -> Vec<usize> {
        if by(own) == Field::Risk {
            let risk = own.key(Field::Risk);
            let same = self.risks.get(risk).or_else(|| self.bare.get(&bare(risk)));
            return same.copied().flatten().into_iter().collect();
        }
        if let Some(at) = self.numbered(own.key(Field::Seq)) {
            return vec![at];
        }
        let numbers = own.text(Field::Seq).unwrap_or_default();
        let numbers = numbers.split(|c| c == '和' || text::is_list_mark(c));
        let mut found = Vec::new();
        for number in numbers {
            let key = text::key(number);
            let all = match (self.numbered(&key), range(&key)) {
                (Some(at), _) => Some(vec![at]),
                (None, Some(range)) => range.map(|n| self.numbered(&n.to_string())).collect(),
                (None, None) => None,
            };
            match all {
                Some(all) => found.extend(all),
                None => return Vec::new(),
            }
        }
        found
    }

    fn numbered(&self, key: &str) -> Option<usize> {
        self.numbers.get(key).copied().flatten()
    }
}

/// A comparable risk without its marks and the number of a list before it.
fn bare(risk: &str) -> String {
    let risk = text::without_list_number(risk);
    risk.chars().filter(|c| text::is_word(*c)).collect()
}

/// The numbers of a range: 1-3, 2至4.
fn range(key: &str) -> Option<std::ops::RangeInclusive<u32>> {
    let (first, last) = key.split_once(['-', '~', '—', '–', '至', '到'])?;
    let number = |text: &str| text.trim_matches(['第', '号', '项', '条']).parse().ok();
    let (first, last): (u32, u32) = (number(first)?, number(last)?);
    (first < last && last - first < LONGEST_RANGE).then_some(first..=last)
}

/// A longer range is a number of another kind.
const LONGEST_RANGE: u32 = 200;

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

/// The row of an entry that is none, with what stands in it.
fn skipped(own: &Entry, kind: SkipKind, in_rows: bool) -> SkippedRow {
    let stands = |at: CellRef| !in_rows || (own.rows.first..=own.rows.last).contains(&at.row);
    let values = own.values.values();
    let values = values.filter_map(|v| Some((v.cell?, &*v.raw)));
    let extras = own.extras.iter().map(|x| (x.cell, x.text.as_str()));
    let mut cells: Vec<(CellRef, &str)> =
        values.chain(extras).filter(|(at, _)| stands(*at)).collect();
    cells.sort_by_key(|(at, _)| (at.row, at.col));
    let texts: Vec<&str> = cells.into_iter().map(|(_, text)| text).collect();
    SkippedRow {
        row: own.rows.first,
        kind,
        text: texts.join(" | "),
    }
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
