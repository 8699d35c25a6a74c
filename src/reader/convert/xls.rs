//! .xls and .et, which calamine reads as a whole when it opens them; the guard has bounded how much that is.

use std::io::Cursor;

use calamine::{Reader, Xls, XlsOptions};

use super::filler::Filler;
use super::value::value;
use super::{Context, pair};
use crate::diagnostic::Diagnostic;
use crate::location::Place;
use crate::reader::checks;
use crate::reader::guard::{CodePage, Facts, Refusal, same_name};
use crate::reader::workbook::{Format, Workbook};

/// Reads a workbook stream packed by the guard.
pub(super) fn read(
    bytes: &[u8],
    code_page: CodePage,
    facts: &Facts,
    context: &mut Context<'_>,
) -> Result<Workbook, Refusal> {
    let mut options = XlsOptions::default();
    options.force_codepage = Some(code_page.number);
    let mut book = Xls::new_with_options(Cursor::new(bytes), options)
        .map_err(|_| Refusal::damaged("工作簿内容有误"))?;
    let is_1904 = book.has_1904_epoch();
    let paired = pair(book.sheets_metadata(), facts)?;
    unique(paired.iter().map(|sheet| sheet.name.as_str()))?;
    if code_page.guessed {
        let message = "文件没有注明（或注错了）文字编码，已按中文（GBK）读取";
        let place = Place::file(context.file);
        context
            .findings
            .push(Diagnostic::new(&checks::READ_AS_GBK, place, message));
    }
    let mut sheets = Vec::new();
    for sheet in &paired {
        let range = book
            .worksheet_range(&sheet.name)
            .map_err(|_| Refusal::damaged("工作表内容有误").in_sheet(&sheet.name))?;
        let mut filler = Filler::new(sheet, &facts.styles);
        super::each_cell(&range, |at, data| {
            if let Some(value) = value(data.clone(), is_1904) {
                filler.put(at, value);
            }
        });
        sheets.push(filler.finish(context)?);
    }
    Ok(Workbook {
        format: Format::Xls,
        sheets,
        names: book.defined_names().to_vec(),
    })
}

/// Two sheets of one name: calamine keeps only the last of them.
fn unique<'n>(names: impl Iterator<Item = &'n str>) -> Result<(), Refusal> {
    let mut seen = std::collections::BTreeSet::new();
    for name in names {
        if !seen.insert(name) {
            return Err(same_name(name));
        }
    }
    Ok(())
}
