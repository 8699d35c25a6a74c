//! A line of its own below each entry, with the level of that one: 领导小组审定：一级.

use std::collections::BTreeMap;

use super::giving::Own;
use super::words::Whom;
use crate::model::Entry;

/// Tells the lines of a table their entries, where below each of these stands just one line of the same label before the next
/// begins.
pub fn settle(lines: &mut [Own<'_>], entries: &[Entry]) {
    if entries.len() < 2 || lines.len() < entries.len() {
        return;
    }
    let mut labels: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, own) in lines.iter().enumerate().filter(|(_, own)| is_single(own)) {
        labels.entry(own.line.name()).or_default().push(at);
    }
    let labels: Vec<Vec<usize>> = labels.into_values().collect();
    for mut below in labels.into_iter().filter(|own| own.len() == entries.len()) {
        below.sort_by_key(|at| lines[*at].line.cell);
        let ends = entries.iter().skip(1).map(|next| next.rows.first);
        let ends = ends.chain([u32::MAX]);
        let each = below.iter().zip(entries).zip(ends);
        let fits = |((at, entry), end): ((&usize, &Entry), u32)| {
            let row = lines[*at].line.cell.row;
            entry.rows.last < row && row < end
        };
        if each.into_iter().all(fits) {
            for (entry, at) in below.into_iter().enumerate() {
                lines[at].entry = Some(entry);
            }
        }
    }
}

/// Whether a line is what a step of the chain says, and gives one level without saying to whom.
fn is_single(own: &Own<'_>) -> bool {
    let given = || own.given().flatten();
    let is_one =
        || given().is_some_and(|given| matches!(given[..], [(Whom::Only | Whom::Rest, _)]));
    own.line.decides(own.lookup) && (own.agreed().is_some() || is_one())
}
