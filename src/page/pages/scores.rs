//! 考核: what of the year's scores is still open, and who is to give it.

use axum::Router;
use axum::extract::{Query, State};
use axum::routing::get;
use serde::{Deserialize, Serialize};

use super::told::coded;
use crate::app::{self, OpenScores};
use crate::page::desk::{Desk, Open};
use crate::page::failure::Answer;
use crate::text::without_command;

/// Items on a page.
const ON_A_PAGE: usize = 100;

/// Its addresses.
pub fn routes() -> Router<Open> {
    Router::new().route("/scores", get(show))
}

/// What is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    /// Those one evaluator is to give alone.
    by: String,
    from: usize,
}

/// What the page says.
#[derive(Serialize)]
struct Page {
    /// The items of this page stand in it alone.
    open: Option<OpenScores>,
    by: String,
    by_coded: String,
    /// Who gives how many, each as a part of an address too.
    evaluators: Vec<(String, String, usize)>,
    from: usize,
    to: usize,
    all: usize,
    most: usize,
}

async fn show(State(desk): State<Desk>, Query(asked): Query<Asked>) -> Answer {
    let page = desk.work(move |desk| {
        let (policy, _) = desk.today()?;
        let mut open = app::open_scores(&desk.result(), &policy)?;
        let mut page = Page {
            open: None,
            by: asked.by.clone(),
            by_coded: coded(&asked.by),
            evaluators: Vec::new(),
            from: 0,
            to: 0,
            all: 0,
            most: ON_A_PAGE,
        };
        if let Some(open) = &mut open {
            for remark in &mut open.remarks {
                remark.message = without_command(&remark.message);
                remark.help = without_command(&remark.help);
            }
            let by = open.by.iter();
            page.evaluators = by
                .map(|(who, count)| (who.clone(), coded(who), *count))
                .collect();
            let own = |by: &str| asked.by.is_empty() || by.split('、').any(|who| who == asked.by);
            open.items.retain(|item| own(&item.by));
            page.all = open.items.len();
            page.from = asked.from.min(page.all.saturating_sub(1)) / ON_A_PAGE * ON_A_PAGE;
            page.to = page.all.min(page.from + ON_A_PAGE);
            open.items.truncate(page.to);
            open.items.drain(..page.from);
        }
        page.open = open;
        Ok(page)
    });
    Ok(desk.show("/scores", "scores.html", &page.await?))
}
