//! Records of an .xls: type, length, data; nothing is believed about their content.

use crate::reader::guard::Refusal;

/// Record types, named as in [MS-XLS].
pub(super) mod rt {
    pub const FORMULA: u16 = 0x0006;
    pub const EOF: u16 = 0x000A;
    pub const EXTERNSHEET: u16 = 0x0017;
    pub const LBL: u16 = 0x0018;
    pub const NOTE: u16 = 0x001C;
    pub const FILEPASS: u16 = 0x002F;
    pub const FONT: u16 = 0x0031;
    pub const CONTINUE: u16 = 0x003C;
    pub const CODEPAGE: u16 = 0x0042;
    pub const OBJ: u16 = 0x005D;
    pub const COLINFO: u16 = 0x007D;
    pub const BOUNDSHEET: u16 = 0x0085;
    pub const MULRK: u16 = 0x00BD;
    pub const RSTRING: u16 = 0x00D6;
    pub const XF: u16 = 0x00E0;
    pub const MERGECELLS: u16 = 0x00E5;
    pub const SST: u16 = 0x00FC;
    pub const LABELSST: u16 = 0x00FD;
    pub const SUPBOOK: u16 = 0x01AE;
    pub const TXO: u16 = 0x01B6;
    pub const RECALCID: u16 = 0x01C1;
    pub const DIMENSIONS: u16 = 0x0200;
    pub const NUMBER: u16 = 0x0203;
    pub const LABEL: u16 = 0x0204;
    pub const BOOLERR: u16 = 0x0205;
    pub const STRING: u16 = 0x0207;
    pub const ROW: u16 = 0x0208;
    pub const RK: u16 = 0x027E;
    pub const FORMAT: u16 = 0x041E;
    pub const BOF: u16 = 0x0809;
    /// No record has this type; readers pass over it.
    pub const NOTHING: u16 = 0xFFFE;
}

/// One record: its type and where its data lies in the stream.
pub(super) struct Record {
    pub kind: u16,
    pub start: usize,
    pub end: usize,
}

/// The record at `at`.
pub(super) fn record(stream: &[u8], at: usize) -> Result<Record, Refusal> {
    let cut = || Refusal::damaged("工作簿记录不完整");
    let head = stream.get(at..at + 4).ok_or_else(cut)?;
    let start = at + 4;
    let end = start + usize::from(u16_at(head, 2));
    if end > stream.len() {
        return Err(cut());
    }
    Ok(Record {
        kind: u16_at(head, 0),
        start,
        end,
    })
}

/// Makes a record one that readers pass over.
pub(super) fn pass_over(stream: &mut [u8], at: usize) {
    stream[at..at + 2].copy_from_slice(&rt::NOTHING.to_le_bytes());
}

/// A 16-bit number; 0 beyond the end.
pub(super) fn u16_at(data: &[u8], at: usize) -> u16 {
    match data.get(at..at + 2) {
        Some([low, high]) => u16::from_le_bytes([*low, *high]),
        _ => 0,
    }
}

/// A 32-bit number; 0 beyond the end.
pub(super) fn u32_at(data: &[u8], at: usize) -> u32 {
    u32::from(u16_at(data, at)) | u32::from(u16_at(data, at + 2)) << 16
}

/// Refuses a record shorter than its type needs.
pub(super) fn at_least(data: &[u8], length: usize) -> Result<(), Refusal> {
    if data.len() < length {
        return Err(Refusal::damaged("工作簿记录过短"));
    }
    Ok(())
}
