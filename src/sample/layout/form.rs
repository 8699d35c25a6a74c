//! The layouts, as far as they are data: which lines stand around the table, which columns it has, under which heads.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::columns::Aside;
use crate::model::Field;
use crate::sample::content::read;

/// A way to lay out a form; `data/layouts.toml` says what is special about each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "their names say it, and so do the data")]
pub enum Layout {
    Plain,
    TwoRowHead,
    SpacedHeads,
    Traditional,
    ThreeLevels,
    MergedDown,
    ThreeRows,
    GroupRows,
    KeyValueLine,
    TitleOnly,
    SheetPerPost,
    FileNameOnly,
    Personal,
    TwoTables,
    PrintedPages,
    Offset,
    DittoMarks,
    Footers,
    LevelRows,
    LevelSheets,
    LevelLine,
    MeasureParts,
    SecondMeasures,
    ReviewChain,
    Online,
    Numbered,
    Explained,
    SideBySide,
    KindColumns,
    Card,
    CardByKind,
    CardsOnSheet,
    Document,
    DocumentCard,
}

/// The one place where a form says which section it is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SectionPlace {
    /// A column of the table.
    Column,
    /// A key-value above the table.
    KeyValue,
    /// The title.
    Title,
    /// The sheets' names.
    SheetName,
    /// The file's name.
    FileName,
}

/// A line above or below a table.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    /// At the left, across the table.
    Left(&'static str),
    /// The title.
    Title(&'static str),
    /// Key-values beside each other in one line.
    Pairs(Vec<[&'static str; 2]>),
    /// Key-values in cells of their own.
    Cells(Vec<[&'static str; 2]>),
    /// The first line of a sheet whose table begins elsewhere.
    Logo(&'static str),
    /// An empty row.
    Skip,
    /// Below the table.
    Footer(&'static str),
    /// The day of reporting behind this key, below the table.
    Dated(&'static str),
}

/// A form of one layout.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// Where it says which section it is of.
    pub section: SectionPlace,
    /// Names of files, of which chance picks one.
    pub files: Vec<&'static str>,
    /// Name of the sheet.
    #[serde(default = "first_sheet")]
    pub sheet: &'static str,
    /// Columns left free before the table.
    #[serde(default)]
    pub left: u32,
    /// What may stand before the section.
    #[serde(default)]
    pub keys: Vec<&'static str>,
    /// What its title must not speak of.
    #[serde(default = "nothing")]
    pub unsaid: &'static str,
    /// Lines above the table.
    pub above: Vec<Line>,
    /// Fields, or the head of a column no reader can know.
    pub columns: Vec<&'static str>,
    /// Heads that are not left to chance; where they name all columns, nothing is.
    #[serde(default)]
    pub labels: BTreeMap<Field, String>,
    /// What stands in columns that are no fields and that a reader knows all the same, by their heads.
    #[serde(default)]
    pub asides: BTreeMap<&'static str, Aside>,
    /// Whether it is a Word document.
    #[serde(default)]
    pub document: bool,
    /// Texts over several columns, in a head of two rows.
    #[serde(default)]
    pub groups: Vec<(&'static str, Vec<Field>)>,
    /// Lines below the table.
    #[serde(default)]
    pub below: Vec<Line>,
    /// The example of the blank form.
    #[serde(default)]
    pub example: BTreeMap<Field, &'static str>,
    /// The second table on the sheet.
    pub second: Option<Second>,
}

/// The second table on a sheet.
#[derive(Debug, Deserialize)]
#[serde(bound = "'de: 'static")]
pub struct Second {
    /// Lines between the tables.
    pub above: Vec<Line>,
    /// Its columns.
    pub columns: Vec<&'static str>,
}

/// No title speaks of this.
fn nothing() -> &'static str {
    "\0"
}

fn first_sheet() -> &'static str {
    "Sheet1"
}

#[derive(Deserialize)]
#[serde(bound = "'de: 'static")]
struct Forms {
    titles: Vec<&'static str>,
    forms: BTreeMap<Layout, Form>,
}

static FORMS: LazyLock<Forms> = LazyLock::new(|| read(include_str!("../data/layouts.toml")));

/// Titles that name no section.
pub fn titles() -> &'static [&'static str] {
    &FORMS.titles
}

impl Layout {
    /// The layouts of every year: tables with a row for each entry, in workbooks.
    pub const USUAL: [Self; 18] = [
        Self::Plain,
        Self::MergedDown,
        Self::FileNameOnly,
        Self::TwoRowHead,
        Self::KeyValueLine,
        Self::ThreeRows,
        Self::Personal,
        Self::GroupRows,
        Self::DittoMarks,
        Self::SheetPerPost,
        Self::PrintedPages,
        Self::SpacedHeads,
        Self::Footers,
        Self::Offset,
        Self::TwoTables,
        Self::Traditional,
        Self::TitleOnly,
        Self::ThreeLevels,
    ];

    /// Further ones, for years of all kinds: cards, several entries in a row, what stands elsewhere than in its column, exports
    /// of online forms, documents.
    pub const FURTHER: [Self; 16] = [
        Self::LevelRows,
        Self::LevelSheets,
        Self::LevelLine,
        Self::MeasureParts,
        Self::SecondMeasures,
        Self::ReviewChain,
        Self::Online,
        Self::Numbered,
        Self::Explained,
        Self::SideBySide,
        Self::KindColumns,
        Self::Card,
        Self::CardByKind,
        Self::CardsOnSheet,
        Self::Document,
        Self::DocumentCard,
    ];

    /// Whether its labels stand beside their contents.
    pub const fn is_card(self) -> bool {
        matches!(
            self,
            Self::Card | Self::CardByKind | Self::CardsOnSheet | Self::DocumentCard
        )
    }

    /// Whether each entry has rows of its own under a head with a column for each field.
    pub const fn is_table(self) -> bool {
        !self.is_card() && !matches!(self, Self::SideBySide | Self::KindColumns)
    }

    /// Whether one person hands it in.
    pub const fn is_personal(self) -> bool {
        matches!(
            self,
            Self::Personal | Self::Card | Self::CardByKind | Self::DocumentCard
        )
    }

    /// What its forms look like.
    pub fn form(self) -> &'static Form {
        &FORMS.forms[&self]
    }

    /// Where its forms say which section they are of.
    pub fn section_place(self) -> SectionPlace {
        self.form().section
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_layout_is_described() {
        let all = || Layout::USUAL.iter().chain(&Layout::FURTHER);
        assert_eq!(FORMS.forms.len(), all().count());
        assert!(all().all(|l| !l.form().files.is_empty()));
    }
}
