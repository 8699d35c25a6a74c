//! Blank forms, from 开始: what the sections fill in, ledgers, score sheets and cross checks, written into the working folder.

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect};
use axum::routing::post;
use serde::Deserialize;

use super::work::begin;
use crate::app::{self, CrossCheckOptions, Inputs, TemplateOptions};
use crate::page::desk::{Desk, Open};
use crate::page::failure::Answer;
use crate::page::sent::Sent;

/// What the work is called.
pub const BLANKS: &str = "生成空白表";
/// The folder they are written to.
const FOLDER: &str = "空白表";
/// The folder that the forms of a cross check and of a vote are written to.
const CROSS_CHECK: &str = "互查评议";

/// Its address.
pub fn routes() -> Router<Open> {
    Router::new()
        .route("/start/blanks", post(make))
        .route("/start/cross-check", post(cross_check))
}

/// What is asked for.
#[derive(Debug, Deserialize)]
struct Asked {
    /// Last year's result, whose entries are filled in.
    #[serde(default)]
    previous: String,
}

async fn make(State(desk): State<Desk>, Sent(asked): Sent<Asked>) -> Answer {
    let previous = Some(asked.previous.trim()).filter(|path| !path.is_empty());
    let previous = Inputs {
        paths: previous.map(|path| desk.path(path)).into_iter().collect(),
        ..desk.inputs()
    };
    let out = desk.path(FOLDER);
    let options = TemplateOptions { out, previous };
    begin(&desk, BLANKS, move |watch| {
        let made = app::template(&options, watch);
        made.map(|made| made.summary).map_err(|e| e.to_string())
    })?;
    Ok(Redirect::to("/#blanks").into_response())
}

async fn cross_check(State(desk): State<Desk>) -> Answer {
    let result = Inputs {
        paths: vec![desk.result()],
        ..desk.inputs()
    };
    let options = CrossCheckOptions {
        out: desk.path(CROSS_CHECK),
        result,
        seed: None,
    };
    begin(&desk, BLANKS, move |watch| {
        let made = app::cross_check(&options, watch);
        made.map(|made| made.summary).map_err(|e| e.to_string())
    })?;
    Ok(Redirect::to("/#blanks").into_response())
}
