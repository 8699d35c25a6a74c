//! The cycle from year to year, through the command line: an invented bureau over 2026 to 2029. Numbers stay, levels come due
//! when they must, what was decided is not asked again, and every run accounts for every row.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::edit::filled;
use crate::support::qingfeng;

use crate::bureau::{Bureau, MEASURE, below, refs, row, said};

#[test]
fn numbers_stay_through_corrections_merges_and_new_entries_of_a_year() {
    let bureau = Bureau::new();
    let first = row(1, "编制岗", "指标下达", "压低基数照顾熟人单位", "二级");
    let second = row(2, "审核岗", "项目入库", "未评审的项目直接入库", "三级");
    bureau.form(2026, "预算科", &[&first, &second]);
    bureau.run(2026, &[]);
    let before = bureau.register(2026, "id");
    assert_eq!(before["压低基数照顾熟人单位"], "2026-0001");
    // A row in front, the first reworded in the wording that linkage takes for the same, the second gone.
    let new = row(1, "综合岗", "公文收发", "丢失涉密文件不报告", "三级");
    let kept = row(2, "编制岗", "指标下达", "压低基数，照顾熟人单位", "二级");
    bureau.form(2026, "预算科", &[&new, &kept]);
    bureau.run(2026, &[]);
    let after = bureau.register(2026, "id");
    assert_eq!(after["压低基数，照顾熟人单位"], "2026-0001");
    assert_eq!(
        after["丢失涉密文件不报告"], "2026-0003",
        "0002 is never given again"
    );
    // What comes back has its number again.
    bureau.form(2026, "预算科", &[&new, &kept, &second]);
    bureau.run(2026, &[]);
    assert_eq!(
        bureau.register(2026, "id")["未评审的项目直接入库"],
        "2026-0002"
    );
}

#[test]
fn a_level_rated_in_2026_comes_due_in_2029_whatever_dates_the_forms_bear() {
    let bureau = Bureau::new();
    let rows = [
        row(1, "编制岗", "指标下达", "压低基数照顾熟人单位", "二级"),
        row(2, "审核岗", "项目入库", "未评审的项目直接入库", "三级"),
    ];
    bureau.form(2026, "预算科", &refs(&rows));
    bureau.run(2026, &[]);
    for year in 2027..=2029 {
        let mut rows = rows.clone();
        if year >= 2028 {
            rows[1] = row(2, "审核岗", "项目入库", "未评审的项目直接入库", "一级");
        }
        bureau.form(year, "预算科", &refs(&rows));
        bureau.run_on(year);
    }
    let next = bureau.register(2029, "next_rating");
    assert_eq!(next["压低基数照顾熟人单位"], "2029-10-20");
    assert_eq!(
        next["未评审的项目直接入库"], "2031-10-20",
        "rated anew in 2028"
    );
    let status = bureau.register(2029, "rating_status");
    assert_eq!(status["压低基数照顾熟人单位"], "overdue");
    assert_eq!(status["未评审的项目直接入库"], "not_yet");
    let id = bureau.register(2029, "id");
    assert_eq!(id["压低基数照顾熟人单位"], "2026-0001");
    assert_eq!(bureau.classes(2028)["2026-0002"], "up");
    assert_eq!(bureau.classes(2029)["2026-0002"], "same");
}

#[test]
fn what_became_of_each_risk_point_is_told_and_what_is_gone_without_a_reason_is_asked() {
    let bureau = Bureau::new();
    bureau.policy(
        "[[sections]]\nname = \"预算科\"\naliases = [\"预算股\"]\n[[sections]]\nname = \"国库科\"\n",
    );
    let rows = [
        row(1, "编制岗", "指标下达", "压低基数照顾熟人单位", "二级"),
        row(2, "审核岗", "项目入库", "未评审的项目直接入库", "三级"),
        row(3, "审核岗", "绩效评价", "评价结果弄虚作假", "二级"),
        row(4, "综合岗", "公文收发", "丢失涉密文件不报告", "三级"),
    ];
    bureau.form(2026, "预算股", &refs(&rows));
    let other = [row(1, "支付岗", "集中支付", "重复支付大额资金", "一级")];
    bureau.form(2026, "国库科", &refs(&other));
    bureau.run(2026, &[]);
    // The section is called by another name, a text was rewritten over its printed number, one is gone with a reason, one
    // without, one is new; the other section has not reported.
    let rows = [
        format!("1|2026-0001|编制岗|指标下达|分配指标时收受单位好处|二级|{MEASURE}|编制岗|"),
        row(2, "审核岗", "项目入库", "未评审的项目直接入库", "二级"),
        format!(
            "3|2026-0003|审核岗|绩效评价|评价结果弄虚作假|二级|{MEASURE}|审核岗|职能划转到绩效科"
        ),
        row(5, "审核岗", "债券申报", "虚报债券项目收益", "一级"),
    ];
    bureau.form(2027, "预算科", &refs(&rows));
    bureau.run_on(2027);
    let classes = bureau.classes(2027);
    let expected = [
        ("2026-0001", "same"),
        ("2026-0002", "up"),
        ("2026-0003", "gone"),
        ("2026-0004", "gone"),
        ("2026-0005", "unreported"),
        ("2027-0001", "new"),
    ];
    let expected = expected.map(|(id, class)| (id.to_owned(), class.to_owned()));
    assert_eq!(classes, BTreeMap::from(expected));
    let changes = bureau.lines(2027, "changes");
    let reason = |id: &str| {
        let line = changes.iter().find(|l| l["id"] == id).expect("a change");
        line["reason"].as_str().map(str::to_owned)
    };
    assert_eq!(reason("2026-0003").as_deref(), Some("职能划转到绩效科"));
    assert_eq!(reason("2026-0004"), None);
    assert_eq!(reason("2026-0005").as_deref(), Some("科室尚未报送"));
    let summary = said(&bureau.path("结果2027/08-年度对比.xlsx"), "对比汇总");
    let headline =
        "上年 5 个，今年 3 个；新增 1 个，消除 2 个，升级 1 个，尚未报送 1 个，未变 1 个。";
    assert!(summary.contains(headline), "{summary}");
    let asked: Vec<String> = bureau
        .lines(2027, "findings")
        .iter()
        .filter(|f| f["code"] == "K04")
        .map(|f| f["message"].as_str().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(asked.len(), 1);
    assert!(
        asked[0].contains("2026-0004") && asked[0].contains("丢失涉密文件"),
        "{asked:?}"
    );
    // The two results by themselves say the same of what stands.
    let [before, now, out] =
        ["结果2026", "结果2027", "对比"].map(|n| bureau.path(n).display().to_string());
    let said = qingfeng(&["compare", &before, &now, "-o", &out]);
    assert_eq!(said.status, 0, "{}", said.err);
    let text = fs::read_to_string(bureau.path("对比/data/changes.jsonl")).expect("read");
    let compared = text.lines().count();
    assert_eq!(compared, changes.len());
    assert!(Path::new(&out).join("08-年度对比.xlsx").is_file());
}

#[test]
fn a_prefilled_form_handed_back_as_it_is_raises_no_error_and_no_question_that_was_decided() {
    let bureau = Bureau::new();
    let rows = [
        row(1, "编制岗", "指标下达", "压低基数照顾熟人单位", "二级"),
        row(2, "审核岗", "项目入库", "未评审的项目直接入库", "待定"),
        row(3, "综合岗", "公文收发", "丢失涉密文件不报告", "中高"),
    ];
    bureau.form(2026, "预算科", &refs(&rows));
    bureau.run(2026, &[]);
    let review = bureau.path("结果2026/05-评审表.xlsx");
    let cell = below(&review, "待评审", "审定等级");
    let decided = filled(&review, "待评审", &[(cell, "一级")]);
    fs::write(bureau.path("会上.xlsx"), decided).expect("written");
    let meeting = bureau.path("会上.xlsx").display().to_string();
    bureau.run(2026, &["--review", &meeting]);
    let levels = bureau.register(2026, "confirmed_level");
    assert_eq!(levels["未评审的项目直接入库"], "1");
    let [out, before] = ["2027", "结果2026"].map(|n| bureau.path(n).display().to_string());
    let policy = bureau.path("qingfeng.toml").display().to_string();
    let arguments = [
        "template",
        "-o",
        &out,
        "--previous",
        &before,
        "--policy",
        &policy,
        "--year",
        "2027",
    ];
    let said = qingfeng(&arguments);
    assert_eq!(said.status, 0, "{}", said.err);
    bureau.run_on(2027);
    assert_eq!(bureau.register(2027, "id"), bureau.register(2026, "id"));
    assert_eq!(bureau.register(2027, "confirmed_level"), levels);
    assert!(
        !bureau
            .codes(2027)
            .iter()
            .any(|code| code.starts_with(['E', 'K'])),
        "{:?}",
        bureau.codes(2027)
    );
    let open = bureau.register(2027, "basis");
    assert_eq!(open["未评审的项目直接入库"], "confirmed");
    assert!(bureau.classes(2027).values().all(|class| class == "same"));
}

#[test]
fn lost_state_gives_new_numbers_and_says_so() {
    let bureau = Bureau::new();
    let printed =
        format!("1|2026-0007|编制岗|指标下达|压低基数照顾熟人单位|二级|{MEASURE}|编制岗|");
    bureau.form(2027, "预算科", &[&printed]);
    bureau.run(2027, &[]);
    assert_eq!(
        bureau.register(2027, "id")["压低基数照顾熟人单位"],
        "2027-0001"
    );
    assert!(bureau.codes(2027).contains(&"K07".to_owned()));
    // Where something is known of an earlier year, it is the numbers that are unknown.
    let other = row(1, "编制岗", "公文收发", "丢失涉密文件不报告", "三级");
    bureau.form(2026, "预算科", &[&other]);
    bureau.run(2026, &[]);
    bureau.run_on(2027);
    assert!(bureau.codes(2027).contains(&"K03".to_owned()));
}

#[test]
fn a_number_is_never_guessed_onto_another_matter() {
    let bureau = Bureau::new();
    let rows = [row(1, "编制岗", "指标下达", "压低基数照顾熟人单位", "二级")];
    bureau.form(2026, "预算科", &refs(&rows));
    bureau.run(2026, &[]);
    // The row was copied with its number and written over; another section has it too.
    let copied = |risk: &str| format!("1|2026-0001|编制岗|指标下达|{risk}|二级|{MEASURE}|编制岗|");
    let own = copied("压低基数照顾熟人单位");
    let other = copied("截留专项资金不按时拨付");
    bureau.form(2027, "预算科", &[&own, &other]);
    bureau.form(2027, "国库科", &[&copied("重复支付大额资金")]);
    bureau.run_on(2027);
    let ids = bureau.register(2027, "id");
    assert_eq!(ids["压低基数照顾熟人单位"], "2026-0001");
    assert!(ids["截留专项资金不按时拨付"].starts_with("2027-"));
    assert!(ids["重复支付大额资金"].starts_with("2027-"));
    let codes = bureau.codes(2027);
    assert!(
        codes.contains(&"K01".to_owned()) && codes.contains(&"K02".to_owned()),
        "{codes:?}"
    );
}

#[test]
fn pairs_that_were_decided_are_not_asked_again() {
    let bureau = Bureau::new();
    let rows = [
        row(1, "编制岗", "指标下达", "压低预算基数照顾熟人单位", "二级"),
        row(2, "审核岗", "项目入库", "压低预算基数照顾熟人单位", "二级"),
    ];
    bureau.form(2026, "预算科", &refs(&rows));
    bureau.run(2026, &[]);
    let merges = || bureau.lines(2026, "merges");
    assert_eq!(merges().len(), 1, "asked");
    let review = bureau.path("结果2026/05-评审表.xlsx");
    let cell = below(&review, "疑似重复", "是否合并");
    let decided = filled(&review, "疑似重复", &[(cell, "不合并")]);
    fs::write(bureau.path("会上.xlsx"), decided).expect("written");
    let meeting = bureau.path("会上.xlsx").display().to_string();
    bureau.run(2026, &["--review", &meeting]);
    for year in 2027..=2028 {
        bureau.form(year, "预算科", &refs(&rows));
        let said = bureau.run_on(year);
        assert!(!said.contains("疑似重复"), "{year}: {said}");
        assert_eq!(bureau.lines(year, "choices").len(), 1, "{year}: passed on");
    }
    // Without last year's result it is asked anew.
    bureau.form(2029, "预算科", &refs(&rows));
    assert!(bureau.run(2029, &[]).contains("疑似重复"));
}

#[test]
fn equal_entries_that_are_no_longer_one_keep_their_numbers_from_then_on() {
    let bureau = Bureau::new();
    let rows = [1, 2].map(|number| {
        row(
            number,
            "编制岗",
            "指标下达",
            "压低预算基数照顾熟人单位",
            "二级",
        )
    });
    bureau.form(2026, "预算科", &refs(&rows));
    bureau.run(2026, &[]);
    let ids = || -> Vec<String> {
        let lines = bureau.lines(2026, "register").into_iter();
        lines.map(|line| line["id"].to_string()).collect()
    };
    assert_eq!(ids(), ["\"2026-0001\""], "one");
    let review = bureau.path("结果2026/05-评审表.xlsx");
    let cell = below(&review, "合并情况", "是否合并");
    let decided = filled(&review, "合并情况", &[(cell, "不合并")]);
    fs::write(bureau.path("会上.xlsx"), decided).expect("written");
    let meeting = bureau.path("会上.xlsx").display().to_string();
    for time in 1..=3 {
        bureau.run(2026, &["--review", &meeting]);
        assert_eq!(
            ids(),
            ["\"2026-0001\"", "\"2026-0002\""],
            "run {time} after"
        );
    }
    // Of fewer entries than numbers the first are taken.
    bureau.form(2026, "预算科", &refs(&rows[..1]));
    bureau.run(2026, &["--review", &meeting]);
    assert_eq!(ids(), ["\"2026-0001\""]);
}

#[test]
fn every_member_of_the_data_is_documented() {
    let bureau = Bureau::new();
    let rows = [
        row(1, "编制岗", "指标下达", "压低预算基数照顾熟人单位", "二级"),
        row(2, "审核岗", "项目入库", "压低预算基数照顾熟人单位", "二级"),
        row(3, "综合岗", "公文收发", "丢失涉密文件不报告", "三级"),
    ];
    bureau.form(2026, "预算科", &refs(&rows));
    bureau.run(2026, &[]);
    bureau.form(2027, "预算科", &refs(&rows[..2]));
    bureau.run_on(2027);
    let documented = include_str!("../../templates/data.md");
    let folder = bureau.path("结果2027/data");
    let mut files = 0;
    for file in fs::read_dir(folder).expect("a folder").flatten() {
        let name = file.file_name().to_string_lossy().into_owned();
        if file.path().extension().is_none_or(|e| e != "jsonl") {
            continue;
        }
        files += 1;
        assert!(documented.contains(&format!("## {name}")), "{name}");
        let text = fs::read_to_string(file.path()).expect("read");
        for line in text.lines() {
            let line: Value = serde_json::from_str(line).expect("JSON");
            for member in line.as_object().expect("an object").keys() {
                assert!(
                    documented.contains(&format!("`{member}`")),
                    "{name}: {member}"
                );
            }
        }
    }
    assert_eq!(
        files, 9,
        "register, entries, merges, findings, scores, public, numbers, changes, gaps"
    );
}

#[test]
fn a_section_called_by_another_name_keeps_its_numbers() {
    let bureau = Bureau::new();
    bureau.policy("[[sections]]\nname = \"预算股\"\n");
    let rows = [
        row(1, "编制岗", "指标下达", "压低基数照顾熟人单位", "二级"),
        row(2, "审核岗", "项目入库", "未评审的项目直接入库", "三级"),
    ];
    bureau.form(2026, "预算股", &refs(&rows));
    bureau.run(2026, &[]);
    bureau.policy("[[sections]]\nname = \"预算科\"\naliases = [\"预算股\"]\n");
    bureau.form(2027, "预算科", &[&rows[0]]);
    bureau.run_on(2027);
    assert_eq!(
        bureau.register(2027, "id")["压低基数照顾熟人单位"],
        "2026-0001"
    );
    let gone = bureau.lines(2027, "changes").pop().expect("a change");
    assert_eq!(
        (gone["id"].as_str(), gone["reason"].as_str()),
        (Some("2026-0002"), None)
    );
    assert_eq!(
        gone["section"], "预算科",
        "which has reported, and must say why"
    );
}

#[test]
fn people_who_take_over_equal_matters_get_no_number_by_their_order() {
    let bureau = Bureau::new();
    let named = |number: usize, post: &str| row(number, post, "", "收受服务对象礼品礼金", "三级");
    bureau.form(2026, "预算科", &[&named(1, "编制岗"), &named(2, "审核岗")]);
    bureau.run(2026, &[]);
    bureau.form(2027, "预算科", &[&named(1, "绩效岗"), &named(2, "债务岗")]);
    bureau.run_on(2027);
    let ids: Vec<String> = bureau
        .lines(2027, "register")
        .iter()
        .map(|line| line["id"].to_string())
        .collect();
    assert!(ids.iter().all(|id| id.contains("2027-")), "{ids:?}");
}

#[test]
fn forms_of_last_year_have_no_numbers_to_pass_on_and_are_compared_all_the_same() {
    let bureau = Bureau::new();
    let rows = [
        row(1, "编制岗", "指标下达", "压低基数照顾熟人单位", "二级"),
        row(2, "审核岗", "项目入库", "未评审的项目直接入库", "三级"),
    ];
    bureau.form(2026, "预算科", &refs(&rows));
    bureau.form(2027, "预算科", &refs(&rows));
    let form = bureau.path("2026/预算科.xlsx").display().to_string();
    bureau.run(2027, &["--previous", &form]);
    let ids = bureau.register(2027, "id");
    assert!(ids.values().all(|id| id.starts_with("2027-")), "{ids:?}");
    assert!(bureau.classes(2027).values().all(|class| class == "same"));
}
