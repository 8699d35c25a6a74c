//! 花名册 from a table that somebody has written or pasted: one sheet with its cells, which is read as any book is.

use std::sync::Arc;

use crate::location::CellRef;
use crate::writer::{BookSpec, CellSpec, Content, SheetSpec, StyleRole};

/// The sheet.
const NAME: &str = "人员";
/// The width of its columns.
const WIDTH: f64 = 18.0;

/// The book of a table; its first row is its head.
pub fn roster_of(table: &[Vec<String>]) -> BookSpec {
    let cells = (0..).zip(table).flat_map(|(row, cells)| {
        let style = if row == 0 {
            StyleRole::Head
        } else {
            StyleRole::Body
        };
        let cells = (0..).zip(cells).filter(|(_, text)| !text.is_empty());
        cells.map(move |(col, text)| CellSpec {
            at: CellRef::new(row, col),
            content: Content::Text(Arc::from(text.as_str())),
            style,
        })
    });
    let columns = table.iter().map(Vec::len).max().unwrap_or_default();
    let sheet = SheetSpec {
        name: NAME.to_owned(),
        widths: vec![WIDTH; columns],
        cells: cells.collect(),
        freeze: Some(CellRef::new(1, 0)),
        ..SheetSpec::default()
    };
    BookSpec {
        title: "花名册".to_owned(),
        sheets: vec![sheet],
        ..BookSpec::default()
    }
}
