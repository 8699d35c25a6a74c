//! Native charts over cells: they follow when somebody corrects a number.

use std::collections::BTreeMap;

use rust_xlsxwriter::{
    Chart, ChartAxisCrossing, ChartDataLabel, ChartFont, ChartFormat, ChartLegendPosition,
    ChartLine, ChartPoint, ChartSolidFill, ChartType, Color, Worksheet, XlsxError,
};

use super::safe;
use super::spec::{ChartKind, ChartSpec};
use crate::location::Area;

/// Colours of the series in their order; for levels: one, two, three, open.
const PALETTE: [u32; 6] = [
    0x00C0_5746,
    0x00E3_B04B,
    0x0075_A77F,
    0x00A6_A6A6,
    0x005B_84B1,
    0x008E_7CA6,
];
const FONT: &str = "宋体";
/// A space in a bar for every bar's width, in percent.
const GAP: u16 = 60;

/// Puts a chart on its sheet. `own` is that sheet's name; `names` gives the written names of all sheets.
pub fn insert(
    sheet: &mut Worksheet,
    own: &str,
    names: &BTreeMap<&str, &str>,
    spec: &ChartSpec,
) -> Result<(), XlsxError> {
    let source = spec.source.as_deref().and_then(|n| names.get(n).copied());
    let source = source.unwrap_or(own);
    let mut chart = Chart::new(match spec.kind {
        ChartKind::StackedColumn => ChartType::ColumnStacked,
        ChartKind::StackedBar => ChartType::BarStacked,
        ChartKind::Pie => ChartType::Pie,
    });
    for (index, (name, values)) in spec.series.iter().enumerate() {
        add_series(&mut chart, spec, source, index, *name, *values);
    }
    dress(&mut chart, spec);
    let col = u16::try_from(spec.at.col).unwrap_or(u16::MAX);
    sheet.insert_chart_with_offset(spec.at.row, col, &chart, 4, 6)?;
    Ok(())
}

fn add_series(
    chart: &mut Chart,
    spec: &ChartSpec,
    source: &str,
    index: usize,
    name: crate::location::CellRef,
    values: Area,
) {
    let cells = |area: Area| {
        let column = |col: u32| u16::try_from(col).unwrap_or(u16::MAX);
        (
            source.to_owned(),
            area.first.row,
            column(area.first.col),
            area.last.row,
            column(area.last.col),
        )
    };
    let (sheet, r1, c1, r2, c2) = cells(spec.categories);
    let categories = (sheet.as_str(), r1, c1, r2, c2);
    let (_, r1, c1, r2, c2) = cells(values);
    let title = cells(Area::new(name, name));
    let series = chart
        .add_series()
        .set_categories(categories)
        .set_values((source, r1, c1, r2, c2))
        .set_name((source, title.1, title.2));
    if spec.kind == ChartKind::Pie {
        let points = PALETTE.map(|c| ChartPoint::new().set_format(&mut fill(c)));
        let mut label = ChartDataLabel::new();
        label.show_category_name().show_value().show_percentage();
        label.show_leader_lines().set_font(&font(10));
        series.set_points(&points).set_data_label(&label);
    } else {
        series.set_format(&mut fill(PALETTE[index % PALETTE.len()]));
        series.set_gap(GAP).set_overlap(100);
    }
}

fn dress(chart: &mut Chart, spec: &ChartSpec) {
    chart.title().set_name(safe::text(&spec.title).as_ref());
    chart.title().set_font(font(13).set_bold());
    chart.legend().set_position(ChartLegendPosition::Bottom);
    chart.legend().set_font(&font(10));
    chart.set_width(spec.size.0).set_height(spec.size.1);
    if spec.kind == ChartKind::Pie {
        return;
    }
    let mut quiet = ChartLine::new();
    quiet.set_color(Color::RGB(0x00D9_D9D9));
    chart.x_axis().set_font(&font(9));
    chart.y_axis().set_font(&font(9));
    // Of bars the library calls the axis of categories y, and that of values x.
    if spec.kind == ChartKind::StackedBar {
        // Bars grow from the bottom; reversed, the first category stands on top as in the table, and the values below.
        let categories = chart.y_axis();
        categories
            .set_reverse()
            .set_crossing(ChartAxisCrossing::Max);
        categories.set_major_gridlines(false);
    }
    let values = match spec.kind {
        ChartKind::StackedBar => chart.x_axis(),
        _ => chart.y_axis(),
    };
    values.set_num_format("0").set_major_gridlines_line(&quiet);
    if let Some(step) = spec.step {
        values.set_major_unit(step);
    }
}

fn font(size: u8) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name(FONT).set_size(size).unset_bold();
    font
}

fn fill(color: u32) -> ChartFormat {
    let mut format = ChartFormat::new();
    let mut solid = ChartSolidFill::new();
    format.set_solid_fill(solid.set_color(Color::RGB(color)));
    format
}
