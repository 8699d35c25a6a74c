//! What stands at the left edge of a table: merged down beside all of it, or in a column that nobody has named.

use qingfeng::location::CellRef;
use qingfeng::model::{Field, Origin};

use crate::bureaus::{entries, has, read, said};
use crate::cards::codes;

const TOLD: [Field; 3] = [Field::Section, Field::Post, Field::Risk];

#[test]
fn a_title_merged_down_the_edge_is_the_title() {
    for edge in [
        "廉\\n政\\n风\\n险\\n点",
        "岗位廉政风险",
        "国 库 科 廉 政 风 险 点 排 查 表",
    ] {
        let titled = read(&format!(
            "国库科廉政风险排查表|<|<|<|<|<
             {edge}|序号|岗位|风险点|风险等级|防控措施
             ^|1|科长|审批把关不严|一级|集体研究
             ^|2|编审岗|核定不准确|二级|双人复核
             填表人：王五|<|<|<|日期：2026年10月9日|<"
        ));
        assert_eq!(
            said(&titled, &TOLD),
            ["国库科 科长 审批把关不严", "国库科 编审岗 核定不准确"],
            "{edge}"
        );
        assert_eq!(said(&titled, &[Field::ReportedOn]), ["2026年10月9日"; 2]);
        assert!(!has(&titled, "T05"), "{:?}", codes(&titled));
    }
    let grouped = read(
        "国库科廉政风险点排查表|序号|岗位|风险情况|<|防控措施
         ^|^|^|风险点|等级|^
         ^|1|科长|审批把关不严|一级|集体研究
         ^|2|编审岗|核定不准确|二级|双人复核",
    );
    let table = &grouped.sheets[0].tables[0];
    assert_eq!(table.title.as_deref(), Some("国库科廉政风险点排查表"));
    assert_eq!(
        said(&grouped, &[Field::Section, Field::Risk])[1],
        "国库科 核定不准确"
    );
}

#[test]
fn a_section_a_post_or_a_level_down_the_edge_is_said_of_all_rows() {
    let section = read(
        "国库科|序号|岗位|风险点|风险等级|防控措施
         ^|1|科长|审批把关不严|一级|集体研究
         ^|2|编审岗|核定不准确|二级|双人复核
         ^|3|拨付岗|随意拨付|二级|双人复核",
    );
    let own = &entries(&section)[2].values[&Field::Section];
    assert_eq!(
        (&*own.text, own.cell, own.origin),
        ("国库科", Some(CellRef::new(0, 0)), Origin::Title)
    );
    let post = read(
        "拨付岗|序号|风险点|风险等级|防控措施
         ^|1|审批把关不严|一级|集体研究
         ^|2|核定不准确|二级|双人复核",
    );
    assert_eq!(said(&post, &[Field::Post]), ["拨付岗", "拨付岗"]);
    let level = read(
        "一级风险|序号|岗位|风险点|防控措施
         ^|1|科长|审批把关不严|集体研究
         ^|2|编审岗|核定不准确|双人复核",
    );
    assert_eq!(said(&level, &[Field::Level]), ["一级", "一级"]);
}

#[test]
fn sections_below_each_other_at_the_edge_are_those_of_their_rows() {
    let known = [
        "国库科 科长 审批把关不严",
        "国库科 编审岗 核定不准确",
        "预算科 科长 审核走过场",
        "预算科 编审岗 虚列支出",
    ];
    // Without a head, with the first one over the head as well, or with a head for each.
    for (first, second) in [
        ("|序号|岗位|风险点|风险等级|防控措施\n国库科", ""),
        ("国库科|序号|岗位|风险点|风险等级|防控措施\n^", ""),
        (
            "国库科|序号|岗位|风险点|风险等级|防控措施\n^",
            "预算科|序号|岗位|风险点|风险等级|防控措施\n",
        ),
    ] {
        let third = if second.is_empty() { "预算科" } else { "^" };
        let form = read(&format!(
            "{first}|1|科长|审批把关不严|一级|集体研究
             ^|2|编审岗|核定不准确|二级|双人复核
             {second}{third}|1|科长|审核走过场|一级|集体研究
             ^|2|编审岗|虚列支出|三级|双人复核"
        ));
        assert_eq!(said(&form, &TOLD), known, "{first}");
        assert!(!has(&form, "T05"), "{:?}", codes(&form));
    }
    let posts = read(
        "|序号|风险点|风险等级|防控措施
         拨付岗|1|随意拨付|一级|集体研究
         ^|2|拖延拨付|二级|双人复核
         账户岗|1|违规开户|一级|集体研究",
    );
    assert_eq!(
        said(&posts, &[Field::Post, Field::Risk]),
        ["拨付岗 随意拨付", "拨付岗 拖延拨付", "账户岗 违规开户"]
    );
}
