//! What the forms of a year come to, before anything is written: the stages after the join, in their order.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::collect::Collected;
use super::join::{Joined, join};
use super::known::Before;
use super::record::Written;
use super::remarks;
use super::senders::senders;
use super::whose::name_sections;
use super::year_on_year;
use crate::columnar::Partition;
use crate::diagnostic::Diagnostic;
use crate::emit::{self, SummaryInput};
use crate::followup;
use crate::ingest::Decisions;
use crate::model::{Change, Flows, MidYear, PublicItem};
use crate::policy::Policy;
use crate::publicity::{self, People, Published};
use crate::reader::RETURNED;
use crate::rules::Occasion;
use crate::score::{self, Scores, Year};
use crate::stats::{self, Past};

/// What the forms come to.
pub struct Outcome<'p> {
    /// The policy.
    pub policy: &'p Policy,
    /// Day and year.
    pub occasion: Occasion,
    /// All forms joined, with the decisions on them.
    pub joined: Joined,
    /// The scores of the year, and of its special checks.
    pub scores: Scores,
    /// What the public may read.
    pub public: Vec<PublicItem>,
    /// What became of last year's risk points; none where there is no result of last year.
    pub changes: Option<Vec<Change>>,
    /// The year of last year's result, where it says so.
    pub last_year: Option<i32>,
    /// When files were changed, where a finding says so.
    pub modified: BTreeMap<Arc<str>, String>,
    /// The mid-year report, where it is wanted or early signs were handed in.
    pub mid_year: Option<MidYear>,
    /// The steps of the matters.
    pub flows: Flows,
    /// What was asked for.
    pub asked: Asked,
}

/// What is asked for beside the inputs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked {
    /// Seed of the spot check; none for the year.
    pub seed: Option<u64>,
    /// Whether the mid-year report is wanted.
    pub mid_year: bool,
    /// Whether the tables are wanted as columns too.
    pub parquet: bool,
}

impl<'p> Outcome<'p> {
    /// Joins, follows up, scores and publishes.
    pub fn of(
        collected: Collected,
        decisions: Decisions,
        before: &Before,
        (policy, occasion): (&'p Policy, Occasion),
        asked: Asked,
    ) -> Self {
        let people = People::of(&collected.forms, policy);
        let senders = senders(&collected.forms, policy);
        let modified = modified(&collected);
        let mut joined = join(collected, decisions, before, policy, occasion.year);
        let seed = asked
            .seed
            .unwrap_or_else(|| occasion.year.unsigned_abs().into());
        followup::follow_up(&mut joined.register, policy, occasion.date, seed);
        let flows = followup::flows(&joined.register, policy);
        let checks = std::mem::take(&mut joined.annex.checks);
        let of_checks = followup::lay_checks(&mut joined.register, checks, &policy.follow_up);
        let Published { items, findings } = publicity::publish(&joined.register, &people, policy);
        let (scores, mut of_scores) = score(&joined, policy, occasion);
        for finding in of_scores.iter_mut().filter(|f| f.section.is_none()) {
            finding.section = senders.get(&finding.place.file).cloned();
        }
        let mid_year = year_on_year::mid_year(before, &joined, occasion, asked.mid_year);
        joined.statistics.work = stats::work(&Past {
            register: &joined.register,
            rows: &joined.rows,
            ledger: &scores.ledger,
            mid_year: mid_year.as_ref(),
            scores: (&scores.year, policy.scheme(&scores.year.scheme)),
            checks: &scores.checks,
            date: occasion.date,
        });
        let undone = remarks::undone(policy, occasion.date, mid_year.as_ref());
        joined.remarks.extend(undone);
        let (changes, of_changes) = year_on_year::last_year(before, &joined).unzip();
        let later = findings.into_iter().chain(of_scores).chain(of_checks);
        let later = later.chain(of_changes.into_iter().flatten());
        let later = later.filter_map(|f| policy.rule_book.adjusted(f));
        joined.findings.extend(later);
        name_sections(&mut joined.findings, &joined.rows);
        joined
            .remarks
            .extend(scores.all().flat_map(|card| &card.remarks).cloned());
        let timed = timed(&joined.findings);
        let told = |file: &Arc<str>, at: &String| {
            let messages = timed.get(at.as_bytes()).into_iter().flatten();
            messages
                .into_iter()
                .any(|message| message.contains(&**file))
        };
        let modified = modified.into_iter().filter(|(file, at)| told(file, at));
        let modified = modified.collect();
        Self {
            policy,
            occasion,
            modified,
            mid_year,
            asked,
            flows,
            changes,
            last_year: before.last_year.as_ref().and_then(|former| former.year),
            joined,
            scores,
            public: items,
        }
    }

    /// Of which year and unit columns are wanted; none where none are.
    pub fn partition(&self) -> Option<Partition> {
        self.asked.parquet.then(|| Partition {
            year: self.occasion.year,
            unit: self.policy.unit.clone(),
            date: Some(self.occasion.date),
        })
    }

    /// The summary for the terminal, of what was written into this folder, with more remarks.
    pub fn summary(
        &self,
        folder: &Path,
        written: &[Written],
        more: impl Iterator<Item = String>,
    ) -> String {
        let joined = &self.joined;
        // Of what goes back to the sections a line tells how much it is.
        let sent_back = |path: &str| path.split_once('/').is_some_and(|(f, _)| f == RETURNED);
        let paths = Written::told(written).into_iter();
        let (back, mut books): (Vec<_>, Vec<_>) = paths.partition(|path| sent_back(path));
        if !back.is_empty() {
            books.push(format!(
                "{RETURNED}/（{} 个文件：标好的表和退回通知，按科室分放）",
                back.len()
            ));
        }
        let remarks: Vec<String> = joined.remarks.iter().cloned().chain(more).collect();
        emit::summary(&SummaryInput {
            first: &remarks::first(&joined.findings, &joined.statistics.coverage),
            register: &joined.register,
            findings: &joined.findings,
            review: &joined.review,
            cards: &self.scores.all().collect::<Vec<_>>(),
            left_out: &joined.left_out,
            remarks: &remarks,
            folder: &folder.display().to_string(),
            books: &books,
        })
    }
}

/// The messages that say a time to the minute, by each time they say.
fn timed(findings: &[Diagnostic]) -> BTreeMap<&[u8], Vec<&str>> {
    const FORM: &[u8] = b"0000-00-00 00:00";
    let fits = |(byte, form): (&u8, &u8)| match form {
        b'0' => byte.is_ascii_digit(),
        form => byte == form,
    };
    let mut out: BTreeMap<&[u8], Vec<&str>> = BTreeMap::new();
    for finding in findings {
        let pieces = finding.message.as_bytes().windows(FORM.len());
        for time in pieces.filter(|piece| piece.iter().zip(FORM).all(fits)) {
            out.entry(time).or_default().push(&finding.message);
        }
    }
    out
}

fn modified(collected: &Collected) -> BTreeMap<Arc<str>, String> {
    let forms = collected.forms.iter();
    let changed = forms.filter_map(|f| Some((Arc::clone(&f.file), f.modified.clone()?)));
    changed.collect()
}

/// The scores of the year, by what all forms, ledgers and score sheets say together.
fn score(joined: &Joined, policy: &Policy, occasion: Occasion) -> (Scores, Vec<Diagnostic>) {
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
