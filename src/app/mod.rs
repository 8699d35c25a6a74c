//! Use cases: the only place that knows the order of the stages.
//!
//! `session` holds them: what reads forms is made of its steps. `process` is the per-file half (reader →
//! ingest → rules), one function from a file and the policy to an owned result, so that it can run anywhere; `join` and
//! `outcome` are what all forms come to.

mod addresses;
mod before;
mod check;
mod clean;
mod collect;
mod compare;
mod contents;
mod cross_check;
mod data;
mod file_name;
mod fill;
mod former_books;
mod former_data;
mod handouts;
mod init;
mod inspect;
mod join;
mod known;
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
mod returns;
mod review;
mod rollup;
mod roster_file;
mod rules;
mod run;
mod run_json;
mod sample;
mod senders;
mod session;
mod settled;
mod surround;
mod template;
mod uncovered;
mod unmarked;
mod upward;
mod verify;
mod year_on_year;

pub use crate::rules::Occasion;
pub use check::{CheckFormat, CheckOptions, check, check_returning};
pub use clean::{CleanOptions, clean};
pub use compare::{CompareOptions, compare};
pub use cross_check::{CrossCheckOptions, cross_check};
pub use init::init;
pub use inspect::{InspectOptions, inspect};
pub use policy_file::{checks, load_policy};
pub use process::process;
pub use progress::{Progress, Silent};
pub use record::Written;
pub use result::abandon;
pub use rollup::{RollupOptions, roll_up};
pub use rules::rules;
pub use run::{RunOptions, RunResult, run};
pub use sample::{SampleOptions, sample};
pub use session::Inputs;
pub use template::{TemplateOptions, TemplateResult, template};
pub use verify::{Verified, VerifyOptions, verify};
