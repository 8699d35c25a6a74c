//! 单位考核: the units that some result scores as a whole, ranked by their total.

use super::super::canvas::{Canvas, short};
use super::super::context::ReportContext;
use super::super::table::{Columns, Table, col, columns, prose, word};
use super::super::widths::Width::{Fixed, Short};
use crate::model::{Points, UnitSummary};
use crate::writer::Sheet;

/// A unit that is scored.
struct Row<'r> {
    unit: &'r UnitSummary,
    total: Option<Points>,
    band: &'r str,
    by: &'r str,
    rank: Option<usize>,
}

/// The units that are scored, the best first, those of equal points of one rank; what is not marked whole has none.
fn ranked(units: &[UnitSummary]) -> Vec<Row<'_>> {
    let scored = units
        .iter()
        .filter_map(|unit| Some((unit, unit.score.as_ref()?)));
    let mut rows: Vec<Row<'_>> = scored
        .map(|(unit, score)| Row {
            unit,
            total: score.total,
            band: score.band.as_deref().unwrap_or_default(),
            by: &score.by,
            rank: None,
        })
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.total));
    let totals: Vec<Option<Points>> = rows.iter().map(|row| row.total).collect();
    for row in &mut rows {
        let better = totals.iter().filter(|other| **other > row.total).count();
        row.rank = row.total.map(|_| better + 1);
    }
    rows
}

fn columns<'r>() -> Columns<'r, Row<'r>> {
    columns! { Row<'_>;
        word("名次", Fixed(8.0), |r: &Row<'_>| r.rank.map_or(String::new(), |rank| rank.to_string()));
        prose("单位", Short(16.0, 34.0), |r| r.unit.unit.to_string());
        word("类别", Short(8.0, 14.0), |r| r.unit.group.clone()).if_any();
        col("总分", Fixed(10.0), |r| short(r.total.map_or("未评完".to_owned(), |total| total.to_string())));
        word("等次", Short(8.0, 12.0), |r| r.band.to_owned()).if_any();
        prose("哪个结果评的", Short(16.0, 34.0), |r| r.by.to_owned());
    }
}

/// The sheet; none where no unit is scored as a whole.
pub fn sheet<'r>(units: &'r [UnitSummary], context: &ReportContext) -> Option<Sheet<'r>> {
    let rows = ranked(units);
    if rows.is_empty() {
        return None;
    }
    let table = Table::new(columns(), rows, 120.0);
    let mut canvas = Canvas::over(&table, ("单位考核", "单位考核得分排名"), context);
    canvas.notes([
        "只列各份结果里以整个单位为考核对象的得分（年度考核）；没有以单位评分的不列，也不折算。",
    ]);
    canvas.listing(table, 2, "");
    Some(canvas.finish())
}
