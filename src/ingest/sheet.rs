//! One sheet: its tables with what they say, the account of its cells, and what was found wrong.

use std::sync::Arc;

use super::annex::{Called, Named, OtherPart, contents};
use super::apart;
use super::cells;
use super::gathered::{Before, Gathered};
use super::kind::{self, Title};
use super::listed::Table;
use super::locate::{Layout, locate};
use super::located::Located;
use super::overall;
use super::surroundings::Surroundings;
use super::table::TableReader;
use super::view::View;
use super::{
    by_number, checks, continued, drop_downs, family, heard, introduced, joined, nearest, noted,
    outside, subject, title_line, unread,
};
use crate::diagnostic::Diagnostic;
use crate::location::{CellRef, Place};
use crate::model::{Claim, Entry, Field, FormSheet, FormTable, Value};
use crate::policy::Lookup;
use crate::reader::Sheet;
use crate::text;

/// Parts of a sheet of which it is told what they are nearest to; of sheets with more nobody reads it.
const MOST_TOLD: usize = 10;

/// Reads the sheets of one file.
pub struct SheetReader<'a> {
    /// The file.
    pub file: &'a Arc<str>,
    /// Its name without folders and ending.
    pub stem: &'a str,
    /// Whether its sheets are named after persons.
    pub of_persons: bool,
    /// The policy.
    pub lookup: &'a Lookup<'a>,
}

impl SheetReader<'_> {
    /// Reads a sheet; `last` says that none follows.
    pub fn read(&self, sheet: &Sheet, last: bool, said: &mut Gathered) {
        let bounds = &self.lookup.policy().bounds;
        let whole = View::new(&sheet.grid, bounds.hidden_rows, bounds.hidden_columns);
        let family = family::rows(whole);
        let view = whole.without(&family);
        let place = Place::sheet(self.file, &sheet.name);
        let earlier = said.before.as_ref().map(|table| table.columns.as_slice());
        let lists = drop_downs::only(view, self.lookup);
        let mut layout = if lists {
            Layout::default()
        } else {
            locate(view, self.lookup, self.named(view, &sheet.name), earlier)
        };
        // The tables of a document stand one under the other, as those of one worksheet do.
        let before = said.before.as_ref().filter(|_| sheet.grid.is_in_document());
        let mut around = before.map(|table| table.around.clone());
        if layout.tables.is_empty()
            && !lists
            && let Some(table) = said.before.as_ref()
            && let Some(continued) = continued::located(view, &table.columns, self.lookup)
        {
            let message = format!("工作表“{}”没有表头，按前一张表的栏目读取", sheet.name);
            said.findings
                .push(Diagnostic::new(&checks::CONTINUED, place.clone(), message));
            layout.tables.push(continued);
            around = Some(table.around.clone());
        }
        let mut read = FormSheet::new(&sheet.name);
        let beside = layout.is_empty()
            && sheet.grid.is_in_document()
            && self.belongs_to_tables(view, (&place, last), around.as_ref(), said);
        for at in &layout.tables {
            around = Some(self.table(view, at, &place, around.as_ref(), &mut read, said));
            family::pass_over(&mut read, at.area(), (whole, &family));
        }
        let day = around.as_ref().filter(|_| !layout.tables.is_empty());
        let day = day.and_then(|around| around.day_below(bottom(&read)));
        said.days
            .extend(day.map(|day| (said.sheets.len(), day.clone())));
        said.findings.extend(joined::join(&mut read));
        said.findings
            .extend(self.lines(view, &layout, &place, &mut read));
        said.findings
            .extend(noted::told(&read.tables, &sheet.grid, &place));
        for part in &layout.others {
            self.other(view, part, &place, &mut read, said);
        }
        let rest = if beside {
            Claim::Around
        } else {
            let found = self.around((view, whole), &layout, &place, &mut read);
            said.findings.extend(found);
            let guide = layout.is_empty() && self.is_guide(view, &layout, &sheet.name);
            if guide { Claim::Guide } else { Claim::Outside }
        };
        read.cells = cells::account(whole, &layout, &read, rest);
        said.sheets.push(read);
    }

    /// What title and names call a sheet.
    fn named(&self, view: View<'_>, sheet: &str) -> Named {
        let title = Title::of(view).and(sheet);
        let around = [text::key(sheet), text::key(self.stem)];
        Named {
            ledger: title.names_ledger(self.lookup) || kind::names_ledger(self.stem, self.lookup),
            opinions: around.iter().find_map(|name| Called::by(name)),
        }
    }

    /// Whether a table of a document that holds no entries says whose the tables below it are, or what was decided on those
    /// above it, or when they were signed.
    fn belongs_to_tables(
        &self,
        view: View<'_>,
        (place, last): (&Place, bool),
        before: Option<&Surroundings>,
        said: &mut Gathered,
    ) -> bool {
        let names = (place.sheet.as_deref().unwrap_or_default(), self.stem);
        if !last && let Some(around) = introduced::by(view, names, before, self.lookup) {
            let columns = said.before.take().map_or_else(Vec::new, |b| b.columns);
            said.before = Some(Before { columns, around });
            return true;
        }
        let mut tables: Vec<&mut FormTable> =
            said.sheets.iter_mut().flat_map(|s| &mut s.tables).collect();
        if tables.iter().all(|table| table.entries.is_empty()) {
            return false;
        }
        if let Some(lines) = by_number::alone(view, self.lookup) {
            let found = by_number::settle_alone(&lines, &mut tables, place, self.lookup);
            said.findings.extend(found);
            return true;
        }
        let day = introduced::day(view, names, self.lookup).filter(|_| last);
        let signs = day.is_some();
        said.days.extend(day.map(|day| (said.sheets.len(), day)));
        signs
    }

    /// What the lines around the tables of a sheet say of single entries.
    fn lines(
        &self,
        view: View<'_>,
        layout: &Layout,
        place: &Place,
        read: &mut FormSheet,
    ) -> Vec<Diagnostic> {
        let above = |table: &FormTable| {
            let own = layout.tables.iter().find(|at| at.area() == table.area);
            let rows = own.map_or_else(Vec::new, |at| at.above.clone());
            let zone = own.map_or((0, CellRef::MAX_COL), |at| at.zone);
            (rows, view.within(zone.0, zone.1))
        };
        let mut found = by_number::settle(&mut read.tables, above, view, place, self.lookup);
        let tables = read.tables.iter();
        let apart = tables.filter_map(|table| apart::below(table, view, place, self.lookup));
        found.extend(apart);
        let tables = read.tables.iter();
        let overall = tables.map(|table| overall::told(table, above(table), place, self.lookup));
        found.extend(overall.flatten());
        found
    }

    /// Reads a table of entries, or notes that it was left out; what stands around it.
    fn table(
        &self,
        view: View<'_>,
        at: &Located,
        place: &Place,
        before: Option<&Surroundings>,
        read: &mut FormSheet,
        said: &mut Gathered,
    ) -> Surroundings {
        let mut findings = Vec::new();
        let reader = TableReader {
            place,
            stem: self.stem,
            of_persons: self.of_persons,
            lookup: self.lookup,
        };
        let (mut table, around) = reader.read(view, at, before, &mut findings);
        heard::note(&mut table.entries, self.lookup);
        let mut around = around;
        if view.grid().is_in_document() && at.card.is_some() {
            for (field, value) in shared(&table.entries) {
                around.add(field, value);
            }
        }
        said.before = Some(Before {
            columns: table.columns.clone(),
            around: around.clone(),
        });
        if let Some(left_out) = kind::left_out(&table, self.stem, place, self.lookup) {
            // Said once of the sheet, whatever the number of its tables.
            let same = |f: &Diagnostic| {
                f.code == left_out.code && f.found == left_out.found && f.place.sheet == place.sheet
            };
            if !said.findings.iter().any(same) {
                said.findings.push(left_out);
            }
            read.others.push(table.without_entries());
        } else {
            said.findings.extend(findings);
            read.tables.push(table);
        }
        around
    }

    /// Reads a table of another kind.
    fn other(
        &self,
        view: View<'_>,
        part: &OtherPart,
        place: &Place,
        read: &mut FormSheet,
        said: &mut Gathered,
    ) {
        let title = title_line::title(view, &part.above, self.lookup).unzip().1;
        let at = Place {
            cell: Some(part.area().first),
            ..place.clone()
        };
        if let Some(found) = subject::other(title.as_deref(), self.stem, &[], &at, self.lookup) {
            said.findings.push(found);
            read.others.push(part.describe(view, title));
            return;
        }
        let table = Table {
            view: View::new(view.grid(), true, true).within(part.zone.0, part.zone.1),
            place: place.clone(),
            lookup: self.lookup,
        };
        contents::read(part, &table, &mut said.annex, &mut said.findings);
        said.findings
            .extend(kind::unregistered(part.head.kind(), at));
        read.others.push(part.describe(view, title));
    }

    /// What was found outside the tables. A sheet without any is told by its title, where it has one.
    fn around(
        &self,
        (view, whole): (View<'_>, View<'_>),
        layout: &Layout,
        place: &Place,
        read: &mut FormSheet,
    ) -> Vec<Diagnostic> {
        let guide = self.is_guide(view, layout, &read.name);
        if layout.is_empty() && guide {
            return Vec::new();
        }
        if layout.is_empty()
            && let Some((kind, told)) =
                Title::of(view)
                    .and(&read.name)
                    .told(self.stem, place, self.lookup)
        {
            read.others.extend(kind::unread(view, kind));
            return vec![told];
        }
        let mut found = outside::unreadable(view, &layout.tables, place);
        found.extend(outside::covered(view, place));
        let blocks = unread::blocks_outside(view, layout, self.lookup);
        found.extend(outside::text_outside(whole, layout, &blocks, place));
        if !guide {
            found.extend(blocks.iter().enumerate().map(|(number, block)| {
                let told = (number < MOST_TOLD)
                    .then(|| nearest::of_rows(view, *block, self.lookup))
                    .flatten();
                unread::finding(view, *block, place, told.as_deref())
            }));
        }
        found
    }

    /// Whether a name or a line is that of explanations or choices.
    fn names_guide(&self, text: &str) -> bool {
        let words = &self.lookup.policy().words.guide_titles;
        words.within(&text::key(text)).is_some()
    }

    /// Whether a sheet explains how to fill in the form: by its name, or by its first line where nothing on it looks like
    /// a table.
    fn is_guide(&self, view: View<'_>, layout: &Layout, name: &str) -> bool {
        let first = || view.grid().cells().next().map(|(_, value)| value.display());
        self.names_guide(name)
            || (layout.is_empty()
                && first().is_some_and(|line| self.names_guide(&line))
                && unread::blocks_outside(view, layout, self.lookup).is_empty())
    }
}

/// The last row of the entries of a sheet.
fn bottom(read: &FormSheet) -> u32 {
    let entries = read.tables.iter().flat_map(|t| &t.entries);
    entries.map(|e| e.rows.last).max().unwrap_or(0)
}

/// What all entries of a card say of the person: a card below it in a document that does not is of the same one.
fn shared(entries: &[Entry]) -> Vec<(Field, Value)> {
    let fields = [Field::Section, Field::Post, Field::Person];
    let said = |field: Field| {
        let first = entries.first()?.values.get(&field)?;
        let same = |e: &Entry| e.text(field) == Some(&*first.text);
        entries.iter().all(same).then(|| (field, first.clone()))
    };
    fields.into_iter().filter_map(said).collect()
}
