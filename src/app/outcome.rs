//! What the forms of a year come to, before anything is written: the stages after the join, in their order.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::collect::Collected;
use super::join::{Joined, join};
use super::record::Written;
use super::senders::senders;
use crate::diagnostic::{Diagnostic, Severity};
use crate::emit::{self, SummaryInput};
use crate::followup;
use crate::ingest::Decisions;
use crate::model::{PublicItem, Scorecard};
use crate::policy::Policy;
use crate::publicity::{self, People, Published};
use crate::rules::Occasion;
use crate::score::{self, Year};

/// What the forms come to.
pub struct Outcome<'p> {
    /// The policy.
    pub policy: &'p Policy,
    /// Day and year.
    pub occasion: Occasion,
    /// All forms joined, with the decisions on them.
    pub joined: Joined,
    /// The scores of the year.
    pub card: Scorecard,
    /// What the public may read.
    pub public: Vec<PublicItem>,
    /// When files were changed, where a finding says so.
    pub modified: BTreeMap<Arc<str>, String>,
}

impl<'p> Outcome<'p> {
    /// Joins, follows up, scores and publishes. The seed is that of the spot check; none for the year.
    pub fn of(
        collected: Collected,
        decisions: Decisions,
        (policy, occasion): (&'p Policy, Occasion),
        seed: Option<u64>,
    ) -> Self {
        let people = People::of(&collected.forms, policy);
        let senders = senders(&collected.forms, policy);
        let modified = modified(&collected);
        let mut joined = join(collected, decisions, policy, occasion.year);
        let seed = seed.unwrap_or_else(|| occasion.year.unsigned_abs().into());
        followup::follow_up(&mut joined.register, policy, occasion.date, seed);
        let Published { items, findings } = publicity::publish(&joined.register, &people, policy);
        let (card, mut of_scores) = score(&joined, policy, occasion);
        for finding in of_scores.iter_mut().filter(|f| f.section.is_none()) {
            finding.section = senders.get(&finding.place.file).cloned();
        }
        let later = findings.into_iter().chain(of_scores);
        let later = later.filter_map(|f| policy.rule_book.adjusted(f));
        joined.findings.extend(later);
        joined.remarks.extend(card.remarks.iter().cloned());
        let told = |file: &Arc<str>, at: &mut String| {
            let says = |f: &Diagnostic| f.message.contains(&**file) && f.message.contains(&**at);
            joined.findings.iter().any(says)
        };
        let modified = modified.into_iter();
        let modified = modified.filter_map(|(f, mut at)| told(&f, &mut at).then_some((f, at)));
        Self {
            policy,
            occasion,
            modified: modified.collect(),
            joined,
            card,
            public: items,
        }
    }

    /// The summary for the terminal, of what was written into this folder, with more remarks.
    pub fn summary(
        &self,
        folder: &Path,
        written: &[Written],
        more: impl Iterator<Item = String>,
    ) -> String {
        let joined = &self.joined;
        let books: Vec<String> = written.iter().map(|w| w.path.clone()).collect();
        let remarks: Vec<String> = joined.remarks.iter().cloned().chain(more).collect();
        emit::summary(&SummaryInput {
            register: &joined.register,
            findings: &joined.findings,
            review: &joined.review,
            card: &self.card,
            left_out: &joined.left_out,
            remarks: &remarks,
            folder: &folder.display().to_string(),
            books: &books,
        })
    }

    /// Number of errors found.
    pub fn errors(&self) -> usize {
        let findings = self.joined.findings.iter();
        findings.filter(|f| f.severity == Severity::Error).count()
    }
}

fn modified(collected: &Collected) -> BTreeMap<Arc<str>, String> {
    let forms = collected.forms.iter();
    let changed = forms.filter_map(|f| Some((Arc::clone(&f.file), f.modified.clone()?)));
    changed.collect()
}

/// The scores of the year, by what all forms, ledgers and score sheets say together.
fn score(joined: &Joined, policy: &Policy, occasion: Occasion) -> (Scorecard, Vec<Diagnostic>) {
    let year = Year {
        register: &joined.register,
        rows: &joined.rows,
        findings: &joined.findings,
        errors: &joined.errors,
        coverage: &joined.statistics.coverage,
        ledger: &joined.annex.ledger,
        sheets: &joined.annex.sheets,
        year: occasion.year,
        date: occasion.date,
    };
    score::score(&year, policy)
}
