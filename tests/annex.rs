//! Ledgers and score sheets as they come back: blank forms filled in, ledgers of other people's making, and everything that
//! can be wrong with them, each at its cell.

mod support;
#[path = "support/year.rs"]
mod year;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use support::{filled, libreoffice, qingfeng, temp};
use year::Year;

/// A scheme with one item for sections that 办公室 marks, and one for posts that the sections' heads mark.
const SCHEME: &str = r#"
[scoring]
replace = true
full = 10

[[scoring.dimensions]]
key = "all"
name = "全部"
points = 10

[[scoring.evaluators]]
key = "office"
name = "办公室"

[[scoring.evaluators]]
key = "head"
name = "科室负责人"
own = true

[[scoring.items]]
code = "1.1"
subject = "section"
dimension = "all"
name = "流程公开"
standard = "办事流程图齐全并公开"
points = 10
kind = "range"
by = ["office"]

[[scoring.items]]
code = "岗1"
subject = "post"
dimension = "all"
name = "按流程办事"
points = 10
kind = "range"
by = ["head"]
reason = "never"
"#;

fn inspect(path: &Path, policy: &Path) -> Value {
    let said = qingfeng(&[
        "inspect",
        path.to_str().expect("a path"),
        "--policy",
        policy.to_str().expect("a path"),
        "--format",
        "json",
    ]);
    assert!(said.status < 2, "{}", said.err);
    let all: Value = serde_json::from_str(&said.out).expect("JSON");
    all["files"][0].clone()
}

/// The blank forms of a year.
fn blanks(year: &Year) -> PathBuf {
    let out = year.path("空白表");
    let policy = year.path("收表/qingfeng.toml");
    let said = qingfeng(&[
        "template",
        "-o",
        out.to_str().expect("a path"),
        "--policy",
        policy.to_str().expect("a path"),
        "--date",
        "2026-11-01",
    ]);
    assert_eq!(said.status, 0, "{}", said.err);
    out
}

fn fill(cells: &[(&'static str, &'static str)]) -> Vec<(String, &'static str)> {
    cells
        .iter()
        .map(|(at, text)| ((*at).to_owned(), *text))
        .collect()
}

/// The workbook itself, and as LibreOffice writes it in other formats.
fn in_all_formats(bytes: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let mut all = vec![("xlsx", bytes.to_vec())];
    for format in ["ods", "xls"] {
        let folder = temp();
        all.extend(libreoffice(bytes, format, folder.path()).map(|b| (format, b)));
    }
    all
}

#[test]
fn a_blank_ledger_filled_in_comes_back_exactly() {
    let year = Year::new(SCHEME);
    let policy = year.path("收表/qingfeng.toml");
    let book = blanks(&year).join("台账/2026年处置台账.xlsx");
    assert_eq!(
        inspect(&book, &policy).get("ledger"),
        None,
        "blank rows say nothing"
    );
    assert_eq!(inspect(&book, &policy)["findings"], json!([]));
    let cells = fill(&[
        ("B4", "预算股"),
        ("D4", "张一"),
        ("E4", "警示提醒"),
        ("F4", "2026-03-02"),
        ("G4", "群众反映答复不及时"),
        ("H4", "提醒谈话"),
        ("I4", "2026年4月2日"),
        ("J4", "2026.3.30"),
        ("B5", "国库科"),
        ("E5", "责令整改"),
        ("F5", "2026-05-06"),
        ("G5", "公示不及时"),
        ("H5", "限期整改"),
        ("I5", "2026-06-30"),
    ]);
    for (format, bytes) in in_all_formats(&filled(&book, "处置台账", &cells)) {
        let file = year.path(&format!("台账.{format}"));
        fs::write(&file, bytes).expect("written");
        let read = inspect(&file, &policy);
        assert_eq!(read["kind"], "ledger", "{format}");
        assert_eq!(read["findings"], json!([]), "{format}");
        let lines = read["ledger"].as_array().expect("lines");
        assert_eq!(lines.len(), 2, "{format}");
        // The section by its name in the roster, the post of the person with it.
        assert_eq!(
            lines[0]["scored"],
            json!({"section": "预算科", "post": "审核岗", "person": "张一"})
        );
        let said = |line: &Value| {
            [
                "disposition",
                "on",
                "ground",
                "measure",
                "deadline",
                "closed_on",
            ]
            .map(|key| line[key].clone())
        };
        assert_eq!(
            said(&lines[0]),
            [
                "reminder",
                "2026-03-02",
                "群众反映答复不及时",
                "提醒谈话",
                "2026-04-02",
                "2026-03-30"
            ]
            .map(Value::from)
        );
        assert_eq!(lines[0]["place"]["cell"], "E4");
        assert_eq!(
            lines[1]["scored"],
            json!({"section": "国库科", "post": null, "person": null})
        );
        assert_eq!(lines[1]["closed_on"], Value::Null);
        assert!(lines.iter().all(|l| l["fault"] == Value::Null));
    }
}

#[test]
fn a_blank_score_sheet_filled_in_comes_back_exactly() {
    let year = Year::new(SCHEME);
    let policy = year.path("收表/qingfeng.toml");
    let sheets = blanks(&year).join("评分表");
    let mut names: Vec<String> = fs::read_dir(&sheets)
        .expect("sheets")
        .map(|e| {
            e.expect("a file")
                .file_name()
                .into_string()
                .expect("a name")
        })
        .collect();
    names.sort();
    let own = ["会计科", "国库科", "综合科", "预算科"]
        .map(|s| format!("科室负责人-{s}-2026年考核评分表.xlsx"));
    let mut expected = own.to_vec();
    expected.push("办公室-2026年考核评分表.xlsx".to_owned());
    expected.sort();
    assert_eq!(names, expected);

    // 预算科 has three people, two of them on one post.
    let book = sheets.join("科室负责人-预算科-2026年考核评分表.xlsx");
    let blank = inspect(&book, &policy);
    assert_eq!(blank["score_sheets"][0]["blank"], 3);
    assert_eq!(blank["findings"][0]["code"], "A07");
    assert_eq!(blank["findings"][0]["place"]["cell"], "I6");
    assert_eq!(blank["findings"].as_array().map(Vec::len), Some(1));
    let cells = fill(&[
        ("H3", "王三"),
        ("H4", "2026-11-26"),
        ("I6", "9.25"),
        ("I7", "８分"),
        ("J7", "抽查有一处没有留痕"),
    ]);
    for (format, bytes) in in_all_formats(&filled(&book, "评分表", &cells)) {
        let file = year.path(&format!("评分.{format}"));
        fs::write(&file, bytes).expect("written");
        let read = inspect(&file, &policy);
        let sheet = &read["score_sheets"][0];
        assert_eq!(
            (&sheet["evaluator"], &sheet["by"], &sheet["on"]),
            (&json!("head"), &json!("王三"), &json!("2026-11-26")),
            "{format}"
        );
        assert_eq!(sheet["blank"], 1);
        let marks: Vec<Value> = sheet["marks"]
            .as_array()
            .expect("marks")
            .iter()
            .map(|m| {
                json!([
                    m["scored"]["person"],
                    m["item"],
                    m["mark"],
                    m["reason"],
                    m["place"]["cell"]
                ])
            })
            .collect();
        assert_eq!(
            marks,
            [
                json!(["张一", "岗1", 9.25, "", "I6"]),
                json!(["李二", "岗1", 8, "抽查有一处没有留痕", "I7"])
            ],
            "{format}"
        );
    }
}

#[test]
fn forms_that_were_filled_in_are_never_overwritten() {
    let year = Year::new(SCHEME);
    let out = blanks(&year);
    let book = out.join("评分表/办公室-2026年考核评分表.xlsx");
    let marked = filled(&book, "评分表", &fill(&[("G6", "9")]));
    fs::write(&book, &marked).expect("written");
    let policy = year.path("收表/qingfeng.toml");
    let again = [
        "template",
        "-o",
        out.to_str().expect("a path"),
        "--policy",
        policy.to_str().expect("a path"),
        "--date",
        "2026-11-01",
    ];
    let said = qingfeng(&again);
    assert_eq!(said.status, 2, "{}", said.out);
    assert!(said.err.contains("可能已经填写"), "{}", said.err);
    assert_eq!(fs::read(&book).expect("kept"), marked);
}

#[test]
fn without_a_roster_there_is_nobody_to_score() {
    let folder = temp();
    let out = folder.path().join("空白表");
    fs::write(folder.path().join("qingfeng.toml"), "").expect("a policy");
    let said = qingfeng(&[
        "template",
        "-o",
        out.to_str().expect("a path"),
        "--date",
        "2026-11-01",
    ]);
    assert_eq!(said.status, 0, "{}", said.err);
    assert!(
        said.out.contains("没有花名册，不知道考核哪些科室和岗位"),
        "{}",
        said.out
    );
    assert!(out.join("台账/2026年整改台账.xlsx").is_file() && !out.join("评分表").exists());
}

/// The findings of a run over one workbook, as code and cell.
fn found(name: &str, rows: &[Vec<&str>]) -> (Year, Vec<String>) {
    let year = Year::new(SCHEME);
    year.book(name, rows).run();
    let all = year::lines(&year.path("结果/data/findings.jsonl"));
    let own = all.iter().filter(|f| f["place"]["file"] == name);
    let shown = own.map(|f| {
        format!(
            "{} {}",
            f["code"].as_str().unwrap_or("?"),
            f["place"]["cell"].as_str().unwrap_or("-")
        )
    });
    let mut shown: Vec<String> = shown.collect();
    shown.sort();
    (year, shown)
}

const DEEDS: [&str; 8] = [
    "序号",
    "科室",
    "岗位",
    "姓名",
    "处置方式",
    "处置日期",
    "处置事由",
    "处置措施",
];

#[test]
fn what_is_wrong_in_a_ledger_of_dispositions_is_found_at_its_cell() {
    let sound = [
        "1",
        "预算科",
        "",
        "",
        "警示提醒",
        "2026-03-02",
        "事由",
        "措施",
    ];
    for (change, code) in [
        (&[] as &[(usize, &str)], ""),
        (&[(1, "预算二科")], "H02 B3"),
        (&[(1, "")], "H02 D3"),
        (&[(1, "预算科、国库科")], "H02 B3"),
        (&[(1, ""), (3, "张一")], ""),
        (&[(1, ""), (3, "张二")], "H02 D3"),
        (&[(3, "赵四")], "H03 D3"),
        (&[(3, "张一、李二")], "H03 D3"),
        (&[(2, "支付岗")], "H03 C3"),
        (&[(2, "审核岗")], ""),
        (&[(2, "综合岗"), (3, "张一")], "H03 C3"),
        (&[(4, "通报表扬")], "H04 E3"),
        (&[(4, "")], "H04 E3"),
        (&[(4, "政务处分")], ""),
        (&[(5, "")], "H05 F3"),
        (&[(5, "三月初")], "H05 F3"),
        (&[(5, "46083")], "D02 F3"),
        (&[(5, "2025-12-31")], "A25 E3"),
        (&[(5, "2026-12-01")], "A26 E3"),
        (&[(6, "")], "H08 G3"),
        (&[(7, "无")], "H08 H3"),
    ] {
        let mut line = sound;
        for (col, text) in change {
            line[*col] = text;
        }
        let rows = [vec!["2026年处置台账"], DEEDS.to_vec(), line.to_vec()];
        let (_, codes) = found("处置台账.xlsx", &rows);
        assert_eq!(codes.join("；"), code, "{line:?}");
    }
}

#[test]
fn what_is_wrong_in_a_ledger_of_rectifications_is_found_at_its_cell() {
    let heads = [
        "序号",
        "存在问题",
        "整改措施",
        "责任单位",
        "处置日期",
        "整改时限",
        "是否销号",
        "销号日期",
    ];
    let sound = [
        "1",
        "公示不及时",
        "五日内公示",
        "国库科",
        "2026-03-01",
        "2026-06-30",
        "是",
        "2026-06-20",
    ];
    for (change, code) in [
        (&[] as &[(usize, &str)], ""),
        (&[(5, "2026-02-28")], "H06 F3"),
        (&[(7, "2026-02-28")], "H06 H3"),
        (&[(6, "基本完成"), (7, "")], "H07 G3"),
        (&[(6, "否")], "H07 G3"),
        (&[(6, "基本完成")], ""),
        (&[(5, "立行立改")], "D01 F3"),
        (&[(4, ""), (7, "2025-06-20"), (5, "2025-06-30")], "A25 B3"),
    ] {
        let mut line = sound;
        for (col, text) in change {
            line[*col] = text;
        }
        let rows = [vec!["2026年整改台账"], heads.to_vec(), line.to_vec()];
        let (_, codes) = found("整改台账.xlsx", &rows);
        assert_eq!(codes.join("；"), code, "{line:?}");
    }
}

#[test]
fn a_ledger_as_bureaus_keep_it() {
    let year = Year::new(SCHEME);
    let heads = [
        "序号",
        "存在问题",
        "牵头单位",
        "整改目标",
        "整改措施",
        "责任单位",
        "整改时限",
        "进度",
        "是否销号",
        "备注",
    ];
    year.book(
        "2026年廉政风险问题整改台账.xlsx",
        &[
            vec!["附件2"],
            vec!["2026年廉政风险问题整改台账"],
            vec!["填报单位：示例县财政局"],
            heads.to_vec(),
            vec![
                "1",
                "预算公开不及时",
                "综合科",
                "按时公开",
                "指定专人按月核对",
                "预算科",
                "2026年6月",
                "100%",
                "是",
                "",
            ],
            vec![
                "2",
                "支付复核流于形式",
                "综合科",
                "双人复核",
                "按月抽查",
                "国库股",
                "2026-09-30",
                "80%",
                "否",
                "",
            ],
            heads.to_vec(),
            vec![
                "3",
                "代理记账监管不足",
                "综合科",
                "逐户核查",
                "列出清单",
                "会计科",
                "2026-09-30",
                "",
                "否",
                "",
            ],
            vec!["4", "", "", "", "", "", "", "", "", ""],
            vec!["合计", "3项"],
            vec!["填表人：张一", "", "审核人：王三"],
        ],
    );
    let read = inspect(
        &year.path("收表/2026年廉政风险问题整改台账.xlsx"),
        &year.path("收表/qingfeng.toml"),
    );
    let lines = read["ledger"].as_array().expect("lines");
    let said: Vec<Value> = lines
        .iter()
        .map(|l| {
            json!([
                l["scored"]["section"],
                l["done"],
                l["deadline"],
                l["place"]["cell"]
            ])
        })
        .collect();
    // 责任单位, not 牵头单位; 是否销号, not 进度; the head repeated on the next page, the total and the signature are none.
    assert_eq!(
        said,
        [
            json!(["预算科", true, "2026-06", "B5"]),
            json!(["国库股", false, "2026-09-30", "B6"]),
            json!(["会计科", false, "2026-09-30", "B8"])
        ]
    );
    // 国库股 is no alias: asked, not guessed.
    let codes: Vec<&Value> = read["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .map(|f| &f["code"])
        .collect();
    assert_eq!(codes, ["H02"]);
    assert!(
        lines[1]["fault"]
            .as_str()
            .is_some_and(|f| f.contains("国库股"))
    );
}

#[test]
fn a_section_s_own_ledger_needs_no_column_for_it() {
    let rows = [
        vec!["国库科2026年问题整改台账"],
        vec![
            "序号",
            "存在问题",
            "整改措施",
            "责任人",
            "整改时限",
            "是否销号",
        ],
        vec!["1", "问题", "措施", "赵四", "2026-06-30", "是"],
    ];
    let year = Year::new(SCHEME);
    year.book("台账.xlsx", &rows);
    let read = inspect(
        &year.path("收表/台账.xlsx"),
        &year.path("收表/qingfeng.toml"),
    );
    assert_eq!(
        read["ledger"][0]["scored"],
        json!({"section": "国库科", "post": "支付岗", "person": "赵四"})
    );
}

#[test]
fn one_matter_counts_once_however_often_it_is_handed_in() {
    let year = Year::new(&SCHEME.replace("[[scoring.items]]\ncode = \"岗1\"", "[[scoring.items]]\ncode = \"扣\"\nsubject = \"section\"\npart = \"deduction\"\nname = \"提醒\"\npoints = 10\nkind = \"per_time\"\nmetric = \"reminders\"\neach = 1\n\n[[scoring.items]]\ncode = \"岗1\""));
    let line = |n: &'static str, ground: &'static str| {
        vec![
            n,
            "国库科",
            "",
            "",
            "警示提醒",
            "2026-03-02",
            ground,
            "谈话",
        ]
    };
    let rows = [
        vec!["2026年处置台账"],
        DEEDS.to_vec(),
        line("1", "事由一"),
        line("2", "事由二"),
    ];
    year.book("处置台账.xlsx", &rows)
        .book("处置台账(1).xlsx", &rows);
    // A newer version with one more, and one written twice.
    let more = [&rows[..], &[line("3", "事由三"), line("4", "事由三")]].concat();
    year.book("处置台账（最终）.xlsx", &more);
    let scores = year.scores();
    assert_eq!(scores.basis("国库科", "扣"), "警示提醒 3 次：扣 3 × 1 = 3");
    assert_eq!(
        year.findings("A24").len(),
        3,
        "two of the other version, one written twice"
    );
}

const HEADS: [&str; 7] = [
    "序号",
    "科室",
    "岗位",
    "姓名",
    "项目编号",
    "评分",
    "评分理由",
];

#[test]
fn what_is_wrong_in_a_score_sheet_is_found_at_its_cell() {
    let sound = ["1", "预算科", "", "", "1.1", "9", "有一项没有公开"];
    for (who, change, code) in [
        ("办公室", &[] as &[(usize, &str)], ""),
        ("office", &[], ""),
        ("办公室", &[(1, "预算股")], ""),
        ("", &[], "A02 -"),
        ("纪检组", &[], "A02 B2"),
        ("办公室", &[(4, "9.9")], "A03 E4"),
        ("办公室", &[(4, "岗1")], "A03 E4"),
        ("办公室", &[(5, "11")], "A04 F4"),
        ("办公室", &[(5, "-1")], "A04 F4"),
        ("办公室", &[(5, "8.125")], "A04 F4"),
        ("办公室", &[(5, "优秀")], "A04 F4"),
        ("办公室", &[(6, "")], "A05 G4"),
        ("办公室", &[(5, "10"), (6, "")], ""),
        ("办公室", &[(5, "")], "A07 F4"),
        ("办公室", &[(1, "预算二科")], "A23 F4"),
        ("科室负责人", &[(4, "岗1"), (2, "审核岗"), (3, "张一")], ""),
        (
            "科室负责人",
            &[(4, "岗1"), (2, "综合岗"), (3, "张一")],
            "A23 F4",
        ),
    ] {
        let mut line = sound;
        for (col, text) in change {
            line[*col] = text;
        }
        let rows = [
            vec!["2026年考核评分表"],
            vec!["评分方：", who, "评分人：", "周九"],
            HEADS.to_vec(),
            line.to_vec(),
        ];
        let (_, codes) = found("评分表.xlsx", &rows);
        assert_eq!(codes.join("；"), code, "{who} {line:?}");
    }
}

#[test]
fn what_is_taken_off_or_added_is_argued_and_nothing_is_not() {
    for part in ["deduction", "bonus"] {
        let item = format!(
            "[[scoring.items]]\ncode = \"另\"\nsubject = \"section\"\npart = \"{part}\"\nname = \"另\"\npoints = 5\nkind = \"range\"\nby = [\"office\"]\n"
        );
        let year = Year::new(&format!("{SCHEME}\n{item}"));
        let mark = |section, mark, reason| ["另", section, "", "", mark, reason];
        year.marks(
            "评分表.xlsx",
            "办公室",
            "周九",
            &[
                mark("预算科", "0", ""),
                mark("国库科", "5", ""),
                mark("会计科", "2", "理由"),
            ],
        );
        let scores = year.scores();
        assert_eq!(scores.item("国库科", "另"), Some(5.0));
        let unargued: Vec<_> = year
            .findings("A05")
            .iter()
            .map(|f| f["place"]["cell"].clone())
            .collect();
        assert_eq!(unargued, ["F5"], "{part}");
    }
}

#[test]
fn what_is_wrong_is_told_to_whoever_filled_it_in() {
    let year = Year::new(SCHEME);
    year.dispositions(&[["预算二科", "", "", "警示提醒", "2026-03-02"]]);
    let mark = |item, post, person, mark| [item, "预算科", post, person, mark, ""];
    year.marks("甲.xlsx", "办公室", "周九", &[mark("1.1", "", "", "9")]);
    year.marks(
        "乙.xlsx",
        "科室负责人",
        "王三",
        &[
            mark("岗1", "综合岗", "王三", ""),
            mark("岗1", "审核岗", "张一", "9"),
        ],
    );
    year.run();
    let told = |code: &str| year.findings(code)[0]["section"].clone();
    assert_eq!(told("H02"), "台账填报人");
    assert_eq!(told("A05"), "评分方办公室");
    assert_eq!(told("A07"), "预算科");
}

#[test]
fn two_marks_for_one_thing_count_neither() {
    let rows = |second: &'static str| {
        [
            vec!["2026年考核评分表"],
            vec!["评分方：办公室", "评分人：周九"],
            HEADS.to_vec(),
            vec!["1", "预算科", "", "", "1.1", "9", "理由"],
            vec!["2", "预算科", "", "", "1.1", second, "理由"],
        ]
    };
    let (year, codes) = found("评分表.xlsx", &rows("8"));
    assert_eq!(codes, ["A06 F5"]);
    assert_eq!(year.scores().item("预算科", "1.1"), None);
    let (year, codes) = found("评分表.xlsx", &rows("9"));
    assert!(codes.is_empty(), "{codes:?}");
    assert_eq!(year.scores().item("预算科", "1.1"), Some(9.0));
}

#[test]
fn whoever_marks_only_himself_marks_one_section() {
    let rows = [
        vec!["2026年考核评分表"],
        vec!["评分方：", "科室负责人"],
        HEADS.to_vec(),
        vec!["1", "预算科", "审核岗", "张一", "岗1", "9", ""],
        vec!["2", "国库科", "支付岗", "赵四", "岗1", "9", ""],
    ];
    let (year, codes) = found("评分表.xlsx", &rows);
    assert_eq!(codes, ["A08 B2"]);
    assert_eq!(year.scores().item("预算科 审核岗 张一", "岗1"), None);
}

#[test]
fn two_sheets_of_one_evaluator() {
    let mark = |mark| [["1.1", "预算科", "", "", mark, "理由"]];
    // The same person twice, differently: a person must say which counts.
    let year = Year::new(SCHEME);
    year.marks("评分1.xlsx", "办公室", "周九", &mark("9"))
        .marks("评分2.xlsx", "办公室", "周九", &mark("8"));
    assert_eq!(year.scores().item("预算科", "1.1"), None);
    let asked = year.findings("A21");
    assert_eq!(asked.len(), 1);
    let message = asked[0]["message"].as_str().expect("a message");
    assert!(
        message.contains("评分1.xlsx") && message.contains('9') && message.contains('8'),
        "{message}"
    );
    // Two people: the mean. 9 and 8.25: 8.625 → 8.63
    let year = Year::new(SCHEME);
    year.marks("评分1.xlsx", "办公室", "周九", &mark("9"))
        .marks("评分2.xlsx", "办公室", "张一", &mark("8.25"));
    assert_eq!(year.scores().item("预算科", "1.1"), Some(8.63));
    // One of them without a name: it may be either.
    let year = Year::new(SCHEME);
    year.marks("评分1.xlsx", "办公室", "周九", &mark("9"))
        .marks("评分2.xlsx", "办公室", "", &mark("8"));
    assert_eq!(year.scores().item("预算科", "1.1"), None);
    assert_eq!(year.findings("A22").len(), 1);
    // The same file twice is one.
    let year = Year::new(SCHEME);
    year.marks("评分1.xlsx", "办公室", "周九", &mark("9"));
    fs::copy(
        year.path("收表/评分1.xlsx"),
        year.path("收表/评分1(1).xlsx"),
    )
    .expect("a copy");
    assert_eq!(year.scores().item("预算科", "1.1"), Some(9.0));
}

#[test]
fn what_only_looks_like_it_is_named_and_left_out() {
    let (_, codes) = found(
        "台账.xlsx",
        &[
            vec!["2026年处置台账"],
            vec!["名称", "数量"],
            vec!["印章", "3"],
        ],
    );
    assert_eq!(codes, ["H01 -"]);
    let (year, codes) = found(
        "评分表.xlsx",
        &[
            vec!["2026年考核评分表"],
            vec!["科室", "得分"],
            vec!["预算科", "96"],
        ],
    );
    assert_eq!(codes, ["A01 -"]);
    let said = year.run();
    assert!(
        said.out.contains("评分表.xlsx：评分表没有读懂"),
        "{}",
        said.out
    );
}

#[test]
fn the_account_of_files_counts_what_was_read() {
    let year = Year::new(SCHEME);
    year.dispositions(&[
        ["国库科", "", "", "警示提醒", "2026-03-02"],
        ["会计科", "", "", "警示提醒", "2026-03-02"],
    ]);
    year.marks(
        "评分1.xlsx",
        "办公室",
        "周九",
        &[["1.1", "预算科", "", "", "10", ""]],
    );
    let said = year.run();
    assert!(
        said.out
            .contains("台账 1 个（2 行），评分表 1 个（1 项评分）"),
        "{}",
        said.out
    );
    assert!(!said.out.contains("没有读到自查表的文件"), "{}", said.out);
}

#[test]
fn a_score_book_among_the_forms_is_a_result_and_no_score_sheet() {
    let year = Year::new(SCHEME);
    year.marks(
        "评分1.xlsx",
        "办公室",
        "周九",
        &[["1.1", "预算科", "", "", "10", ""]],
    );
    year.run();
    fs::copy(
        year.path("结果/03-年度考核评分表.xlsx"),
        year.path("收表/03-年度考核评分表.xlsx"),
    )
    .expect("a copy");
    assert_eq!(year.scores().item("预算科", "1.1"), Some(10.0));
    assert!(year.findings("A01").is_empty());
    assert_eq!(year.findings("T16").len(), 1);
}

#[test]
fn a_long_ledger_is_read_to_its_end() {
    let year = Year::new(SCHEME);
    let mut rows: Vec<Vec<String>> = vec![
        vec!["2026年处置台账".to_owned()],
        DEEDS.map(str::to_owned).to_vec(),
    ];
    for number in 1..=5_000 {
        let line = ["", "国库科", "", "", "警示提醒", "2026-03-02", "", "谈话"];
        let mut line = line.map(str::to_owned).to_vec();
        line[0] = number.to_string();
        line[6] = format!("第{number}件");
        rows.push(line);
    }
    year.book("处置台账.xlsx", &rows);
    let read = inspect(
        &year.path("收表/处置台账.xlsx"),
        &year.path("收表/qingfeng.toml"),
    );
    assert_eq!(read["ledger"].as_array().map(Vec::len), Some(5_000));
}
