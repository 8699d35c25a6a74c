//! Levels written into 备注 and 说明 beside a column of levels.

use qingfeng::ingest::Understood;
use qingfeng::model::{Basis, Field};

use crate::bureaus::{entries, levels, read};
use crate::handed_in::told;

/// A table of two whose first row bears this remark.
fn remarked(remark: &str) -> Understood {
    read(&format!(
        "序号|岗位|风险点|防控措施|自评等级|备注
         1|预算编制岗|违规调整预算|双人复核|二级|{remark}
         2|预算追加岗|随意追加预算|集体研究|三级|"
    ))
}

#[test]
fn what_the_leading_group_gives_in_a_remark_is_the_confirmed_level_and_a_person_is_asked() {
    for remark in [
        "领导小组定为一级",
        "经领导小组审定为一级",
        "党组研究确定为一级",
        "2026年10月8日局党组会议研究，同意定为一级",
        "资金量大，经局党组集体研究定为一级。",
        "领导小组由二级调整为一级",
        "审定：一级",
        "审定等级一级",
    ] {
        let form = remarked(remark);
        assert_eq!(levels(&form), [[2, 0, 1], [3, 0, 0]], "{remark}");
        let noted = told(&form, "L11");
        let here = noted.len() == 1 && noted[0].starts_with("F2 ") && noted[0].contains("一级");
        assert!(here, "{remark} {noted:?}");
        let level = &entries(&form)[0].values[&Field::ConfirmedLevel];
        assert_eq!(&*level.raw, remark);
        assert_eq!(entries(&form)[0].text(Field::Remark), Some(remark));
    }
}

#[test]
fn a_remark_that_says_another_level_or_leaves_it_open_is_told() {
    for (remark, held) in [
        ("调整为一级", true),
        ("一级", true),
        ("科室定为三级", true),
        ("最终定为高风险", true),
        ("科室定为三级，领导小组定为一级", true),
        ("领导小组由三级调整为一级", true),
        ("建议调整为一级", false),
        ("拟由领导小组定为一级", false),
        ("待领导小组会议定为一级", false),
    ] {
        let form = remarked(remark);
        assert_eq!(levels(&form), [[2, 0, 0], [3, 0, 0]], "{remark}");
        let said = told(&form, "L12");
        assert!(
            said.len() == 1 && said[0].starts_with("F2 "),
            "{remark} {said:?}"
        );
        assert_eq!(said[0].contains("1 条等级待定"), held, "{remark} {said:?}");
        let open = entries(&form)[0].effective_level() == (None, Basis::Open);
        assert_eq!(open, held, "{remark}");
    }
}

#[test]
fn a_remark_beside_another_confirmed_level_counts_nowhere_and_is_told() {
    let form = read(
        "序号|岗位|风险点|防控措施|自评等级|审定等级|情况说明
         1|预算编制岗|违规调整预算|双人复核|二级|二级|领导小组定为一级
         2|预算追加岗|随意追加预算|集体研究|三级|三级|领导小组定为三级",
    );
    let said = told(&form, "L12");
    assert!(said.len() == 1 && said[0].starts_with("G2 "), "{said:?}");
    assert_eq!(entries(&form)[0].effective_level(), (None, Basis::Open));
    assert_eq!(levels(&form)[1], [3, 0, 3]);
}

#[test]
fn remarks_that_state_no_level_of_this_year_say_nothing() {
    for remark in [
        "涉及一级预算单位",
        "同意",
        "由三级调整为二级",
        "上年一级，今年降为二级",
        "上年定为一级",
        "待领导小组审定",
        "风险等级分为一级、二级、三级",
    ] {
        let form = remarked(remark);
        assert_eq!(levels(&form), [[2, 0, 0], [3, 0, 0]], "{remark}");
        let said = [told(&form, "L11"), told(&form, "L12")].concat();
        assert!(said.is_empty(), "{remark} {said:?}");
        assert_ne!(entries(&form)[0].effective_level().0, None);
    }
}

#[test]
fn a_note_below_the_only_entry_says_what_the_leading_group_gave() {
    let form = read(
        "序号|风险点|防控措施|自评等级
         1|违规调整预算|双人复核|二级
         注：领导小组定为一级|<|<|<",
    );
    assert_eq!(levels(&form), [[2, 0, 1]]);
    assert_eq!(told(&form, "L08").len(), 1);
}
