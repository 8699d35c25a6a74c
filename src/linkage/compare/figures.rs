//! Figures in a text: numbers with what they count, letters and signs. Idioms and words for an open amount (一笔带过, 多年) are
//! none.

use std::cmp::Ordering;
use std::collections::BTreeSet;

/// Units of time: 30日 and 30个工作日 are two terms, while 5万 and 5万元 are one amount.
const TIMES: &str = "工日周月季年时";
/// So many figures are held against each other.
const FEW: usize = 64;

/// A figure, with the sign behind it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Figure {
    /// As it is written.
    pub text: Box<str>,
    /// What it counts, by one character; none where that is not told or the figure has no number.
    unit: Option<char>,
}

impl Figure {
    fn is_number(&self) -> bool {
        self.text.contains(|c: char| c.is_ascii_digit())
    }

    /// Whether both say the same.
    fn says(&self, other: &Self) -> bool {
        let times = || {
            [self.unit, other.unit]
                .iter()
                .flatten()
                .all(|u| TIMES.contains(*u))
        };
        self.text == other.text
            && (self.unit == other.unit || [self.unit, other.unit].contains(&None) || !times())
    }
}

/// The figures of a text, sorted.
pub fn figures(text: &[char]) -> Vec<Figure> {
    let belongs = |c: &char| c.is_ascii_alphanumeric() || ".%‰<>=≤≥≠".contains(*c);
    let (mut found, mut at) = (Vec::new(), 0);
    for run in text.chunk_by(|a, b| belongs(a) == belongs(b)) {
        at += run.len();
        if run.first().is_some_and(belongs) {
            let counts = run.iter().any(char::is_ascii_digit);
            found.push(Figure {
                text: run.iter().collect(),
                unit: counts.then(|| unit(run, &text[at..])).flatten(),
            });
        }
    }
    found.sort_unstable();
    found
}

/// What a figure counts, by what follows it.
fn unit(figure: &[char], mut rest: &[char]) -> Option<char> {
    if let Some(sign) = figure.last().filter(|c| "%‰".contains(**c)) {
        return Some(*sign);
    }
    if let ['个', more @ ..] = rest
        && more.first().is_some_and(|c| "月工星小季年".contains(*c))
    {
        rest = more;
    }
    Some(match *rest.first()? {
        '天' | '日' | '号' => '日',
        '星' | '周' => '周',
        '小' | '时' => '时',
        '名' | '位' | '人' => '人',
        other => other,
    })
}

/// The figures each of two texts has more than the other.
pub fn only<'f>(ours: &'f [Figure], theirs: &'f [Figure]) -> [Vec<&'f Figure>; 2] {
    let [mut own, mut rest] = unequal(ours, theirs);
    // What is left of long lists is not gone through pair by pair: they differ anyhow.
    if own.len().max(rest.len()) <= FEW {
        own.retain(|figure| {
            let same = rest.iter().position(|other| figure.says(other));
            same.map(|at| rest.remove(at)).is_none()
        });
    }
    [own, rest]
}

/// The figures of two ascending lists that are in one of them only.
fn unequal<'f>(mut ours: &'f [Figure], mut theirs: &'f [Figure]) -> [Vec<&'f Figure>; 2] {
    let (mut own, mut rest) = (Vec::new(), Vec::new());
    while let (Some((a, more)), Some((b, others))) = (ours.split_first(), theirs.split_first()) {
        match a.cmp(b) {
            Ordering::Equal => (ours, theirs) = (more, others),
            Ordering::Less => {
                own.push(a);
                ours = more;
            }
            Ordering::Greater => {
                rest.push(b);
                theirs = others;
            }
        }
    }
    own.extend(ours);
    rest.extend(theirs);
    [own, rest]
}

/// Whether both texts count the same thing and come to other numbers.
pub fn contradict(ours: &[Figure], theirs: &[Figure]) -> bool {
    if ours == theirs {
        return false;
    }
    let counted = |figures: Vec<&Figure>| -> BTreeSet<Option<char>> {
        let numbers = figures.into_iter().filter(|figure| figure.is_number());
        numbers.map(|figure| figure.unit).collect()
    };
    let [ours, theirs] = only(ours, theirs).map(counted);
    !ours.is_disjoint(&theirs)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<Figure> {
        figures(&text.chars().collect::<Vec<_>>())
    }

    #[test]
    fn the_unit_tells_terms_apart() {
        for (a, b, differing, contradicting) in [
            ("30日内办结", "30天内办结", false, false),
            ("30日内办结", "30个工作日内办结", true, false),
            ("5万元以上", "5万以上", false, false),
            ("3人签字", "5人签字", true, true),
            ("3年没有检查", "5万元没有入账", true, false),
            ("3年没有检查", "多年没有检查", true, false),
            ("gps数据没有核对", "里程没有核对", true, false),
        ] {
            let [ours, theirs] = [told(a), told(b)];
            let differ = only(&ours, &theirs).iter().any(|o| !o.is_empty());
            assert_eq!(differ, differing, "{a}, {b}");
            assert_eq!(contradict(&ours, &theirs), contradicting, "{a}, {b}");
        }
    }
}
