//! 交叉互查, 群众评议 as columns of a self-check form: what others say there is heard as it is on forms of their own.

use super::annex;
use super::level;
use super::rater::{self, Rater};
use crate::model::{Entry, Heard};
use crate::policy::Lookup;
use crate::text;

/// Notes of each text kept beside an entry whose voice it is and which level it gives.
pub fn note(entries: &mut [Entry], lookup: &Lookup<'_>) {
    for extra in entries.iter_mut().flat_map(|entry| &mut entry.extras) {
        let label = text::without_brackets(&lookup.bare_head(&extra.label));
        let is_others = || rater::of(&label) == Some(Rater::Others);
        let voice = annex::voice_named(&label).filter(|_| is_others());
        extra.heard = voice
            .filter(|_| !lookup.is_blank(&extra.text))
            .map(|voice| Heard {
                voice,
                level: level::read_one(&extra.text, lookup),
            });
    }
}
