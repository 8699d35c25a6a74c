//! Levels that a line around a table gives to its entries by their numbers: 领导小组审定意见：1定为一级，其余维持自评. Taken where every
//! number names one entry and the words leave one meaning; else the entries are held back and a person is asked.

mod agreeing;
mod alone;
mod each;
mod giving;
mod leads;
mod line;
mod lines;
mod number;
mod objecting;
mod paired;
mod reading;
mod scan;
mod shared;
mod told;
mod words;

use giving::Own;
use line::{Giver, Line};
use reading::{confirms, own};
use scan::{Reading, Voice};
use told::{Read, Told, Why};

pub use alone::{lines as alone, settle as settle_alone};
pub use shared::settle as settle_column;
pub use words::GIVE;

use std::collections::BTreeMap;

use super::header::Head;
use super::label::Meaning;
use super::view::View;
use crate::diagnostic::Diagnostic;
use crate::location::{CellRef, Place};
use crate::model::{Field, FormTable};
use crate::policy::Lookup;
use crate::reader::Written;

/// Reads such lines of the tables of a sheet, and says what was read so and what was not. `above` gives the lines above a
/// table that are its own, and the columns that it has of them.
pub fn settle<'v>(
    tables: &mut [FormTable],
    above: impl Fn(&FormTable) -> (Vec<u32>, View<'v>),
    view: View<'_>,
    place: &Place,
    lookup: &Lookup<'_>,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut said = Said::new();
    let lines: Vec<Vec<Line>> = tables
        .iter()
        .map(|table| lines::of(table, above(table), view, lookup))
        .collect();
    let each = lines.iter().zip(&*tables);
    let owns = each.map(|(lines, table)| owns(lines, table, view, place, lookup));
    let owns: Vec<Vec<Own<'_>>> = owns.collect();
    let each = owns.iter().enumerate();
    for (at, own) in each.flat_map(|(at, own)| own.iter().map(move |own| (at, own))) {
        let line = own.line;
        if own.is_read(&tables[at].entries) {
            continue;
        }
        let given = own.given();
        let same = |other: &&Own<'_>| other.line.name() == line.name();
        let same: Vec<&Own<'_>> = owns[at].iter().filter(same).collect();
        if given.is_none() && own.objects(&tables[at].entries) {
            let reached = reached(own, at, (tables, view)).into_iter();
            found.extend(
                reached.filter_map(|of| objecting::settle(own, &mut tables[of].entries, &same)),
            );
            continue;
        }
        if given.is_none()
            && let Some(agreed) = own.agreed()
        {
            for of in reached(own, at, (tables, view)) {
                let (read, open) = agreeing::settle(own, agreed, &mut tables[of].entries, &same);
                found.extend(open);
                note(&mut said, own, at, read);
            }
            continue;
        }
        let Some(given) = given else {
            continue;
        };
        let mut meant = reached(own, at, (tables, view));
        meant.retain(|of| *of == at || own.may_mean(&tables[*of].entries, &given));
        if let [_] = meant[..] {
            let (read, unread) = own.settle(&mut tables[at].entries, given);
            found.extend(unread);
            note(&mut said, own, at, read);
            continue;
        }
        found.push(held(own, tables, &meant));
    }
    let said = said.into_values().filter(|(_, read)| !read.is_empty());
    found.extend(said.map(|(told, read)| told.read(&read)));
    found
}

/// What was read of lines, by their table and label, and the cell of those that do not stand below each entry.
type Said<'a> = BTreeMap<(usize, &'a str, Option<CellRef>), (Told<'a>, Read)>;

/// Notes what was read of a line; what stands below each entry is said once of all.
fn note<'a>(said: &mut Said<'a>, own: &'a Own<'a>, at: usize, read: Read) {
    let line = own.line;
    let single = own.entry.map_or(Some(line.cell), |_| None);
    let known = said.entry((at, line.name(), single));
    let (_, all) = known.or_insert_with(|| (own.told(), Read::new()));
    for (level, names) in read {
        all.entry(level).or_default().extend(names);
    }
}

/// The tables of which a line may speak: its own, and where it stands below the last of several those that have no such line.
fn reached(own: &Own<'_>, at: usize, (tables, view): (&[FormTable], View<'_>)) -> Vec<usize> {
    let last = at + 1 == tables.len() && own.entry.is_none();
    let others = if last { 0..at } else { 0..0 };
    let silent = others.filter(|other| !has_line(view, tables, *other, &own.line.label));
    silent.chain([at]).collect()
}

/// The lines of a table, each with what it is read by.
fn owns<'a>(
    lines: &'a [Line],
    table: &FormTable,
    view: View<'a>,
    place: &'a Place,
    lookup: &'a Lookup<'a>,
) -> Vec<Own<'a>> {
    let each = lines.iter();
    let mut owns: Vec<Own<'a>> = each
        .map(|line| own(line, table, view, place, lookup))
        .collect();
    each::settle(&mut owns, &table.entries);
    // What the section says comes before what agrees with it, wherever it stands.
    owns.sort_by_key(|own| confirms(own.line, lookup));
    owns
}

/// Holds back the entries of several tables of which one is meant, and says so.
fn held(own: &Own<'_>, tables: &mut [FormTable], meant: &[usize]) -> Diagnostic {
    let mut held = 0;
    for at in meant {
        let entries = &mut tables[*at].entries;
        let all: Vec<usize> = (0..entries.len()).collect();
        own.hold(entries, &all);
        held += all.len();
    }
    own.told().unread(&Why::Tables, held)
}

/// Whether a line of this label, even a blank one, stands below a table and above the next.
fn has_line(view: View<'_>, tables: &[FormTable], at: usize, label: &str) -> bool {
    let label = label.trim_end_matches([':', '：']);
    let first = tables[at].area.first.row + 1;
    let next = tables.get(at + 1).map(|table| table.area.first.row);
    // Tables beside each other begin in one row.
    let rows = first..next.unwrap_or(first).max(first);
    let mut cells = view
        .grid()
        .rows_in(rows)
        .flat_map(|row| view.whole_row(row));
    !label.is_empty() && cells.any(|(_, written)| written.starts_with(label))
}

/// Whether a cell is the label of a step of the chain with its level: 科室审核：一级.
fn gives(cell: CellRef, written: &str, lookup: &Lookup<'_>) -> bool {
    lines::parted(written).is_some_and(|(label, said)| {
        let line = Line {
            label: label.to_owned(),
            text: said.to_owned(),
            cell,
        };
        line.is_bare(lookup)
    })
}

/// Whether a row says nothing but such levels, and is no entry: 风险等级 | 1、2为一级; 领导小组审定意见 | 1 | 一级 | 2 | 二级.
pub fn states(own: &[(CellRef, Written<'_>)], head: &Head, lookup: &Lookup<'_>) -> bool {
    let is_level = |at: &CellRef| {
        let mut columns = head.columns.iter();
        let own = columns.find(|c| c.cell.col == at.col);
        own.is_some_and(|c| c.field.is_some_and(Field::is_level))
    };
    if !own.is_empty() && own.iter().all(|(at, written)| gives(*at, written, lookup)) {
        return true;
    }
    if let Some(paired) = paired::of(own, lookup) {
        return paired.is_no_entry(paired.levels.first().is_some_and(is_level));
    }
    let (label, said): (&str, Vec<&str>) = match own {
        [] => return false,
        [(_, written)] if words::may_give(written) => match lines::parted(written) {
            Some((label, said)) => (label, vec![said]),
            None => return false,
        },
        [(_, label), said @ ..] => (label, said.iter().map(|(_, said)| said.text()).collect()),
    };
    if said.is_empty() || words::may_give(label) || !said.iter().all(|said| words::may_give(said)) {
        return false;
    }
    let line = Line {
        label: label.to_owned(),
        text: said.join("；"),
        cell: own[0].0,
    };
    let labelled = match line.giver(lookup) {
        Giver::Step(_) => true,
        Giver::Nobody => Meaning::of(&line.label, lookup).is_some_and(|m| m.is_level()),
        Giver::Others | Giver::Stranger => false,
    };
    labelled && scan::read(&line.text, Voice::Section, lookup) != Reading::Nothing
}
