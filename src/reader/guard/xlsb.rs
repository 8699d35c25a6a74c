//! Binary Excel packages: every record's length is checked, and rows, columns, merged ranges and filled cells are noted.

use super::package::{Package, Size};
use super::relations::{self, resolve};
use super::{Facts, Refusal, SheetFacts, Tally, placed, sheet_names, xlsx};
use crate::location::Area;

/// Record types, named as in [MS-XLSB].
mod brt {
    pub const ROW_HDR: u16 = 0;
    pub const COL_INFO: u16 = 60;
    pub const BUNDLE_SH: u16 = 156;
    pub const MERGE_CELL: u16 = 176;
    pub const BEGIN_SHEET_DATA: u16 = 145;
    pub const END_SHEET_DATA: u16 = 146;
    /// Cells with a value or a formula; 1 is a blank cell.
    pub const CELLS: std::ops::RangeInclusive<u16> = 2..=11;
}

/// The records of a part.
struct Records<'a>(&'a [u8]);

impl<'a> Records<'a> {
    /// The next record, or nothing at the end.
    fn next(&mut self) -> Result<Option<(u16, &'a [u8])>, Refusal> {
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

fn cut() -> Refusal {
    Refusal::damaged("工作簿记录不完整")
}

fn u32_at(data: &[u8], at: usize) -> Result<u32, Refusal> {
    match data.get(at..at + 4) {
        Some([a, b, c, d]) => Ok(u32::from_le_bytes([*a, *b, *c, *d])),
        _ => Err(cut()),
    }
}

/// A counted UTF-16 text at `at`; returns it and where it ends.
fn text_at(data: &[u8], at: usize) -> Result<(String, usize), Refusal> {
    let length = u32_at(data, at)? as usize;
    let end = length
        .checked_mul(2)
        .and_then(|bytes| bytes.checked_add(at + 4))
        .ok_or_else(cut)?;
    let units: Vec<u16> = data
        .get(at + 4..end)
        .ok_or_else(cut)?
        .chunks_exact(2)
        .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
        .collect();
    Ok((String::from_utf16_lossy(&units), end))
}

/// Looks through a binary package.
pub(super) fn inspect(package: &mut Package<'_>) -> Result<Facts, Refusal> {
    let folder = "xl/";
    let relations = relations::relations(package, "xl/_rels/workbook.bin.rels")?;
    xlsx::fixed_name(package, &relations, folder, "styles", "styles.bin")?;
    xlsx::fixed_name(
        package,
        &relations,
        folder,
        "sharedStrings",
        "sharedStrings.bin",
    )?;
    let listed = listed_sheets(&package.bytes("xl/workbook.bin")?)?;
    sheet_names(listed.iter().map(|s| s.0.as_str()), package.limits)?;
    let mut facts = Facts {
        macros: relations.iter().any(|r| r.kind == "vbaProject"),
        external_links: relations.iter().any(|r| r.kind == "externalLink"),
        ..Facts::default()
    };
    let mut tally = Tally::new(package.limits);
    for (name, id) in listed {
        let Some(relation) = relations.iter().find(|r| r.id == id) else {
            return Err(Refusal::damaged(format!("找不到工作表“{name}”的内容")));
        };
        if relation.kind != "worksheet" {
            continue;
        }
        let bytes = package.read(&resolve(folder, &relation.target), Size::Sheet)?;
        let mut sheet = sheet(&bytes, &mut tally).map_err(|r| r.in_sheet(&name))?;
        sheet.name = name;
        facts.sheets.push(sheet);
    }
    Ok(facts)
}

/// Name and relationship of each sheet.
fn listed_sheets(workbook: &[u8]) -> Result<Vec<(String, String)>, Refusal> {
    let mut records = Records(workbook);
    let mut listed = Vec::new();
    while let Some((kind, data)) = records.next()? {
        if kind == brt::BUNDLE_SH && u32_at(data, 8)? != u32::MAX {
            let (id, end) = text_at(data, 8)?;
            listed.push((text_at(data, end)?.0, id));
        }
    }
    Ok(listed)
}

fn sheet(bytes: &[u8], tally: &mut Tally<'_>) -> Result<SheetFacts, Refusal> {
    let mut records = Records(bytes);
    let mut facts = SheetFacts::default();
    let (mut row, mut in_data) = (0, false);
    while let Some((kind, data)) = records.next()? {
        match kind {
            brt::ROW_HDR if in_data => {
                row = placed(u32_at(data, 0)?, 0)?.row;
                if data.get(11).is_some_and(|flags| flags & 0x10 != 0) {
                    facts.hidden_rows.push(row, row);
                }
            }
            kind if in_data && brt::CELLS.contains(&kind) => {
                tally.cells(1)?;
                facts.content.push(placed(row, u32_at(data, 0)?)?);
            }
            brt::BEGIN_SHEET_DATA => in_data = true,
            brt::END_SHEET_DATA => in_data = false,
            brt::COL_INFO if data.get(16).is_some_and(|flags| flags & 1 != 0) => {
                facts
                    .hidden_cols
                    .push(u32_at(data, 0)?, u32_at(data, 4)?.min(16_383));
            }
            brt::MERGE_CELL => {
                tally.merge()?;
                let first = placed(u32_at(data, 0)?, u32_at(data, 8)?)?;
                let last = placed(u32_at(data, 4)?, u32_at(data, 12)?)?;
                facts.merges.push(Area::new(first, last));
            }
            _ => {}
        }
    }
    Ok(facts)
}
