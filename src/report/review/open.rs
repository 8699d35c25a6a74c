//! 待评审: the open items by section, each with its grounds and the cells for the decision.

use super::super::canvas::Canvas;
use super::super::context::ReportContext;
use super::super::links::Links;
use super::super::table::{
    Columns, HasEntry, Table, blank, col, columns, number, prose, raw, word,
};
use super::super::widths::Width::{Fixed, Prose, Short};
use super::input::{date_input, level_input};
use crate::location::{Area, CellRef};
use crate::model::{About, Entry, Field, Level, REVIEW_HEADS, Review, ReviewItem};
use crate::writer::{Content, ProtectionSpec, Sheet, StyleRole};

const PAGE: f64 = 184.0;

const ADVICE: &str = "请在黄色的格里填写：审定等级从下拉列表中选，暂不审定的留空；审定理由、审定人、审定日期可以不填。\
    填好保存后，运行 qingfeng run 时加上 --review 和本文件。评审编号请勿改动。";
const USUAL: &str = "各行由同一人、同一天审定的，填在这一行即可，下面不必逐行填写。";
const SIGNATURES: &str =
    "主持人：　　　　　　　　　参加人：　　　　　　　　　　　　　　　　　　记录人：";

type Item<'r> = &'r ReviewItem;

impl HasEntry for Item<'_> {
    fn entry(&self) -> &Entry {
        &self.entry
    }
}

fn columns(links: Links<'_>) -> Columns<'_, Item<'_>> {
    let [id, level, reason, by, on, section, post, matter, risk] = REVIEW_HEADS;
    columns! { Item<'_>;
        number();
        word(section, Short(9.0, 12.0), |i| About::entry(&i.entry).section);
        word(post, Short(8.0, 12.0), |i| About::entry(&i.entry).post);
        prose(matter, Prose(14.0), |i| About::entry(&i.entry).matter);
        prose(risk, Prose(16.0), |i| About::entry(&i.entry).risk);
        raw(Field::Level, "自评\n等级", Short(7.0, 10.0));
        word("建议\n等级", Fixed(7.0), |i| i.entry.suggested_level().map_or("", Level::title));
        prose("需要审定的问题和理由", Prose(26.0), |i| questions(i));
        blank(level, 10.0, StyleRole::InputCenter);
        blank(reason, 18.0, StyleRole::Input);
        blank(by, 9.0, StyleRole::InputCenter);
        blank(on, 12.0, StyleRole::InputDate);
        col("出处", Short(8.0, 18.0), |i| links.place(&i.entry.place_of(Field::Level)));
        word(id, Fixed(16.0), |i| i.id.to_string());
    }
}

fn questions(item: &ReviewItem) -> String {
    let mut questions = item.questions.clone();
    let more = item.register_ids.len() - 1;
    if more > 0 {
        questions.push(format!("（另有 {more} 条内容相同，一并审定）"));
    }
    questions.join("\n")
}

/// The sheet.
pub fn sheet<'r>(review: &'r Review, links: Links<'r>, context: &ReportContext) -> Sheet<'r> {
    let [_, level, reason, by, on, ..] = REVIEW_HEADS;
    let table = Table::new(columns(links), review.open.iter().collect(), PAGE);
    let mut canvas = Canvas::over(&table, ("待评审", "廉政风险等级评审表"), context);
    canvas.notes([ADVICE]);
    let mut open = usual(&mut canvas, context.date_year());
    let laid = canvas.listing(table, 2, "本次没有需要评审的事项。");
    if review.open.is_empty() {
        return canvas.finish();
    }
    canvas.line(SIGNATURES, StyleRole::Sign);
    open.extend([level, reason, by, on].map(|head| laid.column(head)));
    let sheet = canvas.sheet();
    sheet.inputs.push(level_input(laid.column(level)));
    let days = date_input(laid.column(on), context.date_year());
    sheet.inputs.push(days);
    sheet.growing = Some((laid.first, laid.last));
    sheet.protection = Some(ProtectionSpec {
        open_from: None,
        open,
    });
    canvas.finish()
}

/// By whom and on which day all was decided: one line above the table. Answers with the cells to be filled in.
fn usual(canvas: &mut Canvas<'_>, year: i32) -> Vec<Area> {
    let row = canvas.advance();
    let [_, _, _, by, on, ..] = REVIEW_HEADS;
    canvas.span(row, 0, 1, format!("{by}："), StyleRole::MetaRight);
    canvas.span(row, 2, 3, Content::Blank, StyleRole::InputCenter);
    canvas.put(row, 4, format!("{on}："), StyleRole::MetaRight);
    canvas.span(row, 5, 6, Content::Blank, StyleRole::InputDate);
    canvas.span(row, 7, 13, USUAL, StyleRole::Note);
    let area = |left, right| Area::new(CellRef::new(row, left), CellRef::new(row, right));
    canvas.sheet().inputs.push(date_input(area(5, 6), year));
    vec![area(2, 3), area(5, 6)]
}
