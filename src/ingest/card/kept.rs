//! Levels on a card that are only kept: 交叉互查等级, 群众评议等级. They stand beside the entries.

use super::entry::{Draft, SaidOf};

/// The levels of a person that are only kept, each with the entries that were open when it was said.
#[derive(Debug, Default)]
pub struct Kept(Vec<(SaidOf, Vec<usize>)>);

impl Kept {
    /// Adds one.
    pub fn add(&mut self, said: SaidOf, open: Vec<usize>) {
        self.0.push((said, open));
    }

    /// Gives each to its entries, or to all of the person's if it is said once; those of no entry are given back.
    pub fn give(self, entries: &mut [Draft], own: usize) -> Vec<SaidOf> {
        let keys: Vec<String> = self.0.iter().map(|(said, _)| said.key()).collect();
        let once = |key: &String| keys.iter().filter(|own| *own == key).count() == 1;
        let mut aside = Vec::new();
        for ((said, open), key) in self.0.into_iter().zip(&keys) {
            let of = if once(key) {
                (own..entries.len()).collect()
            } else {
                open
            };
            let mut told = false;
            for at in of {
                let Some(entry) = entries.get_mut(at) else {
                    continue;
                };
                entry.levels.push(said.clone());
                told = true;
            }
            aside.extend((!told).then_some(said));
        }
        aside
    }
}
