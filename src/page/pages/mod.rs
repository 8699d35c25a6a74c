//! The pages, one file each.

mod blanks;
mod form;
mod forms;
mod frame;
mod results;
mod review;
mod scores;
mod settings;
mod start;
mod told;
mod withdraw;
mod work;

use axum::Router;

use super::assets;
use super::desk::Open;
use super::failure::Failure;

/// The addresses of all pages.
pub fn routes() -> Router<Open> {
    Router::new()
        .merge(start::routes())
        .merge(blanks::routes())
        .merge(forms::routes())
        .merge(form::routes())
        .merge(review::routes())
        .merge(scores::routes())
        .merge(settings::routes())
        .merge(results::routes())
        .merge(frame::routes())
        .merge(assets::routes())
        .fallback(async || Failure::missing("没有这一页。请从上面的栏目里选。"))
        .method_not_allowed_fallback(async || Failure::missing("这一页不能这样用。"))
}
