//! 03-年度考核评分表: the summary of the sections, the posts with their people, a chart, one sheet for each section with every
//! item and its grounds, the same for the posts, vetoes and those held to account, every cell counted, and the scheme.
//! Live throughout: change a mark, and totals, ranks, bands and coefficients follow.

mod cases;
mod columns;
mod detail;
mod formula;
mod item;
mod layout;
pub mod limits;
mod open;
mod outcome;
mod quotas;
mod scheme;
mod sheets;
mod summary;
mod words;

pub use limits::points_of;
pub use words::{headed, method};

use std::collections::BTreeMap;
use std::sync::Arc;

use super::context::ReportContext;
use super::links::Links;
use crate::model::{Book, Scorecard, ScoredKind};
use crate::policy::Scoring;
use crate::writer::{Draft, sheet_names};
use sheets::{all_posts, all_sections};
use summary::Summary;

/// Names of the sheets but for those of the sections, which must not bear them.
const NAMES: [&str; 8] = [
    "考核汇总",
    "岗位和人员",
    "得分构成图",
    "岗位评分明细",
    "否决和追责",
    "评分出处",
    "评分方案",
    "未评清单",
];
/// The score book. `addresses` say where the input files lie, for links.
pub fn score_book<'r>(
    card: &'r Scorecard,
    scheme: &'r Scoring,
    addresses: &'r BTreeMap<Arc<str>, String>,
    context: &ReportContext,
) -> Draft<'r> {
    let links = Links::new(addresses);
    let sections = card.sections.iter().map(|s| s.scored.section.as_str());
    let special = scheme.is_special();
    let (what, book, of_summary) = if special {
        ("评分表", Book::Special, "专项考核汇总")
    } else {
        ("年度考核评分表", Book::Scores, NAMES[0])
    };
    let names = std::iter::once(of_summary).chain(NAMES.into_iter().skip(1));
    let names = sheet_names(names.chain(sections));
    let (fixed, of_sections) = names.split_at(NAMES.len());
    let [summary, posts, chart, details, scheme_name, open] =
        [0, 1, 2, 3, 6, 7].map(|at| &*fixed[at]);
    let (scheme_sheet, mut refs) = scheme::sheet(scheme_name, scheme, context);
    refs.sections = sheets::totals(&card.sections, summary, scheme);
    let of = |sheet, kind| Summary {
        sheet,
        kind,
        scheme,
        refs: &refs,
    };
    let sections = of(summary, ScoredKind::Section);
    let (details_of, ranked) = all_sections(&card.sections, of_sections, &sections, context);
    let people = of(posts, ScoredKind::Post);
    let (of_posts, people_lines) = all_posts(&card.posts, details, &people, context);
    let (any, anybody) = (!card.sections.is_empty(), !card.posts.is_empty());
    let first = [
        any.then(|| sections.sheet(&ranked, context)),
        anybody.then(|| people.sheet(&people_lines, context)),
        any.then(|| sections.chart(chart, &ranked, context)),
        open::sheet(open, card, scheme, context),
    ];
    let last = [
        anybody.then_some(of_posts),
        // A special check speaks only of the cases it counts.
        (!special || !card.cases.is_empty()).then(|| cases::cases(card, scheme, links, context)),
        Some(cases::sources(card, scheme, links, context)),
        Some(scheme_sheet),
    ];
    let first = first.into_iter().flatten().chain(details_of);
    let sheets = first.chain(last.into_iter().flatten());
    let title = if special {
        format!("{}{what}", scheme.called(""))
    } else {
        what.to_owned()
    };
    Draft::new(context.result(&title, book), sheets)
}
