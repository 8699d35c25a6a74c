//! A result folder, written as a whole or not at all.
//!
//! ```text
//! place    where the result stands and where it is prepared   ─ desk   the hidden folder `.qingfeng-…`, and the lock in it
//! former   what the folder holds already: ours, or people's   ─ plan   what becomes of each of it
//! staging  the new files, written and flushed                 ─ carry  people's files beside them, linked, not copied
//! switch   one exchange of two folders; where the system has none, two renames; where the folder itself cannot
//!          be moved (`within`), its files one by one
//! journal  what was begun, so that the next start (`recover`) finishes it or takes it back; `late` brings over what people
//!          saved in the meantime
//! hold     a folder held by a program that stays open on it
//! interrupt  leaves nothing behind when the program is told to stop
//! ```
//!
//! The desk stands beside the result, on the same file system, or in it where it is a mount point or nothing may be made
//! beside it. Whoever holds the lock in the desk owns it; the lock ends with the process, so that a desk without a
//! holder is known to be dead.

mod carry;
mod desk;
mod former;
mod hold;
mod interrupt;
mod journal;
mod late;
mod place;
mod plan;
mod recover;
mod staging;
#[cfg(test)]
mod steps;
mod switch;
mod system;
mod within;

pub use desk::Unfinished;
pub use former::Former;
pub use hold::Hold;
pub use interrupt::abandon;
pub use place::Place;
pub use plan::{Kept, is_aside};
pub use recover::unfinished;
pub use staging::{Finished, Make, Sink, Staging};
