//! Columns of a form: which field, under which of its many names, how wide.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::model::Field;
use crate::sample::content::read;
use crate::sample::rng::Rng;

/// One column.
#[derive(Clone, Debug)]
pub struct Column {
    /// What stands in it; none for a column that is no field by itself.
    pub field: Option<Field>,
    /// What stands in a column that is no field and that a reader knows all the same.
    pub aside: Option<Aside>,
    /// Its head.
    pub label: String,
    /// Its width in characters of half width.
    pub width: f64,
}

/// What stands in a column that is no field by itself, though a reader knows what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aside {
    /// These words.
    Text(&'static str),
    /// The level once more, as somebody else gives it.
    Level,
    /// The measure with this number.
    Measure(usize),
    /// The risk with this number of the row.
    Risk(usize),
}

/// The heads a field is seen under, and the width of its column.
#[derive(Deserialize)]
#[serde(bound = "'de: 'static")]
struct Heads {
    heads: Vec<&'static str>,
    width: f64,
}

static HEADS: LazyLock<BTreeMap<Field, Heads>> =
    LazyLock::new(|| read(include_str!("../data/heads.toml")));

/// Width of a column no reader can know.
const UNKNOWN: f64 = 11.0;

impl Column {
    /// A column no reader can know.
    pub fn unknown(label: &str, width: f64) -> Self {
        Self {
            field: None,
            aside: None,
            label: label.to_owned(),
            width,
        }
    }
}

/// Columns of these names: fields under heads that a form happens to use unless it has labels for them, and others.
pub fn columns(
    rng: &mut Rng,
    names: &[&'static str],
    labels: &BTreeMap<Field, String>,
    asides: &BTreeMap<&'static str, Aside>,
) -> Vec<Column> {
    let all_named = labels.len() == names.len();
    let column = |name: &&str| {
        let known = Field::from_key(name).and_then(|f| Some((f, HEADS.get(&f)?)));
        let Some((field, heads)) = known else {
            return Column {
                aside: asides.get(name).copied(),
                ..Column::unknown(name, UNKNOWN)
            };
        };
        let drawn = if all_named {
            ""
        } else {
            *rng.pick(&heads.heads)
        };
        Column {
            field: Some(field),
            aside: None,
            label: labels.get(&field).cloned().unwrap_or(drawn.to_owned()),
            width: heads.width,
        }
    };
    names.iter().map(column).collect()
}
