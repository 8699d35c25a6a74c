//! 评估审查 in words: columns of opinions beside a level, of which a few state one: 定为一级.

use super::body::{self, Body};
use super::tick;
use crate::location::CellRef;
use crate::model::{Column, Entry, Evidence, Extra, Field, Origin, Value};
use crate::policy::Lookup;
use crate::text;

/// Ending of such a head.
const OPINION: &str = "意见";
/// What stands before a level that is given, not proposed.
const GIVEN: [&str; 17] = [
    "同意定为",
    "审定为",
    "核定为",
    "评定为",
    "确定为",
    "认定为",
    "调整为",
    "提高为",
    "上调为",
    "升为",
    "下调为",
    "降为",
    "定为",
    "按照",
    "按",
    "定",
    "同意",
];
/// What makes it a proposal, or none of it.
const PROPOSED: [&str; 8] = ["建议", "拟", "应", "可", "不", "未", "原", "或"];

/// Names the columns of opinions. The level they may state is that of who writes them, where no column of levels is.
pub fn settle(columns: &mut [Column]) {
    for at in 0..columns.len() {
        let column = &columns[at];
        let key = text::label_key(&column.label);
        let unnamed = column.field.is_none() && column.by == Evidence::None;
        let body = body::of(&key).filter(|_| unnamed && key.ends_with(OPINION));
        let Some(body) = body.filter(|body| *body != Body::Stranger) else {
            continue;
        };
        let field = body.field().filter(|f| *f != Field::Level);
        columns[at].field = field.filter(|f| columns.iter().all(|c| c.field != Some(*f)));
        columns[at].by = Evidence::Opinion;
    }
}

/// Adds what an opinion says: its words beside the entry, and the level that it gives.
pub fn add(entry: &mut Entry, column: &Column, cell: CellRef, written: &str, lookup: &Lookup<'_>) {
    if let Some(field) = column.field
        && let Some(level) = given(written, lookup)
    {
        let value = Value::new(written, &level, Some(cell), Origin::Cell);
        entry.values.insert(field, value);
    }
    entry.extras.push(Extra::new(&column.label, written, cell));
}

/// The level that an opinion gives in so many words; none where it proposes one, agrees, or names several.
fn given(written: &str, lookup: &Lookup<'_>) -> Option<String> {
    let is_level = |word: &str| !lookup.level_word(&text::key(word)).known.is_empty();
    if is_level(written) || tick::choice(written) != tick::Choice::NoBoxes {
        return Some(written.to_owned());
    }
    let key = text::key(written);
    let (before, after) = GIVEN.iter().find_map(|word| key.split_once(word))?;
    let level = after.trim_end_matches(['。', '.', '!', '!']);
    let level = level.split([',', '，', '。', ';', '(']).next()?;
    // 按一级风险管理 gives the level as 定为一级 does.
    let kept = ["管理", "管控", "防控", "登记", "上报", "监管"];
    let level = kept
        .iter()
        .find_map(|end| level.strip_suffix(end))
        .unwrap_or(level);
    let level = level.trim_end_matches("风险点").trim_end_matches("风险");
    let proposed = PROPOSED.iter().any(|word| before.contains(word));
    (!proposed && is_level(level)).then(|| level.to_owned())
}
