//! A cross tabulation as a sheet: labels, then for each counting unit the levels and their sum, then shares.

use std::collections::BTreeMap;

use super::super::ReportContext;
use super::super::canvas::{Canvas, Cell, column, count, share, sum, text};
use crate::location::{Area, CellRef};
use crate::model::{Counted, CrossTab, Dimension, LevelCounts};
use crate::writer::{ChartKind, ChartSpec, Content, SheetSpec, StyleRole};

/// Rows above the first line: title, unit and date, two notes, two rows of heads.
const TOP: u32 = 6;
/// Columns of one unit: three levels, 待定, 合计.
const UNIT: u32 = 5;
const LEVELS: [&str; 4] = ["一级", "二级", "三级", "待定"];
/// More lines than this make columns too thin to read.
const MOST_COLUMNS: usize = 30;

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
        if self.by == Dimension::Post { 3 } else { 2 }
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

    /// A chart of the first unit over this sheet's cells; to stand on another sheet.
    pub fn chart(&self, kind: ChartKind, title: String) -> ChartSpec {
        let label = self.labels() - 1;
        let rows = self.tables.first().map_or(&[][..], |t| &t.rows[..]);
        let highest = rows.iter().map(|r| r.counts.total()).max().unwrap_or(0);
        ChartSpec {
            // Viewers mark small axes at halves, and there is no half a risk point.
            step: (highest <= 10).then_some(1),
            source: Some(self.name.to_owned()),
            kind,
            title,
            categories: column(label, TOP, self.total_row() - 1),
            series: (0..4)
                .map(|level| {
                    let head = CellRef::new(TOP - 1, self.unit(0) + level);
                    (head, self.body(level))
                })
                .collect(),
            ..ChartSpec::default()
        }
    }

    /// A page of its own for the chart of the lines: under a long table it would fall across two pages.
    pub fn chart_sheet(&self, context: &ReportContext) -> Option<SheetSpec> {
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
    pub fn sheet(&self, basis: &str, context: &ReportContext) -> SheetSpec {
        let what = format!("廉政风险等级统计表（按{}）", self.by.title());
        let landscape = self.tables.len() > 1;
        let mut canvas = Canvas::new(self.name, self.widths(), landscape);
        canvas.title(context, &what);
        canvas.line(self.units_line(), StyleRole::Note);
        canvas.line(basis, StyleRole::Note);
        let lower = canvas.grouped_heads(&self.heads());
        let lookup = self.lookup();
        let rows = self.tables.first().map_or(&[][..], |t| &t.rows[..]);
        for (number, row) in (1..).zip(rows) {
            let at = canvas.next();
            let mut cells = vec![count(number)];
            cells.extend(row.labels.iter().map(text));
            for (index, counts) in lookup.iter().enumerate() {
                let counts = counts
                    .get(row.labels.as_slice())
                    .copied()
                    .unwrap_or_default();
                self.unit_cells(&mut cells, index, counts, at);
            }
            canvas.cells(cells);
        }
        self.total(&mut canvas);
        for note in self.notes() {
            canvas.line(note, StyleRole::Note);
        }
        canvas.keep_heads(lower - 1, lower, self.labels());
        canvas.finish()
    }

    fn widths(&self) -> Vec<f64> {
        let mut widths = vec![6.0, 24.0];
        if self.by == Dimension::Post {
            widths = vec![6.0, 20.0, 24.0];
        }
        for index in 0..self.tables.len() {
            widths.extend([7.0, 7.0, 7.0, 7.0, 8.0]);
            widths.extend((index == 0).then_some([9.0, 9.0]).into_iter().flatten());
        }
        widths
    }

    fn heads(&self) -> Vec<(&'static str, &'static str)> {
        let mut heads = vec![("", "序号")];
        if self.by == Dimension::Post {
            heads.push(("", Dimension::Section.title()));
        }
        heads.push(("", self.by.title()));
        for (index, table) in self.tables.iter().enumerate() {
            let group = match table.counted {
                Counted::Risks => "风险点（个）",
                Counted::Posts => "岗位（个）",
                Counted::Matters => "权力事项（项）",
            };
            heads.extend(LEVELS.map(|level| (group, level)));
            heads.push((group, "合计"));
            if index == 0 {
                heads.extend([(group, "一级\n占比"), (group, "占\n总数")]);
            }
        }
        heads
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

    fn unit_cells(&self, cells: &mut Vec<Cell>, index: usize, counts: LevelCounts, row: u32) {
        let first = self.unit(u32::try_from(index).unwrap_or(0));
        cells.extend(counts.cells().map(count));
        let levels = Area::new(CellRef::new(row, first), CellRef::new(row, first + 3));
        cells.push((sum(levels, counts.total()), StyleRole::Count));
        if index == 0 {
            let all = self.tables[0].total.total();
            cells.extend(self.shares(row, counts, all, StyleRole::Percent));
        }
    }

    /// Share of level one in the line, and the line's share of all.
    fn shares(&self, row: u32, counts: LevelCounts, all: usize, style: StyleRole) -> [Cell; 2] {
        let at = |row: u32, level: u32| CellRef::new(row, self.unit(0) + level);
        let (one, total) = (counts.one, counts.total());
        [
            (share(at(row, 0), at(row, 4), (one, total)), style),
            (
                share(at(row, 4), at(self.total_row(), 4), (total, all)),
                style,
            ),
        ]
    }

    fn total(&self, canvas: &mut Canvas) {
        if self.lines() == 0 {
            canvas.line("本次没有登记风险点。", StyleRole::Note);
            return;
        }
        let row = canvas.next();
        let mut cells: Vec<Cell> = vec![("合计".into(), StyleRole::TotalLabel)];
        cells.extend((1..self.labels()).map(|_| (Content::Blank, StyleRole::TotalLabel)));
        for (index, table) in (0..).zip(&self.tables) {
            let mut counts = table.total.cells().to_vec();
            counts.push(table.total.total());
            cells.extend(
                (self.unit(index)..)
                    .zip(counts)
                    .map(|(col, count)| (sum(column(col, TOP, row - 1), count), StyleRole::Total)),
            );
            if index == 0 {
                let all = table.total.total();
                cells.extend(self.shares(row, table.total, all, StyleRole::TotalPercent));
            }
        }
        let merged = self.labels() - 1;
        canvas
            .sheet()
            .merges
            .push(Area::new(CellRef::new(row, 0), CellRef::new(row, merged)));
        canvas.cells(cells);
    }

    fn units_line(&self) -> String {
        let mut line = String::from("计数单位：风险点按登记条目计，每条计 1 个");
        if self.tables.len() > 1 {
            line.push_str(
                "；岗位、权力事项在同一科室内不重复计，各按其中最高的等级计（待定的不与已定的比较）",
            );
        }
        line.push('。');
        line
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
