//! What an item earns by its rule, and how that was come by, in words with the numbers.

use super::marks::Marks;
use super::metrics::Measured;
use crate::model::{EvaluatorMark, ItemScore, Points, Scored};
use crate::policy::{IfNone, Metric, Part, ScoreItem, ScoreRule, Scoring};

/// Scores one item of one that is scored.
pub fn score(
    item: &ScoreItem,
    scored: &Scored,
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
        Some(metric) => by_data(item, metric, measure(metric), &mut out),
        None => by_people(item, scored, marks, scheme, &mut out),
    }
    out
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
    } else if info.is_rate && measured.of == 0 {
        if_none(item, info.title)
    } else {
        reckoned(item, &measured, info.title, info.unit)
    };
    let words = std::iter::once(basis).chain(measured.aside);
    out.basis = words.collect::<Vec<_>>().join("；");
    out.earned = earned;
    out.against = measured.against;
    out.cells = measured.cells;
}

/// What a rate of nothing earns.
fn if_none(item: &ScoreItem, title: &str) -> (String, Option<Points>) {
    if item.part == Part::Deduction {
        return (
            format!("{title}：没有计算的对象，不扣分"),
            Some(Points::ZERO),
        );
    }
    let (word, earned) = match item.if_none {
        IfNone::Full => ("按方案得满分", Some(item.points)),
        IfNone::Zero => ("按方案不得分", Some(Points::ZERO)),
        IfNone::Open => ("按方案由人评定，未评", None),
    };
    (format!("{title}：没有计算的对象，{word}"), earned)
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
        ScoreRule::PerTime { each, floor, .. } if matches!(item.part, Part::Dimension(_)) => {
            let plain = points - each.times(short);
            let earned = plain.max(floor);
            let lifted = if plain < floor {
                format!("，最低 {floor} 分，得 {earned}")
            } else {
                String::new()
            };
            let sum = format!("{points} − {short} × {each} = {plain}{lifted}");
            (format!("{count}：{sum}"), Some(earned))
        }
        ScoreRule::PerTime { each, .. } => {
            let plain = each.times(short);
            let earned = plain.min(points);
            let capped = if plain > points {
                format!("，最多 {points} 分")
            } else {
                String::new()
            };
            let verb = if takes_off { "扣" } else { "加" };
            let sum = format!("{verb} {short} × {each} = {plain}{capped}");
            (format!("{count}：{sum}"), Some(earned))
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

fn by_people(
    item: &ScoreItem,
    scored: &Scored,
    marks: &Marks,
    scheme: &Scoring,
    out: &mut ItemScore,
) {
    let evaluators = item.by.iter().map(|at| &scheme.evaluators[*at]);
    let given = evaluators.map(|e| (e, marks.find(scored, &item.code, &e.key)));
    let given: Vec<_> = given.collect();
    let named = |mark: &EvaluatorMark| mark.mark.map_or("未评".to_owned(), |m| m.to_string());
    let weighted = item.rule == ScoreRule::Weighted;
    let parts: Vec<String> = given
        .iter()
        .map(|(evaluator, mark)| {
            let weight = if weighted {
                format!(" × {}%", evaluator.weight)
            } else {
                String::new()
            };
            format!("{} {}{weight}", evaluator.name, named(mark))
        })
        .collect();
    let all: Option<Vec<(Points, i64)>> = given
        .iter()
        .map(|(e, mark)| Some((mark.mark?, e.weight)))
        .collect();
    // What nobody gave or took is nothing; only an item of a dimension can be left open.
    let silent = given.iter().all(|(_, m)| m.mark.is_none());
    let optional = !matches!(item.part, Part::Dimension(_));
    out.earned = match (&all, item.rule) {
        (Some(marks), ScoreRule::Weighted) => Some(Points::weighted(marks.iter().copied())),
        (Some(marks), _) => Points::mean(&marks.iter().map(|(m, _)| *m).collect::<Vec<_>>()),
        (None, _) if optional && silent => Some(Points::ZERO),
        (None, _) => None,
    };
    out.basis = match (&out.earned, parts.as_slice()) {
        (Some(_), _) if all.is_none() => "没有人提出，不计".to_owned(),
        (Some(_), [one]) => one.clone(),
        (Some(earned), several) if weighted => format!("{} = {earned}", several.join(" + ")),
        (Some(earned), several) => {
            format!("（{}）÷ {} = {earned}", several.join(" + "), several.len())
        }
        (None, _) => parts.join("、"),
    };
    let reasons: Vec<String> = given
        .iter()
        .filter(|(_, mark)| !mark.reasons.is_empty())
        .map(|(e, mark)| format!("{}：{}", e.name, mark.reasons.join("；")))
        .collect();
    if !reasons.is_empty() {
        out.basis = format!("{}。理由——{}", out.basis, reasons.join("；"));
    }
    out.cells = given
        .iter()
        .flat_map(|(_, m)| m.cells.iter().cloned())
        .collect();
    out.marks = given.into_iter().map(|(_, mark)| mark).collect();
}
