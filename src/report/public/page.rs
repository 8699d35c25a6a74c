//! 公示表 as a page, for the bureau's site: the same lines as the book's, and nothing that leads to the other files.

use super::super::context::ReportContext;
use super::levels::{Counted, by_section, by_unit};
use super::list::{NOTE, NOTHING, PERIOD, STAMP, TELEPHONE, TITLE, heading, value};
use crate::model::{Field, LevelCounts, PublicColumn, PublicItem, UnitPublic};
use crate::writer::page::{Block, Line, Page, PageCell, PageTable, heads};

/// The page of the public edition.
pub fn public_page(
    items: &[PublicItem],
    columns: &[PublicColumn],
    context: &ReportContext,
) -> Page {
    let entries: Vec<Entry<'_>> = items.iter().map(|item| (None, item)).collect();
    let tables = [
        list(&entries, columns),
        levels("科室", by_section(items), items.len()),
    ];
    page(tables, context)
}

/// The page of what many units publish, each line with its unit.
pub fn units_page(items: &[UnitPublic], columns: &[PublicColumn], context: &ReportContext) -> Page {
    let entries = items.iter().map(|i| (Some(&*i.unit), &i.item));
    let entries: Vec<Entry<'_>> = entries.collect();
    let tables = [
        list(&entries, columns),
        levels("单位", by_unit(items), items.len()),
    ];
    page(tables, context)
}

/// An item, and in a roll-up its unit.
type Entry<'i> = (Option<&'i str>, &'i PublicItem);

fn page(tables: [PageTable; 2], context: &ReportContext) -> Page {
    Page {
        title: context.title(TITLE),
        lines: vec![format!("公示单位：{}", context.unit), PERIOD.to_owned()],
        first: tables.map(Block::Table).into(),
        notes: [NOTE, TELEPHONE, STAMP].map(str::to_owned).to_vec(),
        landscape: true,
        ..Page::default()
    }
}

/// One line for each item; a column in which nothing stands is left out, as in the book.
fn list(items: &[Entry<'_>], columns: &[PublicColumn]) -> PageTable {
    let always = [Field::Section, Field::Risk, Field::Level, Field::Measures];
    let kept: Vec<PublicColumn> = columns
        .iter()
        .copied()
        .filter(|column| match column {
            PublicColumn::Of(field) if !always.contains(field) => {
                items.iter().any(|(_, item)| !item.text(*field).is_empty())
            }
            _ => true,
        })
        .collect();
    let line = |(nth, (unit, item)): (usize, &Entry<'_>)| {
        let own = kept.iter().map(|column| cell(*column, nth, item));
        Line(unit.map(PageCell::text).into_iter().chain(own).collect())
    };
    let units = items.iter().any(|(unit, _)| unit.is_some());
    let own = kept.iter().map(|column| (heading(*column), least(*column)));
    PageTable {
        title: "风险点和防控措施".to_owned(),
        heads: heads(units.then_some(("单位", 6)).into_iter().chain(own)),
        rows: items.iter().enumerate().map(line).collect(),
        empty: NOTHING.to_owned(),
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

fn levels(whose: &str, counts: Vec<Counted<'_>>, lines: usize) -> PageTable {
    let mut total = LevelCounts::default();
    for (_, own) in &counts {
        total.add(*own);
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
            (whose, 8),
            ("一级", 3),
            ("二级", 3),
            ("三级", 3),
            ("待审定", 4),
            ("合计", 3),
        ]),
        rows: counts
            .into_iter()
            .map(|(name, counts)| line(name, counts))
            .collect(),
        total: (lines > 0).then(|| line("合计", total)),
        empty: NOTHING.to_owned(),
        ..PageTable::default()
    }
}
