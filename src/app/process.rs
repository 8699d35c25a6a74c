//! The per-file half: from one file and the policy to an owned, serialisable result. The grid is dropped here.

use std::path::Path;

use chrono::{DateTime, Local};

use super::senders::sender;
use super::{surround, unmarked};
use crate::diagnostic::{Check, Diagnostic, Severity};
use crate::location::Place;
use crate::model::{Annex, Form, FormKind, FormSheet};
use crate::policy::Policy;
use crate::quiet::quietly;
use crate::reader::{self, Limits, Reading, Source, Workbook};
use crate::rules::{self, Occasion};
use crate::{grade, ingest};

const MB: u64 = 1024 * 1024;

/// The program itself failed on a file.
const PROGRAM_FAULT: Check = Check {
    code: "X01",
    title: "程序内部错误",
    severity: Severity::Error,
    about: "程序在处理这个文件时自己出了错，其余文件照常处理。",
    help: "这个文件没有登记。请先用 WPS 或 Excel 打开，另存为新的 .xlsx 后放回“收表”再试；仍然如此的，请把这条提示连同原表交给维护人员。",
    example: "",
    fixed: true,
};

/// What processing a file finds by itself.
pub const CHECKS: &[&Check] = &[&PROGRAM_FAULT];

/// Reads, understands and checks one file. Never fails: a bad file becomes findings (invariant 2), and so does a fault of
/// the program's own.
pub fn process(source: &Source, policy: &Policy, occasion: Occasion) -> Form {
    process_keeping(source, policy, occasion).0
}

/// The same with the workbook it was read from, without the program's own marks; none where it could not be read.
pub fn process_keeping(
    source: &Source,
    policy: &Policy,
    occasion: Occasion,
) -> (Form, Option<Workbook>) {
    let reading = reader::read(source, &limits(policy));
    understood(reading, source, (policy, occasion))
}

/// The same of a file that has been read.
pub fn understood(
    reading: Reading,
    source: &Source,
    (policy, occasion): (&Policy, Occasion),
) -> (Form, Option<Workbook>) {
    let mut form = Form {
        file: source.shown.clone(),
        sha256: reading.sha256,
        bytes: reading.bytes,
        modified: modified(&source.path),
        named_section: ingest::section_in_name(&source.shown, policy),
        kind: FormKind::Unknown,
        own: None,
        sheets: Vec::new(),
        annex: Annex::default(),
        findings: reading.findings,
        used: std::collections::BTreeSet::new(),
        marked_from: Vec::new(),
    };
    let mut workbook = reading.workbook;
    if let Some(workbook) = &mut workbook {
        let marks = unmarked::leave_out(workbook, &form.file);
        form.findings.extend(marks.unfilled);
        form.marked_from = marks.from;
    }
    let form = guarded(form, |form| {
        finished(form, workbook.as_ref(), policy, occasion)
    });
    (form, workbook)
}

/// The form as `work` leaves it; where the work panics, as it was, with a finding that says so.
fn guarded(form: Form, work: impl FnOnce(Form) -> Form) -> Form {
    let mut unfinished = form.clone();
    quietly(|| work(form)).unwrap_or_else(|caught| {
        let message = format!(
            "程序处理这个文件时出了内部错误（{} 版，{}），没有登记其中的内容",
            env!("CARGO_PKG_VERSION"),
            caught.place
        );
        let place = Place::file(&unfinished.file);
        let finding = Diagnostic::new(&PROGRAM_FAULT, place, message);
        unfinished.findings.push(finding);
        unfinished
    })
}

/// What the workbook says, checked and graded; of a file that could not be read only what is wrong with it.
fn finished(
    mut form: Form,
    workbook: Option<&Workbook>,
    policy: &Policy,
    occasion: Occasion,
) -> Form {
    if let Some(workbook) = workbook {
        let understood = ingest::understand_on(workbook, &form.file, (policy, occasion));
        form.kind = understood.kind;
        form.own = understood.own;
        form.sheets = understood.sheets;
        form.annex = understood.annex;
        form.findings.extend(understood.findings);
        form.used = understood.used;
        name_subjects(&mut form, policy);
        adjust(&mut form, policy);
        form.findings.extend(rules::check(&form, policy, occasion));
        let graded = grade::grade(&mut form, policy).into_iter();
        let graded = graded.filter_map(|f| policy.rule_book.adjusted(f));
        form.findings.extend(graded);
        surround::add(&mut form, workbook);
    } else {
        adjust(&mut form, policy);
    }
    name_senders(&mut form, policy);
    form.findings.sort();
    form
}

/// Says of each entry on whose behalf its table speaks.
fn name_subjects(form: &mut Form, policy: &Policy) {
    for table in form.sheets.iter_mut().flat_map(|sheet| &mut sheet.tables) {
        let subject = policy.subject(table);
        let entries = table.entries.iter_mut();
        entries.for_each(|entry| entry.subject = subject);
    }
}

/// Says of each finding who is to be asked.
fn name_senders(form: &mut Form, policy: &Policy) {
    // A score sheet named 办公室 is not the form of that section, a cross check of it is none of its own, and a ledger
    // belongs to nobody.
    let beside = [FormKind::Ledger, FormKind::ScoreSheet, FormKind::Opinions];
    if beside.contains(&form.kind) {
        form.named_section = None;
    }
    // A file that could not be read, or says nothing of its section, came from the section its name names.
    let asked = form.named_section.clone().or_else(|| sender(form, policy));
    for finding in form.findings.iter_mut().filter(|f| f.section.is_none()) {
        finding.section.clone_from(&asked);
    }
}

/// Takes a register of the program's own back out. Other own books were never read.
pub fn leave_out_own(form: &mut Form, policy: &Policy) {
    let Some(book) = form.own else {
        return;
    };
    form.sheets.iter_mut().for_each(FormSheet::leave_out);
    // What people wrote into the list of spot checks stands nowhere else.
    let checks = std::mem::take(&mut form.annex.checks);
    form.findings = vec![ingest::own_book(book, &form.file, checks.len())];
    form.annex = Annex {
        checks,
        ..Annex::default()
    };
    adjust(form, policy);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_of_the_program_is_a_finding_of_that_file() {
        let policy = Policy::embedded().expect("valid");
        let source = Source {
            path: "表.xlsx".into(),
            shown: "表.xlsx".into(),
        };
        let occasion = Occasion {
            date: chrono::NaiveDate::default(),
            year: 2026,
        };
        let form = process(&source, &policy, occasion);
        let numbers: [usize; 0] = [];
        let after = guarded(form, |mut form| {
            form.bytes = numbers[std::hint::black_box(1)] as u64;
            form
        });
        let fault = after.findings.last().expect("a finding");
        assert_eq!(
            (fault.code.as_str(), &*fault.place.file),
            ("X01", "表.xlsx")
        );
        assert!(fault.message.contains("process.rs:"), "{}", fault.message);
    }
}
