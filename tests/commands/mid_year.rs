//! 中期监控: the ledger of early signs comes in, and the report says how the year stands.

use std::fs;

use rust_xlsxwriter::Workbook;

use crate::bureau::{Bureau, MEASURE, refs, row, said};
use crate::support::qingfeng;
use crate::support::review::cells_of;
use crate::support::year::Year;

/// A ledger as sections make their own.
fn ledger(bureau: &Bureau, name: &str, rows: &[&str]) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in (0u32..).zip(rows) {
        for (col, text) in (0u16..).zip(line.split('|')) {
            sheet.write(row, col, text).expect("written");
        }
    }
    book.save(bureau.path(name)).expect("saved");
}

#[test]
fn the_half_year_is_told_against_its_beginning() {
    let bureau = Bureau::new();
    bureau.policy(
        "[[sections]]\nname = \"预算科\"\n[[sections]]\nname = \"国库科\"\n[[sections]]\nname = \"综合科\"\n",
    );
    let first = row(1, "编制岗", "指标下达", "压低基数照顾熟人单位", "二级");
    let second = row(2, "审核岗", "项目入库", "未评审的项目直接入库", "三级");
    bureau.form(2026, "预算科", &refs(&[first.clone(), second]));
    bureau.run(2026, &[]);
    let start = bureau.path("年初结果");
    fs::rename(bureau.path("结果2026"), &start).expect("kept");
    let up = row(2, "审核岗", "项目入库", "未评审的项目直接入库", "一级");
    let new = row(3, "综合岗", "公文收发", "丢失涉密文件不报告", "三级");
    bureau.form(2026, "预算科", &refs(&[first, up, new]));
    ledger(
        &bureau,
        "2026/监控情况.xlsx",
        &[
            "2026年廉政风险中期监控登记表（国库科）",
            "序号|监控日期|发现途径|岗位|苗头性问题|采取的监控措施|处理结果",
            "1|2026-06-12|定期自查|拨付岗|超时限拨付两笔|提醒谈话，补充说明|已整改",
            "2|2026-07-03|民主测评|账户岗|服务态度有反映|约谈本人|持续关注",
            "3|2026-07-05|信访|账户岗|对账单据缺页|调阅原件|原件已补齐归档",
        ],
    );
    ledger(
        &bureau,
        "2026/整改.xlsx",
        &[
            "整改台账",
            "序号|存在问题|整改措施|责任科室|整改时限|是否销号|销号日期",
            "1|印鉴由一人保管|两人分管|国库科|2026-06-30|否|",
        ],
    );
    let previous = start.display().to_string();
    bureau.run(2026, &["--mid-year", "--previous", &previous]);
    let report = bureau.path("结果2026/09-中期监控报告.xlsx");
    let summary = said(&report, "中期监控情况");
    for told in [
        "应报送 3 个科室，已报送 1 个；未报送：国库科、综合科。",
        "与年初的结果相比：新增 1 个，升级 1 个。",
        "发现苗头性问题 3 件：已处理 1 件，尚未了结 1 件，见处理结果 1 件。",
        "逾期未办的事项 1 件",
    ] {
        assert!(summary.contains(told), "{told}: {summary}");
    }
    assert!(said(&report, "苗头性问题").contains("服务态度有反映"));
    assert!(said(&report, "逾期事项").contains("印鉴由一人保管"));
    assert!(said(&report, "变动明细").contains("丢失涉密文件不报告"));
    let scores = said(
        &bureau.path("结果2026/03-年度考核评分表.xlsx"),
        "否决和追责",
    );
    assert!(!scores.contains("超时限拨付两笔"), "no rectification");
    let [out, forms] = ["结果2026", "2026"].map(|n| bureau.path(n).display().to_string());
    let again = qingfeng(&["verify", &out, "--inputs", &forms]);
    assert_eq!(again.status, 0, "{}{}", again.out, again.err);
}

#[test]
fn ledgers_of_early_signs_are_told_from_rectifications_by_their_heads_and_titles() {
    let bureau = Bureau::new();
    bureau.form(
        2026,
        "预算科",
        &[&row(1, "编制岗", "指标下达", MEASURE, "二级")],
    );
    for (name, rows) in [
        (
            "甲",
            [
                "风险监测情况",
                "科室|发现时间|倾向性问题|采取措施|处置情况",
                "预算科|2026-05-06|报表迟交|提醒|已纠正",
            ],
        ),
        (
            "乙",
            [
                "预警台账",
                "科室|时间|主要问题|措施|备注",
                "预算科|2026-05-07|加班餐超标|退回|",
            ],
        ),
        (
            "丙",
            [
                "问题整改台账",
                "责任科室|存在问题|整改措施|整改时限|是否销号",
                "预算科|报表缺页|补齐|2027-01-31|否",
            ],
        ),
    ] {
        ledger(&bureau, &format!("2026/{name}.xlsx"), &rows);
    }
    bureau.run(2026, &[]);
    let signs = said(&bureau.path("结果2026/09-中期监控报告.xlsx"), "苗头性问题");
    assert!(
        signs.contains("报表迟交") && signs.contains("加班餐超标"),
        "{signs}"
    );
    assert!(!signs.contains("报表缺页"), "{signs}");
}

#[test]
fn a_section_that_has_not_reported_is_told_apart_from_what_is_gone() {
    let bureau = Bureau::new();
    bureau.policy(
        "[[sections]]\nname = \"预算科\"\n[[sections]]\nname = \"国库科\"\n[[sections]]\nname = \"综合科\"\n",
    );
    let first = row(1, "编制岗", "指标下达", "压低基数照顾熟人单位", "二级");
    let other = row(1, "拨付岗", "资金拨付", "超时限拨付大额资金", "二级");
    let third = row(1, "综合岗", "公文收发", "丢失涉密文件不报告", "三级");
    for (section, row) in [("预算科", &first), ("国库科", &other), ("综合科", &third)] {
        bureau.form(2026, section, &refs(std::slice::from_ref(row)));
    }
    bureau.run(2026, &[]);
    let start = bureau.path("年初结果");
    fs::rename(bureau.path("结果2026"), &start).expect("kept");
    fs::remove_file(bureau.path("2026/国库科.xlsx")).expect("removed");
    fs::write(bureau.path("2026/综合科.xlsx"), "不是表格").expect("written");
    let previous = start.display().to_string();
    bureau.run(2026, &["--mid-year", "--previous", &previous]);
    let summary = said(
        &bureau.path("结果2026/09-中期监控报告.xlsx"),
        "中期监控情况",
    );
    assert!(
        summary.contains("与年初的结果相比：尚未报送 2 个。"),
        "{summary}"
    );
    let list = said(&bureau.path("结果2026/09-中期监控报告.xlsx"), "变动明细");
    assert!(list.contains("科室尚未报送"), "{list}");
    assert!(list.contains("科室交来的表没有读出"), "{list}");
}

#[test]
fn early_signs_count_once_and_only_where_they_name_one() {
    let bureau = Bureau::new();
    bureau.form(
        2026,
        "预算科",
        &[&row(1, "编制岗", "指标下达", MEASURE, "二级")],
    );
    let line = "2026-06-12|定期自查|拨付岗|超时限拨付两笔|提醒谈话|已整改";
    ledger(
        &bureau,
        "2026/监控情况.xlsx",
        &[
            "2026年廉政风险中期监控登记表（预算科）",
            "序号|监控日期|发现途径|岗位|苗头性问题|采取的监控措施|处理结果",
            &format!("1|{line}"),
            &format!("2|{line}"),
            "3|2026-07-03|民主测评|账户岗||约谈本人|持续关注",
            "4|2027-07-03|民主测评|账户岗|服务态度有反映|约谈本人|持续关注",
        ],
    );
    bureau.run(2026, &["--mid-year"]);
    let report = bureau.path("结果2026/09-中期监控报告.xlsx");
    let summary = said(&report, "中期监控情况");
    assert!(
        summary.contains("发现苗头性问题 1 件：已处理 1 件。"),
        "{summary}"
    );
    let findings = bureau.lines(2026, "findings");
    let told = |code: &str| {
        let own = findings.iter().filter(|f| f["code"] == code);
        let told: Vec<String> = own.map(|f| f["message"].to_string()).collect();
        told.join("；")
    };
    assert!(told("A24").contains("只计一次"), "{}", told("A24"));
    assert!(
        told("H08").contains("没有列入中期监控报告"),
        "{}",
        told("H08")
    );
    assert!(
        told("A26").contains("监控日期 2027-07-03"),
        "{}",
        told("A26")
    );
    assert!(!told("A26").contains("考核"), "{}", told("A26"));
}

#[test]
fn a_report_that_was_left_is_nobodys_until_somebody_changes_it() {
    const REPORT: &str = "09-中期监控报告.xlsx";
    let bureau = Bureau::new();
    let first = row(1, "编制岗", "指标下达", "压低基数照顾熟人单位", "二级");
    bureau.form(2026, "预算科", &[&first]);
    bureau.run(2026, &["--mid-year"]);
    let there = || {
        let files = fs::read_dir(bureau.path("结果2026")).expect("a folder");
        let names = files.map(|f| {
            f.expect("a file")
                .file_name()
                .to_string_lossy()
                .into_owned()
        });
        let mut names: Vec<String> = names.filter(|name| name.starts_with("09-")).collect();
        names.sort();
        names
    };
    let verified = || {
        let [out, forms] = ["结果2026", "2026"].map(|n| bureau.path(n).display().to_string());
        let said = qingfeng(&["verify", &out, "--inputs", &forms]);
        assert_eq!(said.status, 0, "{}{}", said.out, said.err);
    };
    // Twice without one: the report of then stays, and a result with it is whole.
    for _ in 0..2 {
        let said = bureau.run(2026, &[]);
        assert!(said.contains("留着没有动"), "{said}");
        assert_eq!(there(), [REPORT]);
        verified();
    }
    let second = row(2, "审核岗", "项目入库", "未评审的项目直接入库", "三级");
    bureau.form(2026, "预算科", &[&first, &second]);
    let before = fs::read(bureau.path("结果2026").join(REPORT)).expect("read");
    let said = bureau.run(2026, &["--mid-year"]);
    assert!(!said.contains("填过"), "{said}");
    assert_eq!(there(), [REPORT], "nobody has written into it");
    let after = fs::read(bureau.path("结果2026").join(REPORT)).expect("read");
    assert_ne!(before, after);
    // One that somebody has changed since it was left is kept.
    bureau.run(2026, &[]);
    fs::write(bureau.path("结果2026").join(REPORT), "批注过").expect("written");
    let said = bureau.run(2026, &["--mid-year"]);
    assert!(said.contains("有人填过或改过"), "{said}");
    assert_eq!(
        there(),
        ["09-中期监控报告.xlsx", "09-中期监控报告（填过的1）.xlsx"]
    );
}

/// What is wrong with a ledger of early signs is told to the section that keeps it.
#[test]
fn a_section_is_told_what_is_wrong_with_its_own_ledger_of_early_signs() {
    let year = Year::new("");
    let rows = [
        "2026年中期监控台账",
        "序号|监控日期|发现途径|科室|岗位|苗头性问题|监控措施|处理结果",
        "1|2026年13月2日|自查|国库科|支付岗|支付前没有核对合同|谈话提醒|已改正",
    ];
    let rows = rows.map(|row| row.split('|').collect::<Vec<_>>());
    year.book("监控台账.xlsx", &rows).run();
    let notices = cells_of(&year.path("结果/04-问题清单.xlsx"), "退回通知");
    let own = |n: &&String| n.starts_with("国库科：你科报送的《监控台账.xlsx》");
    assert!(notices.iter().any(|n| own(&n)), "{notices:?}");
}

/// The result with which the second year began knows last year's: the half year goes on from both.
#[test]
fn in_a_later_year_the_half_year_goes_on_from_last_years_as_well() {
    let bureau = Bureau::new();
    let rows = [row(1, "编制岗", "指标下达", "压低基数照顾熟人单位", "二级")];
    bureau.form(2026, "预算科", &refs(&rows));
    ledger(
        &bureau,
        "2026/整改.xlsx",
        &[
            "整改台账",
            "序号|存在问题|整改措施|责任科室|整改时限|是否销号|销号日期",
            "1|印鉴由一人保管|两人分管|预算科|2026-12-31|否|",
        ],
    );
    bureau.run(2026, &[]);
    bureau.form(2027, "预算科", &refs(&rows));
    bureau.run_on(2027);
    let rated = bureau.register(2027, "next_rating");
    let start = bureau.path("年初结果");
    fs::rename(bureau.path("结果2027"), &start).expect("kept");
    let previous = start.display().to_string();
    for _ in 0..2 {
        bureau.run(2027, &["--mid-year", "--previous", &previous]);
        assert_eq!(bureau.register(2027, "next_rating"), rated);
        let report = bureau.path("结果2027/09-中期监控报告.xlsx");
        assert!(said(&report, "逾期事项").contains("印鉴由一人保管"));
        assert_eq!(bureau.classes(2027).len(), 1, "compared with last year");
        let [out, forms] = ["结果2027", "2027"].map(|n| bureau.path(n).display().to_string());
        let again = qingfeng(&["verify", &out, "--inputs", &forms]);
        assert_eq!(again.status, 0, "{}{}", again.out, again.err);
    }
}
