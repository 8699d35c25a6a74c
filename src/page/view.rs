//! What is shown: templates filled with what a page says.

use std::io::{Error, Result};
use std::sync::LazyLock;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::writer::template::Templates;

/// The pages, each with its address and its name, in the order of a year's work.
pub const PAGES: [(&str, &str); 7] = [
    ("/", "开始"),
    ("/forms", "收表"),
    ("/form", "看表"),
    ("/review", "评审"),
    ("/scores", "考核"),
    ("/results", "结果"),
    ("/settings", "口径"),
];

/// Names the templates: each is a file of `templates/serve`.
macro_rules! templates {
    ($($name:literal),+ $(,)?) => {
        [$(($name, include_str!(concat!("../../templates/serve/", $name)))),+]
    };
}

static TEMPLATES: LazyLock<Result<Templates>> = LazyLock::new(|| {
    Templates::new(&templates![
        "ended.html",
        "failure.html",
        "form.html",
        "forms.html",
        "layout.html",
        "parts.html",
        "results.html",
        "review.html",
        "scores.html",
        "settings.html",
        "start.html",
    ])
});

/// A page as text.
///
/// # Errors
/// There is no such template, or it asks for what `page` does not say.
pub fn text(template: &str, page: &impl Serialize) -> Result<String> {
    let all = TEMPLATES.as_ref();
    let all = all.map_err(|error| Error::other(error.to_string()))?;
    all.fill(template, page)
}

/// A page; its template finds what it says as `page`.
pub fn page(status: StatusCode, template: &str, page: &impl Serialize) -> Response {
    match text(template, page) {
        Ok(text) => (status, HTML, text).into_response(),
        Err(error) => faulty(&error),
    }
}

const HTML: [(header::HeaderName, HeaderValue); 1] = [(
    header::CONTENT_TYPE,
    HeaderValue::from_static("text/html; charset=utf-8"),
)];

fn faulty(error: &Error) -> Response {
    let said = format!("这一页没有做出来，是程序的缺陷，请告诉维护人员：{error}");
    (StatusCode::INTERNAL_SERVER_ERROR, said).into_response()
}
