//! The level columns of a table, each read as a whole. What is wrong with a column is said once, with its rows; what one cell
//! says of its own risk is said at that cell.

use std::collections::BTreeSet;

use super::checks;
use super::level::{self, LevelReading, Why};
use super::ranges::ranges;
use super::rater;
use super::revised;
use crate::diagnostic::{Check, Diagnostic};
use crate::location::{CellRef, Place, row_number};
use crate::model::{Basis, Column, Entry, Evidence, Field, Level};
use crate::policy::Lookup;
use crate::text::{self, Text};

/// Words named in one message.
const MOST_NAMED: usize = 6;

/// Reads a level of all entries of a table, by its column where it has one, the notes around the table, and the heads of a finer
/// scale beside those that are ticked; what nobody can decide is found.
pub fn read(
    field: Field,
    entries: &mut [Entry],
    column: Option<&Column>,
    (notes, finer): (&[String], &[String]),
    lookup: &Lookup<'_>,
) -> Vec<Diagnostic> {
    let text = |e: &Entry| e.values.get(&field).map(|v| v.text.to_string());
    let texts: Vec<String> = entries
        .iter()
        .map(|e| text(e).unwrap_or_default())
        .collect();
    if column.is_none() && texts.iter().all(String::is_empty) {
        return Vec::new();
    }
    let own = own(field, column, lookup);
    let mut context = notes.to_vec();
    context.extend(column.map(|c| c.label.clone()));
    // What a head asks to be ticked is of the scale of the column, whether anything is ticked there or not. It counts twice:
    // one cell alone could have been written by mistake, a head is not.
    let all: Vec<String> = texts.iter().chain(finer).chain(finer).cloned().collect();
    let readings = level::read_column(&all, &context, lookup);
    let (mut open, mut mixed, mut read) = (Vec::new(), Vec::new(), 0);
    for (entry, reading) in entries.iter_mut().zip(readings) {
        let level: Option<Level> = match reading {
            LevelReading::Known(level) => {
                read += 1;
                Some(level)
            }
            LevelReading::Mixed(level) => {
                mixed.push((undecided(entry, field, Why::Slip), level));
                Some(level)
            }
            LevelReading::Blank => {
                // Boxes of which none is ticked say nothing.
                if let Some(value) = entry.values.get_mut(&field) {
                    value.text = Text::default();
                }
                None
            }
            LevelReading::Open(word, why) => {
                let mut own = undecided(entry, field, why);
                own.open.0 = word;
                open.push(own);
                None
            }
        };
        let (level_of, basis) = match own {
            Field::SuggestedLevel => (&mut entry.suggested, Basis::Suggested),
            Field::ConfirmedLevel => (&mut entry.confirmed, Basis::Confirmed),
            _ => (&mut entry.declared, Basis::Declared),
        };
        *level_of = level;
        if field == Field::Level {
            entry.level_is = basis;
        }
    }
    let mut found = findings(&open, read);
    found.extend(told_apart(&mixed));
    found
}

/// A level of an entry that is said something of.
fn undecided(entry: &Entry, field: Field, why: Why) -> Undecided {
    let raw = entry.values.get(&field).map(|v| v.raw.to_string());
    let raw = raw.unwrap_or_default();
    Undecided {
        place: entry.place_of(field),
        open: (raw.clone(), why),
        raw,
    }
}

/// Levels in another notation than nearly all of their column: read, and a person is asked to look.
fn told_apart(mixed: &[(Undecided, Level)]) -> Option<Diagnostic> {
    let own: Vec<&Undecided> = mixed.iter().map(|(own, _)| own).collect();
    whole(&checks::LEVEL_MIXED, &own, |_, words| {
        let mut levels: Vec<String> = Vec::new();
        for (_, level) in mixed {
            let level = level.to_string();
            if !levels.contains(&level) {
                levels.push(level);
            }
        }
        format!(
            "{words}与同列的写法不是一套，按口径里的记法读作{}，请核对",
            levels.join("、")
        )
    })
}

/// The only level column is read as the level, but what its own head says it is stays known.
pub fn own(field: Field, column: Option<&Column>, lookup: &Lookup<'_>) -> Field {
    let Some(only) = column.filter(|c| c.by == Evidence::OnlyLevel) else {
        return field;
    };
    let undated = || lookup.field(&revised::undated(&only.label)?);
    let named = lookup.field(&only.label).or_else(undated);
    let named = named.filter(|f| f.is_level());
    let given = || rater::of(&text::without_brackets(&lookup.bare_head(&only.label)))?.field();
    named.or_else(given).unwrap_or(field)
}

/// A level that a person has to look at.
pub struct Undecided {
    /// Its cell.
    place: Place,
    /// What stands there, as written.
    raw: String,
    /// What of it counts, and why it cannot be decided.
    open: (String, Why),
}

impl Undecided {
    /// What stands in a cell, as written.
    pub fn of_word(place: Place, raw: &str) -> Self {
        Self {
            place,
            raw: raw.to_owned(),
            open: (raw.to_owned(), Why::Unknown),
        }
    }
}

/// The findings of a column with these open levels, `read` others in it being plain.
fn findings(open: &[Undecided], read: usize) -> Vec<Diagnostic> {
    let of = |why: &[Why]| -> Vec<&Undecided> {
        open.iter().filter(|u| why.contains(&u.open.1)).collect()
    };
    let mut found = Vec::new();
    found.extend(whole(
        &checks::LEVEL_UNKNOWN,
        &of(&[Why::Unknown]),
        |_, words| format!("{words}不是已知的等级写法"),
    ));
    found.extend(whole(
        &checks::LEVEL_SCALE,
        &of(&[Why::Finer, Why::Scale]),
        |own, words| {
            let finer = own.iter().filter(|u| u.open.1 == Why::Finer);
            if finer.clone().count() == own.len() && read > 0 {
                return format!(
                    "{words}是四档或五档里的写法，无法对应到三级；同列其余 {read} 个等级照常读取"
                );
            }
            let proof = named(finer.map(|u| u.open.0.as_str()));
            let proof = if proof.is_empty() { words } else { &proof };
            format!("{proof}所在的等级列用的是四档或五档，无法对应到三级，这一列的等级都不作判断")
        },
    ));
    found.extend(whole(
        &checks::LEVEL_SCALE,
        &of(&[Why::Reversed]),
        |_, words| {
            format!("表上（或表下）的说明里等级的高低与三级制相反，如把一级说成低风险，而三级制一级最高；{words}都不作判断")
        },
    ));
    found.extend(whole(&checks::LEVEL_SCALE, &of(&[Why::Slip]), |_, words| {
        format!("{words}与同列的写法不是一套，看不出是三级中的哪一级；同列其余 {read} 个等级照常读取")
    }));
    let mut told: BTreeSet<CellRef> = BTreeSet::new();
    // A cell merged over several entries is told once.
    let mut single = of(&[Why::Several, Why::Count]);
    single.retain(|own| own.place.cell.is_none_or(|cell| told.insert(cell)));
    for one in single {
        let (check, what) = match one.open.1 {
            Why::Count => (
                &checks::LEVEL_COUNT,
                "写的是各等级的个数或者各条的编号，看不出哪个风险点是哪一级",
            ),
            _ => (&checks::LEVEL_SEVERAL, "写了不止一个等级"),
        };
        let message = format!("“{}”{what}", text::excerpt(&one.open.0, 20));
        let finding = Diagnostic::new(check, one.place.clone(), message);
        found.push(finding.found(one.raw.clone()));
    }
    found
}

/// One finding for all of these cells, at the first of them; none where there are none.
pub fn whole(
    check: &Check,
    own: &[&Undecided],
    says: impl Fn(&[&Undecided], &str) -> String,
) -> Option<Diagnostic> {
    let first = own.first()?;
    let words = named(own.iter().map(|u| u.open.0.as_str()));
    let mut message = says(own, &words);
    let rows: BTreeSet<u32> = own
        .iter()
        .filter_map(|u| u.place.cell)
        .map(|c| row_number(c.row))
        .collect();
    if own.len() > 1 {
        let rows = ranges(&rows, |row| row.to_string());
        message = format!("{message}：共 {} 条，第 {rows} 行", own.len());
    }
    let finding = Diagnostic::new(check, first.place.clone(), message).found(first.raw.clone());
    let more = own.iter().skip(1).filter_map(|u| u.place.cell);
    Some(Diagnostic {
        more: more.collect(),
        ..finding
    })
}

/// “红”“橙”“黄”: each word once.
fn named<'w>(words: impl Iterator<Item = &'w str>) -> String {
    let mut known: Vec<&str> = Vec::new();
    for word in words {
        if !known.contains(&word) {
            known.push(word);
        }
    }
    let mut shown = String::new();
    for word in known.iter().take(MOST_NAMED) {
        shown.extend(["“", &text::excerpt(word, 20), "”"]);
    }
    if known.len() > MOST_NAMED {
        shown.push('等');
    }
    shown
}
