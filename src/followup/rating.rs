//! 三年一评定: from which date the years are counted, when they end, and how that stands on the day of the run.

use chrono::{Days, NaiveDate};

use crate::model::{Entry, PartialDate, Rating, RatingBasis, RatingStatus, RegisterItem};
use crate::policy::FollowUpPolicy;

/// The next rating of an item as seen on `today`. Of a month its last day counts; no day is guessed. A level that was rated in
/// an earlier year and is the same is counted from then, whatever date this year's form bears.
pub fn rating(item: &RegisterItem, policy: &FollowUpPolicy, today: NaiveDate) -> Rating {
    let mut bases = policy.from.iter();
    let from = bases.find_map(|basis| match (basis, item.carried.since) {
        (RatingBasis::ReportedOn, Some(since)) => Some((since.basis, since.on)),
        _ => date(&item.entry, *basis).map(|on| (*basis, on)),
    });
    let next = from.and_then(|(_, on)| on.years_later(policy.terms.years));
    let status = next
        .and_then(PartialDate::last_day)
        .map_or(RatingStatus::Unknown, |last| {
            status(last, today, policy.terms.ahead_days)
        });
    Rating { from, next, status }
}

fn date(entry: &Entry, basis: RatingBasis) -> Option<PartialDate> {
    match basis {
        RatingBasis::Decision => entry.decision.as_ref()?.on,
        RatingBasis::RatedOn => entry.rated_on,
        RatingBasis::ReportedOn => entry.reported_on,
    }
}

fn status(last: NaiveDate, today: NaiveDate, ahead_days: u64) -> RatingStatus {
    if last < today {
        return RatingStatus::Overdue;
    }
    // A day beyond the calendar is not near.
    let horizon = today.checked_add_days(Days::new(ahead_days));
    if horizon.is_some_and(|horizon| last <= horizon) {
        RatingStatus::Due
    } else {
        RatingStatus::NotYet
    }
}
