//! The part of the workbook without the sheet of faults and without the names that marks brought.

use std::collections::BTreeSet;

use super::super::book::Book;
use super::super::list::Looks;
use super::super::package::Package;
use super::super::xml::{Edits, Kind, Tag, end, tags};
use super::super::{LIST, Unmarkable};

const PROPERTIES: &str = "docProps/app.xml";
const FILTER: &str = "_xlnm._FilterDatabase";
const PRINTED: &str = "_xlnm.Print_Area";

/// Takes the sheet of faults out, where it is still there, with all that leads to it, and the names that marks brought.
pub fn unlist(
    package: &mut Package<'_>,
    book: &Book,
    place: Option<usize>,
    looks: &Looks,
) -> Result<(), Unmarkable> {
    let text = package.text(&book.part)?;
    package.put(&book.part, without(&text, book, place, looks)?);
    let Some(part) = place.and_then(|place| book.sheets[place].part.as_ref()) else {
        return Ok(());
    };
    for relation in package.relations(part)? {
        if relation.kind == "printerSettings" {
            package.retire(&relation.part)?;
        }
    }
    let relations = package.relations(&book.part)?;
    for relation in relations.iter().filter(|r| r.part == *part) {
        package.unrelate(&book.part, &relation.id)?;
    }
    package.retire(part)?;
    if package.has(PROPERTIES) {
        let text = package.text(PROPERTIES)?;
        package.put(PROPERTIES, untold(&text)?);
    }
    Ok(())
}

fn without(
    text: &str,
    book: &Book,
    place: Option<usize>,
    looks: &Looks,
) -> Result<String, Unmarkable> {
    let found = tags(text)?;
    let goes = |tag: &Tag<'_>| {
        let local = tag.number("localSheetId");
        let sheet = local.and_then(|local| book.sheets.get(local));
        let of = |sheets: &BTreeSet<String>| sheet.is_some_and(|s| sheets.contains(&s.name));
        match tag.attribute("name").as_deref() {
            _ if local.is_some() && local == place => true,
            Some(FILTER) => of(&looks.filters),
            Some(PRINTED) => of(&looks.printed),
            _ => false,
        }
    };
    let is_list = |tag: &Tag<'_>| place.is_some() && tag.attribute("name").as_deref() == Some(LIST);
    let mut edits = Edits::default();
    let named = |tag: &&Tag<'_>| tag.name == "definedName" && tag.kind != Kind::Close;
    let none_stays = found.iter().filter(named).all(goes);
    for (index, tag) in found.iter().enumerate() {
        let whole = tag.at.start..found[end(&found, index)].at.end;
        match tag.name {
            _ if tag.kind == Kind::Close => {}
            "sheet" if is_list(tag) => edits.replace(whole, ""),
            "workbookView" => {
                let moved = moved(tag, &["activeTab", "firstSheet"], place);
                edits.replace(tag.at.clone(), moved);
            }
            "definedNames" if none_stays => edits.replace(whole, ""),
            "definedName" if none_stays => {}
            "definedName" if goes(tag) => edits.replace(whole, ""),
            "definedName" => edits.replace(tag.at.clone(), moved(tag, &["localSheetId"], place)),
            _ => {}
        }
    }
    Ok(edits.apply(text))
}

/// The tag with the numbers of sheets behind the one that goes.
fn moved(tag: &Tag<'_>, numbers: &[&str], place: Option<usize>) -> String {
    let Some(place) = place else {
        return tag.text.to_owned();
    };
    let changed = numbers.iter().filter_map(|name| {
        let number = tag.number(name).filter(|number| *number >= place)?;
        let new = if number > place { number - 1 } else { 0 };
        Some((*name, new.to_string()))
    });
    let changed: Vec<(&str, String)> = changed.collect();
    let sets = changed
        .iter()
        .map(|(name, new)| (*name, Some(new.as_str())));
    tag.with(&sets.collect::<Vec<_>>())
}

/// The properties of the document, which name its sheets.
fn untold(text: &str) -> Result<String, Unmarkable> {
    let found = tags(text)?;
    let mut edits = Edits::default();
    let inner = |index: usize| found[index].at.end..found[end(&found, index)].at.start;
    let named = |index: &usize| {
        found[*index].name == "lpstr"
            && found[*index].kind == Kind::Open
            && text
                .get(inner(*index))
                .is_some_and(|name| name.trim() == LIST)
    };
    let Some(name) = (0..found.len()).find(named) else {
        return Ok(text.to_owned());
    };
    edits.replace(found[name].at.start..found[end(&found, name)].at.end, "");
    let lists = found[..name]
        .iter()
        .rfind(|t| t.name == "vector" && t.kind == Kind::Open);
    if let Some((list, size)) = lists.and_then(|list| Some((list, list.number("size")?))) {
        let size = size.saturating_sub(1).to_string();
        edits.replace(list.at.clone(), list.with(&[("size", Some(&size))]));
    }
    // The first number is that of the worksheets.
    let count = found
        .iter()
        .position(|t| t.name == "i4" && t.kind == Kind::Open);
    let sheets = count.and_then(|count| text.get(inner(count))?.parse::<usize>().ok());
    if let Some((count, sheets)) = count.zip(sheets) {
        edits.replace(inner(count), sheets.saturating_sub(1).to_string());
    }
    Ok(edits.apply(text))
}
