//! What is handed out beside the self-check forms: blank ledgers, and a score sheet for everybody who marks.

use std::collections::BTreeSet;

use super::file_name::{unique, unique_stem};
use super::result::{Sink as _, Staging};
use crate::error::Error;
use crate::model::{LedgerEntry, LedgerKind, Scored};
use crate::policy::{Evaluator, Policy, Scoring};
use crate::report::{self, ReportContext, ScoreForm, Whose};
use crate::score;

/// Folder of the blank ledgers.
pub const LEDGERS: &str = "台账";
/// Folder of the blank score sheets.
pub const SHEETS: &str = "评分表";
/// Folder of the blank score sheets of special checks, with a folder for each.
pub const CHECKS: &str = "专项考核";

/// Writes them; the ledgers with what is still `open` from last year. Answers with a remark where there is nobody to be scored.
///
/// # Errors
/// A book cannot be built or written.
pub fn handouts(
    staging: &mut Staging<'_>,
    open: &[LedgerEntry],
    policy: &Policy,
    context: &ReportContext,
) -> Result<Option<String>, Error> {
    for kind in LedgerKind::ALL {
        let lines = open.iter().filter(|line| line.ledger == kind);
        let lines: Vec<LedgerEntry> = lines.cloned().collect();
        let book = report::ledger_book(kind, &lines, policy, context);
        staging.book(&ledger_name(kind, context), &book)?;
    }
    if policy.roster.is_empty() {
        let why = "没有花名册，不知道考核哪些科室和岗位，没有生成评分表。";
        return Ok(Some(why.to_owned()));
    }
    let mut taken = BTreeSet::new();
    for scheme in policy.schemes() {
        let folder = folder(scheme, &mut taken);
        let scored = score::of_roster(policy, scheme);
        for (name, form) in forms(policy, scheme, &scored, context) {
            let book = report::score_form(&form, policy, context);
            staging.book(&format!("{folder}/{name}"), &book)?;
        }
    }
    Ok(None)
}

/// The folder of a scheme's sheets.
fn folder(scheme: &Scoring, taken: &mut BTreeSet<String>) -> String {
    if scheme.is_special() {
        format!("{CHECKS}/{}", unique_stem(&scheme.name, taken))
    } else {
        SHEETS.to_owned()
    }
}

/// The file of a ledger.
pub fn ledger_name(kind: LedgerKind, context: &ReportContext) -> String {
    format!("{LEDGERS}/{}年{}.xlsx", context.year, kind.title())
}

/// A sheet for everybody who marks, with its file; of those who mark only their own section, or those they lead, one for each.
pub fn forms<'a>(
    policy: &'a Policy,
    scheme: &'a Scoring,
    scored: &'a [Scored],
    context: &ReportContext,
) -> Vec<(String, ScoreForm<'a>)> {
    let evaluators = scheme.evaluators.iter().enumerate();
    let forms = evaluators.flat_map(|(evaluator, info)| {
        let form = move |whose| ScoreForm {
            scheme,
            evaluator,
            whose,
            scored,
        };
        whose(info, policy).into_iter().map(form)
    });
    let mut taken = BTreeSet::new();
    let asking = forms.filter(|f| !f.rows(policy).is_empty());
    let named = asking.map(|form| {
        let who = &form.evaluator().name;
        let whose = form.whose.name().map_or(String::new(), |s| format!("{s}-"));
        let name = format!("{who}-{whose}{}年考核评分表", context.year);
        (unique(&name, &mut taken), form)
    });
    named.collect()
}

/// For whom an evaluator has a sheet each.
fn whose<'a>(evaluator: &Evaluator, policy: &'a Policy) -> Vec<Whose<'a>> {
    let sections = policy.roster.sections().iter();
    if evaluator.own {
        return sections.map(|s| Whose::Section(&s.name)).collect();
    }
    if !evaluator.led {
        return vec![Whose::Everybody];
    }
    let mut leaders: Vec<&str> = Vec::new();
    for leader in sections.map(|s| s.leader.as_deref().unwrap_or_default()) {
        if !leaders.contains(&leader) {
            leaders.push(leader);
        }
    }
    leaders.into_iter().map(Whose::Led).collect()
}
