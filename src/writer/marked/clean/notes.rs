//! Notes without ours: those that stood there before stay.

use std::collections::BTreeSet;

use super::super::package::{Package, Relation};
use super::super::sheet::Sheet;
use super::super::xml::{Edits, Kind, Tag, end, escaped, said, tags};
use super::super::{AUTHOR, Unmarkable};
use crate::diagnostic::DEGREES;
use crate::location::CellRef;

/// What was taken off a sheet.
#[derive(Default)]
pub struct Gone {
    /// Whether there was any note of ours.
    pub any: bool,
    /// Whether the drawing of its notes is gone with them.
    pub drawing: bool,
}

/// Takes our notes off a sheet.
pub fn clean(package: &mut Package<'_>, sheet: &str) -> Result<Gone, Unmarkable> {
    let relations = package.relations(sheet)?;
    let named = |kind: &str| relations.iter().find(|r| r.kind == kind);
    let Some(comments) = named("comments") else {
        return Ok(Gone::default());
    };
    let text = package.text(&comments.part)?;
    let (cleaned, gone, left) = without(&text)?;
    let any = cleaned != text;
    package.put(&comments.part, cleaned);
    if left == 0 && !gone.is_empty() {
        leave_out(package, sheet, comments)?;
    }
    let text = package.text(sheet)?;
    let named = Sheet::new(&text)?.drawing();
    let drawing = relations.iter().find(|r| Some(&r.id) == named.as_ref());
    let Some(drawing) = drawing.filter(|_| !gone.is_empty()) else {
        let drawing = false;
        return Ok(Gone { any, drawing });
    };
    let (text, shapes) = undrawn(&package.text(&drawing.part)?, &gone);
    package.put(&drawing.part, text);
    if shapes == 0 {
        leave_out(package, sheet, drawing)?;
    }
    let drawing = shapes == 0;
    Ok(Gone { any, drawing })
}

fn leave_out(
    package: &mut Package<'_>,
    sheet: &str,
    relation: &Relation,
) -> Result<(), Unmarkable> {
    package.unrelate(sheet, &relation.id)?;
    package.retire(&relation.part)
}

/// The part without our notes, their cells, and how many notes are left.
fn without(text: &str) -> Result<(String, BTreeSet<CellRef>, usize), Unmarkable> {
    let found = tags(text)?;
    let mut edits = Edits::default();
    let (mut gone, mut left) = (BTreeSet::new(), 0);
    for (index, tag) in found.iter().enumerate() {
        if tag.kind != Kind::Open {
            continue;
        }
        let last = end(&found, index);
        let inside = &found[index..=last];
        match tag.name {
            "author" if text.get(tag.at.end..found[last].at.start) == Some(AUTHOR) => {
                edits.replace(tag.at.end..found[last].at.start, "");
            }
            "comment" => {
                let note = said(text, inside);
                let at = tag.attribute("ref").and_then(|r| r.parse::<CellRef>().ok());
                if DEGREES.iter().any(|d| note.trim_start().starts_with(d)) {
                    gone.extend(at);
                    edits.replace(tag.at.start..found[last].at.end, "");
                } else {
                    left += 1;
                    shorten(text, inside, &mut edits);
                }
            }
            _ => {}
        }
    }
    Ok((edits.apply(text), gone, left))
}

/// Ends a note where ours begins.
fn shorten(text: &str, note: &[Tag<'_>], edits: &mut Edits) {
    let mut ours = false;
    for (index, tag) in note.iter().enumerate() {
        if tag.kind != Kind::Open || tag.name != "t" {
            continue;
        }
        let inner = tag.at.end..note[end(note, index)].at.start;
        let own = said(text, &note[index..=end(note, index)]);
        let marks = DEGREES
            .iter()
            .filter_map(|degree| own.find(&format!("\n{degree}")));
        let kept = match marks.min() {
            _ if ours => "",
            None => continue,
            Some(from) => own.split_at(from).0,
        };
        ours = true;
        // A run that holds nothing any more goes whole.
        let run = note[..index]
            .iter()
            .rposition(|t| t.name == "r" && t.depth + 1 == tag.depth);
        match run.filter(|_| kept.is_empty()) {
            Some(run) => edits.replace(note[run].at.start..note[end(note, run)].at.end, ""),
            None => edits.replace(inner, escaped(kept)),
        }
    }
}

/// The drawing without the boxes of these cells, and how many shapes are left.
fn undrawn(text: &str, gone: &BTreeSet<CellRef>) -> (String, usize) {
    const END: &str = "</v:shape>";
    let mut out = String::with_capacity(text.len());
    let mut left = 0;
    let mut rest = text;
    while let Some((before, shape)) = rest
        .find("<v:shape ")
        .map(|from| rest.split_at(from))
        .and_then(|(before, shape)| shape.contains(END).then_some((before, shape)))
    {
        let (shape, after) = shape.split_once(END).unwrap_or((shape, ""));
        let number = |name: &str| {
            let (_, value) = shape.split_once(&format!("<x:{name}>"))?;
            value.split('<').next()?.trim().parse::<u32>().ok()
        };
        let at = number("Row").zip(number("Column"));
        out.push_str(before);
        if at.is_none_or(|(row, col)| !gone.contains(&CellRef::new(row, col))) {
            out.push_str(shape);
            out.push_str(END);
            left += 1;
        }
        rest = after;
    }
    out.push_str(rest);
    (out, left)
}
