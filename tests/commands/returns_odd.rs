//! Forms as odd programs and odd hands make them, on their way to the section and back: what could not be told is asked for
//! again, nothing of the section's is taken for a mark, and marks come off whatever became of them.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use qingfeng::writer::marked::{Fill, Filling, filled};

use super::returns::{FORM, SECTION, check, cleaned, parts, returned};
use crate::support::document::{Document, cell, line, paragraph, row, table};
use crate::support::{edit, folder_bytes, forms, package::Book, qingfeng, temp};

const SHEET: &str = "xl/worksheets/sheet1.xml";
const OWNER: &str = "<c r=\"F5\" s=\"5\" t=\"inlineStr\"><is><t>委托岗</t></is></c>";

fn packed(parts: impl IntoIterator<Item = (String, Vec<u8>)>) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let options = zip::write::SimpleFileOptions::default();
        out.start_file(name, options).unwrap();
        out.write_all(&content).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// A form with a piece of a part written otherwise, everywhere it stands.
fn with(form: &[u8], part: &str, old: &str, new: &str) -> Vec<u8> {
    let mut all = parts(form);
    let text = String::from_utf8(all[part].clone()).unwrap();
    assert!(text.contains(old), "{old} not in {text}");
    all.insert(part.to_owned(), text.replace(old, new).into_bytes());
    packed(all)
}

fn form() -> Vec<u8> {
    fs::read(forms().join(FORM)).unwrap()
}

/// The form with a signature, so that it is written again.
fn signed(form: &[u8]) -> Vec<u8> {
    let mut all = parts(form);
    all.insert("_xmlsignatures/origin.sigs".to_owned(), Vec::new());
    packed(all)
}

/// Sends a form to its section; answers with what it gets.
fn sent(folder: &Path, name: &str, form: &[u8]) -> PathBuf {
    let inputs = folder.join("收表");
    fs::create_dir_all(&inputs).unwrap();
    fs::write(inputs.join(name), form).unwrap();
    let out = returned(folder, &inputs);
    let forms = folder_bytes(&out).into_keys();
    let mut forms = forms.filter(|file| file.extension().is_some_and(|e| e == "xlsx"));
    out.join(forms.next().unwrap())
}

/// The findings of a kind: their cells.
fn cells(path: &Path, code: &str) -> Vec<String> {
    let said = check(path, &[]).out;
    let findings = serde_json::Deserializer::from_str(&said).into_iter::<serde_json::Value>();
    let findings = findings.map(Result::unwrap).filter(|f| f["code"] == code);
    let cells = findings.map(|f| f["place"]["cell"].as_str().unwrap_or_default().to_owned());
    cells.collect()
}

#[test]
fn what_could_not_be_read_is_asked_for_again_until_it_is_filled_in() {
    let twice = OWNER.to_owned() + &OWNER.replace("委托岗", "受理岗");
    let odd = [
        (twice, "受理岗"),
        (
            "<c r=\"F5\" s=\"5\"><f>A1</f></c>".to_owned(),
            "公式没有保存计算结果",
        ),
        (
            "<c r=\"F5\" s=\"5\" t=\"e\"><v>#SPILL!</v></c>".to_owned(),
            "#SPILL!",
        ),
    ];
    for (content, said) in odd {
        let folder = temp();
        let form = signed(&with(&form(), SHEET, OWNER, &content));
        let back = sent(folder.path(), FORM, &form);
        let bytes = fs::read(&back).unwrap();
        let book = Book::read(&bytes);
        assert_eq!(book.sheet("Sheet1").text(4, 5), "【请重新填写】");
        let list = book.sheet("需改正清单").all_text();
        let note = String::from_utf8(parts(&bytes)["xl/qingfeng/comments1.xml"].clone()).unwrap();
        for place in [list, note] {
            assert!(place.contains(said), "{said} not in {place}");
        }
        let notice = fs::read_to_string(back.with_file_name("退回通知.txt")).unwrap();
        assert!(notice.contains("写着“【请重新填写】”的格"), "{notice}");
        assert_eq!(cells(&back, "F11"), ["F5"], "{said}");
        let text = parts(&bytes);
        let strings = "xl/sharedStrings.xml";
        assert!(text.contains_key(strings));
        let filled = with(&bytes, strings, "【请重新填写】", "委托岗");
        fs::write(&back, filled).unwrap();
        assert!(cells(&back, "F11").is_empty());
    }
}

#[test]
fn a_level_of_which_a_document_holds_two_is_asked_for_again() {
    let changed = "<w:del w:id=\"1\"><w:r><w:delText>三级</w:delText></w:r></w:del><w:ins w:id=\"2\"><w:r><w:t>二级</w:t></w:r></w:ins>";
    let entry = |number: &str, level: String| {
        let texts = [number, "审核标准不一，照顾个别单位"].map(|text| cell("", &line(text)));
        let rest = ["支出标准在局内公开，审核意见由两人会签", "张一"];
        let rest = rest.map(|text| cell("", &line(text)));
        row(&[&texts[..], &[cell("", &level)], &rest].concat())
    };
    let head = ["序号", "风险点", "风险等级", "防控措施", "责任人"];
    let rows = [
        row(&head.map(|text| cell("", &line(text)))),
        entry("1", paragraph(changed)),
        entry("2", line("")),
    ];
    let document = Document::new(&(line("预算科廉政风险点自查表") + &table(&rows)));
    let folder = temp();
    let back = sent(folder.path(), "预算科.docx", &document.bytes());
    let bytes = fs::read(&back).unwrap();
    let book = Book::read(&bytes);
    let (at, _) = book.sheet("表格1").at("【请重新填写】");
    assert_eq!(at, 2, "below the title and the head");
    let list = book.sheet("需改正清单").all_text();
    assert!(list.contains("“三级”") && list.contains("“二级”"), "{list}");
    assert_eq!(cells(&back, "F11"), ["C3"]);
    let notice = fs::read_to_string(back.with_file_name("退回通知.txt")).unwrap();
    assert!(notice.contains("以其中“需改正清单”写的为准"), "{notice}");
}

#[test]
fn a_cell_that_happens_to_say_what_our_column_is_called_is_read() {
    let folder = temp();
    let form = with(&form(), SHEET, "<t>受理岗</t>", "<t>需改正</t>");
    let back = sent(folder.path(), FORM, &form);
    let inputs = folder.path().join("收表").join(FORM);
    assert_eq!(check(&inputs, &[]).out, check(&back, &[]).out);
    assert!(cleaned(folder.path(), &back) == form);
    let cells = [("D6".to_owned(), "三级")];
    fs::write(&back, edit::filled(&back, "Sheet1", &cells)).unwrap();
    let clean = String::from_utf8(parts(&cleaned(folder.path(), &back))[SHEET].clone()).unwrap();
    assert!(clean.contains("档案岗"), "{clean}");
}

#[test]
fn relationships_are_understood_however_they_are_written() {
    const BOOK: &str = "xl/workbook.xml";
    const LINKS: &str = "xl/_rels/workbook.xml.rels";
    let prefix = with(&form(), BOOK, "xmlns:r=", "xmlns:d3p1=");
    let prefix = with(&prefix, BOOK, " r:id=", " d3p1:id=");
    let within = "<Relationship TargetMode=\"Internal\" ";
    for form in [prefix, with(&form(), LINKS, "<Relationship ", within)] {
        let folder = temp();
        let back = sent(folder.path(), FORM, &form);
        let sheet = fs::read(&back).unwrap();
        let text = Book::read(&sheet).sheet("Sheet1").text(5, 6);
        assert!(text.contains("【需改正】"), "{text}");
        assert!(cleaned(folder.path(), &back) == form);
    }
}

#[test]
fn a_row_that_is_there_twice_gets_no_cell_twice() {
    let folder = temp();
    let again = "<row r=\"6\"><c r=\"G6\"/></row></sheetData>";
    let form = with(&form(), SHEET, "</sheetData>", again);
    let back = sent(folder.path(), FORM, &form);
    let sheet = String::from_utf8(parts(&fs::read(&back).unwrap())[SHEET].clone()).unwrap();
    assert_eq!(sheet.matches("r=\"D6\"").count(), 1, "{sheet}");
    assert!(cells(&back, "E01").contains(&"D6".to_owned()));
}

#[test]
fn marks_come_off_a_form_whose_list_and_column_are_gone() {
    let folder = temp();
    let back = sent(folder.path(), FORM, &form());
    let mut all = parts(&fs::read(&back).unwrap());
    let text = |name: &str| String::from_utf8(all[name].clone()).unwrap();
    let cut = |text: &str, from: &str, to: &str| {
        let (before, rest) = text.split_once(from).unwrap();
        before.to_owned() + rest.split_once(to).unwrap().1
    };
    let without_list = |text: String| cut(&text, "<sheet name=\"需改正清单\"", "/>");
    let book = without_list(text("xl/workbook.xml"));
    // As programs write it that know no other characters than ASCII.
    let numbered = |text: String| -> String {
        let number = |c: char| {
            if c.is_ascii() {
                c.to_string()
            } else {
                format!("&#{};", u32::from(c))
            }
        };
        text.chars().map(number).collect()
    };
    let notes = numbered(text("xl/qingfeng/comments1.xml"));
    let sheet = text(SHEET);
    let column: String = sheet
        .split("<c r=\"G")
        .map(|piece| piece.split_once("</c>"))
        .enumerate()
        .map(|(number, piece)| match piece {
            Some((_, after)) if number > 0 => after,
            _ => sheet.split("<c r=\"G").next().unwrap(),
        })
        .collect();
    for (sheet, column_is_gone) in [(numbered(sheet.clone()), false), (column, true)] {
        all.remove("customXml/qingfeng.xml");
        all.remove("xl/qingfeng/list.xml");
        all.insert("xl/workbook.xml".to_owned(), book.clone().into_bytes());
        all.insert(
            "xl/qingfeng/comments1.xml".to_owned(),
            notes.clone().into_bytes(),
        );
        all.insert(SHEET.to_owned(), sheet.into_bytes());
        fs::write(&back, packed(all.clone())).unwrap();
        let clean = parts(&cleaned(folder.path(), &back));
        assert!(!clean.keys().any(|name| name.contains("comments")));
        let sheet = String::from_utf8(clean[SHEET].clone()).unwrap();
        assert!(!sheet.contains("r=\"G"), "{sheet}");
        let filtered = sheet.contains("<autoFilter");
        assert_eq!(filtered, column_is_gone, "{sheet}");
        let before = String::from_utf8(parts(&form())[SHEET].clone()).unwrap();
        let style = |sheet: &str| {
            let (_, cell) = sheet.split_once("<c r=\"D6\" ").unwrap();
            cell.split("/>").next().unwrap().to_owned()
        };
        assert_ne!(style(&sheet), style(&before), "styles are numbered anew");
        let styles = String::from_utf8(clean["xl/styles.xml"].clone()).unwrap();
        let number = style(&sheet).split('"').nth(1).unwrap().parse::<usize>();
        let formats = styles.split("<cellXfs").nth(1).unwrap();
        let own = formats.split("<xf ").nth(number.unwrap() + 1).unwrap();
        assert!(own.contains("fillId=\"0\""), "{own}");
    }
}

#[test]
fn sections_whose_names_make_the_same_folder_get_their_own() {
    let folder = temp();
    let inputs = folder.path().join("收表");
    fs::create_dir_all(&inputs).unwrap();
    for (name, section) in [("甲.xlsx", "预算/国库科"), ("乙.xlsx", "预算|国库科")] {
        let form = with(&form(), SHEET, SECTION, section);
        fs::write(inputs.join(name), form).unwrap();
    }
    let policy = folder.path().join("qingfeng.toml");
    fs::write(
        &policy,
        "[[sections]]\nname = \"预算/国库科\"\n[[sections]]\nname = \"预算|国库科\"\n",
    )
    .unwrap();
    let out = folder.path().join("退改");
    let policy = policy.to_str().unwrap();
    let more = ["--returns", out.to_str().unwrap(), "--policy", policy];
    let said = check(&inputs, &more);
    assert!(said.err.is_empty(), "{}", said.err);
    let files = folder_bytes(&out);
    let notices = files.keys().filter(|f| f.ends_with("退回通知.txt"));
    assert_eq!(notices.count(), 2, "{:?}", files.keys());
}

#[test]
fn the_title_of_a_form_written_again_runs_over_its_table() {
    let folder = temp();
    let plain = with(
        &form(),
        SHEET,
        "<mergeCell ref=\"A1:F1\" />",
        "<mergeCell ref=\"A13:B13\" />",
    );
    let back = sent(folder.path(), FORM, &signed(&plain));
    let sheet = String::from_utf8(parts(&fs::read(&back).unwrap())[SHEET].clone()).unwrap();
    for line in ["A1:F1", "A2:F2"] {
        assert!(
            sheet.contains(&format!("<mergeCell ref=\"{line}\"/>")),
            "{sheet}"
        );
    }
}

#[test]
fn a_sheet_of_the_sections_own_that_bears_the_name_of_our_list_is_read_and_stays() {
    let folder = temp();
    let sheet = "<sheet name=\"需改正清单\" sheetId=\"1\"";
    let own = with(
        &form(),
        "xl/workbook.xml",
        "<sheet name=\"Sheet1\" sheetId=\"1\"",
        sheet,
    );
    let two = "<sheet name=\"说明\" sheetId=\"7\" r:id=\"rId9\"/></sheets>";
    let own = with(&own, "xl/workbook.xml", "</sheets>", two);
    let link = "<Relationship Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet2.xml\" Id=\"rId9\"/></Relationships>";
    let own = with(&own, "xl/_rels/workbook.xml.rels", "</Relationships>", link);
    let kind = "<Override PartName=\"/xl/worksheets/sheet2.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>";
    let own = with(&own, "[Content_Types].xml", "</Types>", kind);
    let mut all = parts(&own);
    let blank = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData/></worksheet>";
    all.insert("xl/worksheets/sheet2.xml".to_owned(), blank.into());
    let inputs = folder.path().join("收表");
    fs::create_dir_all(&inputs).unwrap();
    fs::write(inputs.join(FORM), packed(all)).unwrap();
    assert_eq!(cells(&inputs, "E01").len(), 6, "it is read");
    let out = returned(folder.path(), &inputs);
    let notice = fs::read_to_string(out.join(SECTION).join("退回通知.txt")).unwrap();
    assert!(notice.contains("已有名为“需改正清单”的工作表"), "{notice}");
}

#[test]
fn forms_of_one_name_from_several_folders_are_told_apart() {
    let folder = temp();
    let inputs = folder.path().join("收表");
    for (place, owner) in [("甲", "受理岗"), ("乙", "收件岗")] {
        fs::create_dir_all(inputs.join(place)).unwrap();
        let form = with(&form(), SHEET, "受理岗", owner);
        fs::write(inputs.join(place).join("表.xlsx"), form).unwrap();
    }
    let out = returned(folder.path(), &inputs).join(SECTION);
    let notice = fs::read_to_string(out.join("退回通知.txt")).unwrap();
    let (_, second) = notice
        .split_once("已标出要改的地方，另名《表（2）.xlsx》")
        .unwrap();
    assert!(!second.is_empty());
    let other = Book::read(&fs::read(out.join("表（2）.xlsx")).unwrap());
    let owner = other.sheet("Sheet1").text(3, 5);
    let place = if owner == "收件岗" { "乙" } else { "甲" };
    assert!(
        notice.contains(&format!("《{place}/表.xlsx》已标出")),
        "{notice}"
    );
}

#[test]
fn notes_are_added_where_the_list_of_notes_and_a_note_have_no_content() {
    const NOTES: &str = "xl/comments1.xml";
    let one = "<comment ref=\"D6\" authorId=\"0\"><text/></comment>";
    let full = format!("<authors><author>甲</author></authors><commentList>{one}</commentList>");
    for content in ["<authors/><commentList/>", &full] {
        let folder = temp();
        let mut all = parts(&form());
        let space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        let notes = format!("<comments xmlns=\"{space}\">{content}</comments>");
        all.insert(NOTES.to_owned(), notes.into_bytes());
        let links = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments\" Target=\"../comments1.xml\"/></Relationships>";
        all.insert(
            "xl/worksheets/_rels/sheet1.xml.rels".to_owned(),
            links.into(),
        );
        let form = packed(all);
        let back = sent(folder.path(), FORM, &form);
        let marked = parts(&fs::read(&back).unwrap());
        let notes = String::from_utf8(marked[NOTES].clone()).unwrap();
        assert_eq!(notes.matches("【需改正】").count(), 6, "{notes}");
        assert!(cleaned(folder.path(), &back) == form);
    }
}

#[test]
fn clean_of_what_is_no_workbook_says_which_file_it_takes() {
    let folder = temp();
    let notes = folder.path().join("说明.xlsx");
    fs::write(&notes, "不是表格").expect("written");
    let [file, to] = [notes, folder.path().join("清理")].map(|p| p.display().to_string());
    let said = qingfeng(&["clean", &file, "-o", &to]);
    assert_eq!(said.status, 2, "{}", said.out);
    assert!(said.err.contains("说明.xlsx"), "{}", said.err);
    assert!(said.err.contains("标过的那份 .xlsx"), "{}", said.err);
}

#[test]
fn cells_that_share_a_formula_keep_it() {
    let error = |row: u32, formula: &str| {
        format!("<c r=\"D{row}\" s=\"5\" t=\"e\">{formula}<v>#N/A</v></c>")
    };
    let blank = |row: u32| format!("<c r=\"D{row}\" s=\"5\" t=\"n\" />");
    let first = "<f t=\"shared\" ref=\"D6:D8\" si=\"0\">H6</f>";
    let formula = |row| {
        if row == 6 {
            first
        } else {
            "<f t=\"shared\" si=\"0\"/>"
        }
    };
    let form = (6..=8).fold(form(), |form, row| {
        with(&form, SHEET, &blank(row), &error(row, formula(row)))
    });
    let folder = temp();
    let back = sent(folder.path(), FORM, &form);
    assert_eq!(cells(&back, "T10"), ["D6", "D7", "D8"]);
    let shared = |bytes: &[u8]| {
        let sheet = String::from_utf8(parts(bytes)[SHEET].clone()).unwrap();
        (sheet.contains(first), sheet.matches("si=\"0\"").count())
    };
    let bytes = fs::read(&back).unwrap();
    assert_eq!(shared(&bytes), (true, 3));
    assert!(cleaned(folder.path(), &back) == form);
    let fill = |cell: &str| Fill {
        sheet: "Sheet1".into(),
        cell: cell.parse().unwrap(),
        content: Filling::Text("三级".to_owned()),
    };
    let why = filled(&bytes, &[fill("D6")]).expect_err("others need it");
    assert!(why.0.contains("别的格也在用"), "{why:?}");
    let mended = filled(&bytes, &[fill("D7")]).unwrap();
    assert_eq!(shared(&mended), (true, 2));
    fs::write(&back, mended).unwrap();
    assert_eq!(cells(&back, "T10"), ["D6", "D8"]);
    assert_eq!(shared(&cleaned(folder.path(), &back)), (true, 2));
}

#[test]
fn what_shares_a_formula_with_a_mark_keeps_what_it_says() {
    let folder = temp();
    let back = sent(folder.path(), FORM, &form());
    // Written into our column and drawn on beyond it.
    let end = "<t>受理岗</t></is></c>";
    let drawn = format!(
        "{end}<c r=\"G4\"><f t=\"shared\" ref=\"G4:H4\" si=\"0\">A4*10</f><v>10</v></c><c r=\"H4\"><f t=\"shared\" si=\"0\"/><v>20</v></c>"
    );
    let bytes = with(&fs::read(&back).unwrap(), SHEET, end, &drawn);
    fs::write(&back, bytes).unwrap();
    let clean = String::from_utf8(parts(&cleaned(folder.path(), &back))[SHEET].clone()).unwrap();
    assert!(clean.contains("<c r=\"H4\"><v>20</v></c>"), "{clean}");
    assert!(
        !clean.contains("r=\"G4\"") && !clean.contains("<f "),
        "{clean}"
    );
}

#[test]
fn rows_that_the_section_hid_stay_hidden_whoever_saved_the_form() {
    let row = "<row r=\"7\" ht=\"18\" customHeight=\"1\">";
    let hidden = "<row r=\"7\" ht=\"18\" customHeight=\"1\" hidden=\"1\">";
    let folder = temp();
    let back = sent(folder.path(), FORM, &with(&form(), SHEET, row, hidden));
    // As LibreOffice writes a filter that nobody has used.
    let filter = "<autoFilter ref=\"A3:G12\"/>";
    let two_tags = "<autoFilter ref=\"A3:G12\"></autoFilter>";
    let mut all = parts(&with(&fs::read(&back).unwrap(), SHEET, filter, two_tags));
    all.remove("customXml/qingfeng.xml");
    fs::write(&back, packed(all)).unwrap();
    let clean = String::from_utf8(parts(&cleaned(folder.path(), &back))[SHEET].clone()).unwrap();
    assert!(!clean.contains("<autoFilter"), "{clean}");
    assert!(clean.contains(hidden), "{clean}");
}
