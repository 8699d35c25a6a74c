//! 比对: how two texts compare. `fold` makes them comparable (`numerals` the numbers in them), `wording` compares them clause by
//! clause, telling `slips` of the pen from other words, `guards` speak up where a small difference is a great one, and
//! `likeness` measures what they have in common. Knows nothing of entries.

mod fold;
mod guards;
mod likeness;
mod numerals;
mod slips;
mod wording;

pub use fold::{Folded, Folder};
pub use guards::Guards;
pub use likeness::{Profile, Rarity};
pub use slips::{Gap, gap};
pub use wording::{Terms, Wording, described};
