//! Numbers and decisions where something was given late, taken apart or called by another name.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::bureau::{Bureau, below, refs, row, said};
use crate::support::edit::filled;
use crate::support::qingfeng;

/// Every file of a result.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut out = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            let inner = files(&entry.path()).into_iter();
            out.extend(inner.map(|(path, bytes)| (format!("{name}/{path}"), bytes)));
        } else {
            out.insert(name, fs::read(entry.path()).expect("read"));
        }
    }
    out
}

/// The bureau's own review workbook with words in the first cell below heads, as a workbook of a meeting; its path.
fn decided(bureau: &Bureau, year: i32, sheet: &str, words: &[(&str, &str)]) -> String {
    let review = bureau.path(&format!("结果{year}/05-评审表.xlsx"));
    let cells = words.iter();
    let cells: Vec<(String, &str)> = cells
        .map(|(head, word)| (below(&review, sheet, head), *word))
        .collect();
    let meeting = bureau.path("会上.xlsx");
    fs::write(&meeting, filled(&review, sheet, &cells)).expect("written");
    meeting.display().to_string()
}

#[test]
fn two_equal_entries_taken_apart_keep_their_numbers_ever_after() {
    let bureau = Bureau::new();
    let same = |number| row(number, "科长", "干部选拔", "有关信息在公布前被泄露", "二级");
    let other = row(3, "审核岗", "项目入库", "未评审的项目直接入库", "三级");
    bureau.form(2026, "人事科", &[&same(1), &same(2), &other]);
    bureau.run(2026, &[]);
    assert_eq!(bureau.lines(2026, "register").len(), 2, "merged");
    let meeting = decided(&bureau, 2026, "合并情况", &[("是否合并", "不合并")]);
    bureau.run(2026, &["--review", &meeting]);
    let ids = || -> Vec<String> {
        let lines = bureau.lines(2026, "register");
        let ids = lines.iter().map(|line| line["id"].to_string());
        ids.collect()
    };
    let expected = ["\"2026-0001\"", "\"2026-0003\"", "\"2026-0002\""];
    assert_eq!(ids(), expected, "one keeps the number they had");
    let first = files(&bureau.path("结果2026"));
    bureau.run(2026, &["--review", &meeting]);
    assert_eq!(ids(), expected);
    let second = files(&bureau.path("结果2026"));
    let names: Vec<&String> = first.keys().collect();
    assert_eq!(names, second.keys().collect::<Vec<_>>());
    for (name, bytes) in &first {
        assert!(second[name] == *bytes, "{name} differs");
    }
    // One of the two is withdrawn and handed in again; then last year's result is what they are known by.
    bureau.form(2026, "人事科", &[&same(1), &other]);
    bureau.run(2026, &["--review", &meeting]);
    bureau.form(2026, "人事科", &[&same(1), &same(2), &other]);
    bureau.run(2026, &["--review", &meeting]);
    assert_eq!(ids(), expected);
    bureau.form(2027, "人事科", &[&same(1), &same(2), &other]);
    bureau.run_on(2027);
    let next: Vec<String> = bureau
        .lines(2027, "register")
        .iter()
        .map(|l| l["id"].to_string())
        .collect();
    assert_eq!(next, expected);
}

#[test]
fn last_years_result_given_late_brings_back_every_number() {
    let bureau = Bureau::new();
    bureau.form(
        2026,
        "人事科",
        &[
            "1||科长|干部选拔|有关信息在公布前被泄露|二级|由两人核对|张一|",
            "2||科长|干部选拔|选拔信息公布前有人对外泄露|二级|由两人核对|李二|",
            "3||审核岗|职称评审|收受参评人员礼品礼金|三级|由两人核对|王三|",
        ],
    );
    bureau.run(2026, &[]);
    let meeting = decided(&bureau, 2026, "疑似重复", &[("是否合并", "合并")]);
    bureau.run(2026, &["--review", &meeting]);
    assert_eq!(
        bureau.lines(2026, "register").len(),
        2,
        "merged by a decision"
    );
    let made = bureau.blanks(2027, "2027", &["结果2026"]);
    assert_eq!(made.status, 0, "{}", made.err);
    let summary = bureau.run(2027, &[]);
    let wrong = bureau.register(2027, "id");
    assert!(
        wrong.values().all(|id| id.starts_with("2027-")),
        "{wrong:?}"
    );
    let told: Vec<String> = bureau
        .lines(2027, "findings")
        .iter()
        .filter(|f| f["code"].as_str().is_some_and(|code| code.starts_with('K')))
        .map(|f| format!("{} {}", f["code"], f["message"]))
        .collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].contains("K07") && told[0].contains("没有带 2026 年的结果"),
        "{told:?}"
    );
    assert!(summary.contains("没有带上年的结果"), "{summary}");
    bureau.run_on(2027);
    assert_eq!(bureau.register(2027, "id"), bureau.register(2026, "id"));
    let codes = bureau.codes(2027);
    assert!(!codes.iter().any(|code| code.starts_with('K')), "{codes:?}");
    // The same as where it was given from the start, and from then on.
    bureau.run(2027, &[]);
    assert_eq!(bureau.register(2027, "id"), bureau.register(2026, "id"));
    assert!(bureau.classes(2027).values().all(|class| class == "same"));
}

#[test]
fn a_folder_without_a_result_is_no_earlier_result_and_a_wrong_one_can_be_dropped() {
    let bureau = Bureau::new();
    let rows = [
        row(1, "编制岗", "指标下达", "压低基数照顾熟人单位", "二级"),
        row(2, "审核岗", "项目入库", "未评审的项目直接入库", "三级"),
    ];
    bureau.form(2026, "预算科", &refs(&rows));
    bureau.form(2027, "预算科", &refs(&rows[..1]));
    let path = |name: &str| bureau.path(name).display().to_string();
    let arguments = |more: &[&str]| {
        let mut all = vec![
            "run".to_owned(),
            path("2027"),
            "-o".to_owned(),
            path("结果2027"),
        ];
        all.extend(["--year", "2027", "--policy"].map(str::to_owned));
        all.push(path("qingfeng.toml"));
        all.extend(more.iter().map(ToString::to_string));
        qingfeng(&all)
    };
    let refused = arguments(&["--previous", &path("2026")]);
    assert_ne!(refused.status, 0);
    assert!(
        refused.err.contains("这个文件夹里没有结果"),
        "{}",
        refused.err
    );
    assert!(!bureau.path("结果2027").join("run.json").exists());
    // A list of last year as one workbook is one; which one counts is told, and that it goes on.
    let said = arguments(&["--previous", &path("2026/预算科.xlsx")]);
    assert!(
        said.out.contains("带入的上年结果：年度不明，登记 2 条"),
        "{}",
        said.out
    );
    let said = arguments(&[]);
    assert!(
        said.out.contains("接着用以前带过的（年度不明，登记 2 条）")
            && said.out.contains("--no-previous"),
        "{}",
        said.out
    );
    let comparison = bureau.path("结果2027/08-年度对比.xlsx");
    assert!(comparison.exists());
    let said = arguments(&["--no-previous"]);
    assert!(
        !said.out.contains("上年结果：") && !said.out.contains("上年的结果："),
        "{}",
        said.out
    );
    assert!(!comparison.exists());
    let said = arguments(&[]);
    assert!(!said.out.contains("以前带过的"), "{}", said.out);
}

#[test]
fn what_was_decided_under_a_name_that_is_an_alias_today_goes_on() {
    let bureau = Bureau::new();
    bureau.policy("[[sections]]\nname = \"人事科\"\n");
    let rows = [
        row(1, "科长", "干部选拔", "有关信息在公布前被泄露", "待定"),
        row(2, "科员", "职称评审", "收受参评人员的礼品礼金", "二级"),
        row(3, "科员", "职称评审", "收取参评人员的好处费用", "二级"),
    ];
    bureau.form(2026, "事人科", &refs(&rows));
    bureau.form(
        2026,
        "人事科",
        &[&row(1, "科长", "档案管理", "涂改干部人事档案材料", "二级")],
    );
    bureau.run(2026, &[]);
    let words = [("审定等级", "一级"), ("审定人", "领导小组")];
    let meeting = decided(&bureau, 2026, "待评审", &words);
    bureau.run(2026, &["--review", &meeting]);
    assert_eq!(
        bureau.register(2026, "confirmed_level")["有关信息在公布前被泄露"],
        "1"
    );
    bureau.policy("[[sections]]\nname = \"人事科\"\naliases = [\"事人科\"]\n");
    bureau.run(2026, &["--review", &meeting]);
    let levels = bureau.register(2026, "confirmed_level");
    assert_eq!(levels["有关信息在公布前被泄露"], "1", "{levels:?}");
    assert_eq!(
        bureau.register(2026, "section")["有关信息在公布前被泄露"],
        "人事科"
    );
    let findings = bureau.lines(2026, "findings");
    let of = |code: &str| -> Vec<String> {
        let found = findings.iter().filter(|f| f["code"] == *code);
        found.map(|f| f["message"].to_string()).collect()
    };
    assert!(
        of("R01").is_empty() && of("R02").is_empty(),
        "{:?}",
        of("R02")
    );
    assert!(
        of("R09")[0].contains("“事人科”现在是“人事科”的别名"),
        "{:?}",
        of("R09")
    );
    // What it writes is decided under the name of today.
    let settled = said(&bureau.path("结果2026/05-评审表.xlsx"), "已定事项");
    assert!(
        settled.contains("人事科") && !settled.contains("事人科|"),
        "{settled}"
    );
}

#[test]
fn an_entry_with_which_others_were_merged_since_is_not_said_to_have_changed() {
    let bureau = Bureau::new();
    bureau.policy("[[sections]]\nname = \"人事科\"\n");
    let of = |level: &str| row(1, "科长", "干部选拔", "有关信息在公布前被泄露", level);
    bureau.form(2026, "人事科", &[&of("待定")]);
    bureau.run(2026, &[]);
    let meeting = decided(&bureau, 2026, "待评审", &[("审定等级", "三级")]);
    bureau.form(2026, "事人科", &[&of("一级")]);
    bureau.policy("[[sections]]\nname = \"人事科\"\naliases = [\"事人科\"]\n");
    bureau.run(2026, &["--review", &meeting]);
    assert_eq!(bureau.lines(2026, "register").len(), 1, "merged");
    let open = said(&bureau.path("结果2026/05-评审表.xlsx"), "待评审");
    assert!(open.contains("并进了等级或者回答不同的条目"), "{open}");
    assert!(!open.contains("有改动"), "{open}");
}

#[test]
fn a_name_off_the_roster_is_told_first_and_wherever_sections_are_counted() {
    let bureau = Bureau::new();
    bureau.policy(
        "[notices]\nreply_by = \"2025-01-01\"\nreply_days = 5\n[[sections]]\nname = \"人事科\"\n",
    );
    let of = |risk: &str| row(1, "科长", "干部选拔", risk, "二级");
    bureau.form(2026, "事人科", &[&of("有关信息在公布前被泄露")]);
    bureau.form(2026, "人事科", &[&of("涂改干部人事档案材料")]);
    let said = bureau.run(2026, &[]);
    let first = said.lines().next().expect("a line");
    assert!(
        first.contains("先改好") && first.contains("1 个科室名称不在花名册（事人科）"),
        "{said}"
    );
    assert!(
        first.contains("“看表”") && said.contains("写的 2025-01-01 已经过了"),
        "{said}"
    );
    let read = |name: &str| fs::read_to_string(bureau.path("结果2026").join(name)).expect("read");
    assert!(
        read("07-上报报告.md").contains("涉及2个科室（其中事人科不在花名册）"),
        "{}",
        read("07-上报报告.md")
    );
    assert!(read("00-总览.html").contains("另有 1 个名称不在花名册"));
    // Once it is an alias nothing is left to be said.
    bureau.policy("[[sections]]\nname = \"人事科\"\naliases = [\"事人科\"]\n");
    let said = bureau.run(2026, &[]);
    assert!(
        !said.contains("先改好") && !said.contains("已经过了"),
        "{said}"
    );
}
