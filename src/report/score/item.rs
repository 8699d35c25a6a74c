//! The row of one item: marks, what was reckoned, what is approved, on what grounds. Marks of people and approved points
//! of data are the cells that may be changed.

use super::super::canvas::{Canvas, short, text};
use super::columns::Columns;
use super::formula::{NONE, OPEN, OUT, points_or, words};
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
    /// The section of the one who is scored.
    pub section: &'r str,
    /// How many are ranked together with it.
    pub among: usize,
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
            limits::points_of(item),
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
        let key = &self.scheme.evaluators[evaluator].key;
        let Some(mark) = score.marks.iter().find(|m| m.evaluator == *key) else {
            canvas.put(row, col, NONE, StyleRole::BodyCenter);
            return;
        };
        let content = match mark.mark {
            Some(mark) => Content::Number(mark.as_f64()),
            None if mark.not_applicable => OUT.into(),
            None => Content::Blank,
        };
        let cell = CellRef::new(row, col);
        input(canvas, cell, content, StyleRole::InputDecimal, open);
        canvas.sheet().inputs.push(limits::of(cell, item));
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
        if item.rule.metric().is_none() && item.rule != ScoreRule::SpecialCheck {
            let formula = self.of_marks(row, item, score);
            let word = if score.not_applicable { OUT } else { OPEN };
            let shown = points_or(formula, score.earned, word);
            put(own, shown, StyleRole::Decimal);
            let same = points_or(format!("={own}"), score.earned, word);
            put(approved, same, StyleRole::Decimal);
            let kept = match score.earned {
                Some(earned) => format!("AND(ISNUMBER({approved}),{approved}={})", earned.as_f64()),
                None => format!("{approved}=\"{word}\""),
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
            None if score.not_applicable => {
                (OUT.into(), OUT.into(), format!("{approved}=\"{OUT}\""))
            }
            None => (OPEN.into(), Content::Blank, format!("{approved}=\"\"")),
        };
        put(own, shown, StyleRole::Decimal);
        let formula = format!("=IF({same},\"{NONE}\",\"已改\")");
        put(changed, words(formula, NONE), StyleRole::BodyCenter);
        input(canvas, approved, given, StyleRole::InputDecimal, open);
        canvas.sheet().inputs.push(limits::of(approved, item));
    }

    /// The points of marks as a formula: nothing while one is missing.
    fn of_marks(&self, row: u32, item: &ScoreItem, score: &ItemScore) -> String {
        if item.rule == ScoreRule::SectionScore {
            return self.of_section(item);
        }
        let evaluators = &self.scheme.evaluators;
        let markers = score.marks.iter();
        let markers = markers.filter_map(|m| evaluators.iter().position(|e| e.key == m.evaluator));
        let cells = markers.map(|at| CellRef::new(row, self.columns.mark(at)));
        let cells: Vec<CellRef> = cells.collect();
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
            _ if item.is_counted_by_people() => self.of_count(item, &list.concat()),
            _ => format!("ROUND(({})/{},2)", list.join("+"), list.len()),
        };
        let given = format!("COUNT({})", list.join(","));
        let missing = match item.part {
            Part::Dimension(_) => format!("\"{OPEN}\""),
            Part::Bonus | Part::Deduction => format!("IF({given}=0,0,\"{OPEN}\")"),
        };
        let missing = if item.may_not_apply() {
            let out = list.iter().map(|cell| format!("({cell}=\"{OUT}\")*1"));
            let out = out.collect::<Vec<_>>().join("+");
            format!("IF({out}={},\"{OUT}\",{missing})", list.len())
        } else {
            missing
        };
        format!("=IF({given}={},{value},{missing})", list.len())
    }
}

impl Rows<'_> {
    /// What the pieces, or the place, in a cell earn.
    fn of_count(&self, item: &ScoreItem, cell: &str) -> String {
        let (points, among) = (item.points, self.among);
        let in_dimension = matches!(item.part, Part::Dimension(_));
        let capped = |plain: String| {
            if item.uncapped {
                plain
            } else {
                format!("MIN({points},{plain})")
            }
        };
        match item.rule {
            ScoreRule::PerTime { each, floor, .. } if in_dimension => {
                format!("MAX({floor},ROUND({points}-{cell}*{each},2))")
            }
            ScoreRule::PerTime { each, .. } => capped(format!("ROUND({cell}*{each},2)")),
            ScoreRule::Tiered {
                first,
                first_each,
                each,
                ..
            } => capped(format!(
                "ROUND(MIN({cell},{first})*{first_each}+MAX(0,{cell}-{first})*{each},2)"
            )),
            ScoreRule::Rank { last, each } => {
                let before = among.saturating_sub(last);
                let (hit, not) = if in_dimension {
                    (points - each, points)
                } else {
                    (each, Points::ZERO)
                };
                if among == 0 {
                    not.to_string()
                } else {
                    format!("IF({cell}>{before},{hit},{not})")
                }
            }
            _ => cell.to_owned(),
        }
    }

    /// The share that the section's total has of the full score.
    fn of_section(&self, item: &ScoreItem) -> String {
        let Some(total) = self.refs.sections.get(self.section) else {
            return format!("=\"{OPEN}\"");
        };
        let (points, full) = (item.points, &self.refs.full);
        format!("=IF(ISNUMBER({total}),MIN({points},ROUND({total}*{points}/{full},2)),\"{OPEN}\")")
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

/// Some places, those of a file in a line.
pub fn places(cells: &[Place]) -> String {
    let mut lines: Vec<(&str, String)> = Vec::new();
    for place in cells.iter().take(MOST_CELLS) {
        let file = place.file.rsplit('/').next().unwrap_or_default();
        let cell = place.cell.map_or(String::new(), |c| c.to_string());
        match lines.last_mut() {
            Some((of, cells)) if *of == file => *cells = format!("{cells}、{cell}"),
            _ => lines.push((file, cell)),
        }
    }
    let line = |(file, cells): (&str, String)| {
        let line = format!("{} {cells}", strings::excerpt(file, 40));
        line.trim_end().to_owned()
    };
    let mut lines: Vec<String> = lines.into_iter().map(line).collect();
    if cells.len() > MOST_CELLS {
        lines.push(format!("等 {} 处，见“评分出处”", cells.len()));
    }
    lines.join("\n")
}
