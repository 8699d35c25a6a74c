//! What headings inside a table state of the entries below them: （一）一级风险（3个）. The number is compared, never used.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;

use super::checks;
use super::elsewhere;
use super::group;
use crate::diagnostic::Diagnostic;
use crate::location::{CellRef, Place};
use crate::model::{Entry, Field, Origin};
use crate::policy::Lookup;
use crate::text;

/// A longer heading is no bare name of a person or a post.
const LONGEST_WORD: usize = 4;
/// Headings shown at most.
const SHOWN: usize = 5;

/// A number of risk points at the end of a heading.
static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let number = r"(?:\d{1,4}|[一二两三四五六七八九十]{1,3})(?:个|条|项|处)";
    Regex::new(&format!(
        r"(?:^|[^\d一二两三四五六七八九十])({number})(?:廉政|廉洁)?(?:风险点?)?[)\]]?[:。]?$"
    ))
    .ok()
});

/// A heading and its cell.
type Heading = (CellRef, String);

/// What entries took from a heading.
#[derive(Default)]
struct Taken {
    rows: usize,
    points: usize,
    /// Whether it is a section, a post or a person.
    who: bool,
}

/// What the headings of a table and the entries below them do not agree in.
pub fn told(
    headings: &[Heading],
    entries: &[Entry],
    place: &Place,
    lookup: &Lookup<'_>,
) -> Vec<Diagnostic> {
    let taken = taken(headings, entries);
    let mut told = compare(headings, entries, &taken, (place, lookup));
    told.extend(unread(headings, entries, &taken, (place, lookup)));
    told
}

/// What the entries took from each heading.
fn taken(headings: &[Heading], entries: &[Entry]) -> BTreeMap<CellRef, Taken> {
    let cells = headings.iter().map(|(cell, _)| (*cell, Taken::default()));
    let mut taken: BTreeMap<CellRef, Taken> = cells.collect();
    if taken.is_empty() {
        return taken;
    }
    for entry in entries {
        let mut own: BTreeSet<CellRef> = BTreeSet::new();
        for (field, value) in &entry.values {
            let Some(cell) = value.cell else { continue };
            if let Some(taken) = taken.get_mut(&cell) {
                taken.who |= [Field::Section, Field::Post, Field::Person].contains(field);
                own.insert(cell);
            }
        }
        for cell in own {
            let taken = taken.entry(cell).or_default();
            taken.rows += 1;
            taken.points += entry.risk_points();
        }
    }
    taken
}

/// Findings for every heading whose number differs from the entries that took something from it. A heading of a level below
/// which nothing stands has none, where other headings of the table give levels.
fn compare(
    headings: &[Heading],
    entries: &[Entry],
    taken: &BTreeMap<CellRef, Taken>,
    (place, lookup): (&Place, &Lookup<'_>),
) -> Vec<Diagnostic> {
    let of_level = |e: &Entry| {
        let level = e.values.get(&Field::Level);
        level.is_some_and(|v| v.origin == Origin::Group)
    };
    let by_headings = entries.iter().any(of_level);
    let found = headings.iter().filter_map(|(cell, heading)| {
        let stated = stated(heading)?;
        let Taken { rows, points, .. } = *taken.get(cell)?;
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

/// Headings that nobody read. Where others of the table name sections, posts or persons, or where all of several are bare
/// words, what stands below them is of somebody else than it says.
fn unread(
    headings: &[Heading],
    entries: &[Entry],
    taken: &BTreeMap<CellRef, Taken>,
    (place, lookup): (&Place, &Lookup<'_>),
) -> Option<Diagnostic> {
    let ends = headings.iter().skip(1).map(|(cell, _)| cell.row);
    let each = headings.iter().zip(ends.chain([u32::MAX]));
    let open = each.filter_map(|((cell, heading), end)| {
        let from = entries.partition_point(|entry| entry.rows.first < cell.row);
        let to = entries.partition_point(|entry| entry.rows.first < end);
        let below = entries.get(from..to).unwrap_or_default();
        let is_open = taken.get(cell).is_none_or(|taken| taken.rows == 0)
            && !below.is_empty()
            && is_unread(heading, below, lookup);
        is_open.then_some((*cell, heading.as_str(), below.len()))
    });
    let open: Vec<(CellRef, &str, usize)> = open.collect();
    // 出纳, 会计: a word alone.
    let word = |heading: &str| heading.trim().chars().nth(LONGEST_WORD).is_none();
    let words = open.len() > 1 && open.iter().all(|(_, heading, _)| word(heading));
    let (first, heading, _) = *open.first()?;
    let whose = words || taken.values().any(|taken| taken.who);
    // 责任人：冯科长 says something of the entries; （一）工资福利类 only orders them.
    if !whose && !open.iter().any(|(_, h, _)| h.contains([':', '：'])) {
        return None;
    }
    let shown = open.iter().take(SHOWN);
    let shown: Vec<String> = shown.map(|(_, h, _)| text::excerpt(h, 12)).collect();
    let more = match open.len() {
        0..=SHOWN => String::new(),
        many => format!("等 {many} 个"),
    };
    let count: usize = open.iter().map(|(.., below)| below).sum();
    let shown = shown.join("”“");
    let (check, message) = if whose {
        let message = format!(
            "小标题“{shown}”{more}没有读成科室、岗位或者姓名，下面 {count} 条的科室、岗位、姓名不是照它写的，请核对"
        );
        (&checks::HEADING_UNREAD, message)
    } else {
        let message =
            format!("小标题“{shown}”{more}没有读成任何栏目，没有登记；下面 {count} 条照常登记");
        (&checks::HEADING_LEFT, message)
    };
    let place = Place {
        cell: Some(first),
        ..place.clone()
    };
    let finding = Diagnostic::new(check, place, message).found(heading);
    Some(Diagnostic {
        more: open.iter().skip(1).map(|(cell, ..)| *cell).collect(),
        ..finding
    })
}

/// Whether a heading names nobody, no level and no number, and the entries below do not say themselves what it says.
fn is_unread(heading: &str, below: &[Entry], lookup: &Lookup<'_>) -> bool {
    let own = text::key(text::without_list_number(heading));
    let says = |entry: &Entry| entry.values.values().any(|v| text::key(&v.text) == own);
    stated(heading).is_none()
        && elsewhere::of_heading(heading, lookup).is_none()
        && group::names(heading, false, lookup).is_empty()
        && !below.iter().any(says)
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
