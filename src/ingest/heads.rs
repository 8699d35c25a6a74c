//! The heads over each column, as they stand there.

use super::view::View;
use crate::location::CellRef;
use crate::text;

/// One column's heads: the cell and text of the lowest, and the texts above it.
pub struct Labels {
    /// The lowest.
    pub cell: CellRef,
    /// Its text.
    pub own: String,
    /// The text above it.
    pub parent: Option<String>,
}

/// The heads of the columns from `left` to `right` in the rows from `first` to `last`.
pub fn labels(view: View<'_>, first: u32, last: u32, left: u32, right: u32) -> Vec<Labels> {
    let mut out: Vec<Labels> = Vec::new();
    for col in left..=right {
        let mut stack: Vec<(CellRef, String)> = Vec::new();
        for row in first..=last {
            let Some(seen) = view.seen(CellRef::new(row, col)) else {
                continue;
            };
            if stack.last().is_none_or(|(cell, _)| *cell != seen.cell) {
                stack.push((seen.cell, text::squash(&seen.raw)));
            }
        }
        let (cell, own) = stack
            .pop()
            .unwrap_or((CellRef::new(last, col), String::new()));
        // A head merged over several columns without sub-heads belongs to its first column.
        let repeated = !own.is_empty() && cell.col < col;
        let parent = if repeated {
            Some(own.clone())
        } else {
            stack.pop().map(|(_, label)| label)
        };
        let own = if repeated { String::new() } else { own };
        out.push(Labels {
            cell: CellRef::new(cell.row, col),
            own,
            parent,
        });
    }
    out
}

/// Heads that only say that the content of the head above them stands here.
const CONTENTS: [&str; 9] = [
    "内容",
    "具体内容",
    "主要内容",
    "名称",
    "描述",
    "具体描述",
    "表述",
    "情况",
    "具体情况",
];

/// Whether a comparable head only says that the content of the head above it stands here.
pub fn is_content(key: &str) -> bool {
    CONTENTS.contains(&key)
}
