//! 未评清单: every item that has no points yet, and who is to give them. There is none where all is scored.

use super::super::canvas::Canvas;
use super::super::context::ReportContext;
use super::super::table::{Columns, Table, col, columns, number, prose, word};
use super::super::widths::Width::Fixed;
use super::formula::OPEN;
use crate::model::{ItemScore, Score, Scorecard, ScoredKind};
use crate::policy::{Part, ScoreItem, Scoring};
use crate::writer::{Content, ProtectionSpec, Sheet, StyleRole};

const NOTE: &str = "这些项目还没有评，所在的科室、岗位没有总分。请评分方补评后重新运行；程序算不出的，请在该科室（岗位）的评分表里核定。";

fn columns(scheme: &Scoring) -> Columns<'_, Open<'_>> {
    let or_none = |text: &Option<String>| text.clone().unwrap_or_default();
    let points = |item: &ScoreItem| (Content::Number(item.points.as_f64()), StyleRole::Decimal);
    columns! { Open<'_>;
        number();
        word("考核\n对象", Fixed(8.0), |(score, ..)| score.scored.kind().title());
        word("科室", Fixed(20.0), |(score, ..)| score.scored.section.clone());
        word("岗位", Fixed(16.0), |(score, ..)| or_none(&score.scored.post));
        word("姓名", Fixed(10.0), |(score, ..)| or_none(&score.scored.person));
        word("编号", Fixed(8.0), |(_, item, _)| item.code.clone());
        prose("考核内容", Fixed(18.0), |(_, item, _)| item.name.clone());
        col("分值", Fixed(8.0), |(_, item, _)| points(item));
        word("由谁评", Fixed(18.0), |(.., earned)| who(earned, scheme));
        prose("情况", Fixed(44.0), |(.., earned)| earned.basis.trim_end_matches(&format!("：{OPEN}")).to_owned());
    }
}

/// The sheet; none where nothing is open.
pub fn sheet<'r>(
    name: &str,
    card: &'r Scorecard,
    scheme: &'r Scoring,
    context: &ReportContext,
) -> Option<Sheet<'r>> {
    let scores = ScoredKind::ALL.into_iter().flat_map(|kind| card.of(kind));
    let open: Vec<_> = scores.flat_map(|score| items(score, scheme)).collect();
    if open.is_empty() {
        return None;
    }
    let table = Table::fixed(columns(scheme), open);
    let mut canvas = Canvas::over(
        &table,
        (name, &(scheme.called("度考核") + "未评清单")),
        context,
    );
    canvas.notes([NOTE]);
    canvas.listing(table, 5, "");
    canvas.sheet().protection = Some(ProtectionSpec::default());
    Some(canvas.finish())
}

type Open<'a> = (&'a Score, &'a ScoreItem, &'a ItemScore);

fn items<'a>(score: &'a Score, scheme: &'a Scoring) -> impl Iterator<Item = Open<'a>> {
    let items = scheme.items_of(score.scored.kind()).zip(&score.items);
    let open = items.filter(|(item, earned)| {
        matches!(item.part, Part::Dimension(_)) && earned.earned.is_none() && !earned.not_applicable
    });
    open.map(move |(item, earned)| (score, item, earned))
}

/// Who is yet to give a mark; where nobody is asked, the points are to be approved.
fn who(earned: &ItemScore, scheme: &Scoring) -> String {
    let missing = earned.marks.iter().filter(|m| m.mark.is_none());
    let missing = missing.filter_map(|m| scheme.evaluator(&m.evaluator));
    let who: Vec<&str> = missing.map(|e| e.name.as_str()).collect();
    if who.is_empty() {
        return "核定".to_owned();
    }
    who.join("、")
}
