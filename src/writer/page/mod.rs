//! Pages for a browser: one file each, that needs neither the network nor a script, and prints; what a page looks like
//! stands in `templates/page/`.
//!
//! A [`Page`] says what is shown; texts from forms are texts there and never markup, whatever they contain.

mod bars;
mod table;

use std::io::Write;

use serde::Serialize;

use super::template::Templates;

pub use super::template::Long;
pub use bars::{Bar, Bars, Part};
pub use table::{Head, Line, PRINTED, PageCell, PageTable, heads};

/// A page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Page {
    /// Its title.
    pub title: String,
    /// Whose it is and of which day, under the title.
    pub lines: Vec<String>,
    /// The figures that stand out.
    pub figures: Vec<Figure>,
    /// What stands on the first printed sheet, over its whole width.
    pub first: Vec<Block>,
    /// What stands on the second one, in two columns.
    pub second: Vec<Block>,
    /// The rows behind the numbers, which are not printed.
    pub rows: Vec<Group>,
    /// Words at its end.
    pub notes: Vec<String>,
    /// Whether it is printed with the long side down.
    pub landscape: bool,
}

/// A figure that stands out.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Figure {
    /// What it is.
    pub label: String,
    /// The figure.
    pub value: String,
    /// What must be known to read it.
    pub note: String,
    /// Where the rows behind it stand.
    pub href: String,
}

/// A part of a page.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// A table.
    Table(PageTable),
    /// Bars, each with its number beside it.
    Bars(Bars),
}

/// The rows of a section.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// The anchor.
    pub id: String,
    /// Whose rows they are.
    pub title: String,
    /// Its tables, one for each level.
    pub tables: Vec<Block>,
}

/// How dark something is drawn, so that it survives a print in black and white.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// As paper.
    #[default]
    Plain,
    /// 一级.
    One,
    /// 二级.
    Two,
    /// 三级.
    Three,
    /// 待定.
    Open,
    /// A number among others, from light to dark.
    Shade(u8),
    /// Something a person must look to.
    Alert,
}

const PARTS: [(&str, &str); 4] = [
    (
        "page.html",
        include_str!("../../../templates/page/page.html"),
    ),
    (
        "parts.html",
        include_str!("../../../templates/page/parts.html"),
    ),
    (
        "block.html",
        include_str!("../../../templates/page/block.html"),
    ),
    (
        "style.css",
        include_str!("../../../templates/page/style.css"),
    ),
];

/// Writes a page.
///
/// # Errors
/// The page cannot be written. The templates are the program's own: that they can be filled is for the tests to prove.
pub fn page(page: &Page, out: &mut dyn Write) -> std::io::Result<()> {
    Templates::new(&PARTS)?.fill_to("page.html", page, out)
}
