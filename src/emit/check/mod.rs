//! Findings for people on a terminal: in full with the cells around each, or one line each; and their counts.

mod full;
mod grid;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::diagnostic::{Diagnostic, Severity};

pub use full::findings_full;

/// One line for each finding: place, severity, code, message.
pub fn findings_concise(findings: &[Diagnostic]) -> String {
    let mut out = String::new();
    for f in findings {
        // Writing into a String cannot fail.
        let _ = writeln!(
            out,
            "{}：{} {} {}",
            f.place,
            f.severity.title(),
            f.code,
            one_line(&f.message)
        );
    }
    out
}

/// Numbers of findings by severity, by file and by section, and what they mean for the clerk.
pub fn findings_summary(findings: &[Diagnostic], files: usize) -> String {
    let count = |s: Severity| findings.iter().filter(|f| f.severity == s).count();
    let concerned = group(findings, |f| f.place.file.to_string());
    let mut out = format!(
        "查看了 {files} 个文件，{} 个文件有问题：错误 {} 处，注意 {} 处，提示 {} 处。\n",
        concerned.len(),
        count(Severity::Error),
        count(Severity::Warning),
        count(Severity::Note)
    );
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

fn group(findings: &[Diagnostic], key: impl Fn(&Diagnostic) -> String) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for finding in findings {
        *counts.entry(key(finding)).or_insert(0) += 1;
    }
    counts
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
