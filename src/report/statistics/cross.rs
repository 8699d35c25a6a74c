//! A cross tabulation as a sheet: labels, then for each counting unit the levels and their sum, then shares.

use std::collections::BTreeMap;

use super::super::canvas::{Canvas, column, share, sum};
use super::super::context::ReportContext;
use super::super::table::{Columns, Table, live, number, prose, tally};
use super::super::widths::Width::Fixed;
use crate::location::{Area, CellRef};
use crate::model::{Counted, CrossRow, CrossTab, Dimension, LevelCounts};
use crate::writer::{ChartKind, ChartSpec, Content, Sheet, StyleRole};

/// Rows above the first line: title, unit and date, two notes, two rows of heads.
const TOP: u32 = 6;
/// Columns of one unit: three levels, 待定, 合计.
const UNIT: u32 = 5;
const LEVELS: [&str; 4] = ["一级", "二级", "三级", "待定"];
/// More lines than this make columns too thin to read.
const MOST_COLUMNS: usize = 30;

/// A line: its labels, and its counts in each unit.
struct Row<'a> {
    labels: &'a [String],
    counts: Vec<LevelCounts>,
}

/// Share of level one in a line, and the line's share of all; the first unit stands in the columns from `first` on, its
/// totals in row `bottom`.
fn shares(first: u32, row: u32, bottom: u32, (counts, all): (LevelCounts, usize)) -> [Content; 2] {
    let at = |row: u32, level: u32| CellRef::new(row, first + level);
    let total = counts.total();
    [
        share(at(row, 0), at(row, 4), (counts.one, total)),
        share(at(row, 4), at(bottom, 4), (total, all)),
    ]
}

/// A sheet made of tables with the same lines.
pub struct CrossSheet<'a> {
    name: &'static str,
    by: Dimension,
    tables: Vec<&'a CrossTab>,
}

impl<'a> CrossSheet<'a> {
    /// A sheet of the tables that exist; all have the same lines.
    pub fn new(name: &'static str, tables: &[Option<&'a CrossTab>]) -> Self {
        let tables: Vec<&CrossTab> = tables.iter().copied().flatten().collect();
        Self {
            name,
            by: tables.first().map_or(Dimension::Section, |t| t.by),
            tables,
        }
    }

    /// What its lines stand for.
    pub const fn by(&self) -> Dimension {
        self.by
    }

    /// Number of lines.
    pub fn lines(&self) -> usize {
        self.tables.first().map_or(0, |t| t.rows.len())
    }

    /// The row of totals.
    fn total_row(&self) -> u32 {
        TOP + u32::try_from(self.lines()).unwrap_or(0)
    }

    /// Number of columns of labels, the serial number included.
    fn labels(&self) -> u32 {
        2 + u32::from(self.by.within().is_some())
    }

    /// First column of a unit.
    fn unit(&self, index: u32) -> u32 {
        // After the first unit stand the two shares.
        self.labels() + index * UNIT + if index > 0 { 2 } else { 0 }
    }

    /// The cell of a total: `level` 0 to 3, or 4 for the sum of the levels.
    pub fn total_cell(&self, counted: Counted, level: u32) -> Option<CellRef> {
        let index = self.tables.iter().position(|t| t.counted == counted)?;
        let column = self.unit(u32::try_from(index).ok()?) + level;
        Some(CellRef::new(self.total_row(), column))
    }

    /// The lines of the first unit in one column: `level` 0 to 3, or 4 for the sum.
    pub fn body(&self, level: u32) -> Area {
        column(self.unit(0) + level, TOP, self.total_row() - 1)
    }

    /// Name of the sheet.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Whether a chart leaves out the line of what left the label blank, which stands last: beside it the others could not
    /// be seen.
    pub fn leaves_out_blank(&self) -> bool {
        let rows = self.tables.first().map_or(&[][..], |t| &t.rows[..]);
        rows.len() > 1 && rows.last().is_some_and(CrossRow::is_blank)
    }

    /// A chart of the first unit over this sheet's cells; to stand on another sheet.
    pub fn chart(&self, kind: ChartKind, title: String) -> ChartSpec {
        let label = self.labels() - 1;
        let rows = self.tables.first().map_or(&[][..], |t| &t.rows[..]);
        let shown = &rows[..rows.len() - usize::from(self.leaves_out_blank())];
        let last = self.total_row() - 1 - u32::from(self.leaves_out_blank());
        let highest = shown.iter().map(|r| r.counts.total()).max().unwrap_or(0);
        ChartSpec {
            // Viewers mark small axes at halves, and there is no half a risk point.
            step: (highest <= 10).then_some(1),
            source: Some(self.name.to_owned()),
            kind,
            title,
            categories: column(label, TOP, last),
            series: (0..4)
                .map(|level| {
                    let of = self.unit(0) + level;
                    (CellRef::new(TOP - 1, of), column(of, TOP, last))
                })
                .collect(),
            ..ChartSpec::default()
        }
    }

    /// A page of its own for the chart of the lines: under a long table it would fall across two pages.
    pub fn chart_sheet<'s>(&self, context: &ReportContext) -> Option<Sheet<'s>> {
        if self.lines() == 0 {
            return None;
        }
        let what = format!("各{}风险等级分布图", self.by.title());
        let mut canvas = Canvas::new(&format!("{}等级图", self.by.title()), vec![16.0; 8], true);
        canvas.title(context, &what);
        let kind = if self.lines() > MOST_COLUMNS {
            ChartKind::StackedBar
        } else {
            ChartKind::StackedColumn
        };
        let lines = u32::try_from(self.lines()).unwrap_or(0);
        let mut chart = self.chart(kind, format!("各{}风险点数（按等级）", self.by.title()));
        chart.at = CellRef::new(canvas.next(), 0);
        chart.size = (
            1050,
            if kind == ChartKind::StackedBar {
                90 + 22 * lines
            } else {
                600
            },
        );
        canvas.sheet().charts.push(chart);
        Some(canvas.finish())
    }

    /// The sheet with its table.
    pub fn sheet(&self, [points, basis]: &[String; 2], context: &ReportContext) -> Sheet<'a> {
        let what = format!("廉政风险等级统计表（按{}）", self.by.title());
        let rows = self.tables.first().map_or(&[][..], |t| &t.rows[..]);
        let lookup = self.lookup();
        let all = |labels: &'a [String]| {
            lookup
                .iter()
                .map(|c| c.get(labels).copied().unwrap_or_default())
        };
        let rows = rows.iter().map(|r| Row {
            labels: &r.labels,
            counts: all(&r.labels).collect(),
        });
        let table = Table::fixed(self.columns(), rows.collect());
        let landscape = self.tables.len() > 1;
        let mut canvas = Canvas::new(self.name, table.widths.clone(), landscape);
        canvas.title(context, &what);
        canvas.notes([self.units_line(points).as_str(), basis]);
        let laid = canvas.table(table);
        if self.lines() == 0 {
            canvas.notes(["本次没有登记风险点。"]);
        } else {
            let mut cells = laid.totals();
            let total = self.tables[0].total;
            let shares = shares(
                self.labels(),
                canvas.next(),
                self.total_row(),
                (total, total.total()),
            );
            let first = self.labels() as usize + UNIT as usize;
            for (cell, share) in cells[first..].iter_mut().zip(shares) {
                *cell = (share, StyleRole::TotalPercent);
            }
            canvas.totals(self.labels(), cells);
        }
        canvas.notes(self.notes());
        canvas.keep_heads(laid.head - 1, laid.head, self.labels());
        canvas.finish()
    }

    fn columns(&self) -> Columns<'a, Row<'a>> {
        let outer = self.by.within();
        let wide = if outer.is_some() { 20.0 } else { 24.0 };
        let label = |at: usize, head: &str, width| {
            prose(head, Fixed(width), move |r: &Row<'_>| r.labels[at].clone()).under("")
        };
        let mut columns = vec![number().under("")];
        if let Some(outer) = outer {
            columns.push(label(0, outer.title(), wide));
            columns.push(label(1, self.by.title(), 24.0));
        } else {
            columns.push(label(0, self.by.title(), wide));
        }
        for (index, table) in self.tables.iter().enumerate() {
            columns.extend(self.unit_columns(index, table));
        }
        columns
    }

    /// The columns of one unit: the levels, their sum, and of the first unit the shares.
    fn unit_columns(&self, index: usize, table: &CrossTab) -> Columns<'a, Row<'a>> {
        let group = match table.counted {
            Counted::Risks => "风险点（个）",
            Counted::Posts => "岗位（个）",
            Counted::Matters => "权力事项（项）",
        };
        let first = self.unit(u32::try_from(index).unwrap_or(0));
        let levels = LEVELS.into_iter().enumerate();
        let levels = levels.map(|(at, level)| {
            tally(level, Fixed(7.0), move |r: &Row<'_>| {
                r.counts[index].cells()[at]
            })
        });
        let mut columns: Columns<'a, Row<'a>> = levels.collect();
        let all = live("合计", Fixed(8.0), move |r: &Row<'_>, line| {
            let levels = Area::new(
                CellRef::new(line.row, first),
                CellRef::new(line.row, first + 3),
            );
            (sum(levels, r.counts[index].total()), StyleRole::Count)
        });
        columns.push(all.adding(move |r| r.counts[index].total()));
        if index == 0 {
            let (whole, bottom) = (table.total.total(), self.total_row());
            let heads = ["一级\n占比", "占\n总数"].into_iter().enumerate();
            columns.extend(heads.map(|(at, head)| {
                live(head, Fixed(9.0), move |r: &Row<'_>, line| {
                    let [one, all] = shares(first, line.row, bottom, (r.counts[0], whole));
                    (if at == 0 { one } else { all }, StyleRole::Percent)
                })
            }));
        }
        columns.into_iter().map(|c| c.under(group)).collect()
    }

    /// Counts of every table by label.
    fn lookup(&self) -> Vec<BTreeMap<&[String], LevelCounts>> {
        let by_label = |table: &&'a CrossTab| {
            let rows = table.rows.iter();
            rows.map(|row| (row.labels.as_slice(), row.counts))
                .collect()
        };
        self.tables.iter().map(by_label).collect()
    }

    /// What is counted: the risk points, and on a sheet of several units the others.
    fn units_line(&self, points: &str) -> String {
        let others = if self.tables.len() > 1 {
            "；岗位、权力事项在同一科室内不重复计，各按其中最高的等级计（待定的不与已定的比较）"
        } else {
            ""
        };
        format!("{points}{others}。")
    }

    /// What the tables could not count.
    fn notes(&self) -> Vec<String> {
        let tables = self.tables.iter().filter(|t| t.left_out > 0);
        tables
            .map(|t| {
                let unit = t.counted.title();
                format!("另有 {} 个风险点未填{unit}，不计入{unit}数。", t.left_out)
            })
            .collect()
    }
}
