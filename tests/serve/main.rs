//! The page over the wire: who gets in, what may be sent, what a run on it writes, how it begins and ends. The real program, and
//! raw requests.

#![allow(clippy::unwrap_used)]

mod client;
mod guard;
mod life;
mod limits;
mod runs;
#[path = "../support/mod.rs"]
mod support;
mod upload;
