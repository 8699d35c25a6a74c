//! Applies decisions to entries.

use std::collections::{BTreeMap, BTreeSet};

use super::checks;
use crate::diagnostic::{Check, Diagnostic};
use crate::model::{Form, ReviewId, Unused, WrittenDecision};

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
pub fn apply(forms: &mut [Form], decisions: Vec<WrittenDecision>) -> Applied {
    let mut out = Applied::default();
    if decisions.is_empty() {
        return out;
    }
    let latest = latest(decisions, &mut out.findings);
    let mut met = Met::default();
    for form in forms {
        let tables = form.sheets.iter_mut().flat_map(|s| &mut s.tables);
        for entry in tables.flat_map(|t| &mut t.entries) {
            let id = ReviewId::of(entry);
            if let Some(written) = latest.get(&id) {
                entry.decision = Some(written.decision.clone());
                met.decided.insert(id.item.clone());
                met.applied.insert(id);
            } else {
                met.items.insert(id.item);
            }
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
    /// Keeps a decision that was not applied, with the reason.
    fn leave(&self, id: &ReviewId, written: WrittenDecision, out: &mut Applied) {
        let why = if self.decided.contains(&id.item) {
            // Decided again on the facts of today: nobody needs to look at the old decision.
            "条目改动后已另行审定"
        } else if self.items.contains(&id.item) {
            let message = format!(
                "{}审定为{}之后，自评等级、建议等级或回答有改动，审定没有采用",
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
