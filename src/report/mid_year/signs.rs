//! 苗头性问题: every line of the ledgers of early signs, as it was written.

use super::super::canvas::{Canvas, short};
use super::super::context::ReportContext;
use super::super::links::Links;
use super::super::table::{Columns, Table, col, columns, number, prose, word};
use super::super::widths::Width::{Fixed, Prose, Short};
use crate::model::{Handling, LedgerEntry, LedgerField};
use crate::writer::{Sheet, StyleRole};

const PAGE: f64 = 170.0;

type Row<'r> = &'r (LedgerEntry, Handling);

fn columns(links: Links<'_>) -> Columns<'_, Row<'_>> {
    let written = |line: &LedgerEntry, field| line.written.get(&field).cloned().unwrap_or_default();
    columns! { Row<'_>;
        number();
        word("监控日期", Short(10.0, 14.0), |r| written(&r.0, LedgerField::On));
        prose("发现途径", Prose(8.0), |r| written(&r.0, LedgerField::Channel)).if_any();
        word("科室", Short(9.0, 16.0), |r| r.0.scored.section.clone());
        word("岗位", Short(8.0, 14.0), |r| r.0.scored.post.clone().unwrap_or_default()).if_any();
        word("姓名", Short(7.0, 9.0), |r| r.0.scored.person.clone().unwrap_or_default()).if_any();
        prose("苗头性问题", Prose(20.0), |r| r.0.ground.clone());
        prose("监控措施", Prose(20.0), |r| r.0.measure.clone());
        prose("处理结果", Prose(12.0), |r| written(&r.0, LedgerField::Done));
        col("处理情况", Fixed(11.0), |r| handled(r.1));
        col("出处", Fixed(28.0), |r| links.place(&r.0.place));
    }
}

fn handled(handling: Handling) -> crate::writer::Cell {
    match handling {
        Handling::Settled | Handling::Told => short(handling.title()),
        Handling::Watched | Handling::Unsaid => (handling.title().into(), StyleRole::Alert),
    }
}

/// The sheet.
pub fn sheet<'r>(
    signs: &'r [(LedgerEntry, Handling)],
    links: Links<'r>,
    context: &ReportContext,
) -> Sheet<'r> {
    let table = Table::new(columns(links), signs.iter().collect(), PAGE);
    let title = ("苗头性问题", "廉政风险苗头性问题监控清单");
    let mut canvas = Canvas::over(&table, title, context);
    canvas.notes(["取自各科室报来的中期监控台账，按监控日期排列；“处理情况”由“处理结果”的写法得出，看不出来的写“见处理结果”。同一件事写了两遍的只列一次；没有写苗头性问题、日期还没有到的不列，见 04-问题清单。"]);
    canvas.listing(
        table,
        2,
        "没有收到中期监控台账，或台账中没有本年度的苗头性问题。",
    );
    canvas.finish()
}
