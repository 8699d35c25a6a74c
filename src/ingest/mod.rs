//! Understanding forms: from the cells of a workbook to tables, entries and findings. Opens no file and decides no policy.
//!
//! `locate` finds the heads, `edge` what stands beside them, `header` names the columns, `rows` gives every row its fate (`body`), `surroundings` reads what stands
//! around a table (`unlabelled` the dates nobody named), `entry` builds the entries, `level`, `date` and `owner` read single
//! notations, `totals` compares what a form says about itself. Parsing returns a value and findings; it never fails (invariant 3).
//!
//! Where no head stands above its contents, `card` reads labels beside theirs, and rows with several risks. Heads are told by
//! their words (`columns`, `doubles`, `loose`) and by the cells below them (`sample`, `stages`); `elsewhere` finds a level that
//! has no column, `under` the rows that still belong to a head, `joined` the measures that stand in a table of their own;
//! `options`, `ticked` and `kind_ticks` read what was chosen, `scales` in what the levels of a column are written;
//! `revoked`, `referred`, `unrepeated`, `objection`, `noted`, `whose_form` say what a person has to look at where it was read;
//! `nearest` says of what was not read what it looks like and what to change.

mod above;
mod against;
mod agreed;
mod agreement;
mod annex;
mod apart;
mod below;
mod bodies;
mod body;
mod brought;
mod by_number;
mod card;
mod cells;
mod checks;
mod choices;
mod closing;
mod columns;
mod continued;
mod counted;
mod date;
mod dated;
mod day_below;
mod decided;
mod doubles;
mod drop_downs;
mod edge;
mod elsewhere;
mod entry;
mod examples;
mod family;
mod filled;
mod gathered;
mod gone;
mod graded;
mod group;
mod head_rows;
mod header;
mod headings;
mod heads;
mod heads_of_two;
mod heads_over_numbers;
mod heard;
mod held;
mod instead;
mod introduced;
mod joined;
mod key;
mod keyvalue;
mod kind;
mod kind_levels;
mod kind_ticks;
mod label;
mod labelled;
mod level;
mod level_column;
mod levels;
mod lines_below;
mod listed;
mod locate;
mod located;
mod loose;
mod measures;
mod named;
mod named_below;
mod names;
mod nearest;
mod noted;
mod objection;
mod opinions;
mod options;
mod outline;
mod outside;
mod overall;
mod own;
mod owner;
mod pages;
mod partners;
mod parts;
mod passed_on;
mod person_names;
mod plain;
mod proven;
mod ranges;
mod rated;
mod rater;
mod ratings;
mod referred;
mod remark;
mod remarked;
mod rest;
mod reversed;
mod review;
mod revised;
mod revoked;
mod roster_book;
mod rows;
mod ruling;
mod said;
mod sample;
mod scales;
mod several;
mod sheet;
mod stacked;
mod stages;
mod staggered;
mod standing;
mod start;
mod subject;
mod surroundings;
mod table;
mod tick;
mod ticked;
mod title_line;
mod together;
mod told_heads;
mod totals;
mod under;
mod under_each;
mod unit;
mod units;
mod unlabelled;
mod unread;
mod unrepeated;
mod view;
mod whose_form;

pub use annex::CHECKS as ANNEX_CHECKS;
pub use checks::ALL as CHECKS;
pub use decided::Decisions;
pub use own::finding as own_book;
pub use passed_on::{PassedOn, PassedOnItem, passed_on};
pub use review::decisions;
pub use standing::{Filled, Standing, StandingRow, StandingSheet, Verdict, standing};
pub use units::keep_apart as keep_units_apart;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::location::Place;
use crate::model::{Annex, Book, FormKind, FormSheet};
use crate::policy::{Lookup, Occasion, Policy, Undated};
use crate::reader::{Sheet, Visibility, Workbook};

/// What a workbook was understood to say.
#[derive(Debug)]
pub struct Understood {
    /// What it is for.
    pub kind: FormKind,
    /// Which book of a result it is, where it is one.
    pub own: Option<Book>,
    /// Its sheets that were read.
    pub sheets: Vec<FormSheet>,
    /// What it holds beside self-check tables.
    pub annex: Annex,
    /// What was found wrong.
    pub findings: Vec<Diagnostic>,
    /// Settings of the user that were of use.
    pub used: BTreeSet<String>,
}

/// The section that a file's name names, known even where the file itself cannot be read.
pub fn section_in_name(file: &str, policy: &Policy) -> Option<String> {
    names::section_in(&stem(file), &Lookup::new(policy))
}

/// A file's name without folders and ending.
fn stem(file: &str) -> String {
    Path::new(file)
        .file_stem()
        .map_or_else(String::new, |s| s.to_string_lossy().into_owned())
}

/// Reads the tables of a workbook. `file` is the name people know it by.
pub fn understand(workbook: &Workbook, file: &Arc<str>, policy: &Policy) -> Understood {
    read(workbook, file, Lookup::new(policy))
}

/// The same on a certain day of a certain year, by which dates without their year are read.
pub fn understand_on(
    workbook: &Workbook,
    file: &Arc<str>,
    (policy, occasion): (&Policy, Occasion),
) -> Understood {
    read(workbook, file, Lookup::on(policy, occasion))
}

fn read(workbook: &Workbook, file: &Arc<str>, lookup: Lookup<'_>) -> Understood {
    let policy = lookup.policy();
    let own = own::book(workbook);
    if let Some(book) = own.filter(|book| *book != Book::Register) {
        return own::left_out(workbook, book, file);
    }
    if roster_book::is_roster(workbook, &lookup) {
        let finding = roster_book::finding(file);
        return own::unread(workbook, FormKind::Roster, finding);
    }
    let stem = stem(file);
    let mut said = gathered::Gathered::default();
    let shown =
        |sheet: &&Sheet| sheet.visibility == Visibility::Visible || policy.bounds.hidden_sheets;
    let reader = sheet::SheetReader {
        file,
        stem: &stem,
        of_persons: named::are_persons(workbook.sheets.iter().filter(shown), &lookup),
        lookup: &lookup,
    };
    let last = workbook.sheets.iter().rposition(|sheet| shown(&sheet));
    for (at, sheet) in workbook.sheets.iter().enumerate() {
        let hidden = outside::hidden_parts(sheet, file, policy);
        said.findings.extend(hidden);
        if shown(&sheet) {
            reader.read(sheet, Some(at) == last, &mut said);
        }
    }
    // The sheets of a book of our own stand for themselves.
    if own.is_none() {
        examples::leave_out(&mut said.sheets, &mut said.findings, file);
        join_tables(&mut said, &lookup);
    }
    let together = workbook.sheets.iter().all(|s| s.grid.is_in_document());
    day_below::carry_up(&mut said.sheets, &said.days, together);
    // The opinions in a book of our own are those its register has.
    if own.is_some() {
        said.annex.opinions.clear();
    }
    let kind = kind::settle(&mut said, file, own.is_some(), &lookup);
    // A register says when it was made, and each of its entries may have come on another day.
    let asked = policy.scoring.undated != Undated::OnTime;
    if asked && matches!(kind, FormKind::SelfCheck | FormKind::Mixed) {
        let undated = dated::missing(&said.sheets, &Place::file(file), &said.findings);
        said.findings.extend(undated);
    }
    if said.is_nothing() {
        // Said once of the whole file.
        let parts = [checks::UNREAD.code, checks::OUTSIDE.code];
        said.findings.retain(|f| !parts.contains(&f.code.as_str()));
        let nearest = nearest::of_sheets(workbook.sheets.iter().filter(shown), &lookup);
        said.findings.push(unread(&nearest, &reader));
    }
    Understood {
        kind,
        own,
        sheets: said.sheets,
        annex: said.annex,
        findings: said.findings,
        used: lookup.into_used(),
    }
}

/// Joins what stands of entries in tables of their own: measures, levels.
fn join_tables(said: &mut gathered::Gathered, lookup: &Lookup<'_>) {
    let unjoined = joined::join_sheets(&mut said.sheets);
    let rated = rated::join(&mut said.sheets, lookup);
    said.findings.retain(|f| !rated.answers(f));
    said.findings.extend(unjoined);
    said.findings.extend(rated.findings);
}

/// What is said of a file of which nothing was read.
fn unread(nearest: &nearest::Nearest, reader: &sheet::SheetReader<'_>) -> Diagnostic {
    let place = Place::file(reader.file);
    if kind::names_ledger(reader.stem, reader.lookup) {
        return kind::ledger_unread(place);
    }
    let check = if nearest.is_list {
        &checks::OTHER_KIND
    } else {
        &checks::NO_TABLE
    };
    let message = format!("文件中没有找到自查表的表头，未读取任何条目{}", nearest.told);
    Diagnostic::new(check, place, message)
}
