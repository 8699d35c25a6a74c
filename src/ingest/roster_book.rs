//! 花名册 among the forms: known by its sheets wherever it lies and whatever it is called, and no form.

use std::sync::Arc;

use super::checks;
use crate::diagnostic::Diagnostic;
use crate::location::Place;
use crate::model::Field;
use crate::policy::Lookup;
use crate::reader::{Sheet, Workbook, Written};
use crate::text;

/// The sheets of a roster book, and what their titles begin with.
const SHEETS: [&str; 4] = ["科室", "岗位", "人员", "领导"];
const TITLE: &str = "花名册";
/// Sheets that must have the heads of a roster where no title says that it is one.
const ENOUGH: usize = 2;
/// Rows of a sheet in which its title and its heads stand.
const TOP: usize = 6;

/// Whether a workbook is a roster book as the program makes it, filled in or not.
pub fn is_roster(workbook: &Workbook, lookup: &Lookup<'_>) -> bool {
    let sheets = workbook.sheets.iter();
    let sheets = sheets.filter(|sheet| SHEETS.contains(&&*sheet.name));
    let headed: Vec<&Sheet> = sheets.filter(|sheet| is_headed(sheet, lookup)).collect();
    headed.len() >= ENOUGH || headed.into_iter().any(is_titled)
}

fn is_titled(sheet: &Sheet) -> bool {
    let title = sheet.grid.cells().next().map(|(at, _)| at);
    let title = title.and_then(|at| sheet.grid.written(at));
    title.is_some_and(|title| text::key(title.text()).starts_with(TITLE))
}

/// Whether a row of heads of a roster stands at its top, and none of a self-check form among them.
fn is_headed(sheet: &Sheet, lookup: &Lookup<'_>) -> bool {
    let words = &lookup.policy().roster_words;
    let is_head = |row| {
        let cells: Vec<Written<'_>> = sheet.grid.row(row).map(|(_, text)| text).collect();
        let tells = |text: &Written<'_>| lookup.field(text).is_some_and(Field::is_telling);
        let known = |text: &&Written<'_>| words.column(text.label()).is_some();
        cells.iter().filter(known).count() > 1 && !cells.iter().any(tells)
    };
    sheet.grid.rows().into_iter().take(TOP).any(is_head)
}

/// The finding that says so.
pub fn finding(file: &Arc<str>) -> Diagnostic {
    let message = "这是花名册，不是收来的表，没有登记。请到“开始”一页换上（命令行：改名为“花名册.xlsx”，和口径文件 qingfeng.toml 放在同一个文件夹），再从“收表”里移走";
    Diagnostic::new(&checks::ROSTER, Place::file(file), message)
}
