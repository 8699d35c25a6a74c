//! 考核项目: an item of the scheme, the rules by which it is reckoned, and what a count of something earns by them.

use super::{IfNone, Metric, Part, ReasonWanted};
use crate::model::{Points, ScoredKind};

/// Who says how many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Counted {
    /// The data; of a rate, what falls short.
    Data(Metric),
    /// The one who marks: 件数, 次数.
    People,
}

/// How an item is reckoned (评分办法).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ScoreRule {
    /// All points or none.
    AllOrNothing(Metric),
    /// So many points off each time, not below a floor; a bonus or deduction so many each time, up to its points.
    PerTime {
        /// What is counted.
        of: Counted,
        /// Points each time.
        each: Points,
        /// Not below these.
        floor: Points,
    },
    /// So many points for each of the first few, so many for each further one.
    Tiered {
        /// What is counted.
        of: Counted,
        /// How many are the first.
        first: Points,
        /// Points for each of them.
        first_each: Points,
        /// Points for each further one.
        each: Points,
    },
    /// Points off for who is among the last of a ranking somebody gives.
    Rank {
        /// How many are the last.
        last: usize,
        /// Points off.
        each: Points,
    },
    /// The metric's share of the points.
    Rate(Metric),
    /// The share of the points that the section has of the full score.
    SectionScore,
    /// The share of the points that one has of the full score of a special check.
    SpecialCheck,
    /// A mark somebody gives, with a reason.
    Range,
    /// Votes by the words of ballots, each with its coefficient: the mean of all votes.
    Ballot,
    /// The marks of several evaluators by their weights.
    Weighted,
    /// The mean of the marks of several evaluators.
    Average,
}

impl ScoreRule {
    /// Whether it is the result of something that is scored by itself.
    pub const fn takes_over(self) -> bool {
        matches!(self, Self::SectionScore | Self::SpecialCheck)
    }

    /// The metric it rests on; none where people mark.
    pub const fn metric(self) -> Option<Metric> {
        match self {
            Self::AllOrNothing(metric)
            | Self::Rate(metric)
            | Self::PerTime {
                of: Counted::Data(metric),
                ..
            }
            | Self::Tiered {
                of: Counted::Data(metric),
                ..
            } => Some(metric),
            _ => None,
        }
    }
}

/// One item of the scheme (考核项目).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreItem {
    /// Its code, unique.
    pub code: String,
    /// Who is scored by it.
    pub subject: ScoredKind,
    /// What it belongs to.
    pub part: Part,
    /// Headings between the dimension and the item (二级、三级指标).
    pub headings: Vec<String>,
    /// Its name.
    pub name: String,
    /// The standard (评分标准) in words; reckoned from the rule where none is written.
    pub standard: String,
    /// Most it can earn, or take off.
    pub points: Points,
    /// Whether it has no such bound (不封顶); only a bonus or a deduction can.
    pub uncapped: bool,
    /// How it is reckoned.
    pub rule: ScoreRule,
    /// The special check whose result it takes; empty where its rule takes none.
    pub of: String,
    /// Who marks it, by place in the scheme; empty where the data speak.
    pub by: Vec<usize>,
    /// What it earns where there is nothing to count.
    pub if_none: IfNone,
    /// Whether people may say that it does not apply (不适用).
    pub optional: bool,
    /// When a mark needs a reason.
    pub reason: ReasonWanted,
}

/// Most pieces, or places, somebody can give; a bound only against slips of the pen.
const MOST_PIECES: Points = Points::whole(9999);
/// Most points of an item without a bound of its own.
const MOST_POINTS: Points = Points::whole(1000);

impl ScoreItem {
    /// Whether what people give is a number of pieces or a place, not points.
    pub const fn is_counted_by_people(&self) -> bool {
        matches!(
            self.rule,
            ScoreRule::PerTime {
                of: Counted::People,
                ..
            } | ScoreRule::Tiered {
                of: Counted::People,
                ..
            } | ScoreRule::Rank { .. }
        )
    }

    /// Most that may be written for it.
    pub const fn most(&self) -> Points {
        match (self.is_counted_by_people(), self.uncapped) {
            (true, _) => MOST_PIECES,
            (false, true) => MOST_POINTS,
            (false, false) => self.points,
        }
    }

    /// Whether it may turn out not to apply; only an item of a dimension can.
    pub fn may_not_apply(&self) -> bool {
        let counts = matches!(self.part, Part::Dimension(_));
        counts && (self.optional || self.if_none == IfNone::NotApplicable)
    }

    /// Whether this mark needs a reason.
    pub fn wants_reason(&self, mark: Points) -> bool {
        if self.rule == ScoreRule::Ballot {
            return false;
        }
        match (self.reason, self.part) {
            (ReasonWanted::Always, _) => true,
            (ReasonWanted::Never, _) => false,
            (ReasonWanted::BelowFull, _) if self.is_counted_by_people() => mark > Points::ZERO,
            (ReasonWanted::BelowFull, Part::Dimension(_)) => mark < self.points,
            // What is given or taken beyond the dimensions is argued, nothing is not.
            (ReasonWanted::BelowFull, Part::Bonus | Part::Deduction) => mark > Points::ZERO,
        }
    }

    /// What so many pieces (or this place among so many) earn before and after the bounds; none where the rule counts none.
    pub fn for_count(&self, count: Points, among: usize) -> Option<(Points, Points)> {
        let in_dimension = matches!(self.part, Part::Dimension(_));
        let capped = |plain: Points| {
            if self.uncapped {
                plain
            } else {
                plain.min(self.points)
            }
        };
        match self.rule {
            ScoreRule::PerTime { each, floor, .. } => {
                let off = Points::products([(each, count)]);
                Some(if in_dimension {
                    (self.points - off, (self.points - off).max(floor))
                } else {
                    (off, capped(off))
                })
            }
            ScoreRule::Tiered {
                first,
                first_each,
                each,
                ..
            } => {
                let further = (count - first).max(Points::ZERO);
                let plain = Points::products([(first_each, count.min(first)), (each, further)]);
                Some((plain, capped(plain)))
            }
            ScoreRule::Rank { last, each } => {
                let off = if is_last(count, among, last) {
                    each
                } else {
                    Points::ZERO
                };
                let earned = if in_dimension { self.points - off } else { off };
                Some((earned, earned))
            }
            _ => None,
        }
    }
}

/// Whether a place among so many is one of the last; who is not ranked has no place.
fn is_last(place: Points, among: usize, last: usize) -> bool {
    let before = i64::try_from(among.saturating_sub(last)).unwrap_or(0);
    among > 0 && place > Points::whole(before)
}
