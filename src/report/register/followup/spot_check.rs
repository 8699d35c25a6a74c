//! 抽查清单: the items drawn, with room to write down what was found, and how they were drawn.

use super::super::super::canvas::Canvas;
use super::super::super::context::ReportContext;
use super::super::super::spread::Ranges;
use super::super::super::table::{Columns, Table, blank, columns, number, word};
use super::super::super::widths::Width::Short;
use super::super::columns::{
    Item, LEVEL, effective, id, level_word, matter, measures, owner, person, post, risk, section,
};
use super::super::sentence::{PAGE, Sentence};
use crate::model::{Register, SpotCheck};
use crate::writer::{Content, Sheet, StyleRole};

/// Name of the sheet.
pub const SHEET: &str = "抽查清单";

const SIGNATURES: &str =
    "抽查人员（签字）：　　　　　　　　　　　　　　　　　　　　　　　　负责人（签字）：";

fn columns<'r>() -> Columns<'r, Item<'r>> {
    columns! { Item<'_>;
        number();
        id();
        section();
        post();
        person();
        matter();
        risk();
        effective(LEVEL);
        measures();
        owner();
        word("抽签号", Short(10.0, 15.0), |i| i.follow_up.lot.clone());
        blank("抽查日期", 11.0, StyleRole::Body);
        blank("抽查情况", 22.0, StyleRole::Body);
        blank("抽查人", 10.0, StyleRole::Body);
    }
}

/// The sheet; none where nothing was drawn.
pub fn sheet<'r>(register: &'r Register, context: &ReportContext) -> Option<Sheet<'r>> {
    let drawn = register.items.iter().filter(|i| i.follow_up.drawn);
    let items: Vec<Item<'_>> = drawn.collect();
    if items.is_empty() {
        return None;
    }
    let table = Table::new(columns(), items, PAGE);
    let mut canvas = Canvas::over(&table, (SHEET, "廉政风险防控抽查清单"), context);
    canvas.notes([
        rates(&register.spot_check),
        method(register.spot_check.seed),
    ]);
    let laid = canvas.listing(table, 2, "");
    canvas.line(total(register, &laid.ranges(LEVEL)), StyleRole::TotalText);
    canvas.line(SIGNATURES, StyleRole::Sign);
    Some(canvas.finish())
}

/// What was drawn from how many.
fn rates(draw: &SpotCheck) -> String {
    let strata = draw.strata.iter().filter(|s| s.population > 0);
    let strata: Vec<String> = strata
        .map(|s| {
            let word = level_word(s.level);
            format!(
                "{word}登记 {} 条，抽 {}%，{} 条",
                s.population, s.rate, s.drawn
            )
        })
        .collect();
    format!("抽查数量（不足一条的按一条）：{}。", strata.join("；"))
}

/// How anybody can draw the same again.
fn method(seed: u64) -> String {
    format!(
        "抽取办法：种子 {seed}（由 run --seed 指定，没有指定的用年度）。抽签号由种子和条目的科室、岗位、姓名、事项、风险点算出（SHA-256），\
        每个等级按抽签号从小到大取足数量；与文件、次序无关，用同样的种子和表格重新运行，结果相同。全部条目的抽签号在 data/register.jsonl。"
    )
}

fn total(register: &Register, levels: &Ranges) -> Content {
    let strata = register.spot_check.strata.iter();
    let all = strata.clone().map(|s| s.drawn).sum();
    let whole = format!("COUNTA({})", levels.all());
    let start = Sentence::new("合计：").count("共抽取 ", &whole, all, " 条");
    let words = strata
        .filter(|s| s.drawn > 0)
        .fold(start, |words, stratum| {
            let word = level_word(stratum.level);
            let formula = levels.added(|range| format!("COUNTIF({range},\"{word}\")"));
            words.count(&format!("，{word} "), &formula, stratum.drawn, " 条")
        });
    words.end("。")
}
