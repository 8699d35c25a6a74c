//! One line that gives levels by numbers, read from left to right: 第1项定为一级，第2、3项定为三级; 序号1：二级；序号2：三级;
//! 一级：1、3；二级：2.

use std::sync::LazyLock;

use regex::Regex;

use super::leads;
use super::number::{self, Counted};
use super::words::{self, GIVE, PARTS, REST, SETTLED, Whom};
use crate::ingest::level;
use crate::ingest::ruling;
use crate::policy::Lookup;
use crate::text;

/// Bytes of the longest words that may give a level.
const LONGEST_WORD: usize = 300;
/// Numbers of one line that are looked at; more of them leave it unread.
const MOST_NUMBERS: usize = 3_000;
/// What joins numbers.
const JOINS: [&str; 4] = ["以及", "和", "及", "与"];
/// Days and meetings, whose numbers are none of entries.
static DAYS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"\d{2,4}\s*年(?:\s*\d{1,2}\s*月)?(?:\s*\d{1,2}\s*日)?|\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}月\d{1,2}日|第[\d一二三四五六七八九十]+次|\[\d{4}\]\d*号?",
    )
    .ok()
});
/// A number in brackets of its own: （1）.
static FRAMED: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\((\d{1,3})\)").ok());

/// What a line says.
#[derive(Debug, PartialEq, Eq)]
pub enum Reading {
    /// No levels by numbers.
    Nothing,
    /// Levels by numbers, and something that nobody can read.
    Unclear,
    /// To whom it gives what, in its words.
    Given(Vec<(Whom, String)>),
}

/// Whose text it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// A note's, that only numbers entries.
    Note,
    /// The section's, which proposes.
    Section,
    /// That of somebody whose words must settle it.
    Other,
}

/// What a text says.
pub fn read(written: &str, voice: Voice, lookup: &Lookup<'_>) -> Reading {
    let folded = text::simplified(&text::nfkc(&text::clean(written)));
    let plain = match &*DAYS {
        Some(days) => days.replace_all(&folded, " ").into_owned(),
        None => folded,
    };
    let plain = match &*FRAMED {
        Some(framed) => framed.replace_all(&plain, " $1 ").into_owned(),
        None => plain,
    };
    let (outside, inside) = text::parted_by_brackets(&plain);
    let proposing = voice == Voice::Section;
    let mut scan = Scan {
        lookup,
        voice,
        so_far: SoFar::Leads,
        pending: Pending::default(),
        listed: None,
        given: Vec::new(),
        kinds: Kinds::default(),
        unclear: inside.iter().any(|aside| words::is_open(aside, proposing)),
        touched: false,
    };
    scan.scan(&outside);
    scan.settle()
}

/// Numbers whose level is still to come.
#[derive(Default)]
struct Pending {
    whom: Vec<Whom>,
    /// Whether words say that they name entries: 第3项.
    named: bool,
    /// Whether they may be how many there are: 3项.
    counting: bool,
}

/// What the numbers that were given a level may be.
#[derive(Default)]
struct Kinds {
    /// How many there are, or an entry: 一级：3.
    either: bool,
    /// How many, by their unit: 3项定为一级.
    counts: bool,
    /// Nothing but entries: 第3项, 1、3.
    entries: bool,
}

/// What stands in a line so far, the later outweighing the earlier.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum SoFar {
    /// Nothing but who decides.
    Leads,
    /// Numbers, or levels.
    More,
    /// Words that name nobody and give nothing.
    Prose,
}

/// One line being read from left to right.
struct Scan<'a> {
    lookup: &'a Lookup<'a>,
    voice: Voice,
    /// What stands in it so far.
    so_far: SoFar,
    pending: Pending,
    /// A level whose numbers are still to come: 一级：1、3.
    listed: Option<String>,
    given: Vec<(Whom, String)>,
    kinds: Kinds,
    unclear: bool,
    /// Whether a number stands before words that speak of a level, though nobody can read them.
    touched: bool,
}

impl Scan<'_> {
    fn scan(&mut self, line: &str) {
        let mut rest = line;
        loop {
            rest = rest.trim_start_matches(PARTS);
            if !self.pending.whom.is_empty()
                && let Some(joined) = JOINS.iter().find_map(|word| rest.strip_prefix(word))
            {
                rest = joined;
                continue;
            }
            if rest.is_empty() {
                break;
            }
            if let Some(others) = REST.iter().find_map(|word| rest.strip_prefix(word)) {
                self.flush();
                self.pending.whom.push(Whom::Rest);
                rest = others;
                continue;
            }
            if let Some((counted, behind)) = number::first(rest) {
                if self.pending.whom.len() + self.given.len() > MOST_NUMBERS {
                    self.touched = true;
                    return;
                }
                self.number(counted);
                rest = behind;
                continue;
            }
            let end = leads::end(rest).unwrap_or_else(|| rest.find(PARTS).unwrap_or(rest.len()));
            let (word, behind) = rest.split_at(end);
            self.word(word, behind.starts_with(':'));
            rest = behind;
        }
        self.flush();
    }

    fn proposes(&self) -> bool {
        self.voice == Voice::Section
    }

    fn number(&mut self, counted: Counted) {
        self.so_far = self.so_far.max(SoFar::More);
        let pending = &mut self.pending;
        pending.named |= counted.named;
        pending.counting |= counted.counting;
        let numbers = counted.numbers.into_iter().map(Whom::Number);
        pending.whom.extend(numbers);
    }

    /// Gives all that is pending a level.
    fn give(&mut self, words: &str, level_first: bool) {
        let Pending {
            whom,
            named,
            counting,
        } = std::mem::take(&mut self.pending);
        let single = whom.len() == 1 && !named && whom[0] != Whom::Rest;
        if single && counting {
            self.kinds.counts = true;
        } else if single && level_first {
            self.kinds.either = true;
        } else {
            self.kinds.entries = true;
        }
        let given = whom.into_iter().map(|whom| (whom, words.to_owned()));
        self.given.extend(given);
    }

    fn word(&mut self, word: &str, before_colon: bool) {
        self.flush();
        if word.len() > LONGEST_WORD {
            self.pending = Pending::default();
            self.so_far = SoFar::Prose;
            self.touched |=
                level::mentions_level(word) && GIVE.iter().any(|verb| word.contains(verb));
            return;
        }
        let bare = words::bare(word, self.proposes());
        let gives = words::gives(bare, self.lookup);
        if self.pending.whom.is_empty() {
            if gives && before_colon && level::mentions_level(bare) {
                self.listed = Some(bare.to_owned());
            } else if self.voice != Voice::Note && self.unnumbered(word) {
                self.kinds.entries = true;
            } else if self.voice != Voice::Note
                && self.so_far == SoFar::Leads
                && gives
                && level::mentions_level(bare)
            {
                self.given.push((Whom::Only, bare.to_owned()));
                self.kinds.entries = true;
            } else if !SETTLED.contains(&word) {
                self.unclear |= words::is_open(word, self.proposes());
                if !ruling::is_lead(word) {
                    self.so_far = SoFar::Prose;
                }
            }
            if !self.given.is_empty() {
                self.so_far = self.so_far.max(SoFar::More);
            }
        } else if gives {
            self.give(bare, false);
        } else {
            self.pending = Pending::default();
            let near = |verb: &&str| {
                let before = word.split_once(*verb).map(|(before, _)| before);
                before.is_some_and(|before| before.chars().count() <= 4)
            };
            self.touched |= level::mentions_level(word) && GIVE.iter().any(near);
            self.unclear |= words::is_open(word, self.proposes());
        }
    }

    /// Gives the level of a word that numbers nobody: 违规开户定为二级, 均定为二级; whether it does.
    fn unnumbered(&mut self, word: &str) -> bool {
        if !level::mentions_level(word) {
            return false;
        }
        let each = GIVE.iter().filter_map(|verb| word.find(verb));
        let parted = each.min().map(|at| word.split_at(at));
        let parted = parted.filter(|(_, level)| words::gives(level, self.lookup));
        let Some((before, level)) = parted else {
            self.touched |= GIVE.iter().any(|verb| word.contains(verb));
            return false;
        };
        let whom = leads::whom(before, self.proposes());
        self.given.push((whom, level.to_owned()));
        true
    }

    /// Gives a level that stands before its numbers.
    fn flush(&mut self) {
        if !self.pending.whom.is_empty()
            && let Some(level) = self.listed.take()
        {
            self.give(&level, true);
        }
    }

    fn settle(self) -> Reading {
        if (self.kinds.counts || self.kinds.either) && !self.kinds.entries {
            return Reading::Nothing;
        }
        let named = |(whom, _): &(Whom, String)| matches!(whom, Whom::Named(_));
        let only = |(whom, _): &(Whom, String)| *whom == Whom::Only;
        let mixed = self.given.len() > 1 && self.given.iter().any(only)
            || self.so_far == SoFar::Prose && self.given.iter().any(named);
        let open = self.unclear
            || self.touched
            || mixed
            || self.kinds.counts
            || !self.pending.whom.is_empty();
        match (self.given.is_empty(), self.touched) {
            (true, false) => Reading::Nothing,
            (true, true) => Reading::Unclear,
            (false, _) if open => Reading::Unclear,
            (false, _) => Reading::Given(self.given),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Policy;

    fn said(written: &str, voice: Voice) -> String {
        let policy = Policy::embedded().expect("valid");
        match read(written, voice, &Lookup::new(&policy)) {
            Reading::Nothing => "-".to_owned(),
            Reading::Unclear => "?".to_owned(),
            Reading::Given(given) => {
                let one = |(whom, words): &(Whom, String)| match whom {
                    Whom::Number(number) => format!("{number}:{words}"),
                    Whom::Named(risk) => format!("{risk}:{words}"),
                    Whom::Rest => format!("*:{words}"),
                    Whom::Only => format!("!:{words}"),
                };
                given.iter().map(one).collect::<Vec<_>>().join(" ")
            }
        }
    }

    #[test]
    fn levels_by_numbers_are_told_from_counts_and_from_what_explains_them() {
        for (written, meant) in [
            ("1定为一级，2定为三级", "1:定为一级 2:定为三级"),
            (
                "第1项定为一级、第2、3项定为三级",
                "1:定为一级 2:定为三级 3:定为三级",
            ),
            ("序号1：二级；序号2：三级", "1:二级 2:三级"),
            (
                "第一项、第二项均定为一级，其余维持自评",
                "1:定为一级 2:定为一级 *:维持自评",
            ),
            (
                "1-3为一级，4至5为二级",
                "1:为一级 2:为一级 3:为一级 4:为二级 5:为二级",
            ),
            ("①定为一级；②定为二级", "1:定为一级 2:定为二级"),
            ("（1）一级 （2）二级", "1:一级 2:二级"),
            ("一级：1、3；二级：2", "1:一级 3:一级 2:二级"),
            ("一级风险：第2项；其余：三级", "2:一级风险 *:三级"),
            (
                "同意。经2026年10月8日党组会研究，1由二级调整为一级，2同意自评。",
                "1:由二级调整为一级 2:同意自评",
            ),
            ("1.2定为一级，1.3不变", "1.2:定为一级 1.3:不变"),
            (
                "第1项（违规调整预算）定为一级（盖章）2026年11月2日",
                "1:定为一级",
            ),
            ("违规开户定为二级，其余维持", "违规开户:定为二级 *:维持"),
            ("经研究，均定为二级", "*:定为二级"),
            ("同意定为二级", "!:定为二级"),
            ("同意，二级", "!:二级"),
            ("经研究，风险等级二级", "!:二级"),
            ("二级，三级", "?"),
            ("风险分为一级、二级", "-"),
            ("重复支付、违规开户定为二级", "?"),
            ("1定为一级，2待定", "?"),
            ("1定为一级，报请党组审定", "?"),
            ("1、2分别定为一级、二级", "?"),
            ("1定为一级，二级", "?"),
            ("第1项应定为一级", "?"),
            ("1定为一级（待上会）", "?"),
            ("1项定为一级，2、3项定为二级", "?"),
            ("3-1定为一级", "3-1:定为一级"),
            ("一级：1；二级：3", "-"),
            ("一级：3个；二级：2个", "-"),
            ("3项定为一级，5项定为二级", "-"),
            ("共5个，其中一级3个、二级2个", "-"),
            ("1.风险等级分为一级、二级、三级；2.防控措施要具体", "-"),
            ("80分以上为一级，60-80分为二级", "-"),
            ("2026年定为一级", "!:定为一级"),
            ("1代表一级，2代表二级", "-"),
            ("一级风险由主要领导负责，2人以上复核", "-"),
            ("同意", "-"),
        ] {
            assert_eq!(said(written, Voice::Other), meant, "{written}");
        }
        for written in ["90分以上定为一级", "涉及资金的定为一级", "均定为一级"]
        {
            assert_eq!(said(written, Voice::Note), "-", "{written}");
            assert_ne!(said(written, Voice::Other), "-", "{written}");
        }
    }
}
