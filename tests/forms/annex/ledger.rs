//! Ledgers of dispositions and of rectifications.

use std::fs;

use serde_json::{Value, json};

use super::{DEEDS, found};
use crate::support::annex::{SCHEME, inspect};
use crate::support::workbook::{self, Sheet};
use crate::support::year::Year;

/// The lines that are read of a ledger of rectifications with these merged cells.
fn lines(rows: &[&str], ranges: &[&str]) -> Vec<Value> {
    let cells = |line: &&str| line.split('|').map(Into::into).collect();
    let sheet = Sheet {
        name: "整改台账".to_owned(),
        rows: rows.iter().map(cells).collect(),
        merged: ranges.iter().map(|range| (*range).to_owned()).collect(),
        ..Sheet::default()
    };
    let year = Year::new(SCHEME);
    let path = year.path("收表/2026年整改台账.xlsx");
    fs::write(&path, workbook::xlsx(&[sheet])).expect("a workbook");
    let read = inspect(&path, &year.path("收表/qingfeng.toml"));
    read["ledger"].as_array().cloned().unwrap_or_default()
}

fn told(lines: &[Value], keys: &[&str]) -> Vec<Value> {
    let each = |line: &Value| keys.iter().map(|key| line[*key].clone()).collect();
    lines.iter().map(each).collect()
}

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
        (&[(1, "预算科、国库科")], ""),
        (&[(1, "预算科、预算二科")], "H02 B3"),
        (&[(4, "谈话提醒。")], ""),
        (&[(4, "责令整改并诫勉谈话")], "H09 E3"),
        (&[(4, "党内警告、政务记过")], ""),
        (&[(4, "免予处分")], "H04 E3"),
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
        (&[(5, "2026年3月上旬")], ""),
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
        (&[(7, "")], "H07 H3"),
        (&[(5, ""), (6, ""), (7, "")], "H10 F3"),
        (&[(5, ""), (6, "否"), (7, "")], "H10 F3"),
        (&[(6, ""), (7, "")], ""),
        (&[(6, "基本完成")], ""),
        (&[(5, "立行立改")], ""),
        (&[(5, "6月底前")], ""),
        (&[(5, "2026年二季度末")], ""),
        (&[(5, "尽快")], "D01 F3"),
        (&[(6, ""), (7, "已完成")], ""),
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

#[test]
fn a_line_that_begins_as_an_example_or_a_signature_does_is_a_line() {
    for (ground, known) in [
        ("例会制度落实不到位", true),
        ("例行检查走过场", true),
        ("举例说明不清", true),
        ("样例档案缺失", true),
        ("审核不严", true),
        ("注销手续不全", true),
        ("填报人把关不严", true),
        ("合计数与明细数不符", true),
        ("总计划没有分解", true),
        ("说明材料不全", true),
        ("审核人：张一", false),
        ("审核人", false),
        ("合计：3项", false),
        ("合计3项", false),
        ("注：本表一式两份", false),
        ("例：公示不及时", false),
        ("示例", false),
        ("（示例）公示不及时", false),
    ] {
        for line in [
            format!("{ground}|预算科||||"),
            format!("{ground}|预算科|五日内补齐||2026-06-30|是"),
        ] {
            let read = lines(
                &[
                    "2026年整改台账",
                    "存在问题|责任单位|整改措施|责任人|整改时限|是否销号",
                    "公示不及时|国库科|五日内公示||2026-06-30|是",
                    &line,
                ],
                &[],
            );
            // A full line is filled as lines are, however its matter begins; a mark of an example says of each that it is one.
            let full = line.contains("五日内") && !ground.contains("示例");
            let count = 1 + usize::from(known || full);
            assert_eq!(read.len(), count, "{line}: {read:?}");
        }
    }
}

#[test]
fn a_further_measure_with_a_state_of_its_own_is_a_line() {
    let head = "序号|存在问题|责任单位|整改措施|整改时限|是否销号|备注";
    let first = "1|公示不及时|预算科、国库科|五日内公示|2026-06-30|是|已核";
    let matter = ["A3:A4", "B3:B4", "C3:C4"];
    let state = ["E3:E4", "F3:F4"];
    let of = |second: &str, ranges: &[&str]| {
        let title = "2026年整改台账";
        let all = [&matter[..], ranges].concat();
        lines(&[title, head, first, second], &all)
    };
    let own = of("|||建立公示清单|2026-09-30|否|未核", &[]);
    let keys = ["ground", "measure", "deadline", "done"];
    let one = json!(["公示不及时", "五日内公示", "2026-06-30", true]);
    let two = json!(["公示不及时", "建立公示清单", "2026-09-30", false]);
    assert_eq!(
        told(&own, &keys),
        [one.clone(), one, two.clone(), two],
        "each for both sections"
    );
    let shared = of("|||建立公示清单|||未核", &state);
    let both = json!(["公示不及时", "五日内公示\n建立公示清单", "2026-06-30", true]);
    assert_eq!(told(&shared, &keys), [both.clone(), both.clone()]);
    for line in &shared {
        assert_eq!(line["written"]["remark"], "已核\n未核", "nothing is lost");
    }
    let blank = of("|||建立公示清单|||", &[]);
    assert_eq!(told(&blank, &keys), [both.clone(), both]);
    let closed = of("|||建立公示清单||否|", &["E3:E4"]);
    assert_eq!(told(&closed, &["done"]).len(), 4, "two lines of two");
}

#[test]
fn a_further_measure_of_a_section_s_own_ledger_goes_on_with_its_line() {
    let read = lines(
        &[
            "预算科2026年整改台账",
            "序号|存在问题|整改措施|整改时限|是否销号",
            "1|公示不及时|五日内公示|2026-06-30|是",
            "||建立公示清单||",
        ],
        &["A3:A4", "B3:B4", "D3:D4", "E3:E4"],
    );
    let measures = told(&read, &["measure"]);
    assert_eq!(measures, [json!(["五日内公示\n建立公示清单"])]);
}
