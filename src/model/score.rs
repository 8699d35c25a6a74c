//! 年度考核评分: who is scored, what each item earned and on what grounds, and what came of it all.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Points;
use crate::location::Place;
use crate::text;

/// What is scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScoredKind {
    /// 科室.
    Section,
    /// 岗位, with the person who holds it.
    Post,
}

impl ScoredKind {
    /// Both, in the order of the score book.
    pub const ALL: [Self; 2] = [Self::Section, Self::Post];

    /// Name in the policy and in JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Section => "section",
            Self::Post => "post",
        }
    }

    /// The word shown to people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Section => "科室",
            Self::Post => "岗位",
        }
    }
}

/// One that is scored (考核对象): a section, or a post with its holder. Two people of one post are two.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Scored {
    /// 科室.
    pub section: String,
    /// 岗位; none for a section as a whole, and for staff without one. One person is scored once, for all the posts held.
    pub post: Option<String>,
    /// 姓名; none for a section, and for a post nobody is known to hold.
    pub person: Option<String>,
}

impl Scored {
    /// Whether it is a section or a post.
    pub const fn kind(&self) -> ScoredKind {
        if self.post.is_none() && self.person.is_none() {
            ScoredKind::Section
        } else {
            ScoredKind::Post
        }
    }

    /// The posts, each by itself.
    pub fn posts(&self) -> impl Iterator<Item = &str> {
        let posts = self.post.iter();
        let posts = posts.flat_map(|posts| posts.split(text::is_list_mark));
        posts.map(str::trim).filter(|post| !post.is_empty())
    }

    /// Whether this is one of several posts held.
    pub fn holds_also(&self, post: &str) -> bool {
        let wanted = text::key(post);
        self.posts().nth(1).is_some() && self.posts().any(|own| text::key(own) == wanted)
    }

    /// Whether both mean the same, whatever the width of characters and spaces.
    pub fn is(&self, other: &Self) -> bool {
        self.key() == other.key()
    }

    /// The form in which it is compared.
    pub fn key(&self) -> [String; 3] {
        let part = |p: &Option<String>| text::key(p.as_deref().unwrap_or_default());
        [
            text::key(&self.section),
            part(&self.post),
            part(&self.person),
        ]
    }
}

impl fmt::Display for Scored {
    /// `预算科`, `预算科 预算编制岗 张一`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.section)?;
        for part in [&self.post, &self.person].into_iter().flatten() {
            write!(f, " {part}")?;
        }
        Ok(())
    }
}

/// What one evaluator's sheets say of an item.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct EvaluatorMark {
    /// Key of the evaluator.
    pub evaluator: String,
    /// The mark; of several sheets their mean. None where it was not given.
    pub mark: Option<Points>,
    /// Whether it says that the item does not apply.
    pub not_applicable: bool,
    /// The cells it was read from.
    pub cells: Vec<Place>,
    /// The reasons given.
    pub reasons: Vec<String>,
}

/// What one item earned.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ItemScore {
    /// The item's code.
    pub code: String,
    /// Most it can earn.
    pub points: Points,
    /// Whether it does not apply (不适用): then the rest is converted to the whole.
    pub not_applicable: bool,
    /// What it earned; of a deduction what is taken off. None: 未评, which is not 0.
    pub earned: Option<Points>,
    /// The marks given by people.
    pub marks: Vec<EvaluatorMark>,
    /// How it was come by, with the numbers.
    pub basis: String,
    /// Cells of what cost points.
    pub against: Vec<Place>,
    /// Cells of all that was counted.
    pub cells: Vec<Place>,
}

/// A ground of veto (一票否决) with the number of cases.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct VetoScore {
    /// The veto's code.
    pub code: String,
    /// Number of cases; any is enough.
    pub times: usize,
    /// The cells that say so.
    pub cells: Vec<Place>,
}

/// What came of the items.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScoreResult {
    /// 各维度得分 in the order of the scheme; the sum of what is given, complete or not.
    pub dimensions: Vec<Points>,
    /// 加分, after the cap.
    pub bonus: Points,
    /// 扣分.
    pub deductions: Points,
    /// 不适用的分值: the points of the items that do not apply.
    pub not_applicable: Points,
    /// Items of dimensions without a mark (未评).
    pub missing: usize,
    /// 总分; none while an item is 未评.
    pub total: Option<Points>,
    /// Whether there is a case that vetoes.
    pub vetoed: bool,
    /// 名次; none where incomplete or vetoed.
    pub rank: Option<usize>,
    /// The place by which the quota of the top band is filled: the rank, with equal scores told apart by the scheme's rule.
    pub place: Option<usize>,
    /// 等次, by its place in the scheme; none where incomplete.
    pub band: Option<usize>,
    /// 折算分.
    pub converted: Option<Points>,
    /// 绩效系数, in hundredths.
    pub coefficient: Option<Points>,
}

impl ScoreResult {
    /// 评完: whether it is settled what comes of it. A veto settles that whatever items are open.
    pub const fn is_complete(&self) -> bool {
        self.vetoed || self.total.is_some()
    }
}

/// The score of one section or post.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Who.
    pub scored: Scored,
    /// Among whom it is ranked, by the place of the class in the scheme; none for 局领导班子, which has no place among the others.
    pub group: Option<usize>,
    /// How many are ranked together with it.
    pub among: usize,
    /// Its items in the order of the scheme.
    pub items: Vec<ItemScore>,
    /// Its vetoes in the order of the scheme.
    pub vetoes: Vec<VetoScore>,
    /// What came of them.
    pub result: ScoreResult,
}

/// All scores of a year, or of a special check.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scorecard {
    /// Name of the special check (专项考核); empty for the score of the year.
    pub scheme: String,
    /// Sections in the order of the roster.
    pub sections: Vec<Score>,
    /// Posts with their holders, section by section.
    pub posts: Vec<Score>,
    /// Cases the scores rest on, for the list of vetoes and of those held to account (追责).
    pub cases: Vec<Case>,
    /// What must be known to read the scores: what could not be judged and why.
    pub remarks: Vec<String>,
}

impl Scorecard {
    /// The scores of one kind.
    pub fn of(&self, kind: ScoredKind) -> &[Score] {
        match kind {
            ScoredKind::Section => &self.sections,
            ScoredKind::Post => &self.posts,
        }
    }
}

/// A case for the list of vetoes and accountability: from a ledger, with its cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Who.
    pub scored: Scored,
    /// What: the kind of disposition, or an overdue rectification.
    pub what: String,
    /// When.
    pub on: Option<String>,
    /// Why.
    pub ground: String,
    /// What was ordered.
    pub measure: String,
    /// Deadline and when it was closed.
    pub state: String,
    /// Whether it vetoes.
    pub vetoes: bool,
    /// Where it stands.
    pub place: Place,
}
