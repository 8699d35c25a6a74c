//! Measures in columns of their own, and heads that say no more than that the content of the head above them stands there.

use qingfeng::model::{Entry, Field, FormKind, Level};

use crate::understand::{codes, entries, grid, merged, read};

fn measures<'e>(all: &[&'e Entry]) -> Vec<&'e str> {
    all.iter()
        .map(|e| e.text(Field::Measures).unwrap_or(""))
        .collect()
}

#[test]
fn parts_of_the_measures_are_read_from_a_single_row_of_heads() {
    for parts in [
        ["预防措施", "监控措施", "处置措施"],
        ["事前防控", "事中防控", "事后防控"],
        ["事前", "事中", "事后"],
        ["前期预防", "中期监控", "后期处置"],
        ["事前预防措施", "事中监督措施", "事后处理措施"],
        ["制度措施", "流程措施", "技术措施"],
        ["制度防控", "流程防控", "科技防控"],
        ["教育防范", "制度防范", "监督防范"],
        ["个人防控措施", "科室防控措施", "单位防控措施"],
        ["人防", "物防", "技防"],
    ] {
        let head = format!("序号|岗位|风险点|风险等级|{}", parts.join("|"));
        let form = read(grid(&[
            "会计科廉政风险防控一览表",
            &head,
            "1|出纳岗|白条抵库|二级|每日盘库|按月抽查|追回并通报",
            "2|核算岗|虚列支出|一级|双人复核||移交查处",
        ]));
        let all = entries(&form);
        let [a, b, c] = parts;
        let told = [
            format!("{a}：每日盘库\n{b}：按月抽查\n{c}：追回并通报"),
            format!("{a}：双人复核\n{c}：移交查处"),
        ];
        assert_eq!(measures(&all), told, "{parts:?}");
        let told = codes(&form);
        let unread = told
            .iter()
            .filter(|(code, _)| code.starts_with('T') || code.starts_with('E'));
        assert_eq!(unread.count(), 0, "{parts:?}: {told:?}");
    }
}

#[test]
fn a_column_of_all_measures_stays_the_measures() {
    for (heads, column) in [
        ("防控措施|监控指标|责任人", 0),
        ("预防措施|监控人|处置时限", 0),
        ("岗位职责|防控措施|科室意见", 1),
    ] {
        let head = format!("序号|岗位|风险点|风险等级|{heads}");
        let form = read(grid(&[&head, "1|出纳岗|白条抵库|二级|甲|乙|丙"]));
        let own = ["甲", "乙", "丙"][column];
        assert_eq!(measures(&entries(&form)), [own], "{heads}");
    }
}

#[test]
fn content_and_level_under_the_head_of_the_risk_are_read() {
    for (risk, content) in [
        ("风险点及等级", "内容"),
        ("廉政风险点", "内容"),
        ("廉政风险点和风险等级", "具体内容"),
        ("廉洁风险点、等级", "描述"),
        ("风险排查情况", "内容"),
        ("风险点", "名称"),
    ] {
        let upper = format!("序号|岗位名称|{risk}||防控措施|||责任主体");
        let lower = format!("||{content}|等级|前期预防|中期监控|后期处置|");
        let form = read(merged(
            grid(&[
                "会计科廉政风险防控一览表（填表时间 2026年10月12日）",
                &upper,
                &lower,
                "1|出纳岗|白条抵库|Ⅱ级|每日盘库|按月抽查|追回并通报|出纳组",
                "2|核算岗|虚列支出|Ⅰ级|双人复核|按季对账|移交查处|核算组",
            ]),
            &["A1:H1", "A2:A3", "B2:B3", "C2:D2", "E2:G2", "H2:H3"],
        ));
        assert_eq!(
            form.kind,
            FormKind::SelfCheck,
            "{risk}: {:?}",
            form.findings
        );
        let all = entries(&form);
        let read: Vec<_> = all
            .iter()
            .map(|e| (e.text(Field::Risk), e.written_level()))
            .collect();
        let told = [
            (Some("白条抵库"), Some(Level::Two)),
            (Some("虚列支出"), Some(Level::One)),
        ];
        assert_eq!(read, told, "{risk} {content}");
        assert_eq!(all[0].text(Field::Section), Some("会计科"), "{risk}");
        assert_eq!(all[0].owners, ["出纳组"], "{risk}");
        assert!(measures(&all)[1].contains("后期处置：移交查处"), "{risk}");
    }
}

#[test]
fn content_under_the_measures_is_no_risk() {
    let form = read(merged(
        grid(&[
            "序号|岗位|风险点|风险等级|风险防控措施|",
            "||||内容|完成时限",
            "1|出纳岗|白条抵库|二级|每日盘库|2026年底",
        ]),
        &["A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1"],
    ));
    let all = entries(&form);
    assert_eq!(all[0].text(Field::Risk), Some("白条抵库"));
    assert!(measures(&all)[0].contains("每日盘库"));
}

#[test]
fn measures_that_stand_and_those_to_come_are_both_measures() {
    for [standing, planned] in [
        ["现有防控措施", "拟采取的防控措施"],
        ["已采取的措施", "下一步措施"],
        ["现有措施", "拟新增防控措施"],
        ["防控措施", "拟新增措施"],
        ["原有防控措施", "新增防控措施"],
    ] {
        let head = format!("序号|岗位|风险点|风险等级|{standing}|{planned}|责任人");
        let form = read(grid(&[
            &head,
            "1|资产岗|低价处置资产|一级|处置前评估|公开竞价并由监督员到场|科长",
            "2|出租岗|房产出租不进场|二级|分管领导审批||科长",
        ]));
        let told = [
            format!("{standing}：处置前评估\n{planned}：公开竞价并由监督员到场"),
            format!("{standing}：分管领导审批"),
        ];
        assert_eq!(measures(&entries(&form)), told, "{standing} {planned}");
        let unread = codes(&form);
        assert!(unread.iter().all(|(code, _)| *code != "T02"), "{unread:?}");
    }
}
