//! 公示表 as a page, for the bureau's site: the same lines as the book's, and nothing that leads to the other files.

use super::super::context::ReportContext;
use super::levels::by_section;
use super::list::{NOTE, PERIOD, STAMP, TELEPHONE, TITLE, heading, value};
use crate::model::{Field, LevelCounts, PublicColumn, PublicItem};
use crate::writer::page::{Block, Line, Page, PageCell, PageTable, heads};

/// The page of the public edition.
pub fn public_page(
    items: &[PublicItem],
    columns: &[PublicColumn],
    context: &ReportContext,
) -> Page {
    let first = [list(items, columns), levels(items)].map(Block::Table);
    Page {
        title: context.title(TITLE),
        lines: vec![format!("公示单位：{}", context.unit), PERIOD.to_owned()],
        first: first.into(),
        notes: [NOTE, TELEPHONE, STAMP].map(str::to_owned).to_vec(),
        landscape: true,
        ..Page::default()
    }
}

/// One line for each item; a column in which nothing stands is left out, as in the book.
fn list(items: &[PublicItem], columns: &[PublicColumn]) -> PageTable {
    let always = [Field::Section, Field::Risk, Field::Level, Field::Measures];
    let kept: Vec<PublicColumn> = columns
        .iter()
        .copied()
        .filter(|column| match column {
            PublicColumn::Of(field) if !always.contains(field) => {
                items.iter().any(|item| !item.text(*field).is_empty())
            }
            _ => true,
        })
        .collect();
    let line = |(nth, item): (usize, &PublicItem)| {
        Line(kept.iter().map(|column| cell(*column, nth, item)).collect())
    };
    PageTable {
        title: "风险点和防控措施".to_owned(),
        heads: heads(kept.iter().map(|column| (heading(*column), least(*column)))),
        rows: items.iter().enumerate().map(line).collect(),
        empty: "本次没有登记风险点。".to_owned(),
        ..PageTable::default()
    }
}

/// Characters a column must have room for.
fn least(column: PublicColumn) -> usize {
    match column {
        PublicColumn::Seq => 3,
        PublicColumn::Of(Field::Level) => 5,
        PublicColumn::Of(field) if field.is_prose() => 10,
        _ => 6,
    }
}

fn cell(column: PublicColumn, nth: usize, item: &PublicItem) -> PageCell {
    match column {
        PublicColumn::Seq => PageCell::text((nth + 1).to_string()),
        PublicColumn::Of(Field::Level) => PageCell::text(item.level_title()),
        column => PageCell::text(value(column, item)),
    }
}

fn levels(items: &[PublicItem]) -> PageTable {
    let sections = by_section(items);
    let mut total = LevelCounts::default();
    for item in items {
        total.count(item.level, item.points);
    }
    let line = |name: &str, counts: LevelCounts| {
        let numbers = counts.cells().into_iter().chain([counts.total()]);
        let numbers = numbers.map(|count| PageCell::number(count, ""));
        Line(
            std::iter::once(PageCell::text(name))
                .chain(numbers)
                .collect(),
        )
    };
    PageTable {
        title: "等级统计".to_owned(),
        unit: "单位：风险点（个）".to_owned(),
        heads: heads([
            ("科室", 8),
            ("一级", 3),
            ("二级", 3),
            ("三级", 3),
            ("待审定", 4),
            ("合计", 3),
        ]),
        rows: sections
            .into_iter()
            .map(|(name, counts)| line(name, counts))
            .collect(),
        total: (!items.is_empty()).then(|| line("合计", total)),
        empty: "本次没有登记风险点。".to_owned(),
        ..PageTable::default()
    }
}
