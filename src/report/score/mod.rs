//! 03-年度考核评分表: the summary of the sections, the posts with their people, a chart, one sheet for each section with every
//! item and its grounds, the same for the posts, vetoes and those held to account, every cell counted, and the scheme.
//! Live throughout: change a mark, and totals, ranks, bands and coefficients follow.

mod cases;
mod detail;
mod formula;
mod item;
pub mod limits;
mod open;
mod scheme;
mod summary;
mod words;

pub use words::method;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::ReportContext;
use super::canvas::Canvas;
use super::links::Links;
use crate::location::Area;
use crate::model::{Score, Scorecard, ScoredKind};
use crate::policy::Scoring;
use crate::writer::{BookSpec, ProtectionSpec, SheetSpec, StyleRole, sheet_names};
use detail::{Anchors, Block, Columns};
use scheme::SchemeRefs;
use summary::Summary;

/// Sheets before those of the sections, and after them.
const BEFORE: [&str; 3] = ["考核汇总", "岗位和人员", "得分构成图"];
const AFTER: [&str; 5] = [
    "岗位评分明细",
    "否决和追责",
    "评分出处",
    "评分方案",
    "未评清单",
];
/// What stands where there is nothing to say. An empty text as a stored result is shown as 0 by LibreOffice.
const NONE: &str = "—";
/// What stands in place of points not given.
const OPEN: &str = "未评";
const SIGNATURES: &str =
    "科室负责人：　　　　　　　　　评分人：　　　　　　　　　审核：　　　　　　　　　日期：";

/// The score book. `addresses` say where the input files lie, for links.
pub fn score_book(
    card: &Scorecard,
    scheme: &Scoring,
    addresses: &BTreeMap<Arc<str>, String>,
    context: &ReportContext,
) -> BookSpec {
    let links = Links::new(addresses);
    let sections = card.sections.iter().map(|s| s.scored.section.as_str());
    let wanted = BEFORE.into_iter().chain(AFTER).chain(sections);
    let names = sheet_names(wanted);
    let (fixed, of_sections) = names.split_at(BEFORE.len() + AFTER.len());
    let [
        summary,
        posts,
        chart,
        post_details,
        _,
        _,
        scheme_name,
        open_name,
    ] = fixed
    else {
        return context.book("年度考核评分表");
    };
    let (scheme_sheet, refs) = scheme::sheet(scheme_name, scheme, context);
    let mut book = context.book("年度考核评分表");
    let mut details = Vec::new();
    let of = |sheet, kind| Summary {
        sheet,
        kind,
        scheme,
        refs: &refs,
    };
    if !card.sections.is_empty() {
        let parts = card.sections.iter().zip(of_sections);
        let drawn =
            parts.map(|(score, name)| (score, section(score, name, scheme, &refs, context)));
        let mut rows = Vec::new();
        for (score, (sheet, anchors)) in drawn {
            details.push(sheet);
            rows.push((score, anchors));
        }
        let kind = of(summary, ScoredKind::Section);
        book.sheets.push(kind.sheet(&ordered(rows), context));
    }
    if !card.posts.is_empty() {
        let (sheet, rows) = all_posts(&card.posts, post_details, scheme, &refs, context);
        let kind = of(posts, ScoredKind::Post);
        book.sheets.push(kind.sheet(&ordered(rows), context));
        details.push(sheet);
    }
    if !card.sections.is_empty() {
        let kind = of(summary, ScoredKind::Section);
        book.sheets
            .push(kind.chart(chart, card.sections.len(), context));
    }
    book.sheets
        .extend(open::sheet(open_name, card, scheme, context));
    book.sheets.extend(details);
    book.sheets.push(cases::cases(card, &links, context));
    book.sheets
        .push(cases::sources(card, scheme, &links, context));
    book.sheets.push(scheme_sheet);
    book
}

/// By rank; then those without one, the vetoed last; equal ones in the order of the roster.
fn ordered(mut lines: Vec<(&Score, Anchors)>) -> Vec<(&Score, Anchors)> {
    lines.sort_by_key(|(score, _)| {
        let result = &score.result;
        (result.vetoed, result.rank.unwrap_or(usize::MAX))
    });
    lines
}

/// A section's own sheet.
fn section(
    score: &Score,
    name: &str,
    scheme: &Scoring,
    refs: &SchemeRefs,
    context: &ReportContext,
) -> (SheetSpec, Anchors) {
    let title = format!("度廉政风险防范管理考核评分表（{}）", score.scored.section);
    let mut sheets = Details::new(name, ScoredKind::Section, scheme, &title, context);
    let anchors = sheets.block(score, scheme, refs);
    (sheets.finish(), anchors)
}

/// All posts on one sheet, one block below the other.
fn all_posts<'r>(
    posts: &'r [Score],
    name: &str,
    scheme: &Scoring,
    refs: &SchemeRefs,
    context: &ReportContext,
) -> (SheetSpec, Vec<(&'r Score, Anchors)>) {
    let title = "度岗位廉政风险防范管理考核评分明细";
    let mut sheets = Details::new(name, ScoredKind::Post, scheme, title, context);
    let lines = posts.iter().map(|score| {
        let caption = score.scored.to_string();
        sheets.canvas.line(caption, StyleRole::Heading);
        let anchors = sheets.block(score, scheme, refs);
        (score, anchors)
    });
    let lines = lines.collect();
    (sheets.finish(), lines)
}

/// A sheet of details in the making.
struct Details<'n> {
    name: &'n str,
    kind: ScoredKind,
    canvas: Canvas,
    columns: Columns,
    open: Vec<Area>,
    head: u32,
}

impl<'n> Details<'n> {
    fn new(
        name: &'n str,
        kind: ScoredKind,
        scheme: &Scoring,
        title: &str,
        context: &ReportContext,
    ) -> Self {
        let columns = Columns::of(kind, scheme);
        let heads = columns.heads(scheme);
        let widths = heads.iter().map(|h| h.1).collect();
        let mut canvas = Canvas::new(name, widths, true);
        canvas.title(context, title);
        let head = canvas.heads(heads.iter().map(|h| h.0));
        canvas.keep_heads(head, head, 2);
        Self {
            name,
            kind,
            canvas,
            columns,
            open: Vec::new(),
            head,
        }
    }

    fn block(&mut self, score: &Score, scheme: &Scoring, refs: &SchemeRefs) -> Anchors {
        let block = Block {
            sheet: self.name,
            kind: self.kind,
            scheme,
            refs,
            columns: &self.columns,
        };
        block.draw(&mut self.canvas, score, &mut self.open)
    }

    fn finish(mut self) -> SheetSpec {
        self.canvas.line(SIGNATURES, StyleRole::Sign);
        let last = self.canvas.next();
        let mut sheet = self.canvas.finish();
        sheet.growing = Some((self.head + 1, last));
        sheet.protection = Some(ProtectionSpec {
            open_from: None,
            open: self.open,
        });
        sheet
    }
}
