//! `data/merges.jsonl`: one line for each pair that was merged or may have to be.

use serde::Serialize;

use super::rows::{Put, Rows};
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

/// `merges`: every pair that was decided about, in the order of the register.
///
/// # Errors
/// They cannot be written.
pub fn merges_rows(links: &[Link], out: &mut Rows<'_>) -> Put {
    let links = links.iter().map(|link| LinkLine {
        id: link.id.to_string(),
        decision: link.decision,
        kept: &link.kept,
        merged: &link.merged,
        score: link.score,
        comparisons: &link.comparisons,
        why: &link.why,
    });
    out.all(links)
}
