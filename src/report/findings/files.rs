//! 各文件问题数: which forms must go back, which want a look.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::ReportContext;
use super::super::canvas::{Canvas, Cell, column, count, short, sum, text};
use super::super::links::Links;
use super::sections::UNKNOWN;
use crate::diagnostic::Diagnostic;
use crate::location::{Area, CellRef};
use crate::model::{InputFile, Register};
use crate::writer::{Content, SheetSpec, StyleRole};

/// What was found in a file.
#[derive(Default)]
struct Found<'r> {
    /// Errors, warnings and notes, in this order.
    counts: [usize; 3],
    sections: BTreeSet<&'r str>,
}

/// The sheet.
pub fn sheet(
    findings: &[&Diagnostic],
    register: &Register,
    links: &Links<'_>,
    context: &ReportContext,
) -> SheetSpec {
    let inputs: BTreeMap<&Arc<str>, &InputFile> =
        register.files.iter().map(|f| (&f.file, f)).collect();
    // What concerns no form comes last.
    let mut files: BTreeMap<(bool, &Arc<str>), Found<'_>> = BTreeMap::new();
    for finding in findings {
        let file = &finding.place.file;
        let found = files.entry((!inputs.contains_key(file), file));
        let found = found.or_default();
        found.counts[2 - finding.severity as usize] += 1;
        found.sections.extend(finding.section.as_deref());
    }
    let widths = vec![6.0, 20.0, 52.0, 8.0, 8.0, 8.0, 8.0, 14.0];
    let mut canvas = Canvas::new("各文件问题数", widths, true);
    canvas.title(context, "各文件问题数");
    let heads = [
        "序号", "科室", "文件", "错误", "注意", "提示", "合计", "处理",
    ];
    let head = canvas.heads(heads);
    for (number, ((_, file), found)) in (1..).zip(&files) {
        let input = inputs.get(file).copied();
        let at = canvas.next();
        let mut cells = vec![count(number), text(section(input, found)), links.file(file)];
        cells.extend(found.counts.map(count));
        let three = Area::new(CellRef::new(at, 3), CellRef::new(at, 5));
        cells.push((sum(three, found.counts.iter().sum()), StyleRole::Count));
        cells.push(action(input, found.counts));
        canvas.cells(cells);
    }
    if !files.is_empty() {
        let last = canvas.next() - 1;
        totals(&mut canvas, files.values(), head + 1);
        canvas.filter(head, last);
    }
    let clean = inputs
        .keys()
        .filter(|f| !files.contains_key(&(false, **f)))
        .count();
    let line = match (files.is_empty(), clean) {
        (true, _) => "本次没有发现问题。".to_owned(),
        (false, 0) => "收到的文件都已列出。".to_owned(),
        (false, clean) => format!("其余 {clean} 个文件没有发现问题，不在此列出。"),
    };
    canvas.line(line, StyleRole::Note);
    canvas.keep_heads(head, head, 3);
    canvas.finish()
}

/// The section a file comes from: what its name says, else the only one its findings name.
fn section(input: Option<&InputFile>, found: &Found<'_>) -> String {
    let named = input.and_then(|i| i.section.as_deref());
    let mut sections = found.sections.iter();
    let only = match (sections.next(), sections.next()) {
        (Some(only), None) => Some(*only),
        (Some(_), Some(_)) => Some("多个科室"),
        _ => None,
    };
    let unknown = input.map_or("", |_| UNKNOWN);
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

fn totals<'a, 'r: 'a>(canvas: &mut Canvas, files: impl Iterator<Item = &'a Found<'r>>, first: u32) {
    let last = canvas.next() - 1;
    let mut all = [0; 4];
    for found in files {
        for (sum, count) in all.iter_mut().zip(found.counts) {
            *sum += count;
        }
    }
    all[3] = all.iter().sum();
    let sums = (3..).zip(all);
    let sums = sums.map(|(col, total)| sum(column(col, first, last), total));
    canvas.totals(3, sums.chain([Content::Blank]));
}
