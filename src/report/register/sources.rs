//! 来源对照: for every item the file, sheet, row and cell it came from, its level as written, and what no column fits.

use super::super::canvas::{Canvas, level};
use super::super::context::ReportContext;
use super::super::entry::{extras_text, row_cell};
use super::super::table::{Columns, HasEntry, Table, col, columns, field, place, prose, raw, word};
use super::super::widths::Width::{Fixed, Prose, Short};
use super::columns::OPEN;
use crate::model::{Entry, Field, Level, Register, RegisterItem};
use crate::writer::Sheet;

const PAGE: f64 = 160.0;

/// An entry an item was made from.
struct Source<'r> {
    item: &'r RegisterItem,
    entry: &'r Entry,
    id: &'r str,
    /// The entry it was merged into.
    into: &'r str,
}

impl HasEntry for Source<'_> {
    fn entry(&self) -> &Entry {
        self.entry
    }
}

fn columns<'r>() -> Columns<'r, Source<'r>> {
    columns! { Source<'_>;
        word("编号", Short(11.0, 14.0), |s| s.item.id.clone());
        word("条目号", Short(8.0, 10.0), |s| s.id.to_owned());
        word("并入的\n条目", Short(8.0, 10.0), |s| s.into.to_owned()).if_any();
        prose("文件", Short(20.0, 52.0), |s| s.entry.place.file.to_string());
        word("工作表", Short(8.0, 16.0), |s| s.entry.sheet().to_string());
        col("行", Short(5.0, 8.0), |s| row_cell(s.entry));
        place(Field::Risk, "风险点\n单元格", Fixed(8.0));
        place(Field::Level, "等级\n单元格", Fixed(8.0));
        field(Field::Seq, "表内\n序号", Short(6.0, 8.0)).if_any();
        field(Field::Section, "科室", Short(9.0, 16.0));
        word("科室取自", Fixed(11.0), |s| s.entry.values.get(&Field::Section).map_or("未填", |v| v.origin.title()));
        raw(Field::Level, "等级原文", Short(8.0, 18.0));
        word("自评\n等级", Fixed(7.0), |s| s.entry.declared.map_or("", Level::title));
        raw(Field::SuggestedLevel, "建议等级\n原文", Short(9.0, 14.0)).if_any();
        raw(Field::ConfirmedLevel, "审定等级\n原文", Short(9.0, 14.0)).if_any();
        col("登记\n等级", Fixed(7.0), |s| level(s.item.effective, OPEN));
        word("定级\n依据", Fixed(7.0), |s| s.item.basis.title());
        field(Field::ReportedOn, "填报日期", Short(11.0, 14.0)).if_any();
        raw(Field::RiskCount, "风险点\n数量", Fixed(8.0)).if_any();
        prose("其他栏目（栏名：内容）", Prose(20.0), |s| extras_text(s.entry)).if_any();
    }
}

/// The sheet.
pub fn sheet<'r>(register: &'r Register, context: &ReportContext) -> Sheet<'r> {
    let sources = register.items.iter().flat_map(sources).collect();
    let table = Table::new(columns(), sources, PAGE);
    let mut canvas = Canvas::over(&table, ("来源对照", "廉政风险点来源对照表"), context);
    canvas.listing(table, 1, "本次没有登记风险点。");
    canvas.finish()
}

/// An item once for each entry it was made from: the entry as it was read, its id, and the id of the one it was merged into.
fn sources(item: &RegisterItem) -> Vec<Source<'_>> {
    let id = |at: usize| item.sources.get(at).map_or("", String::as_str);
    let Some(kept) = item.members.first() else {
        let (id, into) = (id(0), id(1));
        let entry = &item.entry;
        return vec![Source {
            item,
            entry,
            id,
            into,
        }];
    };
    let members = item.members.iter().map(|member| Source {
        item,
        entry: &member.entry,
        id: &member.id,
        into: if member.id == kept.id { "" } else { &kept.id },
    });
    members.collect()
}
