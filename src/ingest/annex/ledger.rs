//! 处置台账, 整改台账: one line for every matter. What cannot be told is a finding, and the line counts nowhere.

use super::super::listed::Table;
use super::super::{names, stem};
use super::checks;
use super::head::Head;
use super::line::Line;
use super::other::OtherPart;
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
    let kind = head.kind(monitors(table, &part.above));
    let section = match head.column(LedgerField::Section) {
        Some(_) => None,
        None => of_sheet(table, &part.above),
    };
    let year = year(table, &part.above);
    let known = entries.len();
    let mut before = None;
    for row in table.rows(head.row, part.last) {
        match fate(table, head, row) {
            Fate::Line => {}
            Fate::Further => {
                further(
                    table,
                    head,
                    row,
                    entries.last_mut().filter(|_| before.is_some()),
                );
                continue;
            }
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
        entries.extend(line.read(findings));
        before = Some(row);
    }
    if entries.len() > known {
        findings.extend(lacking(table, head, kind));
    }
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
    let first = head.columns().map(|(_, col)| col).min().unwrap_or_default();
    let at = CellRef::new(head.row, first);
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
    /// It goes on with the matter above: 存在问题 and 责任单位 are merged over both rows.
    Further,
    Nothing,
}

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
    let (Some((_, first)), false) = (first, content.is_empty()) else {
        return Fate::Nothing;
    };
    let alone = content.len() <= 2;
    let is_foot = lookup.after_footer(&first).is_some() || lookup.after_total(&first).is_some();
    if lookup.after_example(&first).is_some() || (alone && is_foot) {
        return Fate::Nothing;
    }
    // Text over the whole width stands in one cell: a heading between the lines, or a signature.
    let one_cell = content.iter().all(|(_, s)| s.cell == content[0].1.cell);
    if one_cell && view.width(content[0].1.cell) > 2 {
        return Fate::Nothing;
    }
    let above = |fields: &[LedgerField]| {
        let mut own = told.iter().filter(|(field, _)| fields.contains(field));
        own.clone().next().is_some() && own.all(|(_, seen)| seen.merged && seen.cell.row < row)
    };
    let matter = above(&[LedgerField::Ground]);
    let whom = above(&[LedgerField::Section, LedgerField::Post, LedgerField::Person]);
    if matter && whom {
        Fate::Further
    } else {
        Fate::Line
    }
}

/// Adds what a further row says of the measure.
fn further(table: &Table<'_>, head: &Head, row: u32, entry: Option<&mut LedgerEntry>) {
    let own = head.column(LedgerField::Measure).and_then(|col| {
        let seen = table.view.seen(CellRef::new(row, col))?;
        (seen.cell.row == row).then(|| seen.raw.text().to_owned())
    });
    if let (Some(entry), Some(more)) = (entry, own) {
        entry.measure = [std::mem::take(&mut entry.measure), more].join("\n");
    }
}
