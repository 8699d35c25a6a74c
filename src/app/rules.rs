//! `rules`: what the codes mean and how to put things right.

use std::path::Path;

use super::policy_file::load_policy;
use crate::emit;
use crate::error::Error;

/// All codes, or one at length; as the policy in the current folder, or the one named, has them.
///
/// # Errors
/// The policy is not valid, or there is no such code.
pub fn rules(code: Option<&str>, policy: Option<&Path>) -> Result<String, Error> {
    let policy = load_policy(policy, &[".".into()])?;
    match code {
        None => Ok(emit::rules_list(&policy)),
        Some(code) => emit::rule_explained(&policy, code).map_err(Error::Unknown),
    }
}
