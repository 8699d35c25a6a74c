//! Texts of entries that are all distinct: each is made of nine phrases, and no two entries share more than three of them.

use std::sync::LazyLock;

/// Phrases in each list of `words.txt`, a prime.
const PHRASES: usize = 37;

/// The lists, in the order of the lines: when, act, object, fault, way, result, rule, check, duty.
static LISTS: LazyLock<Vec<Vec<&str>>> = LazyLock::new(|| {
    let lines = include_str!("words.txt").lines();
    let lists = lines.map(|line| line.split(' ').skip(2).collect::<Vec<_>>());
    lists
        .inspect(|list| assert_eq!(list.len(), PHRASES))
        .collect()
});

/// What an entry says.
pub struct Said {
    pub matter: String,
    pub risk: String,
    pub manifestation: String,
    pub measures: String,
}

/// Phrase of list `list` in the entry with this number. Its digits to the base [`PHRASES`] are the coefficients of a
/// polynomial, and each list takes the phrase that stands at the value of the polynomial at a point of its own: two different
/// polynomials of the third degree agree at three points at most (the code of Reed and Solomon).
fn phrase(list: usize, number: usize) -> &'static str {
    let (mut value, mut rest) = (0, number);
    let mut power = 1;
    while rest > 0 {
        value += rest % PHRASES * power;
        power = power * (list + 1) % PHRASES;
        rest /= PHRASES;
    }
    LISTS[list][value % PHRASES]
}

/// The words of the entry with this number, up to 1.8 million.
pub fn said(number: usize) -> Said {
    let [when, act, object, fault, way, result, rule, check, duty] =
        std::array::from_fn(|list| phrase(list, number));
    Said {
        matter: format!("{object}{act}"),
        risk: format!("{when}{act}{object}，{fault}"),
        manifestation: format!("{way}，{result}"),
        measures: format!("{rule}，{check}；{duty}"),
    }
}
