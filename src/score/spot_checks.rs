//! 抽查: the measures that spot checks found carried out, or not.

use super::Year;
use super::facts::{Facts, Own};
use super::measured::Measured;
use crate::model::{RegisterItem, SpotCheckResult};

/// The spot checks of an item in the year that is scored; one without a date was of that year.
pub fn of_year<'y>(
    item: &'y RegisterItem,
    year: &Year<'_>,
) -> impl Iterator<Item = &'y SpotCheckResult> {
    let this = year.year;
    let checks = item.follow_up.checks.iter();
    checks.filter(move |c| c.checked.date.is_none_or(|day| day.year() == this))
}

/// How many of the checks found the measures carried out; while one does not say whether, nobody knows the share.
pub fn passed(own: &Own<'_>, facts: &Facts<'_>) -> Measured {
    let (mut out, undecided) = counted(own, facts);
    if undecided > 0 {
        out.unknown.push(format!("{undecided} {UNDECIDED}"));
    }
    out
}

/// How many of them found the measures not carried out, as far as they say so.
pub fn failed(own: &Own<'_>, facts: &Facts<'_>) -> Measured {
    let (mut out, undecided) = counted(own, facts);
    out.of = out.short();
    out.met = 0;
    out.cells.clone_from(&out.against);
    out.leave(undecided, &format!("{UNDECIDED}，没有计入"));
    out
}

const UNDECIDED: &str = "次抽查情况看不出措施落实没有";

/// The checks of the year that say whether, and how many do not.
fn counted(own: &Own<'_>, facts: &Facts<'_>) -> (Measured, usize) {
    let mut out = Measured::default();
    let (mut undecided, mut elsewhen) = (0, 0);
    for (item, _) in own.matters() {
        let checks: Vec<&SpotCheckResult> = of_year(item, facts.year).collect();
        elsewhen += item.follow_up.checks.len() - checks.len();
        for check in checks {
            match check.carried_out {
                Some(carried_out) => out.judge(carried_out, check.place.clone()),
                None => undecided += 1,
            }
        }
    }
    out.leave(elsewhen, "次抽查不是本年度的，没有计入");
    (out, undecided)
}
