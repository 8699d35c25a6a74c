//! What LibreOffice makes of the upward report: pages of an official document; and what we read of the one it saves.

use std::fs;

use crate::libreoffice::converted_from;
use crate::support::outcome::SAMPLES;
use crate::support::package::parts;
use crate::support::{qingfeng, samples, temp};

const REPORT: &str = "07-上报报告.docx";

/// The report becomes a PDF of several A4 pages.
pub fn the_report_is_opened_and_printed() {
    let pdf = converted_from("docx", &[SAMPLES.file(REPORT)], "pdf").remove(0);
    let pages = pdf.windows(5).filter(|w| w == b"/Page").count();
    assert!(pages >= 6, "{pages}");
    // A4 in points.
    let text = String::from_utf8_lossy(&pdf);
    let boxes = text.split("/MediaBox").skip(1);
    let boxes: Vec<Vec<f64>> = boxes
        .filter_map(|rest| {
            let inner = rest.split('[').nth(1)?.split(']').next()?;
            let numbers = inner.split_whitespace().filter_map(|n| n.parse().ok());
            Some(numbers.collect())
        })
        .collect();
    assert!(!boxes.is_empty());
    for page in boxes {
        assert!(
            (page[2] - 595.3).abs() < 1.0 && (page[3] - 841.9).abs() < 1.0,
            "{page:?}"
        );
    }
}

/// LibreOffice drops the tags of the controls: what was filled in is found all the same.
pub fn what_was_filled_in_counts_whoever_saved_the_report() {
    let folder = temp();
    let out = folder.path().join("结果");
    let run = || {
        let [from, to] = [samples(), out.clone()].map(|p| p.display().to_string());
        let said = qingfeng(&["run", &from, "-o", &to, "--date", "2026-11-30"]);
        assert_eq!(said.status, 0, "{}", said.err);
    };
    run();
    let path = out.join(REPORT);
    let mut filled = parts(&fs::read(&path).expect("the report"));
    for (prompt, answer) in [
        ("主送机关", "清风市财政局"),
        ("组长姓名、职务", "局长赵一"),
        ("其他问题和原因分析", "个别岗位人手不足。"),
    ] {
        let document = filled.get_mut("word/document.xml").expect("the text");
        *document = document.replacen(&format!("【待填：{prompt}】"), answer, 1);
    }
    let parts: Vec<(&str, &[u8])> = filled
        .iter()
        .map(|(n, t)| (n.as_str(), t.as_bytes()))
        .collect();
    let bytes = crate::support::build::zip(&parts);
    let saved = converted_from("docx", &[bytes], "docx").remove(0);
    fs::write(&path, saved).expect("written");
    run();
    let text = fs::read_to_string(out.join("07-上报报告.md")).expect("the text");
    for said in [
        "\n\n清风市财政局：\n\n",
        "成立由局长赵一任组长、【待填：副组长姓名、职务】任副组长",
        "\n\n个别岗位人手不足。\n\n",
        "【待填：其他工作安排】",
    ] {
        assert!(text.contains(said), "no {said} in\n{text}");
    }
}
