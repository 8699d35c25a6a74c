//! The page over the wire: who gets in, what may be sent, what a run on it writes, how it begins and ends. The real program, and
//! raw requests.

#![allow(clippy::unwrap_used)]

mod ballot;
mod client;
mod form;
mod guard;
mod life;
mod limits;
mod meant;
mod review;
mod runs;
mod scores;
mod sent;
mod settings;
#[path = "../support/mod.rs"]
mod support;
mod upload;
