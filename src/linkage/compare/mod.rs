//! 比对: how two texts compare. `fold` makes them comparable (`numerals` the numbers in them), `wording` compares them clause by
//! clause, telling `slips` of the pen from `rewording` and from other texts, `guards` speak up where a small difference is a
//! great one (`figures`, `contrasts`), and `likeness` measures what they have in common. Knows nothing of entries.

mod cause;
mod contrasts;
mod cut;
mod figures;
mod fold;
mod guards;
mod interchangeable;
mod likeness;
mod numerals;
mod phrase;
mod rewording;
mod slips;
mod swap;
mod wording;
mod words;

pub use cause::Cause;
pub use fold::{Folded, Folder};
pub use guards::Guards;
pub use likeness::{Grams, Profile, Rarity, grams, likeness};
pub use phrase::Phrase;
pub use rewording::only_swap;
pub use slips::{Gap, Slip, gap};
pub use swap::{Swap, described as described_swaps};
pub use wording::{Terms, Wording, described};
