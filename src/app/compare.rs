//! `compare`: two years' results against each other, by their data alone.

use std::path::PathBuf;

use super::former_data;
use super::progress::Progress;
use super::reason::json_fault;
use super::record::Written;
use super::result::{Finished, Sink as _, Staging};
use super::session::Inputs;
use super::session::Session;
use crate::changes::{self, Now};
use crate::emit;
use crate::error::Error;
use crate::model::{Book, ChangeClass, Former};
use crate::report;
use crate::writer;

/// What to compare.
#[derive(Debug)]
pub struct CompareOptions {
    /// The earlier result, and the later one.
    pub results: [PathBuf; 2],
    /// Folder to write.
    pub out: PathBuf,
    /// Policy, day and year of the book.
    pub inputs: Inputs,
}

/// The file of the data.
const DATA: &str = "data/changes.jsonl";

/// Writes the book and the data.
///
/// # Errors
/// A result cannot be read, or the output cannot be written.
pub fn compare(
    options: &CompareOptions,
    progress: &dyn Progress,
) -> Result<(String, Vec<Written>), Error> {
    let session = Session::open(&options.inputs, progress)?;
    let read = |path: &PathBuf| -> Result<Former, Error> {
        let fault = |reason: String| Error::Previous {
            path: path.clone(),
            reason,
        };
        let former = former_data::of_folder(path).map_err(fault)?;
        former.ok_or_else(|| fault(format!("其中没有 {}", former_data::REGISTER)))
    };
    let [before, now] = [read(&options.results[0])?, read(&options.results[1])?];
    let now_year = now.year;
    let changes = changes::compare(
        &before,
        &Now {
            standing: now.items,
            retired: &now.retired,
            ..Now::default()
        },
    );
    let mut context = session.context();
    context.year = now_year.unwrap_or(context.year);
    let mut staging = Staging::open(&options.out, progress)?;
    let book = report::changes_book(&changes, before.year, &context);
    let book = writer::draft_to_bytes(book)?;
    staging.file(Book::Changes.file_name(), &book)?;
    let mut lines = Vec::new();
    emit::changes_jsonl(&changes, &mut lines).map_err(json_fault(DATA))?;
    staging.file(DATA, &lines)?;
    let Finished { written, .. } = staging.finish()?;
    let count = |class| changes.iter().filter(|c| c.class == class).count();
    let told = ChangeClass::ALL.map(|class| format!("{} {}", class.title(), count(class)));
    let summary = format!(
        "{}\n结果在 {}：\n  {}\n  {DATA}\n",
        told.join("，"),
        options.out.display(),
        Book::Changes.file_name()
    );
    Ok((summary, written))
}
