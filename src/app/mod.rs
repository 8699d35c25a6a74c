//! Use cases: the only place that knows the order of the stages.
//!
//! `process` is the per-file half (reader → ingest → rules), one function from a file and the policy to an owned result,
//! so that it can run anywhere; the rest joins the results, sorted by source, and writes.

mod addresses;
mod check;
mod collect;
mod file_name;
mod fill;
mod handouts;
mod init;
mod inspect;
mod join;
mod lost;
mod origins;
mod outcome;
mod policy_file;
mod previous;
mod process;
mod progress;
mod reason;
mod record;
mod remarks;
mod result;
mod review;
mod rules;
mod run;
mod run_json;
mod sample;
mod senders;
mod session;
mod surround;
mod template;
mod verify;

pub use crate::rules::Occasion;
pub use check::{CheckFormat, CheckOptions, check};
pub use init::init;
pub use inspect::{InspectOptions, inspect};
pub use policy_file::{checks, load_policy};
pub use process::process;
pub use progress::{Progress, Silent};
pub use record::Written;
pub use result::abandon;
pub use rules::rules;
pub use run::{RunOptions, RunResult, run};
pub use sample::{SampleOptions, sample};
pub use session::Inputs;
pub use template::{TemplateOptions, TemplateResult, template};
pub use verify::{Verified, VerifyOptions, verify};
