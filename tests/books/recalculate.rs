//! LibreOffice reckons every formula anew; what it finds must be what the program stored.
//! Skipped, with a line saying so, where LibreOffice is not installed.

use std::path::Path;

use qingfeng::location::CellRef;
use qingfeng::writer::{BookSpec, CellSpec, Content, SheetSpec, StyleRole, to_bytes};

use super::books;
use super::hostile::hostile;
use super::package::Book;
use super::support::libreoffice;

/// The book after LibreOffice has reckoned it; none if there is no LibreOffice.
fn recalculated(bytes: &[u8], folder: &Path) -> Option<Book> {
    libreoffice(bytes, "xlsx", folder).map(|bytes| Book::read(&bytes))
}

/// A book whose one formula has a wrong result: proof that LibreOffice does reckon.
fn wrong() -> BookSpec {
    let number = |row, content| CellSpec {
        at: CellRef::new(row, 0),
        content,
        style: StyleRole::Count,
    };
    let formula = Content::Formula {
        formula: "=SUM(A1:A2)".to_owned(),
        result: 99.0,
    };
    BookSpec {
        sheets: vec![SheetSpec {
            name: "数".to_owned(),
            cells: vec![
                number(0, Content::Number(1.0)),
                number(1, Content::Number(2.0)),
                number(2, formula),
            ],
            ..SheetSpec::default()
        }],
        ..BookSpec::default()
    }
}

#[test]
fn stored_results_are_what_another_program_reckons() {
    let folder = tempfile::tempdir().unwrap();
    let Some(proof) = recalculated(&to_bytes(&wrong()).unwrap(), folder.path()) else {
        return;
    };
    assert_eq!(
        proof.sheet("数").text(2, 0),
        "3",
        "LibreOffice did not reckon"
    );
    let hostile = recalculated(&to_bytes(&hostile()).unwrap(), folder.path()).unwrap();
    assert_eq!(hostile.sheet("表").text(1, 0), "=1+1");
    for spec in books() {
        let bytes = to_bytes(&spec).unwrap();
        let ours = Book::read(&bytes);
        let theirs = recalculated(&bytes, folder.path()).unwrap();
        let mut compared = 0;
        for (name, sheet) in ours.sheets() {
            for at in sheet.formulas.keys() {
                let (stored, reckoned) =
                    (sheet.text(at.0, at.1), theirs.sheet(name).text(at.0, at.1));
                let same = match (stored.parse::<f64>(), reckoned.parse::<f64>()) {
                    (Ok(a), Ok(b)) => (a - b).abs() < 1e-9,
                    _ => stored == reckoned,
                };
                assert!(
                    same,
                    "{name} {at:?}: {stored} is stored, {reckoned} is right"
                );
                compared += 1;
            }
        }
        assert!(compared > 30, "{}: only {compared} formulas", spec.title);
    }
}
