//! 未报送: sections and people from whom nothing has come.

use super::super::canvas::Canvas;
use super::super::context::ReportContext;
use super::super::table::{Columns, Table, col, columns, number, prose, word};
use super::super::widths::Width::{Fixed, Prose, Short};
use super::summary::state;
use crate::model::SectionMonitoring;
use crate::writer::Sheet;

const PAGE: f64 = 100.0;

fn columns<'r>() -> Columns<'r, &'r SectionMonitoring> {
    columns! { &SectionMonitoring;
        number();
        word("科室", Short(16.0, 30.0), |s| s.section.clone());
        col("报送情况", Fixed(14.0), |s| state(s));
        prose("没有报送的人员", Prose(50.0), |s| s.missing.join("、"));
    }
}

/// The sheet.
pub fn sheet<'r>(sections: &'r [SectionMonitoring], context: &ReportContext) -> Sheet<'r> {
    let lacks = |s: &&SectionMonitoring| {
        let basis = s.basis;
        !s.missing.is_empty() || basis.is_some_and(|basis| !basis.is_read())
    };
    let rows = sections.iter().filter(lacks).collect();
    let table = Table::new(columns(), rows, PAGE);
    let title = ("未报送", "廉政风险自查未报送清单");
    let mut canvas = Canvas::over(&table, title, context);
    let known = sections.iter().any(|s| s.basis.is_some());
    let nothing = if known {
        "花名册中的科室和人员都已报送。"
    } else {
        "口径中没有花名册，没有核对。"
    };
    canvas.listing(table, 2, nothing);
    canvas.finish()
}
