//! 07-上报报告: what the year came to in words, for the level above. The text comes from templates; its figures are read off
//! the books, each with its cell.
//!
//! ```text
//! books ─page→ figures, lists ─facts→ templates (value, template) → text with markup ─parse→ official document
//!                                                       gaps filled (gaps) · annex of the sources (appendix) → .docx, .md
//! ```

mod appendix;
mod escape;
mod facts;
mod fault;
mod figures;
mod gaps;
mod markdown;
mod names;
mod page;
mod parse;
mod template;
mod value;

use std::collections::BTreeSet;
use std::sync::Arc;

pub use figures::{Figure, Number};
pub use gaps::{Asked, answered, recall};
pub use markdown::markdown;
pub use names::report_names;
pub use template::{BUILT_IN as REPORT_TEMPLATES, Main, Templates};

use super::context::ReportContext;
use super::{changes, findings, register, statistics};
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::model::{
    Book, Change, Coverage, CoverageBasis, CrossRow, Field, Register, Roster, Scorecard, Statistics,
};
use crate::policy::{Method, Scoring};
use crate::text;
use crate::writer::official::Letter;
pub use facts::Facts;
pub use page::Page;

/// What the report draws on.
#[derive(Clone, Copy, Debug)]
pub struct UpwardInput<'r> {
    /// The register.
    pub register: &'r Register,
    /// The statistics.
    pub statistics: &'r Statistics,
    /// All findings.
    pub findings: &'r [Diagnostic],
    /// The sections in their order.
    pub roster: &'r Roster,
    /// What became of last year's risk points.
    pub changes: Option<&'r [Change]>,
    /// The year of last year's result, where it says so.
    pub last_year: Option<i32>,
    /// The scores of the year with their scheme.
    pub scores: (&'r Scorecard, &'r Scoring),
    /// How levels are suggested.
    pub method: Method,
}

/// The report.
#[derive(Clone, Debug, Default)]
pub struct Upward {
    /// The document.
    pub letter: Letter,
    /// The figures in it, in their order.
    pub figures: Vec<Figure>,
    /// Its gaps, and what was said in gaps that it has no more.
    pub gaps: Vec<Asked>,
}

/// Writes the report; `known` are the gaps of the one before.
///
/// # Errors
/// [`Error::Policy`] where a template asks for something that is not there.
pub fn upward(
    input: &UpwardInput<'_>,
    templates: &Templates,
    known: &[Asked],
    context: &ReportContext,
) -> Result<Upward, Error> {
    letter(
        facts(input, context),
        (templates, Main::Year),
        known,
        context,
    )
}

/// Writes what the templates say of these facts.
///
/// # Errors
/// [`Error::Policy`] where a template asks for something that is not there.
pub fn letter(
    facts: Facts,
    (templates, main): (&Templates, Main),
    known: &[Asked],
    context: &ReportContext,
) -> Result<Upward, Error> {
    let facts = Arc::new(facts);
    let (text, used) = templates.render(main, &facts)?;
    let used: Vec<&Figure> = used.iter().map(|at| &facts.figures[*at]).collect();
    // A report without a figure needs no sources.
    let more: &[&str] = if used.is_empty() {
        &[]
    } else {
        &[appendix::TITLE]
    };
    let (mut paragraphs, annexes) = parse::parsed(&text, more);
    let gaps = gaps::fill(&mut paragraphs, known);
    if !used.is_empty() {
        let label = parse::label(annexes, annexes);
        paragraphs.extend(appendix::appendix(&label, &used));
    }
    Ok(Upward {
        letter: Letter {
            title: context.title("度廉政风险防范管理工作情况的报告"),
            author: context.unit.clone(),
            created: Some(context.date),
            paragraphs,
        },
        figures: used.into_iter().cloned().collect(),
        gaps,
    })
}

/// The sheets from which figures are quoted.
fn pages(input: &UpwardInput<'_>, context: &ReportContext) -> Vec<Page> {
    let book = statistics::statistics_book(input.register, input.statistics, context).described();
    let sheets = book.sheets.iter();
    let mut pages: Vec<Page> = sheets
        .map(|sheet| Page::described(Book::Statistics, sheet))
        .collect();
    let supervised = register::supervision(input.register, context);
    pages.extend(supervised.map(|sheet| Page::of(Book::Register, sheet)));
    let counts = findings::counts(input.findings, input.roster, context);
    pages.push(Page::of(Book::Findings, counts));
    pages.extend(input.changes.map(|of| {
        let sheet = changes::summary(of, input.last_year, context);
        Page::of(Book::Changes, sheet)
    }));
    pages
}

fn facts(input: &UpwardInput<'_>, context: &ReportContext) -> Facts {
    let mut facts = Facts::of(&pages(input, context));
    let coverage = &input.statistics.coverage;
    let by_name = |s: &crate::model::SectionCoverage| s.basis == CoverageBasis::ByName;
    facts.flags.extend([
        ("有花名册", !coverage.sections.is_empty()),
        ("逐人核对", coverage.sections.iter().any(by_name)),
        ("有上年", input.changes.is_some()),
    ]);
    facts.common(context, input.last_year);
    facts.texts.extend([
        ("未报科室名单", sections(coverage, CoverageBasis::Nothing)),
        ("未读出科室名单", sections(coverage, CoverageBasis::Unread)),
        ("有漏报的科室名单", incomplete(coverage)),
        ("花名册外科室名单", off_the_roster(input)),
        ("定级办法", method(input.method).to_owned()),
    ]);
    // Posts supervise their own, and what is open has nobody yet.
    if let Some(leaders) = facts.lists.get_mut("各领导") {
        leaders.retain(|line| register::is_leader(&line.texts[names::NAME]));
    }
    if let Some(categories) = facts.lists.get_mut("各类别") {
        categories.retain(|line| line.texts[names::NAME] != CrossRow::BLANK);
    }
    members(&mut facts, input);
    facts
}

/// The sections that came into each band.
fn members(facts: &mut Facts, input: &UpwardInput<'_>) {
    let (card, scheme) = input.scores;
    let band = |at: Option<usize>| Some(scheme.bands.get(at?)?.name.as_str());
    for line in facts.lists.get_mut("各等次").into_iter().flatten() {
        let own = card.sections.iter();
        let own =
            own.filter(|s| band(s.result.band) == line.texts.get(names::NAME).map(String::as_str));
        let own: Vec<&str> = own.map(|s| s.scored.section.as_str()).collect();
        line.texts.insert(names::MEMBERS, own.join("、"));
    }
}

/// The sections of which this is so.
fn sections(coverage: &Coverage, basis: CoverageBasis) -> String {
    let own = coverage.sections.iter().filter(|s| s.basis == basis);
    own.map(|s| s.section.as_str())
        .collect::<Vec<_>>()
        .join("、")
}

/// The sections with registered entries that the roster does not know.
fn off_the_roster(input: &UpwardInput<'_>) -> String {
    let items = input.register.items.iter();
    let written = items.filter_map(|item| item.entry.text(Field::Section));
    let written: BTreeSet<String> = written.map(text::key).collect();
    let unknown = input.statistics.coverage.unknown_sections.iter();
    let unknown = unknown.filter(|name| written.contains(&text::key(name)));
    unknown.cloned().collect::<Vec<_>>().join("、")
}

/// The sections some of whose people have not handed in, be it that nobody has: those the number is counted from.
fn incomplete(coverage: &Coverage) -> String {
    let own = coverage.sections.iter().filter(|s| !s.missing.is_empty());
    let own: Vec<&str> = own.map(|s| s.section.as_str()).collect();
    own.join("、")
}

/// How levels are suggested, in words.
const fn method(method: Method) -> &'static str {
    match method {
        Method::Answers => "权力大小、自由裁量空间和危害后果",
        Method::Matrix => "发生可能性和影响程度",
        Method::Count => "风险因素的数量",
        Method::None => "",
    }
}
