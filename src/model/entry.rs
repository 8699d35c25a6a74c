//! One entry of a form: its values, each with its original text, its cell and where it came from.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Answer, Basis, Decision, Field, Grading, Level, PartialDate, Subject, Voice};
use crate::location::{CellRef, Place};
use crate::text::{self, Text};

/// How an entry came by a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// It stands in the entry's own cell.
    Cell,
    /// The cell belongs to a merged range; the text stands in its first cell.
    Merged,
    /// 同上: taken from the cell above.
    Ditto,
    /// A key-value pair above or below the table.
    KeyValue,
    /// A heading row inside the table.
    Group,
    /// The title above the table.
    Title,
    /// The lines around the table before it, which this one continues.
    PreviousTable,
    /// A table on another sheet that was joined to this one.
    OtherSheet,
    /// The sheet's name.
    SheetName,
    /// The file's name.
    FileName,
    /// Put together from the entries that were merged.
    Combined,
}

impl Origin {
    /// The word shown to people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Cell => "单元格",
            Self::Merged => "合并单元格",
            Self::Ditto => "同上",
            Self::KeyValue => "表头信息",
            Self::Group => "表内小标题",
            Self::Title => "表格标题",
            Self::PreviousTable => "前一张表的表头信息",
            Self::OtherSheet => "另一张工作表",
            Self::SheetName => "工作表名",
            Self::FileName => "文件名",
            Self::Combined => "合并登记",
        }
    }
}

/// One value: what was written, what it was read as, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Value {
    /// The text as written.
    pub raw: Arc<str>,
    /// The text made tidy: trimmed, lines broken for width joined, aliases resolved. Empty where 无 or `/` was written.
    pub text: Text,
    /// The cell it stands in; none for names of sheets and files.
    pub cell: Option<CellRef>,
    /// How the entry came by it.
    pub origin: Origin,
}

impl Value {
    /// A value; where nothing had to be made tidy its text is held once.
    pub fn new(
        raw: impl Into<Arc<str>>,
        text: &str,
        cell: Option<CellRef>,
        origin: Origin,
    ) -> Self {
        let raw = raw.into();
        let text = if *raw == *text {
            Text::from(Arc::clone(&raw))
        } else {
            Text::from(text)
        };
        Self {
            raw,
            text,
            cell,
            origin,
        }
    }
}

/// The physical rows of an entry, counted from 0, both inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RowSpan {
    /// First row.
    pub first: u32,
    /// Last row.
    pub last: u32,
}

/// A value of a column nobody could name; kept with the entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extra {
    /// The column's head as written.
    pub label: String,
    /// The text as written.
    pub text: String,
    /// Its cell.
    pub cell: CellRef,
    /// The level that it puts in doubt: it is one itself, and nobody can say whose, or it says something else than the
    /// level of the same kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doubts: Option<Field>,
    /// The field that the column is another, less exact one of: 环节 beside 权力事项.
    #[serde(skip)]
    pub beside: Option<Field>,
    /// What others say in it of the risk; among the opinions of the registered item.
    #[serde(skip)]
    pub heard: Option<Heard>,
}

/// What others say in a column of a self-check form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heard {
    /// Whose voice it is.
    pub voice: Voice,
    /// The level it gives.
    pub level: Option<Level>,
}

impl Extra {
    /// A text that puts nothing in doubt.
    pub fn new(label: &str, text: impl Into<String>, cell: CellRef) -> Self {
        Self {
            label: label.to_owned(),
            text: text.into(),
            cell,
            doubts: None,
            beside: None,
            heard: None,
        }
    }
}

/// One risk point as one form reports it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// First cell of the entry's first row.
    pub place: Place,
    /// Its physical rows.
    pub rows: RowSpan,
    /// Its values by field.
    pub values: BTreeMap<Field, Value>,
    /// 责任人, one by one.
    pub owners: Vec<String>,
    /// What the head of the level column says it holds; of several level columns the declared one is meant.
    pub level_is: Basis,
    /// Level declared on the form, normalised; none where it cannot be decided.
    pub declared: Option<Level>,
    /// 建议等级 on the form.
    pub suggested: Option<Level>,
    /// 审定等级 on the form.
    pub confirmed: Option<Level>,
    /// The answers that were understood (定级依据).
    pub answers: BTreeMap<Field, Answer>,
    /// What the policy suggests, and why.
    pub grading: Grading,
    /// What the leading group decided in a review workbook.
    pub decision: Option<Decision>,
    /// 填报日期, if it could be read.
    pub reported_on: Option<PartialDate>,
    /// 评定日期, if it could be read.
    pub rated_on: Option<PartialDate>,
    /// Values of columns nobody could name.
    pub extras: Vec<Extra>,
    /// 排查主体: on whose behalf its form looks for risks, where the form says so.
    #[serde(default)]
    pub subject: Option<Subject>,
}

impl Entry {
    /// The date of a date field, if it could be read.
    pub const fn date(&self, field: Field) -> Option<PartialDate> {
        match field {
            Field::RatedOn => self.rated_on,
            _ => self.reported_on,
        }
    }

    /// The tidy text of a field; none if it is absent or blank.
    pub fn text(&self, field: Field) -> Option<&str> {
        self.values
            .get(&field)
            .map(|v| &*v.text)
            .filter(|t| !t.is_empty())
    }

    /// How many risk points the entry names: as many as its risk lists by numbers, else one. Lines without numbers are
    /// several where the form says that they are so many. A risk left out is one, however many ways it shows in.
    pub fn risk_points(&self) -> usize {
        let told = self.text(Field::Risk).unwrap_or_default();
        let listed = text::points(told);
        let stated = self.text(Field::RiskCount).and_then(text::stated_number);
        let lines = stated.filter(|n| listed == 1 && *n == text::point_lines(told));
        lines.unwrap_or(listed).max(1)
    }

    /// The level in the level column: declared, or of another kind where that is the only column there is.
    pub fn written_level(&self) -> Option<Level> {
        match self.level_is {
            Basis::Confirmed => self.confirmed,
            Basis::Suggested => self.suggested,
            Basis::Declared | Basis::Pending | Basis::Open => self.declared,
        }
    }

    /// The comparable form of a field, by [`crate::text::key`]; empty where it says nothing.
    pub fn key(&self, field: Field) -> &str {
        self.values.get(&field).map_or("", |v| v.text.folded())
    }

    /// 审定等级: as the leading group decided in a review workbook, else as the form has it.
    pub fn confirmed_level(&self) -> Option<Level> {
        self.decision.as_ref().map(|d| d.level).or(self.confirmed)
    }

    /// 建议等级: by the policy's criteria, else as somebody wrote it on the form.
    pub fn suggested_level(&self) -> Option<Level> {
        self.grading.suggested.or(self.suggested)
    }

    /// A level on the form that puts another of this kind in doubt, where there is one.
    pub fn doubtful(&self, field: Field) -> Option<&Extra> {
        self.extras.iter().find(|x| x.doubts == Some(field))
    }

    /// The level that counts and what it rests on: confirmed; else declared where it agrees with every suggestion or
    /// nothing was suggested; else the highest of them, pending (待审定). A level that was written but cannot be decided,
    /// or that nobody can say whose it is, leaves the entry open; no other takes its place.
    pub fn effective_level(&self) -> (Option<Level>, Basis) {
        if let Some(decision) = &self.decision {
            return (Some(decision.level), Basis::Confirmed);
        }
        if self.doubtful(Field::ConfirmedLevel).is_some() {
            return (None, Basis::Open);
        }
        if self.confirmed.is_some() || self.text(Field::ConfirmedLevel).is_some() {
            return settled(self.confirmed, Basis::Confirmed);
        }
        if [Field::Level, Field::SuggestedLevel]
            .iter()
            .any(|f| self.doubtful(*f).is_some())
        {
            return (None, Basis::Open);
        }
        let own = if self.level_is == Basis::Open {
            Basis::Declared
        } else {
            self.level_is
        };
        let written = self.written_level();
        if written.is_none() && self.text(Field::Level).is_some() {
            return (None, Basis::Open);
        }
        let levels = [written, self.grading.suggested, self.suggested];
        let mut known = levels.into_iter().flatten();
        let Some(first) = known.next() else {
            return (None, Basis::Open);
        };
        let agreed = known.all(|level| level == first);
        match (agreed, written) {
            (true, Some(_)) => (Some(first), own),
            (true, None) => (Some(first), Basis::Suggested),
            // The highest level sorts first.
            (false, _) => (levels.into_iter().flatten().min(), Basis::Pending),
        }
    }

    /// Whether a field has been answered. A confirmed level answers for a declared one left blank.
    pub fn answers(&self, field: Field) -> bool {
        let confirmed = field == Field::Level && self.text(Field::ConfirmedLevel).is_some();
        self.text(field).is_some() || confirmed
    }

    /// The place of a field's value, or of the entry where the value has no cell.
    pub fn place_of(&self, field: Field) -> Place {
        let cell = self.values.get(&field).and_then(|v| v.cell);
        Place {
            cell: cell.or(self.place.cell),
            ..self.place.clone()
        }
    }

    /// Name of the sheet it stands on.
    pub fn sheet(&self) -> Arc<str> {
        self.place.sheet.clone().unwrap_or_else(|| Arc::from(""))
    }
}

/// A level that outranks all others; open where it was written and cannot be read.
fn settled(level: Option<Level>, basis: Basis) -> (Option<Level>, Basis) {
    level.map_or((None, Basis::Open), |level| (Some(level), basis))
}
