//! What all forms together come to: the register, the fate of every row, the statistics, and the findings only the whole
//! can tell. `run` writes it into books; `check` needs its findings.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::collect::Collected;
use super::known::Before;
use super::remarks::remarks;
use super::renamed;
use super::settled::Settled;
use crate::diagnostic::{Diagnostic, Severity};
use crate::ingest::Decisions;
use crate::linkage::{Consolidated, Endings, Given, Numbering, consolidate};
use crate::location::Place;
use crate::model::{Annex, Form, LedgerEntry, Register, Review, Row, Statistics, WrittenChoice};
use crate::policy::Policy;
use crate::{carry, review, rules, stats};

/// All forms joined.
pub struct Joined {
    /// What was found wrong, form by form and then in the whole.
    pub findings: Vec<Diagnostic>,
    /// The register.
    pub register: Register,
    /// Every row with its fate.
    pub rows: Vec<Row>,
    /// What the forms say of risk points that stand no more.
    pub endings: Endings,
    /// The statistics.
    pub statistics: Statistics,
    /// Remarks on the run.
    pub remarks: Vec<String>,
    /// What the leading group must decide and has decided.
    pub review: Review,
    /// Files left out, by reason.
    pub left_out: BTreeMap<String, usize>,
    /// What came in beside the self-check forms.
    pub annex: Annex,
    /// Cells of the errors found in the forms as they came, before any of them was settled or replaced.
    pub errors: BTreeSet<Place>,
}

/// Joins the forms of a year, with the leading group's decisions on them.
pub fn join(
    collected: Collected,
    mut decisions: Decisions,
    before: &Before,
    policy: &Policy,
    year: i32,
) -> Joined {
    let Collected {
        mut forms,
        left_out,
        ..
    } = collected;
    let used: BTreeSet<String> = forms.iter().flat_map(|f| f.used.iter().cloned()).collect();
    let mut findings = findings_of(&mut forms);
    let errors = errors_of(&findings);
    let annexes = forms.iter().map(|f| f.annex.clone()).collect();
    let entries = forms.iter().flat_map(Form::entries);
    renamed::follow(&mut decisions, entries, policy);
    let given = given(&mut decisions, before);
    let numbering = Numbering {
        year,
        former: before.numbers.as_ref(),
        provisional: before.provisional,
    };
    let Consolidated {
        mut register,
        mut rows,
        pairs,
        endings,
        opinions,
        findings: of_linkage,
    } = consolidate(forms, given, policy, numbering);
    let mut annex = once(annexes, &register);
    annex.checks.extend(decisions.checks);
    annex.opinions.extend(opinions);
    let mut applied = review::apply(&mut register, &mut rows, decisions.decisions, year);
    let of_carry = from_last_year(&mut register, &mut rows, &mut annex.ledger, before);
    let opinions = std::mem::take(&mut annex.opinions);
    let of_opinions = review::hear(&mut register, opinions);
    retire(&mut findings, &mut register);
    // Of a file those findings are counted that were found in it by itself.
    let of_forms = findings.len();
    findings.extend_from_slice(policy.roster_findings());
    findings.extend(decisions.findings);
    let of_review = std::mem::take(&mut applied.findings).into_iter();
    let adjusted = |f| policy.rule_book.adjusted(f);
    let of_all = of_review.chain(of_opinions).chain(of_linkage);
    findings.extend(of_all.chain(of_carry).filter_map(adjusted));
    let statistics = statistics(&register, &rows, policy);
    findings.extend(rules::check_coverage(&statistics.coverage, policy));
    let settled = Settled::of(&rows, &register, &pairs);
    settled.lay(&mut findings, of_forms, &mut register);
    let state = review::state(&register, applied);
    let review = Review { pairs, ..state };
    let remarks = remarks(policy, &used, &statistics);
    Joined {
        findings,
        register,
        rows,
        endings,
        statistics,
        remarks,
        review,
        left_out,
        annex,
        errors,
    }
}

/// What people decided about repeats, in earlier years and now, and the lines of cross checks and ballots.
fn given(decisions: &mut Decisions, before: &Before) -> Given {
    let choices = std::mem::take(&mut decisions.choices);
    Given {
        choices: carried(before).chain(choices).collect(),
        opinions: std::mem::take(&mut decisions.opinions),
    }
}

/// The statistics of the register, and of what was handed in, replaced or not.
fn statistics(register: &Register, rows: &[Row], policy: &Policy) -> Statistics {
    let handed_in = rows.iter().filter(|r| r.stand_in.is_none());
    let asked = (&policy.roster, policy.asks_everyone());
    stats::tabulate(register, asked, handed_in.filter_map(Row::entry))
}

/// The cells of the errors.
fn errors_of(findings: &[Diagnostic]) -> BTreeSet<Place> {
    let errors = findings.iter().filter(|f| f.severity == Severity::Error);
    errors.map(|f| f.place.clone()).collect()
}

/// Lays on what last year's result passes on. Answers with what the sections must be asked.
fn from_last_year(
    register: &mut Register,
    rows: &mut [Row],
    ledger: &mut Vec<LedgerEntry>,
    before: &Before,
) -> Vec<Diagnostic> {
    let Some(last_year) = &before.last_year else {
        return Vec::new();
    };
    carry::pass_on(register, rows, last_year);
    carry::go_on(ledger, last_year)
}

/// Takes the findings of all forms; of each a form keeps so much as decides what becomes of it.
fn findings_of(forms: &mut [Form]) -> Vec<Diagnostic> {
    let of_form = |form: &mut Form| {
        // What becomes of a form follows from what is wrong with it, not from what is advised.
        let brief = form.findings.iter().map(Diagnostic::brief).collect();
        std::mem::replace(&mut form.findings, brief)
    };
    forms.iter_mut().flat_map(of_form).collect()
}

/// What people chose about repeats last year.
fn carried(before: &Before) -> impl Iterator<Item = WrittenChoice> {
    let choices = before.last_year.iter().flat_map(|former| &former.choices);
    choices.map(|choice| WrittenChoice {
        carried: true,
        ..choice.clone()
    })
}

/// What came in beside the forms; of files handed in twice, or in a newer version, once.
fn once(annexes: Vec<Annex>, register: &Register) -> Annex {
    let files = register.files.iter();
    let again = files.filter(|f| f.duplicate_of.is_some() || f.replaced_by.is_some());
    let again: BTreeSet<&Arc<str>> = again.map(|f| &f.file).collect();
    let mut out = Annex::default();
    for annex in annexes {
        let ledger = annex.ledger.into_iter();
        out.ledger
            .extend(ledger.filter(|l| !again.contains(&l.place.file)));
        let sheets = annex.sheets.into_iter();
        out.sheets
            .extend(sheets.filter(|s| !again.contains(&s.file)));
        let checks = annex.checks.into_iter();
        out.checks
            .extend(checks.filter(|c| !again.contains(&c.place.file)));
        let opinions = annex.opinions.into_iter();
        out.opinions
            .extend(opinions.filter(|o| !again.contains(&o.place.file)));
    }
    out
}

/// What was found in a file that a newer version has replaced is asked of nobody any more.
fn retire(findings: &mut [Diagnostic], register: &mut Register) {
    let mut replaced: BTreeMap<&Arc<str>, (&Arc<str>, &mut [usize; 3])> = BTreeMap::new();
    for file in &mut register.files {
        if let Some(by) = &file.replaced_by {
            replaced.insert(&file.file, (by, &mut file.findings));
        }
    }
    for finding in findings.iter_mut().filter(|f| f.severity > Severity::Note) {
        if let Some((by, counts)) = replaced.get_mut(&finding.place.file) {
            counts[2 - finding.severity as usize] -= 1;
            counts[2] += 1;
            finding.severity = Severity::Note;
            finding.message = format!("{}；本文件已由“{by}”代替", finding.message);
        }
    }
}
