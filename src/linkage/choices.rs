//! What people chose about pairs, laid on the nodes the choices are about; nothing chosen is dropped without a word.

use std::collections::{BTreeMap, BTreeSet};

use super::checks;
use super::cluster::Pairs;
use super::found::{Linked, pair};
use super::record::{Nodes, Record};
use crate::diagnostic::{Check, Diagnostic};
use crate::model::{Choice, PairId, UnusedChoice, WrittenChoice};

/// The halves of the ids people chose something about.
pub fn chosen(choices: &[WrittenChoice]) -> BTreeSet<String> {
    let both = |id: &PairId| [id.kept.clone(), id.merged.clone()];
    choices.iter().flat_map(|c| both(&c.id)).collect()
}

/// The choices that count, by pair; a later one takes the place of an earlier one.
pub fn latest(choices: Vec<WrittenChoice>, findings: &mut Vec<Diagnostic>) -> Vec<WrittenChoice> {
    let mut latest: BTreeMap<[String; 2], WrittenChoice> = BTreeMap::new();
    for written in choices {
        let mut key = [written.id.kept.clone(), written.id.merged.clone()];
        key.sort();
        let earlier = latest.get(&key);
        let differs = |e: &&WrittenChoice| e.choice != written.choice && !e.carried;
        if let Some(earlier) = earlier.filter(differs) {
            let message = format!(
                "{}：“{}”中选“{}”，这里选“{}”，以这里的为准",
                about(&written),
                earlier.place,
                earlier.choice.title(),
                written.choice.title()
            );
            findings.push(finding(&checks::TWICE, &written, message));
        }
        latest.insert(key, written);
    }
    latest.into_values().collect()
}

/// Nodes by the half of an id they have.
pub fn halves<'r>(nodes: &Nodes, records: &'r [Record]) -> BTreeMap<&'r str, Vec<usize>> {
    let mut known: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for node in 0..nodes.len() {
        if let Some(half) = records[nodes.first(node)].half.as_deref() {
            known.entry(half).or_default().push(node);
        }
    }
    known
}

/// Gives the choices to the pairs they are about. Answers with the number and a pair of nodes of each that found its entries.
pub fn lay(
    choices: &[WrittenChoice],
    known: &BTreeMap<&str, Vec<usize>>,
    pairs: &mut Pairs,
    out: &mut Linked,
) -> Vec<(usize, (usize, usize))> {
    let mut followed = Vec::new();
    for (number, written) in choices.iter().enumerate() {
        let nodes = |half: &str| known.get(half).map_or(&[][..], Vec::as_slice);
        let (kept, others) = (nodes(&written.id.kept), nodes(&written.id.merged));
        let all = kept
            .iter()
            .flat_map(|a| others.iter().map(move |b| (*a, *b)));
        let mut all = all.filter(|(a, b)| a != b);
        let Some(first) = all.next() else {
            let why = "本次没有读到其中的条目";
            leave(&checks::NOT_FOUND, written.clone(), why, out);
            continue;
        };
        followed.push((number, first));
        match written.choice {
            // All of them become one, by way of the first.
            Choice::Merge => {
                let every = kept.iter().chain(others);
                let joined = every.map(|node| (pair(first.0, *node), number));
                pairs.merge.extend(joined);
            }
            Choice::Apart => pairs.apart.extend(std::iter::once(first).chain(all)),
        }
    }
    followed
}

/// Keeps a choice that was not followed, with the reason. Of one of an earlier year nobody is told: its entries may come back.
pub fn leave(check: &Check, written: WrittenChoice, why: &str, out: &mut Linked) {
    if written.carried {
        return out.idle.push(written);
    }
    let message = format!("{}选了“{}”，{why}", about(&written), written.choice.title());
    out.findings.push(finding(check, &written, message));
    out.unused.push(UnusedChoice {
        written,
        why: why.to_owned(),
    });
}

fn about(written: &WrittenChoice) -> String {
    let [kept, other] = &written.about;
    format!("{}和{}", kept.short(), other.short())
}

fn finding(check: &Check, written: &WrittenChoice, message: String) -> Diagnostic {
    Diagnostic::new(check, written.place.clone(), message).found(written.choice.title().to_owned())
}
