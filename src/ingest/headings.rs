//! What headings inside a table state of the entries below them: （一）一级风险（3个）. The number is compared, never used.

use std::sync::LazyLock;

use regex::Regex;

use super::checks;
use super::elsewhere;
use crate::diagnostic::Diagnostic;
use crate::location::{CellRef, Place};
use crate::model::{Entry, Field, Origin};
use crate::policy::Lookup;
use crate::text;

/// A number of risk points at the end of a heading.
static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let number = r"(?:\d{1,4}|[一二两三四五六七八九十]{1,3})(?:个|条|项|处)";
    Regex::new(&format!(
        r"(?:^|[^\d一二两三四五六七八九十])({number})(?:廉政|廉洁)?(?:风险点?)?[)\]]?[:。]?$"
    ))
    .ok()
});

/// Findings for every heading whose number differs from the entries that took something from it. A heading of a level below
/// which nothing stands has none, where other headings of the table give levels.
pub fn compare(
    headings: &[(CellRef, String)],
    entries: &[Entry],
    place: &Place,
    lookup: &Lookup<'_>,
) -> Vec<Diagnostic> {
    let of_level = |e: &Entry| {
        let level = e.values.get(&Field::Level);
        level.is_some_and(|v| v.origin == Origin::Group)
    };
    let by_headings = entries.iter().any(of_level);
    let found = headings.iter().filter_map(|(cell, heading)| {
        let stated = stated(heading)?;
        let takes = |e: &&Entry| e.values.values().any(|v| v.cell == Some(*cell));
        let own = entries.iter().filter(takes);
        let rows = own.clone().count();
        let points: usize = own.map(Entry::risk_points).sum();
        let speaks = rows > 0 || (by_headings && elsewhere::of_heading(heading, lookup).is_some());
        (speaks && ![rows, points].contains(&stated)).then(|| {
            let real = if rows == points {
                format!("{points} 个")
            } else {
                format!("{rows} 条、{points} 个")
            };
            let shown = text::excerpt(heading, 20);
            let message = format!("小标题“{shown}”写明 {stated} 个，它下面实际读到 {real}");
            let place = Place {
                cell: Some(*cell),
                ..place.clone()
            };
            Diagnostic::new(&checks::TOTALS, place, message).found(heading.as_str())
        })
    });
    found.collect()
}

fn stated(heading: &str) -> Option<usize> {
    let key = text::key(heading);
    let found = NUMBER.as_ref()?.captures(&key)?;
    text::stated_number(found.get(1)?.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_state_how_many_risk_points_stand_below() {
        for (heading, number) in [
            ("（一）一级风险（3个）", Some(3)),
            ("一、一级风险点（共 2 个）", Some(2)),
            ("二级风险：三个", Some(3)),
            ("预算科（12条）：", Some(12)),
            ("一级风险点5个风险点", Some(5)),
            ("一级风险", None),
            ("二、重点岗位（3个岗位）", None),
            ("2026年风险点", None),
        ] {
            assert_eq!(stated(heading), number, "{heading}");
        }
    }
}
