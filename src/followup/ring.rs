//! 交叉互查: which section looks into which. The sections stand in a ring whose order comes from the seed and their names
//! alone, and each looks into the next one: nobody into itself, everybody once, everybody looked into once.

use crate::digest::sha256_hex;
use crate::text;

/// Each section with the one it looks into, in the order of the ring; nothing where there are fewer than two.
pub fn ring<'s>(sections: &[&'s str], seed: u64) -> Vec<(&'s str, &'s str)> {
    let lot = |name: &str| sha256_hex(format!("{seed}-{}", text::key(name)).as_bytes());
    let mut ring = sections.to_vec();
    ring.sort_by_cached_key(|name| lot(name));
    ring.dedup();
    if ring.len() < 2 {
        return Vec::new();
    }
    let next = ring.iter().cycle().skip(1);
    ring.iter().copied().zip(next.copied()).collect()
}
