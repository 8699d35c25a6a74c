//! What all forms together come to: the register, the fate of every row, the statistics, and the findings only the whole
//! can tell. `run` writes it into books; `check` needs its findings.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::collect::Collected;
use super::remarks::remarks;
use crate::diagnostic::{Diagnostic, Severity};
use crate::ingest::Decisions;
use crate::linkage::{Consolidated, consolidate};
use crate::model::{Form, Level, Register, Review, Row, RowSpan, Statistics};
use crate::policy::Policy;
use crate::{grade, review, rules, stats};

/// All forms joined.
pub struct Joined {
    /// What was found wrong, form by form and then in the whole.
    pub findings: Vec<Diagnostic>,
    /// The register.
    pub register: Register,
    /// Every row with its fate.
    pub rows: Vec<Row>,
    /// The statistics.
    pub statistics: Statistics,
    /// Remarks on the run.
    pub remarks: Vec<String>,
    /// What the leading group must decide and has decided.
    pub review: Review,
    /// Files left out, by reason.
    pub left_out: BTreeMap<String, usize>,
}

/// Joins the forms of a year, with the leading group's decisions on them.
pub fn join(collected: Collected, decisions: Decisions, policy: &Policy, year: i32) -> Joined {
    let Collected {
        mut forms,
        left_out,
        ..
    } = collected;
    let mut applied = review::apply(&mut forms, decisions.decisions);
    let used: BTreeSet<String> = forms.iter().flat_map(|f| f.used.iter().cloned()).collect();
    forms.iter_mut().for_each(answer_for);
    let found = forms.iter().flat_map(|f| f.findings.iter().cloned());
    let mut findings: Vec<Diagnostic> = found.collect();
    findings.extend(decisions.findings);
    let of_review = std::mem::take(&mut applied.findings).into_iter();
    findings.extend(of_review.filter_map(|f| policy.rule_book.adjusted(f)));
    let Consolidated {
        register,
        rows,
        pairs,
        findings: of_linkage,
    } = consolidate(forms, decisions.choices, policy, year);
    findings.extend(
        of_linkage
            .into_iter()
            .filter_map(|f| policy.rule_book.adjusted(f)),
    );
    let handed_in = rows
        .iter()
        .filter(|r| r.stand_in.is_none())
        .filter_map(Row::entry);
    let statistics = stats::tabulate(&register, &policy.roster, handed_in);
    findings.extend(rules::check_coverage(&statistics.coverage, policy));
    let mut review = review::state(&register, applied);
    review.pairs = pairs;
    let remarks = remarks(policy, &used, &statistics);
    Joined {
        findings,
        register,
        rows,
        statistics,
        remarks,
        review,
        left_out,
    }
}

/// What was found about the level of an entry the leading group has decided on is settled: no section needs to be asked.
fn answer_for(form: &mut Form) {
    let entries = form.sheets.iter().flat_map(|s| &s.tables);
    let decided: Vec<(Arc<str>, RowSpan, Level)> = entries
        .flat_map(|t| &t.entries)
        .filter_map(|e| Some((e.sheet(), e.rows, e.decision.as_ref()?.level)))
        .collect();
    if decided.is_empty() {
        return;
    }
    let of_level = |f: &&mut Diagnostic| {
        f.severity == Severity::Warning && grade::CHECKS.iter().any(|c| c.code == f.code)
    };
    for finding in form.findings.iter_mut().filter(of_level) {
        let (Some(sheet), Some(cell)) = (&finding.place.sheet, finding.place.cell) else {
            continue;
        };
        let is_meant = |(at, rows, _): &&(Arc<str>, RowSpan, Level)| {
            at == sheet && (rows.first..=rows.last).contains(&cell.row)
        };
        if let Some((_, _, level)) = decided.iter().find(is_meant) {
            finding.severity = Severity::Note;
            finding.message = format!("{}；领导小组已审定为{level}", finding.message);
        }
    }
}
