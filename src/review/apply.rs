//! Applies decisions to the items of the register, and to entries that are not in it (returned, or of a repeated file).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::applied::{Applied, finding};
use super::checks;
use super::strike::strike;
use super::unlisted;
use crate::diagnostic::Diagnostic;
use crate::model::{
    Entry, Register, RegisterItem, ReviewId, Row, RowSource, Ruling, Unused, WrittenDecision,
};

/// Applies the decisions, in the order they were given: of two on the same facts the later one counts. What was struck out
/// leaves the register.
pub fn apply(
    register: &mut Register,
    rows: &mut [Row],
    decisions: Vec<WrittenDecision>,
    year: i32,
) -> Applied {
    let mut out = Applied::default();
    if decisions.is_empty() {
        return out;
    }
    let listed = unlisted::find(register, decisions, &mut out);
    let latest = latest(listed, &mut out.findings);
    let mut met = Met::default();
    let mut struck = BTreeMap::new();
    for item in &mut register.items {
        let counts = met.decide(item, &latest, &mut out.findings);
        if let Some(written) = counts.filter(|w| w.ruling == Ruling::Struck) {
            struck.insert(item.id.clone(), written.clone());
        }
    }
    let of_item: BTreeMap<&str, &RegisterItem> =
        register.items.iter().map(|i| (i.id.as_str(), i)).collect();
    for row in &mut *rows {
        let item = row.register_id.as_deref().and_then(|id| of_item.get(id));
        let RowSource::Entry(entry) = &mut row.source else {
            continue;
        };
        match item {
            Some(item) if entry.decision == item.entry.decision => {}
            Some(item) => {
                let decision = item.entry.decision.clone();
                Arc::make_mut(entry).decision = decision;
            }
            None => met.decide_entry(entry, &latest),
        }
    }
    strike(register, rows, &struck, year);
    for (id, written) in latest {
        if met.applied.contains(&id) {
            out.used.push(written);
        } else {
            met.leave(&id, written, &mut out);
        }
    }
    out.used.sort_by(|a, b| a.place.cmp(&b.place));
    out
}

/// The decisions by id; a later one takes the place of an earlier one.
fn latest(
    decisions: Vec<(ReviewId, WrittenDecision)>,
    findings: &mut Vec<Diagnostic>,
) -> BTreeMap<ReviewId, WrittenDecision> {
    let mut latest: BTreeMap<ReviewId, WrittenDecision> = BTreeMap::new();
    for (id, written) in decisions {
        let earlier = latest.get(&id);
        if let Some(earlier) = earlier.filter(|e| e.ruling != written.ruling) {
            let message = format!(
                "{}：“{}”中审定为{}，这里审定为{}，以这里的为准",
                written.about.short(),
                earlier.place,
                earlier.ruling.title(),
                written.ruling.title()
            );
            findings.push(finding(&checks::CONFLICT, &written, message));
        }
        latest.insert(id, written);
    }
    latest
}

/// The levels decided for entries of a merged item on what each said by itself, which merging has not changed: where every entry
/// puts forward that very level there is nothing to decide again.
fn on_own<'d>(
    item: &RegisterItem,
    latest: &'d BTreeMap<ReviewId, WrittenDecision>,
) -> Vec<(&'d ReviewId, &'d WrittenDecision)> {
    let members = || item.members.iter().map(|member| &member.entry);
    let all_say = |ruling: Ruling| match ruling {
        Ruling::Level(level) => members().all(|entry| {
            let suggested = entry.grading.suggested;
            entry.declared == Some(level) && suggested.is_none_or(|other| other == level)
        }),
        Ruling::Struck => false,
    };
    let own = members().filter_map(|entry| latest.get_key_value(&ReviewId::of(entry)));
    own.filter(|(_, written)| all_say(written.ruling)).collect()
}

/// Why a decision was not applied: its entry has a newer one; its entry is not there.
const DECIDED_ANEW: &str = "条目改动后已另行审定";
const NOT_READ: &str = "本次没有读到这个条目";

/// Which entries this run has.
#[derive(Default)]
struct Met {
    applied: BTreeSet<ReviewId>,
    /// Entries with a decision.
    decided: BTreeSet<String>,
    /// Entries without, and whether others are merged with them.
    items: BTreeMap<String, bool>,
    /// Merged entries as each of them stands by itself.
    own: BTreeSet<ReviewId>,
}

impl Met {
    /// Decides an item; of a merged one a decision on any of its entries counts, as long as it was taken on what all of
    /// them say today, or none of them says another level. Answers with the decision that counts.
    fn decide<'d>(
        &mut self,
        item: &mut RegisterItem,
        latest: &'d BTreeMap<ReviewId, WrittenDecision>,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<&'d WrittenDecision> {
        let ids = ReviewId::all_of(item);
        let on_all = ids.iter().filter_map(|id| latest.get_key_value(id));
        let mut found: Vec<(&ReviewId, &WrittenDecision)> = on_all.collect();
        if found.is_empty() {
            found = on_own(item, latest);
        }
        // The highest level sorts first.
        let Some((_, counts)) = found.iter().min_by_key(|(_, w)| w.ruling) else {
            let merged = item.members.len() > 1;
            self.items
                .extend(ids.into_iter().map(|id| (id.item, merged)));
            let members = item.members.iter().filter(|_| merged);
            self.own.extend(members.map(|m| ReviewId::of(&m.entry)));
            return None;
        };
        for (_, other) in found.iter().filter(|(_, w)| w.ruling != counts.ruling) {
            let message = format!(
                "{}：合并成一条的条目，“{}”中审定为{}，这里审定为{}，以较高的为准",
                other.about.short(),
                counts.place,
                counts.ruling.title(),
                other.ruling.title()
            );
            findings.push(finding(&checks::CONFLICT, other, message));
        }
        if let Some(decision) = counts.decision() {
            item.decide(decision);
        }
        self.applied
            .extend(found.iter().map(|(id, _)| (*id).clone()));
        self.decided.extend(ids.into_iter().map(|id| id.item));
        Some(counts)
    }

    fn decide_entry(
        &mut self,
        entry: &mut Arc<Entry>,
        latest: &BTreeMap<ReviewId, WrittenDecision>,
    ) {
        let id = ReviewId::of(entry);
        if let Some(written) = latest.get(&id) {
            if let Some(decision) = written.decision() {
                Arc::make_mut(entry).decision = Some(decision);
            }
            self.decided.insert(id.item.clone());
            self.applied.insert(id);
        } else {
            self.items.insert(id.item, false);
        }
    }

    /// What has happened to an entry since a decision on it.
    fn since(&self, id: &ReviewId, merged: bool) -> &'static str {
        match (self.own.contains(id), merged) {
            (true, _) => "并进了等级或者回答不同的条目",
            (false, true) => "自评等级、建议等级或回答有改动，或者合并的条目与那时不同",
            (false, false) => "自评等级、建议等级或回答有改动",
        }
    }

    /// Keeps a decision that was not applied, with the reason.
    fn leave(&self, id: &ReviewId, written: WrittenDecision, out: &mut Applied) {
        let ruled = written.ruling.title();
        let why = if self.decided.contains(&id.item) {
            // Decided again on the facts of today: nobody needs to look at the old decision.
            DECIDED_ANEW
        } else if let Some(merged) = self.items.get(&id.item) {
            let since = self.since(id, *merged);
            let message = format!(
                "{}审定为{ruled}之后，{since}，审定没有采用",
                written.about.short(),
            );
            out.findings
                .push(finding(&checks::CHANGED, &written, message));
            since
        } else {
            let message = format!(
                "{}审定为{ruled}，本次没有读到这个条目",
                written.about.short(),
            );
            out.findings
                .push(finding(&checks::NOT_FOUND, &written, message));
            NOT_READ
        };
        out.unused.push(Unused {
            written,
            why: why.to_owned(),
        });
    }
}
