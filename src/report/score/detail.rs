//! One that is scored, item by item: points, marks, what was reckoned and what is approved, on what grounds. Marks and
//! approved points are the cells people may change; everything else follows from them.

use super::super::canvas::Canvas;
use super::columns::{Anchors, Columns, POINTS};
use super::formula::{NONE, OUT, count, points, words};
use super::item::{Rows, input, places};
use super::limits;
use super::outcome::Outcome;
use super::scheme::SchemeRefs;
use crate::location::{Area, CellRef};
use crate::model::{Points, Score, ScoredKind};
use crate::policy::{Part, Scoring};
use crate::writer::{Content, StyleRole};

/// Draws the block of one that is scored.
pub struct Block<'r> {
    /// Whether it is a section or a post.
    pub kind: ScoredKind,
    /// The scheme.
    pub scheme: &'r Scoring,
    /// Where its numbers stand.
    pub refs: &'r SchemeRefs,
    /// The columns.
    pub columns: &'r Columns,
    /// Where its total and rank stand.
    pub outcome: Outcome<'r>,
}

impl Block<'_> {
    /// Draws it; answers with where its sums stand. Cells people may change are added to `open`.
    pub fn draw(&self, canvas: &mut Canvas<'_>, score: &Score, open: &mut Vec<Area>) -> Anchors {
        let scheme = (self.scheme, self.refs);
        self.outcome.draw(canvas, score, scheme, self.columns);
        let result = &score.result;
        let mut counted = Vec::new();
        let mut all = 0;
        let dimensions = self
            .scheme
            .dimensions
            .iter()
            .enumerate()
            .map(|(at, dimension)| {
                let label = format!("{}（{} 分）", dimension.name, dimension.points);
                let sum = result.dimensions[at];
                let part = Part::Dimension(at);
                let (row, rows) = self.part(canvas, score, part, (&label, sum), open);
                let own = self.scheme.items_of(self.kind).filter(|i| i.part == part);
                all += own.count();
                counted.extend(rows);
                self.at(row)
            });
        let dimensions = dimensions.collect();
        let cap = self.scheme.bonus_cap.filter(|cap| *cap > Points::ZERO);
        let label = cap.map_or("加分".to_owned(), |cap| {
            format!("加分（合计最多 {cap} 分）")
        });
        let bonus = self
            .part(canvas, score, Part::Bonus, (&label, result.bonus), open)
            .0;
        let taken = ("扣分", result.deductions);
        let deductions = self.part(canvas, score, Part::Deduction, taken, open).0;
        let vetoes = self.vetoes(canvas, score, open);
        let not_applicable = self.not_applicable(canvas, result.not_applicable, &counted);
        let missing = self.missing(canvas, result.missing, &counted, all);
        Anchors {
            dimensions,
            bonus: self.at(bonus),
            deductions: self.at(deductions),
            not_applicable: self.at(not_applicable),
            vetoes: self.at(vetoes),
            missing: self.at(missing),
        }
    }

    fn at(&self, row: u32) -> CellRef {
        CellRef::new(row, self.columns.approved())
    }

    /// The items of one part below a line with their sum; the line's row, and the first and last row of the items.
    fn part(
        &self,
        canvas: &mut Canvas<'_>,
        score: &Score,
        part: Part,
        (label, sum): (&str, Points),
        open: &mut Vec<Area>,
    ) -> (u32, Option<(u32, u32)>) {
        let row = canvas.advance();
        canvas.span(row, 0, POINTS - 1, label, StyleRole::TotalText);
        for col in POINTS..=self.columns.last() {
            canvas.put(row, col, Content::Blank, StyleRole::TotalText);
        }
        let items = self.scheme.items_of(self.kind).zip(&score.items);
        let own: Vec<_> = items.filter(|(item, _)| item.part == part).collect();
        let first = canvas.next();
        let rows = Rows {
            scheme: self.scheme,
            refs: self.refs,
            columns: self.columns,
            section: &score.scored.section,
            among: score.among,
        };
        let mut above: &[String] = &[];
        for (item, earned) in &own {
            self.headings(canvas, &item.headings, above);
            above = &item.headings;
            rows.item(canvas, item, earned, open);
        }
        let rows = (!own.is_empty()).then(|| (first, canvas.next() - 1));
        let added = |col| {
            rows.map_or("0".to_owned(), |(first, last)| {
                let area = Area::new(CellRef::new(first, col), CellRef::new(last, col));
                format!("SUM({area})")
            })
        };
        if matches!(part, Part::Dimension(_)) {
            let points_of = own.iter().map(|(item, _)| item.points).sum();
            let formula = format!("=ROUND({},2)", added(POINTS));
            canvas.put(
                row,
                POINTS,
                points(formula, points_of),
                StyleRole::TotalDecimal,
            );
        }
        let approved = added(self.columns.approved());
        let formula = match (&self.refs.bonus_cap, part) {
            (Some(cap), Part::Bonus) => format!("=MIN({cap},ROUND({approved},2))"),
            _ => format!("=ROUND({approved},2)"),
        };
        let column = self.columns.approved();
        canvas.put(row, column, points(formula, sum), StyleRole::TotalDecimal);
        (row, rows)
    }

    /// Headings between the dimension and an item, as far as they differ from those `above`.
    fn headings(&self, canvas: &mut Canvas<'_>, own: &[String], above: &[String]) {
        let same = own.iter().zip(above).take_while(|(a, b)| a == b).count();
        for (depth, heading) in own.iter().enumerate().skip(same) {
            let row = canvas.advance();
            let label = format!("{}{heading}", "　".repeat(depth + 1));
            canvas.span(row, 0, POINTS - 1, label, StyleRole::Body);
            for col in POINTS..=self.columns.last() {
                canvas.put(row, col, Content::Blank, StyleRole::Body);
            }
        }
    }

    /// The vetoes with their numbers of cases, below a line with the sum.
    fn vetoes(&self, canvas: &mut Canvas<'_>, score: &Score, open: &mut Vec<Area>) -> u32 {
        let row = canvas.advance();
        let column = self.columns.approved();
        canvas.span(row, 0, column - 1, "一票否决（次数）", StyleRole::TotalText);
        for col in column + 1..=self.columns.last() {
            canvas.put(row, col, Content::Blank, StyleRole::TotalText);
        }
        let first = canvas.next();
        for (veto, found) in self.scheme.vetoes_of(self.kind).zip(&score.vetoes) {
            let row = canvas.advance();
            canvas.put(row, 0, veto.code.as_str(), StyleRole::BodyCenter);
            canvas.span(row, 1, column - 1, veto.name.as_str(), StyleRole::Body);
            let times = Content::count(found.times);
            let cell = CellRef::new(row, column);
            input(canvas, cell, times, StyleRole::InputCenter, open);
            canvas.sheet().inputs.push(limits::times(cell));
            let formula = format!("=IF({cell}={},\"{NONE}\",\"已改\")", found.times);
            canvas.put(row, column + 1, words(formula, NONE), StyleRole::BodyCenter);
            let asked = veto.asked.iter().flat_map(|item| &item.by);
            let asked: Vec<&str> = asked
                .map(|at| self.scheme.evaluators[*at].name.as_str())
                .collect();
            let what = veto
                .metric
                .map_or_else(|| asked.join("、"), |m| m.info().title.to_owned());
            let basis = format!("{what} {} 次", found.times);
            canvas.put(row, column + 2, basis, StyleRole::Body);
            canvas.put(row, column + 3, places(&found.cells), StyleRole::Body);
            let why = CellRef::new(row, column + 4);
            input(canvas, why, Content::Blank, StyleRole::Input, open);
        }
        let times: usize = score.vetoes.iter().map(|v| v.times).sum();
        let last = canvas.next() - 1;
        let formula = if last < first {
            "=0".to_owned()
        } else {
            let area = Area::new(CellRef::new(first, column), CellRef::new(last, column));
            format!("=SUM({area})")
        };
        canvas.put(row, column, count(formula, times), StyleRole::Total);
        row
    }

    /// The points of the items that do not apply.
    fn not_applicable(
        &self,
        canvas: &mut Canvas<'_>,
        points_of: Points,
        counted: &[(u32, u32)],
    ) -> u32 {
        let row = canvas.advance();
        let column = self.columns.approved();
        canvas.span(row, 0, column - 1, "不适用的分值", StyleRole::TotalText);
        let area = |col, (first, last): &(u32, u32)| {
            Area::new(CellRef::new(*first, col), CellRef::new(*last, col))
        };
        let sums = counted.iter().map(|rows| {
            let (approved, points) = (area(column, rows), area(POINTS, rows));
            format!("SUMPRODUCT(({approved}=\"{OUT}\")*{points})")
        });
        let sums: Vec<String> = sums.chain(["0".to_owned()]).collect();
        let formula = format!("=ROUND({},2)", sums.join("+"));
        canvas.put(
            row,
            column,
            points(formula, points_of),
            StyleRole::TotalDecimal,
        );
        for col in column + 1..=self.columns.last() {
            canvas.put(row, col, Content::Blank, StyleRole::TotalText);
        }
        row
    }

    /// The number of items of dimensions without points.
    fn missing(
        &self,
        canvas: &mut Canvas<'_>,
        missing: usize,
        counted: &[(u32, u32)],
        all: usize,
    ) -> u32 {
        let row = canvas.advance();
        let column = self.columns.approved();
        canvas.span(row, 0, column - 1, "未评项数", StyleRole::TotalText);
        let areas = counted.iter().map(|(first, last)| {
            Area::new(CellRef::new(*first, column), CellRef::new(*last, column)).to_string()
        });
        let areas: Vec<String> = areas.collect();
        let formula = if areas.is_empty() {
            "=0".to_owned()
        } else {
            let out = areas
                .iter()
                .map(|area| format!("-SUMPRODUCT(({area}=\"{OUT}\")*1)"));
            format!(
                "={all}-COUNT({}){}",
                areas.join(","),
                out.collect::<String>()
            )
        };
        canvas.put(row, column, count(formula, missing), StyleRole::Total);
        for col in column + 1..=self.columns.last() {
            canvas.put(row, col, Content::Blank, StyleRole::TotalText);
        }
        row
    }
}
