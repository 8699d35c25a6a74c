//! Further forms as bodies hand them in: small headings that name a kind, a post or a person.

use qingfeng::model::Field;

use crate::bureaus::{days, has, levels, read, said};

const WHO: [Field; 3] = [Field::Post, Field::Person, Field::Risk];

#[test]
fn a_heading_that_is_a_kind_of_risk_gives_it_to_the_rows_below() {
    let fields = [Field::Category, Field::Risk];
    let inside = read(
        "个人廉政风险自查表|<|<|<
         姓名：张一|科室：预算科|岗位：编制岗|
         序号|风险点|风险等级|防控措施
         一、思想道德方面|<|<|<
         1|学习走过场|三级|每月学习
         二、岗位职责风险（2个）|<|<|<
         1|虚报项目|一级|双人复核
         2|随意追加|二级|上会研究
         三、外部环境方面存在的风险|<|<|<
         1|请托说情|二级|登记报告",
    );
    let kinds = [
        "思想道德 学习走过场",
        "岗位职责 虚报项目",
        "岗位职责 随意追加",
        "外部环境 请托说情",
    ];
    assert_eq!(said(&inside, &fields), kinds);
    let above = read(
        "个人廉政风险自查表|<|<|<
         姓名：张一|科室：预算科|岗位：编制岗|
         一、思想道德风险|<|<|<
         序号|风险点|风险等级|防控措施
         1|学习走过场|三级|每月学习
         二、岗位职责风险|<|<|<
         序号|风险点|风险等级|防控措施
         1|虚报项目|一级|双人复核
         2|随意追加|二级|上会研究",
    );
    assert_eq!(said(&above, &fields), kinds[..3]);
    // Not every heading below is one of a kind.
    let ended = read(
        "预算科廉政风险自查表|<|<|<
         序号|风险点|风险等级|防控措施
         一、编制岗|<|<|<
         （一）业务流程风险|<|<|<
         1|虚报项目|一级|双人复核
         二、执行岗|<|<|<
         1|随意追加|二级|上会研究",
    );
    let fields = [Field::Post, Field::Category, Field::Risk];
    assert_eq!(
        said(&ended, &fields),
        ["编制岗 业务流程 虚报项目", "执行岗 — 随意追加"]
    );
}

#[test]
fn a_heading_that_is_a_person_with_the_post_gives_both_and_ends_those_before() {
    let inside = read(
        "预算科廉政风险自查表|<|<|<
         序号|风险点|风险等级|防控措施
         一、张一（编制岗）|<|<|<
         1|虚报项目|三级|每月学习
         二、执行岗（李二）|<|<|<
         1|随意调剂|一级|双人复核
         三、公开岗|<|<|<
         2|公开不及时|二级|上会研究",
    );
    let people = [
        "编制岗 张一 虚报项目",
        "执行岗 李二 随意调剂",
        "公开岗 — 公开不及时",
    ];
    assert_eq!(said(&inside, &WHO), people);
    let above = read(
        "预算科廉政风险自查表|<|<|<
         一、张一（编制岗）|<|<|<
         序号|风险点|风险等级|防控措施
         1|虚报项目|三级|每月学习
         二、执行岗（李二）|<|<|<
         序号|风险点|风险等级|防控措施
         1|随意调剂|一级|双人复核
         三、公开岗|<|<|<
         序号|风险点|风险等级|防控措施
         2|公开不及时|二级|上会研究",
    );
    assert_eq!(said(&above, &WHO), people);
    let named = read(
        "预算科个人廉政风险自查表|<|<|<
         序号|风险点|风险等级|防控措施
         一、张一|<|<|<
         1|虚报项目|三级|每月学习
         二、李二|<|<|<
         1|随意调剂|一级|双人复核",
    );
    assert_eq!(said(&named, &WHO), ["— 张一 虚报项目", "— 李二 随意调剂"]);
}

#[test]
fn a_person_named_in_a_line_inside_a_table_is_that_of_the_rows_below() {
    let inside = read(
        "预算科廉政风险自查表|<|<|<
         序号|风险点|风险等级|防控措施
         姓名：张一  岗位：编制岗|<|<|<
         1|虚报项目|三级|每月学习
         姓名：李二  岗位：执行岗|<|<|<
         1|随意调剂|一级|双人复核",
    );
    assert_eq!(
        said(&inside, &WHO),
        ["编制岗 张一 虚报项目", "执行岗 李二 随意调剂"]
    );
    // The post of one person is not that of the next.
    let above = read(
        "预算科廉政风险自查表|<|<|<
         姓名：张一  岗位：编制岗|<|<|<
         序号|风险点|风险等级|防控措施
         1|虚报项目|三级|每月学习
         姓名：李二|<|<|<
         序号|风险点|风险等级|防控措施
         1|随意调剂|一级|双人复核",
    );
    assert_eq!(
        said(&above, &WHO),
        ["编制岗 张一 虚报项目", "— 李二 随意调剂"]
    );
}

#[test]
fn keys_and_values_with_nothing_but_spaces_between_them_are_read() {
    for line in [
        "姓名  张一   科室  预算科   岗位  编制岗",
        "姓名\t张一\t科室\t预算科\t岗位\t编制岗",
    ] {
        let form = read(&format!(
            "个人廉政风险自查表|<|<|<
             {line}|<|<|<
             序号|风险点|风险等级|防控措施
             1|虚报项目|三级|每月学习"
        ));
        let fields = [Field::Section, Field::Post, Field::Person];
        assert_eq!(said(&form, &fields), ["预算科 编制岗 张一"], "{line:?}");
    }
}

#[test]
fn a_kind_of_risk_across_a_card_is_that_of_the_risks_below_and_numbers_begin_anew() {
    let form = read(
        "个人岗位廉政风险防控表|<|<|<
         姓名|张一|所在科室|国库科
         现任职务|科员|岗位名称|拨付岗
         一、思想道德方面|<|<|<
         风险点1|服务意识不强|风险等级|三级
         防控措施1|每月学习教育|<|<
         二、岗位职责方面|<|<|<
         风险点1|随意拨付资金|风险等级|一级
         防控措施1|三级审核复核|<|<
         风险点2|拖延拨付资金|风险等级|二级
         防控措施2|限时办结并通报|<|<
         三、外部环境方面|<|<|<
         风险点|无|风险等级|
         防控措施||<|<
         本人签字：张一|<|科室负责人签字：王三|<",
    );
    let fields = [
        Field::Category,
        Field::Risk,
        Field::Level,
        Field::Measures,
        Field::Post,
    ];
    assert_eq!(
        said(&form, &fields),
        [
            "思想道德 服务意识不强 三级 每月学习教育 拨付岗",
            "岗位职责 随意拨付资金 一级 三级审核复核 拨付岗",
            "岗位职责 拖延拨付资金 二级 限时办结并通报 拨付岗",
        ]
    );
}

#[test]
fn levels_under_the_steps_of_a_card_are_those_of_the_steps() {
    let form = read(
        "个人岗位廉政风险点评估表|<|<|<
         姓名|张一|科室|预算科
         岗位|编制岗|填表日期|2026年10月12日
         风险点|虚报项目|<|<
         风险等级|个人自评|科室评定|领导小组审定
         ^|三级|二级|一级
         防控措施|双人复核|<|<",
    );
    assert_eq!(levels(&form), [[3, 2, 1]]);
    assert_eq!(
        said(&form, &[Field::Risk, Field::Measures]),
        ["虚报项目 双人复核"]
    );
}

#[test]
fn signatures_and_days_in_many_cells_do_not_make_a_card_unreadable() {
    let signed = read(
        "个人岗位廉政风险点评估表|<|<|<|<|<
         姓名|张一|科室|预算科|岗位|编制岗
         风险点|虚报项目|<|<|<|<
         表现形式|以少报多|<|<|<|<
         防控措施|双人复核|<|<|<|<
         自评等级|二级|科室评定等级|一级|审定等级|一级
         本人签名|张一|科室负责人|李二|组长|王三
         2026年10月12日|<|2026年10月13日|<|2026年10月14日|<",
    );
    assert_eq!(levels(&signed), [[2, 1, 1]]);
    let dated = read(
        "个人廉政风险自查表|<|<|<|<|<|<
         姓名|张一|<|科室|预算科|<|<
         岗位|编制岗|<|职务|科员|<|<
         风险点|虚报项目|<|<|<|<|<
         风险等级|二级|<|<|<|<|<
         防控措施|双人复核|<|<|<|<|<
         填表日期|2026|年|10|月|12|日",
    );
    assert_eq!(said(&dated, &WHO), ["编制岗 张一 虚报项目"]);
    assert_eq!(days(&dated), ["2026-10-12"]);
    let below = read(
        "预算科廉政风险自查表|<|<|<|<|<|<
         序号|岗位|风险点|风险等级|防控措施|责任人|备注
         1|编制岗|虚报项目|一级|双人复核|张一|
         填表日期|2026|年|10|月|12|日",
    );
    assert_eq!(days(&below), ["2026-10-12"]);
}

#[test]
fn a_label_of_risks_with_their_level_gives_it() {
    let form = read(
        "个人廉政风险自查表|<|<|<
         姓名|张一|科室|预算科
         岗位|编制岗|填表日期|2026.10.12
         一级风险点|虚报项目|防控措施|双人复核
         二级风险点|随意追加|防控措施|上会研究
         三级风险点|无|防控措施|无",
    );
    assert_eq!(
        said(&form, &[Field::Risk, Field::Level, Field::Measures]),
        ["虚报项目 一级 双人复核", "随意追加 二级 上会研究"]
    );
}

#[test]
fn two_risks_of_one_person_beside_each_other_share_section_and_post() {
    let form = read(
        "岗位风险点自查表|<|<|<
         单位|国库科|姓名|赵四
         岗位|账户管理岗|职级|一级科员
         风险点1|违规开户|风险点2|违规销户
         风险等级|一级|风险等级|二级
         防控措施|集体研究|防控措施|复核销户资料
         责任人|赵四|责任人|赵四",
    );
    let fields = [Field::Section, Field::Post, Field::Person, Field::Risk];
    assert_eq!(
        said(&form, &fields),
        [
            "国库科 账户管理岗 赵四 违规开户",
            "国库科 账户管理岗 赵四 违规销户"
        ]
    );
    let two = read(
        "科室个人风险自查|<|<|<
         姓名|张一|姓名|李二
         科室|预算科|科室|预算科
         岗位|编制岗|学历|本科
         风险点|虚报项目|风险点|审核走过场
         等级|一级|等级|二级
         措施|双人复核|措施|交叉审核",
    );
    assert_eq!(
        said(&two, &WHO),
        ["编制岗 张一 虚报项目", "— 李二 审核走过场"]
    );
}

#[test]
fn what_a_section_says_of_a_level_is_read_though_it_agrees_or_signs() {
    for (opinion, suggested) in [
        ("同意评为二级", 2),
        ("建议评为二级", 2),
        ("同意评为二级↵负责人：李二   2026年10月15日", 2),
        ("同意自评等级", 3),
    ] {
        let opinion = opinion.replace('↵', " ");
        let form = read(&format!(
            "个人廉政风险自查表|<|<|<
             姓名|张一|科室|预算科
             岗位|编制岗|填表日期|2026年10月12日
             风险点|虚报项目|自评等级|三级
             防控措施|双人复核|<|<
             科室意见|{opinion}|<|<"
        ));
        assert_eq!(levels(&form), [[3, suggested, 0]], "{opinion}");
        assert!(!has(&form, "L05") && !has(&form, "L09"), "{opinion}");
    }
}

#[test]
fn of_an_opinion_with_boxes_what_is_ticked_counts() {
    for (group, level) in [
        ("□同意自评等级 ☑调整为一级", 1),
        ("（ ）同意自评等级 （√）调整为 一 级", 1),
        ("□同意 □调整为__级", 0),
    ] {
        let form = read(&format!(
            "个人廉政风险自查表|<|<|<
             姓名|张一|科室|会计科
             岗位|会计岗|日期|2026.10.12
             风险点|虚列支出|等级|二级
             防控措施|双人复核|<|<
             科室意见|☑同意自评等级 □调整为__级|<|<
             领导小组审定意见|{group}|<|<"
        ));
        assert_eq!(levels(&form), [[2, 2, level]], "{group}");
    }
}

#[test]
fn an_opinion_with_its_day_is_no_entry_though_it_fills_every_column() {
    let form = read(
        "个人岗位廉政风险点自查表|<|<|<
         姓名|张一|科室|预算科
         岗位|编制岗|填表日期|2026年10月12日
         风险类型|风险点描述|风险等级|防控措施
         思想道德风险|学习走过场|三级|每月学习
         岗位职责风险|虚报项目|一级|双人复核
         本人签字|张一|日期|2026年10月12日
         领导小组意见|同意以上各条的自评等级和防控措施|日期|2026年10月14日",
    );
    assert_eq!(said(&form, &[Field::Risk]), ["学习走过场", "虚报项目"]);
}

#[test]
fn labels_nobody_knows_in_pairs_do_not_make_a_card_unreadable() {
    let form = read(
        "干部个人有关事项及廉政风险表|<|<|<
         姓名|张一|科室|会计科
         性别|男|民族|汉
         配偶姓名|李二|配偶单位|区教育局
         岗位|会计岗|日期|2026.10.12
         风险点|虚列支出|等级|二级
         防控措施|双人复核|<|<",
    );
    assert_eq!(said(&form, &WHO), ["会计岗 张一 虚列支出"]);
}

#[test]
fn the_day_behind_a_name_is_none_of_it() {
    let form = read(
        "个人岗位廉政风险自查表|<|<|<
         填报人：张一   2026年10月12日|<|<|<
         所在科室|预算科|岗位|编制岗
         风险点|虚报项目|<|<
         风险等级|一级|<|<
         防控措施|双人复核|<|<",
    );
    assert_eq!(said(&form, &WHO), ["编制岗 张一 虚报项目"]);
}

#[test]
fn a_section_on_a_line_of_its_own_is_found_above_other_lines() {
    let form = read(
        "财政局岗位廉政风险防控手册|<|<
         预算科|<|<
         （一）岗位：编制岗|<|<
         风险点|风险等级|防控措施
         虚报项目|一级|双人复核
         （二）岗位：执行岗|<|<
         风险点|风险等级|防控措施
         随意调剂|二级|报批执行
         国库科|<|<
         （一）岗位：拨付岗|<|<
         风险点|风险等级|防控措施
         随意拨付|一级|三级审核",
    );
    assert_eq!(
        said(&form, &[Field::Section, Field::Post, Field::Risk]),
        [
            "预算科 编制岗 虚报项目",
            "预算科 执行岗 随意调剂",
            "国库科 拨付岗 随意拨付"
        ]
    );
}
