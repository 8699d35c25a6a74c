//! Findings: what is wrong, where it stands, how sure we are, and what to do about it.
//! Each module declares its own [`Check`]s; this file knows none of them.

use serde::{Deserialize, Serialize};

use crate::location::{CellRef, Place};

/// How the marks that are put into a form name what must be mended, and what is to be checked.
pub const DEGREES: [&str; 2] = ["【需改正】", "【请核对】"];

/// How much a finding matters to the clerk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// 提示: for information; nothing needs to be done.
    Note,
    /// 注意: a person should look; the entry is registered all the same.
    Warning,
    /// 错误: must be mended; the entry or file is returned.
    Error,
}

impl Severity {
    /// The word shown to people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Note => "提示",
            Self::Warning => "注意",
            Self::Error => "错误",
        }
    }
}

/// How sure the program is of a finding. Doubt lowers this and never the severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// A hint only.
    Low,
    /// Likely.
    Medium,
    /// Certain: read directly from the file.
    High,
}

/// One kind of finding the program makes by itself while reading: its stable code and the words that explain it.
/// The policy may reword it, change its severity or switch it off; rules on what entries say stand in the policy whole.
#[derive(Debug)]
pub struct Check {
    /// Stable code, for example `F02`.
    pub code: &'static str,
    /// Short Chinese name of the problem, used in counts.
    pub title: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// When it is raised.
    pub about: &'static str,
    /// What the clerk should do.
    pub help: &'static str,
    /// A correct example; empty where there is none to give.
    pub example: &'static str,
    /// Whether the severity is beyond the policy: nothing of the file was read, and no setting changes that.
    pub fixed: bool,
}

/// The cells around a finding, kept so that it can be shown after the sheet itself is gone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Excerpt {
    /// The top left cell shown.
    pub first: CellRef,
    /// The first words of the row, where it is one of a table in a document: such rows have no numbers to be found by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<String>,
    /// The texts of the cells, row by row; all rows have the same length, an empty cell is an empty text.
    pub rows: Vec<Vec<String>>,
}

/// Declares the [`Check`]s of a module, and `ALL` of them in the order given: name, code, title, severity, when it is raised,
/// what to do, and a correct example where there is one.
#[macro_export]
macro_rules! checks {
    ($($(#[$doc:meta])* $name:ident, $code:literal, $title:literal, $severity:ident, $about:literal, $help:literal $(, $example:literal)?;)*) => {
        $(
            $(#[$doc])*
            pub const $name: $crate::diagnostic::Check = $crate::diagnostic::Check {
                code: $code,
                title: $title,
                severity: $crate::diagnostic::Severity::$severity,
                about: $about,
                help: $help,
                example: concat!($($example)?),
                fixed: false,
            };
        )*
        /// All of them.
        pub const ALL: &[&$crate::diagnostic::Check] = &[$(&$name,)*];
    };
}

/// One finding at one place. Owns all its text: forms are dropped long before findings are written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Where it was found.
    pub place: Place,
    /// Further cells of the same sheet with the same fault, where it is said once for all of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub more: Vec<CellRef>,
    /// Code of the [`Check`].
    pub code: String,
    /// Name of the problem.
    pub title: String,
    /// How much it matters.
    pub severity: Severity,
    /// How sure we are.
    pub confidence: Confidence,
    /// What is wrong, with the values concerned.
    pub message: String,
    /// What to do.
    pub help: String,
    /// The text found in the cell, as written.
    pub found: Option<String>,
    /// A correct example.
    pub example: Option<String>,
    /// Clause of the policy's source (制度条款) the finding rests on.
    pub clause: Option<String>,
    /// Line of the policy the finding rests on, `file:line`.
    pub rule: Option<String>,
    /// The section whose form it is, where it is known.
    pub section: Option<String>,
    /// The cells around the place.
    pub excerpt: Option<Excerpt>,
}

/// How many of these are errors.
pub fn errors(findings: &[Diagnostic]) -> usize {
    let findings = findings.iter();
    findings.filter(|f| f.severity == Severity::Error).count()
}

impl Diagnostic {
    /// A finding of `check` at `place`, certain, with the check's own advice.
    pub fn new(check: &Check, place: Place, message: impl Into<String>) -> Self {
        Self {
            place,
            more: Vec::new(),
            code: check.code.to_owned(),
            title: check.title.to_owned(),
            severity: check.severity,
            confidence: Confidence::High,
            message: message.into(),
            help: check.help.to_owned(),
            found: None,
            example: Some(check.example.to_owned()).filter(|e| !e.is_empty()),
            clause: None,
            rule: None,
            section: None,
            excerpt: None,
        }
    }

    /// The same finding with the text found in the cell.
    #[must_use]
    pub fn found(mut self, text: impl Into<String>) -> Self {
        self.found = Some(text.into());
        self
    }

    /// What is wrong and where, without the advice.
    #[must_use]
    pub fn brief(&self) -> Self {
        Self {
            place: self.place.clone(),
            code: self.code.clone(),
            title: String::new(),
            severity: self.severity,
            confidence: self.confidence,
            message: self.message.clone(),
            help: String::new(),
            found: None,
            example: None,
            clause: None,
            rule: None,
            section: None,
            more: self.more.clone(),
            excerpt: None,
        }
    }

    /// The first words of the row it stands in, where that is a row of a document.
    pub fn row(&self) -> Option<&str> {
        self.excerpt.as_ref()?.row.as_deref()
    }

    /// The same in a sentence that follows the place; nothing in a worksheet.
    pub fn row_note(&self) -> String {
        self.row()
            .map_or(String::new(), |words| format!("（该行开头“{words}”）"))
    }

    /// The same finding with other advice.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// The same finding, less sure.
    #[must_use]
    pub fn confidence(mut self, confidence: Confidence) -> Self {
        self.confidence = confidence;
        self
    }
}
