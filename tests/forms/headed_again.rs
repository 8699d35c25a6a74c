//! Several blocks on one sheet, each with its section, post or person in a line of its own: none is that of another block.

use qingfeng::ingest::Understood;
use qingfeng::model::Field;

use crate::bureaus::{levels, read, said};

const WHOSE: [Field; 3] = [Field::Section, Field::Post, Field::Person];
const HEAD: &str = "序号|风险点|风险等级|防控措施";
const FIRST: &str = "1|人为调整预算数额|一级|集体研究决定";
const SECOND: &str = "1|拖延下达预算指标|二级|系统自动预警";

fn whose(form: &Understood) -> Vec<String> {
    said(form, &WHOSE)
}

#[test]
fn a_further_section_in_a_line_amid_a_table_is_that_of_the_rows_below() {
    let of = |first: &str, second: &str| {
        let form = read(&format!("{first}\n{HEAD}\n{FIRST}\n{second}\n{SECOND}"));
        said(&form, &[Field::Section])
    };
    for section in [
        "办公室",
        "采购部",
        "教务处",
        "机关党委",
        "信息中心",
        "综合办",
    ] {
        let line = |name: &str| format!("科室：{name}|<|<|<");
        assert_eq!(of(&line("预算科"), &line(section)), ["预算科", section]);
        let parted = |name: &str| format!("部门：|{name}|<|");
        assert_eq!(of(&parted("预算科"), &parted(section)), ["预算科", section]);
        let listed = |at: &str, name: &str| format!("{at}、科室：{name}|<|<|<");
        let both = of(&listed("一", "预算科"), &listed("二", section));
        assert_eq!(both, ["预算科", section]);
        let titled = format!("{section}廉政风险点|<|<|<");
        assert_eq!(of("预算科廉政风险点|<|<|<", &titled), ["预算科", section]);
    }
    let persons = of("预算科廉政风险点|<|<|<", "领导干部|<|<|<");
    assert_eq!(persons, ["预算科", "预算科"], "persons are no section");
}

#[test]
fn a_section_below_each_block_is_that_of_the_block_above_it() {
    for [first, second] in [
        ["填报科室：预算科|<|<|<", "填报科室：国库科|<|<|<"],
        [
            "科室：预算科|<|审核人：赵四|<",
            "科室：国库科|<|审核人：赵四|<",
        ],
    ] {
        let form = read(&format!(
            "{HEAD}\n{FIRST}\n{first}\n|||\n{HEAD}\n{SECOND}\n{second}"
        ));
        assert_eq!(said(&form, &[Field::Section]), ["预算科", "国库科"]);
        let titled = read(&format!(
            "会计科廉政风险自查表|<|<|<\n{HEAD}\n{FIRST}\n{first}\n|||\n{HEAD}\n{SECOND}\n{second}"
        ));
        assert_eq!(
            said(&titled, &[Field::Section])[0],
            "会计科",
            "a title says it"
        );
    }
}

#[test]
fn who_filled_in_beside_the_post_holds_it_above_and_below_each_block() {
    let [first, second] = ["填报人：张一|<|岗位：科长|<", "填报人：李二|<|岗位：会计|<"];
    let above = read(&format!(
        "{first}\n{HEAD}\n{FIRST}\n{second}\n{HEAD}\n{SECOND}"
    ));
    assert_eq!(whose(&above), ["— 科长 张一", "— 会计 李二"]);
    let [first, second] = [
        "科室：预算科|岗位：科长|填报人：张一|<",
        "科室：国库科|岗位：会计|填报人：李二|<",
    ];
    let below = read(&format!(
        "{HEAD}\n{FIRST}\n{first}\n|||\n{HEAD}\n{SECOND}\n{second}"
    ));
    assert_eq!(whose(&below), ["预算科 科长 张一", "国库科 会计 李二"]);
}

#[test]
fn who_filled_in_each_block_is_whose_it_is() {
    let form = read(&format!(
        "填报人：张一|<|<|<\n{HEAD}\n{FIRST}\n填报人：李二|<|<|<\n{HEAD}\n{SECOND}"
    ));
    assert_eq!(said(&form, &[Field::Person]), ["张一", "李二"]);
    // At the foot of a page the clerk signs.
    let signed = read(&format!(
        "预算科自查表|<|<|<\n{HEAD}\n{FIRST}\n填报人：李二|<|<|<\n{HEAD}\n{SECOND}\n填报人：李二|<|<|<"
    ));
    assert_eq!(said(&signed, &[Field::Person]), ["—", "—"]);
}

#[test]
fn a_person_named_right_above_the_section_is_of_that_section() {
    let form = read(&format!(
        "姓名：张一　岗位：科长|<|<|<\n科室：预算科|<|<|<\n{HEAD}\n{FIRST}\n姓名：李二　岗位：会计|<|<|<\n科室：国库科|<|<|<\n{SECOND}"
    ));
    assert_eq!(whose(&form), ["预算科 科长 张一", "国库科 会计 李二"]);
    let ended = read(&format!(
        "{HEAD}\n科室：预算科|<|<|<\n姓名：张一|<|<|<\n{FIRST}\n科室：国库科|<|<|<\n{SECOND}"
    ));
    assert_eq!(whose(&ended), ["预算科 — 张一", "国库科 — —"]);
}

#[test]
fn offices_with_their_holders_head_blocks_that_repeat_the_head() {
    for [first, second] in [
        ["张一（科长）|<|<|<", "李二（会计）|<|<|<"],
        ["科长 张一|<|<|<", "会计 李二|<|<|<"],
    ] {
        let form = read(&format!(
            "{first}\n{HEAD}\n{FIRST}\n{second}\n{HEAD}\n{SECOND}"
        ));
        assert_eq!(whose(&form), ["— 科长 张一", "— 会计 李二"], "{first}");
    }
    let form = read(&format!(
        "预算科科长 张一|<|<|<\n{HEAD}\n{FIRST}\n国库科会计 李二|<|<|<\n{HEAD}\n{SECOND}"
    ));
    assert_eq!(whose(&form), ["预算科 科长 张一", "国库科 会计 李二"]);
}

#[test]
fn opinions_of_the_person_that_are_levels_are_its_own() {
    let form = read(
        "科室|岗位|风险点|本人意见|科室意见|领导小组意见|防控措施
         预算科|科长|分配资金优亲厚友|二级|二级|一级|集体研究决定资金分配
         国库科|会计|账务处理不及时|三级|二级|二级|每月对账一次",
    );
    assert_eq!(levels(&form), [[2, 2, 1], [3, 2, 2]]);
    let words = read(
        "科室|岗位|风险点|本人意见|风险等级|防控措施
         预算科|科长|分配资金优亲厚友|属实|二级|集体研究决定资金分配",
    );
    assert_eq!(levels(&words), [[2, 0, 0]]);
}

#[test]
fn a_name_alone_below_a_table_is_whose_it_is() {
    let form = read(&format!(
        "科室：预算科|<|<|<\n{HEAD}\n{FIRST}\n姓名：张一|<|<|<"
    ));
    assert_eq!(whose(&form), ["预算科 — 张一"]);
}

#[test]
fn labels_of_other_things_beside_a_name_do_not_hide_whose_a_block_is() {
    let head = "序号|风险点|<|风险等级|防控措施|<";
    for ended in ["", "本人承诺：以上内容属实|<|<|<|<|<\n"] {
        let form = read(&format!(
            "姓名|张一|性别|女|科室|财务科\n职务|出纳|参加工作时间|2020年3月|联系电话|123\n{head}
             1|现金保管不善|<|二级|每日盘点库存现金|<\n{ended}姓名|李二|性别|男|科室|药剂科
             职务|采购员|参加工作时间|2021年3月|联系电话|456\n{head}\n1|收受药商回扣|<|一级|礼金上交登记|<\n{ended}"
        ));
        assert_eq!(whose(&form), ["财务科 出纳 张一", "药剂科 采购员 李二"]);
    }
}

#[test]
fn numbered_measures_of_one_risk_are_parts_of_its_measures() {
    let form = read(
        "科室|风险点|风险等级|措施1|措施2|措施3
         预算科|人为调整预算|一级|集体研究|结果公示|
         国库科|违规拨付资金|二级|双人复核|每月对账|定期轮岗",
    );
    assert_eq!(
        said(&form, &[Field::Measures]),
        [
            "措施1：集体研究\n措施2：结果公示",
            "措施1：双人复核\n措施2：每月对账\n措施3：定期轮岗"
        ]
    );
}
