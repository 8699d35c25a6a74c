//! Results as text and JSON. Renders bytes; writes no file and prints nothing.
//!
//! The JSON forms are a stable interface: field names in English snake_case, `level` is 1, 2, 3 or null, places are
//! `{"file","sheet","cell"}`, rows are Excel's.

mod beside;
mod check;
mod fields;
mod inspect;
mod inspect_text;
mod lines;
mod merges;
mod rules;
mod scores;
mod summary;

pub use beside::{coverage_jsonl, ledger_jsonl, public_jsonl};
pub use check::{findings_concise, findings_full, findings_summary};
pub use inspect::inspect_json;
pub use inspect_text::inspect_text;
pub use lines::{
    changes_jsonl, choices_jsonl, entries_jsonl, findings_jsonl, lines, numbers_jsonl,
    register_jsonl,
};
pub use merges::merges_jsonl;
pub use rules::{rule_explained, rules_list, rules_reference};
pub use scores::scores_jsonl;
pub use summary::{SummaryInput, summary};
