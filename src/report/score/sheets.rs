//! The sheets of details: one for each section, as long as a book of so many sheets can be leafed through, and one for all
//! posts. Blocks are made when they are written, so that those of thousands are never in memory together.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::canvas::Canvas;
use super::super::context::ReportContext;
use super::super::spread::parts;
use super::columns::{Anchors, Columns, Place};
use super::detail::Block;
use super::formula::Ref;
use super::layout::{FIRST, Layout};
use super::outcome::Outcome;
use super::summary::{Line, Summary};
use crate::location::CellRef;
use crate::model::{Score, ScoredKind};
use crate::policy::Scoring;
use crate::writer::{ProtectionSpec, Sheet, SheetSpec, StyleRole};

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

/// Sheets, and the lines of the summary in the order of their places.
pub type Drawn<'r> = (Vec<Sheet<'r>>, Vec<Line<'r>>);

/// One that is scored, after its place on the summary.
type Placed<'r> = (usize, &'r Score);

fn drawn<'r>(sheets: impl Iterator<Item = (Sheet<'r>, Vec<(usize, Line<'r>)>)>) -> Drawn<'r> {
    let (sheets, lines): (Vec<_>, Vec<_>) = sheets.unzip();
    let mut lines: Vec<(usize, Line<'r>)> = lines.into_iter().flatten().collect();
    lines.sort_by_key(|(place, _)| *place);
    (sheets, lines.into_iter().map(|(_, line)| line).collect())
}

/// Every section's own sheet, in the order of the roster.
pub fn apart<'r>(
    sections: &'r [Score],
    names: &[String],
    summary: &Arc<Summary<'r>>,
    context: &ReportContext,
) -> Drawn<'r> {
    let details = Arc::new(Details::of(sections, summary, true));
    let shape = details.shape(sections);
    let called = summary.scheme.called("度廉政风险防范管理考核");
    let sheets = sections.iter().zip(names).zip(places(sections));
    drawn(sheets.map(|((score, name), place)| {
        let title = format!("{called}评分表（{}）", score.scored.section);
        let canvas = details.begun(name, &title, None, context);
        details.sheet(canvas, vec![(place, score)], &shape)
    }))
}

/// All of a kind on one sheet, or on several if it takes no more, one block below the other, each on pages of its own.
pub fn together<'r>(
    scores: &'r [Score],
    name: &str,
    summary: &Arc<Summary<'r>>,
    context: &ReportContext,
) -> Drawn<'r> {
    let details = Arc::new(Details::of(scores, summary, false));
    let kind = summary.kind.title();
    let title = if summary.scheme.is_special() {
        format!("{}{kind}评分明细", summary.scheme.called(""))
    } else {
        format!("度{kind}廉政风险防范管理考核评分明细")
    };
    let placed: Vec<Placed<'r>> = places(scores).into_iter().zip(scores).collect();
    let shape = details.shape(scores);
    let parts = parts(name, placed, context.most_rows, |_| shape.0 as usize);
    drawn(parts.into_iter().map(|part| {
        let canvas = details.begun(&part.name, &title, part.others.as_deref(), context);
        details.sheet(canvas, part.groups, &shape)
    }))
}

/// The rows that every block of a kind takes, and where its sums stand in them.
type Shape = (u32, Arc<Anchors>);

/// What the sheets of details of one kind have in common.
struct Details<'r> {
    summary: Arc<Summary<'r>>,
    columns: Columns,
    /// Whether each has a sheet of its own.
    alone: bool,
}

impl<'r> Details<'r> {
    fn of(scores: &[Score], summary: &Arc<Summary<'r>>, alone: bool) -> Self {
        Self {
            summary: Arc::clone(summary),
            columns: Columns::of(scores, summary.scheme),
            alone,
        }
    }

    fn widths(&self) -> Vec<f64> {
        let heads = self.columns.heads(self.summary.scheme);
        heads.into_iter().map(|(_, width)| width).collect()
    }

    /// The shape of every block, by the first of those who are scored.
    fn shape(&self, scores: &[Score]) -> Shape {
        let first = scores.first().map(|score| self.block((0, score), 0));
        first.map_or_else(Shape::default, |(_, rows, anchors)| {
            (rows, Arc::new(anchors))
        })
    }

    /// A sheet as far as its heads.
    fn begun<'a>(
        &self,
        name: &str,
        title: &str,
        note: Option<&str>,
        context: &ReportContext,
    ) -> Canvas<'a> {
        let mut canvas = Canvas::new(name, self.widths(), true);
        canvas.title(context, title);
        canvas.notes(note);
        let heads = self.columns.heads(self.summary.scheme);
        let head = canvas.heads(heads.iter().map(|h| h.0));
        canvas.keep_heads(head, head, 2);
        canvas
    }

    /// The rest of it: the blocks, made when they are written, and where they will stand.
    fn sheet(
        self: &Arc<Self>,
        mut canvas: Canvas<'r>,
        scores: Vec<Placed<'r>>,
        (rows, anchors): &Shape,
    ) -> (Sheet<'r>, Vec<(usize, Line<'r>)>) {
        let top = canvas.next();
        let sheet = Ref::new(canvas.name(), CellRef::new(0, 0));
        let mut lines = Vec::new();
        for (place, score) in scores {
            let first = canvas.next();
            if first > top {
                canvas.begin_page();
            }
            let details = Arc::clone(self);
            let make = move || details.block((place, score), first).0;
            canvas.block(*rows, Box::new(make));
            let stands = Place {
                anchors: Arc::clone(anchors),
                first: sheet.beyond(CellRef::new(first, 0)),
            };
            lines.push((place, (score, stands)));
        }
        let last = canvas.next();
        let sheet = canvas.sheet();
        sheet.growing = Some((top, last));
        sheet.protection = Some(ProtectionSpec::default());
        (canvas.finish(), lines)
    }

    /// The block of one from this row on, the rows it takes, and where its sums stand.
    fn block(&self, (place, score): Placed<'_>, first: u32) -> (SheetSpec, u32, Anchors) {
        let summary = &self.summary;
        let mut canvas = Canvas::part(self.widths(), first);
        let mut open = Vec::new();
        let block = Block {
            kind: summary.kind,
            scheme: summary.scheme,
            refs: &summary.refs,
            columns: &self.columns,
            outcome: Outcome {
                summary: &summary.sheet,
                place,
                alone: self.alone,
            },
        };
        let anchors = block.draw(&mut canvas, score, &mut open);
        canvas.line(signatures(summary.kind), StyleRole::Sign);
        let rows = canvas.next() - first;
        let (mut part, ..) = canvas.into_parts();
        part.protection = Some(ProtectionSpec {
            open_from: None,
            open,
        });
        (part, rows, anchors)
    }
}
