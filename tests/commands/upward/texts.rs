//! What the report says of a whole year, of a year with nothing in it, of two years; and that texts of forms are texts.

use std::fs;

use rust_xlsxwriter::Workbook;

use crate::support::outcome::SAMPLES;
use crate::support::package::assert_well_formed;
use crate::support::{qingfeng, temp};

use super::super::bureau::{Bureau, refs, row};
use super::{REPORT, TEXT, paragraphs, prose, report, text};

#[test]
fn the_sample_year_is_told_chapter_by_chapter() {
    let text = SAMPLES.text(TEXT);
    for said in [
        "# 清风市青云区财政局关于2026年度廉政风险防范管理工作情况的报告",
        "## 一、组织领导",
        "应报送的18个科室全部报送。",
        "共排查廉政风险点202个，涉及18个科室",
        "从排查主体看，科室排查的",
        "202个风险点中，一级85个，占42.1%；二级73个，占36.1%；三级42个，占20.8%；等级待定2个。",
        "由局主要领导监管85个，由分管领导监管73个，由本岗位自行监管42个。",
        "中期监控中发现苗头性问题3件，已处理2件，正在跟踪处理1件。",
        "警示提醒2人次，问责或诫勉谈话1人次，责令整改1人次，党纪政纪处理1人次。",
        "列入整改台账的问题9项，已整改销号7项，逾期尚未销号1项。",
        "对18个科室、98个岗位进行了年度考核。优秀科室5个（",
        "## 九、存在的问题",
        "## 十、下步打算",
        "特此报告。",
    ] {
        assert!(text.contains(said), "no {said} in\n{text}");
    }
    // There is no last year, so nothing is said of it.
    assert!(!text.contains("上年"), "{text}");
    for broken in [
        "，。", "：。", "，，", "。。", "、。", "（）", "；。", "：，",
    ] {
        assert!(!text.contains(broken), "{broken} in\n{text}");
    }
}

#[test]
fn both_files_say_the_same() {
    let document = crate::support::package::parts(SAMPLES.file(REPORT));
    let of_document = paragraphs(&document["word/document.xml"]);
    let prose = SAMPLES.text(TEXT).split("## 附件").next().expect("prose");
    let lines = prose
        .lines()
        .map(|line| line.trim_start_matches(['#', ' ']));
    for line in lines.filter(|line| !line.is_empty()) {
        assert!(
            of_document.iter().any(|p| p == line),
            "the document lacks {line}"
        );
    }
}

/// The number counts the people of a section that has sent nothing as well: it is named beside the others.
#[test]
fn whoever_is_missing_is_missing_in_a_section_that_is_named() {
    let bureau = Bureau::new();
    let staff = |names: [&str; 2]| {
        names
            .map(|name| format!("{{ name = \"{name}\" }}"))
            .join(", ")
    };
    let section = |name, names| {
        format!(
            "[[sections]]\nname = \"{name}\"\nstaff = [{}]\n",
            staff(names)
        )
    };
    let roster = [
        section("预算科", ["张一", "李二"]),
        section("国库科", ["王三", "赵四"]),
    ];
    bureau.policy(&roster.concat());
    fs::create_dir_all(bureau.path("2026")).expect("made");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let lines = [
        "预算科廉政风险点自查表",
        "填报日期：2026-10-20",
        "序号|姓名|岗位|权力（业务）事项|风险点|风险等级|防控措施",
        "1|张一|编制岗|指标下达|压低基数照顾熟人单位|二级|由两人分别核对并登记，科长每月抽查五笔",
    ];
    for (row, line) in (0u32..).zip(lines) {
        for (col, text) in (0u16..).zip(line.split('|')) {
            sheet.write(row, col, text).expect("written");
        }
    }
    book.save(bureau.path("2026/预算科.xlsx")).expect("saved");
    bureau.run(2026, &[]);
    let text = fs::read_to_string(bureau.path("结果2026").join(TEXT)).expect("read");
    assert!(text.contains("3人尚未报送（预算科、国库科）"), "{text}");
    assert!(text.contains("预算科、国库科还有3人没有报送"), "{text}");
}

#[test]
fn a_year_with_nothing_in_it_is_told_without_a_number() {
    let folder = temp();
    let forms = folder.path().join("收表");
    fs::create_dir_all(&forms).expect("made");
    let mut book = Workbook::new();
    book.add_worksheet()
        .write(0, 0, "会议通知")
        .expect("written");
    book.save(forms.join("通知.xlsx")).expect("saved");
    let out = folder.path().join("结果");
    let [from, to] = [&forms, &out].map(|p| p.display().to_string());
    let said = qingfeng(&["run", &from, "-o", &to, "--date", "2026-11-30"]);
    assert_eq!(said.status, 0, "{}", said.err);
    let prose = text(&out);
    assert!(prose.contains("尚未收到各科室的自查表。"), "{prose}");
    assert!(prose.contains("【待填：单位名称】"), "{prose}");
    for absent in [
        "风险定级",
        "分级监管",
        "考核情况",
        "整改情况",
        "附件",
        "与上年",
        "0",
    ] {
        let told = prose.replace("2026年度", "").replace("2026年11月30日", "");
        assert!(!told.contains(absent), "{absent} in\n{prose}");
    }
    assert_well_formed(&fs::read(out.join(REPORT)).expect("the report"));
}

#[test]
fn two_years_are_compared() {
    let bureau = Bureau::new();
    let old = row(1, "出纳岗", "现金管理", "截留、挪用现金", "一级");
    bureau.form(
        2026,
        "国库科",
        &refs(&[
            old.clone(),
            row(2, "会计岗", "凭证审核", "审核凭证不严格", "二级"),
        ]),
    );
    bureau.run(2026, &[]);
    bureau.form(
        2027,
        "国库科",
        &refs(&[
            old,
            row(2, "印鉴岗", "印鉴管理", "违规使用单位印鉴", "二级"),
        ]),
    );
    bureau.run_on(2027);
    let said = prose(&bureau.path("结果2027"));
    assert!(
        said.contains("2026年登记风险点条目2条，本年2条。与2026年相比，新增1条，消除1条。"),
        "{said}"
    );
}

#[test]
fn texts_of_forms_are_never_markup() {
    let hostile = [
        "<b>预算</b>&amp;科",
        "{{风险点}}科",
        "#标题科",
        "a|b【待填：甲】科",
        "→落款*科*",
    ];
    let bureau = Bureau::new();
    for (at, section) in hostile.iter().enumerate() {
        let rows: Vec<String> = (0..=hostile.len() - at)
            .map(|n| {
                let risk = format!("第{n}项审批把关不严格造成损失");
                row(n + 1, "审批岗", &format!("事项{n}"), &risk, "一级")
            })
            .collect();
        let mut rows = rows;
        // The section stands in a column of its own.
        for line in &mut rows {
            line.push_str(section);
        }
        form(&bureau, section, at, &rows);
    }
    bureau.run(2026, &[]);
    let out = bureau.path("结果2026");
    let bytes = fs::read(out.join(REPORT)).expect("the report");
    assert_well_formed(&bytes);
    let said = paragraphs(&report(&out)["word/document.xml"]);
    let markdown = text(&out);
    for section in hostile {
        assert!(
            said.iter().any(|p| p == section),
            "{section} is not a cell of\n{said:#?}"
        );
    }
    assert!(
        markdown.contains("| &lt;b>预算&lt;/b>&amp;amp;科 |"),
        "{markdown}"
    );
    assert!(markdown.contains("| {{风险点}}科 |"), "{markdown}");
    assert!(markdown.contains("| \\#标题科 |"), "{markdown}");
    assert!(markdown.contains("a\\|b【待填：甲】科"), "{markdown}");
    assert!(markdown.contains("→落款\\*科\\*"), "{markdown}");
    let document = &report(&out)["word/document.xml"];
    assert!(!document.contains("<b>"), "an element of a form's making");
    assert!(
        !document.contains("w:alias w:val=\"甲\""),
        "a gap of a form's making"
    );
}

/// A form with a column for its section.
fn form(bureau: &Bureau, section: &str, at: usize, rows: &[String]) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let heads = "序号|科室|岗位|权力（业务）事项|风险点|风险等级|防控措施|责任人";
    for (col, head) in (0u16..).zip(heads.split('|')) {
        sheet.write(1, col, head).expect("written");
    }
    sheet.write(0, 0, "廉政风险点自查表").expect("written");
    for (line, text) in (2u32..).zip(rows) {
        let fields: Vec<&str> = text.split('|').collect();
        let cells = [
            fields[0], section, fields[2], fields[3], fields[4], fields[5], fields[6], fields[7],
        ];
        for (col, text) in (0u16..).zip(cells) {
            sheet.write(line, col, text).expect("written");
        }
    }
    let folder = bureau.path("2026");
    fs::create_dir_all(&folder).expect("made");
    book.save(folder.join(format!("表{at}.xlsx")))
        .expect("saved");
}
