//! What cells say: shared strings, and strings of their own.

use std::collections::BTreeSet;

use super::Unmarkable;
use super::package::Package;
use super::sheet::{Sheet, There};
use super::xml::{Edits, Kind, end, prefixed, said, tags};
use crate::location::CellRef;

/// The shared strings of a workbook.
#[derive(Default)]
pub struct Strings {
    part: Option<String>,
    said: Vec<String>,
}

impl Strings {
    /// Those of this part, where there is one.
    pub fn read(package: &mut Package<'_>, part: Option<&str>) -> Result<Self, Unmarkable> {
        let Some(part) = part.filter(|part| package.has(part)) else {
            return Ok(Self::default());
        };
        let text = package.text(part)?;
        let found = tags(&text)?;
        let begins = |i: &usize| found[*i].depth == 1 && found[*i].kind != Kind::Close;
        let items = (0..found.len()).filter(begins);
        let items = items.map(|i| said(&text, &found[i..=end(&found, i)]));
        Ok(Self {
            part: Some(part.to_owned()),
            said: items.collect(),
        })
    }

    /// What a cell says.
    pub fn of(&self, sheet: &Sheet<'_>, cell: &There) -> String {
        match Self::number(sheet, cell) {
            Some(number) => self.said.get(number).cloned().unwrap_or_default(),
            None => said(sheet.text, &sheet.tags[cell.tag..=cell.end]),
        }
    }

    /// What all cells of a sheet say that have content.
    pub fn all(&self, sheet: &Sheet<'_>) -> Vec<(CellRef, String)> {
        let cells = sheet.rows.iter().flat_map(|(number, row)| {
            let cells = row.cells.iter().filter(|(_, cell)| cell.has_content);
            cells.map(|(col, cell)| (CellRef::new(*number, *col), cell))
        });
        cells.map(|(at, cell)| (at, self.of(sheet, cell))).collect()
    }

    /// The number of the shared string a cell shows.
    pub fn number(sheet: &Sheet<'_>, cell: &There) -> Option<usize> {
        let shared = sheet.tags[cell.tag].attribute("t").as_deref() == Some("s");
        let number = || said(sheet.text, &sheet.tags[cell.tag..=cell.end]);
        shared.then(number)?.trim().parse().ok()
    }

    /// Empties strings that nothing shows any more; the numbers of the others stay.
    pub fn empty(
        &self,
        package: &mut Package<'_>,
        unused: &BTreeSet<usize>,
    ) -> Result<(), Unmarkable> {
        let Some(part) = self.part.as_ref().filter(|_| !unused.is_empty()) else {
            return Ok(());
        };
        let text = package.text(part)?;
        let found = tags(&text)?;
        let begins = |i: &usize| found[*i].depth == 1 && found[*i].kind != Kind::Close;
        let mut edits = Edits::default();
        for (number, index) in (0..found.len()).filter(begins).enumerate() {
            if unused.contains(&number) {
                let range = found[index].at.start..found[end(&found, index)].at.end;
                edits.replace(range, prefixed(&found, "<si><t/></si>"));
            }
        }
        package.put(part, edits.apply(&text));
        Ok(())
    }
}
