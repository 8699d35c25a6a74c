//! 结果: what was written and where it is opened or saved, whether it still holds, and a run with its options.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::extract::{Path as Segment, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use axum::{Router, body::Body};
use chrono::{Datelike as _, Local};
use serde::{Deserialize, Serialize};

use super::told::coded;
use super::work::{Said, begin};
use crate::app::{self, ListedFile, RunOptions, VerifyOptions};
use crate::page::desk::{Desk, Open};
use crate::page::failure::{Answer, Failure};
use crate::page::memory::Refused;
use crate::page::opener;
use crate::page::sent::Sent;
use crate::reader::RETURNED;

/// The choice that no earlier result counts, not even one that was given before.
const DROP: &str = "-";

/// What the work on a result is called.
const RUN: &str = "写出结果";
const VERIFY: &str = "核对结果";

/// Its addresses.
pub fn routes() -> Router<Open> {
    Router::new()
        .route("/results", get(show))
        .route("/results/run", post(run))
        .route("/results/verify", post(verify))
        .route("/results/file/{*path}", get(file))
        .route("/results/open/{*path}", post(open))
}

/// What the page says.
#[derive(Serialize)]
struct Page {
    result: Option<Shown>,
    /// What came of the last run, and of the last check.
    ran: Option<Said>,
    verified: Option<Said>,
    /// Results of earlier years that lie beside this year's folder.
    before: Vec<String>,
    /// The earlier result that was given before and goes on.
    kept: Option<String>,
    /// What the result was made from that is another one now.
    outdated: Arc<Vec<String>>,
    drop: &'static str,
    /// Whether something is decided in the review workbook.
    decided: bool,
    screen: bool,
    /// The form that was refused.
    refused: Option<Refused>,
}

#[derive(Serialize)]
struct Shown {
    year: i32,
    date: String,
    mid_year: bool,
    books: Vec<Book>,
    returned: Vec<Book>,
    data: Vec<Book>,
    others: Vec<Book>,
}

#[derive(Serialize)]
struct Book {
    name: String,
    size: String,
    address: String,
    open: String,
    seen: bool,
    changed: bool,
}

async fn show(State(desk): State<Desk>) -> Answer {
    let page = desk.work(|desk| Ok(page(desk, None))).await?;
    Ok(desk.show("/results", "results.html", &page))
}

fn page(desk: &Desk, refused: Option<Refused>) -> Page {
    let found = desk.found();
    Page {
        kept: app::previous_in_use(&desk.result()),
        outdated: desk.outdated(),
        drop: DROP,
        result: found.listed.as_ref().map(shown),
        ran: Said::of(desk, RUN),
        verified: Said::of(desk, VERIFY),
        before: before(desk),
        decided: found.decided,
        screen: opener::has_screen(),
        refused,
    }
}

fn shown(listed: &app::Listed) -> Shown {
    let is_book = |file: &ListedFile| !file.path.contains('/');
    let is_returned = |file: &ListedFile| file.path.split('/').next() == Some(RETURNED);
    let files = listed.files.iter().cloned();
    let (books, rest): (Vec<_>, Vec<_>) = files.partition(is_book);
    let (returned, data): (Vec<_>, Vec<_>) = rest.into_iter().partition(is_returned);
    let all = |files: Vec<ListedFile>| files.into_iter().map(book).collect();
    let other = |path: &String| ListedFile {
        path: path.clone(),
        bytes: 0,
        changed: false,
    };
    let mut books: Vec<Book> = all(books);
    books.sort_by(|a, b| a.name.cmp(&b.name));
    Shown {
        year: listed.year,
        date: listed.date.to_string(),
        mid_year: listed.mid_year,
        books,
        returned: all(returned),
        data: all(data),
        others: all(listed.others.iter().map(other).collect()),
    }
}

fn book(file: ListedFile) -> Book {
    let parts: Vec<String> = file.path.split('/').map(coded).collect();
    let parts = parts.join("/");
    Book {
        size: match file.bytes {
            0 => String::new(),
            bytes if bytes < 1024 * 1024 => format!("{} KB", bytes.div_ceil(1024)),
            bytes => format!("{} MB", bytes.div_ceil(1024 * 1024)),
        },
        address: format!("/results/file/{parts}"),
        open: format!("/results/open/{parts}"),
        seen: seen(&file.path).is_some(),
        changed: file.changed,
        name: file.path,
    }
}

/// Folders with a result of an earlier year that lie where this one does, the latest year last.
pub fn before(desk: &Desk) -> Vec<String> {
    let folder = desk.folder();
    let year = desk.policy().ok().and_then(|policy| policy.year);
    let year = year.unwrap_or_else(|| Local::now().year());
    let beside = folder
        .parent()
        .and_then(|parent| std::fs::read_dir(parent).ok());
    let folders = beside
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path());
    let others = folders.filter(|other| other != folder);
    let results = others.map(|other| other.join("结果"));
    let there = results.filter_map(|result| Some((app::made(&result)?.0, result)));
    let mut there: Vec<_> = there.filter(|(made, _)| *made < year).collect();
    there.sort();
    let paths = there.iter().map(|(_, result)| result.display().to_string());
    paths.collect()
}

/// What is asked for.
#[derive(Debug, Deserialize)]
struct Asked {
    /// Last year's result, chosen or written.
    #[serde(default)]
    previous: String,
    #[serde(default)]
    other: String,
    mid_year: Option<String>,
    #[serde(default)]
    seed: String,
}

async fn run(State(desk): State<Desk>, Sent(asked): Sent<Asked>) -> Answer {
    let typed = [
        ("previous", &asked.previous),
        ("other", &asked.other),
        ("seed", &asked.seed),
    ];
    let form = Refused::new(RUN, typed.map(|(name, said)| (name, said.as_str())));
    let done = begun(&desk, asked).await;
    let done = done.map(|()| Redirect::to("/results").into_response());
    let at = ("/results", "results.html");
    let page = |desk: &Desk, refused| Ok(page(desk, Some(refused)));
    desk.or_refused(done, form, at, page).await
}

async fn begun(desk: &Desk, asked: Asked) -> Result<(), Failure> {
    let options = desk.work(move |desk| options(desk, &asked)).await?;
    let teller = desk.clone();
    begin(desk, RUN, move |watch| {
        let ran = app::run(&options, watch).map_err(|error| error.to_string());
        teller.tell(match &ran {
            Ok(_) => "结果写好了，小结在下面。",
            Err(why) => why,
        });
        ran.map(|ran| plain(&ran.summary))
    })
}

/// An earlier result, where it lies or in the working folder that is named: what is none would be read as forms of last year.
fn earlier(desk: &Desk, path: &str) -> Result<PathBuf, Failure> {
    let path = desk.path(path);
    let within = path.join("结果");
    let is_result = |folder: &Path| app::made(folder).is_some();
    if is_result(&path) || path.is_file() {
        Ok(path)
    } else if is_result(&within) {
        Ok(within)
    } else {
        Err(Failure::refused(format!(
            "“{}”里没有上年写出的结果，没有运行。请写上年的“结果”文件夹的位置，或者上年的 01 登记汇总表；没有上年的，空着。",
            path.display()
        )))
    }
}

fn options(desk: &Desk, asked: &Asked) -> Result<RunOptions, Failure> {
    // What is written counts before what is chosen: one was put forward.
    let mut previous = [&asked.other, &asked.previous]
        .map(|path| path.trim())
        .into_iter();
    let previous = previous.find(|path| !path.is_empty());
    let drop_previous = previous == Some(DROP);
    let previous = previous.filter(|path| *path != DROP);
    let previous = previous.map(|path| earlier(desk, path)).transpose()?;
    let seed = asked.seed.trim();
    let seed = match (seed.is_empty(), seed.parse()) {
        (true, _) => None,
        (false, Ok(seed)) => Some(seed),
        (false, Err(_)) => {
            let said = format!("抽查的种子应为一个整数，不能是“{seed}”。没有运行。");
            return Err(Failure::refused(said));
        }
    };
    let inputs = desk.inputs();
    Ok(RunOptions {
        review: app::decided(&inputs, &desk.result())?.into_iter().collect(),
        inputs,
        out: desk.result(),
        previous: previous.into_iter().collect(),
        drop_previous,
        seed,
        mid_year: asked.mid_year.is_some(),
        parquet: false,
    })
}

/// What a terminal is told, for a page: the cells of a table in a line, without its rules.
fn plain(summary: &str) -> String {
    let lines = summary
        .lines()
        .filter(|line| !line.starts_with(['┌', '├', '╞', '└']));
    let lines = lines.map(|line| {
        let Some(cells) = line.strip_prefix('│') else {
            return line.to_owned();
        };
        let cells = cells.split(['│', '┆']).map(str::trim);
        let cells: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
        cells.join("　")
    });
    lines.collect::<Vec<String>>().join("\n")
}

/// How it is checked.
#[derive(Debug, Deserialize)]
struct Check {
    /// Whether all is reckoned anew from the forms.
    again: Option<String>,
}

async fn verify(State(desk): State<Desk>, Sent(check): Sent<Check>) -> Answer {
    let options = VerifyOptions {
        result: desk.result(),
        inputs: check.again.map(|_| desk.inbox()).into_iter().collect(),
        jobs: 0,
    };
    let teller = desk.clone();
    begin(&desk, VERIFY, move |watch| {
        let verified = app::verify(&options, watch);
        let verified = verified.map_err(|error| error.to_string())?;
        let ended = verified.text.lines().rfind(|line| !line.is_empty());
        teller.tell(format!("{}各处见下面。", ended.unwrap_or_default()));
        if verified.same {
            Ok(verified.text)
        } else {
            Err(verified.text)
        }
    })?;
    Ok(Redirect::to("/results").into_response())
}

/// The kind of a file that a browser shows itself; others are saved.
fn seen(path: &str) -> Option<&'static str> {
    match path.rsplit_once('.')?.1 {
        "html" => Some("text/html; charset=utf-8"),
        "md" | "txt" => Some("text/plain; charset=utf-8"),
        _ => None,
    }
}

async fn file(State(desk): State<Desk>, Segment(path): Segment<String>) -> Answer {
    let name = path.rsplit('/').next().map(coded).unwrap_or_default();
    let kind = seen(&path);
    let bytes = desk.work(move |desk| {
        let path = of_result(desk, &path)?;
        std::fs::read(path)
            .map_err(|e| Failure::missing(format!("这个文件打不开：{}。", app::plain_reason(&e))))
    });
    let how = if kind.is_some() {
        "inline"
    } else {
        "attachment"
    };
    let heads = [
        (
            header::CONTENT_TYPE,
            kind.unwrap_or("application/octet-stream").to_owned(),
        ),
        (
            header::CONTENT_DISPOSITION,
            format!("{how}; filename*=UTF-8''{name}"),
        ),
    ];
    let mut answer: Response = (heads, Body::from(bytes.await?)).into_response();
    if kind.is_some() {
        // A page of the result is one file, with its style in it; it runs no scripts either.
        let own = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        let own = header::HeaderValue::from_static(own);
        answer
            .headers_mut()
            .insert(header::CONTENT_SECURITY_POLICY, own);
    }
    Ok(answer)
}

async fn open(State(desk): State<Desk>, Segment(path): Segment<String>) -> Answer {
    let named = path.clone();
    let opened = desk.work(move |desk| Ok(opener::open(of_result(desk, &path)?.as_os_str())));
    if !opened.await? {
        return Err(Failure::refused("这台电脑上打不开窗口，请用“保存”。"));
    }
    desk.tell(format!(
        "已在这台电脑上打开“{named}”。改完请存回原处，下次写出结果时会带上。"
    ));
    Ok(Redirect::to("/results").into_response())
}

fn of_result(desk: &Desk, path: &str) -> Result<PathBuf, Failure> {
    app::of_result(&desk.result(), path).map_err(|said| Failure::missing(format!("{said}。")))
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_table_of_the_terminal_is_shown_as_lines() {
        let summary = "问题\n┌──┬──┐\n│ 程度 ┆ 处数 │\n╞══╪══╡\n│ 错误 ┆    1 │\n└──┴──┘\n完";
        assert_eq!(plain(summary), "问题\n程度　处数\n错误　1\n完");
    }
}
