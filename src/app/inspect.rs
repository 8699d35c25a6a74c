//! `inspect`: how each file was understood.

use super::progress::Progress;
use super::reason::json_fault;
use super::session::{Inputs, Session};
use crate::emit;
use crate::error::Error;

/// What to inspect and how to show it.
#[derive(Debug)]
pub struct InspectOptions {
    /// The files.
    pub inputs: Inputs,
    /// JSON instead of text.
    pub json: bool,
}

/// The report as text or JSON.
///
/// # Errors
/// A path does not exist, nothing can be read, the policy is not valid, or the work shall stop.
pub fn inspect(options: &InspectOptions, progress: &dyn Progress) -> Result<String, Error> {
    let session = Session::open(&options.inputs, progress)?;
    let forms = session.files(&options.inputs.paths, &[])?.forms;
    let roster = session.policy.roster_findings();
    if options.json {
        return emit::inspect_json(&forms, roster).map_err(json_fault("inspect"));
    }
    Ok(emit::inspect_text(&forms, roster))
}
