//! The workbooks as a clerk gets them: written, read back with other libraries, recalculated and recounted.
#![allow(clippy::unwrap_used)]

mod described;
#[path = "../support/engines/mod.rs"]
mod engines;
mod findings;
mod flow;
mod hostile;
mod links;
mod long;
mod package;
mod pages;
mod public;
mod publicity;
mod register;
mod scores;
mod spread;
mod statistics;
#[path = "../support/mod.rs"]
mod support;
