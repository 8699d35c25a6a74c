//! Files in, grids out: finds the files, refuses what is dangerous, reads the rest. The only place that names calamine.

mod grid;
mod workbook;

pub use grid::{CellValue, Grid};
pub use workbook::{Format, Reading, Sheet, Visibility, Workbook};
