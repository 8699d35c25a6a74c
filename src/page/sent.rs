//! What is sent with a form; what is not as a form sends it is refused in words.

use axum::extract::{Form, FromRequest, Multipart, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use serde::de::DeserializeOwned;

use super::failure::Failure;
use super::sips::{Sips, Waiting};

/// The fields of a form. One without fields sends nothing.
#[derive(Debug)]
pub struct Sent<T>(pub T);

/// The files of a form.
#[derive(Debug)]
pub struct Files {
    /// The parts of it.
    pub parts: Multipart,
    /// How much has come of which nothing is made yet.
    pub waiting: Waiting,
}

fn unread() -> Failure {
    let said = "这张表单没有读懂，没有办。请回到网页，重新填一次。";
    Failure::new(StatusCode::BAD_REQUEST, said)
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Sent<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let mut request = request;
        let kind = HeaderValue::from_static("application/x-www-form-urlencoded");
        request.headers_mut().entry(CONTENT_TYPE).or_insert(kind);
        let form = Form::from_request(request, state).await;
        form.map(|Form(fields)| Self(fields)).map_err(|_| unread())
    }
}

impl<S: Send + Sync> FromRequest<S> for Files {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let waiting = Waiting::default();
        let request = request.map(|body| Sips::of(body, &waiting));
        let parts = Multipart::from_request(request, state).await;
        let parts = parts.map_err(|_| unread())?;
        Ok(Self { parts, waiting })
    }
}
