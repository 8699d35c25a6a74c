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
use summary::Summary;

/// Names of the sheets but for those of the sections, which must not bear them.
const NAMES: [&str; 9] = [
    "考核汇总",
    "岗位和人员",
    "得分构成图",
    "岗位评分明细",
    "否决和追责",
    "评分出处",
    "评分方案",
    "未评清单",
    "科室评分明细",
];

/// Sections that have a sheet of their own each; more of them stand on one, below each other.
const MOST_APART: usize = 100;

/// The score book. `addresses` say where the input files lie, for links.
pub fn score_book<'r>(
    card: &'r Scorecard,
    scheme: &'r Scoring,
    addresses: &'r BTreeMap<Arc<str>, String>,
    context: &ReportContext,
) -> Draft<'r> {
    let links = Links::new(addresses);
    let apart = card.sections.len() <= MOST_APART;
    let sections = card.sections.iter().filter(|_| apart);
    let sections = sections.map(|s| s.scored.section.as_str());
    let special = scheme.is_special();
    let (what, book, of_summary) = if special {
        ("评分表", Book::Special, "专项考核汇总")
    } else {
        ("年度考核评分表", Book::Scores, NAMES[0])
    };
    let names = std::iter::once(of_summary).chain(NAMES.into_iter().skip(1));
    let names = sheet_names(names.chain(sections));
    let (fixed, of_sections) = names.split_at(NAMES.len());
    let [summary, posts, chart, of_posts, scheme_name, open, together] =
        [0, 1, 2, 3, 6, 7, 8].map(|at| &*fixed[at]);
    let (scheme_sheet, mut refs) = scheme::sheet(scheme_name, scheme, context);
    refs.sections = sheets::totals(&card.sections, summary, scheme);
    let refs = Arc::new(refs);
    let of = |sheet: &str, kind| {
        Arc::new(Summary {
            sheet: sheet.to_owned(),
            kind,
            scheme,
            refs: Arc::clone(&refs),
        })
    };
    let sections = of(summary, ScoredKind::Section);
    let (details_of, ranked) = if apart {
        sheets::apart(&card.sections, of_sections, &sections, context)
    } else {
        sheets::together(&card.sections, together, &sections, context)
    };
    let people = of(posts, ScoredKind::Post);
    let (of_posts, people_lines) = sheets::together(&card.posts, of_posts, &people, context);
    let (any, anybody) = (!card.sections.is_empty(), !card.posts.is_empty());
    let first = [
        any.then(|| sections.sheet(ranked, context)),
        anybody.then(|| people.sheet(people_lines, context)),
        any.then(|| sections.chart(chart, &card.sections, context)),
        open::sheet(open, card, scheme, context),
    ];
    let last = [
        // A special check speaks only of the cases it counts.
        (!special || !card.cases.is_empty()).then(|| cases::cases(card, scheme, links, context)),
        Some(cases::sources(card, scheme, links, context)),
        Some(scheme_sheet),
    ];
    let first = first.into_iter().flatten().chain(details_of);
    let first = first.chain(of_posts);
    let sheets = first.chain(last.into_iter().flatten());
    let title = if special {
        format!("{}{what}", scheme.called(""))
    } else {
        what.to_owned()
    };
    Draft::new(context.result(&title, book), sheets)
}
