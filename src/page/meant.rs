//! What is sent: all of a small form before anything is done with it, and for the folder that is open now.

use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use tokio::time::timeout;

use super::desk::Open;
use super::failure::Failure;

/// Bytes of a form without files.
const MOST: usize = 2 << 20;

/// Passes on what is whole and meant for this folder: a page that was opened on another one stays open in its tab.
pub async fn meant(
    State((open, patience)): State<(Open, Duration)>,
    request: Request,
    next: Next,
) -> Response {
    if request.method() != Method::POST {
        return next.run(request).await;
    }
    let desk = open.desk();
    let named = parameter(&request, "desk");
    if named.is_some_and(|named| named != desk.name()) {
        let said = format!(
            "这个网页是在另一个工作文件夹上打开的，现在打开的是“{}”。这一步没有办：请回到“开始”，看清楚是哪个文件夹再做。",
            desk.folder().display()
        );
        return Failure::busy(said).into_response();
    }
    match whole(request, patience).await {
        Ok(request) => next.run(request).await,
        Err(failure) => failure.into_response(),
    }
}

/// The request with all of its form; files are taken piece by piece by whoever wants them.
async fn whole(request: Request, patience: Duration) -> Result<Request, Failure> {
    let kind = request.headers().get(header::CONTENT_TYPE);
    if kind.is_some_and(is_of_files) {
        return Ok(request);
    }
    let (parts, body) = request.into_parts();
    let late = |_| {
        let said = "等了很久没有收到这张表单的全部内容，没有办。请再做一次。";
        Failure::new(StatusCode::REQUEST_TIMEOUT, said)
    };
    let came = timeout(patience, to_bytes(body, MOST))
        .await
        .map_err(late)?;
    let bytes = came.map_err(|_| {
        let said = "这张表单太长，或者没有送完，没有办。请改短以后再做一次。";
        Failure::new(StatusCode::PAYLOAD_TOO_LARGE, said)
    })?;
    Ok(Request::from_parts(parts, Body::from(bytes)))
}

fn is_of_files(kind: &HeaderValue) -> bool {
    kind.as_bytes().starts_with(b"multipart/")
}

/// A parameter of an address, as it is written there.
pub fn parameter<'r>(request: &'r Request, name: &str) -> Option<&'r str> {
    let query = request.uri().query()?;
    let mut parts = query.split('&').filter_map(|part| part.split_once('='));
    parts.find_map(|(own, said)| (own == name).then_some(said))
}
