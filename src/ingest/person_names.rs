//! Names of persons, as far as a text shows that it is one.

use crate::policy::Lookup;
use crate::text;

/// Words that begin like surnames and are no names.
const NO_NAMES: [&str; 28] = [
    "付款",
    "施工",
    "施行",
    "余额",
    "余下",
    "严重",
    "严格",
    "严控",
    "高中低",
    "高级",
    "高层",
    "高校",
    "高新",
    "石化",
    "石油",
    "马路",
    "马上",
    "江北",
    "江南",
    "周边",
    "周期",
    "董事",
    "范围",
    "顾问",
    "齐全",
    "钱款",
    "钱物",
    "史志",
];

/// Whether a text is the name of a person by its surname and its length.
pub fn is_person(written: &str, lookup: &Lookup<'_>) -> bool {
    let word = NO_NAMES.contains(&text::squash(written).as_str());
    !word && is_name(written, lookup) && surnamed(written, lookup)
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
