//! What the library does not do, or only at a price, done in the finished package.
//!
//! Rows that grow with what people write: it marks every height as one the user has set, and such a row stays as it is, with
//! the text cut off; here that mark is taken off again. Links of long sheets, and the heights of their rows: it holds a kibibyte
//! and a half for each link, and some four hundred bytes for each height.

use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, Cursor, Read, Write};

use zip::result::ZipResult;
use zip::{ZipArchive, ZipWriter};

use super::links::Links;
use super::place::DEFAULT_ROW;
use super::system::packed;

/// The mark of a height the user has set.
const FIXED: &str = " customHeight=\"1\"";
/// What follows the links in every sheet.
const AFTER_LINKS: &[u8] = b"<printOptions";
const ROW: &str = "<row r=\"";

/// What is to be amended in a sheet.
#[derive(Default)]
pub struct Amendment {
    /// The rows that grow, first and last.
    pub growing: Option<(u32, u32)>,
    /// Links the library knows nothing of.
    pub links: Links,
    /// Heights it knows nothing of, in pixels, by rows from top to bottom.
    pub heights: Vec<(u32, u32)>,
}

impl Amendment {
    /// Whether the sheet stays as it is.
    pub fn is_none(&self) -> bool {
        self.growing.is_none() && self.links.is_empty() && self.heights.is_empty()
    }
}

/// The package with its sheets amended.
pub fn amended(sheets: &[Amendment], package: &[u8]) -> ZipResult<Vec<u8>> {
    let mut package = ZipArchive::new(Cursor::new(package))?;
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = packed();
    for index in 0..package.len() {
        let mut part = package.by_index(index)?;
        let name = part.name()?.into_owned();
        out.start_file(&name, options)?;
        let sheet = number(&name).and_then(|number| sheets.get(number.checked_sub(1)?));
        let Some(amendment) = sheet.filter(|sheet| !sheet.is_none()) else {
            io::copy(&mut part, &mut out)?;
            continue;
        };
        sheet_of(part, amendment, &mut out)?;
        if amendment.links.lead_out() {
            let number = number(&name).unwrap_or_default();
            out.start_file(
                format!("xl/worksheets/_rels/sheet{number}.xml.rels"),
                options,
            )?;
            amendment.links.write_targets(&mut out)?;
        }
    }
    Ok(out.finish()?.into_inner())
}

/// The number of the sheet that a part holds.
fn number(part: &str) -> Option<usize> {
    let rest = part.strip_prefix("xl/worksheets/sheet")?;
    rest.strip_suffix(".xml")?.parse().ok()
}

/// The sheet with what is amended, tag by tag. Texts hold no `>` of their own.
fn sheet_of(sheet: impl Read, amendment: &Amendment, out: &mut impl Write) -> io::Result<()> {
    let mut sheet = BufReader::new(sheet);
    let mut heights = amendment.heights.iter().copied();
    let mut next = heights.next();
    let mut piece = Vec::new();
    while sheet.read_until(b'>', &mut piece)? > 0 {
        let start = piece.iter().rposition(|byte| *byte == b'<');
        let (text, tag) = piece.split_at(start.unwrap_or(0));
        out.write_all(text)?;
        if tag.starts_with(AFTER_LINKS) && !amendment.links.is_empty() {
            amendment.links.write(out)?;
        }
        match row_of(tag) {
            None => out.write_all(tag)?,
            Some((row, tag)) => {
                let own = next.filter(|(at, _)| *at == row);
                if own.is_some() {
                    next = heights.next();
                }
                let tag = own.map_or(Cow::Borrowed(tag), |(_, height)| risen(tag, height));
                let grows = amendment
                    .growing
                    .is_some_and(|g| (g.0..=g.1).contains(&row));
                let tag = if grows {
                    tag.replace(FIXED, "").into()
                } else {
                    tag
                };
                out.write_all(tag.as_bytes())?;
            }
        }
        piece.clear();
    }
    Ok(())
}

/// The row a tag begins, and the tag.
fn row_of(tag: &[u8]) -> Option<(u32, &str)> {
    if !tag.starts_with(ROW.as_bytes()) {
        return None;
    }
    let tag = str::from_utf8(tag).ok()?;
    let number: u32 = tag.strip_prefix(ROW)?.split('"').next()?.parse().ok()?;
    Some((number.checked_sub(1)?, tag))
}

/// The tag of a row of this height in pixels.
fn risen(tag: &str, height: u32) -> Cow<'_, str> {
    if height == DEFAULT_ROW {
        return Cow::Borrowed(tag);
    }
    let start = tag.trim_end_matches('>');
    Cow::Owned(format!(
        "{start} ht=\"{}\"{FIXED}>",
        f64::from(height) * 0.75
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_rows_named_lose_the_mark_and_keep_their_height() {
        let sheet = "<x/><row r=\"1\" ht=\"9\" customHeight=\"1\"><c/></row><row r=\"2\" ht=\"9\" customHeight=\"1\"/>\
            <row r=\"3\" ht=\"9\" customHeight=\"1\"></row>";
        let amendment = Amendment {
            growing: Some((1, 1)),
            ..Amendment::default()
        };
        let mut freed = Vec::new();
        sheet_of(sheet.as_bytes(), &amendment, &mut freed).expect("read");
        assert_eq!(
            String::from_utf8_lossy(&freed),
            sheet.replace(
                "<row r=\"2\" ht=\"9\" customHeight=\"1\"/>",
                "<row r=\"2\" ht=\"9\"/>"
            )
        );
    }
}
