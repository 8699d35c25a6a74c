//! 否决和追责: every case the scores rest on; and 评分出处: every cell that was counted.

use super::super::ReportContext;
use super::super::canvas::{Canvas, count, short, text};
use super::super::links::Links;
use crate::location::Place;
use crate::model::{Case, Score, Scorecard, ScoredKind};
use crate::policy::Scoring;
use crate::writer::{ProtectionSpec, SheetSpec, StyleRole};

/// Lines of sources at most; a sheet has room for a million, and nobody reads so many.
const MOST_SOURCES: usize = 200_000;
const SIGNATURES: &str =
    "主要负责人：　　　　　　　　　分管领导：　　　　　　　　　纪检监督：　　　　　　　　　制表：";

/// The list of those held to account.
pub fn cases(card: &Scorecard, links: &Links<'_>, context: &ReportContext) -> SheetSpec {
    let widths = vec![
        6.0, 18.0, 16.0, 9.0, 16.0, 8.0, 12.0, 30.0, 24.0, 24.0, 24.0,
    ];
    let mut canvas = Canvas::new("否决和追责", widths, true);
    canvas.title(context, "度一票否决和责任追究清单");
    canvas.line(
        "取自处置台账和整改台账：四种后期处置，以及没有按期销号的整改。",
        StyleRole::Note,
    );
    let head = canvas.heads([
        "序号",
        "科室",
        "岗位",
        "姓名",
        "事项",
        "一票\n否决",
        "日期",
        "事由",
        "处置（整改）措施",
        "办理情况",
        "出处",
    ]);
    for (number, case) in (1..).zip(&card.cases) {
        canvas.cells(line(number, case, links));
    }
    if card.cases.is_empty() {
        canvas.line("台账中没有处置，也没有逾期的整改。", StyleRole::Note);
    } else {
        canvas.filter(head, canvas.next() - 1);
    }
    canvas.line(SIGNATURES, StyleRole::Sign);
    canvas.keep_heads(head, head, 2);
    let mut sheet = canvas.finish();
    sheet.protection = Some(ProtectionSpec::default());
    sheet
}

fn line(number: usize, case: &Case, links: &Links<'_>) -> Vec<super::super::canvas::Cell> {
    let scored = &case.scored;
    let veto = if case.vetoes {
        ("否决".into(), StyleRole::Alert)
    } else {
        short("")
    };
    vec![
        count(number),
        short(scored.section.as_str()),
        short(scored.post.as_deref().unwrap_or_default()),
        short(scored.person.as_deref().unwrap_or_default()),
        short(case.what.as_str()),
        veto,
        short(case.on.as_deref().unwrap_or_default()),
        text(case.ground.as_str()),
        text(case.measure.as_str()),
        text(case.state.as_str()),
        links.place(&case.place),
    ]
}

/// Every cell that was counted, by who is scored and item.
pub fn sources(
    card: &Scorecard,
    scheme: &Scoring,
    links: &Links<'_>,
    context: &ReportContext,
) -> SheetSpec {
    let widths = vec![8.0, 34.0, 10.0, 18.0, 10.0, 40.0, 18.0, 12.0];
    let mut canvas = Canvas::new("评分出处", widths, true);
    canvas.title(context, "度考核评分出处");
    canvas.line(
        "每一项得分数到了哪些单元格。“扣分”是失分的，“计入”是其余数到的；点单元格可以打开原表。",
        StyleRole::Note,
    );
    let head = canvas.heads([
        "考核\n对象",
        "名称",
        "编号",
        "考核内容",
        "算作",
        "文件",
        "工作表",
        "单元格",
    ]);
    let mut left = MOST_SOURCES;
    for kind in ScoredKind::ALL {
        for score in card.of(kind) {
            for (name, place, against) in counted(score, kind, scheme) {
                if left == 0 {
                    break;
                }
                left -= 1;
                canvas.cells([
                    short(kind.title()),
                    text(score.scored.to_string()),
                    short(name.0),
                    text(name.1),
                    short(if against { "扣分" } else { "计入" }),
                    text(place.file.as_ref()),
                    text(place.sheet.as_deref().unwrap_or_default()),
                    links.cell(place),
                ]);
            }
        }
    }
    if left == 0 {
        canvas.line(
            format!("只列到 {MOST_SOURCES} 处，其余见 data/scores.jsonl。"),
            StyleRole::Note,
        );
    }
    canvas.filter(head, canvas.next().max(head + 2) - 1);
    canvas.keep_heads(head, head, 2);
    let mut sheet = canvas.finish();
    sheet.protection = Some(ProtectionSpec::default());
    sheet
}

/// The cells of all items and vetoes of one that is scored: code and name, the cell, whether it cost points.
fn counted<'r>(
    score: &'r Score,
    kind: ScoredKind,
    scheme: &'r Scoring,
) -> impl Iterator<Item = ((&'r str, &'r str), &'r Place, bool)> {
    let items = scheme.items_of(kind).zip(&score.items);
    let items = items.flat_map(|(item, score)| {
        let name = (item.code.as_str(), item.name.as_str());
        let cells = score.cells.iter();
        cells.map(move |cell| (name, cell, score.against.contains(cell)))
    });
    let vetoes = scheme.vetoes_of(kind).zip(&score.vetoes);
    let vetoes = vetoes.flat_map(|(veto, score)| {
        let name = (veto.code.as_str(), veto.name.as_str());
        score.cells.iter().map(move |cell| (name, cell, true))
    });
    items.chain(vetoes)
}
