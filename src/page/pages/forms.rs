//! 收表: what has come in and what is wrong with it, who is missing; and what is handed in now.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Redirect};
use axum::routing::{get, post};
use serde::Serialize;

use super::told::{Told, found_in};
use super::withdraw;
use crate::app::{self, Came, Inbox, Inputs, Received};
use crate::model::SectionCoverage;
use crate::page::desk::{Desk, Open, Read};
use crate::page::failure::{Answer, Failure};
use crate::page::job::Job;
use crate::page::kept::state;
use crate::page::sent::Files;
use crate::page::upload;
use crate::text::without_command;

/// Its addresses.
pub fn routes() -> Router<Open> {
    // How much may be sent is bounded by `upload`, in words people understand.
    let upload = post(upload).layer(DefaultBodyLimit::disable());
    Router::new()
        .route("/forms", get(show))
        .route("/forms/upload", upload)
        .route("/forms/read", post(read_again))
        .merge(withdraw::routes())
}

/// What the page says.
#[derive(Serialize)]
struct Page {
    /// Why nothing could be read.
    trouble: Option<String>,
    /// Whether something is being read anew.
    reading: bool,
    came: Option<Shown>,
    empty: bool,
    /// What was taken out and can be put back: how it is named, and its name in the inbox.
    withdrawn: Vec<(String, String)>,
}

/// What has come in.
#[derive(Serialize)]
struct Shown {
    year: i32,
    files: Vec<File>,
    current: usize,
    errors: usize,
    sections: Vec<Section>,
    handed_in: usize,
    unknown_sections: Vec<String>,
    left_out: Vec<(String, usize)>,
    beside: Vec<Told>,
}

#[derive(Serialize)]
struct File {
    name: String,
    from: String,
    kind: &'static str,
    entries: usize,
    beside: Option<String>,
    counts: [usize; 3],
    trouble: Option<String>,
    duplicate_of: Option<String>,
    replaced_by: Option<String>,
    why: Option<String>,
    findings: Vec<Told>,
    address: String,
}

#[derive(Serialize)]
struct Section {
    name: String,
    state: &'static str,
    lacking: bool,
    files: usize,
    entries: usize,
    missing: String,
    posts: String,
}

async fn show(State(desk): State<Desk>) -> Answer {
    let page = desk.work(|desk| Ok(page(desk))).await?;
    Ok(desk.show("/forms", "forms.html", &page))
}

fn page(desk: &Desk) -> Page {
    let (read, reading) = current(desk);
    let (came, trouble) = match read {
        Some(Ok(inbox)) => (Some(shown(&inbox)), None),
        Some(Err(trouble)) => (None, Some(trouble)),
        None => (None, None),
    };
    let empty = !reading && came.is_none() && trouble.is_none();
    Page {
        trouble,
        reading,
        came,
        empty,
        withdrawn: withdraw::shown(desk),
    }
}

/// What was read last, and whether it is being read anew: that begins where the folder is another one since.
fn current(desk: &Desk) -> (Option<Read>, bool) {
    let inbox = desk.inbox();
    match std::fs::read_dir(&inbox).map(|mut files| files.next().is_some()) {
        Ok(true) => {}
        Ok(false) => return (None, false),
        Err(error) if error.kind() == ErrorKind::NotFound => return (None, false),
        Err(_) => return (Some(Err(unreadable(&inbox))), false),
    }
    let mut files = desk.policy_files();
    files.push(inbox);
    let state = state(&files);
    let last = desk.came().read(&state);
    if let Some((read, true)) = last {
        return (Some(read), false);
    }
    let inputs = desk.inputs();
    let keeper = desk.clone();
    let begun = Job::begin(
        desk.job(),
        "读取收来的表",
        move |watch| read(&inputs, watch),
        move |read| {
            let read = read.unwrap_or_else(|| Err(Failure::fault().said));
            keeper.came().set(state, read);
        },
    );
    // Other work that goes on ends, and the page is asked for again.
    let old = last.and_then(|(read, _)| read.ok()).map(Ok);
    (old, begun.is_ok() || desk.job().standing().is_some())
}

/// That it is empty is not for us to say.
fn unreadable(inbox: &Path) -> String {
    format!(
        "“{}”打不开，不知道收到了哪些表：它不是文件夹，或者这个用户没有权限读。请看看它的权限，改好以后点“重新读”。",
        inbox.display()
    )
}

fn read(inputs: &Inputs, watch: &dyn app::Progress) -> Read {
    let read = app::inbox(inputs, watch).map(Arc::new);
    read.map_err(|error| without_command(&error.to_string()))
}

fn shown(inbox: &Inbox) -> Shown {
    let mut by_file: BTreeMap<&str, Vec<Told>> = BTreeMap::new();
    for finding in &inbox.findings {
        let told = by_file.entry(&finding.place.file).or_default();
        told.push(Told::of(finding));
    }
    let files: Vec<File> = inbox
        .files
        .iter()
        .map(|came| file(came, by_file.remove(&*came.file.file).unwrap_or_default()))
        .collect();
    let coverage = &inbox.coverage;
    let sections: Vec<Section> = coverage.sections.iter().map(section).collect();
    Shown {
        year: inbox.year,
        current: files.iter().filter(|file| file.is_current()).count(),
        errors: files.iter().map(|file| file.counts[0]).sum(),
        files,
        handed_in: sections.iter().filter(|s| s.files > 0).count(),
        sections,
        unknown_sections: coverage.unknown_sections.clone(),
        left_out: inbox.left_out.clone().into_iter().collect(),
        beside: by_file.into_values().flatten().collect(),
    }
}

impl File {
    fn is_current(&self) -> bool {
        self.duplicate_of.is_none() && self.replaced_by.is_none()
    }
}

fn file(came: &Came, findings: Vec<Told>) -> File {
    let Came {
        file,
        from,
        entries,
    } = came;
    let named = |other: &Option<Arc<str>>| other.as_ref().map(ToString::to_string);
    File {
        name: file.file.to_string(),
        from: from.join("、"),
        kind: file.kind.title(),
        entries: *entries,
        beside: file.annex_words(),
        counts: file.findings,
        trouble: file.trouble.as_deref().map(without_command),
        duplicate_of: named(&file.duplicate_of),
        replaced_by: named(&file.replaced_by),
        why: named(&file.replaced_why),
        findings,
        address: found_in(&file.file),
    }
}

fn section(of: &SectionCoverage) -> Section {
    let (state, lacking) = of.state();
    let posts = of.silent_posts.iter().map(|(post, _)| post.as_str());
    Section {
        name: of.section.clone(),
        state,
        lacking,
        files: of.files,
        entries: of.registered + of.returned,
        missing: of.missing.join("、"),
        posts: posts.collect::<Vec<_>>().join("、"),
    }
}

async fn read_again(State(desk): State<Desk>) -> Answer {
    desk.came().forget();
    Ok(Redirect::to("/forms").into_response())
}

async fn upload(State(desk): State<Desk>, headers: HeaderMap, files: Files) -> Answer {
    desk.limits().allow(&headers)?;
    let aside = desk.work(|desk| Ok(desk.hold().aside()?)).await?;
    let files = upload::take(files, &aside, desk.limits()).await?;
    let said = desk.work(move |desk| received(desk, files)).await?;
    for said in said {
        desk.tell(said);
    }
    Ok(Redirect::to("/forms").into_response())
}

fn received(desk: &Desk, files: Vec<app::HandedOver>) -> Result<Vec<String>, Failure> {
    let names: Vec<String> = files.iter().map(|file| file.name.clone()).collect();
    let fates = app::receive(desk.hold(), &desk.inbox(), files)?;
    let count = fates
        .iter()
        .filter(|f| matches!(f, Received::New | Received::Beside(_)));
    let mut said = vec![format!("收下 {} 个文件。", count.count())];
    said.extend(names.iter().zip(fates).filter_map(|(name, fate)| match fate {
        Received::New => None,
        Received::Known(known) => Some(format!("“{name}”与已经收下的“{known}”一字不差，没有再存。")),
        Received::Beside(to) => Some(format!(
            "已有一份内容不同的“{name}”，没有覆盖：两份都留着，新的一份存为“{to}”，程序当作新的一版。"
        )),
        Received::Roster => Some(format!(
            "“{name}”是花名册，不和自查表放在一起，没有收。请在“开始”页换上它。"
        )),
        Received::Policy => Some(format!(
            "“{name}”是口径文件，不是自查表，没有收：放在收表里，整个年度就会改用它。要改口径，请到“口径”页。"
        )),
    }));
    Ok(said)
}
