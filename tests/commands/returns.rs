//! Forms that go back to their sections: the section's own file with the faults marked in it, and what comes of it when it
//! comes back.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, DataValidation, Format, Image, Note, Workbook,
};

use crate::support::{self, edit, forms, package::Book, qingfeng, temp};

pub const FORM: &str = "20-six-levels-left-empty.xlsx";
pub const SECTION: &str = "投资评审中心";
const DATE: [&str; 2] = ["--date", "2026-11-20"];

/// A folder with copies of these forms.
fn collected(folder: &Path, names: &[&str]) -> PathBuf {
    let inputs = folder.join("收表");
    fs::create_dir_all(&inputs).unwrap();
    for name in names {
        fs::copy(forms().join(name), inputs.join(name)).unwrap();
    }
    inputs
}

pub fn check(inputs: &Path, more: &[&str]) -> support::Said {
    let mut arguments = vec!["check", inputs.to_str().unwrap(), "--format", "json"];
    arguments.extend(DATE);
    arguments.extend(more);
    qingfeng(&arguments)
}

/// Marks what lies in a folder; answers with where it went.
pub fn returned(folder: &Path, inputs: &Path) -> PathBuf {
    let out = folder.join("退改");
    let said = check(inputs, &["--returns", out.to_str().unwrap()]);
    assert!(said.err.is_empty(), "{}", said.err);
    out
}

/// The parts of a package as they are.
pub fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut all = BTreeMap::new();
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        all.insert(name, content);
    }
    all
}

#[test]
fn a_form_with_errors_goes_back_marked_with_a_notice_beside_it() {
    let folder = temp();
    let inputs = collected(folder.path(), &[FORM, "01-plain.xlsx"]);
    let out = returned(folder.path(), &inputs);
    let files: Vec<PathBuf> = support::folder_bytes(&out).into_keys().collect();
    let expected = [FORM, "退回通知.txt"].map(|name| Path::new(SECTION).join(name));
    assert_eq!(files, expected, "nothing for a form that needs nothing");
    let notice = fs::read_to_string(out.join(SECTION).join("退回通知.txt")).unwrap();
    for part in ["6 处需要改正", "2026年11月25日 前改正", "已标出要改的地方"] {
        assert!(notice.contains(part), "{part} not in:\n{notice}");
    }
    let book = Book::read(&fs::read(out.join(SECTION).join(FORM)).unwrap());
    assert_eq!(book.names(), ["Sheet1", "需改正清单"]);
    let sheet = book.sheet("Sheet1");
    assert_eq!(
        sheet.text(2, 6),
        "需改正",
        "right of the last head, in its row"
    );
    assert!(
        sheet.text(5, 6).starts_with("D6 【需改正】"),
        "{}",
        sheet.text(5, 6)
    );
    assert!(book.sheet("需改正清单").all_text().contains("D11"));
}

#[test]
fn marks_are_not_read_when_the_form_comes_back() {
    let folder = temp();
    let inputs = collected(folder.path(), &[FORM]);
    let out = returned(folder.path(), &inputs);
    let back = out.join(SECTION).join(FORM);
    let before = check(&inputs.join(FORM), &[]);
    assert_eq!(before.out, check(&back, &[]).out, "the same findings again");
    let cells: Vec<(String, &str)> = (6..=11).map(|row| (format!("D{row}"), "三级")).collect();
    let mended = edit::filled(&back, "Sheet1", &cells);
    fs::write(&back, mended).unwrap();
    let said = check(&back, &[]);
    assert!(!said.out.contains("\"E01\""), "{}", said.out);
    assert_eq!(said.status, 0, "{}", said.out);
}

#[test]
fn a_column_of_this_name_that_is_the_sections_own_is_read() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let rows = [
        ["序号", "风险点", "风险等级", "防控措施", "责任人", "需改正"],
        [
            "1",
            "审核不严",
            "一级",
            "两人复核，每季度抽查一次并登记",
            "张一",
            "去年已改",
        ],
    ];
    for (row, texts) in (0..).zip(rows) {
        for (col, text) in (0..).zip(texts) {
            sheet.write(row, col, text).unwrap();
        }
    }
    let folder = temp();
    let path = folder.path().join("表.xlsx");
    book.save(&path).unwrap();
    let said = qingfeng(&["inspect", path.to_str().unwrap()]);
    assert!(said.out.contains("不认识表头“需改正”"), "{}", said.out);
}

/// A form as a real writer makes it, with all that must survive; its levels are left empty.
fn furnished() -> Vec<u8> {
    const PIXEL: &[u8] = &[
        0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, b'I', b'H', b'D', b'R', 0,
        0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 0x1f, 0x15, 0xc4, 0x89, 0, 0, 0, 0x0d, b'I', b'D',
        b'A', b'T', 0x78, 0x9c, 0x63, 0xf8, 0xcf, 0xc0, 0xf0, 0x1f, 0, 5, 0, 1, 0xff, 0x89, 0x99,
        0x3d, 0x1d, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42, 0x60, 0x82,
    ];
    let mut book = Workbook::new();
    let bold = Format::new().set_bold();
    let sheet = book.add_worksheet().set_name("自'查 表").unwrap();
    sheet
        .merge_range(0, 0, 0, 4, "预算科廉政风险点自查表", &bold)
        .unwrap();
    let heads = ["序号", "风险点", "风险等级", "防控措施", "责任人"];
    for (col, head) in (0..).zip(heads) {
        sheet.write_with_format(2, col, head, &bold).unwrap();
    }
    for row in 3..8 {
        sheet.write(row, 0, row - 2).unwrap();
        sheet.write(row, 1, format!("批复审核不严 {row}")).unwrap();
        sheet
            .write(row, 3, "两人复核，每季度抽查一次并登记在册")
            .unwrap();
        sheet.write(row, 4, "张一").unwrap();
    }
    sheet.insert_note(3, 2, &Note::new("先填这里")).unwrap();
    sheet.insert_note(4, 4, &Note::new("写全名")).unwrap();
    let levels = DataValidation::new()
        .allow_list_strings(&["一级", "二级", "三级"])
        .unwrap();
    sheet.add_data_validation(3, 2, 7, 2, &levels).unwrap();
    let rule = ConditionalFormatCell::new().set_rule(ConditionalFormatCellRule::GreaterThan(3));
    sheet
        .add_conditional_format(3, 0, 7, 0, &rule.set_format(&bold))
        .unwrap();
    sheet
        .insert_image(10, 1, &Image::new_from_buffer(PIXEL).unwrap())
        .unwrap();
    sheet.set_freeze_panes(3, 0).unwrap();
    sheet.set_column_range_hidden(7, 20).unwrap();
    sheet.protect();
    book.define_name("等级", "='自''查 表'!$C$4:$C$8").unwrap();
    book.add_worksheet()
        .set_name("说明")
        .unwrap()
        .write(0, 0, "填表说明")
        .unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let mut out = zip::ZipWriter::new_append(Cursor::new(bytes)).unwrap();
    let options = zip::write::SimpleFileOptions::default();
    out.start_file("xl/vbaProject.bin", options).unwrap();
    out.write_all(&[0xd0, 0xcf, 0x11, 0xe0, 0, 1, 2, 3])
        .unwrap();
    out.finish().unwrap().into_inner()
}

/// Parts that may differ.
fn may_differ(name: &str) -> bool {
    let named = [
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/_rels/sheet1.xml.rels",
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
    ];
    named.contains(&name)
}

#[test]
fn all_that_needs_no_mark_stays_byte_for_byte() {
    let folder = temp();
    let inputs = folder.path().join("收表");
    fs::create_dir(&inputs).unwrap();
    let form = furnished();
    fs::write(inputs.join("预算科.xlsm"), &form).unwrap();
    let out = returned(folder.path(), &inputs);
    let marked = fs::read(out.join("预算科/预算科.xlsm")).unwrap();
    let (before, after) = (parts(&form), parts(&marked));
    for (name, content) in &before {
        let same = after.get(name) == Some(content);
        assert!(same || may_differ(name), "{name}");
    }
    let text = |name: &str| String::from_utf8(after[name].clone()).unwrap();
    let sheet = text("xl/worksheets/sheet1.xml");
    for kept in [
        "<dataValidation ",
        "<conditionalFormatting ",
        "<pane ",
        "<mergeCell ",
        "<sheetProtection ",
    ] {
        assert!(sheet.contains(kept), "{kept} not in {sheet}");
    }
    assert!(
        !sheet.contains("<autoFilter"),
        "nobody can use one on a protected sheet"
    );
    let notes = text("xl/comments1.xml");
    let first = notes.split("<comment ref=\"C4\"").nth(1).unwrap();
    let first = first.split("</comment>").next().unwrap();
    assert!(
        first.contains("先填这里") && first.contains("【需改正】"),
        "{first}"
    );
    assert!(notes.contains("写全名"), "{notes}");
    let styles = |parts: &BTreeMap<String, Vec<u8>>| {
        let all = String::from_utf8(parts["xl/styles.xml"].clone()).unwrap();
        let formats = all.split("<cellXfs").nth(1).unwrap();
        let inner = formats.split_once('>').unwrap().1;
        inner.split("</cellXfs>").next().unwrap().to_owned()
    };
    assert!(
        styles(&after).starts_with(&styles(&before)),
        "styles are only added"
    );
    let (_, style) = sheet.split_once("<c r=\"C4\" s=\"").unwrap();
    let style = style.split('"').next().unwrap().parse::<usize>().unwrap();
    let of_cell = styles(&after)
        .split("<xf ")
        .nth(style + 1)
        .unwrap()
        .to_owned();
    let (_, fill) = of_cell.split_once("fillId=\"").unwrap();
    let fill = fill.split('"').next().unwrap().parse::<usize>().unwrap();
    let fills = text("xl/styles.xml");
    let fill = fills.split("<fill>").nth(fill + 1).unwrap();
    assert!(
        fill.contains("FFFFC7CD"),
        "what must be mended is red: {fill}"
    );
    assert!(text("xl/qingfeng/list.xml").contains("location=\"'自''查 表'!C4\""));
    Book::read(&marked);
    let back = out.join("预算科/预算科.xlsm");
    let findings = check(&inputs.join("预算科.xlsm"), &[]);
    assert_eq!(findings.out, check(&back, &[]).out);
}

#[test]
fn what_cannot_be_marked_safely_says_why() {
    let folder = temp();
    let inputs = folder.path().join("收表");
    fs::create_dir(&inputs).unwrap();
    let signed = zip::ZipWriter::new_append(Cursor::new(furnished()));
    let mut signed = signed.unwrap();
    let options = zip::write::SimpleFileOptions::default();
    signed
        .start_file("_xmlsignatures/origin.sigs", options)
        .unwrap();
    fs::write(
        inputs.join("预算科.xlsx"),
        signed.finish().unwrap().into_inner(),
    )
    .unwrap();
    let out = returned(folder.path(), &inputs);
    let files: Vec<PathBuf> = support::folder_bytes(&out).into_keys().collect();
    let expected = ["退回通知.txt", "预算科.xlsx"].map(|name| Path::new("预算科").join(name));
    assert_eq!(files, expected);
    let notice = fs::read_to_string(out.join(&files[0])).unwrap();
    assert!(
        notice.contains("《预算科.xlsx》不能在原表上标注（文件带有数字签名"),
        "{notice}"
    );
    let book = Book::read(&fs::read(out.join(&files[1])).unwrap());
    assert_eq!(book.names(), ["自'查 表", "说明", "需改正清单"]);
    let sheet = book.sheet("自'查 表");
    assert_eq!(sheet.text(3, 1), "批复审核不严 3", "where it stood");
    assert!(
        sheet.text(3, 5).contains("【需改正】"),
        "{}",
        sheet.text(3, 5)
    );
}

#[test]
fn marked_forms_are_not_put_among_those_that_are_read() {
    let folder = temp();
    let inputs = collected(folder.path(), &[FORM]);
    for place in [inputs.join("退改"), inputs.clone()] {
        let said = check(&inputs, &["--returns", place.to_str().unwrap()]);
        assert_eq!(said.status, 2, "{}", said.out);
        assert!(said.err.contains("请另外指定一个"), "{}", said.err);
    }
}

#[test]
fn a_run_puts_marked_forms_into_its_result() {
    let folder = temp();
    let inputs = collected(folder.path(), &[FORM, "01-plain.xlsx"]);
    let out = folder.path().join("结果");
    let run = || {
        let [inputs, out] = [&inputs, &out].map(|p| p.to_str().unwrap());
        let said = qingfeng(&[&["run", inputs, "-o", out][..], &DATE].concat());
        assert_eq!(said.status, 0, "{}", said.err);
        said
    };
    assert!(run().out.contains("退改/（2 个文件"));
    let returned = out.join("退改").join(SECTION);
    let marked = returned.join(FORM);
    assert_eq!(
        Book::read(&fs::read(&marked).unwrap()).names(),
        ["Sheet1", "需改正清单"]
    );
    let findings = fs::read(out.join("04-问题清单.xlsx")).unwrap();
    let links = String::from_utf8(parts(&findings)["xl/worksheets/_rels/sheet3.xml.rels"].clone());
    let link = format!("Target=\"退改/{SECTION}/{FORM}\" TargetMode=\"External\"");
    assert!(links.unwrap().contains(&link));
    let verify = || {
        let [inputs, out] = [&inputs, &out].map(|p| p.to_str().unwrap());
        qingfeng(&["verify", out, "--inputs", inputs])
    };
    let said = verify();
    assert_eq!(said.status, 0, "{}{}", said.out, said.err);
    // What somebody wrote into it stays beside the new one, and the forms of a result are not read as forms.
    let cells = [("D6".to_owned(), "三级")];
    fs::write(&marked, edit::filled(&marked, "Sheet1", &cells)).unwrap();
    let said = run();
    let aside = FORM.replace(".xlsx", "（填过的1）.xlsx");
    assert!(said.out.contains(&aside), "{}", said.out);
    assert!(returned.join(&aside).exists() && marked.exists());
    let said = qingfeng(&["inspect", out.to_str().unwrap()]);
    assert!(!said.out.contains("退改"), "{}", said.out);
    // A form that needs nothing any more does not go back.
    let cells: Vec<(String, &str)> = (6..=11).map(|row| (format!("D{row}"), "三级")).collect();
    let mended = edit::filled(&inputs.join(FORM), "Sheet1", &cells);
    fs::write(inputs.join(FORM), mended).unwrap();
    run();
    assert!(!marked.exists() && returned.join(&aside).exists());
}

#[test]
fn files_with_the_same_content_go_back_once() {
    let folder = temp();
    let inputs = collected(folder.path(), &[FORM]);
    fs::copy(inputs.join(FORM), inputs.join("又一份.xlsx")).unwrap();
    let out = returned(folder.path(), &inputs);
    let files = support::folder_bytes(&out);
    assert_eq!(files.len(), 2, "{files:?}");
}

/// Takes the marks off a file; answers with what was written.
pub fn cleaned(folder: &Path, file: &Path) -> Vec<u8> {
    let out = folder.join("清");
    let said = qingfeng(&["clean", file.to_str().unwrap(), "-o", out.to_str().unwrap()]);
    assert_eq!(said.status, 0, "{}", said.err);
    let written = out.join(file.file_name().unwrap());
    let bytes = fs::read(&written).unwrap();
    fs::remove_file(written).unwrap();
    bytes
}

#[test]
fn clean_gives_the_original_to_the_byte_where_nothing_was_mended() {
    let folder = temp();
    let inputs = collected(folder.path(), &[FORM]);
    fs::write(inputs.join("预算科.xlsm"), furnished()).unwrap();
    let out = returned(folder.path(), &inputs);
    for marked in [format!("{SECTION}/{FORM}"), "预算科/预算科.xlsm".to_owned()] {
        let marked = out.join(marked);
        let original = fs::read(inputs.join(marked.file_name().unwrap())).unwrap();
        assert!(cleaned(folder.path(), &marked) == original, "{marked:?}");
    }
}

#[test]
fn of_a_mended_form_clean_gives_the_original_with_just_those_cells_changed() {
    let folder = temp();
    let inputs = collected(folder.path(), &[FORM]);
    fs::write(inputs.join("预算科.xlsm"), furnished()).unwrap();
    let out = returned(folder.path(), &inputs);
    for (marked, sheet, cell) in [
        (format!("{SECTION}/{FORM}"), "Sheet1", "D7"),
        ("预算科/预算科.xlsm".to_owned(), "自'查 表", "C5"),
    ] {
        let marked = out.join(marked);
        let cells = [(cell.to_owned(), "三级")];
        let original = inputs.join(marked.file_name().unwrap());
        fs::write(&marked, edit::filled(&marked, sheet, &cells)).unwrap();
        let clean = parts(&cleaned(folder.path(), &marked));
        let before = parts(&fs::read(&original).unwrap());
        let names = |parts: &BTreeMap<String, Vec<u8>>| parts.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&clean), names(&before));
        for (name, content) in &before {
            let same = clean[name] == *content;
            assert!(same || name == "xl/worksheets/sheet1.xml", "{name}");
        }
        let text = |parts: &BTreeMap<String, Vec<u8>>| {
            String::from_utf8(parts["xl/worksheets/sheet1.xml"].clone()).unwrap()
        };
        let (before, clean) = (text(&before), text(&clean));
        let expected = if before.contains(&format!("<c r=\"{cell}\"")) {
            text(&parts(&edit::filled(&original, sheet, &cells)))
        } else {
            let filled = "<c r=\"C5\" t=\"inlineStr\"><is><t>三级</t></is></c><c r=\"D5\"";
            before.replacen("<c r=\"D5\"", filled, 1)
        };
        assert_eq!(clean, expected);
    }
}

#[test]
fn a_form_that_comes_back_half_mended_is_marked_anew() {
    let folder = temp();
    let inputs = collected(folder.path(), &[FORM]);
    let out = returned(folder.path(), &inputs);
    let back = out.join(SECTION).join(FORM);
    let cells: Vec<(String, &str)> = (6..=10).map(|row| (format!("D{row}"), "三级")).collect();
    fs::write(inputs.join(FORM), edit::filled(&back, "Sheet1", &cells)).unwrap();
    fs::remove_dir_all(&out).unwrap();
    returned(folder.path(), &inputs);
    let book = Book::read(&fs::read(&back).unwrap());
    assert_eq!(book.names(), ["Sheet1", "需改正清单"]);
    let sheet = book.sheet("Sheet1");
    let said = (0..30).filter(|row| sheet.text(*row, 6).contains("【需改正】"));
    assert_eq!(said.collect::<Vec<_>>(), [10], "only what is still wrong");
    let notes = &parts(&fs::read(&back).unwrap())["xl/qingfeng/comments1.xml"];
    let notes = String::from_utf8(notes.clone()).unwrap();
    assert_eq!(notes.matches("ref=\"D").count(), 1, "{notes}");
    // After the last mend nothing is left to be said, and the marks come off.
    let cells = [("D11".to_owned(), "三级")];
    fs::write(&back, edit::filled(&back, "Sheet1", &cells)).unwrap();
    assert_eq!(check(&back, &[]).status, 0);
    let clean = cleaned(folder.path(), &back);
    let names = |bytes: &[u8]| parts(bytes).into_keys().collect::<Vec<_>>();
    assert_eq!(names(&clean), names(&fs::read(forms().join(FORM)).unwrap()));
    fs::write(inputs.join(FORM), clean).unwrap();
    assert_eq!(check(&inputs.join(FORM), &[]).status, 0);
}

#[test]
fn a_form_without_marks_is_not_cleaned() {
    let folder = temp();
    let inputs = collected(folder.path(), &[FORM]);
    let [file, out] = [inputs.join(FORM), folder.path().join("清")];
    let said = qingfeng(&["clean", file.to_str().unwrap(), "-o", out.to_str().unwrap()]);
    assert_eq!(said.status, 2);
    assert!(said.err.contains("里面没有本程序的标注"), "{}", said.err);
    assert!(!out.exists());
    let out = returned(folder.path(), &inputs).join(SECTION);
    let file = out.join(FORM);
    let said = qingfeng(&["clean", file.to_str().unwrap(), "-o", out.to_str().unwrap()]);
    assert_eq!(said.status, 2);
    assert!(
        said.err.contains("请用 -o 另外指定一个文件夹"),
        "{}",
        said.err
    );
}
