//! 登记汇总表 of many units: one line for each registered item, unit by unit, with the file, sheet and cell it came from.

use std::sync::Arc;

use super::super::canvas::{Canvas, count, level};
use super::super::context::ReportContext;
use super::super::register::level_word;
use super::super::table::{Columns, HasEntry, Table, col, columns, field, prose, word};
use super::super::widths::Width::{Fixed, Prose, Short};
use super::parts::{Part, index};
use crate::model::{Book, Entry, Field, Level, UnitItem};
use crate::writer::{Draft, Sheet, StyleRole};

const PAGE: f64 = 260.0;
const NOTE: &str = "注：等级是各单位结果里登记的等级，依据同各单位的登记汇总表；“来源文件”“工作表”“单元格”是本单位收表里的位置，本单位的结果在 02 的“报送情况”里打开。";

type Row<'r> = &'r UnitItem;

impl HasEntry for Row<'_> {
    fn entry(&self) -> &Entry {
        &self.item.entry
    }
}

fn columns<'r>() -> Columns<'r, Row<'r>> {
    columns! { Row<'_>;
        word("单位", Short(12.0, 24.0), |i| Arc::clone(&i.unit));
        word("编号", Short(11.0, 14.0), |i| i.item.id.clone());
        field(Field::Section, "科室", Short(9.0, 12.0));
        field(Field::Post, "岗位", Short(8.0, 12.0)).if_any();
        field(Field::Person, "姓名", Short(8.0, 9.0)).if_any();
        field(Field::Matter, "权力（业务）\n事项", Prose(14.0)).if_any();
        field(Field::Category, "风险类别", Short(8.0, 10.0)).if_any();
        field(Field::Risk, "风险点", Prose(16.0));
        field(Field::Manifestation, "表现形式", Prose(16.0)).if_any();
        col("风险点\n数", Fixed(7.0), |i| count(i.item.entry.risk_points()));
        col("风险\n等级", Fixed(7.0), |i| level(i.item.effective, level_word(None)));
        word("定级\n依据", Fixed(7.0), |i| i.item.basis.title());
        field(Field::Measures, "防控措施", Prose(16.0));
        field(Field::Owner, "责任人", Short(8.0, 12.0)).if_any();
        word("监管人", Short(8.0, 12.0), |i| i.supervisor.clone()).if_any();
        prose("来源文件", Short(14.0, 24.0), |i| source(i)).if_any();
        word("工作表", Short(8.0, 12.0), |i| i.places.first().and_then(|p| p.sheet.clone()).unwrap_or_else(|| "".into())).if_any();
        word("单元格", Short(8.0, 10.0), |i| cell(i)).if_any();
        col("待改正的问题", Prose(12.0), |i| (i.item.errors.join("\n").into(), StyleRole::Alert)).if_any();
    }
}

/// The file of the entry that was kept, and how many more there are.
fn source(item: &UnitItem) -> String {
    let Some(first) = item.places.first() else {
        return String::new();
    };
    match item.places.len() {
        1 => first.file.to_string(),
        all => format!("{}（等 {all} 处）", first.file),
    }
}

fn cell(item: &UnitItem) -> String {
    let cell = item.places.first().and_then(|place| place.cell);
    cell.map_or(String::new(), |cell| cell.to_string())
}

/// One of the books of the register. The first one says what stands in which; `units` are all units with their rows.
pub fn rollup_register_book<'r>(
    items: &'r [UnitItem],
    (part, parts): (usize, &'r [Part]),
    units: &'r [(Arc<str>, usize)],
    context: &ReportContext,
) -> Draft<'r> {
    let index = (part == 0).then(|| index(parts, units, context)).flatten();
    let title = "廉政风险点登记汇总表（各单位）";
    let book = context.result(title, Book::Register);
    Draft::new(
        book,
        [Some(sheet(items, title, context)), index]
            .into_iter()
            .flatten(),
    )
}

fn sheet<'r>(items: &'r [UnitItem], title: &str, context: &ReportContext) -> Sheet<'r> {
    let table = Table::new(columns(), items.iter().collect(), PAGE);
    let mut canvas = Canvas::over(&table, ("登记汇总表", title), context);
    let laid = canvas.table(table);
    canvas.line(totals(items), StyleRole::TotalText);
    if !items.is_empty() {
        canvas.filter(laid.head, laid.last);
    }
    canvas.notes([NOTE]);
    canvas.keep_heads(laid.head, laid.head, 2);
    canvas.finish()
}

fn totals(items: &[UnitItem]) -> String {
    let points = |of: &dyn Fn(&&UnitItem) -> bool| -> usize {
        items
            .iter()
            .filter(of)
            .map(|i| i.item.entry.risk_points())
            .sum()
    };
    let levels = [Some(Level::One), Some(Level::Two), Some(Level::Three), None];
    let levels = levels.map(|own| {
        format!(
            "{} {} 个",
            level_word(own),
            points(&|i| i.item.effective == own)
        )
    });
    let (all, points) = (items.len(), points(&|_| true));
    format!(
        "合计：本册登记 {all} 条，共 {points} 个风险点，其中{}。",
        levels.join("，")
    )
}
