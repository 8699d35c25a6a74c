//! Results of spot checks laid on the risk points they are about, with what they say of the measures.

use super::checks;
use crate::diagnostic::Diagnostic;
use crate::model::{About, CheckLine, Meant, Register, SpotCheckResult};
use crate::policy::FollowUpPolicy;
use crate::text;

/// Lays the results on the items of their numbers, once each; a number merged into another leads there. Answers with what fits
/// none, and with what does not say whether the measures were carried out.
pub fn lay_checks(
    register: &mut Register,
    lines: Vec<CheckLine>,
    policy: &FollowUpPolicy,
) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut laid: Vec<(usize, SpotCheckResult)> = Vec::new();
    let meant = Meant::of(register);
    for line in lines {
        let Ok(at) = meant.find(&line.id, &About::default()) else {
            let message = format!(
                "{}的抽查情况写在编号“{}”下，本次没有登记这个编号，没有采用",
                line.about.short(),
                text::excerpt(&line.id, 30)
            );
            let finding = Diagnostic::new(&checks::NO_ITEM, line.place, message);
            findings.push(finding.found(line.id));
            continue;
        };
        let result = SpotCheckResult {
            carried_out: policy.carried_out.verdict(&line.checked.result),
            checked: line.checked,
            place: line.place,
        };
        laid.push((at, result));
    }
    laid.sort();
    laid.dedup_by(|a, b| (a.0, &a.1.checked) == (b.0, &b.1.checked));
    for (at, result) in laid {
        let item = &mut register.items[at];
        if result.carried_out.is_none() {
            let message = format!(
                "{} 的抽查情况“{}”看不出措施落实没有，没有计入考核",
                item.id,
                text::excerpt(&result.checked.result, 40)
            );
            let finding = Diagnostic::new(&checks::UNDECIDED, result.place.clone(), message);
            findings.push(finding.found(result.checked.result.clone()));
        }
        item.follow_up.checks.push(result);
    }
    findings
}
