//! Gives each finding what a person needs to recognise it: the cells around it, and the section whose form it is.
//! Done while the grid is still at hand; afterwards only the findings are left.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Excerpt};
use crate::location::CellRef;
use crate::model::{Entry, Field, Form};
use crate::reader::{Grid, Workbook};
use crate::text;

/// Columns shown on each side of the cell, and rows above and below it.
const REACH: CellRef = CellRef { row: 1, col: 2 };
/// Characters kept of each cell.
const SHOWN: usize = 24;
/// Findings of one file that are given their cells; a clerk does not look at more of them one by one.
const MOST_SHOWN: usize = 500;

/// Completes the findings of a form.
pub fn add(form: &mut Form, workbook: &Workbook) {
    let whole = only_section(form);
    let mut findings = std::mem::take(&mut form.findings);
    cells(&mut findings, workbook);
    for finding in &mut findings {
        finding.section = section_at(form, finding).or_else(|| whole.clone());
    }
    form.findings = findings;
}

/// Gives the findings of a workbook the cells around them.
pub fn cells(findings: &mut [Diagnostic], workbook: &Workbook) {
    let grids: BTreeMap<&Arc<str>, &Grid> =
        workbook.sheets.iter().map(|s| (&s.name, &s.grid)).collect();
    for (index, finding) in findings.iter_mut().enumerate() {
        let sheet = finding.place.sheet.as_ref();
        let grid = sheet.and_then(|sheet| grids.get(sheet));
        let cell = finding.place.cell.filter(|_| index < MOST_SHOWN);
        finding.excerpt = grid.zip(cell).map(|(grid, cell)| excerpt(grid, cell));
    }
}

fn excerpt(grid: &Grid, cell: CellRef) -> Excerpt {
    let first = CellRef::new(
        cell.row.saturating_sub(REACH.row),
        cell.col.saturating_sub(REACH.col),
    );
    let text_at = |row, col| {
        let at = grid.anchor(CellRef::new(row, col));
        grid.get(at)
            .map(|value| text::excerpt(&value.display(), SHOWN))
            .unwrap_or_default()
    };
    let row_texts = |row| {
        (first.col..=cell.col + REACH.col)
            .map(|col| text_at(row, col))
            .collect()
    };
    let row = cell.is_in_document().then(|| first_words(grid, cell.row));
    Excerpt {
        first,
        row: row.flatten(),
        rows: (first.row..=cell.row + REACH.row).map(row_texts).collect(),
    }
}

/// The first words of a row; a number alone tells little, since it may be one that Word counts.
fn first_words(grid: &Grid, row: u32) -> Option<String> {
    let texts = || grid.row(row).map(|(_, written)| written.text());
    let words = texts().find(|text| text.chars().any(char::is_alphabetic));
    words
        .or_else(|| texts().next())
        .map(|words| text::excerpt(words, SHOWN))
}

/// The section of the entry a finding stands in.
fn section_at(form: &Form, finding: &Diagnostic) -> Option<String> {
    let cell = finding.place.cell?;
    let sheet = form
        .sheets
        .iter()
        .find(|s| Some(&s.name) == finding.place.sheet.as_ref())?;
    let table = sheet.tables.iter().find(|t| t.area.contains(cell))?;
    let after = table.entries.partition_point(|e| e.rows.last < cell.row);
    table
        .entries
        .get(after)
        .filter(|e| e.rows.first <= cell.row)
        .and_then(section)
}

fn section(entry: &Entry) -> Option<String> {
    entry.text(Field::Section).map(str::to_owned)
}

/// The section of a form that has but one.
fn only_section(form: &Form) -> Option<String> {
    let mut sections = form.entries().filter_map(section);
    let first = sections.next()?;
    sections.all(|other| other == first).then_some(first)
}
