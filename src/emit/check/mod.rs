//! Findings for people on a terminal: in full with the cells around each, or one line each; and their counts.

mod full;
mod grid;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Severity};

pub use full::findings_full;

/// One line for each finding: place, severity, code, message.
pub fn findings_concise(findings: &[Diagnostic]) -> String {
    let mut out = String::new();
    for f in findings {
        // Writing into a String cannot fail.
        let _ = writeln!(
            out,
            "{}{}：{} {} {}",
            f.place,
            f.row_note(),
            f.severity.title(),
            f.code,
            one_line(&f.message)
        );
    }
    out
}

/// Numbers of findings by severity, by code and by file, and what they mean for the clerk. `files` are all the files
/// looked at; a finding about somebody who handed in nothing stands in none of them.
pub fn findings_summary(findings: &[Diagnostic], files: &BTreeSet<Arc<str>>) -> String {
    let count = |s: Severity| findings.iter().filter(|f| f.severity == s).count();
    // A note asks nothing of anybody.
    let graver = findings.iter().filter(|f| f.severity > Severity::Note);
    let concerned: BTreeSet<&Arc<str>> = graver.map(|f| &f.place.file).collect();
    let concerned = concerned.into_iter().filter(|f| files.contains(*f)).count();
    let mut out = format!(
        "查看了 {} 个文件，{concerned} 个文件有问题：错误 {} 处，注意 {} 处，提示 {} 处。\n",
        files.len(),
        count(Severity::Error),
        count(Severity::Warning),
        count(Severity::Note)
    );
    for (kind, count) in group(findings, |f| (f.code.clone(), f.title.clone(), f.severity)) {
        let (code, title, severity) = kind;
        let _ = writeln!(out, "  {code} {title}（{}）  {count}", severity.title());
    }
    let back: Vec<Diagnostic> = findings
        .iter()
        .filter(|f| f.severity == Severity::Error)
        .cloned()
        .collect();
    if back.is_empty() {
        out.push_str("没有必须退回的表。\n");
        return out;
    }
    out.push_str("需要退回改正的（错误处数）：\n");
    for (file, count) in group(&back, |f| f.place.file.to_string()) {
        let _ = writeln!(out, "  {file}  {count}");
    }
    out
}

fn group<K: Ord>(findings: &[Diagnostic], key: impl Fn(&Diagnostic) -> K) -> BTreeMap<K, usize> {
    let mut counts = BTreeMap::new();
    for finding in findings {
        *counts.entry(key(finding)).or_insert(0) += 1;
    }
    counts
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
