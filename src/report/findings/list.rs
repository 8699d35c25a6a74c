//! 问题清单: one line for each finding, with a link that opens the form at that cell.

use super::super::canvas::Canvas;
use super::super::context::ReportContext;
use super::super::links::Links;
use super::super::table::{Columns, Table, col, columns, number, prose, word};
use super::super::widths::Width::{Fixed, Prose, Short};
use crate::diagnostic::{Confidence, Diagnostic, Severity};
use crate::text;
use crate::writer::{Sheet, StyleRole};

const PAGE: f64 = 180.0;

/// What the words of the columns mean.
const LEGEND: &str = "程度：“错误”必须改正，所在条目退回（口径规定照常登记的，在登记表中注明）；“注意”请看一眼，条目照常登记；“提示”供了解。\
    点“单元格”一栏可直接打开原表的那一格。";
const LEGEND_SURE: &str =
    "把握：空白为确定无疑；“待核实”为多半如此；“存疑”为仅供参考，请以原表为准。";

type Row<'r> = &'r Diagnostic;

fn columns<'r>(links: Links<'r>, whose: &str) -> Columns<'r, Row<'r>> {
    let or_none = |text: &Option<String>| text.clone().unwrap_or_default();
    columns! { Row<'_>;
        number();
        col("程度", Fixed(7.0), |f| (f.severity.title().into(), style(f.severity)));
        word("把握", Fixed(7.0), |f| sureness(f.confidence)).if_any();
        word(whose, Short(9.0, 14.0), |f| or_none(&f.section));
        prose("文件", Short(14.0, 24.0), |f| f.place.file.to_string());
        word("工作表", Short(8.0, 12.0), |f| f.place.sheet.as_deref().unwrap_or_default().to_owned());
        col("单元格", Short(8.0, 10.0), |f| links.cell(&f.place));
        prose("问题", Short(10.0, 14.0), |f| f.title.clone());
        prose("具体情况", Prose(20.0), |f| f.message.clone() + &f.row_note());
        prose("表中原文", Prose(10.0), |f| or_none(&f.found)).if_any();
        prose("正确示例", Prose(12.0), |f| or_none(&f.example)).if_any();
        prose("依据", Prose(10.0), |f| or_none(&f.clause)).if_any();
        prose("怎么办", Prose(24.0), |f| text::without_command(&f.help));
        word("代码", Fixed(6.0), |f| f.code.clone());
    }
}

/// The colours of a severity.
const fn style(severity: Severity) -> StyleRole {
    match severity {
        Severity::Error => StyleRole::LevelOne,
        Severity::Warning => StyleRole::LevelTwo,
        Severity::Note => StyleRole::LevelThree,
    }
}

/// How sure a finding is, where it is not certain.
const fn sureness(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => "",
        Confidence::Medium => "待核实",
        Confidence::Low => "存疑",
    }
}

/// The sheet, with its title; `whose` says who is asked, a section or a unit.
pub fn sheet<'r>(
    findings: &[&'r Diagnostic],
    (title, whose): (&str, &str),
    links: Links<'r>,
    context: &ReportContext,
) -> Sheet<'r> {
    let table = Table::new(columns(links, whose), findings.to_vec(), PAGE);
    let mut canvas = Canvas::over(&table, ("问题清单", title), context);
    canvas.notes([LEGEND]);
    if findings.iter().any(|f| f.confidence < Confidence::High) {
        canvas.notes([LEGEND_SURE]);
    }
    canvas.listing(table, 2, "本次没有发现问题。");
    canvas.finish()
}
