//! 各文件问题数: which forms must go back, which want a look.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::canvas::{Canvas, short, sum};
use super::super::context::ReportContext;
use super::super::links::Links;
use super::super::table::{Columns, Line, Table, col, columns, live, number, prose, tally};
use super::super::widths::Width::Fixed;
use super::FindingsInput;
use super::sections::UNKNOWN;
use crate::diagnostic::Diagnostic;
use crate::location::{Area, CellRef};
use crate::model::{InputFile, Register};
use crate::writer::{Cell, Content, Sheet, StyleRole};

/// What was found in a file.
#[derive(Default)]
struct Found<'r> {
    /// The file as it was read; none where the finding concerns no form.
    input: Option<&'r InputFile>,
    /// Errors, warnings and notes, in this order.
    counts: [usize; 3],
    sections: BTreeSet<&'r str>,
}

type Row<'r> = (&'r Arc<str>, Found<'r>);

/// The files with what was found in them. What concerns no form comes last.
fn found<'r>(findings: &[&'r Diagnostic], register: &'r Register) -> Vec<Row<'r>> {
    let inputs: BTreeMap<&Arc<str>, &InputFile> =
        register.files.iter().map(|f| (&f.file, f)).collect();
    let mut files: BTreeMap<(bool, &Arc<str>), Found<'_>> = BTreeMap::new();
    for finding in findings {
        let file = &finding.place.file;
        let input = inputs.get(file).copied();
        let found = files.entry((input.is_none(), file)).or_default();
        found.input = input;
        found.counts[2 - finding.severity as usize] += 1;
        found.sections.extend(finding.section.as_deref());
    }
    files
        .into_iter()
        .map(|((_, f), found)| (f, found))
        .collect()
}

fn columns<'r>(input: &FindingsInput<'r>) -> Columns<'r, Row<'r>> {
    let links = Links::new(input.addresses);
    let marked = Links::new(&input.returned.forms);
    let of_all = |(_, found): &Row<'_>| found.counts.iter().sum::<usize>();
    let three = |line: Line| Area::new(CellRef::new(line.row, 3), CellRef::new(line.row, 5));
    columns! { Row<'_>;
        number();
        prose("科室", Fixed(20.0), |(_, found)| section(found));
        col("文件", Fixed(52.0), |(file, _)| links.file(file));
        tally("错误", Fixed(8.0), |(_, found)| found.counts[0]);
        tally("注意", Fixed(8.0), |(_, found)| found.counts[1]);
        tally("提示", Fixed(8.0), |(_, found)| found.counts[2]);
        live("合计", Fixed(8.0), |row, line| (sum(three(line), of_all(row)), StyleRole::Count)).adding(of_all);
        col("处理", Fixed(14.0), |(_, found)| action(found.input, found.counts));
        col("标好的表", Fixed(14.0), |(file, _)| marked.whole(file, "打开")).if_any();
    }
}

/// The sheet.
pub fn sheet<'r>(
    findings: &[&'r Diagnostic],
    input: &FindingsInput<'r>,
    context: &ReportContext,
) -> Sheet<'r> {
    let register = input.register;
    let found = found(findings, register);
    let listed = found.len();
    let of_forms = found.iter().filter(|(_, f)| f.input.is_some()).count();
    let table = Table::fixed(columns(input), found);
    let mut canvas = Canvas::over(&table, ("各文件问题数", "各文件问题数"), context);
    let laid = canvas.table(table);
    if listed > 0 {
        let mut cells = laid.totals();
        cells[laid.position("处理") as usize] = (Content::Blank, StyleRole::Total);
        canvas.totals(3, cells);
        canvas.filter(laid.head, laid.last);
    }
    let files: BTreeSet<&Arc<str>> = register.files.iter().map(|f| &f.file).collect();
    let line = match (listed, files.len() - of_forms) {
        (0, _) => "本次没有发现问题。".to_owned(),
        (_, 0) => "收到的文件都已列出。".to_owned(),
        (_, clean) => format!("其余 {clean} 个文件没有发现问题，不在此列出。"),
    };
    canvas.notes([line]);
    canvas.keep_heads(laid.head, laid.head, 3);
    canvas.finish()
}

/// The section a file comes from: what its name says, else the only one its findings name.
fn section(found: &Found<'_>) -> String {
    let named = found.input.and_then(|i| i.section.as_deref());
    let mut sections = found.sections.iter();
    let only = match (sections.next(), sections.next()) {
        (Some(only), None) => Some(*only),
        (Some(_), Some(_)) => Some("多个科室"),
        _ => None,
    };
    let unknown = found.input.map_or("", |_| UNKNOWN);
    named.or(only).unwrap_or(unknown).to_owned()
}

fn action(input: Option<&InputFile>, counts: [usize; 3]) -> Cell {
    match (input, counts) {
        (None, _) => short("见问题清单"),
        (_, [0, 0, _]) => short("无需处理"),
        (_, [0, _, _]) => short("请核对"),
        // The file it repeats goes back; of files nobody could read each must be sent again.
        (Some(input), _) if input.duplicate_of.is_some() && input.trouble.is_none() => {
            short("重复文件")
        }
        _ => ("退回改正".into(), StyleRole::Alert),
    }
}
