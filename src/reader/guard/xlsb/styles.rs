//! Number formats and fonts of a binary package, and the part made anew with only what calamine reads of it: it takes the
//! bytes of other records for further records.

use super::records::{Records, brt, counted_at, text_at, u16_at, write};
use crate::reader::guard::Refusal;
use crate::reader::shown::Style;

/// The styles by their numbers, and the part anew.
pub(super) fn inspect(bytes: &[u8]) -> Result<(Vec<Style>, Vec<u8>), Refusal> {
    let mut records = Records(bytes);
    let (mut formats, mut fonts, mut cells) = (Vec::new(), Vec::new(), Vec::new());
    let mut in_cells = false;
    while let Some((kind, data)) = records.next()? {
        match kind {
            brt::FMT => {
                // The code is all that counts; calamine reads no further either.
                let (text, _) = counted_at(data, 2)?;
                formats.push((
                    u16_at(data, 0)?,
                    text_at(data, 2)?.0,
                    [&data[..2], text].concat(),
                ));
            }
            brt::FONT => fonts.push((text_at(data, 21)?.0, u16_at(data, 2)? & 8 != 0)),
            brt::BEGIN_CELL_XFS => in_cells = true,
            brt::END_CELL_XFS => in_cells = false,
            brt::XF if in_cells => cells.push((u16_at(data, 2)?, u16_at(data, 4)?, data)),
            _ => {}
        }
    }
    let style = |(format, font, _): &(u16, u16, &[u8])| {
        let format = formats.iter().find(|f| f.0 == *format);
        let font = fonts.get(usize::from(*font));
        Style::new(format.map(|f| f.1.as_str()), font.map(|f| f.0.as_str()))
            .with_line(font.is_some_and(|f| f.1))
    };
    let styles = cells.iter().map(style).collect();
    let mut made = Vec::new();
    write(&mut made, brt::BEGIN_FMTS, &[&count(formats.len())]);
    for (_, _, format) in &formats {
        write(&mut made, brt::FMT, &[format]);
    }
    write(&mut made, brt::BEGIN_CELL_XFS, &[&count(cells.len())]);
    for (_, _, cell) in &cells {
        write(&mut made, brt::XF, &[cell]);
    }
    Ok((styles, made))
}

/// A count as records hold it.
pub(super) fn count(n: usize) -> [u8; 4] {
    u32::try_from(n).unwrap_or(u32::MAX).to_le_bytes()
}
