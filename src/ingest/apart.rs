//! Measures that stand below a table of risks under a head of their own which says of no row whose they are.

use super::checks;
use super::joined::lacks;
use super::view::View;
use crate::diagnostic::Diagnostic;
use crate::location::Place;
use crate::model::{Field, FormTable, SkipKind};
use crate::policy::Lookup;

/// Tells of such rows below a table that has no measures itself.
pub fn below(
    table: &FormTable,
    view: View<'_>,
    place: &Place,
    lookup: &Lookup<'_>,
) -> Option<Diagnostic> {
    if table.entries.is_empty() || !lacks(table, Field::Measures) {
        return None;
    }
    let head = table.columns.first()?.cell;
    let footers = table.skipped.iter().filter(|s| s.kind == SkipKind::Footer);
    let rows = footers.map(|s| view.whole_row(s.row));
    let rows: Vec<_> = rows.skip_while(|row| row.len() < 2).collect();
    let asks = |(_, written): &&(_, crate::reader::Written<'_>)| {
        lookup.field(written) == Some(Field::Measures)
    };
    let (at, cell) = rows.iter().enumerate().find_map(|(at, row)| {
        let (cell, _) = row.iter().find(asks).filter(|_| row.len() > 1)?;
        Some((at, *cell))
    })?;
    let below = rows.iter().skip(at + 1).take_while(|row| row.len() > 1);
    let count = below.count();
    let first = rows[at].first()?.0;
    let message = format!(
        "从 {first} 起像是另一张表，写的是防控措施（{count} 条），{head} 起的风险点表没有“防控措施”栏，而这些措施没有写管哪个风险点，所以没有对上。请在 {first} 一行加一栏“序号”（与 {head} 起的表同一套）或者“风险点”，逐行填写"
    );
    let place = Place {
        cell: Some(cell),
        ..place.clone()
    };
    (count > 0).then(|| Diagnostic::new(&checks::UNJOINED, place, message))
}
