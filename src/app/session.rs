//! Work on the forms of a year, step by step: policy → forms → findings, or with the decisions the outcome → files. Whatever
//! reads forms is made of these steps.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::collect::Collected;
use super::join::{Joined, join};
use super::known::Before;
use super::outcome::{Asked, Outcome};
use super::policy_file::{load_policy, occasion};
use super::process::process;
use super::progress::Progress;
use super::record::Written;
use super::result::{Make, Sink};
use super::roster_file;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::ingest::Decisions;
use crate::model::Book;
use crate::policy::Policy;
use crate::reader::{self, Source};
use crate::report::{MOST_ROWS, ReportContext};
use crate::rules::Occasion;

/// Files to read, and what they are held against.
#[derive(Clone, Debug)]
pub struct Inputs {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// Policy file; else the one in an input folder or above it, else the default.
    pub policy: Option<PathBuf>,
    /// 年度; else the policy's, else that of the date.
    pub year: Option<i32>,
    /// Date of the run: shown on the books, and dates after it lie in the future.
    pub date: NaiveDate,
    /// Threads, 0 for one per core.
    pub jobs: usize,
}

impl Inputs {
    /// A result must not be written where the forms lie: its books would be read as forms the next time.
    ///
    /// # Errors
    /// The forms lie in this folder.
    pub fn keep_apart(&self, folder: &Path) -> Result<(), Error> {
        let Ok(out) = folder.canonicalize() else {
            return Ok(());
        };
        let inside = |path: &PathBuf| path.canonicalize().is_ok_and(|p| p.starts_with(&out));
        if !self.paths.iter().any(inside) {
            return Ok(());
        }
        let reason =
            "结果文件夹不能就是收表的文件夹（或它的上级）。请另外指定一个，例如 -o 结果".to_owned();
        let path = folder.to_path_buf();
        Err(Error::Output { path, reason })
    }
}

/// A file of a result, made when its turn comes: what it is made of is gone before the next one begins.
pub type File<'o> = (Cow<'static, str>, Box<Make<'o>>);

/// The policy, the day and the year, the threads that do the work, and whoever watches it. Every step ends with
/// [`Error::Stopped`] when they say so.
pub struct Session<'s> {
    /// The policy.
    pub policy: Policy,
    /// Day and year.
    pub occasion: Occasion,
    workers: Option<ThreadPool>,
    progress: &'s dyn Progress,
}

impl<'s> Session<'s> {
    /// By the policy named, or found where the inputs lie.
    ///
    /// # Errors
    /// The policy cannot be read, or it is not valid.
    pub fn open(inputs: &Inputs, progress: &'s dyn Progress) -> Result<Self, Error> {
        let policy = load_policy(inputs.policy.as_deref(), &inputs.paths)?;
        let occasion = occasion(inputs.year, inputs.date, &policy);
        Ok(Self::new(policy, occasion, inputs.jobs, progress))
    }

    /// By this policy, with so many threads, 0 for one per core.
    pub fn new(
        policy: Policy,
        occasion: Occasion,
        jobs: usize,
        progress: &'s dyn Progress,
    ) -> Self {
        Self {
            policy,
            occasion,
            // Without threads of its own the work is done on those of the whole process: slower, never wrong.
            workers: ThreadPoolBuilder::new().num_threads(jobs).build().ok(),
            progress,
        }
    }

    /// Reads all files of these paths but the roster book and those under `leave_out`.
    ///
    /// # Errors
    /// A path does not exist, or there is nothing to read at all.
    pub fn files(&self, paths: &[PathBuf], leave_out: &[PathBuf]) -> Result<Collected, Error> {
        let mut found = reader::discover(paths, leave_out)?;
        found.sources.retain(|source| !self.is_roster(&source.path));
        let all = found.sources.len();
        found
            .sources
            .retain(|source| !roster_file::is_named(&source.path));
        let astray = all - found.sources.len();
        if found.sources.is_empty() {
            let named: Vec<String> = paths.iter().map(|p| p.display().to_string()).collect();
            return Err(Error::NothingToRead(named.join("、")));
        }
        self.progress.start(found.sources.len());
        let read = |source: &Source| {
            self.progress.go_on()?;
            let form = process(source, &self.policy, self.occasion);
            self.progress.file_done(&source.shown);
            Ok(form)
        };
        let forms = self.work(|| found.sources.par_iter().map(read).collect());
        self.progress.finish();
        let mut collected = Collected::new(forms?, found);
        if astray > 0 {
            let told = "花名册（没有放在口径文件旁边，没有采用；请移到那里）";
            collected.left_out.insert(told.to_owned(), astray);
        }
        Ok(collected)
    }

    /// Reads the forms: the program's own registers, which repeat what forms say, are none.
    ///
    /// # Errors
    /// As for [`Session::files`].
    pub fn forms(&self, paths: &[PathBuf], leave_out: &[PathBuf]) -> Result<Collected, Error> {
        let all = self.files(paths, leave_out)?;
        Ok(all.without_own(&self.policy).of_their_units(&self.policy))
    }

    /// Whether this file is the roster book.
    pub fn is_roster(&self, path: &Path) -> bool {
        self.policy.book.as_ref().is_some_and(|book| {
            let names = [path, &book.path].map(Path::file_name);
            names[0] == names[1]
                && path
                    .canonicalize()
                    .is_ok_and(|path| Some(path) == book.path.canonicalize().ok())
        })
    }

    /// Does something with each of these, several at once.
    ///
    /// # Errors
    /// The work shall stop.
    pub fn each<T: Sync, R: Send>(
        &self,
        items: &[T],
        work: impl Fn(&T) -> R + Sync,
    ) -> Result<Vec<R>, Error> {
        let one = |item: &T| {
            self.progress.go_on()?;
            Ok(work(item))
        };
        self.work(|| items.par_iter().map(one).collect())
    }

    /// What is wrong with the forms: with each, and with all of them together where they are the forms of a whole unit.
    ///
    /// # Errors
    /// The work shall stop.
    pub fn findings(&self, forms: Collected, whole: bool) -> Result<Vec<Diagnostic>, Error> {
        if !whole {
            let of_roster = self.policy.roster_findings().to_vec();
            let forms = forms.forms.into_iter();
            let of_forms = forms.flat_map(|form| form.findings);
            return Ok(of_roster.into_iter().chain(of_forms).collect());
        }
        Ok(self.joined(forms)?.findings)
    }

    /// The forms of a whole unit joined, as if nothing was known of earlier years and nothing decided.
    ///
    /// # Errors
    /// The work shall stop.
    pub fn joined(&self, mut forms: Collected) -> Result<Joined, Error> {
        let (policy, year) = (&self.policy, self.occasion.year);
        let before = Before::default();
        // Without an earlier result nobody knows the numbers that opinions bear.
        let annexes = forms.forms.iter_mut().map(|form| &mut form.annex);
        annexes.for_each(|annex| annex.opinions.clear());
        self.work(|| Ok(join(forms, Decisions::default(), &before, policy, year)))
    }

    /// What the forms come to with the leading group's decisions and what earlier results know.
    ///
    /// # Errors
    /// The work shall stop.
    pub fn outcome(
        &self,
        forms: Collected,
        decisions: Decisions,
        before: &Before,
        asked: Asked,
    ) -> Result<Outcome<'_>, Error> {
        let by = (&self.policy, self.occasion);
        self.work(|| Ok(Outcome::of(forms, decisions, before, by, asked)))
    }

    /// Makes files, several at once, and adds them in their order. Of a `large` year one book after the other, so that
    /// memory holds but one of them, beside the data, which hold none.
    ///
    /// # Errors
    /// One cannot be made or written.
    pub fn write(
        &self,
        [books, data]: [&[File<'_>]; 2],
        large: bool,
        sink: &mut dyn Sink,
    ) -> Result<(), Error> {
        let into = &*sink;
        let make = |(name, make): &File<'_>| {
            self.progress.go_on()?;
            into.take(name, make)
        };
        let several = |files: &[File<'_>]| {
            let mut order: Vec<usize> = (0..files.len()).collect();
            // It takes about as long as all others together.
            order.sort_by_key(|at| files[*at].0 != Book::Scores.file_name());
            let written = order.into_iter().par_bridge();
            let written = written.map(|at| Ok((at, make(&files[at])?)));
            let mut written: Vec<(usize, Written)> = written.collect::<Result<_, Error>>()?;
            written.sort_by_key(|(at, _)| *at);
            Ok(written.into_iter().map(|(_, file)| file).collect())
        };
        let in_turn = |files: &[File<'_>]| files.iter().map(make).collect();
        let books = || {
            if large {
                in_turn(books)
            } else {
                several(books)
            }
        };
        let both = self.work(|| Ok(rayon::join(books, || several(data))))?;
        let written: [Result<Vec<Written>, Error>; 2] = both.into();
        for file in written.into_iter().collect::<Result<Vec<_>, _>>()?.concat() {
            sink.add(file);
        }
        Ok(())
    }

    /// What stands on every book.
    pub fn context(&self) -> ReportContext {
        ReportContext {
            unit: self.policy.unit.clone(),
            year: self.occasion.year,
            date: self.occasion.date,
            most_rows: MOST_ROWS,
        }
    }

    fn work<T: Send>(&self, work: impl FnOnce() -> Result<T, Error> + Send) -> Result<T, Error> {
        self.progress.go_on()?;
        match &self.workers {
            Some(workers) => workers.install(work),
            None => work(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::progress::Silent;

    #[test]
    fn the_work_is_done_by_as_many_threads_as_asked_for() {
        for jobs in [1, 3] {
            let policy = Policy::embedded().expect("valid");
            let occasion = occasion(None, NaiveDate::default(), &policy);
            let session = Session::new(policy, occasion, jobs, &Silent);
            let threads = session.work(|| Ok(rayon::current_num_threads()));
            assert_eq!(threads.expect("nobody stops it"), jobs);
        }
    }
}
