//! Makes the scheme of what the files say; what does not fit together is for `settle`.

use super::lay::{Laid, value};
use super::settle::Report;
use super::written::{WrittenItem, WrittenQuota};
use super::{
    Evaluator, IfNone, METRICS, Metric, Part, Quota, ScoreDimension, ScoreItem, ScoreRule, Scoring,
    TieRule, Veto,
};
use crate::model::{Points, ScoredKind};
use crate::policy::decode::At;
use crate::text;

/// The parts of the scheme, one after the other.
pub fn fill(scoring: &mut Scoring, laid: &Laid, report: &mut Report<'_>) {
    for written in &laid.dimensions {
        scoring.dimensions.push(ScoreDimension {
            key: report.needed(written.key.as_ref(), &written.span, "key"),
            name: report.needed(written.name.as_ref(), &written.span, "name"),
            points: report.points(written.points.as_ref(), &written.span, "points"),
        });
    }
    for written in &laid.evaluators {
        scoring.evaluators.push(Evaluator {
            key: report.needed(written.key.as_ref(), &written.span, "key"),
            name: report.needed(written.name.as_ref(), &written.span, "name"),
            weight: written.weight.as_ref().map_or(0, |w| w.value),
            own: written.own.unwrap_or(false),
        });
    }
    for written in laid.items.iter().filter(|i| i.off != Some(true)) {
        let item = item(written, (scoring, laid), report);
        scoring.items.extend(item);
    }
    for written in &laid.vetoes {
        let metric = metric(written.metric.as_ref(), &written.span, report);
        let code = report.needed(written.code.as_ref(), &written.span, "code");
        let subjects = subjects(&written.subjects, report);
        let name = report.needed(written.name.as_ref(), &written.span, "name");
        scoring.vetoes.extend(metric.map(|metric| Veto {
            code,
            subjects,
            metric,
            name,
        }));
    }
    scoring.quota = quota(&laid.quota, scoring, report);
}

fn subjects(written: &[At<String>], report: &mut Report<'_>) -> Vec<ScoredKind> {
    let kinds = ScoredKind::ALL.map(|k| (k.key(), k));
    let read = written
        .iter()
        .filter_map(|w| report.one_of(w, &kinds, "subjects"));
    read.collect()
}

fn metric(
    written: Option<&At<String>>,
    span: &std::ops::Range<usize>,
    report: &mut Report<'_>,
) -> Option<Metric> {
    let Some(written) = written else {
        report.needed(None, span, "metric");
        return None;
    };
    let known: Vec<(&str, Metric)> = METRICS.iter().map(|m| (m.key, m.metric)).collect();
    report.one_of(written, &known, "metric")
}

fn item(
    written: &WrittenItem,
    (scoring, laid): (&Scoring, &Laid),
    report: &mut Report<'_>,
) -> Option<ScoreItem> {
    let span = &written.span;
    let code = report.needed(written.text("code"), span, "code");
    let kinds = ScoredKind::ALL.map(|k| (k.key(), k));
    let subject = written.text("subject");
    if subject.is_none() {
        report.needed(None, span, "subject");
    }
    let subject = subject.and_then(|text| report.one_of(text, &kinds, "subject"));
    let name = report.needed(written.text("name"), span, "name");
    let points = report.points(written.number("points"), span, "points");
    let part = part(written, scoring, report);
    let by = evaluators(written, scoring, report);
    let rule = rule(written, points, part, &by, (scoring, laid), report)?;
    Some(ScoreItem {
        code,
        subject: subject?,
        part: part?,
        name,
        standard: value(written.text("standard")).to_owned(),
        points,
        rule,
        by,
        if_none: written.if_none.unwrap_or(IfNone::Full),
        reason: written.reason.unwrap_or_default(),
    })
}

fn part(written: &WrittenItem, scoring: &Scoring, report: &mut Report<'_>) -> Option<Part> {
    let parts = [("bonus", Part::Bonus), ("deduction", Part::Deduction)];
    match (written.text("dimension"), written.text("part")) {
        (Some(_), Some(both)) => {
            report.wrong(
                &both.span,
                "一个项目不能既属于维度，又是加分或扣分".to_owned(),
                "dimension 和 part 请只写一个。".to_owned(),
            );
            None
        }
        (Some(key), None) => {
            let dimensions = scoring.dimensions.iter().enumerate();
            let known: Vec<(&str, usize)> = dimensions.map(|(n, d)| (d.key.as_str(), n)).collect();
            report.one_of(key, &known, "dimension").map(Part::Dimension)
        }
        (None, Some(part)) => report.one_of(part, &parts, "part"),
        (None, None) => {
            report.wrong(
                &written.span,
                format!("项目“{}”不知道属于哪一部分", value(written.text("code"))),
                "请写 dimension（维度的 key），或者 part = \"bonus\"（加分）、\"deduction\"（扣分）。"
                    .to_owned(),
            );
            None
        }
    }
}

fn evaluators(written: &WrittenItem, scoring: &Scoring, report: &mut Report<'_>) -> Vec<usize> {
    let known: Vec<(&str, usize)> = (scoring.evaluators.iter().enumerate())
        .map(|(n, e)| (e.key.as_str(), n))
        .collect();
    let named = written.by.iter().flatten();
    let mut by: Vec<usize> = named
        .filter_map(|b| report.one_of(b, &known, "by"))
        .collect();
    by.sort_unstable();
    by.dedup();
    by
}

const KINDS: [(&str, Kind); 6] = [
    ("all_or_nothing", Kind::AllOrNothing),
    ("per_time", Kind::PerTime),
    ("rate", Kind::Rate),
    ("range", Kind::Range),
    ("weighted", Kind::Weighted),
    ("average", Kind::Average),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    AllOrNothing,
    PerTime,
    Rate,
    Range,
    Weighted,
    Average,
}

fn rule(
    written: &WrittenItem,
    points: Points,
    part: Option<Part>,
    by: &[usize],
    scheme: (&Scoring, &Laid),
    report: &mut Report<'_>,
) -> Option<ScoreRule> {
    let Some(text) = written.text("kind") else {
        report.needed(None, &written.span, "kind");
        return None;
    };
    let kind = report.one_of(text, &KINDS, "kind")?;
    if matches!(kind, Kind::Range | Kind::Weighted | Kind::Average) {
        let wanted = if kind == Kind::Range {
            1..=1
        } else {
            1..=usize::MAX
        };
        let weighted = kind == Kind::Weighted;
        super::settle::marked(written, weighted, by, &wanted, scheme, report);
        return Some(match kind {
            Kind::Range => ScoreRule::Range,
            Kind::Weighted => ScoreRule::Weighted,
            _ => ScoreRule::Average,
        });
    }
    if let Some(by) = written.by.as_ref().and_then(|b| b.first()) {
        report.wrong(
            &by.span,
            format!(
                "“{}”的得分来自数据，不由人评分",
                value(written.text("code"))
            ),
            "请删去 by，或者把 kind 改为 range、weighted、average。".to_owned(),
        );
    }
    let metric = metric(written.text("metric"), &written.span, report)?;
    match kind {
        Kind::AllOrNothing => Some(ScoreRule::AllOrNothing(metric)),
        Kind::Rate => {
            super::settle::rate(written, metric, part, report);
            Some(ScoreRule::Rate(metric))
        }
        _ => {
            let each = report.points(written.number("each"), &written.span, "each");
            let floor = written.number("floor").map_or(Points::ZERO, |f| f.value);
            if let Some(written) = written.number("floor").filter(|_| floor > points) {
                report.wrong(
                    &written.span,
                    format!("最低 {floor} 分比满分 {points} 分还多"),
                    "floor 应当不超过 points。".to_owned(),
                );
            }
            Some(ScoreRule::PerTime {
                metric,
                each,
                floor,
            })
        }
    }
}

fn quota(written: &WrittenQuota, scoring: &Scoring, report: &mut Report<'_>) -> Option<Quota> {
    let percent = written.percent.as_ref().filter(|_| !written.off)?;
    let dimensions = scoring.dimensions.iter().enumerate();
    let known: Vec<(&str, usize)> = dimensions.map(|(n, d)| (d.key.as_str(), n)).collect();
    let compare = written.compare.iter();
    let compare: Vec<usize> = compare
        .filter_map(|c| report.one_of(c, &known, "quota.compare"))
        .collect();
    let ties = match value(written.ties.as_ref()) {
        "" | "include" => TieRule::Include,
        "exclude" => TieRule::Exclude,
        // An unknown key among them was told already.
        "compare" if !written.compare.is_empty() => TieRule::Compare(compare),
        other => {
            let span = written.ties.as_ref().map_or(0..0, |t| t.span.clone());
            let (title, help) = if other == "compare" {
                (
                    "同分按维度比较，却没有写比较哪些维度".to_owned(),
                    "请在 compare 中写维度的 key。",
                )
            } else {
                let title = format!("“scoring.quota.ties”不认识“{}”", text::excerpt(other, 20));
                (
                    title,
                    "请写 \"include\"（同分都评上）、\"exclude\"（同分都不评）或 \"compare\"（按维度比较）。",
                )
            };
            report.wrong(&span, title, help.to_owned());
            TieRule::Include
        }
    };
    let subjects = match &written.subjects {
        Some(named) => subjects(named, report).into_iter().collect(),
        None => ScoredKind::ALL.into(),
    };
    Some(Quota {
        percent: percent.value,
        ties,
        subjects,
    })
}
