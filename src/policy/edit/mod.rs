//! Changes of a policy's text as its owner would make them: what is not named stays as it is written, comments and order
//! included. Knows the text alone; whether a policy comes of it is for whoever opens it. The only place that names toml_edit.

mod read;
mod tables;
mod words;
mod worth;
mod year;

use toml_edit::{DocumentMut, Item, TableLike, Value};

use super::source::{Report, Source, render};
use crate::error::Error;
use crate::model::Field;
use crate::text;

pub use read::{OwnWord, own_words, worth};
pub use worth::Worth;
pub use year::for_year;

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A head means a field, or none; no other list of the file keeps it.
    Head {
        /// The head as it stands on a form.
        label: String,
        /// What it means.
        field: Option<Field>,
    },
    /// A name is one of a section of the roster; no other section of the file keeps it.
    Alias {
        /// The name as it stands on a form.
        name: String,
        /// The section.
        section: String,
    },
    /// A setting has this value; none: what the default says.
    Setting {
        /// Where it stands, `scoring.deadline`; in a list of tables by their key, `rules.W03.min`.
        path: String,
        /// The value.
        value: Option<Worth>,
    },
    /// A word is taken out of a list.
    Word {
        /// Where the list stands; a section of the roster by its name, `sections.预算科.aliases`.
        path: String,
        /// The word.
        word: String,
    },
}

/// The text with the change. Lines end as they did.
///
/// # Errors
/// The text is no TOML, or what stands at the place is something else than the change is about; the message says which line.
pub fn changed(source: &Source, change: &Change) -> Result<String, Error> {
    let windows = source.text.contains("\r\n");
    let text = source.text.replace("\r\n", "\n");
    let mut document: DocumentMut = text.parse().map_err(|e| malformed(source, &e))?;
    let done = match change {
        Change::Head { label, field } => head(&mut document, label, *field),
        Change::Alias { name, section } => alias(&mut document, name, section),
        Change::Word { path, word } => words::take_out(&mut document, path, word),
        Change::Setting {
            path,
            value: Some(value),
        } => set(&mut document, path, value),
        Change::Setting { path, value: None } => {
            let out = tables::commented_out(&text, path).ok_or_else(|| in_the_way(path))?;
            return Ok(ended(out, windows));
        }
    };
    done.ok_or_else(|| in_the_way(path_of(change)))?;
    Ok(ended(document.to_string(), windows))
}

fn ended(text: String, windows: bool) -> String {
    if windows {
        text.replace('\n', "\r\n")
    } else {
        text
    }
}

/// Where a change is made.
fn path_of(change: &Change) -> &str {
    match change {
        Change::Head { field, .. } => field.map_or(NO_FIELDS.1, Field::key),
        Change::Alias { section, .. } => section,
        Change::Setting { path, .. } | Change::Word { path, .. } => path,
    }
}

fn in_the_way(path: &str) -> Error {
    Error::Policy(format!(
        "口径文件里“{path}”一处的写法与说明书不同，程序不敢代改，没有写入。请用记事本打开 qingfeng.toml 改。"
    ))
}

/// What is wrong with a text that is no TOML, as it is said of a policy.
fn malformed(source: &Source, error: &toml_edit::TomlError) -> Error {
    let report = Report::new(source.clone());
    let title = format!("写法有误（{}）", error.message());
    let span = error.span().unwrap_or(0..0);
    report.wrong(&span, title, "请先用记事本改好这一处，再在页面上改。");
    Error::Policy(render(source, &report.into_problems()))
}

/// Where heads stand that mean no field: the table and the list.
const NO_FIELDS: (&str, &str) = ("words", "no_fields");

/// Gives a head to a field, or to none.
fn head(document: &mut DocumentMut, label: &str, field: Option<Field>) -> Option<()> {
    let key = text::label_key(label);
    let same = |word: &str| text::label_key(word) == key;
    if let Some(fields) = document.get_mut("fields") {
        for (name, other) in fields.as_table_like_mut()?.iter_mut() {
            if field.is_none_or(|field| name.get() != field.key()) {
                let list = other
                    .as_table_like_mut()
                    .and_then(|t| t.get_mut("synonyms"));
                words::drop_all(list, same);
            }
        }
    }
    let (table, list) = NO_FIELDS;
    let Some(field) = field else {
        return words::add(tables::at(document, table)?, list, label, same);
    };
    let out = document.get_mut(table).and_then(Item::as_table_like_mut);
    words::drop_all(out.and_then(|table| table.get_mut(list)), same);
    let path = format!("fields.{}", field.key());
    words::add(tables::at(document, &path)?, "synonyms", label, same)
}

/// Gives a name to a section.
fn alias(document: &mut DocumentMut, name: &str, section: &str) -> Option<()> {
    let key = text::key(name);
    let same = |word: &str| text::key(word) == key;
    tables::each(document, "sections", |table: &mut dyn TableLike| {
        if !tables::is_called(table, "name", section) {
            words::drop_all(table.get_mut("aliases"), same);
        }
    })?;
    let table = tables::at(document, &format!("sections.{section}"))?;
    words::add(table, "aliases", name, same)
}

/// Writes a value where the old one stood, with what is noted beside it.
fn set(document: &mut DocumentMut, path: &str, worth: &Worth) -> Option<()> {
    let (above, key) = path.rsplit_once('.')?;
    let table = tables::at(document, above)?;
    let mut value = Value::from(worth);
    match table.get_mut(key) {
        Some(item) => {
            let old = item.as_value_mut()?;
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        None => drop(table.insert(key, value.into())),
    }
    Some(())
}
