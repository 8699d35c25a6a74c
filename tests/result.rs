//! A result is written whole or not at all: whatever ends a run, the folder holds the old result or the new one.
#![allow(
    clippy::print_stdout,
    reason = "figures, and what was skipped, are there to be read"
)]

mod support;

#[path = "result/added.rs"]
mod added;
#[path = "result/interrupted.rs"]
mod interrupted;
#[path = "result/kept.rs"]
mod kept;
#[path = "result/lost.rs"]
mod lost;
#[path = "result/office.rs"]
mod office;
#[path = "result/places.rs"]
mod places;
#[path = "result/reviews.rs"]
mod reviews;
#[path = "result/together.rs"]
mod together;
#[path = "result/verify.rs"]
mod verify;
