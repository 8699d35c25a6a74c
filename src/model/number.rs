//! 登记编号: the number that a risk point keeps for life.

use std::fmt;
use std::str::FromStr;

use crate::text;

/// The number of a registered risk point: code of the unit, year first registered, running number. Shown as `2026-0001`, or
/// `CZJ-2026-0001` where the unit has a code.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Number {
    /// 单位代码; may be empty.
    pub unit: String,
    /// The year in which the risk point was first registered.
    pub year: i32,
    /// Counted from 1 in every year.
    pub running: u32,
}

/// The longest running number: what is longer nobody has counted to.
const MOST_DIGITS: usize = 9;

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.unit.is_empty() {
            write!(f, "{}-", self.unit)?;
        }
        write!(f, "{}-{:04}", self.year, self.running)
    }
}

impl FromStr for Number {
    type Err = &'static str;

    fn from_str(written: &str) -> Result<Self, Self::Err> {
        let bad = "not of the form 2026-0001";
        let key = text::squash(&text::nfkc(written)).to_uppercase();
        let (rest, running) = key.rsplit_once('-').ok_or(bad)?;
        let (unit, year) = rest.rsplit_once('-').unwrap_or(("", rest));
        let digits =
            |part: &str, least| part.len() >= least && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(running, 4) || running.len() > MOST_DIGITS || !digits(year, 4) || year.len() > 4
        {
            return Err(bad);
        }
        Ok(Self {
            unit: unit.to_owned(),
            year: year.parse().map_err(|_| bad)?,
            running: running.parse().map_err(|_| bad)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_shown_and_nothing_else_is_one() {
        for shown in ["2026-0001", "CZJ-2026-0012", "A-B-2027-12345"] {
            let number: Number = shown.parse().expect("a number");
            assert_eq!(number.to_string(), shown);
        }
        assert!("２０２６－０００１".parse::<Number>().is_ok());
        for other in [
            "1",
            "2026-1",
            "26-0001",
            "2026-10-12",
            "2026年-0001",
            "-0001",
            "2026-4294967295",
            "",
        ] {
            assert!(other.parse::<Number>().is_err(), "{other}");
        }
    }
}
