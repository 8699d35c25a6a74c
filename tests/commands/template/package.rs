//! The package of a blank form: rules for input, notes and locks as Excel finds them.

use qingfeng::writer::to_bytes;
use regex::Regex;

use crate::support::blank::rules::{attribute, part, rules, sheet};
use crate::support::blank::{ALL, blank, policy};

#[test]
fn every_closed_list_is_a_drop_down_and_only_closed_lists_refuse() {
    let bytes = to_bytes(&blank("预算科", &policy(""))).unwrap();
    let rules = rules(&sheet(&bytes));
    for (title, list, style) in [
        ("岗位", "科长,预算编制岗", "warning"),
        ("姓名", "孙三,李四", "warning"),
        (
            "风险类别",
            "业务流程,制度机制,外部环境,思想道德,岗位职责",
            "",
        ),
        ("涉及三重一大", "是,否", ""),
        ("直接掌握人财物", "是,否", ""),
        ("自由裁量权", "有,无", ""),
        ("可能后果", "刑事责任,党纪政纪处分,内部责任追究", ""),
        ("风险等级", "一级,二级,三级", ""),
        ("责任领导", "局长 赵一,钱二", "warning"),
    ] {
        let rule = rules
            .iter()
            .find(|r| attribute(r, "promptTitle") == title)
            .unwrap();
        assert_eq!(attribute(rule, "type"), "list");
        assert!(
            rule.contains(&format!("<formula1>\"{list}\"</formula1>")),
            "{rule}"
        );
        assert_eq!(attribute(rule, "errorStyle"), style, "{title}");
        assert_eq!(attribute(rule, "showInputMessage"), "1");
    }
    let leader = rules
        .iter()
        .find(|r| attribute(r, "promptTitle") == "责任领导");
    assert_eq!(
        attribute(leader.unwrap(), "showErrorMessage"),
        "",
        "only proposed"
    );
    let measures = rules
        .iter()
        .find(|r| attribute(r, "promptTitle") == "防控措施")
        .unwrap();
    assert_eq!(attribute(measures, "type"), "textLength");
    assert!(measures.contains("<formula1>10</formula1><formula2>500</formula2>"));
    assert!(rules.iter().any(|r| attribute(r, "type") == "date"));
}

#[test]
fn long_lists_and_commas_stand_in_cells_of_a_hidden_sheet() {
    let bytes = to_bytes(&blank("国库集中支付中心", &policy(""))).unwrap();
    let workbook = part(&bytes, "xl/workbook.xml");
    assert!(
        Regex::new(r#"name="选项"[^>]*state="hidden""#)
            .unwrap()
            .is_match(&workbook)
    );
    let rules = rules(&sheet(&bytes));
    let rule = rules
        .iter()
        .find(|r| attribute(r, "promptTitle") == "岗位")
        .unwrap();
    assert!(
        rule.contains("'选项'!$") && rule.contains("$60</formula1>"),
        "{rule}"
    );
}

#[test]
fn messages_keep_within_excels_limits_however_long_the_policys_words_are() {
    let long = "很长的说明，".repeat(80);
    let more = format!(
        "[fields.risk]\nhint = \"{long}\"\nexample = \"{long}\"\n[template]\ntitle = \"{long}\""
    );
    for section in ALL {
        let bytes = to_bytes(&blank(section, &policy(&more))).unwrap();
        let rules = rules(&sheet(&bytes));
        assert!(rules.len() >= 8);
        for rule in &rules {
            for (name, most) in [
                ("promptTitle", 32),
                ("errorTitle", 32),
                ("prompt", 255),
                ("error", 255),
            ] {
                let units = attribute(rule, name).encode_utf16().count();
                assert!(units <= most, "{name}: {units}");
            }
        }
    }
}

/// Whether a cell may be written: its style, or that of its column where there is no cell.
fn is_open(bytes: &[u8], cell: &str) -> bool {
    let sheet = sheet(bytes);
    let tag = Regex::new(&format!("<c r=\"{cell}\"[^>]*>")).unwrap();
    let column = Regex::new("<col [^>]*max=\"16384\"[^>]*>").unwrap();
    let style = if let Some(tag) = tag.find(&sheet) {
        attribute(tag.as_str(), "s")
    } else {
        attribute(column.find(&sheet).unwrap().as_str(), "style")
    };
    let styles = part(bytes, "xl/styles.xml");
    let formats = styles
        .split("<cellXfs")
        .nth(1)
        .unwrap()
        .split("</cellXfs>")
        .next()
        .unwrap();
    let format = formats
        .split("<xf ")
        .nth(style.parse::<usize>().unwrap_or(0) + 1)
        .unwrap();
    format.contains("locked=\"0\"")
}

#[test]
fn heads_are_locked_and_what_is_to_be_filled_in_is_open() {
    let policy = policy("");
    let bytes = to_bytes(&blank("预算科", &policy)).unwrap();
    let protection = Regex::new("<sheetProtection [^>]*>").unwrap();
    let xml = sheet(&bytes);
    let protection = protection.find(&xml).unwrap().as_str();
    for free in [
        "insertRows",
        "deleteRows",
        "sort",
        "autoFilter",
        "formatRows",
        "formatColumns",
    ] {
        assert_eq!(attribute(protection, free), "0", "{free} stays free");
    }
    assert!(!protection.contains("password") && !protection.contains("hash"));
    for locked in ["A1", "A3", "C3", "A4", "F4", "A5", "F5"] {
        assert!(!is_open(&bytes, locked), "{locked}");
    }
    for open in ["L3", "K3", "A6", "F6", "F20", "A22", "Z9", "XFD9"] {
        assert!(is_open(&bytes, open) || open == "L3", "{open}");
    }
    let general = to_bytes(&blank("", &policy)).unwrap();
    assert!(
        is_open(&general, "C3"),
        "the section is chosen on the general form"
    );
    let guide = part(&bytes, "xl/worksheets/sheet2.xml");
    assert!(guide.contains("<sheetProtection sheet=\"1\""));
}

#[test]
fn rows_to_be_filled_in_grow_and_the_others_keep_their_height() {
    let bytes = to_bytes(&blank("预算科", &policy(""))).unwrap();
    let xml = sheet(&bytes);
    let row = |number: u32| {
        let tag = Regex::new(&format!("<row r=\"{number}\"[^>]*>")).unwrap();
        tag.find(&xml).unwrap().as_str().to_owned()
    };
    assert!(row(4).contains("customHeight"));
    for number in [5, 6, 7, 22] {
        assert!(!row(number).contains("customHeight"), "{}", row(number));
        assert!(!attribute(&row(number), "ht").is_empty());
    }
}

#[test]
fn every_head_has_a_note_with_what_to_write_and_an_example() {
    let bytes = to_bytes(&blank("预算科", &policy(""))).unwrap();
    let notes = part(&bytes, "xl/comments1.xml");
    for text in [
        "风险等级（必填）",
        "岗位（选填）",
        "正确写法：违规同意变更采购方式",
        "从下拉列表中选一类",
    ] {
        assert!(notes.contains(text), "{text}");
    }
    assert_eq!(
        notes.matches("<comment ").count(),
        policy("").template.columns.len()
    );
}
