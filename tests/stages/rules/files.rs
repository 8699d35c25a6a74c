//! Files that are no good workbooks, and their harmless neighbours, made byte by byte: the findings about files.

use std::collections::BTreeSet;

use super::fixture;
use super::judge::Case;
use crate::support::build::{self, Xlsx, biff, label, ole, record, wide, words, xls, zip};

const SHEET: &str = "xl/worksheets/sheet1.xml";
const BOOK: &str = "xl/workbook.xml";
const LINKS: &str = "xl/_rels/workbook.xml.rels";

/// A sound form: title, head, one entry.
const FORM: [&[&str]; 3] = [
    &["预算科廉政风险点自查表"],
    &["序号", "风险点", "风险等级", "防控措施"],
    &[
        "1",
        "审核标准不一，照顾个别单位",
        "二级",
        "支出标准在局内公开，审核意见由两人会签",
    ],
];

/// All cases.
pub fn cases() -> Vec<Case> {
    let mut cases = no_workbooks();
    cases.extend(limits());
    cases.extend(packages());
    cases.extend(cells());
    cases.extend(notes());
    cases
}

/// The code must stand on the file.
pub fn fires(code: &str, about: &str, bytes: Vec<u8>) -> Case {
    let near = near(code, about, bytes);
    Case {
        fires: true,
        at: vec![near.files[0].0.clone()],
        ..near
    }
}

/// The code must not be raised, nor any other.
pub fn near(code: &str, about: &str, bytes: Vec<u8>) -> Case {
    Case {
        code: code.to_owned(),
        about: about.to_owned(),
        files: vec![("预算科.xlsx".to_owned(), bytes)],
        ..fixture::sound()
    }
}

impl Case {
    pub fn named(mut self, name: &str) -> Self {
        name.clone_into(&mut self.files[0].0);
        if self.fires {
            self.at = vec![name.to_owned()];
        }
        self
    }

    pub fn at(mut self, places: &[&str]) -> Self {
        self.at = places.iter().map(|p| (*p).to_owned()).collect();
        self
    }

    pub fn also(mut self, codes: &[&str]) -> Self {
        self.also = codes
            .iter()
            .map(|c| (*c).to_owned())
            .collect::<BTreeSet<_>>();
        self
    }

    fn limited(mut self, limit: &str) -> Self {
        self.policy = format!("[limits]\n{limit}\n");
        self
    }
}

/// `A1` of a row and column counted from 0.
fn name(row: usize, col: usize) -> String {
    format!(
        "{}{}",
        char::from(b'A' + u8::try_from(col).expect("few columns")),
        row + 1
    )
}

fn text_cell(row: usize, col: usize, text: &str) -> String {
    format!(
        "<c r=\"{}\" t=\"inlineStr\"><is><t>{text}</t></is></c>",
        name(row, col)
    )
}

/// The rows of the sound form, and one more row.
fn rows(more: &str) -> String {
    let row = |(r, texts): (usize, &&[&str])| {
        let cells = texts
            .iter()
            .enumerate()
            .map(|(c, text)| text_cell(r, c, text));
        format!("<row r=\"{}\">{}</row>", r + 1, cells.collect::<String>())
    };
    let own: String = FORM.iter().enumerate().map(row).collect();
    own + more
}

/// The sound form as a package that can be edited.
fn book() -> Xlsx {
    Xlsx::new(&rows(""))
}

/// The sound form with other bytes in one part.
fn edited(part: &str, from: &str, to: &str) -> Vec<u8> {
    book().edit(part, from, to).bytes()
}

/// The sound form as an .xls.
fn old() -> Vec<Vec<u8>> {
    let cells = FORM.iter().enumerate().flat_map(|(row, texts)| {
        texts.iter().enumerate().map(move |(col, text)| {
            let number = |n: usize| u16::try_from(n).expect("small");
            label(number(row), number(col), text)
        })
    });
    cells.collect()
}

fn no_workbooks() -> Vec<Case> {
    let whole = book().bytes();
    let mut changed = whole.clone();
    let at = changed
        .windows(6)
        .position(|w| w == "预算".as_bytes())
        .expect("the title");
    changed[at + 2] ^= 1;
    let passworded = biff(
        0x0600,
        &[record(0x002F, &words(&[0, 1, 2]))],
        &[(&wide("表"), old())],
    );
    let protected = edited(
        SHEET,
        "</sheetData>",
        "</sheetData><sheetProtection sheet=\"1\" password=\"CC1A\"/>",
    );
    let structure = edited(
        BOOK,
        "<sheets>",
        "<workbookProtection lockStructure=\"1\"/><sheets>",
    );
    let html = b"<html><body><table><tr><td>1</td></tr></table></body></html>".to_vec();
    vec![
        fires("F01", "没有复制完", Vec::new()),
        near("F01", "空白工作簿不是空文件", Xlsx::new("").bytes()).also(&["T01"]),
        fires("F02", "下载到一半", whole[..whole.len() / 2].to_vec()),
        fires("F02", "少了末尾几个字节", whole[..whole.len() - 3].to_vec()),
        fires("F02", "改动了一个字节", changed),
        fires("F02", "老格式的后半截没有了", xls(old())[..600].to_vec()).named("预算科.xls"),
        near("F02", "完好的表", whole.clone()),
        near(
            "F02",
            "邮件系统在末尾添了一个空行",
            [&whole[..], b"\r\n"].concat(),
        ),
        fires(
            "F03",
            "设了打开密码",
            ole(&[("/EncryptionInfo", b"x"), ("/EncryptedPackage", b"x")]),
        ),
        fires("F03", "老格式设了密码", ole(&[("/Workbook", &passworded)])).named("预算科.xls"),
        near("F03", "只保护了工作表，照样能读", protected),
        near("F03", "只保护了工作簿结构", structure),
        fires("F04", "PDF 改了扩展名", b"%PDF-1.7\n1 0 obj\n".to_vec()),
        fires("F04", "网页另存为 .xls", html).named("预算科.xls"),
        fires("F04", "Word 文档", zip(&[("word/document.xml", b"<w/>")])),
        fires(
            "F04",
            "几份表打成一个压缩包",
            zip(&[("预算科.xlsx", &whole)]),
        ),
        near("F04", ".xlsx 的内容叫 .xls", whole.clone()).named("预算科.xls"),
        near("F04", ".xls 的内容叫 .xlsx", xls(old())),
        near("F04", "WPS 的 .et", xls(old())).named("预算科.et"),
        fires(
            "F05",
            "单位的加密软件加了密",
            b"\x62\x14\x23\x65\x00\x91\xFF\x00\x01\x02\x03\x04".to_vec(),
        ),
        near("F05", "没有扩展名的好表", whole).named("预算科"),
    ]
}

fn limits() -> Vec<Case> {
    let mut picture = book();
    picture
        .parts
        .push(("xl/media/image1.png".to_owned(), vec![7; 3 << 19]));
    let picture = picture.bytes();
    let merged = |ranges: &str| {
        edited(
            SHEET,
            "</sheetData>",
            &format!("</sheetData><mergeCells>{ranges}</mergeCells>"),
        )
    };
    let one = "<mergeCell ref=\"A1:D1\"/>";
    let two = "<mergeCell ref=\"A1:D1\"/><mergeCell ref=\"F1:F2\"/>";
    let blank = Xlsx::new(&rows(
        "<row r=\"4\"><c r=\"A4\" s=\"1\"/><c r=\"B4\" s=\"1\"/></row>",
    ))
    .bytes();
    vec![
        fires("F06", "文件有一兆半，限一兆", picture.clone()).limited("file_mb = 1"),
        fires("F06", "解开以后有一兆半，限一兆", picture.clone()).limited("unpacked_mb = 1"),
        near("F06", "限两兆", picture).limited("file_mb = 2\nunpacked_mb = 2"),
        fires("F07", "九格，限八格", book().bytes()).limited("cells = 8"),
        near("F07", "九格，限九格；只有格式的空格不算", blank).limited("cells = 9"),
        fires("F07", "两处合并，限一处", merged(two)).limited("merged_ranges = 1"),
        near("F07", "一处合并，限一处", merged(one)).limited("merged_ranges = 1"),
        fires("F06", "两个工作表，限一个", second_sheet("说明")).limited("sheets = 1"),
        near("F06", "两个工作表，限两个", second_sheet("说明")).limited("sheets = 2"),
    ]
}

/// The sound form with a second sheet that says nothing.
fn second_sheet(name: &str) -> Vec<u8> {
    let mut book = book();
    let sheet = format!("<sheet name=\"{name}\" sheetId=\"2\" r:id=\"r9\"/></sheets>");
    book.edit(BOOK, "</sheets>", &sheet);
    let link = "<Relationship Id=\"r9\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet2.xml\"/></Relationships>";
    book.edit(LINKS, "</Relationships>", link);
    book.put(
        "xl/worksheets/sheet2.xml",
        "<worksheet><sheetData/></worksheet>",
    );
    book.bytes()
}

fn packages() -> Vec<Case> {
    let entity = "<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet>";
    let prefixed = edited(
        SHEET,
        "<worksheet>",
        "\u{feff}<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>\r\n<worksheet xmlns=\"m\">",
    );
    let beyond = Xlsx::new(&rows("<row r=\"4\"><c r=\"XFE4\"><v>1</v></c></row>")).bytes();
    let corner = Xlsx::new(&rows("<row r=\"4\"><c r=\"XFD4\"><v>1</v></c></row>")).bytes();
    vec![
        fires("F08", "第一万六千三百八十五列", beyond),
        near("F08", "最后一列", corner).also(&["T05"]),
        fires(
            "F09",
            "藏着会膨胀的实体",
            edited(SHEET, "<worksheet>", entity),
        ),
        fires(
            "F09",
            "没见过的工作表类型",
            edited(LINKS, "/worksheet\"", "/sheetOfTomorrow\""),
        ),
        near("F09", "别的程序写的文件头", prefixed),
        fires("F10", "两个工作表同名", second_sheet("表")),
        near("F10", "复制出来的“表 (2)”", second_sheet("表 (2)")),
    ]
}

/// The sound form with another cell below its 措施.
fn with_cell(cell: &str) -> Vec<u8> {
    let remark = text_cell(1, 4, "备注");
    book()
        .edit(
            SHEET,
            "</row><row r=\"3\">",
            &format!("{remark}</row><row r=\"3\">"),
        )
        .edit(
            SHEET,
            "</row></sheetData>",
            &format!("{cell}</row></sheetData>"),
        )
        .bytes()
}

/// The sound form with a remark of this number format.
fn dressed(format: &str, value: &str) -> Vec<u8> {
    let styles = format!(
        "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"{format}\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"170\"/></cellXfs></styleSheet>"
    );
    let cell = format!("<c r=\"E3\" s=\"1\">{value}</c>");
    let mut parts = build::unzip(&with_cell(&cell));
    for (name, bytes) in &mut parts {
        if name == "xl/styles.xml" {
            bytes.clone_from(&styles.as_bytes().to_vec());
        }
    }
    let parts: Vec<(&str, &[u8])> = parts
        .iter()
        .map(|(n, b)| (n.as_str(), b.as_slice()))
        .collect();
    zip(&parts)
}

fn cells() -> Vec<Case> {
    let unknown = "<c r=\"E3\" t=\"e\"><v>#SPILL!</v></c>";
    let known = "<c r=\"E3\" t=\"e\"><v>#REF!</v></c>";
    let truth = "<c r=\"E3\" t=\"b\"><v>1</v></c>";
    let twice = "<c r=\"E3\"><v>1</v></c><c r=\"E3\"><v>2</v></c>";
    let again = "<c r=\"E3\"><v>1</v></c><c r=\"E3\"><v>1</v></c>";
    let formula = "<c r=\"E3\"><f>A3+1</f></c>";
    let stored = "<c r=\"E3\"><f>A3+1</f><v>2</v></c>";
    let empty = "<c r=\"E3\" t=\"str\"><f>\"\"</f><v></v></c>";
    vec![
        fires("F11", "没见过的错误值", with_cell(unknown)).at(&["E3"]),
        fires(
            "F11",
            "指向没有的文字",
            with_cell("<c r=\"E3\" t=\"s\"><v>99</v></c>"),
        )
        .at(&["E3"]),
        near("F11", "普通的错误值另有一码", with_cell(known)).also(&["T10"]),
        near("F11", "真假值", with_cell(truth)),
        fires("F11", "同一格写了两次", with_cell(twice)).at(&["E3"]),
        near("F11", "同一格写了两次一样的", with_cell(again)),
        fires("F12", "公式没有存结果", with_cell(formula)).at(&["E3"]),
        near("F12", "公式存了结果", with_cell(stored)),
        near("F12", "公式的结果就是空", with_cell(empty)),
        fires(
            "F20",
            "格式把数字显示成文字",
            dressed("[=1]&quot;一级&quot;;&quot;二级&quot;", "<v>1</v>"),
        )
        .at(&["E3"]),
        near(
            "F20",
            "数字后面带单位",
            dressed("0&quot;个&quot;", "<v>1</v>"),
        ),
        near(
            "F20",
            "日期",
            dressed("yyyy&quot;年&quot;m&quot;月&quot;", "<v>46328</v>"),
        ),
    ]
}

fn notes() -> Vec<Case> {
    let linked = |kind: &str, target: &str| {
        let more = format!(
            "<Relationship Id=\"r8\" Type=\"x/{kind}\" Target=\"{target}\"/></Relationships>"
        );
        edited(LINKS, "</Relationships>", &more)
    };
    let gone = Case {
        vanished: true,
        ..fires("F18", "读之前被移走了", book().bytes())
    };
    let old_page = |page| build::gbk_book(page);
    vec![
        fires("F16", "带宏", linked("vbaProject", "vbaProject.bin")),
        near("F16", "叫 .xlsm 而没有宏", book().bytes()).named("预算科.xlsm"),
        fires(
            "F17",
            "引用了别的工作簿",
            linked("externalLink", "externalLinks/externalLink1.xml"),
        ),
        near(
            "F17",
            "只有主题和打印设置",
            linked("theme", "theme/theme1.xml"),
        ),
        gone,
        near("F18", "还在原处", book().bytes()),
        fires("F19", "没有写明编码", old_page(None))
            .named("预算科.xls")
            .also(&["T01"]),
        fires("F19", "写明的编码是西文", old_page(Some(1252)))
            .named("预算科.xls")
            .also(&["T01"]),
        near("F19", "写明是 GBK", old_page(Some(936)))
            .named("预算科.xls")
            .also(&["T01"]),
        near("F19", "新一代的 .xls 不用编码", xls(old())).named("预算科.xls"),
    ]
}
