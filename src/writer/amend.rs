//! What the library does not do, or only at a price, done in the finished package.
//!
//! Rows that grow with what people write: it marks every height as one the user has set, and such a row stays as it is, with
//! the text cut off; here that mark is taken off again. Links of long sheets: it holds a kibibyte and a half for each.

use std::io::{self, BufRead, BufReader, Cursor, Read, Write};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::links::Links;

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
}

impl Amendment {
    /// Whether the sheet stays as it is.
    pub fn is_none(&self) -> bool {
        self.growing.is_none() && self.links.is_empty()
    }
}

/// The package with its sheets amended.
pub fn amended(sheets: &[Amendment], package: &[u8]) -> ZipResult<Vec<u8>> {
    let mut package = ZipArchive::new(Cursor::new(package))?;
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for index in 0..package.len() {
        let part = package.by_index(index)?;
        let name = part.name()?.into_owned();
        let sheet = number(&name).and_then(|number| sheets.get(number.checked_sub(1)?));
        let Some(amendment) = sheet.filter(|sheet| !sheet.is_none()) else {
            out.raw_copy_file(part)?;
            continue;
        };
        out.start_file(&name, options)?;
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
    let mut piece = Vec::new();
    while sheet.read_until(b'>', &mut piece)? > 0 {
        let start = piece.iter().rposition(|byte| *byte == b'<');
        let (text, tag) = piece.split_at(start.unwrap_or(0));
        out.write_all(text)?;
        if tag.starts_with(AFTER_LINKS) && !amendment.links.is_empty() {
            amendment.links.write(out)?;
        }
        match amendment.growing.and_then(|rows| freed(tag, rows)) {
            Some(freed) => out.write_all(freed.as_bytes())?,
            None => out.write_all(tag)?,
        }
        piece.clear();
    }
    Ok(())
}

/// The tag of one of these rows without the mark.
fn freed(tag: &[u8], (first, last): (u32, u32)) -> Option<String> {
    if !tag.starts_with(ROW.as_bytes()) {
        return None;
    }
    let tag = str::from_utf8(tag).ok()?;
    let number: u32 = tag.strip_prefix(ROW)?.split('"').next()?.parse().ok()?;
    (first + 1..=last + 1)
        .contains(&number)
        .then(|| tag.replace(FIXED, ""))
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
