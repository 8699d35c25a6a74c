//! What did not work out, as a sentence on a page.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::view::PAGES;
use super::{opener, view};
use crate::error::Error;
use crate::text::without_command;

/// What a handler answers.
pub type Answer = Result<Response, Failure>;

/// Why something was not done, and what to do about it.
#[derive(Debug)]
pub struct Failure {
    /// The status.
    pub status: StatusCode,
    /// The sentence.
    pub said: String,
}

impl Failure {
    /// With a status and a sentence.
    pub fn new(status: StatusCode, said: impl Into<String>) -> Self {
        let said = without_command(&said.into());
        Self { status, said }
    }

    /// What was asked for cannot be done as it stands.
    pub fn refused(said: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, said)
    }

    /// There is no such thing.
    pub fn missing(said: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, said)
    }

    /// Something else is going on that it would get in the way of.
    pub fn busy(said: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, said)
    }

    /// A fault of the program.
    pub fn fault() -> Self {
        let said = "程序出了差错，这一步没有做。这是程序的缺陷，不是您的操作有误：收来的表和结果都没有动。请把做到哪一步出的错告诉维护人员。";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, said)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let said = error.to_string();
        match error {
            Error::Busy(_) | Error::Open(_) => Self::busy(said),
            _ => Self::refused(said),
        }
    }
}

/// What the page of a failure says.
#[derive(Serialize)]
struct Told<'t> {
    title: &'static str,
    lines: Vec<&'t str>,
    /// Whether there is a server to go back to.
    served: bool,
    pages: [(&'static str, &'static str); 7],
}

impl<'t> Told<'t> {
    fn new(title: &'static str, said: &'t str) -> Self {
        let lines = said.lines().collect();
        Self {
            title,
            lines,
            served: true,
            pages: PAGES,
        }
    }
}

const TEMPLATE: &str = "failure.html";

/// Shows why there is no page, to whoever has no window in which it could be said: a file that the browser opens. Nobody needs
/// it afterwards; it lies where the system clears away by itself.
pub fn show_alone(said: &str) {
    let said = without_command(said);
    let told = Told {
        served: false,
        ..Told::new("没有打开", &said)
    };
    let file = std::env::temp_dir().join("清风没有打开.html");
    let written = view::text(TEMPLATE, &told).and_then(|page| std::fs::write(&file, page));
    if written.is_ok() {
        opener::open(file.as_os_str());
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let title = match self.status {
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => "没有打开",
            StatusCode::NOT_FOUND => "没有找到",
            StatusCode::INTERNAL_SERVER_ERROR => "程序出了差错",
            _ => "没有办成",
        };
        view::page(self.status, TEMPLATE, &Told::new(title, &self.said))
    }
}
