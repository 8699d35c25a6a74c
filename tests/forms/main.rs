//! Understanding forms and what is handed in with them: whole forms as they really are, small difficulties, ledgers and
//! score sheets, and the account of every row.

mod account;
mod agreement;
mod amid;
mod annex;
mod answered;
mod around;
mod below_each;
mod blocks;
mod bureaus;
mod by_number;
mod cards;
mod counts;
mod dates;
mod documents;
mod edges;
mod handed_in;
mod handed_in_more;
mod joins;
mod kind_ticks;
mod kinds;
mod large;
mod layered;
mod levels;
mod more_rows;
mod named;
mod named_below;
mod nearest;
mod neighbours;
mod of_two;
mod offices;
mod online;
mod opinions;
mod overall;
mod parted;
mod published;
mod rated;
mod readings;
mod remarks;
mod revised;
mod strangers;
#[path = "../support/mod.rs"]
mod support;
mod together;
mod understand;
mod whose;
