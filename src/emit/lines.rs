//! The rows of `data/`: one JSON object a line, or a row of columns.

use serde::Serialize;

use super::fields::Fields;
use super::rows::{Put, Rows};
use crate::diagnostic::{Confidence, Diagnostic, Severity};
use crate::location::{CellRef, Place};
use crate::model::{
    Basis, Change, Decision, Entry, Fate, FormerDecision, Level, Opinion, PairReview, PartialDate,
    RatedFrom, RatingBasis, RatingStatus, Reason, Register, Role, Row, RowSource, SkipKind,
    SpotCheckResult,
};

#[derive(Serialize)]
struct EntryLine<'r> {
    id: &'r str,
    place: &'r Place,
    #[serde(flatten)]
    fields: Fields<'r>,
    status: Fate,
    register_id: Option<&'r str>,
    suggested_level: Option<Level>,
    confirmed_level: Option<Level>,
    effective_level: Option<Level>,
    reasons: &'r [Reason],
    /// Why the row is no entry.
    skip: Option<SkipKind>,
    /// What stands in a row that is no entry.
    text: Option<&'r str>,
    /// The file that stands for this row's file.
    stand_in: Option<&'r str>,
}

#[derive(Serialize)]
struct RegisterLine<'r> {
    id: &'r str,
    #[serde(flatten)]
    fields: Fields<'r>,
    declared_level: Option<Level>,
    suggested_level: Option<Level>,
    confirmed_level: Option<Level>,
    effective_level: Option<Level>,
    basis: Basis,
    /// Errors still to be mended, where the policy registers such entries.
    errors: &'r [String],
    /// 分级监管; null while the level is open.
    supervisor: Option<String>,
    /// By virtue of what.
    supervisor_role: Option<Role>,
    /// The date from which the years to the next rating are counted, and what it is.
    rated_from: Option<RatedFrom>,
    next_rating: Option<PartialDate>,
    rating_status: RatingStatus,
    /// 抽签号, and whether it was drawn for the spot check.
    lot: &'r str,
    spot_check: bool,
    /// What spot checks found.
    spot_check_results: &'r [SpotCheckResult],
    /// What cross checks and ballots say.
    opinions: &'r [Opinion],
    sources: &'r [String],
    /// What the leading group decided.
    decision: Option<FormerDecision>,
    /// By what the item is known again in a later result.
    keys: &'r [String],
}

#[derive(Serialize)]
struct FindingLine<'r> {
    code: &'r str,
    severity: Severity,
    confidence: Confidence,
    place: &'r Place,
    /// Further cells with the same fault.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    more: &'r [CellRef],
    /// The first words of the row, of a document.
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<&'r str>,
    message: &'r str,
    help: &'r str,
    found: Option<&'r str>,
    example: Option<&'r str>,
    clause: Option<&'r str>,
    rule: Option<&'r str>,
    section: Option<&'r str>,
}

/// `entries`: every row that was read, rows that are no entry included.
///
/// # Errors
/// They cannot be written.
pub fn entries_rows(rows: &[Row], out: &mut Rows<'_>) -> Put {
    out.all(rows.iter().map(entry_line))
}

fn entry_line(row: &Row) -> EntryLine<'_> {
    let (entry, skip, text) = match &row.source {
        RowSource::Entry(entry) => (
            Some(entry.as_ref()),
            row.stand_in.as_ref().map(|s| s.kind),
            None,
        ),
        RowSource::Skipped(kind, text) => (None, Some(*kind), Some(text.as_str())),
    };
    EntryLine {
        id: &row.id,
        place: &row.place,
        fields: entry.map(Fields::new).unwrap_or_default(),
        status: row.fate,
        register_id: row.register_id.as_deref(),
        suggested_level: entry.and_then(Entry::suggested_level),
        confirmed_level: entry.and_then(Entry::confirmed_level),
        effective_level: entry.and_then(|e| e.effective_level().0),
        reasons: entry.map_or(&[], |e| &e.grading.reasons),
        skip,
        text,
        stand_in: row.stand_in.as_ref().map(|s| s.file.as_ref()),
    }
}

/// `register`: every registered item.
///
/// # Errors
/// They cannot be written.
pub fn register_rows(register: &Register, out: &mut Rows<'_>) -> Put {
    let items = register.items.iter().map(|item| RegisterLine {
        id: &item.id,
        fields: Fields::new(&item.entry),
        declared_level: item.entry.declared,
        suggested_level: item.entry.suggested_level(),
        confirmed_level: item.entry.confirmed_level(),
        effective_level: item.effective,
        basis: item.basis,
        errors: &item.errors,
        supervisor: item.follow_up.supervisor.as_ref().map(ToString::to_string),
        supervisor_role: item.follow_up.supervisor.as_ref().map(|s| s.role),
        rated_from: rated_from(item.follow_up.rating.from),
        next_rating: item.follow_up.rating.next,
        rating_status: item.follow_up.rating.status,
        lot: &item.follow_up.lot,
        spot_check: item.follow_up.drawn,
        spot_check_results: &item.follow_up.checks,
        opinions: &item.opinions,
        sources: &item.sources,
        decision: item.entry.decision.as_ref().map(passed_on),
        keys: &item.keys,
    });
    out.all(items)
}

fn rated_from(from: Option<(RatingBasis, PartialDate)>) -> Option<RatedFrom> {
    from.map(|(basis, on)| RatedFrom { basis, on })
}

fn passed_on(decision: &Decision) -> FormerDecision {
    FormerDecision {
        level: decision.level,
        reason: decision.reason.clone(),
        by: decision.by.clone(),
        on: decision.on,
    }
}

/// `numbers`: the numbers that stand no more, and the ones that stand for them.
///
/// # Errors
/// Only if a value has no JSON form, which no input can cause.
pub fn numbers_rows(register: &Register, out: &mut Rows<'_>) -> Put {
    out.all(register.retired.iter())
}

/// `changes`: what became of every risk point since last year.
///
/// # Errors
/// Only if a value has no JSON form, which no input can cause.
pub fn changes_rows(changes: &[Change], out: &mut Rows<'_>) -> Put {
    out.all(changes.iter())
}

/// `choices`: what people chose about repeats, for the year after.
///
/// # Errors
/// Only if a value has no JSON form, which no input can cause.
pub fn choices_rows(pairs: &PairReview, out: &mut Rows<'_>) -> Put {
    out.all(pairs.chosen())
}

/// `findings`: every finding.
///
/// # Errors
/// They cannot be written.
pub fn findings_rows(findings: &[Diagnostic], out: &mut Rows<'_>) -> Put {
    let findings = findings.iter().map(|f| FindingLine {
        code: &f.code,
        severity: f.severity,
        confidence: f.confidence,
        place: &f.place,
        more: &f.more,
        row: f.row(),
        message: &f.message,
        help: &f.help,
        found: f.found.as_deref(),
        example: f.example.as_deref(),
        clause: f.clause.as_deref(),
        section: f.section.as_deref(),
        rule: f.rule.as_deref(),
    });
    out.all(findings)
}
