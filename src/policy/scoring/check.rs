//! Holds the scheme against itself: what does not add up is refused with its line, before any form is opened.

use std::collections::BTreeSet;
use std::ops::Range;

use super::written::{Kind, WrittenBand, WrittenItem, WrittenScoring};
use super::{Band, Metric, Part, Scoring};
use crate::model::{Points, ScoredKind};
use crate::policy::decode::{At, Marks};
use crate::policy::source::Report;
use crate::text;

/// A band fits below those above it, without overlap and without a gap.
pub fn band(
    band: &Band,
    written: &At<WrittenBand>,
    bands: &[Band],
    is_last: bool,
    report: &Report,
) {
    let Band { name, min, .. } = band;
    if bands.iter().any(|above| above.name == *name) {
        report.wrong(
            &written.span,
            format!("等次“{name}”写了两次"),
            "请只保留一处。",
        );
    }
    let span = written
        .value
        .min
        .as_ref()
        .map_or(&written.span, |m| &m.span);
    if is_last && *min != Points::ZERO {
        let title = format!("最低的等次“{name}”从 {min} 分起，不到 {min} 分的没有等次");
        let help = "最低的等次请写 min = 0。等次一写就整个替换默认的，请从高到低把各等都写上。";
        report.wrong(span, title, help);
    }
    let above = bands.last();
    if let Some(above) = above.filter(|above| *min >= above.min) {
        let title = format!(
            "等次“{name}”从 {min} 分起，与“{}”（{} 分起）重叠",
            above.name, above.min
        );
        report.wrong(span, title, "等次从高到低写，每一等的 min 要比上一等的小。");
    }
    if let Some(below) = &*written.value.below {
        bound(name, below, above, report);
    }
}

/// `below` must be where the band above begins.
fn bound(name: &str, below: &At<Marks>, above: Option<&Band>, report: &Report) {
    let (at, wanted) = (below.value.0, above.map(|a| a.min));
    let title = match wanted {
        Some(min) if at > min => format!("等次“{name}”到 {at} 分为止，与上一等（{min} 分起）重叠"),
        Some(min) if at < min => {
            format!("等次“{name}”到 {at} 分为止，上一等从 {min} 分起，中间的分数没有等次")
        }
        Some(_) => return,
        None => format!("最高的等次“{name}”不能再有上限（below）"),
    };
    report.wrong(
        &below.span,
        title,
        "below 应当等于上一等的 min；也可以不写。",
    );
}

/// An item the data speak for is marked by nobody.
pub fn unmarked(written: &WrittenItem, report: &Report) {
    if let Some(by) = written.by.first() {
        let title = format!("“{}”的得分来自数据，不由人评分", written.code.text());
        let help = "请删去 by，或者把 kind 改为 range、weighted、average；per_time、tiered 由人报次数的，删去 metric。";
        report.wrong(&by.span, title, help);
    }
}

/// An item people mark: who they are, and that their weights add up.
pub fn marked(
    written: &WrittenItem,
    span: &Range<usize>,
    kind: Kind,
    by: &[usize],
    (scoring, all): (&Scoring, &WrittenScoring),
    report: &Report,
) {
    let code = written.code.text();
    let span = written.by.first().map_or(span, |b| &b.span);
    if let Some(metric) = &*written.metric {
        let help = "请删去 metric，或者把 kind 改为 all_or_nothing、per_time、rate。";
        report.wrong(
            &metric.span,
            format!("“{code}”由人评分，不能再写 metric"),
            help,
        );
    }
    let (fits, count) = if kind.wants_one() {
        (by.len() == 1, "一个")
    } else {
        (!by.is_empty(), "至少一个")
    };
    if !fits {
        let title = format!("“{code}”要写{count}评分方，实际写了 {} 个", by.len());
        report.wrong(
            span,
            title,
            "请在 by 中写评分方的 key，例如 by = [\"office\"]。",
        );
    } else if kind == Kind::Weighted {
        weights(code, span, by, (scoring, all), report);
    }
}

fn weights(
    code: &str,
    span: &Range<usize>,
    by: &[usize],
    (scoring, all): (&Scoring, &WrittenScoring),
    report: &Report,
) {
    let parts: Vec<i64> = by.iter().map(|e| scoring.evaluators[*e].weight).collect();
    let sum: i64 = parts.iter().sum();
    // The item may be the default's, and the weight the bureau's.
    let weights = by.iter().filter_map(|e| all.evaluators.get(*e));
    let spans = weights.flat_map(|e| [Some(&e.span), e.value.weight.as_ref().map(|w| &w.span)]);
    let last = spans.flatten().rfind(|s| s.end > 0);
    let span = if span.end > 0 {
        span
    } else {
        last.unwrap_or(span)
    };
    // The same weights are wrong for every item they are used for: said once.
    if sum == 100 || report.has(span, &format!("= {sum}，不是 100")) {
        return;
    }
    let shown: Vec<String> = parts.iter().map(ToString::to_string).collect();
    let shown = shown.join(" + ");
    report.wrong(
        span,
        format!("“{code}”的评分方权重相加是 {shown} = {sum}，不是 100"),
        "请改 scoring.evaluators 的 weight，或者改 by，使权重相加为 100。",
    );
}

/// The section's score counts only with its people, within a dimension or as a bonus.
pub fn section_score(written: &WrittenItem, part: Option<Part>, report: &Report) {
    let wrong = written.subject.text() != ScoredKind::Post.key() || part == Some(Part::Deduction);
    if let Some(metric) = written.metric.as_ref().filter(|_| wrong) {
        let title = "科室得分（section_score）只能折算进岗位的得分或加分";
        report.wrong(
            &metric.span,
            title,
            "请写 subject = \"post\"，并属于一个维度或者加分。",
        );
    }
}

/// A share needs something to take a share of.
pub fn rate(
    written: &WrittenItem,
    span: &Range<usize>,
    metric: Metric,
    part: Option<Part>,
    report: &Report,
) {
    let info = metric.info();
    let span = written.metric.as_ref().map_or(span, |m| &m.span);
    if !info.is_rate {
        let title = format!("“{}”是次数，不是比率，不能按比率得分", info.title);
        let help = "请把 kind 改为 per_time 或 all_or_nothing，或者换一个指标。";
        report.wrong(span, title, help);
    }
    no_deduction(span, part, report);
}

/// Tiers are how many are the first, and the points of each of them and of each further one; none of it stands in the name.
pub fn tiers(written: &WrittenItem, span: &Range<usize>, report: &Report) {
    let parts = [
        ("first", written.first.is_none()),
        ("first_each", written.first_each.is_none()),
        ("each", written.each.is_none()),
    ];
    let lacking = parts
        .iter()
        .filter(|(_, lacks)| *lacks)
        .map(|(key, _)| *key);
    let lacking: Vec<&str> = lacking.collect();
    if !lacking.is_empty() {
        let title = format!(
            "分档计分的“{}”没有写 {}",
            written.code.text(),
            lacking.join("、")
        );
        let help = "前 first 件每件 first_each 分，以后每增加一件 each 分；项目名称里的数不作数，请另写，例如 first = 1、first_each = 15、each = 20。";
        report.wrong(span, title, help);
    }
}

/// Nothing is taken off by a share.
pub fn no_deduction(span: &Range<usize>, part: Option<Part>, report: &Report) {
    if part == Some(Part::Deduction) {
        let help = "请把 kind 改为 per_time（每次扣几分）。";
        report.wrong(span, "扣分项目不能按比率", help);
    }
}

/// Points must add up: items to their dimension, dimensions to the full score.
pub fn sums(scoring: &Scoring, written: &WrittenScoring, report: &Report) {
    let own = |span: &&Range<usize>| span.end > 0;
    let all: Points = scoring.dimensions.iter().map(|d| d.points).sum();
    if all != scoring.full {
        let dimensions = written.dimensions.iter().map(|d| &d.span);
        let full = written.full.as_ref().map(|full| &full.span);
        let span = dimensions.chain(full).rfind(own).unwrap_or(&NOWHERE);
        let title = format!("各维度的分值相加是 {all}，不是满分 {}", scoring.full);
        report.wrong(
            span,
            title,
            "请改 scoring.dimensions 的 points，或者 scoring.full。",
        );
    }
    let mut codes = BTreeSet::new();
    for item in &scoring.items {
        let Some(place) = find(written, &item.code) else {
            continue;
        };
        if !codes.insert(text::key(&item.code)) {
            let title = format!("项目编号“{}”写了两次", item.code);
            report.wrong(&place.span, title, "请换一个编号。");
        }
    }
    for kind in ScoredKind::ALL {
        if scoring.items_of(kind).next().is_some() {
            let dimensions = 0..scoring.dimensions.len();
            dimensions.for_each(|at| dimension(scoring, written, (kind, at), report));
        }
    }
}

/// What is written in no file.
const NOWHERE: Range<usize> = 0..0;

/// The items of one dimension by which one kind is scored.
fn dimension(
    scoring: &Scoring,
    all: &WrittenScoring,
    (kind, at): (ScoredKind, usize),
    report: &Report,
) {
    let dimension = &scoring.dimensions[at];
    let own = || {
        scoring
            .items_of(kind)
            .filter(|i| i.part == Part::Dimension(at))
    };
    let sum: Points = own().map(|i| i.points).sum();
    if sum == dimension.points {
        return;
    }
    let items = own().filter_map(|i| find(all, &i.code));
    // What was switched off is missing here.
    let off = all.items.iter().filter(|i| {
        let here = i.value.dimension.text() == dimension.key;
        i.value.is_off() && here && i.value.subject.text() == kind.key()
    });
    let nearest = items
        .chain(off)
        .map(|w| &w.span)
        .chain([&all.dimensions[at].span]);
    let span = nearest.filter(|s| s.end > 0).last().unwrap_or(&NOWHERE);
    let parts: Vec<String> = own().map(|i| format!("{} {}", i.code, i.points)).collect();
    report.wrong(
        span,
        format!(
            "{}的“{}”各项目分值相加是 {sum}（{}），不是该维度的 {} 分",
            kind.title(),
            dimension.name,
            parts.join("、"),
            dimension.points
        ),
        "请改各项目的 points，使相加等于维度的 points；不要的项目写 off = true。",
    );
}

fn find<'w>(all: &'w WrittenScoring, code: &str) -> Option<&'w At<WrittenItem>> {
    let mut items = all.items.iter().rev();
    items.find(|i| i.value.code.text().trim() == code)
}

/// The codes that show a measure to have no substance are those of rules.
pub fn substance(written: &WrittenScoring, is_rule: impl Fn(&str) -> bool, report: &Report) {
    let own = written.substance.iter().filter(|code| code.is_own());
    for code in own.filter(|code| !is_rule(&code.value)) {
        let title = format!("“scoring.substance”里的“{}”不是规则代码", code.value);
        let help = "请写针对措施的规则代码，如 \"W05\"；全部代码见“默认口径（说明书）.toml”（命令行：qingfeng rules）。";
        report.wrong(&code.span, title, help);
    }
}
