//! What earlier runs left when they were ended: finished or taken back, then cleared away. Nothing is touched that is not
//! known to be ours and dead.

use std::fs;
use std::io;
use std::path::Path;

use super::desk::{self, Desk, Unfinished};
use super::journal::{Journal, Way, record_of};
use super::late;
use super::system;
use super::within::Within;
use crate::app::reason::{failed, refused};
use crate::error::Error;

/// Brings what was begun on a desk to its end, and clears it.
///
/// # Errors
/// It can be neither finished nor taken back now; it is left as it is.
pub fn settle(desk: &Desk, tick: &dyn Fn()) -> Result<(), Error> {
    let journal = Journal::read(desk).map_err(|_| {
        let why = "上一次运行没有写完，留下的记录读不懂，程序没有动它。请把这个文件夹移到别处保存，再运行";
        refused(desk.folder(), why)
    })?;
    if let Some(journal) = journal {
        let target = &journal.target(desk);
        let here = |e: io::Error| failed(target, &e);
        match journal.way {
            Way::Whole => whole(desk, target, &journal, tick).map_err(here)?,
            Way::Within => within(desk, target, &journal, tick)?,
        }
        tick();
        Journal::remove(desk).map_err(here)?;
    }
    tick();
    desk.clear_work();
    Ok(())
}

/// Clears what runs on other results left in this folder, and what one on this result left elsewhere than on its own `desk`.
///
/// # Errors
/// Another run is at work on this result, or what one left can be neither finished nor taken back.
pub fn sweep(folder: &Path, own: &Desk, target: &Path, tick: &dyn Fn()) -> Result<(), Error> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(());
    };
    let name = desk::name_for(target.file_name().unwrap_or_default());
    for entry in entries.flatten() {
        let path = entry.path();
        if !desk::is_name(&entry.file_name()) || path == own.folder() {
            continue;
        }
        let of_this = entry.file_name() == *name;
        // A desk on which nothing lies yet.
        if fs::remove_dir(&path).is_ok() {
            continue;
        }
        match Desk::take_dead(&path) {
            Err(Some(Unfinished::Busy)) if of_this => {
                return Err(Error::Busy(target.to_path_buf()));
            }
            Err(_) => {}
            Ok(left) => {
                let settled = settle(&left, tick);
                if of_this {
                    settled?;
                }
            }
        }
    }
    Ok(())
}

/// Whether a run is at work on this result, or was ended while it put it in place; changes nothing.
pub fn unfinished(target: &Path) -> Option<Unfinished> {
    let name = desk::name_for(target.file_name().unwrap_or_default());
    let folders = [target.parent(), Some(target)];
    folders
        .into_iter()
        .flatten()
        .find_map(|folder| Desk::look(&folder.join(&name)))
}

fn whole(desk: &Desk, target: &Path, journal: &Journal, tick: &dyn Fn()) -> io::Result<()> {
    let (new, old) = (desk.result(), desk.old());
    if !old.exists() {
        if !new.exists() {
            return Ok(());
        }
        let is_new = |folder: &Path| record_of(folder) == journal.record;
        if is_new(&new) && !is_new(target) {
            return Ok(());
        }
        tick();
        system::rename(&new, &old)?;
    } else if !target.exists() {
        tick();
        // The new result is missing only where people have removed it since.
        system::rename(if new.exists() { &new } else { &old }, target)?;
    }
    system::flush(target)?;
    tick();
    if old.exists() {
        late::rescue(&old, target, &journal.plan)?;
    }
    Ok(())
}

fn within(desk: &Desk, target: &Path, journal: &Journal, tick: &dyn Fn()) -> Result<(), Error> {
    let switch = Within {
        desk,
        target,
        journal,
        tick,
    };
    if switch.forward().is_err() {
        return switch.back();
    }
    if desk.old().exists() {
        let rescued = late::rescue(&desk.old(), target, &journal.plan);
        rescued.map_err(|e| failed(target, &e))?;
    }
    Ok(())
}
