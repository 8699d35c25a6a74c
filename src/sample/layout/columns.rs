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
    /// What stands in it; none for a column that no reader can know.
    pub field: Option<Field>,
    /// Its head.
    pub label: String,
    /// Its width in characters of half width.
    pub width: f64,
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
) -> Vec<Column> {
    let all_named = labels.len() == names.len();
    let column = |name: &&str| {
        let known = Field::from_key(name).and_then(|f| Some((f, HEADS.get(&f)?)));
        let Some((field, heads)) = known else {
            return Column::unknown(name, UNKNOWN);
        };
        let drawn = if all_named {
            ""
        } else {
            *rng.pick(&heads.heads)
        };
        Column {
            field: Some(field),
            label: labels.get(&field).cloned().unwrap_or(drawn.to_owned()),
            width: heads.width,
        }
    };
    names.iter().map(column).collect()
}
