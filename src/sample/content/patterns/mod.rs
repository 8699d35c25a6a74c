//! The patterns of risk: how each is worded, how it shows, and what helps against just this one.

mod handling;
mod means;
mod rules;

/// A way in which power goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pattern {
    /// 审核把关不严.
    Lax,
    /// 优亲厚友.
    Favour,
    /// 拖延刁难、吃拿卡要.
    Delay,
    /// 泄露信息.
    Leak,
    /// 截留挪用资金.
    Divert,
    /// 指定、插手.
    Steer,
    /// 弄虚作假.
    False,
    /// 不公开.
    Closed,
    /// 检查走过场.
    Formal,
    /// 保管不善.
    Custody,
    /// 个人说了算.
    Alone,
    /// 吃请、礼品.
    Feast,
    /// 超标准、超范围.
    Exceed,
    /// 不相容岗位未分离.
    Overlap,
    /// 制度缺失.
    Lapse,
    /// 思想动摇: on persons' forms only.
    Waver,
}

/// The phrases of a pattern; places as in `Words`.
#[derive(Debug)]
pub struct Phrases {
    /// 风险类别 on a section's form.
    pub category: &'static str,
    /// 风险类别 on a person's form.
    pub personal: &'static str,
    /// How much it raises (negative) or lowers (positive) the level.
    pub tilt: i32,
    /// 风险点.
    pub risks: [&'static str; 4],
    /// 表现形式.
    pub seen: [&'static str; 4],
    /// 防控措施.
    pub measures: [&'static str; 6],
}

impl Pattern {
    /// Its phrases.
    pub fn phrases(self) -> &'static Phrases {
        match self {
            Self::Lax => &handling::LAX,
            Self::Favour => &handling::FAVOUR,
            Self::Delay => &handling::DELAY,
            Self::Leak => &handling::LEAK,
            Self::Divert => &means::DIVERT,
            Self::Steer => &means::STEER,
            Self::False => &handling::FALSE,
            Self::Closed => &rules::CLOSED,
            Self::Formal => &handling::FORMAL,
            Self::Custody => &means::CUSTODY,
            Self::Alone => &rules::ALONE,
            Self::Feast => &rules::FEAST,
            Self::Exceed => &means::EXCEED,
            Self::Overlap => &rules::OVERLAP,
            Self::Lapse => &rules::LAPSE,
            Self::Waver => &rules::WAVER,
        }
    }
}

const PROCESS: &str = "业务流程";
const SYSTEM: &str = "制度机制";
const OUTSIDE: &str = "外部环境";
const DUTY: &str = "岗位职责";
const MORALS: &str = "思想道德";

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_sentence_is_used_by_two_patterns() {
        use Pattern::*;
        let all = [
            Lax, Favour, Delay, Leak, Divert, Steer, False, Closed, Formal, Custody, Alone, Feast,
            Exceed, Overlap, Lapse, Waver,
        ];
        let mut seen = BTreeSet::new();
        for words in all.map(Pattern::phrases) {
            let sentences = words.risks.iter().chain(&words.seen).chain(&words.measures);
            for sentence in sentences {
                assert!(seen.insert(*sentence), "{sentence}");
            }
        }
    }
}
