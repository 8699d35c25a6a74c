//! `compare`: two years' results against each other, by their data alone.

use std::path::PathBuf;

use super::former_data;
use super::progress::Progress;
use super::reason::refused;
use super::record::Written;
use super::result::{Finished, Kept, Staging};
use super::run::{book, lines};
use super::session::Inputs;
use super::session::Session;
use crate::changes::{self, Now};
use crate::emit;
use crate::error::Error;
use crate::model::{Book, ChangeClass, Former};
use crate::report;

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
    let mut context = session.context();
    context.year = now.year.unwrap_or(context.year);
    let retired = now.retired.iter().collect();
    let standing = now.items;
    let changes = changes::compare(&before, &Now { standing, retired });
    let mut staging = Staging::open(&options.out, progress)?;
    if staging.former().is_result() {
        let reason = "这里是一年的结果，对比表不能写在里面。请用 -o 另外指定一个文件夹";
        return Err(refused(&options.out, reason));
    }
    let books = [book(Book::Changes, || {
        report::changes_book(&changes, before.year, &context)
    })];
    let data = [lines(DATA, |out| emit::changes_jsonl(&changes, out))];
    session.write([&books, &data], false, &mut staging)?;
    let Finished { written, kept } = staging.add()?;
    let count = |class| changes.iter().filter(|c| c.class == class).count();
    let told = ChangeClass::ALL.map(|class| format!("{} {}", class.title(), count(class)));
    let remarks = kept
        .iter()
        .map(|kept| format!("\n• {}", Kept::remark(kept)));
    let summary = format!(
        "{}{}\n结果在 {}：\n  {}\n  {DATA}\n",
        told.join("，"),
        remarks.collect::<String>(),
        options.out.display(),
        Book::Changes.file_name()
    );
    drop((books, data));
    Ok((summary, written))
}
