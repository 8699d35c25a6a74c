//! 合并对照: every merged item with the entries it was made from, what differs between them, and why they were merged.

use std::collections::BTreeMap;

use super::super::ReportContext;
use super::super::canvas::{Canvas, Cell, short, text};
use super::super::entry::row_text;
use super::super::pair;
use super::super::widths::Width::{Fixed, Prose, Short};
use super::super::widths::{Width, fitting};
use crate::location::{Area, CellRef};
use crate::model::{Entry, Field, Link, Linkage, Member, Register, RegisterItem};
use crate::writer::{Content, SheetSpec, StyleRole};

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
    合并后，等级、措施、人员按口径取各条之所有。要拆开，在 05-评审表 的“合并情况”中选“不合并”，再用 --review 带回。";

/// The sheet; none where nothing was merged.
pub fn sheet(register: &Register, context: &ReportContext) -> Option<SheetSpec> {
    let merged: Vec<&RegisterItem> = register
        .items
        .iter()
        .filter(|i| !i.members.is_empty())
        .collect();
    if merged.is_empty() {
        return None;
    }
    let filled = |field: Field| {
        let mut members = merged.iter().flat_map(|i| &i.members);
        members.any(|m| !pair::shown(&m.entry, field).is_empty())
    };
    let fields: Vec<_> = FIELDS.iter().filter(|(f, ..)| filled(*f)).collect();
    let mut heads = vec![("登记编号", Short(11.0, 14.0)), ("合并", Fixed(6.0))];
    heads.extend(fields.iter().map(|(_, head, width)| (*head, *width)));
    heads.extend([("合并的理由", Prose(16.0)), ("出处", Short(10.0, 22.0))]);
    let links: BTreeMap<&str, &Link> = register
        .links
        .iter()
        .filter(|l| l.decision == Linkage::Match)
        .map(|l| (l.merged.as_str(), l))
        .collect();
    let fields: Vec<Field> = fields.iter().map(|(field, ..)| *field).collect();
    let groups: Vec<Vec<Vec<Cell>>> = merged.iter().map(|i| rows(i, &fields, &links)).collect();
    let widths = fitting(&heads, &groups.concat(), PAGE);
    let mut canvas = Canvas::new("合并对照", widths, true);
    canvas.title(context, "重复填报合并对照表");
    canvas.line(ADVICE, StyleRole::Note);
    let head = canvas.heads(heads.iter().map(|h| h.0));
    for group in groups {
        let first = canvas.next();
        for cells in group {
            canvas.cells(cells);
        }
        let area = Area::new(CellRef::new(first, 0), CellRef::new(canvas.next() - 1, 0));
        canvas.sheet().merges.push(area);
    }
    canvas.keep_heads(head, head, 2);
    Some(canvas.finish())
}

/// The rows of an item: the entry kept, then those merged into it.
fn rows(item: &RegisterItem, fields: &[Field], links: &BTreeMap<&str, &Link>) -> Vec<Vec<Cell>> {
    let Some((kept, others)) = item.members.split_first() else {
        return Vec::new();
    };
    // With one other entry the kept one can be marked against it; with several there is no one text to hold it against.
    let against = others.first().filter(|_| others.len() == 1);
    let first = row(item, kept, against.map(|m| &m.entry), fields, "保留", "");
    let rest = others.iter().map(|other| {
        let why = links.get(other.id.as_str()).map(|link| pair::grounds(link));
        row(
            item,
            other,
            Some(&kept.entry),
            fields,
            "并入",
            &why.unwrap_or_default(),
        )
    });
    std::iter::once(first).chain(rest).collect()
}

fn row(
    item: &RegisterItem,
    member: &Member,
    against: Option<&Entry>,
    fields: &[Field],
    role: &str,
    why: &str,
) -> Vec<Cell> {
    let entry = &member.entry;
    let id = if role == "保留" {
        short(item.id.as_str())
    } else {
        (Content::Blank, StyleRole::BodyCenter)
    };
    let mut cells = vec![id, short(role)];
    cells.extend(fields.iter().map(|field| match against {
        Some(other) => pair::cell(entry, other, *field),
        None => pair::plain(entry, *field),
    }));
    let file = entry.place.file.rsplit('/').next().unwrap_or_default();
    let place = format!("{file}\n{} 第{}行", entry.sheet(), row_text(entry));
    cells.extend([text(why), text(place)]);
    cells
}
