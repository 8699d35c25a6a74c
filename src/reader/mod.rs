//! Files in, grids out: finds the files, refuses what is dangerous, reads the rest. The only place that names calamine.
//!
//! ```text
//! paths ─discover→ Source ─read→ bytes ─sniff→ what is it? ─guard→ is it whole and harmless? made anew ─convert→ Workbook
//!                                                                  a Word document: its parts ─word→ Workbook
//! ```
//!
//! The guard gives calamine a file of its own making, so that it matters little whose hand wrote the one handed in.
//!
//! [`discover`](discover()) can fail (a path that does not exist stops a run); [`read`](read()) cannot: whatever is wrong with a file
//! becomes a finding with one of the codes in [`checks`].

pub mod checks;
mod convert;
mod discover;
mod foreign;
mod grid;
mod guard;
mod limits;
mod notes;
mod read;
mod shown;
mod sniff;
mod word;
mod workbook;

pub use discover::{Discovery, RETURNED, Skipped, Source, WITHDRAWN, columns, discover, results};
pub use grid::{CellValue, Grid, Written};
pub use limits::Limits;
pub use read::{from_bytes, read};
pub use word::{Control, Filled, filled};
pub use workbook::{Format, Reading, Sheet, Visibility, Workbook};
