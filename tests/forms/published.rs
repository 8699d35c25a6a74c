//! Structures of published forms: what stands where no form of one's own would put it, or twice.

use qingfeng::ingest::Understood;
use qingfeng::model::{Evidence, Field, FormKind, Layout, Level, Origin};
use qingfeng::policy::Policy;
use qingfeng::reader::{CellValue, Visibility};

use crate::understand::{codes, entries, grid, merged, read, sheets};

fn told(read: &Understood, field: Field) -> Vec<&str> {
    entries(read)
        .into_iter()
        .map(|e| e.text(field).unwrap_or("—"))
        .collect()
}

/// What is found, beside that none of these forms has a date.
fn asked(read: &Understood) -> Vec<(&str, String)> {
    let all = codes(read).into_iter();
    all.filter(|(code, _)| *code != "D06").collect()
}

fn levels(read: &Understood) -> Vec<[u8; 3]> {
    let number = |level: Option<Level>| level.map_or(0, Level::number);
    let all = entries(read).into_iter();
    all.map(|e| [number(e.declared), number(e.suggested), number(e.confirmed)])
        .collect()
}

#[test]
fn of_two_columns_of_a_field_the_more_exact_one_counts_wherever_it_stands() {
    for (heads, row) in [("职务|岗位", "科员|支付岗"), ("岗位|职务", "支付岗|科员")]
    {
        let form = read(grid(&[
            &format!("序号|{heads}|风险点|风险等级|防控措施"),
            &format!("1|{row}|重复支付|一级|系统校验"),
        ]));
        assert_eq!(told(&form, Field::Post), ["支付岗"], "{heads}");
        let extras = &entries(&form)[0].extras;
        assert_eq!(
            (extras[0].label.as_str(), extras[0].text.as_str()),
            ("职务", "科员")
        );
        assert!(asked(&form).is_empty(), "{:?}", asked(&form));
    }
    let form = read(grid(&[
        "序号|权限|权力事项|风险点|风险等级|防控措施",
        "1|行政管理权|预算编制|照顾关系|一级|集体研究",
        "2|行政管理权|资金拨付|照顾关系|二级|逐笔核对",
    ]));
    assert_eq!(told(&form, Field::Matter), ["预算编制", "资金拨付"]);
}

#[test]
fn opinions_below_a_table_are_no_entries_whoever_gives_them() {
    let form = read(merged(
        grid(&[
            "风险类型|风险内容|防控措施|风险等级",
            "思想道德|对开户申请讲人情|票据由两人核对签字|三级",
            "科室审核意见|同意定为三级||签字：",
            "群众评议意见|无异议||",
            "所在支部意见|||",
            "局党组审定意见|同意||",
        ]),
        &["B3:C3", "B4:D4", "B5:D5", "B6:D6"],
    ));
    assert_eq!(entries(&form).len(), 1);
    assert_eq!(
        told(&form, Field::Risk),
        ["对开户申请讲人情"],
        "风险内容 is the risk where nothing else is"
    );
    assert_eq!(form.sheets[0].tables[0].skipped.len(), 4);
}

#[test]
fn a_level_that_stands_in_no_column_is_found() {
    let headings = read(merged(
        grid(&[
            "序号|岗位|风险点|防控措施",
            "一、一级风险点（1个）|||",
            "1|拨付岗|不核对进度|双人核对",
            "二、二级风险点（1个）|||",
            "2|账户岗|违规开户|三人会签",
        ]),
        &["A2:D2", "A4:D4"],
    ));
    assert_eq!(levels(&headings), [[1, 0, 0], [2, 0, 0]]);
    assert_eq!(
        entries(&headings)[1].values[&Field::Level].origin,
        Origin::Group
    );
    let below = read(grid(&[
        "序号|岗位|风险点|防控措施",
        "1|拨付岗|不核对进度|双人核对",
        "2|账户岗|违规开户|三人会签",
        "风险等级自评|（ ）一级（√）二级（ ）三级||",
    ]));
    assert_eq!(levels(&below), [[2, 0, 0]; 2]);
    let above = read(grid(&[
        "风险等级：三级|||",
        "序号|岗位|风险点|防控措施",
        "1|拨付岗|不核对进度|双人核对",
    ]));
    assert_eq!(levels(&above), [[3, 0, 0]]);
    let policy = Policy::embedded().expect("valid");
    let one = || grid(&["序号|岗位|风险点|防控措施", "1|拨付岗|不核对进度|双人核对"]);
    let named = [
        ("一级风险", Visibility::Visible, one()),
        ("三级风险点", Visibility::Visible, one()),
    ];
    assert_eq!(
        levels(&sheets("表.xlsx", &policy, named.to_vec())),
        [[1, 0, 0], [3, 0, 0]]
    );
}

#[test]
fn every_step_of_the_review_has_a_level_of_its_own() {
    let form = read(grid(&[
        "序号|岗位|风险点|个人自评|科室检查|交叉互查|群众评议|领导小组审定|防控措施",
        "1|拨付岗|不核对进度|三级|二级|二级|一级|一级|双人核对",
        "2|账户岗|违规开户|二级|二级|三级|二级|二级|三人会签",
    ]));
    assert_eq!(levels(&form), [[3, 2, 1], [2, 2, 2]]);
    let extras: Vec<&str> = entries(&form)[0]
        .extras
        .iter()
        .map(|x| x.label.as_str())
        .collect();
    assert_eq!(extras, ["交叉互查", "群众评议"]);
    assert!(asked(&form).is_empty(), "{:?}", asked(&form));
    let words = read(grid(&[
        "序号|岗位|风险点|风险等级|科室检查|防控措施",
        "1|拨付岗|不核对进度|三级|已看过|双人核对",
    ]));
    assert_eq!(levels(&words), [[3, 0, 0]], "words are no level");
    let twice = read(merged(
        grid(&[
            "序号|岗位|风险点|自评|领导小组审定|防控措施",
            "|||等级|等级|",
            "1|拨付岗|不核对进度|三级|一级|双人核对",
        ]),
        &["A1:A2", "B1:B2", "C1:C2", "F1:F2"],
    ));
    assert_eq!(levels(&twice), [[3, 0, 1]]);
}

#[test]
fn kinds_under_one_head_are_ticked_and_parts_of_measures_are_one_measure() {
    let form = read(merged(
        grid(&[
            "序号|岗位|风险点|风险类型|||等级|防控措施||",
            "|||思想道德|业务流程|外部环境||前期预防|中期监控|后期处置",
            "1|拨付岗|不核对进度||√|√|一级|岗前谈话|每月抽查|约谈通报",
            "2|账户岗|违规开户|√|||二级|要件上墙||调离岗位",
        ]),
        &["A1:A2", "B1:B2", "C1:C2", "D1:F1", "G1:G2", "H1:J1"],
    ));
    assert_eq!(
        told(&form, Field::Category),
        ["业务流程\n外部环境", "思想道德"]
    );
    assert_eq!(told(&form, Field::Matter), ["—", "—"]);
    assert_eq!(
        told(&form, Field::Measures),
        [
            "前期预防：岗前谈话\n中期监控：每月抽查\n后期处置：约谈通报",
            "前期预防：要件上墙\n后期处置：调离岗位"
        ]
    );
    let extras = &entries(&form)[0].extras;
    assert_eq!(
        extras.iter().map(|x| x.text.as_str()).collect::<Vec<_>>(),
        ["岗前谈话", "每月抽查", "约谈通报"]
    );
}

#[test]
fn heads_of_questionnaires_are_read_without_their_numbers_and_answers_without_their_letters() {
    let form = read(grid(&[
        "序号|提交答卷时间|1、您所在的科室：|2、您的姓名：|3、【岗位】|4、风险点（必填）|●风险等级|7.防控措施(填空题)",
        "1|2026-10-20|国库科|张一|支付岗|重复支付|A.一级|系统校验",
        "2|2026-10-21|预算科|李二|指标岗|泄露方案|B.二级|专人保管",
    ]));
    assert_eq!(levels(&form), [[1, 0, 0], [2, 0, 0]]);
    assert_eq!(told(&form, Field::Section), ["国库科", "预算科"]);
    assert_eq!(told(&form, Field::Person), ["张一", "李二"]);
    let days: Vec<String> = entries(&form)
        .iter()
        .filter_map(|e| e.reported_on)
        .map(|d| d.to_string())
        .collect();
    assert_eq!(days, ["2026-10-20", "2026-10-21"]);
    let columns = &form.sheets[0].tables[0].columns;
    assert!(
        columns.iter().all(|c| c.by != Evidence::None),
        "{columns:?}"
    );
}

#[test]
fn numbers_of_columns_and_explanations_right_under_a_head_are_no_entries() {
    for under in [
        "1|2|3|4|5",
        "栏次|1|2|3|4",
        "填规范名称|填岗位名称|一行一个，20字以内|一级/二级/三级|不少于10字",
    ] {
        let form = read(grid(&[
            "科室|岗位|风险点|风险等级|防控措施",
            under,
            "预算科|编制岗|压低基数给熟人调剂|一级|两人分别测算",
        ]));
        assert_eq!(told(&form, Field::Risk), ["压低基数给熟人调剂"], "{under}");
        assert_eq!(levels(&form), [[1, 0, 0]]);
    }
    let first = read(grid(&[
        "序号|岗位|风险点|风险等级|防控措施",
        "1|编制岗|没有填写明细就批复|一级|请填报人逐项写明依据",
    ]));
    assert_eq!(
        entries(&first).len(),
        1,
        "a numbered row says something itself"
    );
}

#[test]
fn a_first_row_that_speaks_of_filling_in_is_an_entry_or_is_told_to_be_none() {
    for row in [
        "|决算岗|决算报表填报|虚假填报决算数据|√||填报数据由两人复核",
        "|决算岗|填报决算报表|对照表格式填写|||参照上年格式由两人选择核对",
        "1.|决算岗|决算报表填写|不按要求填写数据|||填写后由两人复核",
        "（1）|决算岗|决算报表填写|不按要求填写数据|||填写后由两人复核",
        "一、|决算岗|决算报表填写|不按要求填写数据|||填写后由两人复核",
        "|决算岗|票据填写|填写金额不实|√||写明用途并由两人填写",
        "|决算岗|票据填写|填写金额不实||✓|写明用途并由两人填写",
    ] {
        let form = read(merged(
            grid(&[
                "序号|岗位|权力事项|风险点|风险等级||防控措施",
                "||||一级|二级|",
                row,
                "2|预算岗|预算编制|压低基数|√||两人分别测算",
            ]),
            &["A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1", "G1:G2"],
        ));
        assert_eq!(entries(&form).len(), 2, "{row}");
    }
    let one = |row: &str| {
        read(grid(&[
            "序号|科室|岗位|风险点|风险等级|防控措施",
            row,
            "2|预算科|编制岗|压低基数给熟人调剂|一级|两人分别测算",
        ]))
    };
    let form = one("1|预算科|编制岗|填写数据不实|☑一级□二级□三级|填写后由两人复核");
    assert_eq!(entries(&form).len(), 2, "a choice made says something");
    for (row, doubt) in [
        (
            "填写顺序号|填写规范名称|填写岗位名称|请写明环节|□一级□二级□三级|不少于10字",
            false,
        ),
        (
            "1、2、3|填规范名称|填岗位名称|一行一个，20字以内|一级/二级/三级|不少于10字",
            false,
        ),
        (
            "|会计科|票据岗|票据填写不实|写明原因|票据填写后由两人复核",
            true,
        ),
        ("|||填写票据|填写金额不实|填写后由两人复核", true),
        ("|会计科|填表岗|必填项不实||请填报人核对后填写", true),
    ] {
        let form = one(row);
        assert_eq!(entries(&form).len(), 1, "{row}");
        let told = codes(&form).iter().any(|(code, _)| *code == "T14");
        assert_eq!(told, doubt, "{row}");
    }
}

#[test]
fn true_and_false_below_the_heads_of_levels_are_boxes() {
    let form = read(merged(
        grid(&[
            "岗位|风险点|风险等级|||防控措施",
            "||一级|二级|三级|",
            "编制岗|压低基数|TRUE|FALSE|FALSE|两人测算",
            "执行岗|拖延下达|FALSE|FALSE|TRUE|限时办结",
        ]),
        &["A1:A2", "B1:B2", "C1:E1", "F1:F2"],
    ));
    assert_eq!(levels(&form), [[1, 0, 0], [3, 0, 0]]);
}

#[test]
fn a_second_head_in_other_words_begins_a_second_table() {
    let form = read(grid(&[
        "序号|岗位|风险点|风险等级|防控措施|责任人",
        "1|指标岗|不核对进度就签字|一级|逐笔核对|分管领导",
        "",
        "预算科个人廉政风险表|||||",
        "序号|姓名|对应的廉政风险|等次|采取的防范办法|负责人",
        "1|王二|私自改动指标|一级|双人复核|科长",
        "2|李三|泄露标底|二级|密封保管|科长",
    ]));
    assert_eq!(
        told(&form, Field::Risk),
        ["不核对进度就签字", "私自改动指标", "泄露标底"]
    );
    assert_eq!(told(&form, Field::Person), ["—", "王二", "李三"]);
    assert_eq!(levels(&form), [[1, 0, 0], [1, 0, 0], [2, 0, 0]]);
    let asked: Vec<(&str, String)> = codes(&form).into_iter().filter(|c| c.0 == "T02").collect();
    let cells: Vec<&str> = asked.iter().map(|c| c.1.as_str()).collect();
    assert_eq!(
        cells,
        ["C5", "D5", "E5"],
        "a person is asked to look at what was read in plain words"
    );
}

#[test]
fn measures_in_a_table_of_their_own_are_joined_to_the_risks() {
    let tables = |second: &str, first: &str| {
        read(grid(&[
            "序号|岗位|风险点|风险等级|责任人",
            "1|指标岗|不核对进度就签字|一级|张一",
            "2|编审岗|透露方案|二级|李二",
            "",
            "防控措施表||||",
            "序号|对应风险点|防控措施|完成时限|",
            first,
            second,
        ]))
    };
    let form = tables(
        "2|不核对进度就签字|逐笔核对|长期|",
        "1|透露方案|专人保管|长期|",
    );
    assert_eq!(
        told(&form, Field::Measures),
        ["逐笔核对", "专人保管"],
        "by the risk, not by the number"
    );
    assert_eq!(entries(&form).len(), 2);
    let cell = entries(&form)[0].values[&Field::Measures]
        .cell
        .map(|c| c.to_string());
    assert_eq!(cell.as_deref(), Some("C8"));
    let apart = tables("2|另一件事|逐笔核对|长期|", "1|透露方案|专人保管|长期|");
    assert_eq!(
        entries(&apart).len(),
        2,
        "what cannot be joined is no risk point"
    );
    let alone = codes(&apart).into_iter().filter(|c| c.0 == "T20");
    let alone: Vec<String> = alone.map(|c| c.1).collect();
    assert_eq!(alone, ["B8", "C2"], "and is told at both places");
}

#[test]
fn a_column_for_each_level_holds_the_risks_of_that_level() {
    let listed = read(grid(&[
        "序号|科室|一级风险|二级风险|三级风险|防控措施",
        "1|预算科|1.泄露分配方案\n2.违规调剂指标|无|报表迟报|方案公布前限三人知悉",
        "2|国库科||大额支付未复核|无|双人核对",
    ]));
    let all = |form: &Understood| -> Vec<String> {
        let said = |f, e: &qingfeng::model::Entry| e.text(f).unwrap_or("—").to_owned();
        let fields = [Field::Section, Field::Level, Field::Risk, Field::Measures];
        let one = |e: &qingfeng::model::Entry| fields.map(|f| said(f, e)).join(" ");
        entries(form).into_iter().map(one).collect()
    };
    assert_eq!(
        all(&listed),
        [
            "预算科 一级 1.泄露分配方案 方案公布前限三人知悉",
            "预算科 一级 2.违规调剂指标 方案公布前限三人知悉",
            "预算科 三级 报表迟报 方案公布前限三人知悉",
            "国库科 二级 大额支付未复核 双人核对",
        ]
    );
    assert_eq!(
        levels(&listed),
        [[1, 0, 0], [1, 0, 0], [3, 0, 0], [2, 0, 0]]
    );
    assert!(asked(&listed).is_empty(), "{:?}", asked(&listed));
    let own = read(merged(
        grid(&[
            "科室|高风险||中风险||低风险|",
            "|风险点|防控措施|风险点|防控措施|风险点|防控措施",
            "预算科|泄露分配方案|限三人知悉|违规调剂指标|集体研究|报表迟报|台账提醒",
        ]),
        &["A1:A2", "B1:C1", "D1:E1", "F1:G1"],
    ));
    assert_eq!(
        all(&own),
        [
            "预算科 高 泄露分配方案 限三人知悉",
            "预算科 中 违规调剂指标 集体研究",
            "预算科 低 报表迟报 台账提醒",
        ]
    );
    assert_eq!(levels(&own), [[1, 0, 0], [2, 0, 0], [3, 0, 0]]);
}

#[test]
fn columns_that_may_be_steps_of_categories_are_asked_about() {
    let steps = grid(&[
        "序号|科室|一级风险|二级风险|三级风险|防控措施",
        "1|预算科|管理风险|编制风险|依据不足|方案公布前限三人知悉",
        "2|国库科|操作风险|支付风险|重复支付|双人核对",
    ]);
    let merged_steps = merged(steps.clone(), &["C2:C3"]);
    for form in [read(steps), read(merged_steps)] {
        assert!(entries(&form).iter().all(|e| e.text(Field::Risk).is_none()));
        let found = codes(&form);
        let told: Vec<&str> = found.iter().map(|(code, _)| *code).collect();
        assert_eq!(told[..3], ["T06"; 3]);
        let reading = &form.sheets[0].tables[0].reading;
        assert_eq!(reading.layout, Layout::Rows);
        assert!(reading.could_be[0].contains("一行并列"), "{reading:?}");
    }
}

#[test]
fn opinions_in_words_are_kept_and_only_a_level_given_in_so_many_words_is_one() {
    let form = read(grid(&[
        "序号|岗位|风险点|风险等级|防控措施|科室审核意见|群众评议意见|领导小组意见",
        "1|拨付岗|不核对进度|三级|双人核对|同意|建议提高为一级|经研究，同意定为一级。",
        "2|账户岗|违规开户|二级|三人会签|同意定为三级|无异议|同意",
        "3|出纳岗|坐支现金|二级|日清月结|不同意定为二级|同意|一级或二级",
    ]));
    assert_eq!(levels(&form), [[3, 0, 1], [2, 3, 0], [2, 0, 0]]);
    let kept: Vec<&str> = entries(&form)[0]
        .extras
        .iter()
        .map(|x| x.text.as_str())
        .collect();
    assert_eq!(kept, ["同意", "建议提高为一级", "经研究，同意定为一级。"]);
    let confirmed = &entries(&form)[0].values[&Field::ConfirmedLevel];
    assert_eq!(&*confirmed.raw, "经研究，同意定为一级。");
    // 不同意定为二级 and 一级或二级 leave the third open.
    let asked = asked(&form);
    assert_eq!(asked, [("L15", "F4".to_owned()), ("L15", "H4".to_owned())]);
}

#[test]
fn an_opinion_that_decides_nothing_gives_no_level() {
    for (opinion, level) in [
        ("暂定为一级", 0),
        ("无法定为一级", 0),
        ("难以认定为一级", 0),
        ("待研究后再定为一级", 0),
        ("下次会议研究，定为一级", 0),
        ("没有同意定为一级", 0),
        ("缓定为一级", 0),
        ("非重点岗位，定为一级的依据不足", 0),
        ("是否定为一级？", 0),
        ("建议定为一级", 0),
        ("应定为一级", 0),
        ("原定为一级", 0),
        ("报局党组同意后定为一级", 0),
        ("研究后定为一级", 0),
        ("争取定为一级", 0),
        ("同意自评，定为一级", 0),
        ("同意", 0),
        ("同意自评", 3),
        ("定为一级", 1),
        ("经研究定为一级", 1),
        ("经研究后，同意定为一级。", 1),
        ("经领导小组集体研究后审定为一级风险", 1),
        ("同意科室审核意见，定为一级", 1),
        ("领导小组会议审议核定为一级", 1),
        ("按照一级风险管理", 1),
        ("同意升为一级风险点", 1),
        ("由三级调整为一级", 1),
        ("同意从三级提高到一级", 1),
        ("一级（会议通过）", 1),
        ("审定等级：一级", 1),
        ("高", 1),
        ("☑一级 □二级 □三级", 1),
    ] {
        let form = read(grid(&[
            "序号|岗位|风险点|风险等级|防控措施|领导小组意见",
            &format!("1|拨付岗|不核对进度|三级|双人核对|{opinion}"),
        ]));
        assert_eq!(levels(&form), [[3, 0, level]], "{opinion}");
        let kept = &entries(&form)[0].extras;
        assert!(kept.iter().any(|x| x.text == opinion), "{opinion}: kept");
    }
}

#[test]
fn who_answers_counts_before_who_is_concerned_and_arrows_are_nothing() {
    let form = read(merged(
        grid(&[
            "工作流程|涉及对象||风险点|风险等级|防控措施|责任主体|",
            "|部门|人员||||部门|人员",
            "申报|预算科|指标岗|虚报项目|二级|集体研究|监督科|科长",
            "↓|||||||",
            "评审|绩效科|评审岗|泄露名单|一级|随机抽取|监督科|副科长",
        ]),
        &["A1:A2", "B1:C1", "D1:D2", "E1:E2", "F1:F2", "G1:H1"],
    ));
    assert_eq!(told(&form, Field::Matter), ["申报", "评审"]);
    assert_eq!(told(&form, Field::Section), ["监督科", "监督科"]);
    assert_eq!(told(&form, Field::Owner), ["科长", "副科长"]);
    let kept: Vec<&str> = entries(&form)[1]
        .extras
        .iter()
        .map(|x| x.text.as_str())
        .collect();
    assert_eq!(kept, ["绩效科", "评审岗"]);
    assert!(asked(&form).is_empty(), "{:?}", asked(&form));
}

#[test]
fn names_and_posts_under_two_heads_are_whose_each_head_says() {
    let ranges = ["A1:B1", "C1:C2", "D1:D2", "E1:E2", "F1:G1"];
    for (whose, who) in [
        ("基本情况", "责任人"),
        ("填报人", "直接责任人"),
        ("岗位人员信息", "防控责任人"),
    ] {
        let form = read(merged(
            grid(&[
                &format!("{whose}||风险点|风险等级|防控措施|{who}|"),
                "姓名|职务||||姓名|职务",
                "张一|出纳岗|重复支付|一级|双人复核|李二|科长",
            ]),
            &ranges,
        ));
        assert_eq!(told(&form, Field::Person), ["张一"], "{whose} {who}");
        assert_eq!(told(&form, Field::Post), ["出纳岗"], "{whose} {who}");
        assert_eq!(told(&form, Field::Owner), ["李二"], "{whose} {who}");
        let extras = &entries(&form)[0].extras;
        assert!(extras.iter().any(|x| x.text == "科长"), "{extras:?}");
        assert!(asked(&form).is_empty(), "{:?}", asked(&form));
    }
}

#[test]
fn a_post_under_its_duties_is_a_post_and_nobodys_owner() {
    for head in [
        "岗位责任",
        "岗位责任情况",
        "岗位及责任",
        "工作责任",
        "岗位责任制",
        "岗位职责落实情况",
        "制度落实情况",
        "主体责任",
    ] {
        let form = read(merged(
            grid(&[
                &format!("序号|{head}||风险点|风险等级|防控措施|责任人"),
                "|岗位|职责||||",
                "1|出纳岗|现金收付|坐支现金|一级|按日盘点|科长",
            ]),
            &["A1:A2", "B1:C1", "D1:D2", "E1:E2", "F1:F2", "G1:G2"],
        ));
        assert_eq!(told(&form, Field::Post), ["出纳岗"], "{head}");
        assert_eq!(told(&form, Field::Owner), ["科长"], "{head}");
    }
    for head in [
        "责任主体",
        "责任分工",
        "责任落实",
        "防控责任",
        "风险防控责任分工",
        "措施落实责任",
    ] {
        let form = |post: &str| {
            read(merged(
                grid(&[
                    &format!("序号|{post}|风险点|风险等级|防控措施|{head}|"),
                    "|||||岗位|部门",
                    "1|甲|坐支现金|一级|按日盘点|出纳岗|国库科",
                ]),
                &["A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:E2", "F1:G1"],
            ))
        };
        let beside = form("岗位名称");
        assert_eq!(told(&beside, Field::Post), ["甲"], "{head}");
        assert_eq!(told(&beside, Field::Owner), ["出纳岗"], "{head}");
        let alone = form("权力事项");
        assert_eq!(told(&alone, Field::Post), ["出纳岗"], "{head}: no other");
        assert_eq!(told(&alone, Field::Owner), ["—"], "{head}: no other");
    }
}

#[test]
fn a_page_of_counts_is_one_wherever_it_stands_and_whatever_its_title() {
    for (counts, merges) in [
        (
            &[
                "区机关工作情况表",
                "序号|科室|梳理职权数|一级|二级|三级|措施数",
                "1|预算科|5|3|4|5|20",
                "合计||5|3|4|5|20",
            ][..],
            &[][..],
        ),
        (
            &[
                "科室|风险点等级||",
                "|一级风险|二级风险|三级风险",
                "预算科|3|0|5",
                "国库科|2|1|4",
            ][..],
            &["A1:A2", "B1:D1"][..],
        ),
        (
            &[
                "单位|高风险（个）|中风险（个）|低风险（个）",
                "预算科|3|-|5",
            ][..],
            &[][..],
        ),
    ] {
        let form = read(merged(grid(counts), merges));
        assert!(entries(&form).is_empty(), "{counts:?}");
        assert_eq!(form.kind, FormKind::Statistics, "{counts:?}");
        assert_eq!(codes(&form)[0].0, "T07");
        // Behind a table, on its own sheet or below.
        let mut below = vec![
            "序号|科室|风险点|风险等级|防控措施",
            "1|预算科|虚报项目|一级|集体研究",
            "",
            "",
        ];
        below.extend(counts);
        let shift = |range: &&str| -> String {
            let down = |cell: &str| {
                let (col, row) = cell.split_at(1);
                format!("{col}{}", row.parse::<u32>().expect("a row") + 4)
            };
            let (a, b) = range.split_once(':').expect("a range");
            format!("{}:{}", down(a), down(b))
        };
        let shifted: Vec<String> = merges.iter().map(shift).collect();
        let shifted: Vec<&str> = shifted.iter().map(String::as_str).collect();
        let form = read(merged(grid(&below), &shifted));
        assert_eq!(entries(&form).len(), 1, "{counts:?}");
        assert_eq!(form.kind, FormKind::SelfCheck, "{counts:?}");
    }
    let ticked = read(grid(&[
        "序号|科室|风险点|一级|二级|三级|防控措施",
        "1|预算科|虚报项目|1|||集体研究",
    ]));
    assert_eq!(entries(&ticked).len(), 1, "a 1 under a level may be a tick");
}

#[test]
fn a_sheet_without_a_head_goes_on_with_the_table_before_only_where_its_rows_fit() {
    let policy = Policy::embedded().expect("valid");
    let with = |next: &[&str]| {
        let first = [
            "序号|科室|风险点|风险等级|防控措施",
            "1|预算科|虚报项目|一级|集体研究",
        ];
        let both = [("表一", grid(&first)), ("表二", grid(next))];
        let all = both.map(|(name, grid)| (name, Visibility::Visible, grid));
        entries(&sheets("自查表.xlsx", &policy, all.to_vec())).len()
    };
    assert_eq!(
        with(&[
            "2|国库科|坐支现金|二级|日清月结",
            "3|国库科|重复支付|三级|双人核对"
        ]),
        3
    );
    assert_eq!(with(&["1|预算科|3|2|5", "2|国库科|1|2|3"]), 1, "counts");
    assert_eq!(
        with(&["联系人|张一|电话|一级|无", "传真|李二|手机|二级|无"]),
        1,
        "no numbers"
    );
}

#[test]
fn a_form_of_other_work_is_named_and_not_registered() {
    let policy = Policy::embedded().expect("valid");
    let table = [
        "科室|风险点|风险等级|防控措施",
        "预算科|编制依据不足|一级|集体研究",
    ];
    let of = |file: &str, title: &str| {
        let mut lines = vec![title];
        lines.extend(table);
        let form = sheets(
            file,
            &policy,
            vec![("Sheet1", Visibility::Visible, grid(&lines))],
        );
        let named = codes(&form).iter().any(|(code, _)| *code == "T18");
        assert_ne!(named, !entries(&form).is_empty(), "{file} {title}");
        named
    };
    for (file, title) in [
        ("表.xlsx", "内部控制风险评估表"),
        ("保密自查表.xlsx", "2026年风险排查表"),
        ("表.xlsx", "安全生产风险隐患清单"),
    ] {
        assert!(of(file, title), "{file} {title}");
    }
    for (file, title) in [
        ("表.xlsx", "内部控制与廉政风险自查表"),
        ("廉政自查.xlsx", "内控岗位风险自查表"),
        ("保密科.xlsx", "2026年风险自查表"),
        ("表.xlsx", "内控监督科风险点自查表"),
        ("表.xlsx", "保密岗风险点自查表"),
        ("内控科.xlsx", "内控权力运行风险点"),
        ("内控.xlsx", "内控科权力运行风险点"),
    ] {
        assert!(!of(file, title), "{file} {title}");
    }
    let two = grid(&[
        "保密风险排查表",
        table[0],
        table[1],
        "第二部分",
        "岗位|风险点|风险等级|防控措施",
        "支付岗|违规开户|一级|集体研究",
    ]);
    let form = sheets("表.xlsx", &policy, vec![("保密", Visibility::Visible, two)]);
    let told = codes(&form);
    let told = told.iter().filter(|(code, _)| *code == "T18");
    assert_eq!(told.count(), 1, "said once of the sheet");
}

#[test]
fn a_picture_where_a_text_is_asked_for_is_an_error_there_and_no_text() {
    let mut form = grid(&[
        "科室|岗位|风险点|风险等级|防控措施|照片",
        "预算科|编制岗|x|一级|集体研究|x",
        "预算科|编制岗|x|一级|集体研究|x",
    ]);
    for at in ["C2", "F2", "C3", "F3"] {
        form.set(at.parse().expect("a cell"), CellValue::Picture);
    }
    let form = read(form);
    assert_eq!(told(&form, Field::Risk), ["—", "—"]);
    let cells: Vec<String> = form
        .findings
        .iter()
        .filter(|f| f.code == "T19")
        .map(|f| f.place.cell.expect("a cell").to_string())
        .collect();
    assert_eq!(cells, ["C2", "C3"]);
}

#[test]
fn letters_of_a_lost_font_of_signs_are_boxes_only_beside_each_other() {
    let form = read(merged(
        grid(&[
            "科室|岗位|风险点|风险等级|||防控措施",
            "|||一级|二级|三级|",
            "预算科|编制岗|压低基数|R|£|£|集体研究",
            "国库科|支付岗|重复支付|£|£|R|双人核对",
            "会计科|代账岗|隐瞒收入|R|||每季抽查",
        ]),
        &["A1:A2", "B1:B2", "C1:C2", "D1:F1", "G1:G2"],
    ));
    assert_eq!(levels(&form), [[1, 0, 0], [3, 0, 0], [0, 0, 0]]);
}

#[test]
fn the_matter_is_what_names_it_and_fields_and_steps_stand_beside_it() {
    for heads in ["业务名称|排查领域|业务流程", "排查领域|业务流程|业务名称"]
    {
        let cells = heads
            .replace("业务名称", "资金拨付")
            .replace("排查领域", "财务审批")
            .replace("业务流程", "受理-审核");
        let form = read(grid(&[
            &format!("单位名称|单位职能|{heads}|涉及关键岗位|廉洁风险点自查描述|防控措施清单"),
            &format!("国库科|实施|{cells}|拨付岗|不核对进度|双人核对"),
            &format!("预算科|管理|{cells}|指标岗|透露方案|专人保管"),
        ]));
        assert_eq!(
            told(&form, Field::Matter),
            ["资金拨付", "资金拨付"],
            "{heads}"
        );
        assert_eq!(told(&form, Field::Section), ["国库科", "预算科"]);
        assert_eq!(told(&form, Field::Post), ["拨付岗", "指标岗"]);
        assert_eq!(told(&form, Field::Measures), ["双人核对", "专人保管"]);
        assert!(
            codes(&form).iter().all(|(code, _)| *code != "T03"),
            "{:?}",
            codes(&form)
        );
        let extras = &entries(&form)[0].extras;
        assert!(extras.iter().any(|x| x.text == "受理-审核"));
    }
    for head in ["职责权力", "职权名称及流程", "审批权力事项", "主要业务流程"]
    {
        let form = read(grid(&[
            &format!("序号|岗位|{head}|廉政风险点|风险等级|防控措施"),
            "1|拨付岗|资金拨付|不核对进度|一级|双人核对",
        ]));
        assert_eq!(told(&form, Field::Matter), ["资金拨付"], "{head}");
    }
}
