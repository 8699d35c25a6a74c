//! What the data of a unit come to: its rows, its register by level, its score; and what became of last year's risk points.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::Value;

use super::data::{
    ENTRIES, FINDINGS, NUMBERS, PUBLIC, REGISTER, SCORES, TABLES, UnitData, path_of, value,
};
use super::line::RegisterLine;
use crate::app::former_data::standing_of;
use crate::changes::{self, Now};
use crate::columnar::Shredder;
use crate::diagnostic::Severity;
use crate::emit;
use crate::location::Place;
use crate::model::{
    Change, Fate, Former, Level, Points, PublicItem, Register, Retired, Roster, RowAccount,
    SkipKind, UnitCounts, UnitItem, UnitPublic,
};
use crate::stats;

/// A row, as far as it is counted.
#[derive(Deserialize)]
struct RowLine {
    status: Fate,
    #[serde(rename = "level")]
    _level: Option<Level>,
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

/// What the data of a unit come to. Every line is read as whatever it is used for later, so that a unit another version wrote is
/// one that could not be read, and ends no roll-up; where `columns` are wanted, it must have its place in them too.
///
/// # Errors
/// They cannot be read, or do not fit each other; the reason names the table.
pub fn counts(unit: &Arc<str>, data: &UnitData, columns: bool) -> Result<UnitCounts, String> {
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
    data.each(SCORES, |line| value::<ScoreLine>(line).map(drop))?;
    data.each(NUMBERS, |line| value::<Retired>(line).map(drop))?;
    data.each(PUBLIC, |line| value::<PublicItem>(line).map(drop))?;
    let read = [REGISTER, ENTRIES, FINDINGS, SCORES, NUMBERS, PUBLIC];
    for table in TABLES.into_iter().filter(|table| !read.contains(table)) {
        data.each(table, |line| value::<serde::de::IgnoredAny>(line).map(drop))?;
    }
    if columns {
        fit(data)?;
    }
    let statistics = stats::tabulate(&register, (&Roster::default(), false), []);
    Ok(UnitCounts {
        rows,
        findings,
        ..stats::of_unit(&statistics)
    })
}

/// Whether every line has its place in the columns of its table.
fn fit(data: &UnitData) -> Result<(), String> {
    for table in emit::TABLES {
        let mut columns = Shredder::new(table);
        data.each(table.name, |line| {
            let row: Value = value(line)?;
            let fits = columns.fits(table, &row);
            fits.map_err(|_| "里有这个版本没有的栏目或写法，写不成 Parquet，多半是别的版本的程序写的。请用同一个版本重新写出这个单位的结果，或者不写 Parquet（命令行：不加 --parquet）再汇总".to_owned())
        })?;
    }
    Ok(())
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
    let items = data.values(PUBLIC)?.into_iter();
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
