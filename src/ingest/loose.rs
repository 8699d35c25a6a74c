//! Heads that nobody has listed but that name their field in plain words: 对应的廉政风险, 采取的防范办法. They are read, and
//! a person is asked to look.

use super::plain::field;
use super::sample::Sample;
use crate::model::{Column, Evidence, Field};
use crate::text;

/// Gives such columns their fields, each field that has no column yet; where none is the risk, or several might be, none.
pub fn settle(columns: &mut [Column], sample: &Sample<'_>) {
    // A row with a number and a level says something itself.
    let says = |c: &Column| {
        let key = text::label_key(&c.label);
        let number = !key.is_empty() && key.chars().all(|c| c.is_ascii_digit());
        number || sample.lookup.level_word(&text::Key(&key)).is_level()
    };
    if columns.iter().any(|c| c.by != Evidence::Tick && says(c)) {
        return;
    }
    let risks = columns.iter().filter(|c| match c.field {
        None => field(&sample.lookup.bare_head(&c.label)) == Some(Field::Risk),
        Some(known) => known == Field::Risk,
    });
    if risks.count() != 1 {
        return;
    }
    for at in 0..columns.len() {
        let column = &columns[at];
        if column.field.is_some() || column.by != Evidence::None {
            continue;
        }
        // 人员 over names is no other than 姓名.
        let persons = text::label_key(&column.label) == "人员"
            && columns.iter().all(|c| c.field != Some(Field::Person))
            && sample.mostly_persons(column.cell.col);
        if persons {
            columns[at].field = Some(Field::Person);
            columns[at].by = Evidence::Cells;
            continue;
        }
        let named = field(&sample.lookup.bare_head(&column.label));
        let named = named.filter(|f| *f != Field::Level || sample.mostly_levels(column.cell.col));
        let alone = |f: &Field| {
            let named = |c: &&Column| {
                c.field.is_none() && field(&sample.lookup.bare_head(&c.label)) == Some(*f)
            };
            let several = [Field::Owner, Field::Post].contains(f);
            !several || columns.iter().filter(named).count() == 1
        };
        let free = named.filter(|f| columns.iter().all(|c| c.field != Some(*f)) && alone(f));
        if let Some(field) = free {
            columns[at].field = Some(field);
            columns[at].by = Evidence::Loose;
        }
    }
}
