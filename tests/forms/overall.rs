//! One level for a whole table beside a column of levels: the post's or the section's.

use crate::bureaus::{levels, read};
use crate::handed_in::told;

fn between(above: &str, below: &str) -> qingfeng::ingest::Understood {
    read(&format!(
        "岗位廉政风险自查表|<|<|<|<
         {above}
         序号|岗位|风险点|防控措施|风险等级
         1|预算编制岗|违规调整预算|双人复核|二级
         2|预算追加岗|随意追加预算|集体研究|三级
         {below}"
    ))
}

#[test]
fn a_level_of_the_whole_that_is_not_the_highest_of_the_entries_is_told() {
    for stated in [
        "自评总等级：一级",
        "岗位风险等级：一级",
        "总体风险等级：三级",
        "本岗位廉政风险等级为一级。",
    ] {
        let [upper, lower] = [between(stated, ""), between("", stated)];
        for (form, row) in [(&upper, 2), (&lower, 5)] {
            let said = told(form, "L14");
            assert_eq!(said.len(), 1, "{stated} {row}: {said:?}");
            assert!(said[0].contains("最高的是二级"), "{said:?}");
            assert_eq!(levels(form), [[2, 0, 0], [3, 0, 0]], "{stated}");
        }
    }
    let parted = between("", "自评总等级|<|<|<|一级");
    assert_eq!(told(&parted, "L14").len(), 1);
}

#[test]
fn what_agrees_with_the_entries_or_speaks_of_something_else_is_not() {
    for stated in [
        "自评总等级：二级",
        "岗位风险等级|二级",
        "本岗位廉政风险等级为二级",
        "职级：三级主任科员",
        "填报人：张一|职务级别：一级科员",
        "注：一级最高，三级最低",
        "等级为一级的须报党组",
        "去年风险等级为一级",
    ] {
        for form in [between(stated, ""), between("", stated)] {
            assert_eq!(told(&form, "L14"), Vec::<String>::new(), "{stated}");
            assert_eq!(levels(&form), [[2, 0, 0], [3, 0, 0]], "{stated}");
        }
    }
}
