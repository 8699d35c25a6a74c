//! A Word document among the forms of a year: checked, registered, linked to and verified as a workbook is.

use std::fs;

use crate::support::document::{Document, line, plain};
use crate::support::package::parts;
use crate::support::year::lines;
use crate::support::{qingfeng, temp};

fn form() -> Vec<u8> {
    let rows = [
        "序号|岗位|风险点|风险等级|防控措施",
        "1|预算编制岗|项目审核把关不严|一级|两人复核并按季度抽查归档",
        "2|指标管理岗|指标调整未按程序报批||调整事项集体研究并留存记录",
    ];
    let above = line("预算科廉政风险自查表") + &line("填报日期：2026年11月2日");
    Document::new(&(above + &plain(&rows) + &line("填表人：张一"))).bytes()
}

#[test]
fn a_document_is_checked_with_the_words_its_row_begins_with() {
    let folder = temp();
    let path = folder.path().join("预算科.docx");
    fs::write(&path, form()).expect("written");
    let path = path.display().to_string();
    let full = qingfeng(&["check", &path]);
    assert_eq!(full.status, 1, "{}", full.out);
    for part in ["工作表“表格1” 单元格 D3（该行开头“指标管理岗”）", " 3 │ "]
    {
        assert!(full.out.contains(part), "{part} not in:\n{}", full.out);
    }
    let concise = qingfeng(&["check", &path, "--format", "concise"]);
    assert!(
        concise
            .out
            .contains("[表格1] D3（该行开头“指标管理岗”）：错误 E01"),
        "{}",
        concise.out
    );
}

#[test]
fn a_document_is_registered_linked_to_and_verified() {
    let folder = temp();
    let forms = folder.path().join("收表");
    fs::create_dir(&forms).expect("a folder");
    fs::write(forms.join("预算科.docx"), form()).expect("written");
    fs::write(forms.join("~$预算科.docx"), b"x").expect("written");
    let out = folder.path().join("结果");
    let (forms, result) = (forms.display().to_string(), out.display().to_string());
    let run = qingfeng(&["run", &forms, "-o", &result, "--date", "2026-11-30"]);
    assert!(run.err.is_empty() || run.status < 2, "{}", run.err);
    let entries = lines(&out.join("data/entries.jsonl"));
    let places: Vec<String> = entries
        .iter()
        .map(|e| {
            format!(
                "{} {} {}",
                e["place"]["sheet"], e["place"]["cell"], e["status"]
            )
        })
        .collect();
    assert_eq!(
        places,
        [
            "\"表格1\" \"A2\" \"registered\"",
            "\"表格1\" \"A3\" \"returned\"",
            "\"表格1\" \"A4\" \"skipped\""
        ]
    );
    let finding = lines(&out.join("data/findings.jsonl"));
    let blank = finding
        .iter()
        .find(|f| f["code"] == "E01")
        .expect("a finding");
    assert_eq!(
        (blank["place"]["cell"].as_str(), blank["row"].as_str()),
        (Some("D3"), Some("指标管理岗"))
    );
    let mut targets = Vec::new();
    for book in fs::read_dir(&out)
        .expect("a result")
        .map(|e| e.expect("a file").path())
    {
        if book.extension().is_some_and(|e| e == "xlsx") {
            let parts = parts(&fs::read(&book).expect("readable"));
            let relations = parts.iter().filter(|(name, _)| name.contains("/_rels/"));
            let links = relations.flat_map(|(_, text)| {
                text.split("Target=\"")
                    .skip(1)
                    .map(|t| t.split('"').next().unwrap_or_default().to_owned())
                    .collect::<Vec<_>>()
            });
            targets.extend(links.filter(|t| t.contains(".docx")));
        }
    }
    assert!(
        !targets.is_empty() && targets.iter().all(|t| !t.contains(".docx#")),
        "{targets:?}"
    );
    let verify = qingfeng(&["verify", &result]);
    assert_eq!(verify.status, 0, "{}{}", verify.out, verify.err);
}
