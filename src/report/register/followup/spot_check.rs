//! 抽查清单: the items drawn, with room to write down what was found, and how they were drawn.

use super::super::super::ReportContext;
use super::super::super::canvas::{Canvas, column, short};
use super::super::super::widths::Width::Short;
use super::super::columns::{
    Column, Columns, ID, LEVEL, MATTER, MEASURES, OWNER, PERSON, POST, RISK, SECTION,
};
use super::super::level_word;
use super::{Sentence, numbered, numbered_widths};
use crate::model::{Register, RegisterItem, SpotCheck};
use crate::writer::{Content, SheetSpec, StyleRole};

/// Name of the sheet.
pub const SHEET: &str = "抽查清单";

const COLUMNS: &[Column] = &[
    ID,
    SECTION,
    POST,
    PERSON,
    MATTER,
    RISK,
    LEVEL,
    MEASURES,
    OWNER,
    ("抽签号", Short(10.0, 15.0), true, |i| {
        short(i.follow_up.lot.as_str())
    }),
];
/// Columns to be filled in by hand, and their widths.
const BLANKS: [(&str, f64); 3] = [("抽查日期", 11.0), ("抽查情况", 22.0), ("抽查人", 10.0)];
const SIGNATURES: &str =
    "抽查人员（签字）：　　　　　　　　　　　　　　　　　　　　　　　　负责人（签字）：";

/// The sheet; none where nothing was drawn.
pub fn sheet(register: &Register, context: &ReportContext) -> Option<SheetSpec> {
    let drawn = register.items.iter().filter(|i| i.follow_up.drawn);
    let items: Vec<&RegisterItem> = drawn.collect();
    if items.is_empty() {
        return None;
    }
    let columns = Columns::of(COLUMNS, &items);
    let blanks = BLANKS.map(|(_, width)| width);
    let mut canvas = Canvas::new(SHEET, numbered_widths(&columns, &items, &blanks), true);
    canvas.title(context, "廉政风险防控抽查清单");
    canvas.line(rates(&register.spot_check), StyleRole::Note);
    canvas.line(method(register.spot_check.seed), StyleRole::Note);
    let heads = ["序号"].into_iter().chain(columns.heads());
    let head = canvas.heads(heads.chain(BLANKS.map(|(head, _)| head)));
    for (number, item) in (1..).zip(&items) {
        let mut cells = numbered(number, &columns, item);
        cells.extend(BLANKS.map(|_| (Content::Blank, StyleRole::Body)));
        canvas.cells(cells);
    }
    let last = canvas.next() - 1;
    let levels = column(columns.position(&LEVEL) + 1, head + 1, last);
    canvas.line(total(register, levels), StyleRole::TotalText);
    canvas.line(SIGNATURES, StyleRole::Sign);
    canvas.filter(head, last);
    canvas.keep_heads(head, head, 2);
    Some(canvas.finish())
}

/// What was drawn from how many.
fn rates(draw: &SpotCheck) -> String {
    let strata = draw.strata.iter().filter(|s| s.population > 0);
    let strata: Vec<String> = strata
        .map(|s| {
            let word = level_word(s.level);
            format!(
                "{word}登记 {} 个，抽 {}%，{} 个",
                s.population, s.rate, s.drawn
            )
        })
        .collect();
    format!("抽查数量（不足一个的按一个）：{}。", strata.join("；"))
}

/// How anybody can draw the same again.
fn method(seed: u64) -> String {
    format!(
        "抽取办法：种子 {seed}（由 run --seed 指定，没有指定的用年度）。抽签号由种子和条目的科室、岗位、姓名、事项、风险点算出（SHA-256），\
        每个等级按抽签号从小到大取足数量；与文件、次序无关，用同样的种子和表格重新运行，结果相同。全部条目的抽签号在 data/register.jsonl。"
    )
}

fn total(register: &Register, levels: crate::location::Area) -> Content {
    let strata = register.spot_check.strata.iter();
    let all = strata.clone().map(|s| s.drawn).sum();
    let whole = format!("COUNTA({levels})");
    let start = Sentence::new("合计：").count("共抽取 ", &whole, all, " 个");
    let words = strata
        .filter(|s| s.drawn > 0)
        .fold(start, |words, stratum| {
            let word = level_word(stratum.level);
            let formula = format!("COUNTIF({levels},\"{word}\")");
            words.count(&format!("，{word} "), &formula, stratum.drawn, " 个")
        });
    words.end("。")
}
