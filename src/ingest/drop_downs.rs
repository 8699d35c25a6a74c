//! A sheet that holds nothing but the words of drop-down lists: levels and kinds of risk, each once. Nobody filled it in.

use std::collections::BTreeSet;

use super::view::View;
use crate::model::Field;
use crate::policy::Lookup;
use crate::reader::Written;

/// Fields of which a list offers words.
const OFFERED: [Field; 3] = [Field::Category, Field::Level, Field::ConfirmedLevel];
/// Levels and kinds of risk at least; fewer prove nothing.
const FEWEST: usize = 3;

/// Whether there is nothing else on a sheet.
pub fn only(view: View<'_>, lookup: &Lookup<'_>) -> bool {
    let mut words: BTreeSet<&str> = BTreeSet::new();
    for (at, row) in view.grid().rows().into_iter().enumerate() {
        for (_, written) in view.whole_row(row) {
            let head = at == 0 && lookup.field(&written).is_some_and(|f| OFFERED.contains(&f));
            let offered = is_word(written, lookup) && words.insert(written.text());
            if !(offered || head) {
                return false;
            }
        }
    }
    words.len() >= FEWEST
}

fn is_word(written: Written<'_>, lookup: &Lookup<'_>) -> bool {
    let level = lookup.level_word(&written).is_level() && !written.folded().is_ascii();
    level || lookup.policy().category_of(&written).is_some()
}
