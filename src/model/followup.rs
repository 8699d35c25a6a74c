//! What follows from a level: who supervises an item (分级监管), when it is rated again (三年一评定), what is looked into (抽查).

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Level, PartialDate};
use crate::location::Place;

/// Who may supervise an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 局主要领导.
    Principal,
    /// 分管领导 of the section.
    Leader,
    /// 科室负责人.
    Head,
    /// The post itself.
    Post,
}

impl Role {
    /// All of them, the highest first.
    pub const ALL: [Self; 4] = [Self::Principal, Self::Leader, Self::Head, Self::Post];

    /// The word shown to people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Principal => "局主要领导",
            Self::Leader => "分管领导",
            Self::Head => "科室负责人",
            Self::Post => "本岗位",
        }
    }
}

/// 监管人: who supervises an item of a settled or pending level.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Supervisor {
    /// By virtue of what.
    pub role: Role,
    /// 姓名, or the post; none where nobody says who it is.
    pub name: Option<String>,
    /// The section for which the role is meant, where the name alone does not say who it is.
    pub section: Option<String>,
    /// Whether the level is still to be confirmed (待审定), and the supervisor with it.
    pub provisional: bool,
}

impl fmt::Display for Supervisor {
    /// `局主要领导 赵一`, `预算科分管领导`, `预算编制岗`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.name.as_deref();
        if self.role == Role::Post {
            return f.write_str(name.unwrap_or(self.role.title()));
        }
        f.write_str(self.section.as_deref().unwrap_or_default())?;
        let title = match (&self.section, self.role) {
            // 科室 is said by the section's name.
            (Some(_), Role::Head) => "负责人",
            _ => self.role.title(),
        };
        f.write_str(title)?;
        name.map_or(Ok(()), |name| write!(f, " {name}"))
    }
}

/// The date from which the years to the next rating are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RatingBasis {
    /// The day of the leading group's decision.
    Decision,
    /// 评定日期 on the form.
    RatedOn,
    /// 填报日期.
    ReportedOn,
}

impl RatingBasis {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Decision, Self::RatedOn, Self::ReportedOn];

    /// The word shown to people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Decision => "审定日期",
            Self::RatedOn => "评定日期",
            Self::ReportedOn => "填报日期",
        }
    }
}

/// Whether an item must be rated again.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum RatingStatus {
    /// 已超期: the day has passed.
    Overdue,
    /// 到期: the day comes soon.
    Due,
    /// 未到期.
    NotYet,
    /// 无评定日期: nothing to count from.
    #[default]
    Unknown,
}

impl RatingStatus {
    /// All of them, the most urgent first.
    pub const ALL: [Self; 4] = [Self::Overdue, Self::Due, Self::NotYet, Self::Unknown];

    /// The word shown to people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Overdue => "已超期",
            Self::Due => "到期",
            Self::NotYet => "未到期",
            Self::Unknown => "无评定日期",
        }
    }
}

/// When an item was rated, and when it must be rated again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    /// The date counted from, and what it is.
    pub from: Option<(RatingBasis, PartialDate)>,
    /// 下次评定; as exact as the date counted from.
    pub next: Option<PartialDate>,
    /// How it stands on the day of the run.
    pub status: RatingStatus,
}

/// What follows from the level of a registered item.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    /// Who supervises it; nobody yet while its level is open.
    pub supervisor: Option<Supervisor>,
    /// When it is rated again.
    pub rating: Rating,
    /// 抽签号: by it the items of a level are ordered for the draw. It depends on the seed and on what the item says.
    pub lot: String,
    /// Whether it was drawn for a spot check.
    pub drawn: bool,
    /// What spot checks found, in the order of their days.
    pub checks: Vec<SpotCheckResult>,
}

/// A spot check of a risk point: what was found, and what that says of its measures.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SpotCheckResult {
    /// What was written.
    #[serde(flatten)]
    pub checked: Checked,
    /// 措施是否落实; none where the words leave it open.
    pub carried_out: Option<bool>,
    /// Where it was written.
    pub place: Place,
}

/// 抽查: what a spot check of a risk point found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Checked {
    /// 抽查日期, if it could be read.
    pub date: Option<PartialDate>,
    /// 抽查情况.
    pub result: String,
    /// 抽查人.
    pub by: String,
}

/// By what terms levels are rated again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RatingTerms {
    /// Years from one rating to the next.
    pub years: i32,
    /// A rating is due when its day is at most so many days ahead.
    pub ahead_days: u64,
}

/// The spot check as it was drawn from the items of one level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stratum {
    /// The level; none for items whose level is open.
    pub level: Option<Level>,
    /// Registered items of it.
    pub population: usize,
    /// How many of a hundred are drawn, rounded up.
    pub rate: u32,
    /// How many were drawn.
    pub drawn: usize,
}

/// 抽查: what the draw rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpotCheck {
    /// The seed: the same seed draws the same items.
    pub seed: u64,
    /// The levels, the highest first.
    pub strata: Vec<Stratum>,
}
