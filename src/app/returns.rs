//! Forms that go back to their sections: each section's own file with the faults marked in it, and beside it one notice.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::collect::Collected;
use super::file_name::{numbered, safe};
use super::progress::Progress;
use super::reason::failed;
use super::record::Written;
use super::result::{Finished, Kept, Sink, Staging};
use super::session::Session;
use crate::diagnostic::{Diagnostic, Severity};
use crate::digest::sha256_hex;
use crate::error::Error;
use crate::model::Form;
use crate::quiet::quietly;
use crate::report::{self, Notice, ReturnedPaths};
use crate::writer::marked::{self, Fault, Table, Unmarkable};

/// The notice beside the forms of a section.
const NOTICE: &str = "退回通知.txt";

/// A form as it was handed in.
struct Source {
    path: PathBuf,
    sha256: String,
    tables: Vec<Table>,
}

/// The forms as they were handed in: what is needed of them once they are joined and gone.
pub struct HandedIn {
    sources: BTreeMap<Arc<str>, Source>,
    /// Files with the same content as one before them.
    copies: BTreeMap<Arc<str>, Arc<str>>,
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

fn tables(form: &Form) -> Vec<Table> {
    let mut tables = Vec::new();
    for sheet in &form.sheets {
        let own = sheet.tables.iter().map(|t| (&t.header_rows, t.area));
        let others = sheet.others.iter().map(|t| (&t.header_rows, t.area));
        for (head, area) in own.chain(others).filter(|(_, a)| !a.first.is_in_document()) {
            let head = head.iter().max().map(|head| Table {
                sheet: Arc::clone(&sheet.name),
                head: *head,
                area,
            });
            tables.extend(head);
        }
    }
    tables
}

/// A form that goes back.
struct Going<'f> {
    file: &'f Arc<str>,
    faults: Vec<Fault>,
    /// The sections it goes to, each with the path of its copy.
    to: Vec<(&'f str, String)>,
}

/// The forms with errors, and all that is to be mended or checked in them. Of files with the same content a section gets one.
fn going<'f>(handed_in: &'f HandedIn, findings: &'f [Diagnostic], folder: &str) -> Vec<Going<'f>> {
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
    let mut taken = BTreeSet::new();
    let mut going = Vec::new();
    for (file, own) in &sections {
        let original = handed_in.copies.get(*file).and_then(|o| sections.get(o));
        let to = own
            .iter()
            .filter(|s| !original.is_some_and(|o| o.contains(*s)));
        let name = file.rsplit('/').next().unwrap_or(file);
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "xlsx"));
        let path = |section: &&'f str| {
            let stem = format!("{folder}{}/{stem}", safe(section));
            let path = numbered(&stem, &format!(".{extension}"), &mut taken);
            (*section, path)
        };
        let to: Vec<_> = to.map(path).collect();
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

/// The form with its faults marked.
fn marked_form(source: &Source, faults: &[Fault]) -> Result<Vec<u8>, Unmarkable> {
    const CHANGED: Unmarkable = Unmarkable("文件在检查期间有改动，或已不在原处");
    let bytes = fs::read(&source.path).map_err(|_| CHANGED)?;
    if sha256_hex(&bytes) != source.sha256 {
        return Err(CHANGED);
    }
    let marked = quietly(|| marked::marked(&bytes, faults, &source.tables));
    marked.unwrap_or(Err(Unmarkable("文件的写法特殊")))
}

/// What goes back to the sections.
#[derive(Default)]
pub struct Returned {
    /// Where each marked form stands, and each notice.
    pub paths: ReturnedPaths,
    /// How many forms are marked, and how many are not.
    counts: [usize; 2],
    written: Vec<Written>,
}

impl Returned {
    /// Marks the forms and gives them to `sink` with the notices, under a folder whose name ends with `/` or is empty. They
    /// stand in the result once they are added.
    ///
    /// # Errors
    /// A file cannot be written, or the work shall stop.
    pub fn make(
        session: &Session<'_>,
        handed_in: &HandedIn,
        findings: &[Diagnostic],
        folder: &str,
        sink: &dyn Sink,
    ) -> Result<Self, Error> {
        let going = going(handed_in, findings, folder);
        let marked = session.each(&going, |form| {
            let made = marked_form(&handed_in.sources[form.file], &form.faults);
            made.map(|bytes| {
                let to = form.to.iter();
                let taken = to.map(|(_, path)| taken(sink, path, &bytes));
                taken.collect::<Result<Vec<_>, _>>()
            })
        })?;
        let mut out = Self::default();
        let mut sections: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (form, marked) in going.iter().zip(marked) {
            out.counts[usize::from(marked.is_err())] += 1;
            let why = marked.as_ref().err().copied();
            for (section, path) in &form.to {
                let said = said(form.file, path, why);
                sections.entry(section).or_default().push(said);
            }
            if let Ok(written) = marked {
                let first = form.to[0].1.clone();
                out.paths.forms.insert(Arc::clone(form.file), first);
                out.written.extend(written?);
            }
        }
        for (copy, original) in &handed_in.copies {
            if let Some(path) = out.paths.forms.get(original).cloned() {
                let forms = &mut out.paths.forms;
                forms.entry(Arc::clone(copy)).or_insert(path);
            }
        }
        for (section, said) in sections {
            let text = notice(session, handed_in, findings, section);
            let text = format!("{text}\n\n{}\n", said.join("\n"));
            let path = format!("{folder}{}/{NOTICE}", safe(section));
            out.written.push(taken(sink, &path, text.as_bytes())?);
            out.paths.notices.insert(section.to_owned(), path);
        }
        Ok(out)
    }

    /// Adds them to the result.
    pub fn add(self, sink: &mut dyn Sink) {
        self.written.into_iter().for_each(|file| sink.add(file));
    }
}

fn taken(sink: &dyn Sink, path: &str, bytes: &[u8]) -> Result<Written, Error> {
    let fault = |e| failed(Path::new(path), &e);
    sink.take(path, &|out| out.write_all(bytes).map_err(fault))
}

/// What the notice says of a form.
fn said(file: &str, path: &str, why: Option<Unmarkable>) -> String {
    let bare = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
    match why {
        None => format!(
            "《{}》已标出要改的地方，与本通知放在一起，请直接在其中改好报回。",
            bare(path)
        ),
        Some(Unmarkable(why)) => format!(
            "《{}》没有在原表上标注（{why}），请按本通知在原表中改。",
            bare(file)
        ),
    }
}

/// What is said to a section.
fn notice(
    session: &Session<'_>,
    handed_in: &HandedIn,
    findings: &[Diagnostic],
    section: &str,
) -> String {
    let policy = &session.policy;
    let reply = policy.reply.date(session.occasion.date);
    let files = handed_in.sources.keys();
    let files = files
        .map(|file| (file, handed_in.copies.get(file)))
        .collect();
    let notices = report::notices(findings, &policy.roster, &files, reply);
    let own = notices
        .into_iter()
        .filter(|n: &Notice| n.section == section);
    let own: Vec<String> = own.map(|n| n.text).collect();
    own.join("\n\n")
}

/// Writes them into a folder of their own, and says what was written.
///
/// # Errors
/// A file cannot be written, or the work shall stop.
pub fn write(
    session: &Session<'_>,
    handed_in: &HandedIn,
    findings: &[Diagnostic],
    folder: &Path,
    progress: &dyn Progress,
) -> Result<String, Error> {
    let mut staging = Staging::open(folder, progress)?;
    let returned = Returned::make(session, handed_in, findings, "", &staging)?;
    let [marked, unmarked] = returned.counts;
    let notices = returned.paths.notices.len();
    if notices == 0 {
        return Ok("没有需要退回的表，没有写退改的文件。\n".to_owned());
    }
    returned.add(&mut staging);
    let Finished { kept, .. } = staging.add()?;
    let mut told = vec![format!(
        "退改的表写在 {}：标好的表 {marked} 份，退回通知 {notices} 份，按科室分放。",
        folder.display()
    )];
    if unmarked > 0 {
        let more = format!("另有 {unmarked} 份没有在原表上标注，原因见各科室的退回通知。");
        told.push(more);
    }
    told.extend(kept.iter().map(Kept::remark));
    Ok(told.join("\n") + "\n")
}

/// Marked forms must not lie among those that are read: they would be read as further forms.
///
/// # Errors
/// The folder lies in one of the inputs.
pub fn keep_out(folder: &Path, inputs: &[PathBuf]) -> Result<(), Error> {
    let absolute = std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf());
    let real = |path: &Path| path.canonicalize().ok();
    let own = absolute.ancestors().find_map(real);
    let inside = |input: &PathBuf| {
        let input = real(input).filter(|input| input.is_dir());
        own.as_ref()
            .zip(input)
            .is_some_and(|(own, input)| own.starts_with(input))
    };
    if !inputs.iter().any(inside) {
        return Ok(());
    }
    Err(Error::Output {
        path: folder.to_path_buf(),
        reason: "退改的表不能放在收表的文件夹里，否则下次会当作报来的表读取。请另外指定一个文件夹，例如 --returns 退改".to_owned(),
    })
}
