//! 评审: what the leading group decides, row by row, a section at a time or all that is left. Every decision is a row of the
//! review workbook in the result.

mod item;
mod pair;
mod shown;

use axum::Router;
use axum::extract::{Form, Query, State};
use axum::response::{IntoResponse as _, Redirect};
use axum::routing::{get, post};
use chrono::{Datelike as _, NaiveDate};
use serde::Deserialize;

use super::told::coded;
use crate::app::{Act, Ballot, Spot};
use crate::model::{Choice, Level, Ruling};
use crate::page::desk::{Desk, Open};
use crate::page::failure::{Answer, Failure};
use crate::page::memory::Refused;

use shown::{BY, Page, Tab};

/// Its addresses.
pub fn routes() -> Router<Open> {
    Router::new()
        .route("/review", get(show))
        .route("/review/do", post(decide))
        .route("/review/by", post(by))
        .route("/review/undo", post(undo))
}

/// Where on the page somebody is.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Where {
    /// Which rows.
    tab: Tab,
    /// Those of a section alone.
    section: String,
    /// The first one.
    from: usize,
}

impl Where {
    fn address(&self, at: &str) -> String {
        let section = coded(&self.section);
        let at = coded(at);
        format!(
            "/review?tab={}&section={section}&from={}#{at}",
            self.tab.key(),
            self.from
        )
    }
}

async fn show(State(desk): State<Desk>, Query(place): Query<Where>) -> Answer {
    let page = desk.work(move |desk| Page::of(desk, &place)).await?;
    Ok(desk.show("/review", "review.html", &page))
}

/// What was clicked.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Sent {
    /// Digest of the workbook when the page was shown.
    seen: String,
    /// The row.
    at: String,
    /// What of it.
    act: String,
    reason: String,
    /// The section to be agreed to or confirmed.
    of: String,
    tab: Tab,
    section: String,
    from: usize,
    /// Where to go on.
    next: String,
}

impl Sent {
    fn place(&self) -> Where {
        Where {
            tab: self.tab,
            section: self.section.clone(),
            from: self.from,
        }
    }

    fn spot(&self) -> Result<Spot, Failure> {
        let (sheet, row) = self.at.split_once('.').unwrap_or_default();
        match (sheet.parse(), row.parse()) {
            (Ok(sheet), Ok(row)) => Ok(Spot { sheet, row }),
            _ => Err(Failure::refused("没有说明是哪一条。请刷新页面再点。")),
        }
    }

    fn act(&self) -> Result<Act, Failure> {
        let of = || Some(self.of.clone()).filter(|of| !of.is_empty());
        let pair = |choice| Ok(Act::Pair(self.spot()?, choice, self.reason.clone()));
        match self.act.as_str() {
            "strike" => Ok(Act::Rule(self.spot()?, Ruling::Struck, self.reason.clone())),
            "clear" => Ok(Act::Clear(self.spot()?)),
            "merge" => pair(Choice::Merge),
            "apart" => pair(Choice::Apart),
            "agree" => Ok(Act::Agree(self.of.clone())),
            "reopen" => Ok(Act::Reopen(self.of.clone())),
            "confirm" => Ok(Act::Stroke(of(), true)),
            "unconfirm" => Ok(Act::Stroke(of(), false)),
            level => {
                let level = Level::ALL
                    .into_iter()
                    .find(|l| l.number().to_string() == level);
                let level =
                    level.ok_or_else(|| Failure::refused("没有选等级。请刷新页面再点。"))?;
                Ok(Act::Rule(
                    self.spot()?,
                    Ruling::Level(level),
                    self.reason.clone(),
                ))
            }
        }
    }
}

async fn decide(State(desk): State<Desk>, Form(sent): Form<Sent>) -> Answer {
    let act = sent.act()?;
    let here = format!("i-{}", sent.at);
    let next = if sent.next.is_empty() {
        &here
    } else {
        &sent.next
    };
    let (done, undone) = (sent.place().address(next), sent.place().address(&here));
    let form = Refused::new(&sent.at, [("reason", &sent.reason)]);
    let step = desk.work(move |desk| step(desk, &sent.seen, &act)).await;
    Ok(after(&desk, step, form, [&done, &undone]))
}

/// Leads back to the page, which tells what was done, or why the form was refused.
fn after(
    desk: &Desk,
    step: Result<String, Failure>,
    form: Refused,
    [done, undone]: [&str; 2],
) -> axum::response::Response {
    match step {
        Ok(what) => {
            desk.tell(what);
            Redirect::to(done).into_response()
        }
        Err(failure) => {
            desk.memory().refuse(form.because(failure.said));
            Redirect::to(undone).into_response()
        }
    }
}

/// Takes a step, where the workbook is still what was shown.
fn step(desk: &Desk, seen: &str, act: &Act) -> Result<String, Failure> {
    desk.is_idle()?;
    let (policy, occasion) = desk.today()?;
    let by = (&*policy, occasion);
    let mut steps = desk.memory().ballot();
    let ballot = Ballot::open(&desk.result(), by)?;
    let ballot =
        ballot.ok_or_else(|| Failure::missing("还没有评审表。请先在“结果”一页生成结果。"))?;
    if ballot.sha256() != seen {
        return Err(Failure::busy(
            "评审表在这一页打开以后被改动过（在 Excel 里，或者在另一个页面上），这一次没有写入。下面是现在的样子，请核对以后再定。",
        ));
    }
    let (fills, what) = ballot.fills(act)?;
    ballot.fill(&fills, &what, by, &mut steps)?;
    desk.read_ballot().forget();
    Ok(format!("已写入评审表——{what}。"))
}

/// By whom and when.
#[derive(Debug, Deserialize)]
struct Usual {
    seen: String,
    by: String,
    on: String,
}

async fn by(State(desk): State<Desk>, Form(sent): Form<Usual>) -> Answer {
    let form = Refused::new(BY, [("by", &sent.by), ("on", &sent.on)]);
    let day = match day(sent.on.trim()) {
        Ok(day) => day,
        Err(failure) => {
            let page = |desk: &Desk, refused| {
                desk.memory().refuse(refused);
                Page::of(desk, &Where::default())
            };
            let at = ("/review", "review.html");
            return desk.or_refused(Err(failure), form, at, page).await;
        }
    };
    let act = Act::By(sent.by, day);
    let step = desk.work(move |desk| step(desk, &sent.seen, &act)).await;
    Ok(after(&desk, step, form, ["/review"; 2]))
}

fn day(on: &str) -> Result<Option<NaiveDate>, Failure> {
    if on.is_empty() {
        return Ok(None);
    }
    let day = NaiveDate::parse_from_str(on, "%Y-%m-%d").ok();
    // A workbook can hold no others, and what is typed as 26 is sent as the year 26.
    let day = day.filter(|day| (2000..=2100).contains(&day.year()));
    let said = || format!("“{on}”不是日期，或者年份不对，没有写入。应写成 2026-11-20 的样子。");
    day.map(Some).ok_or_else(|| Failure::refused(said()))
}

async fn undo(State(desk): State<Desk>, Form(place): Form<Where>) -> Answer {
    let back = place.address("items");
    let undone = desk.work(|desk| {
        desk.is_idle()?;
        let undone = desk.memory().ballot().back()?;
        desk.read_ballot().forget();
        Ok(undone)
    });
    let told = undone.await.map(|undone| match undone {
        Some(what) => format!("已撤销——{what}。评审表和填以前一字不差。"),
        None => "没有可以撤销的。".to_owned(),
    });
    Ok(after(&desk, told, Refused::default(), [&back, &back]))
}
