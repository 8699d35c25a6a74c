//! Labels that ask for two of section, post and holder at once, and posts that could be labels themselves.

use qingfeng::ingest::Understood;
use qingfeng::model::Field;

use crate::bureaus::{has, read, said};

const WHOSE: [Field; 3] = [Field::Section, Field::Post, Field::Person];

fn whose(form: &Understood) -> Vec<String> {
    said(form, &WHOSE)
}

/// A table whose first column has this head, with these cells.
fn column(head: &str, cells: &[&str]) -> Understood {
    let rows = cells
        .iter()
        .map(|cell| format!("{cell}|人为调整预算数额|一级|集体研究决定\n"));
    let rows: String = rows.collect();
    read(&format!(
        "廉政风险自查表|<|<|<\n{head}|风险点|风险等级|防控措施\n{rows}"
    ))
}

#[test]
fn a_head_of_section_and_post_gives_both() {
    for head in ["科室（岗位）", "科室及岗位", "部门/岗位", "科室、岗位"] {
        let cells = [
            "预算科（编制岗）",
            "预算科/编制岗",
            "预算科 编制岗",
            "预算科编制岗",
        ];
        let form = column(head, &cells);
        assert_eq!(whose(&form), ["预算科 编制岗 —"; 4], "{head}");
    }
}

#[test]
fn what_does_not_fall_apart_under_such_a_head_is_what_it_says_and_nothing_else() {
    let form = column("科室及岗位", &["综合岗", "预算科", "张一"]);
    assert_eq!(whose(&form), ["— 综合岗 —", "预算科 — —", "— — —"]);
}

#[test]
fn a_head_of_post_and_holder_gives_both() {
    for (head, cell) in [
        ("岗位及人员", "编制岗（张一）"),
        ("岗位（人员）", "编制岗 张一"),
        ("姓名/岗位", "张一/编制岗"),
    ] {
        assert_eq!(whose(&column(head, &[cell])), ["— 编制岗 张一"], "{head}");
    }
}

#[test]
fn an_office_and_a_name_in_the_cell_of_a_post_are_post_and_holder() {
    let form = column("岗位", &["科长 李二", "科员\\n王三", "审核员 赵四"]);
    let own = ["— 科长 李二", "— 科员 王三", "— 审核员赵四 —"];
    assert_eq!(whose(&form), own);
}

#[test]
fn what_stands_behind_such_a_label_above_a_table_or_on_a_card_falls_apart_too() {
    for line in [
        "填报部门（岗位）：预算科（编制岗）",
        "科室及岗位：预算科编制岗",
    ] {
        let form = read(&format!(
            "{line}|<|<\n风险点|风险等级|防控措施\n人为调整预算数额|一级|集体研究"
        ));
        assert_eq!(whose(&form), ["预算科 编制岗 —"], "{line}");
    }
    let form = read(
        "科室：预算科|<|<\n岗位：科长（李二）|<|<\n风险点|风险等级|防控措施\n人为调整预算数额|一级|集体研究",
    );
    assert_eq!(whose(&form), ["预算科 科长 李二"]);
    for line in [
        "科室|预算科|岗位|科长（李二）",
        "科室（岗位）|预算科（科长）|姓名|李二",
    ] {
        let form = read(&format!(
            "岗位廉政风险自查表|<|<|<\n{line}\n风险点|人为调整预算数额|<|<\n风险等级|一级|<|<\n防控措施|集体研究决定|<|<"
        ));
        assert_eq!(whose(&form), ["预算科 科长 李二"], "{line}");
    }
}

#[test]
fn headings_name_section_post_and_holder_in_words_beside_each_other() {
    let form = read(
        "序号|风险点|风险等级|防控措施
         预算科　科长　李二|<|<|<
         1|人为调整预算数额|一级|集体研究决定
         国库科　支付岗　王三|<|<|<
         1|违规拨付资金|二级|双人复核",
    );
    assert_eq!(whose(&form), ["预算科 科长 李二", "国库科 支付岗 王三"]);
    let headed = read(
        "序号|风险点|风险等级|防控措施
         一、预算科（科长：李二）|<|<|<
         1|人为调整预算数额|一级|集体研究决定
         二、国库科（科长：王三）|<|<|<
         1|违规拨付资金|二级|双人复核",
    );
    let own = said(&headed, &[Field::Section, Field::Head]);
    assert_eq!(own, ["预算科 李二", "国库科 王三"]);
    let above = read(
        "岗位廉政风险自查表|<|<\n预算科　科长　李二|<|<\n风险点|风险等级|防控措施\n人为调整预算数额|一级|集体研究",
    );
    assert_eq!(whose(&above), ["预算科 科长 李二"]);
}

#[test]
fn a_post_that_could_be_a_label_is_the_content_of_the_label_before_it() {
    for post in ["科室负责人", "分管领导", "审核", "经办人"] {
        let below = "风险点|人为调整预算数额|<|<\n风险等级|一级|<|<\n防控措施|集体研究决定|<|<";
        for above in [
            format!("科室|预算科|<|<\n姓名|张一|<|<\n岗位|{post}|<|<"),
            format!("科室|预算科|岗位|{post}\n姓名|张一|职务|科员"),
            format!("姓名|科室|岗位|职务\n张一|预算科|{post}|科员"),
        ] {
            let form = read(&format!("岗位廉政风险自查表|<|<|<\n{above}\n{below}"));
            assert_eq!(whose(&form), [format!("预算科 {post} 张一")], "{above}");
        }
        let form = read(&format!(
            "科室|预算科|岗位|{post}\n序号|风险点|风险等级|防控措施|备注\n1|人为调整预算数额|一级|集体研究|"
        ));
        assert_eq!(whose(&form), [format!("预算科 {post} —")]);
    }
}

#[test]
fn titles_that_speak_of_all_units_name_no_section() {
    for title in ["各站所", "七站八所", "各中心"] {
        let form = read(&format!(
            "{title}廉政风险自查表|<|<|<\n岗位|风险点|风险等级|防控措施\n站长|收费不入账|一级|票款分离"
        ));
        assert_eq!(whose(&form), ["— 站长 —"], "{title}");
    }
}

#[test]
fn who_checked_himself_is_whose_a_form_is() {
    for key in ["人员", "自查人", "填表人", "本人姓名"] {
        let form = read(&format!(
            "预算科个人廉政风险自查表|<|<\n{key}：张一|<|<\n风险点|风险等级|防控措施\n收费不入账|一级|票款分离"
        ));
        assert_eq!(whose(&form), ["预算科 — 张一"], "{key}");
    }
}

#[test]
fn a_list_under_a_post_and_risks_with_measures_is_no_card() {
    let form = read(
        "预算科廉政风险自查表|<
         岗位|风险点及防控措施
         编制岗|风险点：收费不入账；防控措施：票款分离；风险等级：一级
         支付岗|风险点：私设小金库；防控措施：双人复核；风险等级：二级",
    );
    assert_eq!(whose(&form), Vec::<String>::new());
    assert!(has(&form, "T01"), "{:?}", form.findings);
}

#[test]
fn forms_about_the_safety_of_anything_are_of_another_subject_but_not_that_of_funds() {
    for title in [
        "燃气安全",
        "食品安全",
        "医疗质量安全",
        "校园安全",
        "森林防火",
        "疫情防控",
    ] {
        let form = |title: &str| {
            read(&format!(
                "{title}风险自查表|<|<|<\n科室|风险点|风险等级|防控措施\n后勤科|采购不合格食品|一级|定点采购"
            ))
        };
        assert!(has(&form(title), "T18"), "{title}");
        let own = form(&format!("{title}岗位廉政"));
        assert_eq!(whose(&own), ["后勤科 — —"], "{title}");
    }
    let funds =
        "资金安全风险自查表|<|<|<\n科室|风险点|风险等级|防控措施\n国库科|违规拨付|一级|双人复核";
    assert_eq!(whose(&read(funds)), ["国库科 — —"]);
}
