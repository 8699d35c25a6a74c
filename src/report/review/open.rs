//! 待评审: the open items by section, each with its grounds and the cells for the decision.

use super::super::ReportContext;
use super::super::canvas::{Canvas, Cell, count, short, text};
use super::super::entry::raw_text;
use super::super::links::Links;
use super::super::widths::Width::{Fixed, Prose, Short};
use super::super::widths::fitting;
use super::{date_input, level_input};
use crate::location::{Area, CellRef};
use crate::model::{About, Field, Level, REVIEW_HEADS, Review, ReviewItem};
use crate::writer::{Content, ProtectionSpec, SheetSpec, StyleRole};

const PAGE: f64 = 184.0;

/// Columns of the cells to be filled in.
const DECISION: std::ops::RangeInclusive<u32> = 8..=11;

const ADVICE: &str = "请在黄色的格里填写：审定等级从下拉列表中选，暂不审定的留空；审定理由、审定人、审定日期可以不填。\
    填好保存后，运行 qingfeng run 时加上 --review 和本文件。评审编号请勿改动。";
const USUAL: &str = "各行由同一人、同一天审定的，填在这一行即可，下面不必逐行填写。";
const SIGNATURES: &str =
    "主持人：　　　　　　　　　参加人：　　　　　　　　　　　　　　　　　　记录人：";

/// The sheet.
pub fn sheet(review: &Review, links: &Links<'_>, context: &ReportContext) -> SheetSpec {
    let [id, level, reason, by, on, section, post, matter, risk] = REVIEW_HEADS;
    let heads = [
        ("序号", Fixed(6.0)),
        (section, Short(9.0, 12.0)),
        (post, Short(8.0, 12.0)),
        (matter, Prose(14.0)),
        (risk, Prose(16.0)),
        ("自评\n等级", Short(7.0, 10.0)),
        ("建议\n等级", Fixed(7.0)),
        ("需要审定的问题和理由", Prose(26.0)),
        (level, Fixed(10.0)),
        (reason, Fixed(18.0)),
        (by, Fixed(9.0)),
        (on, Fixed(12.0)),
        ("出处", Short(8.0, 18.0)),
        (id, Fixed(16.0)),
    ];
    let rows: Vec<Vec<Cell>> = (1..)
        .zip(&review.open)
        .map(|(number, item)| cells(number, item, links))
        .collect();
    let mut canvas = Canvas::new("待评审", fitting(&heads, &rows, PAGE), true);
    canvas.title(context, "廉政风险等级评审表");
    canvas.line(ADVICE, StyleRole::Note);
    let mut open = usual(&mut canvas, context.date_year());
    let head = canvas.heads(heads.iter().map(|h| h.0));
    if rows.is_empty() {
        canvas.line("本次没有需要评审的事项。", StyleRole::Note);
        canvas.keep_heads(head, head, 2);
        return canvas.finish();
    }
    for row in rows {
        canvas.cells(row);
    }
    let last = canvas.next() - 1;
    canvas.filter(head, last);
    canvas.line(SIGNATURES, StyleRole::Sign);
    canvas.keep_heads(head, head, 2);
    let column = |col| Area::new(CellRef::new(head + 1, col), CellRef::new(last, col));
    open.extend(DECISION.map(column));
    let sheet = canvas.sheet();
    sheet.inputs.push(level_input(column(*DECISION.start())));
    let on = column(*DECISION.end());
    sheet.inputs.push(date_input(on, context.date_year()));
    sheet.growing = Some((head + 1, last));
    sheet.protection = Some(ProtectionSpec {
        open_from: None,
        open,
    });
    canvas.finish()
}

fn cells(number: usize, item: &ReviewItem, links: &Links<'_>) -> Vec<Cell> {
    let About {
        section,
        post,
        matter,
        risk,
    } = About::entry(&item.entry);
    let suggested = item.entry.suggested_level();
    let more = item.register_ids.len() - 1;
    let also = (more > 0).then(|| format!("（另有 {more} 条内容相同，一并审定）"));
    let questions: Vec<&str> = item
        .questions
        .iter()
        .chain(&also)
        .map(String::as_str)
        .collect();
    vec![
        count(number),
        short(section),
        short(post),
        text(matter),
        text(risk),
        short(raw_text(&item.entry, Field::Level)),
        short(suggested.map_or("", Level::title)),
        text(questions.join("\n")),
        (Content::Blank, StyleRole::InputCenter),
        (Content::Blank, StyleRole::Input),
        (Content::Blank, StyleRole::InputCenter),
        (Content::Blank, StyleRole::InputDate),
        links.place(&item.entry.place_of(Field::Level)),
        short(item.id.to_string()),
    ]
}

/// By whom and on which day all was decided: one line above the table. Answers with the cells to be filled in.
fn usual(canvas: &mut Canvas, year: i32) -> Vec<Area> {
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
