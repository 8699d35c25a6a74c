//! `compare`: two years' results against each other, by their data or the books of their registers.

use std::path::{Path, PathBuf};

use super::contents::book;
use super::data::lines;
use super::former_data;
use super::previous::{self, Given};
use super::progress::Progress;
use super::reason::refused;
use super::record::Written;
use super::result::{Finished, Kept, Staging};
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
    /// The earlier result, and the later one; the years say which is which.
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
    let mut remarks = Vec::new();
    let [first, second] = &options.results;
    let both = [
        result(&session, first, &mut remarks)?,
        result(&session, second, &mut remarks)?,
    ];
    let [before, now] = in_order(both, &options.results, &mut remarks);
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
    let data = [lines(DATA.to_owned(), |out| {
        emit::changes_rows(&changes, out)
    })];
    session.write([&books, &data], false, &mut staging)?;
    let Finished { written, kept, .. } = staging.add()?;
    let count = |class| changes.iter().filter(|c| c.class == class).count();
    let told = ChangeClass::ALL.map(|class| format!("{} {}", class.title(), count(class)));
    remarks.extend(kept.iter().map(Kept::remark));
    let remarks = remarks.iter().map(|remark| format!("\n• {remark}"));
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

/// The result at a path: a folder by its data, or the book of a register.
fn result(session: &Session<'_>, path: &Path, remarks: &mut Vec<String>) -> Result<Former, Error> {
    let incomparable = |reason: String| Error::Incomparable {
        path: path.to_path_buf(),
        reason,
    };
    let given = previous::given(session, &[path.to_path_buf()]);
    let given = given.map_err(|error| match error {
        Error::Previous { reason, .. } => incomparable(reason),
        other => other,
    })?;
    let Given { results, forms, .. } = given;
    remarks.extend(forms.remarks);
    let mut results = results.into_iter();
    match (results.next(), results.next()) {
        (Some((_, one)), None) => Ok(one),
        (Some(_), Some(_)) => Err(incomparable(
            "其中有几本登记汇总表，不知道对比哪一本，请写明是哪一个文件".to_owned(),
        )),
        (None, _) => Err(incomparable(format!(
            "这里没有 {}，不是结果文件夹，也不是 {}",
            former_data::REGISTER,
            Book::Register.file_name()
        ))),
    }
}

/// The earlier one first; of two of one year that is told.
fn in_order(both: [Former; 2], paths: &[PathBuf; 2], remarks: &mut Vec<String>) -> [Former; 2] {
    let [first, second] = both;
    let shown = [0, 1].map(|at| paths[at].display());
    match (first.year, second.year) {
        (Some(a), Some(b)) if a == b => {
            remarks.push(format!(
                "两个结果都是 {a} 年的，不是两个年度：表里的“上年”是“{}”，“今年”是“{}”。写错了的，请写两个年度的结果再运行；年中与年初对比的，请在写出结果时选另写中期监控报告（命令行：run --mid-year）。",
                shown[0], shown[1]
            ));
            [first, second]
        }
        (Some(a), Some(b)) if a > b => {
            remarks.push(format!(
                "两个结果写反了：“{}”是 {a} 年的，“{}”是 {b} 年的；已按年度先后，以 {b} 年为上年、{a} 年为今年对比。",
                shown[0], shown[1]
            ));
            [second, first]
        }
        (Some(_), Some(_)) => [first, second],
        _ => {
            remarks.push(
                "有的结果看不出是哪一年的（run.json 或标题读不出来），按写的先后对比：前一个为上年，后一个为今年。"
                    .to_owned(),
            );
            [first, second]
        }
    }
}
