//! Bare names of kinds of risk as labels of a card: 思想道德, 岗位职责, 外部环境 below each other. One of them alone is as
//! well a content, and 岗位职责 the duty of a post.

use std::collections::BTreeMap;

use crate::ingest::label::Meaning;
use crate::ingest::view::View;
use crate::location::CellRef;
use crate::policy::Lookup;
use crate::text;

/// A bare name that stands in a column: its row, and the kind.
type Named = (CellRef, String);

/// The cells of these rows with nothing but the name of a kind, right above or below each other in one column.
pub fn labels(view: View<'_>, rows: &[u32], lookup: &Lookup<'_>) -> BTreeMap<CellRef, String> {
    let mut open: BTreeMap<u32, Vec<Named>> = BTreeMap::new();
    let mut found = BTreeMap::new();
    for (at, written) in rows.iter().flat_map(|row| view.whole_row(*row)) {
        if let Some(kind) = bare(&written, lookup) {
            open.entry(at.col).or_default().push((at, kind));
        } else {
            let run = open.remove(&at.col).unwrap_or_default();
            found.extend(kinds(run, view, lookup));
        }
    }
    let rest = open.into_values();
    found.extend(rest.flat_map(|run| kinds(run, view, lookup)));
    found
}

/// The kind that a cell names and says nothing else.
fn bare(written: &str, lookup: &Lookup<'_>) -> Option<String> {
    if written.chars().nth(8).is_some() {
        return None;
    }
    let key = text::label_key(text::without_list_number(written.trim()));
    let kind = lookup.policy().category_of(&key)?;
    (text::key(kind) == key).then(|| kind.to_owned())
}

/// Those of a run that are kinds. Above the others stands the duty of the post, if its name comes again among them.
fn kinds(mut run: Vec<Named>, view: View<'_>, lookup: &Lookup<'_>) -> Vec<Named> {
    let again = |(_, kind): &Named| run.iter().skip(1).any(|(_, own)| own == kind);
    let is_duty = |(at, _): &Named| {
        let written = view.own(*at);
        written.is_some_and(|w| Meaning::of(&w, lookup) == Some(Meaning::Other))
    };
    if run
        .first()
        .is_some_and(|first| is_duty(first) && again(first))
        && alone(&run)
    {
        run.remove(0);
    }
    let several = run.iter().any(|(_, kind)| *kind != run[0].1);
    if several { run } else { Vec::new() }
}

/// Whether the first name of a run is the only one that comes again: of two blocks by kind each comes twice.
fn alone(run: &[Named]) -> bool {
    let times = |kind: &str| run.iter().filter(|(_, own)| own == kind).count();
    run.iter()
        .skip(1)
        .all(|(_, kind)| *kind == run[0].1 || times(kind) == 1)
}
