//! Columns that ask for a level and something else at once.

use qingfeng::model::{Basis, Field};

use crate::bureaus::{entries, has, levels, read, said};
use crate::cards::codes;
use crate::handed_in::told;

#[test]
fn two_steps_in_one_column_are_two_levels() {
    for (head, first, second) in [
        ("自评/审定等级", "二级/一级", "三级/三级"),
        ("自评、审定等级", "二级、一级", "三级、三级"),
        ("自评等级/审定等级", "二级\\n一级", "三级\\n三级"),
        ("风险等级（自评/审定）", "Ⅱ级/Ⅰ级", "Ⅲ级/同意"),
        ("自评等级（审定等级）", "二级（一级）", "三级（三级）"),
        (
            "自评及领导小组审定等级",
            "自评：二级 审定：一级",
            "自评：三级；审定：三级",
        ),
        ("自评/审定等级", "二级（自评）一级（审定）", "三级/三级"),
        (
            "风险等级",
            "自评：二级\\n领导小组审定：一级",
            "自评：三级 领导小组审定：三级",
        ),
    ] {
        let form = read(&format!(
            "序号|岗位|风险点|{head}|防控措施
             1|预算编制岗|违规调整预算|{first}|双人复核
             2|预算追加岗|随意追加预算|{second}|集体研究
             3|资金拨付岗|拖延拨款谋利||限时拨付"
        ));
        assert_eq!(levels(&form), [[2, 0, 1], [3, 0, 3], [0, 0, 0]], "{head}");
        for code in ["T02", "L02", "L10"] {
            assert!(!has(&form, code), "{head} {:?}", codes(&form));
        }
        let own = &entries(&form)[0].values[&Field::ConfirmedLevel];
        assert_eq!(&*own.raw, first.replace("\\n", "\n"), "{head}");
    }
    let section = read(
        "序号|风险点|等级|<|防控措施
         ^|^|自评/科室审核|领导小组审定|^
         1|违规调整预算|二级/一级|一级|双人复核",
    );
    assert_eq!(levels(&section), [[2, 1, 1]]);
    let merged = read(
        "序号|风险点|自评/审定等级|防控措施
         1|违规调整预算|二级/一级|双人复核
         2|随意追加预算|^|集体研究",
    );
    assert_eq!(levels(&merged), [[2, 0, 1]; 2]);
    let card = read(
        "姓名|张一|科室|预算科
         风险点|违规调整预算|自评/审定等级|二级/一级
         防控措施|双人复核|<|<",
    );
    assert_eq!(levels(&card), [[2, 0, 1]]);
}

#[test]
fn one_level_where_two_are_asked_for_leaves_the_column_open() {
    for head in [
        "自评/审定等级",
        "自评等级/审定等级",
        "风险等级（自评/审定）",
    ] {
        let form = read(&format!(
            "序号|岗位|风险点|{head}|防控措施
             1|预算编制岗|违规调整预算|二级/一级|双人复核
             2|预算追加岗|随意追加预算|三级|集体研究
             3|资金拨付岗|拖延拨款谋利|一级|限时拨付"
        ));
        let said = told(&form, "L10");
        assert!(
            said.len() == 1 && said[0].starts_with("D3 ") && said[0].contains("第 3–4 行"),
            "{head} {said:?}"
        );
        let open = entries(&form);
        assert!(
            open.iter()
                .all(|e| e.effective_level() == (None, Basis::Open))
        );
        assert_eq!(open[0].extras[0].text, "二级/一级");
    }
    // Beside a column of its own for one of them nobody knows which counts.
    let beside = read(
        "序号|风险点|自评/审定等级|审定等级|防控措施
         1|违规调整预算|二级/一级|二级|双人复核",
    );
    assert_eq!(told(&beside, "L05").len(), 1);
}

#[test]
fn a_level_behind_each_post_is_that_of_its_risk() {
    for (head, first, second) in [
        (
            "岗位（风险等级）",
            "预算编制岗（二级）",
            "资金拨付岗（一级）",
        ),
        (
            "岗位及风险等级",
            "预算编制岗【二级】",
            "资金拨付岗（高风险）",
        ),
        ("岗位/等级", "预算编制岗/二级", "资金拨付岗/一级"),
        ("岗位（风险等级）", "预算编制岗\\n二级", "资金拨付岗 一级"),
    ] {
        let form = read(&format!(
            "序号|{head}|风险点|防控措施
             1|{first}|违规调整预算|双人复核
             2|^|虚报预算|双人复核
             3|{second}|拖延拨款谋利|限时拨付"
        ));
        assert_eq!(levels(&form), [[2, 0, 0], [2, 0, 0], [1, 0, 0]], "{head}");
        let posts = said(&form, &[Field::Post]);
        assert_eq!(posts, ["预算编制岗", "预算编制岗", "资金拨付岗"], "{head}");
        assert!(
            !has(&form, "L10") && !has(&form, "T02"),
            "{:?}",
            codes(&form)
        );
    }
    let matter = read(
        "序号|科室|权力事项（风险等级）|风险点|防控措施
         1|预算科|预算编制（二级）|违规调整预算|双人复核
         2|国库科|资金拨付（一级）|拖延拨款谋利|限时拨付",
    );
    assert_eq!(levels(&matter), [[2, 0, 0], [1, 0, 0]]);
    assert_eq!(said(&matter, &[Field::Matter]), ["预算编制", "资金拨付"]);
}

#[test]
fn a_post_without_its_level_leaves_them_together() {
    let form = read(
        "序号|岗位（风险等级）|风险点|防控措施
         1|预算编制岗（二级）|违规调整预算|双人复核
         2|预算追加岗|随意追加预算|集体研究",
    );
    assert_eq!(levels(&form), [[0, 0, 0], [0, 0, 0]]);
    let own = told(&form, "L10");
    assert!(
        own.len() == 1 && own[0].starts_with("B3 ") && own[0].contains("预算追加岗"),
        "{own:?}"
    );
    assert_eq!(
        said(&form, &[Field::Post]),
        ["预算编制岗（二级）", "预算追加岗"]
    );
    // Beside a column of levels what stands in brackets is the post's own.
    let beside = read(
        "序号|岗位（等级）|风险点|风险等级|防控措施
         1|预算编制岗（二级）|违规调整预算|一级|双人复核",
    );
    assert_eq!(levels(&beside), [[1, 0, 0]]);
}
