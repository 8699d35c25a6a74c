//! 抽查: the draw by level. Every item has a lot from the seed and its own content; of each level those with the smallest
//! lots are drawn. So the draw depends on nothing else: not on files, their order, or the number an item has.

use crate::digest::sha256_hex;
use crate::model::{Entry, Field, Level, Register, RegisterItem, ReviewId, SpotCheck, Stratum};
use crate::policy::FollowUpPolicy;

/// Digits of a lot.
const DIGITS: usize = 12;

/// Draws the items and notes what was drawn from.
pub fn draw(register: &mut Register, policy: &FollowUpPolicy, seed: u64) {
    for item in &mut register.items {
        item.follow_up.lot = lot(seed, &item.entry);
        item.follow_up.drawn = false;
    }
    let levels = Level::ALL.into_iter().map(Some).chain([None]);
    let strata = levels.map(|level| {
        let rate = level.map_or(policy.open_rate, |level| policy.rates.of(level));
        draw_level(&mut register.items, level, rate)
    });
    let strata = strata.collect();
    register.spot_check = SpotCheck { seed, strata };
}

/// The lot of an entry: from the seed and what makes it the same entry in every run, its review id without the facts.
fn lot(seed: u64, entry: &Entry) -> String {
    let content = ReviewId::of(entry).item;
    let mut lot = sha256_hex(format!("{seed}-{content}").as_bytes()).to_uppercase();
    lot.truncate(DIGITS);
    lot
}

fn draw_level(items: &mut [RegisterItem], level: Option<Level>, rate: u32) -> Stratum {
    let mut population: Vec<&mut RegisterItem> = items
        .iter_mut()
        .filter(|item| item.effective == level)
        .collect();
    // Entries about the same risk point have the same lot; the rest of what they say tells them apart.
    population.sort_by(|a, b| order(a).cmp(&order(b)));
    let share = u32::try_from(population.len()).map_or(usize::MAX, |n| {
        let hundredths = u64::from(n) * u64::from(rate);
        usize::try_from(hundredths.div_ceil(100)).unwrap_or(usize::MAX)
    });
    let mut drawn = 0;
    for item in population.iter_mut().take(share) {
        item.follow_up.drawn = true;
        drawn += 1;
    }
    Stratum {
        level,
        population: population.len(),
        rate,
        drawn,
    }
}

fn order(item: &RegisterItem) -> (&str, Option<&str>, Option<&str>) {
    let text = |field| item.entry.text(field);
    let lot = item.follow_up.lot.as_str();
    (lot, text(Field::Manifestation), text(Field::Measures))
}
