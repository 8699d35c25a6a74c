//! Puts the new result in the place of the old one.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use super::carry::carry;
use super::desk::Desk;
use super::journal::{Journal, Way, record_of};
use super::late;
use super::plan::{Kept, Plan, above};
use super::system;
use super::within::Within;
use crate::app::reason::failed;
use crate::error::Error;

/// A result ready to take its place.
pub struct Switch<'a> {
    pub desk: &'a Desk,
    pub target: &'a Path,
    /// Whether the folder may be replaced as a whole.
    pub whole: bool,
    /// Lets two folders change places in one step, where the system can.
    pub exchange: fn(&Path, &Path) -> io::Result<()>,
    /// Called before every step.
    pub tick: &'a dyn Fn(),
}

impl Switch<'_> {
    /// Makes the switch. Answers with what people saved into the old folder at the last moment.
    ///
    /// # Errors
    /// A file cannot be replaced, for example because it is open in Excel; then none is.
    pub fn make(&self, plan: Plan) -> Result<Vec<Kept>, Error> {
        let here = |e: io::Error| failed(self.target, &e);
        flush_tree(&self.desk.result()).map_err(here)?;
        if !self.target.exists() {
            (self.tick)();
            system::rename(&self.desk.result(), self.target).map_err(here)?;
            // It is there, whole, whether the disk has noted it or not.
            let _ = self.flush();
            return Ok(Vec::new());
        }
        self.ask_all(&plan)?;
        let mut journal = Journal {
            name: self.target.file_name().unwrap_or_default().to_owned(),
            inside: self.desk.folder().parent() == Some(self.target),
            way: Way::Whole,
            record: record_of(&self.desk.result()),
            folders: self.folders_to_make(&plan),
            plan,
        };
        (self.tick)();
        let whole = self.whole && self.carried(&journal).is_ok() && {
            self.begin(&journal)?;
            self.exchanged()?
        };
        if !whole {
            self.file_by_file(&mut journal)?;
        }
        // The new result is in place: what is still to be done the next start does as well.
        Ok(self.settled(&journal).unwrap_or_default())
    }

    /// Brings everything to its end after the switch.
    fn settled(&self, journal: &Journal) -> io::Result<Vec<Kept>> {
        let (new, old) = (self.desk.result(), self.desk.old());
        if journal.way == Way::Whole && !old.exists() {
            (self.tick)();
            system::rename(&new, &old)?;
        }
        self.flush()?;
        (self.tick)();
        let kept = if old.exists() {
            late::rescue(&old, self.target, &journal.plan)?
        } else {
            Vec::new()
        };
        (self.tick)();
        Journal::remove(self.desk)?;
        (self.tick)();
        Ok(kept)
    }

    /// Writes the journal; where that fails nothing has begun.
    fn begin(&self, journal: &Journal) -> Result<(), Error> {
        journal.write(self.desk).map_err(|e| {
            let _ = Journal::remove(self.desk);
            failed(self.target, &e)
        })
    }

    /// Whether every file that will be replaced may be; on Windows not while it is open in another program.
    fn ask_all(&self, plan: &Plan) -> Result<(), Error> {
        for path in plan.ours.iter().filter(|p| plan.files.contains(p)) {
            let path = self.target.join(path);
            let asked = fs::OpenOptions::new().append(true).open(&path);
            asked.map_err(|e| failed(&path, &e))?;
        }
        Ok(())
    }

    /// Folders of the new files the old folder lacks.
    fn folders_to_make(&self, plan: &Plan) -> Vec<String> {
        let all: BTreeSet<String> = plan.files.iter().flat_map(|f| above(f)).collect();
        let lacking = |folder: &String| {
            let told = fs::symlink_metadata(self.target.join(folder));
            !told.is_ok_and(|told| told.is_dir())
        };
        all.into_iter().filter(lacking).collect()
    }

    fn carried(&self, journal: &Journal) -> io::Result<()> {
        carry(self.target, &self.desk.result(), &journal.plan)?;
        flush_tree(&self.desk.result())
    }

    /// Lets the folders change places: in one step, else in two. Answers whether they have.
    fn exchanged(&self) -> Result<bool, Error> {
        let (new, old) = (self.desk.result(), self.desk.old());
        (self.tick)();
        if (self.exchange)(&new, self.target).is_ok() {
            return Ok(true);
        }
        if system::rename(self.target, &old).is_err() {
            return Ok(false);
        }
        (self.tick)();
        if system::rename(&new, self.target).is_ok() {
            return Ok(true);
        }
        system::rename(&old, self.target).map_err(|e| failed(self.target, &e))?;
        Ok(false)
    }

    fn file_by_file(&self, journal: &mut Journal) -> Result<(), Error> {
        journal.way = Way::Within;
        self.begin(journal)?;
        let switch = Within {
            desk: self.desk,
            target: self.target,
            journal,
            tick: self.tick,
        };
        let Err(why) = switch.forward() else {
            return Ok(());
        };
        switch.back()?;
        Journal::remove(self.desk).map_err(|e| failed(self.target, &e))?;
        Err(why)
    }

    fn flush(&self) -> io::Result<()> {
        system::flush(self.target)?;
        self.target.parent().map_or(Ok(()), system::flush)
    }
}

/// Flushes a folder and those in it; the files were flushed when they were written.
fn flush_tree(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            flush_tree(&entry.path())?;
        }
    }
    system::flush(folder)
}
