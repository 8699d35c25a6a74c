//! 版本标记: what a file's name says of its version, and which of two such names is the later one.

use std::cmp::Ordering;

use crate::model::PartialDate;

/// A date in a file's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameDate {
    /// With its year.
    Full(PartialDate),
    /// Month and day.
    Day(u32, u32),
}

/// The marks of a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// 初稿, 草稿.
    pub draft: bool,
    /// 旧版, 作废: not in use any more.
    pub void: bool,
    /// v2.1, 二稿, 第3版; empty without one.
    pub version: Vec<u32>,
    /// 改, 修改版, 再改, 改2: how often.
    pub revised: u32,
    /// 最终版, 定稿, 最终版2.
    pub finals: u32,
    /// (1), 副本: which copy.
    pub copies: u32,
    /// A date.
    pub date: Option<NameDate>,
    /// 第二批: which round of handing in its folder is of.
    pub round: Option<u32>,
    /// Whether its folder is one of forms handed in again: 退回重报.
    pub again: bool,
    /// The date of its folder.
    pub sent: Option<NameDate>,
    /// The marks as written, from the beginning of the name to its end.
    pub words: Vec<String>,
}

impl Marks {
    /// Whether there is no mark at all.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether the name itself says that the file is one of several versions; a copy number and a date do not.
    pub fn names_a_version(&self) -> bool {
        let numbered = !self.version.is_empty() || self.revised > 0 || self.finals > 0;
        self.draft || self.void || numbered || self.round.is_some() || self.again
    }

    /// Where the marks of two names stand.
    pub fn places(&self, other: &Self) -> &'static str {
        let of_folder = |m: &Self| m.round.is_some() || m.again || m.sent.is_some();
        if of_folder(self) || of_folder(other) {
            "文件名、文件夹"
        } else {
            "文件名"
        }
    }

    /// Which of two names is later: equal where both say the same, none where they cannot be ordered. 作废 stands below
    /// everything, 最终 above everything that is not; beside these a name is later if none of its marks is earlier.
    pub fn order(&self, other: &Self) -> Option<Ordering> {
        let outright = [
            other.void.cmp(&self.void),
            (self.finals > 0).cmp(&(other.finals > 0)),
        ];
        if let Some(decided) = outright.into_iter().find(|o| o.is_ne()) {
            return Some(decided);
        }
        let parts = [
            other.draft.cmp(&self.draft),
            self.finals.cmp(&other.finals),
            self.version.cmp(&other.version),
            self.revised.cmp(&other.revised),
            self.copies.cmp(&other.copies),
            order_dates(self.date, other.date),
            order_rounds(self.round, other.round),
            self.again.cmp(&other.again),
            order_dates(self.sent, other.sent),
        ];
        let later = parts.contains(&Ordering::Greater);
        let earlier = parts.contains(&Ordering::Less);
        match (later, earlier) {
            (true, true) => None,
            (true, false) => Some(Ordering::Greater),
            (false, true) => Some(Ordering::Less),
            (false, false) => Some(Ordering::Equal),
        }
    }

    /// The marks with those of another name of the very same file: what one of its names says, both say.
    pub fn shared_with(&mut self, twin: &Self) {
        self.finals = self.finals.max(twin.finals);
        self.revised = self.revised.max(twin.revised);
        self.void |= twin.void;
        if twin.version > self.version {
            self.version.clone_from(&twin.version);
        }
    }

    /// The marks in words.
    pub fn title(&self) -> String {
        if self.is_empty() {
            return "无标记".to_owned();
        }
        let quoted = self.words.iter().map(|w| format!("“{w}”"));
        quoted.collect()
    }
}

/// A name without a date says nothing of when it was written, nor does one without a year beside one that has it.
fn order_dates(a: Option<NameDate>, b: Option<NameDate>) -> Ordering {
    match (a, b) {
        (Some(NameDate::Full(a)), Some(NameDate::Full(b))) => order_partial(a, b),
        (Some(NameDate::Day(am, ad)), Some(NameDate::Day(bm, bd))) => (am, ad).cmp(&(bm, bd)),
        _ => Ordering::Equal,
    }
}

/// A folder that names no round says nothing of it.
fn order_rounds(a: Option<u32>, b: Option<u32>) -> Ordering {
    a.zip(b).map_or(Ordering::Equal, |(a, b)| a.cmp(&b))
}

/// Two dates; equal where one of them is only a month in which the other may lie.
pub fn order_partial(a: PartialDate, b: PartialDate) -> Ordering {
    let (a_first, b_first) = (
        a.day().or_else(|| a.month_start()),
        b.day().or_else(|| b.month_start()),
    );
    if a.last_day() < b_first {
        Ordering::Less
    } else if b.last_day() < a_first {
        Ordering::Greater
    } else {
        Ordering::Equal
    }
}
