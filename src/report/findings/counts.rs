//! 按科室统计: how many findings of which kind each section has. All sums are live formulas.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::super::canvas::{Canvas, count, sum};
use super::super::context::ReportContext;
use super::super::table::{Columns, Line, Table, live, number, prose};
use super::super::widths::Width::Fixed;
use super::sections::Section;
use crate::diagnostic::{Diagnostic, Severity};
use crate::location::{Area, CellRef};
use crate::model::Roster;
use crate::writer::{Cell, Content, Sheet, StyleRole};

/// Columns before those of the codes: 序号 科室 错误 注意 提示 合计.
const FIXED: u32 = 6;
/// Columns the title needs, even where hardly anything was found.
const LEAST: usize = 10;
const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];
const NOTE: &str = "计数单位：处。一处问题计 1 个，与“问题清单”的行数一致。";

/// A kind of finding as a column, the gravest first.
type Kind<'r> = (Reverse<Severity>, &'r str);

/// The kinds that occurred, with their names.
type Kinds<'r> = BTreeMap<Kind<'r>, &'r str>;
/// A section, and how many findings of which kind it has.
type Row<'r> = (Section<'r>, BTreeMap<Kind<'r>, usize>);

fn counted<'r>(findings: &[&'r Diagnostic], roster: &Roster) -> (Kinds<'r>, Vec<Row<'r>>) {
    let mut kinds = Kinds::new();
    let mut sections: BTreeMap<Section<'r>, BTreeMap<Kind<'r>, usize>> = BTreeMap::new();
    for finding in findings {
        let kind = (Reverse(finding.severity), finding.code.as_str());
        kinds.insert(kind, &finding.title);
        let section = sections.entry(Section::of(finding, roster)).or_default();
        *section.entry(kind).or_insert(0) += 1;
    }
    (kinds, sections.into_iter().collect())
}

/// The columns of a severity; none if nothing of it occurred.
fn span(kinds: &Kinds<'_>, severity: Severity) -> Option<(u32, u32)> {
    let of = |kind: &Kind<'_>| kind.0 == Reverse(severity);
    let first = kinds.keys().position(of)?;
    let last = first + kinds.keys().filter(|k| of(k)).count() - 1;
    let at = |index: usize| FIXED + u32::try_from(index).unwrap_or(0);
    Some((at(first), at(last)))
}

/// The sum of the columns from one to another in a line.
fn across(line: Line, (first, last): (u32, u32), result: usize) -> Cell {
    let area = Area::new(CellRef::new(line.row, first), CellRef::new(line.row, last));
    (sum(area, result), StyleRole::Count)
}

fn columns<'r>(kinds: &Kinds<'r>) -> Columns<'r, Row<'r>> {
    let mut columns: Columns<'r, Row<'r>> = vec![
        number(),
        prose("科室", Fixed(22.0), |r: &Row<'_>| r.0.title().to_owned()),
    ];
    columns.extend(SEVERITIES.map(|severity| {
        let span = span(kinds, severity);
        let of = move |r: &Row<'_>| {
            let counts = r.1.iter().filter(|(k, _)| k.0 == Reverse(severity));
            counts.map(|(_, n)| n).sum::<usize>()
        };
        let show = move |r: &Row<'_>, line| match span {
            Some(span) => across(line, span, of(r)),
            None => count(0),
        };
        live(severity.title(), Fixed(8.0), show)
            .adding(of)
            .under("小计")
    }));
    let of_all = |r: &Row<'_>| r.1.values().sum::<usize>();
    let all = live("合计", Fixed(8.0), move |r: &Row<'_>, line| {
        across(line, (FIXED - 4, FIXED - 2), of_all(r))
    });
    columns.push(all.adding(of_all).under("小计"));
    columns.extend(kinds.iter().map(|(kind, title)| {
        let (kind, head) = (*kind, format!("{}\n{title}", kind.1));
        let of = move |r: &Row<'r>| r.1.get(&kind).copied();
        let show = move |r: &Row<'r>, _| match of(r) {
            Some(number) => count(number),
            None => (Content::Blank, StyleRole::Count),
        };
        let column = live(head, Fixed(10.0), show);
        let column = column.adding(move |r| of(r).unwrap_or(0));
        column.under(kind.0.0.title())
    }));
    columns
}

/// The sheet.
pub fn sheet<'r>(
    findings: &[&'r Diagnostic],
    roster: &Roster,
    context: &ReportContext,
) -> Sheet<'r> {
    let (kinds, sections) = counted(findings, roster);
    let nothing = sections.is_empty();
    let table = Table::fixed(columns(&kinds), sections);
    let mut widths = table.widths.clone();
    widths.resize(widths.len().max(LEAST), 10.0);
    let mut canvas = Canvas::new("按科室统计", widths, true);
    canvas.title(context, "自查表问题统计（按科室）");
    if nothing {
        canvas.notes(["本次没有发现问题。"]);
        return canvas.finish();
    }
    canvas.notes([NOTE]);
    let laid = canvas.table(table);
    canvas.totals(2, laid.totals());
    canvas.keep_heads(laid.head - 1, laid.head, 2);
    canvas.finish()
}
