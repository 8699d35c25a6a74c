//! The commands as a user meets them: what they write and say, when they refuse, and whole years from end to end.

#![allow(clippy::unwrap_used)]

mod anything;
mod astray;
mod bureau;
mod came_back;
mod check;
mod cross_check;
mod defects;
mod documents;
mod from_book;
mod mid_year;
mod passed_on;
mod rated_anew;
mod renumbered;
mod returns;
mod returns_odd;
mod review;
mod review_rest;
mod rollup;
mod roster;
mod round_trips;
mod run;
mod sample;
mod settled;
mod spot_check;
#[path = "../support/mod.rs"]
mod support;
mod template;
mod three_years;
mod upward;
mod whole_year;
