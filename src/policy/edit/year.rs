//! A text taken over into another year.

use toml_edit::{Document, Item};

use super::{Change, changed, worth};
use crate::error::Error;
use crate::policy::source::Source;

use super::worth::Worth;

/// Where the day stands by which forms are due.
const DUE: &str = "deadline";
/// Where the day stands by which sections answer notices.
const REPLY: &str = "notices.reply_by";

/// The text for another year: the year is written into it, and the days by which forms were due become comments. Answers what
/// these were.
///
/// # Errors
/// As for [`changed`].
pub fn for_year(source: &Source, year: Option<i32>) -> Result<(String, Vec<String>), Error> {
    let mut source = source.clone();
    let value = year.map(|year| Worth::Number(year.into()));
    let mut changes = vec![Change::Setting {
        path: "unit.year".to_owned(),
        value,
    }];
    let mut days = Vec::new();
    for path in due(&source.text) {
        if let Some(Worth::Text(day)) =
            worth(&source.text, &path).filter(|day| *day != Worth::Text(String::new()))
        {
            days.push(day);
            changes.push(Change::Setting { path, value: None });
        }
    }
    for change in &changes {
        source.text = changed(&source, change)?;
    }
    Ok((source.text, days))
}

/// Where such days may stand: for the year, and for each special check.
fn due(text: &str) -> Vec<String> {
    let document = Document::parse(text).ok();
    let checks = document.as_ref().and_then(|d| d.get("special_checks"));
    let checks = checks
        .and_then(Item::as_array_of_tables)
        .into_iter()
        .flatten();
    let names = checks.filter_map(|check| check.get("name").and_then(Item::as_str));
    let special = names.map(|name| format!("special_checks.{name}.{DUE}"));
    [format!("scoring.{DUE}"), REPLY.to_owned()]
        .into_iter()
        .chain(special)
        .collect()
}
