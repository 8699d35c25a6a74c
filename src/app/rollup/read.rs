//! What the data of a unit come to: its rows, its register by level, its score; and what became of last year's risk points.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

use super::data::{ENTRIES, FINDINGS, NUMBERS, REGISTER, SCORES, TABLES, UnitData, path_of, value};
use super::line::RegisterLine;
use crate::app::former_data::standing_of;
use crate::changes::{self, Now};
use crate::diagnostic::Severity;
use crate::location::Place;
use crate::model::{
    Change, Fate, Former, Points, Register, Retired, Roster, RowAccount, SkipKind, UnitCounts,
    UnitItem, UnitPublic,
};
use crate::stats;

/// A row, as far as it is counted.
#[derive(Deserialize)]
struct RowLine {
    status: Fate,
    #[serde(default)]
    skip: Option<SkipKind>,
}

/// A row, as far as it says where it stands.
#[derive(Deserialize)]
struct PlaceLine {
    id: String,
    place: Place,
}

#[derive(Deserialize)]
struct FindingLine {
    severity: Severity,
}

/// A score.
#[derive(Debug, Deserialize)]
pub struct ScoreLine {
    /// The special check; none for the score of the year.
    #[serde(default)]
    pub scheme: Option<String>,
    /// Who is scored.
    pub section: String,
    /// The post, where it is one.
    #[serde(default)]
    pub post: Option<String>,
    /// Who holds it.
    #[serde(default)]
    pub person: Option<String>,
    /// 总分.
    pub total: Option<serde_json::Number>,
    /// 等次.
    pub band: Option<String>,
}

impl ScoreLine {
    /// 总分; none while something is not marked.
    pub fn points(&self) -> Option<Points> {
        self.total.as_ref()?.to_string().parse().ok()
    }
}

/// What the data of a unit come to.
///
/// # Errors
/// They cannot be read, or do not fit each other; the reason names the table.
pub fn counts(unit: &Arc<str>, data: &UnitData) -> Result<UnitCounts, String> {
    let mut rows = RowAccount::default();
    data.each(ENTRIES, |line| {
        let row: RowLine = value(line)?;
        rows.read += 1;
        match row.status {
            Fate::Registered => rows.registered += 1,
            Fate::Merged => rows.merged += 1,
            Fate::Returned => rows.returned += 1,
            Fate::Skipped => {
                let kind = row.skip.ok_or("跳过了却没有说为什么")?;
                *rows.skipped.entry(kind).or_insert(0) += 1;
            }
        }
        Ok(())
    })?;
    let nowhere = BTreeMap::new();
    let mut register = Register::default();
    data.each(REGISTER, |line| {
        let line: RegisterLine = value(line)?;
        register.items.push(line.item(unit, &nowhere).item);
        Ok(())
    })?;
    if register.items.len() != rows.registered {
        return Err(format!(
            "{} 有 {} 条，{} 里登记的有 {} 行，对不上",
            path_of(REGISTER),
            register.items.len(),
            path_of(ENTRIES),
            rows.registered
        ));
    }
    let mut findings = [0; 3];
    data.each(FINDINGS, |line| {
        let line: FindingLine = value(line)?;
        findings[2 - line.severity as usize] += 1;
        Ok(())
    })?;
    let read = [REGISTER, ENTRIES, FINDINGS];
    for table in TABLES.into_iter().filter(|table| !read.contains(table)) {
        data.each(table, |line| value::<serde::de::IgnoredAny>(line).map(drop))?;
    }
    let statistics = stats::tabulate(&register, &Roster::default(), []);
    Ok(UnitCounts {
        rows,
        findings,
        ..stats::of_unit(&statistics)
    })
}

/// The items of a unit, with where their entries stand.
///
/// # Errors
/// They cannot be read any more.
pub fn items(unit: &Arc<str>, data: &UnitData) -> Result<Vec<UnitItem>, String> {
    let mut places = BTreeMap::new();
    data.each(ENTRIES, |line| {
        let line: PlaceLine = value(line)?;
        places.insert(line.id, line.place);
        Ok(())
    })?;
    let lines: Vec<RegisterLine> = data.values(REGISTER)?;
    Ok(lines
        .into_iter()
        .map(|line| line.item(unit, &places))
        .collect())
}

/// What the public may read of a unit's risk points.
///
/// # Errors
/// It cannot be read any more.
pub fn public(unit: &Arc<str>, data: &UnitData) -> Result<Vec<UnitPublic>, String> {
    let items = data.values(super::data::PUBLIC)?.into_iter();
    let items = items.map(|item| UnitPublic {
        unit: Arc::clone(unit),
        item,
    });
    Ok(items.collect())
}

/// The scores of a unit's result that are of whole sections, or of units that are scored as if they were sections.
///
/// # Errors
/// They cannot be read any more.
pub fn scores(data: &UnitData) -> Result<Vec<ScoreLine>, String> {
    let mut all: Vec<ScoreLine> = data.values(SCORES)?;
    all.retain(|line| line.scheme.is_none() && line.post.is_none() && line.person.is_none());
    Ok(all)
}

/// What a former result of a unit knows.
///
/// # Errors
/// It cannot be read.
pub fn former(data: &UnitData, year: i32) -> Result<Former, String> {
    let mut items = Vec::new();
    data.each(REGISTER, |line| {
        items.push(standing_of(line).map_err(|_| "不是本程序写的内容".to_owned())?);
        Ok(())
    })?;
    Ok(Former {
        year: Some(year),
        items,
        retired: data.values(NUMBERS)?,
        ..Former::default()
    })
}

/// What became of the risk points of a unit since its former result; all are new where there is none.
///
/// # Errors
/// One of the two cannot be read.
pub fn changes(
    before: Option<&UnitData>,
    now: Option<&UnitData>,
    year: i32,
) -> Result<Vec<Change>, String> {
    let read = |data: Option<&UnitData>, year| data.map(|data| former(data, year)).transpose();
    let before = read(before, year - 1)?.unwrap_or_default();
    if let Some(now) = read(now, year)? {
        let now = Now {
            retired: now.retired.iter().collect(),
            standing: now.items,
        };
        return Ok(changes::compare(&before, &now));
    }
    // Of a unit that has handed in nothing nobody knows what is gone.
    let unreported: Vec<Retired> = before.items.iter().map(unreported).collect();
    let now = Now {
        standing: Vec::new(),
        retired: unreported.iter().collect(),
    };
    let mut all = changes::compare(&before, &now);
    for change in &mut all {
        change.reason = Some(SILENT.to_owned());
    }
    Ok(all)
}

/// Why nobody knows what became of a risk point.
const SILENT: &str = "单位尚未报送";

fn unreported(item: &crate::model::Standing) -> Retired {
    Retired {
        id: item.id.clone(),
        keys: item.keys.clone(),
        unreported: true,
        ..Retired::default()
    }
}
