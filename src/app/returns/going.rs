//! The forms that go back, to whom, and all that is to be mended in them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use crate::app::collect::Collected;
use crate::app::file_name::{numbered, unique_stem};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Form;
use crate::report::{self, FoundTable};
use crate::writer::marked::Fault;

/// A form as it was handed in.
pub struct Source {
    pub path: PathBuf,
    pub sha256: String,
    pub tables: Vec<FoundTable>,
    /// Digests of the files it was marked from itself.
    marked_from: Vec<String>,
}

/// So many rounds of marking a form knows of.
const ROUNDS: usize = 100;

impl Source {
    /// Digests of the file and of those it comes from, the latest first.
    pub fn lineage(&self) -> Vec<String> {
        let own = std::iter::once(&self.sha256).chain(&self.marked_from);
        own.take(ROUNDS).cloned().collect()
    }
}

/// The forms as they were handed in: what is needed of them once they are joined and gone.
pub struct HandedIn {
    pub(super) sources: BTreeMap<Arc<str>, Source>,
    /// Files with the same content as one before them.
    pub(super) copies: BTreeMap<Arc<str>, Arc<str>>,
}

impl HandedIn {
    /// Of these forms.
    pub fn of(forms: &Collected) -> Self {
        let mut sources = BTreeMap::new();
        let mut first: BTreeMap<&str, &Arc<str>> = BTreeMap::new();
        let mut copies = BTreeMap::new();
        for form in &forms.forms {
            let Some(path) = forms.paths.get(&form.file) else {
                continue;
            };
            let source = Source {
                path: path.clone(),
                sha256: form.sha256.clone(),
                tables: tables(form),
                marked_from: form.marked_from.clone(),
            };
            sources.insert(Arc::clone(&form.file), source);
            let original = *first.entry(&form.sha256).or_insert(&form.file);
            if *original != form.file && !form.sha256.is_empty() {
                copies.insert(Arc::clone(&form.file), Arc::clone(original));
            }
        }
        Self { sources, copies }
    }
}

fn tables(form: &Form) -> Vec<FoundTable> {
    let mut tables = Vec::new();
    for sheet in &form.sheets {
        let own = sheet.tables.iter();
        let own = own.map(|t| (&t.header_rows, t.area, &t.columns[..]));
        let others = sheet.others.iter();
        let others = others.map(|t| (&t.header_rows, t.area, &t.columns[..]));
        tables.extend(own.chain(others).map(|(head, area, columns)| {
            FoundTable {
                sheet: Arc::clone(&sheet.name),
                head: head.clone(),
                area,
                columns: columns
                    .iter()
                    .filter_map(|c| Some((c.cell.col, c.field?)))
                    .collect(),
            }
        }));
    }
    tables
}

/// A form that goes back.
pub struct Going<'f> {
    pub file: &'f Arc<str>,
    pub faults: Vec<Fault>,
    pub to: Vec<To<'f>>,
}

/// A section a form goes to.
pub struct To<'f> {
    pub section: &'f str,
    /// The folder of what goes to it, ending with `/`.
    pub folder: String,
    /// The path of the form, and of a workbook of ours in its place.
    paths: [String; 2],
}

impl To<'_> {
    /// Where it stands.
    pub fn path(&self, anew: bool) -> &str {
        &self.paths[usize::from(anew)]
    }
}

/// The forms with errors, and all that is to be mended or checked in them. Of files with the same content a section gets one.
pub fn going<'f>(
    handed_in: &'f HandedIn,
    findings: &'f [Diagnostic],
    folder: &str,
) -> Vec<Going<'f>> {
    let mut by_file: BTreeMap<&Arc<str>, Vec<&Diagnostic>> = BTreeMap::new();
    for finding in findings.iter().filter(|f| f.severity != Severity::Note) {
        by_file
            .entry(&finding.place.file)
            .or_default()
            .push(finding);
    }
    let mut sections: BTreeMap<&Arc<str>, BTreeSet<&str>> = BTreeMap::new();
    for (file, findings) in &by_file {
        let errors = findings.iter().filter(|f| f.severity == Severity::Error);
        let errors = errors.map(|f| f.section.as_deref().unwrap_or(report::UNKNOWN_SECTION));
        if handed_in.sources.contains_key(*file) {
            sections.insert(file, errors.collect());
        }
    }
    let all: BTreeSet<&str> = sections.values().flatten().copied().collect();
    let mut taken = BTreeSet::new();
    let folders = all.iter().map(|section| unique_stem(section, &mut taken));
    let folders: BTreeMap<&str, String> = all.iter().copied().zip(folders).collect();
    let mut taken = BTreeSet::new();
    let mut going = Vec::new();
    for (file, own) in &sections {
        let original = handed_in.copies.get(*file).and_then(|o| sections.get(o));
        let to = own
            .iter()
            .filter(|s| !original.is_some_and(|o| o.contains(*s)));
        let name = file.rsplit('/').next().unwrap_or(file);
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "xlsx"));
        let to = to.map(|section| {
            let folder = format!("{folder}{}/", folders[section]);
            let stem = format!("{folder}{stem}");
            let own = numbered(&stem, &format!(".{extension}"), &mut taken);
            let ours = if extension.eq_ignore_ascii_case("xlsx") {
                own.clone()
            } else {
                numbered(&stem, ".xlsx", &mut taken)
            };
            To {
                section,
                folder,
                paths: [own, ours],
            }
        });
        let to: Vec<To<'_>> = to.collect();
        if !to.is_empty() {
            let faults = by_file[*file].iter().flat_map(|f| faults(f)).collect();
            going.push(Going { file, faults, to });
        }
    }
    going
}

/// A fault for each cell of a finding.
fn faults(finding: &Diagnostic) -> impl Iterator<Item = Fault> {
    let more = finding.more.iter().copied().map(Some);
    let cells = std::iter::once(finding.place.cell).chain(more);
    cells.map(|cell| Fault {
        sheet: finding.place.sheet.clone(),
        cell,
        must: finding.severity == Severity::Error,
        message: finding.message.clone(),
        help: report::for_section(&finding.help),
        example: finding.example.clone(),
    })
}
