//! A line of its own below each entry, with the level that the section or the leading group gives it.

use qingfeng::model::Field;

use crate::bureaus::{entries, has, levels, read};
use crate::cards::codes;
use crate::handed_in::told;

#[test]
fn the_level_below_each_entry_is_the_confirmed_one_of_that_entry() {
    for [first, second] in [
        ["审定等级：一级|<|<|<|<", "审定等级：三级|<|<|<|<"],
        ["核定等级|<|一级|<|<", "核定等级|<|三级|<|<"],
        ["领导小组审定：一级|<|<|<|<", "领导小组审定：三级|<|<|<|<"],
        [
            "领导小组审定等级：☑一级 □二级 □三级|<|<|<|<",
            "领导小组审定等级：□一级 □二级 ☑三级|<|<|<|<",
        ],
        [
            "领导小组意见：调整为一级|<|<|<|<",
            "领导小组意见：同意三级|<|<|<|<",
        ],
    ] {
        let form = read(&format!(
            "序号|岗位|风险点|自评等级|防控措施
             1|科长|审批把关不严|二级|集体研究
             {first}
             2|编审岗|核定不准确|三级|双人复核
             {second}"
        ));
        assert_eq!(levels(&form), [[2, 0, 1], [3, 0, 3]], "{first}");
        let cell = entries(&form)[0].values[&Field::ConfirmedLevel].cell;
        assert_eq!(cell.map(|at| at.row), Some(2), "{first}");
        let said = told(&form, "L08");
        assert!(
            said.len() == 1 && said[0].contains("1：一级；2：三级"),
            "{said:?}"
        );
    }
}

#[test]
fn both_steps_may_stand_below_each_entry() {
    let beside = "科室审核：一级|<|领导小组审定：一级|<|<";
    let below = "科室审核：一级|<|<|<|<\n领导小组审定：一级|<|<|<|<";
    for steps in [beside, below] {
        let last = steps.replace("审定：一级", "审定：三级");
        let form = read(&format!(
            "序号|岗位|风险点|自评等级|防控措施
             1|科长|审批把关不严|二级|集体研究
             {steps}
             2|编审岗|核定不准确|二级|双人复核
             {last}"
        ));
        assert_eq!(levels(&form), [[2, 1, 1], [2, 1, 3]], "{steps}");
        let cell = entries(&form)[1].values[&Field::SuggestedLevel].cell;
        assert!(cell.is_some_and(|at| at.row > 3), "{cell:?}");
    }
}

#[test]
fn where_an_entry_has_no_such_line_all_of_them_are_asked_about() {
    for head in [
        "序号|岗位|风险点|风险等级|防控措施",
        "序号|岗位|风险点|表现形式|防控措施",
    ] {
        let lacking = read(&format!(
            "{head}
             1|科长|审批把关不严|二级|集体研究
             领导小组审定：一级|<|<|<|<
             2|编审岗|核定不准确|二级|双人复核
             3|拨付岗|随意拨付|二级|双人复核
             领导小组审定：一级|<|<|<|<"
        ));
        assert!(
            levels(&lacking)
                .iter()
                .all(|[_, _, confirmed]| *confirmed == 0),
            "{head}"
        );
        assert!(has(&lacking, "L09"), "{:?}", codes(&lacking));
    }
    // Nobody knows whether the first line is of the entry below it.
    let above = read(
        "序号|岗位|风险点|风险等级|防控措施
         审定等级：一级|<|<|<|<
         1|科长|审批把关不严|二级|集体研究
         审定等级：二级|<|<|<|<
         2|编审岗|核定不准确|二级|双人复核",
    );
    assert_eq!(levels(&above), [[2, 0, 0], [2, 0, 0]]);
}
