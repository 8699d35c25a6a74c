//! The frame that all pages share: where one can go, what is going on, what has just been done.

use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;

use super::job::Standing;
use super::view::{self, PAGES};

/// What the frame says.
#[derive(Debug, Serialize)]
pub struct Frame {
    /// The address of the page.
    pub at: &'static str,
    /// The working folder.
    pub folder: String,
    /// The folder as forms name it.
    pub desk: String,
    /// What has just been done, said once.
    pub told: Vec<String>,
    /// Work that is going on.
    pub job: Option<Standing>,
}

/// A page in its frame.
#[derive(Serialize)]
struct Framed<'p, T> {
    pages: [(&'static str, &'static str); 7],
    title: &'static str,
    frame: &'p Frame,
    own: &'p T,
}

impl Frame {
    /// A page in this frame; its template finds what the page says as `page.own`.
    pub fn around<T: Serialize>(&self, template: &str, own: &T) -> Response {
        let title = PAGES.iter().find(|(address, _)| *address == self.at);
        let framed = Framed {
            pages: PAGES,
            title: title.map_or("", |(_, title)| title),
            frame: self,
            own,
        };
        view::page(StatusCode::OK, template, &framed)
    }
}
