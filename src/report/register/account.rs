//! The account of rows: 行数核对, 未登记的行, 未识别的列. Whoever doubts the register can follow every row here.

use std::collections::BTreeSet;

use super::super::ReportContext;
use super::super::canvas::{Canvas, Cell, column, count, short, sum, text};
use crate::location::{Area, CellRef, column_letters};
use crate::model::{InputFile, Register, RowAccount, SkipKind};
use crate::writer::{Content, SheetSpec, StyleRole};

/// Columns before the kinds of skipped rows: 序号 文件 类型 表格数 读取 登记 合并 退回.
const FIXED: u32 = 8;
const READ: u32 = 4;

/// 行数核对: for each file, rows read = registered + merged + returned + skipped.
pub fn rows(register: &Register, context: &ReportContext) -> SheetSpec {
    let kinds: Vec<SkipKind> = register
        .files
        .iter()
        .flat_map(|f| f.rows.skipped.keys().copied())
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let notes = register.files.iter().any(|f| !remark(f).is_empty());
    let mut widths = vec![6.0, 46.0, 11.0, 7.0, 8.0, 8.0, 8.0, 8.0];
    widths.extend(kinds.iter().map(|_| 8.0));
    widths.extend([8.0, 8.0]);
    widths.extend(notes.then_some(26.0));
    let mut canvas = Canvas::new("行数核对", widths, true);
    canvas.title(context, "填报行数核对表");
    let top = canvas.line(RULE, StyleRole::Note) + 1;
    let head = canvas.grouped_heads(&heads(&kinds, notes));
    for (number, file) in (1..).zip(&register.files) {
        let row = canvas.next();
        let cells = vec![
            count(number),
            text(file.file.as_ref()),
            short(file.kind.title()),
            count(file.tables),
        ];
        let mut cells = with_account(cells, &file.rows, &kinds, row);
        cells.extend(notes.then(|| text(remark(file))));
        canvas.cells(cells);
    }
    total(&mut canvas, register, &kinds, head, notes);
    canvas.keep_heads(top, head, 2);
    canvas.finish()
}

const RULE: &str = "核对关系：读取行数 = 登记 + 合并 + 退回 + 跳过。“读取行数”指各表表头以下的全部行；\
    “合并”指与其他条目重复、并入同一风险点的行。";

fn heads<'a>(kinds: &[SkipKind], notes: bool) -> Vec<(&'a str, &'a str)> {
    let mut heads = vec![
        ("", "序号"),
        ("", "文件"),
        ("", "类型"),
        ("", "表格数"),
        ("", "读取\n行数"),
        ("", "登记"),
        ("", "合并"),
        ("", "退回"),
    ];
    let group = if kinds.is_empty() { "" } else { "跳过的行" };
    heads.extend(kinds.iter().map(|k| (group, k.title())));
    heads.push((group, if kinds.is_empty() { "跳过" } else { "小计" }));
    heads.push(("", "核对"));
    heads.extend(notes.then_some(("", "说明")));
    heads
}

fn remark(file: &InputFile) -> String {
    let why = file.replaced_why.as_deref().unwrap_or_default();
    match (&file.duplicate_of, &file.replaced_by) {
        (Some(other), None) => format!("内容与“{other}”相同，以该文件为准"),
        (Some(other), Some(_)) => format!("内容与“{other}”相同；{why}"),
        (None, Some(_)) => why.to_owned(),
        (None, None) if file.tables == 0 => file
            .trouble
            .clone()
            .or_else(|| file.annex_words())
            .unwrap_or_else(|| "未找到可识别的表格".to_owned()),
        (None, None) => String::new(),
    }
}

/// The counts of an account with their sum and check.
fn with_account(
    mut cells: Vec<Cell>,
    rows: &RowAccount,
    kinds: &[SkipKind],
    row: u32,
) -> Vec<Cell> {
    let kind_count = |kind: &SkipKind| rows.skipped.get(kind).copied().unwrap_or(0);
    cells.extend([rows.read, rows.registered, rows.merged, rows.returned].map(count));
    cells.extend(kinds.iter().map(|k| count(kind_count(k))));
    cells.push((skip_sum(rows, kinds, row), StyleRole::Count));
    cells.push(check(rows, kinds, row, StyleRole::BodyCenter));
    cells
}

fn skip_column(kinds: &[SkipKind]) -> u32 {
    FIXED + u32::try_from(kinds.len()).unwrap_or(0)
}

fn skip_sum(rows: &RowAccount, kinds: &[SkipKind], row: u32) -> Content {
    let last = skip_column(kinds);
    if last == FIXED {
        return Content::count(0);
    }
    let area = Area::new(CellRef::new(row, FIXED), CellRef::new(row, last - 1));
    sum(area, rows.skipped_total())
}

/// 平 or 不平, reckoned by Excel as well.
fn check(rows: &RowAccount, kinds: &[SkipKind], row: u32, style: StyleRole) -> Cell {
    let at = |col: u32| format!("{}{}", column_letters(col), row + 1);
    let skipped = at(skip_column(kinds));
    let formula = format!(
        "=IF({}={}+{}+{}+{skipped},\"平\",\"不平\")",
        at(READ),
        at(READ + 1),
        at(READ + 2),
        at(READ + 3),
    );
    let (result, style) = if rows.balances() {
        ("平", style)
    } else {
        ("不平", StyleRole::Alert)
    };
    let result = result.to_owned();
    (Content::TextFormula { formula, result }, style)
}

fn total(canvas: &mut Canvas, register: &Register, kinds: &[SkipKind], head: u32, notes: bool) {
    let row = canvas.next();
    if register.files.is_empty() {
        canvas.line("没有读取到任何文件。", StyleRole::Note);
        return;
    }
    let mut all = RowAccount::default();
    for file in &register.files {
        all.add(&file.rows);
    }
    let tables: usize = register.files.iter().map(|f| f.tables).sum();
    let mut counts = vec![tables, all.read, all.registered, all.merged, all.returned];
    counts.extend(
        kinds
            .iter()
            .map(|k| all.skipped.get(k).copied().unwrap_or(0)),
    );
    counts.push(all.skipped_total());
    let mut cells: Vec<Cell> = vec![
        ("合计".into(), StyleRole::TotalLabel),
        (Content::Blank, StyleRole::TotalLabel),
        (Content::Blank, StyleRole::TotalLabel),
    ];
    cells.extend((3..).zip(counts).map(|(col, count)| {
        let area = column(col, head + 1, row - 1);
        (sum(area, count), StyleRole::Total)
    }));
    cells.push(check(&all, kinds, row, StyleRole::TotalLabel));
    cells.extend(notes.then_some((Content::Blank, StyleRole::TotalLabel)));
    canvas.cells(cells);
}

/// 未登记的行: every row that is no entry; blank rows and further rows of an entry are left out. None if there are none.
pub fn skipped(register: &Register, context: &ReportContext) -> Option<SheetSpec> {
    let rows = || {
        register
            .skipped
            .iter()
            .filter(|s| !matches!(s.kind, SkipKind::Blank | SkipKind::Continuation))
    };
    rows().next()?;
    let mut canvas = Canvas::new("未登记的行", vec![6.0, 46.0, 16.0, 8.0, 14.0, 66.0], true);
    canvas.title(context, "未登记的行");
    canvas.line(
        "下列各行不是风险点条目，未予登记（空行不列；续行已并入上一条登记）。如有误判，请在原表中更正后重新汇总。",
        StyleRole::Note,
    );
    let head = canvas.heads(["序号", "文件", "工作表", "行", "原因", "内容"]);
    for (number, row) in (1..).zip(rows()) {
        canvas.cells([
            count(number),
            text(row.file.as_ref()),
            short(row.sheet.as_ref()),
            (Content::Number(f64::from(row.row)), StyleRole::Count),
            short(row.kind.title()),
            text(row.text.as_str()),
        ]);
    }
    canvas.filter(head, canvas.next() - 1);
    canvas.keep_heads(head, head, 2);
    Some(canvas.finish())
}

/// 未识别的列: heads nobody could name. None if all were understood.
pub fn unmapped(register: &Register, context: &ReportContext) -> Option<SheetSpec> {
    if register.unmapped.is_empty() {
        return None;
    }
    let mut canvas = Canvas::new("未识别的列", vec![8.0, 50.0, 30.0], false);
    canvas.title(context, "未识别的列");
    canvas.line(
        "下列栏名未能对应到登记表的栏目，内容保留在“来源对照”的“其他栏目”中。需要登记的，请在口径文件中把栏名列为相应栏目的同义词。",
        StyleRole::Note,
    );
    let head = canvas.heads(["序号", "栏名（原文）", "出现的表格数"]);
    for (number, (label, tables)) in (1..).zip(&register.unmapped) {
        canvas.cells([count(number), text(label.as_str()), count(*tables)]);
    }
    canvas.keep_heads(head, head, 0);
    Some(canvas.finish())
}
