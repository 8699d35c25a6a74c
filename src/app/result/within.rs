//! The switch where the folder itself cannot be moved: its files one by one. Every step can be repeated, and taken back.

use std::fs;
use std::io;
use std::path::Path;

use super::desk::Desk;
use super::journal::Journal;
use super::plan::above;
use super::system;
use crate::app::reason::failed;
use crate::error::Error;

/// A switch of single files, by its journal.
pub struct Within<'a> {
    pub desk: &'a Desk,
    pub target: &'a Path,
    pub journal: &'a Journal,
    /// Called before every step.
    pub tick: &'a dyn Fn(),
}

impl Within<'_> {
    /// Goes on to the end from wherever it was broken off.
    ///
    /// # Errors
    /// A file cannot be moved.
    pub fn forward(&self) -> Result<(), Error> {
        let plan = &self.journal.plan;
        for kept in &plan.aside {
            let (from, to) = (self.target.join(&kept.from), self.target.join(&kept.to));
            if there(&from) && !there(&to) {
                self.step(&from, &to)?;
            }
        }
        for folder in &self.journal.folders {
            let folder = self.target.join(folder);
            fs::create_dir_all(&folder).map_err(|e| failed(&folder, &e))?;
        }
        for path in &plan.files {
            if there(&self.desk.result().join(path)) {
                self.lay_by(path)?;
                self.step(&self.desk.result().join(path), &self.target.join(path))?;
            }
        }
        for path in plan.gone() {
            self.lay_by(path)?;
            // A folder of which nothing is left goes with it.
            let folders: Vec<String> = above(path).collect();
            let emptied = |f: &String| fs::remove_dir(self.target.join(f)).is_ok();
            let _ = folders.iter().rev().take_while(|f| emptied(f)).count();
        }
        self.flush().map_err(|e| failed(self.target, &e))
    }

    /// Takes back whatever was done.
    ///
    /// # Errors
    /// A file cannot be moved back.
    pub fn back(&self) -> Result<(), Error> {
        let plan = &self.journal.plan;
        for path in &plan.files {
            let (new, here) = (self.desk.result().join(path), self.target.join(path));
            if !there(&new) && there(&here) {
                self.step(&here, &new)?;
            }
        }
        for path in plan.files.iter().chain(&plan.ours) {
            let old = self.desk.old().join(path);
            if there(&old) {
                let here = self.target.join(path);
                if let Some(parent) = here.parent() {
                    fs::create_dir_all(parent).map_err(|e| failed(&here, &e))?;
                }
                self.step(&old, &here)?;
            }
        }
        for folder in self.journal.folders.iter().rev() {
            // Stays where people have put something into it.
            let _ = fs::remove_dir(self.target.join(folder));
        }
        for kept in &plan.aside {
            let (from, to) = (self.target.join(&kept.from), self.target.join(&kept.to));
            if there(&to) && !there(&from) {
                self.step(&to, &from)?;
            }
        }
        self.flush().map_err(|e| failed(self.target, &e))
    }

    /// Lays the old file of this path by, if it still stands there.
    fn lay_by(&self, path: &str) -> Result<(), Error> {
        let (here, old) = (self.target.join(path), self.desk.old().join(path));
        if !there(&here) || there(&old) {
            return Ok(());
        }
        if let Some(parent) = old.parent() {
            fs::create_dir_all(parent).map_err(|e| failed(&here, &e))?;
        }
        self.step(&here, &old)
    }

    fn step(&self, from: &Path, to: &Path) -> Result<(), Error> {
        (self.tick)();
        let outside = if from.starts_with(self.desk.folder()) {
            to
        } else {
            from
        };
        system::rename(from, to).map_err(|e| failed(outside, &e))
    }

    fn flush(&self) -> io::Result<()> {
        let folders = self.journal.folders.iter();
        for folder in folders.map(|f| self.target.join(f)).filter(|f| f.is_dir()) {
            system::flush(&folder)?;
        }
        system::flush(self.target)?;
        system::flush(self.desk.folder())
    }
}

fn there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}
