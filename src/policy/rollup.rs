//! `[rollup]` and `[[units]]`: whose results this level collects, and how they are put together.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::decode::{At, List, Set, Tables, Whole};
use super::source::Report;
use super::words::WordSet;
use crate::model::{UnitInfo, UnitRoster};
use crate::text;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WrittenRollup {
    rows_per_book: Set<Whole<100, 1_000_000>>,
    outlier_times: Set<Whole<2, 100>>,
    least_alike: Set<Whole<3, 1000>>,
    unit_heads: List<String>,
}

/// A unit that reports to this level.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WrittenUnitOf {
    name: Set<String>,
    aliases: List<String>,
    group: Set<String>,
}

/// How results of units are put together.
#[derive(Clone, Debug, Default)]
pub struct RollupPolicy {
    /// Rows of a register that one book takes; of a longer one there are several.
    pub rows_per_book: usize,
    /// How many times the median of units like it, or what part of it, makes a unit stand out.
    pub outlier_times: usize,
    /// So many units alike there must be before any of them stands out.
    pub least_alike: usize,
    /// Heads of columns that name the unit of each row.
    pub unit_heads: WordSet,
    /// The units; empty by default.
    pub units: UnitRoster,
}

/// Builds it of what is written.
pub fn build(
    written: &WrittenRollup,
    units: &Tables<WrittenUnitOf>,
    report: &Report,
) -> RollupPolicy {
    let mut unit_heads = WordSet::default();
    unit_heads.extend(
        &written.unit_heads,
        "rollup.unit_heads",
        None,
        &mut Vec::new(),
    );
    RollupPolicy {
        rows_per_book: written.rows_per_book.number().unwrap_or(20_000),
        outlier_times: written.outlier_times.number().unwrap_or(2),
        least_alike: written.least_alike.number().unwrap_or(5),
        unit_heads,
        units: roster(units, report),
    }
}

fn roster(written: &Tables<WrittenUnitOf>, report: &Report) -> UnitRoster {
    let mut owners: BTreeMap<String, String> = BTreeMap::new();
    let mut units = Vec::new();
    for At { value: unit, span } in written.iter() {
        let Some(name) = unit.name.as_ref() else {
            report.wrong(span, "这个单位没有名称", "请加一行 name = \"单位全称\"。");
            continue;
        };
        for one in std::iter::once(name).chain(unit.aliases.iter()) {
            if let Some(other) = owners.insert(text::key(&one.value), name.value.clone()) {
                let title = format!(
                    "单位名称“{}”写了两次（“{other}”与“{}”）",
                    one.value, name.value
                );
                let help = "一个名称或别名只能属于一个单位，请只保留一处。";
                report.wrong(&one.span, title, help);
            }
        }
        units.push(UnitInfo {
            name: name.value.clone(),
            aliases: unit.aliases.texts(),
            group: unit.group.value().filter(|g| !g.is_empty()).cloned(),
        });
    }
    UnitRoster::new(units)
}
