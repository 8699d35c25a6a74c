//! 评分方案: the scheme as it stands in the policy, in words and in cells; weights, bands and coefficients are what the
//! formulas of the other sheets name.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::canvas::{Canvas, count, short, text};
use super::super::context::ReportContext;
use super::formula::{NONE, Ref};
use super::words;
use crate::location::CellRef;
use crate::model::{Points, ScoredKind};
use crate::policy::{ScoreItem, ScoreRule, Scoring, Undated};
use crate::writer::{Cell, Content, ProtectionSpec, Sheet, StyleRole};

const WIDTHS: [f64; 6] = [10.0, 16.0, 22.0, 12.0, 44.0, 44.0];

/// Where the numbers stand that formulas name.
pub struct SchemeRefs {
    /// 权重 of each evaluator, in percent.
    pub weights: Vec<Ref>,
    /// Name, least points and coefficient of each band.
    pub bands: Vec<[Ref; 3]>,
    /// 满分.
    pub full: Ref,
    /// 折算成多少分.
    pub converted: Ref,
    /// 加分上限, where there is one.
    pub bonus_cap: Option<Ref>,
    /// The quota in percent of each class and band.
    pub quotas: Vec<Vec<Option<Ref>>>,
    /// 总分 of each section on the summary.
    pub sections: BTreeMap<String, Ref>,
    /// Name and standard of each item by its code: the same stand in the block of everybody who is scored.
    pub words: BTreeMap<String, [Arc<str>; 2]>,
}

/// The sheet, and where its numbers stand.
pub fn sheet(
    name: &str,
    scheme: &Scoring,
    context: &ReportContext,
) -> (Sheet<'static>, SchemeRefs) {
    let mut canvas = Canvas::new(name, WIDTHS.to_vec(), true);
    canvas.title(context, &format!("{}评分方案", scheme.called("度考核")));
    let at = |row, col| Ref::new(name, CellRef::new(row, col));
    canvas.line("一、基本设置", StyleRole::Heading);
    let full = setting(&mut canvas, "满分", number(scheme.full));
    let converted = setting(&mut canvas, "折算成", number(scheme.converted));
    let cap = scheme.bonus_cap.map_or(short("不封顶"), number);
    let cap_row = setting(&mut canvas, "加分合计最多", cap);
    let day = scheme
        .deadline
        .map_or("没有写".to_owned(), |d| d.to_string());
    setting(&mut canvas, "报送截止日期", short(day));
    setting(&mut canvas, "没有填报日期的", short(undated(scheme)));
    canvas.line("二、维度", StyleRole::Heading);
    let head = canvas.heads(["序号"]);
    canvas.span(head, 1, 2, "维度", StyleRole::Head);
    canvas.put(head, 3, "分值", StyleRole::Head);
    for (order, dimension) in (1..).zip(&scheme.dimensions) {
        let row = canvas.cells([count(order)]);
        canvas.span(row, 1, 2, dimension.name.as_str(), StyleRole::BodyCenter);
        canvas.put(row, 3, number(dimension.points).0, StyleRole::Decimal);
    }
    let weights = evaluators(&mut canvas, scheme)
        .into_iter()
        .map(|row| at(row, 3));
    let weights = weights.collect();
    let bands = bands(&mut canvas, scheme).into_iter();
    let bands = bands
        .map(|row| [at(row, 1), at(row, 2), at(row, 3)])
        .collect();
    let quotas = quotas(&mut canvas, scheme);
    let quotas = quotas.into_iter().map(|rows| {
        let cells = rows.into_iter().map(|row| row.map(|row| at(row, 4)));
        cells.collect()
    });
    let quotas = quotas.collect();
    for kind in ScoredKind::ALL {
        items(&mut canvas, kind, scheme);
    }
    vetoes(&mut canvas, scheme);
    canvas.line("说明", StyleRole::Heading);
    for (number, line) in (1..).zip(words::rules(scheme)) {
        canvas.line(format!("{number}. {line}"), StyleRole::Prose);
    }
    canvas.sheet().protection = Some(ProtectionSpec::default());
    let sheet = canvas.finish();
    let refs = SchemeRefs {
        weights,
        bands,
        full: at(full, 3),
        converted: at(converted, 3),
        bonus_cap: scheme.bonus_cap.map(|_| at(cap_row, 3)),
        quotas,
        sections: BTreeMap::new(),
        words: scheme.items.iter().map(|i| words_of(i, scheme)).collect(),
    };
    (sheet, refs)
}

fn words_of(item: &ScoreItem, scheme: &Scoring) -> (String, [Arc<str>; 2]) {
    let standard = if item.standard.is_empty() {
        words::method(item, scheme)
    } else {
        item.standard.clone()
    };
    (
        item.code.clone(),
        [item.name.as_str().into(), standard.into()],
    )
}

fn number(points: Points) -> Cell {
    (Content::Number(points.as_f64()), StyleRole::Decimal)
}

fn whole(percent: i64) -> Content {
    Content::count(usize::try_from(percent).unwrap_or(0))
}

/// A line of a name and its value; the row it stands in.
fn setting(canvas: &mut Canvas<'_>, name: &str, (value, style): Cell) -> u32 {
    let row = canvas.advance();
    canvas.span(row, 0, 2, name, StyleRole::Body);
    canvas.put(row, 3, value, style);
    row
}

const fn undated(scheme: &Scoring) -> &'static str {
    match scheme.undated {
        Undated::Open => "未评",
        Undated::OnTime => "视为按时",
        Undated::Late => "视为逾期",
    }
}

fn evaluators(canvas: &mut Canvas<'_>, scheme: &Scoring) -> Vec<u32> {
    canvas.line("三、评分方", StyleRole::Heading);
    canvas.heads(["序号", "评分方", "评分范围", "权重（%）"]);
    let evaluators = (1..).zip(&scheme.evaluators);
    let rows = evaluators.map(|(number, evaluator)| {
        let scope = if evaluator.own {
            "只评本科室及其岗位"
        } else if evaluator.led {
            "只评分管的科室及其岗位"
        } else {
            "评全部"
        };
        let other = |at: Option<usize>, whom: &str| {
            let name = at.map(|at| &scheme.evaluators[at].name);
            name.map_or(String::new(), |name| format!("；{whom}由{name}评"))
        };
        let heads = other(evaluator.heads_by, "负责人本人");
        let scope = format!("{scope}{heads}{}", other(evaluator.leaders_by, "局领导"));
        let weight = match evaluator.weight {
            0 if !weighs(number - 1, scheme) => short(NONE),
            percent => (whole(percent), StyleRole::Count),
        };
        canvas.cells([
            count(number),
            short(evaluator.name.as_str()),
            text(scope),
            weight,
        ])
    });
    rows.collect()
}

/// Whether marks of this one are weighted in any item; then formulas name the weight, though it is nothing.
fn weighs(evaluator: usize, scheme: &Scoring) -> bool {
    let mut items = scheme.items.iter();
    items.any(|i| i.rule == ScoreRule::Weighted && i.by.contains(&evaluator))
}

fn bands(canvas: &mut Canvas<'_>, scheme: &Scoring) -> Vec<u32> {
    canvas.line("四、等次和绩效系数", StyleRole::Heading);
    canvas.heads(["序号", "等次", "最低分", "绩效系数"]);
    let bands = (1..).zip(&scheme.bands);
    let rows = bands.map(|(order, band)| {
        canvas.cells([
            count(order),
            short(band.name.as_str()),
            number(band.min),
            number(band.coefficient),
        ])
    });
    rows.collect()
}

/// The quotas of bands, class by class; the row of each, none where there is none.
fn quotas(canvas: &mut Canvas<'_>, scheme: &Scoring) -> Vec<Vec<Option<u32>>> {
    let percents = scheme.quota.as_ref().map(|q| &q.percents[..]);
    let percents = percents.unwrap_or_default();
    let mut rows = vec![vec![None; scheme.bands.len()]; scheme.groups()];
    if percents.is_empty() {
        return rows;
    }
    canvas.line("等次的名额", StyleRole::Heading);
    canvas.heads(["序号", "一起排名的", "考核对象", "等次", "名额（%）"]);
    let whom = scheme.quota.iter().flat_map(|q| &q.subjects);
    let whom: Vec<&str> = whom.map(|kind| kind.title()).collect();
    let mut order = 0;
    for (group, percents) in percents.iter().enumerate() {
        let class = scheme.classes.get(group).map_or("全部", String::as_str);
        for (band, percent) in percents.iter().enumerate() {
            let Some(percent) = *percent else { continue };
            order += 1;
            let row = canvas.cells([
                count(order),
                short(class),
                short(whom.join("、")),
                short(scheme.bands[band].name.as_str()),
                (whole(percent), StyleRole::Count),
            ]);
            rows[group][band] = Some(row);
        }
    }
    rows
}

fn items(canvas: &mut Canvas<'_>, kind: ScoredKind, scheme: &Scoring) {
    if scheme.items_of(kind).next().is_none() {
        return;
    }
    let number_of = match kind {
        ScoredKind::Section => "五",
        ScoredKind::Post => "六",
    };
    canvas.begin_page();
    let title = format!("{number_of}、{}考核项目", kind.title());
    canvas.line(title, StyleRole::Heading);
    canvas.heads(["编号", "维度", "考核内容", "分值", "评分办法", "评分标准"]);
    for item in scheme.items_of(kind) {
        canvas.cells([
            short(item.code.as_str()),
            short(words::part(item.part, scheme)),
            text(words::headed(item)),
            super::limits::points_of(item),
            text(words::method(item, scheme)),
            text(item.standard.as_str()),
        ]);
    }
}

fn vetoes(canvas: &mut Canvas<'_>, scheme: &Scoring) {
    if scheme.vetoes.is_empty() {
        return;
    }
    canvas.line("七、一票否决", StyleRole::Heading);
    canvas.heads(["编号", "考核对象", "事项"]);
    for veto in &scheme.vetoes {
        let whom: Vec<&str> = veto.subjects.iter().map(|k| k.title()).collect();
        canvas.cells([
            short(veto.code.as_str()),
            short(whom.join("、")),
            text(veto.name.as_str()),
        ]);
    }
}
