//! Rules on what entries say: one family of kinds per file, all registered in [`registry`]. They look at one form at a
//! time (coverage alone at all of them) and change nothing; codes, words and limits come from the policy.

mod category;
mod coverage;
mod dates;
mod leader;
mod registry;
mod required;
mod roster;
mod same;
mod scope;
mod serial;
mod title;
mod wording;

use std::collections::BTreeSet;

pub use coverage::check as check_coverage;
pub use scope::Occasion;

use crate::diagnostic::Diagnostic;
use crate::model::Form;
use crate::policy::Policy;
use scope::Scope;

/// Everything the rules find in a form, in the order of the rules' codes; the same thing at one cell only once.
pub fn check(form: &Form, policy: &Policy, occasion: Occasion) -> Vec<Diagnostic> {
    let scope = Scope::new(form, policy, occasion);
    let mut seen = BTreeSet::new();
    let rules = policy.rule_book.active();
    rules
        .flat_map(|rule| registry::apply(rule, &scope))
        .filter(|f| seen.insert((f.code.clone(), f.place.clone(), f.message.clone())))
        .collect()
}
