//! Opens a policy: the embedded default, with the bureau's own file over it.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::build::build;
use super::merge;
use super::reader::Reader;
use super::roster_book::RosterBook;
use super::rules::Origins;
use super::schema::Written;
use super::settings::Policy;
use super::source::{Report, Source, render};
use crate::diagnostic::Check;
use crate::error::Error;
use crate::reader::Workbook;

/// The embedded default policy, which is also the reference of all settings.
pub const DEFAULT: &str = include_str!("../../templates/policy.toml");

impl Policy {
    /// The embedded default alone.
    ///
    /// # Errors
    /// Only if the embedded text itself is not valid, which a test rules out.
    pub fn embedded() -> Result<Self, Error> {
        Self::layered(None, &[])
    }

    /// The default with the user's file over it. `checks` are the checks the program makes while reading, which the
    /// file may adjust.
    ///
    /// # Errors
    /// [`Error::Policy`] with every problem, its line, and what to write instead.
    pub fn from_source(source: &Source, checks: &[&'static Check]) -> Result<Self, Error> {
        Self::layered(Some(source), checks)
    }

    /// The default, with the user's file over it if there is one.
    ///
    /// # Errors
    /// As [`Policy::from_source`].
    pub fn layered(user: Option<&Source>, checks: &[&'static Check]) -> Result<Self, Error> {
        Self::with_roster(user, None, checks)
    }

    /// The default, with the user's file over it if there is one, and the roster of a book below what the file says of it.
    ///
    /// # Errors
    /// As [`Policy::from_source`]. What is wrong with the book is a finding of it.
    pub fn with_roster(
        user: Option<&Source>,
        book: Option<(RosterBook, &Workbook)>,
        checks: &[&'static Check],
    ) -> Result<Self, Error> {
        let default = Source {
            name: "内置默认口径".to_owned(),
            text: DEFAULT.to_owned(),
        };
        let report = Report::new(user.unwrap_or(&default).clone());
        let mut origins = Origins::default();
        let (mut document, mut whole) = parse(&default.text, &report);
        origins.add(&Reader::new(&document, whole, &report), &default, &report);
        if let Some(source) = user {
            let (later, complete) = parse(&source.text, &report);
            let reader = Reader::new(&later, complete, &report);
            origins.add(&reader, source, &report);
            // What is wrong by itself is reported now and left out: of what stands in its place nothing is wrong.
            drop(reader.read::<Written>());
            whole = complete;
            merge::forget(&mut document);
            merge::lay(&mut document, later, &report.spans());
            merge::inherit(&mut document);
        }
        let document = Reader::new(&document, whole, &report);
        let policy = build(&document, &origins, (user, book), checks, &report);
        let problems = report.into_problems();
        if problems.is_empty() {
            return Ok(policy);
        }
        Err(Error::Policy(render(user.unwrap_or(&default), &problems)))
    }
}

/// The document of a text, and whether it could be parsed to its end.
fn parse<'d>(text: &'d str, report: &Report) -> (Spanned<DeValue<'d>>, bool) {
    let (document, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        syntax(error, report);
    }
    let table = DeValue::Table(document.into_inner());
    (Spanned::new(0..0, table), errors.is_empty())
}

/// A syntax error of the TOML parser, with the usual slips named in Chinese.
fn syntax(error: &toml::de::Error, report: &Report) {
    let message = error.message();
    let hint = if message.contains("duplicate key") {
        "同一项设置写了两次，请只保留一处。每个科室一段、每条规则一段的，开头要用双方括号，如 [[sections]]、[[rules]]。"
    } else if message.contains("string") || message.contains("quote") {
        "请检查引号：文字要用英文双引号 \" 括起，前后成对，不能用中文引号“ ”。"
    } else if message.contains('=') {
        "每项设置写成“名称 = 值”，等号用英文半角。"
    } else {
        "请检查这一行的标点：方括号、引号、逗号、等号都要用英文半角，并且成对。"
    };
    let span = error.span().unwrap_or(0..0);
    report.wrong(&span, format!("写法有误（{message}）"), hint);
}
