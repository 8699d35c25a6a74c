//! LibreOffice reckons every formula anew; what it finds must be what the program stored.

use qingfeng::location::CellRef;
use qingfeng::writer::{BookSpec, CellSpec, Content, SheetSpec, StyleRole, to_bytes};

use crate::libreoffice::converted;
use crate::support::books::books;
use crate::support::hostile::hostile;
use crate::support::package::Book;

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

pub fn stored_results_are_what_another_program_reckons() {
    let (wrong, hostile, books) = (wrong(), hostile(), books());
    let specs = [&wrong, &hostile].into_iter().chain(&books);
    let written: Vec<Vec<u8>> = specs.map(|spec| to_bytes(spec).expect("a book")).collect();
    let theirs = converted(&written, "xlsx");
    let theirs: Vec<Book> = theirs.iter().map(|bytes| Book::read(bytes)).collect();
    let [proof, hostile, theirs @ ..] = theirs.as_slice() else {
        panic!("{} books", theirs.len());
    };
    assert_eq!(
        proof.sheet("数").text(2, 0),
        "3",
        "LibreOffice did not reckon"
    );
    assert_eq!(hostile.sheet("表").text(1, 0), "=1+1");
    for ((spec, bytes), theirs) in books.iter().zip(&written[2..]).zip(theirs) {
        let ours = Book::read(bytes);
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
