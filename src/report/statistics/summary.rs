//! 汇总: the figures a head of bureau asks for first, on one page, with two charts.

use super::super::canvas::{Canvas, live_count, share, share_of, sum};
use super::super::context::ReportContext;
use super::cross::CrossSheet;
use crate::location::{Area, CellRef};
use crate::model::{Basis, Counted, LevelCounts, RowAccount, Statistics};
use crate::writer::{Cell, ChartKind, ChartSpec, Content, Sheet, StyleRole};

const COLUMNS: usize = 6;
const LEVELS: [(&str, StyleRole); 4] = [
    ("一级", StyleRole::LevelOne),
    ("二级", StyleRole::LevelTwo),
    ("三级", StyleRole::LevelThree),
    ("待定", StyleRole::LevelOpen),
];
/// The units of the table of levels, by their column.
const UNITS: [(u32, Counted); 3] = [
    (1, Counted::Risks),
    (3, Counted::Posts),
    (4, Counted::Matters),
];

/// What the summary draws on.
pub struct Parts<'a> {
    /// What came in, and how much of it.
    pub received: (&'static str, usize),
    /// The rows.
    pub rows: &'a RowAccount,
    /// The statistics.
    pub statistics: &'a Statistics,
    /// The sheet by section, or by unit.
    pub by_section: &'a CrossSheet<'a>,
    /// The sheet by category.
    pub by_category: &'a CrossSheet<'a>,
    /// Who has handed in.
    pub handed_in: HandedIn,
}

/// Who has handed in: figures with their heads, and what must be known to read them.
#[derive(Debug, Default)]
pub struct HandedIn {
    /// The figures; none where there is nothing to check against.
    pub figures: Option<([&'static str; COLUMNS], [usize; COLUMNS])>,
    /// What must be known.
    pub note: Option<String>,
}

/// The sheet.
pub fn sheet<'s>(parts: &Parts<'_>, lines: &[String; 2], context: &ReportContext) -> Sheet<'s> {
    let mut canvas = Canvas::new("汇总", vec![15.0; COLUMNS], false);
    canvas.title(context, "廉政风险等级统计汇总");
    let [units, basis] = lines;
    canvas.notes([format!("{units}。").as_str(), basis]);
    canvas.line("一、风险等级总体情况", StyleRole::Heading);
    let levels = levels(&mut canvas, parts);
    canvas.line("二、报送与登记情况（行）", StyleRole::Heading);
    rows(&mut canvas, parts);
    canvas.line("三、定级依据（风险点，个）", StyleRole::Heading);
    bases(&mut canvas, parts.statistics);
    canvas.line("四、报送覆盖情况", StyleRole::Heading);
    if let Some((heads, counts)) = parts.handed_in.figures {
        figures(&mut canvas, heads, counts);
    }
    if let Some(note) = &parts.handed_in.note {
        canvas.line(note.as_str(), StyleRole::Note);
    }
    if parts.by_category.lines() > 0 {
        canvas.gap();
        charts(&mut canvas, parts, levels);
    }
    canvas.finish()
}

/// The table of levels, linked to the sheet by section. Answers with its first row.
fn levels(canvas: &mut Canvas<'_>, parts: &Parts<'_>) -> u32 {
    let concerned = format!("涉及{}（个）", parts.by_section.by().title());
    canvas.heads([
        "等级",
        "风险点（个）",
        "占风险点总数",
        "岗位（个）",
        "权力事项（项）",
        &concerned,
    ]);
    let first = canvas.next();
    let total = total_of(parts, Counted::Risks);
    for (index, (word, style)) in (0..).zip(LEVELS) {
        let row = canvas.next();
        let counts = |counted| total_of(parts, counted).cells()[index as usize];
        let mut cells: Vec<Cell> = vec![(word.into(), style)];
        cells.resize(COLUMNS, (Content::Blank, StyleRole::Count));
        for (col, counted) in UNITS {
            cells[col as usize].0 = linked(parts, counted, index, counts(counted));
        }
        let part = CellRef::new(row, 1);
        let whole = CellRef::new(first + 4, 1);
        cells[2] = (
            share(part, whole, (counts(Counted::Risks), total.total())),
            StyleRole::Percent,
        );
        cells[5].0 = sections(parts, index);
        canvas.cells(cells);
    }
    let row = canvas.next();
    let mut cells: Vec<Cell> = vec![("合计".into(), StyleRole::TotalLabel)];
    cells.resize(COLUMNS, (Content::Blank, StyleRole::Total));
    for (col, counted) in UNITS {
        let area = Area::new(CellRef::new(first, col), CellRef::new(row - 1, col));
        cells[col as usize].0 = sum(area, total_of(parts, counted).total());
    }
    let all = CellRef::new(row, 1);
    cells[2] = (
        share(all, all, (total.total(), total.total())),
        StyleRole::TotalPercent,
    );
    cells[5].0 = sections(parts, 4);
    canvas.cells(cells);
    first
}

fn total_of(parts: &Parts<'_>, counted: Counted) -> LevelCounts {
    let table = parts.statistics.table(parts.by_section.by(), counted);
    table.map(|t| t.total).unwrap_or_default()
}

/// A total of the sheet by section; a plain number where that sheet has no lines.
fn linked(parts: &Parts<'_>, counted: Counted, level: u32, count: usize) -> Content {
    let sheet = parts.by_section;
    match sheet.total_cell(counted, level) {
        Some(cell) if sheet.lines() > 0 => live_count(format!("='{}'!{cell}", sheet.name()), count),
        _ => Content::count(count),
    }
}

/// Number of sections with at least one risk point of a level; 4 stands for any level.
fn sections(parts: &Parts<'_>, level: u32) -> Content {
    let table = parts
        .statistics
        .table(parts.by_section.by(), Counted::Risks);
    let rows = table.map_or(&[][..], |t| &t.rows[..]);
    let has = |counts: &LevelCounts| match level {
        4 => counts.total() > 0,
        level => counts.cells()[level as usize] > 0,
    };
    let count = rows.iter().filter(|r| has(&r.counts)).count();
    if rows.is_empty() {
        return Content::count(count);
    }
    let (name, lines) = (parts.by_section.name(), parts.by_section.body(level));
    live_count(format!("=COUNTIF('{name}'!{lines},\">0\")"), count)
}

/// A row of heads and a row of large figures.
fn figures(canvas: &mut Canvas<'_>, heads: [&str; COLUMNS], figures: [usize; COLUMNS]) {
    canvas.heads(heads);
    canvas.cells(figures.map(|f| (Content::count(f), StyleRole::Figure)));
}

fn rows(canvas: &mut Canvas<'_>, parts: &Parts<'_>) {
    let (received, files) = parts.received;
    let rows = parts.rows;
    figures(
        canvas,
        [received, "读取行数", "登记", "合并", "退回", "跳过"],
        [
            files,
            rows.read,
            rows.registered,
            rows.merged,
            rows.returned,
            rows.skipped_total(),
        ],
    );
}

fn bases(canvas: &mut Canvas<'_>, statistics: &Statistics) {
    let mut heads = Basis::ALL.map(Basis::title).to_vec();
    heads.push("审定占比");
    canvas.heads(heads);
    let row = canvas.next();
    let mut cells: Vec<Cell> = statistics
        .basis
        .iter()
        .map(|n| (Content::count(*n), StyleRole::Figure))
        .collect();
    let last = u32::try_from(cells.len()).unwrap_or(1) - 1;
    let all = Area::new(CellRef::new(row, 0), CellRef::new(row, last));
    let total: usize = statistics.basis.iter().sum();
    cells.push((
        share_of(CellRef::new(row, 0), all, (statistics.basis[0], total)),
        StyleRole::FigurePercent,
    ));
    canvas.cells(cells);
}

/// Left the shares of the levels, right the categories.
fn charts(canvas: &mut Canvas<'_>, parts: &Parts<'_>, levels: u32) {
    let top = canvas.next();
    let column = |col| Area::new(CellRef::new(levels, col), CellRef::new(levels + 3, col));
    let pie = ChartSpec {
        kind: ChartKind::Pie,
        title: "风险点等级构成".to_owned(),
        categories: column(0),
        series: vec![(CellRef::new(levels - 1, 1), column(1))],
        at: CellRef::new(top, 0),
        size: (360, 350),
        ..ChartSpec::default()
    };
    let title = if parts.by_category.leaves_out_blank() {
        "各类别风险点数（按等级，不含未填的）"
    } else {
        "各类别风险点数（按等级）"
    };
    let categories = ChartSpec {
        at: CellRef::new(top, 3),
        size: (365, 350),
        ..parts
            .by_category
            .chart(ChartKind::StackedColumn, title.to_owned())
    };
    canvas.sheet().charts.extend([pie, categories]);
}
