//! Names and numbers inside a text, replaced; everything else stays as it was written.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::policy::PublicPolicy;
use crate::text::{self, Folded};

/// Numbers of mobile phones and identity cards, and e-mail addresses, in a folded text.
static CONTACT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+|(?-u:\b)[0-9]{17}[0-9x](?-u:\b)|(?-u:\b)1[3-9][0-9]{9}(?-u:\b)",
    )
    .ok()
});

/// What stands for a number.
const NUMBER_MASK: &str = "（已隐去）";

/// A text that may be published, and what was taken out of it, as it was written.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Masked {
    /// The text.
    pub text: String,
    /// Names.
    pub names: Vec<String>,
    /// Numbers and addresses.
    pub contacts: Vec<String>,
}

/// Masks names.
pub struct Masker {
    /// Names by their first character, longest first.
    names: BTreeMap<char, Vec<String>>,
    /// Words that are left alone though they hold a name.
    not_names: Vec<String>,
    mask: String,
}

impl Masker {
    /// A masker of these names, given in their comparable form.
    pub fn new<'n>(all: impl Iterator<Item = &'n str>, policy: &PublicPolicy) -> Self {
        let mut names: BTreeMap<char, Vec<String>> = BTreeMap::new();
        for name in all {
            if let Some(first) = name.chars().next() {
                names.entry(first).or_default().push(name.to_owned());
            }
        }
        for alike in names.values_mut() {
            alike.sort_by_key(|name| std::cmp::Reverse(name.len()));
        }
        Self {
            names,
            not_names: policy.not_names.iter().map(|w| text::key(w)).collect(),
            mask: policy.mask.clone(),
        }
    }

    /// The text as it may be published.
    pub fn mask(&self, written: &str) -> Masked {
        let folded = Folded::new(written);
        let contacts = CONTACT.as_ref().map(|c| c.find_iter(folded.as_str()));
        let contacts: Vec<Range<usize>> =
            contacts.into_iter().flatten().map(|m| m.range()).collect();
        let mut marks: Vec<(Range<usize>, bool)> = self
            .found(folded.as_str())
            .into_iter()
            .map(|range| (range, true))
            .chain(contacts.into_iter().map(|range| (range, false)))
            .collect();
        marks.sort_by_key(|(range, _)| range.start);
        let mut out = Masked::default();
        let mut done = 0;
        for (range, is_name) in marks {
            let Some(range) = folded.original(range).filter(|r| r.start >= done) else {
                continue;
            };
            out.text.push_str(&written[done..range.start]);
            done = range.end;
            let taken = written[range].to_owned();
            if is_name {
                out.text.push_str(&self.mask);
                out.names.push(taken);
            } else {
                out.text.push_str(NUMBER_MASK);
                out.contacts.push(taken);
            }
        }
        out.text.push_str(&written[done..]);
        out
    }

    /// Where names stand in a folded text, from left to right, none within another.
    fn found(&self, folded: &str) -> Vec<Range<usize>> {
        let exempt: Vec<Range<usize>> = self
            .not_names
            .iter()
            .filter(|word| !word.is_empty())
            .flat_map(|word| folded.match_indices(word.as_str()))
            .map(|(at, word)| at..at + word.len())
            .collect();
        let mut found: Vec<Range<usize>> = Vec::new();
        for (at, first) in folded.char_indices() {
            if found.last().is_some_and(|last| at < last.end) {
                continue;
            }
            let names = self.names.get(&first).into_iter().flatten();
            let mut names = names.filter(|name| folded[at..].starts_with(name.as_str()));
            found.extend(names.next().map(|name| at..at + name.len()).filter(|name| {
                let within = |word: &Range<usize>| word.start <= name.start && name.end <= word.end;
                !exempt.iter().any(within)
            }));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masker(names: &[&str]) -> Masker {
        let policy = PublicPolicy {
            mask: "某同志".to_owned(),
            not_names: vec!["高峰期".to_owned()],
        };
        Masker::new(names.iter().copied(), &policy)
    }

    #[test]
    fn names_are_masked_however_they_are_spread_and_nothing_else() {
        let masker = masker(&["张一", "张一凡", "高峰"]);
        for (written, masked) in [
            ("由张一复核", "由某同志复核"),
            ("由张 一凡、張一复核", "由某同志、某同志复核"),
            (
                "业务高峰期加派人手，高峰值班",
                "业务高峰期加派人手，某同志值班",
            ),
            ("联系 138 1234 5678", "联系 （已隐去）"),
            ("身份证11010119900101123X号", "身份证（已隐去）号"),
            ("编号 20261102 共 3 份", "编号 20261102 共 3 份"),
            ("没有姓名", "没有姓名"),
            ("", ""),
        ] {
            assert_eq!(masker.mask(written).text, masked);
        }
    }
}
