//! 开始: make or open a year's folder; whose it is and of which year; the roster.

use std::path::{Path, PathBuf};

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use chrono::{Datelike as _, Local};
use serde::{Deserialize, Serialize};

use super::blanks::BLANKS;
use super::form::sources;
use super::results::before;
use super::told::Told;
use super::work::Said;
use crate::app::{self, InitOptions};
use crate::model::SectionInfo;
use crate::page::desk::{Desk, Open};
use crate::page::failure::{Answer, Failure};
use crate::page::memory::Refused;
use crate::page::sent::{Files, Sent};
use crate::page::{opener, upload};
use crate::policy::Policy;

/// The file that makes a folder a working folder.
const POLICY: &str = "qingfeng.toml";

/// Its addresses.
pub fn routes() -> Router<Open> {
    let roster = post(roster).layer(DefaultBodyLimit::disable());
    Router::new()
        .route("/", get(show))
        .route("/start/init", post(init))
        .route("/start/open", post(open))
        .route("/start/roster", roster)
        .route("/start/roster/open", post(open_roster))
        .route("/start/roster/table", post(write_roster))
}

/// What the page says.
#[derive(Serialize)]
struct Page {
    ready: bool,
    year: i32,
    /// Why the policy cannot be used.
    trouble: Option<String>,
    unit: Option<Unit>,
    forms: usize,
    result: Option<String>,
    /// Working folders nearby.
    others: Vec<String>,
    /// What came of blank forms that were asked for.
    blanks: Option<Said>,
    /// Results of earlier years that lie beside this year's folder.
    before: Vec<String>,
    screen: bool,
    /// The form that was refused.
    refused: Option<Refused>,
}

#[derive(Serialize)]
struct Unit {
    name: String,
    year: Option<i32>,
    principal: Option<String>,
    /// The roster book.
    book: Option<String>,
    sections: Vec<Section>,
    people: usize,
    findings: Vec<Told>,
}

#[derive(Serialize)]
struct Section {
    name: String,
    kind: String,
    aliases: String,
    leader: String,
    head: String,
    posts: String,
    staff: String,
}

async fn show(State(desk): State<Desk>) -> Answer {
    let page = desk.work(|desk| Ok(page(desk, None))).await?;
    Ok(desk.show("/", "start.html", &page))
}

/// What was done, or the page with the form that was refused.
async fn or_refused(desk: &Desk, done: Answer, form: Refused) -> Answer {
    let page = |desk: &Desk, refused| Ok(page(desk, Some(refused)));
    desk.or_refused(done, form, ("/", "start.html"), page).await
}

fn page(desk: &Desk, refused: Option<Refused>) -> Page {
    let folder = desk.folder();
    let (unit, trouble) = match desk.policy() {
        Ok(policy) => (Some(unit(&policy)), None),
        Err(trouble) => (None, Some(trouble)),
    };
    let result = app::made(&desk.result());
    Page {
        ready: folder.join(POLICY).is_file(),
        year: Local::now().year(),
        trouble,
        unit,
        forms: sources(desk).map_or(0, |all| all.len()),
        result: result.map(|(year, date)| format!("{year} 年度，{date} 写出")),
        others: others(folder),
        blanks: Said::of(desk, BLANKS),
        before: before(desk),
        screen: opener::has_screen(),
        refused,
    }
}

fn unit(policy: &Policy) -> Unit {
    let sections: Vec<Section> = policy.roster.sections().iter().map(section).collect();
    Unit {
        name: policy.unit.clone(),
        year: policy.year,
        principal: policy.principal.clone(),
        book: policy.book.as_ref().map(|book| book.shown.to_string()),
        people: policy.roster.sections().iter().map(|s| s.staff.len()).sum(),
        sections,
        findings: policy.roster_findings().iter().map(Told::of).collect(),
    }
}

fn section(of: &SectionInfo) -> Section {
    let kind = if of.is_leadership() {
        "局领导班子"
    } else {
        "科室"
    };
    let staff = of.staff.iter().map(|person| match person.post() {
        Some(post) => format!("{}（{post}）", person.name),
        None => person.name.clone(),
    });
    Section {
        name: of.name.clone(),
        kind: of.class.clone().unwrap_or_else(|| kind.to_owned()),
        aliases: of.aliases.join("、"),
        leader: of.leader.clone().unwrap_or_default(),
        head: of.head.clone().unwrap_or_default(),
        posts: of.posts.join("、"),
        staff: staff.collect::<Vec<_>>().join("、"),
    }
}

/// Working folders in this one and beside it.
fn others(folder: &Path) -> Vec<String> {
    let near = [Some(folder), folder.parent()];
    let near = near
        .into_iter()
        .flatten()
        .filter_map(|near| std::fs::read_dir(near).ok());
    let all = near.flatten().flatten().map(|entry| entry.path());
    let mut all: Vec<PathBuf> = all
        .filter(|path| path != folder && path.join(POLICY).is_file())
        .collect();
    all.sort();
    all.iter().map(|path| path.display().to_string()).collect()
}

/// What a new working folder is for.
#[derive(Debug, Deserialize)]
struct Made {
    /// A folder to be made in the one that is open; empty for that itself.
    #[serde(default)]
    folder: String,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    year: String,
    /// Last year's working folder, of which roster and settings are taken over.
    #[serde(default)]
    previous: String,
}

async fn init(State(open): State<Open>, Sent(made): Sent<Made>) -> Answer {
    let Made {
        folder,
        unit,
        year,
        previous,
    } = &made;
    let typed = [
        ("folder", &**folder),
        ("unit", unit),
        ("year", year),
        ("previous", previous),
    ];
    let form = Refused::new("init", typed);
    let done = prepared(&open, made).await;
    or_refused(&open.desk(), done, form).await
}

async fn prepared(open: &Open, made: Made) -> Answer {
    let year = match made.year.trim() {
        "" => None,
        year => Some(
            year.parse()
                .ok()
                .filter(|y| (2000..=2100).contains(y))
                .ok_or_else(|| {
                    Failure::refused(format!(
                        "年度应为 2000 到 2100 之间的年份，不能是“{year}”。没有建。"
                    ))
                })?,
        ),
    };
    let desk = open.desk();
    let name = made.folder.trim().to_owned();
    let folder = if name.is_empty() {
        desk.folder().to_path_buf()
    } else {
        let name =
            app::fit_new_folder(&name).map_err(|said| Failure::refused(format!("{said}。")))?;
        // That of another year lies beside this year's.
        let this = desk.folder();
        let is_year = this.join(POLICY).is_file();
        let within = this.parent().filter(|_| is_year).unwrap_or(this);
        within.join(name)
    };
    if folder != desk.folder() {
        open.is_free()?;
    }
    let changed = folder.clone();
    let previous = Some(made.previous.trim()).filter(|path| !path.is_empty());
    let options = InitOptions {
        previous: previous.map(|path| desk.path(path)),
        unit: made.unit.trim().to_owned(),
        folder,
        year,
    };
    let made = desk.work(move |_| Ok(app::init(&options)?)).await?;
    let desk = change(open, changed).await?;
    for said in made.told {
        desk.tell(said);
    }
    desk.tell("已建好工作文件夹。先填花名册（不填也能用，只是不核对谁没有交），再到“收表”把收到的表放进来。");
    Ok(Redirect::to("/").into_response())
}

/// A working folder to open.
#[derive(Debug, Deserialize)]
struct Wanted {
    #[serde(default)]
    folder: String,
}

async fn open(State(open): State<Open>, Sent(wanted): Sent<Wanted>) -> Answer {
    let form = Refused::new("open", [("folder", &wanted.folder)]);
    let done = opened(&open, wanted.folder.trim()).await;
    or_refused(&open.desk(), done, form).await
}

async fn opened(open: &Open, wanted: &str) -> Answer {
    let folder = PathBuf::from(wanted);
    if wanted.is_empty() || !folder.is_dir() {
        let said = format!("没有“{wanted}”这个文件夹，没有换。请核对写法。");
        return Err(Failure::missing(said));
    }
    let desk = change(open, folder).await?;
    desk.tell("已打开这个工作文件夹。");
    Ok(Redirect::to("/").into_response())
}

async fn change(open: &Open, folder: PathBuf) -> Result<Desk, Failure> {
    let desk = open.desk();
    let open = open.clone();
    desk.work(move |_| open.change(&folder)).await
}

async fn roster(State(desk): State<Desk>, headers: HeaderMap, files: Files) -> Answer {
    let done = handed_in(&desk, &headers, files).await;
    or_refused(&desk, done, Refused::new("roster", [])).await
}

async fn handed_in(desk: &Desk, headers: &HeaderMap, files: Files) -> Answer {
    let limits = upload::Limits {
        files: 1,
        ..desk.limits()
    };
    limits.allow(headers)?;
    let aside = desk.work(|desk| Ok(desk.hold().aside()?)).await?;
    let mut files = upload::take(files, &aside, limits).await?;
    let given = files.remove(0);
    let kept = desk.work(move |desk| {
        Ok(app::change_roster(
            desk.hold(),
            desk.folder(),
            (given.file, &given.name),
        )?)
    });
    Ok(changed(desk, kept.await?))
}

/// Tells that there is another roster, and what became of those that were there.
fn changed(desk: &Desk, kept: Vec<String>) -> Response {
    desk.tell("花名册换好了，请看下面读得对不对。");
    for name in kept {
        desk.tell(format!("原来的一份没有丢，改名为“{name}”。"));
    }
    Redirect::to("/#roster").into_response()
}

/// A roster written on the page.
#[derive(Debug, Deserialize)]
struct Written {
    #[serde(default)]
    table: String,
}

async fn write_roster(State(desk): State<Desk>, Sent(written): Sent<Written>) -> Answer {
    let form = Refused::new("table", [("table", &written.table)]);
    let kept = desk.work(move |desk| {
        Ok(app::write_roster(
            desk.hold(),
            desk.folder(),
            &written.table,
        )?)
    });
    let done = kept.await.map(|kept| changed(&desk, kept));
    or_refused(&desk, done, form).await
}

async fn open_roster(State(desk): State<Desk>) -> Answer {
    let opened = desk.work(|desk| {
        let policy = desk.policy().map_err(Failure::refused)?;
        let book = policy.book.as_ref().map(|book| book.path.as_os_str());
        let book = book.ok_or_else(|| Failure::missing("还没有花名册。"))?;
        Ok(opener::open(book))
    });
    if !opened.await? {
        return Err(Failure::refused("这台电脑上打不开窗口。"));
    }
    desk.tell("已在这台电脑上打开花名册。填好保存以后，再点一次“开始”看读得对不对。");
    Ok(Redirect::to("/").into_response())
}
