//! Fingerprints of bytes, by which a file can be known again. The only place that names sha2.

use std::io::{self, Write};

use sha2::{Digest as _, Sha256};

/// SHA-256 of the bytes, in hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The first digits of the SHA-256 of these parts, in capital hexadecimal.
pub fn fingerprint(parts: &[String], digits: usize) -> String {
    let mut hex = sha256_hex(parts.join("\u{1f}").as_bytes()).to_uppercase();
    hex.truncate(digits);
    hex
}

fn hex(digest: &[u8]) -> String {
    let halves = digest.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    let digits = halves.filter_map(|half| char::from_digit(u32::from(half), 16));
    digits.collect()
}

/// Passes bytes on, and knows in the end how many they were and their digest.
pub struct Digested<W> {
    to: W,
    digest: Sha256,
    bytes: u64,
}

impl<W: Write> Digested<W> {
    /// Passes bytes on to this writer.
    pub fn new(to: W) -> Self {
        Self {
            to,
            digest: Sha256::new(),
            bytes: 0,
        }
    }

    /// The writer, the number of bytes, and their SHA-256 in hexadecimal.
    pub fn end(self) -> (W, u64, String) {
        (self.to, self.bytes, hex(&self.digest.finalize()))
    }
}

impl<W: Write> Write for Digested<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = self.to.write(bytes)?;
        let (passed, _) = bytes.split_at(taken);
        self.digest.update(passed);
        self.bytes += passed.len() as u64;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_is_the_well_known_one() {
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256_hex(b"abc"), abc);
    }
}
