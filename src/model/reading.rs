//! How a table was read, why, and what else it might be: shown by `inspect`, so that a person can check the understanding.

use serde::{Deserialize, Serialize};

use super::Field;
use super::column::{Column, Evidence};

/// How what stands in the cells makes up entries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// A head above, an entry in each row.
    #[default]
    Rows,
    /// The same, under the head of the table before it.
    Continued,
    /// Labels beside or above their contents.
    Card,
    /// Several risks beside each other in a row.
    Beside,
}

impl Layout {
    /// The words shown to people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Rows => "表头在上，一行一条",
            Self::Continued => "没有表头，接着前一张表，一行一条",
            Self::Card => "竖排：栏名在内容的左边或上边",
            Self::Beside => "一行并列几个风险点，各算一条",
        }
    }
}

/// How a table was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The layout.
    pub layout: Layout,
    /// Why it was taken for that.
    pub why: String,
    /// What else it might be, though less fits.
    pub could_be: Vec<String>,
}

impl Reading {
    /// The reading of a table with these columns.
    pub fn new(layout: Layout, columns: &[Column], could_be: Vec<String>) -> Self {
        let labelled = columns.iter().filter(|c| !c.label.is_empty()).count();
        let known = columns.iter().filter(|c| c.field.is_some()).count();
        let is_risk = |c: &&Column| c.by == Evidence::Beside && c.field == Some(Field::Risk);
        let why = match layout {
            Layout::Rows => format!("表头有 {labelled} 栏，认出 {known} 栏"),
            Layout::Continued => "各行的序号、等级等与前一张表的栏目对得上".to_owned(),
            Layout::Card => format!("认出 {known} 种栏名，内容在旁边"),
            Layout::Beside => {
                let risks = columns.iter().filter(is_risk).count();
                format!("有 {risks} 栏各写一个风险点")
            }
        };
        Self {
            layout,
            why,
            could_be,
        }
    }
}
