//! Masking: what leads to a person is cut out of a text, and what was cut out is told. Errs on the safe side.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::people::{People, folded};
use crate::text::Projection;

/// What stands where a number stood.
const NUMBER_MASK: &str = "（已隐去）";
/// Rounds after which a text is given up on as it is; each round takes names away, so that two do in all but made-up cases.
const MOST_ROUNDS: usize = 8;

/// A text as it may be published, and what was cut out of it, each as it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Masked {
    /// The text.
    pub text: String,
    /// Names cut out.
    pub names: Vec<String>,
    /// Numbers cut out.
    pub numbers: Vec<String>,
}

/// Numbers of persons: mobile and fixed telephones, identity cards, bank cards, e-mail. Digits may be set apart one by
/// one; what stands before and after them is looked at apart from this.
static NUMBERS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let patterns = [
        r"[1-9](?:[ \u{3000}-]?[0-9]){16}[ \u{3000}-]?[0-9x]",
        r"[1-9](?:[ ]?[0-9]){14,18}",
        r"(?:\+?86[ -]?)?1[ -]?[3-9](?:[ -]?[0-9]){9}",
        r"\(?0[0-9]{2,3}\)?[ -]?[2-9][0-9]{6,7}",
        r"[a-z0-9._%+-]+ ?@ ?[a-z0-9-]+(?:\.[a-z0-9-]+)+",
    ];
    patterns.iter().filter_map(|p| Regex::new(p).ok()).collect()
});

/// Masks names and numbers; `mask` stands where a name stood.
pub fn mask(written: &str, people: &People, mask: &str) -> Masked {
    let mut out = Masked {
        text: written.to_owned(),
        ..Masked::default()
    };
    let projection = Projection::spaced(written);
    let places = number_places(projection.folded());
    let places: Vec<_> = places.iter().map(|p| projection.original(p)).collect();
    out.numbers = cut(written, &places);
    out.text = replaced(&out.text, &places, NUMBER_MASK);
    // A name that only comes about where another one was masked is cut out together with the mask.
    for round in 0..MOST_ROUNDS {
        let projection = Projection::squashed(&out.text);
        let places = people.places(projection.folded());
        if places.is_empty() {
            break;
        }
        let places = places.iter().map(|p| projection.original(p));
        let places: Vec<_> = places
            .map(|p| with_masks(&out.text, p, mask, round > 0))
            .collect();
        if round == 0 {
            out.names = cut(&out.text, &places);
        }
        out.text = replaced(&out.text, &places, mask);
    }
    out
}

/// What stands at the places, which begin and end between characters.
fn cut(text: &str, places: &[Range<usize>]) -> Vec<String> {
    let pieces = places.iter().filter_map(|p| text.get(p.clone()));
    pieces.map(str::to_owned).collect()
}

/// The place with the masks it overlaps.
fn with_masks(text: &str, place: Range<usize>, mask: &str, grow: bool) -> Range<usize> {
    let masks = text.match_indices(mask).map(|(at, _)| at..at + mask.len());
    let overlap = masks.filter(|m| grow && m.start < place.end && place.start < m.end);
    overlap.fold(place.clone(), |p, m| p.start.min(m.start)..p.end.max(m.end))
}

/// The text with each place replaced; places that overlap are replaced as one.
fn replaced(text: &str, places: &[Range<usize>], by: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for place in places {
        if place.start >= done && !place.is_empty() {
            out.extend(text.get(done..place.start));
            out.push_str(by);
        }
        done = done.max(place.end);
    }
    out.extend(text.get(done..));
    out
}

/// Where numbers stand that nothing goes on before or behind, from left to right.
fn number_places(folded: &str) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = Vec::new();
    for pattern in NUMBERS.iter() {
        let mut from = 0;
        while let Some(found) = pattern.find_at(folded, from) {
            let is_digit = |c: char| c.is_ascii_digit();
            let (before, _) = folded.split_at(found.start());
            let (_, behind) = folded.split_at(found.end());
            let alone = !before.ends_with(is_digit) && !behind.starts_with(is_digit);
            if alone {
                all.push(found.range());
                from = found.end();
            } else {
                // ASCII stands at the start of every match.
                from = found.start() + 1;
            }
        }
    }
    all.sort_by_key(|r| (r.start, std::cmp::Reverse(r.end)));
    let mut out: Vec<Range<usize>> = Vec::new();
    for range in all {
        match out.last_mut().filter(|last| range.start < last.end) {
            Some(last) => last.end = last.end.max(range.end),
            None => out.push(range),
        }
    }
    out
}

/// The name a whole text is, folded; none if more stands there than a name.
pub fn whole_name(written: &str, people: &People) -> Option<String> {
    let key = folded(written);
    let places = people.places(&key);
    (places.len() == 1 && places[0] == (0..key.len())).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::{Policy, Source};
    use proptest::prelude::*;

    /// Names that overlap, that stand inside each other, and that come about where another one is taken out.
    const NAMES: [&str; 10] = [
        "张一",
        "张一山",
        "一山",
        "志强",
        "强国",
        "国栋",
        "同志强",
        "欧阳小二",
        "阿依古丽·买买提",
        "陈龍",
    ];
    /// What may stand between the characters of a name.
    const SPREAD: [&str; 9] = [
        "",
        " ",
        "　",
        "\n",
        "\u{200b}",
        "·",
        "\u{fe00}",
        "\u{a0}\u{200d}",
        "\u{feff} ",
    ];
    /// Texts around names, made of their own characters too.
    const AROUND: [&str; 12] = [
        "由",
        "审核，",
        "张",
        "一",
        "强",
        "国",
        "某同志",
        "志",
        "同",
        "龙",
        "（科长）",
        "138",
    ];

    fn people() -> (People, Policy) {
        let staff = NAMES
            .map(|name| format!("{{ name = \"{name}\" }}"))
            .join(", ");
        let text = format!(
            "[public]\nnot_names = [\"强国建设\"]\n[[sections]]\nname = \"预算科\"\nstaff = [{staff}]\n"
        );
        let name = "口径".to_owned();
        let policy = Policy::from_source(&Source { name, text }, &[]).expect("valid");
        (People::of(&[], &policy), policy)
    }

    fn masked(written: &str) -> Masked {
        let (people, policy) = people();
        mask(written, &people, &policy.public.mask)
    }

    #[test]
    fn names_are_cut_out_and_nothing_else() {
        for (written, shown, names) in [
            ("由张一山复核", "由某同志复核", vec!["张一山"]),
            (
                "张一、欧阳 小二",
                "某同志、某同志",
                vec!["张一", "欧阳 小二"],
            ),
            ("由陳龙复核", "由某同志复核", vec!["陳龙"]),
            ("张一强国", "某同志某同志", vec!["张一", "强国"]),
            ("张一强", "某同志", vec!["张一"]),
            ("强国建设规划", "强国建设规划", vec![]),
            ("张某审核 一山", "张某审核 某同志", vec!["一山"]),
            ("", "", vec![]),
        ] {
            let masked = masked(written);
            assert_eq!(masked.text, shown, "{written}");
            assert_eq!(masked.names, names, "{written}");
        }
    }

    #[test]
    fn numbers_of_persons_are_cut_out_and_others_stay() {
        for (written, shown) in [
            (
                "拨+86 138 0000 1111或13900002222",
                "拨（已隐去）或（已隐去）",
            ),
            ("13800001111 13900002222", "（已隐去） （已隐去）"),
            ("证件11010119900101123X，", "证件（已隐去），"),
            ("（0512）87654321", "（已隐去）"),
            ("a.b@c.gov.cn转", "（已隐去）转"),
            (
                "5000000元以上、20261102至20261231",
                "5000000元以上、20261102至20261231",
            ),
            ("2026-11-02 2026-12-31", "2026-11-02 2026-12-31"),
            ("统一编号91320500", "统一编号91320500"),
        ] {
            assert_eq!(masked(written).text, shown, "{written}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, rng_seed: proptest::test_runner::RngSeed::Fixed(2026), failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_name_is_left_however_it_is_spread(
            parts in prop::collection::vec((0..NAMES.len() * 2, 0..AROUND.len(), prop::collection::vec(0..SPREAD.len(), 8)), 1..6)
        ) {
            let (people, policy) = people();
            let mut written = String::new();
            for (name, around, spread) in parts {
                written.push_str(AROUND[around]);
                // Half of the time only what stands around names.
                let Some(name) = NAMES.get(name) else { continue };
                for (c, between) in name.chars().zip(spread.iter().cycle()) {
                    written.push(c);
                    written.push_str(SPREAD[*between]);
                }
            }
            let out = mask(&written, &people, &policy.public.mask);
            // Found again in another way than the one by which it was masked.
            let bare: String = crate::text::key(&out.text).replace(['·', '\u{fe00}'], "");
            for name in NAMES {
                let key = crate::text::key(name).replace('·', "");
                prop_assert!(!bare.contains(&key), "{name} in {:?} of {written:?}", out.text);
            }
        }
    }
}
