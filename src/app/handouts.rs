//! What is handed out beside the self-check forms: blank ledgers, and a score sheet for everybody who marks.

use std::collections::BTreeSet;

use super::output::Staging;
use super::template::unique;
use crate::error::Error;
use crate::model::{LedgerKind, Scored};
use crate::policy::Policy;
use crate::report::{self, ReportContext, ScoreForm};
use crate::score;

/// Folder of the blank ledgers.
pub const LEDGERS: &str = "台账";
/// Folder of the blank score sheets.
pub const SHEETS: &str = "评分表";

/// Writes them. Answers with a remark where there is nobody to be scored.
///
/// # Errors
/// A book cannot be built or written.
pub fn handouts(
    staging: &mut Staging,
    policy: &Policy,
    context: &ReportContext,
) -> Result<Option<String>, Error> {
    for kind in LedgerKind::ALL {
        let book = report::ledger_book(kind, policy, context);
        let name = format!("{LEDGERS}/{}年{}.xlsx", context.year, kind.title());
        staging.book(&name, &book)?;
    }
    let scored = score::of_roster(&policy.roster);
    if scored.is_empty() {
        let why = "口径中没有花名册，不知道考核哪些科室和岗位，没有生成评分表。";
        return Ok(Some(why.to_owned()));
    }
    let mut taken = BTreeSet::new();
    for form in forms(policy, &scored) {
        let name = &form.evaluator(&policy.scoring).name;
        let title = format!("{}年考核评分表", context.year);
        let file = match form.section {
            Some(section) => unique(&format!("{name}-{section}-{title}"), &mut taken),
            None => unique(&format!("{name}-{title}"), &mut taken),
        };
        let book = report::score_form(&form, &policy.scoring, context);
        staging.book(&format!("{SHEETS}/{file}"), &book)?;
    }
    Ok(None)
}

/// A sheet for everybody who marks; of those who mark only their own section one for each.
fn forms<'a>(policy: &'a Policy, scored: &'a [Scored]) -> Vec<ScoreForm<'a>> {
    let evaluators = policy.scoring.evaluators.iter().enumerate();
    let sections = || policy.roster.sections.iter().map(|s| Some(s.name.as_str()));
    let forms = evaluators.flat_map(|(evaluator, info)| {
        let sections: Vec<Option<&str>> = if info.own {
            sections().collect()
        } else {
            vec![None]
        };
        let form = move |section| ScoreForm {
            evaluator,
            section,
            scored,
        };
        sections.into_iter().map(form)
    });
    forms.filter(|f| f.count(&policy.scoring) > 0).collect()
}
