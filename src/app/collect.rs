//! Finds the files and processes them in parallel; the results stand in the order of the files, whatever the jobs.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use super::inputs::Inputs;
use super::process::{leave_out_own, process};
use crate::error::Error;
use crate::model::Form;
use crate::policy::Policy;
use crate::reader::{self, Skipped};
use crate::rules::Occasion;
use crate::text;

/// Is told how far the work has come.
pub trait Progress: Sync {
    /// The number of files is known.
    fn start(&self, files: usize);
    /// One more file is done.
    fn file_done(&self, file: &str);
    /// All files are done.
    fn finish(&self);
    /// Something is about to change on the disk: a file is written, the result is about to take its place, …
    fn writing(&self) {}
}

/// Shows nothing.
#[derive(Debug)]
pub struct Silent;

impl Progress for Silent {
    fn start(&self, _files: usize) {}
    fn file_done(&self, _file: &str) {}
    fn finish(&self) {}
}

/// The forms of a run, sorted by file, and the files left out by reason.
#[derive(Debug)]
pub struct Collected {
    /// The forms.
    pub forms: Vec<Form>,
    /// Where each file lies, by the name under which it is shown.
    pub paths: BTreeMap<Arc<str>, PathBuf>,
    /// Files left out.
    pub left_out: BTreeMap<String, usize>,
}

impl Collected {
    /// Without the program's own registers, which repeat what forms say. That of another unit is read as what it reports.
    #[must_use]
    fn without_own(mut self, policy: &Policy) -> Self {
        let own_unit = text::key(&policy.unit);
        for form in &mut self.forms {
            let unit = form.unit().map(text::key);
            let is_anothers = unit.is_some_and(|unit| !own_unit.is_empty() && unit != own_unit);
            if !is_anothers {
                leave_out_own(form, policy);
            }
        }
        self
    }
}

/// Reads the forms among `inputs`, but those under `leave_out`; the program's own registers are no forms.
///
/// # Errors
/// A path does not exist, or there is nothing to read at all.
pub fn collect(
    inputs: &Inputs,
    leave_out: &[PathBuf],
    policy: &Policy,
    occasion: Occasion,
    progress: &dyn Progress,
) -> Result<Collected, Error> {
    let all = collect_all(inputs, leave_out, policy, occasion, progress)?;
    Ok(all.without_own(policy))
}

/// Reads all files of `inputs` but those under `leave_out`.
///
/// # Errors
/// A path does not exist, or there is nothing to read at all.
pub fn collect_all(
    inputs: &Inputs,
    leave_out: &[PathBuf],
    policy: &Policy,
    occasion: Occasion,
    progress: &dyn Progress,
) -> Result<Collected, Error> {
    let found = reader::discover(&inputs.paths, leave_out)?;
    if found.sources.is_empty() {
        let named: Vec<String> = inputs
            .paths
            .iter()
            .map(|p| p.display().to_string())
            .collect();
        return Err(Error::NothingToRead(named.join("、")));
    }
    progress.start(found.sources.len());
    let done = found.sources.par_iter().map(|source| {
        let form = process(source, policy, occasion);
        progress.file_done(&source.shown);
        form
    });
    let forms = done.collect();
    progress.finish();
    let paths = found.sources.into_iter().map(|s| (s.shown, s.path));
    Ok(Collected {
        forms,
        paths: paths.collect(),
        left_out: reasons(found.skipped),
    })
}

/// Files left out, by the reason shown to people; reasons without a file are not named.
fn reasons(skipped: Skipped) -> BTreeMap<String, usize> {
    let counts = [
        ("锁定文件（~$）", skipped.locks),
        ("临时文件", skipped.temporary),
        ("隐藏文件", skipped.hidden),
        ("结果文件夹中的文件", skipped.left_out),
        ("非表格文件", skipped.other),
        ("管道、设备或套接字", skipped.special),
    ];
    counts
        .into_iter()
        .filter(|(_, n)| *n > 0)
        .map(|(why, n)| (why.to_owned(), n))
        .collect()
}
