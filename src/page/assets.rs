//! The style sheet, the script and the sign of the pages.

use axum::Router;
use axum::http::header;
use axum::routing::get;

use super::desk::Open;

/// Where they are found.
pub const UNDER: &str = "/assets/";

/// Their names and kinds. They say nothing of anybody, and are given to whoever reaches the server.
const ASSETS: [(&str, &str, &str); 3] = [
    (
        "style.css",
        "text/css; charset=utf-8",
        include_str!("../../templates/serve/style.css"),
    ),
    (
        "page.js",
        "text/javascript; charset=utf-8",
        include_str!("../../templates/serve/page.js"),
    ),
    (
        "icon.svg",
        "image/svg+xml",
        include_str!("../../templates/serve/icon.svg"),
    ),
];

/// Their addresses.
pub fn routes() -> Router<Open> {
    ASSETS
        .iter()
        .fold(Router::new(), |router, (name, kind, text)| {
            let answer = async move || ([(header::CONTENT_TYPE, *kind)], *text);
            router.route(&format!("{UNDER}{name}"), get(answer))
        })
}
