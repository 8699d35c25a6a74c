//! What the frame of every page asks for: how the long work stands, that it shall stop, and that the program shall end.

use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Redirect};
use axum::routing::{get, post};
use serde::Deserialize;

use crate::page::desk::{Desk, Open};
use crate::page::failure::{Answer, Failure};
use crate::page::sent::Sent;
use crate::page::view::PAGES;

/// Its addresses.
pub fn routes() -> Router<Open> {
    Router::new()
        .route("/job", get(job))
        .route("/job/stop", post(stop))
        .route("/quit", post(quit))
}

async fn job(State(desk): State<Desk>) -> Answer {
    let standing = serde_json::to_string(&desk.job().standing());
    let standing = standing.map_err(|_| Failure::fault())?;
    Ok(([(header::CONTENT_TYPE, "application/json")], standing).into_response())
}

/// Where whoever stops the work was.
#[derive(Deserialize)]
struct Back {
    #[serde(default)]
    back: String,
}

async fn stop(State(desk): State<Desk>, Sent(Back { back }): Sent<Back>) -> Answer {
    desk.job().stop();
    let back = PAGES.iter().find(|(address, _)| *address == back);
    Ok(Redirect::to(back.map_or("/", |(address, _)| address)).into_response())
}

async fn quit(State(open): State<Open>) -> Answer {
    if let Some(job) = open.desk().job().standing() {
        let said = format!("正在{}，请等它做完，或者先停下它，再退出。", job.title);
        return Err(Failure::busy(said));
    }
    open.end().notify_one();
    Ok(crate::page::view::page(
        axum::http::StatusCode::OK,
        "ended.html",
        &(),
    ))
}
