//! Forms as clerks hand them in: words where a level is asked for, two columns of sections, posts across the top.

use qingfeng::model::Field;

use crate::bureaus::{entries, has, levels, read, said};
use crate::cards::codes;

/// What the findings of a kind say, each with its cell.
pub fn told(read: &qingfeng::ingest::Understood, code: &str) -> Vec<String> {
    let own = read.findings.iter().filter(|f| f.code == code);
    own.map(|f| {
        let cell = f.place.cell.map_or(String::new(), |c| c.to_string());
        format!("{cell} {}", f.message)
    })
    .collect()
}

#[test]
fn how_a_risk_shows_beside_a_tall_kind_is_the_risk_where_none_is_named() {
    let shown = read(
        "个人岗位廉政风险排查防控表|<|<
         姓名|张一|科室：预算科
         思想道德风险|表现|纪律观念淡薄
         ^|等级|三级
         ^|措施|每季度谈心谈话一次
         岗位职责风险|表现|多列项目支出
         ^|等级|一级
         ^|措施|项目由两人复核",
    );
    let fields = [Field::Category, Field::Risk, Field::Measures];
    assert_eq!(
        said(&shown, &fields),
        [
            "思想道德 纪律观念淡薄 每季度谈心谈话一次",
            "岗位职责 多列项目支出 项目由两人复核",
        ]
    );
    let named = read(
        "个人岗位廉政风险排查防控表|<|<
         姓名|张一|科室：预算科
         思想道德风险|风险点|学习不够
         ^|表现|学习走过场
         ^|等级|三级
         ^|措施|每季度谈心谈话一次",
    );
    let fields = [Field::Risk, Field::Manifestation];
    assert_eq!(said(&named, &fields), ["学习不够 学习走过场"]);
}

#[test]
fn of_two_columns_of_sections_the_words_say_whose_form_it_is() {
    let fields = [Field::Section, Field::Owner];
    let beside = read(
        "序号|责任科室|风险点|风险等级|防控措施|责任人|排查科室
         1|绩效管理科|多列支出|一级|双人复核|李四|预算科
         2|财政监督科|拖延拨款|二级|限时拨付|王五|国库科",
    );
    assert_eq!(said(&beside, &fields), ["预算科 李四", "国库科 王五"]);
    let kept: Vec<&str> = entries(&beside)[0]
        .extras
        .iter()
        .map(|x| x.text.as_str())
        .collect();
    assert_eq!(kept, ["绩效管理科"]);
    assert!(!has(&beside, "T03"), "{:?}", codes(&beside));
    let owner = read(
        "序号|所在科室|风险点|风险等级|防控措施|责任部门
         1|预算科|多列支出|一级|双人复核|绩效管理科",
    );
    assert_eq!(said(&owner, &fields), ["预算科 绩效管理科"]);
    let alone = read("序号|责任科室|风险点|风险等级|防控措施\n1|预算科|多列支出|一级|双人复核");
    assert_eq!(said(&alone, &fields), ["预算科 —"]);
    // Neither says whose form it is.
    let open = read(
        "序号|排查科室|所在科室|风险点|风险等级|防控措施
         1|预算科|国库科|多列支出|一级|双人复核",
    );
    assert!(has(&open, "T03"), "{:?}", codes(&open));
}

#[test]
fn agreement_in_a_column_of_levels_is_the_level_before_it() {
    let agreed = read(
        "序号|风险点|自评等级|领导小组审定等级|防控措施
         1|多列支出|一级|同意|双人复核
         2|随意追加|二级|同意自评|集体研究
         3|审核走过场|三级|调整为二级|第三方审核
         4|泄露数据|二级|维持|专人专机
         5|改动数据|三级|同上|系统留痕
         6|违规开户|三级|再议|集体研究",
    );
    let of = |read| -> Vec<[u8; 3]> { levels(read) };
    assert_eq!(
        of(&agreed),
        [
            [1, 0, 1],
            [2, 0, 2],
            [3, 0, 2],
            [2, 0, 2],
            [3, 0, 0],
            [3, 0, 0]
        ]
    );
    let raw: Vec<&str> = entries(&agreed)
        .iter()
        .map(|e| &*e.values[&Field::ConfirmedLevel].raw)
        .collect();
    assert_eq!(raw[..2], ["同意", "同意自评"]);
    let said = told(&agreed, "L07");
    assert!(
        said.len() == 1 && said[0].starts_with("D2 ") && said[0].contains("共 4 条"),
        "{said:?}"
    );
    let open = told(&agreed, "L01");
    assert!(
        open.len() == 1 && open[0].starts_with("D6 “同上”“再议”"),
        "{open:?}"
    );
}

#[test]
fn agreement_after_two_different_levels_is_asked_about() {
    let steps = read(
        "序号|风险点|风险等级|<|<|防控措施
         ^|^|个人自评|科室审核|领导小组审定|^
         1|多列支出|二级|一级|同意|双人复核
         2|随意追加|二级|同意|同意|集体研究
         3|泄露数据|三级|二级|同意科室意见|专人专机",
    );
    assert_eq!(levels(&steps), [[2, 1, 0], [2, 2, 2], [3, 2, 2]]);
    let open = told(&steps, "L01");
    assert!(open.len() == 1 && open[0].starts_with("E3 "), "{open:?}");
}

#[test]
fn levels_behind_the_risks_of_one_cell_are_taken_only_where_they_agree() {
    let behind = read(
        "岗位|廉政风险点|防控措施
         所长|1.大额支出未集体研究（一级）；2.违规出借资金（一级）|上会研究
         补贴岗|1.虚报补贴面积（二级）；2.拖延发放补贴（三级）|公示七天",
    );
    assert_eq!(levels(&behind), [[1, 0, 0], [0, 0, 0]]);
    assert!(
        told(&behind, "L02")[0].starts_with("B3 “二级、三级”"),
        "{:?}",
        behind.findings
    );
}

#[test]
fn posts_across_the_top_and_kinds_down_the_left_meet_in_the_risk() {
    let fields = [Field::Post, Field::Category, Field::Risk];
    let crossed = read(
        "国库科廉政风险排查表|<|<
         风险类别|科长|拨付岗
         思想道德风险|责任落实不到位|服务意识不强
         岗位职责风险|审批把关不严|无
         科室负责人签字：|<|2026年10月20日",
    );
    assert_eq!(
        said(&crossed, &fields),
        [
            "科长 思想道德 责任落实不到位",
            "拨付岗 思想道德 服务意识不强",
            "科长 岗位职责 审批把关不严",
        ]
    );
    let without_corner = read(
        "国库科廉政风险排查表|<|<
         |科长|拨付岗
         思想道德风险|责任落实不到位|服务意识不强
         岗位职责风险|审批把关不严|人情拨款",
    );
    assert_eq!(said(&without_corner, &fields).len(), 4);
    let of_sections = read(
        "廉政风险排查汇总|<|<
         类别|预算科|国库科
         思想道德|理想信念弱化|服务意识不强
         岗位职责|违规调整额度|拖延拨款",
    );
    let sections = said(&of_sections, &[Field::Section, Field::Risk]);
    assert_eq!(sections[0], "预算科 理想信念弱化");
    assert_eq!(sections[3], "国库科 拖延拨款");
}

#[test]
fn levels_and_measures_stand_under_each_post_or_beside_each_kind() {
    let under = read(
        "国库科廉政风险排查表|<|<|<|<
         风险类别|拨付岗|<|账户岗|<
         ^|风险点|等级|风险点|等级
         思想道德|服务意识不强|三级|接受馈赠|二级
         岗位职责|随意拨付|一级|违规开户|二级",
    );
    assert_eq!(levels(&under), [[3, 0, 0], [2, 0, 0], [1, 0, 0], [2, 0, 0]]);
    let beside = read(
        "国库科廉政风险排查表|<|<|<
         风险类别|项目|拨付岗|账户岗
         思想道德|风险点|服务意识不强|接受馈赠
         ^|等级|三级|二级
         ^|措施|每月谈话|签订承诺
         岗位职责|风险点|随意拨付|违规开户
         ^|等级|一级|二级
         ^|措施|三级审核|集体研究",
    );
    let fields = [Field::Post, Field::Risk, Field::Measures];
    assert_eq!(
        said(&beside, &fields),
        [
            "拨付岗 服务意识不强 每月谈话",
            "账户岗 接受馈赠 签订承诺",
            "拨付岗 随意拨付 三级审核",
            "账户岗 违规开户 集体研究",
        ]
    );
    assert_eq!(
        levels(&beside),
        [[3, 0, 0], [2, 0, 0], [1, 0, 0], [2, 0, 0]]
    );
}

#[test]
fn names_that_may_be_persons_across_the_top_are_asked_about() {
    let open = read(
        "国库科廉政风险排查表|<|<
         风险类别|张一|王二
         思想道德风险|责任落实不到位|服务意识不强
         岗位职责风险|审批把关不严|人情拨款",
    );
    assert!(entries(&open).is_empty());
    let said = told(&open, "T01");
    assert!(
        said[0].contains("交叉") && said[0].contains("A2") && said[0].contains("B2“张一”"),
        "{said:?}"
    );
}

#[test]
fn measures_of_which_none_finds_its_risk_are_told_once_with_both_places() {
    let other_names = read(
        "预算科廉政风险排查表|<|<
         序号|风险点|风险等级
         1|多列支出|一级
         2|随意追加|二级
         防控措施一览表|<|<
         对应风险点|防控措施|责任人
         预算编制风险|双人复核|李四
         预算追加风险|集体研究|王五",
    );
    let said = told(&other_names, "T20");
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said[0].starts_with("A7 ") && said[0].contains("2 条措施，与B3起的 2 个风险点"),
        "{said:?}"
    );
    let unnumbered = read(
        "预算科廉政风险排查表|<|<
         序号|风险点|风险等级
         1|多列支出|一级
         2|随意追加|二级
         防控措施表|<|<
         措施编号|防控措施|责任人
         A1|双人复核|李四
         A2|集体研究|王五",
    );
    let said = told(&unnumbered, "T20");
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said[0].starts_with("B6 从 A6 起") && said[0].contains("A2 起的风险点表"),
        "{said:?}"
    );
}

#[test]
fn who_signs_below_a_table_is_no_entry_whoever_he_is() {
    let signed = read(
        "廉洁风险防控登记表|<|<|<|<|<
         科室|骨科|科主任|周明|护士长|钱丽
         序号|风险环节|风险表现|等级|防控措施|责任人
         1|耗材使用|使用未经招采的耗材|一级|耗材一律扫码入库|周明
         科主任签字：周明|<|<|护士长签字：钱丽|<|2026.10.15",
    );
    assert_eq!(entries(&signed).len(), 1);
    assert_eq!(
        said(&signed, &[Field::Section, Field::Matter, Field::Risk]),
        ["骨科 耗材使用 使用未经招采的耗材"]
    );
}

#[test]
fn points_behind_a_level_are_no_count() {
    let scored = read(
        "序号|风险点|风险等级|防控措施
         1|评价打人情分|一级（20分）|第三方独立打分
         2|中介选取不公|二级(12.5分)|随机摇号
         3|把关不严|三级（2个）|三级复核",
    );
    assert_eq!(levels(&scored), [[1, 0, 0], [2, 0, 0], [0, 0, 0]]);
}

#[test]
fn levels_among_the_remarks_are_levels_where_nothing_else_is() {
    let remarked = read(
        "序号|风险点|防控措施|备注
         1|擅自减免|集体研究|一级风险
         2|票据混乱|专人保管|二级风险",
    );
    assert_eq!(levels(&remarked), [[1, 0, 0], [2, 0, 0]]);
    assert_eq!(told(&remarked, "T02").len(), 1);
    let other = read(
        "序号|风险点|防控措施|备注
         1|擅自减免|集体研究|一级风险
         2|票据混乱|专人保管|去年已整改",
    );
    assert_eq!(levels(&other), [[0, 0, 0], [0, 0, 0]]);
}

#[test]
fn a_matter_with_its_risks_counted_below_it_is_no_entry() {
    let counted = read(
        "教科文科廉政风险点排查表|<|<|<
         编号|风险点|等级|防控措施
         1|教育资金分配
         1.1|分配因素人为调整|一级|分配因素公开
         1.2|擅自滞留资金|二级|限时下达
         2|科技项目评审
         2.1|泄露专家名单|一级|专家随机抽取",
    );
    let fields = [Field::Matter, Field::Risk];
    assert_eq!(
        said(&counted, &fields),
        [
            "教育资金分配 分配因素人为调整",
            "教育资金分配 擅自滞留资金",
            "科技项目评审 泄露专家名单",
        ]
    );
    // A row that only lacks its level and its measures is an entry, and is asked about.
    let blank = read(
        "编号|风险点|等级|防控措施
         1|分配因素人为调整
         2|擅自滞留资金|二级|限时下达",
    );
    assert_eq!(entries(&blank).len(), 2);
}

#[test]
fn what_is_said_once_over_two_posts_beside_each_other_is_said_of_both() {
    let fields = [Field::Person, Field::Section, Field::Post, Field::Risk];
    let beside = read(
        "个人岗位廉政风险登记表|<|<|<
         姓名|孙立|科室|办公室
         岗位|接待岗|岗位|车管岗
         风险点|超标准接待|风险点|公车私用
         等级|二级|等级|三级
         措施|三单合一|措施|车辆定位",
    );
    assert_eq!(
        said(&beside, &fields),
        [
            "孙立 办公室 接待岗 超标准接待",
            "孙立 办公室 车管岗 公车私用"
        ]
    );
    let two = read(
        "姓名|孙立|姓名|
         岗位|接待岗|岗位|车管岗
         风险点|超标准接待|风险点|公车私用
         等级|二级|等级|三级
         措施|三单合一|措施|车辆定位",
    );
    assert_eq!(said(&two, &[Field::Person]), ["孙立", "—"]);
}

#[test]
fn rows_with_all_in_one_cell_are_never_one_card() {
    let all_in_one = read(
        "岗位廉政风险点自查情况|<|<
         科室：档案室|<|填报日期：2026年10月16日
         姓名|岗位|自查情况
         李冬|档案管理岗|风险点：违规出借档案；等级：三级；措施：借阅登记
         王夏|保密管理岗|风险点：泄露涉密文件；等级：一级；措施：双人双锁",
    );
    assert!(
        entries(&all_in_one).is_empty(),
        "李冬 has no risk of 王夏's"
    );
    let said = told(&all_in_one, "T01");
    assert!(
        said.len() == 1 && said[0].contains("C4“风险点") && said[0].contains("拆开"),
        "{:?}",
        codes(&all_in_one)
    );
}

#[test]
fn opinions_of_schools_and_hospitals_are_opinions() {
    let school = read(
        "教职工廉洁从教风险自查表|<|<|<|<|<
         姓名|陈思|性别|女|工号|1023
         部门|教务处|职务|干事|从事工作|学籍管理
         风险点及表现|违规办理转学|<|<|<|<
         自评等级|□一级　☑二级　□三级|<|<|<|<
         防控措施|转学手续由三人会签|<|<|<|<
         部门意见|情况属实|<|<|<|<
         学校意见|同意　（盖章）2026年10月12日|<|<|<|<",
    );
    let fields = [Field::Person, Field::Section, Field::Risk, Field::Measures];
    assert_eq!(
        said(&school, &fields),
        ["陈思 教务处 违规办理转学 转学手续由三人会签"]
    );
    assert_eq!(levels(&school), [[2, 0, 0]]);
}

#[test]
fn heads_with_their_translation_are_heads() {
    let bilingual = read(
        "编号No.|风险点 Risk|等级Level|措施Control
         R-01|擅自导出数据|高|导出须审批
         R-02|驻场管理松散|中|门禁分区",
    );
    let fields = [Field::Seq, Field::Risk, Field::Measures];
    assert_eq!(
        said(&bilingual, &fields),
        ["R-01 擅自导出数据 导出须审批", "R-02 驻场管理松散 门禁分区"]
    );
}

#[test]
fn a_further_post_over_the_same_head_begins_a_table_of_its_own() {
    let posts = read(
        "办公室岗位廉政风险防控一览表|<|<|<
         岗位名称|文秘岗|<|<
         岗位职责|起草文件|<|<
         风险点|风险表现|风险等级|防控措施
         文件流转|压文不办|三级|限时办结
         岗位名称|车管岗|<|<
         岗位职责|车辆调度|<|<
         风险点|风险表现|风险等级|防控措施
         车辆维修|虚报费用|二级|双人验收",
    );
    let fields = [Field::Post, Field::Risk];
    assert_eq!(
        said(&posts, &fields),
        ["文秘岗 文件流转", "车管岗 车辆维修"]
    );
}

#[test]
fn short_words_of_who_rates_are_steps_of_the_chain() {
    let steps = read(
        "姓名|风险点|自评|科室评|领导小组定|防控措施
         周一|干预评审|一级|一级|一级|集体会审
         吴二|泄露信息|三级|同意|二级|专人保管",
    );
    assert_eq!(levels(&steps), [[1, 1, 1], [3, 3, 2]]);
}

#[test]
fn a_fourth_grade_to_be_ticked_shows_that_the_scale_is_another() {
    let four = read(
        "序号|风险点|等级|<|<|<|防控措施
         ^|^|A|B|C|D|^
         1|招标参数倾向|√||||专家论证
         2|验收走过场||√|||联合验收",
    );
    assert_eq!(levels(&four), [[0, 0, 0], [0, 0, 0]]);
    assert!(has(&four, "L04"), "{:?}", codes(&four));
    let three = read(
        "序号|风险点|等级|<|<|防控措施
         ^|^|A|B|C|^
         1|招标参数倾向|√|||专家论证
         2|验收走过场||√||联合验收",
    );
    assert_eq!(levels(&three), [[1, 0, 0], [2, 0, 0]]);
}

#[test]
fn a_table_that_begins_further_down_beside_another_takes_none_of_its_rows() {
    for counted in [true, false] {
        let mark = |own: &'static str| if counted { own } else { "" };
        let rows = format!(
            "{}|岗位|风险点|风险等级|防控措施||||||
             {}|编制岗|违规调整预算|二级|集体研究并留痕|||{}|岗位|风险点|风险等级|防控措施
             {}|执行岗|拖延下达指标|三级|限时下达并公开|||{}|审核岗|超范围审核|一级|双人复核并登记
             {}|绩效岗|评价走过场|二级|交叉评价并公示|||||",
            mark("序号"),
            mark("1"),
            mark("序号"),
            mark("2"),
            mark("1"),
            mark("3"),
        );
        let both = read(&rows);
        let fields = [Field::Post, Field::Risk];
        let mut found = said(&both, &fields);
        found.sort();
        let all = [
            "执行岗 拖延下达指标",
            "审核岗 超范围审核",
            "编制岗 违规调整预算",
            "绩效岗 评价走过场",
        ];
        let mut all = all.map(str::to_owned);
        all.sort();
        assert_eq!(found, all, "{:?}", codes(&both));
    }
}

#[test]
fn a_further_head_below_one_of_two_tables_ends_only_that_one() {
    let below = |blank: &str, further: &str| {
        read(&format!(
            "序号|岗位|风险点|风险等级|防控措施||||||
             1|编制岗|违规调整预算|二级|集体研究并留痕||序号|岗位|风险点|风险等级|防控措施
             2|执行岗|拖延下达指标|三级|限时下达并公开||1|审核岗|超范围审核|一级|双人复核并登记
             {blank}
             {further}||2|拨付岗|拖延拨付|二级|限时拨付公开
             1|账户岗|违规开户|一级|集体研究||3|对账岗|长期不对账|三级|按月对账"
        ))
    };
    for (blank, further) in [
        (
            "国库科|<|<|<|<||||||",
            "序号|权力事项|风险点|风险等级|防控措施",
        ),
        ("||||||||||", "序号|权力事项|风险点|风险等级|防控措施"),
        ("国库科|<|<|<|<||||||", "序号|岗位|风险点|风险等级|防控措施"),
    ] {
        let form = below(blank, further);
        let mut found = said(&form, &[Field::Risk]);
        found.sort();
        let mut all = [
            "违规调整预算",
            "拖延下达指标",
            "超范围审核",
            "违规开户",
            "拖延拨付",
            "长期不对账",
        ];
        all.sort_unstable();
        assert_eq!(found, all, "{further}: {:?}", codes(&form));
    }
    // The right one is followed by another, and the left one goes on.
    let right = read(
        "序号|岗位|风险点|风险等级|防控措施||||||
         1|编制岗|违规调整预算|二级|集体研究并留痕||序号|岗位|风险点|风险等级|防控措施
         2|执行岗|拖延下达指标|三级|限时下达并公开||1|审核岗|超范围审核|一级|双人复核并登记
         3|绩效岗|评价走过场|二级|交叉评价并公示||||||
         4|统计岗|虚报数字|三级|逐级核对并留痕||岗位|权力事项|风险点|风险等级|防控措施
         5|档案岗|泄露档案|三级|专人保管并登记||账户岗|账户管理|违规开户|一级|集体研究",
    );
    assert_eq!(entries(&right).len(), 7, "{:?}", codes(&right));
    assert!(said(&right, &[Field::Risk]).contains(&"泄露档案".to_owned()));
}

#[test]
fn levels_in_lines_between_entries_are_of_those_above_or_below_them() {
    let closing = read(
        "预算科廉政风险点|<|<
         序号|风险点|防控措施
         1|违规调整预算|集体研究，会议纪要备案并公开
         2|编报不实|逐项核对基础数据并留痕
         等级：一级|<|<
         3|拖延下达指标|限时下达，进度按周公开通报
         等级：三级|<|<",
    );
    assert_eq!(levels(&closing), [[1, 0, 0], [1, 0, 0], [3, 0, 0]]);
    let cells: Vec<String> = entries(&closing)
        .iter()
        .filter_map(|e| e.values[&Field::Level].cell)
        .map(|cell| cell.to_string())
        .collect();
    assert_eq!(cells, ["A5", "A5", "A7"]);
    // Whose they are is open.
    let open = read(
        "预算科廉政风险点|<|<
         序号|风险点|防控措施
         1|违规调整预算|集体研究，会议纪要备案并公开
         等级：一级|<|<
         2|拖延下达指标|限时下达，进度按周公开通报
         等级：三级|<|<
         3|编报不实|逐项核对基础数据并留痕",
    );
    assert_eq!(levels(&open), [[0; 3]; 3]);
    let both = read(
        "预算科廉政风险点|<|<
         序号|风险点|防控措施
         1|违规调整预算|集体研究，会议纪要备案并公开
         等级：一级|<|<
         风险等级：三级|<|<",
    );
    assert_eq!(levels(&both), [[0; 3]]);
}

#[test]
fn short_rows_below_headings_are_entries_where_they_are_filled_to_their_end() {
    let parted = read(
        "高风险|<|<|<
         岗位|风险点|防控措施|责任人
         支付岗|重复支付|双人复核|王军
         中风险|<|<|<
         对账岗|长期未对|按月对账|李四
         低风险|<|<|<
         档案岗|凭证遗失|双锁管理|赵五
         制表|王军|审核|李四",
    );
    assert_eq!(levels(&parted), [[1, 0, 0], [2, 0, 0], [3, 0, 0]]);
    let signed = read(
        "岗位|风险点|防控措施|责任人
         支付岗|重复支付|双人复核|王军
         填表人：王军|负责人：李四|分管领导：赵五|日期：2026.10.9
         科室负责人|李四|填表日期|2026年10月9日",
    );
    assert_eq!(said(&signed, &[Field::Risk]), ["重复支付"]);
}

#[test]
fn a_card_with_a_promise_and_labels_of_its_own_is_a_card() {
    let card = read(
        "个人廉政风险自查及承诺表|<|<|<
         姓  名|李敏|部  门|农业科
         岗  位|补贴发放岗|填表日期|2026-10-15
         存在的廉政风险|审核补贴名册不严，造成重复发放|<|<
         风险等级|□高  ■中  □低|<|<
         产生原因|与镇街信息不共享|<|<
         信息来源|群众反映|<|<
         防范措施|与公安民政数据比对，抽查不低于百分之五|<|<
         本人承诺|我承诺严格遵守廉洁自律各项规定，自觉接受监督。|<|<
         承诺人签名|李敏|日期|2026-10-15
         部门负责人意见|情况属实|<|<",
    );
    assert_eq!(
        said(&card, &[Field::Person, Field::Risk]),
        ["李敏 审核补贴名册不严，造成重复发放"]
    );
    assert_eq!(levels(&card), [[2, 0, 0]]);
}

#[test]
fn a_number_inside_a_label_says_which_risk_it_is_about() {
    let card = read(
        "姓名|张一|岗位|编制岗
         科室|预算科|日期|2026.10.9
         风险点一|违规调整预算|<|<
         风险点二|编报不实|<|<
         风险点一等级|一级|风险点二等级|二级
         风险点一防控措施|集体研究，会议纪要备案|<|<
         风险点二的防控措施|逐项核对基础数据|<|<",
    );
    assert_eq!(levels(&card), [[1, 0, 0], [2, 0, 0]]);
    assert_eq!(
        said(&card, &[Field::Measures]),
        ["集体研究，会议纪要备案", "逐项核对基础数据"]
    );
}

#[test]
fn subtotals_below_headings_are_of_their_part() {
    let parted = read(
        "序号|岗位|风险点|等级|防控措施
         （一）预算科|<|<|<|<
         1|编制岗|违规调整预算|一级|集体研究，会议纪要备案
         2|执行岗|拖延下达指标|三级|限时下达，进度公开通报
         小计：2个，其中一级1个、三级1个|<|<|<|<
         （二）国库科|<|<|<|<
         3|支付岗|重复支付|一级|系统查重，双人复核支付
         小计：1个，其中一级1个|<|<|<|<
         总计：3个|<|<|<|<",
    );
    assert_eq!(entries(&parted).len(), 3);
    assert!(!has(&parted, "T08"), "{:?}", codes(&parted));
}
