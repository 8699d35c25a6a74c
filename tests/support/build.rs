//! Builders of small files, sound and odd: zip packages from parts, OLE files from streams, BIFF and BIFF12 records. What
//! they build is harmless to any program; the limits of our own guard are proved by lowering them.

use std::io::{Cursor, Write};

use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

/// A zip package of the given parts, stored without compression so that tests can patch bytes.
pub fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, options).expect("start");
        zip.write_all(bytes).expect("write");
    }
    zip.finish().expect("finish").into_inner()
}

/// The parts of a package.
#[allow(
    dead_code,
    reason = "the tests of the rules do not take packages apart"
)]
pub fn unzip(package: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).expect("a package");
    let count = archive.len();
    let part = |at: usize| {
        let mut entry = archive.by_index(at).expect("an entry");
        let name = entry.name().expect("a name").into_owned();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut entry, &mut bytes).expect("bytes");
        (name, bytes)
    };
    (0..count).map(part).collect()
}

/// An .xlsx in the making.
pub struct Xlsx {
    pub parts: Vec<(String, Vec<u8>)>,
}

impl Xlsx {
    /// A workbook with one sheet `表`, whose `sheetData` holds `rows`.
    pub fn new(rows: &str) -> Self {
        Self::with_sheet(&format!("<sheetData>{rows}</sheetData>"))
    }

    /// A workbook with one sheet `表` of the given content.
    pub fn with_sheet(content: &str) -> Self {
        let mut book = Self { parts: Vec::new() };
        let rels = |inner: &str| {
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inner}</Relationships>"
            )
        };
        let rel = |id: &str, kind: &str, target: &str| {
            format!(
                "<Relationship Id=\"{id}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"/>"
            )
        };
        book.put("[Content_Types].xml", "<Types/>");
        book.put(
            "_rels/.rels",
            &rels(&rel("r1", "officeDocument", "xl/workbook.xml")),
        );
        book.put(
            "xl/_rels/workbook.xml.rels",
            &rels(
                &[
                    rel("r1", "worksheet", "worksheets/sheet1.xml"),
                    rel("r2", "styles", "styles.xml"),
                    rel("r3", "sharedStrings", "sharedStrings.xml"),
                ]
                .concat(),
            ),
        );
        book.put(
            "xl/workbook.xml",
            "<workbook><sheets><sheet name=\"表\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
        );
        book.put(
            "xl/styles.xml",
            "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>",
        );
        book.put(
            "xl/sharedStrings.xml",
            "<sst uniqueCount=\"1\"><si><t>甲</t></si></sst>",
        );
        book.put(
            "xl/worksheets/sheet1.xml",
            &format!("<worksheet>{content}</worksheet>"),
        );
        book
    }

    /// Sets a part.
    pub fn put(&mut self, name: &str, content: &str) -> &mut Self {
        self.parts.retain(|(n, _)| n != name);
        self.parts
            .push((name.to_owned(), content.as_bytes().to_vec()));
        self
    }

    /// Replaces text in a part; the text must be there.
    pub fn edit(&mut self, name: &str, from: &str, to: &str) -> &mut Self {
        let part = self
            .parts
            .iter_mut()
            .find(|(n, _)| n == name)
            .expect("part");
        let text = String::from_utf8(part.1.clone()).expect("utf-8");
        assert!(text.contains(from), "{name} lacks {from}");
        part.1 = text.replace(from, to).into_bytes();
        self
    }

    pub fn bytes(&self) -> Vec<u8> {
        let parts: Vec<(&str, &[u8])> = self
            .parts
            .iter()
            .map(|(n, b)| (n.as_str(), b.as_slice()))
            .collect();
        zip(&parts)
    }
}

/// An .ods whose spreadsheet holds `tables`.
pub fn ods(tables: &str) -> Vec<u8> {
    ods_of(&format!(
        "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    ))
}

/// An .ods with the given `content.xml`.
pub fn ods_of(content: &str) -> Vec<u8> {
    zip(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        (
            "META-INF/manifest.xml",
            b"<manifest:manifest xmlns:manifest=\"m\"/>",
        ),
        ("content.xml", content.as_bytes()),
    ])
}

/// An OLE file with the given streams.
pub fn ole(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut ole = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("create");
    for (name, bytes) in streams {
        ole.create_stream(name)
            .expect("stream")
            .write_all(bytes)
            .expect("write");
    }
    ole.flush().expect("flush");
    ole.into_inner().into_inner()
}

/// A BIFF record.
pub fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).expect("short");
    [&kind.to_le_bytes()[..], &length.to_le_bytes()[..], data].concat()
}

/// Numbers as little-endian 16-bit words.
pub fn words(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|n| n.to_le_bytes()).collect()
}

/// A workbook stream: `version` 0x0600 (names in UTF-16) or 0x0500 (names as bytes), extra global records, sheets.
pub fn biff(version: u16, globals: &[Vec<u8>], sheets: &[(&[u8], Vec<Vec<u8>>)]) -> Vec<u8> {
    let bof = |kind: u16| record(0x0809, &words(&[version, kind, 0, 0]));
    let eof = record(0x000A, &[]);
    let bound = |offset: usize, name: &[u8]| {
        let offset = u32::try_from(offset).expect("small");
        let wide = version == 0x0600;
        let length = u8::try_from(if wide { name.len() / 2 } else { name.len() }).expect("short");
        let flags: &[u8] = if wide { &[1] } else { &[] };
        record(
            0x0085,
            &[&offset.to_le_bytes()[..], &[0, 0, length], flags, name].concat(),
        )
    };
    let mut start: usize = bof(5).len() + eof.len() + globals.iter().map(Vec::len).sum::<usize>();
    start += sheets
        .iter()
        .map(|(name, _)| bound(0, name).len())
        .sum::<usize>();
    let mut head = [bof(5), globals.concat()].concat();
    let mut body = Vec::new();
    for (name, records) in sheets {
        head.extend(bound(start + body.len(), name));
        body.extend([bof(0x10), records.concat(), eof.clone()].concat());
    }
    [head, eof, body].concat()
}

/// A text as UTF-16 bytes.
pub fn wide(text: &str) -> Vec<u8> {
    words(&text.encode_utf16().collect::<Vec<_>>())
}

/// A BIFF8 LABEL record.
pub fn label(row: u16, col: u16, text: &str) -> Vec<u8> {
    let length = u16::try_from(text.encode_utf16().count()).expect("short");
    record(
        0x0204,
        &[words(&[row, col, 0, length]), vec![1], wide(text)].concat(),
    )
}

/// An .xls of BIFF8 with one sheet `表` of the given records.
pub fn xls(records: Vec<Vec<u8>>) -> Vec<u8> {
    ole(&[("/Workbook", &biff(0x0600, &[], &[(&wide("表"), records)]))])
}

/// 预算科 in GBK.
const BUDGET: &[u8] = b"\xD4\xA4\xCB\xE3\xBF\xC6";

/// A workbook of the Chinese 1990s: names and texts in GBK, with or without a record of the code page.
pub fn gbk_book(code_page: Option<u16>) -> Vec<u8> {
    let cell = record(0x0204, &[words(&[0, 0, 0, 6]), BUDGET.to_vec()].concat());
    let globals: Vec<Vec<u8>> = code_page
        .iter()
        .map(|n| record(0x0042, &words(&[*n])))
        .collect();
    ole(&[("/Book", &biff(0x0500, &globals, &[(BUDGET, vec![cell])]))])
}

/// A BIFF12 record.
pub fn brt(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    if kind < 0x80 {
        out.push(u8::try_from(kind).expect("small"));
    } else {
        out.push(u8::try_from(kind & 0x7F).expect("small") | 0x80);
        out.push(u8::try_from(kind >> 7).expect("small"));
    }
    let length = data.len();
    assert!(length < 1 << 21, "a length of three bytes");
    let seven = |step: usize| u8::try_from(length >> (7 * step) & 0x7F).expect("small");
    match length {
        0..0x80 => out.push(seven(0)),
        0x80..0x4000 => out.extend([seven(0) | 0x80, seven(1)]),
        _ => out.extend([seven(0) | 0x80, seven(1) | 0x80, seven(2)]),
    }
    out.extend_from_slice(data);
    out
}

/// Numbers as little-endian 32-bit words.
pub fn longs(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|n| n.to_le_bytes()).collect()
}

/// A text in UTF-16 with its length before it.
pub fn counted(text: &str) -> Vec<u8> {
    let length = u32::try_from(text.encode_utf16().count()).expect("short");
    [longs(&[length]), wide(text)].concat()
}

/// The head of a row of an .xlsb.
pub fn brt_row(row: u32) -> Vec<u8> {
    brt(0x0000, &[longs(&[row, 0]), vec![0; 5]].concat())
}

/// A cell of an .xlsb: its record, column, style, value.
pub fn brt_cell(kind: u16, col: u32, style: u32, value: &[u8]) -> Vec<u8> {
    brt(kind, &[&longs(&[col, style])[..], value].concat())
}

/// An .xlsb with one sheet `表` of these records, and further parts.
pub fn xlsb_of(sheet: &[Vec<u8>], more: &[(&str, &[u8])]) -> Vec<u8> {
    let names = [longs(&[0, 1]), counted("r1"), counted("表")].concat();
    let workbook = [
        brt(0x0083, &[]),
        brt(0x009C, &names),
        brt(0x0090, &[]),
        brt(0x009D, &[]),
    ]
    .concat();
    let rel = |id: &str, target: &str, kind: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"x/{kind}\" Target=\"{target}\"/>")
    };
    let rels = |inner: String| format!("<Relationships>{inner}</Relationships>");
    let main = rels(rel("r1", "xl/workbook.bin", "officeDocument"));
    let mut links = rel("r1", "worksheets/sheet1.bin", "worksheet");
    for (name, _) in more {
        let kind = if name.contains("tyle") {
            "styles"
        } else {
            "sharedStrings"
        };
        links += &rel(name, &format!("/{name}"), kind);
    }
    let links = rels(links);
    let sheet = sheet.concat();
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", main.as_bytes()),
        ("xl/_rels/workbook.bin.rels", links.as_bytes()),
        ("xl/workbook.bin", &workbook),
        ("xl/worksheets/sheet1.bin", &sheet),
    ];
    parts.extend_from_slice(more);
    zip(&parts)
}

/// An .xlsb with one sheet `表`: texts in A1 and C2, row 2 hidden, column C hidden, A1:B1 merged; the text cell's column
/// number can be chosen.
pub fn xlsb(col: u32) -> Vec<u8> {
    let mut hidden_row = [longs(&[1, 0]), vec![0; 5]].concat();
    hidden_row[11] = 0x10;
    xlsb_of(
        &[
            brt(0x0081, &[]),
            brt(0x0094, &longs(&[0, 1, 0, 2])),
            brt(0x0186, &[]),
            brt(0x003C, &[longs(&[2, 2, 2560, 0]), vec![1, 0]].concat()),
            brt(0x0187, &[]),
            brt(0x0091, &[]),
            brt_row(0),
            brt_cell(6, 0, 0, &counted("科室")),
            brt(0x0000, &hidden_row),
            brt_cell(6, col, 0, &counted("预算科")),
            brt(0x0092, &[]),
            brt(0x00B0, &longs(&[0, 0, 0, 1])),
            brt(0x0082, &[]),
        ],
        &[],
    )
}
