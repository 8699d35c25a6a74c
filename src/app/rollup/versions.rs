//! Registers of one unit that speak of the same sections: the newer one stands, as of two forms; what cannot be ordered is
//! decided by nobody here. Registers of different sections stand side by side.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::checks::{OLDER, TWICE, UNORDERED};
use crate::diagnostic::{Check, Diagnostic};
use crate::location::Place;
use crate::model::{Field, Form, PartialDate};
use crate::text;

/// What stands of the registers of a unit.
#[derive(Debug, Default)]
pub struct Versions {
    /// Those that stand.
    pub standing: Vec<Form>,
    /// What was found.
    pub findings: Vec<Diagnostic>,
    /// Why none of them stands, where nobody can order them.
    pub undecided: Option<String>,
}

/// The day a register was made.
pub fn day(form: &Form) -> Option<PartialDate> {
    form.entries().filter_map(|entry| entry.reported_on).max()
}

/// What stands of the registers of a unit.
pub fn newest(unit: &str, mut forms: Vec<Form>) -> Versions {
    forms.sort_by(|a, b| day(b).cmp(&day(a)).then_with(|| a.file.cmp(&b.file)));
    let mut out = Versions::default();
    for form in forms {
        let own = sections(&form);
        let same = |other: &&Form| sections(other).intersection(&own).next().is_some();
        let Some(other) = out.standing.iter().find(same) else {
            out.standing.push(form);
            continue;
        };
        let (file, newer) = (Arc::clone(&form.file), Arc::clone(&other.file));
        let days = [day(&form), day(other)];
        let (check, message): (&Check, String) = if form.sha256 == other.sha256 {
            (&TWICE, format!("“{unit}”的这一份与“{newer}”完全相同"))
        } else if days[0] < days[1] && days[0].is_some() {
            (&OLDER, format!("“{unit}”的这一份比“{newer}”旧，没有汇总"))
        } else {
            let told = format!(
                "“{unit}”的登记表“{file}”与“{newer}”写的是同样的科室，内容不同，分不出新旧"
            );
            out.undecided = Some(told.clone());
            (&UNORDERED, told)
        };
        let mut finding = Diagnostic::new(check, Place::file(&file), message);
        finding.section = Some(unit.to_owned());
        out.findings.push(finding);
    }
    if out.undecided.is_some() {
        out.standing.clear();
    }
    out
}

/// The sections of a register, as they are compared.
fn sections(form: &Form) -> BTreeSet<String> {
    let all = form.entries();
    all.map(|entry| text::key(entry.text(Field::Section).unwrap_or_default()))
        .collect()
}
