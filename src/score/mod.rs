//! 年度考核评分: from what the year left behind to points with their grounds. `subjects` says who is scored, `facts` sorts
//! the year by them, `metrics` counts, `marks` brings in what people gave, `items` applies the rules, `total` adds up.
//!
//! A score not given (未评) is not 0; what cannot be judged from the data is left to people, with the reason.

mod cases;
mod checks;
mod counted;
mod facts;
mod handed_in;
mod items;
mod ledger;
mod marks;
mod measured;
mod metrics;
mod sections;
mod subjects;
mod supervised;
mod total;

use std::collections::BTreeSet;

use chrono::NaiveDate;

pub use checks::ALL as CHECKS;
pub use subjects::of_roster;
pub use total::settle;

use crate::diagnostic::Diagnostic;
use crate::location::Place;
use crate::model::{
    Basis, Coverage, LedgerEntry, Register, Row, Score, ScoreSheet, Scorecard, Scored, ScoredKind,
    VetoScore,
};
use crate::policy::{Metric, Policy, Veto};

/// What the year left behind.
#[derive(Clone, Copy, Debug)]
pub struct Year<'y> {
    /// The register, with supervisors and ratings.
    pub register: &'y Register,
    /// Every row that was read.
    pub rows: &'y [Row],
    /// All findings.
    pub findings: &'y [Diagnostic],
    /// Cells of the errors found in the forms as they came, replaced versions included.
    pub errors: &'y BTreeSet<Place>,
    /// Who has handed in.
    pub coverage: &'y Coverage,
    /// Lines of the ledgers.
    pub ledger: &'y [LedgerEntry],
    /// Score sheets.
    pub sheets: &'y [ScoreSheet],
    /// The year that is scored.
    pub year: i32,
    /// Day of the run: what falls due after it is not late.
    pub date: NaiveDate,
}

/// Scores every section and every post.
pub fn score(year: &Year<'_>, policy: &Policy) -> (Scorecard, Vec<Diagnostic>) {
    let scored = subjects::all(year, policy);
    let (ledger, mut findings) = ledger::counted(year);
    let facts = facts::Facts::of(year, &ledger, policy, &scored);
    let marks = marks::Marks::of(year.sheets, &scored, &policy.scoring);
    let mut card = Scorecard {
        cases: cases::all(year, &ledger, policy),
        ..Scorecard::default()
    };
    for (at, subject) in scored.iter().enumerate() {
        let kind = subject.kind();
        if policy.scoring.items_of(kind).next().is_none() {
            continue;
        }
        let measure = |metric: Metric| metrics::measure(metric, &facts, at, policy);
        let group = policy.group(subject);
        let with = |other: &&Scored| other.kind() == kind && policy.group(other) == group;
        let whom = items::Whom {
            scored: subject,
            standing: policy.standing(subject),
            among: group.map_or(0, |_| scored.iter().filter(with).count()),
        };
        let vetoes = policy.scoring.vetoes_of(kind);
        let vetoes = vetoes.map(|veto| vetoed(veto, whom, measure, &marks, policy));
        let items = policy.scoring.items_of(kind);
        let items = items.map(|item| items::score(item, whom, measure, &marks, &policy.scoring));
        let score = Score {
            scored: subject.clone(),
            group,
            among: whom.among,
            items: items.collect(),
            vetoes: vetoes.collect(),
            ..Score::default()
        };
        match kind {
            ScoredKind::Section => card.sections.push(score),
            ScoredKind::Post => card.posts.push(score),
        }
    }
    settle(&mut card.sections, ScoredKind::Section, &policy.scoring);
    sections::into_posts(&mut card, &policy.scoring);
    settle(&mut card.posts, ScoredKind::Post, &policy.scoring);
    card.remarks = remarks(year, &card, policy);
    findings.extend(marks.into_findings());
    (card, findings)
}

/// How many cases there are of a ground of veto: by the data, or by whoever was asked.
fn vetoed(
    veto: &Veto,
    whom: items::Whom<'_>,
    measure: impl Fn(Metric) -> measured::Measured,
    marks: &marks::Marks,
    policy: &Policy,
) -> VetoScore {
    let code = veto.code.clone();
    if let Some(metric) = veto.metric {
        let measured = measure(metric);
        return VetoScore {
            code,
            times: measured.short(),
            cells: measured.against,
        };
    }
    let mut out = VetoScore {
        code,
        ..VetoScore::default()
    };
    let Some(item) = &veto.asked else { return out };
    for at in policy.scoring.markers(item, whom.standing) {
        let evaluator = &policy.scoring.evaluators[at].key;
        let given = marks.find(whom.scored, &item.code, evaluator);
        let times = given.mark.unwrap_or_default().in_hundredths() / 100;
        out.times += usize::try_from(times).unwrap_or(0);
        out.cells
            .extend(given.cells.into_iter().filter(|_| times > 0));
    }
    out
}

/// Sections that have no rank because nobody said of which class they are.
fn unclassed(policy: &Policy) -> Option<String> {
    let classes = &policy.scoring.classes;
    let sections = policy.roster.sections.iter().filter(|s| !s.is_leadership());
    let open: Vec<&str> = sections
        .filter(|s| s.class.is_none() && !classes.is_empty())
        .map(|s| s.name.as_str())
        .collect();
    let more = if open.len() > 3 { "等" } else { "" };
    let named = open.iter().take(3).copied().collect::<Vec<_>>().join("、");
    (!open.is_empty()).then(|| {
        format!(
            "{named}{more} {} 个科室没有写类别，不知道与哪些科室一起排名，没有名次；请在口径文件该科室里写 class = \"…\"，可用的有：{}。",
            open.len(),
            classes.join("、")
        )
    })
}

/// What a reader of the scores must know.
fn remarks(year: &Year<'_>, card: &Scorecard, policy: &Policy) -> Vec<String> {
    let mut out = Vec::new();
    if policy.scoring.deadline.is_none() {
        out.push(
            "口径中没有写报送截止日期（scoring.deadline），“按时报送”没有依据，算未评。".to_owned(),
        );
    }
    out.extend(unclassed(policy));
    let pending = year.register.items.iter();
    let pending = pending.filter(|i| matches!(i.basis, Basis::Pending | Basis::Open));
    let (pending, uses) = (pending.count(), |m| {
        let mut metrics = policy.scoring.items.iter().filter_map(|i| i.rule.metric());
        metrics.any(|own| own == m)
    });
    if pending > 0 && (uses(Metric::SelfRatedAsConfirmed) || uses(Metric::Underrated)) {
        out.push(format!(
            "还有 {pending} 条等级没有审定，考核中“自评与审定一致”“低评”没有计入这些条目，审定后得分会变。"
        ));
    }
    let by_people = policy.scoring.items.iter().any(|i| !i.by.is_empty());
    if by_people && year.sheets.is_empty() {
        out.push(
            "还没有收到评分表，03 里由人评的项目都是未评；空白评分表用 qingfeng template 生成。"
                .to_owned(),
        );
        return out;
    }
    for kind in ScoredKind::ALL {
        let scores = card.of(kind);
        let open = scores.iter().filter(|s| s.result.missing > 0).count();
        if open > 0 {
            let (what, all) = (kind.title(), scores.len());
            out.push(format!(
                "{all} 个{what}中有 {open} 个还没有评完，没有总分，不参加排名。"
            ));
        }
    }
    out
}
