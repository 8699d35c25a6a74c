//! Ledgers of dispositions and of rectifications.

use serde_json::{Value, json};

use super::{DEEDS, found};
use crate::support::annex::{SCHEME, inspect};
use crate::support::year::Year;

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
