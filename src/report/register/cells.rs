//! 单元格核对: for each file, all cells with content, counted before anything was understood, and what each was taken for.

use std::collections::BTreeSet;

use super::super::ReportContext;
use super::super::canvas::{Canvas, Cell, column, count, sum, text};
use crate::location::{Area, CellRef, column_letters};
use crate::model::{CellAccount, Claim, Register};
use crate::writer::{Content, SheetSpec, StyleRole};

const RULE: &str = "核对关系：有内容的格 = 右边各栏之和。“表外”“没有登记的表”“隐藏”“被合并单元格盖住”的，\
    在 04-问题清单.xlsx 里逐处写明；“说明页”指填表说明、选项一类的工作表。没能打开的文件没有格可数。";
/// Columns before the claims: 序号 文件 有内容的格.
const FIXED: u32 = 3;

/// The sheet; none where no file has a cell.
pub fn sheet(register: &Register, context: &ReportContext) -> Option<SheetSpec> {
    let mut all = CellAccount::default();
    for file in &register.files {
        all.add(&file.cells);
    }
    let claims: BTreeSet<Claim> = all.claims.keys().copied().collect();
    let claims: Vec<Claim> = claims.into_iter().collect();
    if claims.is_empty() {
        return None;
    }
    let mut widths = vec![6.0, 46.0, 10.0];
    widths.extend(claims.iter().map(|_| 10.0));
    widths.push(8.0);
    let mut canvas = Canvas::new("单元格核对", widths, true);
    canvas.title(context, "有内容的单元格核对表");
    let top = canvas.line(RULE, StyleRole::Note) + 1;
    let heads = ["序号", "文件", "有内容\n的格"].into_iter();
    let head = canvas.heads(
        heads
            .chain(claims.iter().map(|c| c.title()))
            .chain(["核对"]),
    );
    for (number, file) in (1..).zip(&register.files) {
        let row = canvas.next();
        let mut cells = vec![
            count(number),
            text(file.file.as_ref()),
            count(file.cells.read),
        ];
        cells.extend(claims.iter().map(|claim| count(of(&file.cells, *claim))));
        cells.push(check(&file.cells, claims.len(), row, StyleRole::BodyCenter));
        canvas.cells(cells);
    }
    total(&mut canvas, &all, &claims, head);
    canvas.keep_heads(top, head, 2);
    Some(canvas.finish())
}

fn of(account: &CellAccount, claim: Claim) -> usize {
    account.claims.get(&claim).copied().unwrap_or(0)
}

fn total(canvas: &mut Canvas, all: &CellAccount, claims: &[Claim], head: u32) {
    let row = canvas.next();
    let counts = [all.read]
        .into_iter()
        .chain(claims.iter().map(|c| of(all, *c)));
    let mut cells: Vec<Cell> = vec![
        ("合计".into(), StyleRole::TotalLabel),
        (Content::Blank, StyleRole::TotalLabel),
    ];
    cells.extend((2..).zip(counts).map(|(col, count)| {
        let area = column(col, head + 1, row - 1);
        (sum(area, count), StyleRole::Total)
    }));
    cells.push(check(all, claims.len(), row, StyleRole::TotalLabel));
    canvas.cells(cells);
}

/// 平 or 不平, reckoned by Excel as well.
fn check(account: &CellAccount, claims: usize, row: u32, style: StyleRole) -> Cell {
    let last = FIXED + u32::try_from(claims).unwrap_or(0) - 1;
    let claimed = Area::new(CellRef::new(row, FIXED), CellRef::new(row, last));
    let read = format!("{}{}", column_letters(FIXED - 1), row + 1);
    let (result, style) = if account.balances() {
        ("平", style)
    } else {
        ("不平", StyleRole::Alert)
    };
    let formula = format!("=IF({read}=SUM({claimed}),\"平\",\"不平\")");
    let result = result.to_owned();
    (Content::TextFormula { formula, result }, style)
}
