//! Texts made comparable: width, 繁简, spaces, punctuation, list numbers, numbers and spellings no longer differ. What is
//! left is the text's clauses, in their order, and the characters in a row.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::LazyLock;

use super::cut;
use super::phrase::Phrase;
use super::words::Words;
use crate::policy::LinkagePolicy;
use crate::text;

/// A folded text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// Its clauses in order, none of them empty.
    pub clauses: Vec<Clause>,
    /// All characters in a row; none where that is its only clause.
    whole: Option<Phrase>,
}

/// What stands between two marks of punctuation.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clause {
    /// The characters in the order in which they were written.
    pub phrase: Phrase,
    /// The items of an enumeration, sorted; none where there is no enumeration.
    items: Vec<Box<str>>,
}

/// Folds texts by the policy's spellings.
#[derive(Debug)]
pub struct Folder {
    spellings: Words,
    likenesses: Words,
}

impl Folder {
    /// A folder for this policy.
    pub fn new(policy: &LinkagePolicy) -> Self {
        Self {
            spellings: Words::new(&policy.synonyms),
            likenesses: Words::new(&policy.similar_words),
        }
    }

    /// Folds a text.
    pub fn fold(&self, written: &str) -> Folded {
        let plain = text::folded(&without_circled(written));
        let chars: Vec<char> = plain.chars().collect();
        let clauses = cut::clauses(&chars).into_iter();
        let spelt = clauses.map(|items| {
            let items = items.iter().map(|item| self.spellings.replaced(item));
            Clause::of(&items.collect::<Vec<_>>())
        });
        Folded::of(spelt.filter(|c| !c.phrase.chars().is_empty()).collect())
    }

    /// The characters of a folded text with words of like meaning made the same.
    pub fn meaning(&self, folded: &Folded) -> Vec<char> {
        let clauses = folded.clauses.iter();
        clauses
            .flat_map(|c| self.likenesses.replaced(c.phrase.chars()))
            .collect()
    }
}

impl Folded {
    fn of(clauses: Vec<Clause>) -> Self {
        let whole = (clauses.len() > 1).then(|| {
            let mut flat = Vec::new();
            for clause in &clauses {
                join(&mut flat, clause.phrase.chars());
            }
            flat.into()
        });
        Self { clauses, whole }
    }

    /// A text that is compared as it stands.
    pub fn verbatim(text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let clauses = (!chars.is_empty()).then(|| Clause::of(&[chars]));
        Self::of(clauses.into_iter().collect())
    }

    /// All its characters.
    pub fn phrase(&self) -> &Phrase {
        static NOTHING: LazyLock<Phrase> = LazyLock::new(Phrase::default);
        let only = self.clauses.first().map(|c| &c.phrase);
        self.whole.as_ref().or(only).unwrap_or(&NOTHING)
    }

    /// All its characters in a row.
    pub fn flat(&self) -> &[char] {
        self.phrase().chars()
    }

    /// Whether nothing is left of the text.
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }

    /// Number of characters.
    pub fn len(&self) -> usize {
        self.flat().len()
    }

    /// Both texts as one.
    pub fn joined(&self, other: &Self) -> Self {
        Self::of(self.clauses.iter().chain(&other.clauses).cloned().collect())
    }
}

impl PartialOrd for Folded {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Folded {
    fn cmp(&self, other: &Self) -> Ordering {
        let flat = self.phrase().cmp(other.phrase());
        flat.then_with(|| self.clauses.cmp(&other.clauses))
    }
}

impl Clause {
    fn of(items: &[Vec<char>]) -> Self {
        let mut flat = Vec::new();
        for item in items {
            join(&mut flat, item);
        }
        let several = items.iter().filter(|_| items.len() > 1);
        let mut items: Vec<Box<str>> = several.map(|i| i.iter().collect()).collect();
        items.sort();
        Self {
            phrase: flat.into(),
            items,
        }
    }

    /// Whether both say the same, an enumeration in whatever order.
    pub fn says(&self, other: &Self) -> bool {
        let single = self.items.is_empty();
        self.items == other.items && (!single || self.phrase == other.phrase)
    }
}

/// Adds characters to others. Two numbers do not run into one where a mark between them was dropped.
fn join(flat: &mut Vec<char>, more: &[char]) {
    let ends = flat.last().is_some_and(char::is_ascii_digit);
    if ends && more.first().is_some_and(char::is_ascii_digit) {
        flat.push('|');
    }
    flat.extend(more);
}

/// Circled numbers that count a list off (①…②…) as line breaks; others stay.
fn without_circled(written: &str) -> Cow<'_, str> {
    if !written.contains(['①', '⑴', '❶']) {
        return Cow::Borrowed(written);
    }
    let is_circled =
        |c: char| ('①'..='⑳').contains(&c) || ('⑴'..='⒇').contains(&c) || ('❶'..='❿').contains(&c);
    written
        .chars()
        .map(|c| if is_circled(c) { '\n' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flat(written: &str) -> String {
        let policy = LinkagePolicy {
            synonyms: vec![vec!["账".into(), "帐".into()]],
            ..LinkagePolicy::default()
        };
        Folder::new(&policy).fold(written).flat().iter().collect()
    }

    #[test]
    fn what_only_looks_different_is_the_same() {
        for (a, b) in [
            ("未按规定审核，造成损失。", "未按规定审核 造成损失"),
            ("１．虚列支出；２．套取资金", "①虚列支出②套取资金"),
            (
                "1.虚列支出；2.一次业务拆成几张票",
                "一是虚列支出；二是一次业务拆成几张票",
            ),
            ("1.虚列支出2.套取资金", "一是虚列支出；二是套取资金。"),
            ("超过5万元（含）的采购", "超過５００００元(含)的采購"),
            ("三个工作日内办结", "3 个工作日内办结"),
            ("帐目不清", "账目不清"),
            ("“小金库”", "小金库"),
        ] {
            assert_eq!(flat(a), flat(b));
        }
    }

    #[test]
    fn numbers_stay_apart() {
        for (a, b) in [
            ("一、二级风险", "二级风险"),
            ("3.5万元", "35万元"),
            ("第1、2款", "第12款"),
            ("超过5万元", "超过50万元"),
            ("附件1、合同", "附件2、合同"),
            ("②类", "①类"),
        ] {
            assert_ne!(flat(a), flat(b));
        }
    }
}
