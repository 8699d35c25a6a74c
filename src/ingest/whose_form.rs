//! Whose form it is, where title, key-values and the name of the sheet or the file do not say the same section, or say several: a form
//! that was copied and not changed everywhere, or that of two sections.

use super::checks;
use super::named;
use super::names;
use super::person_names;
use super::surroundings::{Names, Surroundings};
use crate::diagnostic::Diagnostic;
use crate::location::Place;
use crate::model::{Column, Evidence, Field, Origin};
use crate::policy::Lookup;
use crate::text;

/// Tells of a form whose entries all take their section, or their person, from what stands around them, where that leaves open
/// which one it is.
pub fn told(
    around: &Surroundings,
    names: Names<'_>,
    (place, columns): (&Place, &[Column]),
    lookup: &Lookup<'_>,
) -> Vec<Diagnostic> {
    let own = |field| {
        let mut columns = columns.iter();
        !columns.any(|c| c.field == Some(field) && c.by != Evidence::Label)
    };
    let section = own(Field::Section).then(|| of_section(around, names, place, lookup));
    let person = own(Field::Person).then(|| of_person(around, names, place, lookup));
    [section, person].into_iter().flatten().flatten().collect()
}

/// A sheet that is named after another person than the form.
fn of_person(
    around: &Surroundings,
    names: Names<'_>,
    place: &Place,
    lookup: &Lookup<'_>,
) -> Option<Diagnostic> {
    let value = around.value(Field::Person)?;
    let sheet = text::tight(names.sheet);
    let other = named::is_person_sheet(&sheet, lookup)
        && person_names::is_person(&value.text, lookup)
        && text::tight(&value.text) != sheet;
    let message = format!(
        "这里写的姓名是“{}”，而工作表名是“{sheet}”；各条登记为“{}”",
        value.text, value.text
    );
    let place = Place {
        cell: value.cell,
        ..place.clone()
    };
    other.then(|| Diagnostic::new(&checks::WHOSE_FORM, place, message).found(&*value.raw))
}

/// A form whose title or names say another section, or that says several.
fn of_section(
    around: &Surroundings,
    names: Names<'_>,
    place: &Place,
    lookup: &Lookup<'_>,
) -> Option<Diagnostic> {
    let value = around.value(Field::Section)?;
    let stated = matches!(value.origin, Origin::Title | Origin::KeyValue);
    if !stated {
        return None;
    }
    let own = value.text.to_string();
    let place = Place {
        cell: value.cell.or(around.title_at),
        ..place.clone()
    };
    let several = several(&value.raw, lookup);
    // 综合科/政研室 may be one.
    if several.len() > 1
        && lookup
            .section(&own)
            .is_none_or(|known| several.contains(&known.name))
    {
        let message = format!(
            "这里写了 {} 个科室（{}），各条都登记为“{own}”",
            several.len(),
            several.join("、")
        );
        return Some(Diagnostic::new(&checks::WHOSE_FORM, place, message).found(&*value.raw));
    }
    let certain = |name: &str| {
        let section = names::section_in(name, lookup)?;
        (names::is_certain_section(&section, lookup) && !is_same(&section, &own)).then_some(section)
    };
    let title = around.title.as_deref().unwrap_or_default();
    let by_sheet = certain(names.sheet);
    // A sheet named like the form says more than the file in which it lies.
    let by_its_sheet = names::section_in(names.sheet, lookup).is_some();
    let by_file = || certain(names.file).filter(|_| !by_its_sheet);
    let (source, other) = certain(title)
        .map(|section| ("标题", section))
        .or_else(|| by_sheet.map(|section| ("工作表名", section)))
        .or_else(|| by_file().map(|section| ("文件名", section)))?;
    let message = format!("这里写的科室是“{own}”，而{source}写的是“{other}”；各条登记为“{own}”");
    Some(Diagnostic::new(&checks::WHOSE_FORM, place, message).found(&*value.raw))
}

/// The sections that a text lists: 预算科、国库科.
fn several(written: &str, lookup: &Lookup<'_>) -> Vec<String> {
    let pieces: Vec<&str> = written.split(['、', '，', ',', '和', '与', '/']).collect();
    let (last, before) = pieces.split_last().unwrap_or((&"", &[]));
    let whole = before.iter().map(|piece| text::squash(piece));
    let mut all: Vec<String> = whole.collect();
    let is_section =
        |name: &String| names::is_certain_section(name, lookup) && lookup.looks_like_section(name);
    if before.is_empty() || !all.iter().all(is_section) {
        return Vec::new();
    }
    all.extend(names::section_in(last, lookup));
    all.dedup();
    all
}

/// Whether two names are the same section, one of them perhaps with its unit.
fn is_same(one: &str, other: &str) -> bool {
    one.ends_with(other) || other.ends_with(one)
}
