//! What follows from a level (分级监管、三年一评定、抽查): for every registered item its supervisor, its next rating, and
//! whether it is drawn for a spot check; and which section looks into which (交叉互查). Decides no level and writes no sheet.

mod checked;
mod checks;
mod draw;
mod flow;
mod rating;
mod ring;
mod supervisor;

pub use checked::lay_checks;
pub use checks::ALL as CHECKS;
pub use flow::flows;
pub use ring::ring;

use chrono::NaiveDate;

use crate::model::{Basis, Register};
use crate::policy::Policy;

/// Completes the register. `date` is the day of the run; `seed` decides which items are drawn.
pub fn follow_up(register: &mut Register, policy: &Policy, date: NaiveDate, seed: u64) {
    let supervisors = supervisor::Supervisors::new(policy);
    for item in &mut register.items {
        let pending = item.basis == Basis::Pending;
        let supervisor = item
            .effective
            .map(|level| supervisors.of(&item.entry, level, pending));
        item.follow_up.supervisor = supervisor;
        item.follow_up.rating = rating::rating(item, &policy.follow_up, date);
    }
    register.rating_terms = policy.follow_up.terms;
    draw::draw(register, &policy.follow_up, seed);
}
