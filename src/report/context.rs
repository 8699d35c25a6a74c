//! What every workbook says of itself: unit, year, date, title.

use chrono::{Datelike, NaiveDate};

use crate::location::CellRef;
use crate::model::Book;
use crate::writer::BookSpec;

/// What every workbook says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportContext {
    /// Name of the unit (单位), as it stands in titles; may be empty.
    pub unit: String,
    /// The year reported on.
    pub year: i32,
    /// The date the books are made.
    pub date: NaiveDate,
    /// Rows a sheet takes.
    pub most_rows: u32,
}

/// Rows a sheet of Excel takes.
pub const MOST_ROWS: u32 = CellRef::MAX_ROW + 1;

impl ReportContext {
    /// A title: unit, year and what the sheet is.
    pub fn title(&self, what: &str) -> String {
        format!("{}{}年{what}", self.unit, self.year)
    }

    /// What stands below the title of a page: the unit, where it is known, the day, and for whom the page is.
    pub fn page_lines(&self, whom: &str) -> Vec<String> {
        let unit = (!self.unit.is_empty()).then(|| format!("单位：{}", self.unit));
        let more = [self.date_line(), whom.to_owned()];
        unit.into_iter().chain(more).collect()
    }

    /// `单位（盖章）：…`.
    pub fn unit_line(&self) -> String {
        format!("单位（盖章）：{}", self.unit)
    }

    /// `制表日期：2026年11月22日`.
    pub fn date_line(&self) -> String {
        format!("制表日期：{}", chinese(self.date))
    }

    /// The year in which the books are made.
    pub fn date_year(&self) -> i32 {
        self.date.year()
    }

    /// An empty workbook with its properties.
    pub fn book(&self, what: &str) -> BookSpec {
        BookSpec {
            title: self.title(what),
            author: self.unit.clone(),
            created: Some(self.date),
            names: Vec::new(),
            sheets: Vec::new(),
        }
    }

    /// An empty workbook that is known again as this book of a result.
    pub fn result(&self, what: &str, book: Book) -> BookSpec {
        BookSpec {
            names: vec![(Book::MARK.to_owned(), book.file_name().to_owned())],
            ..self.book(what)
        }
    }
}

/// `2026年11月22日`.
pub fn chinese(date: NaiveDate) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}
