//! 06-公示表: the public edition, fit to hang on a notice board. Knows only what the public may see.

use super::ReportContext;
use super::canvas::{Canvas, Cell, count, short, sum, text};
use super::widths::Width::{self, Fixed, Prose, Short};
use super::widths::widths;
use crate::location::{Area, CellRef};
use crate::model::{Level, PublicItem, Role};
use crate::writer::{BookSpec, Content, SheetSpec, StyleRole};

const PAGE: f64 = 168.0;
/// What is shown of a level that is still to be confirmed.
const PENDING: &str = "待审定";

/// A column: head, width, whether it stays even if empty, and its text for an item.
type Column = (&'static str, Width, bool, fn(&PublicItem) -> String);

const COLUMNS: &[Column] = &[
    ("科室", Short(9.0, 13.0), true, |i| i.section.clone()),
    ("岗位", Short(8.0, 13.0), false, |i| i.post.clone()),
    ("权力（业务）事项", Prose(14.0), false, |i| {
        i.matter.clone()
    }),
    ("风险类别", Short(8.0, 10.0), false, |i| {
        i.category.clone()
    }),
    ("风险点", Prose(16.0), true, |i| i.risk.clone()),
    ("表现形式", Prose(16.0), false, |i| {
        i.manifestation.clone()
    }),
    ("风险\n等级", Fixed(8.0), true, |i| {
        level(i.level).to_owned()
    }),
    ("防控措施", Prose(18.0), true, |i| i.measures.clone()),
    ("责任岗位", Short(8.0, 13.0), false, |i| i.owner.clone()),
    ("监管责任", Short(8.0, 11.0), true, |i| {
        i.supervisor.map_or("", Role::title).to_owned()
    }),
];

const NOTICE: &str = "公示时间：　　　年　　月　　日至　　　年　　月　　日　　　　　　监督电话：　　　　　　　　　　　　监督邮箱：";
const FOOT: &str = "对公示内容有意见的，请在公示期内向廉政风险防范管理领导小组办公室反映。等级为“待审定”的，以领导小组审定结果为准。";

/// The workbook.
pub fn public_book(items: &[PublicItem], context: &ReportContext) -> BookSpec {
    let mut book = context.book("廉政风险点及防控措施公示表");
    book.sheets.push(list(items, context));
    book.sheets.push(levels(items, context));
    book
}

fn level(level: Option<Level>) -> &'static str {
    level.map_or(PENDING, Level::title)
}

fn list(items: &[PublicItem], context: &ReportContext) -> SheetSpec {
    let columns: Vec<&Column> = COLUMNS
        .iter()
        .filter(|c| c.2 || items.iter().any(|i| !c.3(i).is_empty()))
        .collect();
    let mut measured = vec![(Fixed(6.0), "序号", Vec::new())];
    measured.extend(columns.iter().map(|c| {
        let texts: Vec<String> = items.iter().map(c.3).collect();
        (c.1, c.0, texts)
    }));
    let mut canvas = Canvas::new("公示表", widths(&measured, PAGE), true);
    canvas.title(context, "廉政风险点及防控措施公示表");
    canvas.line(NOTICE, StyleRole::Prose);
    let head = canvas.heads(measured.iter().map(|m| m.1));
    for (number, item) in (1..).zip(items) {
        let cells = columns.iter().map(|c| cell(c, item));
        canvas.cells(std::iter::once(count(number)).chain(cells));
    }
    canvas.line(FOOT, StyleRole::Note);
    canvas.keep_heads(head, head, 2);
    canvas.finish()
}

fn cell(column: &Column, item: &PublicItem) -> Cell {
    let shown = column.3(item);
    match column.1 {
        Prose(_) => text(shown),
        Fixed(_) => (shown.into(), style(item.level)),
        Short(..) => short(shown),
    }
}

const fn style(level: Option<Level>) -> StyleRole {
    match level {
        Some(Level::One) => StyleRole::LevelOne,
        Some(Level::Two) => StyleRole::LevelTwo,
        Some(Level::Three) => StyleRole::LevelThree,
        None => StyleRole::LevelOpen,
    }
}

/// Numbers of items by section and level.
fn levels(items: &[PublicItem], context: &ReportContext) -> SheetSpec {
    const SHOWN: [Option<Level>; 4] =
        [Some(Level::One), Some(Level::Two), Some(Level::Three), None];
    let mut canvas = Canvas::new("等级统计", vec![26.0, 12.0, 12.0, 12.0, 12.0, 12.0], false);
    canvas.title(context, "廉政风险等级公示统计表");
    let mut heads = vec!["科室"];
    heads.extend(SHOWN.map(level));
    heads.push("合计");
    let head = canvas.heads(heads);
    let mut sections: Vec<&str> = Vec::new();
    for item in items {
        if !sections.contains(&item.section.as_str()) {
            sections.push(&item.section);
        }
    }
    let of = |section: &str, level| {
        let own = items.iter().filter(|i| i.section == section);
        own.filter(|i| i.level == level).count()
    };
    for section in &sections {
        let counts = SHOWN.map(|level| of(section, level));
        let row = canvas.next();
        let all = Area::new(CellRef::new(row, 1), CellRef::new(row, 4));
        let mut cells = vec![short(*section)];
        cells.extend(counts.map(count));
        cells.push((sum(all, counts.iter().sum()), StyleRole::Count));
        canvas.cells(cells);
    }
    if sections.is_empty() {
        canvas.line("本次没有可公示的风险点。", StyleRole::Note);
        return canvas.finish();
    }
    let last = canvas.next() - 1;
    let column = |col| Area::new(CellRef::new(head + 1, col), CellRef::new(last, col));
    let mut totals: Vec<Content> = (1..)
        .zip(SHOWN)
        .map(|(col, level)| {
            let number = items.iter().filter(|i| i.level == level).count();
            sum(column(col), number)
        })
        .collect();
    totals.push(sum(column(5), items.len()));
    canvas.totals(1, totals);
    canvas.keep_heads(head, head, 1);
    canvas.finish()
}
