//! A Word document as LibreOffice writes it: what it says is what the document it was made from says.

use std::sync::Arc;

use qingfeng::reader::{Limits, Reading, from_bytes};

use crate::libreoffice::converted_from;
use crate::support::document::{Document, cell, cells, line, merges, paragraph, row, run, table};

fn read(bytes: &[u8]) -> Reading {
    from_bytes(bytes, &Arc::from("自查表.docx"), &Limits::default())
}

/// What a table holds, and its merged ranges.
type Said = (Vec<(String, String)>, Vec<String>);

/// What the tables say.
fn said(reading: &Reading) -> Vec<Said> {
    let book = reading.workbook.as_ref().expect("read");
    let of = |sheet: &qingfeng::reader::Sheet| {
        let merged = merges(&sheet.grid).into_iter().collect();
        (cells(&sheet.grid), merged)
    };
    book.sheets.iter().map(of).collect()
}

fn form() -> Document {
    let number = "<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>";
    let numbered = |text: &str| paragraph(&(number.to_owned() + &run(text)));
    let changed = "<w:del w:id=\"1\" w:author=\"张一\" w:date=\"2026-11-02T09:00:00Z\"><w:r><w:delText>二级</w:delText></w:r></w:del><w:ins w:id=\"2\" w:author=\"张一\" w:date=\"2026-11-02T09:00:00Z\"><w:r><w:t>一级</w:t></w:r></w:ins>";
    let merged = |properties: &str, text: &str| cell(properties, &line(text));
    let rows = [
        row(&[
            merged("<w:vMerge w:val=\"restart\"/>", "科室"),
            merged("<w:gridSpan w:val=\"2\"/>", "责任"),
            merged("", "措施"),
        ]),
        row(&[
            merged("<w:vMerge/>", ""),
            merged("", "责任人"),
            merged("", "等级"),
            merged("", ""),
        ]),
        row(&[
            merged("", "预算科"),
            merged("", "张一"),
            cell("", &paragraph(changed)),
            cell("", &(numbered("核对") + &numbered("归档"))),
        ]),
    ];
    let grid = "<w:gridCol w:w=\"2000\"/>".repeat(4);
    let body = line("廉政风险自查表")
        + &table(&rows).replace("<w:gridCol w:w=\"1200\"/>", &grid)
        + &line("填表人：张一");
    Document::new(&body).numbering("<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCountingThousand\"/><w:lvlText w:val=\"（%1）\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>")
}

pub fn a_form_written_anew_by_another_program_reads_the_same() {
    let own = form().bytes();
    let expected = read(&own);
    assert!(
        said(&expected)[0]
            .0
            .contains(&("D3".to_owned(), "（一）核对\n（二）归档".to_owned()))
    );
    for way in [&["docx"][..], &["odt", "docx"]] {
        let mut bytes = own.clone();
        let mut ending = "docx";
        for format in way {
            bytes = converted_from(ending, &[bytes], format).remove(0);
            ending = format;
        }
        let written = read(&bytes);
        assert_eq!(said(&written), said(&expected), "{way:?}");
        let told = |reading: &Reading| {
            reading
                .findings
                .iter()
                .filter(|f| f.code == "F21")
                .map(|f| f.message.clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(told(&written), told(&expected), "{way:?}");
    }
}
