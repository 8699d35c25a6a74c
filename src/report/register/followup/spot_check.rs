//! 抽查清单: the items drawn, with room to write down what was found, and how they were drawn.

use super::super::super::canvas::{Canvas, short};
use super::super::super::context::ReportContext;
use super::super::super::spread::Ranges;
use super::super::super::table::{Columns, Table, col, columns, number, prose, word};
use super::super::super::widths::Width::{Fixed, Short};
use super::super::columns::{
    Item, LEVEL, effective, id, level_word, matter, measures, owner, person, post, risk, section,
};
use super::super::sentence::{PAGE, Sentence};
use crate::model::{
    CHECK_HEADS, Checked, Level, PartialDate, Register, RegisterItem, SpotCheck, SpotCheckResult,
};
use crate::writer::{Cell, Content, Sheet, StyleRole};

/// Name of the sheet.
pub const SHEET: &str = "抽查清单";

const SIGNATURES: &str =
    "抽查人员（签字）：　　　　　　　　　　　　　　　　　　　　　　　　负责人（签字）：";

const HOW: &str = "填法：“抽查情况”先写“落实”或“未落实”，再写情况；未落实的列入考核评分表的“否决和追责”，评分方案有这一项的，按方案扣分。";

fn columns<'r>() -> Columns<'r, Item<'r>> {
    let [found, on, by, ..] = CHECK_HEADS;
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
        col(on, Fixed(12.0), |i| day(&i.follow_up.checks));
        prose(found, Fixed(22.0), |i| told(i, |c| c.result.clone()));
        word(by, Fixed(10.0), |i| told(i, |c| c.by.clone()));
    }
}

/// What each spot check of an item says, one to a line.
fn told(item: &RegisterItem, of: impl Fn(&Checked) -> String) -> String {
    let checks = item.follow_up.checks.iter();
    let lines: Vec<String> = checks.map(|c| of(&c.checked)).collect();
    lines.join("\n")
}

/// The day of the spot check as a date; of several, one to a line.
fn day(checks: &[SpotCheckResult]) -> Cell {
    if let [one] = checks {
        return match one.checked.date.and_then(PartialDate::day) {
            Some(day) => (Content::Date(day), StyleRole::Date),
            None => short(one.checked.date.map_or(String::new(), |d| d.to_string())),
        };
    }
    let days = checks.iter().map(|c| c.checked.date);
    let days: Vec<String> = days
        .map(|on| on.map_or(String::new(), |d| d.to_string()))
        .collect();
    short(days.join("\n"))
}

/// The sheet; none where nothing was drawn, and nothing looked into.
pub fn sheet<'r>(register: &'r Register, context: &ReportContext) -> Option<Sheet<'r>> {
    let listed = |i: &&RegisterItem| i.follow_up.drawn || !i.follow_up.checks.is_empty();
    let drawn = register.items.iter().filter(listed);
    let items: Vec<Item<'_>> = drawn.collect();
    if items.is_empty() {
        return None;
    }
    let listed = items.clone();
    let table = Table::new(columns(), items, PAGE);
    let mut canvas = Canvas::over(&table, (SHEET, "廉政风险防控抽查清单"), context);
    canvas.notes([
        rates(&register.spot_check),
        method(register.spot_check.seed),
        HOW.to_owned(),
    ]);
    let laid = canvas.listing(table, 2, "");
    canvas.line(total(&listed, &laid.ranges(LEVEL)), StyleRole::TotalText);
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
        "抽取办法：种子 {seed}（写出结果时可以指定，没有指定的用年度）。抽签号由种子和条目的科室、岗位、姓名、事项、风险点算出（SHA-256），\
        每个等级按抽签号从小到大取足数量；与文件、次序无关，用同样的种子和表格重新运行，结果相同。全部条目的抽签号在 data/register.jsonl。"
    )
}

fn total(items: &[Item<'_>], levels: &Ranges) -> Content {
    let whole = format!("COUNTA({})", levels.all());
    let start = Sentence::new("合计：").count("共抽取 ", &whole, items.len(), " 条");
    let strata = Level::ALL.into_iter().map(Some).chain([None]);
    let strata = strata.map(|level| {
        let own = items.iter().filter(|i| i.effective == level);
        (level_word(level), own.count())
    });
    let words = strata
        .filter(|(_, count)| *count > 0)
        .fold(start, |words, (word, count)| {
            let formula = levels.added(|range| format!("COUNTIF({range},\"{word}\")"));
            words.count(&format!("，{word} "), &formula, count, " 条")
        });
    let more = items.iter().filter(|i| !i.follow_up.drawn).count();
    match more {
        0 => words.end("。"),
        more => words.end(&format!("，其中 {more} 条没有抽到，另行抽查。")),
    }
}
