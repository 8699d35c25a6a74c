//! What is said of the heads of a table: those nobody can name, and fields with two columns.

use std::collections::{BTreeMap, BTreeSet};

use super::checks;
use super::columns::is_hierarchy;
use super::header::Head;
use crate::diagnostic::Diagnostic;
use crate::location::Place;
use crate::model::{Column, Entry, Evidence, Field};
use crate::policy::Lookup;
use crate::text;

/// Heads nobody can name, and fields with two columns.
pub fn check(
    head: &Head,
    entries: &[Entry],
    place: &Place,
    lookup: &Lookup<'_>,
    findings: &mut Vec<Diagnostic>,
) {
    let mut seen: BTreeMap<Field, &Column> = BTreeMap::new();
    let mut unread: BTreeSet<&String> = BTreeSet::new();
    let at = |cell| Place {
        cell: Some(cell),
        ..place.clone()
    };
    for column in head
        .columns
        .iter()
        .filter(|c| !c.label.is_empty() && c.by != Evidence::Continued)
    {
        let label = &column.label;
        match column.field {
            None if is_kept_as_it_is(column) => {}
            // On cards below each other the same label stands on each.
            None if column.by == Evidence::UnreadLevel => {
                if unread.insert(label) {
                    findings.push(unread_level(column, entries, at(column.cell)));
                }
            }
            None if is_known_beside(label, lookup) => {}
            None => findings.push(unread_head(label, at(column.cell), lookup)),
            Some(_)
                if matches!(
                    column.by,
                    Evidence::Tick | Evidence::Beside | Evidence::Opinion
                ) => {}
            Some(field) if column.by == Evidence::Loose => {
                let message = format!(
                    "没有见过表头“{}”，按“{}”栏读取，请核对",
                    text::excerpt(label, 30),
                    field.title()
                );
                findings.push(
                    Diagnostic::new(&checks::UNMAPPED, at(column.cell), message).found(label),
                );
            }
            Some(field) => {
                if let Some(other) = seen.insert(field, column) {
                    findings.push(double(field, [&other.label, label], at(column.cell)));
                    seen.insert(field, other);
                }
            }
        }
    }
}

/// A head nobody can name.
fn unread_head(label: &str, place: Place, lookup: &Lookup<'_>) -> Diagnostic {
    if is_hierarchy(label) {
        let message = format!("表头“{label}”不是等级栏");
        return Diagnostic::new(&checks::HIERARCHY, place, message).found(label);
    }
    let near = lookup.nearest_field(label);
    let near = near.map_or(String::new(), |(word, field)| {
        format!("，最接近的已知写法是“{word}”（{}栏）", field.title())
    });
    let message = format!("不认识表头“{}”{near}", text::excerpt(label, 30));
    Diagnostic::new(&checks::UNMAPPED, place, message).found(label)
}

/// A second column of a field.
fn double(field: Field, [first, second]: [&str; 2], place: Place) -> Diagnostic {
    let message = format!("“{first}”与“{second}”都是“{}”栏", field.title());
    let finding = Diagnostic::new(&checks::DOUBLE, place, message).found(second);
    if field.is_level() {
        finding.help(DOUBLE_LEVEL)
    } else {
        finding
    }
}

/// Whether a head is one that exports of online forms or personal forms have beside the risks: 提交者（自动）, 岗位职责.
fn is_known_beside(label: &str, lookup: &Lookup<'_>) -> bool {
    let key = text::without_brackets(&text::label_key(label));
    let words = &lookup.policy().words;
    words.export_heads.exact(&key).is_some() || words.card_labels.exact(&key).is_some()
}

/// Whether a column without a field is understood all the same.
const fn is_kept_as_it_is(column: &Column) -> bool {
    matches!(
        column.by,
        Evidence::LessExact
            | Evidence::Earlier
            | Evidence::Part
            | Evidence::OtherLevel
            | Evidence::NoField
            | Evidence::Opinion
    )
}

/// What to do where two columns hold the same kind of level.
const DOUBLE_LEVEL: &str = "两栏写得一样的，照登；写得不一样的，程序不取其中任何一个，等级待定，列入 05-评审表。\
    请确认应以哪一列为准，并在表头写明各由谁评定（如“自评等级”“审定等级”）。";

/// A level beside another that nobody can name.
fn unread_level(column: &Column, entries: &[Entry], place: Place) -> Diagnostic {
    let held = entries.iter().filter(|e| {
        let mut doubts = e.extras.iter().filter(|x| x.doubts.is_some());
        doubts.any(|x| x.label == column.label)
    });
    let confirmed = held.clone().filter(|e| e.confirmed.is_some()).count();
    let label = text::excerpt(&column.label, 30);
    let unknown = format!("不认识等级栏“{label}”，看不出由谁评定；");
    let message = match (held.count(), confirmed) {
        (0, _) => format!("{unknown}这一栏现在空着"),
        (held, 0) => format!("{unknown}填了这一栏的 {held} 条，不按别的等级栏登记，等级待定"),
        (held, all) if held == all => {
            format!("{unknown}填了这一栏的 {held} 条，都有审定等级，按审定等级登记")
        }
        (held, some) => format!(
            "{unknown}填了这一栏的 {held} 条，有审定等级的 {some} 条按审定等级登记，其余不按别的等级栏登记，等级待定"
        ),
    };
    Diagnostic::new(&checks::LEVEL_UNREAD, place, message).found(&column.label)
}
