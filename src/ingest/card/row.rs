//! One row of a card, read from left to right.

use std::collections::BTreeMap;

use super::pair::{Known, Pairs};
use super::ticks;
use crate::ingest::keyvalue;
use crate::ingest::label::Meaning;
use crate::ingest::level;
use crate::ingest::names;
use crate::ingest::stacked::is_title_of;
use crate::ingest::tick::{self, Choice};
use crate::ingest::view::{RowCells, View};
use crate::location::CellRef;
use crate::model::{Field, KeyValue};
use crate::policy::Lookup;
use crate::reader::Written;

/// A label stands no further to the left of what it is merged beside.
const WIDEST: usize = 60;
/// A longer text at the left names no part of a form.
const LONGEST: usize = 16;

/// A row, and the one below it.
pub struct Row<'r, 'g> {
    pub view: View<'g>,
    pub at: u32,
    pub cells: &'r RowCells<'g>,
    pub below: &'r RowCells<'g>,
    pub lookup: &'r Lookup<'r>,
}

/// The cell of a content, and the text.
pub type Content<'g> = (CellRef, &'g str);

/// What speaks for the cells that follow.
#[derive(Default)]
pub struct Around {
    /// The label that stands over them.
    pub group: Option<(CellRef, Meaning)>,
    /// Whether they are steps of 评估审查, each with its level.
    chain: bool,
    /// The number of the item they belong to.
    item: Option<u32>,
    /// The keys with their values in the cells of the row, by their cells.
    keyed: Option<BTreeMap<CellRef, Vec<KeyValue>>>,
}

impl<'g> Row<'_, 'g> {
    /// Reads it; whether the row below was read with it.
    pub fn read(&self, out: &mut Pairs) -> bool {
        if self.takes_heading(out) {
            return false;
        }
        let by_turns = self.by_turns();
        let mut around = Around::default();
        let (mut at, mut below) = (0, false);
        while let Some((cell, written)) = self.cells.get(at).copied() {
            self.look_left(at, &mut around, &out.known);
            let meaning = self.label(at, &around, &out.known);
            let heads = !by_turns && !around.chain;
            if heads && self.begins_chain(at, meaning.as_ref()) {
                let label = (written.text().to_owned(), Meaning::Other);
                out.known.labels.entry(cell).or_insert(label);
                out.known.chains.insert(cell);
                around.chain = true;
                at += 1;
                continue;
            }
            let Some(meaning) = meaning else {
                at += self.unlabelled(at, &mut around, out);
                continue;
            };
            at += 1;
            out.known.steps |=
                out.known.meaning(cell, &written, self.lookup).is_none() && meaning.is_level();
            let next_is_label = self.is_label(at, &around, &out.known);
            if !by_turns && self.takes_steps(at, &meaning, out) {
                return true;
            }
            let tall = self.view.bottom(cell) > self.at;
            let over = (tall || matches!(meaning, Meaning::Category(_))) && next_is_label;
            let opens = over || (tall && self.begins_item(at, &meaning, &around, &out.known));
            if opens && !by_turns {
                let label = (written.text().to_owned(), meaning.clone());
                out.known.labels.insert(cell, label);
                around.group = Some((cell, meaning));
                continue;
            }
            let above = around.group.clone().filter(|g| g.0 != cell);
            let label = (cell, written.text(), meaning);
            if let Some(chosen) = self.chosen(at, &label.2) {
                out.push(self.view, label, (chosen.cell, &chosen.text), above);
                at += chosen.cells;
                below |= chosen.below;
                continue;
            }
            if let Some((cell, date, cells)) = self.date_in_pieces(at, &label.2) {
                out.push(self.view, label, (cell, &date), above);
                at += cells;
                continue;
            }
            let content = self.adjoining(at);
            let content = content.filter(|_| by_turns || !next_is_label);
            at += usize::from(content.is_some());
            let blank = CellRef::new(self.at, cell.col + self.view.width(cell));
            let content = content.map_or((blank, ""), |(at, text)| (at, text.text()));
            out.push(self.view, label, content, above);
        }
        below
    }

    /// The cell at this place of the row, where it adjoins the one before it.
    pub fn adjoining(&self, at: usize) -> Option<(CellRef, Written<'g>)> {
        let (before, _) = self.cells.get(at.checked_sub(1)?)?;
        let next = self.cells.get(at)?;
        (next.0.col == before.col + self.view.width(*before)).then_some(*next)
    }

    /// A label to the left of a cell that is merged over this row and begins above it speaks for what follows.
    fn look_left(&self, at: usize, around: &mut Around, known: &Known) {
        let (cell, _) = self.cells[at];
        let before = at.checked_sub(1).and_then(|before| self.cells.get(before));
        let first = before.map_or(known.columns.0, |(at, _)| at.col + self.view.width(*at));
        for col in (first..cell.col).rev().take(WIDEST) {
            let seen = self.view.seen(CellRef::new(self.at, col));
            let Some(seen) = seen.filter(|seen| seen.cell.row < self.at) else {
                continue;
            };
            if known.chains.contains(&seen.cell) {
                around.chain = true;
            } else if let Some((_, meaning)) = known.labels.get(&seen.cell) {
                around.group = Some((seen.cell, meaning.clone()));
                return;
            }
        }
    }

    /// What the cell at this place means as a label.
    fn label(&self, at: usize, around: &Around, known: &Known) -> Option<Meaning> {
        let plain = || {
            let (_, written) = self.cells[at];
            let beside = around.group.is_none()
                && self.adjoining(at + 1).is_some()
                && !self.is_label(at + 1, around, known);
            Meaning::in_plain_words(&written, &known.plain).filter(|_| beside)
        };
        self.listed(at, around, known).or_else(plain)
    }

    /// The same, where it need not be read in plain words.
    fn listed(&self, at: usize, around: &Around, known: &Known) -> Option<Meaning> {
        let (cell, written) = self.cells.get(at)?;
        let own = known.meaning(*cell, written, self.lookup);
        // 科室 under 防控措施 says who takes them.
        if own.is_some() && self.names_part(at, around) {
            return None;
        }
        if own.is_some() && !around.chain {
            return own;
        }
        // 科室 among the steps of 评估审查 gives a level, if a level stands beside it.
        let step = Meaning::of_step(written, self.lookup).filter(|_| {
            let next = self.adjoining(at + 1);
            let leveled = next.is_some_and(|(_, text)| self.is_level(&text));
            let blank = next.is_none() && around.group.is_none() && known.steps;
            leveled || (own.is_none() && (around.chain || blank))
        });
        step.or(own)
    }

    /// Whether the cell at this place adjoins the one before it and is a label.
    pub fn is_label(&self, at: usize, around: &Around, known: &Known) -> bool {
        self.adjoining(at).is_some()
            && self.listed(at, around, known).is_some()
            && !self.is_title(at)
    }

    /// Whether the cell at this place is what the label before it asks for, though it could be one: 职务 | 科长, 风险类别 |
    /// 业务流程风险. A label has a content behind it.
    fn is_title(&self, at: usize) -> bool {
        let [(_, label), (_, word)] = self.cells[at.saturating_sub(1)..=at] else {
            return false;
        };
        let next = self.adjoining(at + 1);
        let open = next.is_none_or(|(_, next)| Meaning::of(&next, self.lookup).is_some());
        let kind = || {
            self.lookup.field(&label) == Some(Field::Category)
                && self.lookup.policy().category_of(&word).is_some()
        };
        open && (kind() || is_title_of(&label, &word, self.lookup))
    }

    /// Whether a cell is a level, or boxes for one of which none is ticked.
    pub fn is_level(&self, written: &str) -> bool {
        let words = || written.split(|c: char| !c.is_alphanumeric());
        let open = || {
            tick::choice(written) == Choice::Unticked
                && words().any(|word| self.lookup.level_word(word).is_level())
        };
        level::read_one(written, self.lookup).is_some() || open()
    }

    /// Whether with this cell begin the steps of 评估审查, each with its level: 风险等级评定 | 个人自评 | 三级 | 科室审核 | 二级.
    fn begins_chain(&self, at: usize, meaning: Option<&Meaning>) -> bool {
        let (_, written) = self.cells[at];
        let named = meaning.is_some_and(Meaning::is_level) || Meaning::heads_steps(&written);
        let open = (matches!(meaning, None | Some(Meaning::Other)) || named)
            && !written.contains([':', '：']);
        let Some((_, next)) = self.adjoining(at + 1).filter(|_| open) else {
            return false;
        };
        let (step, level) = match next.split_once([':', '：']) {
            Some((step, level)) => (step, Some(level)),
            None => (
                next.text(),
                self.adjoining(at + 2).map(|(_, text)| text.text()),
            ),
        };
        Meaning::of_step(step, self.lookup).is_some()
            && level.map_or(named, |level| self.is_level(level))
    }

    /// What was chosen of levels printed behind a label.
    fn chosen(&self, at: usize, meaning: &Meaning) -> Option<ticks::Chosen> {
        let behind = self.adjoining(at).filter(|_| meaning.is_level());
        behind?;
        ticks::chosen(self.cells.get(at..)?, self.below, self.lookup)
    }

    /// A cell that is no label; how many cells are read with it.
    fn unlabelled(&self, at: usize, around: &mut Around, out: &mut Pairs) -> usize {
        let (cell, written) = self.cells[at];
        let group = around.group.clone().map(|(label, meaning)| {
            let known = out.known.labels.get(&label);
            (label, known.map(|(name, _)| name.clone()), meaning)
        });
        if let Some((label, name, meaning)) = &group {
            let name = name.as_deref().unwrap_or_default();
            if let Some((item, content)) = self.item(at, meaning, around, &out.known) {
                around.item = item.number();
                out.push(self.view, (*label, name, item), content, None);
                return 1 + usize::from(self.adjoining(at + 1).is_some());
            }
            if let Some((cell, part)) = self.part(at, meaning, around, &out.known) {
                let label = (*label, name, meaning.clone());
                out.push(self.view, label, (cell, &part), None);
                return 2;
            }
        }
        if self.keyed(cell, &written, around, out) {
            return 1;
        }
        if self.is_level_of_risk(&written, out) {
            let meaning = Meaning::Field(Field::Level, around.item);
            out.push(self.view, (cell, "", meaning), (cell, written.text()), None);
            return 1;
        }
        if let Some((label, name, meaning)) = group {
            let label = (label, name.as_deref().unwrap_or_default(), meaning);
            out.push(self.view, label, (cell, written.text()), None);
            return 1;
        }
        let leads = at == 0 && written.chars().nth(LONGEST).is_none();
        if leads && self.is_label(at + 1, around, &out.known) {
            out.parts.push((cell, written.text().to_owned()));
        } else if self.cells.len() == 1 && names_post(&written) {
            // 稽核岗 on a line of its own, above what is asked of it.
            let label = (cell, "", Meaning::Field(Field::Post, None));
            out.push(self.view, label, (cell, written.text()), None);
        } else if !out.all.is_empty() {
            // Before the first label stands the title.
            out.stray.push((cell, written.text().to_owned()));
        }
        1
    }

    /// The labels with their contents in one cell; whether there are any.
    fn keyed(&self, cell: CellRef, written: &str, around: &mut Around, out: &mut Pairs) -> bool {
        let chain = around.chain;
        let keyed = around.keyed.get_or_insert_with(|| self.keyed_in());
        let own = keyed.remove(&cell).unwrap_or_default().into_iter();
        let own: Vec<KeyValue> = own.filter(|kv| kv.value != written).collect();
        let meaning = |kv: &KeyValue| {
            let step = chain.then(|| Meaning::of_step(&kv.key, self.lookup));
            let step = step.flatten();
            step.or_else(|| Meaning::of(&kv.key, self.lookup))
        };
        let known = own.iter().filter(|kv| meaning(kv).is_some()).count();
        // In a text under a label only a cell of nothing but labels says something of its own.
        if known == 0 || (around.group.is_some() && known < own.len()) {
            return false;
        }
        for kv in own {
            let meaning = meaning(&kv).unwrap_or(Meaning::Other);
            let group = around.group.clone();
            out.push(
                self.view,
                (cell, &kv.key, meaning),
                (cell, &kv.value),
                group,
            );
        }
        true
    }

    fn keyed_in(&self) -> BTreeMap<CellRef, Vec<KeyValue>> {
        let mut keyed: BTreeMap<CellRef, Vec<KeyValue>> = BTreeMap::new();
        for pair in keyvalue::read_row(self.view, self.at, self.lookup) {
            keyed.entry(pair.cell).or_default().push(pair);
        }
        keyed
    }

    /// Whether a cell is the level of the risk that stands before it in its row.
    fn is_level_of_risk(&self, written: &str, out: &Pairs) -> bool {
        let last = out.all.last();
        let risk = last.is_some_and(|p| p.cell.row == self.at && p.meaning.says(Field::Risk));
        risk && written
            .chars()
            .any(|c| c.is_alphanumeric() && !c.is_ascii())
            && self.lookup.level_word(written).is_level()
    }

    /// Whether the row says label and content by turns, so that 科长 behind 职务 is a content though it could be a label.
    fn by_turns(&self) -> bool {
        let (view, cells) = (self.view, self.cells);
        let is_pair = |pair: &[(CellRef, Written<'_>)]| {
            let (label, content) = (pair[0], pair[1]);
            view.bottom(label.0) == label.0.row
                && content.0.col == label.0.col + view.width(label.0)
                && Meaning::of(&label.1, self.lookup).is_some_and(|m| m.asks())
        };
        let pairs = cells.chunks_exact(2);
        cells.len() >= 4 && pairs.remainder().is_empty() && pairs.clone().all(is_pair)
    }
}

/// Whether a line is nothing but the name of a post.
fn names_post(line: &str) -> bool {
    line.ends_with('岗') && names::post_in(line).is_some()
}
