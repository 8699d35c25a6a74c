//! 评估审查 in words: columns of opinions beside a level, of which a few state one: 定为一级.

use super::level;
use super::rater::{self, Rater};
use super::ruling::{self, Beside};
use super::tick;
use crate::location::CellRef;
use crate::model::{Column, Entry, Evidence, Extra, Field, Level, Origin, Ruling, Value};
use crate::policy::Lookup;
use crate::text;

/// Ending of such a head.
const OPINION: &str = "意见";

/// Whether a comparable head asks for an opinion.
pub fn is_opinion(key: &str) -> bool {
    key.ends_with(OPINION)
}

/// Names the columns of opinions. The level they may state is that of who writes them, where no column of levels is; 本人意见 is
/// one where it holds levels.
pub fn settle(columns: &mut [Column], holds_levels: impl Fn(&Column) -> bool) {
    for at in 0..columns.len() {
        let column = &columns[at];
        let key = text::label_key(&column.label);
        let unnamed = column.field.is_none() && column.by == Evidence::None;
        if !unnamed || !is_opinion(&key) {
            continue;
        }
        let Some(rater) = rater::of(&key).filter(|rater| *rater != Rater::Stranger) else {
            continue;
        };
        let field = rater.field();
        let field = field.filter(|f| *f != Field::Level || holds_levels(&columns[at]));
        columns[at].field = field.filter(|f| columns.iter().all(|c| c.field != Some(*f)));
        columns[at].by = Evidence::Opinion;
    }
}

/// Adds what an opinion says: its words beside the entry, and the level that it gives.
pub fn add(entry: &mut Entry, column: &Column, cell: CellRef, written: &str, lookup: &Lookup<'_>) {
    if let Some(field) = column.field
        && let Some(level) = given(field, written, entry, lookup)
    {
        let value = Value::new(written, &level, Some(cell), Origin::Cell);
        entry.values.insert(field, value);
    }
    entry.extras.push(Extra::new(&column.label, written, cell));
}

/// The level that an opinion gives in so many words; none where it proposes one to others, agrees, or leaves it open.
fn given(field: Field, written: &str, entry: &Entry, lookup: &Lookup<'_>) -> Option<String> {
    let alone = !lookup.level_word(written).known.is_empty();
    if alone || tick::choice(written) != tick::Choice::NoBoxes {
        return Some(written.to_owned());
    }
    let level = |field| level::read_one(entry.text(field)?, lookup);
    let beside = Beside {
        declared: level(Field::Level),
        suggested: level(Field::SuggestedLevel),
        proposed: None,
        again: false,
    };
    let own = match field {
        // What the section proposes is all that is asked of it.
        Field::SuggestedLevel => written.trim_start().trim_start_matches("建议"),
        _ => written,
    };
    decided(own, beside, lookup).map(|level| level.title().to_owned())
}

/// The level that the words give by themselves, where those of them that name a level beside the entry say nothing else.
/// 由二级调整为一级 gives the second, since both are told apart.
pub fn decided(written: &str, beside: Beside, lookup: &Lookup<'_>) -> Option<Level> {
    let key = text::key(written);
    let pieces = ruling::pieces(&key).into_iter();
    let now: Vec<&str> = pieces.map(|piece| after_former(piece, lookup)).collect();
    let now = now.join(",");
    let level = |beside| match ruling::read(&now, beside, lookup)? {
        Ruling::Level(level) => Some(level),
        Ruling::Struck => None,
    };
    let own = level(Beside::default())?;
    (level(beside) == Some(own)).then_some(own)
}

/// What follows the level that was: 调整为一级 of 由二级调整为一级.
fn after_former<'k>(piece: &'k str, lookup: &Lookup<'_>) -> &'k str {
    change(piece, lookup).map_or(piece, |(_, change)| change)
}

/// The level that was, where words say what it becomes: 二级 of 由二级调整为一级.
pub fn former(words: &str, lookup: &Lookup<'_>) -> Option<Level> {
    change(words, lookup).map(|(former, _)| former)
}

fn change<'k>(piece: &'k str, lookup: &Lookup<'_>) -> Option<(Level, &'k str)> {
    let (lead, rest) = piece.split_once(['由', '从'])?;
    let end = rest.find('级')? + '级'.len_utf8();
    let (former, change) = rest.split_at_checked(end)?;
    let former = level::read_one(former, lookup).filter(|_| ruling::is_lead(lead))?;
    Some((former, change.trim_start_matches("风险")))
}
