//! 中期监控: what has changed since the year began, early signs and what became of them, what is overdue, who is silent.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::model::{
    Change, Coverage, Field, Handling, LedgerEntry, LedgerField, LedgerKind, MidYear, Overdue,
    PartialDate, RatingStatus, Register, RegisterItem, Scored, SectionMonitoring,
};
use crate::text;

/// What the report is made of.
#[derive(Clone, Copy, Debug)]
pub struct Half<'y> {
    /// The register, with ratings.
    pub register: &'y Register,
    /// Lines of all ledgers.
    pub ledger: &'y [LedgerEntry],
    /// Who has handed in.
    pub coverage: &'y Coverage,
    /// The year.
    pub year: i32,
    /// Day of the run.
    pub date: NaiveDate,
}

/// The report; `since` says with what the register was compared, and what became of each risk point.
pub fn mid_year(half: &Half<'_>, since: Option<(String, Vec<Change>)>) -> MidYear {
    let (since, changes) = since.unzip();
    let mut out = MidYear {
        since,
        changes: changes.unwrap_or_default(),
        sections: Vec::new(),
        signs: signs(half),
        overdue: overdue(half),
    };
    out.sections = sections(half, &out);
    out
}

/// The early signs of the year, by day, each matter once: a line that names none, or whose day has not come, is asked and
/// does not count.
fn signs(half: &Half<'_>) -> Vec<(LedgerEntry, Handling)> {
    let of_year = |line: &&LedgerEntry| line.on.is_none_or(|on| on.year() == half.year);
    let says = |line: &&LedgerEntry| !line.ground.is_empty() && !line.lies_ahead(half.date);
    let lines = half.ledger.iter();
    let lines = lines.filter(|line| line.ledger == LedgerKind::Monitoring);
    let lines = lines.filter(of_year).filter(says);
    let mut met = BTreeSet::new();
    let mut signs: Vec<(LedgerEntry, Handling)> = lines
        .filter(|line| met.insert(line.matter()))
        .map(|line| (line.clone(), handling(line)))
        .collect();
    signs.sort_by_key(|(line, _)| line.on.and_then(PartialDate::last_day));
    signs
}

fn handling(line: &LedgerEntry) -> Handling {
    match line.done {
        _ if line.is_closed() => Handling::Settled,
        Some(_) => Handling::Watched,
        None if line.written.contains_key(&LedgerField::Done) => Handling::Told,
        None => Handling::Unsaid,
    }
}

/// Rectifications and dispositions past their deadline, each matter once, and levels past their rating, the longest first.
fn overdue(half: &Half<'_>) -> Vec<Overdue> {
    let mut met = BTreeSet::new();
    let lines = half.ledger.iter();
    let lines = lines.filter(|line| met.insert(line.matter()));
    let lines = lines.filter_map(|line| {
        let what = match line.ledger {
            LedgerKind::Disposition => "处置未办结",
            LedgerKind::Rectification => "整改未销号",
            LedgerKind::Monitoring => "苗头性问题未处理",
        };
        Some(Overdue {
            what: what.to_owned(),
            scored: line.scored.clone(),
            matter: line.ground.clone(),
            due: line.deadline?,
            days: line.days_overdue(half.date)?,
            place: line.place.clone(),
        })
    });
    let ratings = half.register.items.iter();
    let ratings = ratings.filter_map(|item| unrated(item, half.date));
    let mut all: Vec<Overdue> = lines.chain(ratings).collect();
    all.sort_by_key(|overdue| std::cmp::Reverse(overdue.days));
    all
}

fn unrated(item: &RegisterItem, date: NaiveDate) -> Option<Overdue> {
    let rating = item.follow_up.rating;
    let due = rating
        .next
        .filter(|_| rating.status == RatingStatus::Overdue)?;
    let text = |field| item.entry.text(field).map(str::to_owned);
    let risk = item.entry.text(Field::Risk).unwrap_or_default();
    Some(Overdue {
        what: "等级到期未重新评定".to_owned(),
        scored: Scored {
            section: text(Field::Section).unwrap_or_default(),
            post: text(Field::Post),
            person: text(Field::Person),
        },
        matter: format!("{} {risk}", item.id),
        due,
        days: (date - due.last_day()?).num_days(),
        place: item.entry.place_of(Field::Risk),
    })
}

/// The sections of the roster, then those that only forms and ledgers name.
fn sections(half: &Half<'_>, report: &MidYear) -> Vec<SectionMonitoring> {
    let known = half.coverage.sections.iter();
    let mut sections = Sections::default();
    for covered in known {
        let own = sections.of(&covered.section);
        own.basis = Some(covered.basis);
        own.missing.clone_from(&covered.missing);
    }
    for item in &half.register.items {
        let section = item.entry.text(Field::Section).unwrap_or_default();
        sections.of(section).registered += 1;
    }
    for change in &report.changes {
        let changes = &mut sections.of(&change.section).changes;
        *changes.entry(change.class).or_default() += 1;
    }
    for (line, handling) in &report.signs {
        let signs = &mut sections.of(&line.scored.section).signs;
        *signs.entry(*handling).or_default() += 1;
    }
    for overdue in &report.overdue {
        sections.of(&overdue.scored.section).overdue += 1;
    }
    sections.all
}

/// Sections in the order in which they are met.
#[derive(Default)]
struct Sections {
    all: Vec<SectionMonitoring>,
    known: BTreeMap<String, usize>,
}

impl Sections {
    fn of(&mut self, name: &str) -> &mut SectionMonitoring {
        let at = *self.known.entry(text::key(name)).or_insert_with(|| {
            self.all.push(SectionMonitoring {
                section: name.to_owned(),
                ..SectionMonitoring::default()
            });
            self.all.len() - 1
        });
        &mut self.all[at]
    }
}
