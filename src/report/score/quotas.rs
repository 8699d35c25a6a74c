//! Below a summary: of each group how many are ranked, and up to which place each band with a quota may be given.

use super::super::canvas::Canvas;
use super::formula::count;
use super::layout::{FIRST, Frame, Layout};
use super::scheme::SchemeRefs;
use crate::model::{Points, ScoreResult, ScoredKind};
use crate::policy::Scoring;
use crate::writer::StyleRole;

/// The rows of each group on a summary whose lines belong to these groups, one group after the other; none of a group that
/// has no lines.
pub fn frames(
    groups: &[Option<usize>],
    (kind, scheme): (ScoredKind, &Scoring),
) -> Vec<Option<Frame>> {
    let rows = |count: usize| u32::try_from(count).unwrap_or(0);
    let mut foot = FIRST + rows(groups.len());
    let frames = (0..scheme.groups()).map(|group| {
        let first = groups.iter().position(|own| *own == Some(group))?;
        let lines = groups.iter().filter(|own| **own == Some(group)).count();
        let frame = Frame {
            first: FIRST + rows(first),
            last: FIRST + rows(first + lines) - 1,
            foot,
        };
        foot += 1 + rows(bands(kind, group, scheme).count().max(1));
        Some(frame)
    });
    frames.collect()
}

/// The bands with a quota, each with its percent.
fn bands(
    kind: ScoredKind,
    group: usize,
    scheme: &Scoring,
) -> impl Iterator<Item = (usize, i64)> + '_ {
    let bands = 0..scheme.bands.len();
    bands.filter_map(move |band| Some((band, scheme.percent((kind, group), band)?)))
}

/// Of each band the cell of the last place that may have it; none where it has no quota.
pub fn limits(
    frame: Frame,
    layout: &Layout,
    (kind, group): (ScoredKind, usize),
    scheme: &Scoring,
) -> Vec<Option<String>> {
    let mut out = vec![None; scheme.bands.len()];
    for (nth, (band, _)) in bands(kind, group, scheme).enumerate() {
        out[band] = Some(frame.limit(layout, nth));
    }
    out
}

/// What the lines below a summary are made of.
pub struct Quotas<'r> {
    /// The kind.
    pub kind: ScoredKind,
    /// The scheme.
    pub scheme: &'r Scoring,
    /// Where its numbers stand.
    pub refs: &'r SchemeRefs,
    /// The columns.
    pub layout: &'r Layout,
}

impl Quotas<'_> {
    /// Draws them, group by group.
    pub fn draw(
        &self,
        canvas: &mut Canvas<'_>,
        frames: &[Option<Frame>],
        results: &[(Option<usize>, &ScoreResult)],
    ) {
        for (group, frame) in frames.iter().enumerate() {
            let Some(frame) = frame else { continue };
            let own = results.iter().filter(|(own, _)| *own == Some(group));
            let ranked = own.filter(|(_, result)| result.rank.is_some());
            let totals: Vec<Points> = ranked.filter_map(|(_, result)| result.total).collect();
            self.group(canvas, (group, *frame), &totals);
        }
    }

    fn group(&self, canvas: &mut Canvas<'_>, (group, frame): (usize, Frame), totals: &[Points]) {
        let class = self.scheme.classes.get(group);
        let class = class.map_or(String::new(), |class| format!("{class}："));
        let ranked = frame.column(self.layout.ranked());
        let label = format!("{class}参加排名的个数");
        self.line(canvas, label, format!("=COUNT({ranked})"), totals.len());
        let counted = frame.counted(self.layout);
        let mut above = ("0".to_owned(), 0);
        let mut any = false;
        for (at, band) in self.scheme.bands.iter().enumerate() {
            let min = &self.refs.bands[at][1];
            let reached = format!("SUMPRODUCT(ISNUMBER({ranked})*({ranked}>={min}))");
            let count = totals.iter().filter(|total| **total >= band.min).count();
            let percent = self.scheme.percent((self.kind, group), at);
            let seats = self.scheme.seats((self.kind, group), at, totals.len());
            let (Some(percent), Some(seats)) = (percent, seats) else {
                above = (reached, count);
                continue;
            };
            let from = &self.refs.quotas[group][at];
            let from = from
                .as_ref()
                .map_or(percent.to_string(), ToString::to_string);
            let limit = above.1 + seats;
            let formula = format!(
                "=IF({counted}=0,0,{}+MAX(1,INT({counted}*{from}/100)))",
                above.0
            );
            let label = if at == 0 {
                format!("{class}“{}”的名额（{percent}%）", band.name)
            } else {
                format!("{class}“{}”评到第几名（名额 {percent}%）", band.name)
            };
            let nth = bands(self.kind, group, self.scheme).position(|(own, _)| own == at);
            let cell = frame.limit(self.layout, nth.unwrap_or(0));
            self.line(
                canvas,
                label,
                formula,
                if totals.is_empty() { 0 } else { limit },
            );
            above = (format!("MIN({cell},{reached})"), limit.min(count));
            any = true;
        }
        if !any {
            let top = self.scheme.bands.first().map_or("", |b| b.name.as_str());
            let label = format!("{class}“{top}”的名额（不限）");
            self.line(canvas, label, format!("={counted}"), totals.len());
        }
    }

    fn line(&self, canvas: &mut Canvas<'_>, label: String, formula: String, result: usize) {
        let column = self.layout.total();
        let row = canvas.advance();
        canvas.span(row, 0, column - 1, label, StyleRole::TotalText);
        canvas.put(row, column, count(formula, result), StyleRole::Total);
    }
}
