//! 处置台账, 整改台账: one line for every matter. What cannot be told is a finding, and the line counts nowhere.

use super::super::filled::{BRACKETS, is_example, is_footer_word, is_total};
use super::super::listed::Table;
use super::super::view::Seen;
use super::super::{names, stem, under};
use super::checks;
use super::head::Head;
use super::line::Line;
use super::other::OtherPart;
use super::unread;
use crate::diagnostic::Diagnostic;
use crate::location::CellRef;
use crate::model::{LedgerEntry, LedgerField, LedgerKind};
use crate::text;
use std::collections::BTreeSet;

/// Reads the ledger that stands there under this head.
pub fn read(
    table: &Table<'_>,
    part: &OtherPart,
    head: &Head,
    entries: &mut Vec<LedgerEntry>,
    findings: &mut Vec<Diagnostic>,
) {
    let mut head = head.clone();
    let kind = head.settle_kind(monitors(table, &part.above));
    let head = &head;
    let section = match head.column(LedgerField::Section) {
        Some(_) => None,
        None => of_sheet(table, &part.above),
    };
    let year = year(table, &part.above);
    let known = entries.len();
    // The entries of the line before, one for each section that it names.
    let mut before = known..known;
    let mut rows = table.rows(head.row, part.last).into_iter().peekable();
    while rows
        .next_if(|row| under::numbers(&table.view.whole_row(*row)))
        .is_some()
    {}
    for row in rows {
        match fate(table, head, row) {
            Fate::Further(said) if !before.is_empty() => {
                let own = entries.iter_mut().skip(before.start);
                for entry in own.take(before.len()) {
                    add(entry, &said);
                }
                continue;
            }
            Fate::Line | Fate::Further(_) => {}
            Fate::Nothing => continue,
        }
        let line = Line {
            table,
            head,
            row,
            kind,
            section: section.as_deref(),
            year,
        };
        before.start = entries.len();
        entries.extend(line.read(findings));
        before.end = entries.len();
    }
    if entries.len() > known {
        findings.extend(unread::note(table, part.head.first(), part.last, head));
        findings.extend(lacking(table, head, kind));
        if is_stateless(head, kind) {
            let [done, closed_on] =
                [LedgerField::Done, LedgerField::ClosedOn].map(|field| kind.head(field));
            let message = format!("台账没有“{done}”“{closed_on}”栏，各行都按没有销号计算");
            findings.push(table.finding(&checks::STATE, first(head), message));
        }
        let open =
            |line: &LedgerEntry| line.ledger == LedgerKind::Rectification && !line.is_closed();
        let endless = head.column(LedgerField::Deadline).is_none();
        if endless && entries.iter().skip(known).any(open) {
            let name = LedgerKind::Rectification.head(LedgerField::Deadline);
            let message = format!("台账没有“{name}”一栏，没有销号的各行看不出有没有逾期");
            findings.push(table.finding(&checks::ENDLESS, first(head), message));
        }
    }
}

/// Whether nothing in a ledger of rectifications says how its lines stand.
fn is_stateless(head: &Head, kind: LedgerKind) -> bool {
    let state = [LedgerField::Done, LedgerField::ClosedOn];
    kind == LedgerKind::Rectification && state.iter().all(|f| head.column(*f).is_none())
}

/// The first cell of a head.
fn first(head: &Head) -> CellRef {
    let first = head.columns().map(|(_, col)| col).min().unwrap_or_default();
    CellRef::new(head.row, first)
}

/// What a ledger has no column for, each said once at its head.
fn lacking(table: &Table<'_>, head: &Head, kind: LedgerKind) -> Vec<Diagnostic> {
    let needed = match kind {
        LedgerKind::Disposition if head.ticked.is_empty() => &[
            LedgerField::Kind,
            LedgerField::On,
            LedgerField::Ground,
            LedgerField::Measure,
        ][..],
        LedgerKind::Disposition => &[LedgerField::On, LedgerField::Ground, LedgerField::Measure],
        LedgerKind::Rectification | LedgerKind::Monitoring => {
            &[LedgerField::Ground, LedgerField::Measure]
        }
    };
    let at = first(head);
    let missing = needed.iter().filter(|field| head.column(**field).is_none());
    let found = missing.map(|field| {
        let name = kind.head(*field);
        let (check, effect) = match field {
            LedgerField::Kind => (&checks::KIND, "，各行都没有计入考核"),
            LedgerField::On => (
                &checks::UNDATED,
                "，看不出各行是不是本年度的，都没有计入考核",
            ),
            _ => (&checks::GROUND, ""),
        };
        table.finding(check, at, format!("台账没有“{name}”一栏{effect}"))
    });
    found.collect()
}

/// Whether the lines above the head, or the names of sheet and file, speak of early signs and of no other ledger.
fn monitors(table: &Table<'_>, above: &[u32]) -> bool {
    let words = &table.lookup.policy().scoring.monitoring;
    let others = ["整改", "处置", "处理", "问责", "销号"];
    let says = |text: &String| {
        let key = text::key(text);
        words.within(&key).is_some() && !others.iter().any(|other| key.contains(other))
    };
    titles(table, above).iter().any(says)
}

/// The lines above the head, and the names of sheet and file.
fn titles(table: &Table<'_>, above: &[u32]) -> Vec<String> {
    let lines = above.iter().flat_map(|row| table.view.whole_row(*row));
    let mut texts: Vec<String> = lines.map(|(_, text)| text.text().to_owned()).collect();
    texts.extend(table.place.sheet.as_deref().map(str::to_owned));
    texts.push(stem(&table.place.file));
    texts
}

/// The one year that the lines above the head, the names of sheet and file, or else the policy say the ledger is of.
fn year(table: &Table<'_>, above: &[u32]) -> Option<i32> {
    let texts = titles(table, above);
    let years: BTreeSet<i32> = texts.iter().flat_map(|text| text::years(text)).collect();
    let mut years = years.into_iter();
    match (years.next(), years.next()) {
        (Some(year), None) => Some(year),
        (None, _) => table.lookup.policy().year,
        _ => None,
    }
}

/// The section that the lines above the head, or else the file's name, say the ledger is of.
fn of_sheet(table: &Table<'_>, above: &[u32]) -> Option<String> {
    let above = above.iter().flat_map(|row| table.view.whole_row(*row));
    let mut named = above.filter_map(|(_, text)| names::section_in(&text, table.lookup));
    let own = named.next();
    own.or_else(|| names::section_in(&stem(&table.place.file), table.lookup))
}

/// What becomes of a row.
enum Fate {
    Line,
    /// It goes on with the matter above, and says this of its own.
    Further(Vec<(LedgerField, String)>),
    Nothing,
}

/// Fields that speak of one measure: a further row with one of them is a line.
const OF_A_LINE: [LedgerField; 5] = [
    LedgerField::Kind,
    LedgerField::On,
    LedgerField::Deadline,
    LedgerField::Done,
    LedgerField::ClosedOn,
];

fn fate(table: &Table<'_>, head: &Head, row: u32) -> Fate {
    let (view, lookup) = (table.view, table.lookup);
    if Head::is_at(view, row, lookup) {
        return Fate::Nothing;
    }
    let seen = |(field, col): (LedgerField, u32)| Some((field, view.seen(CellRef::new(row, col))?));
    let told: Vec<_> = head.columns().filter_map(seen).collect();
    let content = told
        .iter()
        .filter(|(field, seen)| *field != LedgerField::Seq && !lookup.is_blank(&seen.raw));
    let content: Vec<_> = content.collect();
    let first = view.whole_row(row).into_iter().next();
    let (Some((at, first)), false) = (first, content.is_empty()) else {
        return Fate::Nothing;
    };
    let alone = content.len() <= 2;
    let is_foot = || is_footer_word(&first, lookup) || is_total(&first, lookup);
    // The matter of a full line may begin with 例：; a mark in brackets, or before the matter, is a template's.
    let prose = [LedgerField::Ground, LedgerField::Measure];
    let in_prose = prose.iter().any(|f| head.column(*f) == Some(at.col));
    let bare = || !text::has_substance(&first, 5);
    let is_mark = || !in_prose || alone || bare() || first.starts_with(BRACKETS);
    if (is_example(first, lookup) && is_mark()) || (alone && is_foot()) {
        return Fate::Nothing;
    }
    // Text over the whole width stands in one cell: a heading between the lines, or a signature.
    let one_cell = content.iter().all(|(_, s)| s.cell == content[0].1.cell);
    if one_cell && view.width(content[0].1.cell) > 2 {
        return Fate::Nothing;
    }
    if !goes_on(head, row, &told) {
        return Fate::Line;
    }
    let own = content.iter().filter(|(_, seen)| seen.cell.row == row);
    let own: Vec<(LedgerField, String)> = own
        .map(|(field, seen)| (*field, seen.raw.text().to_owned()))
        .collect();
    let mut ticked = head.ticked.iter().map(|(_, col)| CellRef::new(row, *col));
    let ticks = ticked.any(|at| view.own(at).is_some_and(|mark| !lookup.is_blank(&mark)));
    if ticks || own.iter().any(|(field, _)| OF_A_LINE.contains(field)) {
        Fate::Line
    } else {
        Fate::Further(own)
    }
}

/// Whether a row goes on with the matter above: 存在问题 and 责任单位, where the ledger has its column, are merged over both.
fn goes_on(head: &Head, row: u32, told: &[(LedgerField, Seen<'_>)]) -> bool {
    let above = |fields: &[LedgerField]| {
        let mut own = told.iter().filter(|(field, _)| fields.contains(field));
        let asked = fields.iter().any(|field| head.column(*field).is_some());
        let said = own.clone().next().is_some();
        (!asked || said) && own.all(|(_, seen)| seen.merged && seen.cell.row < row)
    };
    head.column(LedgerField::Ground).is_some()
        && above(&[LedgerField::Ground])
        && above(&[LedgerField::Section, LedgerField::Post, LedgerField::Person])
}

/// Adds what a further row says to a line.
fn add(entry: &mut LedgerEntry, said: &[(LedgerField, String)]) {
    let more = |before: &mut String, text: &str| {
        if !before.is_empty() {
            before.push('\n');
        }
        before.push_str(text);
    };
    for (field, text) in said {
        more(entry.written.entry(*field).or_default(), text);
        if *field == LedgerField::Measure {
            more(&mut entry.measure, text);
        }
    }
}
