//! What 待评审 and 其余条目 show of an item: the same columns, with the words a decision can refer to.

use super::super::canvas::Canvas;
use super::super::entry::raw_text;
use super::super::table::{HasEntry, Laid};
use super::input::{date_input, ruling_input};
use crate::location::{Area, CellRef};
use crate::model::{Basis, Entry, Field, Level, REVIEW_HEADS, ReviewItem};
use crate::text;
use crate::writer::{Content, ProtectionSpec, StyleRole};

/// Lines for the signatures below a table.
pub const SIGNATURES: &str =
    "主持人：　　　　　　　　　参加人：　　　　　　　　　　　　　　　　　　记录人：";
const USUAL: &str = "各行由同一人、同一天审定的，填在这一行即可，下面不必逐行填写。";

/// An item.
pub type Item<'r> = &'r ReviewItem;

impl HasEntry for Item<'_> {
    fn entry(&self) -> &Entry {
        &self.entry
    }
}

/// 自评等级 as written. What is not the level declared says so, so that nobody, and no program, takes it for one: what cannot
/// be read, and what stands for entries of different levels.
pub fn declared(item: &ReviewItem) -> String {
    let entry = &item.entry;
    let raw = raw_text(entry, Field::Level);
    let is_suggestion = entry.level_is == Basis::Suggested;
    if raw.is_empty() || is_suggestion {
        return String::new();
    }
    let remark = match entry.written_level() {
        _ if item.differ => "各条不一",
        None => "看不出",
        Some(_) => return raw.to_owned(),
    };
    format!("{raw}（{remark}）")
}

/// 建议等级; where the form suggests another one than the policy, both.
pub fn suggested(item: &ReviewItem) -> String {
    let own = item.entry.grading.suggested;
    match (own, item.entry.suggested) {
        (Some(own), Some(form)) if own != form => format!("{own}（表中{form}）"),
        (own, form) => own.or(form).map_or("", Level::title).to_owned(),
    }
}

/// A remark where one decision settles several entries.
pub fn alike(item: &ReviewItem) -> Option<String> {
    let more = item.register_ids.len() - 1;
    (more > 0).then(|| format!("（另有 {more} 条内容相同，一并审定）"))
}

/// By whom and on which day all was decided: one line above the table. Answers with the cells to be filled in.
pub fn usual(canvas: &mut Canvas<'_>, last: u32, year: i32) -> Vec<Area> {
    let row = canvas.advance();
    let [_, _, _, by, on, ..] = REVIEW_HEADS;
    canvas.span(row, 0, 1, format!("{by}："), StyleRole::MetaRight);
    canvas.span(row, 2, 3, Content::Blank, StyleRole::InputCenter);
    canvas.put(row, 4, format!("{on}："), StyleRole::MetaRight);
    canvas.put(row, 5, Content::Blank, StyleRole::InputDate);
    canvas.span(row, 6, last, USUAL, StyleRole::Note);
    let area = |left, right| Area::new(CellRef::new(row, left), CellRef::new(row, right));
    canvas.sheet().inputs.push(date_input(area(5, 5), year));
    vec![area(2, 3), area(5, 5)]
}

/// Ends a sheet of items to be decided: the signatures, what may be written where, and the cells that are `open`.
pub fn to_decide(canvas: &mut Canvas<'_>, laid: &Laid, mut open: Vec<Area>, year: i32) {
    canvas.line(SIGNATURES, StyleRole::Sign);
    let [_, level, reason, by, on, ..] = REVIEW_HEADS;
    open.extend([level, reason, by, on].map(|head| laid.column(head)));
    let sheet = canvas.sheet();
    sheet.inputs.push(ruling_input(laid.column(level)));
    sheet.inputs.push(date_input(laid.column(on), year));
    sheet.growing = Some((laid.first, laid.last));
    sheet.protection = Some(ProtectionSpec {
        open_from: None,
        open,
    });
}

/// The section of an item, made comparable.
pub fn section_key(item: &ReviewItem) -> String {
    text::key(item.entry.text(Field::Section).unwrap_or_default())
}
