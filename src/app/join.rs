//! What all forms together come to: the register, the fate of every row, the statistics, and the findings only the whole
//! can tell. `run` writes it into books; `check` needs its findings.

use std::collections::{BTreeMap, BTreeSet};

use super::collect::Collected;
use super::remarks::remarks;
use crate::diagnostic::Diagnostic;
use crate::linkage::{Consolidated, consolidate};
use crate::model::{Register, Row, Statistics};
use crate::policy::Policy;
use crate::{rules, stats};

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
    /// Files left out, by reason.
    pub left_out: BTreeMap<String, usize>,
}

/// Joins the forms of a year.
pub fn join(collected: Collected, policy: &Policy, year: i32) -> Joined {
    let Collected {
        forms, left_out, ..
    } = collected;
    let used: BTreeSet<String> = forms.iter().flat_map(|f| f.used.iter().cloned()).collect();
    let found = forms.iter().flat_map(|f| f.findings.iter().cloned());
    let mut findings: Vec<Diagnostic> = found.collect();
    let Consolidated { register, rows } = consolidate(forms, policy, year);
    let handed_in = rows
        .iter()
        .filter(|r| r.stand_in.is_none())
        .filter_map(Row::entry);
    let statistics = stats::tabulate(&register, &policy.roster, handed_in);
    findings.extend(rules::check_coverage(&statistics.coverage, policy));
    let remarks = remarks(policy, &used, &statistics);
    Joined {
        findings,
        register,
        rows,
        statistics,
        remarks,
        left_out,
    }
}
