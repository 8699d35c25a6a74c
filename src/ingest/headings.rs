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

/// A longer heading is no bare name of a person or a post.
const LONGEST_WORD: usize = 4;

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

/// Headings from which no entry below them took anything, where others of the table name sections, posts or persons, or where
/// all of several are bare words: what stands below them is of somebody else than it says.
pub fn unread(
    headings: &[(CellRef, String)],
    entries: &[Entry],
    place: &Place,
    lookup: &Lookup<'_>,
) -> Option<Diagnostic> {
    let who = [Field::Section, Field::Post, Field::Person];
    let taken = |cell: CellRef, fields: &[Field]| {
        let mut values = entries.iter().flat_map(|entry| &entry.values);
        values
            .any(|(field, v)| v.cell == Some(cell) && (fields.is_empty() || fields.contains(field)))
    };
    let rows = headings.iter().map(|(cell, _)| cell.row);
    let rows: Vec<u32> = rows.chain([u32::MAX]).collect();
    let below = |at: usize| {
        let own = entries.iter().map(|entry| entry.rows.first);
        own.filter(|row| (rows[at]..rows[at + 1]).contains(row))
            .count()
    };
    let open = headings.iter().enumerate().filter(|(at, (cell, heading))| {
        below(*at) > 0
            && !taken(*cell, &[])
            && stated(heading).is_none()
            && elsewhere::of_heading(heading, lookup).is_none()
    });
    let open: Vec<(usize, &(CellRef, String))> = open.collect();
    let named = headings.iter().any(|(cell, _)| taken(*cell, &who));
    // 出纳, 会计: a word alone.
    let word = |heading: &str| heading.trim().chars().nth(LONGEST_WORD).is_none();
    let words = open.len() > 1 && open.iter().all(|(_, (_, heading))| word(heading));
    if !named && !words {
        return None;
    }
    let (_, (first, heading)) = open.first()?;
    let count: usize = open.iter().map(|(at, _)| below(*at)).sum();
    let shown: Vec<String> = open
        .iter()
        .map(|(_, (_, h))| text::excerpt(h, 12))
        .collect();
    let shown = shown.join("”“");
    let message = format!(
        "小标题“{shown}”没有读成科室、岗位或者姓名，下面 {count} 条的科室、岗位、姓名不是照它写的，请核对"
    );
    let place = Place {
        cell: Some(*first),
        ..place.clone()
    };
    let finding = Diagnostic::new(&checks::HEADING_UNREAD, place, message).found(heading.as_str());
    let more = open.iter().skip(1).map(|(_, (cell, _))| *cell);
    Some(Diagnostic {
        more: more.collect(),
        ..finding
    })
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
