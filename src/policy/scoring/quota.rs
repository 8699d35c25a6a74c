//! Classes that are ranked each by itself, and how many of each may have which band.

use super::named::{dimensions, needed, one_of, subjects};
use super::written::{WrittenQuota, WrittenScoring};
use super::{Quota, Scoring, TieRule};
use crate::model::ScoredKind;
use crate::policy::decode::{At, Set, Whole};
use crate::policy::source::Report;
use crate::text;

/// The names of the classes.
pub fn classes(written: &WrittenScoring, report: &Report) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for At { value, span } in written.classes.iter() {
        let name = needed(&value.name, span, "name", report);
        if names.contains(&name) {
            let title = format!("类别“{name}”写了两次");
            report.wrong(span, title, "请只保留一处。");
        }
        names.push(name);
    }
    // Groups that have quotas of their own are ranked each by itself: classes without more to be said of them.
    let groups = written.quota.groups.texts().into_iter();
    names.extend(
        groups.filter(|group| !written.classes.iter().any(|c| c.value.name.text() == group)),
    );
    names
}

/// The quotas; none where no band has one.
pub fn build(written: &WrittenScoring, scoring: &Scoring, report: &Report) -> Option<Quota> {
    let percents = percents(written, scoring, report);
    let all = &written.quota;
    let quota = Quota {
        percents,
        ties: ties(all, scoring, report),
        subjects: match all.subjects.value() {
            Some(named) => subjects(named, report).into_iter().collect(),
            None => ScoredKind::ALL.into(),
        },
    };
    let any = quota.percents.iter().flatten().any(Option::is_some);
    any.then_some(quota)
}

/// Of each class and band: what the class says, else the band, else of the first band the quota as a whole.
fn percents(written: &WrittenScoring, scoring: &Scoring, report: &Report) -> Vec<Vec<Option<i64>>> {
    let top = written.quota.percent.number::<i64>();
    let top = top.filter(|_| written.quota.off.value() != Some(&true));
    let of_band = |at: usize| {
        let own = written
            .bands
            .get(at)
            .and_then(|b| b.value.max_share.number());
        own.or(top.filter(|_| at == 0))
    };
    let usual: Vec<Option<i64>> = (0..scoring.bands.len()).map(of_band).collect();
    let mut out = vec![usual; scoring.groups()];
    for (own, class) in out.iter_mut().zip(written.classes.iter()) {
        for (band, share) in class.value.shares.iter() {
            if let Some(at) = place(band, share, scoring, report) {
                own[at] = share.number();
            }
        }
    }
    if let Some(last) = written.bands.last().filter(|b| b.value.max_share.is_some()) {
        let title = "最低的等次不能限名额（max_share）";
        report.wrong(&last.span, title, "没有更低的等次可降，请删去。");
    }
    out
}

/// The place of the band a share is for.
fn place(
    band: &str,
    share: &Set<Whole<1, 100>>,
    scoring: &Scoring,
    report: &Report,
) -> Option<usize> {
    let span = share.as_ref().map_or(0..0, |s| s.span.clone());
    let bands = scoring.bands.iter().enumerate();
    let known = bands.map(|(at, b)| (b.name.as_str(), at));
    let word = At {
        value: band.to_owned(),
        span,
    };
    one_of(&word, known, "classes.shares", report)
}

fn ties(written: &WrittenQuota, scoring: &Scoring, report: &Report) -> TieRule {
    let compare = written.compare.iter();
    let compare = compare.filter_map(|c| one_of(c, dimensions(scoring), "quota.compare", report));
    let compare: Vec<usize> = compare.collect();
    match written.ties.text() {
        "" | "include" => TieRule::Include,
        "exclude" => TieRule::Exclude,
        // An unknown key among them was told already.
        "compare" if !written.compare.is_empty() => TieRule::Compare(compare),
        other => {
            let span = written.ties.as_ref().map_or(0..0, |t| t.span.clone());
            if other == "compare" {
                let title = "同分按维度比较，却没有写比较哪些维度";
                report.wrong(&span, title, "请在 compare 中写维度的 key。");
            } else {
                let title = format!("“scoring.quota.ties”不认识“{}”", text::excerpt(other, 20));
                let help = "请写 \"include\"（同分都评上）、\"exclude\"（同分都不评）或 \"compare\"（按维度比较）。";
                report.wrong(&span, title, help);
            }
            TieRule::Include
        }
    }
}
