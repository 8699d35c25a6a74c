//! The figures that stand out, the share of each level, and where the risks stand: sections by level and category.

use super::OverviewInput;
use super::rows::Anchors;
use crate::model::{Book, Counted, CrossTab, Dimension, Level, LevelCounts, Statistics};
use crate::writer::page::{Bar, Bars, Head, Line, PRINTED, PageCell, PageTable, Tone, heads};

/// Levels in the order of [`LevelCounts::cells`].
pub const LEVELS: [(&str, Option<Level>, Tone); 4] = [
    ("一级", Some(Level::One), Tone::One),
    ("二级", Some(Level::Two), Tone::Two),
    ("三级", Some(Level::Three), Tone::Three),
    ("待定", None, Tone::Open),
];
/// Categories with a column of their own; the rest share one.
const MOST_CATEGORIES: usize = 7;

/// All risk points by level.
pub fn total(statistics: &Statistics) -> LevelCounts {
    let table = statistics.table(Dimension::Section, Counted::Risks);
    table.map_or(LevelCounts::default(), |table| table.total)
}

/// One bar of all risk points by level.
pub fn share(input: &OverviewInput<'_>, anchors: &Anchors) -> Bars {
    share_of(total(input.statistics), &anchors.all())
}

/// The same of these counts, leading there.
pub fn share_of(all: LevelCounts, href: &str) -> Bars {
    let parts = LEVELS.iter().zip(all.cells());
    let parts = parts.filter(|(_, count)| *count > 0);
    let words: Vec<String> = parts
        .clone()
        .map(|((name, ..), n)| format!("{name} {n}"))
        .collect();
    let parts = parts.map(|((name, _, tone), count)| ((*name).to_owned(), count, *tone));
    let bar = Bar::stacked("全部风险点", parts, all.total());
    let rows = (all.total() > 0).then(|| bar.saying(words.join("　")).to(href));
    Bars {
        title: "等级构成".to_owned(),
        unit: "单位：风险点（个）".to_owned(),
        rows: rows.into_iter().collect(),
        empty: "没有登记风险点。".to_owned(),
        ..Bars::default()
    }
}

/// Sections by level and by category, the darker the more.
pub fn by_section(input: &OverviewInput<'_>, anchors: &Anchors) -> PageTable {
    let statistics = input.statistics;
    let names = Categories::of(statistics);
    let levels = statistics.table(Dimension::Section, Counted::Risks);
    let rows = levels.map_or(&[][..], |table| &table.rows[..]);
    let mosaic = names.count(input, rows.len());
    let most_level = rows
        .iter()
        .flat_map(|row| row.counts.cells())
        .max()
        .unwrap_or(0);
    let told = mosaic.iter().flat_map(|row| &row[..names.blank]);
    let most_category = told.copied().max().unwrap_or(0);
    let line = |(at, row): (usize, &crate::model::CrossRow)| {
        let section = anchors.section(at);
        let all = row.counts.total();
        let name = PageCell {
            href: if all == 0 {
                String::new()
            } else {
                section.clone()
            },
            ..PageCell::text(row.labels.join(" "))
        };
        let levels = LEVELS
            .iter()
            .zip(row.counts.cells())
            .map(|((_, level, _), count)| {
                PageCell::number(count, anchors.level(at, *level)).shaded(count, most_level)
            });
        let categories = mosaic[at].iter().enumerate().map(|(column, count)| {
            let cell = PageCell::number(*count, section.clone());
            if column < names.blank {
                cell.shaded(*count, most_category)
            } else {
                cell
            }
        });
        let all = PageCell::number(all, section.clone());
        let cells = std::iter::once(name)
            .chain(levels)
            .chain([all])
            .chain(categories);
        Line(cells.collect())
    };
    PageTable {
        id: "sections".to_owned(),
        title: "各科室的风险点：等级和类别".to_owned(),
        unit: "单位：风险点（个）；颜色越深，数量越多".to_owned(),
        heads: columns(&names),
        rows: rows.iter().enumerate().map(line).collect(),
        printed: PRINTED,
        total: levels
            .filter(|table| !table.rows.is_empty())
            .map(|table| sums(table, &names)),
        empty: "没有登记风险点。".to_owned(),
        ..PageTable::default()
    }
}

fn columns(names: &Categories) -> Vec<Head> {
    let levels = LEVELS.iter().map(|(name, ..)| (*name, 3));
    let columns = std::iter::once(("科室", 8)).chain(levels);
    let categories = names.shown.iter().map(|(name, _)| (&**name, 4));
    heads(columns.chain([("合计", 3)]).chain(categories))
}

fn sums(table: &CrossTab, names: &Categories) -> Line {
    let book = Book::Statistics.file_name();
    let total = table.total;
    let counts = total.cells().into_iter().chain([total.total()]);
    let counts = counts.chain(names.shown.iter().map(|(_, count)| *count));
    let name = PageCell::text("合计");
    let cells = counts.map(|count| PageCell::number(count, book));
    Line(std::iter::once(name).chain(cells).collect())
}

/// The categories with a column, each with its number of risk points.
struct Categories {
    shown: Vec<(String, usize)>,
    /// The column of each line of the table by category.
    columns: Vec<usize>,
    /// Columns from here on name no category, and do not count for how dark the others are.
    blank: usize,
}

impl Categories {
    fn of(statistics: &Statistics) -> Self {
        let table = statistics.table(Dimension::Category, Counted::Risks);
        let rows = table.map_or(&[][..], |table| &table.rows[..]);
        let named = rows.iter().filter(|row| !row.is_blank()).count();
        let (own, blank) = if named > MOST_CATEGORIES {
            (MOST_CATEGORIES - 1, MOST_CATEGORIES)
        } else {
            (named, named)
        };
        let mut shown = vec![(format!("其余 {} 类", named - own), 0); blank];
        let mut columns = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            let column = if row.is_blank() { blank } else { at.min(own) };
            if column < own || column == blank {
                shown.resize(shown.len().max(column + 1), (String::new(), 0));
                shown[column].0 = row.labels.join(" ");
            }
            shown[column].1 += row.counts.total();
            columns.push(column);
        }
        Self {
            shown,
            columns,
            blank,
        }
    }

    /// Risk points by section and category.
    fn count(&self, input: &OverviewInput<'_>, sections: usize) -> Vec<Vec<usize>> {
        let mut mosaic = vec![vec![0; self.shown.len()]; sections];
        for (item, lines) in input.register.items.iter().zip(&input.statistics.lines) {
            mosaic[lines.section][self.columns[lines.category]] += item.entry.risk_points();
        }
        mosaic
    }
}
