//! Levels that a remark states beside the columns of levels: 领导小组定为一级 in 备注. Where the leading group gives one in so
//! many words and no other confirmed level stands in the row, it is the confirmed level, and a person is asked to look; what says
//! another level than the row does, or leaves open whether it is settled, is told.

use std::collections::BTreeSet;

use super::checks;
use super::level_column::{Undecided, whole};
use super::remark::{self, Stated};
use crate::diagnostic::Diagnostic;
use crate::location::{CellRef, Place};
use crate::model::{Column, Entry, Evidence, Extra, Field, Level, Origin, Value};
use crate::policy::Lookup;

/// Reads the remarks of a table whose levels are read, column by column.
pub fn settle(entries: &mut [Entry], columns: &[Column], lookup: &Lookup<'_>) -> Vec<Diagnostic> {
    let remarks = columns.iter().filter(|c| may_remark(c));
    let found = remarks.flat_map(|column| settle_column(entries, column, lookup));
    found.collect()
}

/// 备注, 说明, and what nobody could name.
fn may_remark(column: &Column) -> bool {
    if column.label.is_empty() {
        return false;
    }
    match column.field {
        Some(field) => field == Field::Remark,
        None => column.by == Evidence::None,
    }
}

/// What becomes of a level that a remark states.
enum Fate {
    /// It is the confirmed level.
    Read,
    /// It is told, and the level of this field is in doubt, if any.
    Told(Option<Field>),
}

fn settle_column(entries: &mut [Entry], column: &Column, lookup: &Lookup<'_>) -> Vec<Diagnostic> {
    let (mut read, mut told, mut held) = (Vec::new(), Vec::new(), 0);
    for entry in entries {
        let Some((cell, text)) = remark_of(entry, column) else {
            continue;
        };
        let Some(stated) = remark::stated(&text, entry.declared, lookup) else {
            continue;
        };
        let place = Place {
            cell: Some(cell),
            ..entry.place.clone()
        };
        match fate(entry, &stated) {
            Some(Fate::Read) => {
                let level = stated.level;
                read.push((Undecided::of_word(place, &text), level));
                let value = Value::new(text, level.title(), Some(cell), Origin::Cell);
                entry.values.insert(Field::ConfirmedLevel, value);
                entry.confirmed = Some(level);
            }
            Some(Fate::Told(doubted)) => {
                held += usize::from(doubted.is_some());
                told.push(Undecided::of_word(place, &text));
                doubt(entry, column, (cell, text), doubted);
            }
            None => {}
        }
    }
    let mut found: Vec<Diagnostic> = told_read(column, &read).into_iter().collect();
    found.extend(told_open(column, &told, held));
    found
}

/// What stands in the column beside an entry.
pub fn remark_of(entry: &Entry, column: &Column) -> Option<(CellRef, String)> {
    if let Some(field) = column.field {
        let value = entry.values.get(&field)?;
        return Some((value.cell?, value.text.to_string()));
    }
    let own = |x: &&Extra| x.label == column.label && x.cell.col == column.cell.col;
    let extra = entry.extras.iter().find(own)?;
    Some((extra.cell, extra.text.clone()))
}

/// What becomes of it; nothing where the row says the same.
fn fate(entry: &Entry, stated: &Stated) -> Option<Fate> {
    let decides = stated.decides && stated.of_group;
    if entry.text(Field::ConfirmedLevel).is_some() {
        if entry.confirmed == Some(stated.level) {
            return None;
        }
        let doubted = Some(Field::ConfirmedLevel).filter(|_| decides);
        return Some(Fate::Told(doubted));
    }
    let same = [entry.declared, entry.suggested].contains(&Some(stated.level));
    match () {
        () if stated.is_clear => Some(Fate::Read),
        () if decides => Some(Fate::Told(Some(Field::ConfirmedLevel).filter(|_| !same))),
        () if same => stated.of_group.then_some(Fate::Told(None)),
        () => Some(Fate::Told(Some(Field::Level).filter(|_| stated.decides))),
    }
}

/// Puts a level in doubt by what the remark says.
fn doubt(
    entry: &mut Entry,
    column: &Column,
    (cell, text): (CellRef, String),
    doubted: Option<Field>,
) {
    if doubted.is_none() {
        return;
    }
    let own = |x: &&mut Extra| x.cell == cell && x.label == column.label;
    if let Some(extra) = entry.extras.iter_mut().find(own) {
        extra.doubts = doubted;
        return;
    }
    entry.extras.push(Extra {
        doubts: doubted,
        ..Extra::new(&column.label, text, cell)
    });
}

fn told_read(column: &Column, read: &[(Undecided, Level)]) -> Option<Diagnostic> {
    let levels: BTreeSet<Level> = read.iter().map(|(_, level)| *level).collect();
    let levels: Vec<String> = levels.iter().map(ToString::to_string).collect();
    let own: Vec<&Undecided> = read.iter().map(|(own, _)| own).collect();
    whole(&checks::LEVEL_REMARKED, &own, |_, words| {
        format!(
            "“{}”里写着{words}，读作审定等级（{}），原文保留，请核对",
            column.label,
            levels.join("、")
        )
    })
}

fn told_open(column: &Column, told: &[Undecided], held: usize) -> Option<Diagnostic> {
    let own: Vec<&Undecided> = told.iter().collect();
    whole(&checks::LEVEL_REMARK_OPEN, &own, |_, words| {
        let held = match held {
            0 => "没有读作等级".to_owned(),
            held => format!("没有读作等级，{held} 条等级待定"),
        };
        format!(
            "“{}”里写着{words}，与这一行的等级不一致，或者看不出是不是已经定了；{held}",
            column.label
        )
    })
}
