//! Groups found again although they were reworded, as repeats are found.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::compare::Guards;
use super::super::decide::Means;
use super::super::link::Linker;
use super::super::record::{Record, Source};
use super::super::texts::Texts;
use super::Finder;
use crate::location::Place;
use crate::model::Entry;

impl Finder<'_> {
    /// Groups that are linked with one risk point known, and with nothing else.
    pub(super) fn alike(&mut self) {
        let place = Place::file(&Arc::from(""));
        let former: Vec<(usize, Entry)> = self
            .free()
            .filter_map(|(at, number)| Some((at, number.item?.entry(&place))))
            .collect();
        let open = self.of.iter().zip(&self.groups).enumerate();
        let open = open.filter(|(_, (numbers, _))| numbers.is_empty());
        let open: Vec<(usize, &Arc<Entry>)> = open
            .filter_map(|(group, (_, entries))| Some((group, *entries.first()?)))
            .collect();
        if former.is_empty() || open.is_empty() {
            return;
        }
        let sides: [Vec<&Entry>; 2] = [
            former.iter().map(|(_, entry)| entry).collect(),
            open.iter().map(|(_, entry)| entry.as_ref()).collect(),
        ];
        for (a, b) in self.linked(&sides) {
            self.take(open[b].0, former[a].0);
        }
    }

    /// Pairs of one entry of each side that are linked with nothing else.
    fn linked(&self, sides: &[Vec<&Entry>; 2]) -> Vec<(usize, usize)> {
        let policy = &self.terms.policy.linkage;
        let (texts, told) = Texts::of(sides.iter().map(|s| s.iter().copied()), self.terms.folder);
        let entries = sides.iter().flatten().zip(told.into_iter().flatten());
        let records: Vec<Record> = entries
            .map(|(entry, told)| Record::of(entry, told, Source::default(), &BTreeSet::new()))
            .collect();
        let guards = Guards::new(policy);
        let means = Means {
            policy,
            folder: self.terms.folder,
            guards: &guards,
            texts: &texts,
        };
        let clusters = Linker::new(&records, means).link(Vec::new()).clusters;
        let first = sides[0].len();
        let pair = |cluster: &Vec<usize>| {
            let [a, b] = cluster[..] else {
                return None;
            };
            let (a, b) = (a.min(b), a.max(b));
            (a < first).then(|| Some((a, b.checked_sub(first)?)))?
        };
        clusters.iter().filter_map(pair).collect()
    }
}
