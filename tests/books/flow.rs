//! 09-权力运行流程图: the steps that forms name, in the order in which they name them, and nothing beside.

use std::fs;

use rust_xlsxwriter::Workbook;

use crate::support::outcome::{Outcome, SAMPLES};
use crate::support::package::Book;
use crate::support::temp;

const BOOK: &str = "09-权力运行流程图.xlsx";

/// Matter, step, risk, level.
const ROWS: [[&str; 4]; 6] = [
    [
        "国库集中支付",
        "受理",
        "审核不严，受理不符合条件的用款申请",
        "三级",
    ],
    ["国库集中支付", "支付", "超范围、超标准支付资金", "一级"],
    ["国库集中支付", "", "对账流于形式，账实不符", "二级"],
    ["国库集中支付", "受 理", "故意拖延，吃拿卡要", "二级"],
    ["印章管理", "", "不登记就用印，私自用印", "二级"],
    ["国库集中支付", "归档", "凭证遗失，资料不全", "三级"],
];

/// The run over one form of these rows; the head of the steps is given.
fn run(head: &str) -> Outcome {
    let folder = temp();
    let forms = folder.path().join("表");
    fs::create_dir(&forms).expect("a folder");
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.write(0, 0, "科室：国库科").expect("a cell");
    let heads = [
        "序号",
        "岗位",
        "职权名称",
        head,
        "风险点",
        "风险等级",
        "防控措施",
    ];
    page.write_row(1, 0, heads).expect("heads");
    for (row, (number, [matter, step, risk, level])) in (2..).zip((1..).zip(ROWS)) {
        let number = number.to_string();
        let measure = "双人受理、逐项核对，每月由分管领导抽查一次";
        let cells = [&*number, "支付岗", matter, step, risk, level, measure];
        page.write_row(row, 0, cells).expect("a row");
    }
    book.save(forms.join("国库科.xlsx")).expect("written");
    Outcome::of(&forms)
}

/// The column of the steps on the sheet of the section.
fn steps(out: &Outcome) -> Vec<String> {
    let book = Book::read(out.file(BOOK));
    let sheet = book.sheet("国库科");
    let column = (0..=sheet.last_row()).map(|row| sheet.text(row, 0));
    column.filter(|text| !text.is_empty()).collect()
}

#[test]
fn steps_stand_in_the_order_of_the_form_with_their_risk_points() {
    for head in ["流程环节", "业务流程", "步骤", "工作节点"] {
        let out = run(head);
        assert_eq!(
            steps(&out),
            [
                "国库集中支付　权力运行流程图",
                "科室：国库科",
                "环节",
                "1. 受理",
                "▼",
                "2. 支付",
                "▼",
                "3. 归档",
                "（没有写明环节）",
            ],
            "{head}"
        );
        let book = Book::read(out.file(BOOK));
        let sheet = book.sheet("国库科");
        let risks: Vec<String> = (3..=sheet.last_row())
            .map(|row| sheet.text(row, 1))
            .collect();
        let all = ROWS.iter().filter(|row| row[0] == "国库集中支付");
        for [.., risk, _] in all {
            assert_eq!(risks.iter().filter(|r| r == risk).count(), 1, "{risk}");
        }
    }
}

#[test]
fn a_matter_without_steps_is_listed_and_not_drawn() {
    let out = run("流程环节");
    let book = Book::read(out.file(BOOK));
    assert_eq!(book.names(), ["国库科", "流程图目录"]);
    let list = book.sheet("流程图目录");
    let (row, _) = list.at("印章管理");
    assert_eq!(list.text(row, 6), "没有写明环节，未画");
    assert!(!book.sheet("国库科").all_text().contains("印章管理"));
    let page = out.text("00-总览.html");
    assert!(page.contains("权力运行流程：国库科"));
}

#[test]
fn a_year_whose_forms_name_no_steps_has_no_charts() {
    assert!(SAMPLES.books().all(|name| name != BOOK));
    assert!(!SAMPLES.text("00-总览.html").contains("权力运行流程"));
}
