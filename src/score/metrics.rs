//! What the data say: each metric as a count with the cells behind it.

use super::facts::{Facts, Own};
use super::measured::Measured;
use super::{spot_checks, supervised};
use crate::location::Place;
use crate::model::{
    Basis, CoverageBasis, Disposition, Entry, Field, LedgerEntry, LedgerField, LedgerKind, Level,
    RatingStatus, Row,
};
use crate::policy::{Metric, Policy, Scoring};

/// Submissions named one by one at most.
const NAMED: usize = 3;

/// Counts a metric for the one at this place.
pub fn measure(
    metric: Metric,
    facts: &Facts<'_>,
    at: usize,
    (policy, scheme): (&Policy, &Scoring),
) -> Measured {
    let own = facts.own(at);
    let mut out = match metric {
        Metric::OnTime => on_time(own, scheme),
        Metric::Reported => reported(own),
        Metric::CompleteFirst => complete(own, facts),
        Metric::Returned => times(own.returned.iter().map(|r| r.entry.place.clone())),
        Metric::SelfRatedAsConfirmed => as_confirmed(own),
        Metric::Underrated => underrated(own),
        Metric::SubstantialMeasures => substantial(own, facts),
        Metric::Supervised => supervised::supervised(own, policy),
        Metric::RatingsCurrent => ratings(own),
        Metric::Reminders => dispositions(own, Disposition::Reminder),
        Metric::Admonitions => dispositions(own, Disposition::Admonition),
        Metric::RectificationOrders => dispositions(own, Disposition::Rectification),
        Metric::Sanctions => dispositions(own, Disposition::Sanction),
        Metric::RectifiedInTime => rectified(own, facts),
        Metric::ChecksPassed => spot_checks::passed(own, facts),
        Metric::ChecksFailed => spot_checks::failed(own, facts),
    };
    // 已交未读出: something came, and nobody can say what is in it, or of which day.
    let unread = own.basis == Some(CoverageBasis::Unread);
    let of_forms = matches!(metric, Metric::OnTime | Metric::Reported);
    if unread && (of_forms || metric.info().from_entries) {
        out.unknown = vec!["交来的文件没有读出条目".to_owned()];
    }
    if metric.info().from_entries {
        out.silent = !unread && !own.handed_in();
        out.nothing = !unread && own.is_empty();
    }
    let of_register = matches!(
        metric,
        Metric::SelfRatedAsConfirmed
            | Metric::Underrated
            | Metric::Supervised
            | Metric::RatingsCurrent
            | Metric::ChecksPassed
            | Metric::ChecksFailed
    );
    // Nothing is earned by what was sent back.
    out.sent_back = of_register && own.told.is_empty() && !own.returned.is_empty();
    out
}

/// A count: none of it is met.
fn times(cells: impl Iterator<Item = Place>) -> Measured {
    let mut out = Measured::default();
    for cell in cells {
        out.judge(false, cell);
    }
    out
}

fn on_time(own: &Own<'_>, scheme: &Scoring) -> Measured {
    let mut out = Measured::default();
    if scheme.deadline.is_none() {
        out.unknown.push("口径中没有写报送截止日期".to_owned());
    }
    let mut undated: Vec<String> = Vec::new();
    let mut vague: Vec<String> = Vec::new();
    for submission in &own.submissions {
        out.of += 1;
        out.cells.extend(submission.cell.clone());
        match (submission.on_time, submission.month, &submission.cell) {
            (Some(true), ..) => out.met += 1,
            (Some(false), ..) => out.against.extend(submission.cell.clone()),
            (None, Some(month), Some(cell)) => vague.push(format!("{month}，{cell}")),
            (None, ..) => undated.push(submission.who.clone()),
        }
    }
    let Some(deadline) = scheme.deadline else {
        return out;
    };
    if !vague.is_empty() {
        out.unknown.push(format!(
            "{} 份的填报日期只写到月（{}），不能判断是否在 {} 以前",
            vague.len(),
            few(&vague, "；"),
            deadline.format("%-m月%-d日")
        ));
    }
    if !undated.is_empty() {
        out.unknown.push(format!(
            "{} {} 份没有写明填报日期，不能判断是否按时",
            few(&undated, "、"),
            undated.len()
        ));
    }
    out
}

/// The first ones by name.
fn few(all: &[String], between: &str) -> String {
    let more = if all.len() > NAMED { "等" } else { "" };
    all[..all.len().min(NAMED)].join(between) + more
}

fn reported(own: &Own<'_>) -> Measured {
    let mut out = Measured::default();
    for submission in &own.submissions {
        out.of += 1;
        out.met += usize::from(submission.came);
        out.cells.extend(submission.cell.clone());
    }
    out
}

fn complete(own: &Own<'_>, facts: &Facts<'_>) -> Measured {
    let mut out = Measured::default();
    for row in &own.first {
        let fault = fault(row, facts);
        out.judge(fault.is_none(), fault.unwrap_or_else(|| row.place.clone()));
    }
    out
}

/// The first cell of a row in which an error was found.
fn fault(row: &Row, facts: &Facts<'_>) -> Option<Place> {
    let entry = row.entry()?;
    let start = Place {
        cell: None,
        ..row.place.clone()
    };
    let same_sheet = facts.year.errors.range(start..);
    let mut of_sheet =
        same_sheet.take_while(|p| p.file == row.place.file && p.sheet == row.place.sheet);
    let inside = |p: &&Place| {
        let cell = p.cell;
        cell.is_some_and(|c| (entry.rows.first..=entry.rows.last).contains(&c.row))
    };
    of_sheet.find(inside).cloned()
}

fn as_confirmed(own: &Own<'_>) -> Measured {
    let mut out = Measured::default();
    let mut open = 0;
    for (item, told) in own.matters() {
        let settled = matches!(item.basis, Basis::Confirmed | Basis::Declared);
        let declared = told.iter().map(|t| t.entry);
        let declared = declared.filter(|e| settled && e.declared.is_some());
        let declared: Vec<&Entry> = declared.collect();
        let agrees = |e: &&&Entry| e.declared == item.effective;
        let right = declared.iter().find(agrees);
        match right.or(declared.first()) {
            Some(entry) => out.judge(right.is_some(), entry.place_of(Field::Level)),
            None => open += 1,
        }
    }
    out.leave(open, "条待审定或没有自评等级，没有计入");
    out
}

/// 低评: declared lower than the leading group confirmed. What it has not decided yet is no fault yet.
fn underrated(own: &Own<'_>) -> Measured {
    let is_low = |entry: &Entry, meant: Option<Level>| {
        let pair = entry.declared.zip(meant);
        pair.map(|(own, meant)| meant < own)
    };
    let (mut low, mut open) = (Vec::new(), 0);
    for (item, told) in own.matters() {
        let confirmed = item.basis == Basis::Confirmed;
        let judged = told.iter().filter_map(|t| {
            let suggested = t.entry.grading.suggested;
            let meant = if confirmed { item.effective } else { suggested };
            Some((is_low(t.entry, meant)?, t.entry))
        });
        let judged: Vec<(bool, &Entry)> = judged.collect();
        match judged.first() {
            Some((_, entry)) if judged.iter().all(|(low, _)| *low) => {
                if confirmed {
                    low.push(entry.place_of(Field::Level));
                } else {
                    open += 1;
                }
            }
            _ => {}
        }
    }
    let mut out = times(low.into_iter());
    out.leave(open, "条自评低于建议，待审定，没有计入");
    out
}

fn substantial(own: &Own<'_>, facts: &Facts<'_>) -> Measured {
    let mut out = Measured::default();
    // What was sent back was handed in too: a blank measure must not earn more than a poor one.
    let solid = |entry: &Entry| {
        let cell = entry.place_of(Field::Measures);
        entry.text(Field::Measures).is_some() && !facts.hollow.contains(&cell)
    };
    let merged = own
        .matters()
        .map(|(_, told)| told.iter().map(|t| t.entry).collect());
    let returned = own.returned.iter().map(|r| vec![&*r.entry]);
    for entries in merged.chain(returned) {
        let entries: Vec<&Entry> = entries;
        let right = entries.iter().find(|entry| solid(entry));
        if let Some(entry) = right.or(entries.first()) {
            out.judge(right.is_some(), entry.place_of(Field::Measures));
        }
    }
    out
}

fn ratings(own: &Own<'_>) -> Measured {
    let mut out = Measured::default();
    let mut unknown = 0;
    for (item, told) in own.matters() {
        let entry = told[0].entry;
        match item.follow_up.rating.status {
            RatingStatus::Unknown => unknown += 1,
            status => out.judge(
                status != RatingStatus::Overdue,
                entry.place_of(Field::RatedOn),
            ),
        }
    }
    out.leave(unknown, "条没有评定日期，没有计入");
    out
}

fn dispositions(own: &Own<'_>, kind: Disposition) -> Measured {
    let lines = own.ledger.iter().filter(|l| l.disposition == Some(kind));
    times(lines.map(|l| l.place.clone()))
}

fn rectified(own: &Own<'_>, facts: &Facts<'_>) -> Measured {
    let mut out = Measured::default();
    let (mut unknown, mut unread, mut endless, mut running, mut in_words) = (0, 0, 0, 0, 0);
    let lines = own
        .ledger
        .iter()
        .filter(|l| l.ledger == LedgerKind::Rectification);
    for line in lines {
        match in_time(line, facts) {
            Timely::Yes => out.judge(true, line.state_at.clone()),
            Timely::No => out.judge(false, line.state_at.clone()),
            Timely::Running => running += 1,
            Timely::NoDeadline => endless += 1,
            Timely::InWords => in_words += 1,
            Timely::Unread => {
                unread += 1;
                out.cells.push(line.state_at.clone());
            }
            Timely::Unknown => {
                unknown += 1;
                out.cells.push(line.state_at.clone());
            }
        }
    }
    out.leave(running, "项还没有到期，没有计入");
    out.leave(endless, "项没有写整改时限，没有计入");
    out.leave(
        in_words,
        "项的整改时限没有日期（如立行立改、长期坚持），没有计入",
    );
    for (count, why) in [
        (unknown, "项已销号而没有销号日期，不能判断是否按期"),
        (unread, "项的整改时限读不出是哪一天，不能判断是否按期"),
    ] {
        if count > 0 {
            out.unknown.push(format!("{count} {why}"));
        }
    }
    out
}

enum Timely {
    Yes,
    No,
    Running,
    NoDeadline,
    InWords,
    Unread,
    Unknown,
}

fn in_time(line: &LedgerEntry, facts: &Facts<'_>) -> Timely {
    let Some(deadline) = line.deadline.and_then(crate::model::PartialDate::last_day) else {
        if line.deadline_words.is_some() {
            return Timely::InWords;
        }
        let written = line.written.contains_key(&LedgerField::Deadline);
        let closed = line.done == Some(true) || line.closed_on.is_some();
        return if written && !closed {
            Timely::Unread
        } else {
            Timely::NoDeadline
        };
    };
    let closed = line.closed_on.and_then(crate::model::PartialDate::last_day);
    match (closed, line.done) {
        (Some(day), _) if day <= deadline => Timely::Yes,
        // What is closed before its deadline has come was closed in time, whichever day that was.
        (None, Some(true)) if facts.year.date <= deadline => Timely::Yes,
        (None, Some(true)) => Timely::Unknown,
        (None, _) if facts.year.date <= deadline => Timely::Running,
        (Some(_) | None, _) => Timely::No,
    }
}
