//! Texts made comparable: width, 繁简, spaces, punctuation, list numbers, numbers and spellings no longer differ. What is
//! left is the text's clauses, in their order, and the characters in a row.

use super::numerals;
use crate::policy::LinkagePolicy;
use crate::text;

/// A folded text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// Its clauses in order, none of them empty; items of an enumeration (、) are told apart inside one.
    pub clauses: Vec<Clause>,
    /// All characters in a row.
    pub flat: Vec<char>,
}

/// What stands between two marks of punctuation.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clause {
    /// The items of an enumeration, sorted; one item where there is none.
    pub items: Vec<String>,
    /// The characters in the order in which they were written.
    pub flat: Vec<char>,
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
        let plain = text::simplified(&text::nfkc(&without_circled(&text::clean(written))));
        let chars: Vec<char> = plain.to_lowercase().chars().collect();
        let mut cutter = Cutter::default();
        cutter.run(&chars);
        let mut folded = Folded::default();
        for items in cutter.clauses {
            let items = items.iter().map(|item| self.spellings.replaced(item));
            folded.push(&items.collect::<Vec<_>>());
        }
        folded
    }

    /// The characters of a folded text with words of like meaning made the same.
    pub fn meaning(&self, folded: &Folded) -> Vec<char> {
        let clauses = folded.clauses.iter();
        clauses
            .flat_map(|c| self.likenesses.replaced(&c.flat))
            .collect()
    }
}

impl Folded {
    fn push(&mut self, items: &[Vec<char>]) {
        let mut flat = Vec::new();
        for item in items {
            join(&mut flat, item);
        }
        if flat.is_empty() {
            return;
        }
        join(&mut self.flat, &flat);
        let mut items: Vec<String> = items.iter().map(|i| i.iter().collect()).collect();
        items.sort();
        self.clauses.push(Clause { items, flat });
    }

    /// Whether nothing is left of the text.
    pub fn is_empty(&self) -> bool {
        self.flat.is_empty()
    }

    /// Number of characters.
    pub fn len(&self) -> usize {
        self.flat.len()
    }

    /// Both texts as one.
    pub fn joined(&self, other: &Self) -> Self {
        let mut all = self.clone();
        join(&mut all.flat, &other.flat);
        all.clauses.extend(other.clauses.iter().cloned());
        all
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
fn without_circled(written: &str) -> String {
    if !written.contains(['①', '⑴', '❶']) {
        return written.to_owned();
    }
    let is_circled =
        |c: char| ('①'..='⑳').contains(&c) || ('⑴'..='⒇').contains(&c) || ('❶'..='❿').contains(&c);
    written
        .chars()
        .map(|c| if is_circled(c) { '\n' } else { c })
        .collect()
}

/// Cuts a text into clauses and items.
#[derive(Default)]
struct Cutter {
    clauses: Vec<Vec<Vec<char>>>,
    items: Vec<Vec<char>>,
    item: Vec<char>,
    /// The last number of the list so far.
    counted: u32,
}

impl Cutter {
    fn run(&mut self, chars: &[char]) {
        let mut at = 0;
        let mut starts = true;
        while let Some(c) = chars.get(at).copied() {
            if let Some(length) = self.list_number(&chars[at..], starts) {
                self.end_clause();
                at += length;
                starts = false;
                continue;
            }
            if let Some((number, length)) = numerals::number(&chars[at..]) {
                self.item.extend(number.chars());
                at += length;
                starts = false;
                continue;
            }
            match c {
                '、' => self.end_item(),
                '\n' | ';' | '。' | '!' | '?' | ',' | ':' | '.' => self.end_clause(),
                c if is_kept(c) => self.item.push(c),
                _ => {}
            }
            starts = match c {
                '\n' | ';' | '。' | ':' | '!' | '?' | ',' | '.' => true,
                c => starts && !is_kept(c),
            };
            at += 1;
        }
        self.end_clause();
    }

    /// Length of a list number at this place. `1.` and `一、` count only in their order, so that 一、二级 stays what it is; and
    /// inside a clause only where the list has begun.
    fn list_number(&mut self, rest: &[char], starts: bool) -> Option<usize> {
        if !starts && (self.counted == 0 || !rest.first()?.is_ascii_digit()) {
            return None;
        }
        let head: String = rest.iter().take(8).collect();
        let after = text::after_list_number(&head)?;
        let length = head.chars().count() - after.chars().count();
        let follows = rest.get(length)?;
        if rest.get(length - 1) == Some(&'、') && same_kind(rest[0], *follows) {
            return None;
        }
        let inner: Vec<char> = rest[..length]
            .iter()
            .copied()
            .filter(|c| c.is_alphanumeric() && !"第是".contains(*c))
            .collect();
        let number = counted(&inner)?;
        if number != 1 && number != self.counted + 1 {
            return None;
        }
        self.counted = number;
        Some(length)
    }

    fn end_item(&mut self) {
        let item = std::mem::take(&mut self.item);
        if !item.is_empty() {
            self.items.push(item);
        }
    }

    fn end_clause(&mut self) {
        self.end_item();
        let items = std::mem::take(&mut self.items);
        if !items.is_empty() {
            self.clauses.push(items);
        }
    }
}

/// Whether both are digits, or both Chinese numerals: 一、二级 names two levels, 1、一次 is the first point of a list.
fn same_kind(a: char, b: char) -> bool {
    (a.is_ascii_digit() && b.is_ascii_digit())
        || (numerals::is_numeral(a) && numerals::is_numeral(b))
}

/// What a list number counts.
fn counted(numerals: &[char]) -> Option<u32> {
    // As a number of things, for a bare Chinese numeral is read as a word.
    let with_unit: Vec<char> = numerals.iter().copied().chain(['个']).collect();
    let (number, _) = numerals::number(&with_unit)?;
    number.parse().ok()
}

/// Characters that carry meaning; brackets, quotes, strokes and the like do not.
fn is_kept(c: char) -> bool {
    c.is_alphanumeric() || "%‰℃<>=≤≥≠+#".contains(c)
}

/// Words to be replaced by the first of their group.
#[derive(Debug)]
struct Words {
    /// By first character, longest first.
    pairs: Vec<(Vec<char>, Vec<char>)>,
}

impl Words {
    fn new(groups: &[Vec<String>]) -> Self {
        let mut pairs = Vec::new();
        for group in groups {
            let mut words = group.iter().map(|w| w.chars().collect::<Vec<char>>());
            let Some(first) = words.next() else { continue };
            pairs.push((first.clone(), first.clone()));
            pairs.extend(words.map(|word| (word, first.clone())));
        }
        // The longest word that fits wins; of equal words the group named first.
        pairs.sort_by(|a, b| {
            a.0.first()
                .cmp(&b.0.first())
                .then(b.0.len().cmp(&a.0.len()))
        });
        Self { pairs }
    }

    fn replaced(&self, text: &[char]) -> Vec<char> {
        let mut out = Vec::with_capacity(text.len());
        let mut at = 0;
        while let Some(c) = text.get(at) {
            let first = self
                .pairs
                .partition_point(|(word, _)| word.first() < Some(c));
            let of_char = self.pairs[first..]
                .iter()
                .take_while(|(word, _)| word.first() == Some(c));
            let found = of_char
                .into_iter()
                .find(|(word, _)| text[at..].starts_with(word));
            if let Some((word, by)) = found {
                out.extend(by);
                at += word.len();
            } else {
                out.push(*c);
                at += 1;
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flat(written: &str) -> String {
        let policy = LinkagePolicy {
            synonyms: vec![vec!["账".into(), "帐".into()]],
            ..LinkagePolicy::default()
        };
        Folder::new(&policy).fold(written).flat.iter().collect()
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
