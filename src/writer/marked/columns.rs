//! The widths of columns, of which one changes.

use std::ops::Range;

use super::Unmarkable;
use super::order::WORKSHEET;
use super::xml::{Edits, Kind, Tag, child, end, place, prefixed};

/// Width of the column of what to mend, in characters.
const WIDTH: &str = "60";

/// Makes the column wide enough to be read; of a range of columns the others stay as they are.
pub fn widen(tags: &[Tag<'_>], column: u32, edits: &mut Edits) -> Result<(), Unmarkable> {
    let number = (column + 1).to_string();
    let own =
        format!("<col min=\"{number}\" max=\"{number}\" width=\"{WIDTH}\" customWidth=\"1\"/>");
    let own = prefixed(tags, &own);
    let Some(parent) = child(tags, "cols").filter(|c| tags[*c].kind == Kind::Open) else {
        let all = prefixed(tags, "<cols>").into_owned() + &own + &prefixed(tags, "</cols>");
        edits.insert(place(tags, WORKSHEET, "cols")?, all);
        return Ok(());
    };
    let last = end(tags, parent);
    for tag in tags[parent + 1..last]
        .iter()
        .filter(|t| t.kind != Kind::Close)
    {
        let Some((range, _)) = column_range(tag) else {
            continue;
        };
        if range.contains(&column) {
            // The tags of a `col` have no children, but may be written as two tags.
            let close = if tag.kind == Kind::Open {
                prefixed(tags, "</col>")
            } else {
                "".into()
            };
            let part = |first: u32, last: u32| {
                let (min, max) = ((first + 1).to_string(), (last + 1).to_string());
                (first <= last).then(|| tag.with(&[("min", Some(&min)), ("max", Some(&max))]))
            };
            let left = column
                .checked_sub(1)
                .and_then(|before| part(range.start, before));
            let left = left.map_or(String::new(), |left| left + &close);
            let right = part(column + 1, range.end - 1);
            if tag.kind == Kind::Open && right.is_none() {
                return Ok(());
            }
            edits.replace(tag.at.clone(), left + &own + &right.unwrap_or_default());
            return Ok(());
        }
        if range.start > column {
            edits.insert(tag.at.start, own);
            return Ok(());
        }
    }
    edits.insert(tags[last].at.start, own);
    Ok(())
}

/// The columns an element speaks of, and their style.
pub fn column_range(tag: &Tag<'_>) -> Option<(Range<u32>, usize)> {
    let [min, max] =
        ["min", "max"].map(|name| tag.number(name).and_then(|n| u32::try_from(n).ok()));
    let first = min?.checked_sub(1)?;
    Some((first..max?, tag.number("style").unwrap_or(0)))
}

/// Whether an element makes this column as wide as ours, and no other.
pub fn is_own(tag: &Tag<'_>, column: u32) -> bool {
    let width = tag.attribute("width").and_then(|w| w.parse::<f64>().ok());
    let wide = WIDTH.parse::<f64>().ok().zip(width);
    let alike = wide.is_some_and(|(own, width)| (own - width).abs() < 1.0);
    alike && column_range(tag).is_some_and(|(range, _)| range == (column..column + 1))
}
