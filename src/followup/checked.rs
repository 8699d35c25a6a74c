//! Results of spot checks laid on the risk points they are about.

use std::collections::BTreeMap;

use super::checks;
use crate::diagnostic::Diagnostic;
use crate::model::{CheckLine, Register};
use crate::text;

/// Lays the results on the items of their numbers, once each; a number merged into another leads there. Answers with what fits
/// none.
pub fn lay_checks(register: &mut Register, lines: Vec<CheckLine>) -> Vec<Diagnostic> {
    let retired = register.retired.iter();
    let merged = retired.filter_map(|r| Some((r.id.clone(), r.into.clone()?)));
    let merged: BTreeMap<String, String> = merged.collect();
    let items = register.items.iter_mut();
    let mut items: BTreeMap<String, _> = items.map(|i| (i.id.clone(), i)).collect();
    let mut findings = Vec::new();
    for line in lines {
        let id = text::plain(&line.id);
        let id = merged.get(&id).unwrap_or(&id);
        let Some(item) = items.get_mut(id) else {
            let message = format!(
                "{}的抽查情况写在编号“{}”下，本次没有登记这个编号，没有采用",
                line.about.short(),
                text::excerpt(&line.id, 30)
            );
            let finding = Diagnostic::new(&checks::NO_ITEM, line.place, message);
            findings.push(finding.found(line.id));
            continue;
        };
        let own = &mut item.follow_up.checks;
        if !own.contains(&line.checked) {
            own.push(line.checked);
            own.sort();
        }
    }
    findings
}
