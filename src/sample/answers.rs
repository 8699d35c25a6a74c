//! The answers on which a level rests, as a section gives them, and what a perfect reader of the policy's default criteria
//! suggests for them. Written out by hand and not by the criteria themselves, so that one can be held against the other.

use super::rng::Rng;
use crate::model::{Field, Level};

/// What stands in the level's cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// A level.
    Known(Level),
    /// Something nobody can decide, such as 一、二级.
    Open,
    /// Nothing.
    Blank,
}

/// 可能后果, as far as it could be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consequence {
    /// 刑事责任.
    Criminal,
    /// 党纪政纪处分.
    Discipline,
    /// 内部责任追究.
    Internal,
    /// Nothing is written.
    NotGiven,
    /// Something nobody understands.
    Unclear,
}

/// The answers of one entry; none where an answer is not given or not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answers {
    /// 是否涉及三重一大.
    pub three_important: Option<bool>,
    /// 是否直接掌握人财物.
    pub resources: Option<bool>,
    /// 有无自由裁量权.
    pub discretion: Option<bool>,
    /// 可能后果.
    pub consequence: Consequence,
}

const fn answers(yes: [bool; 3], consequence: Consequence) -> Answers {
    Answers {
        three_important: Some(yes[0]),
        resources: Some(yes[1]),
        discretion: Some(yes[2]),
        consequence,
    }
}

/// What people answer for a risk of level one, two and three.
const USUAL: [[Answers; 4]; 3] = [
    [
        answers([true, true, true], Consequence::Criminal),
        answers([false, true, true], Consequence::Discipline),
        answers([true, false, false], Consequence::NotGiven),
        answers([false, true, false], Consequence::Criminal),
    ],
    [
        answers([false, false, true], Consequence::Discipline),
        answers([false, false, true], Consequence::NotGiven),
        answers([false, false, false], Consequence::Discipline),
        answers([false, false, true], Consequence::Internal),
    ],
    [
        answers([false, false, false], Consequence::Internal),
        answers([false, false, false], Consequence::NotGiven),
        answers([false, false, false], Consequence::Internal),
        answers([false, false, false], Consequence::NotGiven),
    ],
];
/// A cashier: money passes through his hands, and he decides nothing.
const CASHIER: Answers = answers([false, true, false], Consequence::Discipline);

impl Answers {
    /// Answers for an entry of this level: they mostly agree with it, as people do not always.
    pub fn draw(rng: &mut Rng, level: Verdict) -> Self {
        let own = match level {
            Verdict::Known(level) => usize::from(level.number()) - 1,
            Verdict::Open | Verdict::Blank => 1,
        };
        let pick = *rng.pick(&[0, 1, 2, 3]);
        match rng.below(100) {
            0..=4 => USUAL[own.saturating_sub(1)][pick],
            5..=7 => USUAL[(own + 1).min(2)][pick],
            8 | 9 if own == 1 => CASHIER,
            _ => USUAL[own][pick],
        }
    }

    /// Answers to the same level by somebody whose post has no weighty matters and nothing at its disposal.
    #[must_use]
    pub fn of_a_post_without_means(self) -> Self {
        match self.suggested() {
            Some(Level::One) => answers([false, false, true], Consequence::Criminal),
            Some(_) => self,
            None => answers([false, false, false], Consequence::Discipline),
        }
    }

    /// The same without one answer: `unclear` if something stands there all the same.
    #[must_use]
    pub const fn without(self, field: Field, unclear: bool) -> Self {
        match field {
            Field::ThreeImportant => Self {
                three_important: None,
                ..self
            },
            Field::Resources => Self {
                resources: None,
                ..self
            },
            Field::Discretion => Self {
                discretion: None,
                ..self
            },
            _ => Self {
                consequence: if unclear {
                    Consequence::Unclear
                } else {
                    Consequence::NotGiven
                },
                ..self
            },
        }
    }

    /// The level the default criteria suggest; none where the answers leave it open.
    pub fn suggested(&self) -> Option<Level> {
        let either = |answer: Option<bool>| answer.map_or(vec![true, false], |a| vec![a]);
        let consequences = match self.consequence {
            Consequence::Unclear => vec![
                Consequence::Criminal,
                Consequence::Discipline,
                Consequence::Internal,
            ],
            known => vec![known],
        };
        let mut levels = Vec::new();
        for important in either(self.three_important) {
            for holds in either(self.resources) {
                for decides in either(self.discretion) {
                    let of = |c: &Consequence| level(important, holds, decides, *c);
                    levels.extend(consequences.iter().map(of));
                }
            }
        }
        let first = levels.first().copied().flatten();
        first.filter(|level| levels.iter().all(|l| *l == Some(*level)))
    }

    /// Whether no criterion fits however the missing answers are given.
    pub fn is_cashier(&self) -> bool {
        let answers = (self.three_important, self.resources, self.discretion);
        answers == (Some(false), Some(true), Some(false))
            && !matches!(
                self.consequence,
                Consequence::Criminal | Consequence::Unclear
            )
    }
}

fn level(important: bool, holds: bool, decides: bool, consequence: Consequence) -> Option<Level> {
    if important || (holds && decides) || consequence == Consequence::Criminal {
        Some(Level::One)
    } else if holds {
        None
    } else if decides || consequence == Consequence::Discipline {
        Some(Level::Two)
    } else {
        Some(Level::Three)
    }
}
