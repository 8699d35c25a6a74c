//! Results of spot checks laid on the risk points they are about.

use super::checks;
use crate::diagnostic::Diagnostic;
use crate::model::{About, CheckLine, Checked, Meant, Register};
use crate::text;

/// Lays the results on the items of their numbers, once each; a number merged into another leads there. Answers with what fits
/// none.
pub fn lay_checks(register: &mut Register, lines: Vec<CheckLine>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut laid: Vec<(usize, Checked)> = Vec::new();
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
        laid.push((at, line.checked));
    }
    for (at, checked) in laid {
        let own = &mut register.items[at].follow_up.checks;
        if !own.contains(&checked) {
            own.push(checked);
            own.sort();
        }
    }
    findings
}
