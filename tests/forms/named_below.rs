//! Forms of several persons on one sheet or in one document, where labels below each table say whose it is.

use qingfeng::ingest::Understood;
use qingfeng::model::Field;

use crate::bureaus::{read, said};
use crate::named::document;
use crate::support::document::{line, plain};

const WHOSE: [Field; 3] = [Field::Section, Field::Post, Field::Person];
const HEAD: &str = "序号|风险点|风险等级|防控措施";
const FIRST: &str = "1|人为调整预算数额|一级|集体研究决定";
const SECOND: &str = "1|拖延下达预算指标|二级|系统自动预警";
const OWN: [&str; 2] = ["预算科 编制岗 张一", "国库科 支付岗 李二"];

fn whose(form: &Understood) -> Vec<String> {
    said(form, &WHOSE)
}

/// What stands below a table in one cell, in cells beside each other and in rows of their own.
fn below(section: &str, post: &str, person: &str) -> [String; 3] {
    [
        format!("科室：{section}　岗位：{post}　姓名：{person}|<|<|<"),
        format!("科室：{section}|岗位：{post}|姓名：{person}|"),
        format!("科室|{section}||\n岗位|{post}|姓名|{person}"),
    ]
}

#[test]
fn labels_below_each_table_of_a_sheet_are_those_of_the_table_above_them() {
    let both = below("预算科", "编制岗", "张一")
        .into_iter()
        .zip(below("国库科", "支付岗", "李二"));
    for (first, second) in both {
        for gap in ["", "||||\n"] {
            let form = read(&format!(
                "{HEAD}\n{FIRST}\n{first}\n{gap}{HEAD}\n{SECOND}\n{second}"
            ));
            assert_eq!(whose(&form), OWN, "{first}");
        }
        let form = read(&format!(
            "廉政风险自查表|<|<|<\n{HEAD}\n{FIRST}\n{first}
             廉政风险自查表|<|<|<\n{HEAD}\n{SECOND}\n{second}"
        ));
        assert_eq!(whose(&form), OWN, "under titles: {first}");
    }
}

#[test]
fn labels_above_each_table_stay_those_of_the_table_below_them() {
    for (first, second) in
        below("预算科", "编制岗", "张一")
            .into_iter()
            .zip(below("国库科", "支付岗", "李二"))
    {
        let form = read(&format!(
            "{first}\n{HEAD}\n{FIRST}\n{second}\n{HEAD}\n{SECOND}"
        ));
        assert_eq!(whose(&form), OWN, "{first}");
    }
}

#[test]
fn labels_below_each_stretch_of_one_table_are_those_of_its_entries() {
    let [.., first] = below("预算科", "编制岗", "张一");
    let [.., second] = below("国库科", "支付岗", "李二");
    let form = read(&format!(
        "{HEAD}\n{FIRST}\n2|项目论证不充分|三级|专家评审\n{first}\n{SECOND}\n{second}"
    ));
    assert_eq!(whose(&form), [OWN[0], OWN[0], OWN[1]]);
}

#[test]
fn labels_above_each_stretch_in_cells_beside_each_other_are_those_of_the_entries_below() {
    let form = read(&format!(
        "{HEAD}\n科室|预算科|姓名|张一\n{FIRST}\n科室|国库科|姓名|李二\n{SECOND}"
    ));
    assert_eq!(whose(&form), ["预算科 — 张一", "国库科 — 李二"]);
}

#[test]
fn labels_below_a_table_outrank_the_sheet_and_the_table_before() {
    let below = "科室：国库科　岗位：支付岗　姓名：李二|<|<|<";
    let form = read(&format!(
        "科室：预算科　岗位：编制岗　姓名：张一|<|<|<\n{HEAD}\n{FIRST}\n\n廉政风险自查表|<|<|<\n{HEAD}\n{SECOND}\n{below}"
    ));
    assert_eq!(whose(&form), OWN);
}

#[test]
fn what_is_left_blank_below_a_table_is_not_that_of_the_table_before() {
    let form = read(&format!(
        "科室：预算科　岗位：编制岗|<|<|<\n{HEAD}\n{FIRST}\n\n廉政风险自查表|<|<|<\n{HEAD}\n{SECOND}\n科室：预算科|岗位：||"
    ));
    assert_eq!(whose(&form), ["预算科 编制岗 —", "预算科 — —"]);
}

#[test]
fn labels_below_each_table_of_a_document_are_those_of_the_table_above_them() {
    for title in ["", "廉政风险自查表"] {
        let title = || match title {
            "" => String::new(),
            title => line(title),
        };
        let form = document(&[
            title(),
            plain(&[HEAD, FIRST]),
            line("科室：预算科　岗位：编制岗"),
            line("姓名：张一　日期：2026年11月2日"),
            title(),
            plain(&[HEAD, SECOND]),
            line("科室：国库科　岗位：支付岗"),
            line("姓名：李二　日期：2026年11月3日"),
        ]);
        assert_eq!(whose(&form), OWN);
        let days = said(&form, &[Field::ReportedOn]);
        assert_eq!(days, ["2026年11月2日", "2026年11月3日"]);
    }
}

#[test]
fn labels_between_the_tables_of_a_document_are_those_of_the_table_below_where_they_stand_above_the_first()
 {
    let form = document(&[
        line("科室：预算科　岗位：编制岗　姓名：张一"),
        plain(&[HEAD, FIRST]),
        line("科室：国库科　岗位：支付岗　姓名：李二"),
        plain(&[HEAD, SECOND]),
        line("科室：　岗位：　姓名："),
    ]);
    assert_eq!(whose(&form), OWN);
}
