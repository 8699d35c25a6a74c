//! 问题清单: every finding with its place, what is wrong and what to do; and how many there are in each file.

use std::collections::BTreeMap;

use super::ReportContext;
use super::canvas::{Canvas, Cell, count, short, text};
use super::widths::{Width, widths};
use crate::diagnostic::{Diagnostic, Severity};
use crate::writer::{BookSpec, SheetSpec, StyleRole};

const PAGE: f64 = 175.0;

/// Heads of the list with the widths of their columns.
const HEADS: [(&str, Width); 11] = [
    ("序号", Width::Fixed(6.0)),
    ("程度", Width::Fixed(7.0)),
    ("科室", Width::Short(9.0, 16.0)),
    ("文件", Width::Short(16.0, 34.0)),
    ("工作表", Width::Short(8.0, 14.0)),
    ("单元格", Width::Fixed(8.0)),
    ("问题", Width::Short(12.0, 18.0)),
    ("具体情况", Width::Prose(24.0)),
    ("表中原文", Width::Prose(10.0)),
    ("怎么办", Width::Prose(30.0)),
    ("代码", Width::Fixed(6.0)),
];

/// The workbook of findings. Errors come first, then what should be looked at, then notes; each in order of its place.
pub fn findings_book(findings: &[Diagnostic], context: &ReportContext) -> BookSpec {
    let mut ordered: Vec<&Diagnostic> = findings.iter().collect();
    ordered.sort_by_key(|f| std::cmp::Reverse(f.severity));
    let mut book = context.book("自查表问题清单");
    book.sheets.push(list(&ordered, context));
    book.sheets.push(by_file(&ordered, context));
    book
}

fn list(findings: &[&Diagnostic], context: &ReportContext) -> SheetSpec {
    let rows: Vec<Vec<Cell>> = (1..)
        .zip(findings)
        .map(|(number, f)| row(number, f))
        .collect();
    let measured: Vec<_> = HEADS
        .iter()
        .enumerate()
        .map(|(col, (head, width))| {
            let texts = rows
                .iter()
                .map(|row| row[col].0.shown().into_owned())
                .collect();
            (*width, *head, texts)
        })
        .collect();
    let mut canvas = Canvas::new("问题清单", widths(&measured, PAGE), true);
    canvas.title(context, "自查表问题清单");
    canvas.line(
        "程度：“错误”必须改正，所在条目已退回；“注意”请看一眼，条目照常登记；“提示”供了解。",
        StyleRole::Note,
    );
    let head = canvas.heads(HEADS.iter().map(|h| h.0));
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

fn row(number: usize, finding: &Diagnostic) -> Vec<Cell> {
    let place = &finding.place;
    let severity = match finding.severity {
        Severity::Error => StyleRole::LevelOne,
        Severity::Warning => StyleRole::LevelTwo,
        Severity::Note => StyleRole::LevelThree,
    };
    vec![
        count(number),
        (finding.severity.title().into(), severity),
        short(finding.section.as_deref().unwrap_or("")),
        text(place.file.as_ref()),
        short(place.sheet.as_deref().unwrap_or("")),
        short(place.cell.map_or_else(String::new, |c| c.to_string())),
        text(finding.title.as_str()),
        text(finding.message.as_str()),
        text(finding.found.as_deref().unwrap_or("")),
        text(finding.help.as_str()),
        short(finding.code.as_str()),
    ]
}

/// 各文件问题数: which forms must go back.
fn by_file(findings: &[&Diagnostic], context: &ReportContext) -> SheetSpec {
    let mut files: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for finding in findings {
        files.entry(&finding.place.file).or_default()[2 - finding.severity as usize] += 1;
    }
    let mut canvas = Canvas::new(
        "各文件问题数",
        vec![6.0, 60.0, 10.0, 10.0, 10.0, 14.0],
        false,
    );
    canvas.title(context, "各文件问题数");
    let head = canvas.heads(["序号", "文件", "错误", "注意", "提示", "处理"]);
    for (number, (file, counts)) in (1..).zip(&files) {
        let action = if counts[0] > 0 {
            "退回改正"
        } else {
            "看一眼即可"
        };
        let mut cells = vec![count(number), text(*file)];
        cells.extend(counts.iter().map(|n| count(*n)));
        cells.push(short(action));
        canvas.cells(cells);
    }
    canvas.keep_heads(head, head, 2);
    canvas.finish()
}
