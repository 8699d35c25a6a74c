//! This year against earlier results: against last year's, and in the middle of it against how it began.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::join::Joined;
use super::known::Before;
use crate::changes::{self, Now};
use crate::diagnostic::Diagnostic;
use crate::model::{Change, Field, Former, LedgerKind, MidYear, Retired, Row};
use crate::monitoring::{self, Half};
use crate::rules::Occasion;

/// What became of last year's risk points, and what sections must be asked; none where there is no result of last year.
pub fn last_year(before: &Before, joined: &Joined) -> Option<(Vec<Change>, Vec<Diagnostic>)> {
    let all = changes_since(before.last_year.as_ref()?, joined);
    let findings = changes::check(&all, &files(joined));
    Some((all, findings))
}

/// The mid-year report, where it is asked for or early signs were handed in: against the result with which the year began,
/// else against last year's.
pub fn mid_year(
    before: &Before,
    joined: &Joined,
    occasion: Occasion,
    asked: bool,
) -> Option<MidYear> {
    let ledger = &joined.annex.ledger;
    let signs = ledger
        .iter()
        .any(|line| line.ledger == LedgerKind::Monitoring);
    if !asked && !signs {
        return None;
    }
    let half = Half {
        register: &joined.register,
        ledger,
        coverage: &joined.statistics.coverage,
        year: occasion.year,
        date: occasion.date,
    };
    let since = before.start.as_ref().or(before.last_year.as_ref());
    let since = since.map(|former| {
        let called = match former.year {
            Some(year) if year == occasion.year => "年初的结果".to_owned(),
            Some(year) => format!("{year}年的结果"),
            None => "上年的结果".to_owned(),
        };
        (called, changes_since(former, joined))
    });
    Some(monitoring::mid_year(&half, since))
}

/// What became of the risk points of a former result.
fn changes_since(former: &Former, joined: &Joined) -> Vec<Change> {
    let register = &joined.register;
    // What was read of forms has no number.
    let unnumbered = former.items.iter().filter(|item| item.id.is_empty());
    let unnumbered = unnumbered.map(|item| joined.endings.of_item(item));
    let unnumbered: Vec<Retired> = unnumbered.collect();
    let now = Now {
        standing: register.items.iter().map(changes::standing).collect(),
        retired: register.retired.iter().chain(&unnumbered).collect(),
    };
    changes::compare(former, &now)
}

/// A file of each section that has handed something in.
fn files(joined: &Joined) -> BTreeMap<String, Arc<str>> {
    let mut files: BTreeMap<String, Arc<str>> = BTreeMap::new();
    for entry in joined.rows.iter().filter_map(Row::entry) {
        let section = entry.text(Field::Section).unwrap_or_default().to_owned();
        let file = || Arc::clone(&entry.place.file);
        files.entry(section).or_insert_with(file);
    }
    let read = joined.register.files.iter().filter(|f| f.trouble.is_none());
    for (section, file) in read.filter_map(|f| Some((f.section.clone()?, &f.file))) {
        files.entry(section).or_insert_with(|| Arc::clone(file));
    }
    files
}
