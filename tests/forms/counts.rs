//! Risks that stand in one cell: how many risk points they are, and what a form says itself of their number.

use qingfeng::ingest::Understood;
use qingfeng::model::Field;

use crate::understand::{codes, entries, grid, merged, read};

fn points(form: &Understood) -> Vec<usize> {
    entries(form).iter().map(|e| e.risk_points()).collect()
}

fn totals(form: &Understood) -> Vec<(String, String)> {
    let own = form.findings.iter().filter(|f| f.code == "T08");
    own.map(|f| {
        let cell = f.place.cell.map_or(String::new(), |c| c.to_string());
        (cell, f.message.clone())
    })
    .collect()
}

#[test]
fn numbered_risks_of_one_cell_are_one_entry_and_so_many_risk_points() {
    let form = read(grid(&[
        "序号|岗位|风险点|风险点数量|风险等级|防控措施",
        "1|拨付岗|1.不核对进度 2.放宽要件 3.漏记台账|3|一级|双人核对",
        "2|账户岗|（1）违规开户；（2）不核对资料|二个|二级|三人会签",
        "3|档案岗|一是移交不及时，二是丢失凭证|2个|三级|双方签字",
        "4|出纳岗|①私设小金库②白条抵库③坐支现金|共3个|三级|每月盘点",
        "5|综合岗|拆分采购|1|三级|集体研究",
        "合计||||11|",
    ]));
    assert_eq!(points(&form), [3, 2, 2, 3, 1]);
    assert!(totals(&form).is_empty(), "{:?}", totals(&form));
}

#[test]
fn a_number_that_differs_from_what_the_risk_lists_is_found_at_its_cell() {
    for head in ["数量", "个数", "风险点个数", "廉政风险点数量（个）"] {
        let form = read(grid(&[
            &format!("序号|岗位|风险点|{head}|风险等级|防控措施"),
            "1|拨付岗|1.不核对进度 2.放宽要件|3|一级|双人核对",
            "2|账户岗|违规开户|1|二级|三人会签",
            "合计|||4||",
        ]));
        assert_eq!(points(&form), [2, 1], "{head}");
        let found = totals(&form);
        assert_eq!(found.len(), 1, "{head}: {found:?}");
        assert_eq!(found[0].0, "D2");
        assert!(found[0].1.contains("3 个") && found[0].1.contains("2 个"));
    }
    let line = read(grid(&[
        "序号|岗位|风险点|风险等级|防控措施",
        "1|拨付岗|1.不核对进度；2.放宽要件。共3个|一级|双人核对",
        "共5个风险点||||",
    ]));
    let at: Vec<String> = totals(&line).into_iter().map(|t| t.0).collect();
    assert_eq!(at, ["A3", "C2"], "{:?}", codes(&line));
}

#[test]
fn a_total_may_count_entries_or_risk_points() {
    for (total, found) in [("2", 0), ("5", 0), ("4", 1)] {
        let form = read(grid(&[
            "序号|岗位|风险点|风险等级|防控措施",
            "1|拨付岗|1.不核对进度 2.放宽要件 3.漏记台账|一级|双人核对",
            "2|账户岗|1.违规开户 2.不核对资料|二级|三人会签",
            &format!("合计：{total}个||||"),
        ]));
        assert_eq!(totals(&form).len(), found, "{total}: {:?}", totals(&form));
    }
}

#[test]
fn a_number_merged_over_several_rows_counts_all_of_them() {
    let rows = |number: &str| {
        merged(
            grid(&[
                "岗位|数量|风险点|风险等级|防控措施",
                &format!("拨付岗|{number}|不核对进度|一级|双人核对"),
                "||1.放宽要件 2.漏记台账|二级|三人会签",
                "账户岗|1|违规开户|二级|三人会签",
            ]),
            &["A2:A3", "B2:B3"],
        )
    };
    assert!(totals(&read(rows("3"))).is_empty());
    assert_eq!(totals(&read(rows("2"))).len(), 1);
}

#[test]
fn lines_without_numbers_are_so_many_risk_points_where_the_form_says_so() {
    let mut sheet = grid(&[
        "岗位|风险点|数量|风险等级|防控措施",
        "拨付岗||2|一级|双人核对",
    ]);
    let text = "不核对进度就签字\n放宽要件".to_owned();
    let at = qingfeng::location::CellRef::new(1, 1);
    sheet.set(at, qingfeng::reader::CellValue::Text(text));
    let form = read(sheet);
    assert_eq!(points(&form), [2]);
    assert_eq!(entries(&form)[0].text(Field::RiskCount), Some("2"));
    assert!(totals(&form).is_empty());
}

#[test]
fn a_number_in_a_heading_is_compared_with_what_stands_below_it() {
    let form = |first: &str, second: &str, third: &str| {
        read(grid(&[
            "序号|岗位|风险点|防控措施",
            first,
            "1|拨付岗|不核对进度|双人核对并登记台账",
            "2|账户岗|违规开户|三人会签并报备案",
            second,
            "3|档案岗|移交不及时|双方签字并留存清单",
            third,
        ]))
    };
    let at = |form: &Understood| totals(form).into_iter().map(|t| t.0).collect::<Vec<_>>();
    let right = form(
        "一、一级风险（2个）",
        "二、二级风险点（共1个）",
        "三、三级风险（0个）",
    );
    assert!(at(&right).is_empty(), "{:?}", totals(&right));
    let wrong = form(
        "（一）一级风险（3个）",
        "（二）二级风险：两个",
        "（三）三级风险（1个）",
    );
    assert_eq!(at(&wrong), ["A2", "A5", "A7"], "{:?}", totals(&wrong));
    let told = &totals(&wrong)[0].1;
    assert!(
        told.contains("写明 3 个") && told.contains("2 个"),
        "{told}"
    );
    let other = form("一级风险（3个岗位）", "二级风险", "注：共排查9个环节");
    assert!(at(&other).is_empty(), "{:?}", totals(&other));
}

#[test]
fn headings_of_sections_and_levels_are_compared_each_with_its_own_rows() {
    let form = read(grid(&[
        "序号|风险点|防控措施",
        "预算科（2个）",
        "一级风险（1个）",
        "1|不核对进度|双人核对并登记台账",
        "二级风险（1个）",
        "2|违规开户|三人会签并报备案",
        "国库科（3个）",
        "一级风险（2个）",
        "3|移交不及时|双方签字并留存清单",
        "4|重复支付|系统校验并由两人复核",
    ]));
    let at: Vec<String> = totals(&form).into_iter().map(|t| t.0).collect();
    assert_eq!(at, ["A7"], "{:?}", totals(&form));
}
