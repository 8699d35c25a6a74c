//! Long work: one piece at a time for a working folder, on a thread of its own, watched and ended from the page.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use serde::Serialize;

use super::failure::Failure;
use crate::app::Progress;
use crate::quiet::quietly;

/// How far the work has come, and whether it shall stop.
#[derive(Debug, Default)]
pub struct Watch {
    all: AtomicUsize,
    done: AtomicUsize,
    read: AtomicBool,
    stop: AtomicBool,
    file: Mutex<String>,
}

impl Progress for Watch {
    fn start(&self, files: usize) {
        self.done.store(0, SeqCst);
        self.read.store(false, SeqCst);
        self.all.store(files, SeqCst);
    }

    fn file_done(&self, file: &str) {
        file.clone_into(&mut self.file.lock().unwrap_or_else(PoisonError::into_inner));
        self.done.fetch_add(1, SeqCst);
    }

    fn finish(&self) {
        self.read.store(true, SeqCst);
    }

    fn stop(&self) -> bool {
        self.stop.load(SeqCst)
    }
}

/// Work that is going on, as it stands.
#[derive(Clone, Debug, Serialize)]
pub struct Standing {
    /// What is done.
    pub title: &'static str,
    /// Files to read; 0 while that is not known.
    pub all: usize,
    /// Files read.
    pub done: usize,
    /// The file read last.
    pub file: String,
    /// Whether all is read, and it is being put together.
    pub read: bool,
    /// Whether it was told to stop.
    pub stopping: bool,
}

/// The work of a working folder.
#[derive(Debug, Default)]
pub struct Job(Mutex<Option<(&'static str, Arc<Watch>)>>);

impl Job {
    /// How the work stands that is going on; none if there is none.
    pub fn standing(&self) -> Option<Standing> {
        let slot = self.slot();
        let (title, watch) = slot.as_ref()?;
        let file = watch.file.lock().unwrap_or_else(PoisonError::into_inner);
        Some(Standing {
            title,
            all: watch.all.load(SeqCst),
            done: watch.done.load(SeqCst),
            file: file.clone(),
            read: watch.read.load(SeqCst),
            stopping: watch.stop(),
        })
    }

    /// Tells the work to stop.
    pub fn stop(&self) {
        if let Some((_, watch)) = self.slot().as_ref() {
            watch.stop.store(true, SeqCst);
        }
    }

    /// Begins work on a thread of its own; `end` takes what came of it, and none where the program failed in it. Until that is
    /// taken the work is going on.
    ///
    /// # Errors
    /// Other work is going on.
    pub fn begin<T: 'static>(
        this: &Arc<Self>,
        title: &'static str,
        work: impl FnOnce(&Watch) -> T + Send + 'static,
        end: impl FnOnce(Option<T>) + Send + 'static,
    ) -> Result<(), Failure> {
        let mut slot = this.slot();
        if let Some((title, _)) = slot.as_ref() {
            return Err(Failure::busy(format!(
                "正在{title}，请等它做完，或者先停下它。"
            )));
        }
        let watch = Arc::new(Watch::default());
        *slot = Some((title, Arc::clone(&watch)));
        drop(slot);
        let job = Arc::clone(this);
        let spawned = thread::Builder::new().spawn(move || {
            end(quietly(|| work(&watch)).ok());
            *job.slot() = None;
        });
        spawned.map(drop).map_err(|_| {
            *this.slot() = None;
            Failure::refused("系统现在开不了新的工作，请关掉一些别的程序再试。")
        })
    }

    fn slot(&self) -> std::sync::MutexGuard<'_, Option<(&'static str, Arc<Watch>)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
