//! One level for a whole table whose entries have their own: 自评总等级：二级. It is of the post or the section, which is as high as
//! its highest risk; where it is another one, a person is asked.

use super::checks;
use super::elsewhere;
use super::level;
use super::remark;
use super::view::View;
use crate::diagnostic::Diagnostic;
use crate::location::{CellRef, Place};
use crate::model::{Entry, Field, FormTable, Level, SkipKind};
use crate::policy::Lookup;
use crate::text;

/// What gives a level in a sentence: 本岗位廉政风险等级为二级.
const GIVES: [&str; 4] = ["等级为", "等级是", "级别为", "级别是"];

/// Tells of levels stated `above` a table, or below it, that are not its highest.
pub fn told(
    table: &FormTable,
    (above, view): (Vec<u32>, View<'_>),
    place: &Place,
    lookup: &Lookup<'_>,
) -> Vec<Diagnostic> {
    let Some(highest) = highest(table) else {
        return Vec::new();
    };
    let footers = table.skipped.iter().filter(|s| s.kind == SkipKind::Footer);
    let rows: Vec<u32> = above.into_iter().chain(footers.map(|s| s.row)).collect();
    let stated = elsewhere::stated(view, &rows, lookup).into_iter();
    let stated = stated.filter(|(field, _)| *field == Field::Level);
    let stated = stated.filter_map(|(_, value)| Some((value.cell?, value.raw.to_string())));
    let stated = stated.filter_map(|(cell, raw)| Some((level::read_one(&raw, lookup)?, cell, raw)));
    let said = rows.iter().filter_map(|row| in_words(view, *row, lookup));
    let mut told: Vec<Diagnostic> = Vec::new();
    for (level, cell, written) in stated.chain(said).filter(|(own, ..)| *own != highest) {
        if told.iter().all(|known| known.place.cell != Some(cell)) {
            told.push(differs(level, highest, (cell, written), place));
        }
    }
    told
}

/// The highest of the levels that the entries declare in a column; none where one of them declares none.
fn highest(table: &FormTable) -> Option<Level> {
    let mut columns = table.columns.iter();
    let column = columns.find(|c| c.field == Some(Field::Level))?;
    let in_column = |entry: &Entry| {
        let cell = entry.values.get(&Field::Level)?.cell?;
        entry.declared.filter(|_| cell.col == column.cell.col)
    };
    let levels = table.entries.iter().map(in_column);
    let levels: Option<Vec<Level>> = levels.collect();
    levels?.into_iter().min_by_key(|level| level.number())
}

/// The level of a row that is one sentence about what is declared.
fn in_words(view: View<'_>, row: u32, lookup: &Lookup<'_>) -> Option<(Level, CellRef, String)> {
    let cells = view.whole_row(row);
    let [(cell, written)] = cells[..] else {
        return None;
    };
    let key = text::key(written.text());
    let (_, level) = GIVES.iter().find_map(|gives| key.split_once(gives))?;
    let level = level
        .trim_start_matches(':')
        .split(['。', ';', ',', '.'])
        .next()?;
    let level = level::read_one(level, lookup)?;
    (!remark::is_of_others(&key)).then(|| (level, cell, written.text().to_owned()))
}

fn differs(
    own: Level,
    highest: Level,
    (cell, written): (CellRef, String),
    place: &Place,
) -> Diagnostic {
    let message = format!(
        "这里写的总的等级是{}，而表中各条的等级最高的是{}；登记按各条的等级",
        own.title(),
        highest.title()
    );
    let place = Place {
        cell: Some(cell),
        ..place.clone()
    };
    Diagnostic::new(&checks::LEVEL_OVERALL, place, message).found(written)
}
