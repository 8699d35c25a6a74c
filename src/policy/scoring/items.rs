//! Makes items and vetoes of what is written.

use std::collections::BTreeSet;
use std::ops::Range;

use super::item::{Counted, ScoreItem, ScoreRule};
use super::named::{
    self, SUBJECTS, choice, dimensions, lacking, marks, needed, one_of, points as points_of,
    subjects,
};
use super::taken::SPECIAL_CHECK;
use super::written::{Kind, WrittenItem, WrittenScoring, WrittenVeto};
use super::{IfNone, METRICS, Metric, Part, ReasonWanted, Scoring, Veto, check};
use crate::model::{Points, ScoredKind};
use crate::policy::decode::{At, Set, Whole};
use crate::policy::source::Report;

/// What is no metric of the data: the score of the section as part of its people's.
const SECTION_SCORE: &str = "section_score";

fn metric(written: &Set<String>, span: &Range<usize>, report: &Report) -> Option<Metric> {
    if let Some(share) = written.as_ref().filter(|m| is_share(&m.value)) {
        let title = format!("“{}”只能按比率得分", share.value);
        report.wrong(&share.span, title, "请把 kind 改为 \"rate\"。");
        return None;
    }
    let known = METRICS.iter().map(|m| (m.key, m.metric));
    choice(written, known, (span, "metric"), report)
}

/// Whether a metric is the score of something else.
fn is_share(metric: &str) -> bool {
    [SECTION_SCORE, SPECIAL_CHECK].contains(&metric)
}

/// An item; none where it cannot be one.
pub fn item(
    At { value, span }: &At<WrittenItem>,
    scheme: (&Scoring, &WrittenScoring),
    report: &Report,
) -> Option<ScoreItem> {
    let code = needed(&value.code, span, "code", report);
    let subject = choice(&value.subject, SUBJECTS, (span, "subject"), report);
    let name = needed(&value.name, span, "name", report);
    let part = part(value, span, scheme.0, report);
    let kind = choice(&value.kind, KINDS, (span, "kind"), report)?;
    let by = evaluators(value, kind, scheme.0, report);
    // Only a bonus or a deduction may go without a bound, where it is counted or given.
    let beyond = matches!(part, Some(Part::Bonus | Part::Deduction));
    let open = matches!(
        kind,
        Kind::Range | Kind::PerTime | Kind::Tiered | Kind::Rank
    );
    let uncapped = beyond && open && value.points.is_none();
    let points = if uncapped {
        Points::ZERO
    } else {
        points_of(&value.points, span, "points", report)
    };
    let by_people = match kind {
        Kind::Range | Kind::Weighted | Kind::Average | Kind::Ballot | Kind::Rank => true,
        Kind::PerTime | Kind::Tiered => value.metric.is_none() && !by.is_empty(),
        _ => false,
    };
    if by_people {
        check::marked(value, span, kind, &by, scheme, report);
    } else {
        check::unmarked(value, report);
    }
    let counted = (kind, by_people.then_some(Counted::People));
    let rule = rule(value, span, counted, (points, uncapped, part), report)?;
    Some(ScoreItem {
        code,
        subject: subject?,
        part: part?,
        name,
        standard: value.standard.text().to_owned(),
        headings: value.headings.texts(),
        points,
        uncapped,
        rule,
        of: value.of.text().trim().to_owned(),
        by,
        if_none: value
            .if_none
            .value()
            .or(scheme.1.if_none.value())
            .copied()
            .unwrap_or_default(),
        optional: value.not_applicable.value() == Some(&true),
        reason: value.reason.value().copied().unwrap_or_default(),
    })
}

/// How it is reckoned.
fn rule(
    value: &WrittenItem,
    span: &Range<usize>,
    (kind, counted): (Kind, Option<Counted>),
    worth: (Points, bool, Option<Part>),
    report: &Report,
) -> Option<ScoreRule> {
    Some(match kind {
        Kind::Range => ScoreRule::Range,
        Kind::Ballot => ScoreRule::Ballot,
        Kind::Weighted => ScoreRule::Weighted,
        Kind::Average => ScoreRule::Average,
        Kind::Rank => ScoreRule::Rank {
            last: whole(&value.last, span, "last", report),
            each: points_of(&value.each, span, "each", report),
        },
        _ => return of_count(value, span, (kind, counted), worth, report),
    })
}

/// A rule that rests on the data, or on a count somebody gives.
fn of_count(
    value: &WrittenItem,
    span: &Range<usize>,
    (kind, counted): (Kind, Option<Counted>),
    (most, uncapped, part): (Points, bool, Option<Part>),
    report: &Report,
) -> Option<ScoreRule> {
    match value.metric.text() {
        SECTION_SCORE if kind == Kind::Rate => {
            check::section_score(value, part, report);
            return Some(ScoreRule::SectionScore);
        }
        SPECIAL_CHECK if kind == Kind::Rate => {
            check::no_deduction(span, part, report);
            return Some(ScoreRule::SpecialCheck);
        }
        _ => {}
    }
    let of = match counted {
        Some(counted) => counted,
        None if matches!(kind, Kind::PerTime | Kind::Tiered) && value.metric.is_none() => {
            named::uncounted(span, report);
            Counted::People
        }
        None => Counted::Data(metric(&value.metric, span, report)?),
    };
    Some(match (kind, of) {
        (Kind::AllOrNothing, Counted::Data(metric)) => ScoreRule::AllOrNothing(metric),
        (Kind::Rate, Counted::Data(metric)) => {
            check::rate(value, span, metric, part, report);
            ScoreRule::Rate(metric)
        }
        (Kind::Tiered, _) => {
            check::tiers(value, span, report);
            ScoreRule::Tiered {
                of,
                first: Points::whole(value.first.number().unwrap_or(1)),
                first_each: marks(&value.first_each),
                each: marks(&value.each),
            }
        }
        _ => {
            let each = points_of(&value.each, span, "each", report);
            let floor = marks(&value.floor);
            if let Some(written) = value.floor.as_ref().filter(|_| floor > most && !uncapped) {
                let title = format!("最低 {floor} 分比满分 {most} 分还多");
                report.wrong(&written.span, title, "floor 应当不超过 points。");
            }
            ScoreRule::PerTime { of, each, floor }
        }
    })
}

/// A whole number that must be there.
fn whole<const LEAST: i64, const MOST: i64>(
    written: &Set<Whole<LEAST, MOST>>,
    span: &Range<usize>,
    key: &str,
    report: &Report,
) -> usize {
    if written.is_none() {
        lacking(span, key, "数", report);
    }
    written.number().unwrap_or(1)
}

/// A ground of veto: of the data, or one a person gives.
pub fn veto(
    At { value, span }: &At<WrittenVeto>,
    scoring: &Scoring,
    report: &Report,
) -> Option<Veto> {
    let code = needed(&value.code, span, "code", report);
    let subjects = subjects(&value.subjects, report);
    let name = needed(&value.name, span, "name", report);
    let asked: Vec<usize> = value
        .by
        .iter()
        .filter_map(|by| one_of(by, named::evaluators(scoring), "by", report))
        .collect();
    let by_people = !value.by.is_empty() && value.metric.is_none();
    if by_people && value.by.len() > 1 {
        let title = format!("“{code}”由几个评分方提出，看不出以谁为准");
        report.wrong(span, title, "by 请只写一个评分方。");
    }
    let metric = if by_people {
        None
    } else if value.metric.is_none() {
        named::uncounted(span, report);
        return None;
    } else {
        Some(metric(&value.metric, span, report)?)
    };
    let asked = by_people.then(|| ScoreItem {
        code: code.clone(),
        subject: ScoredKind::Section,
        part: Part::Deduction,
        headings: Vec::new(),
        name: name.clone(),
        standard: "一票否决：有几次写几次，没有的空着".to_owned(),
        points: Points::ZERO,
        uncapped: true,
        of: String::new(),
        rule: ScoreRule::PerTime {
            of: Counted::People,
            each: Points::ZERO,
            floor: Points::ZERO,
        },
        by: asked,
        if_none: IfNone::default(),
        optional: false,
        reason: ReasonWanted::default(),
    });
    Some(Veto {
        code,
        subjects,
        metric,
        asked,
        name,
    })
}

fn part(
    value: &WrittenItem,
    span: &Range<usize>,
    scoring: &Scoring,
    report: &Report,
) -> Option<Part> {
    let parts = [("bonus", Part::Bonus), ("deduction", Part::Deduction)];
    match (&*value.dimension, &*value.part) {
        (Some(_), Some(both)) => {
            let title = "一个项目不能既属于维度，又是加分或扣分";
            report.wrong(&both.span, title, "dimension 和 part 请只写一个。");
            None
        }
        (Some(key), None) => {
            let dimension = one_of(key, dimensions(scoring), "dimension", report);
            dimension.map(Part::Dimension)
        }
        (None, Some(part)) => one_of(part, parts, "part", report),
        (None, None) => {
            let title = format!("项目“{}”不知道属于哪一部分", value.code.text());
            let help = "请写 dimension（维度的 key），或者 part = \"bonus\"（加分）、\"deduction\"（扣分）。";
            report.wrong(span, title, help);
            None
        }
    }
}

/// Who marks an item. Where nobody is named and one alone is wanted, it is the one there is beside those who mark themselves.
fn evaluators(value: &WrittenItem, kind: Kind, scoring: &Scoring, report: &Report) -> Vec<usize> {
    if value.by.is_empty() && value.metric.is_none() && kind.wants_one() {
        let others = scoring.evaluators.iter().enumerate();
        let others: Vec<usize> = others.filter(|(_, e)| !e.own).map(|(at, _)| at).collect();
        return if others.len() == 1 {
            others
        } else {
            Vec::new()
        };
    }
    let named = value.by.iter();
    let by: BTreeSet<usize> = named
        .filter_map(|b| one_of(b, named::evaluators(scoring), "by", report))
        .collect();
    by.into_iter().collect()
}

const KINDS: [(&str, Kind); 9] = [
    ("all_or_nothing", Kind::AllOrNothing),
    ("per_time", Kind::PerTime),
    ("rate", Kind::Rate),
    ("range", Kind::Range),
    ("weighted", Kind::Weighted),
    ("average", Kind::Average),
    ("tiered", Kind::Tiered),
    ("rank", Kind::Rank),
    ("ballot", Kind::Ballot),
];
