//! 否决和追责: every case the scores rest on; and 评分出处: every cell that was counted.

use super::super::canvas::{Canvas, short};
use super::super::context::ReportContext;
use super::super::links::Links;
use super::super::table::{Columns, Table, col, columns, number, prose, word};
use super::super::widths::Width::Fixed;
use crate::location::{Area, CellRef, Place};
use crate::model::{Case, Score, Scorecard, ScoredKind};
use crate::policy::Scoring;
use crate::writer::{ProtectionSpec, Sheet, StyleRole};

/// Lines of sources at most; a sheet has room for a million, and nobody reads so many.
const MOST_SOURCES: usize = 200_000;
const SIGNATURES: &str =
    "主要负责人：　　　　　　　　　分管领导：　　　　　　　　　纪检监督：　　　　　　　　　制表：";

fn case_columns(links: Links<'_>) -> Columns<'_, &Case> {
    let or_none = |text: &Option<String>| text.clone().unwrap_or_default();
    let veto = |case: &Case| {
        if case.vetoes {
            ("否决".into(), StyleRole::Alert)
        } else {
            short("")
        }
    };
    columns! { &Case;
        number();
        word("科室", Fixed(18.0), |c| c.scored.section.clone());
        word("岗位", Fixed(16.0), |c| or_none(&c.scored.post));
        word("姓名", Fixed(9.0), |c| or_none(&c.scored.person));
        word("事项", Fixed(16.0), |c| c.what.clone());
        col("一票\n否决", Fixed(8.0), |c| veto(c));
        word("日期", Fixed(12.0), |c| or_none(&c.on));
        prose("事由", Fixed(30.0), |c| c.ground.clone());
        prose("处置（整改）措施", Fixed(24.0), |c| c.measure.clone());
        prose("办理情况", Fixed(24.0), |c| c.state.clone());
        col("出处", Fixed(24.0), |c| links.place(&c.place));
    }
}

/// The list of those held to account.
pub fn cases<'r>(
    card: &'r Scorecard,
    scheme: &Scoring,
    links: Links<'r>,
    context: &ReportContext,
) -> Sheet<'r> {
    let table = Table::fixed(case_columns(links), card.cases.iter().collect());
    let title = scheme.called("度") + "一票否决和责任追究清单";
    let mut canvas = Canvas::over(&table, ("否决和追责", &title), context);
    canvas.notes([
        "取自处置台账、整改台账和抽查清单：四种后期处置，没有按期销号的整改，抽查中未落实的措施。",
    ]);
    canvas.listing(
        table,
        2,
        "台账中没有处置，也没有逾期的整改；抽查中没有未落实的措施。",
    );
    canvas.line(SIGNATURES, StyleRole::Sign);
    canvas.sheet().protection = Some(ProtectionSpec::default());
    canvas.finish()
}

/// A cell that was counted: for whom, for which item, and whether it cost points.
struct Source<'r> {
    score: &'r Score,
    code: &'r str,
    name: &'r str,
    place: &'r Place,
    against: bool,
}

fn source_columns(links: Links<'_>) -> Columns<'_, Source<'_>> {
    columns! { Source<'_>;
        word("考核\n对象", Fixed(8.0), |s| s.score.scored.kind().title());
        prose("名称", Fixed(34.0), |s| s.score.scored.to_string());
        word("编号", Fixed(10.0), |s| s.code.to_owned());
        prose("考核内容", Fixed(18.0), |s| s.name.to_owned());
        word("算作", Fixed(10.0), |s| if s.against { "扣分" } else { "计入" });
        prose("文件", Fixed(40.0), |s| s.place.file.to_string());
        prose("工作表", Fixed(18.0), |s| s.place.sheet.as_deref().unwrap_or_default().to_owned());
        col("单元格", Fixed(12.0), |s| links.cell(s.place));
    }
}

/// Every cell that was counted, by who is scored and item.
pub fn sources<'r>(
    card: &'r Scorecard,
    scheme: &'r Scoring,
    links: Links<'r>,
    context: &ReportContext,
) -> Sheet<'r> {
    let scores = ScoredKind::ALL.into_iter().flat_map(|kind| card.of(kind));
    let counted = scores.flat_map(|score| counted(score, scheme));
    let sources: Vec<_> = counted.take(MOST_SOURCES).collect();
    let whole = sources.len() < MOST_SOURCES;
    let table = Table::fixed(source_columns(links), sources);
    let title = scheme.called("度考核") + "评分出处";
    let mut canvas = Canvas::over(&table, ("评分出处", &title), context);
    canvas.notes([
        "每一项得分数到了哪些单元格。“扣分”是失分的，“计入”是其余数到的；点单元格可以打开原表。供查对用，打印时只印这一行。",
    ]);
    let noted = canvas.next() - 1;
    let last = u32::try_from(table.widths.len()).unwrap_or(1).max(1) - 1;
    // Looked up on the screen, a line for every cell: printed it would be most of the book.
    canvas.sheet().print.area = Some(Area::new(CellRef::new(0, 0), CellRef::new(noted, last)));
    let laid = canvas.table(table);
    if !whole {
        let rest = format!("只列到 {MOST_SOURCES} 处，其余见 data/scores.jsonl。");
        canvas.notes([rest]);
    }
    canvas.filter(laid.head, canvas.next().max(laid.head + 2) - 1);
    canvas.keep_heads(laid.head, laid.head, 2);
    canvas.sheet().protection = Some(ProtectionSpec::default());
    canvas.finish()
}

/// The cells of all items and vetoes of one that is scored.
fn counted<'r>(score: &'r Score, scheme: &'r Scoring) -> impl Iterator<Item = Source<'r>> {
    let kind = score.scored.kind();
    let source = move |code: &'r str, name: &'r str, place: &'r Place, against: bool| Source {
        score,
        code,
        name,
        place,
        against,
    };
    let items = scheme.items_of(kind).zip(&score.items);
    let items = items.flat_map(move |(item, score)| {
        let cells = score.cells.iter();
        cells.map(move |cell| source(&item.code, &item.name, cell, score.against.contains(cell)))
    });
    let vetoes = scheme.vetoes_of(kind).zip(&score.vetoes);
    let vetoes = vetoes.flat_map(move |(veto, score)| {
        let cells = score.cells.iter();
        cells.map(move |cell| source(&veto.code, &veto.name, cell, true))
    });
    items.chain(vetoes)
}
