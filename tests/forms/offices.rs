//! What offices write around and between their tables: levels in a line below, titles with keys in them, sign-off rows in
//! words of their own, heads that nobody has listed, names of a matter or a post that say too little.

use qingfeng::ingest::Understood;
use qingfeng::model::{Field, Level};

use crate::understand::{codes, entries, grid, merged, read};

/// 自评, 科室, 领导小组 of each entry, 0 where nothing was said.
fn chain(form: &Understood) -> Vec<[u8; 3]> {
    let levels = |e: &&qingfeng::model::Entry| [e.declared, e.suggested, e.confirmed];
    let all = entries(form);
    let numbers = all
        .iter()
        .map(|e| levels(e).map(|l| l.map_or(0, Level::number)));
    numbers.collect()
}

fn texts(form: &Understood, field: Field) -> Vec<String> {
    let all = entries(form).into_iter();
    all.map(|e| e.text(field).unwrap_or_default().to_owned())
        .collect()
}

/// A person's form with rows and these lines below them.
fn personal(below: &[&str]) -> Vec<String> {
    let lines = [
        "出纳岗位廉政风险自查表",
        "姓名|张一|科室|预算科",
        "岗位|拨付岗|填报日期|2026-10-09",
        "风险类别|风险点|风险等级|防控措施",
        "思想道德|不核对工程进度就拨付资金|三级|双人核对进度并留存照片",
        "岗位职责|违规开设银行账户存放资金|二级|开户由三人会签并上报备案",
    ];
    lines.iter().chain(below).map(|l| (*l).to_owned()).collect()
}

fn lines(of: &[String]) -> Vec<&str> {
    of.iter().map(String::as_str).collect()
}

#[test]
fn a_level_on_one_line_of_a_persons_form_is_that_of_all_its_entries() {
    for (below, said) in [
        ("领导小组核定等级|一级", [0, 1]),
        ("领导小组审定等级：一级", [0, 1]),
        ("科室审核等级|二级|领导小组审定等级|一级", [2, 1]),
        ("科室审核等级：二级||局党组核定级别：一级", [2, 1]),
        ("科室评定等级|二级|领导小组审定等级|", [2, 0]),
        ("自评等级|二级|科室评定等级|二级", [2, 0]),
    ] {
        let form = read(grid(&lines(&personal(&[below, "本人签字：|||"]))));
        let [section, group] = said;
        let expected = [[3, section, group], [2, section, group]];
        assert_eq!(chain(&form), expected, "{below}: {:?}", codes(&form));
        assert_eq!(codes(&form), [], "{below}");
    }
}

#[test]
fn a_level_below_the_form_of_a_section_is_nobodys_entry_and_decides_nothing() {
    let form = read(grid(&[
        "预算科廉政风险点自查表|||填报日期：2026-10-09",
        "岗位|风险点|风险等级|防控措施",
        "拨付岗|不核对工程进度就拨付资金|三级|双人核对进度并留存照片",
        "账户岗|违规开设银行账户存放资金|二级|开户由三人会签并上报备案",
        "科室审核等级|二级|领导小组审定等级|一级",
    ]));
    assert_eq!(chain(&form), [[3, 0, 0], [2, 0, 0]], "{:?}", codes(&form));
}

#[test]
fn bare_names_of_who_rates_are_steps_where_levels_stand_under_them() {
    let one = read(grid(&[
        "综合科廉政风险排查定级表|||||",
        "序号|岗位|风险点|自评|科室|领导小组|防控措施",
        "1|票据岗|截留非税收入不入账|三级|二级|一级|每月核对存根与缴款书",
        "2|公文岗|泄露未公开的政策|三级|三级||复印须审批登记",
    ]));
    assert_eq!(chain(&one), [[3, 2, 1], [3, 3, 0]], "{:?}", codes(&one));
    assert_eq!(texts(&one, Field::Section), ["综合科", "综合科"]);
    let two = read(merged(
        grid(&[
            "国库科廉政风险定级表|||||",
            "序号|岗位|风险点|风险等级评定|||防控措施",
            "|||个人|科室|局党组|",
            "1|票据岗|截留非税收入不入账|三级|二级||每月核对存根与缴款书",
        ]),
        &["A2:A3", "B2:B3", "C2:C3", "D2:F2", "G2:G3"],
    ));
    assert_eq!(chain(&two), [[3, 2, 0]], "{:?}", codes(&two));
    // A column of sections stays one.
    let three = read(grid(&[
        "序号|科室|风险点|自评|防控措施",
        "1|预算科|截留非税收入不入账|三级|每月核对存根与缴款书",
    ]));
    assert_eq!(texts(&three, Field::Section), ["预算科"]);
}

#[test]
fn of_several_levels_nobody_can_name_none_is_missing_and_none_counts() {
    for heads in ["初核级别|审批级别", "初核等级|复核级别"] {
        let form = read(grid(&[
            "预算科廉政风险点自查表||||填报日期：2026-10-09",
            &format!("序号|岗位|风险点|{heads}|防控措施"),
            "1|拨付岗|不核对工程进度就拨付资金|三级|一级|双人核对进度并留存照片",
        ]));
        assert_eq!(chain(&form), [[0, 0, 0]], "{heads}");
        let found = codes(&form);
        let unread = found.iter().filter(|(code, _)| *code == "L05");
        assert_eq!(unread.count(), 2, "{found:?}");
    }
}

#[test]
fn a_title_may_hold_keys_with_their_values() {
    for title in [
        "预算科廉政风险点自查表（填报日期：2026年10月9日）",
        "预算科廉政风险点自查表　　填报日期：2026年10月9日",
        "预算科廉政风险点自查表（岗位部分）　填表日期：2026-10-9",
        "预算科廉政风险清单 填报人：张一 填报日期：2026.10.9",
    ] {
        let form = read(grid(&[
            &format!("{title}||||"),
            "序号|岗位|风险点|风险等级|防控措施",
            "1|拨付岗|不核对工程进度就拨付资金|三级|双人核对进度并留存照片",
        ]));
        assert_eq!(texts(&form, Field::Section), ["预算科"], "{title}");
        let day = entries(&form)[0].reported_on;
        let day = day
            .and_then(qingfeng::model::PartialDate::day)
            .map(|d| d.to_string());
        assert_eq!(day.as_deref(), Some("2026-10-09"), "{title}");
    }
}

#[test]
fn rows_below_are_no_entries_whatever_signs_them() {
    let form = read(merged(
        grid(&[
            "预算科廉政风险点自查表|||||",
            "序号|岗位|风险点|风险等级|防控措施|备注",
            "1|拨付岗|不核对工程进度就拨付资金|三级|双人核对进度并留存照片|",
            "2|账户岗|违规开设银行账户存放资金|二级|开户由三人会签并上报备案|",
            "|科室碰头结论|经评议，第1项调整为一级，第2项维持二级|||",
            "|廉政办复核|同意|||",
            "|会议研究结果||||",
            "审批栏|科室负责人：情况属实|分管领导：同意|局廉政办：同意定级|主要领导：|",
            "|||报送日期|2026年10月22日|",
        ]),
        &["C5:F5", "C6:F6", "C7:F7"],
    ));
    assert_eq!(entries(&form).len(), 2, "{:?}", codes(&form));
    let day = entries(&form)[0]
        .reported_on
        .and_then(qingfeng::model::PartialDate::day);
    assert_eq!(day.map(|d| d.to_string()).as_deref(), Some("2026-10-22"));
}

#[test]
fn a_head_of_levels_among_levels_proves_a_second_table() {
    let form = read(grid(&[
        "国库科廉政风险点自查表||||填报日期：2026-10-09",
        "序号|岗位|风险点|风险等级|防控措施",
        "1|拨付岗|不核对工程进度就拨付资金|三级|双人核对进度并留存照片",
        "编码|经手的|容易出问题的地方|风险等级|怎么防",
        "1|张一|大额支付未经复核即放款|一级|五十万元以上双人复核",
    ]));
    let tables = &form.sheets[0].tables;
    assert_eq!(tables.len(), 2);
    assert_eq!(tables[0].entries.len(), 1);
    assert!(
        tables[1]
            .entries
            .iter()
            .all(|e| e.text(Field::Post).is_none())
    );
}

#[test]
fn the_risk_is_the_column_that_names_it_and_how_it_shows_stands_beside_it() {
    for (risk, shown) in [
        ("风险内容", "风险表现"),
        ("廉政风险描述", "主要表现"),
        ("可能发生的廉政风险", "表现形式"),
        ("存在的廉政风险", "具体表现"),
        ("廉洁风险内容", "廉洁风险表现形式"),
    ] {
        let form = read(grid(&[
            "预算科廉政风险点自查表||||填报日期：2026-10-09",
            &format!("岗位|{risk}|{shown}|等级|防控措施"),
            "拨付岗|拨付资金不公正|收受好处后优先拨付关系单位|三级|拨付次序由系统排队",
        ]));
        assert_eq!(texts(&form, Field::Risk), ["拨付资金不公正"], "{risk}");
        let told = texts(&form, Field::Manifestation);
        assert_eq!(told, ["收受好处后优先拨付关系单位"], "{risk}");
    }
    let under = read(merged(
        grid(&[
            "序号|岗位|廉政风险||等级|防控措施",
            "||内容|表现||",
            "1|拨付岗|拨付资金不公正|收受好处后优先拨付关系单位|三级|拨付次序由系统排队",
        ]),
        &["A1:A2", "B1:B2", "C1:D1", "E1:E2", "F1:F2"],
    ));
    assert_eq!(texts(&under, Field::Risk), ["拨付资金不公正"]);
    let told = texts(&under, Field::Manifestation);
    assert_eq!(told, ["收受好处后优先拨付关系单位"]);
}

#[test]
fn what_the_section_proposes_is_its_level_and_who_agrees_with_it_confirms_it() {
    let form = read(grid(&[
        "序号|岗位|风险点|自评等级|科室审核意见|领导小组审定意见|防控措施",
        "1|拨付岗|不核对工程进度就拨付资金|三级|建议定为二级|同意科室意见|双人核对进度并留存照片",
        "2|账户岗|违规开设银行账户存放资金|三级|建议再议|同意科室意见|开户由三人会签并上报备案",
    ]));
    assert_eq!(chain(&form), [[3, 2, 2], [3, 0, 0]], "{:?}", codes(&form));
}

#[test]
fn risks_of_each_kind_under_a_head_of_risks_are_entries_of_that_kind() {
    for heads in [
        [
            "序号|岗位|廉政风险点|||风险等级|防控措施",
            "||思想道德|岗位职责|外部环境||",
        ],
        [
            "序号|岗位|存在的廉政风险|||风险等级|防控措施",
            "||思想道德风险|岗位职责风险|外部环境风险||",
        ],
    ] {
        let form = read(merged(
            grid(&[
                "社会保障科岗位廉政风险点||||||",
                heads[0],
                heads[1],
                "1|基金岗|讲人情提前划款|超计划垫付资金|经办机构宴请|二级|划款凭批准的计划",
                "2|补助岗|收受单位礼品|无|部门请托|三级|测算由两人背靠背",
            ]),
            &["A2:A3", "B2:B3", "C2:E2", "F2:F3", "G2:G3"],
        ));
        let risks = texts(&form, Field::Risk);
        let expected = [
            "讲人情提前划款",
            "超计划垫付资金",
            "经办机构宴请",
            "收受单位礼品",
            "部门请托",
        ];
        assert_eq!(risks, expected, "{}: {:?}", heads[1], codes(&form));
        let kinds = texts(&form, Field::Category);
        assert_eq!(kinds[..2], ["思想道德", "岗位职责"], "{kinds:?}");
    }
}

#[test]
fn a_level_beside_each_risk_under_its_kind_or_number_is_that_ones() {
    for (above, below) in [
        ("岗位|思想道德风险||岗位职责风险|", "|表现|等级|表现|等级"),
        ("岗位|第一风险点||第二风险点|", "|表现|等级|表现|等级"),
        ("岗位|风险点一||风险点二|", "|内容|等级|内容|等级"),
    ] {
        let form = read(merged(
            grid(&[
                "预算科岗位廉政风险自查表||||",
                above,
                below,
                "编审岗|讲人情放宽标准|三级|入库审核走过场|二级",
                "指标岗|无||擅自调剂指标|一级",
            ]),
            &["A2:A3", "B2:C2", "D2:E2"],
        ));
        let told: Vec<String> = entries(&form)
            .iter()
            .map(|e| {
                let level = e.declared.map_or(0, Level::number);
                let risk = e.text(Field::Risk).or_else(|| e.text(Field::Manifestation));
                format!("{} {level}", risk.unwrap_or_default())
            })
            .collect();
        let expected = ["讲人情放宽标准 3", "入库审核走过场 2", "擅自调剂指标 1"];
        assert_eq!(told, expected, "{above}: {:?}", codes(&form));
    }
}

#[test]
fn who_somebody_is_may_stand_below_its_heads() {
    let table = [
        "序号|风险点|风险等级|防控措施",
        "1|不核对工程进度就拨付资金|三级|双人核对进度并留存照片",
        "2|违规开设银行账户存放资金|二级|开户由三人会签并上报备案",
    ];
    let card = [
        "风险点|不核对工程进度就拨付资金",
        "风险等级|三级",
        "防控措施|双人核对进度并留存照片",
    ];
    for (heads, values, said) in [
        (
            "姓名|职务|科室",
            "张一|科长|预算科",
            ["预算科", "科长", "张一", ""],
        ),
        (
            "姓名|性别|政治面貌|职务",
            "张一|男|中共党员|副科长",
            ["", "副科长", "张一", ""],
        ),
        ("科室|科室负责人", "预算科|张一", ["预算科", "", "", "张一"]),
        (
            "姓名|职务|岗位|科室",
            "张一|科长|预算编制岗|预算科",
            ["预算科", "预算编制岗", "张一", ""],
        ),
        ("职务|科长", "姓名|张一", ["", "科长", "张一", ""]),
    ] {
        for (body, risks) in [(&table[..], 2), (&card[..], 1)] {
            let lines: Vec<&str> = [&["个人廉政风险自查表", heads, values][..], body].concat();
            let form = read(grid(&lines));
            let fields = [Field::Section, Field::Post, Field::Person, Field::Head];
            let all = entries(&form);
            assert_eq!(all.len(), risks, "{lines:?}: {:?}", codes(&form));
            for entry in all {
                let told = fields.map(|field| entry.text(field).unwrap_or_default());
                assert_eq!(told, said, "{lines:?}");
            }
            assert!(
                codes(&form).iter().all(|(code, _)| *code != "T13"),
                "{lines:?}"
            );
        }
    }
}

#[test]
fn a_list_of_people_above_a_table_says_nothing_of_its_risks() {
    let form = read(grid(&[
        "科室廉政风险自查表",
        "姓名|职务|科室",
        "张一|科长|预算科",
        "李二|科员|国库科",
        "序号|风险点|风险等级|防控措施",
        "1|不核对工程进度就拨付资金|三级|双人核对进度并留存照片",
        "2|违规开设银行账户存放资金|二级|开户由三人会签并上报备案",
    ]));
    assert!(
        entries(&form)
            .iter()
            .all(|e| e.text(Field::Person).is_none() && e.text(Field::Head).is_none()),
        "{:?}",
        codes(&form)
    );
    assert!(codes(&form).iter().any(|(code, _)| *code == "T13"));
}
