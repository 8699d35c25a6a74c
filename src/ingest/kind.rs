//! What tables and files are for. A table is known by its head; only where the head fits several uses its own title
//! decides, and what stands on other sheets decides nothing.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::annex::{Called, LEDGER_UNREAD, OPINIONS_UNREAD, SHEET_UNREAD};
use super::gathered::Gathered;
use super::view::View;
use super::{checks, subject};
use crate::diagnostic::{Check, Diagnostic};
use crate::location::{Area, CellRef, Place};
use crate::model::{Field, FormKind, FormSheet, FormTable, OtherTable};
use crate::policy::{Lookup, WordSet};
use crate::text;

/// Rows at the top of a sheet in which a title is looked for.
const TITLE_ROWS: u32 = 3;
/// A row with more cells is a head, or says several things.
const MOST_CELLS: usize = 2;
/// A longer line is no title.
const LONGEST_TITLE: usize = 40;

/// Why a table of entries is not registered, by its own title or the names around it; none if it is.
pub fn left_out(
    table: &FormTable,
    stem: &str,
    place: &Place,
    lookup: &Lookup<'_>,
) -> Option<Diagnostic> {
    let place = Place {
        cell: table.title_at.or(Some(table.area.first)),
        ..place.clone()
    };
    let title = table.title.as_deref();
    let sections = table.entries.iter().filter_map(|e| e.text(Field::Section));
    let sections: Vec<&str> = sections.collect();
    if let Some(found) = subject::other(title, stem, &sections, &place, lookup) {
        return Some(found);
    }
    result(&text::key(title?), place, lookup)
}

/// The finding of a table whose title says that it was worked out from a register; none where it says nothing of the kind.
fn result(title: &str, place: Place, lookup: &Lookup<'_>) -> Option<Diagnostic> {
    let (word, _) = lookup.policy().words.result_titles.within(title)?;
    let message = format!(
        "标题里有“{word}”，这是由登记表算出来的结果，没有作为自查表登记。要交自查表的，请改正标题；不是自查表的，请移出收表文件夹"
    );
    Some(Diagnostic::new(&checks::OTHER_KIND, place, message).found(word))
}

/// Why a table of another kind is not read where it stands; none if it is read.
pub fn unregistered(kind: FormKind, place: Place) -> Option<Diagnostic> {
    let (check, message) = match kind {
        FormKind::Review => (
            &checks::OTHER_KIND,
            "这是评审表，没有作为自查表登记；其中的决定，放在“结果”文件夹里的在写出结果时带入（命令行：用 --review 带入）",
        ),
        FormKind::Statistics => (&checks::OTHER_KIND, "这是计数的统计表，没有作为自查表登记"),
        FormKind::Unknown => (
            &checks::SELF_CHECK_OR_LEDGER,
            "表头既像自查表又像台账，没有登记，也没有计入台账",
        ),
        _ => return None,
    };
    Some(Diagnostic::new(check, place, message))
}

/// The lines at the top of a sheet in which no table was found.
pub struct Title(Vec<String>, String);

impl Title {
    /// The short lines at the top; sentences are none.
    pub fn of(view: View<'_>) -> Self {
        let rows = view.grid().rows_in(..);
        let rows = rows.take_while(|row| CellRef::new(*row, 0).excel_row() <= TITLE_ROWS);
        let lines = rows.map(|row| view.whole_row(row));
        let lines = lines.filter(|cells| cells.len() <= MOST_CELLS).flatten();
        let lines = lines.map(|(_, line)| line.folded().to_owned());
        let is_title = |line: &String| {
            line.chars().count() <= LONGEST_TITLE && !line.contains(['。', ';', '；'])
        };
        Self(lines.filter(is_title).collect(), String::new())
    }

    /// The same with the sheet's name, which counts for ledgers alone.
    pub fn and(mut self, name: &str) -> Self {
        self.1 = text::key(name);
        self
    }

    /// Whether title or name call the sheet a ledger.
    pub fn names_ledger(&self, lookup: &Lookup<'_>) -> bool {
        let words = &lookup.policy().words.ledger_titles;
        let mut lines = self.0.iter().chain([&self.1]);
        lines.any(|line| words.within(line).is_some())
    }

    /// What the sheet is by its title, and the finding that says that nothing was read of it.
    pub fn told(
        &self,
        stem: &str,
        place: &Place,
        lookup: &Lookup<'_>,
    ) -> Option<(FormKind, Diagnostic)> {
        let words = &lookup.policy().words;
        let title = self.0.first().map(String::as_str);
        if let Some(found) = subject::other(title, stem, &[], place, lookup) {
            return Some((FormKind::Unknown, found));
        }
        let named = |set: &WordSet| self.0.iter().any(|line| set.within(line).is_some());
        let unread = |check: &Check| {
            Diagnostic::new(check, place.clone(), format!("{}，没有读取", check.title))
        };
        let mut results = self.0.iter();
        if let Some(found) = results.find_map(|line| result(line, place.clone(), lookup)) {
            return Some((FormKind::Unknown, found));
        }
        if named(&words.score_titles) {
            return Some((FormKind::ScoreSheet, unread(&SHEET_UNREAD)));
        }
        let of_risks = |line: &&String| ["风险", "廉", "互查"].iter().any(|w| line.contains(w));
        let mut called = self.0.iter().filter(of_risks);
        let called = called.find_map(|line| Called::by(line));
        if called.is_some_and(|called| called.voice().is_some()) {
            return Some((FormKind::Opinions, unread(&OPINIONS_UNREAD)));
        }
        self.names_ledger(lookup)
            .then(|| (FormKind::Ledger, unread(&LEDGER_UNREAD)))
    }
}

/// Whether a file's name calls it a ledger.
pub fn names_ledger(stem: &str, lookup: &Lookup<'_>) -> bool {
    let words = &lookup.policy().words.ledger_titles;
    words.within(&text::key(stem)).is_some()
}

/// The finding of a file that its name calls a ledger and in which nothing was found.
pub fn ledger_unread(place: Place) -> Diagnostic {
    Diagnostic::new(
        &LEDGER_UNREAD,
        place,
        format!("{}，没有读取", LEDGER_UNREAD.title),
    )
}

/// A table that its title names and whose head nobody understood.
pub fn unread(view: View<'_>, kind: FormKind) -> Option<OtherTable> {
    let cells = || view.grid().cells().map(|(at, _)| at);
    let area = cells().map(|at| Area::new(at, at)).reduce(Area::around)?;
    Some(OtherTable {
        kind,
        title: None,
        header_rows: Vec::new(),
        area,
        columns: Vec::new(),
        entries: 0,
    })
}

/// The kind of a file, once all its sheets are read: that of its tables where they agree. A consolidated register is known
/// by a title and by several sections; lists made from it repeat what it says and are left out.
pub fn settle(said: &mut Gathered, file: &Arc<str>, own: bool, lookup: &Lookup<'_>) -> FormKind {
    let words = &lookup.policy().words;
    let titled = |table: &FormTable, set: &WordSet| {
        let title = table.title.as_deref().map(text::key);
        title.is_some_and(|title| set.within(&title).is_some())
    };
    let is_register = |table: &FormTable| titled(table, &words.register_titles);
    let is_list = |table: &FormTable| titled(table, &words.list_titles);
    if said.sheets.iter().flat_map(|s| &s.tables).any(is_register) {
        let made_from_it = |sheet: &FormSheet| {
            let mut tables = sheet.tables.iter();
            if own {
                !tables.any(is_register)
            } else {
                tables.len() > 0 && tables.all(is_list)
            }
        };
        let lists = said.sheets.iter().filter(|s| made_from_it(s));
        let lists: Vec<Arc<str>> = lists.map(|s| Arc::clone(&s.name)).collect();
        said.leave_out(&lists, file);
        name_register(&mut said.sheets);
    }
    // The lists that a book of our own makes from its register do not make it a book of several kinds.
    let register = |table: &FormTable| table.kind == FormKind::Register;
    if own && said.sheets.iter().flat_map(|s| &s.tables).any(register) {
        return FormKind::Register;
    }
    of_sheets(&said.sheets)
}

/// 汇总表 of one section is its own report; a consolidated register has several.
fn name_register(sheets: &mut [FormSheet]) {
    let entries = sheets
        .iter()
        .flat_map(|s| &s.tables)
        .flat_map(|t| &t.entries);
    let sections: BTreeSet<&str> = entries.filter_map(|e| e.text(Field::Section)).collect();
    if sections.len() > 1 {
        for table in sheets.iter_mut().flat_map(|s| &mut s.tables) {
            table.kind = FormKind::Register;
        }
    }
}

/// The kind the tables agree on; what nobody could name does not count where something else was named.
fn of_sheets(sheets: &[FormSheet]) -> FormKind {
    let tables = sheets.iter().flat_map(|s| s.tables.iter().map(|t| t.kind));
    let others = sheets.iter().flat_map(|s| s.others.iter().map(|o| o.kind));
    let mut kinds: BTreeSet<FormKind> = tables.chain(others).collect();
    for beside in [FormKind::Unknown, FormKind::Statistics] {
        if kinds.len() > 1 {
            kinds.remove(&beside);
        }
    }
    let first = kinds.pop_first();
    match first {
        Some(kind) if kinds.is_empty() => kind,
        Some(_) => FormKind::Mixed,
        None => FormKind::Unknown,
    }
}
