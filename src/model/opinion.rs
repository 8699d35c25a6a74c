//! 交叉互查 and 群众评议: what others say of a risk point and its level, beside the levels and never in their place.

use serde::{Deserialize, Serialize};

use super::{About, Basis, Extra, Level, PartialDate, Voice};
use crate::location::Place;

/// Heads by which a 互查表 of the program's own making is filled in: level, opinion, by whom, on which day.
pub const CROSS_CHECK_HEADS: [&str; 4] = ["互查等级", "互查意见", "互查人", "互查日期"];

/// Heads by which a 群众评议表 is filled in: votes for each level, for the level as it is, against it, neither; how many took
/// part, what they say, on which day.
pub const BALLOT_HEADS: [&str; 9] = [
    "一级\n票数",
    "二级\n票数",
    "三级\n票数",
    "同意\n票数",
    "不同意\n票数",
    "弃权\n票数",
    "参评\n人数",
    "评议意见",
    "评议日期",
];

/// Keys above a 互查表: the section looked into, and the one that looks.
pub const CROSS_CHECK_KEYS: [&str; 2] = ["被互查科室", "互查科室"];

/// How votes were cast. What has no column, or stays blank, is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Votes {
    /// For each level, the highest first.
    pub levels: Option<[u32; 3]>,
    /// 同意: the level shall stay.
    pub agree: Option<u32>,
    /// 不同意.
    pub against: Option<u32>,
    /// 弃权.
    pub abstain: Option<u32>,
    /// 参评人数.
    pub voters: Option<u32>,
}

impl Votes {
    /// Whether no vote was cast.
    pub fn is_empty(&self) -> bool {
        self.levels.is_none() && self.agree.is_none() && self.against.is_none()
    }

    /// The sums that must be the number of those who took part: of the votes for levels, and of those for and against.
    pub fn sums(&self) -> impl Iterator<Item = u64> {
        let abstain = u64::from(self.abstain.unwrap_or(0));
        let levels = self.levels.map(|l| l.iter().map(|n| u64::from(*n)).sum());
        let both = self.agree.is_some() || self.against.is_some();
        let agreed = || u64::from(self.agree.unwrap_or(0)) + u64::from(self.against.unwrap_or(0));
        let sums: [Option<u64>; 2] = [levels, both.then(agreed)];
        sums.into_iter().flatten().map(move |sum| sum + abstain)
    }

    /// The levels with the most votes; several where they have as many.
    fn leading(&self) -> Vec<Level> {
        let Some(counts) = self.levels else {
            return Vec::new();
        };
        let most = counts.into_iter().max().filter(|n| *n > 0);
        let pairs = Level::ALL.into_iter().zip(counts);
        let leading = pairs.filter(|(_, n)| Some(*n) == most);
        leading.map(|(level, _)| level).collect()
    }

    /// `一级 3 票、二级 10 票，同意 3 票、不同意 12 票，参评 15 人`.
    fn told(&self) -> String {
        let mut parts = Vec::new();
        if let Some(counts) = self.levels {
            let of = |(level, n): (Level, u32)| format!("{level} {n} 票");
            let each: Vec<String> = Level::ALL.into_iter().zip(counts).map(of).collect();
            parts.push(each.join("、"));
        }
        let named = [
            ("同意", self.agree),
            ("不同意", self.against),
            ("弃权", self.abstain),
        ];
        let named = named
            .into_iter()
            .filter_map(|(word, n)| Some(format!("{word} {} 票", n?)));
        let named: Vec<String> = named.collect();
        parts.extend((!named.is_empty()).then(|| named.join("、")));
        parts.extend(self.voters.map(|n| format!("参评 {n} 人")));
        parts.join("，")
    }
}

/// What one cross check or one ballot says of a risk point.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Opinion {
    /// Who speaks.
    pub voice: Voice,
    /// When, if it could be read.
    pub date: Option<PartialDate>,
    /// The level it is held to be.
    pub level: Option<Level>,
    /// The votes; none of a cross check.
    pub votes: Option<Votes>,
    /// The opinion in words; may be empty.
    pub words: String,
    /// The section that looked into it; may be empty.
    pub section: String,
    /// Who did; may be empty.
    pub by: String,
    /// Whether it is about the whole section, and not about this risk point alone.
    pub whole_section: bool,
    /// Whether it stands in a column of the self-check form itself.
    pub in_form: bool,
}

impl Opinion {
    /// What a text beside an entry of a self-check form says; none where nobody is heard in it.
    pub fn in_form(extra: &Extra) -> Option<Self> {
        let heard = extra.heard?;
        Some(Self {
            voice: heard.voice,
            date: None,
            level: heard.level,
            votes: None,
            words: heard.level.map_or(extra.text.clone(), |_| String::new()),
            section: String::new(),
            by: String::new(),
            whole_section: false,
            in_form: true,
        })
    }
}

impl Opinion {
    /// What was found, without whose voice it is: `二级（国库科，王三，2026-11-05）`.
    fn told(&self) -> String {
        let votes = self.votes.map_or(String::new(), |votes| votes.told());
        let parts = [self.level.map_or("", Level::title), &votes];
        self.signed(&joined(parts, "，"))
    }

    /// The same with the opinion in words.
    pub fn in_full(&self) -> String {
        let found = self.level.is_some() || self.votes.is_some();
        let told = if found {
            joined([self.told().as_str(), &self.words], "\n")
        } else {
            self.signed(&self.words)
        };
        let of_section = if self.whole_section {
            "全科室："
        } else {
            ""
        };
        format!("{of_section}{told}")
    }

    /// A text with who said it on which day.
    fn signed(&self, text: &str) -> String {
        let on = self.date.map_or(String::new(), |on| on.to_string());
        let who = joined([self.section.as_str(), &self.by, &on], "，");
        if who.is_empty() {
            text.to_owned()
        } else {
            format!("{text}（{who}）")
        }
    }

    /// What must be asked because it is not of one mind with the level that counts: `交叉互查：二级（国库科，王三）与自评三级不同`.
    /// None where it is, or names no level.
    pub fn question(&self, counts: Option<Level>, basis: Basis) -> Option<String> {
        let own = counts.map(|level| match basis {
            Basis::Pending => format!("暂按的{level}"),
            basis => format!("{}{level}", basis.title()),
        });
        let differs = self.differing(counts, own.as_deref())?;
        let of_section = if self.whole_section {
            "（全科室）"
        } else {
            ""
        };
        let whose = self.voice.title();
        Some(format!("{whose}{of_section}：{}{differs}", self.told()))
    }

    /// In what it differs from a level, in words that follow what was found.
    fn differing(&self, counts: Option<Level>, own: Option<&str>) -> Option<String> {
        let from = own.map_or(String::new(), |own| format!("与{own}不同"));
        if self.level.is_some() {
            return (self.level != counts).then_some(from);
        }
        let votes = self.votes?;
        let leading = votes.leading();
        if leading.iter().any(|level| Some(*level) != counts) {
            let names: Vec<&str> = leading.iter().map(|level| level.title()).collect();
            let several = if names.len() > 1 { "都是" } else { "是" };
            let leads = format!("票数最多的{several}{}", names.join("、"));
            return Some(format!("，{}", joined([leads.as_str(), &from], "，")));
        }
        let (agree, against) = (votes.agree.unwrap_or(0), votes.against.unwrap_or(0));
        let own = own.unwrap_or("登记的等级");
        (against > 0 && against >= agree).then(|| {
            if against > agree {
                format!("，不同意{own}的多")
            } else {
                format!("，同意与不同意{own}的一样多")
            }
        })
    }
}

/// Those of the texts that say something, with a mark between them.
fn joined<const N: usize>(parts: [&str; N], mark: &str) -> String {
    let said: Vec<&str> = parts.into_iter().filter(|s| !s.is_empty()).collect();
    said.join(mark)
}

/// A row of a 互查表 or 群众评议表 that was filled in, not yet laid on the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpinionLine {
    /// 登记编号 as it stands there; may be empty.
    pub id: String,
    /// What it is about in words; without matter and risk point it is about the whole section.
    pub about: About,
    /// What it says.
    pub opinion: Opinion,
    /// Its first cell that was filled in.
    pub place: Place,
}
