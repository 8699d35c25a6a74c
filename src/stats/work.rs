//! 工作情况: what was done in the year, counted step by step: what came in, who supervises, what was looked into, what was
//! put right, who was scored.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::model::{
    BandCount, CheckCount, Disposition, Done, Field, Handling, LedgerEntry, LedgerKind, MidYear,
    RatingStatus, Register, RegisterItem, Role, Row, Score, Scorecard, ScoredKind, Subject, Work,
};
use crate::policy::Scoring;
use crate::text;

/// What the year left behind.
#[derive(Clone, Copy, Debug)]
pub struct Past<'y> {
    /// The register, with supervisors, ratings and spot checks.
    pub register: &'y Register,
    /// Every row that was read.
    pub rows: &'y [Row],
    /// The lines of the ledgers that count.
    pub ledger: &'y [LedgerEntry],
    /// Early signs, where any were handed in.
    pub mid_year: Option<&'y MidYear>,
    /// The scores of the year with their scheme.
    pub scores: (&'y Scorecard, &'y Scoring),
    /// Those of the special checks.
    pub checks: &'y [Scorecard],
    /// Day of the run.
    pub date: NaiveDate,
}

/// Counts it.
pub fn work(past: &Past<'_>) -> Work {
    let (card, scheme) = past.scores;
    let steps = [
        found(past),
        measures(past.register),
        supervised(past.register),
        looked_into(past),
        put_right(past),
        scored(card),
    ];
    Work {
        done: steps.concat(),
        bands: bands(card, scheme),
        checks: past.checks.iter().map(check).collect(),
    }
}

fn done(step: &str, what: &str, count: usize, unit: &str) -> Done {
    Done {
        step: step.to_owned(),
        what: what.to_owned(),
        count,
        unit: unit.to_owned(),
    }
}

/// Risk points of the items for which something holds.
fn points(register: &Register, holds: impl Fn(&RegisterItem) -> bool) -> usize {
    let items = register.items.iter().filter(|item| holds(item));
    items.map(|item| item.entry.risk_points()).sum()
}

/// Forms, and risk points by those on whose behalf they were looked for; a form that does not say so speaks for its section.
fn found(past: &Past<'_>) -> Vec<Done> {
    let files = |replaced: bool| {
        let rows = past.rows.iter();
        let rows = rows.filter(|row| !replaced || row.stand_in.is_some());
        rows.map(|row| &row.place.file)
            .collect::<BTreeSet<_>>()
            .len()
    };
    let of = |subject| {
        points(past.register, |item| {
            item.entry.subject.unwrap_or(Subject::Section) == subject
        })
    };
    vec![
        done("风险排查", "收到自查表", files(false), "份"),
        done("风险排查", "重复和旧版的自查表", files(true), "份"),
        done("风险排查", "单位排查的风险点", of(Subject::Unit), "个"),
        done("风险排查", "科室排查的风险点", of(Subject::Section), "个"),
        done("风险排查", "个人排查的风险点", of(Subject::Person), "个"),
    ]
}

/// Measures, one by one where a form numbers them.
fn measures(register: &Register) -> Vec<Done> {
    let told = |item: &RegisterItem| {
        let measures = item.entry.text(Field::Measures).map(text::list_items);
        measures.map_or(0, |items| items.len().max(1))
    };
    let all = register.items.iter().map(told).sum();
    let with = points(register, |item| item.entry.text(Field::Measures).is_some());
    vec![
        done("防控措施", "写明措施的风险点", with, "个"),
        done("防控措施", "防控措施条数", all, "条"),
    ]
}

fn supervised(register: &Register) -> Vec<Done> {
    let by = |role: Role| {
        points(register, |item| {
            let supervisor = item.follow_up.supervisor.as_ref();
            supervisor.is_some_and(|s| s.role == role)
        })
    };
    let with = |status| {
        let items = register.items.iter();
        let items = items.filter(|i| i.follow_up.rating.status == status);
        items.count()
    };
    vec![
        done(
            "分级监管",
            "局主要领导监管的风险点",
            by(Role::Principal),
            "个",
        ),
        done("分级监管", "分管领导监管的风险点", by(Role::Leader), "个"),
        done("分级监管", "科室负责人监管的风险点", by(Role::Head), "个"),
        done("分级监管", "岗位监管的风险点", by(Role::Post), "个"),
        done(
            "定期评定",
            "等级评定已超期",
            with(RatingStatus::Overdue),
            "条",
        ),
        done("定期评定", "等级评定将到期", with(RatingStatus::Due), "条"),
    ]
}

fn looked_into(past: &Past<'_>) -> Vec<Done> {
    let count = |holds: fn(&RegisterItem) -> bool| {
        let items = past.register.items.iter();
        items.filter(|item| holds(item)).count()
    };
    let signs = past.mid_year.map_or(&[][..], |half| &half.signs);
    let handled = |wanted: Handling| signs.iter().filter(|(_, how)| *how == wanted).count();
    let drawn = count(|item| item.follow_up.drawn);
    let checked = count(|item| !item.follow_up.checks.is_empty());
    vec![
        done("监督检查", "列入抽查", drawn, "条"),
        done("监督检查", "已抽查", checked, "条"),
        done("中期监控", "苗头性问题", signs.len(), "件"),
        done(
            "中期监控",
            "苗头性问题已处理",
            handled(Handling::Settled),
            "件",
        ),
        done(
            "中期监控",
            "苗头性问题尚未了结",
            handled(Handling::Watched),
            "件",
        ),
    ]
}

fn put_right(past: &Past<'_>) -> Vec<Done> {
    let of = |kind: Disposition| {
        let lines = past.ledger.iter();
        lines.filter(|line| line.disposition == Some(kind)).count()
    };
    let disposed = Disposition::ALL.map(|kind| done("后期处置", kind.title(), of(kind), "人次"));
    let tasks = past.ledger.iter();
    let tasks: Vec<&LedgerEntry> = tasks
        .filter(|line| line.ledger == LedgerKind::Rectification)
        .collect();
    let closed = tasks.iter().filter(|task| task.is_closed()).count();
    let late = tasks.iter().filter_map(|task| task.days_overdue(past.date));
    let rectified = [
        done("问题整改", "整改任务", tasks.len(), "项"),
        done("问题整改", "整改已销号", closed, "项"),
        done("问题整改", "整改逾期未销号", late.count(), "项"),
    ];
    disposed.into_iter().chain(rectified).collect()
}

fn scored(card: &Scorecard) -> Vec<Done> {
    let complete = |score: &&Score| score.result.is_complete();
    let vetoed = |score: &&Score| score.result.vetoed;
    let kinds = ScoredKind::ALL.map(|kind| {
        let (all, word) = (card.of(kind), kind.title());
        let of = |what: &str, count| done("年度考核", &format!("{what}{word}"), count, "个");
        [
            of("考核", all.len()),
            of("评完", all.iter().filter(complete).count()),
            of("一票否决", all.iter().filter(vetoed).count()),
        ]
    });
    kinds.concat()
}

/// The bands that somebody came into.
fn bands(card: &Scorecard, scheme: &Scoring) -> Vec<BandCount> {
    let of = |scores: &[Score], at| scores.iter().filter(|s| s.result.band == Some(at)).count();
    let bands = scheme.bands.iter().enumerate();
    let bands = bands.map(|(at, band)| BandCount {
        band: band.name.clone(),
        sections: of(&card.sections, at),
        posts: of(&card.posts, at),
    });
    bands.filter(|b| b.sections + b.posts > 0).collect()
}

fn check(card: &Scorecard) -> CheckCount {
    CheckCount {
        check: card.scheme.clone(),
        sections: card.sections.len(),
        posts: card.posts.len(),
    }
}
