//! What came out for one that is scored, in the line at the head of its items: total, rank, band, converted score and
//! coefficient, all taken from the summary, so that whoever signs the items sees what they led to.

use super::super::canvas::Canvas;
use super::columns::{Columns, POINTS};
use super::formula::{NONE, Ref, UNFINISHED, points, points_or, words};
use super::layout::{FIRST, Layout};
use super::scheme::SchemeRefs;
use crate::location::CellRef;
use crate::model::Score;
use crate::policy::Scoring;
use crate::writer::{Content, StyleRole};

/// The line of one that is scored on the summary.
pub struct Outcome<'r> {
    /// The summary's name.
    pub summary: &'r str,
    /// Its place there, from 0.
    pub place: usize,
    /// Whether the sheet is of this one alone and says so in its title.
    pub alone: bool,
}

impl Outcome<'_> {
    /// Draws the line into the columns of a sheet of details.
    pub fn draw(
        &self,
        canvas: &mut Canvas<'_>,
        score: &Score,
        (scheme, refs): (&Scoring, &SchemeRefs),
        columns: &Columns,
    ) {
        let row = canvas.advance();
        let caption = if self.alone {
            "总分".to_owned()
        } else {
            score.scored.to_string()
        };
        canvas.span(row, 0, POINTS - 1, caption, StyleRole::OutcomeText);
        let full = points(format!("={}", refs.full), scheme.full);
        canvas.put(row, POINTS, full, StyleRole::OutcomeDecimal);
        for col in POINTS + 1..columns.approved() {
            canvas.put(row, col, Content::Blank, StyleRole::OutcomeText);
        }
        let layout = Layout::of(score.scored.kind(), scheme);
        let total = format!("={}", self.at(layout.total()));
        let total = points_or(total, score.result.total, UNFINISHED);
        canvas.put(row, columns.approved(), total, StyleRole::OutcomeDecimal);
        let standing = self.standing(&layout, score, scheme);
        let (left, right) = (columns.approved() + 1, columns.last());
        canvas.span(row, left, right, standing, StyleRole::OutcomeText);
    }

    /// Rank, band, converted score and coefficient in one text.
    fn standing(&self, layout: &Layout, score: &Score, scheme: &Scoring) -> Content {
        let result = &score.result;
        let or_none = |value: Option<String>| value.unwrap_or_else(|| NONE.to_owned());
        let parts = [
            ("名次 ", 0, result.rank.map(|r| r.to_string())),
            (
                "　等次 ",
                layout.band(),
                result.band.map(|b| scheme.bands[b].name.clone()),
            ),
            (
                "　折算分 ",
                layout.converted(),
                result.converted.map(|p| p.to_string()),
            ),
            (
                "　绩效系数 ",
                layout.coefficient(),
                result.coefficient.map(|p| p.to_string()),
            ),
        ];
        let formula = parts.each_ref().map(|(label, col, _)| {
            let from = self.at(*col);
            format!("\"{label}\"&{from}")
        });
        let shown = parts.map(|(label, _, value)| format!("{label}{}", or_none(value)));
        words(format!("={}", formula.join("&")), shown.concat())
    }

    /// A cell of the line on the summary.
    fn at(&self, col: u32) -> Ref {
        let place = u32::try_from(self.place).unwrap_or(0);
        Ref::new(self.summary, CellRef::new(FIRST + place, col))
    }
}
