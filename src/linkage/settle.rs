//! Makes sure that merging ends: what a merged entry takes over from its members must not make it match a further entry, or
//! the register, read as input, would merge on. Such clusters are not merged but asked about.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::merge::commonest;
use super::record::Record;
use super::side::{Side, Sides};
use super::texts::{BLANK, TextId, Texts, Told};
use crate::policy::{LinkagePolicy, TextOf};

/// Puts the member that is kept first, the others stay in the order of their sources. `cluster` is ascending.
pub fn kept_first(cluster: &mut [usize], sides: &Sides<'_>, texts: &Texts, policy: &LinkagePolicy) {
    if policy.text == TextOf::First {
        return;
    }
    let side = |at: &usize| sides.of(*at);
    let said = |side: Side<'_>| {
        let told = side.record.told;
        [told.risk, told.manifestation].map(|id| texts.alike(id))
    };
    let mut shared: HashMap<[TextId; 2], usize> = HashMap::new();
    for at in cluster.iter() {
        *shared.entry(said(side(at))).or_default() += 1;
    }
    // Of texts of one length the one most members have, then the one of commoner words: a slip of the pen is rare.
    let fullness = |own: Side<'_>| (own.said.len(), shared[&said(own)]);
    let fullest = (0..cluster.len()).max_by(|a, b| {
        let [x, y] = [side(&cluster[*a]), side(&cluster[*b])];
        let rarer = || y.said.whole.weight().total_cmp(&x.said.whole.weight());
        let answered = || x.record.answered.cmp(&y.record.answered);
        // Of equals the first counts.
        let fuller = fullness(x).cmp(&fullness(y)).then_with(rarer);
        fuller.then_with(answered).then(b.cmp(a))
    });
    if let Some(fullest) = fullest {
        cluster[..=fullest].rotate_right(1);
    }
}

/// A cluster as the record its merged entry will be, and whether it says more than the entry kept.
fn representative(members: &[usize], records: &[Record], texts: &Texts) -> (Record, bool) {
    let kept = &records[members[0]];
    let told = || members.iter().map(|at| &records[*at].told);
    let filled = |of: fn(&Told) -> TextId| match of(&kept.told) {
        BLANK => {
            let known = told().map(of).filter(|id| *id != BLANK);
            commonest(known.map(|id| (texts.same(id), id))).unwrap_or(BLANK)
        }
        own => own,
    };
    let mut posts: Vec<TextId> = told().map(|t| t.post).filter(|p| *p != BLANK).collect();
    posts.sort_unstable();
    posts.dedup();
    let own = Told {
        section: kept.told.section,
        matter: filled(|t| t.matter),
        step: filled(|t| t.step),
        post: match posts[..] {
            [post] => post,
            _ => kept.told.post,
        },
        risk: filled(|t| t.risk),
        manifestation: filled(|t| t.manifestation),
    };
    let grown = own != kept.told;
    let record = Record {
        told: own,
        ..kept.clone()
    };
    (record, grown)
}

/// A record of a second look: the root of its cluster, and whether it says more than the entry kept.
pub type Second = (usize, bool);

/// The records of a second look: each cluster by its representative, each other record as it is; only sections in which a
/// merged entry says more than the one kept. Empty where there is none.
pub fn second_look(
    clusters: &BTreeMap<usize, Vec<usize>>,
    records: &[Record],
    texts: &Texts,
) -> (Vec<Record>, Vec<Second>) {
    let several = clusters.iter().filter(|(_, members)| members.len() > 1);
    let merged: Vec<(Record, Second)> = several
        .map(|(root, members)| {
            let (record, grown) = representative(members, records, texts);
            (record, (*root, grown))
        })
        .collect();
    let grown = merged.iter().filter(|(_, (_, grown))| *grown);
    let sections: BTreeSet<TextId> = grown.map(|(record, _)| record.told.section).collect();
    let concerned = |record: &Record| sections.contains(&record.told.section);
    let single = clusters.iter().filter_map(|(root, members)| {
        let [only] = members[..] else { return None };
        let record = &records[only];
        concerned(record).then(|| (record.clone(), (*root, false)))
    });
    let merged = merged.into_iter().filter(|(record, _)| concerned(record));
    merged.chain(single).unzip()
}
