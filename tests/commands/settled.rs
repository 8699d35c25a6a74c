//! What the leading group has decided is asked of no section any more.

use std::fs;

use rust_xlsxwriter::Workbook;

use crate::bureau::{Bureau, MEASURE, below, said};
use crate::support::edit::filled;

const HEADS: &str = "序号|岗位|权力（业务）事项|风险点|是否涉及三重一大|是否直接掌握人财物|有无自由裁量权|可能后果|风险等级|防控措施|责任人";

fn form(bureau: &Bureau) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let line = |start: &str, level: &str, owner: &str| {
        let number = start.split('|').next().unwrap_or_default();
        format!("{start}|{level}|{MEASURE}，第{number}类另附清单|{owner}")
    };
    let rows = [
        "预算科廉政风险点自查表".to_owned(),
        "填报日期：2026-10-20".to_owned(),
        HEADS.to_owned(),
        line(
            "1|编制岗|指标下达|压低基数照顾熟人单位|是|是|有|刑事责任",
            "三级",
            "张一",
        ),
        line(
            "2|审核岗|项目入库|未评审的项目直接入库|否|否|无|内部责任追究",
            "一、二级",
            "李二",
        ),
        line(
            "3|综合岗|公文收发|丢失涉密文件不报告|否|否|无|内部责任追究",
            "特别大",
            "王三",
        ),
        line(
            "4|综合岗|印章管理|私自用印不登记|否|否|无|内部责任追究",
            "三级",
            "",
        ),
    ];
    for (row, line) in (0u32..).zip(rows) {
        for (col, text) in (0u16..).zip(line.split('|')) {
            sheet.write(row, col, text).expect("written");
        }
    }
    fs::create_dir_all(bureau.path("2026")).expect("made");
    book.save(bureau.path("2026/预算科.xlsx")).expect("saved");
}

/// The notice to the section.
fn notice(bureau: &Bureau) -> String {
    said(&bureau.path("结果2026/04-问题清单.xlsx"), "退回通知")
}

#[test]
fn sections_are_asked_nothing_that_a_decision_answers() {
    let bureau = Bureau::new();
    form(&bureau);
    bureau.run(2026, &[]);
    let codes = bureau.codes(2026);
    for code in ["G01", "L02", "L01", "E05"] {
        assert!(codes.contains(&code.to_owned()), "{code}: {codes:?}");
    }
    assert!(notice(&bureau).contains("特别大"), "{}", notice(&bureau));
    let review = bureau.path("结果2026/05-评审表.xlsx");
    let column = |sheet: &str| below(&review, sheet, "审定等级").replace(char::is_numeric, "");
    let first = |sheet: &str| -> u32 {
        let cell = below(&review, sheet, "审定等级");
        cell.replace(char::is_alphabetic, "")
            .parse()
            .expect("a row")
    };
    let (open, rest) = ("待评审", "其余条目");
    let cells: Vec<(String, &str)> = (0..3)
        .map(|at| (format!("{}{}", column(open), first(open) + at), "二级"))
        .collect();
    let meeting = bureau.path("会上.xlsx");
    fs::write(&meeting, filled(&review, open, &cells)).expect("written");
    let struck = [(format!("{}{}", column(rest), first(rest)), "不登记")];
    let bytes = filled(&meeting, rest, &struck);
    fs::write(&meeting, bytes).expect("written");
    bureau.run(2026, &["--review", &meeting.display().to_string()]);
    assert!(bureau.codes(2026).is_empty(), "{:?}", bureau.codes(2026));
    assert!(
        notice(&bureau).contains("没有需要通知科室的问题"),
        "{}",
        notice(&bureau)
    );
    let told = bureau.lines(2026, "findings");
    let messages: Vec<String> = told.iter().map(|f| f["message"].to_string()).collect();
    let messages = messages.join("；");
    assert!(messages.contains("领导小组已审定为二级"), "{messages}");
    assert!(messages.contains("领导小组定为不登记"), "{messages}");
}
