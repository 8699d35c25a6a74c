//! Bars: each a label, a picture and its number, so that nothing is said by length or colour alone.

use serde::Serialize;

use super::Tone;

/// The width of a picture in its own units.
const WIDTH: usize = 1000;

/// Bars of one scale.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Bars {
    /// The anchor.
    pub id: String,
    /// The heading.
    pub title: String,
    /// What is counted.
    pub unit: String,
    /// The bars.
    pub rows: Vec<Bar>,
    /// What must be known to read them.
    pub notes: Vec<String>,
    /// What is said where there are none.
    pub empty: String,
}

/// A bar.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Bar {
    /// What it stands for.
    pub label: String,
    /// Its parts from the left.
    pub parts: Vec<Part>,
    /// The number beside it.
    pub text: String,
    /// Where the rows behind it stand; empty where there are none.
    pub href: String,
}

/// A part of a bar.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Part {
    /// Where it begins.
    x: usize,
    /// How wide it is.
    width: usize,
    /// How it is drawn.
    tone: Tone,
    /// What it says to those who cannot see it.
    title: String,
}

impl Bar {
    /// A bar of one part, as long as its share of `most`.
    pub fn single(label: impl Into<String>, value: usize, most: usize, tone: Tone) -> Self {
        let label = label.into();
        Self::stacked(label.clone(), [(label, value, tone)], most)
    }

    /// A bar of parts, each named, as long as their shares of `most`.
    pub fn stacked(
        label: impl Into<String>,
        parts: impl IntoIterator<Item = (String, usize, Tone)>,
        most: usize,
    ) -> Self {
        let most = most.max(1);
        let mut sum = 0_usize;
        let scaled = |value: usize| value.saturating_mul(WIDTH) / most;
        let parts = parts.into_iter().map(|(name, value, tone)| {
            let x = scaled(sum);
            sum = sum.saturating_add(value);
            Part {
                x,
                width: scaled(sum) - x,
                tone,
                title: format!("{name} {value}"),
            }
        });
        let parts = parts.collect();
        Self {
            label: label.into(),
            parts,
            text: sum.to_string(),
            href: String::new(),
        }
    }

    /// With these words in place of the number beside it.
    #[must_use]
    pub fn saying(self, text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..self
        }
    }

    /// Leading there.
    #[must_use]
    pub fn to(self, href: impl Into<String>) -> Self {
        Self {
            href: href.into(),
            ..self
        }
    }
}
