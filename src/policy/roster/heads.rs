//! The rows of heads in a roster book: what each column says, and from that what the rows below are about.

use std::collections::BTreeMap;

use super::super::roster_words::Column;
use super::checks;
use super::page::{About, Page};
use crate::diagnostic::Diagnostic;
use crate::location::CellRef;
use crate::model::Field;
use crate::text;

/// Rows below a head that are looked at.
const LOOKED_AT: u32 = 30;

/// A row of heads.
pub struct Head {
    /// None where nobody can tell who or which section the rows are about.
    pub about: Option<About>,
    /// Its columns.
    pub columns: BTreeMap<u32, Column>,
}

impl Page<'_> {
    /// The columns of a row of heads; none where it is none. Below the heads only a row of nothing else is one again.
    pub fn columns(&self, row: u32, before: Option<&Head>) -> Option<BTreeMap<u32, Column>> {
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

    /// The finding of a sheet whose heads ask for 风险点: a self-check form.
    pub fn self_check(&self) -> Option<Diagnostic> {
        let asks = |label: &str| {
            let label = self.policy.labels.get(label);
            label.is_some_and(|label| label.field == Field::Risk)
        };
        let mut rows = self.grid().rows().into_iter();
        let in_row = |row| {
            let cells: Vec<_> = self.grid().row(row).collect();
            let (at, text) = cells.iter().find(|(_, text)| asks(text.label()))?;
            (cells.len() > 1).then(|| (*at, text.text().to_owned()))
        };
        let (at, written) = rows.find_map(in_row)?;
        let message = format!(
            "工作表“{}”有“{written}”一栏，像是自查表，不是花名册，没有读",
            self.sheet.name
        );
        Some(Diagnostic::new(&checks::SELF_CHECK, self.at(at), message).found(written))
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
    pub fn head(
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
        let named = has(&all, Column::Person) || about == Some(About::Leaders);
        if !named {
            self.tell_names(row, findings);
        }
        Head { about, columns }
    }

    /// Tells of the columns below a head nobody knows that may hold names.
    fn tell_names(&self, row: u32, findings: &mut Vec<Diagnostic>) {
        let heads = self.grid().row(row);
        for (at, label) in heads.filter(|(_, label)| self.column(label.label()).is_none()) {
            let below = (row + 1..=row + LOOKED_AT)
                .filter_map(|row| self.grid().written(CellRef::new(row, at.col)))
                .filter(|cell| !cell.is_empty());
            let below: Vec<bool> = below.map(|cell| may_be_name(&cell)).collect();
            let names = below.iter().filter(|may_be| **may_be).count();
            if names > 0 && names * 2 >= below.len() {
                let message = format!(
                    "“{}”一栏像是姓名，栏名没有认出，没有读",
                    text::excerpt(&label, 20)
                );
                findings.push(Diagnostic::new(&checks::UNKNOWN_HEAD, self.at(at), message));
            }
        }
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
}

/// Whether a text is as short as a name, and nothing but Chinese characters.
fn may_be_name(written: &str) -> bool {
    let key = text::key(written);
    let is_han = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}' | '·');
    (2..=4).contains(&key.chars().count()) && key.chars().all(is_han)
}
