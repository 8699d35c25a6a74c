//! 风险等级统计: how many risk points of each level, by section, category and post, and who has not handed in.
//!
//! Counts only; which level an item has was settled before. Every table states its unit: the same register has one
//! number of 风险点, another of 岗位 and another of 权力事项.

mod coverage;
mod cross;
mod sections;
mod units;
mod work;

pub use coverage::unreported;
pub use units::{of_unit, outliers, roll_up};
pub use work::{Past, work};

use crate::model::{Basis, Entry, Register, Roster, Statistics, Work};

/// Counts the register and checks it against the roster.
///
/// `handed_in` are the entries that came in, whatever became of them: registered, merged or returned. Entries of
/// files another file stands for are left out. `everyone` says whether all staff are asked by name.
pub fn tabulate<'a>(
    register: &Register,
    (roster, everyone): (&Roster, bool),
    handed_in: impl IntoIterator<Item = &'a Entry>,
) -> Statistics {
    let basis = Basis::ALL.map(|basis| {
        let resting = register.items.iter().filter(|i| i.basis == basis);
        resting.map(|i| i.entry.risk_points()).sum()
    });
    let sections = sections::Sections::of(roster);
    let (tables, lines) = cross::tables(register, &sections);
    Statistics {
        tables,
        lines,
        coverage: coverage::coverage(register, (&sections, everyone), handed_in),
        items: register.items.len(),
        basis,
        work: Work::default(),
    }
}
