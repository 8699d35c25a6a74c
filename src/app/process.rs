//! The per-file half: from one file and the policy to an owned, serialisable result. The grid is dropped here.

use super::surround;
use crate::ingest;
use crate::model::{Form, FormKind};
use crate::policy::Policy;
use crate::reader::{self, Limits, Source};
use crate::rules;

const MB: u64 = 1024 * 1024;

/// Reads, understands and checks one file. Never fails: a bad file becomes findings (invariant 2).
pub fn process(source: &Source, policy: &Policy) -> Form {
    let reading = reader::read(source, &limits(policy));
    let mut form = Form {
        file: source.shown.clone(),
        sha256: reading.sha256,
        bytes: reading.bytes,
        named_section: ingest::section_in_name(&source.shown, policy),
        kind: FormKind::Unknown,
        sheets: Vec::new(),
        findings: reading.findings,
        used: std::collections::BTreeSet::new(),
    };
    if let Some(workbook) = reading.workbook {
        let understood = ingest::understand(&workbook, &source.shown, policy);
        form.kind = understood.kind;
        form.sheets = understood.sheets;
        form.findings.extend(understood.findings);
        form.used = understood.used;
        form.findings.extend(rules::check(&form, policy));
        surround::add(&mut form, &workbook);
    }
    form.findings.sort();
    form
}

fn limits(policy: &Policy) -> Limits {
    let bounds = &policy.bounds;
    let count = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    Limits {
        file_bytes: bounds.file_mb.saturating_mul(MB),
        total_bytes: bounds.unpacked_mb.saturating_mul(MB),
        cells: count(bounds.cells),
        merges: count(bounds.merged_ranges),
        sheets: count(bounds.sheets),
        ..Limits::default()
    }
}
