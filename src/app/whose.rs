//! Whose a finding is that was made once the forms were joined: that of the section whose entry stands at its cell.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::model::{Entry, Field, Row};

/// Gives the findings of no section that of the entry at their cell.
pub fn name_sections(findings: &mut [Diagnostic], rows: &[Row]) {
    let mut sheets: BTreeMap<_, Vec<&Entry>> = BTreeMap::new();
    for row in rows {
        if let Some(entry) = row.entry() {
            let sheet = (&row.place.file, &row.place.sheet);
            sheets.entry(sheet).or_default().push(entry);
        }
    }
    for finding in findings.iter_mut().filter(|f| f.section.is_none()) {
        let Some(cell) = finding.place.cell else {
            continue;
        };
        let sheet = (&finding.place.file, &finding.place.sheet);
        let mut entries = sheets.get(&sheet).into_iter().flatten();
        let here = entries.find(|e| (e.rows.first..=e.rows.last).contains(&cell.row));
        let section = here.and_then(|entry| entry.text(Field::Section));
        finding.section = section.map(str::to_owned);
    }
}
