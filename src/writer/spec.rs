//! What a workbook shall hold, as plain data: sheets, cells, roles of style, print set-up.
//! Reports build these; only the writer turns them into Excel's bytes.

use std::borrow::Cow;
use std::sync::Arc;

use chrono::NaiveDate;

use super::role::StyleRole;
use crate::location::{Area, CellRef};

/// A workbook.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BookSpec {
    /// Title in the document properties.
    pub title: String,
    /// Author in the document properties: the unit's name.
    pub author: String,
    /// Creation date in the document properties; fixed so that equal inputs give equal bytes.
    pub created: Option<NaiveDate>,
    /// Names that stand for a text; nothing of them is seen on a sheet.
    pub names: Vec<(String, String)>,
    /// The sheets in order.
    pub sheets: Vec<SheetSpec>,
}

/// A worksheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SheetSpec {
    /// Name; made safe and unique by the writer.
    pub name: String,
    /// Column widths in characters of half width, from column A.
    pub widths: Vec<f64>,
    /// The cells.
    pub cells: Vec<CellSpec>,
    /// Merged ranges; each range's first cell holds the content and the style of all.
    pub merges: Vec<Area>,
    /// Row heights in points, by row; rows not named are fitted by the writer to their wrapped text.
    pub heights: Vec<(u32, f64)>,
    /// First cell that scrolls: rows above and columns left of it stay.
    pub freeze: Option<CellRef>,
    /// Head and body of the filtered table.
    pub filter: Option<Area>,
    /// What may be written into cells: drop-down lists, limits, and what is said about them.
    pub inputs: Vec<InputSpec>,
    /// Notes (批注) at cells.
    pub notes: Vec<NoteSpec>,
    /// First and last of the rows that grow with what people write into them: the heights given are a beginning, and
    /// the viewer goes on from there. All other rows keep theirs.
    pub growing: Option<(u32, u32)>,
    /// What nobody shall change; nothing is locked without it.
    pub protection: Option<ProtectionSpec>,
    /// Charts.
    pub charts: Vec<ChartSpec>,
    /// How it prints.
    pub print: PrintSpec,
    /// Whether the sheet is hidden.
    pub hidden: bool,
    /// Columns hidden, counted from 0.
    pub hidden_columns: Vec<u32>,
    /// Rows hidden, counted from 0.
    pub hidden_rows: Vec<u32>,
}

impl SheetSpec {
    /// Takes in the cells of a part, with what is merged among them and what may be written into them.
    pub fn take_in(&mut self, part: Self) {
        self.cells.extend(part.cells);
        self.merges.extend(part.merges);
        self.inputs.extend(part.inputs);
        if let Some(own) = part.protection {
            self.protection
                .get_or_insert_default()
                .open
                .extend(own.open);
        }
    }
}

/// One cell. Where two are given for one place, the later one counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CellSpec {
    /// Where.
    pub at: CellRef,
    /// What.
    pub content: Content,
    /// How it looks.
    pub style: StyleRole,
}

/// A cell to be placed: what, and how it looks.
pub type Cell = (Content, StyleRole);

/// The content of a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Content {
    /// Nothing but the style.
    #[default]
    Blank,
    /// Text, never taken for a formula; what many cells say is held once.
    Text(Arc<str>),
    /// Text of which some characters are marked.
    Rich(Vec<Run>),
    /// A number.
    Number(f64),
    /// A date.
    Date(NaiveDate),
    /// A formula (with its `=`) and the result the program computed itself.
    Formula {
        /// The formula.
        formula: String,
        /// Its result.
        result: f64,
    },
    /// A formula (with its `=`) whose result is text, and the text the program computed itself.
    TextFormula {
        /// The formula.
        formula: String,
        /// Its result.
        result: String,
    },
    /// A link, underlined by the style that is chosen for it.
    Link {
        /// Where it leads.
        target: LinkTarget,
        /// The text shown.
        text: String,
    },
}

/// Characters of a text in which some are marked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// The characters.
    pub text: String,
    /// Whether they are marked: red, bold and underlined, so that it shows on paper too.
    pub marked: bool,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// A cell of this workbook.
    Inside {
        /// The sheet's name as in its [`SheetSpec`].
        sheet: String,
        /// The cell.
        cell: CellRef,
    },
    /// Another file.
    File {
        /// Its path relative to the workbook's folder, or absolute (`C:/…`, `//server/share/…`), with `/` between
        /// folders. Nothing in it is escaped.
        path: String,
        /// The sheet and the cell to open it at.
        at: Option<(String, CellRef)>,
    },
}

impl Content {
    /// Text; blank text is nothing.
    pub fn text(text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        if text.is_empty() {
            Self::Blank
        } else {
            Self::Text(text)
        }
    }

    /// A whole number. Counts stay far below the 2^53 a cell can hold exactly.
    #[allow(clippy::cast_precision_loss)]
    pub fn count(count: usize) -> Self {
        Self::Number(count as f64)
    }

    /// The text a person sees in the cell, for measuring; numbers in their plainest form.
    pub fn shown(&self) -> Cow<'_, str> {
        match self {
            Self::Blank => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text),
            Self::TextFormula { result: text, .. } | Self::Link { text, .. } => Cow::Borrowed(text),
            Self::Rich(runs) => Cow::Owned(runs.iter().map(|r| r.text.as_str()).collect()),
            Self::Number(number) | Self::Formula { result: number, .. } => {
                Cow::Owned(number.to_string())
            }
            Self::Date(date) => Cow::Owned(date.to_string()),
        }
    }
}

impl From<&str> for Content {
    fn from(text: &str) -> Self {
        Self::text(text)
    }
}

impl From<Arc<str>> for Content {
    fn from(text: Arc<str>) -> Self {
        Self::text(text)
    }
}

impl From<String> for Content {
    fn from(text: String) -> Self {
        Self::text(text)
    }
}

impl From<usize> for Content {
    fn from(count: usize) -> Self {
        Self::count(count)
    }
}

/// What may be written into cells (数据有效性), what is said beforehand, and what happens to anything else.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InputSpec {
    /// The cells.
    pub area: Area,
    /// What may be written.
    pub allowed: Allowed,
    /// What happens to anything else.
    pub otherwise: Otherwise,
    /// Shown when a cell is chosen; nothing where it is empty.
    pub prompt: Message,
    /// Shown when something else is written; the viewer's own words where it is empty.
    pub alert: Message,
}

/// What may be written into a cell. Blank is always allowed.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Allowed {
    /// Anything.
    #[default]
    Anything,
    /// One of these, offered as a drop-down list.
    OneOf(Vec<String>),
    /// One of what stands in these cells of a column of this sheet, from the first that is filled without a gap: people write
    /// the list themselves. The sheet by its name in its [`SheetSpec`].
    Listed(String, Area),
    /// A date from the first to the second, both inside.
    Dates(NaiveDate, NaiveDate),
    /// A number from the first to the second, both inside.
    Decimals(f64, f64),
    /// Text with at least and at most this many characters.
    Length(u32, u32),
}

/// What happens to what is not allowed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Otherwise {
    /// It is refused.
    #[default]
    Refuse,
    /// The user is asked whether it shall stay.
    Ask,
    /// Nothing: what is allowed is only a proposal.
    Accept,
}

/// A short message; what is longer than Excel can show is cut.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// Its title, at most 32 characters.
    pub title: String,
    /// Its text, at most 255 characters.
    pub text: String,
}

impl Message {
    /// A message with title and text.
    pub fn new(title: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            text: text.into(),
        }
    }
}

/// A note at a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoteSpec {
    /// The cell.
    pub at: CellRef,
    /// The text.
    pub text: String,
}

/// Protection of a sheet, without a password: it keeps from slips, not from intent. Sorting, filtering, formatting and
/// the heights of rows stay free.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProtectionSpec {
    /// The row from which on everything may be written, rows inserted and deleted; none locks the whole sheet.
    pub open_from: Option<u32>,
    /// Cells elsewhere that may be written; of them only those in [`SheetSpec::cells`].
    pub open: Vec<Area>,
}

/// Kinds of chart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChartKind {
    /// Stacked columns.
    #[default]
    StackedColumn,
    /// Stacked bars, for many or long category names.
    StackedBar,
    /// Pie.
    Pie,
}

/// A native chart over cells of its own sheet, or of another sheet of the workbook.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChartSpec {
    /// Name of the sheet that holds the cells, as in its [`SheetSpec`]; none for the chart's own sheet.
    pub source: Option<String>,
    /// Kind.
    pub kind: ChartKind,
    /// Title.
    pub title: String,
    /// Cells of the category names.
    pub categories: Area,
    /// Series: the cell of the name and the cells of the values.
    pub series: Vec<(CellRef, Area)>,
    /// Top left cell of the chart.
    pub at: CellRef,
    /// Width and height in pixels.
    pub size: (u32, u32),
    /// Distance of the marks on the value axis; none leaves it to the viewer.
    pub step: Option<u32>,
}

/// How a sheet prints.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PrintSpec {
    /// Landscape instead of portrait; the paper is always A4, fitted to one page's width.
    pub landscape: bool,
    /// Rows repeated on every page, first and last.
    pub repeat_rows: Option<(u32, u32)>,
    /// What is printed; all there is where nothing is said.
    pub area: Option<Area>,
    /// Rows that begin a new page.
    pub page_starts: Vec<u32>,
    /// Left part of the page footer; the page number stands in the middle.
    pub footer_left: String,
}
