//! 花名册.xlsx from the blank book to the result: filled in, read beside the policy whatever the command, never taken for a
//! form, recorded, and repeated from the copy a result keeps.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use crate::support::edit::filled;
use crate::support::review::cells_of;
use crate::support::year::lines;
use crate::support::{Said, forms, qingfeng, temp};

/// A working folder made by `init`, with a form of 预算科 and 办公室 handed in.
struct Office(TempDir);

/// Cells of a sheet.
type Cells<'c> = (&'c str, &'c [(&'c str, &'c str)]);

const FILLED: [Cells<'static>; 3] = [
    (
        "科室",
        &[
            ("A4", "预算科"),
            ("C4", "预算股"),
            ("D4", "钱二"),
            ("A5", "办公室"),
            ("A6", "绩效科"),
        ],
    ),
    (
        "人员",
        &[("A4", "绩效科"), ("B4", "支付岗"), ("C4", "郑一")],
    ),
    (
        "领导",
        &[
            ("A4", "赵一"),
            ("C4", "局主要领导"),
            ("A5", "钱二"),
            ("C5", "分管领导"),
        ],
    ),
];

impl Office {
    fn new() -> Self {
        let office = Self(temp());
        let said = qingfeng(&["init", office.arg("").as_str()]);
        assert_eq!(said.status, 0, "{}", said.err);
        assert!(said.out.contains("花名册.xlsx"), "{}", said.out);
        fs::copy(
            forms().join("01-plain.xlsx"),
            office.path("收表/自查表.xlsx"),
        )
        .unwrap();
        office
    }

    fn filled() -> Self {
        let office = Self::new();
        office.fill(&FILLED);
        office
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join("局").join(name)
    }

    fn arg(&self, name: &str) -> String {
        self.path(name).to_str().unwrap().to_owned()
    }

    fn book(&self) -> PathBuf {
        self.path("花名册.xlsx")
    }

    fn fill(&self, sheets: &[Cells<'_>]) {
        for (sheet, cells) in sheets {
            let cells: Vec<(String, &str)> = cells
                .iter()
                .map(|(cell, text)| ((*cell).to_owned(), *text))
                .collect();
            let bytes = filled(&self.book(), sheet, &cells);
            fs::write(self.book(), bytes).unwrap();
        }
    }

    /// Runs on the whole working folder.
    fn run(&self) -> Said {
        let (inputs, out) = (self.arg(""), self.out());
        let out = out.to_str().unwrap();
        qingfeng(&[
            "run",
            &inputs,
            "-o",
            out,
            "--year",
            "2026",
            "--date",
            "2026-11-30",
        ])
    }

    fn runs(&self) -> Said {
        let said = self.run();
        assert_eq!(said.status, 0, "{}", said.err);
        said
    }

    fn out(&self) -> PathBuf {
        self.0.path().join("结果")
    }

    fn lines(&self, name: &str) -> Vec<Value> {
        lines(&self.out().join("data").join(name))
    }

    fn codes(&self, code: &str) -> Vec<String> {
        let findings = self.lines("findings.jsonl").into_iter();
        let own = findings.filter(|f| f["code"] == code);
        own.map(|f| f["place"].to_string()).collect()
    }
}

#[test]
fn a_blank_book_is_no_roster_and_no_mistake() {
    let office = Office::new();
    let book = office.arg("花名册.xlsx");
    let said = qingfeng(&["check", &book]);
    assert_eq!(said.status, 0, "{} {}", said.out, said.err);
    let said = office.runs();
    assert!(said.out.contains("没有花名册"), "{}", said.out);
    assert!(
        said.out.contains("花名册：花名册.xlsx（0 个科室）"),
        "{}",
        said.out
    );
    let register = office.lines("register.jsonl");
    assert!(!register.is_empty() && office.codes("B01").is_empty());
}

#[test]
fn a_book_filled_in_tells_sections_leaders_and_who_handed_in_nothing() {
    let office = Office::filled();
    let said = office.runs();
    assert!(
        said.out.contains("文件 1 个"),
        "the roster is no form: {}",
        said.out
    );
    let text = fs::read_to_string(office.out().join("data/findings.jsonl")).unwrap();
    assert!(text.contains("绩效科"), "it handed in nothing: {text}");
    // The section has no roster: the notice names none of its cells.
    let notices = cells_of(&office.out().join("04-问题清单.xlsx"), "退回通知");
    let asked = notices
        .iter()
        .find(|t| t.starts_with("绩效科："))
        .expect("asked");
    assert!(
        asked.contains("【请核对】“绩效科”没有交来任何条目"),
        "{asked}"
    );
    let list = office.lines("register.jsonl");
    let supervised = |who: &str| list.iter().any(|item| item["supervisor"] == who);
    assert!(supervised("局主要领导 赵一") && supervised("分管领导 钱二"));
    let record = fs::read_to_string(office.out().join("run.json")).unwrap();
    let record: Value = serde_json::from_str(&record).unwrap();
    assert_eq!(record["roster"]["file"], "花名册.xlsx");
    assert_eq!(record["roster"]["copy"], "data/roster.xlsx");
    let copy = fs::read(office.out().join("data/roster.xlsx")).unwrap();
    assert!(copy == fs::read(office.book()).unwrap());
}

#[test]
fn a_result_is_repeated_from_the_roster_it_keeps() {
    let office = Office::filled();
    office.runs();
    let (out, inputs) = (office.out(), office.arg(""));
    let verify = || qingfeng(&["verify", out.to_str().unwrap(), "--inputs", &inputs]);
    let said = verify();
    assert_eq!(said.status, 0, "{} {}", said.out, said.err);
    assert!(said.out.contains("花名册 1 个：完全相同"), "{}", said.out);
    office.fill(&[("科室", &[("A7", "会计科")])]);
    let said = verify();
    assert_eq!(said.status, 1, "{}", said.out);
    assert!(said.out.contains("“花名册.xlsx”的内容变了"), "{}", said.out);
    assert!(
        said.out.contains("共有 1 处不同"),
        "all else comes out again: {}",
        said.out
    );
}

#[test]
fn template_writes_what_is_missing_when_a_section_is_added() {
    let office = Office::filled();
    let out = office.arg("空白表");
    let template = || {
        qingfeng(&[
            "template",
            "-o",
            &out,
            "--year",
            "2026",
            "--date",
            "2026-11-30",
        ])
    };
    let form =
        |section: &str| Path::new(&out).join(format!("{section}-2026年廉政风险点自查表.xlsx"));
    let said = template();
    assert_eq!(said.status, 0, "{}", said.err);
    assert!(
        form("预算科").is_file() && form("绩效科").is_file(),
        "{}",
        said.out
    );
    fs::write(form("预算科"), b"filled in").unwrap();
    office.fill(&[
        ("科室", &[("A7", "会计科")]),
        ("人员", &[("A5", "会记科"), ("C5", "冯二")]),
    ]);
    let said = template();
    assert_eq!(said.status, 0, "{}", said.err);
    assert!(form("会计科").is_file());
    assert_eq!(fs::read(form("预算科")).unwrap(), b"filled in");
    assert!(
        said.out.contains("[人员] A5") && said.out.contains("是否想写“会计科”"),
        "a mistake in the roster is told: {}",
        said.out
    );
}

#[test]
fn a_mistake_is_told_with_its_cell_by_check_and_run_and_the_run_goes_on() {
    let office = Office::filled();
    office.fill(&[("人员", &[("A5", "后勤科"), ("C5", "冯二")])]);
    let said = qingfeng(&["check", office.arg("花名册.xlsx").as_str()]);
    assert_eq!(said.status, 1, "{}", said.out);
    assert!(
        said.out.contains("B07") && said.out.contains("A5"),
        "{}",
        said.out
    );
    let said = qingfeng(&["check", office.arg("收表").as_str()]);
    assert!(said.out.contains("B07"), "{}", said.out);
    let said = office.runs();
    assert!(said.out.contains("其中有 1 处要改"), "{}", said.out);
    assert_eq!(
        office.codes("B07"),
        [r#"{"file":"花名册.xlsx","sheet":"人员","cell":"A5"}"#]
    );
}

#[test]
fn a_book_saved_under_another_ending_is_read_and_a_second_one_is_told() {
    let office = Office::filled();
    fs::copy(office.book(), office.path("花名册.et")).unwrap();
    office.runs();
    assert_eq!(office.codes("B14").len(), 1);
    fs::remove_file(office.book()).unwrap();
    let said = office.runs();
    assert!(
        said.out.contains("花名册：花名册.et（3 个科室）"),
        "{}",
        said.out
    );
    assert!(office.codes("B14").is_empty());
    assert!(office.out().join("data/roster.et").is_file());
}

#[test]
fn a_roster_that_cannot_be_read_stops_the_run_and_leaves_the_result() {
    let office = Office::filled();
    office.runs();
    let before = fs::read(office.out().join("run.json")).unwrap();
    fs::write(office.book(), b"no workbook").unwrap();
    let said = office.run();
    assert_eq!(said.status, 2, "{}", said.out);
    assert!(
        said.err.contains("花名册") && said.err.contains("没有读成"),
        "{}",
        said.err
    );
    assert!(fs::read(office.out().join("run.json")).unwrap() == before);
}

#[test]
fn without_a_policy_file_the_roster_beside_the_forms_is_read_and_init_leaves_it() {
    let office = Office::filled();
    fs::remove_file(office.path("qingfeng.toml")).unwrap();
    let said = office.runs();
    assert!(
        said.out.contains("花名册：花名册.xlsx（3 个科室）"),
        "{}",
        said.out
    );
    let before = fs::read(office.book()).unwrap();
    let said = qingfeng(&["init", office.arg("").as_str()]);
    assert_eq!(said.status, 0, "{}", said.err);
    assert!(fs::read(office.book()).unwrap() == before);
}

#[test]
fn who_has_not_handed_in_is_told_with_the_cell_of_the_roster_and_inspect_tells_its_mistakes() {
    let office = Office::filled();
    let check = qingfeng(&["check", &office.arg("收表"), "--format", "json"]);
    let silent: Vec<Value> = check
        .out
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    let place = |code: &str, named: &str| {
        let own = silent.iter().find(|f| {
            f["code"] == code && f["message"].as_str().unwrap_or_default().contains(named)
        });
        own.map(|f| f["place"].clone())
    };
    let section = place("V01", "绩效科").expect("told");
    assert_eq!(section["file"], "花名册.xlsx");
    assert_eq!(
        (&section["sheet"], &section["cell"]),
        (&"科室".into(), &"A6".into())
    );
    let book = office.path("花名册.xlsx");
    let wrong = filled(
        &book,
        "人员",
        &[("A5".to_owned(), "没有科"), ("C5".to_owned(), "王三")],
    );
    fs::write(&book, wrong).unwrap();
    let inspect = qingfeng(&["inspect", &office.arg("收表")]);
    assert!(
        inspect.out.contains("B07") && inspect.out.contains("A5"),
        "{}",
        inspect.out
    );
    let json = qingfeng(&["inspect", &office.arg("收表"), "--format", "json"]);
    let json: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(json["findings"][0]["code"], "B07");
}

#[test]
fn a_roster_among_the_forms_is_no_form_whatever_it_is_called() {
    let office = Office::filled();
    fs::rename(office.book(), office.path("收表/人员情况2026.xlsx")).unwrap();
    let said = qingfeng(&["run", &office.arg("收表"), "-o", &office.arg("结果")]);
    assert_eq!(said.status, 0, "{}", said.err);
    let findings = lines(&office.path("结果/data/findings.jsonl"));
    let own = findings.iter().filter(|f| {
        f["place"]["file"]
            .as_str()
            .is_some_and(|file| file.contains("人员情况"))
    });
    let own: Vec<&Value> = own.collect();
    assert_eq!(own.len(), 1, "{own:?}");
    assert_eq!(own[0]["code"], "T22");
    let message = own[0]["message"].as_str().unwrap();
    assert!(
        message.contains("这是花名册") && message.contains("“开始”"),
        "{message}"
    );
    let sections = lines(&office.path("结果/data/entries.jsonl"));
    assert!(sections.iter().all(|entry| entry["section"] != "岗位"));
}

#[test]
fn a_self_check_form_is_no_roster() {
    let office = Office::new();
    fs::copy(forms().join("01-plain.xlsx"), office.book()).unwrap();
    let said = qingfeng(&["check", &office.arg("花名册.xlsx")]);
    assert!(
        said.out.contains("B20") && said.out.contains("“风险点”一栏"),
        "{}",
        said.out
    );
}
