//! What one year's result passes on to the next, and what is asked instead.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::bureau::{Bureau, below, refs, row, said};
use crate::support::edit::filled;
use crate::support::qingfeng;

const FIRST: &str = "压低基数照顾熟人单位";

fn rows() -> [String; 2] {
    [
        row(1, "编制岗", "指标下达", FIRST, "二级"),
        row(2, "审核岗", "项目入库", "未评审的项目直接入库", "三级"),
    ]
}

/// 2026 with the group's ruling on the first of the entries nobody asks about.
fn ruled(ruling: &str) -> Bureau {
    let bureau = Bureau::new();
    bureau.form(2026, "预算科", &refs(&rows()));
    bureau.run(2026, &[]);
    let review = bureau.path("结果2026/05-评审表.xlsx");
    let cell = below(&review, "其余条目", "审定等级");
    let filled = filled(&review, "其余条目", &[(cell, ruling)]);
    let meeting = bureau.path("会上.xlsx");
    fs::write(&meeting, filled).expect("written");
    bureau.run(2026, &["--review", &meeting.display().to_string()]);
    bureau
}

/// What the group is asked.
fn asked(bureau: &Bureau, year: i32) -> String {
    said(
        &bureau.path(&format!("结果{year}/05-评审表.xlsx")),
        "待评审",
    )
}

#[test]
fn what_was_struck_out_and_is_reported_again_is_asked_with_the_reason() {
    let bureau = ruled("不登记");
    assert!(!bureau.register(2026, "id").contains_key(FIRST));
    bureau.form(2027, "预算科", &refs(&rows()));
    bureau.run_on(2027);
    assert_eq!(bureau.register(2027, "id")[FIRST], "2026-0001");
    let asked = asked(&bureau, 2027);
    assert!(
        asked.contains("领导小组：不登记（2026 年），本年又报"),
        "{asked}"
    );
}

#[test]
fn a_confirmed_level_is_asked_again_where_the_post_is_another() {
    let bureau = ruled("一级");
    let mut rows = rows();
    bureau.form(2027, "预算科", &refs(&rows));
    bureau.run_on(2027);
    assert_eq!(bureau.register(2027, "confirmed_level")[FIRST], "1");
    rows[0] = row(1, "绩效岗", "指标下达", FIRST, "二级");
    bureau.form(2027, "预算科", &refs(&rows));
    bureau.run_on(2027);
    assert_eq!(bureau.register(2027, "confirmed_level")[FIRST], "null");
    let asked = asked(&bureau, 2027);
    assert!(
        asked.contains("上年审定为一级，本年岗位与上年不同"),
        "{asked}"
    );
}

#[test]
fn what_was_handed_in_with_errors_is_not_gone_and_what_lacks_a_level_is_not_the_same() {
    let bureau = Bureau::new();
    bureau.form(2026, "预算科", &refs(&rows()));
    bureau.run(2026, &[]);
    let without = row(1, "编制岗", "指标下达", FIRST, "");
    bureau.form(2027, "预算科", &[&without, &rows()[1]]);
    bureau.run_on(2027);
    let classes = bureau.classes(2027);
    assert_eq!(classes["2026-0001"], "returned");
    assert!(!bureau.codes(2027).contains(&"K04".to_owned()));
    bureau.policy("[entries]\nwith_errors = \"register\"\n");
    bureau.run_on(2027);
    assert_eq!(bureau.classes(2027)["2026-0001"], "open");
}

#[test]
fn damaged_numbers_stop_the_run_and_nothing_is_written() {
    let bureau = Bureau::new();
    bureau.form(2026, "预算科", &refs(&rows()));
    bureau.run(2026, &[]);
    let register = bureau.path("结果2026/data/register.jsonl");
    let text = fs::read_to_string(&register).expect("read");
    fs::write(&register, text.replace("\"id\"", "id")).expect("written");
    let before = fs::read(bureau.path("结果2026/run.json")).expect("read");
    let [forms, out] = ["2026", "结果2026"].map(|n| bureau.path(n).display().to_string());
    let answer = qingfeng(&["run", &forms, "-o", &out]);
    assert_ne!(answer.status, 0);
    let told = format!("{}{}", answer.out, answer.err);
    assert!(told.contains("data/register.jsonl"), "{told}");
    assert_eq!(
        fs::read(bureau.path("结果2026/run.json")).expect("read"),
        before
    );
}

#[test]
fn a_comparison_is_not_written_into_a_result_and_spoils_none() {
    let bureau = Bureau::new();
    for year in [2026, 2027] {
        bureau.form(year, "预算科", &refs(&rows()));
        bureau.run(year, &[]);
    }
    let [before, now, apart] =
        ["结果2026", "结果2027", "对比"].map(|n| bureau.path(n).display().to_string());
    let refused = qingfeng(&["compare", &before, &now, "-o", &now]);
    assert_ne!(refused.status, 0);
    assert!(bureau.path("结果2027/data/register.jsonl").exists());
    for _ in 0..2 {
        let told = qingfeng(&[
            "compare",
            &before,
            &now,
            "-o",
            &apart,
            "--date",
            "2027-12-01",
        ]);
        assert_eq!(told.status, 0, "{}", told.err);
    }
    let books = fs::read_dir(&apart).expect("a folder").count();
    assert_eq!(books, 2, "the book and the data, nothing kept aside");
}

#[test]
fn a_result_of_the_same_year_is_not_begun_anew_without_its_decisions() {
    let bureau = ruled("一级");
    let [forms, out, start] =
        ["2026", "年中", "结果2026"].map(|n| bureau.path(n).display().to_string());
    let run = [
        "run",
        &forms,
        "-o",
        &out,
        "--date",
        "2026-07-01",
        "--mid-year",
        "--previous",
        &start,
    ];
    let refused = qingfeng(&run);
    assert_ne!(refused.status, 0);
    assert!(refused.err.contains("1 项决定"), "{}", refused.err);
    let review = format!("{start}/05-评审表.xlsx");
    let taken = qingfeng(&[&run[..], &["--review", &review]].concat());
    assert_eq!(taken.status, 0, "{}", taken.err);
    assert!(taken.out.contains("已审定 1 项"), "{}", taken.out);
}

#[test]
fn a_result_is_not_turned_into_one_of_another_year_by_the_day_alone() {
    let bureau = Bureau::new();
    bureau.form(2026, "预算科", &refs(&rows()));
    bureau.run(2026, &[]);
    let [forms, out] = ["2026", "结果2026"].map(|n| bureau.path(n).display().to_string());
    let run = ["run", &forms, "-o", &out, "--date", "2027-01-10"];
    let refused = qingfeng(&run);
    assert_ne!(refused.status, 0);
    assert!(refused.err.contains("--year 2026"), "{}", refused.err);
    let meant = qingfeng(&[&run[..], &["--year", "2026"]].concat());
    assert_eq!(meant.status, 0, "{}", meant.err);
}

#[test]
fn where_the_register_is_lost_new_numbers_repeat_no_old_one() {
    let bureau = Bureau::new();
    bureau.form(2026, "预算科", &refs(&rows()));
    bureau.run(2026, &[]);
    fs::remove_dir_all(bureau.path("结果2026/data")).expect("removed");
    let told = bureau.run(2026, &[]);
    assert!(told.contains("不见了"), "{told}");
    let ids = bureau.register(2026, "id");
    assert!(ids.values().all(|id| id.as_str() > "2026-0002"), "{ids:?}");
}

#[test]
fn of_several_results_given_each_risk_point_is_printed_once_as_the_latest_has_it() {
    let bureau = Bureau::new();
    bureau.form(2026, "预算科", &refs(&rows()));
    bureau.run(2026, &[]);
    let up = row(1, "编制岗", "指标下达", FIRST, "一级");
    bureau.form(2027, "预算科", &[&up]);
    bureau.run_on(2027);
    let told = bureau.blanks(2028, "空白表", &["结果2026", "结果2027"]);
    assert_eq!(told.status, 0, "{}", told.err);
    assert!(told.out.contains("填入上年的条目 1 条"), "{}", told.out);
}

#[test]
fn a_roster_among_the_forms_is_no_form_and_its_place_is_told() {
    let bureau = Bureau::new();
    bureau.form(2026, "预算科", &refs(&rows()));
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet
        .write_row(0, 0, ["科室", "姓名", "岗位"])
        .expect("written");
    sheet
        .write_row(1, 0, ["预算科", "张一", "编制岗"])
        .expect("written");
    book.save(bureau.path("2026/花名册.xlsx")).expect("saved");
    // The policy is found above the forms.
    let [forms, out] = ["2026", "结果2026"].map(|n| bureau.path(n).display().to_string());
    let told = qingfeng(&["run", &forms, "-o", &out, "--date", "2026-11-30"]);
    assert!(
        told.out.contains("没有放在口径文件旁边"),
        "{}{}",
        told.out,
        told.err
    );
    assert!(bureau.codes(2026).is_empty(), "{:?}", bureau.codes(2026));
}

#[test]
fn results_given_the_wrong_way_round_are_compared_in_the_order_of_their_years() {
    let bureau = Bureau::new();
    bureau.form(2026, "预算科", &refs(&rows()));
    bureau.run(2026, &[]);
    bureau.form(2027, "预算科", &[&rows()[0]]);
    bureau.run_on(2027);
    let [before, now, out, other] =
        ["结果2026", "结果2027", "对比", "另一份"].map(|n| bureau.path(n).display().to_string());
    let swapped = qingfeng(&["compare", &now, &before, "-o", &out]);
    assert_eq!(swapped.status, 0, "{}", swapped.err);
    assert!(swapped.out.contains("写反了"), "{}", swapped.out);
    let right = qingfeng(&["compare", &before, &now, "-o", &other]);
    assert!(!right.out.contains("写反了"), "{}", right.out);
    let changes = |out: &str| fs::read(format!("{out}/data/changes.jsonl")).expect("read");
    assert_eq!(changes(&out), changes(&other));
    // The books say the same as their folders.
    let book = |folder: &str| format!("{folder}/01-廉政风险点登记汇总表.xlsx");
    let books = bureau.path("按表").display().to_string();
    let told = qingfeng(&["compare", &book(&before), &book(&now), "-o", &books]);
    assert_eq!(told.status, 0, "{}", told.err);
    assert_eq!(changes(&books), changes(&other));
}

#[test]
fn results_of_one_year_are_told_and_nothing_is_named_that_compare_does_not_have() {
    let bureau = Bureau::new();
    bureau.form(2026, "预算科", &refs(&rows()));
    bureau.run(2026, &[]);
    let [result, forms, out] =
        ["结果2026", "2026", "对比"].map(|n| bureau.path(n).display().to_string());
    let same = qingfeng(&["compare", &result, &result, "-o", &out]);
    assert_eq!(same.status, 0, "{}", same.err);
    assert!(same.out.contains("都是 2026 年"), "{}", same.out);
    let other = bureau.path("没有").display().to_string();
    let no_result = qingfeng(&["compare", &forms, &result, "-o", &other]);
    assert_eq!(no_result.status, 2);
    assert!(!no_result.err.contains("--previous"), "{}", no_result.err);
    assert!(!bureau.path("没有").exists());
}

#[test]
fn who_is_left_out_of_a_prefilled_form_is_told_and_has_a_form_of_his_own() {
    let bureau = Bureau::new();
    let roster = |more: &str| {
        bureau.policy(&format!(
            "[[sections]]\nname = \"预算科\"\nstaff = [{{ name = \"张一\", post = \"编制岗\" }}, {{ name = \"李二\", post = \"审核岗\" }}{more}]\n\
             [[sections]]\nname = \"国库科\"\nstaff = [{{ name = \"赵五\", post = \"拨付岗\" }}]\n"
        ));
    };
    roster("");
    let without = row(3, "综合岗", "公文收发", "", "三级");
    bureau.form(2026, "预算科", &[&rows()[0], &rows()[1], &without]);
    bureau.form(2026, "事人科", &[&without]);
    bureau.run(2026, &[]);
    roster(", { name = \"王三\", post = \"绩效岗\" }");
    let told = bureau.blanks(2027, "2027", &["结果2026"]);
    assert_eq!(told.status, 0, "{}", told.err);
    assert!(
        told.out.contains("“预算科”有 1 人上年没有条目"),
        "{}",
        told.out
    );
    assert!(told.out.contains("上年没有条目的科室 1 个"), "{}", told.out);
    assert!(
        told.out.contains(
            "2 条没有带入（预算科 1 条，已在各科室的表上写明；事人科 1 条，不是花名册里的科室"
        ),
        "{}",
        told.out
    );
    let form = |name: &str| {
        said(
            &bureau.path(&format!("2027/{name}-2027年廉政风险点自查表.xlsx")),
            "自查表",
        )
    };
    assert!(
        form("预算科").contains("另有一份补充表，请一并填报：王三"),
        "{}",
        form("预算科")
    );
    assert!(
        form("预算科").contains("退回改正、没有登记的 1 条"),
        "{}",
        form("预算科")
    );
    assert!(!form("预算科").contains("绩效岗"));
    assert!(form("预算科-补充").contains("王三") && !form("预算科-补充").contains("张一"));
    assert!(form("国库科").contains("赵五"));
    // Handed back unchanged the prefilled form is right; the further form, filled in, replaces nothing.
    let own = bureau.path("2027/预算科-补充-2027年廉政风险点自查表.xlsx");
    let cell = |head: &str| below(&own, "自查表", head);
    let row_of = |cell: &str| cell.replace(char::is_alphabetic, "");
    let first = row_of(&cell("岗位"));
    let at = |head: &str| {
        let row: u32 = first.parse().expect("a row");
        format!("{}{}", cell(head).replace(char::is_numeric, ""), row + 1)
    };
    let cells = [
        (at("权力（业务）事项"), "绩效评价"),
        (at("风险点*"), "评价结果弄虚作假"),
        (at("风险等级*"), "三级"),
        (at("防控措施*"), crate::bureau::MEASURE),
    ];
    fs::write(&own, filled(&own, "自查表", &cells)).expect("written");
    bureau.run_on(2027);
    let registered = bureau.register(2027, "id");
    assert_eq!(registered.len(), 3, "{registered:?}");
    let codes = bureau.codes(2027);
    assert!(!codes.iter().any(|c| c.starts_with('M')), "{codes:?}");
}

#[test]
fn a_prefilled_form_of_what_a_section_and_single_persons_handed_in_comes_back_whole() {
    let bureau = Bureau::new();
    bureau.policy(
        "[[sections]]\nname = \"预算科\"\nstaff = [{ name = \"张一\", post = \"编制岗\" }, { name = \"李二\", post = \"审核岗\" }, { name = \"王三\", post = \"审核岗\" }]\n",
    );
    // The section's form names posts alone; one person hands in another form with his name on it.
    bureau.form(2026, "预算科", &[&rows()[0], &rows()[1]]);
    let own = "科室|岗位|姓名|权力（业务）事项|风险点|风险等级|防控措施\n预算科|编制岗|张一|用车管理|公车私用不登记|三级|由两人分别核对并登记，每月抽查五笔";
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in (0u32..).zip(own.lines()) {
        for (col, text) in (0u16..).zip(line.split('|')) {
            sheet.write(row, col, text).expect("written");
        }
    }
    book.save(bureau.path("2026/张一.xlsx")).expect("saved");
    bureau.run(2026, &[]);
    assert!(!bureau.codes(2026).contains(&"V02".to_owned()));
    let told = bureau.blanks(2027, "2027", &["结果2026"]);
    assert!(!told.out.contains("补充"), "{}", told.out);
    bureau.run_on(2027);
    assert_eq!(bureau.register(2027, "id"), bureau.register(2026, "id"));
    let findings = bureau.lines(2027, "findings");
    let asked: Vec<_> = findings.iter().filter(|f| f["code"] == "V02").collect();
    assert!(asked.is_empty(), "{asked:?}");
}

/// 2027 in which the group answers the entry that was struck out before with these cells.
fn answered(ruling: &str, day: &str) -> Bureau {
    let bureau = ruled("不登记");
    bureau.form(2027, "预算科", &refs(&rows()));
    bureau.run_on(2027);
    let review = bureau.path("结果2027/05-评审表.xlsx");
    let cells = [
        (below(&review, "待评审", "审定等级"), ruling),
        (below(&review, "待评审", "审定日期"), day),
    ];
    let meeting = bureau.path("再审.xlsx");
    fs::write(&meeting, filled(&review, "待评审", &cells)).expect("written");
    let [before, meeting] = ["结果2026", "再审.xlsx"].map(|n| bureau.path(n).display().to_string());
    bureau.run(2027, &["--previous", &before, "--review", &meeting]);
    bureau
}

#[test]
fn who_agrees_to_what_was_struck_out_before_is_asked_what_is_meant() {
    let bureau = answered("同意", "2027-11-12");
    assert_eq!(bureau.register(2027, "confirmed_level")[FIRST], "null");
    let findings = bureau.lines(2027, "findings");
    let asked = findings.iter().find(|f| f["code"] == "R05").expect("asked");
    let message = asked["message"].as_str().unwrap_or_default();
    assert!(message.contains("还是仍不登记"), "{message}");
    let kept = answered("维持自评", "2027-11-12");
    assert_eq!(kept.register(2027, "confirmed_level")[FIRST], "2");
    let struck = answered("同意不登记", "2027-11-12");
    assert!(!struck.register(2027, "id").contains_key(FIRST));
}

#[test]
fn a_day_without_its_year_is_read_where_only_one_is_possible() {
    let bureau = answered("一级", "11月12日");
    let line = bureau.lines(2027, "register");
    let line = line
        .iter()
        .find(|l| l["risk"] == FIRST)
        .expect("registered");
    assert_eq!(line["decision"]["on"], "2027-11-12");
    let told = bureau.lines(2027, "findings");
    let told = told.iter().find(|f| f["code"] == "D08").expect("told");
    assert_eq!(told["found"], "11月12日");
    assert_eq!(told["severity"], "note");
    // The run is of the 30th of November.
    let later = answered("一级", "12月12日");
    let line = later.lines(2027, "register");
    let line = line
        .iter()
        .find(|l| l["risk"] == FIRST)
        .expect("registered");
    assert_eq!(line["decision"]["on"], Value::Null);
    assert!(later.codes(2027).contains(&"D01".to_owned()));
}

#[test]
fn the_report_of_the_half_year_stays_and_moved_forms_are_not_missed() {
    let bureau = Bureau::new();
    bureau.form(2026, "预算科", &refs(&rows()));
    bureau.run(2026, &["--mid-year"]);
    let report = bureau.path("结果2026/09-中期监控报告.xlsx");
    let before = fs::read(&report).expect("read");
    let told = bureau.run(2026, &[]);
    assert_eq!(fs::read(&report).expect("kept"), before);
    assert!(told.contains("这次没有重写"), "{told}");
    let folder = bureau.path("2026/第一批");
    fs::create_dir_all(&folder).expect("made");
    fs::rename(bureau.path("2026/预算科.xlsx"), folder.join("预算科.xlsx")).expect("moved");
    let told = bureau.run(2026, &[]);
    assert!(!told.contains("这次收表中没有的文件"), "{told}");
}

#[test]
fn a_result_without_its_record_says_why_its_books_are_kept_aside() {
    let bureau = Bureau::new();
    bureau.form(2026, "预算科", &refs(&rows()));
    bureau.run(2026, &[]);
    fs::remove_file(bureau.path("结果2026/run.json")).expect("removed");
    bureau.form(2026, "预算科", &[&rows()[0]]);
    let told = bureau.run(2026, &[]);
    assert_eq!(told.matches("另存").count(), 1, "{told}");
    assert!(told.contains("run.json 不见了"), "{told}");
    // What is the same to the byte needs no second copy.
    let aside = || {
        let files = fs::read_dir(bureau.path("结果2026"))
            .expect("a folder")
            .flatten();
        files
            .filter(|f| f.file_name().to_string_lossy().contains("填过的"))
            .count()
    };
    let kept = aside();
    fs::remove_file(bureau.path("结果2026/run.json")).expect("removed");
    bureau.run(2026, &[]);
    assert_eq!(aside(), kept);
}

/// A ledger of one line: title, heads and the line, with bars between the cells.
fn save_ledger(path: &Path, lines: [&str; 3]) {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in (0u32..).zip(lines) {
        for (col, text) in (0u16..).zip(line.split('|')) {
            sheet.write(row, col, text).expect("written");
        }
    }
    book.save(path).expect("saved");
}

/// One with a day by which it shall be settled goes on; one without is done with the day it was taken.
#[test]
fn a_disposition_that_is_not_settled_goes_on_and_counts_once() {
    let bureau = Bureau::new();
    let heads = "序号|科室|姓名|处置方式|处置日期|处置事由|处置措施|办结期限|办结日期";
    let ledger = |year: i32, name: &str, line: &str| {
        let path = bureau.path(&format!("{year}/{name}.xlsx"));
        save_ledger(&path, ["处置台账", heads, line]);
    };
    let open = "1|预算科|张一|责令整改|2026-05-06|印鉴由一人保管|写出检查|2026-12-31|";
    bureau.form(2026, "预算科", &refs(&rows()));
    ledger(2026, "处置甲", open);
    ledger(
        2026,
        "处置乙",
        "1|预算科|张一|警示提醒|2026-05-06|群众反映态度生硬|谈话||",
    );
    bureau.run(2026, &[]);
    bureau.form(2027, "预算科", &refs(&rows()));
    bureau.run_on(2027);
    let told = bureau.lines(2027, "findings");
    let told: Vec<&Value> = told.iter().filter(|line| line["code"] == "K06").collect();
    let [told] = told.as_slice() else {
        panic!("{told:?}");
    };
    let message = told["message"].as_str().expect("text");
    assert!(
        message.starts_with("上年没有办结的处置“印鉴由一人保管”"),
        "{message}"
    );
    // It is last year's: that it does not count again need not be said of it.
    assert!(!bureau.codes(2027).contains(&"A25".to_owned()));
    let printed = bureau.blanks(2027, "空白", &["结果2026"]);
    assert!(
        printed.out.contains("没有办结的处置 1 项"),
        "{}",
        printed.out
    );
    let blank = said(&bureau.path("空白/台账/2027年处置台账.xlsx"), "处置台账");
    assert!(blank.contains("印鉴由一人保管"), "{blank}");
    ledger(2027, "处置", &format!("{open}2027-02-03"));
    bureau.run_on(2027);
    assert!(!bureau.codes(2027).contains(&"K06".to_owned()));
}

#[test]
fn an_open_rectification_goes_on_until_it_is_closed() {
    let bureau = Bureau::new();
    let ledger = |year: i32, line: &str| {
        let heads = "序号|存在问题|整改措施|责任科室|整改时限|是否销号|销号日期";
        save_ledger(
            &bureau.path(&format!("{year}/整改.xlsx")),
            ["整改台账", heads, line],
        );
    };
    bureau.form(2026, "预算科", &refs(&rows()));
    ledger(2026, "1|印鉴由一人保管|两人分管|预算科|2026-06-30|否|");
    bureau.run(2026, &[]);
    bureau.form(2027, "预算科", &refs(&rows()));
    bureau.run_on(2027);
    assert!(
        bureau.codes(2027).contains(&"K06".to_owned()),
        "{:?}",
        bureau.codes(2027)
    );
    let told = bureau.blanks(2027, "空白", &["结果2026"]);
    assert!(
        told.out.contains("没有销号的整改 1 项"),
        "{}{}",
        told.out,
        told.err
    );
    let blank = said(&bureau.path("空白/台账/2027年整改台账.xlsx"), "整改台账");
    assert!(blank.contains("印鉴由一人保管"), "{blank}");
    // It is told once more in 2028, and no more once it is closed.
    bureau.form(2028, "预算科", &refs(&rows()));
    bureau.run_on(2028);
    assert!(bureau.codes(2028).contains(&"K06".to_owned()));
    ledger(
        2028,
        "1|印鉴由一人保管|两人分管|预算科|2026-06-30|是|2028-03-01",
    );
    bureau.run_on(2028);
    assert!(!bureau.codes(2028).contains(&"K06".to_owned()));
    let [out, forms] = ["结果2028", "2028"].map(|n| bureau.path(n).display().to_string());
    let again = qingfeng(&["verify", &out, "--inputs", &forms]);
    assert_eq!(again.status, 0, "{}{}", again.out, again.err);
}
