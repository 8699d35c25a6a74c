//! Answers chosen from a list, as online forms export them: without the letter or the number of the option. The cell as it is
//! written stays beside them.

use super::names;
use crate::policy::{Lookup, without_choice, without_option};
use crate::text;

/// The section that a text names: B.预算科, 2、预算科. What the roster knows as it is written stays so.
pub fn section(written: &str, lookup: &Lookup<'_>) -> String {
    let known = |name: &str| {
        let own = lookup.section(name);
        own.or_else(|| lookup.section_of_unit(name))
    };
    if let Some(section) = known(written) {
        return section.name.clone();
    }
    let folded = text::nfkc(written);
    let bare = without_count(without_option(&folded));
    if bare.len() == folded.len() {
        return behind_bureau(written, lookup);
    }
    match known(bare) {
        Some(section) => section.name.clone(),
        None if lookup.looks_like_section(bare) => behind_bureau(bare, lookup),
        None => written.to_owned(),
    }
}

/// 预算科 of 青云区财政局预算科, where no roster says how sections are called.
fn behind_bureau(name: &str, lookup: &Lookup<'_>) -> String {
    let open = lookup.policy().roster.is_empty();
    let section = || names::behind_bureau(name, lookup);
    let section = open.then(section).flatten();
    section.unwrap_or(name).to_owned()
}

/// 预算科(3个): a name without how many there are of it.
fn without_count(name: &str) -> &str {
    let counted = name.strip_suffix(')').and_then(|n| n.rsplit_once('('));
    let is_count = |inner: &str| {
        let number = inner
            .trim_start_matches('共')
            .trim_end_matches(['个', '条', '项', '人', '名']);
        !number.is_empty() && number != inner && number.bytes().all(|b| b.is_ascii_digit())
    };
    counted
        .filter(|(_, inner)| is_count(inner))
        .map_or(name, |(name, _)| name)
}

/// The post that a text names: A.出纳岗. A list of several keeps its letters.
pub fn post(written: &str) -> &str {
    let alone = |text: &&str| !text.contains(['\n', '、', '，', ',', '；', ';', '┋']);
    without_choice(written.trim())
        .filter(alone)
        .unwrap_or(written)
}
