//! The levels that what stands around a table gives to all its entries.

use std::collections::BTreeSet;

use super::super::elsewhere;
use super::super::header::Head;
use super::super::level_column;
use super::super::located::Located;
use super::super::view::View;
use super::{Names, Surroundings};
use crate::location::CellRef;
use crate::model::{Column, Field, Origin, Value};
use crate::policy::Lookup;
use crate::reader::Written;

impl Surroundings {
    /// The levels that lines around a table state: beside a column of levels only on a person's form.
    pub(super) fn take_levels(
        &mut self,
        stated: Vec<(Field, Value)>,
        (view, at): (View<'_>, &Located),
        names: Names<'_>,
        lookup: &Lookup<'_>,
    ) {
        let head = &at.head;
        let is_level = |c: &Column| c.field.is_some_and(Field::is_level);
        if !head.columns.iter().any(is_level) {
            let last = at.above.last().map(|row| view.whole_row(*row));
            let heading = match last.as_deref() {
                Some([line]) => Some(*line),
                _ => at.beside(view),
            };
            self.find_levels(stated, heading, names.sheet, lookup);
        } else if self.is_personal(head, names)
            && (self.has(Field::Person) || self.titled_personal(names))
        {
            self.take_levels_of_others(stated, head, lookup);
        }
    }

    /// Levels that the section or the leading group gives on one line of a person's form, which has a column for its own:
    /// they are those of all its entries.
    fn take_levels_of_others(
        &mut self,
        stated: Vec<(Field, Value)>,
        head: &Head,
        lookup: &Lookup<'_>,
    ) {
        let columns = head.columns.iter();
        let asked: BTreeSet<Field> = columns
            .filter_map(|c| {
                c.field
                    .map(|field| level_column::own(field, Some(c), lookup))
            })
            .collect();
        for (field, value) in stated {
            if field != Field::Level && !asked.contains(&field) && !self.has(field) {
                self.values.push((field, value));
            }
        }
    }

    /// Levels of a table that has no column for them: what lines around it state, or else the heading right above it, or the
    /// name of its sheet.
    fn find_levels(
        &mut self,
        stated: Vec<(Field, Value)>,
        heading: Option<(CellRef, Written<'_>)>,
        sheet: &str,
        lookup: &Lookup<'_>,
    ) {
        for (field, value) in stated {
            self.add(field, value);
        }
        if !self.values.iter().any(|(field, _)| field.is_level())
            && let Some((cell, line)) = heading
            && let Some(level) = elsewhere::of_heading(&line, lookup)
        {
            let value = Value::new(line.text(), &level, Some(cell), Origin::Group);
            self.values.push((Field::Level, value));
        }
        if !self.values.iter().any(|(field, _)| field.is_level())
            && let Some((title, level)) = self.level_of_title(lookup)
        {
            let value = Value::new(title, &level, self.title_at, Origin::Title);
            self.values.push((Field::Level, value));
        }
        if !self.values.iter().any(|(field, _)| field.is_level())
            && let Some(level) = elsewhere::of_heading(sheet, lookup)
        {
            let value = Value::new(sheet, &level, None, Origin::SheetName);
            self.values.push((Field::Level, value));
        }
    }
    /// The level in a title behind the section: 预算科一级廉政风险点清单.
    fn level_of_title(&self, lookup: &Lookup<'_>) -> Option<(String, String)> {
        let title = self.title.clone()?;
        let (_, rest) = title.split_once(self.section()?)?;
        let level = elsewhere::of_heading(rest, lookup)?;
        Some((title, level))
    }
}
