//! Level columns to be ticked (一级 | 二级 | 三级): what the marks of one entry come to. A mark nobody understands is kept, never
//! taken for a blank.

use super::tick;
use crate::location::CellRef;
use crate::model::{Column, Entry, Evidence, Extra, Field, Level, Origin, Value};
use crate::policy::Lookup;
use crate::text;

/// A mark that is no tick.
struct Mark {
    field: Field,
    extra: Extra,
}

/// The marks of one entry.
pub struct Marks<'l> {
    lookup: &'l Lookup<'l>,
    boxes: Vec<Mark>,
    unclear: Vec<Mark>,
}

impl<'l> Marks<'l> {
    /// No marks yet.
    pub const fn new(lookup: &'l Lookup<'l>) -> Self {
        Self {
            lookup,
            boxes: Vec::new(),
            unclear: Vec::new(),
        }
    }

    /// Takes what stands in a cell under a level's head.
    pub fn add(
        &mut self,
        entry: &mut Entry,
        field: Field,
        column: &Column,
        (cell, written): (CellRef, String),
    ) {
        let label = &column.label;
        let is_box = tick::is_empty_box(&written);
        let ticks = tick::is_tick(&written) || tick::is_star(&written);
        if ticks || (!is_box && self.says_its_head(&written, label)) {
            tick_level(entry, field, label, cell, &written);
            return;
        }
        let is_blank = self.lookup.is_blank(&written);
        let extra = Extra::new(label, written, cell);
        match (is_box, is_blank) {
            (true, _) => self.boxes.push(Mark { field, extra }),
            (false, true) => entry.extras.push(extra),
            (false, false) => self.unclear.push(Mark { field, extra }),
        }
    }

    /// Whether a cell under a level head repeats it: 三级 in the column 三级.
    fn says_its_head(&self, written: &str, label: &str) -> bool {
        self.level(written)
            .is_some_and(|own| self.level(label) == Some(own))
    }

    fn level(&self, word: &str) -> Option<Level> {
        self.lookup.level_word(word).level()
    }

    /// `R` beside `£`: boxes typed in Wingdings 2 that a program wrote without the font.
    fn read_letters(&mut self, entry: &mut Entry) {
        let says = |mark: &Mark, letter: &str| mark.extra.text == letter;
        let is_pair = |(ticked, open): &&(&str, &str)| {
            let known = |m: &Mark| says(m, ticked) || says(m, open);
            let count = |letter| self.unclear.iter().filter(|m| says(m, letter)).count();
            self.unclear.iter().all(known) && count(ticked) == 1 && count(open) > 0
        };
        let Some((ticked, _)) = LETTERS.iter().find(is_pair) else {
            return;
        };
        for Mark { field, extra } in std::mem::take(&mut self.unclear) {
            if extra.text == *ticked {
                tick_level(entry, field, &extra.label, extra.cell, &extra.text);
            } else {
                entry.extras.push(extra);
            }
        }
    }

    /// 2 under 高 and 1 under 中 are how many risks of the entry have each level; none of them is its own.
    fn read_counts(&mut self, entry: &mut Entry) {
        // 1 | 0 | 0 are ticks.
        let number = |mark: &Mark| text::key(&mark.extra.text).parse::<u32>().ok();
        let count = |mark: &Mark| number(mark).filter(|count| *count > 1);
        let Some(field) = self
            .unclear
            .iter()
            .find(|m| count(m).is_some())
            .map(|m| m.field)
        else {
            return;
        };
        let Some(ticked) = entry.values.get_mut(&field) else {
            return;
        };
        let once = ticked.text.split('、').map(|label| format!("{label}1个"));
        let more = self.unclear.iter().filter(|m| m.field == field);
        let more = more.filter_map(|m| Some(format!("{}{}个", m.extra.label, count(m)?)));
        let all: Vec<String> = once.chain(more).collect();
        ticked.text = all.join("、").as_str().into();
    }

    /// A mark that is no tick, or a single box where the other levels have none, stands for the level, which then cannot
    /// be told. Boxes left open everywhere say nothing.
    pub fn settle(mut self, entry: &mut Entry) {
        self.read_letters(entry);
        self.read_counts(entry);
        if self.unclear.is_empty() && self.boxes.len() == 1 {
            self.unclear.append(&mut self.boxes);
        }
        for Mark { field, extra } in std::mem::take(&mut self.unclear) {
            if entry.values.contains_key(&field) {
                entry.extras.push(extra);
                continue;
            }
            let clean = text::clean(&extra.text);
            // A level under the head of another one is two levels.
            let level = self.level(&clean);
            let text = level.map_or(clean, |level| format!("{}、{level}", extra.label));
            let value = Value::new(extra.text, &text, Some(extra.cell), Origin::Cell);
            entry.values.insert(field, value);
        }
    }
}

/// The letters by which a font of signs draws a ticked box and an open one, where the font itself was lost.
const LETTERS: [(&str, &str); 2] = [("R", "£"), ("þ", "¨")];

/// A tick under a level head; a second tick makes the level undecided.
fn tick_level(entry: &mut Entry, field: Field, label: &str, cell: CellRef, written: &str) {
    let fresh = Value::new("", "", Some(cell), Origin::Cell);
    let value = entry.values.entry(field).or_insert(fresh);
    let joined = |a: &str, b: &str| {
        if a.is_empty() {
            b.to_owned()
        } else {
            format!("{a}、{b}")
        }
    };
    value.text = joined(&value.text, label).into();
    value.raw = joined(&value.raw, written).into();
}

/// Heads of a finer scale beside those of a field that are ticked: D beside A, B and C.
pub fn finer(field: Field, columns: &[Column], lookup: &Lookup<'_>) -> Vec<String> {
    let is_ticked = |c: &&Column| c.field == Some(field) && c.by == Evidence::Tick;
    let Some(row) = columns.iter().find(is_ticked).map(|c| c.cell.row) else {
        return Vec::new();
    };
    let others = columns.iter();
    let others = others.filter(|c| c.field.is_none() && c.cell.row == row);
    let finer = others.filter(|c| !lookup.level_word(&c.label).foreign.is_empty());
    finer.map(|c| c.label.clone()).collect()
}
