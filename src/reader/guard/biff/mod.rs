//! The record stream of an .xls: checks lengths, offsets and positions, notes what is hidden, merged and filled, and
//! takes out what calamine does not need but could trip over (declared dimensions, formula code, defined names).

mod boxes;
mod record;
mod sheet;
mod strings;
mod styles;

use super::{Facts, Refusal, SheetFacts, Tally, package};
use crate::reader::checks;
use crate::reader::limits::Limits;
use crate::reader::sniff;
use boxes::Boxes;
use record::{at_least, pass_over, record, rt, u16_at, u32_at};
use sheet::SheetScan;
use styles::Styles;

/// How the 8-bit texts of the file are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::reader) struct CodePage {
    /// The code page to impose.
    pub number: u16,
    /// Whether it was chosen against, or without, what the file says.
    pub guessed: bool,
}

/// What the globals substream says.
#[derive(Default)]
struct Globals {
    old: bool,
    code_page: Option<u16>,
    /// Offset of each sheet and whether it is a worksheet.
    sheets: Vec<(usize, bool)>,
    /// Excel or LibreOffice has calculated the formulas, and says so.
    calculated: bool,
    facts: Facts,
    /// 8-bit text with high bytes, as a sample for the code page.
    sample: Vec<u8>,
    styles: Styles,
    /// UTF-16 units of each shared string.
    strings: Vec<usize>,
}

/// Looks through a workbook stream and disarms it in place.
pub(super) fn inspect(stream: &mut [u8], limits: &Limits) -> Result<(Facts, CodePage), Refusal> {
    let mut globals = globals(stream)?;
    if globals.sheets.len() > limits.sheets {
        let message = format!("工作表超过 {} 个，未读取", limits.sheets);
        return Err(Refusal::new(&checks::TOO_LARGE, message));
    }
    let mut facts = std::mem::take(&mut globals.facts);
    facts.styles = std::mem::take(&mut globals.styles).finish();
    let mut tally = Tally::new(limits);
    // Sheets that overlap would be read over and over.
    let mut left = stream.len() * 2;
    for (number, (offset, worksheet)) in std::mem::take(&mut globals.sheets).into_iter().enumerate()
    {
        let mut scan = SheetScan {
            facts: SheetFacts::default(),
            tally: &mut tally,
            sample: &mut globals.sample,
            styles: &facts.styles,
            strings: &globals.strings,
            old: globals.old,
            calculated: globals.calculated,
            waiting: None,
            boxes: Boxes::default(),
        };
        let read = scan.run(stream, offset).map_err(|r| {
            let message = format!("第 {} 个工作表：{}", number + 1, r.message);
            Refusal { message, ..r }
        })?;
        left = left
            .checked_sub(read)
            .ok_or_else(|| Refusal::odd("工作表的内容相互重叠"))?;
        let found = scan.facts;
        if worksheet {
            facts.sheets.push(found);
        }
    }
    Ok((facts, code_page(&globals)))
}

fn globals(stream: &mut [u8]) -> Result<Globals, Refusal> {
    let mut globals = Globals::default();
    let first = record(stream, 0)?;
    if first.kind != rt::BOF {
        return Err(Refusal::damaged("工作簿开头有误"));
    }
    let version = (u16_at(stream, first.start), u16_at(stream, first.start + 2));
    at_least(&stream[first.start..first.end], 4)?;
    globals.old = version.0 == 0x0500 || version == (0, 0x1000);
    let mut at = first.end;
    loop {
        let found = record(stream, at)?;
        let data = &stream[found.start..found.end];
        match found.kind {
            rt::EOF => return Ok(globals),
            rt::FILEPASS => return Err(package::encrypted()),
            rt::CODEPAGE => globals.code_page = Some(u16_at(data, 0)),
            rt::BOUNDSHEET => {
                let length = stream.len();
                if !globals.sheet(&mut stream[found.start..found.end], length)? {
                    pass_over(stream, at);
                }
            }
            // A link to another file names it; the workbook itself and add-ins have fixed marks instead.
            rt::SUPBOOK => {
                globals.facts.external_links |= !matches!(u16_at(data, 2), 0x0401 | 0x3A01);
            }
            rt::LBL | rt::EXTERNSHEET => {
                pass_over(stream, at);
            }
            rt::RECALCID => globals.calculated = true,
            rt::FONT => globals.styles.font(data, globals.old),
            rt::FORMAT => globals.styles.format(data, globals.old),
            rt::XF => globals.styles.cell(data),
            rt::SST => globals.strings = strings::units(stream, &found)?,
            _ => {}
        }
        at = found.end;
    }
}

impl Globals {
    /// Takes note of a sheet; says whether calamine may know of it.
    fn sheet(&mut self, data: &mut [u8], length: usize) -> Result<bool, Refusal> {
        at_least(data, 8)?;
        let offset = u32_at(data, 0) as usize;
        if offset >= length || self.sheets.iter().any(|s| s.0 == offset) {
            return Err(Refusal::damaged("工作表目录有误"));
        }
        // Any other state than the two kinds of hidden is shown.
        if data[4] & 0x3F > 2 {
            data[4] = 0;
        }
        self.facts.macros |= data[5] == 1;
        if !matches!(data[5], 0 | 1 | 2 | 6) {
            return Ok(false);
        }
        self.sheets.push((offset, data[5] == 0));
        if self.old {
            self.sample.extend_from_slice(&data[7..]);
        }
        Ok(true)
    }
}

/// BIFF8 texts are Unicode whatever the file says. Older files made on Chinese systems often claim a Western code page.
fn code_page(globals: &Globals) -> CodePage {
    if !globals.old {
        return CodePage {
            number: 1200,
            guessed: false,
        };
    }
    let declared = globals.code_page.unwrap_or(0);
    let eastern = matches!(declared, 932 | 936 | 949 | 950 | 951 | 54936 | 65001);
    let high = globals.sample.iter().any(|b| *b >= 0x80);
    if !eastern && high && sniff::is_gbk(&globals.sample) {
        return CodePage {
            number: 936,
            guessed: true,
        };
    }
    let known = eastern || matches!(declared, 874 | 1250..=1258);
    CodePage {
        number: if known { declared } else { 1252 },
        guessed: false,
    }
}
