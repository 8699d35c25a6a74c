//! 03-年度考核评分表: the summary of the sections, the posts with their people, a chart, one sheet for each section with every
//! item and its grounds, the same for the posts, vetoes and those held to account, every cell counted, and the scheme.
//! Live throughout: change a mark, and totals, ranks, bands and coefficients follow.

mod cases;
mod detail;
mod formula;
mod item;
mod layout;
pub mod limits;
mod open;
mod outcome;
mod scheme;
mod sheets;
mod summary;
mod words;

pub use words::method;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::ReportContext;
use super::links::Links;
use crate::model::{Book, Scorecard, ScoredKind};
use crate::policy::Scoring;
use crate::writer::{BookSpec, sheet_names};
use sheets::{all_posts, all_sections};
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
/// What stands in the place of a total while an item is open.
const UNFINISHED: &str = "未评完";
/// What stands in place of points not given.
const OPEN: &str = "未评";

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
        return context.result("年度考核评分表", Book::Scores);
    };
    let (scheme_sheet, refs) = scheme::sheet(scheme_name, scheme, context);
    let mut book = context.result("年度考核评分表", Book::Scores);
    let mut details = Vec::new();
    let of = |sheet, kind| Summary {
        sheet,
        kind,
        scheme,
        refs: &refs,
    };
    if !card.sections.is_empty() {
        let kind = of(summary, ScoredKind::Section);
        let (own, rows) = all_sections(&card.sections, of_sections, &kind, context);
        book.sheets.push(kind.sheet(&rows, context));
        details.extend(own);
    }
    if !card.posts.is_empty() {
        let kind = of(posts, ScoredKind::Post);
        let (own, rows) = all_posts(&card.posts, post_details, &kind, context);
        book.sheets.push(kind.sheet(&rows, context));
        details.push(own);
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
