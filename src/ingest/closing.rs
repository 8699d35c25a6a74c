//! Levels in lines of their own between the entries: below each block of entries, or above each. Where it is either, they are
//! nobody's.

use super::body::Body;
use super::elsewhere;
use super::group::Heading;
use super::header::Head;
use super::level;
use super::view::View;
use crate::model::{Field, SkipKind, Value};
use crate::policy::Lookup;

/// A line that states a level, by its row.
type Line = (u32, Value);

/// Gives such levels to the entries that they belong to.
pub fn settle(body: &mut Body, view: View<'_>, head: &Head, lookup: &Lookup<'_>) {
    if head
        .columns
        .iter()
        .any(|c| c.field.is_some_and(Field::is_level))
    {
        return;
    }
    let told = body.skipped.iter().filter(|s| s.kind == SkipKind::Footer);
    let stated = told.flat_map(|s| {
        let own = elsewhere::stated(view, &[s.row], lookup).into_iter();
        own.filter(|(field, _)| *field == Field::Level)
            .map(|(_, level)| (s.row, level))
    });
    let lines: Vec<Line> = stated.collect();
    let differ = |(_, level): &Line| !level::agree(&lines[0].1.text, &level.text, lookup);
    if !lines.iter().any(differ) {
        return;
    }
    let rows: Vec<u32> = body.entries.iter().map(|entry| entry.rows.first).collect();
    let Some(of_row) = belong(&lines, &rows) else {
        return;
    };
    for entry in &mut body.entries {
        let own = of_row(&lines, entry.rows.first);
        let Some((_, level)) = own else { continue };
        let Some(cell) = level.cell else { continue };
        entry.group.enter(
            Field::Level,
            Heading {
                name: level.text.to_string(),
                raw: level.raw.to_string(),
                cell,
            },
        );
    }
}

/// How the line of a row is found.
type OfRow = fn(&[Line], u32) -> Option<&Line>;

/// Whether lines close the blocks of entries or open them; none where it may be either.
fn belong(lines: &[Line], rows: &[u32]) -> Option<OfRow> {
    let between = |above: u32, below: u32| rows.iter().any(|row| above < *row && *row < below);
    let apart = lines.windows(2).all(|pair| between(pair[0].0, pair[1].0));
    let (first, last) = (lines.first()?.0, lines.last()?.0);
    let (before, behind) = (between(0, first), between(last, u32::MAX));
    match (apart, before, behind) {
        (true, true, false) => Some(|lines, row| lines.iter().find(|(line, _)| *line > row)),
        (true, false, true) => Some(|lines, row| lines.iter().rfind(|(line, _)| *line < row)),
        _ => None,
    }
}
