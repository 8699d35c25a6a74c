//! 对比汇总: how many risk points of each section are new, gone, higher, lower.

use std::collections::BTreeMap;

use super::super::canvas::Canvas;
use super::super::context::ReportContext;
use super::super::table::{Columns, Table, columns, tally, word};
use super::super::widths::Width::{Fixed, Short};
use crate::model::{Change, ChangeClass};
use crate::writer::Sheet;

const PAGE: f64 = 120.0;

/// The changes of a section, or of a unit.
struct Row {
    name: String,
    counts: BTreeMap<ChangeClass, usize>,
}

impl Row {
    fn count(&self, class: ChangeClass) -> usize {
        self.counts.get(&class).copied().unwrap_or(0)
    }

    fn before(&self) -> usize {
        let all: usize = self.counts.values().sum();
        all - self.count(ChangeClass::New)
    }

    fn now(&self) -> usize {
        let all: usize = self.counts.values().sum();
        let gone = ChangeClass::ALL.into_iter().filter(|c| c.stands_no_more());
        all - gone.map(|class| self.count(class)).sum::<usize>()
    }
}

fn columns<'c>(whose: &str) -> Columns<'c, Row> {
    let mut columns = columns! { Row;
        word(whose, Short(14.0, 30.0), |r| r.name.clone());
        tally("上年", Fixed(9.0), |r: &Row| r.before());
    };
    columns.extend(
        ChangeClass::ALL
            .map(|class| tally(class.title(), Fixed(10.0), move |r: &Row| r.count(class))),
    );
    columns.extend(columns! { Row;
        tally("今年", Fixed(9.0), |r: &Row| r.now());
    });
    columns
}

/// The sheet, by section.
pub fn sheet<'c>(changes: &'c [Change], before: Option<i32>, context: &ReportContext) -> Sheet<'c> {
    let mut rows: Vec<(String, BTreeMap<ChangeClass, usize>)> = Vec::new();
    for change in changes {
        let section = if change.section.is_empty() {
            "未写明科室"
        } else {
            &change.section
        };
        let at = rows.iter().position(|(name, _)| name == section);
        let at = at.unwrap_or_else(|| {
            rows.push((section.to_owned(), BTreeMap::new()));
            rows.len() - 1
        });
        *rows[at].1.entry(change.class).or_default() += 1;
    }
    of("科室", rows, before, context)
}

/// The sheet of these lines; `whose` says what they are called by.
pub fn of<'c>(
    whose: &str,
    rows: Vec<(String, BTreeMap<ChangeClass, usize>)>,
    before: Option<i32>,
    context: &ReportContext,
) -> Sheet<'c> {
    let rows = rows.into_iter().map(|(name, counts)| Row { name, counts });
    let rows: Vec<Row> = rows.collect();
    let lead = headline(&rows, before);
    let table = Table::new(columns(whose), rows, PAGE);
    let mut canvas = Canvas::over(&table, ("对比汇总", "廉政风险点年度对比汇总表"), context);
    canvas.notes([lead.as_str(), ADVICE]);
    let laid = canvas.merging(&table);
    canvas.totals(1, laid.totals());
    canvas.keep_heads(laid.head, laid.head, 1);
    canvas.finish()
}

const ADVICE: &str = "上年 = 消除 + 升级 + 降级 + 措施变化 + 等级待定 + 退回待改 + 尚未报送 + 未变；今年 = 新增 + 升级 + 降级 + 措施变化 + 等级待定 + 未变。升级、降级按登记等级；措施变化是等级未变而防控措施改了写法或内容的；等级待定是有一年没有等级的；退回待改是今年报了、因有错退回的；尚未报送是科室还没有报送（或交来的表没有读出），不知道有没有变化，不算消除。";

/// `与 2026 年相比：…`, naming only what there is.
fn headline(rows: &[Row], before: Option<i32>) -> String {
    let sum = |class| rows.iter().map(|row| row.count(class)).sum::<usize>();
    let told = ChangeClass::ALL.map(|class| (class.title(), sum(class)));
    let told: Vec<String> = told
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(title, count)| format!("{title} {count} 个"))
        .collect();
    let (was, is) = rows.iter().fold((0, 0), |(was, is), row| {
        (was + row.before(), is + row.now())
    });
    let year = before.map_or("上年".to_owned(), |year| format!("{year} 年"));
    let told = if told.is_empty() {
        "没有风险点".to_owned()
    } else {
        told.join("，")
    };
    format!("与{year}相比：上年 {was} 个，今年 {is} 个；{told}。")
}
