//! The sheets of details: one for each section, and one for all posts.

use std::collections::BTreeMap;

use super::super::canvas::Canvas;
use super::super::context::ReportContext;
use super::columns::{Anchors, Columns};
use super::detail::Block;
use super::formula::Ref;
use super::layout::{FIRST, Layout};
use super::outcome::Outcome;
use super::summary::Summary;
use crate::location::{Area, CellRef};
use crate::model::{Score, ScoredKind};
use crate::policy::Scoring;
use crate::writer::{ProtectionSpec, Sheet, StyleRole};

/// Who signs below the items.
const fn signatures(kind: ScoredKind) -> &'static str {
    match kind {
        ScoredKind::Section => {
            "科室负责人：　　　　　　　　　评分人：　　　　　　　　　审核：　　　　　　　　　日期："
        }
        ScoredKind::Post => {
            "本人：　　　　　　　　　科室负责人：　　　　　　　　　审核：　　　　　　　　　日期："
        }
    }
}

/// One that is scored, and where its sums stand.
pub type Line<'r> = (&'r Score, Anchors);

/// The place of each on the summary: group by group, by rank; then those without one, the vetoed last; equal ones in the order of the
/// roster.
fn places(scores: &[Score]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by_key(|at| {
        let result = &scores[*at].result;
        let group = scores[*at].group.unwrap_or(usize::MAX);
        (group, result.vetoed, result.rank.unwrap_or(usize::MAX))
    });
    let mut places = vec![0; scores.len()];
    for (place, at) in order.into_iter().enumerate() {
        places[at] = place;
    }
    places
}

/// The cell of each section's total on the summary of this name.
pub fn totals(sections: &[Score], summary: &str, scheme: &Scoring) -> BTreeMap<String, Ref> {
    let column = Layout::of(ScoredKind::Section, scheme).total();
    let cells = sections.iter().zip(places(sections)).map(|(score, place)| {
        let row = FIRST + u32::try_from(place).unwrap_or(0);
        let at = Ref::new(summary, CellRef::new(row, column));
        (score.scored.section.clone(), at)
    });
    cells.collect()
}

/// Lines in the order of their places.
fn ordered(mut lines: Vec<(usize, Line<'_>)>) -> Vec<Line<'_>> {
    lines.sort_by_key(|(place, _)| *place);
    lines.into_iter().map(|(_, line)| line).collect()
}

/// Every section's own sheet, in the order of the roster; and the lines of the summary in its order.
pub fn all_sections<'r>(
    sections: &'r [Score],
    names: &[String],
    summary: &Summary<'_>,
    context: &ReportContext,
) -> (Vec<Sheet<'static>>, Vec<Line<'r>>) {
    let drawn = sections.iter().zip(names).zip(places(sections));
    let drawn = drawn.map(|((score, name), place)| {
        let called = summary.scheme.called("度廉政风险防范管理考核");
        let title = format!("{called}评分表（{}）", score.scored.section);
        let mut sheet = DetailSheet::new(name, sections, summary, (&title, context));
        let anchors = sheet.block(score, place);
        (sheet.finish(), (place, (score, anchors)))
    });
    let (sheets, lines) = drawn.unzip();
    (sheets, ordered(lines))
}

/// All posts on one sheet, one block below the other, each on pages of its own.
pub fn all_posts<'r>(
    posts: &'r [Score],
    name: &str,
    summary: &Summary<'_>,
    context: &ReportContext,
) -> (Sheet<'static>, Vec<Line<'r>>) {
    let title = if summary.scheme.is_special() {
        summary.scheme.called("") + "岗位评分明细"
    } else {
        "度岗位廉政风险防范管理考核评分明细".to_owned()
    };
    let mut sheet = DetailSheet::new(name, posts, summary, (&title, context));
    let mut lines = Vec::new();
    for (score, place) in posts.iter().zip(places(posts)) {
        if !lines.is_empty() {
            sheet.canvas.begin_page();
        }
        lines.push((place, (score, sheet.block(score, place))));
    }
    (sheet.finish(), ordered(lines))
}

/// A sheet of details in the making.
struct DetailSheet<'s> {
    name: &'s str,
    summary: &'s Summary<'s>,
    canvas: Canvas<'static>,
    columns: Columns,
    open: Vec<Area>,
    head: u32,
}

impl<'s> DetailSheet<'s> {
    fn new(
        name: &'s str,
        scores: &[Score],
        summary: &'s Summary<'s>,
        (title, context): (&str, &ReportContext),
    ) -> Self {
        let columns = Columns::of(scores, summary.scheme);
        let heads = columns.heads(summary.scheme);
        let widths = heads.iter().map(|h| h.1).collect();
        let mut canvas = Canvas::new(name, widths, true);
        canvas.title(context, title);
        let head = canvas.heads(heads.iter().map(|h| h.0));
        canvas.keep_heads(head, head, 2);
        Self {
            name,
            summary,
            canvas,
            columns,
            open: Vec::new(),
            head,
        }
    }

    /// The block of one whose line has this place on the summary.
    fn block(&mut self, score: &Score, place: usize) -> Anchors {
        let block = Block {
            sheet: self.name,
            kind: self.summary.kind,
            scheme: self.summary.scheme,
            refs: self.summary.refs,
            columns: &self.columns,
            outcome: Outcome {
                summary: self.summary.sheet,
                place,
            },
        };
        let anchors = block.draw(&mut self.canvas, score, &mut self.open);
        let signatures = signatures(self.summary.kind);
        self.canvas.line(signatures, StyleRole::Sign);
        anchors
    }

    fn finish(mut self) -> Sheet<'static> {
        let last = self.canvas.next();
        let sheet = self.canvas.sheet();
        sheet.growing = Some((self.head + 1, last));
        sheet.protection = Some(ProtectionSpec {
            open_from: None,
            open: self.open,
        });
        self.canvas.finish()
    }
}
