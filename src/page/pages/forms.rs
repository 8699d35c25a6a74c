//! TODO.

use axum::Router;
use axum::extract::State;
use axum::routing::get;

use crate::page::desk::{Desk, Open};
use crate::page::failure::Answer;

/// Its addresses.
pub fn routes() -> Router<Open> {
    Router::new().route("/forms", get(show))
}

async fn show(State(desk): State<Desk>) -> Answer {
    Ok(desk.show("/forms", "forms.html", &()))
}
