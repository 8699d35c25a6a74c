//! A worksheet without its marks. Where the sheet as it came is at hand, what nobody has changed comes out byte for byte.

use std::collections::BTreeSet;

use super::super::columns::is_own;
use super::super::original::around;
use super::super::sheet::{Row, Sheet, There, area};
use super::super::strings::Strings;
use super::super::xml::{Edits, Kind, Tag, child, end};
use super::super::{COLUMN, ours};
use crate::diagnostic::DEGREES;
use crate::location::CellRef;

/// What is known of the marks of a sheet.
pub struct Marks<'w> {
    /// The sheet as it came, where the styles are still numbered as they were.
    pub was: Option<&'w Sheet<'w>>,
    /// Whether the workbook was marked for certain.
    pub certain: bool,
    /// Whether the filter is ours.
    pub filter: bool,
    /// Whether the drawing of the notes is gone.
    pub drawing: bool,
    /// What stands before and behind the cells, where nobody has changed it.
    pub around: [Option<String>; 2],
}

/// A sheet without its marks.
pub struct Cleaned {
    pub text: String,
    /// What people wrote into the column of what to mend.
    pub replies: Vec<(CellRef, String)>,
    /// Shared strings that were shown by marks, and those that still are shown.
    pub strings: [BTreeSet<usize>; 2],
    /// Whether there was any mark.
    pub marked: bool,
    /// Whether a filter of ours was taken off.
    pub filter: bool,
}

/// Takes the marks out. `style` knows what style a marked cell had.
pub fn clean(
    sheet: &Sheet<'_>,
    strings: &Strings,
    marks: &Marks<'_>,
    style: &mut dyn FnMut(CellRef, usize) -> Option<usize>,
) -> Cleaned {
    let head = head(sheet, strings, marks.certain);
    let mut out = Cleaned {
        text: String::new(),
        replies: Vec::new(),
        strings: [BTreeSet::new(), BTreeSet::new()],
        marked: head.is_some(),
        filter: marks.filter || head.is_some_and(|head| ends_at(sheet, head)),
    };
    let mut edits = Edits::default();
    let is_ours = |at: CellRef| head.is_some_and(|h| h.col == at.col && h.row <= at.row);
    let gone = formulas(sheet, is_ours);
    for (number, row) in &sheet.rows {
        let was = marks.was.and_then(|was| Some((was, was.rows.get(number)?)));
        let (mut left, mut inside) = (false, Edits::default());
        for (col, cell) in &row.cells {
            let at = CellRef::new(*number, *col);
            let was = was.and_then(|(was, row)| Some((was, row.cells.get(col)?)));
            let text = strings.of(sheet, cell);
            let shared = Strings::number(sheet, cell);
            if is_ours(at) && cell.has_content {
                if text != COLUMN && !DEGREES.iter().any(|degree| text.contains(degree)) {
                    out.replies.push((at, text));
                }
                out.strings[0].extend(shared);
                let before = was.map_or("", |(was, cell)| was.written(cell.tag, cell.end));
                left |= !before.is_empty();
                inside.replace(sheet.span(cell.tag, cell.end), before);
                continue;
            }
            out.strings[1].extend(shared);
            let own = sheet.tags[cell.tag].number("s").unwrap_or(0);
            let base = style(at, own);
            out.marked |= base.is_some();
            if base.is_some() && !cell.has_content && marks.was.is_some() && was.is_none() {
                // It was made to be filled.
                inside.replace(sheet.span(cell.tag, cell.end), "");
                continue;
            }
            left = true;
            if let Some((formula, _)) = sheet.shared(cell).filter(|(_, own)| gone.contains(own)) {
                // What it says stays.
                inside.replace(sheet.span(formula, end(&sheet.tags, formula)), "");
            }
            if let Some(base) = base {
                let tag = &sheet.tags[cell.tag];
                inside.replace(tag.at.clone(), restored(tag, base, was));
            }
        }
        let was = marks.was.map(|was| (was, was.rows.get(number)));
        edits.extend(row_cleaned(sheet, row, was, left, inside));
    }
    surroundings(sheet, marks, (head, out.filter), &mut edits);
    out.text = edits.apply(sheet.text);
    out
}

/// The numbers of shared formulas that people wrote among marks, and that go with them.
fn formulas(sheet: &Sheet<'_>, is_ours: impl Fn(CellRef) -> bool) -> BTreeSet<String> {
    let cells = sheet.rows.iter().flat_map(|(number, row)| {
        let cells = row.cells.iter();
        cells.map(|(col, cell)| (CellRef::new(*number, *col), cell))
    });
    let ours = cells.filter(|(at, _)| is_ours(*at));
    ours.filter_map(|(_, cell)| sheet.shares(cell)).collect()
}

/// The tag of a cell with the style it had.
fn restored(tag: &Tag<'_>, base: usize, was: Option<(&Sheet<'_>, &There)>) -> String {
    let before = was.map(|(was, cell)| &was.tags[cell.tag]);
    let same = before.filter(|before| {
        let others = ["s"];
        before.others(&others) == tag.others(&others)
            && before.number("s").unwrap_or(0) == base
            && before.kind == tag.kind
    });
    same.map_or_else(
        || {
            let style = base.to_string();
            let style = Some(style.as_str()).filter(|_| base > 0 || before.is_some());
            tag.with(&[("s", style)])
        },
        |before| before.text.to_owned(),
    )
}

/// Takes a row away that was made for marks, or makes it the empty one it was; gives any other its tag back.
fn row_cleaned(
    sheet: &Sheet<'_>,
    row: &Row,
    was: Option<(&Sheet<'_>, Option<&Row>)>,
    left: bool,
    mut inside: Edits,
) -> Edits {
    let Some((was, before)) = was else {
        return inside;
    };
    let (tag, old) = (&sheet.tags[row.tag], before.map(|row| &was.tags[row.tag]));
    let was_empty = old.is_none_or(|old| old.kind == Kind::Empty && tag.kind == Kind::Open);
    if !left && was_empty {
        let mut gone = Edits::default();
        gone.replace(sheet.span(row.tag, row.end), old.map_or("", |old| old.text));
        return gone;
    }
    let same =
        old.filter(|old| old.others(&["spans"]) == tag.others(&["spans"]) && old.kind == tag.kind);
    if let Some(old) = same {
        inside.replace(tag.at.clone(), old.text);
    }
    inside
}

/// What stands before and behind the cells.
fn surroundings(
    sheet: &Sheet<'_>,
    marks: &Marks<'_>,
    (head, filter): (Option<CellRef>, bool),
    edits: &mut Edits,
) {
    let places = around(sheet.text);
    let known = |index: usize| {
        let text = marks.around[index].as_ref()?;
        Some((places.as_ref()?[index].clone(), text))
    };
    if let Some((place, text)) = known(0) {
        edits.replace(place, text);
    } else if let Some(head) = head {
        let parent = child(&sheet.tags, "cols");
        let all = parent.map(|cols| (cols, end(&sheet.tags, cols)));
        if let Some((first, last)) = all {
            let is_own = |tag: &&Tag<'_>| tag.kind != Kind::Close && is_own(tag, head.col);
            let inside = &sheet.tags[first + 1..last];
            let columns = inside
                .iter()
                .filter(|t| t.name == "col" && t.kind != Kind::Close);
            if columns.count() == 1 && inside.iter().any(|tag| is_own(&tag)) {
                edits.replace(sheet.span(first, last), "");
            } else {
                inside
                    .iter()
                    .filter(is_own)
                    .for_each(|tag| edits.replace(tag.at.clone(), ""));
            }
        }
    }
    if let Some((place, text)) = known(1) {
        edits.replace(place, text);
        return;
    }
    let mut gone = Vec::new();
    gone.extend(child(&sheet.tags, "autoFilter").filter(|_| filter));
    gone.extend(child(&sheet.tags, "legacyDrawing").filter(|_| marks.drawing));
    for tag in gone {
        edits.replace(sheet.span(tag, end(&sheet.tags, tag)), "");
    }
    if let Some(filter) = child(&sheet.tags, "autoFilter").filter(|_| filter) {
        shown(sheet, filter, edits);
    }
}

/// Whether the filter reaches to our column, as only ours does.
fn ends_at(sheet: &Sheet<'_>, head: CellRef) -> bool {
    let filter = child(&sheet.tags, "autoFilter");
    let place = filter.and_then(|filter| area(&sheet.tags[filter].attribute("ref")?));
    place.is_some_and(|place| place.last.col == head.col)
}

/// Shows the rows again that a filter has hidden.
fn shown(sheet: &Sheet<'_>, filter: usize, edits: &mut Edits) {
    // Some programs write two tags where nothing is filtered.
    let filters = end(&sheet.tags, filter) > filter + 1;
    let place = sheet.tags[filter].attribute("ref").and_then(|r| area(&r));
    let Some(place) = place.filter(|_| filters) else {
        return;
    };
    for (_, row) in sheet.rows.range(place.first.row..=place.last.row) {
        let tag = &sheet.tags[row.tag];
        if tag.attribute("hidden").is_some() {
            edits.replace(tag.at.clone(), tag.with(&[("hidden", None)]));
        }
    }
}

/// The head of the column of what to mend.
fn head(sheet: &Sheet<'_>, strings: &Strings, certain: bool) -> Option<CellRef> {
    let texts = strings.all(sheet);
    let texts = texts.iter().map(|(at, text)| (*at, text.as_str()));
    ours::column(texts, certain)
}
