//! What an item earns by its rule, and how that was come by, in words with the numbers.

use std::collections::BTreeSet;

use super::counted;
use super::marks::Marks;
use super::measured::Measured;
use crate::model::{EvaluatorMark, ItemScore, Points, Scored};
use crate::policy::{Evaluator, IfNone, Metric, Part, ScoreItem, ScoreRule, Scoring, Standing};

/// One who is scored.
#[derive(Clone, Copy)]
pub struct Whom<'w> {
    /// Who.
    pub scored: &'w Scored,
    /// What he is in the unit.
    pub standing: Standing,
    /// How many are ranked together with him.
    pub among: usize,
}

/// Scores one item of one that is scored.
pub fn score(
    item: &ScoreItem,
    whom: Whom<'_>,
    measure: impl Fn(Metric) -> Measured,
    marks: &Marks,
    scheme: &Scoring,
) -> ItemScore {
    let mut out = ItemScore {
        code: item.code.clone(),
        points: item.points,
        ..ItemScore::default()
    };
    match item.rule.metric() {
        // Who is ranked with nobody has no place.
        None if unplaced(item, whom, marks, scheme) => {
            let (sum, earned) = counted::reckoned(item, Points::ZERO, 0);
            (out.basis, out.earned) = (sum, earned);
        }
        Some(metric) => by_data(item, metric, measure(metric), &mut out),
        // Results taken over come when they are settled.
        None if item.rule.takes_over() => {}
        None => by_people(item, whom, marks, scheme, &mut out),
    }
    out
}

/// Whether it asks for a place of one who has none, and none was given.
fn unplaced(item: &ScoreItem, whom: Whom<'_>, marks: &Marks, scheme: &Scoring) -> bool {
    let given = |at: usize| {
        let evaluator = &scheme.evaluators[at].key;
        marks
            .find(whom.scored, &item.code, evaluator)
            .mark
            .is_some()
    };
    matches!(item.rule, ScoreRule::Rank { .. })
        && whom.among == 0
        && !scheme.markers(item, whom.standing).any(given)
}

fn by_data(item: &ScoreItem, metric: Metric, measured: Measured, out: &mut ItemScore) {
    let info = metric.info();
    let (basis, earned) = if !measured.unknown.is_empty() {
        (format!("{}：未评", measured.unknown.join("；")), None)
    } else if measured.silent || measured.sent_back {
        let why = if measured.silent {
            "没有报送"
        } else {
            "报送的条目都已退回"
        };
        let earned = if item.part == Part::Deduction {
            "不扣分"
        } else {
            "不得分"
        };
        (format!("{why}，{earned}"), Some(Points::ZERO))
    } else if measured.nothing || (info.is_rate && measured.of == 0) {
        let what = if measured.nothing {
            "没有一条写到本岗位（本人）".to_owned()
        } else {
            format!("{}：没有计算的对象", info.title)
        };
        if_none(item, &what, out);
        (std::mem::take(&mut out.basis), out.earned)
    } else {
        reckoned(item, &measured, info.title, info.unit)
    };
    let words = std::iter::once(basis).chain(measured.aside);
    out.basis = words.collect::<Vec<_>>().join("；");
    out.earned = earned;
    out.against = measured.against;
    // A cell that several entries rest on, such as the date above them, is cited once.
    let mut cited = BTreeSet::new();
    out.cells = measured.cells;
    out.cells.retain(|cell| cited.insert(cell.clone()));
}

/// What an item earns where there is nothing to count.
pub fn if_none(item: &ScoreItem, what: &str, out: &mut ItemScore) {
    out.not_applicable = item.may_not_apply() && item.if_none == IfNone::NotApplicable;
    (out.basis, out.earned) = otherwise(item, what);
}

fn otherwise(item: &ScoreItem, what: &str) -> (String, Option<Points>) {
    if item.part == Part::Deduction {
        return (format!("{what}，不扣分"), Some(Points::ZERO));
    }
    let (word, earned) = match item.if_none {
        IfNone::Full => ("按方案得满分", Some(item.points)),
        IfNone::Zero => ("按方案不得分", Some(Points::ZERO)),
        IfNone::NotApplicable if item.may_not_apply() => ("按方案不适用，其余项目折成满分", None),
        IfNone::NotApplicable => ("按方案不适用，不得分", Some(Points::ZERO)),
        IfNone::Open => ("按方案由人评定，未评", None),
    };
    (format!("{what}，{word}"), earned)
}

fn reckoned(
    item: &ScoreItem,
    measured: &Measured,
    title: &str,
    unit: &str,
) -> (String, Option<Points>) {
    let (points, short) = (item.points, measured.short());
    let is_rate = item.rule.metric().is_some_and(|m| m.info().is_rate);
    let count = if is_rate {
        format!("{title} {}/{} {unit}", measured.met, measured.of)
    } else {
        format!("{title} {short} {unit}")
    };
    let takes_off = item.part == Part::Deduction;
    match item.rule {
        ScoreRule::Rate(_) => {
            let earned = points.share(measured.met, measured.of);
            let sum = format!("{points} × {} ÷ {} = {earned}", measured.met, measured.of);
            (format!("{count}：{sum}"), Some(earned))
        }
        ScoreRule::PerTime { .. } | ScoreRule::Tiered { .. } => {
            let pieces = Points::whole(i64::try_from(short).unwrap_or(i64::MAX / 100));
            let (sum, earned) = counted::reckoned(item, pieces, 0);
            (format!("{count}：{sum}"), earned)
        }
        _ => {
            let full = (short == 0) != takes_off;
            let earned = if full { points } else { Points::ZERO };
            let word = match (takes_off, full) {
                (false, true) => "得满分",
                (false, false) => "不得分",
                (true, true) => "扣分",
                (true, false) => "不扣分",
            };
            (format!("{count}：{word}"), Some(earned))
        }
    }
}

/// A mark of somebody, with who that is and the weight.
type Given<'s> = (&'s Evaluator, i64, EvaluatorMark);

fn by_people(
    item: &ScoreItem,
    whom: Whom<'_>,
    marks: &Marks,
    scheme: &Scoring,
    out: &mut ItemScore,
) {
    let weights = item.by.iter().map(|at| scheme.evaluators[*at].weight);
    let given = scheme.markers(item, whom.standing).zip(weights);
    let given = given.map(|(at, weight)| {
        let evaluator = &scheme.evaluators[at];
        let mark = marks.find(whom.scored, &item.code, &evaluator.key);
        (evaluator, weight, mark)
    });
    let given: Vec<Given<'_>> = given.collect();
    let all = given.iter().map(|(_, weight, m)| Some((m.mark?, *weight)));
    let all: Option<Vec<(Points, i64)>> = all.collect();
    // What nobody gave or took is nothing; only an item of a dimension can be left open.
    let mut each = given.iter().map(|(_, _, mark)| mark);
    let silent = each.all(|m| m.mark.is_none() && !m.not_applicable);
    let optional = !matches!(item.part, Part::Dimension(_));
    out.not_applicable = !given.is_empty() && given.iter().all(|(_, _, m)| m.not_applicable);
    let mut sums = None;
    out.earned = match (&all, &item.rule) {
        (None, _) if out.not_applicable => None,
        (Some(marks), ScoreRule::Weighted) => Some(Points::weighted(marks.iter().copied())),
        (Some(marks), _) if item.is_counted_by_people() => marks.first().and_then(|(count, _)| {
            let (sum, earned) = counted::reckoned(item, *count, whom.among);
            sums = Some(sum);
            earned
        }),
        (Some(marks), _) => Points::mean(&marks.iter().map(|(m, _)| *m).collect::<Vec<_>>()),
        (None, _) if optional && silent => Some(Points::ZERO),
        (None, _) => None,
    };
    let weighted = item.rule == ScoreRule::Weighted;
    let parts = named(&given, weighted);
    out.basis = match (&out.earned, parts.as_slice()) {
        (Some(_), _) if all.is_none() => "没有人提出，不计".to_owned(),
        (Some(_), [one]) => sums.map_or(one.clone(), |sum| format!("{one}：{sum}")),
        (Some(earned), several) if weighted => format!("{} = {earned}", several.join(" + ")),
        (Some(earned), several) => {
            format!("（{}）÷ {} = {earned}", several.join(" + "), several.len())
        }
        (None, _) => parts.join("、"),
    };
    out.basis.push_str(&reasons(&given));
    let cells = given.iter().flat_map(|(_, _, m)| m.cells.iter().cloned());
    out.cells = cells.collect();
    out.marks = given.into_iter().map(|(_, _, mark)| mark).collect();
}

/// Who gave what, with the weight where that counts.
fn named(given: &[Given<'_>], weighted: bool) -> Vec<String> {
    let one = |(evaluator, weight, mark): &Given<'_>| {
        let said = match mark.mark {
            Some(mark) => mark.to_string(),
            None if mark.not_applicable => "不适用".to_owned(),
            None => "未评".to_owned(),
        };
        let weight = if weighted {
            format!(" × {weight}%")
        } else {
            String::new()
        };
        format!("{} {said}{weight}", evaluator.name)
    };
    given.iter().map(one).collect()
}

/// The reasons they gave, as the end of a sentence; nothing where they gave none.
fn reasons(given: &[Given<'_>]) -> String {
    let with = given.iter().filter(|(_, _, mark)| !mark.reasons.is_empty());
    let said = with.map(|(e, _, mark)| format!("{}：{}", e.name, mark.reasons.join("；")));
    let said: Vec<String> = said.collect();
    if said.is_empty() {
        String::new()
    } else {
        format!("。理由——{}", said.join("；"))
    }
}
