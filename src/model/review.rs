//! 评审: what the leading group is asked, and what it has decided.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use super::{
    About, Basis, Decision, Entry, Field, Level, Opinion, PairReview, PartialDate, RegisterItem,
};
use crate::digest::fingerprint;
use crate::location::Place;
use crate::text;

/// 评审编号: which entry a decision is about, and on which facts it was taken. Shown as `R-3F2A91BC07DE-5E6F7A8B`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ReviewId {
    /// The entry: section, post, person, matter and risk point. Order and other fields may change.
    pub item: String,
    /// The facts of its level: as written, as suggested, and the answers.
    pub facts: String,
}

/// Fields that make an entry the same one in a later run.
const IDENTITY: [Field; 5] = [
    Field::Section,
    Field::Post,
    Field::Person,
    Field::Matter,
    Field::Risk,
];

impl ReviewId {
    /// The id of an entry as it stands now.
    pub fn of(entry: &Entry) -> Self {
        let key = |field: &Field| text::key(entry.text(*field).unwrap_or_default());
        let identity: Vec<String> = IDENTITY.iter().map(key).collect();
        let counts = |f: &&Field| f.is_level() || f.is_answer();
        let mut facts: Vec<String> = Field::ALL.iter().filter(counts).map(key).collect();
        let suggested = entry.grading.suggested;
        facts.push(suggested.map_or(String::new(), |l| l.number().to_string()));
        Self {
            item: fingerprint(&identity, ITEM_DIGITS),
            facts: fingerprint(&facts, FACTS_DIGITS),
        }
    }
}

impl ReviewId {
    /// The id of a registered item: the entry kept, on the facts of all entries merged into it.
    pub fn of_item(item: &RegisterItem) -> Self {
        let own = Self::of(&item.entry);
        Self::all_of(item).into_iter().next().unwrap_or(own)
    }

    /// The ids by which an item may have been decided: each of its entries, on the facts of all of them.
    pub fn all_of(item: &RegisterItem) -> Vec<Self> {
        if item.members.is_empty() {
            return vec![Self::of(&item.entry)];
        }
        let ids: Vec<Self> = item.members.iter().map(|m| Self::of(&m.entry)).collect();
        let facts: BTreeSet<String> = ids.iter().map(|id| id.facts.clone()).collect();
        let facts: Vec<String> = facts.into_iter().collect();
        let joint = match facts.as_slice() {
            [one] => one.clone(),
            several => fingerprint(several, FACTS_DIGITS),
        };
        let with = |id: Self| Self {
            facts: joint.clone(),
            ..id
        };
        ids.into_iter().map(with).collect()
    }
}

const ITEM_DIGITS: usize = 12;
const FACTS_DIGITS: usize = 8;

impl fmt::Display for ReviewId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "R-{}-{}", self.item, self.facts)
    }
}

impl FromStr for ReviewId {
    type Err = &'static str;

    fn from_str(written: &str) -> Result<Self, Self::Err> {
        let bad = "not of the form R-3F2A91BC07DE-5E6F7A8B";
        let key = text::squash(&text::nfkc(written)).to_uppercase();
        let rest = key.strip_prefix("R-").ok_or(bad)?;
        let (item, facts) = rest.split_once('-').ok_or(bad)?;
        let hex = |part: &str, digits| {
            part.len() == digits && part.bytes().all(|b| b.is_ascii_hexdigit())
        };
        if !hex(item, ITEM_DIGITS) || !hex(facts, FACTS_DIGITS) {
            return Err(bad);
        }
        Ok(Self {
            item: item.to_owned(),
            facts: facts.to_owned(),
        })
    }
}

/// Heads by which a review workbook is read back: of the id, the decision (level, reason, by whom, on which day), and what
/// it is about (section, post, matter, risk).
pub const REVIEW_HEADS: [&str; 9] = [
    "评审编号",
    "审定等级",
    "审定理由",
    "审定人",
    "审定日期",
    "科室",
    "岗位",
    "权力（业务）事项",
    "风险点",
];

/// Head of what a row asks.
pub const REVIEW_QUESTION: &str = "需要审定的问题和理由";

/// What is asked of an entry that was struck out and is reported again ends with this.
pub const REPORTED_AGAIN: &str = "本年又报";

/// Heads of the levels a row of a review workbook shows: declared, suggested, and on the sheet of the rest the one that is
/// put forward for confirmation.
pub const REVIEW_LEVELS: [&str; 3] = ["自评\n等级", "建议\n等级", "拟审定\n等级"];

/// Head of the cell that confirms all that is left of a section.
pub const REVIEW_STROKE: &str = "本科室其余\n一并审定";
/// Label of the cell that confirms all that is left.
pub const REVIEW_WHOLE: &str = "全部其余条目";

/// How much of the sheet of the rest one word confirms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    /// All of it.
    All,
    /// What is left of the row's section.
    Section,
}

impl Stroke {
    /// The words people choose.
    pub const fn title(self) -> &'static str {
        match self {
            Self::All => "其余按建议审定",
            Self::Section => "本科室其余按建议审定",
        }
    }
}

/// What the leading group made of an entry. Levels sort before striking it out, the highest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ruling {
    /// Its level.
    Level(Level),
    /// 不登记: it leaves the register.
    Struck,
}

impl Ruling {
    /// All of them, as people choose them.
    pub const ALL: [Self; 4] = [
        Self::Level(Level::One),
        Self::Level(Level::Two),
        Self::Level(Level::Three),
        Self::Struck,
    ];

    /// The word shown to people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Level(level) => level.title(),
            Self::Struck => "不登记",
        }
    }
}

/// A decision as it stands in a review workbook, not yet held against the entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenDecision {
    /// What it is about; none where the row was added by hand, and its words must say it.
    pub id: Option<ReviewId>,
    /// The same in words, as the workbook has it.
    pub about: About,
    /// What was decided.
    pub ruling: Ruling,
    /// 审定理由; may be empty.
    pub reason: String,
    /// 审定人; may be empty.
    pub by: String,
    /// 审定日期, if it could be read.
    pub on: Option<PartialDate>,
    /// The cell that holds the ruling.
    pub place: Place,
}

impl WrittenDecision {
    /// The decision on a level; none where the entry is struck out.
    pub fn decision(&self) -> Option<Decision> {
        let Ruling::Level(level) = self.ruling else {
            return None;
        };
        Some(Decision {
            level,
            reason: self.reason.clone(),
            by: self.by.clone(),
            on: self.on,
            place: self.place.clone(),
        })
    }

    /// What it says, and of what: two that are equal in this repeat each other.
    pub fn said(&self) -> (Option<&ReviewId>, Option<&About>, Ruling) {
        let about = self.id.is_none().then_some(&self.about);
        (self.id.as_ref(), about, self.ruling)
    }
}

/// A registered risk point as the leading group sees it. Entries that agree in everything that matters are one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewItem {
    /// Its id.
    pub id: ReviewId,
    /// The first of its entries.
    pub entry: Arc<Entry>,
    /// The level that counts today; none while it is open.
    pub proposed: Option<Level>,
    /// What that level rests on.
    pub basis: Basis,
    /// Whether entries of different levels were merged into it.
    pub differ: bool,
    /// Numbers in the register of all of them.
    pub register_ids: Vec<String>,
    /// What cross checks and ballots say of all of them.
    pub opinions: Vec<Opinion>,
    /// What there is to decide, with the grounds, each in a sentence; nothing where nobody asks.
    pub questions: Vec<String>,
}

/// A decision that was applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// The decision.
    pub written: WrittenDecision,
    /// Numbers in the register of the items it concerns; empty while their forms are returned.
    pub register_ids: Vec<String>,
}

/// A decision that was not applied, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unused {
    /// The decision.
    pub written: WrittenDecision,
    /// Why it was not applied.
    pub why: String,
}

/// The state of the review.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Review {
    /// What must still be decided, by section.
    pub open: Vec<ReviewItem>,
    /// All else that is registered and was not decided, to be confirmed in one stroke.
    pub rest: Vec<ReviewItem>,
    /// What has been decided.
    pub settled: Vec<Settled>,
    /// Decisions that were not applied; never dropped.
    pub unused: Vec<Unused>,
    /// Entries that may be one, and what was decided about them.
    pub pairs: PairReview,
}
