//! What an unread sheet looks like, and the one change that would let it be read. A change is tried on a copy first, and named
//! only if tables are then found; no entry is ever made from it.

mod card;
mod head;
mod other;
mod trial;
mod turned;

use super::view::View;
use crate::policy::Lookup;
use crate::reader::Sheet;
use trial::Trial;

/// Sheets of a file that are looked at.
const SHEETS: usize = 20;

/// What a file is nearest to.
#[derive(Debug, Default)]
pub struct Nearest {
    /// That, as the end of a sentence; empty where nothing stands on any sheet.
    pub told: String,
    /// Whether it is a list of people, which nobody has to correct.
    pub is_list: bool,
}

/// What the likeliest sheet of a file is nearest to.
pub fn of_sheets<'s>(sheets: impl Iterator<Item = &'s Sheet>, lookup: &Lookup<'_>) -> Nearest {
    let bounds = &lookup.policy().bounds;
    let filled = sheets.filter(|sheet| !sheet.grid.is_empty()).take(SHEETS);
    let kinds = filled.filter_map(|sheet| {
        let view = View::new(&sheet.grid, bounds.hidden_rows, bounds.hidden_columns);
        let trial = Trial::new(view, &sheet.grid.rows(), lookup);
        let (rank, told) = kind(&trial).or_else(|| Some((usize::MAX, no_head(&trial)?)))?;
        Some((rank, told, &sheet.name))
    });
    let kinds: Vec<_> = kinds.collect();
    // Of equally likely ones the first.
    let Some((rank, told, name)) = kinds.iter().min_by_key(|(rank, ..)| *rank) else {
        return Nearest::default();
    };
    let alike = kinds
        .iter()
        .filter(|(own, _, other)| own == rank && other != name);
    let alike: Vec<String> = alike.map(|(.., other)| format!("“{other}”")).collect();
    let too = match alike.as_slice() {
        [] => String::new(),
        some => format!("。工作表{}也是这样，请一并处理", some.join("、")),
    };
    Nearest {
        told: format!("。工作表“{name}”{told}{too}"),
        is_list: *rank == LIST,
    }
}

/// What the rows of a sheet from the first to the last are nearest to.
pub fn of_rows(view: View<'_>, (first, last): (u32, u32), lookup: &Lookup<'_>) -> Option<String> {
    let rows: Vec<u32> = view.grid().rows_in(first..=last).collect();
    kind(&Trial::new(view, &rows, lookup)).map(|(_, told)| told)
}

/// Where something stands that looks like nothing.
fn no_head(trial: &Trial<'_>) -> Option<String> {
    let (at, first) = trial.cells().flatten().next()?;
    Some(format!(
        "从{}起有字，没有一行像自查表的表头。如果是自查表，请写一行栏名，其中要有“风险点”“风险等级”“防控措施”，下面一条一行",
        trial::quoted(at, &first)
    ))
}

/// The place of lists of people among the kinds.
const LIST: usize = 5;

/// The kind, in words: what it looks like, where, and what to do; with its place in the order of kinds. Those told by what
/// they are come before those told by what they lack: a table of counts has heads of a self-check table too.
fn kind(trial: &Trial<'_>) -> Option<(usize, String)> {
    let kinds: [fn(&Trial<'_>) -> Option<String>; 16] = [
        other::score_sheet,
        other::statistics,
        head::crossed,
        other::in_one_cell,
        head::a_word_short,
        other::people,
        card::beside,
        turned::whole,
        turned::in_part,
        card::without_risk,
        head::in_part,
        other::flow_chart,
        other::unknown_table,
        other::pictures,
        other::prose,
        other::hardly_anything,
    ];
    let told = kinds.iter().map(|kind| kind(trial));
    told.enumerate()
        .find_map(|(rank, told)| Some((rank, told?)))
}
