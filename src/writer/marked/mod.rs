//! The section's own workbook with its faults marked in it: a fill and a note on each cell, the column 需改正, the sheet
//! 需改正清单. Every part that needs no mark is copied byte for byte, and nothing that stands in the form moves; in the same
//! way cells of a workbook are filled in (`fill`). The only place that edits XML written by others.

mod book;
mod cells;
mod clean;
mod columns;
mod fill;
mod list;
mod notes;
mod order;
mod original;
mod ours;
mod package;
mod put;
mod sheet;
mod strings;
mod styles;
mod xml;

pub use clean::{Cleaned, cleaned};
pub use fill::{Fill, Filling, filled};
pub use ours::{column, is_list, marked_from};

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::DEGREES;
use crate::location::{Area, CellRef};
use list::Looks;
use package::Package;
use sheet::Sheet;
use styles::Styles;

/// The sheet of faults.
pub const LIST: &str = "需改正清单";
/// The head of the column that says what is to be mended.
pub const COLUMN: &str = "需改正";
const AUTHOR: &str = "清风";
/// What stands in a cell of a form written again whose content could not be told: it is to be filled in anew.
pub const REFILL: &str = "【请重新填写】";
/// The line that opens the sheet of faults.
pub const HOW: &str = "请在原来的位置直接改：红色的格需要改正，黄色的格请核对；点“单元格”一栏可跳到该处。改好后原样报回这份文件即可：本表、“需改正”一栏、底色和批注都不必删除，读取时会自动略过。";

/// Why a workbook cannot be marked, in a clause that follows its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unmarkable(pub &'static str);

/// What is wrong at a place.
#[derive(Clone, Debug)]
pub struct Fault {
    /// The sheet, where it is known.
    pub sheet: Option<Arc<str>>,
    /// The cell, where it is known.
    pub cell: Option<CellRef>,
    /// Whether it must be mended, and is not only to be checked.
    pub must: bool,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// What is right, for example.
    pub example: Option<String>,
}

impl Fault {
    fn degree(&self) -> &'static str {
        let bare = if self.must { DEGREES[0] } else { DEGREES[1] };
        bare.trim_start_matches('【').trim_end_matches('】')
    }

    /// In one line.
    fn line(&self) -> String {
        let degree = DEGREES[usize::from(!self.must)];
        format!(
            "{degree}{}。{}",
            self.message.trim_end_matches('。'),
            self.help
        )
    }

    /// In lines of a note.
    fn note(&self) -> String {
        let degree = DEGREES[usize::from(!self.must)];
        let example = self.example.as_ref();
        let example = example.map_or(String::new(), |e| format!("\n示例：{e}"));
        let help = Some(&self.help).filter(|help| !help.is_empty());
        let help = help.map_or(String::new(), |help| format!("\n改法：{help}"));
        format!("{degree}{}{help}{example}", self.message)
    }
}

/// A table in which faults were found.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its sheet.
    pub sheet: Arc<str>,
    /// The last row of its head.
    pub head: u32,
    /// Head and body.
    pub area: Area,
}

/// The workbook with its faults marked. One that was marked before is marked as it was when it came. `from` are digests of the
/// file that was handed in and, where that was marked, of those it came from: by them the form is known when it comes back.
///
/// # Errors
/// It cannot be marked safely, and why.
pub fn marked(
    bytes: &[u8],
    faults: &[Fault],
    tables: &[Table],
    from: &[String],
) -> Result<Vec<u8>, Unmarkable> {
    if let Some(cleaned) = cleaned(bytes)? {
        return marked_anew(&cleaned.bytes, faults, tables, from);
    }
    marked_anew(bytes, faults, tables, from)
}

fn marked_anew(
    bytes: &[u8],
    faults: &[Fault],
    tables: &[Table],
    from: &[String],
) -> Result<Vec<u8>, Unmarkable> {
    let mut package = Package::open(bytes)?;
    let book = book::Book::read(&mut package)?;
    if book.sheets.iter().any(|s| s.name == LIST) {
        return Err(Unmarkable("文件中已有名为“需改正清单”的工作表"));
    }
    let mut looks = Looks {
        from: from.to_vec(),
        ..Looks::default()
    };
    let mut styles = Styles::new(package.text(&book.styles)?)?;
    let mut names = book::Names::default();
    for (index, sheet) in book.sheets.iter().enumerate() {
        let on = |name: &str| name == sheet.name;
        let faults: Vec<&Fault> = faults
            .iter()
            .filter(|f| f.sheet.as_deref().is_some_and(on))
            .collect();
        if faults.is_empty() {
            continue;
        }
        let part = sheet.part.as_deref().ok_or(book::NO_SHEETS)?;
        let tables: Vec<&Table> = tables.iter().filter(|t| on(&t.sheet)).collect();
        let text = package.text(part)?;
        let look = Sheet::new(&text)?;
        let cells = look.by_cell(&faults);
        for at in cells.keys() {
            let fill = styles.fill_of(look.style(*at)).map(str::to_owned);
            looks.fills.insert((sheet.name.clone(), *at), fill);
        }
        let drawing = notes::add(&mut package, (part, index + 1), &look, &cells)?;
        let done = look.marked(&cells, &tables, &mut styles, drawing.as_deref())?;
        package.put(part, done.text);
        let areas = [done.filter, done.form];
        let filtered = areas[0].is_some();
        let [_, printed] = names.add(&book, index, areas);
        let own = |added: bool| added.then(|| sheet.name.clone());
        looks.filters.extend(own(filtered));
        looks.printed.extend(own(printed));
    }
    let wrapped = styles.wrapped();
    let bases = styles.bases();
    package.put(&book.styles, styles.finish()?);
    let sheets: BTreeSet<&str> = book.sheets.iter().map(|s| s.name.as_str()).collect();
    book::list(
        &mut package,
        &book,
        list::part(faults, &sheets, wrapped, &looks),
        &names,
    )?;
    original::keep(&mut package, &book, bases)?;
    package.finish()
}
