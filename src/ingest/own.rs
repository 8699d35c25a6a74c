//! The program's own books among the forms: known wherever they lie, and no forms.

use std::sync::Arc;

use super::{Understood, checks};
use crate::diagnostic::Diagnostic;
use crate::location::Place;
use crate::model::{Annex, Book, CellAccount, Claim, FormKind, FormSheet};
use crate::reader::Workbook;

/// Which book of a result a workbook is.
pub fn book(workbook: &Workbook) -> Option<Book> {
    let sheets: Vec<&str> = workbook.sheets.iter().map(|s| &*s.name).collect();
    Book::recognise(workbook.named_text(Book::MARK), &sheets)
}

/// The finding that says so, and how many results of spot checks were read from it all the same.
pub fn finding(book: Book, file: &Arc<str>, checks: usize) -> Diagnostic {
    let read = match checks {
        0 => String::new(),
        checks => format!("；其中“抽查清单”填了 {checks} 条抽查情况，已读取"),
    };
    let message = format!(
        "这是本程序生成的“{}”，不是收来的表，没有登记{read}",
        book.file_name()
    );
    Diagnostic::new(&checks::OWN_BOOK, Place::file(file), message)
}

/// A book of which nothing is read.
pub fn left_out(workbook: &Workbook, book: Book, file: &Arc<str>) -> Understood {
    let kind = match book {
        Book::Review => FormKind::Review,
        _ => FormKind::Unknown,
    };
    Understood {
        own: Some(book),
        ..unread(workbook, kind, finding(book, file, 0))
    }
}

/// A workbook of which nothing is read, as a finding says.
pub fn unread(workbook: &Workbook, kind: FormKind, finding: Diagnostic) -> Understood {
    let sheets = workbook.sheets.iter().map(|sheet| FormSheet {
        cells: CellAccount::new(sheet.grid.cells().count(), Claim::LeftOut),
        ..FormSheet::new(&sheet.name)
    });
    Understood {
        kind,
        own: None,
        sheets: sheets.collect(),
        annex: Annex::default(),
        findings: vec![finding],
        used: std::collections::BTreeSet::new(),
    }
}
