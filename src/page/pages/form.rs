//! 看表: a form as it looks, what is wrong in which cell, how it was understood, and corrections by a click.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Form, Query, State};
use axum::response::{IntoResponse as _, Redirect};
use axum::routing::{get, post};
use serde::{Deserialize, Serialize};

use super::told::coded;
use crate::app::{self, FormRead, FormView, Window};
use crate::location::CellRef;
use crate::model::Field;
use crate::page::desk::{Desk, Open};
use crate::page::failure::{Answer, Failure};
use crate::reader::{self, Source};
use crate::text::without_command;

/// Its addresses.
pub fn routes() -> Router<Open> {
    Router::new()
        .route("/form", get(show))
        .route("/form/head", post(head))
        .route("/form/section", post(section))
        .route("/form/undo", post(undo))
}

/// What is asked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    file: String,
    /// The sheet, by its name or its number.
    sheet: String,
    line: Option<usize>,
    column: Option<u32>,
    /// The cell that is looked at.
    at: String,
}

/// What the page says.
#[derive(Serialize)]
struct Page {
    /// The names of all forms, with their addresses.
    files: Vec<(String, String)>,
    before: Option<String>,
    after: Option<String>,
    form: Option<FormView>,
    /// The address of the form, to which the rest is added.
    address: String,
    cell: Option<Chosen>,
    cell_asked: String,
    fields: Vec<(&'static str, &'static str)>,
    sections: Vec<String>,
    undo: Option<String>,
    /// Whether it is the roster, of which only cells and findings are shown.
    is_roster: bool,
}

/// The cell that was clicked.
#[derive(Serialize)]
struct Chosen {
    at: String,
    text: String,
    findings: Vec<usize>,
    field: Option<&'static str>,
}

/// The files that have come in, by the names they are shown by.
pub fn sources(desk: &Desk) -> Result<Vec<Source>, Failure> {
    let inbox = desk.inbox();
    if !inbox.is_dir() {
        return Ok(Vec::new());
    }
    Ok(reader::discover(&[inbox], &[])?.sources)
}

/// The one of this name: only what was found there is ever opened.
pub fn source(desk: &Desk, file: &str) -> Result<Source, Failure> {
    let found = sources(desk)?.into_iter().find(|s| *s.shown == *file);
    found.or_else(|| roster(desk, file)).ok_or_else(|| {
        Failure::missing(format!(
            "“收表”里没有“{file}”，可能已经移走或改名。请回到“收表”一页看。"
        ))
    })
}

/// The roster of this name: findings lead there as well.
fn roster(desk: &Desk, file: &str) -> Option<Source> {
    let policy = desk.policy().ok()?;
    let book = policy.book.as_ref().filter(|book| *book.shown == *file)?;
    Some(Source {
        path: book.path.clone(),
        shown: Arc::clone(&book.shown),
    })
}

fn address(file: &str) -> String {
    format!("/form?file={}", coded(file))
}

async fn show(State(desk): State<Desk>, Query(asked): Query<Asked>) -> Answer {
    let page = desk.work(move |desk| page(desk, &asked)).await?;
    Ok(desk.show("/form", "form.html", &page))
}

fn page(desk: &Desk, asked: &Asked) -> Result<Page, Failure> {
    let sources = sources(desk)?;
    let files: Vec<String> = sources.iter().map(|s| s.shown.to_string()).collect();
    let at = files.iter().position(|file| *file == asked.file);
    let beside = |at: Option<usize>| at.and_then(|at| files.get(at)).map(|file| address(file));
    let mut page = Page {
        before: beside(at.and_then(|at| at.checked_sub(1))),
        after: beside(at.map(|at| at + 1)),
        files: files
            .iter()
            .map(|file| (file.clone(), address(file)))
            .collect(),
        form: None,
        address: address(&asked.file),
        cell: None,
        cell_asked: asked.at.clone(),
        fields: Field::ALL.iter().map(|f| (f.key(), f.title())).collect(),
        sections: Vec::new(),
        undo: None,
        is_roster: false,
    };
    if asked.file.is_empty() {
        return Ok(page);
    }
    let source = source(desk, &asked.file)?;
    let (policy, occasion) = desk.today()?;
    let mut read = FormRead::of(&source, &policy, occasion);
    page.is_roster = at.is_none();
    if page.is_roster {
        read = read.no_form(policy.roster_findings());
    }
    let sheet = read.sheet(&asked.sheet);
    let cell = read.cell(sheet, &asked.at);
    let window = Window {
        sheet,
        line: asked.line,
        column: asked.column,
        cell,
    };
    let mut view = FormView::of(&read, &policy, window);
    for finding in &mut view.findings {
        finding.message = without_command(&finding.message);
        finding.help = without_command(&finding.help);
    }
    page.cell = cell.and_then(|cell| chosen(&read, &view, cell));
    page.form = Some(view);
    page.sections = policy
        .roster
        .sections()
        .iter()
        .map(|s| s.name.clone())
        .collect();
    page.undo = undone_next(desk);
    Ok(page)
}

/// What the last correction was, where it can be taken back.
fn undone_next(desk: &Desk) -> Option<String> {
    let file = app::PolicyFile::open(&desk.places()).ok()?;
    desk.memory()
        .policy()
        .last(file.sha256())
        .map(str::to_owned)
}

fn chosen(read: &FormRead, view: &FormView, at: CellRef) -> Option<Chosen> {
    let grid = &read.sheets().get(view.sheet)?.grid;
    let here = |cells: &[CellRef]| cells.iter().any(|cell| grid.anchor(*cell) == at);
    let findings = view.findings.iter().enumerate();
    let findings = findings.filter(|(_, f)| f.sheet == Some(view.sheet) && here(&f.cells));
    let heads = view.tables.iter().flat_map(|table| &table.columns);
    let field = heads
        .filter(|head| head.at == at.to_string())
        .find_map(|head| head.field);
    Some(Chosen {
        at: at.to_string(),
        text: grid
            .written(at)
            .map(|w| w.text().to_owned())
            .unwrap_or_default(),
        findings: findings.map(|(index, _)| index).collect(),
        field,
    })
}

/// Stands for a field where a head means none.
const NO_FIELD: &str = "none";

/// A correction of a head.
#[derive(Debug, Deserialize)]
struct Head {
    file: String,
    #[serde(default)]
    sheet: usize,
    cell: String,
    field: String,
}

async fn head(State(desk): State<Desk>, Form(sent): Form<Head>) -> Answer {
    let back = format!("{}&sheet={}#heads", address(&sent.file), sent.sheet);
    let said = desk.work(move |desk| corrected(desk, &sent)).await?;
    desk.tell(said);
    Ok(Redirect::to(&back).into_response())
}

fn corrected(desk: &Desk, sent: &Head) -> Result<String, Failure> {
    let field = match sent.field.as_str() {
        NO_FIELD => None,
        key => Some(
            Field::from_key(key)
                .ok_or_else(|| Failure::refused("请先在列表里选这一栏是什么，再点“改”。"))?,
        ),
    };
    let source = source(desk, &sent.file)?;
    let (policy, occasion) = desk.today()?;
    let read = FormRead::of(&source, &policy, occasion);
    let at = cell(&read, sent.sheet, &sent.cell)?;
    let mut steps = desk.memory().policy();
    let file = desk.policy_file()?;
    let said = app::correct_head(
        &file,
        (&source, occasion),
        (sent.sheet, at),
        field,
        &mut steps,
    );
    Ok(said?)
}

fn cell(read: &FormRead, sheet: usize, written: &str) -> Result<CellRef, Failure> {
    let no_cell = || Failure::refused(format!("“{written}”不是这张表里的单元格，应形如 B7。"));
    read.cell(sheet, written).ok_or_else(no_cell)
}

/// A correction of a section's name.
#[derive(Debug, Deserialize)]
struct Called {
    file: String,
    name: String,
    section: String,
}

async fn section(State(desk): State<Desk>, Form(sent): Form<Called>) -> Answer {
    let back = format!("{}#sections", address(&sent.file));
    let said = desk.work(move |desk| {
        if sent.section.is_empty() {
            return Err(Failure::refused("请先在列表里选是哪个科室，再点“改”。"));
        }
        let mut steps = desk.memory().policy();
        let file = desk.policy_file()?;
        Ok(app::correct_section(
            &file,
            &sent.name,
            &sent.section,
            &mut steps,
        )?)
    });
    desk.tell(said.await?);
    Ok(Redirect::to(&back).into_response())
}

/// To what page a step leads back.
#[derive(Debug, Deserialize)]
struct Back {
    #[serde(default)]
    file: String,
}

async fn undo(State(desk): State<Desk>, Form(sent): Form<Back>) -> Answer {
    let undone = desk.work(|desk| {
        desk.is_idle()?;
        Ok(desk.memory().policy().back()?)
    });
    desk.tell(match undone.await? {
        Some(what) => format!("已撤销：{what}。口径文件和改以前一字不差。"),
        None => "没有可以撤销的改动。".to_owned(),
    });
    let to = if sent.file.is_empty() {
        "/settings".to_owned()
    } else {
        address(&sent.file)
    };
    Ok(Redirect::to(&to).into_response())
}
