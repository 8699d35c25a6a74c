//! Results as text, JSON and columns. Renders bytes; writes no file and prints nothing.
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
mod rows;
mod rules;
mod scores;
mod summary;
mod tables;

pub use beside::{coverage_rows, ledger_rows, public_rows};
pub use check::{findings_concise, findings_full, findings_summary};
pub use inspect::inspect_json;
pub use inspect_text::inspect_text;
pub use lines::{
    changes_rows, choices_rows, entries_rows, findings_rows, numbers_rows, register_rows,
};
pub use merges::merges_rows;
pub use rows::{Put, Rows};
pub use rules::{rule_explained, rules_list, rules_reference};
pub use scores::scores_rows;
pub use summary::{SummaryInput, summary};
pub use tables::{CHANGES, ENTRIES, FINDINGS, MERGES, REGISTER, SCORES, TABLES, tables_reference};
