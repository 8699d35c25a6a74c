//! Workbook descriptions in, .xlsx files out. The only place that names rust_xlsxwriter.

mod spec;

pub use spec::{
    BookSpec, CellSpec, ChartKind, ChartSpec, Content, ListSpec, PrintSpec, SheetSpec, StyleRole,
};
