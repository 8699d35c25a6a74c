//! What stands amid the entries of a table: headings of posts, persons and kinds, signatures, subtotals; and what is said of
//! marks and sections beside them.

use qingfeng::model::Field;

use crate::bureaus::{entries, has, levels, read, read_sheets, said};
use crate::cards::codes;
use crate::handed_in::told;

#[test]
fn headings_name_posts_and_persons_behind_their_keys_and_kinds_of_risk() {
    let keyed = read(
        "国库科廉政风险点|<|<|<
         风险点|表现形式|等级|防控措施
         岗位：科长|<|<|<
         审批把关不严|越权审批|一级|集体研究
         插手项目|打招呼|二级|回避制度
         岗位：拨付岗  姓名：李四|<|<|<
         随意拨付|无计划拨款|二级|双人复核",
    );
    let fields = [Field::Post, Field::Person, Field::Risk];
    assert_eq!(
        said(&keyed, &fields),
        [
            "科长 — 审批把关不严",
            "科长 — 插手项目",
            "拨付岗 李四 随意拨付"
        ]
    );
    let kinds = read(
        "序号|岗位|风险点|等级|防控措施
         一、思想道德风险|<|<|<|<
         1|科长|理想信念动摇|三级|谈心谈话
         二、岗位职责风险|<|<|<|<
         1|科长|审批把关不严|一级|集体研究
         三、履职方面|<|<|<|<
         1|拨付岗|随意拨付|二级|双人复核",
    );
    assert_eq!(
        said(&kinds, &[Field::Category]),
        ["思想道德", "岗位职责", "—"]
    );
}

#[test]
fn a_heading_nobody_knows_ends_what_one_numbered_alike_has_named() {
    let posts = read(
        "序号|风险点|等级|防控措施
         一、拨付岗|<|<|<
         1|随意拨付|三级|谈心谈话
         （一）日常工作|<|<|<
         2|拖延拨付|三级|限时办结
         二、综合工作|<|<|<
         1|审批把关不严|一级|集体研究",
    );
    assert_eq!(said(&posts, &[Field::Post]), ["拨付岗", "拨付岗", "—"]);
}

#[test]
fn below_a_signature_amid_the_entries_no_row_is_lost_without_a_word() {
    let numbered = read(
        "序号|岗位|风险点|风险等级|防控措施
         1|科长|审批把关不严|一级|集体研究
         科长签字：王五|<|<|日期：2026.10.8|<
         2|拨付岗|随意拨付|二级|
         3|账户岗|违规开立银行账户||
         注：|本表一式两份|<|<|<
         1|本表由各科室填写|<|<|<",
    );
    let risks = ["审批把关不严", "随意拨付", "违规开立银行账户"];
    assert_eq!(said(&numbered, &[Field::Risk]), risks);
    assert!(!has(&numbered, "T13"), "{:?}", codes(&numbered));
    let plain = read(
        "岗位|风险点|风险等级|防控措施
         科长|审批把关不严|一级|集体研究
         科长签字：王五|<|<|日期：2026.10.8
         拨付岗|随意拨付资金||
         填表人|王五|审核人|李四",
    );
    assert_eq!(entries(&plain).len(), 1);
    let said = told(&plain, "T13");
    assert!(
        said.len() == 1 && said[0].starts_with("A4 第 4 行"),
        "{said:?}"
    );
}

#[test]
fn several_subtotals_are_of_their_parts() {
    let parted = read(
        "科室|岗位|风险点|风险等级|防控措施
         国库科|科长|审批把关不严|一级|集体研究
         ^|拨付岗|随意拨付|二级|双人复核
         ^|小计|2||
         预算科|科长|审核走过场|一级|集体研究
         ^|小计|1||",
    );
    assert_eq!(entries(&parted).len(), 3);
    assert!(!has(&parted, "T08"), "{:?}", codes(&parted));
}

#[test]
fn marks_that_a_note_explains_the_other_way_round_are_left_open() {
    let with = |note: &str| {
        read(&format!(
            "{note}|<|<
             风险点|风险等级|防控措施
             审批把关不严|★★★|集体研究
             随意拨付|★★|双人复核
             违规开户|★|集体研究"
        ))
    };
    for note in [
        "国库科廉政风险表（★一级 ★★二级 ★★★三级）",
        "注：一级：★，二级：★★，三级：★★★",
        "一级★ 二级★★ 三级★★★",
    ] {
        let form = with(note);
        assert!(levels(&form).iter().all(|own| *own == [0, 0, 0]), "{note}");
        assert!(has(&form, "L04"), "{note}: {:?}", codes(&form));
    }
    for note in [
        "国库科廉政风险表（★★★一级 ★★二级 ★三级）",
        "一级：★★★，二级：★★，三级：★",
        "一级★★★ 二级★★ 三级★",
    ] {
        assert_eq!(
            levels(&with(note)),
            [[1, 0, 0], [2, 0, 0], [3, 0, 0]],
            "{note}"
        );
    }
}

#[test]
fn measures_of_another_section_are_joined_to_no_risk() {
    let risks = "序号|岗位|风险点|等级\n1|科长|审核走过场|一级";
    let read = read_sheets(&[
        ("国库科", "序号|岗位|风险点|等级\n1|科长|审批把关不严|一级"),
        ("预算科", risks),
        (
            "措施",
            "科室|序号|防控措施\n国库科|1|集体研究\n预算科|1|第三方审核",
        ),
    ]);
    assert_eq!(said(&read, &[Field::Measures]), ["—", "第三方审核"]);
    assert!(
        told(&read, "T20")[0].starts_with("B2 "),
        "{:?}",
        codes(&read)
    );
    // Who answers for a measure may be of any section.
    let answered = read_sheets(&[
        ("预算科", risks),
        ("措施", "序号|防控措施|责任科室\n1|第三方审核|国库科"),
    ]);
    assert_eq!(said(&answered, &[Field::Measures]), ["第三方审核"]);
}

#[test]
fn a_further_step_whose_cells_are_levels_holds_the_entry_back() {
    let steps = read(
        "序号|风险点|个人自评|科室评定|廉政办审核|领导小组审定|防控措施
         1|审批把关不严|二级|二级|一级|一级|集体研究
         2|随意拨付|三级|二级|二级||双人复核",
    );
    assert_eq!(levels(&steps), [[2, 2, 1], [3, 2, 0]]);
    assert_eq!(told(&steps, "L05").len(), 1);
}

#[test]
fn a_head_of_a_numbered_table_begins_no_card() {
    let mixed = read(
        "序号|岗位|廉政风险点及防控措施|等级
         1|科长|风险点：审批把关不严|一级
         ||防控措施：集体研究|
         2|拨付岗|风险点：随意拨付|二级
         ||防控措施：双人复核|",
    );
    assert!(
        entries(&mixed).is_empty(),
        "集体研究 is no measure of 随意拨付"
    );
    assert!(told(&mixed, "T01")[0].contains("C1"), "{:?}", codes(&mixed));
}

#[test]
fn a_post_on_a_line_of_its_own_is_that_of_the_block_below_it() {
    let blocks = read(
        "拨付岗|<|账户岗|<
         风险点|随意拨付|风险点|违规开户
         等级|二级|等级|一级
         措施|双人复核|措施|集体研究
         稽核岗|<|会计岗|<
         风险点|稽核走过场|风险点|虚列支出
         等级|三级|等级|二级
         措施|交叉稽核|措施|双人复核",
    );
    assert_eq!(
        said(&blocks, &[Field::Post, Field::Risk]),
        [
            "拨付岗 随意拨付",
            "稽核岗 稽核走过场",
            "账户岗 违规开户",
            "会计岗 虚列支出",
        ]
    );
}

#[test]
fn a_post_in_another_table_above_is_no_post_of_this_one() {
    let duties = read(
        "国库科权力清单|<|<|<
         序号|权力事项|行使依据|责任岗位
         1|资金拨付|预算法|拨付岗
         2|账户管理|账户办法|账户岗
         国库科风险点|<|<|<
         序号|风险点|风险等级|防控措施
         1|随意拨付|二级|双人复核
         2|违规开户|一级|集体研究",
    );
    assert_eq!(said(&duties, &[Field::Post]), ["—", "—"]);
}

#[test]
fn how_many_there_are_is_no_part_of_a_section_s_name() {
    let counted = read(
        "科室|序号|风险点|等级|措施
         国库科（2个）|1|随意拨付|二级|双人复核
         ^|2|拖延拨付|三级|限时办结
         预算科（共1条）|1|审核走过场|一级|集体研究
         信息科（二）|1|泄露数据|一级|专人专机",
    );
    assert_eq!(
        said(&counted, &[Field::Section]),
        ["国库科", "国库科", "预算科", "信息科（二）"]
    );
}
