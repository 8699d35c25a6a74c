//! 00-总览: the year on one page for leaders: what came in, where the risks stand and how high, who is missing, what is
//! still open, who watches over what, how the scores fell. Every number leads to the rows behind it.

pub(super) mod changes;
mod coverage;
pub(super) mod figures;
mod findings;
pub(super) mod follow;
pub(super) mod levels;
mod rows;
mod scores;

use super::context::ReportContext;
use crate::diagnostic::Diagnostic;
use crate::model::{Change, Flows, Register, Review, Scorecard, Statistics};
use crate::policy::Scoring;
use crate::writer::page::{Block, Page};
use rows::Anchors;

/// What the page is made from.
#[derive(Clone, Copy, Debug)]
pub struct OverviewInput<'r> {
    /// The register.
    pub register: &'r Register,
    /// Its statistics.
    pub statistics: &'r Statistics,
    /// All findings.
    pub findings: &'r [Diagnostic],
    /// What the leading group has decided and must decide.
    pub review: &'r Review,
    /// The scores of the year.
    pub card: &'r Scorecard,
    /// The scheme they were reckoned by.
    pub scheme: &'r Scoring,
    /// What became of last year's risk points, where there is a result of last year.
    pub changes: Option<&'r [Change]>,
    /// The year of that result.
    pub last_year: Option<i32>,
    /// The steps of the matters.
    pub flows: &'r Flows,
}

/// The page.
pub fn overview_page(input: &OverviewInput<'_>, context: &ReportContext) -> Page {
    let anchors = Anchors::of(input.register);
    let first = [
        Some(Block::Bars(levels::share(input, &anchors))),
        Some(Block::Table(levels::by_section(input, &anchors))),
        Some(Block::Table(coverage::block(&input.statistics.coverage))),
    ];
    let second = [
        Some(Block::Bars(findings::block(input.findings))),
        Some(Block::Bars(follow::basis(input.statistics))),
        Some(Block::Table(follow::supervision(input.register))),
        Some(Block::Bars(follow::ratings(input.register))),
        scores::ranking(input.card, input.scheme).map(Block::Bars),
        scores::bands(input.card, input.scheme).map(Block::Table),
        changes::block(input.changes, input.last_year).map(Block::Bars),
    ];
    Page {
        title: context.title("廉政风险防范管理总览"),
        lines: context.page_lines("内部使用，含人员姓名，不得公示"),
        figures: figures::figures(input, &anchors),
        first: first.into_iter().flatten().collect(),
        second: second.into_iter().flatten().collect(),
        rows: rows::groups(input, &anchors),
        notes: vec![
            "本页由各科室报送的表汇总得来，数字都可以在同一文件夹的各张表里逐行查到。".to_owned(),
        ],
        landscape: false,
    }
}
