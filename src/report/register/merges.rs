//! 合并对照: every merged item with the entries it was made from, what differs between them, and why they were merged.

use std::collections::BTreeMap;

use super::super::canvas::Canvas;
use super::super::context::ReportContext;
use super::super::entry::row_text;
use super::super::pair;
use super::super::spread::grouped;
use super::super::table::{Columns, Table, col, columns, prose, word};
use super::super::widths::Width::{self, Fixed, Prose, Short};
use crate::location::{Area, CellRef};
use crate::model::{Entry, Field, Link, Linkage, Register, RegisterItem};
use crate::writer::{Cell, Sheet};

const PAGE: f64 = 184.0;

/// Fields shown, where anybody filled them in.
const FIELDS: [(Field, &str, Width); 9] = [
    (Field::Section, "科室", Short(9.0, 12.0)),
    (Field::Post, "岗位", Short(8.0, 12.0)),
    (Field::Person, "姓名", Short(8.0, 9.0)),
    (Field::Matter, "权力（业务）\n事项", Prose(12.0)),
    (Field::Category, "风险\n类别", Short(8.0, 10.0)),
    (Field::Risk, "风险点", Prose(18.0)),
    (Field::Manifestation, "表现形式", Prose(20.0)),
    (Field::Level, "等级\n原文", Short(7.0, 10.0)),
    (Field::Measures, "防控措施", Prose(18.0)),
];

const ADVICE: &str = "下列登记事项由几个条目合并而成。“保留”行是登记所用的文字，“并入”行是与它重复的条目；两行之间不同的字用红色、加粗、下划线标出。\
    合并后，等级、措施、人员按口径取各条之所有。要拆开，在 05-评审表 的“合并情况”中选“不合并”，再写出一次结果。";

/// One entry of a merged item.
struct Part<'r> {
    id: &'r str,
    role: &'static str,
    entry: &'r Entry,
    /// Its fields, marked where they differ.
    fields: Vec<Cell>,
    why: String,
}

/// The sheet; none where nothing was merged.
pub fn sheet<'r>(register: &'r Register, context: &ReportContext) -> Option<Sheet<'r>> {
    let merged: Vec<&RegisterItem> = register
        .items
        .iter()
        .filter(|i| !i.members.is_empty())
        .collect();
    let filled = |field: Field| {
        let mut members = merged.iter().flat_map(|i| &i.members);
        members.any(|m| !pair::shown(&m.entry, field).is_empty())
    };
    let fields: Vec<_> = FIELDS.into_iter().filter(|(f, ..)| filled(*f)).collect();
    let links: BTreeMap<&str, &Link> = register
        .links
        .iter()
        .filter(|l| l.decision == Linkage::Match)
        .map(|l| (l.merged.as_str(), l))
        .collect();
    let shown: Vec<Field> = fields.iter().map(|(field, ..)| *field).collect();
    let part = |name: &str, others: Option<&str>, merged: Vec<&'r RegisterItem>| {
        let parts = merged.iter().flat_map(|i| parts(i, &shown, &links));
        let table = Table::new(columns(fields.clone()), parts.collect(), PAGE);
        let mut canvas = Canvas::over(&table, (name, "重复填报合并对照表"), context);
        canvas.notes([ADVICE].into_iter().chain(others));
        let laid = canvas.merging(&table);
        let mut first = laid.first;
        for item in merged {
            let last = first + u32::try_from(item.members.len()).unwrap_or(1) - 1;
            let area = Area::new(CellRef::new(first, 0), CellRef::new(last, 0));
            canvas.sheet().merges.push(area);
            first = last + 1;
        }
        canvas.keep_heads(laid.head, laid.head, 2);
        canvas.finish()
    };
    let rows = |item: &&RegisterItem| item.members.len();
    grouped("合并对照", merged, context.most_rows, rows, part)
}

fn columns<'r>(fields: Vec<(Field, &'static str, Width)>) -> Columns<'r, Part<'r>> {
    let mut columns = columns! { Part<'_>;
        word("登记编号", Short(11.0, 14.0), |p| p.id.to_owned());
        word("合并", Fixed(6.0), |p| p.role);
    };
    let fields = fields.into_iter().enumerate();
    columns.extend(
        fields.map(|(at, (_, head, width))| {
            col(head, width, move |p: &Part<'_>| p.fields[at].clone())
        }),
    );
    columns.extend(columns! { Part<'_>;
        prose("合并的理由", Prose(16.0), |p| p.why.clone());
        prose("出处", Short(10.0, 22.0), |p| place(p.entry));
    });
    columns
}

fn place(entry: &Entry) -> String {
    let file = entry.place.file.rsplit('/').next().unwrap_or_default();
    format!("{file}\n{} 第{}行", entry.sheet(), row_text(entry))
}

/// The rows of an item: the entry kept, then those merged into it.
fn parts<'r>(
    item: &'r RegisterItem,
    fields: &[Field],
    links: &BTreeMap<&str, &Link>,
) -> Vec<Part<'r>> {
    let Some((kept, others)) = item.members.split_first() else {
        return Vec::new();
    };
    let cells = |entry: &Entry, against: Option<&Entry>| {
        let cells = fields.iter().map(|field| match against {
            Some(other) => pair::cell(entry, other, *field),
            None => pair::plain(entry, *field),
        });
        cells.collect()
    };
    // With one other entry the kept one can be marked against it; with several there is no one text to hold it against.
    let against = others.first().filter(|_| others.len() == 1);
    let first = Part {
        id: &item.id,
        role: "保留",
        entry: &kept.entry,
        fields: cells(&kept.entry, against.map(|m| &*m.entry)),
        why: String::new(),
    };
    let rest = others.iter().map(|other| Part {
        id: "",
        role: "并入",
        entry: &other.entry,
        fields: cells(&other.entry, Some(&kept.entry)),
        why: links
            .get(other.id.as_str())
            .map_or_else(String::new, |l| pair::grounds(l)),
    });
    std::iter::once(first).chain(rest).collect()
}
