//! 互查表 and 群众评议表: what others say of registered risk points, on forms of the program's own or made by hand.

mod head;
mod label;
mod line;

pub use head::Head;
pub use label::{Called, voice_named};
pub use line::read;

use super::super::listed::Table;
use crate::diagnostic::Diagnostic;
use crate::model::OpinionLine;

/// Reads the form on a sheet that holds nothing else; `called` is what its names call it. Answers whether there is one.
pub fn read_sheet(
    table: &Table<'_>,
    called: Option<Called>,
    lines: &mut Vec<OpinionLine>,
    findings: &mut Vec<Diagnostic>,
) -> bool {
    let rows = table.view.grid().rows();
    let mut heads = rows.iter();
    let head = heads.find_map(|row| Head::at(table.view, *row, table.lookup, called));
    if let Some(head) = &head {
        let above: Vec<u32> = rows.into_iter().filter(|row| *row < head.first).collect();
        read(table, (&above, u32::MAX), head, lines, findings);
    }
    head.is_some()
}
