//! What stands around a table and speaks for all its entries: key-values, the title, names of sheet and file.

use std::collections::BTreeSet;

use super::header::Head;
use super::keyvalue;
use super::names;
use super::rows::{Body, Group};
use super::view::View;
use crate::location::CellRef;
use crate::model::{Field, KeyValue, Origin, Value};
use crate::policy::Lookup;
use crate::text;

/// Fields a key-value above the table can give to all entries.
const FROM_ABOVE: [Field; 6] = [
    Field::Section,
    Field::Post,
    Field::Person,
    Field::Head,
    Field::Leader,
    Field::ReportedOn,
];

/// What stands around a table.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// The title.
    pub title: Option<String>,
    /// Key-values above and below.
    pub key_values: Vec<KeyValue>,
    /// Texts above and below, for scales and stated totals.
    pub notes: Vec<String>,
    /// Columns of the head in which nothing stands at all.
    pub empty_columns: BTreeSet<Field>,
    values: Vec<(Field, Value)>,
}

/// Names from outside the sheet.
#[derive(Clone, Copy, Debug)]
pub struct Names<'n> {
    /// The sheet's name.
    pub sheet: &'n str,
    /// The file's name without folders and ending.
    pub file: &'n str,
}

impl Surroundings {
    /// Reads the lines above the head and below the body.
    pub fn read(
        view: View<'_>,
        head: &Head,
        above: &[u32],
        body: &Body,
        names: Names<'_>,
        lookup: &Lookup<'_>,
    ) -> Self {
        let title = title(view, above, lookup);
        let mut pairs: Vec<KeyValue> = above
            .iter()
            .flat_map(|row| keyvalue::read_row(view, *row, lookup))
            .collect();
        let mut out = Self {
            title,
            empty_columns: empty_columns(view, head, body),
            ..Self::default()
        };
        for field in FROM_ABOVE {
            out.values
                .extend(value_above(field, &pairs, lookup).map(|value| (field, value)));
        }
        if !out.has(Field::Section) {
            out.values.extend(
                section_from_names(out.title.as_deref(), names, lookup)
                    .map(|v| (Field::Section, v)),
            );
        }
        let below: Vec<u32> = body
            .skipped
            .iter()
            .filter(|s| s.kind == crate::model::SkipKind::Footer)
            .map(|s| s.row)
            .collect();
        let footer_pairs: Vec<KeyValue> = below
            .iter()
            .flat_map(|row| keyvalue::read_row(view, *row, lookup))
            .collect();
        if !out.has(Field::ReportedOn) {
            // Of the lines below only the date is the form's own; the names there are signatures.
            let date = value_above(Field::ReportedOn, &footer_pairs, lookup);
            out.values
                .extend(date.map(|value| (Field::ReportedOn, value)));
        }
        pairs.extend(footer_pairs);
        out.key_values = pairs;
        let rows = above.iter().chain(&below);
        out.notes = rows
            .flat_map(|row| view.whole_row(*row))
            .map(|(_, t)| t)
            .collect();
        out
    }

    fn has(&self, field: Field) -> bool {
        self.values.iter().any(|(f, _)| *f == field)
    }

    /// The values for an entry under this heading; a heading inside the table outranks what stands around it.
    pub fn values_for(&self, group: Option<&Group>) -> Vec<(Field, Value)> {
        let mut values = self.values.clone();
        if let Some(group) = group {
            values.retain(|(field, _)| *field != Field::Section);
            let value = Value {
                raw: group.raw.clone(),
                text: group.section.clone(),
                cell: Some(group.cell),
                origin: Origin::Group,
            };
            values.push((Field::Section, value));
        }
        values
    }
}

/// The title: the last wide or long line above the head that is no key-value; 附件1 is none.
fn title(view: View<'_>, above: &[u32], lookup: &Lookup<'_>) -> Option<String> {
    let lines = above
        .iter()
        .filter_map(|row| match view.whole_row(*row).as_slice() {
            [(at, line)] if keyvalue::read_row(view, *row, lookup).is_empty() => {
                Some((*at, line.clone()))
            }
            [(at, line), ..] if view.width(*at) > 2 && !line.contains([':', '：']) => {
                Some((*at, line.clone()))
            }
            _ => None,
        });
    let lines: Vec<String> = lines
        .map(|(_, line)| line)
        .filter(|line| text::squash(line).chars().count() > 4)
        .collect();
    let titled = |line: &&String| {
        let key = text::key(line);
        ["表", "清单", "台账", "目录", "一览", "汇总", "登记"]
            .iter()
            .any(|w| key.ends_with(w) || key.contains(w))
    };
    lines
        .iter()
        .find(titled)
        .or(lines.first())
        .map(|line| text::unbroken(line).replace('\n', ""))
}

fn value_above(field: Field, pairs: &[KeyValue], lookup: &Lookup<'_>) -> Option<Value> {
    let from = |kv: &KeyValue, text: String| Value {
        raw: kv.value.clone(),
        text,
        cell: Some(kv.cell),
        origin: Origin::KeyValue,
    };
    if field != Field::Section {
        let kv = keyvalue::find(pairs, field, lookup)?;
        return Some(from(kv, text::squash(&kv.value)));
    }
    let named = keyvalue::find(pairs, field, lookup).into_iter();
    let units = pairs
        .iter()
        .filter(|kv| keyvalue::is_unit_key(&kv.key) && !lookup.is_blank(&kv.value));
    named
        .chain(units)
        .find_map(|kv| names::section_of_value(&kv.value, lookup).map(|section| from(kv, section)))
}

fn section_from_names(title: Option<&str>, names: Names<'_>, lookup: &Lookup<'_>) -> Option<Value> {
    let sources = [
        (title.unwrap_or(""), Origin::Title),
        (names.sheet, Origin::SheetName),
        (names.file, Origin::FileName),
    ];
    sources.into_iter().find_map(|(written, origin)| {
        let section = names::section_in(written, lookup)?;
        Some(Value {
            raw: written.to_owned(),
            text: section,
            cell: None,
            origin,
        })
    })
}

fn empty_columns(view: View<'_>, head: &Head, body: &Body) -> BTreeSet<Field> {
    let is_empty = |col: u32| {
        body.entries.iter().all(|e| {
            (e.rows.first..=e.rows.last).all(|row| view.seen(CellRef::new(row, col)).is_none())
        })
    };
    head.columns
        .iter()
        .filter(|c| is_empty(c.cell.col))
        .filter_map(|c| c.field)
        .collect()
}
