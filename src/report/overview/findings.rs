//! What is wrong with the forms, by kind.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Book;
use crate::writer::page::{Bar, Bars, Tone};

/// Kinds shown by themselves; the rest share a line.
const MOST: usize = 10;

/// The kinds of findings, errors first, the most frequent first. Notes ask nothing of anybody and are left out.
pub fn block(findings: &[Diagnostic]) -> Bars {
    let mut counts: BTreeMap<(Reverse<Severity>, &str, &str), usize> = BTreeMap::new();
    for finding in findings.iter().filter(|f| f.severity != Severity::Note) {
        let kind = (Reverse(finding.severity), &*finding.code, &*finding.title);
        *counts.entry(kind).or_insert(0) += 1;
    }
    let mut kinds: Vec<_> = counts.into_iter().collect();
    kinds.sort_by_key(|((severity, ..), count)| (*severity, Reverse(*count)));
    let most = kinds.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let rest = kinds.split_off(kinds.len().min(MOST));
    let book = Book::Findings.file_name();
    let rows = kinds.into_iter().map(|((severity, code, title), count)| {
        let tone = match severity.0 {
            Severity::Error => Tone::Alert,
            _ => Tone::Plain,
        };
        let label = format!("{} {code} {title}", severity.0.title());
        Bar::single(label, count, most, tone).to(book)
    });
    let (kinds, count) = (
        rest.len(),
        rest.iter().map(|(_, count)| count).sum::<usize>(),
    );
    let notes = (kinds > 0).then(|| format!("其余 {kinds} 种 {count} 处，见问题清单。"));
    Bars {
        id: "findings".to_owned(),
        title: "查出的问题".to_owned(),
        unit: "单位：处".to_owned(),
        rows: rows.collect(),
        notes: notes.into_iter().collect(),
        empty: "没有查出要改的问题。".to_owned(),
    }
}
