//! Tables of Word documents as sheets of a workbook, so that a form means the same in either. The view of the document is
//! that of a person who accepts all tracked changes; what they changed is told.
//!
//! ```text
//! parts ─walk→ paragraphs (inline: text, fields, numbers) and tables (block, table) ─sheets→ grids, remarks on cells
//! ```
//!
//! Headers and footers of the pages (`margins`) are lines below each table. A table begins in row [`CellRef::TABLE_TOP`](crate::location::CellRef::TABLE_TOP) of its grid, and the lines above it in
//! the document stand in the rows before, so that each cell keeps the name it has in its own table.

mod between;
mod block;
mod comments;
mod control;
mod field;
mod filled;
mod inline;
mod margins;
mod numbering;
mod numerals;
mod passage;
mod remarks;
mod section;
mod sheets;
mod styles;
mod table;
mod tag;
mod walk;

pub use filled::{Control, Filled, filled};

use super::checks;
use super::guard::{Parts, Refusal, scan_whole};
use super::limits::Limits;
use super::notes::Context;
use super::workbook::{Format, Workbook};
use crate::diagnostic::Diagnostic;
use crate::location::Place;
use block::Blocks;
use comments::Comments;
use inline::Inline;
use numbering::Numbering;
use styles::Styles;
use walk::Walk;

/// Reads a document.
pub(super) fn read(
    parts: &Parts,
    limits: &Limits,
    context: &mut Context<'_>,
) -> Result<Workbook, Refusal> {
    let styles = match &parts.styles {
        Some(part) => Styles::read(part, limits)?,
        None => Styles::default(),
    };
    let numbering = match &parts.numbering {
        Some(part) => Numbering::read(part, limits)?,
        None => Numbering::default(),
    };
    let comments = match &parts.comments {
        Some(part) => Comments::read(part, limits)?,
        None => Comments::default(),
    };
    let inline = Inline::new(&styles, numbering, comments);
    let mut walk = Walk::new(Blocks::new(limits), inline);
    scan_whole(&parts.document, limits, &mut |event| walk.event(event))?;
    let margins = margins::lines(walk.sections(), parts, &styles, limits)?;
    let blocks = walk.finish();
    let sheets = sheets::sheets(blocks.body, (blocks.tables, &margins), limits, context);
    if sheets.is_empty() {
        return Err(no_table(blocks.embedded));
    }
    if blocks.embedded {
        let message = "文档里嵌入了另一个文件的内容，没有读取";
        let place = Place::file(context.file);
        let finding = Diagnostic::new(&checks::NOT_READ, place, message);
        context.findings.push(finding);
    }
    Ok(Workbook {
        format: Format::Docx,
        sheets,
        names: Vec::new(),
    })
}

fn no_table(embedded: bool) -> Refusal {
    let (message, help) = if embedded {
        (
            "这份 Word 文档的内容是嵌入的网页或文件，没有能读的表格",
            "请用 WPS 或 Word 打开该文件，点“文件 → 另存为”，类型选“Word 文档（.docx）”，核对内容后重新报送。",
        )
    } else {
        (
            "这份 Word 文档里没有表格，只有文字",
            "请将内容填入自查表（.xlsx，或 Word 文档里的表格）后重新报送。",
        )
    };
    Refusal {
        help: Some(help),
        ..Refusal::new(&checks::NOT_A_WORKBOOK, message)
    }
}
