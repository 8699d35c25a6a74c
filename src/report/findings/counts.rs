//! 按科室统计: how many findings of which kind each section has. All sums are live formulas.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::super::ReportContext;
use super::super::canvas::{Canvas, Cell, column, count, sum, text};
use super::sections::Section;
use crate::diagnostic::{Diagnostic, Severity};
use crate::location::{Area, CellRef};
use crate::model::Roster;
use crate::writer::{Content, SheetSpec, StyleRole};

/// Columns before those of the codes: 序号 科室 错误 注意 提示 合计.
const FIXED: u32 = 6;
const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];

/// A kind of finding as a column, the gravest first.
type Kind<'r> = (Reverse<Severity>, &'r str);

/// The table.
struct Table<'r> {
    /// The kinds that occurred, with their names.
    kinds: BTreeMap<Kind<'r>, &'r str>,
    sections: BTreeMap<Section<'r>, BTreeMap<Kind<'r>, usize>>,
}

impl<'r> Table<'r> {
    fn of(findings: &[&'r Diagnostic], roster: &Roster) -> Self {
        let mut table = Self {
            kinds: BTreeMap::new(),
            sections: BTreeMap::new(),
        };
        for finding in findings {
            let kind = (Reverse(finding.severity), finding.code.as_str());
            table.kinds.insert(kind, &finding.title);
            let section = table.sections.entry(Section::of(finding, roster));
            *section.or_default().entry(kind).or_insert(0) += 1;
        }
        table
    }

    /// The columns of a severity in a row; none if nothing of it occurred.
    fn span(&self, severity: Severity, row: u32) -> Option<Area> {
        let of = |kind: &Kind<'_>| kind.0 == Reverse(severity);
        let first = self.kinds.keys().position(of)?;
        let last = first + self.kinds.keys().filter(|k| of(k)).count() - 1;
        let at = |index: usize| CellRef::new(row, FIXED + u32::try_from(index).unwrap_or(0));
        Some(Area::new(at(first), at(last)))
    }

    /// The cells of a section after its name.
    fn cells(&self, counts: &BTreeMap<Kind<'_>, usize>, row: u32) -> Vec<Cell> {
        let of = |severity: Severity| {
            let counts = counts.iter().filter(|(k, _)| k.0 == Reverse(severity));
            counts.map(|(_, n)| n).sum::<usize>()
        };
        let mut cells: Vec<Cell> = SEVERITIES
            .iter()
            .map(|s| match self.span(*s, row) {
                Some(span) => (sum(span, of(*s)), StyleRole::Count),
                None => count(0),
            })
            .collect();
        let three = Area::new(CellRef::new(row, FIXED - 4), CellRef::new(row, FIXED - 2));
        cells.push((sum(three, counts.values().sum()), StyleRole::Count));
        cells.extend(self.kinds.keys().map(|kind| match counts.get(kind) {
            Some(number) => count(*number),
            None => (Content::Blank, StyleRole::Count),
        }));
        cells
    }

    /// The sums of all columns, in their order.
    fn totals(&self) -> Vec<usize> {
        let all = || self.sections.values().flatten();
        let severities = SEVERITIES.map(|s| {
            let counts = all().filter(|(k, _)| k.0 == Reverse(s));
            counts.map(|(_, n)| n).sum()
        });
        let mut totals = severities.to_vec();
        totals.push(all().map(|(_, n)| n).sum());
        totals.extend(self.kinds.keys().map(|kind| {
            let counts = all().filter(|(k, _)| *k == kind);
            counts.map(|(_, n)| n).sum::<usize>()
        }));
        totals
    }
}

/// The sheet.
pub fn sheet(findings: &[&Diagnostic], roster: &Roster, context: &ReportContext) -> SheetSpec {
    let table = Table::of(findings, roster);
    let mut widths = vec![6.0, 22.0, 8.0, 8.0, 8.0, 8.0];
    widths.extend(table.kinds.iter().map(|_| 10.0));
    // The title needs some room even where hardly anything was found.
    let missing = 10usize.saturating_sub(widths.len());
    widths.extend(std::iter::repeat_n(10.0, missing));
    let mut canvas = Canvas::new("按科室统计", widths, true);
    canvas.title(context, "自查表问题统计（按科室）");
    if table.sections.is_empty() {
        canvas.line("本次没有发现问题。", StyleRole::Note);
        return canvas.finish();
    }
    canvas.line(NOTE, StyleRole::Note);
    let head = heads(&mut canvas, &table);
    for (number, (section, counts)) in (1..).zip(&table.sections) {
        let mut cells = vec![count(number), text(section.title())];
        cells.extend(table.cells(counts, canvas.next()));
        canvas.cells(cells);
    }
    let last = canvas.next() - 1;
    let totals = (2..).zip(table.totals());
    canvas.totals(
        2,
        totals.map(|(col, total)| sum(column(col, head + 1, last), total)),
    );
    canvas.keep_heads(head - 1, head, 2);
    canvas.finish()
}

const NOTE: &str = "计数单位：处。一处问题计 1 个，与“问题清单”的行数一致。";

fn heads(canvas: &mut Canvas, table: &Table<'_>) -> u32 {
    let kinds: Vec<(&str, String)> = table
        .kinds
        .iter()
        .map(|((severity, code), title)| (severity.0.title(), format!("{code}\n{title}")))
        .collect();
    let mut heads = vec![("", "序号"), ("", "科室")];
    heads.extend(SEVERITIES.map(|s| ("小计", s.title())));
    heads.push(("小计", "合计"));
    heads.extend(kinds.iter().map(|(group, head)| (*group, head.as_str())));
    canvas.grouped_heads(&heads)
}
