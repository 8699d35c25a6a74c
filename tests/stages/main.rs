//! What the stages make of forms that were understood: findings, suggested levels, versions and repeats, what follows
//! from a level, what is counted, and scores.

mod fair;
mod followup;
mod grading;
mod linkage;
mod metrics;
mod posts;
mod repeats;
mod rules;
mod schemes;
mod score;
mod special;
mod statistics;
mod submissions;
#[path = "../support/mod.rs"]
mod support;
mod units;
