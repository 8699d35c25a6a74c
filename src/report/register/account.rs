//! The account of rows: 行数核对, 未登记的行, 未识别的列. Whoever doubts the register can follow every row here.

use std::collections::BTreeSet;

use super::super::canvas::{Canvas, balance, count, sum};
use super::super::context::ReportContext;
use super::super::table::{Columns, Line, Table, col, columns, live, number, prose, tally, word};
use super::super::widths::Width::Fixed;
use crate::location::{Area, CellRef, column_letters};
use crate::model::{InputFile, Register, RowAccount, SkipKind, SkippedSource};
use crate::writer::{Cell, Content, Sheet, StyleRole};

/// Columns before the kinds of skipped rows: 序号 文件 类型 表格数 读取 登记 合并 退回.
const FIXED: u32 = 8;
const READ: u32 = 4;

const RULE: &str = "核对关系：读取行数 = 登记 + 合并 + 退回 + 跳过。“读取行数”指各表表头以下的全部行；\
    “合并”指与其他条目重复、并入同一风险点的行。";

type File<'r> = &'r InputFile;

/// 行数核对: for each file, rows read = registered + merged + returned + skipped.
pub fn rows<'r>(register: &'r Register, context: &ReportContext) -> Sheet<'r> {
    let files: Vec<File<'_>> = register.files.iter().collect();
    let kinds = files.iter().flat_map(|f| f.rows.skipped.keys().copied());
    let kinds: Vec<SkipKind> = kinds.collect::<BTreeSet<_>>().into_iter().collect();
    let table = Table::fixed(columns(&kinds), files);
    let mut canvas = Canvas::over(&table, ("行数核对", "填报行数核对表"), context);
    let top = canvas.line(RULE, StyleRole::Note) + 1;
    let laid = canvas.table(table);
    if register.files.is_empty() {
        canvas.line("没有读取到任何文件。", StyleRole::Note);
    } else {
        let mut all = RowAccount::default();
        register.files.iter().for_each(|f| all.add(&f.rows));
        let mut cells = laid.totals();
        let checked = laid.position("核对");
        cells[checked as usize] = check(&all, checked, canvas.next(), StyleRole::TotalLabel);
        canvas.totals(1, cells);
    }
    canvas.keep_heads(top, laid.head, 2);
    canvas.finish()
}

fn columns<'r>(kinds: &[SkipKind]) -> Columns<'r, File<'r>> {
    let mut columns: Columns<'_, File<'_>> = columns! { File<'_>;
        number();
        prose("文件", Fixed(46.0), |f| f.file.to_string());
        word("类型", Fixed(11.0), |f| f.kind.title());
        tally("表格数", Fixed(7.0), |f| f.tables);
        tally("读取\n行数", Fixed(8.0), |f| f.rows.read);
        tally("登记", Fixed(8.0), |f| f.rows.registered);
        tally("合并", Fixed(8.0), |f| f.rows.merged);
        tally("退回", Fixed(8.0), |f| f.rows.returned);
    };
    let (group, sum) = match kinds {
        [] => ("", "跳过"),
        _ => ("跳过的行", "小计"),
    };
    columns.extend(kinds.iter().copied().map(|kind| {
        let of = move |f: &File<'_>| f.rows.skipped.get(&kind).copied().unwrap_or(0);
        tally(kind.title(), Fixed(8.0), of).under(group)
    }));
    let last = FIXED + u32::try_from(kinds.len()).unwrap_or(0);
    let skipped = live(sum, Fixed(8.0), move |f: &File<'_>, line| {
        (skip_sum(&f.rows, last, line), StyleRole::Count)
    });
    columns.push(skipped.adding(|f| f.rows.skipped_total()).under(group));
    columns.push(live("核对", Fixed(8.0), move |f: &File<'_>, line| {
        check(&f.rows, last + 1, line.row, StyleRole::BodyCenter)
    }));
    columns.push(prose("说明", Fixed(26.0), |f: &File<'_>| remark(f)).if_any());
    columns
}

fn skip_sum(rows: &RowAccount, last: u32, line: Line) -> Content {
    if last == FIXED {
        return Content::count(0);
    }
    let (first, last) = (
        CellRef::new(line.row, FIXED),
        CellRef::new(line.row, last - 1),
    );
    sum(Area::new(first, last), rows.skipped_total())
}

/// 平 or 不平, reckoned by Excel as well; `column` is the check's own.
fn check(rows: &RowAccount, column: u32, row: u32, style: StyleRole) -> Cell {
    let at = |col: u32| format!("{}{}", column_letters(col), row + 1);
    let parts = [READ + 1, READ + 2, READ + 3, column - 1].map(at).join("+");
    balance(&format!("{}={parts}", at(READ)), rows.balances(), style)
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

/// 未登记的行: every row that is no entry; blank rows and further rows of an entry are left out. None if there are none.
pub fn skipped<'r>(register: &'r Register, context: &ReportContext) -> Option<Sheet<'r>> {
    type Row<'r> = &'r SkippedSource;
    let told = |s: &Row<'_>| !matches!(s.kind, SkipKind::Blank | SkipKind::Continuation);
    let rows: Vec<Row<'_>> = register.skipped.iter().filter(told).collect();
    if rows.is_empty() {
        return None;
    }
    let columns = columns! { Row<'_>;
        number();
        prose("文件", Fixed(46.0), |s| s.file.to_string());
        word("工作表", Fixed(16.0), |s| s.sheet.to_string());
        col("行", Fixed(8.0), |s| (Content::Number(f64::from(s.row)), StyleRole::Count));
        word("原因", Fixed(14.0), |s| s.kind.title());
        prose("内容", Fixed(66.0), |s| s.text.clone());
    };
    let table = Table::fixed(columns, rows);
    let mut canvas = Canvas::over(&table, ("未登记的行", "未登记的行"), context);
    canvas.notes([
        "下列各行不是风险点条目，未予登记（空行不列；续行已并入上一条登记）。如有误判，请在原表中更正后重新汇总。",
    ]);
    canvas.listing(table, 2, "");
    Some(canvas.finish())
}

/// 未识别的列: heads nobody could name. None if all were understood.
pub fn unmapped<'r>(register: &'r Register, context: &ReportContext) -> Option<Sheet<'r>> {
    type Label<'r> = (&'r String, &'r usize);
    let labels: Vec<Label<'_>> = register.unmapped.iter().collect();
    if labels.is_empty() {
        return None;
    }
    let columns = columns! { Label<'_>;
        live("序号", Fixed(8.0), |_, line| count(line.number));
        prose("栏名（原文）", Fixed(50.0), |l| l.0.clone());
        tally("出现的表格数", Fixed(30.0), |l| *l.1);
    };
    let table = Table::fixed(columns, labels);
    let mut canvas = Canvas::new("未识别的列", table.widths.clone(), false);
    canvas.title(context, "未识别的列");
    canvas.notes([
        "下列栏名未能对应到登记表的栏目，内容保留在“来源对照”的“其他栏目”中。需要登记的，请在口径文件中把栏名列为相应栏目的同义词。",
    ]);
    let laid = canvas.table(table);
    canvas.keep_heads(laid.head, laid.head, 0);
    Some(canvas.finish())
}
