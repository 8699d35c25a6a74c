//! Records of a binary package: type, length, data; read with every length checked, and written.

use crate::reader::guard::Refusal;

/// Record types, named as in [MS-XLSB].
pub(super) mod brt {
    pub const ROW_HDR: u16 = 0;
    pub const CELL_BLANK: u16 = 1;
    pub const CELL_RK: u16 = 2;
    pub const CELL_ERROR: u16 = 3;
    pub const CELL_BOOL: u16 = 4;
    pub const CELL_REAL: u16 = 5;
    pub const CELL_ST: u16 = 6;
    pub const CELL_ISST: u16 = 7;
    pub const FMLA_STRING: u16 = 8;
    pub const FMLA_NUM: u16 = 9;
    pub const FMLA_BOOL: u16 = 10;
    pub const FMLA_ERROR: u16 = 11;
    pub const SHORT_BLANK: u16 = 12;
    pub const SHORT_RK: u16 = 13;
    pub const SHORT_ISST: u16 = 18;
    pub const SST_ITEM: u16 = 19;
    pub const FONT: u16 = 43;
    pub const FMT: u16 = 44;
    pub const XF: u16 = 47;
    pub const VALUE_META: u16 = 50;
    pub const COL_INFO: u16 = 60;
    pub const CELL_RSTRING: u16 = 62;
    pub const BEGIN_SHEET_DATA: u16 = 145;
    pub const END_SHEET_DATA: u16 = 146;
    pub const END_BUNDLE_SHS: u16 = 144;
    pub const WS_DIM: u16 = 148;
    pub const WB_PROP: u16 = 153;
    pub const BUNDLE_SH: u16 = 156;
    pub const CALC_PROP: u16 = 157;
    pub const BEGIN_SST: u16 = 159;
    pub const MERGE_CELL: u16 = 176;
    pub const BEGIN_FMTS: u16 = 615;
    pub const BEGIN_COMMENT: u16 = 635;
    pub const COMMENT_TEXT: u16 = 637;
    pub const BEGIN_CELL_XFS: u16 = 617;
    pub const END_CELL_XFS: u16 = 618;
}

/// The records of a part.
pub(super) struct Records<'a>(pub &'a [u8]);

impl<'a> Records<'a> {
    /// The next record, or nothing at the end.
    pub fn next(&mut self) -> Result<Option<(u16, &'a [u8])>, Refusal> {
        if self.0.is_empty() {
            return Ok(None);
        }
        let first = self.byte()?;
        let kind = if first & 0x80 == 0 {
            u16::from(first)
        } else {
            u16::from(first & 0x7F) | u16::from(self.byte()? & 0x7F) << 7
        };
        let mut length = 0usize;
        for step in 0..4 {
            let byte = self.byte()?;
            length |= usize::from(byte & 0x7F) << (7 * step);
            if byte & 0x80 == 0 {
                break;
            }
        }
        if length > self.0.len() {
            return Err(cut());
        }
        let (data, rest) = self.0.split_at(length);
        self.0 = rest;
        Ok(Some((kind, data)))
    }

    fn byte(&mut self) -> Result<u8, Refusal> {
        let (first, rest) = self.0.split_first().ok_or_else(cut)?;
        self.0 = rest;
        Ok(*first)
    }
}

/// Adds a record of these pieces.
pub(super) fn write(out: &mut Vec<u8>, kind: u16, pieces: &[&[u8]]) {
    let [low, high] = kind.to_le_bytes();
    if kind < 0x80 {
        out.push(low);
    } else {
        out.extend([low | 0x80, high << 1 | low >> 7]);
    }
    let mut length: usize = pieces.iter().map(|p| p.len()).sum();
    loop {
        let [low, ..] = length.to_le_bytes();
        length >>= 7;
        out.push(low & 0x7F | if length > 0 { 0x80 } else { 0 });
        if length == 0 {
            break;
        }
    }
    for piece in pieces {
        out.extend_from_slice(piece);
    }
}

pub(super) fn cut() -> Refusal {
    Refusal::damaged("工作簿记录不完整")
}

/// The bytes from `at` on, as many as are asked for.
pub(super) fn bytes_at(data: &[u8], at: usize, length: usize) -> Result<&[u8], Refusal> {
    let end = at.checked_add(length).ok_or_else(cut)?;
    data.get(at..end).ok_or_else(cut)
}

pub(super) fn u16_at(data: &[u8], at: usize) -> Result<u16, Refusal> {
    match bytes_at(data, at, 2)? {
        [a, b] => Ok(u16::from_le_bytes([*a, *b])),
        _ => Err(cut()),
    }
}

pub(super) fn u32_at(data: &[u8], at: usize) -> Result<u32, Refusal> {
    match bytes_at(data, at, 4)? {
        [a, b, c, d] => Ok(u32::from_le_bytes([*a, *b, *c, *d])),
        _ => Err(cut()),
    }
}

/// A counted UTF-16 text at `at`, its count included; and how many units it has.
pub(super) fn counted_at(data: &[u8], at: usize) -> Result<(&[u8], usize), Refusal> {
    let units = u32_at(data, at)? as usize;
    let length = units
        .checked_mul(2)
        .and_then(|bytes| bytes.checked_add(4))
        .ok_or_else(cut)?;
    Ok((bytes_at(data, at, length)?, units))
}

/// A counted UTF-16 text at `at`; returns it and where it ends.
pub(super) fn text_at(data: &[u8], at: usize) -> Result<(String, usize), Refusal> {
    let (counted, _) = counted_at(data, at)?;
    let units: Vec<u16> = counted[4..]
        .chunks_exact(2)
        .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
        .collect();
    Ok((String::from_utf16_lossy(&units), at + counted.len()))
}

/// A text with its count.
pub(super) fn counted(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let count = u32::try_from(units.len()).unwrap_or(u32::MAX);
    let bytes = units.iter().flat_map(|unit| unit.to_le_bytes());
    count.to_le_bytes().into_iter().chain(bytes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_read_as_they_are_written() {
        let long = vec![7u8; 300];
        let mut out = Vec::new();
        for (kind, data) in [
            (brt::CELL_ST, &b"ab"[..]),
            (brt::END_CELL_XFS, b""),
            (brt::BEGIN_SHEET_DATA, &long),
        ] {
            write(&mut out, kind, &[data]);
        }
        let mut records = Records(&out);
        let mut read = Vec::new();
        while let Ok(Some((kind, data))) = records.next() {
            read.push((kind, data.len()));
        }
        assert_eq!(read, [(6, 2), (618, 0), (145, 300)]);
    }
}
