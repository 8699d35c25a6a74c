//! 合并: which entries were found to be one, on what grounds, and what people decided about it.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{About, Entry, Field, PartialDate};
use crate::digest::fingerprint;
use crate::location::Place;
use crate::text;

/// How one field of two entries compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Equal, once width, punctuation, list numbers and spellings are made the same.
    Equal,
    /// Nearly equal: slips of the pen, clauses in another order, one clause more.
    Near,
    /// Much in common, in other words.
    Similar,
    /// One of the two is blank.
    Missing,
    /// Nearly equal but for a number, a negation, an opposite or a restriction.
    Guarded,
    /// Something else.
    Different,
}

impl Verdict {
    /// The word shown to people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Equal => "相同",
            Self::Near => "基本相同",
            Self::Similar => "相近",
            Self::Missing => "一方未填",
            Self::Guarded => "关键处不同",
            Self::Different => "不同",
        }
    }
}

/// The account of one field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// The field.
    pub field: Field,
    /// How much they have in common, 0–1.
    pub similarity: f64,
    /// What that means.
    pub verdict: Verdict,
    /// In which way they differ, in words; empty where there is nothing to say.
    pub note: String,
}

/// What was decided about two entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Linkage {
    /// They are one, and merged.
    Match,
    /// They may be one: a person is asked.
    PossibleMatch,
}

/// Two entries with the account of their comparison.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// Both entries, so that a decision finds them again in a later run.
    pub id: PairId,
    /// The decision.
    pub decision: Linkage,
    /// Id of the entry that is kept; of two that are not merged, the one that stands first in the register.
    pub kept: String,
    /// Id of the other entry.
    pub merged: String,
    /// How much they have in common in all, 0–1.
    pub score: f64,
    /// Field by field.
    pub comparisons: Vec<Comparison>,
    /// Why it was decided so, in a sentence.
    pub why: String,
}

/// 合并编号: two entries by what they say, shown as `M-3F2A91BC07DE-5E6F7A8B9C0D`. File, order and level may change.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PairId {
    /// The entry kept.
    pub kept: String,
    /// The other one.
    pub merged: String,
}

/// Fields that make an entry the same one in a later run.
const IDENTITY: [Field; 6] = [
    Field::Section,
    Field::Post,
    Field::Person,
    Field::Matter,
    Field::Risk,
    Field::Manifestation,
];
const DIGITS: usize = 12;

impl PairId {
    /// The id of two entries.
    pub fn of(kept: &Entry, merged: &Entry) -> Self {
        Self {
            kept: Self::half(kept),
            merged: Self::half(merged),
        }
    }

    /// The part of the id that stands for one entry.
    pub fn half(entry: &Entry) -> String {
        let key = |field: &Field| text::key(entry.text(*field).unwrap_or_default());
        let parts: Vec<String> = IDENTITY.iter().map(key).collect();
        fingerprint(&parts, DIGITS)
    }
}

impl fmt::Display for PairId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "M-{}-{}", self.kept, self.merged)
    }
}

impl FromStr for PairId {
    type Err = &'static str;

    fn from_str(written: &str) -> Result<Self, Self::Err> {
        let bad = "not of the form M-3F2A91BC07DE-5E6F7A8B9C0D";
        let key = text::squash(&text::nfkc(written)).to_uppercase();
        let rest = key.strip_prefix("M-").ok_or(bad)?;
        let (kept, merged) = rest.split_once('-').ok_or(bad)?;
        let hex = |part: &str| part.len() == DIGITS && part.bytes().all(|b| b.is_ascii_hexdigit());
        if !hex(kept) || !hex(merged) {
            return Err(bad);
        }
        Ok(Self {
            kept: kept.to_owned(),
            merged: merged.to_owned(),
        })
    }
}

/// What people chose for two entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// 合并.
    Merge,
    /// 不合并, or taken back if they were merged.
    Apart,
}

impl Choice {
    /// Both, in the order of the drop-down list.
    pub const ALL: [Self; 2] = [Self::Merge, Self::Apart];

    /// The word shown to people and read back.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Merge => "合并",
            Self::Apart => "不合并",
        }
    }
}

/// Heads by which choices are read back from a review workbook: the id, the choice, the reason, by whom, on which day.
pub const PAIR_HEADS: [&str; 5] = ["合并编号", "是否合并", "合并理由", "决定人", "决定日期"];

/// Names of the sheets that ask whether two entries are one: the first page of questions, and the others.
pub const PAIR_QUESTIONS: [&str; 2] = ["疑似重复", "其余疑似重复"];

/// A choice as it stands in a review workbook, not yet held against the entries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenChoice {
    /// Which two entries.
    pub id: PairId,
    /// The same in words, as the workbook has it: the entry kept and the other one.
    pub about: [About; 2],
    /// What was chosen.
    pub choice: Choice,
    /// Why; may be empty.
    pub reason: String,
    /// By whom; may be empty.
    pub by: String,
    /// On which day.
    pub on: Option<PartialDate>,
    /// The cell of the choice.
    pub place: Place,
    /// Whether it was taken in an earlier year: then nobody is told where its entries are no more, or a newer one counts.
    #[serde(skip)]
    pub carried: bool,
}

impl WrittenChoice {
    /// What it says, and of what: two that are equal in this repeat each other.
    pub fn said(&self) -> (&PairId, Choice) {
        (&self.id, self.choice)
    }
}

/// A choice that was not applied, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnusedChoice {
    /// The choice.
    pub written: WrittenChoice,
    /// Why it was not applied.
    pub why: String,
}

/// Two entries about which something was decided, by the program or by people.
#[derive(Clone, Debug, PartialEq)]
pub struct DecidedPair {
    /// The two entries; `decision` says whether they are merged now.
    pub link: Link,
    /// The people's choice; none where the program merged them by itself.
    pub choice: Option<WrittenChoice>,
}

/// 口径建议: two words of which people decided, pair by pair, whether they make a difference. Nothing follows from it until
/// the bureau writes it into its policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// 合并: either may be written. 不合并: they are not the same.
    pub choice: Choice,
    /// The two words, in the order of the characters.
    pub words: [String; 2],
    /// The decisions it comes from, in the order of their ids.
    pub from: Vec<WrittenChoice>,
}

impl Proposal {
    /// The list of `[linkage]` in the policy to which the words belong.
    pub const fn list(&self) -> &'static str {
        match self.choice {
            Choice::Merge => "interchangeable",
            Choice::Apart => "series",
        }
    }

    /// The words as that list takes them: `"核对/核实"`.
    pub fn group(&self) -> String {
        format!("\"{}\"", self.words.join("/"))
    }
}

/// Proposals as TOML, line by line, each with its list.
pub fn policy_lines(proposals: &[Proposal]) -> Vec<String> {
    let of = |choice: Choice| {
        let own = proposals.iter().filter(|p| p.choice == choice);
        let groups: Vec<String> = own.clone().map(Proposal::group).collect();
        let list = own.map(Proposal::list).next()?;
        Some(format!("{list} = [{}]", groups.join(", ")))
    };
    Choice::ALL.into_iter().filter_map(of).collect()
}

/// The state of the questions about repeats.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PairReview {
    /// What must still be decided, what is worth most first.
    pub open: Vec<Link>,
    /// How many of them stand on the first page.
    pub first: usize,
    /// What was decided, in the order of the register.
    pub decided: Vec<DecidedPair>,
    /// Choices that were not applied; never dropped.
    pub unused: Vec<UnusedChoice>,
    /// What was decided, as lines for the bureau's policy.
    pub proposals: Vec<Proposal>,
    /// Choices of earlier years whose entries are not there, kept for the year in which they come back.
    pub idle: Vec<WrittenChoice>,
}

impl PairReview {
    /// What people chose, followed or not.
    pub fn chosen(&self) -> impl Iterator<Item = &WrittenChoice> {
        let decided = self.decided.iter().filter_map(|pair| pair.choice.as_ref());
        let unused = self.unused.iter().map(|unused| &unused.written);
        decided.chain(unused).chain(&self.idle)
    }
}

/// An entry that went into a merged item, as it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Id of the entry.
    pub id: String,
    /// The entry.
    pub entry: Arc<Entry>,
}
