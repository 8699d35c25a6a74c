//! 撤回 on 收表: a form is taken out of the inbox, and put back.

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect};
use axum::routing::post;
use serde::Deserialize;

use super::form::source;
use crate::app;
use crate::page::desk::{Desk, Open};
use crate::page::failure::Answer;
use crate::page::sent::Sent;

/// Its addresses.
pub fn routes() -> Router<Open> {
    Router::new()
        .route("/forms/withdraw", post(withdraw))
        .route("/forms/back", post(back))
}

/// What was taken out: how it is named, and its name in the inbox.
pub fn shown(desk: &Desk) -> Vec<(String, String)> {
    let there = app::withdrawn(desk.folder()).into_iter();
    there.map(|file| (file.id, file.name)).collect()
}

/// Which file is meant.
#[derive(Debug, Deserialize)]
struct Meant {
    file: String,
}

async fn withdraw(State(desk): State<Desk>, Sent(meant): Sent<Meant>) -> Answer {
    let said = desk.work(move |desk| {
        desk.is_idle()?;
        let source = source(desk, &meant.file)?;
        let at = (desk.folder(), &*desk.inbox());
        let out = app::withdraw(desk.hold(), at, &source)?;
        Ok(format!(
            "已撤回“{}”：没有删，移到了“{}”，不再读它。撤错了的，在这一页下面点“放回”。",
            out.name, out.id
        ))
    });
    desk.tell(said.await?);
    Ok(Redirect::to("/forms").into_response())
}

async fn back(State(desk): State<Desk>, Sent(meant): Sent<Meant>) -> Answer {
    let said = desk.work(move |desk| {
        desk.is_idle()?;
        let at = (desk.folder(), &*desk.inbox());
        let back = app::put_back(desk.hold(), at, &meant.file)?;
        Ok(format!("已放回“{}”，照旧算收到的表。", back.name))
    });
    desk.tell(said.await?);
    Ok(Redirect::to("/forms").into_response())
}
