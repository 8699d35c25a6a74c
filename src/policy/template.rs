//! `[template]`: what the blank forms (空白自查表) ask for, and what stands on their instructions.

use serde::Deserialize;

use super::decode::{List, Set, Whole};
use crate::model::Field;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WrittenTemplate {
    pub title: Set<String>,
    pub columns: Set<List<String>>,
    pub rows: Set<Whole<0, 500>>,
    pub longest: Set<Whole<20, 5000>>,
    pub levels: List<String>,
    pub filling: List<String>,
    pub handing_in: List<String>,
}

/// The blank forms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    /// Title behind unit and year; also in the files' names.
    pub title: String,
    /// Columns from left to right: those asked for, and the required ones nobody asked for.
    pub columns: Vec<Field>,
    /// Blank rows below those prefilled.
    pub rows: u32,
    /// Most characters in a cell of prose.
    pub longest: u32,
    /// When a risk has level one, two, three.
    pub levels: Vec<String>,
    /// How to fill the form in.
    pub filling: Vec<String>,
    /// How to hand it in.
    pub handing_in: Vec<String>,
}
