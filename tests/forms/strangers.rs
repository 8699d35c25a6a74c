//! Forms nobody here had seen before: heads in words of their own, further rows of heads, names in other places.

use qingfeng::model::Field;

use crate::bureaus::{days, declared, entries, has, levels, read, read_sheets, said};
use crate::handed_in::told;

/// A form with one head in other words, and what stands below it.
fn with_head(known: &str, other: &str, field: Field) -> Vec<String> {
    let heads = "序号|科室|岗位|风险点|风险等级|防控措施|责任人".replace(known, other);
    let form = read(&format!(
        "廉政风险防控一览表|<|<|<|<|<|<
         {heads}
         1|预算科|编制岗|虚列项目|一级|集体研究|张一
         2|国库科|拨付岗|违规拨付|二级|双人复核|李二
         3|会计科|监管岗|检查走过场|三级|随机抽查|王三"
    ));
    assert!(has(&form, "T02"), "{other}: a person is asked to look");
    said(&form, &[field])
}

#[test]
fn heads_in_words_of_their_own_are_read_where_their_cells_agree() {
    let sections = ["预算科", "国库科", "会计科"];
    for head in [
        "科（室）",
        "内设机构",
        "股（室）所",
        "承办科室",
        "部门/单位",
        "科室及单位",
    ] {
        assert_eq!(with_head("科室", head, Field::Section), sections, "{head}");
    }
    for head in ["涉险岗位", "具体岗位", "风险岗位名称", "岗位设置"] {
        let posts = ["编制岗", "拨付岗", "监管岗"];
        assert_eq!(with_head("岗位", head, Field::Post), posts, "{head}");
    }
    for head in ["廉政隐患", "可能产生的腐败行为", "权力风险点"] {
        let risks = ["虚列项目", "违规拨付", "检查走过场"];
        assert_eq!(with_head("风险点", head, Field::Risk), risks, "{head}");
    }
    for head in ["制度措施", "监督措施", "防控手段", "防控机制", "针对性措施"]
    {
        let measures = ["集体研究", "双人复核", "随机抽查"];
        assert_eq!(
            with_head("防控措施", head, Field::Measures),
            measures,
            "{head}"
        );
    }
    for head in ["责任者", "措施落实人", "责任人及职务", "具体承办人"] {
        let owners = ["张一", "李二", "王三"];
        assert_eq!(with_head("责任人", head, Field::Owner), owners, "{head}");
    }
}

#[test]
fn a_head_that_says_how_high_a_risk_is_gives_the_level_and_is_no_risk() {
    for head in [
        "风险评级",
        "风险分级",
        "风险层级",
        "风险高低",
        "廉政风险评级",
        "风险度",
    ] {
        let form = read(&format!(
            "预算科廉政风险防控一览表|<|<|<
             序号|廉政隐患|{head}|防控措施
             1|虚列项目|一级|集体研究
             2|违规拨付|二级|双人复核"
        ));
        assert_eq!(
            said(&form, &[Field::Risk]),
            ["虚列项目", "违规拨付"],
            "{head}"
        );
        assert_eq!(declared(&form), [1, 2], "{head}");
    }
}

#[test]
fn who_answers_by_name_is_an_owner_and_no_section() {
    let form = read(
        "国库科权力运行廉政风险防控表|<|<|<|<
         职权名称|廉政风险点|风险等级|防控措施|责任主体
         资金拨付|违规拨付|一级|三级审核|张一
         ^|拖延拨付|三级|限时办结|李二、王三",
    );
    let fields = [Field::Section, Field::Owner];
    assert_eq!(said(&form, &fields), ["国库科 张一", "国库科 李二、王三"]);
}

#[test]
fn a_day_below_a_table_that_begins_with_the_risk_is_no_entry() {
    for line in ["日期：2026年10月9日", "科室：预算科   时间：2026年10月9日"] {
        let form = read(&format!(
            "预算科廉政风险点自查表|<|<|<
             风险点|表现形式|风险等级|防控措施
             虚列项目|多报项目支出|一级|集体研究
             {line}|||"
        ));
        assert_eq!(said(&form, &[Field::Risk]), ["虚列项目"]);
        assert_eq!(days(&form), ["2026-10-09"]);
    }
}

#[test]
fn a_head_of_three_rows_ends_with_the_third() {
    for down in ["^|^|^|^|^|^|责任人|分管领导", "||||||责任人|分管领导"] {
        let form = read(&format!(
            "预算科权力事项廉政风险防控表|<|<|<|<|<|<|<
             权力事项|<|风险|<|<|防控|<|<
             类别|名称|风险点|表现|等级|措施|责任|<
             {down}
             审批类|代理记账许可|违规许可|降低标准|高|双人审核|张一|赵四
             监督类|会计检查|检查不公|选择性检查|中|随机抽查|李二|^"
        ));
        let fields = [Field::Matter, Field::Risk, Field::Owner, Field::Leader];
        assert_eq!(
            said(&form, &fields),
            [
                "代理记账许可 违规许可 张一 赵四",
                "会计检查 检查不公 李二 赵四"
            ]
        );
        assert_eq!(declared(&form), [1, 2]);
    }
}

#[test]
fn a_card_with_labels_and_paragraphs_of_its_own_is_read_all_the_same() {
    let blocks = read(
        "个人岗位廉政风险排查防控表|<|<|<|<|<
         姓名|张一|单位（科室）|国库支付中心|职务（岗位）|支付审核岗
         一、岗位基本职责|<|<|<|<|<
         负责直接支付申请的审核|<|<|<|<|<
         二、廉政风险点查找|<|<|<|<|<
         思想道德风险|服务意识不强|<|<|<|<
         岗位职责风险|审核不严|<|<|<|<
         三、自评风险等级|二级|<|<|<|<
         四、防控措施|严格复核|<|<|<|<
         五、科室审核等级|二级|<|<|<|<
         六、局领导小组审定等级|一级|<|<|<|<",
    );
    let fields = [Field::Category, Field::Risk, Field::Measures];
    assert_eq!(
        said(&blocks, &fields),
        [
            "思想道德 服务意识不强 严格复核",
            "岗位职责 审核不严 严格复核"
        ]
    );
    assert_eq!(levels(&blocks), [[2, 2, 1], [2, 2, 1]]);
    let posted = read(
        "岗位廉政风险防控卡|<|<|<|<
         岗位名称|预算编制岗|<|责任人|张一
         所属科室|预算科|<|监督电话|1234567
         风险点一|虚列项目|<|风险等级|一级
         防控措施|集体研究|<|<|<
         风险点二|泄露信息|<|风险等级|三级
         防控措施|签订承诺|<|<|<
         监督人|李二|<|制卡时间|2026年10月",
    );
    let fields = [Field::Section, Field::Post, Field::Risk];
    assert_eq!(
        said(&posted, &fields),
        ["预算科 预算编制岗 虚列项目", "预算科 预算编制岗 泄露信息"]
    );
    assert_eq!(declared(&posted), [1, 3]);
}

#[test]
fn title_and_sheet_may_name_the_post_and_the_person() {
    let form = read(
        "科室：预算科|<|<
         预算编制岗廉政风险点|<|<
         风险点|风险等级|防控措施
         虚列项目|一级|集体研究
         预算科执行岗廉政风险点|<|<
         风险点|风险等级|防控措施
         随意调剂|二级|双人审核
         重点岗位廉政风险点|<|<
         风险点|风险等级|防控措施
         公开不实|三级|逐项复核",
    );
    assert_eq!(said(&form, &[Field::Post])[..2], ["预算编制岗", "执行岗"]);
    let sheet = "岗位廉政风险点自查表|<|<
         科室：监督科||岗位：检查岗
         风险点|风险等级|防控措施
         检查走形式|二级|三级复核";
    let form = read_sheets(&[("张一", sheet), ("李二", sheet), ("汇总", sheet)]);
    assert_eq!(said(&form, &[Field::Person]), ["张一", "李二", "—"]);
}

#[test]
fn whoever_exercises_a_power_is_the_section() {
    let form = read(
        "一、权力名称：非税收入减免审批|<|<|<
         行使主体：综合科|<|<|<
         流程|风险点|等级|防控措施
         审核|违规减免|一级|集体会审
         二、权力名称：票据核销|<|<|<
         行使主体：国库科|<|<|<
         流程|风险点|等级|防控措施
         核对|核对不细|二级|双人核对",
    );
    assert_eq!(said(&form, &[Field::Section]), ["综合科", "国库科"]);
}

#[test]
fn a_leader_named_over_a_part_of_a_table_is_that_of_the_rows_below() {
    let fields = [Field::Section, Field::Leader];
    let expected = ["预算科 赵四", "国库科 赵四", "会计科 钱五"];
    let parted = read(
        "廉政风险防控责任清单|<|<|<|<
         分管领导：赵四|<|<|<|<
         科室|风险点|等级|措施|责任人
         预算科|虚列项目|一级|集体研究|张一
         国库科|违规拨付|二级|双人复核|李二
         分管领导：钱五|<|<|<|<
         科室|风险点|等级|措施|责任人
         会计科|检查不公|三级|随机抽查|王三",
    );
    assert_eq!(said(&parted, &fields), expected);
    let inside = read(
        "廉政风险防控责任清单|<|<|<|<
         科室|风险点|等级|措施|责任人
         分管领导：赵四|<|<|<|<
         预算科|虚列项目|一级|集体研究|张一
         国库科|违规拨付|二级|双人复核|李二
         分管领导：钱五|<|<|<|<
         会计科|检查不公|三级|随机抽查|王三",
    );
    assert_eq!(said(&inside, &fields), expected);
    // At the foot of a printed page somebody signs.
    let signed = read(
        "廉政风险防控责任清单|<|<|<|<
         科室|风险点|等级|措施|责任人
         预算科|虚列项目|一级|集体研究|张一
         分管领导：赵四|<|<|<|<
         科室|风险点|等级|措施|责任人
         会计科|检查不公|三级|随机抽查|王三",
    );
    assert_eq!(said(&signed, &[Field::Leader]), ["—", "—"]);
}

#[test]
fn a_level_of_another_below_the_entries_makes_no_card_of_their_table() {
    let form = read(
        "岗位廉政风险自查自评表|<|<|<|<|<
         姓名|张一|科室|预算科|岗位|编制岗
         廉政风险自查|类别|风险点|表现形式|自评等级|防控措施
         ^|思想道德|宗旨意识淡薄|对群众态度生硬|三级|开展教育
         ^|岗位职责|审核不严|虚报项目支出|一级|实地核查
         科室评定等级|一级|<|<|<|<",
    );
    let fields = [Field::Person, Field::Risk, Field::Measures];
    assert_eq!(
        said(&form, &fields),
        ["张一 宗旨意识淡薄 开展教育", "张一 审核不严 实地核查"]
    );
    assert_eq!(levels(&form), [[3, 1, 0], [1, 1, 0]]);
}

#[test]
fn questions_that_name_the_kind_first_are_parted_by_kinds() {
    let form = read(
        "序号|提交答卷时间|1、科室|2、姓名|3、(1)思想道德风险—风险点|3、(1)思想道德风险—等级|3、(1)思想道德风险—措施|3、(2)岗位职责风险—风险点|3、(2)岗位职责风险—等级|3、(2)岗位职责风险—措施
         1|2026-10-10 09:00:00|预算科|张一|学习不够|三级|每周学习|虚列项目|一级|集体研究
         2|2026-10-11 09:00:00|国库科|李二|服务不好|三级|作风教育|违规拨付|二级|双人复核",
    );
    let fields = [Field::Person, Field::Category, Field::Risk, Field::Measures];
    assert_eq!(
        said(&form, &fields),
        [
            "张一 思想道德 学习不够 每周学习",
            "张一 岗位职责 虚列项目 集体研究",
            "李二 思想道德 服务不好 作风教育",
            "李二 岗位职责 违规拨付 双人复核",
        ]
    );
    assert_eq!(declared(&form), [3, 1, 3, 2]);
}

#[test]
fn a_card_that_was_left_blank_has_no_entry() {
    let form = read(
        "个人廉政风险自查表|<|<|<
         姓名||科室|
         岗位||职务|
         风险点||等级|
         防控措施||<|<",
    );
    assert!(said(&form, &[Field::Risk]).is_empty());
}

#[test]
fn levels_are_called_classes_and_those_of_posts_as_well() {
    let words = [
        "Ⅰ类风险|Ⅱ类风险",
        "一类|二类",
        "一级廉政风险点|二级廉政风险",
        "一级岗位|二级岗位",
    ];
    for pair in words {
        let (one, two) = pair.split_once('|').expect("two");
        let form = read(&format!(
            "综合科廉政风险自查表|<|<|<
             序号|风险点|风险等级|防控措施
             1|违规减免|{one}|集体会审
             2|票据管理不严|{two}|专人管理"
        ));
        assert_eq!(declared(&form), [1, 2], "{pair}");
    }
}

#[test]
fn a_card_of_several_posts_gives_each_its_risks() {
    let form = read(
        "个人岗位廉政风险自查表|<|<|<
         姓名|张一|科室|办公室
         岗位一|出纳岗|<|<
         风险点|坐支现金|风险等级|一级
         防控措施|日清月结|<|<
         岗位二|档案岗|<|<
         风险点|档案遗失|风险等级|三级
         防控措施|专柜保管|<|<",
    );
    let fields = [Field::Person, Field::Post, Field::Risk];
    assert_eq!(
        said(&form, &fields),
        ["张一 出纳岗 坐支现金", "张一 档案岗 档案遗失"]
    );
}

#[test]
fn numbers_of_measures_count_no_risks() {
    let form = read(
        "机关党委廉政风险表|<|<|<|<
         序号|风险点|等级|防控措施|<
         ^|^|^|序号|内容
         1|党费管理不严|二级|1|专户管理
         ^|^|^|2|定期公示
         2|发展党员不规范|一级|1|民主测评",
    );
    let fields = [Field::Risk, Field::Measures];
    assert_eq!(
        said(&form, &fields),
        ["党费管理不严 专户管理\n定期公示", "发展党员不规范 民主测评"]
    );
    assert!(!has(&form, "T03"));
}

#[test]
fn each_of_several_cards_keeps_the_section_that_answers() {
    let form = read_sheets(&[
        (
            "1",
            "责任科室|综合科|责任人|张一
             风险事项|票据审核不严|<|<
             风险等级|二级|<|<
             防控措施|双人核对|<|<",
        ),
        (
            "2",
            "责任科室|国库科|责任人|李二
             风险事项|违规拨付资金|<|<
             风险等级|一级|<|<
             防控措施|三级审核|<|<",
        ),
    ]);
    let fields = [Field::Section, Field::Owner, Field::Risk];
    assert_eq!(
        said(&form, &fields),
        ["综合科 张一 票据审核不严", "国库科 李二 违规拨付资金"]
    );
}

#[test]
fn a_title_gives_the_level_behind_the_section_and_a_line_in_brackets_the_section() {
    let titled = read(
        "预算科一级廉政风险点清单|<|<
         序号|风险点|防控措施
         1|虚列项目|集体研究",
    );
    assert_eq!(said(&titled, &[Field::Section]), ["预算科"]);
    assert_eq!(declared(&titled), [1]);
    let framed = read(
        "青云区财政局|<|<
         岗位廉政风险点及防控措施登记表|<|<
         （国库科）|<|<
         风险点|等级|防控措施
         违规拨付|一级|双人复核",
    );
    assert_eq!(said(&framed, &[Field::Section]), ["国库科"]);
}

#[test]
fn a_head_of_a_post_and_something_else_is_no_post_alone() {
    for head in ["主体/岗位", "单位负责人及岗位"] {
        let form = read(&format!(
            "廉政风险点排查表|<|<|<
             {head}|风险点|等级|防控措施
             张一/主任|用人失察|一级|民主推荐
             李二/文秘|泄露文件|二级|签订承诺"
        ));
        let fields = [Field::Post, Field::Person];
        assert_eq!(said(&form, &fields), ["— —", "— —"], "{head}");
        assert!(has(&form, "T02"), "{head}");
    }
}

#[test]
fn who_does_something_is_not_whose_the_risk_is() {
    for (upper, lower, cells) in [
        (
            "防控措施|<|<",
            "个人|科室|单位",
            "核对依据|每月检查|每季抽查",
        ),
        ("监管责任人|<|<", "岗位|科室|局领导", "陈一|赵科长|钱局长"),
        ("签字确认|<|<", "本人|科室|分管领导", "李二|王五|孙六"),
        ("监督|<|<", "科室|责任人|时限", "机关纪委|周七|每季"),
    ] {
        let form = read(&format!(
            "国库科廉政风险防控表|<|<|<|<|<|<
             岗位|风险点|等级|应对办法|{upper}
             ^|^|^|^|{lower}
             拨付岗|超进度拨款|一级|按合同拨付|{cells}"
        ));
        let fields = [Field::Section, Field::Post];
        assert_eq!(said(&form, &fields), ["国库科 拨付岗"], "{upper}");
        let entry = entries(&form)[0];
        let kept = |text: &str| {
            let values = entry.values.values().map(|v| v.raw.to_string());
            let all = values.chain(entry.extras.iter().map(|x| x.text.clone()));
            all.into_iter().any(|own| own.contains(text))
        };
        assert!(cells.split('|').all(kept), "{upper}");
    }
}

#[test]
fn headings_that_name_nobody_among_others_that_do_are_told() {
    let form = read(
        "青云区财政局廉政风险清单|<|<
         岗位|风险点|等级|防控措施
         一、预算科|<|<|<
         编制岗|虚报项目|一级|两人复核
         二、国库科|<|<|<
         拨付岗|超进度拨款|二级|按合同拨付
         三、局领导|<|<|<
         副局长|干预项目|一级|集体决策",
    );
    let said = told(&form, "T25");
    assert!(said.len() == 1 && said[0].starts_with("A7 "), "{said:?}");
    let words = read(
        "预算科廉政风险清单|<|<|<
         序号|风险点|等级|防控措施
         出纳|<|<|<
         1|挪用备用金|一级|每日盘库
         会计|<|<|<
         2|做假账|二级|双人复核",
    );
    assert_eq!(told(&words, "T25").len(), 1);
    let right = read(
        "青云区财政局廉政风险清单|<|<|<
         岗位|风险点|等级|防控措施
         一、预算科|<|<|<
         编制岗|虚报项目|一级|两人复核
         二、国库科|<|<|<
         拨付岗|超进度拨款|二级|按合同拨付",
    );
    assert_eq!(told(&right, "T25"), Vec::<String>::new());
    // What stands in every row too is not lost.
    for [heads, first, second] in [["科室", "预算科", "国库科"], ["岗位", "出纳", "会计"]]
    {
        let form = read(&format!(
            "青云区财政局廉政风险清单|<|<|<
             {heads}|风险点|等级|防控措施
             {first}|<|<|<
             {first}|虚报项目|一级|两人复核
             {second}|<|<|<
             {second}|超进度拨款|二级|按合同拨付"
        ));
        assert_eq!(told(&form, "T25"), Vec::<String>::new(), "{heads}");
    }
    let words = "东南西北中上"
        .chars()
        .flat_map(|a| "明光清和正平".chars().map(move |b| (a, b)));
    let rows = words.map(|(a, b)| format!("{a}{b}|<|<|<\n1|挪用备用金|一级|每日盘库"));
    let rows = rows.collect::<Vec<_>>().join("\n");
    let many = read(&format!(
        "预算科廉政风险清单|<|<|<\n序号|风险点|等级|防控措施\n{rows}"
    ));
    let said = told(&many, "T25");
    assert!(said.len() == 1 && said[0].contains("等 36 个"), "{said:?}");
}

#[test]
fn a_sheet_of_examples_beside_the_form_is_none_and_alone_is_the_form() {
    let of = |post: &str| {
        format!(
            "预算科廉政风险自查表|<|<|<
             岗位|风险点|等级|防控措施
             {post}|虚报项目支出|一级|两人复核"
        )
    };
    let (example, own) = (of("印章岗"), of("编制岗"));
    for name in ["填写示例", "样表", "填表示范"] {
        let both = read_sheets(&[(name, &example), ("自查表", &own)]);
        assert_eq!(said(&both, &[Field::Post]), ["编制岗"], "{name}");
        assert_eq!(told(&both, "T14").len(), 1, "{name}");
        let alone = read_sheets(&[(name, &own)]);
        assert_eq!(said(&alone, &[Field::Post]), ["编制岗"], "{name}");
    }
}
