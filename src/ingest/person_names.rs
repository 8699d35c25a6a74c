//! Names of persons, as far as a text shows that it is one.

use crate::policy::Lookup;
use crate::text;

/// Whether a text is the name of a person by its surname and its length.
pub fn is_person(written: &str, lookup: &Lookup<'_>) -> bool {
    is_name(written, lookup) && surnamed(written, lookup)
}

/// Whether it begins with a surname.
pub fn surnamed(name: &str, lookup: &Lookup<'_>) -> bool {
    let surnames = &lookup.policy().public.surnames;
    name.starts_with(|c| surnames.contains(c))
}

/// Whether a text may be a name: two to four ideographs that are no post and no word for nobody.
pub fn is_name(written: &str, lookup: &Lookup<'_>) -> bool {
    let name = text::squash(written);
    let length = name.chars().count();
    let dotted = name.contains(['·', '•', '・']) && length <= 20;
    let ideographs = name.chars().all(|c| text::is_word(c) && !c.is_ascii());
    let word = lookup.is_blank(&name) || lookup.names_nobody(&name);
    dotted || ((2..=4).contains(&length) && ideographs && !word && !lookup.looks_like_owner(&name))
}
