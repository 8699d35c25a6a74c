//! `--previous` with the book of last year's register alone: it passes on what the folder does.

use std::fs;

use serde_json::Value;

use crate::bureau::{Bureau, below, refs, row};
use crate::support::edit::{changed, filled};
use crate::support::qingfeng;

const FIRST: &str = "压低预算基数照顾熟人单位";
const STRUCK: &str = "评价结果弄虚作假";

fn rows() -> [String; 5] {
    [
        row(1, "编制岗", "指标下达", FIRST, "二级"),
        row(2, "审核岗", "项目入库", FIRST, "二级"),
        row(3, "审核岗", "绩效评价", STRUCK, "二级"),
        row(4, "综合岗", "公文收发", "丢失涉密文件不报告", "中高"),
        row(5, "综合岗", "印章管理", "", "三级"),
    ]
}

/// 2026 with a level confirmed, an entry struck out, a pair that is no repeat, and an entry sent back.
fn decided() -> Bureau {
    let bureau = Bureau::new();
    bureau.form(2026, "预算科", &refs(&rows()));
    bureau.run(2026, &[]);
    let review = bureau.path("结果2026/05-评审表.xlsx");
    let mut cells: Vec<(&str, String, &str)> = Vec::new();
    let first = |sheet: &'static str, head| below(&review, sheet, head);
    cells.push(("其余条目", first("其余条目", "审定等级"), "一级"));
    cells.push((
        "其余条目",
        first("其余条目", "审定理由"),
        "涉及资金，会议通过",
    ));
    cells.push(("其余条目", first("其余条目", "审定人"), "张一"));
    cells.push(("其余条目", first("其余条目", "审定日期"), "2026-11-20"));
    let third = first("其余条目", "审定等级").replace(char::is_alphabetic, "");
    let third: u32 = third.parse().expect("a row");
    let column = first("其余条目", "审定等级").replace(char::is_numeric, "");
    cells.push(("其余条目", format!("{column}{}", third + 2), "不登记"));
    cells.push(("疑似重复", first("疑似重复", "是否合并"), "不合并"));
    let mut path = review.clone();
    for (at, (sheet, cell, text)) in cells.into_iter().enumerate() {
        let bytes = filled(&path, sheet, &[(cell, text)]);
        path = bureau.path(&format!("会上{at}.xlsx"));
        fs::write(&path, bytes).expect("written");
    }
    bureau.run(2026, &["--review", &path.display().to_string()]);
    bureau
}

/// What the run of 2027 says of every risk point.
fn told(bureau: &Bureau, previous: &str) -> (String, Vec<Value>, Vec<Value>) {
    let out = bureau.path("结果2027");
    let _ = fs::remove_dir_all(&out);
    let previous = bureau.path(previous).display().to_string();
    let said = bureau.run(2027, &["--previous", &previous]);
    let lines = |name| bureau.lines(2027, name);
    (said, lines("register"), lines("changes"))
}

#[test]
fn the_book_alone_passes_on_what_the_folder_does() {
    let bureau = decided();
    bureau.form(2027, "预算科", &refs(&rows()[..4]));
    let folder = told(&bureau, "结果2026");
    fs::copy(
        bureau.path("结果2026/01-廉政风险点登记汇总表.xlsx"),
        bureau.path("上年.xlsx"),
    )
    .expect("copied");
    let book = told(&bureau, "上年.xlsx");
    let first = book.1.iter().find(|line| line["confirmed_level"] == 1);
    let decision = &first.expect("the confirmed level")["decision"];
    assert_eq!(decision["reason"], "涉及资金，会议通过");
    assert_eq!(decision["by"], "张一");
    assert_eq!(decision["on"], "2026-11-20");
    assert!(!book.0.contains("疑似重复"), "{}", book.0);
    let asked = crate::bureau::said(&bureau.path("结果2027/05-评审表.xlsx"), "待评审");
    assert!(
        asked.contains("不登记（2026 年）") || asked.contains("本年又报"),
        "{asked}"
    );
    assert_eq!(book.1, folder.1);
    assert_eq!(book.2, folder.2);
}

#[test]
fn forms_are_prefilled_from_the_book_as_from_the_folder() {
    let bureau = decided();
    let policy = bureau.path("qingfeng.toml").display().to_string();
    let made = |previous: &str, out: &str| {
        let [out, previous] = [out, previous].map(|n| bureau.path(n).display().to_string());
        let arguments = ["template", "-o", &out, "--previous", &previous];
        let said = qingfeng(
            &[
                &arguments[..],
                &[
                    "--policy",
                    &policy,
                    "--year",
                    "2027",
                    "--date",
                    "2027-01-05",
                ],
            ]
            .concat(),
        );
        assert_eq!(said.status, 0, "{}", said.err);
        fs::read(bureau.path(&format!(
            "{}/预算科-2027年廉政风险点自查表.xlsx",
            out.rsplit('/').next().expect("a name")
        )))
        .expect("read")
    };
    let folder = made("结果2026", "表一");
    let book = made("结果2026/01-廉政风险点登记汇总表.xlsx", "表二");
    assert!(folder == book, "the same form, to the byte");
}

#[test]
fn a_book_without_its_last_sheets_says_what_it_cannot_pass_on() {
    let bureau = decided();
    bureau.form(2027, "预算科", &refs(&rows()[..4]));
    let book = bureau.path("结果2026/01-廉政风险点登记汇总表.xlsx");
    let cut = bureau.path("删过.xlsx");
    let below = below(&book, "下年带入", "编号状态");
    let row: u32 = below
        .replace(char::is_alphabetic, "")
        .parse()
        .expect("a row");
    let head = format!("{}{}", below.replace(char::is_numeric, ""), row - 1);
    let bytes = fs::read(&book).expect("read");
    fs::write(&cut, changed(&bytes, "下年带入", &head, None)).expect("written");
    let (said, register, _) = told(&bureau, "删过.xlsx");
    assert_eq!(said.matches("没有“下年带入”一页").count(), 1, "{said}");
    assert!(
        register.iter().any(|line| line["confirmed_level"] == 1),
        "as the register shows it"
    );
}
