//! `inspect`: how each file was understood.

use super::collect::{Progress, collect_all};
use super::inputs::Inputs;
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
/// A path does not exist, nothing can be read, or the policy is not valid.
pub fn inspect(options: &InspectOptions, progress: &dyn Progress) -> Result<String, Error> {
    let (policy, occasion) = options.inputs.policy()?;
    let collected = collect_all(&options.inputs, &[], &policy, occasion, progress)?;
    if options.json {
        let fault = |e: serde_json::Error| Error::Workbook {
            book: "inspect".to_owned(),
            reason: e.to_string(),
        };
        return emit::inspect_json(&collected.forms).map_err(fault);
    }
    Ok(emit::inspect_text(&collected.forms))
}
