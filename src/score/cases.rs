//! 否决和追责: the cases behind the scores, for the list of those held to account (措施不落实、发生案件的).

use std::collections::BTreeSet;

use super::{Year, spot_checks};
use crate::model::{
    Case, Disposition, Entry, Field, LedgerEntry, LedgerKind, PartialDate, Scored, SpotCheckResult,
};
use crate::policy::{Metric, Scoring};

/// Every disposition, the gravest first, then every rectification that is overdue or was closed late, then every measure that
/// a spot check found not carried out; of a special check those that it counts and that concern one of those it scores.
pub fn all(
    year: &Year<'_>,
    ledger: &[&LedgerEntry],
    scheme: &Scoring,
    scored: &[Scored],
) -> Vec<Case> {
    let sections: BTreeSet<&str> = scored.iter().map(|s| s.section.as_str()).collect();
    let concerns = |line: &&LedgerEntry, metric: Metric| {
        let own = scheme.counts(metric) && sections.contains(line.scored.section.as_str());
        own || !scheme.is_special()
    };
    let counted = || ledger.iter().copied();
    let mut out: Vec<Case> = Vec::new();
    for kind in Disposition::ALL.into_iter().rev() {
        let lines = counted().filter(|l| l.disposition == Some(kind));
        let lines = lines.filter(|l| concerns(l, metric(kind)));
        let mut vetoes = scheme.vetoes.iter();
        let vetoes = vetoes.any(|v| v.metric == Some(metric(kind)));
        out.extend(lines.map(|line| case(line, kind.title(), vetoes, state(line, year))));
    }
    let lines = counted().filter(|l| l.ledger == LedgerKind::Rectification);
    let late = lines.filter(|l| is_late(l, year) && concerns(l, Metric::RectifiedInTime));
    let veto = |m: Metric| scheme.vetoes.iter().any(|v| v.metric == Some(m));
    let vetoes = veto(Metric::RectifiedInTime);
    out.extend(late.map(|line| case(line, "整改未按期销号", vetoes, state(line, year))));
    let vetoes = veto(Metric::ChecksFailed) || veto(Metric::ChecksPassed);
    let counts = scheme.counts(Metric::ChecksFailed) || scheme.counts(Metric::ChecksPassed);
    for item in &year.register.items {
        let section = item.entry.text(Field::Section).unwrap_or_default();
        if scheme.is_special() && !(counts && sections.contains(section)) {
            continue;
        }
        let failed = spot_checks::of_year(item, year);
        let failed = failed.filter(|c| c.carried_out == Some(false));
        out.extend(failed.map(|check| not_carried_out(&item.entry, check, vetoes)));
    }
    out
}

const fn metric(kind: Disposition) -> Metric {
    match kind {
        Disposition::Reminder => Metric::Reminders,
        Disposition::Admonition => Metric::Admonitions,
        Disposition::Rectification => Metric::RectificationOrders,
        Disposition::Sanction => Metric::Sanctions,
    }
}

fn case(line: &LedgerEntry, what: &str, vetoes: bool, state: String) -> Case {
    Case {
        scored: line.scored.clone(),
        what: what.to_owned(),
        on: line.on.map(|d| d.to_string()),
        ground: line.ground.clone(),
        measure: line.measure.clone(),
        state,
        vetoes,
        place: line.place.clone(),
    }
}

/// 措施不落实, as a spot check found it.
fn not_carried_out(entry: &Entry, check: &SpotCheckResult, vetoes: bool) -> Case {
    let text = |field| entry.text(field).map(str::to_owned);
    Case {
        scored: Scored {
            section: text(Field::Section).unwrap_or_default(),
            post: text(Field::Post),
            person: text(Field::Person),
        },
        what: Metric::ChecksFailed.info().title.to_owned(),
        on: check.checked.date.map(|d| d.to_string()),
        ground: text(Field::Risk).unwrap_or_default(),
        measure: text(Field::Measures).unwrap_or_default(),
        state: check.checked.result.clone(),
        vetoes,
        place: check.place.clone(),
    }
}

fn is_late(line: &LedgerEntry, year: &Year<'_>) -> bool {
    let deadline = line.deadline.and_then(PartialDate::last_day);
    let closed = line.closed_on.and_then(PartialDate::last_day);
    let open = closed.is_none() && line.done != Some(true);
    deadline.is_some_and(|day| closed.is_some_and(|c| c > day) || (open && year.date > day))
}

/// `期限 2026-06-30，2026-07-02 办结`.
fn state(line: &LedgerEntry, year: &Year<'_>) -> String {
    let mut parts = Vec::new();
    parts.extend(line.deadline.map(|d| format!("期限 {d}")));
    parts.push(match (line.closed_on, line.done) {
        (Some(day), _) if is_late(line, year) => format!("{day} 办结，逾期"),
        (Some(day), _) => format!("{day} 办结"),
        (None, Some(true)) => "已办结".to_owned(),
        (None, _) if is_late(line, year) => "未办结，逾期".to_owned(),
        (None, _) => "未办结".to_owned(),
    });
    parts.join("，")
}
