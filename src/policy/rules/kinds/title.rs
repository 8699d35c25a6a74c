//! The title: whether it names the year and the unit of the run. A form of last year handed in again is caught here.

use std::sync::{Arc, LazyLock};

use regex::Regex;

use crate::diagnostic::Diagnostic;
use crate::location::CellRef;
use crate::policy::rules::rule::{Facts, Kind, KindInfo, Plain, Rule};
use crate::policy::rules::scope::{Scope, Table};
use crate::text;

/// The title names another year.
pub const TITLE_YEAR: KindInfo = KindInfo {
    name: "title_year",
    about: "标题写的不是本年度。",
    slots: &["text", "year"],
    make: |_, _| Ok(Arc::new(Plain(year))),
    ..KindInfo::PLAIN
};

/// The title or the unit line names another unit.
pub const TITLE_UNIT: KindInfo = KindInfo {
    name: "title_unit",
    about: "标题或“单位”一栏写的是别的单位。口径没有写单位全称时不查。",
    slots: &["text", "unit"],
    make: |_, facts| Ok(Arc::new(TitleUnit::new(facts))),
    ..KindInfo::PLAIN
};

static YEAR: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(20\d\d)(?:年(?:[\d十]{1,3}月)?(版|修订|制|印)?|-|—|－|~|至)").ok()
});
/// The name of a unit at the beginning: 清河区财政局.
static UNIT: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^\p{Han}{2,18}?(?:局|厅|委员会)").ok());

/// A finding for each title that names years, and not that of the run. 2025年版 is the year of the blank form.
fn year(rule: &Rule, scope: &Scope<'_>) -> Vec<Diagnostic> {
    let wanted = scope.occasion.year.to_string();
    let found = scope.tables.iter().filter_map(|table| {
        let title = table.form.title.as_deref()?;
        let digits: String = text::nfkc(title).chars().map(digit).collect();
        let years: Vec<&str> = YEAR
            .iter()
            .flat_map(|p| p.captures_iter(&digits))
            .filter(|c| c.get(2).is_none())
            .filter_map(|c| c.get(1).map(|m| m.as_str()))
            .collect();
        // 2024—2027年 is right for each of these years; the last one is followed by 年 and found by itself.
        let covered = years.iter().min() <= Some(&wanted.as_str())
            && years.iter().max() >= Some(&wanted.as_str());
        let wrong = !years.is_empty() && !covered;
        wrong.then(|| {
            let values = [("text", years.join("、")), ("year", wanted.clone())];
            at(rule, table, table.form.title_at, title, &values)
        })
    });
    found.collect()
}

/// 二〇二六年 → 2026年.
fn digit(c: char) -> char {
    match c {
        '〇' | '○' | '零' => '0',
        '一' => '1',
        '二' => '2',
        '三' => '3',
        '四' => '4',
        '五' => '5',
        '六' => '6',
        '七' => '7',
        '八' => '8',
        '九' => '9',
        other => other,
    }
}

/// The unit, and its comparable key.
#[derive(Debug)]
struct TitleUnit {
    unit: String,
    key: String,
}

impl TitleUnit {
    fn new(facts: &Facts) -> Self {
        Self {
            unit: facts.unit.clone(),
            key: text::key(&facts.unit),
        }
    }
}

impl Kind for TitleUnit {
    fn check(&self, rule: &Rule, scope: &Scope<'_>) -> Vec<Diagnostic> {
        if self.key.is_empty() {
            return Vec::new();
        }
        let found = scope.tables.iter().flat_map(|table| {
            let title = table
                .form
                .title
                .as_deref()
                .map(|t| (table.form.title_at, t));
            let lines = table.form.key_values.iter();
            let lines = lines.filter(|kv| is_unit_key(&kv.key));
            let lines = lines.map(|kv| (Some(kv.cell), kv.value.as_str()));
            title
                .into_iter()
                .chain(lines)
                .filter_map(move |(cell, line)| {
                    let other = other_unit(line, &self.key)?;
                    let values = [("text", other), ("unit", self.unit.clone())];
                    Some(at(rule, table, cell, line, &values))
                })
        });
        found.collect()
    }
}

/// Whether a key asks for the unit whose form it is; 主管单位 and 印制单位 are others by right.
fn is_unit_key(key: &str) -> bool {
    let bare = text::without_brackets(&text::label_key(key));
    let bare = bare.strip_suffix("名称").unwrap_or(&bare);
    let own = ["", "填报", "填表", "报送", "上报", "所在"];
    bare.strip_suffix("单位")
        .is_some_and(|of| own.contains(&of))
}

/// The unit a line begins with, if it is another one. 财政局 or 清河财政局 may stand for 清河区财政局.
fn other_unit(line: &str, unit: &str) -> Option<String> {
    let key = text::key(line);
    if key.contains(unit) {
        return None;
    }
    let behind_year = key.trim_start_matches(|c: char| c.is_ascii_digit() || "年度".contains(c));
    let named = UNIT.as_ref()?.find(behind_year)?.as_str();
    let same =
        unit.ends_with(named) || text::without_ranks(unit).ends_with(&text::without_ranks(named));
    (!same).then(|| named.to_owned())
}

fn at(
    rule: &Rule,
    table: &Table<'_>,
    cell: Option<CellRef>,
    line: &str,
    values: &[(&str, String)],
) -> Diagnostic {
    let place = cell.map_or_else(|| table.head(), |cell| table.place(cell));
    let values: Vec<(&str, &str)> = values.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let mut finding = rule.finding(place, &values);
    finding.found = Some(line.to_owned());
    finding
}
