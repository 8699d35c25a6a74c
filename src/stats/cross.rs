//! The cross tabulations: lines by section, category or post; columns by level.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::sections::Sections;
use crate::model::{
    Counted, CrossRow, CrossTab, Dimension, Entry, Field, ItemLines, Level, LevelCounts, Register,
};
use crate::text;

/// All tables of the statistics, and for each item its lines in those of risk points.
pub fn tables(register: &Register, sections: &Sections<'_>) -> (Vec<CrossTab>, Vec<ItemLines>) {
    let items: Vec<Item> = register
        .items
        .iter()
        .map(|item| Item::new(&item.entry, item.effective, sections))
        .collect();
    let (categories, category_ranks) = by_category(&items);
    let by_section = |counted| by_section(&items, sections, counted);
    let tables = vec![
        by_section(Counted::Risks),
        by_section(Counted::Posts),
        by_section(Counted::Matters),
        categories,
        by_post(&items),
    ];
    let section_ranks = section_ranks(&items, sections);
    let lines = items.iter().map(|item| ItemLines {
        section: section_ranks[&item.section.line()],
        category: category_ranks[&item.category.line()],
    });
    (tables, lines.collect())
}

/// By the order of a line's label the place of the line in its table.
type Ranks = BTreeMap<(usize, String), usize>;

/// The lines of the tables by section.
fn section_ranks(items: &[Item], sections: &Sections<'_>) -> Ranks {
    let roster = (0..sections.all().len()).map(|rank| roster_label(sections, rank).line());
    let lines: BTreeSet<_> = roster
        .chain(items.iter().map(|item| item.section.line()))
        .collect();
    lines.into_iter().zip(0..).collect()
}

/// What the tables need to know of an item.
struct Item {
    section: Label,
    post: Label,
    matter: Label,
    category: Label,
    level: Option<Level>,
    /// How many risk points it names.
    points: usize,
}

impl Item {
    fn new(entry: &Entry, level: Option<Level>, sections: &Sections<'_>) -> Self {
        let label = |field| Label::new(entry.text(field));
        Self {
            section: section_label(entry, sections),
            post: label(Field::Post),
            matter: label(Field::Matter),
            category: label(Field::Category),
            level,
            points: entry.risk_points(),
        }
    }
}

/// A label to be shown, with its rank in the table and the form in which it is compared.
/// Blank labels come last; sections of the roster first, in its order.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Label {
    rank: usize,
    key: String,
    shown: String,
}

/// Rank of a label the roster does not order, and of a blank one.
const UNRANKED: usize = usize::MAX - 1;
const LAST: usize = usize::MAX;

impl Label {
    fn new(text: Option<&str>) -> Self {
        let shown = text.map_or_else(String::new, |t| text::excerpt(t, usize::MAX));
        let key = text::key(&shown);
        if key.is_empty() {
            return Self {
                rank: LAST,
                key,
                shown: CrossRow::BLANK.to_owned(),
            };
        }
        Self {
            rank: UNRANKED,
            key,
            shown,
        }
    }

    fn is_blank(&self) -> bool {
        self.key.is_empty()
    }

    /// What orders and tells apart the lines of a table.
    fn line(&self) -> (usize, String) {
        (self.rank, self.key.clone())
    }
}

/// The section's label: the roster's name for it where the roster knows it.
fn section_label(entry: &Entry, sections: &Sections<'_>) -> Label {
    let written = Label::new(entry.text(Field::Section));
    match sections.of_entry(entry) {
        Some(rank) => roster_label(sections, rank),
        None => written,
    }
}

fn roster_label(sections: &Sections<'_>, rank: usize) -> Label {
    let name = sections.all().get(rank).map(|s| s.name.as_str());
    Label {
        rank,
        ..Label::new(name)
    }
}

/// Lines in the making: by order and key of the label, the first spelling met is shown.
#[derive(Default)]
struct Lines(BTreeMap<Vec<(usize, String)>, CrossRow>);

impl Lines {
    /// The counts of a line; the line is made if it is new.
    fn line(&mut self, labels: &[&Label]) -> &mut LevelCounts {
        let order = labels.iter().map(|l| l.line()).collect();
        let row = self.0.entry(order).or_insert_with(|| CrossRow {
            labels: labels.iter().map(|l| l.shown.clone()).collect(),
            counts: LevelCounts::default(),
        });
        &mut row.counts
    }

    fn table(self, by: Dimension, counted: Counted, left_out: usize) -> CrossTab {
        table(self.0.into_values().collect(), by, counted, left_out)
    }
}

/// A table of these lines.
pub fn table(rows: Vec<CrossRow>, by: Dimension, counted: Counted, left_out: usize) -> CrossTab {
    let mut total = LevelCounts::default();
    for row in &rows {
        total.add(row.counts);
    }
    CrossTab {
        by,
        counted,
        rows,
        total,
        left_out,
    }
}

/// Sections by level. Every section of the roster has its line, also with nothing in it.
fn by_section(items: &[Item], sections: &Sections<'_>, counted: Counted) -> CrossTab {
    let mut lines = Lines::default();
    for rank in 0..sections.all().len() {
        lines.line(&[&roster_label(sections, rank)]);
    }
    for item in items {
        lines.line(&[&item.section]);
    }
    let mut highest: BTreeMap<(&str, &str), (&Label, Option<Level>)> = BTreeMap::new();
    let mut left_out = 0;
    for item in items {
        let unit = match counted {
            Counted::Risks => None,
            Counted::Posts => Some(&item.post),
            Counted::Matters => Some(&item.matter),
        };
        match unit {
            None => lines.line(&[&item.section]).count(item.level, item.points),
            Some(unit) if unit.is_blank() => left_out += item.points,
            Some(unit) => {
                let slot = highest.entry((&item.section.key, &unit.key));
                let (_, level) = slot.or_insert((&item.section, None));
                *level = higher(*level, item.level);
            }
        }
    }
    for (section, level) in highest.into_values() {
        lines.line(&[section]).count(level, 1);
    }
    lines.table(Dimension::Section, counted, left_out)
}

/// The higher of two levels; a known level beats an open one.
fn higher(a: Option<Level>, b: Option<Level>) -> Option<Level> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

/// Categories by level, the most frequent first, and where each of them stands.
fn by_category(items: &[Item]) -> (CrossTab, Ranks) {
    let mut lines = Lines::default();
    for item in items {
        lines.line(&[&item.category]).count(item.level, item.points);
    }
    let mut order: Vec<((usize, String), CrossRow)> = lines
        .0
        .into_iter()
        .map(|(mut line, row)| (line.remove(0), row))
        .collect();
    // Stable: categories of equal number keep the order of their names.
    order.sort_by_key(|(_, row)| (row.is_blank(), Reverse(row.counts.total())));
    let (ranks, rows): (Vec<_>, Vec<_>) = order.into_iter().unzip();
    let table = table(rows, Dimension::Category, Counted::Risks, 0);
    (table, ranks.into_iter().zip(0..).collect())
}

/// Posts within their sections by level.
fn by_post(items: &[Item]) -> CrossTab {
    let mut lines = Lines::default();
    for item in items {
        let line = lines.line(&[&item.section, &item.post]);
        line.count(item.level, item.points);
    }
    lines.table(Dimension::Post, Counted::Risks, 0)
}
