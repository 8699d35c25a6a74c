//! Pages that are not built yet.

use axum::Router;
use axum::extract::State;
use axum::routing::get;

use crate::page::desk::{Desk, Open};
use crate::page::failure::Answer;

/// Their addresses.
pub fn routes() -> Router<Open> {
    Router::new()
        .route("/form", get(async |desk: State<Desk>| show(&desk, "/form")))
        .route(
            "/review",
            get(async |desk: State<Desk>| show(&desk, "/review")),
        )
        .route(
            "/scores",
            get(async |desk: State<Desk>| show(&desk, "/scores")),
        )
        .route(
            "/settings",
            get(async |desk: State<Desk>| show(&desk, "/settings")),
        )
}

fn show(desk: &Desk, at: &'static str) -> Answer {
    Ok(desk.show(at, "plain.html", &()))
}
