//! Points and coefficients: exact to the hundredth, so that no sum depends on how a computer rounds fractions.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Sub};
use std::str::FromStr;

use serde::{Deserialize, Serialize, Serializer};

/// A number of points (分) in hundredths. Rounding is half up, stated on the score book: 2.345 becomes 2.35.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(transparent)]
pub struct Points(i64);

impl Points {
    /// No points.
    pub const ZERO: Self = Self(0);

    /// From hundredths.
    pub const fn hundredths(count: i64) -> Self {
        Self(count)
    }

    /// Whole points.
    pub const fn whole(points: i64) -> Self {
        Self(points * 100)
    }

    /// Whether it is a whole number.
    pub const fn is_whole(self) -> bool {
        self.0 % 100 == 0
    }

    /// Its hundredths.
    pub const fn in_hundredths(self) -> i64 {
        self.0
    }

    /// `met` of `of` parts of it, rounded half up; all of it where there are no parts.
    #[must_use]
    pub fn share(self, met: usize, of: usize) -> Self {
        let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        match number(of) {
            0 => self,
            of => Self(half_up(self.0.saturating_mul(number(met)), of)),
        }
    }

    /// So many times.
    #[must_use]
    pub fn times(self, count: usize) -> Self {
        Self(
            self.0
                .saturating_mul(i64::try_from(count).unwrap_or(i64::MAX)),
        )
    }

    /// The sum of products, rounded half up: so much each, so many times.
    pub fn products(parts: impl IntoIterator<Item = (Self, Self)>) -> Self {
        let parts = parts.into_iter();
        let products = parts.map(|(each, times)| each.0.saturating_mul(times.0));
        Self(half_up(products.fold(0, i64::saturating_add), 100))
    }

    /// This score of `full` points as a score of `of` points, rounded half up.
    #[must_use]
    pub fn converted(self, full: Self, of: Self) -> Self {
        if full.0 == 0 {
            return Self::ZERO;
        }
        Self(half_up(self.0.saturating_mul(of.0), full.0))
    }

    /// The mean of marks by weights in percent that add up to a hundred, rounded half up.
    pub fn weighted(marks: impl IntoIterator<Item = (Self, i64)>) -> Self {
        let marks = marks.into_iter();
        Self(half_up(
            marks
                .map(|(mark, weight)| mark.0.saturating_mul(weight))
                .sum(),
            100,
        ))
    }

    /// The mean of marks, rounded half up; none of none.
    pub fn mean(marks: &[Self]) -> Option<Self> {
        let count = i64::try_from(marks.len()).ok().filter(|n| *n > 0)?;
        Some(Self(half_up(marks.iter().map(|m| m.0).sum(), count)))
    }

    /// The number a cell holds: the nearest there is to the exact value.
    #[allow(clippy::cast_precision_loss)]
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / 100.0
    }

    /// From a number in a cell; none where it has more than two decimals or is no number of points at all.
    #[allow(clippy::cast_possible_truncation)]
    pub fn from_f64(number: f64) -> Option<Self> {
        let hundredths = (number * 100.0).round();
        let exact = (number * 100.0 - hundredths).abs() < 1e-6;
        (exact && hundredths.abs() < 1e12).then_some(Self(hundredths as i64))
    }
}

/// The nearest whole number, of two equally near ones the greater. `of` is greater than 0.
fn half_up(number: i64, of: i64) -> i64 {
    (2 * number + of).div_euclid(2 * of)
}

impl fmt::Display for Points {
    /// `12`, `12.5`, `12.25`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (self.0.abs() / 100, self.0.abs() % 100);
        match (part, part % 10) {
            (0, _) => write!(f, "{sign}{whole}"),
            (_, 0) => write!(f, "{sign}{whole}.{}", part / 10),
            _ => write!(f, "{sign}{whole}.{part:02}"),
        }
    }
}

impl FromStr for Points {
    type Err = &'static str;

    fn from_str(written: &str) -> Result<Self, Self::Err> {
        let bad = "not a number with at most two decimals";
        let (sign, digits) = match written.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, written),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let part = part.trim_end_matches('0');
        let all_digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || whole.len() > 9 || part.len() > 2 {
            return Err(bad);
        }
        if !all_digits(whole) || !all_digits(part) {
            return Err(bad);
        }
        let whole: i64 = whole.parse().map_err(|_| bad)?;
        let part: i64 = format!("{part:0<2}").parse().map_err(|_| bad)?;
        Ok(Self(sign * (whole * 100 + part)))
    }
}

impl Serialize for Points {
    /// A plain number, as in the workbook.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 % 100 {
            0 => serializer.serialize_i64(self.0 / 100),
            _ => serializer.serialize_f64(self.as_f64()),
        }
    }
}

impl Add for Points {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Points {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Sum for Points {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_round_up_and_nothing_else_does() {
        // 6 × 7/16 = 2.625; 6 × 1/16 = 0.375; 5 × 2/3 = 3.333…; 5 × 1/8 = 0.625
        for (points, met, of, shown) in [
            (6, 7, 16, "2.63"),
            (6, 1, 16, "0.38"),
            (5, 2, 3, "3.33"),
            (5, 1, 8, "0.63"),
            (5, 0, 8, "0"),
            (5, 8, 8, "5"),
            (5, 0, 0, "5"),
        ] {
            assert_eq!(Points::whole(points).share(met, of).to_string(), shown);
        }
        // 8.55 × 20 % + 7.25 × 40 % + 6.5 × 40 % = 1.71 + 2.9 + 2.6 = 7.21
        let marks = [("8.55", 20), ("7.25", 40), ("6.5", 40)];
        let marks = marks.map(|(m, w)| (m.parse().expect("points"), w));
        assert_eq!(Points::weighted(marks).to_string(), "7.21");
    }

    #[test]
    fn points_are_written_and_read_alike() {
        for text in ["0", "12", "12.5", "12.05", "-3.25"] {
            assert_eq!(
                text.parse::<Points>().map(|p| p.to_string()),
                Ok(text.to_owned())
            );
        }
        for bad in ["", ".", "1.234", "1e3", "１", "1.2.3", "--1", "9999999999"] {
            assert!(bad.parse::<Points>().is_err(), "{bad}");
        }
        assert_eq!("1.50".parse::<Points>(), Ok(Points::hundredths(150)));
    }
}
