//! The cycle from year to year, through the command line: an invented bureau over 2026 to 2029. Numbers stay, levels come due
//! when they must, what was decided is not asked again, and every run accounts for every row.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::Workbook;
use serde_json::Value;

use crate::support::edit::filled;
use crate::support::{qingfeng, temp};

const HEADS: &str = "序号|登记编号|岗位|权力（业务）事项|风险点|风险等级|防控措施|责任人|消除原因";
const MEASURE: &str = "由两人分别核对并登记，科长每月抽查五笔";

/// A bureau's working folder.
struct Bureau {
    dir: tempfile::TempDir,
}

impl Bureau {
    fn new() -> Self {
        let bureau = Self { dir: temp() };
        bureau.policy("");
        bureau
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn policy(&self, sections: &str) {
        let text = format!("[unit]\nname = \"青云区财政局\"\n{sections}");
        fs::write(self.path("qingfeng.toml"), text).expect("written");
    }

    /// A form of a section, with the rows under the usual heads.
    fn form(&self, year: i32, section: &str, rows: &[&str]) {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let title = format!("{section}廉政风险点自查表");
        let date = format!("填报日期：{year}-10-20");
        let mut lines = vec![title.as_str(), date.as_str(), HEADS];
        lines.extend(rows);
        for (row, line) in (0u32..).zip(lines) {
            for (col, text) in (0u16..).zip(line.split('|')) {
                sheet.write(row, col, text).expect("written");
            }
        }
        let folder = self.path(&format!("{year}"));
        fs::create_dir_all(&folder).expect("made");
        book.save(folder.join(format!("{section}.xlsx")))
            .expect("saved");
    }

    fn run(&self, year: i32, more: &[&str]) -> String {
        let path = |name: String| self.path(&name).display().to_string();
        let mut arguments = vec!["run".to_owned(), path(format!("{year}"))];
        let fixed = [
            "-o",
            &path(format!("结果{year}")),
            "--date",
            &format!("{year}-11-30"),
        ];
        arguments.extend(fixed.map(str::to_owned));
        arguments.extend(["--policy".to_owned(), path("qingfeng.toml".to_owned())]);
        arguments.extend(more.iter().map(ToString::to_string));
        let said = qingfeng(&arguments);
        assert_eq!(said.status, 0, "{}{}", said.out, said.err);
        let record = fs::read_to_string(self.path(&format!("结果{year}/run.json")));
        let record: Value = serde_json::from_str(&record.expect("read")).expect("JSON");
        assert_eq!(record["rows"]["balanced"], true, "{year}");
        said.out
    }

    /// The run with last year's result.
    fn run_on(&self, year: i32) -> String {
        let before = self.path(&format!("结果{}", year - 1));
        self.run(year, &["--previous", &before.display().to_string()])
    }

    fn lines(&self, year: i32, name: &str) -> Vec<Value> {
        let path = self.path(&format!("结果{year}/data/{name}.jsonl"));
        let text = fs::read_to_string(path).expect("read");
        text.lines()
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .collect()
    }

    /// A member of each item of the register, by risk.
    fn register(&self, year: i32, member: &str) -> BTreeMap<String, String> {
        let text = |value: &Value| value.as_str().map_or(value.to_string(), str::to_owned);
        let lines = self.lines(year, "register").into_iter();
        lines
            .map(|line| (text(&line["risk"]), text(&line[member])))
            .collect()
    }

    fn classes(&self, year: i32) -> BTreeMap<String, String> {
        let lines = self.lines(year, "changes").into_iter();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        lines
            .map(|line| (text(&line["id"]), text(&line["class"])))
            .collect()
    }

    fn codes(&self, year: i32) -> Vec<String> {
        let lines = self.lines(year, "findings").into_iter();
        let graver = lines.filter(|l| l["severity"] != "note");
        graver
            .map(|l| l["code"].as_str().unwrap_or_default().to_owned())
            .collect()
    }
}

/// A row without a number.
fn row(number: usize, post: &str, matter: &str, risk: &str, level: &str) -> String {
    format!("{number}||{post}|{matter}|{risk}|{level}|{MEASURE}|{post}|")
}

fn refs(rows: &[String]) -> Vec<&str> {
    rows.iter().map(String::as_str).collect()
}

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
        ("2026-0005", "gone"),
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

/// The cell below a head of a sheet.
fn below(book: &Path, sheet: &str, head: &str) -> String {
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(book).expect("a workbook");
    let range = calamine::Reader::worksheet_range(&mut book, sheet).expect("the sheet");
    let start = range.start().expect("cells");
    let mut cells = range.cells();
    let found = cells.find(|(_, _, value)| **value == *head);
    let (row, col, _) = found.expect("the head");
    let letter = char::from(b'A' + u8::try_from(col).expect("near"));
    format!("{letter}{}", start.0 as usize + row + 2)
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
        files, 7,
        "register, entries, merges, findings, scores, numbers, changes"
    );
}
