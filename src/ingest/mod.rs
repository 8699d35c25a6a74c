//! Understanding forms: from the cells of a workbook to tables, entries and findings. Opens no file and decides no policy.
//!
//! `locate` finds the heads, `header` names the columns, `rows` gives every row its fate, `surroundings` reads what stands
//! around a table, `entry` builds the entries, `level`, `date` and `owner` read single notations, `totals` compares what
//! a form says about itself. Parsing returns a value and findings; it never fails (invariant 3).

mod annex;
mod checks;
mod choices;
mod date;
mod entry;
mod header;
mod keyvalue;
mod kind;
mod level;
mod listed;
mod locate;
mod names;
mod outside;
mod owner;
mod review;
mod rows;
mod several;
mod sheet;
mod surroundings;
mod tick;
mod ticked;
mod totals;
mod unread;
mod view;

pub use annex::CHECKS as ANNEX_CHECKS;
pub use checks::ALL as CHECKS;
pub use review::{Decisions, decisions};

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::location::Place;
use crate::model::{Annex, FormKind, FormSheet};
use crate::policy::{Lookup, Policy};
use crate::reader::{Visibility, Workbook};

/// What a workbook was understood to say.
#[derive(Debug)]
pub struct Understood {
    /// What it is for.
    pub kind: FormKind,
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
    let lookup = Lookup::new(policy);
    let stem = stem(file);
    let mut findings = Vec::new();
    let mut sheets: Vec<FormSheet> = Vec::new();
    let mut before = None;
    for sheet in &workbook.sheets {
        findings.extend(outside::hidden_parts(sheet, file, policy));
        if sheet.visibility != Visibility::Visible && !policy.bounds.hidden_sheets {
            continue;
        }
        let reader = sheet::SheetReader {
            file,
            stem: &stem,
            lookup: &lookup,
        };
        let (read, found) = reader.read(sheet, &mut before);
        findings.extend(found);
        sheets.push(read);
    }
    let kind = kind::of(&mut sheets, &workbook.sheets, file, &lookup, &mut findings);
    let (annex, found) = annex::read(kind, workbook, file, &lookup);
    findings.extend(found);
    let told = findings.iter().any(|f| f.code == checks::OTHER_KIND.code);
    if sheets.iter().all(|s| s.tables.is_empty()) && kind == FormKind::Unknown && !told {
        // Said once of the whole file.
        findings.retain(|f| f.code != checks::UNREAD.code);
        let message = "文件中没有找到自查表的表头，未读取任何条目";
        findings.push(Diagnostic::new(
            &checks::NO_TABLE,
            Place::file(file),
            message,
        ));
    }
    Understood {
        kind,
        sheets,
        annex,
        findings,
        used: lookup.into_used(),
    }
}
