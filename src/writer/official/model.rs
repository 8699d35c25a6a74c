//! What an official document shall hold, as plain data.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// An official document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letter {
    /// Title in the properties of the file.
    pub title: String,
    /// Author in the properties: the unit's name.
    pub author: String,
    /// Day in the properties; fixed so that equal inputs give equal bytes.
    pub created: Option<NaiveDate>,
    /// What it says, from top to bottom.
    pub paragraphs: Vec<Paragraph>,
}

/// A piece of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Paragraph {
    /// 标题.
    Title(Spans),
    /// 主送机关.
    Addressee(Spans),
    /// A head of a level, 1 to 4, with its number.
    Heading(u8, Spans),
    /// A paragraph of the text.
    Text(Spans),
    /// A table.
    Table(Table),
    /// 附件说明: the titles of the annexes, as they are listed below the text.
    Annexes(Vec<String>),
    /// 署名 and 成文日期.
    Signature(Sign),
    /// An annex begins: 附件1 and its title.
    Annex(String, Spans),
}

/// Who signs, and on which day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sign {
    /// The lines, the last of which is the day.
    pub lines: Vec<Spans>,
}

/// Pieces of a line.
pub type Spans = Vec<Span>;

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// Text, never taken for markup.
    Text(String),
    /// What only a person can say.
    Gap(Gap),
}

/// What only a person can say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gap {
    /// By what it is known when the document comes back.
    pub tag: String,
    /// What is to be said.
    pub prompt: String,
    /// What a person has said.
    pub filled: Option<String>,
    /// What was said there in an earlier report.
    pub earlier: Option<Earlier>,
}

/// What an earlier report said: it stands marked until somebody has looked at it, for what was so then may be so no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Earlier {
    /// What it is marked with.
    pub mark: String,
    /// What was said.
    pub text: String,
}

impl Earlier {
    /// Ends what is marked.
    pub const CLOSE: char = '】';

    /// Begins what is marked.
    pub fn open(&self) -> String {
        format!("【{}：", self.mark)
    }
}

impl fmt::Display for Earlier {
    /// `【2026年所写，请核对：局长赵一】`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}{}", self.open(), self.text, Self::CLOSE)
    }
}

impl Gap {
    /// What stands in the place of what is to be said.
    pub fn asked(&self) -> String {
        format!("【待填：{}】", self.prompt)
    }

    /// What stands there.
    pub fn shown(&self) -> String {
        let earlier = || self.earlier.as_ref().map(ToString::to_string);
        let said = self.filled.clone().or_else(earlier);
        said.unwrap_or_else(|| self.asked())
    }
}

impl Span {
    /// What a reader sees.
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Gap(gap) => gap.shown(),
        }
    }
}

/// What a reader sees of a line.
pub fn shown(spans: &[Span]) -> String {
    spans.iter().map(Span::shown).collect()
}

/// A table whose heads are repeated on every page and whose rows are not parted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Vec<Spans>>,
    /// Whether it is set small, as long lists of evidence are.
    pub small: bool,
}

/// A column of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// Its head.
    pub head: String,
    /// Whether its cells are centred, as counts and short words are.
    pub centred: bool,
}
