//! A word of one text that stands for another of the other.

use std::ops::Range;

use crate::text::Stretch;

/// Characters of one text that stand for others of the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Swap<'t> {
    texts: [&'t [char]; 2],
    /// Where in each.
    from: [usize; 2],
    to: [usize; 2],
}

impl<'t> Swap<'t> {
    /// What differs between two texts in a stretch of them.
    pub const fn of(texts: [&'t [char]; 2], stretch: &Stretch) -> Self {
        Self {
            texts,
            from: [stretch.first.start, stretch.second.start],
            to: [stretch.first.end, stretch.second.end],
        }
    }

    fn range(&self, side: usize) -> Range<usize> {
        self.from[side]..self.to[side]
    }

    /// The two words.
    pub fn words(&self) -> [&'t [char]; 2] {
        [0, 1].map(|side| &self.texts[side][self.range(side)])
    }

    /// The length of the longer one.
    pub fn length(&self) -> usize {
        self.range(0).len().max(self.range(1).len())
    }

    /// Both as one, where there is no more than one character between them and one of them only adds or leaves out: 承租 for
    /// 租入.
    pub fn joined(&self, next: &Self) -> Option<Self> {
        let partial = |swap: &Self| [0, 1].iter().any(|side| swap.range(*side).is_empty());
        let close = next.from[0] - self.to[0] <= 1 && (partial(self) || partial(next));
        let both = Self {
            to: next.to,
            ..*self
        };
        (close && !partial(&both)).then_some(both)
    }

    /// The words with so many characters before and behind them, as far as there are so many.
    pub fn with(&self, before: usize, behind: usize) -> Option<[&'t [char]; 2]> {
        let side = |side: usize| {
            let range = self.range(side);
            self.texts[side].get(range.start.checked_sub(before)?..range.end + behind)
        };
        Some([side(0)?, side(1)?])
    }

    /// The words as people read them, with the neighbours by which a single character is understood.
    fn shown(&self) -> [String; 2] {
        let around = usize::from(self.length() == 1);
        let fitting = [(around, around), (around, 0), (0, around), (0, 0)];
        let words = fitting
            .into_iter()
            .find_map(|(before, behind)| self.with(before, behind));
        words.unwrap_or_else(|| self.words()).map(shown)
    }
}

/// Rewordings in words: `“核对/核实”`.
pub fn described(swaps: &[Swap<'_>]) -> String {
    let words = swaps
        .iter()
        .map(|swap| format!("“{}”", swap.shown().join("/")));
    words.collect::<Vec<_>>().join("、")
}

/// Characters as they are shown in a note.
pub fn shown(chars: &[char]) -> String {
    chars.iter().filter(|c| **c != '|').collect()
}
