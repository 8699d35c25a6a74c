//! Makes sure that merging ends: what a merged entry takes over from its members must not make it match a further entry, or
//! the register, read as input, would merge on. Such clusters are not merged but asked about.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::fold::Folder;
use super::record::Record;
use crate::policy::{LinkagePolicy, TextOf};

/// The members of a cluster, the one kept first, the others by their sources. `cluster` is ascending.
pub fn kept_first(
    cluster: &mut [usize],
    records: &[Record],
    folder: &Folder,
    policy: &LinkagePolicy,
) {
    if policy.text == TextOf::First {
        return;
    }
    let texts: Vec<_> = cluster
        .iter()
        .map(|at| records[*at].texts(folder))
        .collect();
    let fullness: Vec<_> = cluster
        .iter()
        .zip(&texts)
        .map(|(at, own)| {
            // Of texts of one length the one most members have: a slip of the pen stands alone.
            let shared = texts.iter().filter(|other| *other == own).count();
            (own.len(), shared, records[*at].answered)
        })
        .collect();
    // Of equals the first counts.
    let fullest = (0..cluster.len()).max_by_key(|rank| (fullness[*rank], Reverse(*rank)));
    if let Some(fullest) = fullest {
        cluster[..=fullest].rotate_right(1);
    }
}

/// A cluster as the record its merged entry will be, and whether it says more than the entry kept.
fn representative(members: &[usize], records: &[Record]) -> (Record, bool) {
    let mut own = records[members[0]].clone();
    let first = |of: fn(&Record) -> &str| {
        let all = members.iter().map(|at| of(&records[*at]));
        all.into_iter().find(|text| !text.is_empty()).unwrap_or("")
    };
    own.matter = first(|r| &r.matter).into();
    own.risk = first(|r| &r.risk).into();
    own.manifestation = first(|r| &r.manifestation).into();
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
) -> (Vec<Record>, Vec<(usize, bool)>) {
    let mut grown = Vec::new();
    for (root, members) in clusters.iter().filter(|(_, m)| m.len() > 1) {
        let (record, is_grown) = representative(members, records);
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
