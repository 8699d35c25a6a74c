//! 评审: holds the leading group's decisions, and before them cross checks and ballots, against the entries of this run, and
//! lists what it must still decide.
//!
//! A decision is applied only to the entry it was taken on, and only while the facts of its level are the same; every other
//! decision is reported and kept. Reads no workbook (`ingest` does) and writes none (`report` does).

mod applied;
mod apply;
mod checks;
mod items;
mod opinions;
mod strike;
mod unlisted;

pub use applied::Applied;
pub use apply::apply;
pub use checks::ALL as CHECKS;
pub use items::state;
pub use opinions::hear;
