//! What comes in beside the self-check forms: ledgers of dispositions and rectifications, and score sheets.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{About, Checked, OpinionLine, PartialDate, Points, Scored};
use crate::location::Place;
use crate::text;

/// 后期处置: the four kinds there are, the mildest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Disposition {
    /// 警示提醒: people have complained.
    Reminder,
    /// 问责或诫勉谈话: errors.
    Admonition,
    /// 责令整改: a minor breach, no sanction.
    Rectification,
    /// 党纪政纪处理: serious.
    Sanction,
}

impl Disposition {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::Reminder,
        Self::Admonition,
        Self::Rectification,
        Self::Sanction,
    ];

    /// Name in the policy and in JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Reminder => "reminder",
            Self::Admonition => "admonition",
            Self::Rectification => "rectification",
            Self::Sanction => "sanction",
        }
    }

    /// The words shown to people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Reminder => "警示提醒",
            Self::Admonition => "问责或诫勉谈话",
            Self::Rectification => "责令整改",
            Self::Sanction => "党纪政纪处理",
        }
    }
}

/// Columns of a ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LedgerField {
    /// 序号.
    Seq,
    /// 科室, 责任单位.
    Section,
    /// 岗位.
    Post,
    /// 姓名.
    Person,
    /// 处置方式.
    Kind,
    /// 处置日期, 监控日期.
    On,
    /// 发现途径.
    Channel,
    /// 处置事由, 存在问题, 苗头性问题.
    Ground,
    /// 处置措施, 整改措施, 监控措施.
    Measure,
    /// 期限, 整改时限.
    Deadline,
    /// 是否销号, 是否办结, 处理结果.
    Done,
    /// 销号日期, 办结日期.
    ClosedOn,
    /// 备注.
    Remark,
}

impl LedgerField {
    /// All of them, in the order of the blank ledgers.
    pub const ALL: [Self; 13] = [
        Self::Seq,
        Self::Section,
        Self::Post,
        Self::Person,
        Self::Kind,
        Self::On,
        Self::Channel,
        Self::Ground,
        Self::Measure,
        Self::Deadline,
        Self::Done,
        Self::ClosedOn,
        Self::Remark,
    ];

    /// Name in the policy.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Seq => "seq",
            Self::Section => "section",
            Self::Post => "post",
            Self::Person => "person",
            Self::Kind => "kind",
            Self::On => "on",
            Self::Channel => "channel",
            Self::Ground => "ground",
            Self::Measure => "measure",
            Self::Deadline => "deadline",
            Self::Done => "done",
            Self::ClosedOn => "closed_on",
            Self::Remark => "remark",
        }
    }
}

/// Which ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LedgerKind {
    /// 处置台账.
    Disposition,
    /// 整改台账.
    Rectification,
    /// 中期监控台账: early signs, and what was done about them.
    Monitoring,
}

impl LedgerKind {
    /// What a line of it does not count in when it is left out, in words.
    pub const fn counts_in(self) -> &'static str {
        match self {
            Self::Disposition | Self::Rectification => "计入考核",
            Self::Monitoring => "列入中期监控报告",
        }
    }

    /// All of them.
    pub const ALL: [Self; 3] = [Self::Disposition, Self::Rectification, Self::Monitoring];

    /// The word shown to people, and the title of the blank form.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Disposition => "处置台账",
            Self::Rectification => "整改台账",
            Self::Monitoring => "中期监控台账",
        }
    }

    /// The head of a column in the blank form.
    pub fn head(self, field: LedgerField) -> &'static str {
        let own = self.columns().iter().find(|(own, _)| *own == field);
        own.map_or("", |(_, head)| head)
    }

    /// The columns of the blank form, each with its head.
    pub const fn columns(self) -> &'static [(LedgerField, &'static str)] {
        match self {
            Self::Disposition => &[
                (LedgerField::Seq, "序号"),
                (LedgerField::Section, "科室"),
                (LedgerField::Post, "岗位"),
                (LedgerField::Person, "姓名"),
                (LedgerField::Kind, "处置方式"),
                (LedgerField::On, "处置日期"),
                (LedgerField::Ground, "处置事由"),
                (LedgerField::Measure, "处置措施"),
                (LedgerField::Deadline, "办结期限"),
                (LedgerField::ClosedOn, "办结日期"),
                (LedgerField::Remark, "备注"),
            ],
            Self::Rectification => &[
                (LedgerField::Seq, "序号"),
                (LedgerField::Ground, "存在问题"),
                (LedgerField::Measure, "整改措施"),
                (LedgerField::Section, "责任科室"),
                (LedgerField::Post, "责任岗位"),
                (LedgerField::Person, "责任人"),
                (LedgerField::Deadline, "整改时限"),
                (LedgerField::Done, "是否销号"),
                (LedgerField::ClosedOn, "销号日期"),
                (LedgerField::Remark, "备注"),
            ],
            Self::Monitoring => &[
                (LedgerField::Seq, "序号"),
                (LedgerField::On, "监控日期"),
                (LedgerField::Channel, "发现途径"),
                (LedgerField::Section, "科室"),
                (LedgerField::Post, "岗位"),
                (LedgerField::Person, "姓名"),
                (LedgerField::Ground, "苗头性问题"),
                (LedgerField::Measure, "监控措施"),
                (LedgerField::Done, "处理结果"),
                (LedgerField::Remark, "备注"),
            ],
        }
    }
}

/// One line of a ledger, understood as far as it can be. What could not be understood is a finding, and counts nowhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerEntry {
    /// Which ledger.
    pub ledger: LedgerKind,
    /// Its first cell.
    pub place: Place,
    /// Whom it concerns; the section by its name in the roster where that is known.
    pub scored: Scored,
    /// What was done about it; only in the ledger of dispositions.
    pub disposition: Option<Disposition>,
    /// When.
    pub on: Option<PartialDate>,
    /// Why.
    pub ground: String,
    /// What was ordered.
    pub measure: String,
    /// Until when.
    pub deadline: Option<PartialDate>,
    /// Until when in words that name no day: 立行立改.
    pub deadline_words: Option<String>,
    /// Whether it says it is closed, in a word.
    pub done: Option<bool>,
    /// When it was closed.
    pub closed_on: Option<PartialDate>,
    /// The cell that says how it stands.
    pub state_at: Place,
    /// Every cell that is not blank, as it was written.
    pub written: BTreeMap<LedgerField, String>,
    /// Why it cannot be counted, in a sentence; none where it can.
    pub fault: Option<String>,
}

impl LedgerEntry {
    /// Whether it is closed, by its day or in a word.
    pub fn is_closed(&self) -> bool {
        self.closed_on.is_some() || self.done == Some(true)
    }

    /// What makes two lines the same matter.
    pub fn matter(&self) -> [String; 8] {
        let [section, post, person] = self.scored.key();
        let date = |d: Option<PartialDate>| d.map_or(String::new(), |d| d.to_string());
        let kind = self.disposition.map_or(self.ledger.title(), |d| d.title());
        [
            section,
            post,
            person,
            kind.to_owned(),
            date(self.on),
            text::key(&self.ground),
            text::key(&self.measure),
            date(self.deadline),
        ]
    }

    /// Whether its day has not come yet. Of a month its first day counts.
    pub fn lies_ahead(&self, today: NaiveDate) -> bool {
        let first = self.on.and_then(|on| on.day().or_else(|| on.month_start()));
        first.is_some_and(|day| day > today)
    }

    /// How many days its deadline has passed without its being closed; none where it has not.
    pub fn days_overdue(&self, on: NaiveDate) -> Option<i64> {
        let deadline = self.deadline.and_then(PartialDate::last_day)?;
        let days = (on - deadline).num_days();
        (days > 0 && !self.is_closed()).then_some(days)
    }
}

/// Heads by which a score sheet is read back: item, section, post, person, mark, reason.
pub const MARK_HEADS: [&str; 6] = ["项目编号", "评分", "科室", "岗位", "姓名", "评分理由"];

/// Keys above the table of a score sheet: who marks, by name, on which day, and of which special check.
pub const MARK_KEYS: [&str; 4] = ["评分方", "评分人", "评分日期", "专项考核"];

/// One mark as it stands on a score sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Who is marked.
    pub scored: Scored,
    /// The item's code.
    pub item: String,
    /// The mark; none where it says that the item does not apply (不适用).
    pub mark: Option<Points>,
    /// The reason, which may be empty.
    pub reason: String,
    /// The cell of the mark.
    pub place: Place,
}

impl Mark {
    /// As people read it.
    pub fn shown(&self) -> String {
        self.mark.map_or("不适用".to_owned(), |m| m.to_string())
    }
}

/// A score sheet (评分表) that came back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoreSheet {
    /// The file as the user named it.
    pub file: Arc<str>,
    /// Where it says who marked.
    pub place: Place,
    /// Name of the special check (专项考核) it is of; empty for the score of the year.
    pub scheme: String,
    /// Key of the evaluator.
    pub evaluator: String,
    /// The person who marked; may be empty.
    pub by: String,
    /// When.
    pub on: Option<PartialDate>,
    /// The sections it marks; one alone where each section marks itself.
    pub marks: Vec<Mark>,
    /// Rows of items without a mark.
    pub blank: usize,
}

/// What a file holds beside self-check tables.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Annex {
    /// Lines of ledgers.
    pub ledger: Vec<LedgerEntry>,
    /// Score sheets.
    pub sheets: Vec<ScoreSheet>,
    /// Results of spot checks.
    pub checks: Vec<CheckLine>,
    /// Lines of cross checks and ballots.
    pub opinions: Vec<OpinionLine>,
}

/// Heads by which a filled 抽查清单 is read back: what was found, when and by whom, then which risk point.
pub const CHECK_HEADS: [&str; 8] = [
    "抽查情况",
    "抽查日期",
    "抽查人",
    "编号",
    "科室",
    "岗位",
    "权力（业务）事项",
    "风险点",
];

/// A row of a filled 抽查清单.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckLine {
    /// 登记编号 as printed.
    pub id: String,
    /// The same in words.
    pub about: About,
    /// What was found.
    pub checked: Checked,
    /// Its first cell that was filled in.
    pub place: Place,
}

impl Annex {
    /// Number of marks.
    pub fn marks(&self) -> usize {
        self.sheets.iter().map(|s| s.marks.len()).sum()
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.ledger.is_empty()
            && self.sheets.is_empty()
            && self.checks.is_empty()
            && self.opinions.is_empty()
    }
}
