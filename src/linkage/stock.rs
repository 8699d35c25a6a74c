//! 套话: what stands under several matters of a bureau is taken from a common model. Two people who copied different models
//! meant different risks, however much of the matter's own words both have; who tells a risk anew, tells it in words of his own.

use std::collections::HashMap;

use super::texts::TextId;

/// Characters in a row that make a phrase.
const PHRASE: usize = 4;

/// The phrases of some texts, and whether each stands under several matters.
#[derive(Debug)]
pub struct Stock<'t> {
    several: HashMap<&'t [char], bool>,
}

impl<'t> Stock<'t> {
    /// Looks for the phrases of some texts `in_question` among all texts of a bureau, each with its matter.
    pub fn of(
        in_question: impl Iterator<Item = &'t [char]>,
        all: impl Iterator<Item = (TextId, &'t [char])>,
    ) -> Self {
        let mut first: HashMap<&[char], Option<TextId>> = HashMap::new();
        first.extend(in_question.flat_map(phrases).map(|phrase| (phrase, None)));
        let mut several: HashMap<&[char], bool> = first.keys().map(|p| (*p, false)).collect();
        for (matter, text) in all {
            for phrase in phrases(text) {
                if let Some(known) = first.get_mut(phrase)
                    && *known.get_or_insert(matter) != matter
                {
                    several.insert(phrase, true);
                }
            }
        }
        Self { several }
    }

    /// The share of a text's phrases that stand under several matters, 0–1; 0 of a text without phrases.
    pub fn share(&self, text: &[char]) -> f64 {
        let all = phrases(text).count();
        let stock = phrases(text).filter(|phrase| self.several.get(phrase) == Some(&true));
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
