//! Texts for any number of entries, when the words of the matters and patterns have run out: each is made of fourteen phrases,
//! and of these no two entries share more than three.

use std::sync::LazyLock;

use serde::Deserialize;

use super::content::read;
use super::rng::Rng;

/// Phrases in each list, a prime.
const PHRASES: usize = 37;

/// As many entries have texts of their own.
const ENTRIES: usize = PHRASES.pow(4);

#[derive(Deserialize)]
#[serde(bound = "'de: 'static")]
struct Lists {
    when: Vec<&'static str>,
    act: Vec<&'static str>,
    object: Vec<&'static str>,
    fault: Vec<&'static str>,
    way: Vec<&'static str>,
    result: Vec<&'static str>,
    rule: Vec<&'static str>,
    check: Vec<&'static str>,
    duty: Vec<&'static str>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| read(include_str!("data/phrases.toml")));

/// The number of the first entry of a year: other years begin elsewhere.
pub fn first(rng: &mut Rng) -> usize {
    rng.below(ENTRIES)
}

/// What an entry says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Further {
    /// 权力（业务）事项.
    pub matter: String,
    /// 风险点.
    pub risk: String,
    /// 表现形式.
    pub seen: [String; 3],
    /// 防控措施.
    pub measures: [String; 2],
}

impl Further {
    /// The texts of the entry with this number. Its digits to the base `PHRASES` are the coefficients of a polynomial, and each
    /// place in the texts takes the phrase that stands at the value of the polynomial at a point of its own: two polynomials of
    /// the third degree agree at three points at most (the code of Reed and Solomon).
    pub fn of(number: usize) -> Self {
        let number = number % ENTRIES;
        let value = |point: usize| {
            let digits = [3, 2, 1, 0].map(|place| number / PHRASES.pow(place) % PHRASES);
            let value = digits.iter().fold(0, |sum, digit| sum * point + digit);
            value % PHRASES
        };
        let at = |list: &[&'static str], point: usize| list[value(point)];
        let l = &*LISTS;
        let (act, object) = (at(&l.act, 1), at(&l.object, 2));
        let seen = [5, 7, 9].map(|p| format!("{}，{}", at(&l.way, p), at(&l.result, p + 1)));
        Self {
            matter: format!("{object}{act}"),
            risk: format!("{}{act}{object}，{}", at(&l.when, 3), at(&l.fault, 4)),
            seen,
            measures: [
                format!("{}，{}", at(&l.rule, 11), at(&l.check, 12)),
                format!("{}，{}", at(&l.rule, 14), at(&l.duty, 13)),
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_text_comes_twice() {
        let l = &*LISTS;
        let lists = [
            &l.when, &l.act, &l.object, &l.fault, &l.way, &l.result, &l.rule, &l.check, &l.duty,
        ];
        for list in lists {
            let distinct: BTreeSet<_> = list.iter().collect();
            assert_eq!(distinct.len(), PHRASES, "{list:?}");
        }
        let (mut risks, mut measures) = (BTreeSet::new(), BTreeSet::new());
        for number in (0..60_000).chain(ENTRIES - 1000..ENTRIES) {
            let said = Further::of(number);
            assert!(risks.insert(said.risk), "{number}");
            assert!(measures.insert(said.measures), "{number}");
        }
    }
}
