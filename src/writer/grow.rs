//! Rows that grow with what people write. rust_xlsxwriter marks every height as one the user has set, and such a row
//! stays as it is, with the text cut off; here that mark is taken off again in the finished package.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The mark of a height the user has set.
const FIXED: &str = " customHeight=\"1\"";

/// The package with these rows of its sheets free to grow.
pub fn release(
    growing: &[Option<(u32, u32)>],
    bytes: Vec<u8>,
) -> Result<Vec<u8>, zip::result::ZipError> {
    if growing.iter().all(Option::is_none) {
        return Ok(bytes);
    }
    let mut package = ZipArchive::new(Cursor::new(&bytes))?;
    let mut out = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len())));
    for index in 0..package.len() {
        let mut part = package.by_index(index)?;
        let name = part.name()?.into_owned();
        let Some(rows) = rows_of(growing, &name) else {
            out.raw_copy_file(part)?;
            continue;
        };
        let mut text = String::new();
        part.read_to_string(&mut text)?;
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        out.start_file(name, options)?;
        out.write_all(freed(&text, rows).as_bytes())?;
    }
    Ok(out.finish()?.into_inner())
}

/// The growing rows of the sheet that a part holds.
fn rows_of(growing: &[Option<(u32, u32)>], part: &str) -> Option<(u32, u32)> {
    let number = part
        .strip_prefix("xl/worksheets/sheet")?
        .strip_suffix(".xml")?;
    let index = number.parse::<usize>().ok()?.checked_sub(1)?;
    *growing.get(index)?
}

/// The sheet without the mark on these rows. Only the tags of rows can bear it together with a number.
fn freed(sheet: &str, (first, last): (u32, u32)) -> String {
    const ROW: &str = "<row r=\"";
    let mut pieces = sheet.split(ROW);
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let number = piece.split('"').next().and_then(|n| n.parse::<u32>().ok());
        let grows = number.is_some_and(|row| (first + 1..=last + 1).contains(&row));
        let end = piece.find('>').unwrap_or(0);
        let (tag, rest) = piece.split_at(end);
        out.push_str(ROW);
        if grows {
            out.push_str(&tag.replace(FIXED, ""));
        } else {
            out.push_str(tag);
        }
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_rows_named_lose_the_mark_and_keep_their_height() {
        let sheet = "<x/><row r=\"1\" ht=\"9\" customHeight=\"1\"><c/></row><row r=\"2\" ht=\"9\" customHeight=\"1\"/>\
            <row r=\"3\" ht=\"9\" customHeight=\"1\"></row>";
        let freed = freed(sheet, (1, 1));
        assert_eq!(
            freed,
            sheet.replace(
                "<row r=\"2\" ht=\"9\" customHeight=\"1\"/>",
                "<row r=\"2\" ht=\"9\"/>"
            )
        );
    }
}
