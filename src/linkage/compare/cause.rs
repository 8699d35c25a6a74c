//! What tells two nearly equal texts apart, kept as it was found and put into words only for people.

use std::fmt;

use super::figures::{self, Figure};
use super::swap::{Swap, described, shown};

/// Why two texts that look nearly equal are not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guard<'t> {
    /// Whether it is certain that they mean different things; else a person is asked.
    pub certain: bool,
    /// What differs.
    pub cause: Cause<'t>,
}

/// What differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause<'t> {
    /// The figures of the two.
    Figures(&'t [Figure], &'t [Figure]),
    /// Words of opposite or of another meaning.
    Opposites(&'t str, &'t str),
    /// The same of single characters.
    OppositeSigns(char, char),
    /// Words easily taken for each other.
    Confusable(&'t str, &'t str),
    /// Signs of which any change matters, put in.
    Exact(&'t [char]),
    /// The same, one for the other.
    ExactBoth(&'t [char], &'t [char]),
    /// A negation put in.
    Negation(&'t [char]),
    /// One of the two negates.
    NegationOfOne(&'t [char], &'t [char]),
    /// One of the two negates, though it may be a slip.
    NegationBySlip(char, char),
    /// A word put in that narrows what is meant.
    Restriction(&'t [char]),
    /// A clause put in that makes an exception.
    Exception(&'t str),
    /// A clause put in that has a figure.
    Counts,
    /// Nothing but this was reworded.
    Reworded(Swap<'t>),
    /// Nothing but this was put in, beside what may have been reworded.
    Added(&'t [char]),
}

impl<'t> Guard<'t> {
    /// They mean different things.
    pub const fn certain(cause: Cause<'t>) -> Self {
        Self {
            certain: true,
            cause,
        }
    }

    /// They may mean different things.
    pub const fn doubt(cause: Cause<'t>) -> Self {
        Self {
            certain: false,
            cause,
        }
    }
}

impl fmt::Display for Cause<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = |chars: &[char]| chars.iter().collect::<String>();
        match *self {
            Self::Figures(a, b) => write!(f, "数字不同（{}）", only(a, b).join("，")),
            Self::Opposites(a, b) => write!(f, "“{a}”与“{b}”意思相反或不同"),
            Self::OppositeSigns(a, b) => write!(f, "“{a}”与“{b}”意思相反或不同"),
            Self::Confusable(a, b) => write!(f, "“{a}”与“{b}”相近，意思不同"),
            Self::Exact(more) | Self::Added(more) => write!(f, "多出“{}”", shown(more)),
            Self::ExactBoth(a, b) => write!(f, "“{}”与“{}”不同", shown(a), shown(b)),
            Self::Negation(more) => write!(f, "多出否定词“{}”", all(more)),
            Self::NegationOfOne(a, b) => {
                write!(f, "“{}”与“{}”一方是否定", shown(a), shown(b))
            }
            Self::NegationBySlip(a, b) => write!(f, "“{a}”与“{b}”，其中一个是否定词"),
            Self::Restriction(more) => write!(f, "多出限定词“{}”", all(more)),
            Self::Exception(word) => write!(f, "多出的一句另有条件（{word}）"),
            Self::Counts => f.write_str("多出的一句写有数字"),
            Self::Reworded(swap) => write!(f, "只差{}，可能不是一回事", described(&[swap])),
        }
    }
}

/// The figures each text has more than the other.
fn only(ours: &[Figure], theirs: &[Figure]) -> [String; 2] {
    figures::only(ours, theirs).map(|own| {
        let own: Vec<&str> = own.iter().map(|figure| &*figure.text).collect();
        if own.is_empty() {
            "无".to_owned()
        } else {
            own.join("、")
        }
    })
}
