//! How much two texts have in common: their characters and pairs of neighbours, each weighted by how rare it is in the data.
//! 风险 and 审批 stand in nearly every entry and say little; what few entries have says much.

use std::collections::HashMap;

/// A character, or two neighbours.
type Gram = u64;

/// In how many texts each gram stands.
#[derive(Debug, Default)]
pub struct Rarity {
    texts: u32,
    counts: HashMap<Gram, u32>,
}

/// A text by its grams, rarest first, each with its weight.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Profile {
    grams: Vec<(Gram, f64)>,
    sorted: Vec<(Gram, f64)>,
    weight: f64,
}

impl Rarity {
    /// Counts a text.
    pub fn count(&mut self, text: &[char]) {
        self.texts = self.texts.saturating_add(1);
        for gram in grams(text) {
            *self.counts.entry(gram).or_insert(0) += 1;
        }
    }

    /// The profile of a text.
    pub fn profile(&self, text: &[char]) -> Profile {
        let sorted: Vec<(Gram, f64)> = grams(text)
            .into_iter()
            .map(|g| (g, self.weight(g)))
            .collect();
        let mut grams = sorted.clone();
        grams.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let weight = sorted.iter().map(|g| g.1).sum();
        Profile {
            grams,
            sorted,
            weight,
        }
    }

    /// From 1 for what every text has, upwards.
    fn weight(&self, gram: Gram) -> f64 {
        let having = f64::from(self.counts.get(&gram).copied().unwrap_or(0).max(1));
        1.0 + (f64::from(self.texts.max(1)) / having).ln().max(0.0)
    }
}

impl Profile {
    /// The weight of all its grams: of texts of one length the rarer one has more.
    pub fn weight(&self) -> f64 {
        self.weight
    }

    /// Share of the weight both have in common, 0–1 (Dice).
    pub fn likeness(&self, other: &Self) -> f64 {
        let (mut a, mut b) = (
            self.sorted.iter().peekable(),
            other.sorted.iter().peekable(),
        );
        let mut common = 0.0;
        while let (Some((ours, weight)), Some((theirs, _))) = (a.peek(), b.peek()) {
            match ours.cmp(theirs) {
                std::cmp::Ordering::Less => drop(a.next()),
                std::cmp::Ordering::Greater => drop(b.next()),
                std::cmp::Ordering::Equal => {
                    common += weight;
                    a.next();
                    b.next();
                }
            }
        }
        let all = self.weight + other.weight;
        if all > 0.0 { 2.0 * common / all } else { 0.0 }
    }

    /// Its rarest grams, so many that a text alike by at least `least` must have one of them (prefix filter).
    pub fn prefix(&self, least: f64) -> impl Iterator<Item = Gram> {
        // Alike by t means a common weight of t/2 × both, and the other weighs at least the common part.
        let needed = least / (2.0 - least) * self.weight;
        let mut left = self.weight;
        self.grams.iter().map_while(move |(gram, weight)| {
            let go_on = left >= needed;
            left -= weight;
            go_on.then_some(*gram)
        })
    }
}

/// The grams of a text, sorted, each once.
fn grams(text: &[char]) -> Vec<Gram> {
    let single = text.iter().map(|c| Gram::from(u32::from(*c)));
    let pairs = text
        .windows(2)
        .map(|w| Gram::from(u32::from(w[0])) << 32 | Gram::from(u32::from(w[1])));
    let mut all: Vec<Gram> = single.chain(pairs).collect();
    all.sort_unstable();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn what_is_rare_counts_more() {
        let mut rarity = Rarity::default();
        for n in 0..50 {
            rarity.count(&chars(&format!("未按规定审批{n}")));
        }
        let seldom = ["挪用农机补贴", "未按规定审批农机补贴", "未按规定审批公车"];
        for text in seldom {
            rarity.count(&chars(text));
        }
        let [a, b, c] = seldom.map(|text| rarity.profile(&chars(text)));
        assert!(
            a.likeness(&b) > b.likeness(&c),
            "{} {}",
            a.likeness(&b),
            b.likeness(&c)
        );
        assert!((a.likeness(&a) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn texts_alike_share_a_gram_of_the_prefix() {
        let mut rarity = Rarity::default();
        let texts = [
            "截留专项资金",
            "截流专项资金不报",
            "擅自动用专项资金",
            "泄露标底",
            "向投标人泄露评标情况",
        ];
        for text in texts {
            rarity.count(&chars(text));
        }
        let profiles = texts.map(|text| rarity.profile(&chars(text)));
        for a in &profiles {
            for b in profiles.iter().filter(|b| a.likeness(b) >= 0.3) {
                let theirs: Vec<Gram> = b.prefix(0.3).collect();
                assert!(a.prefix(0.3).any(|gram| theirs.contains(&gram)));
            }
        }
    }
}
