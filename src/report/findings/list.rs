//! 问题清单: one line for each finding, with a link that opens the form at that cell.

use super::super::ReportContext;
use super::super::canvas::{Canvas, Cell, count, short, text};
use super::super::links::Links;
use super::super::widths::Width::{self, Fixed, Prose, Short};
use super::super::widths::fitting;
use super::style;
use crate::diagnostic::{Confidence, Diagnostic};
use crate::writer::{SheetSpec, StyleRole};

const PAGE: f64 = 180.0;

/// A column: head, width, whether it stays even if empty, and its cell for a finding.
type Column = (
    &'static str,
    Width,
    bool,
    fn(&Diagnostic, &Links<'_>) -> Cell,
);

/// All columns after the number.
const COLUMNS: &[Column] = &[
    ("程度", Fixed(7.0), true, |f, _| {
        (f.severity.title().into(), style(f.severity))
    }),
    ("把握", Fixed(7.0), false, |f, _| {
        short(sureness(f.confidence))
    }),
    ("科室", Short(9.0, 14.0), true, |f, _| {
        short(f.section.as_deref().unwrap_or(""))
    }),
    ("文件", Short(14.0, 24.0), true, |f, _| {
        text(f.place.file.as_ref())
    }),
    ("工作表", Short(8.0, 12.0), true, |f, _| {
        short(f.place.sheet.as_deref().unwrap_or(""))
    }),
    ("单元格", Short(8.0, 10.0), true, |f, links| {
        links.cell(&f.place)
    }),
    ("问题", Short(10.0, 14.0), true, |f, _| {
        text(f.title.as_str())
    }),
    ("具体情况", Prose(20.0), true, |f, _| {
        text(f.message.as_str())
    }),
    ("表中原文", Prose(10.0), false, |f, _| {
        text(f.found.as_deref().unwrap_or(""))
    }),
    ("正确示例", Prose(12.0), false, |f, _| {
        text(f.example.as_deref().unwrap_or(""))
    }),
    ("依据", Prose(10.0), false, |f, _| {
        text(f.clause.as_deref().unwrap_or(""))
    }),
    ("怎么办", Prose(24.0), true, |f, _| text(f.help.as_str())),
    ("代码", Fixed(6.0), true, |f, _| short(f.code.as_str())),
];

/// What the words of the columns mean.
const LEGEND: &str = "程度：“错误”必须改正，所在条目退回（口径规定照常登记的，在登记表中注明）；“注意”请看一眼，条目照常登记；“提示”供了解。\
    点“单元格”一栏可直接打开原表的那一格。";
const LEGEND_SURE: &str =
    "把握：空白为确定无疑；“待核实”为多半如此；“存疑”为仅供参考，请以原表为准。";

/// How sure a finding is, where it is not certain.
const fn sureness(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => "",
        Confidence::Medium => "待核实",
        Confidence::Low => "存疑",
    }
}

/// The sheet.
pub fn sheet(findings: &[&Diagnostic], links: &Links<'_>, context: &ReportContext) -> SheetSpec {
    let columns: Vec<&Column> = COLUMNS
        .iter()
        .filter(|c| c.2 || findings.iter().any(|f| !c.3(f, links).0.shown().is_empty()))
        .collect();
    let mut heads = vec![("序号", Fixed(6.0))];
    heads.extend(columns.iter().map(|c| (c.0, c.1)));
    let rows: Vec<Vec<Cell>> = (1..)
        .zip(findings)
        .map(|(number, finding)| {
            let cells = columns.iter().map(|c| c.3(finding, links));
            std::iter::once(count(number)).chain(cells).collect()
        })
        .collect();
    let mut canvas = Canvas::new("问题清单", fitting(&heads, &rows, PAGE), true);
    canvas.title(context, "自查表问题清单");
    canvas.line(LEGEND, StyleRole::Note);
    if findings.iter().any(|f| f.confidence < Confidence::High) {
        canvas.line(LEGEND_SURE, StyleRole::Note);
    }
    let head = canvas.heads(heads.iter().map(|h| h.0));
    if rows.is_empty() {
        canvas.line("本次没有发现问题。", StyleRole::Note);
    } else {
        canvas.filter(head, head + u32::try_from(rows.len()).unwrap_or(0));
    }
    for row in rows {
        canvas.cells(row);
    }
    canvas.keep_heads(head, head, 2);
    canvas.finish()
}
