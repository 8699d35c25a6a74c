//! `qingfeng check` as a clerk meets it: the cell drawn and underlined, one line each, JSON; and the exit status.

use serde_json::Value;

use crate::support::{self, forms, qingfeng};

fn check(form: &str, more: &[&str]) -> support::Said {
    let path = forms().join(form).display().to_string();
    let mut arguments = vec!["check", &path];
    arguments.extend(more);
    qingfeng(&arguments)
}

#[test]
fn a_form_with_errors_is_shown_cell_by_cell_and_ends_with_status_one() {
    let said = check("20-six-levels-left-empty.xlsx", &[]);
    assert_eq!(said.status, 1, "{}", said.err);
    for part in [
        "━━ 20-six-levels-left-empty.xlsx（投资评审中心）",
        "[错误] E01 必填项空着  工作表“Sheet1” 单元格 D6",
        " 6 │ 现场踏勘",
        "问题：“风险等级”是必填项，这一格空着",
        "改法：请填报科室补填后重报",
        "需要退回改正的",
    ] {
        assert!(said.out.contains(part), "{part} not in:\n{}", said.out);
    }
    let lines = |part: &str| said.out.lines().filter(|l| l.contains(part)).count();
    assert_eq!(lines("] E01 必填项空着"), 6, "{}", said.out);
    let headed = lines("[错误]") + lines("[注意]") + lines("[提示]");
    assert_eq!(lines("▔"), headed, "one underline for each finding");
}

#[test]
fn a_clean_form_says_so_and_ends_with_status_zero() {
    let said = check("01-plain.xlsx", &[]);
    assert_eq!(said.status, 0, "{}", said.out);
    assert!(said.out.contains("错误 0 处"), "{}", said.out);
    assert!(said.out.contains("没有必须退回的表"), "{}", said.out);
}

#[test]
fn concise_is_one_line_a_finding() {
    let said = check("20-six-levels-left-empty.xlsx", &["--format", "concise"]);
    let lines: Vec<&str> = said
        .out
        .lines()
        .filter(|l| l.contains("错误 E01"))
        .collect();
    assert_eq!(lines.len(), 6);
    assert!(
        lines[0].starts_with("20-six-levels-left-empty.xlsx [Sheet1] D6："),
        "{}",
        lines[0]
    );
}

#[test]
fn json_is_one_object_a_line_with_the_place() {
    let said = check("20-six-levels-left-empty.xlsx", &["--format", "json"]);
    let findings: Vec<Value> = said
        .out
        .lines()
        .map(|l| serde_json::from_str(l).expect("JSON"))
        .collect();
    let blanks: Vec<&Value> = findings.iter().filter(|f| f["code"] == "E01").collect();
    let cells = blanks.iter().filter_map(|f| f["place"]["cell"].as_str());
    let cells: Vec<&str> = cells.collect();
    assert_eq!(cells, ["D6", "D7", "D8", "D9", "D10", "D11"]);
    assert!(blanks.iter().all(|f| f["severity"] == "error"));
    assert!(findings.iter().all(|f| f["place"]["cell"].is_string()));
    assert!(findings.iter().all(|f| f["section"] == "投资评审中心"));
}
