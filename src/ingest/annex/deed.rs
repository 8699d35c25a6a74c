//! What was done, of one line of a ledger: the word in the column for it, or the columns of the kinds that are ticked.

use super::super::date::{self, DateReading};
use super::super::tick;
use super::super::view::Seen;
use super::line::Line;
use super::{checks, deadline, disposition};
use crate::diagnostic::Diagnostic;
use crate::location::CellRef;
use crate::model::{Disposition, LedgerField};
use crate::text;

/// The kind a line counts as, the gravest of several; none where nobody can tell, with the finding and the fault.
pub fn read(line: &Line<'_>, first: CellRef, into: &mut Found<'_>) -> Option<Disposition> {
    if line.cell(LedgerField::Kind).is_none() && !line.head.ticked.is_empty() {
        return ticked(line, first, into);
    }
    let at = line.cell(LedgerField::Kind);
    let written = line.text(LedgerField::Kind);
    let written = match tick::choice(&written) {
        tick::Choice::Ticked(words) => words.join("、"),
        _ => written,
    };
    let shown = text::excerpt(&written, 30);
    let scoring = &line.table.lookup.policy().scoring;
    let kinds = match disposition::read(&written, scoring) {
        Ok(kinds) => kinds,
        Err(unknown) => {
            let part = match unknown.as_slice() {
                [part] if *part != written => format!("中的“{}”", text::excerpt(part, 20)),
                _ => String::new(),
            };
            let message = if written.is_empty() {
                NOTHING.to_owned()
            } else {
                format!("处置方式“{shown}”{part}不是已知的写法，这一行没有计入考核")
            };
            // A ledger without the column is asked once.
            into.unknown(line, at, &written, message);
            return None;
        }
    };
    let named = format!("“{shown}”写了");
    into.gravest(line, at.unwrap_or(first), &kinds, &named, written)
}

/// A line that says nothing of it.
const NOTHING: &str = "没有写处置方式，这一行没有计入考核";

/// What a cell below the head of a kind says of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Taken,
    Left,
    Unclear,
}

fn ticked(line: &Line<'_>, first: CellRef, into: &mut Found<'_>) -> Option<Disposition> {
    let cells = line.head.ticked.iter().filter_map(|(kind, col)| {
        let at = CellRef::new(line.row, *col);
        let seen = line.table.view.seen(at)?;
        Some((*kind, at, seen.raw.text(), mark(line, *kind, &seen)))
    });
    let cells: Vec<_> = cells.collect();
    let unclear = cells.iter().filter(|(.., mark)| *mark == Mark::Unclear);
    let known = into.faults.len();
    for (kind, at, written, _) in unclear {
        let shown = text::excerpt(written, 20);
        let message = format!(
            "“{}”一栏写的“{shown}”看不出是否已经这样处置，这一行没有计入考核",
            kind.title()
        );
        into.unknown(line, Some(*at), written, message);
    }
    if into.faults.len() > known {
        return None;
    }
    let taken = cells.iter().filter(|(.., mark)| *mark == Mark::Taken);
    let taken: Vec<_> = taken.collect();
    let Some((_, at, ..)) = taken.first() else {
        into.unknown(line, Some(first), "", NOTHING.to_owned());
        return None;
    };
    let kinds: Vec<Disposition> = taken.iter().map(|(kind, ..)| *kind).collect();
    let quoted = taken
        .iter()
        .map(|(_, at, written, _)| format!("{at}“{written}”"));
    let quoted = quoted.collect::<Vec<_>>().join("、");
    let named = format!("{quoted}填了");
    into.gravest(line, *at, &kinds, &named, quoted)
}

/// A tick, a date, a number, or the kind in other words; 待定 and other prose is nothing that anybody can count.
fn mark(line: &Line<'_>, kind: Disposition, seen: &Seen<'_>) -> Mark {
    let lookup = line.table.lookup;
    let key = text::arabic(&text::key(&seen.raw));
    let number = key
        .trim_end_matches(['次', '人', '件', '起'])
        .parse::<u32>();
    if let Ok(number) = number {
        return if number > 0 { Mark::Taken } else { Mark::Left };
    }
    if tick::is_tick(&seen.raw) {
        return Mark::Taken;
    }
    let state = line.state(&seen.raw).map(|(closed, _)| closed);
    if lookup.is_blank(&seen.raw) || state == Some(false) || tick::is_empty_box(&seen.raw) {
        return Mark::Left;
    }
    let value = line.table.view.value(seen.cell);
    let dated = value.is_some_and(|value| date::read_value(value) != DateReading::Unknown)
        || deadline::month(seen.raw.text()).is_some();
    let named = disposition::read(&seen.raw, &lookup.policy().scoring);
    if dated || state == Some(true) || named == Ok(vec![kind]) {
        Mark::Taken
    } else {
        Mark::Unclear
    }
}

/// Where findings and faults of a line go.
pub struct Found<'f> {
    /// What is found.
    pub findings: &'f mut Vec<Diagnostic>,
    /// What keeps the line from counting.
    pub faults: &'f mut Vec<String>,
}

impl Found<'_> {
    /// A kind nobody can tell; told at its cell, where there is one.
    fn unknown(&mut self, line: &Line<'_>, at: Option<CellRef>, written: &str, message: String) {
        if let Some(cell) = at {
            let known = disposition::known_words(&line.table.lookup.policy().scoring);
            let help = format!("{}已知的写法：{known}。", checks::KIND.help);
            let finding = line.table.finding(&checks::KIND, cell, message);
            self.findings.push(finding.found(written).help(help));
        }
        self.faults.push(checks::KIND.title.to_owned());
    }

    /// The gravest of the kinds; that there are several is told.
    fn gravest(
        &mut self,
        line: &Line<'_>,
        at: CellRef,
        kinds: &[Disposition],
        named: &str,
        written: String,
    ) -> Option<Disposition> {
        let gravest = *kinds.iter().max()?;
        if kinds.len() > 1 {
            let titles: Vec<&str> = kinds.iter().map(|kind| kind.title()).collect();
            let message = format!(
                "{named}{}几种，按其中最重的{}计一次",
                titles.join("、"),
                gravest.title()
            );
            let finding = line.table.finding(&checks::SEVERAL, at, message);
            self.findings.push(finding.found(written));
        }
        Some(gravest)
    }
}
