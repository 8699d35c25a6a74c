//! `verify`: whether a result is still what was written, from what it was written, and whether it comes out the same again.
//! Writes nothing at all.

mod account;
mod again;
mod files;
mod inputs;
mod policy;

use std::path::{Path, PathBuf};

use super::progress::Progress;
use super::reason::plain_reason;
use super::record::Record;
use super::result::{Unfinished, unfinished};
use crate::error::Error;
use account::Account;
use inputs::Found;

/// What to verify.
#[derive(Debug)]
pub struct VerifyOptions {
    /// The result folder.
    pub result: PathBuf,
    /// The forms it was made from: then everything is worked out again. Without them they are looked for where they lay.
    pub inputs: Vec<PathBuf>,
    /// Threads, 0 for one per core.
    pub jobs: usize,
}

/// What was seen.
#[derive(Debug)]
pub struct Verified {
    /// The account for the terminal.
    pub text: String,
    /// Whether nothing differs.
    pub same: bool,
}

/// Verifies a result.
///
/// # Errors
/// There is no result, its record cannot be read, a run is writing it or was ended while it did, a path does not exist.
pub fn verify(options: &VerifyOptions, progress: &dyn Progress) -> Result<Verified, Error> {
    let given = &options.result;
    let cannot = |reason: String| Error::Unverifiable {
        path: given.clone(),
        reason,
    };
    let folder = given.canonicalize().map_err(|e| Error::MissingPath {
        path: given.clone(),
        reason: plain_reason(&e),
    })?;
    match unfinished(&folder) {
        Some(Unfinished::Busy) => return Err(Error::Busy(given.clone())),
        Some(Unfinished::Broken) => {
            let why = "上一次运行在写出结果时中断了。请先再写出一次结果，再来核对（命令行：qingfeng run）";
            return Err(cannot(why.to_owned()));
        }
        None => {}
    }
    let record = Record::read(&folder).map_err(cannot)?;
    let mut account = Account::new(given, &record);
    account.section("结果文件", files::compare(&folder, &record));
    if record.rollup {
        compare_policy(&folder, &record, &options.inputs, &mut account)?;
        if options.inputs.is_empty() {
            account.note(
                "没有重新汇总。要重新汇总一遍、逐字节比较的，请写明各单位的结果、登记表（命令行：--inputs 各单位）。",
            );
        } else {
            let again = again::rolled_up(&folder, &record, options, progress)?;
            account.section("重新汇总的文件", again);
        }
        return Ok(account.finish());
    }
    let found = compare_sources(&folder, &record, &options.inputs, &mut account)?;
    if options.inputs.is_empty() {
        account
            .note("没有重新计算。可以从收表重新算一遍，逐字节比较（命令行：加上 --inputs 收表）。");
    } else {
        let again = again::differences(&folder, &record, &found, options.jobs, progress)?;
        account.section("重新计算的文件", again);
    }
    Ok(account.finish())
}

/// What a result was made from that is another one now: a sentence for each policy, roster, template and form. Nothing where
/// there is no result.
///
/// # Errors
/// What lies there cannot be read.
pub fn outdated(result: &Path) -> Result<Vec<String>, Error> {
    let Ok(record) = Record::read(result) else {
        return Ok(Vec::new());
    };
    let mut account = Account::new(result, &record);
    compare_sources(result, &record, &[], &mut account)?;
    Ok(account.differences())
}

fn compare_policy(
    folder: &Path,
    record: &Record,
    inputs: &[PathBuf],
    account: &mut Account,
) -> Result<(), Error> {
    policy::compare(folder, record, inputs, account)?;
    policy::compare_templates(folder, record, inputs, account)
}

/// Compares what a result was made from; answers with the forms as they lie now.
fn compare_sources(
    folder: &Path,
    record: &Record,
    inputs: &[PathBuf],
    account: &mut Account,
) -> Result<Found, Error> {
    compare_policy(folder, record, inputs, account)?;
    policy::compare_roster(folder, record, inputs, account);
    let found = Found::of(folder, record, inputs)?;
    found.compare(record, account);
    Ok(found)
}
