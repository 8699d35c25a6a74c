//! Tables of a page.

use serde::Serialize;

use super::super::template::Long;
use super::Tone;

/// Lines a printed page takes; the rest are for the screen.
pub const PRINTED: usize = 20;

/// A table.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PageTable {
    /// The anchor.
    pub id: String,
    /// The heading.
    pub title: String,
    /// What is counted.
    pub unit: String,
    /// The heads of the columns.
    pub heads: Vec<Head>,
    /// The lines.
    pub rows: Long<Line>,
    /// How many lines are printed; 0 for all.
    pub printed: usize,
    /// The line of sums.
    pub total: Option<Line>,
    /// What must be known to read it.
    pub notes: Vec<String>,
    /// What is said where there are no lines.
    pub empty: String,
}

/// The head of a column.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Head {
    /// What stands in it.
    pub text: String,
    /// The least width of the column, in characters: a browser would set Chinese one below the other.
    pub least: usize,
}

/// Heads of columns that hold so many characters at least; a browser breaks their lines itself.
pub fn heads<'h>(heads: impl IntoIterator<Item = (&'h str, usize)>) -> Vec<Head> {
    let heads = heads.into_iter().map(|(text, least)| Head {
        text: text.replace('\n', ""),
        least,
    });
    heads.collect()
}

/// A line; its first cell names it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Line(pub Vec<PageCell>);

/// A cell.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PageCell {
    /// What stands in it.
    pub text: String,
    /// How it is drawn.
    pub tone: Tone,
    /// Where the rows behind it stand; empty where there are none.
    pub href: String,
    /// Whether it is a number.
    pub number: bool,
}

impl PageCell {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// A number, leading to the rows behind it unless there are none.
    pub fn number(value: usize, href: impl Into<String>) -> Self {
        let href = if value == 0 {
            String::new()
        } else {
            href.into()
        };
        Self {
            text: value.to_string(),
            href,
            number: true,
            tone: Tone::Plain,
        }
    }

    /// The same, the darker the nearer `value` comes to `most`.
    #[must_use]
    pub fn shaded(self, value: usize, most: usize) -> Self {
        let shade = value.saturating_mul(5).div_ceil(most.max(1));
        Self {
            tone: Tone::Shade(u8::try_from(shade.min(5)).unwrap_or(5)),
            ..self
        }
    }

    /// The same in this tone.
    #[must_use]
    pub fn toned(self, tone: Tone) -> Self {
        Self { tone, ..self }
    }
}
