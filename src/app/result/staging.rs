//! A result under construction.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

use super::former::Former;
use super::interrupt::{closed, opened, working};
use super::place::Place;
use super::plan::{Kept, Plan};
use super::switch::Switch;
use super::system;
use crate::app::progress::Progress;
use crate::app::reason::{as_written, failed};
use crate::app::record::{RECORD, Written};
use crate::digest::{Digested, sha256_hex};
use crate::error::Error;
use crate::writer::{self, BookSpec};

/// Bytes gathered before they are written.
const BUFFER: usize = 1 << 16;

/// Writes what a file shall hold.
pub type Make<'m> = dyn Fn(&mut (dyn Write + Send)) -> Result<(), Error> + Send + Sync + 'm;

/// Takes the files of a result. Several may come at once; in which order they stand in the result is said when they are added.
pub trait Sink: Sync {
    /// Takes a file while it is made; it is never whole in memory.
    ///
    /// # Errors
    /// It cannot be made or written.
    fn take(&self, name: &str, make: &Make<'_>) -> Result<Written, Error>;

    /// Adds a file that was taken to the result.
    fn add(&mut self, written: Written);

    /// Adds a file with this content.
    ///
    /// # Errors
    /// It cannot be written.
    fn file(&mut self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        let fault = |e| failed(Path::new(name), &e);
        let written = self.take(name, &|out| out.write_all(bytes).map_err(fault))?;
        self.add(written);
        Ok(())
    }

    /// Adds the record of how all others were made.
    ///
    /// # Errors
    /// It cannot be written.
    fn record(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.file(RECORD, bytes)
    }

    /// Adds a workbook.
    ///
    /// # Errors
    /// It cannot be built or written.
    fn book(&mut self, name: &str, book: &BookSpec) -> Result<(), Error> {
        let bytes = writer::to_bytes(book)?;
        self.file(name, &bytes)
    }

    /// Files added so far.
    fn written(&self) -> &[Written];
}

/// A result folder under construction. Whatever becomes of it, nothing is left behind; until it is finished, what stands in
/// the folder is untouched.
pub struct Staging<'p> {
    place: Arc<Place>,
    former: Former,
    written: Vec<Written>,
    progress: &'p dyn Progress,
}

/// What was put in place.
#[derive(Debug)]
pub struct Finished {
    /// The files written.
    pub written: Vec<Written>,
    /// People's files that stay under another name.
    pub kept: Vec<Kept>,
    /// Books of the former result that this one does not have, and that stay as they were.
    pub left: Vec<String>,
}

impl<'p> Staging<'p> {
    /// Prepares to write `target`. Another run on it is kept out until this one ends.
    ///
    /// # Errors
    /// The folder cannot be made, is not writable, or another run is at work on it.
    pub fn open(target: &Path, progress: &'p dyn Progress) -> Result<Self, Error> {
        let working = working();
        let place = Place::take(target, &|| progress.writing())?;
        let made = fs::create_dir(place.desk.result());
        made.map_err(|e| failed(&place.target, &e))?;
        let place = Arc::new(place);
        opened(&place);
        drop(working);
        Ok(Self {
            former: Former::read(&place.target),
            place,
            written: Vec::new(),
            progress,
        })
    }

    /// The folder the files will stand in.
    pub fn folder(&self) -> &Path {
        &self.place.target
    }

    /// What stands in the folder already.
    pub const fn former(&self) -> &Former {
        &self.former
    }

    /// Files of the target folder that hold something else than the new ones of their names.
    fn differing(&self) -> Result<Vec<String>, Error> {
        let mut names = Vec::new();
        for file in &self.written {
            let target = self.place.target.join(&file.path);
            let same = match fs::symlink_metadata(&target) {
                Err(e) if e.kind() == io::ErrorKind::NotFound => true,
                Err(e) => return Err(failed(&target, &e)),
                Ok(told) if !told.is_file() => false,
                Ok(_) => {
                    let bytes = fs::read(&target).map_err(|e| failed(&target, &e))?;
                    sha256_hex(&bytes) == file.sha256
                }
            };
            if !same {
                names.push(file.path.clone());
            }
        }
        Ok(names)
    }

    /// Puts the result in place of the former one. Files of people stay as they are; those that stand where a new one
    /// comes, and books they have written into, stay under other names.
    ///
    /// # Errors
    /// A file cannot be replaced, for example because it is open in Excel; then none is.
    pub fn finish(self) -> Result<Finished, Error> {
        let files: Vec<String> = self.written.iter().map(|w| w.path.clone()).collect();
        // Without a record nobody knows whose a file is; of one that says the same nothing is lost.
        let unknown = self
            .written
            .iter()
            .filter(|_| self.former.record().is_none());
        let same = unknown.filter(|file| {
            let there = fs::read(self.place.target.join(&file.path));
            there.is_ok_and(|bytes| sha256_hex(&bytes) == file.sha256)
        });
        let same = same.map(|file| file.path.clone()).collect();
        let plan = Plan::new(&self.former, files, &same);
        let whole = self.place.whole;
        self.switch(plan, whole)
    }

    /// Adds the files to the folder: everything in it is people's. Those that are there already, the same to the byte, are
    /// left alone.
    ///
    /// # Errors
    /// As for [`Staging::finish`].
    pub fn add(self) -> Result<Finished, Error> {
        let differing = self.differing()?;
        let lacking = |path: &String| {
            differing.contains(path) || fs::symlink_metadata(self.place.target.join(path)).is_err()
        };
        let files = self.written.iter().map(|w| w.path.clone());
        let files = files.filter(lacking).collect();
        let people = Former::of_people(&self.place.target);
        self.switch(Plan::new(&people, files, &BTreeSet::new()), false)
    }

    /// Adds the files to the folder as [`Staging::add`] does, unless one of another content has the name of one of them: it
    /// may be somebody's work.
    ///
    /// # Errors
    /// There is such a file, or as for [`Staging::finish`].
    pub fn add_new(self) -> Result<Finished, Error> {
        let others = self.differing()?;
        let Some(first) = others.first() else {
            return self.add();
        };
        Err(Error::Kept {
            path: as_written(&self.place.target.join(first)),
            reason: format!(
                "已有同名而内容不同的文件 {} 个，可能已经填写，这次一个也没有写。请用 -o 另外指定一个文件夹，或者把它们移走",
                others.len()
            ),
        })
    }

    /// Adds the files that the folder lacks; what stands there under the name of one, whatever it holds, is somebody's work and
    /// stays. Answers with the files added, and those that stand there with another content.
    ///
    /// # Errors
    /// As for [`Staging::finish`].
    pub fn add_missing(self) -> Result<(Vec<Written>, Vec<String>), Error> {
        let differing = self.differing()?;
        let lacking =
            |file: &&Written| fs::symlink_metadata(self.place.target.join(&file.path)).is_err();
        let added: Vec<Written> = self.written.iter().filter(lacking).cloned().collect();
        let files = added.iter().map(|file| file.path.clone()).collect();
        let people = Former::of_people(&self.place.target);
        self.switch(Plan::new(&people, files, &BTreeSet::new()), false)?;
        Ok((added, differing))
    }

    fn switch(mut self, plan: Plan, whole: bool) -> Result<Finished, Error> {
        self.progress.go_on()?;
        let _working = working();
        let mut kept = plan.aside.clone();
        let left = plan.left.clone();
        let switch = Switch {
            desk: &self.place.desk,
            target: &self.place.target,
            whole,
            exchange: system::exchange,
            tick: &|| self.progress.writing(),
        };
        kept.extend(switch.make(plan)?);
        let written = std::mem::take(&mut self.written);
        Ok(Finished {
            written,
            kept,
            left,
        })
    }
}

/// A file of the folder under construction. The gate is held while something is written, not while it is made.
struct Staged {
    file: File,
    /// Why something could not be written: whoever made it may only say that it could not.
    fault: Option<io::Error>,
}

impl Staged {
    fn create(path: &Path) -> io::Result<Self> {
        let _working = working();
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        let file = File::create(path)?;
        Ok(Self { file, fault: None })
    }

    fn finish(self) -> io::Result<()> {
        let _working = working();
        self.fault.map_or_else(|| self.file.sync_all(), Err)
    }
}

impl Write for Staged {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let _working = working();
        self.file.write(bytes).map_err(|error| {
            let kind = error.kind();
            if kind != io::ErrorKind::Interrupted {
                self.fault = Some(error);
            }
            kind.into()
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Sink for Staging<'_> {
    fn take(&self, name: &str, make: &Make<'_>) -> Result<Written, Error> {
        self.progress.go_on()?;
        self.progress.writing();
        let fault = |e: io::Error| failed(&self.place.target.join(name), &e);
        let staged = Staged::create(&self.place.desk.result().join(name)).map_err(fault)?;
        let mut out = BufWriter::with_capacity(BUFFER, Digested::new(staged));
        let whole = make(&mut out).and_then(|()| out.flush().map_err(fault));
        // What could not be written is not tried again.
        let (out, _) = out.into_parts();
        let (written, staged) = Written::of(name, out);
        staged.finish().map_err(fault)?;
        whole.map(|()| written)
    }

    fn add(&mut self, written: Written) {
        self.written.push(written);
    }

    fn written(&self) -> &[Written] {
        &self.written
    }
}

impl Drop for Staging<'_> {
    fn drop(&mut self) {
        let _working = working();
        self.place.clear();
        closed(&self.place);
    }
}
