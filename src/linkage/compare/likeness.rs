//! How much two texts have in common: their characters and pairs of neighbours, each weighted by how rare it is in the data.
//! 风险 and 审批 stand in nearly every entry and say little; what few entries have says much.

use std::cmp::Ordering;
use std::collections::HashMap;

use rayon::prelude::*;

/// A character, or two neighbours.
type Gram = u64;

/// The grams of a text, sorted, each once.
pub type Grams = Vec<Gram>;

/// Texts whose grams are numbered at once.
const AT_ONCE: usize = 1024;

/// How rare each gram is. Grams are known by their numbers, which follow their order.
#[derive(Debug, Default)]
pub struct Rarity {
    texts: u32,
    grams: Vec<Gram>,
    weights: Vec<f64>,
}

/// A text by its grams.
#[derive(Debug, Default)]
pub struct Profile {
    grams: Box<[u32]>,
    weight: f64,
}

/// The grams of some texts by numbers of their own.
#[derive(Default)]
struct Numbered {
    numbers: HashMap<Gram, u32>,
    grams: Vec<(Gram, u32)>,
    texts: Vec<[Vec<u32>; 3]>,
}

impl Numbered {
    /// Takes in a text that counts so many times.
    fn add(&mut self, times: u32, [first, second, both]: [&[char]; 3]) {
        let both = self.numbered(both);
        for gram in &both {
            self.grams[*gram as usize].1 += times;
        }
        let [first, second] = [first, second].map(|text| self.numbered(text));
        self.texts.push([first, second, both]);
    }

    fn numbered(&mut self, text: &[char]) -> Vec<u32> {
        let number = |gram| {
            *self.numbers.entry(gram).or_insert_with(|| {
                self.grams.push((gram, 0));
                u32::try_from(self.grams.len() - 1).unwrap_or(u32::MAX)
            })
        };
        grams(text).into_iter().map(number).collect()
    }
}

impl Rarity {
    /// Counts texts, each so many times, and makes profiles of them. `read` gives two texts and both as one, which is
    /// counted.
    pub fn of<T: Sync>(
        texts: &[(T, u32)],
        read: impl Fn(&T) -> [Vec<char>; 3] + Sync,
    ) -> (Self, Vec<[Profile; 3]>) {
        let parts: Vec<Numbered> = texts
            .par_chunks(AT_ONCE)
            .map(|part| {
                let mut numbered = Numbered::default();
                for (text, times) in part {
                    numbered.add(*times, read(text).each_ref().map(Vec::as_slice));
                }
                numbered.numbers = HashMap::new();
                numbered
            })
            .collect();
        let mut counted: Vec<(Gram, u32)> = parts.iter().flat_map(|p| &p.grams).copied().collect();
        counted.par_sort_unstable();
        counted.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            kept.1 += if same { next.1 } else { 0 };
            same
        });
        let total = texts.iter().fold(0_u32, |all, t| all.saturating_add(t.1));
        let rarity = Self {
            texts: total,
            weights: counted.iter().map(|(_, n)| weight(total, *n)).collect(),
            grams: counted.into_iter().map(|(gram, _)| gram).collect(),
        };
        let profiles = parts.into_par_iter().flat_map_iter(|part| {
            let number = |gram: &(Gram, u32)| rarity.grams.binary_search(&gram.0).unwrap_or(0);
            let numbers: Vec<usize> = part.grams.iter().map(number).collect();
            let profile = |own: Vec<u32>| rarity.profile(own.iter().map(|n| numbers[*n as usize]));
            let texts = part.texts.into_iter();
            texts.map(|texts| texts.map(profile)).collect::<Vec<_>>()
        });
        let profiles = profiles.collect();
        (rarity, profiles)
    }

    fn profile(&self, numbers: impl Iterator<Item = usize> + Clone) -> Profile {
        Profile {
            weight: numbers.clone().map(|n| self.weights[n]).sum(),
            grams: numbers.map(|n| u32::try_from(n).unwrap_or(0)).collect(),
        }
    }

    /// Share of the weight both have in common, 0–1 (Dice).
    pub fn likeness(&self, a: &Profile, b: &Profile) -> f64 {
        let common = common(&a.grams, &b.grams, |gram| self.weights[*gram as usize]);
        share(common, a.weight + b.weight)
    }

    /// The same of two texts that were not counted.
    pub fn between(&self, a: &[char], b: &[char]) -> f64 {
        self.alike(&grams(a), &grams(b))
    }

    fn alike(&self, a: &Grams, b: &Grams) -> f64 {
        let rare = |gram: &Gram| {
            let known = self.grams.binary_search(gram);
            known.map_or_else(|_| weight(self.texts, 0), |at| self.weights[at])
        };
        let [ours, theirs] = [a, b].map(|grams| grams.iter().map(rare).sum::<f64>());
        share(common(a, b, rare), ours + theirs)
    }

    /// The rarest grams of a text, so many that a text alike by at least `least` must have one of them (prefix filter).
    pub fn prefix(&self, text: &Profile, least: f64) -> Vec<u32> {
        let weight = |gram: u32| self.weights[gram as usize];
        let mut rarest = text.grams.to_vec();
        rarest.sort_unstable_by(|a, b| weight(*b).total_cmp(&weight(*a)).then(a.cmp(b)));
        // Alike by t means a common weight of t/2 × both, and the other weighs at least the common part.
        let needed = least / (2.0 - least) * text.weight;
        let mut left = text.weight;
        let enough = rarest.iter().position(|gram| {
            let enough = left < needed;
            left -= weight(*gram);
            enough
        });
        rarest.truncate(enough.unwrap_or(rarest.len()));
        rarest
    }
}

impl Profile {
    /// The weight of all its grams: of texts of one length the rarer one has more.
    pub fn weight(&self) -> f64 {
        self.weight
    }
}

/// The weight of a gram that so many of all texts have: from 1 for what every text has, upwards.
fn weight(texts: u32, having: u32) -> f64 {
    let having = f64::from(having.max(1));
    1.0 + (f64::from(texts.max(1)) / having).ln().max(0.0)
}

fn share(common: f64, all: f64) -> f64 {
    if all > 0.0 { 2.0 * common / all } else { 0.0 }
}

/// The weight of what two ascending lists have in common.
fn common<G: Ord>(mut a: &[G], mut b: &[G], weight: impl Fn(&G) -> f64) -> f64 {
    let mut common = 0.0;
    while let (Some((ours, more)), Some((theirs, others))) = (a.split_first(), b.split_first()) {
        let order = ours.cmp(theirs);
        if order == Ordering::Equal {
            common += weight(ours);
        }
        if order != Ordering::Greater {
            a = more;
        }
        if order != Ordering::Less {
            b = others;
        }
    }
    common
}

/// Share of the grams both have in common, whatever their rarity.
pub fn likeness(a: &Grams, b: &Grams) -> f64 {
    Rarity::default().alike(a, b)
}

/// The grams of a text.
pub fn grams(text: &[char]) -> Grams {
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

    fn counted<'t>(texts: &[&'t str]) -> (Rarity, Vec<Profile>) {
        let once: Vec<(&'t str, u32)> = texts.iter().map(|t| (*t, 1)).collect();
        let chars = |text: &&str| text.chars().collect::<Vec<_>>();
        let (rarity, profiles) = Rarity::of(&once, |text| [chars(text), chars(text), chars(text)]);
        (rarity, profiles.into_iter().map(|[own, ..]| own).collect())
    }

    #[test]
    fn what_is_rare_counts_more() {
        let seldom = ["挪用农机补贴", "未按规定审批农机补贴", "未按规定审批公车"];
        let often: Vec<String> = (0..50).map(|n| format!("未按规定审批{n}")).collect();
        let all = seldom.into_iter().chain(often.iter().map(String::as_str));
        let (rarity, profiles) = counted(&all.collect::<Vec<_>>());
        let [a, b, c] = [&profiles[0], &profiles[1], &profiles[2]];
        assert!(rarity.likeness(a, b) > rarity.likeness(b, c));
        assert!((rarity.likeness(a, a) - 1.0).abs() < 1e-9);
        let [a, b] = [0, 1].map(|n: usize| seldom[n].chars().collect::<Vec<_>>());
        let same = rarity.likeness(&profiles[0], &profiles[1]);
        assert!((rarity.between(&a, &b) - same).abs() < 1e-9);
    }

    #[test]
    fn texts_alike_share_a_gram_of_the_prefix() {
        let (rarity, profiles) = counted(&[
            "截留专项资金",
            "截流专项资金不报",
            "擅自动用专项资金",
            "泄露标底",
            "向投标人泄露评标情况",
        ]);
        for a in &profiles {
            for b in profiles.iter().filter(|b| rarity.likeness(a, b) >= 0.3) {
                let theirs = rarity.prefix(b, 0.3);
                let ours = rarity.prefix(a, 0.3);
                assert!(ours.iter().any(|gram| theirs.contains(gram)));
            }
        }
    }
}
