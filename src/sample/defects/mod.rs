//! Planted defects: what goes wrong on real forms, put into synthetic ones on purpose, each tied to the check that must
//! find it at its very cell. One family to a file; a [`Bench`] holds the form while it is spoiled.

mod bench;
mod dates;
mod files;
mod grounds;
mod headings;
mod kind;
mod levels;
mod measures;
mod placeholders;
mod required;
mod rosters;
mod serials;
mod shapes;
mod spoil;

pub use bench::Bench;
pub use files::{blank_layouts, ledgers};
pub use kind::Defect;
pub use spoil::spoil;
