//! The row of one item: marks, what was reckoned, what is approved, on what grounds. Marks of people and approved points
//! of data are the cells that may be changed.

use super::super::canvas::{Canvas, short, text};
use super::columns::Columns;
use super::formula::{NONE, OPEN, points_or, words};
use super::limits;
use super::scheme::SchemeRefs;
use crate::location::{Area, CellRef, Place};
use crate::model::{ItemScore, Points};
use crate::policy::{Part, ScoreItem, ScoreRule, Scoring};
use crate::text as strings;
use crate::writer::{Content, StyleRole};

/// Cells named as evidence at most; all of them stand on the sheet of sources.
const MOST_CELLS: usize = 4;

/// Draws the rows of items.
pub struct Rows<'r> {
    /// The scheme.
    pub scheme: &'r Scoring,
    /// Where its numbers stand.
    pub refs: &'r SchemeRefs,
    /// The columns.
    pub columns: &'r Columns,
}

impl Rows<'_> {
    /// Draws the row of an item.
    pub fn item(
        &self,
        canvas: &mut Canvas<'_>,
        item: &ScoreItem,
        score: &ItemScore,
        open: &mut Vec<Area>,
    ) {
        let row = canvas.advance();
        let words = self.refs.words.get(&item.code);
        let [name, standard] = words.cloned().unwrap_or_default();
        for (col, (content, style)) in (0..).zip([
            short(item.code.as_str()),
            text(name),
            text(standard),
            (Content::Number(item.points.as_f64()), StyleRole::Decimal),
        ]) {
            canvas.put(row, col, content, style);
        }
        for evaluator in &self.columns.evaluators {
            self.mark(canvas, row, item, score, *evaluator, open);
        }
        self.approve(canvas, row, item, score, open);
        let column = self.columns.approved();
        canvas.put(row, column + 2, score.basis.as_str(), StyleRole::Body);
        canvas.put(row, column + 3, evidence(score), StyleRole::Body);
        let why = CellRef::new(row, column + 4);
        input(canvas, why, Content::Blank, StyleRole::Input, open);
    }

    /// The mark of an evaluator, which may be changed; a dash where this one does not mark the item.
    fn mark(
        &self,
        canvas: &mut Canvas<'_>,
        row: u32,
        item: &ScoreItem,
        score: &ItemScore,
        evaluator: usize,
        open: &mut Vec<Area>,
    ) {
        let col = self.columns.mark(evaluator);
        if !item.by.contains(&evaluator) {
            canvas.put(row, col, NONE, StyleRole::BodyCenter);
            return;
        }
        let key = &self.scheme.evaluators[evaluator].key;
        let mark = score.marks.iter().find(|m| m.evaluator == *key);
        let mark = mark.and_then(|m| m.mark);
        let content = mark.map_or(Content::Blank, |m| Content::Number(m.as_f64()));
        let cell = CellRef::new(row, col);
        input(canvas, cell, content, StyleRole::InputDecimal, open);
        canvas
            .sheet()
            .inputs
            .push(limits::points(cell, item.points));
    }

    /// What was reckoned, what is approved, and whether the two differ.
    fn approve(
        &self,
        canvas: &mut Canvas<'_>,
        row: u32,
        item: &ScoreItem,
        score: &ItemScore,
        open: &mut Vec<Area>,
    ) {
        let (own, approved) = (
            CellRef::new(row, self.columns.reckoned()),
            CellRef::new(row, self.columns.approved()),
        );
        let mut put = |at: CellRef, content: Content, style| {
            canvas.put(at.row, at.col, content, style);
        };
        let changed = CellRef::new(row, approved.col + 1);
        if item.rule.metric().is_none() {
            let formula = self.of_marks(row, item);
            let shown = points_or(formula, score.earned, OPEN);
            put(own, shown, StyleRole::Decimal);
            let same = points_or(format!("={own}"), score.earned, OPEN);
            put(approved, same, StyleRole::Decimal);
            let kept = match score.earned {
                Some(earned) => format!("AND(ISNUMBER({approved}),{approved}={})", earned.as_f64()),
                None => format!("ISTEXT({approved})"),
            };
            let formula = format!("=IF({kept},\"{NONE}\",\"已改\")");
            put(changed, words(formula, NONE), StyleRole::BodyCenter);
            return;
        }
        let number = |earned: Points| Content::Number(earned.as_f64());
        // A cleared cell equals 0 to Excel, and means 未评.
        let (shown, given, same) = match score.earned {
            Some(earned) => (
                number(earned),
                number(earned),
                format!("AND(ISNUMBER({approved}),{own}={approved})"),
            ),
            None => (OPEN.into(), Content::Blank, format!("{approved}=\"\"")),
        };
        put(own, shown, StyleRole::Decimal);
        let formula = format!("=IF({same},\"{NONE}\",\"已改\")");
        put(changed, words(formula, NONE), StyleRole::BodyCenter);
        input(canvas, approved, given, StyleRole::InputDecimal, open);
        canvas
            .sheet()
            .inputs
            .push(limits::points(approved, item.points));
    }

    /// The points of marks as a formula: nothing while one is missing.
    fn of_marks(&self, row: u32, item: &ScoreItem) -> String {
        let cells: Vec<CellRef> = item
            .by
            .iter()
            .map(|e| CellRef::new(row, self.columns.mark(*e)))
            .collect();
        let list: Vec<String> = cells.iter().map(ToString::to_string).collect();
        let value = match item.rule {
            ScoreRule::Weighted => {
                let weights = item.by.iter().map(|e| &self.refs.weights[*e]);
                let parts: Vec<String> = cells
                    .iter()
                    .zip(weights)
                    .map(|(c, w)| format!("{c}*{w}"))
                    .collect();
                format!("ROUND(({})/100,2)", parts.join("+"))
            }
            _ => format!("ROUND(({})/{},2)", list.join("+"), list.len()),
        };
        let given = format!("COUNT({})", list.join(","));
        let missing = match item.part {
            Part::Dimension(_) => format!("\"{OPEN}\""),
            Part::Bonus | Part::Deduction => format!("IF({given}=0,0,\"{OPEN}\")"),
        };
        format!("=IF({given}={},{value},{missing})", list.len())
    }
}

/// A cell that may be changed.
pub fn input(
    canvas: &mut Canvas<'_>,
    at: CellRef,
    content: Content,
    style: StyleRole,
    open: &mut Vec<Area>,
) {
    canvas.put(at.row, at.col, content, style);
    open.push(Area::new(at, at));
}

/// The cells behind an item: those that cost points, else some of all.
fn evidence(score: &ItemScore) -> String {
    if !score.against.is_empty() {
        return places(&score.against);
    }
    match score.cells.len() {
        0 => String::new(),
        1..=MOST_CELLS => places(&score.cells),
        many => format!("{many} 处，见“评分出处”"),
    }
}

/// Some places, each in a line.
pub fn places(cells: &[Place]) -> String {
    let shown = cells.iter().take(MOST_CELLS).map(|place| {
        let file = place.file.rsplit('/').next().unwrap_or_default();
        let cell = place.cell.map_or(String::new(), |c| format!(" {c}"));
        format!("{}{cell}", strings::excerpt(file, 40))
    });
    let mut lines: Vec<String> = shown.collect();
    if cells.len() > MOST_CELLS {
        lines.push(format!("等 {} 处，见“评分出处”", cells.len()));
    }
    lines.join("\n")
}
