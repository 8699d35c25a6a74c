//! 未评清单: every item that has no points yet, and who is to give them. There is none where all is scored.

use super::super::ReportContext;
use super::super::canvas::{Canvas, Cell, count, short, text};
use super::OPEN;
use crate::model::{ItemScore, Score, Scorecard, ScoredKind};
use crate::policy::{Part, ScoreItem, Scoring};
use crate::writer::{Content, ProtectionSpec, SheetSpec, StyleRole};

const HEADS: [(&str, f64); 10] = [
    ("序号", 6.0),
    ("考核\n对象", 8.0),
    ("科室", 20.0),
    ("岗位", 16.0),
    ("姓名", 10.0),
    ("编号", 8.0),
    ("考核内容", 18.0),
    ("分值", 8.0),
    ("由谁评", 18.0),
    ("情况", 44.0),
];

/// The sheet; none where nothing is open.
pub fn sheet(
    name: &str,
    card: &Scorecard,
    scheme: &Scoring,
    context: &ReportContext,
) -> Option<SheetSpec> {
    let scores = ScoredKind::ALL.into_iter().flat_map(|kind| card.of(kind));
    let open: Vec<_> = scores.flat_map(|score| items(score, scheme)).collect();
    if open.is_empty() {
        return None;
    }
    let mut canvas = Canvas::new(name, HEADS.map(|h| h.1).to_vec(), true);
    canvas.title(context, "度考核未评清单");
    let note = "这些项目还没有评，所在的科室、岗位没有总分。请评分方补评后重新运行；程序算不出的，请在该科室（岗位）的评分表里核定。";
    canvas.line(note, StyleRole::Note);
    let head = canvas.heads(HEADS.map(|h| h.0));
    for (number, (score, item, earned)) in (1..).zip(open) {
        canvas.cells(line(number, score, item, earned, scheme));
    }
    canvas.filter(head, canvas.next() - 1);
    canvas.keep_heads(head, head, 5);
    let mut sheet = canvas.finish();
    sheet.protection = Some(ProtectionSpec::default());
    Some(sheet)
}

type Open<'a> = (&'a Score, &'a ScoreItem, &'a ItemScore);

fn items<'a>(score: &'a Score, scheme: &'a Scoring) -> impl Iterator<Item = Open<'a>> {
    let items = scheme.items_of(score.scored.kind()).zip(&score.items);
    let open = items.filter(|(item, earned)| {
        matches!(item.part, Part::Dimension(_)) && earned.earned.is_none()
    });
    open.map(move |(item, earned)| (score, item, earned))
}

fn line(
    number: usize,
    score: &Score,
    item: &ScoreItem,
    earned: &ItemScore,
    scheme: &Scoring,
) -> Vec<Cell> {
    let scored = &score.scored;
    let named = |name: &Option<String>| short(name.as_deref().unwrap_or_default());
    let missing = earned.marks.iter().filter(|m| m.mark.is_none());
    let missing = missing.filter_map(|m| scheme.evaluator(&m.evaluator));
    let who: Vec<&str> = missing.map(|e| e.name.as_str()).collect();
    let who = if who.is_empty() {
        "核定".to_owned()
    } else {
        who.join("、")
    };
    let basis = earned.basis.trim_end_matches(&format!("：{OPEN}"));
    vec![
        count(number),
        short(scored.kind().title()),
        short(scored.section.as_str()),
        named(&scored.post),
        named(&scored.person),
        short(item.code.as_str()),
        text(item.name.as_str()),
        (Content::Number(item.points.as_f64()), StyleRole::Decimal),
        short(who),
        text(basis),
    ]
}
