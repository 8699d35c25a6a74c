//! Numbers printed on forms.

use std::collections::BTreeMap;

use super::known::key;
use super::{Finder, checks};
use crate::diagnostic::{Check, Diagnostic};
use crate::model::{Entry, Field, Number};
use crate::text;

impl Finder<'_> {
    /// Takes the numbers printed on forms, where they can be the entry's own.
    pub(super) fn printed(&mut self) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        let mut claims: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut lost = Vec::new();
        for group in 0..self.groups.len() {
            for entry in self.entries(group) {
                let Some(number) = number_of(entry) else {
                    continue;
                };
                let Some(at) = self.known.find(&number) else {
                    lost.push((entry.place_of(Field::Number), number));
                    continue;
                };
                if self.is_elsewhere(at, entry) {
                    let message = format!("登记编号 {number} 是别的科室的风险点，没有采用");
                    findings.push(finding(&checks::ELSEWHERE, entry, message, &number));
                    continue;
                }
                let groups = claims.entry(at).or_default();
                if !groups.contains(&group) {
                    groups.push(group);
                }
            }
        }
        for (at, groups) in claims {
            self.claim(at, &groups, &mut findings);
        }
        if let Some((place, number)) = lost.first() {
            let known = if self.known.numbers.is_empty() {
                "没有带入上年的结果"
            } else {
                "带入的结果里没有这些编号"
            };
            let message = format!(
                "表上印有登记编号（{number} 等 {} 个），而{known}，按内容重新查找或另编新号",
                lost.len()
            );
            let found = Diagnostic::new(&checks::LOST, place.clone(), message);
            findings.push(found.found(number));
        }
        findings
    }

    fn is_elsewhere(&self, at: usize, entry: &Entry) -> bool {
        let Some(item) = self.known.numbers[at].item else {
            return false;
        };
        let name = |written: &str| {
            let known = self.terms.policy.roster.section(written);
            text::key(known.map_or(written, |s| &s.name))
        };
        let own = entry.text(Field::Section).unwrap_or_default();
        let former = item.text(Field::Section).unwrap_or_default();
        !own.is_empty() && !former.is_empty() && name(own) != name(former)
    }

    /// A number on several entries is that of the only one that says what it stood for.
    fn claim(&mut self, at: usize, groups: &[usize], findings: &mut Vec<Diagnostic>) {
        if let [group] = groups {
            return self.take(Some(*group), Some(&at));
        }
        let same = |group: &&usize| {
            let keys = self.known.numbers[at].keys;
            self.entries(**group)
                .any(|entry| keys.contains(&key(entry, self.terms.policy)))
        };
        let own: Vec<usize> = groups.iter().filter(same).copied().collect();
        let number = self.known.numbers[at].id;
        for group in groups.iter().filter(|group| own != [**group]) {
            for entry in self.entries(*group) {
                let message = format!("登记编号 {number} 印在几条不同的条目上，这一条没有采用");
                findings.push(finding(&checks::TWICE, entry, message, number));
            }
        }
        if let [group] = own[..] {
            self.take(Some(group), Some(&at));
        }
    }
}

/// The number printed beside an entry.
pub fn number_of(entry: &Entry) -> Option<String> {
    let fields = [Field::Number, Field::Seq];
    let mut written = fields.iter().filter_map(|field| entry.text(*field));
    written.find_map(|text| Some(text.parse::<Number>().ok()?.to_string()))
}

fn finding(check: &Check, entry: &Entry, message: String, number: &str) -> Diagnostic {
    Diagnostic::new(check, entry.place_of(Field::Number), message).found(number)
}
