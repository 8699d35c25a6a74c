//! 风险等级统计 as data: cross tabulations and coverage.

use serde::{Deserialize, Serialize};

use super::Level;

/// Risk points, posts or matters by level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelCounts {
    /// 一级.
    pub one: usize,
    /// 二级.
    pub two: usize,
    /// 三级.
    pub three: usize,
    /// 未定级.
    pub open: usize,
}

impl LevelCounts {
    /// Counts so many more of this level.
    pub fn count(&mut self, level: Option<Level>, more: usize) {
        match level {
            Some(Level::One) => self.one += more,
            Some(Level::Two) => self.two += more,
            Some(Level::Three) => self.three += more,
            None => self.open += more,
        }
    }

    /// Counts those of another one as well.
    pub fn add(&mut self, more: Self) {
        self.one += more.one;
        self.two += more.two;
        self.three += more.three;
        self.open += more.open;
    }

    /// One, two, three, open.
    pub const fn cells(self) -> [usize; 4] {
        [self.one, self.two, self.three, self.open]
    }

    /// The sum.
    pub fn total(self) -> usize {
        self.cells().iter().sum()
    }
}

/// What the rows of a table stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// 科室.
    Section,
    /// 风险类别.
    Category,
    /// 岗位 within its section.
    Post,
    /// 单位.
    Unit,
    /// 科室 within its unit.
    UnitSection,
}

/// The unit counted (计数单位), stated on every table: one city's 206 posts are another's 206 risk points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counted {
    /// 风险点: those that each registered item names, which are several where it lists them by numbers.
    Risks,
    /// 岗位: distinct posts of a section, each at the highest level of its items.
    Posts,
    /// 权力事项: distinct matters of a section, each at the highest level of its items.
    Matters,
}

/// One line of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrossRow {
    /// Label of the line; for posts `[section, post]`, for sections of units `[unit, section]`, otherwise one part.
    pub labels: Vec<String>,
    /// The counts.
    pub counts: LevelCounts,
}

impl CrossRow {
    /// Label of what a form left blank.
    pub const BLANK: &'static str = "（未填）";

    /// Whether it is the line of what left the label blank.
    pub fn is_blank(&self) -> bool {
        self.labels.last().is_some_and(|label| label == Self::BLANK)
    }
}

/// A table of counts by level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrossTab {
    /// What the lines stand for.
    pub by: Dimension,
    /// What is counted.
    pub counted: Counted,
    /// The lines.
    pub rows: Vec<CrossRow>,
    /// The sum of the lines.
    pub total: LevelCounts,
    /// Risk points of items that name no post or no matter and so cannot be counted in this unit; 0 where risk points are
    /// counted.
    pub left_out: usize,
}

impl Dimension {
    /// The words shown to people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Section | Self::UnitSection => "科室",
            Self::Category => "风险类别",
            Self::Post => "岗位",
            Self::Unit => "单位",
        }
    }

    /// Within what each line is told apart; none where its own name does.
    pub const fn within(self) -> Option<Self> {
        match self {
            Self::Post => Some(Self::Section),
            Self::UnitSection => Some(Self::Unit),
            _ => None,
        }
    }
}

impl Counted {
    /// The words shown to people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Risks => "风险点",
            Self::Posts => "岗位",
            Self::Matters => "权力事项",
        }
    }
}

/// How it was judged who of a section has handed in. A section's form covers the section; single persons can be
/// checked only where forms name persons and the roster lists them.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum CoverageBasis {
    /// Nothing came in.
    #[default]
    Nothing,
    /// A file came in under the section's name, but no entry could be read from it.
    Unread,
    /// Only forms without names came in: the section counts as covered, its staff were not checked one by one.
    SectionForm,
    /// The roster lists no staff for the section: only the section was checked.
    NoStaff,
    /// Forms name persons: all staff were checked by name.
    ByName,
}

impl CoverageBasis {
    /// Whether something came in that could be read.
    pub const fn is_read(self) -> bool {
        !matches!(self, Self::Nothing | Self::Unread)
    }
}

/// Who has handed in, for one section.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionCoverage {
    /// Section as in the roster.
    pub section: String,
    /// How it was judged.
    pub basis: CoverageBasis,
    /// Files that hold at least one entry of it (registered, merged or returned).
    pub files: usize,
    /// Items registered.
    pub registered: usize,
    /// Entries returned.
    pub returned: usize,
    /// Staff in the roster.
    pub staff: usize,
    /// Staff named by at least one entry; 0 where staff were not checked by name.
    pub reported: usize,
    /// Staff of whom nothing came in (漏报); empty where staff were not checked by name.
    pub missing: Vec<String>,
    /// Posts of the roster of which there is no entry though entries name posts, each with those who hold it.
    #[serde(default)]
    pub silent_posts: Vec<(String, Vec<String>)>,
    /// Staff named by no entry, whether or not staff were checked by name.
    #[serde(default)]
    pub unnamed: Vec<String>,
}

impl SectionCoverage {
    /// Whether something came in that could be read.
    pub const fn has_reported(&self) -> bool {
        self.basis.is_read()
    }

    /// 报送情况 in a word, and whether something is lacking.
    pub fn state(&self) -> (&'static str, bool) {
        match self.basis {
            CoverageBasis::Nothing => ("未报送", true),
            CoverageBasis::Unread => ("已交未读出", true),
            _ if self.missing.is_empty() && self.silent_posts.is_empty() => ("已报送", false),
            _ => ("有漏报", true),
        }
    }
}

/// 覆盖情况 against the roster.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// One line for each section of the roster; empty without a roster.
    pub sections: Vec<SectionCoverage>,
    /// Section names in the forms that the roster does not know.
    pub unknown_sections: Vec<String>,
}

/// In which lines of the tables of risk points an item is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemLines {
    /// Its line in the table by section.
    pub section: usize,
    /// Its line in the table by category.
    pub category: usize,
}

impl Statistics {
    /// The table with these lines and this unit, if it was made.
    pub fn table(&self, by: Dimension, counted: Counted) -> Option<&CrossTab> {
        self.tables
            .iter()
            .find(|t| t.by == by && t.counted == counted)
    }
}

/// All statistics of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statistics {
    /// The tables.
    pub tables: Vec<CrossTab>,
    /// Coverage.
    pub coverage: Coverage,
    /// Number of items registered; each names one risk point or several.
    pub items: usize,
    /// For each registered item, in the order of the register, its lines in the tables of risk points.
    pub lines: Vec<ItemLines>,
    /// Number of risk points by what their level rests on, in the order of [`Basis::ALL`](super::Basis::ALL).
    pub basis: [usize; 5],
    /// What was done in the year; empty until it is counted.
    pub work: Work,
}

/// 工作情况: what was done in the year beside the levels, as counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Work {
    /// The counts, step by step.
    pub done: Vec<Done>,
    /// How many sections and posts came into each band (等次), the best first.
    pub bands: Vec<BandCount>,
    /// How many sections and posts each special check (专项考核) scored.
    pub checks: Vec<CheckCount>,
}

/// Something done, counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// The step of the year's work it belongs to.
    pub step: String,
    /// What is counted; no two are called the same.
    pub what: String,
    /// How many.
    pub count: usize,
    /// In what they are counted.
    pub unit: String,
}

/// Sections and posts of a band.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BandCount {
    /// 等次.
    pub band: String,
    /// Sections.
    pub sections: usize,
    /// Posts.
    pub posts: usize,
}

/// Sections and posts of a special check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckCount {
    /// Its name.
    pub check: String,
    /// Sections scored.
    pub sections: usize,
    /// Posts scored.
    pub posts: usize,
}
