//! The policy as a bureau writes it: what is accepted, what comes of it, and how every mistake is named with its line.

mod edit;
mod grading;
mod reference;
mod roster;
mod rules;
mod scoring;
mod settings;
#[path = "../support/mod.rs"]
mod support;
