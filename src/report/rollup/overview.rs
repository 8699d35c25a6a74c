//! 00-总览 of many units: who has handed in, where the risks stand and how high, unit by unit; who lies apart, who is silent.

use std::collections::BTreeMap;

use super::super::context::ReportContext;
use super::super::overview::figures::{figure, percent};
use super::super::overview::levels::{LEVELS, share_of};
use super::super::overview::{changes, follow};
use super::handed_in::{NO_ROSTER, in_state};
use super::outliers;
use super::statistics::{by_category, category_columns};
use super::{RollupInput, UnitClasses};
use crate::diagnostic::{Severity, errors};
use crate::model::{
    Book, ChangeClass, Counted, CrossRow, Dimension, HandedIn, LevelCounts, Outlier, UnitSummary,
};
use crate::writer::page::{
    Bar, Bars, Block, Figure, Line, Long, PRINTED, Page, PageCell, PageTable, Tone, heads,
};

/// Categories with a column of their own.
const MOST_CATEGORIES: usize = 7;

/// The page.
pub fn rollup_page(input: &RollupInput<'_>, context: &ReportContext) -> Page {
    let total = total(input);
    let first = [
        Some(Block::Bars(share_of(total, Book::Register.file_name()))),
        Some(Block::Table(by_level(input, total))),
        Some(Block::Table(lacking(input))),
    ];
    let second = [
        Some(Block::Table(apart(input))),
        Some(Block::Bars(categories(input))),
        Some(Block::Bars(basis(input))),
        scores(input.units).map(Block::Bars),
        input.changes.map(|all| {
            let count = |class: ChangeClass| counted(all, class);
            Block::Bars(changes::bars(count, input.last_year))
        }),
    ];
    let mosaic = Block::Table(by_unit_and_category(input));
    let first = first.into_iter().flatten();
    Page {
        title: context.title("廉政风险防范管理总览（各单位）"),
        lines: context.page_lines("内部使用，不得公示"),
        figures: figures(input, total),
        first: first.chain([mosaic]).collect(),
        second: second.into_iter().flatten().collect(),
        notes: vec![
            "本页由各单位的结果汇总得来，点单位名称打开该单位的结果；数字都可以在同一文件夹的各张表里按单位查到。".to_owned(),
        ],
        landscape: false,
        ..Page::default()
    }
}

fn total(input: &RollupInput<'_>) -> LevelCounts {
    let table = input.statistics.table(Dimension::Unit, Counted::Risks);
    table.map_or(LevelCounts::default(), |table| table.total)
}

fn counted(all: &[UnitClasses], class: ChangeClass) -> usize {
    let of = |(_, counts): &UnitClasses| counts.get(&class).copied().unwrap_or(0);
    all.iter().map(of).sum()
}

fn figures(input: &RollupInput<'_>, all: LevelCounts) -> Vec<Figure> {
    let units = input.units;
    let of = |state| in_state(units, state);
    let (read, unread, silent) = (
        of(HandedIn::Read),
        of(HandedIn::Unread),
        of(HandedIn::Nothing),
    );
    let levels = [all.one, all.two, all.three].map(|n| n.to_string());
    let warnings = input
        .findings
        .iter()
        .filter(|f| f.severity == Severity::Warning);
    let (register, statistics) = (Book::Register.file_name(), Book::Statistics.file_name());
    vec![
        figure(
            ("已报送单位（个）", format!("{read} / {}", units.len())),
            format!("未报送 {silent} 个，已交未读出 {unread} 个"),
            statistics,
        ),
        figure(
            ("风险点（个）", all.total().to_string()),
            format!("登记 {} 条", input.statistics.items),
            register,
        ),
        figure(
            ("一级 / 二级 / 三级", levels.join(" / ")),
            format!("待定 {} 个", all.open),
            register,
        ),
        figure(
            ("已经审定", percent(input.statistics.basis[0], all.total())),
            String::new(),
            statistics,
        ),
        figure(
            ("退回修改（条）", input.rows.returned.to_string()),
            format!("合并重复 {} 条", input.rows.merged),
            statistics,
        ),
        figure(
            ("汇总时的错误（处）", errors(input.findings).to_string()),
            format!("另有注意事项 {} 处", warnings.count()),
            Book::Findings.file_name(),
        ),
    ]
}

/// The name of a unit, leading to its own result.
fn name(unit: &UnitSummary) -> PageCell {
    PageCell {
        href: reference(&unit.page),
        ..PageCell::text(unit.unit.to_string())
    }
}

/// A path as a page refers to it: what has a meaning in an address is escaped.
fn reference(path: &str) -> String {
    let escapes = [('%', "%25"), ('#', "%23"), ('?', "%3F"), (' ', "%20")];
    escapes
        .iter()
        .fold(path.to_owned(), |path, (sign, escape)| {
            path.replace(*sign, escape)
        })
}

/// In what each unit lies apart from those like it, in words.
fn told_apart(outliers: &[Outlier]) -> BTreeMap<&str, Vec<String>> {
    let mut out: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for outlier in outliers {
        let word = if outlier.own > outlier.median {
            "高"
        } else {
            "低"
        };
        let told = format!("{}偏{word}", outlier.what);
        out.entry(&outlier.unit).or_default().push(told);
    }
    out
}

/// Units by level, the darker the more.
fn by_level(input: &RollupInput<'_>, total: LevelCounts) -> PageTable {
    let book = Book::Statistics.file_name();
    let units = input
        .units
        .iter()
        .filter(|unit| unit.state == HandedIn::Read);
    let most = units
        .clone()
        .flat_map(|unit| unit.counts.levels[0].cells())
        .max()
        .unwrap_or(0);
    let apart = told_apart(input.outliers);
    let line = |unit: &UnitSummary| {
        let counts = unit.counts.levels[0];
        let levels = counts
            .cells()
            .map(|n| PageCell::number(n, book).shaded(n, most));
        let all = counts.total();
        let share = PageCell {
            number: true,
            ..PageCell::text(percent(counts.one, all))
        };
        let told = apart
            .get(&*unit.unit)
            .map_or(String::new(), |told| told.join("、"));
        let told = if told.is_empty() {
            PageCell::text(told)
        } else {
            PageCell::text(told).toned(Tone::Alert)
        };
        let cells = std::iter::once(name(unit)).chain(levels);
        Line(
            cells
                .chain([PageCell::number(all, book), share, told])
                .collect(),
        )
    };
    let sums = total.cells().into_iter().chain([total.total()]);
    let sums = sums.map(|count| PageCell::number(count, book));
    let share = PageCell {
        number: true,
        ..PageCell::text(percent(total.one, total.total()))
    };
    let levels = LEVELS.iter().map(|(name, ..)| (*name, 3));
    let columns = std::iter::once(("单位", 9)).chain(levels);
    PageTable {
        id: "units".to_owned(),
        title: "各单位的风险点：等级".to_owned(),
        unit: "单位：风险点（个）；颜色越深，数量越多".to_owned(),
        heads: heads(columns.chain([("合计", 3), ("一级占比", 4), ("与同类单位比", 6)])),
        rows: units.map(line).collect(),
        printed: PRINTED,
        total: Some(Line(
            std::iter::once(PageCell::text("合计"))
                .chain(sums)
                .chain([share, PageCell::default()])
                .collect(),
        )),
        empty: "没有读到任何单位的结果。".to_owned(),
        ..PageTable::default()
    }
}

/// Units by category, the darker the more.
fn by_unit_and_category(input: &RollupInput<'_>) -> PageTable {
    let book = Book::Statistics.file_name();
    let table = input.statistics.table(Dimension::Category, Counted::Risks);
    let (names, column) =
        table.map_or_else(Default::default, |t| category_columns(t, MOST_CATEGORIES));
    let units = input
        .units
        .iter()
        .filter(|unit| unit.state == HandedIn::Read);
    let counts: Vec<(&UnitSummary, Vec<usize>)> = units
        .map(|unit| (unit, by_category(unit, &column, names.len())))
        .collect();
    let is_told = |at: usize| names[at] != CrossRow::BLANK;
    let told = counts
        .iter()
        .flat_map(|(_, counts)| counts.iter().enumerate());
    let most = told
        .filter(|(at, _)| is_told(*at))
        .map(|(_, n)| *n)
        .max()
        .unwrap_or(0);
    let line = |(unit, counts): &(&UnitSummary, Vec<usize>)| {
        let cells = counts.iter().enumerate().map(|(at, n)| {
            let cell = PageCell::number(*n, book);
            if is_told(at) {
                cell.shaded(*n, most)
            } else {
                cell
            }
        });
        Line(std::iter::once(name(unit)).chain(cells).collect())
    };
    PageTable {
        id: "categories".to_owned(),
        title: "各单位的风险点：类别".to_owned(),
        unit: "单位：风险点（个）；颜色越深，数量越多".to_owned(),
        heads: heads(std::iter::once(("单位", 9)).chain(names.iter().map(|n| (n.as_str(), 4)))),
        rows: counts.iter().map(line).collect(),
        printed: PRINTED,
        empty: "没有登记风险点。".to_owned(),
        ..PageTable::default()
    }
}

/// The units that are silent, and those of which nothing could be read, by name.
fn lacking(input: &RollupInput<'_>) -> PageTable {
    let rows = input
        .units
        .iter()
        .filter(|unit| unit.state != HandedIn::Read);
    let rows: Long<Line> = rows
        .map(|unit| {
            let state = PageCell::text(unit.state.title()).toned(Tone::Alert);
            Line(vec![
                PageCell::text(unit.unit.to_string()),
                state,
                PageCell::text(unit.why.clone()),
            ])
        })
        .collect();
    let empty = if input.roster {
        "名单上的单位都已报送。"
    } else {
        NO_ROSTER
    };
    PageTable {
        id: "silent".to_owned(),
        title: "没有报送的单位".to_owned(),
        unit: format!(
            "共 {} 个单位，已报送 {} 个",
            input.units.len(),
            in_state(input.units, HandedIn::Read)
        ),
        heads: heads([("单位", 9), ("情况", 6), ("说明", 12)]),
        rows,
        printed: PRINTED / 2,
        empty: empty.to_owned(),
        ..PageTable::default()
    }
}

/// The units that lie apart.
fn apart(input: &RollupInput<'_>) -> PageTable {
    let line = |outlier: &crate::model::Outlier| {
        let word = if outlier.own > outlier.median {
            "偏高"
        } else {
            "偏低"
        };
        let texts = [
            outlier.unit.to_string(),
            format!("{}{word}", outlier.what),
            outliers::figure(outlier, outlier.own),
            outliers::figure(outlier, outlier.median),
        ];
        Line(texts.map(PageCell::text).into())
    };
    PageTable {
        id: "apart".to_owned(),
        title: "与同类单位相差较大的".to_owned(),
        unit: "与同类单位的中位数比".to_owned(),
        heads: heads([("单位", 9), ("什么", 6), ("本单位", 4), ("中位数", 4)]),
        rows: input.outliers.iter().map(line).collect(),
        printed: PRINTED / 2,
        empty: "没有，或者同类单位太少、不比较。".to_owned(),
        ..PageTable::default()
    }
}

/// What the levels rest on.
fn basis(input: &RollupInput<'_>) -> Bars {
    let mut bars = follow::basis(input.statistics);
    for bar in &mut bars.rows {
        Book::Statistics.file_name().clone_into(&mut bar.href);
    }
    bars
}

/// Risk points of all units by category and level; beside those that name none the others could not be seen.
fn categories(input: &RollupInput<'_>) -> Bars {
    let table = input.statistics.table(Dimension::Category, Counted::Risks);
    let rows = table.map_or(&[][..], |table| &table.rows[..]);
    let blank: usize = rows
        .iter()
        .filter(|row| row.is_blank())
        .map(|row| row.counts.total())
        .sum();
    let rows: Vec<&CrossRow> = rows.iter().filter(|row| !row.is_blank()).collect();
    let most = rows.iter().map(|row| row.counts.total()).max().unwrap_or(0);
    let bar = |row: &&CrossRow| {
        let parts = LEVELS.iter().zip(row.counts.cells());
        let parts = parts.map(|((name, _, tone), n)| ((*name).to_owned(), n, *tone));
        Bar::stacked(row.labels.concat(), parts, most).to(Book::Statistics.file_name())
    };
    Bars {
        title: "风险类别".to_owned(),
        unit: "单位：风险点（个），按等级分段".to_owned(),
        rows: rows.iter().map(bar).collect(),
        notes: (blank > 0)
            .then(|| format!("另有 {blank} 个没有填类别。"))
            .into_iter()
            .collect(),
        empty: "没有填明类别的风险点。".to_owned(),
        ..Bars::default()
    }
}

/// The units some result scores as a whole, the best first.
fn scores(units: &[UnitSummary]) -> Option<Bars> {
    let scored = units
        .iter()
        .filter_map(|unit| Some((unit, unit.score.as_ref()?.total?)));
    let mut scored: Vec<_> = scored.collect();
    scored.sort_by_key(|(_, total)| std::cmp::Reverse(*total));
    let whole = |points: crate::model::Points| usize::try_from(points.in_hundredths()).unwrap_or(0);
    let most = whole(scored.first()?.1);
    let bars = scored.iter().map(|(unit, total)| {
        let bar = Bar::single(unit.unit.to_string(), whole(*total), most, Tone::Plain);
        bar.saying(total.to_string())
            .to(Book::Statistics.file_name())
    });
    Some(Bars {
        title: "单位考核得分".to_owned(),
        unit: "单位：分".to_owned(),
        rows: bars.collect(),
        ..Bars::default()
    })
}
