//! 套话: what stands under several matters of a bureau is taken from a common model. Two people who copied different models
//! meant different risks, however much of the matter's own words both have; who tells a risk anew, tells it in words of his own.

use std::collections::HashMap;

use super::texts::TextId;

/// Characters in a row that make a phrase.
const PHRASE: usize = 4;

/// The phrases of some texts, and under which matters they stand.
#[derive(Debug)]
pub struct Stock<'t>(HashMap<&'t [char], Under>);

/// Under which matters a phrase stands.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Under {
    None,
    One(TextId),
    Several,
}

impl<'t> Stock<'t> {
    /// Looks for the phrases of some texts `in_question` among all texts of a bureau, each with its matter.
    pub fn of(
        in_question: impl Iterator<Item = &'t [char]>,
        all: impl Iterator<Item = (TextId, &'t [char])>,
    ) -> Self {
        let known = in_question.flat_map(phrases);
        let mut known: HashMap<&[char], Under> = known.map(|p| (p, Under::None)).collect();
        for (matter, text) in all {
            for phrase in phrases(text) {
                if let Some(under) = known.get_mut(phrase) {
                    *under = match *under {
                        Under::None => Under::One(matter),
                        Under::One(other) if other != matter => Under::Several,
                        same => same,
                    };
                }
            }
        }
        Self(known)
    }

    /// The share of a text's phrases that stand under several matters, 0–1; 0 of a text without phrases.
    pub fn share(&self, text: &[char]) -> f64 {
        let all = phrases(text).count();
        let stock = phrases(text).filter(|phrase| self.0.get(phrase) == Some(&Under::Several));
        let [stock, all] =
            [stock.count(), all.max(1)].map(|n| u32::try_from(n).unwrap_or(u32::MAX));
        f64::from(stock) / f64::from(all)
    }
}

fn phrases(text: &[char]) -> impl Iterator<Item = &[char]> {
    text.windows(PHRASE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_of_one_matter_is_no_stock_however_often_it_stands_there() {
        let texts = ["收受礼金放松要求", "收受礼金视而不见", "一个人说了算数"];
        let texts = texts.map(|text| text.chars().collect::<Vec<char>>());
        let share = |matters: [TextId; 3]| {
            let all = matters.into_iter().zip(texts.iter().map(Vec::as_slice));
            let stock = Stock::of(texts.iter().map(Vec::as_slice), all);
            [0, 1, 2].map(|at: usize| format!("{:.1}", stock.share(&texts[at])))
        };
        assert_eq!(share([1, 1, 1]), ["0.0"; 3]);
        assert_eq!(share([1, 2, 1]), ["0.2", "0.2", "0.0"]);
    }
}
