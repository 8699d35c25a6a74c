//! Rules on what entries say. They look at one form at a time and change nothing.

mod required;

use crate::diagnostic::Diagnostic;
use crate::model::Form;
use crate::policy::Policy;

/// Everything the rules find in a form.
pub fn check(form: &Form, policy: &Policy) -> Vec<Diagnostic> {
    required::check(form, policy)
}
