//! The per-file half: from one file and the policy to an owned, serialisable result. The grid is dropped here.

use std::path::Path;

use chrono::{DateTime, Local};

use super::senders::sender;
use super::surround;
use crate::model::{Annex, Form, FormKind};
use crate::policy::Policy;
use crate::reader::{self, Limits, Source};
use crate::rules::{self, Occasion};
use crate::{grade, ingest};

const MB: u64 = 1024 * 1024;

/// Reads, understands and checks one file. Never fails: a bad file becomes findings (invariant 2).
pub fn process(source: &Source, policy: &Policy, occasion: Occasion) -> Form {
    let reading = reader::read(source, &limits(policy));
    let mut form = Form {
        file: source.shown.clone(),
        sha256: reading.sha256,
        bytes: reading.bytes,
        modified: modified(&source.path),
        named_section: ingest::section_in_name(&source.shown, policy),
        kind: FormKind::Unknown,
        sheets: Vec::new(),
        annex: Annex::default(),
        findings: reading.findings,
        used: std::collections::BTreeSet::new(),
    };
    if let Some(workbook) = reading.workbook {
        let understood = ingest::understand(&workbook, &source.shown, policy);
        form.kind = understood.kind;
        form.sheets = understood.sheets;
        form.annex = understood.annex;
        form.findings.extend(understood.findings);
        form.used = understood.used;
        adjust(&mut form, policy);
        form.findings.extend(rules::check(&form, policy, occasion));
        let graded = grade::grade(&mut form, policy).into_iter();
        let graded = graded.filter_map(|f| policy.rule_book.adjusted(f));
        form.findings.extend(graded);
        surround::add(&mut form, &workbook);
    } else {
        adjust(&mut form, policy);
    }
    // A score sheet named 办公室 is not the form of that section, and a ledger belongs to nobody.
    if matches!(form.kind, FormKind::Ledger | FormKind::ScoreSheet) {
        form.named_section = None;
    }
    // A file that could not be read, or says nothing of its section, came from the section its name names.
    for finding in form.findings.iter_mut().filter(|f| f.section.is_none()) {
        finding.section.clone_from(&form.named_section);
    }
    if let Some(sender) = sender(&form, policy) {
        for finding in form.findings.iter_mut().filter(|f| f.section.is_none()) {
            finding.section = Some(sender.clone());
        }
    }
    form.findings.sort();
    form
}

/// When a file was last changed, local time to the minute.
fn modified(path: &Path) -> Option<String> {
    let changed = std::fs::metadata(path).and_then(|m| m.modified()).ok()?;
    let changed = DateTime::<Local>::from(changed);
    Some(changed.format("%Y-%m-%d %H:%M").to_string())
}

/// Lets the policy reword, regrade or drop what was found while reading.
fn adjust(form: &mut Form, policy: &Policy) {
    let found = std::mem::take(&mut form.findings).into_iter();
    form.findings = found.filter_map(|f| policy.rule_book.adjusted(f)).collect();
}

/// How much of a file is read.
pub fn limits(policy: &Policy) -> Limits {
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
