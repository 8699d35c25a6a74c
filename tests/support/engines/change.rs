//! A cell of the score book changed, and the same change in the scores.

use proptest::prelude::*;
use qingfeng::model::{ItemScore, Points, Score};
use qingfeng::policy::{Part, ScoreRule, Scoring};

use super::engine::{Shown, Stored};

/// Somebody changes a cell in the meeting.
#[derive(Clone, Debug)]
pub struct Change {
    section: usize,
    item: usize,
    evaluator: usize,
    /// In thousandths of the points; none clears the cell.
    part: Option<u16>,
}

impl Arbitrary for Change {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        let part = prop::option::weighted(0.8, 0_u16..=1000);
        (any::<usize>(), any::<usize>(), any::<usize>(), part)
            .prop_map(|(section, item, evaluator, part)| Self {
                section,
                item,
                evaluator,
                part,
            })
            .boxed()
    }
}

/// The cell that was changed.
pub struct Changed {
    pub sheet: String,
    pub row: u32,
    pub col: u32,
    pub number: Option<f64>,
    /// What the column 调整 says of it.
    pub said: &'static str,
}

impl Change {
    /// The same change in the scores, and the cell for the workbook.
    pub fn apply(
        &self,
        scores: &mut [Score],
        scheme: &Scoring,
        stored: &Stored,
    ) -> Option<Changed> {
        let count = scores.len();
        let score = &mut scores[self.section % count];
        let at = self.item % score.items.len();
        let item = scheme.item(&score.items[at].code)?;
        let mark = self
            .part
            .map(|p| Points::hundredths(item.points.in_hundredths() * i64::from(p) / 1000));
        let sheet = score.scored.section.clone();
        let (row, _) = stored.find(&sheet, &item.code)?;
        let before = score.items[at].earned;
        let col = if item.by.is_empty() {
            score.items[at].earned = mark;
            stored.find(&sheet, "核定\n得分")?.1
        } else {
            let own = self.evaluator % item.by.len();
            score.items[at].marks[own].mark = mark;
            score.items[at].earned =
                earned(item.rule, &score.items[at], item.by.len(), scheme, &item.by);
            let optional = !matches!(item.part, Part::Dimension(_));
            if optional && score.items[at].marks.iter().all(|m| m.mark.is_none()) {
                score.items[at].earned = Some(Points::ZERO);
            }
            stored
                .find(&sheet, &scheme.evaluators[item.by[own]].name)?
                .1
        };
        assert!(matches!(
            stored.shown(&sheet, row, col),
            None | Some(Shown::Number(_))
        ));
        let same = score.items[at].earned == before;
        Some(Changed {
            said: if same { "—" } else { "已改" },
            sheet,
            row,
            col,
            number: mark.map(Points::as_f64),
        })
    }
}

fn earned(
    rule: ScoreRule,
    item: &ItemScore,
    count: usize,
    scheme: &Scoring,
    by: &[usize],
) -> Option<Points> {
    let marks: Vec<Points> = item.marks.iter().filter_map(|m| m.mark).collect();
    if marks.len() < count {
        return None;
    }
    match rule {
        ScoreRule::Weighted => Some(Points::weighted(
            marks
                .into_iter()
                .zip(by.iter().map(|e| scheme.evaluators[*e].weight)),
        )),
        _ => Points::mean(&marks),
    }
}
