//! The forms a result was made from: found, and held against its record.

use std::path::{Path, PathBuf};

use super::account::{Account, Section};
use super::files::differs;
use crate::app::policy_file::rosters;
use crate::app::record::Record;
use crate::error::Error;
use crate::reader::{self, Source};

/// The forms as they lie now.
#[derive(Debug)]
pub struct Found {
    /// Files and folders to search; none if they are not where they were.
    pub paths: Vec<PathBuf>,
    /// What is not read as a form: the result itself, the roster, and the review workbooks.
    pub leave_out: Vec<PathBuf>,
    sources: Vec<Source>,
}

impl Found {
    /// Finds the forms: in `given`, else where they lay when the result was written, seen from its folder.
    ///
    /// # Errors
    /// One of the paths given does not exist.
    pub fn of(folder: &Path, record: &Record, given: &[PathBuf]) -> Result<Self, Error> {
        let reviews = record.reviews.iter().filter_map(|r| r.address.as_ref());
        let roster = record.roster.iter().filter_map(|r| r.address.as_ref());
        let known = reviews.chain(roster).map(|a| folder.join(a));
        let mut leave_out: Vec<PathBuf> = known.collect();
        leave_out.extend(rosters(None, given).into_iter().take(1));
        leave_out.push(folder.to_path_buf());
        let paths: Vec<PathBuf> = if given.is_empty() {
            let there = record.given.iter().map(|address| folder.join(address));
            there.filter(|path| path.exists()).collect()
        } else {
            // Forms that were given as review workbooks may lie elsewhere than the others.
            let astray = record.inputs.iter().filter(|input| input.as_review);
            let astray = astray.filter_map(|input| input.address.as_ref());
            let astray = astray.filter(|address| record.given.contains(address));
            let astray = astray.map(|address| folder.join(address));
            let there = astray.filter(|path| path.is_file());
            given.iter().cloned().chain(there).collect()
        };
        Ok(Self {
            sources: reader::discover(&paths, &leave_out)?.sources,
            paths,
            leave_out,
        })
    }

    /// Compares them with the record.
    pub fn compare(&self, record: &Record, account: &mut Account) {
        if self.paths.is_empty() {
            account.note(
                "收表不在写出结果时的位置（或者结果是旧版程序写的），没有核对收表。请写明收表文件夹（命令行：--inputs 收表）。",
            );
            return;
        }
        let mut differences = Vec::new();
        for input in &record.inputs {
            let source = self.sources.iter().find(|s| s.shown == input.file);
            match source {
                None => differences.push(format!("缺少“{}”", input.file)),
                // It could not be read then; whether it can be now changes nothing about the result.
                Some(_) if input.sha256.is_empty() => {}
                Some(source) => {
                    differences.extend(differs(&source.path, &input.file, &input.sha256));
                }
            }
        }
        for source in &self.sources {
            if !record.inputs.iter().any(|i| i.file == source.shown) {
                differences.push(format!("多出“{}”：写出结果时没有", source.shown));
            }
        }
        let section = Section {
            compared: record.inputs.len(),
            differences,
        };
        account.section("收表文件", section);
    }
}
