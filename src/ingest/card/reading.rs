//! Reads a card from top to bottom: which content belongs to which label.

use std::collections::BTreeSet;

use super::kinds;
use super::pair::{Known, Pair, Pairs};
use super::row::Row;
use super::ticks;
use crate::ingest::elsewhere;
use crate::ingest::label::Meaning;
use crate::ingest::stacked::is_title_of;
use crate::ingest::view::{RowCells, View};
use crate::location::CellRef;
use crate::model::Field;
use crate::policy::Lookup;
use crate::reader::Written;

impl Known {
    /// Whether a row holds nothing but labels, and the next one their contents.
    fn is_head(
        &self,
        view: View<'_>,
        cells: &RowCells<'_>,
        below: &RowCells<'_>,
        lookup: &Lookup<'_>,
    ) -> bool {
        let is_label = |(at, text): &(CellRef, Written<'_>)| {
            let meaning = self.meaning(*at, text, lookup);
            view.bottom(*at) == at.row && meaning.is_some_and(|m| m.asks())
        };
        let under = |(at, text): &(CellRef, Written<'_>)| {
            let above = cells.iter().find(|(label, _)| label.col == at.col);
            above.is_some_and(|(_, label)| {
                Meaning::of(text, lookup).is_none() || is_title_of(label, text, lookup)
            })
        };
        cells.len() >= 2
            && cells.iter().all(is_label)
            && below.len() >= 2
            && below.iter().all(under)
    }
}

/// Whether the row below the contents of a head has contents of the same columns again, so that they make a table.
fn goes_on(
    heads: &RowCells<'_>,
    contents: &RowCells<'_>,
    next: &RowCells<'_>,
    lookup: &Lookup<'_>,
) -> bool {
    let columns =
        |cells: &RowCells<'_>| -> Vec<u32> { cells.iter().map(|(at, _)| at.col).collect() };
    let own = columns(heads);
    heads.len() >= 3
        && columns(contents) == own
        && columns(next) == own
        && next
            .iter()
            .all(|(_, text)| Meaning::of(text, lookup).is_none())
}

/// Whether a row is the head of a numbered table that asks for risks, whatever else it asks for: 序号 | 岗位 | 风险点及措施 | 等级.
fn heads_list(view: View<'_>, cells: &RowCells<'_>, lookup: &Lookup<'_>) -> bool {
    let Some((_, first)) = cells.first().filter(|_| cells.len() > 3) else {
        return false;
    };
    if lookup.field(first) != Some(Field::Seq) {
        return false;
    }
    let known = cells
        .iter()
        .filter_map(|(_, label)| Meaning::of(label, lookup));
    let known: Vec<Meaning> = known.collect();
    let of_risk = |m: &Meaning| m.says(Field::Risk) || m.says(Field::Measures) || m.is_level();
    let adjoin =
        |pair: &[(CellRef, Written<'_>)]| pair[1].0.col == pair[0].0.col + view.width(pair[0].0);
    known.len() * 4 >= cells.len() * 3 && known.iter().any(of_risk) && cells.windows(2).all(adjoin)
}

impl Pairs {
    /// Those of a sheet. What stands above the first label is its title.
    ///
    /// Where no label is that of the risk, or of the measures, one that says so in plain words is.
    pub fn of(view: View<'_>, rows: &[u32], lookup: &Lookup<'_>) -> Self {
        let read = |plain, leveled| Self::read(view, rows, (plain, leveled), lookup);
        let known = read(Vec::new(), false);
        let says_risk = |pairs: &Self| pairs.all.iter().any(|p| p.meaning.says(Field::Risk));
        // 一级风险点 | 二级风险点 | 三级风险点 hold the risks, where no other label does.
        let names_level = || {
            let mut cells = rows.iter().flat_map(|row| view.whole_row(*row));
            cells.any(|(_, text)| {
                text.contains("风险") && elsewhere::of_risk(&text, lookup).is_some()
            })
        };
        let leveled = (!says_risk(&known) && names_level()).then(|| read(Vec::new(), true));
        let known = leveled.filter(says_risk).unwrap_or(known);
        let lacks = |field: &Field| !known.all.iter().any(|p| p.meaning.says(*field));
        let lacking: Vec<Field> = [Field::Risk, Field::Measures]
            .into_iter()
            .filter(lacks)
            .collect();
        if lacking.is_empty() {
            return known;
        }
        let leveled = known.known.leveled;
        let named = read(lacking.clone(), leveled);
        // Of several labels nobody knows which one is meant.
        let labels = |field: &Field| -> BTreeSet<&str> {
            let own = named.all.iter().filter(|p| p.meaning.says(*field));
            own.map(|p| p.name.as_str()).collect()
        };
        let plain: Vec<Field> = lacking
            .into_iter()
            .filter(|f| labels(f).len() == 1)
            .collect();
        match plain.len() {
            0 => known,
            _ if plain == named.known.plain => named,
            _ => read(plain, leveled),
        }
    }

    fn read(
        view: View<'_>,
        rows: &[u32],
        (plain, leveled): (Vec<Field>, bool),
        lookup: &Lookup<'_>,
    ) -> Self {
        let cells = || rows.iter().flat_map(|row| view.whole_row(*row));
        let left = cells().map(|(at, _)| at.col).min().unwrap_or_default();
        let right = cells().map(|(at, _)| at.col + view.width(at) - 1).max();
        let mut out = Self {
            known: Known {
                plain,
                leveled,
                kinds: kinds::labels(view, rows, lookup),
                columns: (left, right.unwrap_or(left)),
                last: rows.last().copied().unwrap_or_default(),
                ..Known::default()
            },
            ..Self::default()
        };
        let mut at = 0;
        while let Some(row) = rows.get(at).copied() {
            at += 1;
            let cells = view.whole_row(row);
            let below = rows.get(at).map(|next| view.whole_row(*next));
            let below = below.unwrap_or_default();
            let taken = out.known.is_head(view, &cells, &below, lookup) && {
                out.columns(view, &cells, &below, lookup);
                true
            };
            let taken = taken
                || out.across(view, &cells, &below, lookup)
                || Row {
                    view,
                    at: row,
                    cells: &cells,
                    below: &below,
                    lookup,
                }
                .read(&mut out);
            if taken {
                out.rows.push(rows[at]);
                at += 1;
                let next = rows.get(at).map(|next| view.whole_row(*next));
                out.is_list |= goes_on(&cells, &below, &next.unwrap_or_default(), lookup);
            }
            out.is_list |= heads_list(view, &cells, lookup);
        }
        out.settle_first_rating();
        out
    }

    /// Labels in one row with their contents in the next.
    fn columns(
        &mut self,
        view: View<'_>,
        heads: &RowCells<'_>,
        below: &RowCells<'_>,
        lookup: &Lookup<'_>,
    ) {
        for (label, name) in heads {
            let content = below.iter().find(|(at, _)| at.col == label.col);
            let meaning = self.known.meaning(*label, name, lookup);
            let meaning = meaning.unwrap_or(Meaning::Other);
            let blank = CellRef::new(label.row + 1, label.col);
            let (cell, text) = content.map_or((blank, ""), |(cell, text)| (*cell, text.text()));
            self.push(view, (*label, name, meaning), (cell, text), None);
        }
    }

    /// A label across the whole card, with what it asks for in the row below; whether it is one.
    fn across(
        &mut self,
        view: View<'_>,
        cells: &RowCells<'_>,
        below: &RowCells<'_>,
        lookup: &Lookup<'_>,
    ) -> bool {
        let [(label, name)] = cells[..] else {
            return false;
        };
        let (left, right) = self.known.columns;
        let spans = label.col == left && label.col + view.width(label) > right;
        let meaning = Meaning::of(&name, lookup);
        let Some(meaning @ (Meaning::Field(..) | Meaning::Other)) = meaning else {
            return false;
        };
        if meaning == Meaning::Other && below.len() != 1 {
            return false;
        }
        let is_label = |(at, text): &(CellRef, Written<'_>)| {
            let key = text.split([':', '：']).next().unwrap_or_default();
            self.known.meaning(*at, text, lookup).is_some() || Meaning::of(key, lookup).is_some()
        };
        let adjoins = below.first().is_some_and(|(at, _)| at.row == label.row + 1);
        if self.all.is_empty() || !spans || !adjoins || below.iter().any(is_label) {
            return false;
        }
        let content = match below[..] {
            [(cell, text)] => Some((cell, text.text().to_owned())),
            _ if meaning.is_level() => {
                ticks::chosen(below, &RowCells::new(), lookup).map(|own| (own.cell, own.text))
            }
            _ => None,
        };
        let Some((cell, text)) = content else {
            return false;
        };
        self.push(view, (label, &name, meaning), (cell, &text), None);
        true
    }

    /// 初评 before 复评 where nobody rates himself is what the form declares.
    fn settle_first_rating(&mut self) {
        let is = |p: &Pair, field| p.meaning == Meaning::Field(field, None);
        let again = |p: &Pair| p.meaning.is_level() && p.name.contains("复评");
        if !self.all.iter().any(again) || self.all.iter().any(|p| is(p, Field::Level)) {
            return;
        }
        let first = |p: &&mut Pair| p.meaning.is_level() && p.name.contains("初评");
        for pair in self.all.iter_mut().filter(first) {
            pair.meaning = Meaning::Field(Field::Level, None);
        }
    }
}
