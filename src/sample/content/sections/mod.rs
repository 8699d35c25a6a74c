//! The sections of the bureau, one file each.

mod accounting;
mod assets;
mod budget;
mod building;
mod culture;
mod farming;
mod finance;
mod general;
mod law;
mod legal;
mod office;
mod party;
mod payment;
mod performance;
mod personnel;
mod procurement;
mod review;
mod supervision;
mod treasury;
mod welfare;

use super::Section;

/// All sections, in the order in which bureaus list them; the centres come last.
pub static ALL: [&Section; 20] = [
    &office::SECTION,
    &personnel::SECTION,
    &law::SECTION,
    &budget::SECTION,
    &treasury::SECTION,
    &general::SECTION,
    &legal::SECTION,
    &culture::SECTION,
    &building::SECTION,
    &welfare::SECTION,
    &farming::SECTION,
    &assets::SECTION,
    &finance::SECTION,
    &procurement::SECTION,
    &supervision::SECTION,
    &performance::SECTION,
    &accounting::SECTION,
    &party::SECTION,
    &review::SECTION,
    &payment::SECTION,
];
