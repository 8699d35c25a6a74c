//! 待评审: the open items by section, each with its grounds and the cells for the decision.

use super::super::canvas::Canvas;
use super::super::context::ReportContext;
use super::super::entry::heard;
use super::super::links::Links;
use super::super::table::{Columns, Table, blank, col, columns, field, number, prose, word};
use super::super::widths::Width::{Fixed, Prose, Short};
use super::shown::{Item, alike, declared, suggested, to_decide, usual};
use crate::model::{
    About, Field, REVIEW_HEADS, REVIEW_LEVELS, REVIEW_QUESTION, Review, ReviewItem, Voice,
};
use crate::writer::{Sheet, StyleRole};

const PAGE: f64 = 214.0;

const ADVICE: &str = "请在黄色的格里填写：审定等级从下拉列表中选，也可以写“同意建议”“维持自评”；不应登记的选“不登记”并写明理由，暂不审定的留空；审定理由、审定人、审定日期可以不填。\
    没有列在这里的条目在“其余条目”。填好保存后，再写出一次结果就带入。评审编号请勿改动。";

fn columns(links: Links<'_>) -> Columns<'_, Item<'_>> {
    let [id, level, reason, by, on, section, post, matter, risk] = REVIEW_HEADS;
    let [own, proposal, _] = REVIEW_LEVELS;
    columns! { Item<'_>;
        number();
        word(section, Short(9.0, 12.0), |i| About::entry(&i.entry).section);
        word(post, Short(8.0, 12.0), |i| About::entry(&i.entry).post);
        prose(matter, Prose(14.0), |i| About::entry(&i.entry).matter);
        prose(risk, Prose(16.0), |i| About::entry(&i.entry).risk);
        field(Field::Manifestation, "表现形式", Prose(16.0)).if_any();
        field(Field::Measures, "防控措施", Prose(18.0)).if_any();
        word(own, Short(7.0, 10.0), |i| declared(i));
        word(proposal, Fixed(7.0), |i| suggested(i));
        prose(Voice::CrossCheck.title(), Prose(12.0), |i| heard(&i.opinions, Voice::CrossCheck)).if_any();
        prose(Voice::Ballot.title(), Prose(12.0), |i| heard(&i.opinions, Voice::Ballot)).if_any();
        prose(REVIEW_QUESTION, Prose(26.0), |i| questions(i));
        blank(level, 10.0, StyleRole::InputCenter);
        blank(reason, 16.0, StyleRole::Input);
        blank(by, 9.0, StyleRole::InputCenter);
        blank(on, 12.0, StyleRole::InputDate);
        col("出处", Short(8.0, 18.0), |i| links.place(&i.entry.place_of(Field::Level)));
        word(id, Fixed(16.0), |i| i.id.to_string());
    }
}

fn questions(item: &ReviewItem) -> String {
    let mut questions = item.questions.clone();
    questions.extend(alike(item));
    questions.join("\n")
}

/// The sheet.
pub fn sheet<'r>(review: &'r Review, links: Links<'r>, context: &ReportContext) -> Sheet<'r> {
    let table = Table::new(columns(links), review.open.iter().collect(), PAGE);
    let last = u32::try_from(table.columns.len())
        .unwrap_or(u32::MAX)
        .max(1)
        - 1;
    let mut canvas = Canvas::over(&table, ("待评审", "廉政风险等级评审表"), context);
    canvas.notes([ADVICE]);
    let open = usual(&mut canvas, last, context.date_year());
    let laid = canvas.listing(table, 2, "本次没有需要评审的事项。");
    if review.open.is_empty() {
        return canvas.finish();
    }
    to_decide(&mut canvas, &laid, open, context.date_year());
    canvas.finish()
}
