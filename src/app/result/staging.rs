//! A result under construction.

use std::fs::{self, File};
use std::io::{self, Write as _};
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
use crate::app::record::Written;
use crate::digest::sha256_hex;
use crate::error::Error;
use crate::writer::{self, BookSpec};

/// Takes the files of a result one after the other.
pub trait Sink {
    /// Adds a file with this content.
    ///
    /// # Errors
    /// It cannot be written.
    fn file(&mut self, name: &str, bytes: &[u8]) -> Result<(), Error>;

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
        let files = self.written.iter().map(|w| w.path.clone()).collect();
        let plan = Plan::new(&self.former, files);
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
        self.switch(Plan::new(&people, files), false)
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

    fn switch(mut self, plan: Plan, whole: bool) -> Result<Finished, Error> {
        self.progress.go_on()?;
        let _working = working();
        let mut kept = plan.aside.clone();
        let switch = Switch {
            desk: &self.place.desk,
            target: &self.place.target,
            whole,
            exchange: system::exchange,
            tick: &|| self.progress.writing(),
        };
        kept.extend(switch.make(plan)?);
        let written = std::mem::take(&mut self.written);
        Ok(Finished { written, kept })
    }
}

impl Sink for Staging<'_> {
    fn file(&mut self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        self.progress.go_on()?;
        let _working = working();
        self.progress.writing();
        let path = self.place.desk.result().join(name);
        let write = || -> io::Result<()> {
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            let mut file = File::create(&path)?;
            file.write_all(bytes)?;
            file.sync_all()
        };
        write().map_err(|e| failed(&self.place.target.join(name), &e))?;
        self.written.push(Written::new(name, bytes));
        Ok(())
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
