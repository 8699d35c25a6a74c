//! What a page is about: the working folder that is open, what is going on in it, and what is to be told.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::FromRef;
use axum::response::Response;
use chrono::Local;
use serde::Serialize;
use tokio::sync::Notify;

use super::failure::{Answer, Failure};
use super::frame::Frame;
use super::job::Job;
use super::kept::{Kept, state};
use super::memory::{Memory, Refused};
use super::upload::Limits;
use crate::app::{self, Ballot, Hold, Inbox, Inputs, Listed};
use crate::digest::sha256_hex;
use crate::error::Error;
use crate::policy::Policy;
use crate::text::without_command;

/// What came of reading: what has come in, or why it could not be read.
pub type Read = Result<Arc<Inbox>, String>;

/// What stands in the result folder.
#[derive(Debug)]
pub struct Found {
    /// The result; none where there is none.
    pub listed: Option<Listed>,
    /// Whether something is decided in its review workbook.
    pub decided: bool,
}

/// The working folder that is open. Cheap to clone; everything it knows is in the files of the folder, so that nothing is
/// lost with it.
#[derive(Clone, Debug)]
pub struct Desk(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    folder: PathBuf,
    hold: Hold,
    limits: Limits,
    job: Arc<Job>,
    came: Kept<Read>,
    policy: Kept<Result<Arc<Policy>, String>>,
    written: Kept<Arc<Found>>,
    outdated: Kept<Arc<Vec<String>>>,
    ballot: Kept<Option<Arc<Ballot>>>,
    told: Mutex<Vec<String>>,
    said: Mutex<BTreeMap<&'static str, Result<String, String>>>,
    memory: Memory,
}

impl Desk {
    /// Opens a working folder; it need not be prepared yet, nor be there.
    ///
    /// # Errors
    /// It cannot be written, or another page is open on it.
    pub fn open(folder: &Path, limits: Limits) -> Result<Self, Error> {
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf());
        let hold = Hold::take(&folder)?;
        Ok(Self(Arc::new(Inner {
            folder,
            hold,
            limits,
            job: Arc::default(),
            came: Kept::default(),
            policy: Kept::default(),
            written: Kept::default(),
            outdated: Kept::default(),
            ballot: Kept::default(),
            told: Mutex::default(),
            said: Mutex::default(),
            memory: Memory::default(),
        })))
    }

    /// The working folder.
    pub fn folder(&self) -> &Path {
        &self.0.folder
    }

    /// The working folder as forms name it, so that none is sent to another one.
    pub fn name(&self) -> String {
        let whole = sha256_hex(self.0.folder.as_os_str().as_encoded_bytes());
        whole.chars().take(12).collect()
    }

    /// A file or folder in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.folder.join(name)
    }

    /// 收表.
    pub fn inbox(&self) -> PathBuf {
        self.path("收表")
    }

    /// 结果.
    pub fn result(&self) -> PathBuf {
        self.path("结果")
    }

    /// The long work going on.
    pub fn job(&self) -> &Arc<Job> {
        &self.0.job
    }

    /// What has come in, as it was last read.
    pub fn came(&self) -> &Kept<Read> {
        &self.0.came
    }

    /// The review workbook, as it was last read.
    pub fn read_ballot(&self) -> &Kept<Option<Arc<Ballot>>> {
        &self.0.ballot
    }

    /// The policy in force here.
    ///
    /// # Errors
    /// It is not valid; what is wrong with it.
    pub fn policy(&self) -> Result<Arc<Policy>, String> {
        let read = || app::load_policy(None, &self.places()).map(Arc::new);
        let read = || read().map_err(|error| without_command(&error.to_string()));
        self.0.policy.of(state(&self.policy_files()), read)
    }

    /// The files of which the policy may be made: where forms lie, here, and in the folders above.
    pub fn policy_files(&self) -> Vec<PathBuf> {
        let inbox = self.inbox();
        inbox.ancestors().flat_map(app::policy_files).collect()
    }

    /// What the result folder holds.
    pub fn found(&self) -> Arc<Found> {
        let mut files = self.policy_files();
        files.push(self.result());
        let look = || Found {
            listed: app::listed(&self.result()),
            decided: matches!(app::decided(&self.inputs(), &self.result()), Ok(Some(_))),
        };
        self.0.written.of(state(&files), || Arc::new(look()))
    }

    /// What the result was made from that is another one now, a sentence each.
    pub fn outdated(&self) -> Arc<Vec<String>> {
        let mut files = self.policy_files();
        files.extend([self.result().join(app::RECORD), self.inbox()]);
        let look = || {
            let trouble = |e: Error| vec![without_command(&e.to_string())];
            app::outdated(&self.result()).unwrap_or_else(trouble)
        };
        let of = state(&files);
        self.0.outdated.of(of, || Arc::new(look()))
    }

    /// How much may be sent at once.
    pub fn limits(&self) -> Limits {
        self.0.limits
    }

    /// What a run reads, as the command line does in this folder: its own policy, the year it says, today.
    pub fn inputs(&self) -> Inputs {
        Inputs {
            paths: vec![self.inbox()],
            policy: None,
            year: None,
            date: Local::now().date_naive(),
            jobs: 0,
        }
    }

    /// The steps that can be taken back.
    pub fn memory(&self) -> &Memory {
        &self.0.memory
    }

    /// The hold on the folder.
    pub fn hold(&self) -> &Hold {
        &self.0.hold
    }

    /// What the work of this name last came to, or why it came to nothing.
    pub fn said(&self, work: &str) -> Option<Result<String, String>> {
        let said = self.0.said.lock().unwrap_or_else(PoisonError::into_inner);
        said.get(work).cloned()
    }

    /// Takes note of what work of this name came to.
    pub fn say(&self, work: &'static str, came: Result<String, String>) {
        let mut said = self.0.said.lock().unwrap_or_else(PoisonError::into_inner);
        said.insert(work, came);
    }

    /// Says something on the next page that is shown.
    pub fn tell(&self, said: impl Into<String>) {
        self.told().push(without_command(&said.into()));
    }

    fn told(&self) -> MutexGuard<'_, Vec<String>> {
        self.0.told.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The page at this address; its template finds what it says as `page.own`.
    pub fn show<T: Serialize>(&self, at: &'static str, template: &str, own: &T) -> Response {
        let job = self.0.job.standing();
        let mut told = self.told();
        let frame = Frame {
            at,
            folder: self.0.folder.display().to_string(),
            desk: self.name(),
            told: told.clone(),
            job,
        };
        // The page is loaded anew when the work is done.
        if frame.job.is_none() {
            told.clear();
        }
        drop(told);
        frame.around(template, own)
    }

    /// What was done, or the page with the form that was refused in it.
    ///
    /// # Errors
    /// What `page` says.
    pub async fn or_refused<T: Serialize + Send + 'static>(
        &self,
        done: Answer,
        form: Refused,
        (at, template): (&'static str, &str),
        page: impl FnOnce(&Self, Refused) -> Result<T, Failure> + Send + 'static,
    ) -> Answer {
        let Err(failure) = done else { return done };
        let refused = form.because(failure.said);
        let own = self.work(|desk| page(desk, refused)).await?;
        let mut answer = self.show(at, template, &own);
        *answer.status_mut() = failure.status;
        Ok(answer)
    }

    /// Does something that reads or writes files, away from the thread that answers.
    ///
    /// # Errors
    /// What it says, or the program failed in it.
    pub async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let desk = self.clone();
        let done = tokio::task::spawn_blocking(move || work(&desk)).await;
        done.unwrap_or_else(|_| Err(Failure::fault()))
    }
}

/// All that is open: the desk, which may be changed for another one.
#[derive(Clone, Debug)]
pub struct Open {
    desk: Arc<Mutex<Desk>>,
    end: Arc<Notify>,
}

impl Open {
    /// With this desk.
    pub fn new(desk: Desk) -> Self {
        Self {
            desk: Arc::new(Mutex::new(desk)),
            end: Arc::default(),
        }
    }

    /// The desk.
    pub fn desk(&self) -> Desk {
        self.lock().clone()
    }

    /// # Errors
    /// Work is going on in the folder that is open: it cannot be left now.
    pub fn is_free(&self) -> Result<(), Failure> {
        match self.desk().job().standing() {
            Some(job) => Err(Failure::busy(format!(
                "正在{}，做完再换文件夹。什么也没有改。",
                job.title
            ))),
            None => Ok(()),
        }
    }

    /// Opens another working folder in place of the one that is open.
    ///
    /// # Errors
    /// Work is going on in that one, or as for [`Desk::open`].
    pub fn change(&self, folder: &Path) -> Result<Desk, Failure> {
        let same = |a: &Path, b: &Path| {
            let a = a.canonicalize();
            a.is_ok_and(|a| b.canonicalize().is_ok_and(|b| a == b))
        };
        if same(folder, self.desk().folder()) {
            return Ok(self.desk());
        }
        self.is_free()?;
        let mut desk = self.lock();
        *desk = Desk::open(folder, desk.limits())?;
        Ok(desk.clone())
    }

    /// What is told when the program shall end.
    pub fn end(&self) -> Arc<Notify> {
        Arc::clone(&self.end)
    }

    fn lock(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl FromRef<Open> for Desk {
    fn from_ref(open: &Open) -> Self {
        open.desk()
    }
}
