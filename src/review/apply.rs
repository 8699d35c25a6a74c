//! Applies decisions to the items of the register, and to entries that are not in it (returned, or of a repeated file).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::checks;
use crate::diagnostic::{Check, Diagnostic};
use crate::model::{
    Entry, Register, RegisterItem, ReviewId, Row, RowSource, Unused, WrittenDecision,
};

/// What became of the decisions.
#[derive(Debug, Default)]
pub struct Applied {
    /// Those that count, each of them applied to at least one entry.
    pub used: Vec<WrittenDecision>,
    /// Those that do not.
    pub unused: Vec<Unused>,
    /// What was found on the way.
    pub findings: Vec<Diagnostic>,
}

/// Applies the decisions, in the order they were given: of two on the same facts the later one counts.
pub fn apply(
    register: &mut Register,
    rows: &mut [Row],
    decisions: Vec<WrittenDecision>,
) -> Applied {
    let mut out = Applied::default();
    if decisions.is_empty() {
        return out;
    }
    let latest = latest(decisions, &mut out.findings);
    let mut met = Met::default();
    for item in &mut register.items {
        met.decide(item, &latest, &mut out.findings);
    }
    let of_item: BTreeMap<&str, &RegisterItem> =
        register.items.iter().map(|i| (i.id.as_str(), i)).collect();
    for row in rows {
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
    for (id, written) in latest {
        if met.applied.contains(&id) {
            out.used.push(written);
        } else {
            met.leave(&id, written, &mut out);
        }
    }
    out.used
        .sort_by(|a, b| a.decision.place.cmp(&b.decision.place));
    out
}

/// The decisions by id; a later one takes the place of an earlier one.
fn latest(
    decisions: Vec<WrittenDecision>,
    findings: &mut Vec<Diagnostic>,
) -> BTreeMap<ReviewId, WrittenDecision> {
    let mut latest: BTreeMap<ReviewId, WrittenDecision> = BTreeMap::new();
    for written in decisions {
        let earlier = latest.get(&written.id);
        if let Some(earlier) = earlier.filter(|e| e.decision.level != written.decision.level) {
            let message = format!(
                "{}：“{}”中审定为{}，这里审定为{}，以这里的为准",
                written.about.short(),
                earlier.decision.place,
                earlier.decision.level,
                written.decision.level
            );
            findings.push(finding(&checks::CONFLICT, &written, message));
        }
        latest.insert(written.id.clone(), written);
    }
    latest
}

/// Which entries this run has.
#[derive(Default)]
struct Met {
    applied: BTreeSet<ReviewId>,
    /// Entries with a decision.
    decided: BTreeSet<String>,
    /// Entries without.
    items: BTreeSet<String>,
}

impl Met {
    /// Decides an item; of a merged one a decision on any of its entries counts, as long as it was taken on what all of
    /// them say today.
    fn decide(
        &mut self,
        item: &mut RegisterItem,
        latest: &BTreeMap<ReviewId, WrittenDecision>,
        findings: &mut Vec<Diagnostic>,
    ) {
        let ids = ReviewId::all_of(item);
        let found: Vec<&WrittenDecision> = ids.iter().filter_map(|id| latest.get(id)).collect();
        // The highest level sorts first.
        let Some(counts) = found.iter().min_by_key(|w| w.decision.level) else {
            self.items.extend(ids.into_iter().map(|id| id.item));
            return;
        };
        for other in found
            .iter()
            .filter(|w| w.decision.level != counts.decision.level)
        {
            let message = format!(
                "{}：合并成一条的条目，“{}”中审定为{}，这里审定为{}，以较高的为准",
                other.about.short(),
                counts.decision.place,
                counts.decision.level,
                other.decision.level
            );
            findings.push(finding(&checks::CONFLICT, other, message));
        }
        item.decide(counts.decision.clone());
        self.applied.extend(found.iter().map(|w| w.id.clone()));
        self.decided.extend(ids.into_iter().map(|id| id.item));
    }

    fn decide_entry(
        &mut self,
        entry: &mut Arc<Entry>,
        latest: &BTreeMap<ReviewId, WrittenDecision>,
    ) {
        let id = ReviewId::of(entry);
        if let Some(written) = latest.get(&id) {
            Arc::make_mut(entry).decision = Some(written.decision.clone());
            self.decided.insert(id.item.clone());
            self.applied.insert(id);
        } else {
            self.items.insert(id.item);
        }
    }

    /// Keeps a decision that was not applied, with the reason.
    fn leave(&self, id: &ReviewId, written: WrittenDecision, out: &mut Applied) {
        let why = if self.decided.contains(&id.item) {
            // Decided again on the facts of today: nobody needs to look at the old decision.
            "条目改动后已另行审定"
        } else if self.items.contains(&id.item) {
            let message = format!(
                "{}审定为{}之后，自评等级、建议等级或回答有改动，或者有等级不同的条目并了进来，审定没有采用",
                written.about.short(),
                written.decision.level
            );
            out.findings
                .push(finding(&checks::CHANGED, &written, message));
            "评审之后，自评等级、建议等级或回答有改动，已重新列入评审"
        } else {
            let message = format!(
                "{}审定为{}，本次没有读到这个条目",
                written.about.short(),
                written.decision.level
            );
            out.findings
                .push(finding(&checks::NOT_FOUND, &written, message));
            "本次没有读到这个条目"
        };
        out.unused.push(Unused {
            written,
            why: why.to_owned(),
        });
    }
}

fn finding(check: &Check, written: &WrittenDecision, message: String) -> Diagnostic {
    let mut finding = Diagnostic::new(check, written.decision.place.clone(), message);
    finding.found = Some(written.decision.level.title().to_owned());
    finding
}
