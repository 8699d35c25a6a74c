//! Holds the scheme against itself: what does not add up is refused with its line, before any form is opened.

use std::collections::BTreeSet;
use std::ops::{Range, RangeInclusive};

use super::lay::{Laid, value};
use super::written::{WrittenBand, WrittenItem};
use super::{Band, Metric, Part, Scoring};
use crate::model::{Points, ScoredKind};
use crate::policy::Policy;
use crate::policy::compile::Layer;
use crate::policy::decode::At;
use crate::policy::source::Problem;
use crate::text;

/// Collects problems.
pub struct Report<'o> {
    out: &'o mut Vec<Problem>,
}

impl<'o> Report<'o> {
    /// Into this list.
    pub fn new(out: &'o mut Vec<Problem>) -> Self {
        Self { out }
    }

    /// Whether a problem of this place says so already.
    pub fn has(&self, span: &Range<usize>, words: &str) -> bool {
        let mut own = self.out.iter().filter(|p| p.span == *span);
        own.any(|p| p.title.contains(words))
    }

    /// A problem.
    pub fn wrong(&mut self, span: &Range<usize>, title: String, help: String) {
        self.out.push(Problem::new(span.clone(), title, help));
    }

    /// A text that must be there.
    pub fn needed(
        &mut self,
        written: Option<&At<String>>,
        span: &Range<usize>,
        key: &str,
    ) -> String {
        let value = value(written).trim();
        if value.is_empty() {
            let span = written.map_or(span, |w| &w.span);
            self.wrong(
                span,
                format!("这一段没有写 {key}"),
                format!("请补上 {key} = \"…\"。"),
            );
        }
        value.to_owned()
    }

    /// Points that must be there.
    pub fn points(
        &mut self,
        written: Option<&At<Points>>,
        span: &Range<usize>,
        key: &str,
    ) -> Points {
        if let Some(written) = written {
            return written.value;
        }
        self.wrong(
            span,
            format!("这一段没有写 {key}"),
            format!("请补上 {key} = 数。"),
        );
        Points::ZERO
    }

    /// One of a few words.
    pub fn one_of<T: Copy>(
        &mut self,
        word: &At<String>,
        known: &[(&str, T)],
        key: &str,
    ) -> Option<T> {
        if let Some((_, found)) = known.iter().find(|(name, _)| *name == word.value) {
            return Some(*found);
        }
        let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        let near = text::nearest(&word.value, names.iter().copied());
        let near = near.map_or(String::new(), |n| format!("是否想写“{n}”？"));
        self.wrong(
            &word.span,
            format!(
                "“scoring”的 {key} 不认识“{}”",
                text::excerpt(&word.value, 30)
            ),
            format!("{near}可以写：{}。", names.join("、")),
        );
        None
    }
}

/// Bands from the best to the last, without overlap and without a gap.
pub fn bands(written: &[WrittenBand], out: &mut Vec<Problem>) -> Vec<Band> {
    let mut report = Report::new(out);
    let mut bands: Vec<Band> = Vec::new();
    let mut names = BTreeSet::new();
    let last = written.len() - 1;
    for (at, band) in written.iter().enumerate() {
        let name = report.needed(band.name.as_ref(), &band.span, "name");
        if !names.insert(name.clone()) {
            let title = format!("等次“{name}”写了两次");
            report.wrong(&band.span, title, "请只保留一处。".to_owned());
        }
        let coefficient = report.points(band.coefficient.as_ref(), &band.span, "coefficient");
        let min = match (&band.min, at == last) {
            (Some(min), _) => min.value,
            (None, true) => Points::ZERO,
            (None, false) => report.points(None, &band.span, "min"),
        };
        let span = band.min.as_ref().map_or(&band.span, |m| &m.span);
        if at == last && min != Points::ZERO {
            let title = format!("最低的等次“{name}”从 {min} 分起，不到 {min} 分的没有等次");
            let help = "最低的等次请写 min = 0。等次一写就整个替换默认的，请从高到低把各等都写上。";
            report.wrong(span, title, help.to_owned());
        }
        let above = bands.last();
        if let Some(above) = above.filter(|above| min >= above.min) {
            let title = format!(
                "等次“{name}”从 {min} 分起，与“{}”（{} 分起）重叠",
                above.name, above.min
            );
            let help = "等次从高到低写，每一等的 min 要比上一等的小。".to_owned();
            report.wrong(span, title, help);
        }
        if let Some(below) = &band.below {
            bound(&name, below, above, &mut report);
        }
        bands.push(Band {
            name,
            min,
            coefficient,
        });
    }
    bands
}

/// `below` must be where the band above begins.
fn bound(name: &str, below: &At<Points>, above: Option<&Band>, report: &mut Report<'_>) {
    let (at, wanted) = (below.value, above.map(|a| a.min));
    let title = match wanted {
        Some(min) if at > min => format!("等次“{name}”到 {at} 分为止，与上一等（{min} 分起）重叠"),
        Some(min) if at < min => {
            format!("等次“{name}”到 {at} 分为止，上一等从 {min} 分起，中间的分数没有等次")
        }
        Some(_) => return,
        None => format!("最高的等次“{name}”不能再有上限（below）"),
    };
    let help = "below 应当等于上一等的 min；也可以不写。".to_owned();
    report.wrong(&below.span, title, help);
}

/// An item people mark: who they are, and that their weights add up.
pub fn marked(
    written: &WrittenItem,
    weighted: bool,
    by: &[usize],
    wanted: &RangeInclusive<usize>,
    (scoring, laid): (&Scoring, &Laid),
    report: &mut Report<'_>,
) {
    let code = value(written.text("code"));
    let first = written.by.as_ref().and_then(|b| b.first());
    let span = first.map_or(&written.span, |b| &b.span);
    if let Some(metric) = written.text("metric") {
        report.wrong(
            &metric.span,
            format!("“{code}”由人评分，不能再写 metric"),
            "请删去 metric，或者把 kind 改为 all_or_nothing、per_time、rate。".to_owned(),
        );
    }
    if !wanted.contains(&by.len()) {
        let count = if *wanted.end() == 1 {
            "一个"
        } else {
            "至少一个"
        };
        report.wrong(
            span,
            format!("“{code}”要写{count}评分方，实际写了 {} 个", by.len()),
            "请在 by 中写评分方的 key，例如 by = [\"office\"]。".to_owned(),
        );
    } else if weighted {
        let parts: Vec<i64> = by.iter().map(|e| scoring.evaluators[*e].weight).collect();
        let sum: i64 = parts.iter().sum();
        if sum != 100 {
            let shown: Vec<String> = parts.iter().map(ToString::to_string).collect();
            // The item may be the default's, and the weight the bureau's.
            let weights = by.iter().filter_map(|e| laid.evaluators.get(*e));
            let spans = weights.flat_map(|e| [Some(&e.span), e.weight.as_ref().map(|w| &w.span)]);
            let last = spans.flatten().rfind(|s| s.end > 0);
            let span = if span.end > 0 {
                span
            } else {
                last.unwrap_or(span)
            };
            // The same weights are wrong for every item they are used for: said once.
            if report.has(span, &format!("= {sum}，不是 100")) {
                return;
            }
            report.wrong(
                span,
                format!(
                    "“{code}”的评分方权重相加是 {} = {sum}，不是 100",
                    shown.join(" + ")
                ),
                "请改 scoring.evaluators 的 weight，或者改 by，使权重相加为 100。".to_owned(),
            );
        }
    }
}

/// A share needs something to take a share of.
pub fn rate(written: &WrittenItem, metric: Metric, part: Option<Part>, report: &mut Report<'_>) {
    let info = metric.info();
    let span = written.text("metric").map_or(&written.span, |m| &m.span);
    if !info.is_rate {
        report.wrong(
            span,
            format!("“{}”是次数，不是比率，不能按比率得分", info.title),
            "请把 kind 改为 per_time 或 all_or_nothing，或者换一个指标。".to_owned(),
        );
    }
    if part == Some(Part::Deduction) {
        report.wrong(
            span,
            "扣分项目不能按比率".to_owned(),
            "请把 kind 改为 per_time（每次扣几分）。".to_owned(),
        );
    }
}

/// Points must add up: items to their dimension, dimensions to the full score.
pub fn sums(scoring: &Scoring, laid: &Laid, report: &mut Report<'_>) {
    let spans = || laid.dimensions.iter().map(|d| &d.span);
    let nowhere = 0..0;
    let own = |span: &&Range<usize>| span.end > 0;
    let all: Points = scoring.dimensions.iter().map(|d| d.points).sum();
    if all != scoring.full {
        let span = spans().chain([&laid.full]).rfind(own).unwrap_or(&nowhere);
        report.wrong(
            span,
            format!("各维度的分值相加是 {all}，不是满分 {}", scoring.full),
            "请改 scoring.dimensions 的 points，或者 scoring.full。".to_owned(),
        );
    }
    let mut codes = BTreeSet::new();
    for (item, written) in scoring
        .items
        .iter()
        .filter_map(|i| Some((i, find(laid, &i.code)?)))
    {
        if !codes.insert(text::key(&item.code)) {
            let title = format!("项目编号“{}”写了两次", item.code);
            report.wrong(&written.span, title, "请换一个编号。".to_owned());
        }
    }
    for kind in ScoredKind::ALL {
        if scoring.items_of(kind).next().is_none() {
            continue;
        }
        for (at, dimension) in scoring.dimensions.iter().enumerate() {
            let own = || {
                scoring
                    .items_of(kind)
                    .filter(|i| i.part == Part::Dimension(at))
            };
            let sum: Points = own().map(|i| i.points).sum();
            if sum == dimension.points {
                continue;
            }
            let written = own().filter_map(|i| find(laid, &i.code));
            // What was switched off is missing here.
            let off = laid.items.iter().filter(|i| {
                let here = value(i.text("dimension")) == dimension.key;
                i.off == Some(true) && here && value(i.text("subject")) == kind.key()
            });
            let written = written.chain(off).map(|w| &w.span);
            let nearest = written.chain([&laid.dimensions[at].span]);
            let span = nearest.filter(|s| s.end > 0).last().unwrap_or(&nowhere);
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
                "请改各项目的 points，使相加等于维度的 points；不要的项目写 off = true。"
                    .to_owned(),
            );
        }
    }
}

fn find<'l>(laid: &'l Laid, code: &str) -> Option<&'l WrittenItem> {
    laid.items
        .iter()
        .rev()
        .find(|i| value(i.text("code")).trim() == code)
}

/// Holds the codes of findings against the rules once these stand.
pub fn settle(policy: &Policy, layers: &[Layer<'_>], out: &mut Vec<Problem>) {
    let known = |code: &str| policy.rule_book.rules.iter().any(|r| r.code == code);
    let Some(layer) = layers.last() else { return };
    for code in layer.written.scoring.substance.iter().flatten() {
        if !known(&code.value) {
            let title = format!("“scoring.substance”里的“{}”不是规则代码", code.value);
            let help = "请写针对措施的规则代码，如 \"W05\"；全部代码见 qingfeng rules。";
            out.push(Problem::new(code.span.clone(), title, help));
        }
    }
}
