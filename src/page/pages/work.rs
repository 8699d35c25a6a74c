//! Long work that a page begins, and what it came to when it was last done.

use serde::Serialize;

use crate::app::Progress;
use crate::page::desk::Desk;
use crate::page::failure::Failure;
use crate::page::job::Job;
use crate::text::without_command;

/// What work came to.
#[derive(Clone, Debug, Serialize)]
pub struct Said {
    done: bool,
    text: String,
}

impl Said {
    /// Of the work of this name; none where it was not done since the page was opened.
    pub fn of(desk: &Desk, work: &str) -> Option<Self> {
        let said: Result<String, String> = desk.said(work)?;
        Some(Self {
            done: said.is_ok(),
            text: without_command(&said.unwrap_or_else(|text| text)),
        })
    }
}

/// Begins it; the page shows how far it is, and what it came to.
///
/// # Errors
/// Other work is going on.
pub fn begin(
    desk: &Desk,
    title: &'static str,
    work: impl FnOnce(&dyn Progress) -> Result<String, String> + Send + 'static,
) -> Result<(), Failure> {
    let keeper = desk.clone();
    let end = move |said: Option<Result<String, String>>| {
        keeper.say(title, said.unwrap_or_else(|| Err(Failure::fault().said)));
    };
    Job::begin(desk.job(), title, move |watch| work(watch), end)
}
