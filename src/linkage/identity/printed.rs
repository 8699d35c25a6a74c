//! Numbers printed on forms.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Finder, checks};
use crate::diagnostic::{Check, Diagnostic};
use crate::location::Place;
use crate::model::{Entry, Field, Number};
use crate::text;

impl Finder<'_> {
    /// Takes the numbers printed on forms, where they can be the entry's own.
    pub(super) fn printed(&mut self) {
        let mut claims: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut lost: BTreeMap<Arc<str>, Vec<(Place, String)>> = BTreeMap::new();
        let mut refused = Vec::new();
        for (group, (entries, keys)) in self.groups.iter().zip(&self.keys).enumerate() {
            for (entry, key) in entries.iter().zip(keys) {
                let Some(number) = number_of(entry) else {
                    continue;
                };
                let Some(at) = self.known.find(&number) else {
                    let place = entry.place_of(Field::Number);
                    let of_file = lost.entry(Arc::clone(&place.file)).or_default();
                    of_file.push((place, number));
                    continue;
                };
                if let Some(finding) = self.refusal(at, entry, key) {
                    refused.push(finding);
                    continue;
                }
                let groups = claims.entry(at).or_default();
                if groups.last() != Some(&group) {
                    groups.push(group);
                }
            }
        }
        self.findings.append(&mut refused);
        for (at, groups) in claims {
            self.claim(at, &groups);
        }
        let missing = self.no_earlier(&mut lost);
        self.findings.extend(missing);
        self.findings
            .extend(lost.into_values().filter_map(|of_file| {
                let (place, number) = of_file.first()?;
                let message = format!(
                    "这份表上印着的登记编号（从 {number} 起 {} 个），带入的结果里没有，没有照抄",
                    of_file.len()
                );
                Some(Diagnostic::new(&checks::LOST, place.clone(), message).found(number))
            }));
    }

    /// Takes out the numbers of earlier years where nothing is known of any earlier year: it is one thing that is missing,
    /// however many forms bear them.
    fn no_earlier(
        &self,
        lost: &mut BTreeMap<Arc<str>, Vec<(Place, String)>>,
    ) -> Option<Diagnostic> {
        let this_year = self.terms.numbering.year;
        let year = |id: &str| id.parse().ok().map(|number: Number| number.year);
        let is_earlier = |id: &str| year(id).is_some_and(|of| of < this_year);
        if self
            .known
            .numbers
            .iter()
            .any(|number| is_earlier(number.id))
        {
            return None;
        }
        let mut printed: Vec<(Place, String)> = Vec::new();
        let mut files = 0;
        for of_file in lost.values_mut() {
            let before = printed.len();
            printed.extend(of_file.extract_if(.., |(_, id)| is_earlier(id)));
            files += usize::from(printed.len() > before);
        }
        let (place, number) = printed.first()?;
        let latest = printed.iter().filter_map(|(_, id)| year(id)).max()?;
        let message = format!(
            "收来的表中有 {files} 份印着以前年度的登记编号（从 {number} 起 {} 个），而这一次没有带 {latest} 年的结果：编号没有接上，都按 {this_year} 年的新条目编了号。请选上 {latest} 年的结果，再写出一次",
            printed.len()
        );
        Some(Diagnostic::new(&checks::NO_EARLIER, place.clone(), message).found(number.clone()))
    }

    /// Why a number cannot be that of an entry it is printed beside; none where it can.
    fn refusal(&self, at: usize, entry: &Entry, key: &str) -> Option<Diagnostic> {
        let number = &self.known.numbers[at];
        let own = entry.text(Field::Section).unwrap_or_default();
        let [own, former] = [own, number.section].map(text::key);
        if !own.is_empty() && !former.is_empty() && own != former {
            let message = format!(
                "登记编号 {} 是“{}”的风险点，没有采用",
                number.id, number.section
            );
            return Some(finding(&checks::ELSEWHERE, entry, message, number.id));
        }
        self.known.is_of_others(key, at).then(|| {
            let message = format!(
                "这一条的内容是另一个登记编号的，与印着的 {} 对不上，按内容编号",
                number.id
            );
            finding(&checks::OTHER, entry, message, number.id)
        })
    }

    /// A number on several entries is that of the only one that says what it stood for.
    fn claim(&mut self, at: usize, groups: &[usize]) {
        if let [group] = groups {
            return self.take(*group, at);
        }
        let number = &self.known.numbers[at];
        let same = |group: &&usize| {
            let mut keys = self.keys[**group].iter();
            keys.any(|key| number.keys.contains(key))
        };
        let own: Vec<usize> = groups.iter().filter(same).copied().collect();
        let others = groups.iter().filter(|group| own != [**group]);
        let others = others.flat_map(|group| &self.groups[*group]);
        let found = others.map(|entry| {
            let message = format!(
                "登记编号 {} 印在几条不同的条目上，这一条没有采用",
                number.id
            );
            finding(&checks::TWICE, entry, message, number.id)
        });
        self.findings.extend(found.collect::<Vec<_>>());
        if let [group] = own[..] {
            self.take(group, at);
        }
    }
}

/// The number printed beside an entry.
pub fn number_of(entry: &Entry) -> Option<String> {
    let number: Number = entry.text(Field::Number)?.parse().ok()?;
    Some(number.to_string())
}

fn finding(check: &Check, entry: &Entry, message: String, number: &str) -> Diagnostic {
    Diagnostic::new(check, entry.place_of(Field::Number), message).found(number)
}
