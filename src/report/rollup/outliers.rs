//! 离群单位: which units lie apart from those like them, and by how much.

use super::super::canvas::Canvas;
use super::super::context::ReportContext;
use super::super::table::{Columns, Table, columns, number, prose, word};
use super::super::widths::Width::{Fixed, Short};
use crate::model::Outlier;
use crate::writer::Sheet;

/// What is compared, in words.
pub const RULE: &str = "在同类单位中，风险点数或一级占比达到中位数的规定倍数、或不到规定的几分之一的，列在这里（口径 rollup.outlier_times）；\
    同类单位太少的不比较（rollup.least_alike）。列在这里的不一定有错，请看一看原因。";

type Row<'r> = &'r Outlier;

fn columns<'r>() -> Columns<'r, Row<'r>> {
    columns! { Row<'_>;
        number();
        prose("单位", Short(16.0, 34.0), |o| o.unit.to_string());
        word("同类", Short(8.0, 16.0), |o| o.group.clone()).if_any();
        word("同类单位\n（个）", Fixed(11.0), |o| o.alike.to_string());
        word("比较", Fixed(12.0), |o| o.what);
        word("本单位", Fixed(11.0), |o| figure(o, o.own));
        word("同类\n中位数", Fixed(11.0), |o| figure(o, o.median));
        word("", Fixed(8.0), |o| if o.own > o.median { "偏高" } else { "偏低" });
    }
}

/// A figure as it is shown, of a share in a hundred.
pub fn figure(outlier: &Outlier, value: usize) -> String {
    if outlier.share {
        format!("{}.{}%", value / 100, value % 100 / 10)
    } else {
        value.to_string()
    }
}

/// The sheet.
pub fn sheet<'r>(outliers: &'r [Outlier], context: &ReportContext) -> Sheet<'r> {
    let table = Table::new(columns(), outliers.iter().collect(), 130.0);
    let mut canvas = Canvas::over(&table, ("离群单位", "与同类单位相差较大的单位"), context);
    canvas.notes([RULE]);
    canvas.listing(table, 2, "没有列出单位：没有与同类单位相差较大的，或者同类单位太少、没有比较（至少要几个，写在口径文件 rollup.least_alike）。");
    canvas.finish()
}
