//! 汇总: what the units come to together, unit by unit, and which of them lie apart from those like them.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::cross::table;
use crate::model::{
    Counted, CrossRow, CrossTab, Dimension, HandedIn, LevelCounts, Outlier, Statistics, UnitCounts,
    UnitSummary, Work,
};
use crate::text;

/// What is counted, in the order of [`UnitCounts::levels`].
const COUNTED: [Counted; 3] = [Counted::Risks, Counted::Posts, Counted::Matters];
/// Whole shares, in hundredths of one in a hundred.
const WHOLE: usize = 10_000;

/// What the statistics of a unit tell the level above; its rows and findings are not among them.
pub fn of_unit(statistics: &Statistics) -> UnitCounts {
    let of = |by, counted| statistics.table(by, counted);
    let sections = COUNTED.map(|counted| of(Dimension::Section, counted));
    let rows = |table: Option<&CrossTab>| table.map_or(Vec::new(), |t| t.rows.clone());
    let left_out = |at: usize| sections[at].map_or(0, |t| t.left_out);
    UnitCounts {
        items: statistics.items,
        levels: sections.map(|table| table.map_or(LevelCounts::default(), |t| t.total)),
        left_out: [left_out(1), left_out(2)],
        sections: rows(sections[0]),
        categories: rows(of(Dimension::Category, Counted::Risks)),
        basis: statistics.basis,
        ..UnitCounts::default()
    }
}

/// The statistics of all units: by unit, by unit and section, by category. Units of the roster have their line, also with
/// nothing in it.
pub fn roll_up(units: &[UnitSummary]) -> Statistics {
    let all = || units.iter().map(|unit| (&unit.unit, &unit.counts));
    let mut tables: Vec<CrossTab> = Vec::new();
    for (at, counted) in COUNTED.into_iter().enumerate() {
        let rows = all().map(|(unit, counts)| CrossRow {
            labels: vec![unit.to_string()],
            counts: counts.levels[at],
        });
        let left_out = match at {
            0 => 0,
            at => all().map(|(_, counts)| counts.left_out[at - 1]).sum(),
        };
        tables.push(table(rows.collect(), Dimension::Unit, counted, left_out));
    }
    let sections = all().flat_map(|(unit, counts)| {
        let rows = counts.sections.iter();
        rows.map(|row| CrossRow {
            labels: std::iter::once(unit.to_string())
                .chain(row.labels.iter().cloned())
                .collect(),
            counts: row.counts,
        })
    });
    let by = Dimension::UnitSection;
    tables.push(table(sections.collect(), by, Counted::Risks, 0));
    tables.push(by_category(units));
    let mut basis = [0; 5];
    for (sum, at) in basis.iter_mut().zip(0..) {
        *sum = all().map(|(_, counts)| counts.basis[at]).sum();
    }
    Statistics {
        tables,
        basis,
        items: all().map(|(_, counts)| counts.items).sum(),
        work: Work::default(),
        ..Statistics::default()
    }
}

/// Categories of all units by level, the most frequent first; what left it blank last.
fn by_category(units: &[UnitSummary]) -> CrossTab {
    let mut lines: BTreeMap<String, CrossRow> = BTreeMap::new();
    for row in units.iter().flat_map(|unit| &unit.counts.categories) {
        let key = text::key(&row.labels.concat());
        let line = lines.entry(key).or_insert_with(|| CrossRow {
            labels: row.labels.clone(),
            counts: LevelCounts::default(),
        });
        line.counts.add(row.counts);
    }
    let mut rows: Vec<CrossRow> = lines.into_values().collect();
    rows.sort_by_key(|row| (row.is_blank(), Reverse(row.counts.total())));
    table(rows, Dimension::Category, Counted::Risks, 0)
}

/// The units whose number of risk points, or whose share of level one, is so many `times` the median of the units like
/// them, or less than that part of it; none where fewer than `least` are alike.
pub fn outliers(units: &[UnitSummary], times: usize, least: usize) -> Vec<Outlier> {
    let mut groups: BTreeMap<&str, Vec<&UnitSummary>> = BTreeMap::new();
    let read = units.iter().filter(|unit| unit.state == HandedIn::Read);
    for unit in read {
        groups.entry(&unit.group).or_default().push(unit);
    }
    let mut out = Vec::new();
    for (group, alike) in groups.iter().filter(|(_, alike)| alike.len() >= least) {
        for (what, share, figure) in MEASURES {
            let mut figures: Vec<usize> = alike.iter().map(|unit| figure(&unit.counts)).collect();
            figures.sort_unstable();
            let median = middle(&figures);
            let apart = alike.iter().map(|unit| (unit, figure(&unit.counts)));
            let apart = apart
                .filter(|(_, own)| median > 0 && (*own >= median * times || own * times <= median));
            out.extend(apart.map(|(unit, own)| Outlier {
                unit: unit.unit.clone(),
                group: (*group).to_owned(),
                alike: alike.len(),
                what,
                own,
                median,
                share,
            }));
        }
    }
    out
}

/// What is compared: its name, whether it is a share, and the figure.
type Measure = (&'static str, bool, fn(&UnitCounts) -> usize);

const MEASURES: [Measure; 2] = [
    ("风险点数", false, UnitCounts::points),
    ("一级占比", true, |counts| {
        counts.levels[0].one * WHOLE / counts.points().max(1)
    }),
];

/// The median of sorted figures, rounded down.
fn middle(sorted: &[usize]) -> usize {
    match sorted.len() {
        0 => 0,
        n if n % 2 == 1 => sorted[n / 2],
        n => usize::midpoint(sorted[n / 2 - 1], sorted[n / 2]),
    }
}
