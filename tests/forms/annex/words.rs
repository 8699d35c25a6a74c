//! Ledgers in other people's words: heads, kinds of disposition, sections and deadlines as bureaus write them.

use serde_json::{Value, json};

use super::DEEDS;
use crate::support::annex::{SCHEME, inspect};
use crate::support::year::Year;

/// What `inspect` reads of a ledger in the folder of a year.
fn read(name: &str, rows: &[Vec<&str>]) -> Value {
    let year = Year::new(SCHEME);
    year.book(name, rows);
    let [file, policy] = [name, "qingfeng.toml"].map(|n| year.path(&format!("收表/{n}")));
    inspect(&file, &policy)
}

/// One field of each line.
fn each(read: &Value, key: &str) -> Vec<Value> {
    let lines = read["ledger"].as_array().expect("lines").iter();
    lines.map(|line| line[key].clone()).collect()
}

#[test]
fn official_dispositions_are_known_in_their_customary_words() {
    for (kind, words) in [
        (
            "reminder",
            &[
                "警示提醒",
                "谈话提醒",
                "提醒谈话",
                "约谈",
                "约谈提醒",
                "警示谈话1次",
                "给予提醒谈话。",
            ] as &[&str],
        ),
        (
            "admonition",
            &[
                "问责",
                "诫勉谈话",
                "给予诫勉",
                "书面诫勉",
                "批评教育",
                "责令检查",
                "责令作出书面检查",
                "通报批评",
                "组织处理",
                "组织处理（调离岗位）",
                "调离岗位",
                "停职检查",
                "免职",
                "责令辞职",
                "引咎辞职",
                "降职",
            ],
        ),
        (
            "rectification",
            &["责令整改", "限期整改", "责令限期改正", "下达整改通知书"],
        ),
        (
            "sanction",
            &[
                "政务警告",
                "政务记过（六个月）",
                "政务记大过",
                "政务降级",
                "政务撤职",
                "政务开除",
                "给予政务记过处分",
                "记过处分十二个月",
                "党内警告",
                "党内警告（处分期一年）",
                "党内严重警告处分",
                "撤销党内职务",
                "留党察看（一年）",
                "留党察看两年",
                "开除党籍",
                "开除党籍、开除公职",
                "双开",
                "移送司法机关",
                "移送监察机关",
                "移送检察机关处理",
                "党内严重警告、政务降级",
                "党纪政务处分",
            ],
        ),
    ] {
        for written in words {
            let line = ["1", "预算科", "", "", written, "2026-03-02", "事由", "措施"];
            let read = read(
                "处置.xlsx",
                &[vec!["登记表"], DEEDS.to_vec(), line.to_vec()],
            );
            assert_eq!(
                each(&read, "disposition"),
                [json!(kind)],
                "{written}: {}",
                read["findings"]
            );
            assert_eq!(each(&read, "fault"), [Value::Null], "{written}");
            assert_eq!(read["ledger"][0]["written"]["kind"], json!(written));
        }
    }
}

#[test]
fn a_disposition_nobody_knows_is_told_with_the_words_that_are_known() {
    for written in [
        "通报表扬",
        "免予处分",
        "不予处分",
        "诫勉谈话，扣发绩效",
        "第一种形态",
    ] {
        let line = ["1", "预算科", "", "", written, "2026-03-02", "事由", "措施"];
        let read = read(
            "处置.xlsx",
            &[vec!["登记表"], DEEDS.to_vec(), line.to_vec()],
        );
        assert_eq!(each(&read, "disposition"), [Value::Null], "{written}");
        let told = &read["findings"][0];
        assert_eq!(told["code"], "H04", "{written}");
        let help = told["help"].as_str().expect("help");
        for word in ["约谈", "诫勉", "限期整改", "留党察看"] {
            assert!(help.contains(word), "{help}");
        }
    }
}

#[test]
fn a_veto_rests_on_the_sanction_whatever_its_words() {
    let scheme = format!(
        "{SCHEME}\n[[scoring.vetoes]]\ncode = \"否1\"\nname = \"党纪政纪处理\"\nsubjects = [\"section\"]\nmetric = \"sanctions\"\n[[scoring.bands]]\nname = \"合格\"\nmin = 0\ncoefficient = 1\n"
    );
    let year = Year::new(&scheme);
    year.dispositions(&[
        ["预算科", "", "", "政务记过（六个月）", "2026-03-02"],
        ["国库科", "", "", "免职", "2026-03-02"],
    ]);
    let scores = year.scores();
    assert_eq!(
        scores.of("预算科")["vetoes"].as_array().map(Vec::len),
        Some(1)
    );
    assert_eq!(
        scores.of("国库科")["vetoes"].as_array().map(Vec::len),
        Some(0)
    );
}

#[test]
fn a_row_of_two_sections_counts_for_both() {
    let heads = [
        "序号",
        "存在问题",
        "整改措施",
        "责任科室",
        "责任人",
        "整改时限",
        "是否销号",
    ];
    let line = |section| {
        vec![
            "1",
            "公示不及时",
            "五日内公示",
            section,
            "赵四",
            "2026-06-30",
            "否",
        ]
    };
    for written in [
        "预算科、国库科",
        "预算科\n国库科",
        "预算科 国库科",
        "预算科　国库科",
        "预算股和国库科",
        "预算科（牵头）、国库科（配合）",
    ] {
        let read = read(
            "台账.xlsx",
            &[vec!["问题整改"], heads.to_vec(), line(written)],
        );
        assert_eq!(
            each(&read, "scored"),
            [
                json!({"section": "预算科", "post": null, "person": null}),
                json!({"section": "国库科", "post": "支付岗", "person": "赵四"}),
            ],
            "{written}"
        );
        assert_eq!(read["findings"], json!([]), "{written}");
    }
    let one = read(
        "台账.xlsx",
        &[vec!["问题整改"], heads.to_vec(), line("国库科、基建科")],
    );
    let faults = each(&one, "fault");
    assert_eq!(faults.len(), 2);
    assert!(faults[0].is_null() && faults[1].as_str().is_some_and(|f| f.contains("基建科")));
}

#[test]
fn deadlines_in_words_are_what_they_are() {
    let heads = [
        "序号",
        "科室",
        "存在问题",
        "整改措施",
        "整改时限",
        "完成情况",
    ];
    for (written, day, words) in [
        ("2026年9月底前", json!("2026-09"), Value::Null),
        ("9月中旬", json!("2026-09-20"), Value::Null),
        ("三季度末", json!("2026-09"), Value::Null),
        ("年底前", json!("2026-12"), Value::Null),
        ("立行立改", Value::Null, json!("立行立改")),
        ("长期坚持", Value::Null, json!("长期坚持")),
        (
            "立行立改并长期坚持",
            Value::Null,
            json!("立行立改并长期坚持"),
        ),
    ] {
        let line = [
            "1",
            "国库科",
            "公示不及时",
            "五日内公示",
            written,
            "正在整改",
        ];
        let read = read(
            "整改台账.xlsx",
            &[vec!["2026年整改清单"], heads.to_vec(), line.to_vec()],
        );
        assert_eq!(read["findings"], json!([]), "{written}");
        assert_eq!(each(&read, "deadline"), [day], "{written}");
        assert_eq!(each(&read, "deadline_words"), [words], "{written}");
        assert_eq!(each(&read, "done"), [json!(false)]);
    }
}

#[test]
fn a_deadline_of_which_nobody_can_say_the_day_is_asked_about() {
    let heads = [
        "序号",
        "科室",
        "存在问题",
        "整改措施",
        "整改时限",
        "是否销号",
    ];
    for (title, written) in [
        ("2026年整改清单", "9月初"),
        ("2026年整改清单", "2026年9月中前"),
        ("2026年整改清单", "九月初完成"),
        ("2025年巡察反馈问题2026年整改清单", "9月底前"),
        ("2025—2026年度问题整改清单", "9月底前"),
        ("二〇二五年度审计问题二〇二六年整改清单", "三季度末"),
    ] {
        let line = ["1", "国库科", "公示不及时", "五日内公示", written, "否"];
        let read = read(
            "整改台账.xlsx",
            &[vec![title], heads.to_vec(), line.to_vec()],
        );
        assert_eq!(each(&read, "deadline"), [Value::Null], "{title} {written}");
        let found = read["findings"].as_array().expect("findings");
        let codes: Vec<&Value> = found.iter().map(|f| &f["code"]).collect();
        assert_eq!(codes, ["D01"], "{title} {written}");
        assert!(
            found[0]["message"]
                .as_str()
                .is_some_and(|m| m.contains(written))
        );
    }
    let one = ["1", "国库科", "公示不及时", "五日内公示", "9月底前", "否"];
    let named = read(
        "整改台账.xlsx",
        &[
            vec!["二〇二六年整改清单（2026年更新）"],
            heads.to_vec(),
            one.to_vec(),
        ],
    );
    assert_eq!(each(&named, "deadline"), [json!("2026-09")]);
}

#[test]
fn what_became_of_an_early_sign_is_no_disposition() {
    let line = ["1", "预算科", "2026-05-06", "有接受宴请的苗头", "谈话提醒"];
    for (title, ground, how) in [
        ("苗头性问题监控台账", "苗头性问题", "处理情况"),
        ("廉政风险中期监控登记表", "主要问题", "处理结果"),
        ("2026年有关情况登记表", "监控发现的问题", "处置情况"),
    ] {
        let head = ["序号", "科室", "日期", ground, how];
        let read = read("报送表.xlsx", &[vec![title], head.to_vec(), line.to_vec()]);
        assert_eq!(each(&read, "ledger"), [json!("monitoring")], "{title}");
        assert_eq!(each(&read, "disposition"), [json!(null)], "{title}");
    }
    let head = ["序号", "科室", "日期", "苗头性问题", "处置方式"];
    let read = read(
        "报送表.xlsx",
        &[vec!["苗头性问题台账"], head.to_vec(), line.to_vec()],
    );
    assert_eq!(
        each(&read, "ledger"),
        [json!("disposition")],
        "处置方式 names a kind"
    );
}

#[test]
fn a_ledger_is_told_by_its_head_whatever_its_title() {
    for heads in [
        "序号|科室|存在问题|整改措施|责任人|整改时限",
        "序号|责任单位|问题描述|整改举措|完成时限|整改进度",
        "序号|整改单位|发现的问题|整改措施|整改责任人|完成情况",
        "序号|牵头科室|主要问题|整改措施|完成时间",
        "序号|科室|姓名|处置方式|处置时间|处置结果",
        "序号|责任科室|当事人|处理方式|处理时间|违纪事实",
        "序号|被处置对象|所在部门|处分种类|处分时间|处分事由",
        "监控日期|岗位|苗头性问题|采取的监控措施|处理结果",
    ] {
        let head: Vec<&str> = heads.split('|').collect();
        let line = head.iter().map(|label| match *label {
            "序号" => "1",
            "处置方式" | "处理方式" | "处分种类" => "政务警告",
            "处置结果" | "处理结果" | "整改进度" | "完成情况" => "已整改",
            "完成时间" => "2026年9月底前",
            label
                if label.ends_with("时限")
                    || label.ends_with("时间")
                    || label.ends_with("日期") =>
            {
                "2026-09-30"
            }
            label if label.contains("科室") || label.contains("单位") || label.contains("部门") => {
                "国库科"
            }
            "岗位" => "支付岗",
            "责任人" | "整改责任人" | "姓名" | "当事人" | "被处置对象" => "赵四",
            _ => "付款没有复核",
        });
        let line: Vec<&str> = line.collect();
        for title in ["2026年有关情况登记表", "国库科2026年工作台账（第三期）"]
        {
            let read = read("报送表.xlsx", &[vec![title], head.clone(), line.clone()]);
            assert_eq!(read["kind"], "ledger", "{heads}: {}", read["findings"]);
            assert_eq!(each(&read, "ledger").len(), 1, "{heads}");
            if heads.contains("完成时间") {
                assert_eq!(each(&read, "deadline"), [json!("2026-09")]);
            }
            if heads.contains("结果") {
                assert_eq!(each(&read, "done"), [json!(true)], "{heads}");
            }
            if heads.contains("处分") || heads.contains("处理方式") {
                assert_eq!(each(&read, "disposition"), [json!("sanction")], "{heads}");
            }
        }
    }
}

#[test]
fn names_of_file_and_sheet_tell_a_ledger_of_other_words() {
    let rows = [
        vec!["情况汇总"],
        vec![
            "序号",
            "落实责任科室",
            "自身存在的主要问题表现",
            "下一步整改措施",
            "预计整改时限",
        ],
        vec!["1", "国库科", "付款没有复核", "两人复核", "2026年9月底前"],
    ];
    let named = read("2026年问题整改台账.xlsx", &rows);
    assert_eq!(named["kind"], "ledger");
    assert_eq!(each(&named, "deadline"), [json!("2026-09")]);
    assert_eq!(each(&named, "ground"), [json!("付款没有复核")]);
    let odd = read(
        "2026年问题整改台账.xlsx",
        &[vec!["序号", "做什么", "谁做"], vec!["1", "补登", "张一"]],
    );
    assert_eq!(odd["findings"][0]["code"], "H01");
}

#[test]
fn a_ledger_with_a_head_of_two_rows_is_read() {
    let rows = [
        vec!["2026年处置情况"],
        vec!["序号", "科室", "姓名", "处置情况", "", "", "备注"],
        vec!["", "", "", "处置方式", "处置日期", "处置事由", ""],
        vec![
            "1",
            "国库科",
            "赵四",
            "约谈",
            "2026-03-02",
            "付款没有复核",
            "",
        ],
    ];
    let read = read("报送表.xlsx", &rows);
    assert_eq!(
        each(&read, "disposition"),
        [json!("reminder")],
        "{}",
        read["findings"]
    );
    assert_eq!(each(&read, "ground"), [json!("付款没有复核")]);
    let codes: Vec<&Value> = read["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .map(|f| &f["code"])
        .collect();
    assert_eq!(
        codes,
        ["H08"],
        "the column of measures that is not there, once"
    );
}

#[test]
fn dispositions_ticked_under_their_own_heads_are_read() {
    let heads = [
        "序号",
        "科室",
        "姓名",
        "警示提醒",
        "诫勉谈话",
        "责令整改",
        "党纪政纪处理",
        "处置时间",
        "处置事由",
    ];
    let line = |marks: [&'static str; 4]| {
        let [a, b, c, d] = marks;
        vec![
            "1",
            "国库科",
            "赵四",
            a,
            b,
            c,
            d,
            "2026-05-06",
            "付款没有复核",
        ]
    };
    for (marks, kind, code) in [
        (["√", "", "", ""], json!("reminder"), ""),
        (["", "", "", "√"], json!("sanction"), ""),
        (["□", "☑", "□", "□"], json!("admonition"), ""),
        (["无", "无", "1次", "无"], json!("rectification"), ""),
        (["", "√", "√", ""], json!("rectification"), "H09"),
        (["", "", "", ""], Value::Null, "H04"),
        (["", "", "", "2026-05-06"], json!("sanction"), ""),
        (["", "", "", "2026年5月"], json!("sanction"), ""),
        (["", "", "", "政务警告"], json!("sanction"), ""),
        (["", "是", "", "否"], json!("admonition"), ""),
        (["1", "0", "0", "0次"], json!("reminder"), ""),
        (["", "", "", "待定"], Value::Null, "H04"),
        (["", "", "", "正在研究"], Value::Null, "H04"),
        (["", "", "拟下达", ""], Value::Null, "H04"),
        (["", "", "政务警告", ""], Value::Null, "H04"),
        (["√", "", "", "待定"], Value::Null, "H04"),
    ] {
        let read = read(
            "登记表.xlsx",
            &[vec!["后期处置登记表"], heads.to_vec(), line(marks)],
        );
        assert_eq!(each(&read, "disposition"), [kind], "{marks:?}");
        let found = read["findings"].as_array().expect("findings").iter();
        let codes: Vec<&str> = found
            .filter_map(|f| f["code"].as_str())
            .filter(|c| *c != "H08")
            .collect();
        assert_eq!(codes.join(" "), code, "{marks:?}");
    }
    let told = |marks| {
        let rows = [vec!["后期处置登记表"], heads.to_vec(), line(marks)];
        let read = read("登记表.xlsx", &rows);
        let found = read["findings"].as_array().cloned().unwrap_or_default();
        let own = |f: &Value| f["code"] != "H08";
        found.into_iter().find(own).expect("a finding")
    };
    let open = told(["", "", "待定", ""]);
    assert_eq!(open["place"]["cell"], "F3");
    let message = open["message"].as_str().expect("a message");
    assert!(
        message.contains("责令整改") && message.contains("待定"),
        "{message}"
    );
    let several = told(["", "√", "1次", ""]);
    assert_eq!(several["place"]["cell"], "E3");
    let message = several["message"].as_str().expect("a message");
    for quoted in ["E3“√”", "F3“1次”", "诫勉谈话", "责令整改"] {
        assert!(message.contains(quoted), "{message}");
    }
    let boxes = [
        "1",
        "国库科",
        "",
        "",
        "☑提醒谈话 □诫勉谈话 □责令整改",
        "2026-03-02",
        "事由",
        "措施",
    ];
    let boxes = read(
        "登记表.xlsx",
        &[vec!["登记表"], DEEDS.to_vec(), boxes.to_vec()],
    );
    assert_eq!(each(&boxes, "disposition"), [json!("reminder")]);
}

#[test]
fn a_ledger_without_the_column_of_kinds_is_asked_once() {
    let rows = [
        vec!["2026年谈话情况登记表"],
        vec!["序号", "科室", "谈话对象", "谈话时间", "谈话事由"],
        vec!["1", "国库科", "赵四", "2026-05-06", "付款没有复核"],
        vec!["2", "会计科", "钱五", "2026-05-07", "账没有核对"],
    ];
    let read = read("登记表.xlsx", &rows);
    assert_eq!(
        each(&read, "ledger"),
        [json!("disposition"), json!("disposition")]
    );
    assert!(
        each(&read, "fault").iter().all(Value::is_string),
        "counted nowhere"
    );
    let found = read["findings"].as_array().expect("findings").iter();
    let codes: Vec<&str> = found.filter_map(|f| f["code"].as_str()).collect();
    assert_eq!(codes, ["H04", "H08"]);
}

#[test]
fn heads_of_other_offices_are_known_and_those_that_are_not_are_told() {
    let read_with = |head: &str, line: &str| {
        let rows = [
            vec!["责任追究登记"],
            head.split('|').collect(),
            line.split('|').collect(),
        ];
        read("登记.xlsx", &rows)
    };
    for head in [
        "序号|被检查科室|发现问题|处理方式|检查时间|办理结果",
        "序号|所在科室|违纪行为|处分种类|处分决定时间|办结情况",
        "序号|责任单位|问题线索摘要|追究方式|追究日期|整改进展",
        "序号|被问责科室|追究事由|处理决定|决定作出时间|办理进展",
    ] {
        let own = read_with(head, "1|国库科|值班脱岗|提醒谈话|2026-03-12|已办结");
        assert_eq!(each(&own, "disposition"), [json!("reminder")], "{head}");
        assert_eq!(each(&own, "on"), [json!("2026-03-12")], "{head}");
        assert_eq!(each(&own, "ground"), [json!("值班脱岗")], "{head}");
        assert_eq!(each(&own, "done"), [json!(true)], "{head}");
    }
    let own = read_with(
        "序号|科室|处置事由|处置方式|处置日期|处置措施|主持人|谈话地点|空栏",
        "1|国库科|值班脱岗|提醒谈话|2026-03-12|书面说明|吴八|三楼|",
    );
    let told: Vec<&Value> = own["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(
        (&told[0]["code"], &told[0]["place"]["cell"]),
        (&json!("H11"), &json!("G2"))
    );
    let message = told[0]["message"].as_str().expect("a message");
    assert!(
        message.contains("“主持人”、“谈话地点”") && !message.contains("空栏"),
        "{message}"
    );
}

#[test]
fn how_a_matter_stands_is_read_with_its_day() {
    let heads = [
        "序号",
        "科室",
        "存在问题",
        "整改措施",
        "整改时限",
        "整改落实情况",
    ];
    let line = |state| {
        vec![
            "1",
            "国库科",
            "公示不及时",
            "五日内公示",
            "2026年8月底前",
            state,
        ]
    };
    for (state, done, day) in [
        ("已于2026年8月10日完成", json!(true), json!("2026-08-10")),
        ("已整改到位（8月10日）", json!(true), json!("2026-08-10")),
        ("已整改到位", json!(true), Value::Null),
        ("拟于2026年8月10日完成", Value::Null, Value::Null),
    ] {
        let rows = [vec!["2026年整改清单"], heads.to_vec(), line(state)];
        let own = read("整改台账.xlsx", &rows);
        assert_eq!(each(&own, "done"), std::slice::from_ref(&done), "{state}");
        assert_eq!(each(&own, "closed_on"), [day], "{state}");
        let asked = own["findings"].as_array().expect("findings").len();
        assert_eq!(
            asked,
            usize::from(done.is_null()),
            "{state}: {}",
            own["findings"]
        );
    }
}

#[test]
fn the_day_of_what_is_still_open_is_its_deadline() {
    let heads = ["责任单位", "存在问题", "整改措施", "完成时间", "是否完成"];
    let rows = |second| {
        vec![
            vec!["2026年问题整改"],
            heads.to_vec(),
            vec!["会计科", "底稿不全", "补齐底稿并复核", "2026.7.31", "√"],
            vec!["综合科", "核销不及时", "每月核销一次", "2026.7.31", second],
        ]
    };
    let open = read("整改台账.xlsx", &rows("×"));
    assert_eq!(
        each(&open, "deadline"),
        [json!("2026-07-31"), json!("2026-07-31")]
    );
    assert_eq!(each(&open, "closed_on"), [Value::Null, Value::Null]);
    assert_eq!(each(&open, "done"), [json!(true), json!(false)]);
    assert_eq!(open["findings"], json!([]));
    let closed = read("整改台账.xlsx", &rows("√"));
    assert_eq!(
        each(&closed, "closed_on"),
        [json!("2026-07-31"), json!("2026-07-31")]
    );
}

#[test]
fn a_list_that_says_of_nothing_how_it_stands_is_told_so() {
    let heads = ["序号", "科室", "存在问题", "整改措施", "整改时限"];
    let line = ["1", "国库科", "公示不及时", "五日内公示", "2026年8月底前"];
    let own = read(
        "整改台账.xlsx",
        &[vec!["2026年整改清单"], heads.to_vec(), line.to_vec()],
    );
    let told = &own["findings"][0];
    assert_eq!(
        (&told["code"], &told["place"]["cell"]),
        (&json!("H07"), &json!("A2"))
    );
    assert_eq!(own["findings"].as_array().map(Vec::len), Some(1));
}

#[test]
fn rows_that_number_the_columns_of_a_ledger_are_no_lines() {
    let heads = [
        "序号",
        "科室",
        "存在问题",
        "整改措施",
        "整改时限",
        "是否销号",
    ];
    let numbers = ["甲", "乙", "丙", "1", "2", "3"];
    let line = [
        "1",
        "国库科",
        "公示不及时",
        "五日内公示",
        "2026年8月底前",
        "否",
    ];
    let rows = [
        vec!["2026年整改清单"],
        heads.to_vec(),
        numbers.to_vec(),
        line.to_vec(),
    ];
    let own = read("整改台账.xlsx", &rows);
    assert_eq!(
        each(&own, "ground"),
        [json!("公示不及时")],
        "{}",
        own["findings"]
    );
}
