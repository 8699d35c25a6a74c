//! 家庭成员 on a personal form: rows of relatives with their names and work places. They are nobody's risks, and their heads
//! (姓名, 职务, 工作单位) say nothing of whom the form is about.

use std::collections::BTreeSet;

use super::view::{RowCells, View};
use crate::location::{Area, CellRef};
use crate::model::{FormSheet, SkipKind, SkippedRow};
use crate::reader::Written;
use crate::text;

/// What such a table is called.
const TITLES: [&str; 6] = [
    "家庭成员",
    "家庭主要成员",
    "社会关系",
    "家庭情况",
    "亲属情况",
    "家属情况",
];
/// Its heads, by which it is told.
const RELATION: [&str; 7] = [
    "称谓",
    "关系",
    "与本人关系",
    "亲属关系",
    "家庭关系",
    "成员关系",
    "与填报人关系",
];
/// Its further heads.
const HEADS: [&str; 24] = [
    "姓名",
    "成员姓名",
    "性别",
    "年龄",
    "出生年月",
    "出生日期",
    "民族",
    "学历",
    "文化程度",
    "政治面貌",
    "工作单位",
    "单位",
    "工作单位及职务",
    "工作单位及职业",
    "工作单位职务",
    "单位及职务",
    "从业情况",
    "职务",
    "职业",
    "联系电话",
    "电话",
    "是否经商办企业",
    "身份证号",
    "备注",
];
/// Relatives.
const RELATIVES: [&str; 26] = [
    "妻子", "丈夫", "配偶", "爱人", "妻", "夫", "父亲", "母亲", "父", "母", "儿子", "女儿", "长子",
    "次子", "长女", "次女", "子", "女", "岳父", "岳母", "公公", "婆婆", "哥哥", "弟弟", "姐姐",
    "妹妹",
];

/// The rows of such tables beside the rows of a form.
pub fn rows(view: View<'_>) -> BTreeSet<u32> {
    let mut found = BTreeSet::new();
    for row in view.grid().rows() {
        if found.contains(&row) {
            continue;
        }
        let cells = view.whole_row(row);
        let merged = merged_title(view, row, &cells);
        if !merged.is_empty() {
            found.extend(merged);
            continue;
        }
        if !is_head(&cells) {
            continue;
        }
        let above = row
            .checked_sub(1)
            .filter(|above| is_title(&view.whole_row(*above)));
        found.extend(above);
        found.insert(row);
        let below = (row + 1..).take_while(|below| is_relative(&view.whole_row(*below)));
        found.extend(below);
    }
    found
}

/// Notes such rows as rows of the table that stands around them.
pub fn pass_over(read: &mut FormSheet, area: Area, (view, rows): (View<'_>, &BTreeSet<u32>)) {
    let Some(table) = read.tables.iter_mut().find(|table| table.area == area) else {
        return;
    };
    table.skipped.retain(|skipped| !rows.contains(&skipped.row));
    for row in rows.range(area.first.row..=area.last.row) {
        let cells = view.whole_row(*row);
        let texts: Vec<&str> = cells.iter().map(|(_, t)| t.text()).collect();
        table.skipped.push(SkippedRow {
            row: *row,
            kind: SkipKind::Footer,
            text: texts.join(" | "),
        });
    }
    table.skipped.sort_by_key(|skipped| skipped.row);
}

/// The rows beside a title that is merged down over them, where its first row holds heads.
fn merged_title(view: View<'_>, row: u32, cells: &RowCells<'_>) -> Vec<u32> {
    let Some(((title, written), heads)) = cells.split_first() else {
        return Vec::new();
    };
    let bottom = view.bottom(*title);
    let known = is_called(*written) && bottom > row && is_head_of(heads);
    if known {
        (row..=bottom).collect()
    } else {
        Vec::new()
    }
}

fn is_title(cells: &RowCells<'_>) -> bool {
    matches!(cells[..], [(_, title)] if is_called(title))
}

fn is_called(written: Written<'_>) -> bool {
    let key = text::without_brackets(written.label());
    let short = key.chars().nth(16).is_none() && !key.contains("风险");
    short && TITLES.iter().any(|title| key.contains(title))
}

/// Whether a row is the head of such a table: 称谓 | 姓名 | 工作单位 | 职务.
fn is_head(cells: &RowCells<'_>) -> bool {
    cells.len() >= 3 && is_head_of(cells)
}

fn is_head_of(cells: &[(CellRef, Written<'_>)]) -> bool {
    // Cheap, for it is asked of every row: 称谓, 关系.
    if !cells
        .iter()
        .any(|(_, written)| written.label().contains(['谓', '系']))
    {
        return false;
    }
    let key = |(_, written): &(CellRef, Written<'_>)| text::without_brackets(written.label());
    let keys: Vec<String> = cells.iter().map(key).collect();
    let relation = keys.iter().any(|key| RELATION.contains(&key.as_str()));
    let known = keys
        .iter()
        .filter(|key| HEADS.contains(&key.as_str()) || RELATION.contains(&key.as_str()));
    relation && keys.len() >= 2 && known.count() * 4 >= keys.len() * 3
}

fn is_relative(cells: &RowCells<'_>) -> bool {
    let named = |(_, written): &(CellRef, Written<'_>)| RELATIVES.contains(&written.label());
    cells.iter().any(named)
}
