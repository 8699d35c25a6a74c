//! The rows behind the numbers: the risk points of each section, level by level.

use std::collections::BTreeMap;

use super::super::flow::on_page;
use super::OverviewInput;
use crate::model::{Book, Counted, Dimension, Field, Level, Register, RegisterItem};
use crate::writer::page::{Block, Group, Line, PageCell, PageTable, heads};

/// Risk points a page can hold; those of a larger year are looked up in the register.
const MOST: usize = 3000;

/// Where the rows behind a number stand: on the page, or in the register's book.
pub struct Anchors {
    here: bool,
}

impl Anchors {
    /// For the page of this register.
    pub fn of(register: &Register) -> Self {
        Self {
            here: register.items.len() <= MOST,
        }
    }

    /// All rows.
    pub fn all(&self) -> String {
        self.or_book("#rows".to_owned())
    }

    /// Those of a section, by its line in the table.
    pub fn section(&self, line: usize) -> String {
        self.or_book(format!("#s{}", line + 1))
    }

    /// Those of a section that have this level.
    pub fn level(&self, line: usize, level: Option<Level>) -> String {
        let name = level.map_or("open".to_owned(), |level| level.number().to_string());
        self.or_book(format!("#s{}-{name}", line + 1))
    }

    fn or_book(&self, here: String) -> String {
        if self.here {
            here
        } else {
            Book::Register.file_name().to_owned()
        }
    }

    fn id(href: &str) -> String {
        href.trim_start_matches('#').to_owned()
    }
}

/// The items of a section by level, those without one last.
type Levels<'r> = BTreeMap<(bool, Option<Level>), Vec<&'r RegisterItem>>;

/// The rows, one group for each section that has any; none where they are too many for a page.
pub fn groups(input: &OverviewInput<'_>, anchors: &Anchors) -> Vec<Group> {
    if !anchors.here {
        return Vec::new();
    }
    let mut sections: BTreeMap<usize, Levels<'_>> = BTreeMap::new();
    for (item, lines) in input.register.items.iter().zip(&input.statistics.lines) {
        let levels = sections.entry(lines.section).or_default();
        let level = item.effective;
        levels
            .entry((level.is_none(), level))
            .or_default()
            .push(item);
    }
    let table = input.statistics.table(Dimension::Section, Counted::Risks);
    let name = |line: usize| table.and_then(|t| t.rows.get(line)?.labels.first().cloned());
    let group = |(line, levels): (usize, Levels<'_>)| Group {
        id: Anchors::id(&anchors.section(line)),
        title: name(line).unwrap_or_default(),
        tables: levels
            .into_iter()
            .map(|((_, level), items)| {
                let id = Anchors::id(&anchors.level(line, level));
                list(id, level, &items)
            })
            .collect(),
    };
    sections
        .into_iter()
        .map(group)
        .chain(flows(input))
        .collect()
}

/// The matters that name steps, section by section.
fn flows<'i>(input: &'i OverviewInput<'_>) -> impl Iterator<Item = Group> + 'i {
    let sections = input.flows.drawn.chunk_by(|a, b| a.section == b.section);
    sections.zip(1..).map(|(flows, nth)| Group {
        id: format!("f{nth}"),
        title: format!("权力运行流程：{}", flows[0].section),
        tables: flows
            .iter()
            .map(|flow| Block::Table(on_page(flow, input.register)))
            .collect(),
    })
}

fn list(id: String, level: Option<Level>, items: &[&RegisterItem]) -> Block {
    let points: usize = items.iter().map(|item| item.entry.risk_points()).sum();
    let level = level.map_or("待定", Level::title);
    let line = |item: &&RegisterItem| {
        let text = |field| PageCell::text(item.entry.text(field).unwrap_or_default());
        Line(vec![
            PageCell::text(item.id.clone()),
            text(Field::Post),
            text(Field::Matter),
            text(Field::Risk),
            text(Field::Category),
            PageCell::text(item.basis.title()),
        ])
    };
    Block::Table(PageTable {
        id,
        title: format!("{level} {points} 个"),
        heads: heads([
            ("登记编号", 6),
            ("岗位", 6),
            ("权力（业务）事项", 8),
            ("风险点", 16),
            ("风险类别", 5),
            ("等级依据", 5),
        ]),
        rows: items.iter().map(line).collect(),
        ..PageTable::default()
    })
}
