//! A result is written whole or not at all: whatever ends a run, the folder holds the old result or the new one.
#![allow(
    clippy::print_stdout,
    reason = "figures, and what was skipped, are there to be read"
)]

mod added;
mod interrupted;
mod kept;
mod lost;
mod office;
mod parquet;
mod places;
mod reviews;
mod stopped;
#[path = "../support/mod.rs"]
mod support;
mod together;
mod verify;
