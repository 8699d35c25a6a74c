//! Totals a form states about itself, compared with what was read. Stated totals can be wrong; they are never used.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;

use super::checks;
use crate::diagnostic::Diagnostic;
use crate::location::{CellRef, Place};
use crate::model::{Entry, Field, Level};
use crate::policy::Lookup;
use crate::text;

/// A word that announces a total, what stands between, the number, its unit and what is counted.
static TOTAL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let sure = "合计|总计|共计|总数|风险点(?:数量|总数|个数|数)";
    let open = "共有?|(?:查找|排查|梳理|确定|填报)出?(?:廉政|廉洁|岗位)*风险点";
    let between = r"[^\d一二三高中低,;。]{0,8}?";
    Regex::new(&format!(
        r"(?:({sure})|{open})({between})(\d{{1,6}})(个|条|项|处)?(.?)"
    ))
    .ok()
});
/// What a number counts when it does not count risk points: 3 个岗位, 5 名工作人员, 12 项制度.
const OTHER_UNITS: &str = "岗科股部处室人名页份权职制措事流环单";
/// Words before a number that counts something else: 梳理权力事项 12 项.
const OTHER_THINGS: [&str; 10] = [
    "事项", "职权", "权力", "制度", "措施", "岗位", "流程", "环节", "人员", "科室",
];

static BY_LEVEL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(一级|二级|三级|高级?|中级?|低级?)(?:风险)?点?[:为有共(]{0,2}(\d{1,6})(?:个|条|项|处)",
    )
    .ok()
});

/// What one cell states.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stated {
    cell: CellRef,
    what: Option<Level>,
    count: usize,
}

/// Findings for every stated total that differs from the entries read.
///
/// `notes` are the texts around the table with their cells, `columns` the number cells of rows of totals.
pub fn compare(
    notes: &[(CellRef, String)],
    columns: &[(CellRef, usize)],
    entries: &[Entry],
    place: &Place,
    lookup: &Lookup<'_>,
) -> Vec<Diagnostic> {
    let mut stated: Vec<Stated> = notes
        .iter()
        .flat_map(|(cell, note)| read(*cell, note, lookup))
        .collect();
    stated.extend(columns.iter().map(|(cell, count)| Stated {
        cell: *cell,
        what: None,
        count: *count,
    }));
    if stated.is_empty() {
        return Vec::new();
    }
    let counts = Counts::of(entries);
    let mut findings: Vec<Diagnostic> = stated
        .iter()
        .filter_map(|s| differs(s, &counts, place))
        .collect();
    findings.extend(inner_difference(&stated, place));
    findings
}

fn read(cell: CellRef, note: &str, lookup: &Lookup<'_>) -> Vec<Stated> {
    let key = text::key(note);
    let number = |m: Option<regex::Match<'_>>| m.and_then(|m| m.as_str().parse::<usize>().ok());
    let mut out = Vec::new();
    let mut totals = TOTAL.iter().flat_map(|p| p.captures_iter(&key));
    let total = totals.find(counts_risks).and_then(|c| number(c.get(3)));
    out.extend(total.map(|count| Stated {
        cell,
        what: None,
        count,
    }));
    let by_level = BY_LEVEL.iter().flat_map(|p| p.captures_iter(&key));
    // 一级3个岗位 counts posts.
    let of_risks = |found: &regex::Captures<'_>| {
        let end = found.get(0).map_or(0, |m| m.end());
        let behind = key.get(end..).and_then(|rest| rest.chars().next());
        behind.is_none_or(|c| !OTHER_UNITS.contains(c))
    };
    for found in by_level.filter(of_risks) {
        let level = found.get(1).and_then(|word| {
            lookup
                .level_word(word.as_str())
                .known
                .first()
                .map(|(_, l)| *l)
        });
        if let (Some(level), Some(count)) = (level, number(found.get(2))) {
            out.push(Stated {
                cell,
                what: Some(level),
                count,
            });
        }
    }
    out
}

/// Whether a total found is one of risk points.
fn counts_risks(found: &regex::Captures<'_>) -> bool {
    let part = |group| found.get(group).map_or("", |m| m.as_str());
    let (sure, between, unit, behind) = (part(1), part(2), part(4), part(5));
    let other = OTHER_THINGS.iter().any(|thing| between.contains(thing));
    (!sure.is_empty() || !unit.is_empty())
        && (!other || between.contains("风险"))
        && (behind.is_empty() || !OTHER_UNITS.contains(behind))
}

/// What the entries of a table come to, counted once for all the totals it states.
struct Counts {
    /// Entries and risk points: of all, and of each level declared.
    levels: BTreeMap<Option<Level>, (usize, usize)>,
    /// The sum of what the rows state.
    of_rows: usize,
}

impl Counts {
    fn of(entries: &[Entry]) -> Self {
        let mut levels: BTreeMap<Option<Level>, (usize, usize)> = BTreeMap::new();
        for entry in entries {
            let points = entry.risk_points();
            // Those without a level count once: among all.
            for of in BTreeSet::from([None, entry.declared]) {
                let count = levels.entry(of).or_default();
                *count = (count.0 + 1, count.1 + points);
            }
        }
        let stated = stated_by_rows(entries).into_iter();
        Self {
            levels,
            of_rows: stated.map(|row| row.number).sum(),
        }
    }
}

/// A total speaks of entries or of risk points, or adds up what the rows state: where one of them is right, nothing is said.
fn differs(stated: &Stated, counts: &Counts, place: &Place) -> Option<Diagnostic> {
    let (rows, points) = counts.levels.get(&stated.what).copied().unwrap_or_default();
    let name = stated
        .what
        .map_or_else(|| "风险点合计".to_owned(), |l| format!("{l}风险点"));
    let real = if rows == points {
        format!("{points} 个")
    } else {
        format!("{rows} 条、{points} 个")
    };
    let sum = if stated.what.is_none() {
        counts.of_rows
    } else {
        0
    };
    (![rows, points, sum].contains(&stated.count)).then(|| {
        let message = format!("表中写明{name} {} 个，实际读到 {real}", stated.count);
        finding(stated.cell, place, message).found(stated.count.to_string())
    })
}

/// A number of risk points that a row states of itself, and how many it lists.
struct OfRow<'e> {
    place: Place,
    written: &'e str,
    number: usize,
    listed: usize,
}

/// What the rows state in a column of numbers. A number merged over several entries counts all of them.
fn stated_by_rows(entries: &[Entry]) -> Vec<OfRow<'_>> {
    let mut stated: Vec<OfRow<'_>> = Vec::new();
    for entry in entries {
        let Some(written) = entry.text(Field::RiskCount) else {
            continue;
        };
        let (place, listed) = (entry.place_of(Field::RiskCount), entry.risk_points());
        match (stated.last_mut(), text::stated_number(written)) {
            (Some(above), _) if above.place == place => above.listed += listed,
            (_, Some(number)) => stated.push(OfRow {
                place,
                written,
                number,
                listed,
            }),
            (_, None) => {}
        }
    }
    stated
}

/// Findings for every number of risk points that a row states of itself, in a column of numbers or at the end of a risk, and
/// that differs from what the risk lists.
pub fn compare_rows(entries: &[Entry]) -> Vec<Diagnostic> {
    let at_end = entries.iter().filter_map(|entry| {
        let written = entry.text(Field::Risk)?;
        Some(OfRow {
            place: entry.place_of(Field::Risk),
            written,
            number: text::stated_at_end(written)?,
            listed: entry.risk_points(),
        })
    });
    let stated = stated_by_rows(entries).into_iter().chain(at_end);
    let found = stated.filter(|s| s.number != s.listed).map(|s| {
        let (number, listed) = (s.number, s.listed);
        let message = format!("写明有 {number} 个风险点，“风险点”栏里列出的是 {listed} 个");
        Diagnostic::new(&checks::TOTALS, s.place, message).found(s.written)
    });
    found.collect()
}

/// The stated levels do not add up to the stated total.
fn inner_difference(stated: &[Stated], place: &Place) -> Option<Diagnostic> {
    let total = stated.iter().find(|s| s.what.is_none())?;
    let levels: Vec<&Stated> = stated
        .iter()
        .filter(|s| s.what.is_some() && s.cell == total.cell)
        .collect();
    let sum: usize = levels.iter().map(|s| s.count).sum();
    (levels.len() > 1 && sum != total.count).then(|| {
        let message = format!("表中写明合计 {} 个，而各等级相加是 {sum} 个", total.count);
        finding(total.cell, place, message)
    })
}

fn finding(cell: CellRef, place: &Place, message: String) -> Diagnostic {
    Diagnostic::new(
        &checks::TOTALS,
        Place {
            cell: Some(cell),
            ..place.clone()
        },
        message,
    )
}
