//! The units of a roll-up in their order, whatever spelling of their names was met.

use super::results::Given;
use crate::policy::Policy;
use crate::text;

/// The order of a unit: its place in the roster, then its name as it is compared.
pub type Rank = (usize, String);

/// The order of the unit of this name; units the roster does not know come behind.
pub fn rank(written: &str, policy: &Policy) -> Rank {
    let units = &policy.rollup.units;
    match units.find(written) {
        Some(at) => (at, text::key(&units.all()[at].name)),
        None => (usize::MAX, text::key(written)),
    }
}

/// What was given of a unit.
#[derive(Debug, Default)]
pub struct Unit {
    /// Its name.
    pub name: String,
    /// Its results.
    pub given: Vec<Given>,
    /// Why something of it was not taken.
    pub unread: Vec<String>,
}
