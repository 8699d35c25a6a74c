//! The book of findings of a whole run: its links lead from where the book lies to the very cell of the very file.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use quick_xml::events::{BytesStart, Event};
use serde_json::Value;

use crate::support::package::{Book, assert_well_formed, parts};
use crate::support::{qingfeng, temp};

const HEADS: [&str; 5] = ["科室", "风险点", "表现形式", "风险等级", "防控措施"];

/// A form of a section whose sheets all lack the measures in row 4 and have an odd level in row 5.
fn form(path: &Path, section: &str, sheets: &[&str]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let mut book = rust_xlsxwriter::Workbook::new();
    for name in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        sheet.write(0, 0, "廉政风险点自查表").unwrap();
        sheet.write_row(1, 0, HEADS).unwrap();
        for row in 2..6 {
            let level = if row == 4 { "不好说" } else { "一级" };
            let measures = if row == 3 {
                ""
            } else {
                "实行经办、复核、审批三级分离"
            };
            let text = format!("{section}{name}第{row}项审核把关不严");
            let cells = [
                section,
                &text,
                "收受服务对象礼品后放宽审核标准",
                level,
                measures,
            ];
            for (col, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
                sheet.write(row, col, cell).unwrap();
            }
        }
    }
    book.save(path).unwrap();
}

/// Names that mean something else in an address.
const ODD_NAMES: [&str; 7] = [
    "预算科 自查表.xlsx",
    "国库科#1.xlsx",
    "综合科#1 （改）.xlsx",
    "人事科100%.xlsx",
    "法规税政科%23.xlsx",
    "会计科'甲'“乙”&丙.xlsx",
    "第一批 #1/100%/金融科[1]{2}^.xlsx",
];

/// A link of a sheet: its cell, the file it leads to as written, and the place in that file.
struct Link {
    target: String,
    location: Option<String>,
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).unwrap()?;
    let value = quick_xml::escape::unescape(&found.value).unwrap();
    Some(value.into_owned())
}

fn tags(xml: &str, name: &str) -> Vec<BTreeMap<&'static str, String>> {
    let keys = ["ref", "r:id", "location", "Id", "Target"];
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut out = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return out,
            Event::Empty(tag) | Event::Start(tag) if tag.name().as_ref() == name => {
                let pairs = keys.iter().filter_map(|k| Some((*k, attribute(&tag, k)?)));
                out.push(pairs.collect());
            }
            _ => {}
        }
    }
}

/// The links of the list, by cell.
fn links(book: &Path, sheet: usize) -> BTreeMap<String, Link> {
    let bytes = fs::read(book).unwrap();
    assert_well_formed(&bytes);
    let parts = parts(&bytes);
    let related = &parts[&format!("xl/worksheets/_rels/sheet{sheet}.xml.rels")];
    let targets: BTreeMap<String, String> = tags(related, "Relationship")
        .into_iter()
        .map(|t| (t["Id"].clone(), t["Target"].clone()))
        .collect();
    tags(
        &parts[&format!("xl/worksheets/sheet{sheet}.xml")],
        "hyperlink",
    )
    .into_iter()
    .map(|tag| {
        let link = Link {
            target: targets[&tag["r:id"]].clone(),
            location: tag.get("location").cloned(),
        };
        (tag["ref"].clone(), link)
    })
    .collect()
}

/// The file an address leads to from a folder, as a browser or a spreadsheet program finds it: escapes resolved name
/// by name, `..` without a look at the disk.
fn resolved(folder: &Path, target: &str) -> PathBuf {
    let mut path = folder.to_path_buf();
    for name in target.split('/') {
        match name {
            "." => {}
            ".." => assert!(path.pop()),
            name => path.push(decoded(name)),
        }
    }
    path
}

fn decoded(name: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = name.as_bytes();
    while let Some((first, more)) = rest.split_first() {
        if *first == b'%' {
            let code = std::str::from_utf8(&more[..2]).unwrap();
            bytes.push(u8::from_str_radix(code, 16).unwrap());
            rest = &more[2..];
        } else {
            bytes.push(*first);
            rest = more;
        }
    }
    String::from_utf8(bytes).unwrap()
}

fn findings(out: &Path) -> Vec<Value> {
    let text = fs::read_to_string(out.join("data/findings.jsonl")).unwrap();
    text.lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect()
}

/// What a link must say for the place of a finding.
fn location(place: &Value) -> Option<String> {
    let sheet = place["sheet"].as_str()?.replace('\'', "''");
    Some(format!(
        "'{sheet}'!{}",
        place["cell"].as_str().unwrap_or("A1")
    ))
}

/// Runs over the inbox and compares every link of the list with the findings.
fn assert_links_lead_home(inbox: &Path, out: &Path) {
    let arguments = ["run", inbox.to_str().unwrap(), "-o", out.to_str().unwrap()];
    let said = qingfeng(&arguments);
    assert_eq!(said.status, 0, "{}", said.err);
    let (inbox, folder) = (inbox.canonicalize().unwrap(), out.canonicalize().unwrap());
    let found: BTreeSet<(PathBuf, Option<String>)> = links(&out.join("04-问题清单.xlsx"), 1)
        .into_values()
        .map(|link| {
            assert!(!link.target.contains("file:"), "{}", link.target);
            (resolved(&folder, &link.target), link.location)
        })
        .collect();
    let findings = findings(out);
    let wanted: BTreeSet<(PathBuf, Option<String>)> = findings
        .iter()
        .map(|f| {
            let file = inbox.join(f["place"]["file"].as_str().unwrap());
            (file, location(&f["place"]))
        })
        .collect();
    assert_eq!(found, wanted);
    assert!(found.iter().all(|(file, _)| file.is_file()));
}

#[test]
fn links_lead_to_files_with_odd_names_and_to_their_cells() {
    let dir = temp();
    let inbox = dir.path().join("收 表");
    for name in ODD_NAMES {
        form(
            &inbox.join(name),
            "预算科",
            &["自查表", "表 2#", "it's 表!"],
        );
    }
    fs::write(inbox.join("坏 的#.xlsx"), b"PK\x03\x04 broken").unwrap();
    for out in ["结果", "另 处#/深 处/结果%", "收 表/结果"] {
        assert_links_lead_home(&inbox, &dir.path().join(out));
    }
}

#[test]
fn a_second_run_into_the_same_folder_leads_to_the_same_files() {
    let dir = temp();
    let inbox = dir.path().join("收表");
    form(&inbox.join("预算科.xlsx"), "预算科", &["自查表"]);
    let out = dir.path().join("结果");
    assert_links_lead_home(&inbox, &out);
    assert_links_lead_home(&inbox, &out);
}

#[cfg(unix)]
#[test]
fn links_follow_the_true_path_of_a_linked_folder() {
    let dir = temp();
    let inbox = dir.path().join("盘/深/收表");
    form(&inbox.join("预算科.xlsx"), "预算科", &["自查表"]);
    let linked = dir.path().join("收表");
    std::os::unix::fs::symlink(&inbox, &linked).unwrap();
    let out = dir.path().join("结果");
    let said = qingfeng(&["run", linked.to_str().unwrap(), "-o", out.to_str().unwrap()]);
    assert_eq!(said.status, 0, "{}", said.err);
    for link in links(&out.join("04-问题清单.xlsx"), 1).values() {
        let file = resolved(&out.canonicalize().unwrap(), &link.target);
        assert!(file.is_file(), "{}", file.display());
    }
}

#[test]
fn entries_sent_back_can_be_opened_from_the_book() {
    let dir = temp();
    let inbox = dir.path().join("收表");
    form(&inbox.join("预算科#.xlsx"), "预算科", &["自查表", "表二"]);
    let out = dir.path().join("结果");
    assert_links_lead_home(&inbox, &out);
    let places: BTreeSet<(PathBuf, Option<String>)> = links(&out.join("04-问题清单.xlsx"), 5)
        .into_values()
        .map(|l| {
            (
                resolved(&out.canonicalize().unwrap(), &l.target),
                l.location,
            )
        })
        .collect();
    let file = inbox.canonicalize().unwrap().join("预算科#.xlsx");
    let place = |sheet: &str| (file.clone(), Some(format!("'{sheet}'!A4")));
    assert_eq!(places, BTreeSet::from([place("自查表"), place("表二")]));
}

#[test]
fn a_file_that_cannot_be_read_is_told_to_the_section_its_name_names() {
    let dir = temp();
    let inbox = dir.path().join("收表");
    form(&inbox.join("预算科.xlsx"), "预算科", &["自查表"]);
    fs::write(inbox.join("国库科-自查表.xlsx"), b"PK\x03\x04 broken").unwrap();
    let out = dir.path().join("结果");
    assert_links_lead_home(&inbox, &out);
    let findings = findings(&out);
    let broken = findings
        .iter()
        .find(|f| f["place"]["file"] == "国库科-自查表.xlsx")
        .unwrap();
    assert_eq!(broken["section"], "国库科");
    let book = Book::read(&fs::read(out.join("04-问题清单.xlsx")).unwrap());
    let messages = book.sheet("退回通知").all_text();
    assert!(messages.contains("国库科：你科报送的《国库科-自查表.xlsx》有 1 处需要改正"));
}
