//! What a text says of a setting, and which words are its own.

use toml_edit::{Document, Item, TableLike};

use super::NO_FIELDS;
use super::tables::{is_called, steps};
use super::worth::Worth;
use crate::model::Field;

/// What a setting is worth in a text; none where it is not there, or is something no page can show.
pub fn worth(text: &str, path: &str) -> Option<Worth> {
    let document = Document::parse(text).ok()?;
    let (above, key) = path.rsplit_once('.')?;
    let mut table: &dyn TableLike = document.as_table();
    for (name, one) in steps(above) {
        let item = table.get(&name)?;
        table = match one {
            None => item.as_table_like()?,
            Some((key, wanted)) => {
                let mut tables = item.as_array_of_tables()?.iter();
                tables.find(|t| is_called(*t, key, &wanted))?
            }
        };
    }
    let value = table.get(key)?;
    let words = || {
        let words = value.as_array()?.iter();
        let words = words.map(|word| word.as_str().map(str::to_owned));
        words.collect::<Option<Vec<String>>>()
    };
    let text = value.as_str().map(|text| Worth::Text(text.to_owned()));
    text.or_else(|| value.as_integer().map(Worth::Number))
        .or_else(|| value.as_bool().map(Worth::Flag))
        .or_else(|| words().map(Worth::Words))
}

/// The words of the bureau's own file that the page wrote or may take out: heads by their fields, names by their sections.
pub fn own_words(text: &str) -> Vec<OwnWord> {
    let Ok(document) = Document::parse(text) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    let mut take = |of: &str, path: String, list: Option<&Item>| {
        let words = list.and_then(Item::as_array).into_iter().flatten();
        out.extend(words.filter_map(|word| word.as_str()).map(|word| OwnWord {
            path: path.clone(),
            of: of.to_owned(),
            word: word.to_owned(),
        }));
    };
    if let Some(fields) = document.get("fields").and_then(Item::as_table_like) {
        for (key, field) in fields.iter() {
            let named = Field::from_key(key).map_or(key, |field| field.title());
            let list = field.as_table_like().and_then(|t| t.get("synonyms"));
            take(named, format!("fields.{key}.synonyms"), list);
        }
    }
    let (table, list) = NO_FIELDS;
    let words = document.get(table).and_then(Item::as_table_like);
    take(
        "不是栏目",
        format!("{table}.{list}"),
        words.and_then(|table| table.get(list)),
    );
    let sections = document.get("sections").and_then(Item::as_array_of_tables);
    for section in sections.into_iter().flatten() {
        let name = section
            .get("name")
            .and_then(Item::as_str)
            .unwrap_or_default();
        take(
            name,
            format!("sections.{name}.aliases"),
            section.get("aliases"),
        );
    }
    out
}

/// A head or a name that the bureau's own file gives to a field or a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnWord {
    /// The list it stands in.
    pub path: String,
    /// The field, or the section.
    pub of: String,
    /// The word.
    pub word: String,
}
