//! 单元格核对: for each file, all cells with content, counted before anything was understood, and what each was taken for.

use super::super::canvas::{Canvas, balance};
use super::super::context::ReportContext;
use super::super::table::{Columns, Table, columns, live, number, prose, tally};
use super::super::widths::Width::Fixed;
use crate::location::{Area, CellRef};
use crate::model::{CellAccount, InputFile, Register};
use crate::writer::{Cell, Sheet, StyleRole};

const RULE: &str = "核对关系：有内容的格 = 右边各栏之和。“表外”“没有登记的表”“隐藏”“被合并单元格盖住”的，\
    在 04-问题清单.xlsx 里逐处写明；“说明页”指填表说明、选项一类的工作表。没能打开的文件没有格可数。";
/// The column of cells read; those of the claims follow.
const READ: u32 = 2;

/// The sheet; none where no file has a cell.
pub fn sheet<'r>(register: &'r Register, context: &ReportContext) -> Option<Sheet<'r>> {
    let mut all = CellAccount::default();
    register.files.iter().for_each(|f| all.add(&f.cells));
    if all.claims.is_empty() {
        return None;
    }
    let table = Table::fixed(columns(&all), register.files.iter().collect());
    let mut canvas = Canvas::over(&table, ("单元格核对", "有内容的单元格核对表"), context);
    let top = canvas.line(RULE, StyleRole::Note) + 1;
    let laid = canvas.table(table);
    let mut cells = laid.totals();
    let checked = laid.position("核对");
    cells[checked as usize] = check(&all, checked, canvas.next(), StyleRole::TotalLabel);
    canvas.totals(1, cells);
    canvas.keep_heads(top, laid.head, 2);
    Some(canvas.finish())
}

fn columns<'r>(all: &CellAccount) -> Columns<'r, &'r InputFile> {
    let last = READ + 1 + u32::try_from(all.claims.len()).unwrap_or(0);
    let mut columns: Columns<'_, &InputFile> = columns! { &InputFile;
        number();
        prose("文件", Fixed(46.0), |f| f.file.to_string());
        tally("有内容\n的格", Fixed(10.0), |f| f.cells.read);
    };
    columns.extend(all.claims.keys().copied().map(|claim| {
        tally(claim.title(), Fixed(10.0), move |f: &&InputFile| {
            f.cells.claims.get(&claim).copied().unwrap_or(0)
        })
    }));
    columns.extend(columns! { &InputFile;
        live("核对", Fixed(8.0), |f, line| check(&f.cells, last, line.row, StyleRole::BodyCenter));
    });
    columns
}

/// 平 or 不平, reckoned by Excel as well; `column` is the check's own.
fn check(account: &CellAccount, column: u32, row: u32, style: StyleRole) -> Cell {
    let claimed = Area::new(CellRef::new(row, READ + 1), CellRef::new(row, column - 1));
    let same = format!("{}=SUM({claimed})", CellRef::new(row, READ));
    balance(&same, account.balances(), style)
}
