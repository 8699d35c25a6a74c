//! Pages that are not built yet.

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;

use crate::page::desk::{Desk, Open};

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

fn show(desk: &Desk, at: &'static str) -> Response {
    desk.show(at, "plain.html", &())
}
