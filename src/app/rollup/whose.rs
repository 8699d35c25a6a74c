//! Of which unit a register is: as its line 单位 says, its title, its file's name, or row by row a column; never guessed.

use crate::model::{Entry, Form, UnitInfo};
use crate::policy::{Lookup, Policy};
use crate::text;

/// With what the rest of a title begins that stands behind the unit's name.
const BEHIND: [&str; 9] = [
    "20", "廉", "风险", "权力", "岗位", "职权", "登记", "汇总", "防控",
];
/// What parts a file's name.
const PARTS: [char; 8] = ['-', '_', '（', '(', '—', ' ', '　', '·'];

/// The unit a form says it is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// This one.
    Unit(String),
    /// Two that have nothing to do with each other.
    Two(String, String),
    /// Nothing.
    Nothing,
}

/// What a form says of its unit.
pub fn of_form(form: &Form, policy: &Policy) -> Said {
    let line = form.tables().find_map(|table| {
        let own = table
            .key_values
            .iter()
            .filter(|pair| is_head(&pair.key, policy));
        let mut own = own.filter_map(|pair| name(&pair.value, policy));
        own.next()
    });
    let title = form
        .tables()
        .find_map(|table| in_title(table.title.as_deref()?, policy));
    match (line, title) {
        (Some(line), Some(title)) => one_of(line, title),
        (Some(unit), None) | (None, Some(unit)) => Said::Unit(unit),
        (None, None) => in_path(&form.file, policy).map_or(Said::Nothing, Said::Unit),
    }
}

/// The unit that a row names in a column of its own.
pub fn of_entry<'e>(entry: &'e Entry, policy: &Policy) -> Option<&'e str> {
    let mut own = entry.extras.iter().filter(|x| is_head(&x.label, policy));
    own.next()
        .map(|extra| extra.text.trim())
        .filter(|unit| !unit.is_empty())
}

/// Whether a form has such a column.
pub fn has_column(form: &Form, policy: &Policy) -> bool {
    let mut heads = form.tables().flat_map(|table| &table.columns);
    heads.any(|column| is_head(&column.label, policy))
}

fn is_head(written: &str, policy: &Policy) -> bool {
    let key = text::label_key(&text::without_brackets(written));
    policy.rollup.unit_heads.exact(&key).is_some()
}

/// The name of a unit, as the roster calls it where it knows it; none where it is no unit's name.
fn name(written: &str, policy: &Policy) -> Option<String> {
    let known = &policy.rollup.units;
    if let Some(at) = known.find(written) {
        return Some(known.all()[at].name.clone());
    }
    let written = written.trim();
    Lookup::new(policy)
        .looks_like_unit(written)
        .then(|| written.to_owned())
}

fn in_title(title: &str, policy: &Policy) -> Option<String> {
    if let Some(unit) = policy.rollup.units.named_in(title) {
        return Some(unit.name.clone());
    }
    let title = text::squash(title);
    let year = title
        .strip_prefix("20")
        .and_then(|rest| rest.split_once('年'));
    let title = year.map_or(title.as_str(), |(_, rest)| rest.trim_start_matches('度'));
    let ends = BEHIND.iter().filter_map(|word| title.find(word)).min()?;
    name(title.get(..ends)?, policy)
}

/// The unit that the name of a file or of a folder above it names.
pub fn in_path(file: &str, policy: &Policy) -> Option<String> {
    let mut names = file.rsplit('/');
    let own = names.next()?;
    let stem = own.rsplit_once('.').map_or(own, |(stem, _)| stem);
    let known = |unit: &UnitInfo| unit.name.clone();
    let units = &policy.rollup.units;
    let in_name = units.named_in(stem).map(known);
    let in_name = in_name.or_else(|| stem.split(PARTS).find_map(|part| name(part, policy)));
    in_name.or_else(|| names.find_map(|folder| Some(known(&units.all()[units.find(folder)?]))))
}

/// The longer of two names of which one holds the other: 白云区财政局, 清风市白云区财政局.
fn one_of(line: String, title: String) -> Said {
    let [a, b] = [&line, &title].map(|name| text::key(name));
    if a.contains(&b) {
        Said::Unit(line)
    } else if b.contains(&a) {
        Said::Unit(title)
    } else {
        Said::Two(line, title)
    }
}
