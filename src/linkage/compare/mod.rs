//! 比对: how two texts compare. `fold` makes them comparable (`numerals` the numbers in them), `wording` compares them clause by
//! clause, telling `slips` of the pen from other words, `guards` speak up where a small difference is a great one, and
//! `likeness` measures what they have in common. Knows nothing of entries.

mod cause;
mod cut;
mod fold;
mod guards;
mod likeness;
mod numerals;
mod phrase;
mod slips;
mod wording;
mod words;

pub use cause::Cause;
pub use fold::{Folded, Folder};
pub use guards::Guards;
pub use likeness::{Grams, Profile, Rarity, grams, likeness};
pub use phrase::Phrase;
pub use slips::{Gap, Slip, gap};
pub use wording::{Terms, Wording, described};
