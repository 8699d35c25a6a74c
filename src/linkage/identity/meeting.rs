//! Groups found again by what they say.

use std::collections::{BTreeMap, BTreeSet};

use super::Finder;

/// Groups and known numbers that have a key in common.
#[derive(Debug, Default)]
struct Meeting {
    /// Each group with the number of its entries that have the key.
    groups: BTreeMap<usize, usize>,
    /// Numbers that nobody has yet.
    numbers: BTreeSet<usize>,
}

impl Finder<'_> {
    /// Where groups and the numbers nobody has yet meet in a part of their keys.
    fn meetings(&self, part: impl Fn(&str) -> &str) -> Vec<Meeting> {
        let mut met: BTreeMap<&str, Meeting> = BTreeMap::new();
        for (at, number) in self.free() {
            for key in number.keys {
                met.entry(part(key)).or_default().numbers.insert(at);
            }
        }
        for (group, keys) in self.keys.iter().enumerate() {
            for key in keys {
                if let Some(meeting) = met.get_mut(part(key)) {
                    *meeting.groups.entry(group).or_default() += 1;
                }
            }
        }
        let met = met.into_values();
        met.filter(|meeting| !meeting.groups.is_empty()).collect()
    }

    /// Groups of the meeting that have no number.
    fn open(&self, meeting: &Meeting) -> Vec<usize> {
        let groups = meeting.groups.keys().copied();
        groups.filter(|group| self.of[*group].is_empty()).collect()
    }

    /// Groups that say the very same as what is known: first what meets one number alone, then the rest, and at last what are
    /// more groups than numbers, or fewer.
    pub(super) fn word_for_word(&mut self) {
        for several in [false, true] {
            for meeting in self.meetings(|key| key) {
                if several || meeting.numbers.len() == 1 {
                    self.settle(meeting);
                }
            }
        }
        for meeting in self.meetings(|key| key) {
            let numbers = self.standing_first(&meeting);
            for (group, number) in self.open(&meeting).into_iter().zip(numbers) {
                self.take(group, number);
            }
        }
    }

    /// The numbers of a meeting in their order, those that stand no more behind.
    fn standing_first(&self, meeting: &Meeting) -> Vec<usize> {
        let mut numbers: Vec<usize> = meeting.numbers.iter().copied().collect();
        numbers.sort_by_key(|at| self.known.numbers[*at].item.is_none());
        numbers
    }

    /// Of equal texts one is as well as the other: as many groups as numbers take them in their order. A group of several
    /// entries takes as many numbers as it has entries that say so, and they become one.
    fn settle(&mut self, meeting: Meeting) {
        let open = self.open(&meeting);
        if open.len() == meeting.numbers.len() {
            let pairs: Vec<(usize, usize)> = open.into_iter().zip(meeting.numbers).collect();
            for (group, number) in pairs {
                self.take(group, number);
            }
        } else if let [(group, entries)] = Vec::from_iter(meeting.groups.clone())[..] {
            for number in self.standing_first(&meeting).into_iter().take(entries) {
                self.take(group, number);
            }
        }
    }

    /// Groups without a number that say the same as what is known in a part of their keys, where one meets one.
    pub(super) fn said_again(&mut self, part: impl Fn(&str) -> &str) {
        for meeting in self.meetings(part) {
            let open = self.open(&meeting);
            if let ([group], Some(number), 1) =
                (&open[..], meeting.numbers.first(), meeting.numbers.len())
            {
                self.take(*group, *number);
            }
        }
    }
}
