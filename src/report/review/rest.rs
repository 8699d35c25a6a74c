//! 其余条目: all else that is registered and was not decided, with the level that counts; confirmed all at once, a section at a
//! time, or row by row.

use std::collections::BTreeSet;

use super::super::canvas::{Canvas, level as level_cell};
use super::super::context::ReportContext;
use super::super::entry::heard;
use super::super::links::Links;
use super::super::table::{
    Columns, HasEntry, Table, blank, col, columns, field, number, prose, word,
};
use super::super::widths::Width::{Fixed, Prose, Short};
use super::input::stroke_input;
use super::shown::{Item, alike, declared, section_key, to_decide, usual};
use crate::location::{Area, CellRef};
use crate::model::{
    About, Entry, Field, REVIEW_HEADS, REVIEW_LEVELS, REVIEW_STROKE, REVIEW_WHOLE, Review,
    ReviewItem, Stroke, Voice,
};
use crate::writer::{Content, Sheet, StyleRole};

/// Name of the sheet.
pub const SHEET: &str = "其余条目";
const PAGE: f64 = 214.0;

const ADVICE: &str = "没有疑问、也没有审定过的条目都在这里，可以一并审定：全部同意的，在“全部其余条目”一格选“其余按建议审定”；一个科室同意的，在该科室第一行的“本科室其余一并审定”选“本科室其余按建议审定”。\
    一并审定的，等级以“拟审定等级”为准。要改变哪一条，在该行选审定等级；不应登记的选“不登记”并写明理由。都不填，等级照旧，不算审定。";

/// An item, and whether it is the first of its section.
type Row<'r> = (Item<'r>, bool);

impl HasEntry for Row<'_> {
    fn entry(&self) -> &Entry {
        &self.0.entry
    }
}

fn columns(links: Links<'_>) -> Columns<'_, Row<'_>> {
    let [id, level, reason, by, on, section, post, matter, risk] = REVIEW_HEADS;
    let [own, _, proposal] = REVIEW_LEVELS;
    columns! { Row<'_>;
        number();
        word(section, Short(9.0, 12.0), |r| About::entry(&r.0.entry).section);
        word(post, Short(8.0, 12.0), |r| About::entry(&r.0.entry).post);
        prose(matter, Prose(14.0), |r| About::entry(&r.0.entry).matter);
        prose(risk, Prose(16.0), |r| About::entry(&r.0.entry).risk);
        field(Field::Manifestation, "表现形式", Prose(16.0)).if_any();
        field(Field::Measures, "防控措施", Prose(18.0)).if_any();
        word(own, Short(7.0, 10.0), |r| declared(r.0));
        col(proposal, Fixed(8.0), |r| level_cell(r.0.proposed, "待定"));
        prose(Voice::CrossCheck.title(), Prose(12.0), |r| heard(&r.0.opinions, Voice::CrossCheck)).if_any();
        prose(Voice::Ballot.title(), Prose(12.0), |r| heard(&r.0.opinions, Voice::Ballot)).if_any();
        prose("定级依据", Fixed(10.0), |r| basis(r.0));
        col(REVIEW_STROKE, Fixed(13.0), |r| (Content::Blank, if r.1 { StyleRole::InputCenter } else { StyleRole::BodyCenter }));
        blank(level, 10.0, StyleRole::InputCenter);
        blank(reason, 16.0, StyleRole::Input);
        blank(by, 9.0, StyleRole::InputCenter);
        blank(on, 12.0, StyleRole::InputDate);
        col("出处", Short(8.0, 18.0), |r| links.place(&r.0.entry.place_of(Field::Level)));
        word(id, Fixed(16.0), |r| r.0.id.to_string());
    }
}

fn basis(item: &ReviewItem) -> String {
    let more = alike(item).map(|more| format!("\n{more}"));
    format!("{}{}", item.basis.title(), more.unwrap_or_default())
}

/// The sheet; none where nothing is left.
pub fn sheet<'r>(
    review: &'r Review,
    links: Links<'r>,
    context: &ReportContext,
) -> Option<Sheet<'r>> {
    if review.rest.is_empty() {
        return None;
    }
    let mut met = BTreeSet::new();
    let rows = review.rest.iter().map(|i| (i, met.insert(section_key(i))));
    let rows: Vec<Row<'_>> = rows.collect();
    let table = Table::new(columns(links), rows, PAGE);
    let last = u32::try_from(table.columns.len())
        .unwrap_or(u32::MAX)
        .max(1)
        - 1;
    let mut canvas = Canvas::over(&table, (SHEET, "廉政风险等级一并审定表"), context);
    canvas.notes([ADVICE]);
    let mut open = usual(&mut canvas, last, context.date_year());
    open.push(whole(&mut canvas));
    let laid = canvas.listing(table, 2, "");
    let strokes = laid.column(REVIEW_STROKE);
    open.push(strokes);
    let inputs = &mut canvas.sheet().inputs;
    inputs.push(stroke_input(strokes, Stroke::Section));
    to_decide(&mut canvas, &laid, open, context.date_year());
    Some(canvas.finish())
}

/// The cell that confirms all: one line above the table.
fn whole(canvas: &mut Canvas<'_>) -> Area {
    let row = canvas.advance();
    canvas.span(row, 0, 1, format!("{REVIEW_WHOLE}："), StyleRole::MetaRight);
    canvas.span(row, 2, 3, Content::Blank, StyleRole::InputCenter);
    let area = Area::new(CellRef::new(row, 2), CellRef::new(row, 3));
    canvas.sheet().inputs.push(stroke_input(area, Stroke::All));
    area
}
