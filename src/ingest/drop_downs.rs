//! A sheet that holds nothing but the words of drop-down lists: levels, kinds of risk, sections. Nobody filled it in.

use super::view::View;
use crate::model::Field;
use crate::policy::Lookup;
use crate::reader::Written;

/// Fields of which a list offers words.
const OFFERED: [Field; 4] = [
    Field::Section,
    Field::Category,
    Field::Level,
    Field::ConfirmedLevel,
];
/// Levels and kinds of risk at least; fewer prove nothing.
const FEWEST: usize = 3;
/// Such a sheet is no larger.
const MOST: usize = 500;

/// Whether there is nothing else on a sheet.
pub fn only(view: View<'_>, lookup: &Lookup<'_>) -> bool {
    let rows = view.grid().rows();
    let (mut words, mut cells) = (0, 0);
    for (at, row) in rows.iter().enumerate() {
        for (_, written) in view.whole_row(*row) {
            let word = is_word(written, lookup);
            let head = at == 0 && lookup.field(&written).is_some_and(|f| OFFERED.contains(&f));
            let section = || lookup.looks_like_section(&written);
            cells += 1;
            words += usize::from(word);
            if cells > MOST || !(word || head || section()) {
                return false;
            }
        }
    }
    words >= FEWEST
}

fn is_word(written: Written<'_>, lookup: &Lookup<'_>) -> bool {
    let level = lookup.level_word(&written).is_level() && !written.folded().is_ascii();
    level || lookup.policy().category_of(&written).is_some()
}
