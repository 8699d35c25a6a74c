//! What follows from the levels: what they rest on, who watches over what, and when it is rated again.

use std::collections::BTreeMap;

use crate::model::{Basis, Book, LevelCounts, RatingStatus, Register, Role, Statistics};
use crate::writer::page::{Bar, Bars, Line, PRINTED, PageCell, PageTable, Tone, heads};

/// What the levels rest on.
pub fn basis(statistics: &Statistics) -> Bars {
    let all: usize = statistics.basis.iter().sum();
    let kinds = Basis::ALL.into_iter().zip(statistics.basis);
    let rows = kinds.filter(|(_, count)| *count > 0).map(|(basis, count)| {
        let tone = if basis == Basis::Confirmed {
            Tone::Shade(5)
        } else {
            Tone::Plain
        };
        Bar::single(basis.title(), count, all, tone).to(Book::Review.file_name())
    });
    Bars {
        id: "basis".to_owned(),
        title: "等级审定情况".to_owned(),
        unit: "单位：风险点（个），按等级依据".to_owned(),
        rows: rows.collect(),
        empty: "没有登记风险点。".to_owned(),
        ..Bars::default()
    }
}

/// 分级监管: who watches over how many risk points of each level. Posts that watch over their own are one line.
pub fn supervision(register: &Register) -> PageTable {
    let mut counts: BTreeMap<(Role, String), LevelCounts> = BTreeMap::new();
    for item in &register.items {
        let Some(supervisor) = &item.follow_up.supervisor else {
            continue;
        };
        let name = match supervisor.role {
            Role::Post => Role::Post.title().to_owned(),
            _ => supervisor.to_string(),
        };
        let counts = counts.entry((supervisor.role, name)).or_default();
        counts.count(item.effective, item.entry.risk_points());
    }
    let book = Book::Register.file_name();
    let rows = counts.into_iter().map(|((_, name), counts)| {
        let [one, two, three, _] = counts.cells();
        let cells = [one, two, three, counts.total()].map(|n| PageCell::number(n, book));
        Line(std::iter::once(PageCell::text(name)).chain(cells).collect())
    });
    PageTable {
        id: "supervision".to_owned(),
        title: "分级监管".to_owned(),
        unit: "单位：风险点（个）".to_owned(),
        heads: heads([
            ("监管人", 8),
            ("一级", 3),
            ("二级", 3),
            ("三级", 3),
            ("合计", 3),
        ]),
        rows: rows.collect(),
        printed: PRINTED / 2,
        empty: "等级确定以后才有监管人。".to_owned(),
        ..PageTable::default()
    }
}

/// 三年一评定: how many risk points are rated again in which year.
pub fn ratings(register: &Register) -> Bars {
    let mut years: BTreeMap<i32, usize> = BTreeMap::new();
    let [mut overdue, mut unknown] = [0, 0];
    for item in &register.items {
        let (rating, points) = (item.follow_up.rating, item.entry.risk_points());
        match (rating.status, rating.next) {
            (RatingStatus::Overdue, _) => overdue += points,
            (_, Some(next)) => *years.entry(next.year()).or_insert(0) += points,
            (_, None) => unknown += points,
        }
    }
    let most = years
        .values()
        .copied()
        .chain([overdue, unknown])
        .max()
        .unwrap_or(0);
    let ends = [
        ("已超期".to_owned(), overdue, Tone::Alert),
        ("无评定日期".to_owned(), unknown, Tone::Open),
    ];
    let [first, last] = ends;
    let years = years
        .into_iter()
        .map(|(year, n)| (format!("{year} 年"), n, Tone::Plain));
    let rows = std::iter::once(first).chain(years).chain([last]);
    let rows = rows
        .filter(|(_, count, _)| *count > 0)
        .map(|(label, count, tone)| {
            Bar::single(label, count, most, tone).to(Book::Register.file_name())
        });
    Bars {
        id: "ratings".to_owned(),
        title: "下次评定的年份".to_owned(),
        unit: format!(
            "每 {} 年评定一次；单位：风险点（个）",
            register.rating_terms.years
        ),
        rows: rows.collect(),
        empty: "没有登记风险点。".to_owned(),
        ..Bars::default()
    }
}
