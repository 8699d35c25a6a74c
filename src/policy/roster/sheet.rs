//! The sheets of a roster book as rows: what each row is about is told by the heads of its columns, whoever made the book.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::roster_words::Column;
use super::super::settings::Policy;
use super::checks;
use super::heads::Head;
use super::page::{About, Page, Said};
use crate::diagnostic::Diagnostic;
use crate::location::{CellRef, Place};
use crate::reader::{CellValue, Visibility, Workbook};
use crate::text;

/// A row with content.
#[derive(Debug)]
pub struct Row {
    /// What it is about.
    pub about: About,
    /// Its texts.
    pub cells: BTreeMap<Column, Said>,
    /// Its first cell.
    pub first: Place,
    /// The name of its sheet, which names its section where no column does.
    pub sheet: Said,
    /// Whether a column names its section.
    pub has_section: bool,
}

/// What the sheets of a book say.
#[derive(Debug, Default)]
pub struct Read {
    /// Their rows.
    pub rows: Vec<Row>,
    /// The names of those without a row, of which nothing else is told.
    pub empty: Vec<Said>,
    /// What is wrong with them.
    pub findings: Vec<Diagnostic>,
}

/// The rows of all sheets that are shown, and what is wrong with them. `file` is the name people know the book by.
pub fn read(workbook: &Workbook, file: &Arc<str>, policy: &Policy) -> Read {
    let mut out = Read::default();
    for sheet in &workbook.sheets {
        let guides = &policy.roster_words.guide_sheets;
        let explains = guides.iter().any(|word| sheet.name.contains(word.as_str()));
        if sheet.visibility != Visibility::Visible || explains {
            continue;
        }
        let page = Page {
            sheet,
            place: Place::sheet(file, &sheet.name),
            policy,
        };
        let before = (out.rows.len(), out.findings.len());
        if let Some(told) = page.self_check() {
            out.findings.push(told);
        } else if !sheet.grid.is_empty() {
            page.read(&mut out.rows, &mut out.findings);
        }
        if before == (out.rows.len(), out.findings.len()) {
            out.empty.push(page.name());
        }
    }
    out
}

impl Page<'_> {
    fn read(&self, rows: &mut Vec<Row>, findings: &mut Vec<Diagnostic>) {
        let mut titles = self.sheet.name.to_string();
        let mut head: Option<Head> = None;
        let mut above: BTreeMap<Column, Said> = BTreeMap::new();
        for row in self.grid().rows() {
            if let Some(columns) = self.columns(row, head.as_ref()) {
                head = Some(self.head(row, columns, &titles, findings));
                above.clear();
            } else if let Some(head) = &head {
                let Some(about) = head.about else { continue };
                let cells = self.cells(row, head, &above, findings);
                let first = self.grid().row(row).next();
                if let (Some(cells), Some((at, _))) = (cells, first) {
                    above.clone_from(&cells);
                    rows.push(Row {
                        about,
                        has_section: head.columns.values().any(|c| *c == Column::Section),
                        cells,
                        first: self.at(at),
                        sheet: self.name(),
                    });
                }
            } else {
                titles.extend(self.grid().row(row).map(|(_, text)| text.text()));
            }
        }
        if head.is_none() {
            let cell = self
                .grid()
                .cells()
                .next()
                .map_or(self.place.clone(), |(at, _)| self.at(at));
            let message = format!(
                "工作表“{}”里没有认出“科室名称”“岗位名称”“姓名”一类的栏名，没有读",
                self.sheet.name
            );
            findings.push(Diagnostic::new(&checks::UNREAD, cell, message));
        }
    }

    /// The cells of a row below the heads; none where it says nothing of its own.
    fn cells(
        &self,
        row: u32,
        head: &Head,
        above: &BTreeMap<Column, Said>,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<BTreeMap<Column, Said>> {
        if self.is_beside(row) {
            return None;
        }
        let (mut cells, mut own) = (BTreeMap::new(), false);
        for (col, column) in &head.columns {
            let at = CellRef::new(row, *col);
            let anchor = self.grid().anchor(at);
            let Some(value) = self.grid().get(anchor).filter(|_| anchor.col == *col) else {
                continue;
            };
            let unreadable = matches!(
                value,
                CellValue::Error(_) | CellValue::NoResult | CellValue::Picture
            );
            if unreadable {
                if anchor == at {
                    let message = format!("“{}”一栏的这一格读不出来", column.title());
                    findings.push(Diagnostic::new(&checks::UNREADABLE, self.at(at), message));
                }
                continue;
            }
            let text = text::clean(&value.display());
            let key = text::key(&text);
            if self.policy.words.blanks.exact(&key).is_some() {
                continue;
            }
            own |= anchor == at;
            let at = self.at(anchor);
            let here = Said::new(text, at);
            let said = match above.get(column) {
                Some(said) if self.policy.words.dittos.exact(&key).is_some() => {
                    here.with(said.text.clone())
                }
                _ => here,
            };
            cells.insert(*column, said);
        }
        own.then_some(cells)
    }

    /// Whether a row is none of the table: a note, a signature, a total, an example.
    fn is_beside(&self, row: u32) -> bool {
        let words = &self.policy.words;
        let mut cells = self.grid().row(row);
        let Some((_, first)) = cells.next() else {
            return true;
        };
        let note = first.text().split_once(['：', ':']);
        let is_note =
            note.is_some_and(|(label, _)| words.footers.exact(&text::label_key(label)).is_some());
        let is_example = words
            .examples
            .exact(&text::label_key(&text::without_brackets(&first)));
        is_note || is_example.is_some() || words.totals.exact(first.label()).is_some()
    }
}
