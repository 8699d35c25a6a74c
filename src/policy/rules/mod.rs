//! Rules as data: which findings there are, how much each matters, what it says. What a kind of rule looks for is Rust, one
//! file of `kinds`; its instances are TOML, so that a bureau changes them without a programmer.

mod book;
mod build;
mod kinds;
mod message;
mod rule;
mod scope;
mod written;

pub use book::{Adjustment, RuleBook};
pub use build::{Origins, build};
pub use kinds::{KINDS, NAMES_UNIT, WHOLE_ROWS};
pub use message::Message;
pub use rule::{Facts, KindInfo, Nature, Rule};
pub use scope::{Occasion, Scope, Table, When};
