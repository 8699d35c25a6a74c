//! A form while defects are planted into it: cells and truth are changed together, so that both stay right.

use std::collections::BTreeSet;

use crate::location::CellRef;
use crate::model::{Field, Level};
use crate::sample::bureau::Office;
use crate::sample::layout::{Draft, Job, Layout, Page, Says, Table};
use crate::sample::rng::Rng;
use crate::sample::truth::{EntryTruth, FindingTruth};
use crate::writer::{CellSpec, Content, StyleRole};

/// An entry of the form: its page and its number there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// The page.
    pub page: usize,
    /// The entry on the page.
    pub entry: usize,
}

/// A form in the making.
pub struct Bench<'a> {
    /// The form.
    pub draft: &'a mut Draft,
    /// What it was made from.
    pub job: &'a Job<'a>,
    /// Its layout.
    pub layout: Layout,
    /// All sections of the bureau.
    pub offices: &'a [Office],
    /// Chance for small choices.
    pub rng: Rng,
    /// Whether the entries must stay as they are.
    pub closed: bool,
    /// A field that has two columns: where one is blank the other may speak for it.
    pub doubled: Option<Field>,
    taken: BTreeSet<At>,
    code: &'static str,
    what: &'static str,
}

impl<'a> Bench<'a> {
    /// A form to be spoiled.
    pub fn new(
        draft: &'a mut Draft,
        job: &'a Job<'a>,
        layout: Layout,
        offices: &'a [Office],
    ) -> Self {
        Self {
            draft,
            job,
            layout,
            offices,
            rng: job.rng.clone(),
            closed: false,
            doubled: None,
            taken: BTreeSet::new(),
            code: "",
            what: "",
        }
    }

    /// The defect that is planted next.
    pub fn take_up(&mut self, code: &'static str, what: &'static str) {
        self.code = code;
        self.what = what;
    }

    /// Whether the form is a Word document.
    pub fn is_document(&self) -> bool {
        self.layout.form().document
    }

    /// Every entry.
    pub fn all(&self) -> Vec<At> {
        let pages = self.draft.pages.iter().enumerate();
        let entries = pages.flat_map(|(page, p)| {
            let count = p.entries.len();
            (0..count).map(move |entry| At { page, entry })
        });
        entries.collect()
    }

    /// Whether an entry may get a defect: it has none yet, and a level.
    pub fn is_free(&self, at: At) -> bool {
        !self.closed && !self.taken.contains(&at) && self.entry(at).level.is_some()
    }

    /// Keeps an entry from getting another defect.
    pub fn take(&mut self, at: At) {
        self.taken.insert(at);
    }

    /// The page of an entry.
    pub fn page(&self, at: At) -> &Page {
        &self.draft.pages[at.page]
    }

    /// An entry.
    pub fn entry(&self, at: At) -> &EntryTruth {
        &self.draft.pages[at.page].entries[at.entry]
    }

    /// An entry, to be changed.
    pub fn entry_mut(&mut self, at: At) -> &mut EntryTruth {
        &mut self.draft.pages[at.page].entries[at.entry]
    }

    /// Whether an entry has this level.
    pub fn is_level(&self, at: At, level: Level) -> bool {
        self.entry(at).level == Some(level)
    }

    /// The table an entry stands in.
    pub fn table(&self, at: At) -> Option<&Table> {
        let row = self.entry(at).row - 1;
        let tables = self.page(at).tables.iter();
        tables.rev().find(|t| t.head.last.row < row)
    }

    /// Whether an entry says something in columns that are no fields by themselves.
    pub fn has_asides(&self, at: At) -> bool {
        let columns = self.table(at).map(|t| &t.columns);
        columns.is_some_and(|all| all.iter().any(|c| c.aside.is_some()))
    }

    /// The entry below in the same table.
    pub fn below(&self, at: At) -> Option<At> {
        self.same_table(at, at.entry + 1)
    }

    /// The entry above in the same table.
    pub fn above(&self, at: At) -> Option<At> {
        self.same_table(at, at.entry.checked_sub(1)?)
    }

    fn same_table(&self, at: At, entry: usize) -> Option<At> {
        let other = At { entry, ..at };
        self.page(at).entries.get(entry)?;
        let head = |at| self.table(at).map(|t| t.head);
        (head(other) == head(at)).then_some(other)
    }

    /// What stands in a cell.
    pub fn shown(&self, page: usize, cell: CellRef) -> String {
        let cells = &self.draft.pages[page].sheet.cells;
        let found = cells.iter().rev().find(|c| c.at == cell);
        found.map_or_else(String::new, |c| c.content.shown().into_owned())
    }

    /// Writes into a cell of the sheet that is there already.
    pub fn put(&mut self, page: usize, cell: CellRef, content: impl Into<Content>) {
        let content = content.into();
        let cells = self.draft.pages[page].sheet.cells.iter_mut();
        for spec in cells.filter(|c| c.at == cell) {
            // A cell that holds no date any more has lost the look of one.
            spec.style = match (&content, spec.style) {
                (Content::Date(_), _) => StyleRole::Date,
                (_, StyleRole::Date) => StyleRole::Body,
                (_, style) => style,
            };
            spec.content = content.clone();
        }
    }

    /// Whether a field is written 同上.
    pub fn is_ditto(&self, at: At, field: Field) -> bool {
        let cell = self.entry(at).cells.get(&field).copied();
        cell.is_some_and(|cell| self.shown(at.page, cell) == self.job.manner.ditto)
    }

    /// The cell of a field, if it speaks for this entry alone: not merged with others, not referred to by 同上.
    pub fn own(&self, at: At, field: Field) -> Option<CellRef> {
        let cell = *self.entry(at).cells.get(&field)?;
        let entries = self.page(at).entries.iter();
        let users = entries
            .filter(|e| e.cells.get(&field) == Some(&cell))
            .count();
        let referred = self
            .below(at)
            .is_some_and(|below| self.is_ditto(below, field));
        // On forms with three rows to an entry the manifestations stand in three cells.
        let split = self.layout == Layout::ThreeRows && field == Field::Manifestation;
        let alone = users == 1 && self.doubled != Some(field);
        (alone && !referred && !split).then_some(cell)
    }

    /// Writes a text into the own cell of a field, which a perfect reader reads as it stands.
    pub fn say(&mut self, at: At, field: Field, text: &str) -> Option<CellRef> {
        self.say_as(at, field, text, text)
    }

    /// Writes `written` into the own cell of a field, which a perfect reader reads as `text`.
    pub fn say_as(&mut self, at: At, field: Field, written: &str, text: &str) -> Option<CellRef> {
        let cell = self.own(at, field)?;
        self.put(at.page, cell, written);
        let told = Some(text.to_owned()).filter(|t| !t.is_empty());
        let entry = self.entry_mut(at);
        match field {
            Field::Section => text.clone_into(&mut entry.section),
            Field::Post => entry.post = told,
            Field::Person => entry.person = told,
            Field::Matter => entry.matter = told,
            Field::Risk => text.clone_into(&mut entry.risk),
            Field::Measures => text.clone_into(&mut entry.measures),
            Field::Level => {
                text.clone_into(&mut entry.level_text);
                entry.level = None;
            }
            field if field.is_answer() => {
                entry.answers = entry.answers.map(|a| a.without(field, told.is_some()));
            }
            _ => {}
        }
        Some(cell)
    }

    /// Writes one of the words into the own cell of a field and reports it.
    pub fn write(&mut self, at: At, field: Field, words: &[&str]) -> bool {
        let word = match words {
            [only] => *only,
            several => *self.rng.pick(several),
        };
        let cell = self.say(at, field, word);
        self.found_at(at, cell)
    }

    /// Reports the defect in hand at a cell of an entry, which then gets no other; false where there is no cell.
    pub fn found_at(&mut self, at: At, cell: Option<CellRef>) -> bool {
        if cell.is_some() {
            self.take(at);
            self.report(at.page, cell);
        }
        cell.is_some()
    }

    /// Reports the defect in hand at a cell, or for a whole sheet.
    pub fn report(&mut self, page: usize, cell: Option<CellRef>) {
        self.report_as(page, cell, self.code, self.what);
    }

    /// Reports what a defect brings with it.
    pub fn report_as(
        &mut self,
        page: usize,
        cell: Option<CellRef>,
        code: &'static str,
        what: &'static str,
    ) {
        let page = &mut self.draft.pages[page];
        page.findings.push(FindingTruth {
            sheet: Some(page.sheet.name.clone()),
            cell,
            code,
            what,
        });
    }

    /// Reports the defect in hand for a hidden sheet.
    pub fn report_hidden(&mut self, sheet: &str) {
        self.draft.pages[0].findings.push(FindingTruth {
            sheet: Some(sheet.to_owned()),
            cell: None,
            code: self.code,
            what: self.what,
        });
    }

    /// The first note that says this: its page, its number there, its cell and its words.
    pub fn note(&self, says: Says) -> Option<(usize, usize, CellRef, String)> {
        let pages = self.draft.pages.iter().enumerate();
        let mut notes =
            pages.flat_map(|(p, page)| page.notes.iter().enumerate().map(move |n| (p, n)));
        let (page, (number, note)) = notes.find(|(_, (_, note))| note.says == says)?;
        Some((page, number, note.at, note.value.clone()))
    }

    /// Writes other words into a note, here and where printed pages repeat it.
    pub fn reword(&mut self, page: usize, number: usize, content: impl Into<Content>) {
        let content = content.into();
        let note = &mut self.draft.pages[page].notes[number];
        let new = content.shown().into_owned();
        let (at, old) = (note.at, std::mem::replace(&mut note.value, new.clone()));
        let line = self.shown(page, at);
        let whole = line == old;
        let sheet = &mut self.draft.pages[page].sheet;
        let same = |c: &&mut CellSpec| c.at.col == at.col && c.content.shown() == line;
        for cell in sheet.cells.iter_mut().filter(same) {
            cell.content = if whole {
                content.clone()
            } else {
                Content::text(line.replacen(&old, &new, 1))
            };
        }
    }
}
