//! Makes sure that merging ends: what a merged entry takes over from its members must not make it match a further entry, or
//! the register, read as input, would merge on. Such clusters are not merged but asked about.

use std::collections::{BTreeMap, BTreeSet};

use super::compare::Folder;
use super::decide::{Judge, Side};
use super::merge::commonest;
use super::record::Record;
use crate::policy::{LinkagePolicy, TextOf};

/// Puts the member that is kept first, the others stay in the order of their sources. `cluster` is ascending.
pub fn kept_first(
    cluster: &mut [usize],
    records: &[Record],
    judge: &Judge<'_>,
    policy: &LinkagePolicy,
) {
    if policy.text == TextOf::First {
        return;
    }
    let sides: Vec<Side<'_>> = cluster.iter().map(|at| judge.side(&records[*at])).collect();
    // Of texts of one length the one most members have, then the one of commoner words: a slip of the pen is rare.
    let shared = |own: &Side<'_>| {
        sides
            .iter()
            .filter(|other| other.texts == own.texts)
            .count()
    };
    let fullness: Vec<_> = sides
        .iter()
        .map(|own| (own.texts.len(), shared(own)))
        .collect();
    let fullest = (0..cluster.len()).max_by(|a, b| {
        let [x, y] = [&sides[*a], &sides[*b]];
        let rarer = y.whole.weight().total_cmp(&x.whole.weight());
        let answered = || x.record.answered.cmp(&y.record.answered);
        // Of equals the first counts.
        fullness[*a]
            .cmp(&fullness[*b])
            .then(rarer)
            .then_with(answered)
            .then(b.cmp(a))
    });
    if let Some(fullest) = fullest {
        cluster[..=fullest].rotate_right(1);
    }
}

/// A cluster as the record its merged entry will be, and whether it says more than the entry kept.
fn representative(members: &[usize], records: &[Record], folder: &Folder) -> (Record, bool) {
    let mut own = records[members[0]].clone();
    let missing = |of: fn(&Record) -> &str| {
        let told = members.iter().map(|at| of(&records[*at]));
        let told = told.filter(|text| !text.is_empty());
        let found = commonest(told.map(|text| (folder.fold(text).flat, text)));
        found.unwrap_or_default().into()
    };
    if own.matter.is_empty() {
        own.matter = missing(|r| &r.matter);
    }
    if own.risk.is_empty() {
        own.risk = missing(|r| &r.risk);
    }
    if own.manifestation.is_empty() {
        own.manifestation = missing(|r| &r.manifestation);
    }
    let posts: BTreeSet<&str> = members.iter().map(|at| &*records[*at].post).collect();
    let posts: Vec<&str> = posts.into_iter().filter(|p| !p.is_empty()).collect();
    if let [post] = posts.as_slice() {
        own.post = (*post).into();
    }
    let kept = &records[members[0]];
    let grown = own != *kept;
    (own, grown)
}

/// The records of a second look: each cluster by its representative, each other record as it is; only sections in which a
/// merged entry says more than the one kept. Empty where there is none.
pub fn second_look(
    clusters: &BTreeMap<usize, Vec<usize>>,
    records: &[Record],
    folder: &Folder,
) -> (Vec<Record>, Vec<(usize, bool)>) {
    let mut grown = Vec::new();
    for (root, members) in clusters.iter().filter(|(_, m)| m.len() > 1) {
        let (record, is_grown) = representative(members, records, folder);
        grown.push((*root, record, is_grown));
    }
    let sections: BTreeSet<Box<str>> = grown
        .iter()
        .filter(|(.., is_grown)| *is_grown)
        .map(|(_, record, _)| record.section.clone())
        .collect();
    let (mut out, mut roots) = (Vec::new(), Vec::new());
    for (root, record, is_grown) in grown {
        if sections.contains(&record.section) {
            out.push(record);
            roots.push((root, is_grown));
        }
    }
    for (root, members) in clusters.iter().filter(|(_, m)| m.len() == 1) {
        let record = &records[members[0]];
        if sections.contains(&record.section) {
            out.push(record.clone());
            roots.push((*root, false));
        }
    }
    (out, roots)
}
