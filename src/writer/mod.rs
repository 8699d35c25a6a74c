//! Workbook descriptions in, .xlsx files out; official documents, and sample forms, as Word documents. The only place that names rust_xlsxwriter.
//!
//! A [`BookSpec`] says what stands where and what it is for; here it becomes Excel's bytes. Equal descriptions give
//! equal bytes. A [`Draft`] makes the rows of long sheets while they are written. Whatever strings a form may bring, the file stays one that Excel opens: see `safe`.

mod amend;
mod chart;
mod document;
mod draft;
mod filling;
mod fit;
mod guide;
mod input;
mod link;
mod links;
mod lists;
pub mod marked;
pub mod official;
pub mod page;
mod pen;
mod place;
pub mod prose;
mod role;
mod safe;
mod save;
mod sheet;
mod spec;
mod style;
mod system;
pub mod template;

pub use document::{document, lines_above};
pub use draft::{BlockMaker, Body, Draft, Maker, RowMaker, Sheet};
pub use fit::{display_width, is_shown_whole, line_width};
pub use lists::SHEET as CHOICES_SHEET;
pub use role::StyleRole;
pub use safe::{MAX_TEXT, sheet_names};
pub use save::{Clipped, Saved, draft_to_bytes, put, replace, save, to_bytes, write};
pub use spec::{
    Allowed, BookSpec, Cell, CellSpec, ChartKind, ChartSpec, Content, InputSpec, LinkTarget,
    Message, NoteSpec, Otherwise, PrintSpec, ProtectionSpec, Run, SheetSpec,
};
