//! What the columns of a table are.

/// A table: its name, and its columns in groups, so that tables may share some.
#[derive(Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// The columns, in order.
    pub columns: &'static [&'static [Column]],
}

/// A column, or a member of a structure: its name and what it holds. Every value may be null.
#[derive(Debug)]
pub struct Column(pub &'static str, pub Kind);

/// What a column holds, by its form in JSON.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A text.
    Text,
    /// A text, or a whole number, which becomes its digits.
    Word,
    /// 等级: 1, 2 or 3, in one byte.
    Level,
    /// A whole number.
    Count,
    /// Points, exact to the hundredth.
    Points,
    /// A fraction.
    Ratio,
    /// True or false.
    Flag,
    /// A day. Of a date that names only a month (`2026-11`) there is no day: the month goes into a column beside it.
    Date,
    /// Any number of values.
    List(&'static Kind),
    /// Named members.
    Struct(&'static [Column]),
    /// Values by name.
    Map(&'static Kind),
    /// As this; where there is nothing, the object lacks the member.
    Maybe(&'static Kind),
}

/// Ends the name of the column that holds the month of a date without a day.
pub const MONTH: &str = "_month";

/// 年度 and 单位, which begin every row: engines find a file by the folders of its [`Partition`](super::Partition), but a file
/// that lies elsewhere says as much, and no engine takes the unit 007 for a number.
pub const KEYS: &[Column] = &[Column(YEAR, Kind::Count), Column(UNIT, Kind::Text)];
/// The column of the year.
pub const YEAR: &str = "year";
/// The column of the unit.
pub const UNIT: &str = "unit";

impl Table {
    /// All columns, in order: the keys and its own.
    pub fn columns(&self) -> impl Iterator<Item = &'static Column> {
        KEYS.iter().chain(self.columns.iter().copied().flatten())
    }
}

impl Kind {
    /// How many columns of single values it is made of.
    pub fn leaves(&self) -> usize {
        match self {
            Self::Date => 2,
            Self::List(item) | Self::Maybe(item) => item.leaves(),
            Self::Map(item) => 1 + item.leaves(),
            Self::Struct(members) => members.iter().map(|member| member.1.leaves()).sum(),
            _ => 1,
        }
    }
}
