//! The sheets of a roster book as rows: what each row is about is told by the heads of its columns, whoever made the book.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::roster_words::Column;
use super::super::settings::Policy;
use super::checks;
use crate::diagnostic::{Check, Diagnostic};
use crate::location::{CellRef, Place};
use crate::model::Field;
use crate::reader::{CellValue, Grid, Sheet, Visibility, Workbook};
use crate::text;

/// A text with the place where it stands.
#[derive(Clone, Debug)]
pub struct Said {
    /// The text.
    pub text: String,
    /// Its cell; of the name of a sheet, the sheet.
    pub at: Place,
}

impl Said {
    /// A finding at this place.
    pub fn finding(&self, check: &Check, message: String) -> Diagnostic {
        Diagnostic::new(check, self.at.clone(), message).found(self.text.as_str())
    }
}

/// What the rows of a table are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Sections.
    Sections,
    /// Posts of sections.
    Posts,
    /// People, with what is said of their sections beside them.
    People,
    /// Leaders of the unit.
    Leaders,
}

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

/// The rows of all sheets that are shown, and what is wrong with them. `file` is the name people know the book by.
pub fn rows(workbook: &Workbook, file: &Arc<str>, policy: &Policy) -> (Vec<Row>, Vec<Diagnostic>) {
    let (mut rows, mut findings) = (Vec::new(), Vec::new());
    for sheet in &workbook.sheets {
        let guides = &policy.roster_words.guide_sheets;
        let explains = guides.iter().any(|word| sheet.name.contains(word.as_str()));
        if sheet.visibility != Visibility::Visible || sheet.grid.is_empty() || explains {
            continue;
        }
        let page = Page {
            sheet,
            place: Place::sheet(file, &sheet.name),
            policy,
        };
        page.read(&mut rows, &mut findings);
    }
    (rows, findings)
}

/// A sheet.
struct Page<'a> {
    sheet: &'a Sheet,
    place: Place,
    policy: &'a Policy,
}

/// A row of heads.
struct Head {
    /// None where nobody can tell who or which section the rows are about.
    about: Option<About>,
    columns: BTreeMap<u32, Column>,
}

impl Page<'_> {
    const fn grid(&self) -> &Grid {
        &self.sheet.grid
    }

    fn at(&self, cell: CellRef) -> Place {
        Place {
            cell: Some(cell),
            ..self.place.clone()
        }
    }

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

    fn name(&self) -> Said {
        Said {
            text: self.sheet.name.to_string(),
            at: self.place.clone(),
        }
    }

    /// The columns of a row of heads; none where it is none. Below the heads only a row of nothing else is one again.
    fn columns(&self, row: u32, before: Option<&Head>) -> Option<BTreeMap<u32, Column>> {
        let cells: Vec<_> = self.grid().row(row).collect();
        let known = cells.iter();
        let known = known.filter_map(|(at, text)| Some((at.col, self.column(text.label())?)));
        let known: Vec<(u32, Column)> = known.collect();
        let whole = known.len() == cells.len();
        let columns = known
            .into_iter()
            .filter(|(_, column)| *column != Column::Other);
        let mut columns: BTreeMap<u32, Column> = columns.collect();
        let several = columns.len() > 1 && before.is_none();
        if columns.is_empty() || !(whole || several) {
            return None;
        }
        // What is merged down from the row of heads above is a head of this one too.
        for (col, column) in before.into_iter().flat_map(|head| &head.columns) {
            let at = CellRef::new(row, *col);
            if self.grid().anchor(at) != at {
                columns.entry(*col).or_insert(*column);
            }
        }
        let keys = [Column::Section, Column::Person];
        columns
            .values()
            .any(|c| keys.contains(c))
            .then_some(columns)
    }

    /// What a column headed like this says; none where it is no head.
    fn column(&self, label: &str) -> Option<Column> {
        let own = self.policy.roster_words.column(label);
        own.or_else(|| {
            Some(match self.policy.labels.get(label)?.field {
                Field::Section => Column::Section,
                Field::Post => Column::Post,
                Field::Person => Column::Person,
                Field::Head => Column::Head,
                Field::Leader => Column::Leader,
                _ => Column::Other,
            })
        })
    }

    /// The heads without those of which two say the same, and what the rows below are about.
    fn head(
        &self,
        row: u32,
        mut columns: BTreeMap<u32, Column>,
        titles: &str,
        findings: &mut Vec<Diagnostic>,
    ) -> Head {
        let all = columns.clone();
        let written = |col: &u32| {
            let at = self.grid().anchor(CellRef::new(row, *col));
            self.grid().written(at).map_or("", |w| w.text()).to_owned()
        };
        for (col, column) in &all {
            let mut same = all.iter().filter(|(other, c)| *c == column && *other < col);
            if let Some((first, _)) = same.next() {
                let message = format!(
                    "“{}”和“{}”两栏都是“{}”的意思，两栏都没有读",
                    text::excerpt(&written(first), 20),
                    text::excerpt(&written(col), 20),
                    column.title()
                );
                let at = self.at(CellRef::new(row, *col));
                findings.push(Diagnostic::new(&checks::TWO_HEADS, at, message));
                columns.remove(first);
                columns.remove(col);
            }
        }
        // 职务 is what a person is called; it is his post where nothing else says it.
        let has = |columns: &BTreeMap<u32, Column>, wanted| columns.values().any(|c| *c == wanted);
        let about = self.about(&columns, titles);
        let keys = [Column::Section, Column::Person];
        let mut keys = keys.iter().filter(|key| has(&all, **key));
        let about = keys.all(|key| has(&columns, *key)).then_some(about);
        if about != Some(About::Leaders) && !has(&columns, Column::Post) {
            for column in columns.values_mut().filter(|c| **c == Column::Title) {
                *column = Column::Post;
            }
        }
        Head { about, columns }
    }

    fn about(&self, columns: &BTreeMap<u32, Column>, titles: &str) -> About {
        let has = |wanted: &[Column]| columns.values().any(|c| wanted.contains(c));
        let leaders = || {
            let titles = text::key(titles);
            let mut words = self.policy.roster_words.leaders_sheets.iter();
            words.any(|word| titles.contains(&text::key(word)))
        };
        let of_section = [Column::Kind, Column::Aliases, Column::Leader, Column::Head];
        if has(&[Column::Person]) {
            let alone = !has(&[Column::Section]);
            if alone && (has(&[Column::Role]) || leaders()) {
                return About::Leaders;
            }
            About::People
        } else if has(&[Column::Post]) && !has(&of_section) {
            About::Posts
        } else {
            About::Sections
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
            let said = match above.get(column) {
                Some(said) if self.policy.words.dittos.exact(&key).is_some() => Said {
                    text: said.text.clone(),
                    at,
                },
                _ => Said { text, at },
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
