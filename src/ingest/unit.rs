//! A form of the whole unit (三重一大) belongs to its leading group, though it names no section.

use crate::model::{Origin, Value};
use crate::policy::Lookup;

/// The leading group, where the title or one of the names outside the sheet says that a form is of the whole unit.
pub fn section(
    title: Option<&str>,
    (sheet, file): (&str, &str),
    lookup: &Lookup<'_>,
) -> Option<Value> {
    let written = [
        (title.unwrap_or_default(), Origin::Title),
        (sheet, Origin::SheetName),
        (file, Origin::FileName),
    ];
    written.into_iter().find_map(|(written, origin)| {
        let section = lookup.policy().leadership_in(written)?;
        Some(Value::new(written, section, None, origin))
    })
}
