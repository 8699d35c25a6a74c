//! `data/merges.jsonl`: one line for each pair that was merged or may have to be.

use serde::Serialize;

use super::lines::{Lines, lines};
use crate::model::{Comparison, Link, Linkage};

#[derive(Serialize)]
struct LinkLine<'r> {
    id: String,
    decision: Linkage,
    kept: &'r str,
    merged: &'r str,
    score: f64,
    comparisons: &'r [Comparison],
    why: &'r str,
}

/// `merges.jsonl`: every pair that was decided about, in the order of the register.
///
/// # Errors
/// Only if a value has no JSON form, which no input can cause.
pub fn merges_jsonl(links: &[Link]) -> Lines {
    lines(links.iter().map(|link| LinkLine {
        id: link.id.to_string(),
        decision: link.decision,
        kept: &link.kept,
        merged: &link.merged,
        score: link.score,
        comparisons: &link.comparisons,
        why: &link.why,
    }))
}
