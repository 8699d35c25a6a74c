//! A day below the last table of a form speaks for the tables above it that have none, as far as they are of one section and
//! no other form begins between them.

use super::date::{self, DateReading};
use crate::model::{Entry, Field, FormSheet, FormTable, Origin, Value};
use crate::text;

/// Endings of titles, with which another form begins.
const TITLES: [&str; 5] = ["表", "清单", "台账", "目录", "一览"];

/// Gives the days below to the tables above; `together` says that the sheets stand one under the other.
pub fn carry_up(sheets: &mut [FormSheet], days: &[(usize, Value)], together: bool) {
    for (at, day) in days {
        let DateReading::Known(_) = date::read_text(&day.text) else {
            continue;
        };
        let first = if together { 0 } else { *at };
        let Some(above) = sheets.get_mut(first..=*at) else {
            continue;
        };
        let tables = above.iter_mut().flat_map(|sheet| {
            let name = sheet.name.clone();
            sheet
                .tables
                .iter_mut()
                .map(move |table| (name.clone(), table))
        });
        let mut tables: Vec<_> = tables.collect();
        let own = tables.last().map(|(name, _)| name.clone());
        let mut section: Option<String> = None;
        while let Some((name, table)) = tables.pop() {
            let known = table
                .entries
                .first()
                .map(|e| e.key(Field::Section).to_owned());
            let other = section.is_some() && known.is_some() && section != known;
            let dated = |e: &Entry| e.values.get(&Field::ReportedOn).and_then(|v| v.cell);
            let another = table
                .entries
                .iter()
                .filter_map(dated)
                .any(|cell| Some(cell) != day.cell);
            if other || another {
                break;
            }
            section = section.or(known);
            let elsewhere = Some(&name) != own.as_ref();
            table
                .entries
                .iter_mut()
                .for_each(|entry| give(entry, day, elsewhere));
            if begins_form(table) {
                break;
            }
        }
    }
}

fn give(entry: &mut Entry, day: &Value, elsewhere: bool) {
    if entry.text(Field::ReportedOn).is_some() {
        return;
    }
    let DateReading::Known(date) = date::read_text(&day.text) else {
        return;
    };
    let mut value = day.clone();
    if elsewhere {
        value.cell = None;
        value.origin = Origin::OtherSheet;
    }
    entry.values.insert(Field::ReportedOn, value);
    entry.reported_on = Some(date);
}

/// Whether a table bears the title of a form.
fn begins_form(table: &FormTable) -> bool {
    let title = table.title.as_deref().unwrap_or_default();
    let key = text::without_brackets(&text::label_key(title));
    TITLES.iter().any(|end| key.ends_with(end))
}
