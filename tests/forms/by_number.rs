//! Levels that a line below a table gives to its entries by their numbers.

use qingfeng::ingest::Understood;
use qingfeng::model::{Basis, Field};

use crate::bureaus::{entries, levels, read};
use crate::handed_in::told;

/// A table of three, each with the level its section declares, and what stands below it.
fn below(foot: &str) -> Understood {
    read(&format!(
        "预算科廉政风险点排查表|<|<|<|<
         序号|岗位|风险点|防控措施|自评等级
         1|预算编制岗|违规调整预算|双人复核|二级
         2|预算追加岗|随意追加预算|集体研究|二级
         3|资金拨付岗|拖延拨款谋利|限时拨付|三级
         {foot}"
    ))
}

/// Whether no level of any entry counts.
fn all_open(read: &Understood) -> bool {
    let all = entries(read);
    all.iter()
        .all(|e| e.effective_level() == (None, Basis::Open))
}

#[test]
fn an_opinion_below_a_table_gives_levels_by_numbers() {
    for foot in [
        "领导小组审定意见|1定为一级，2定为三级，3维持自评|<|<|<",
        "领导小组审定意见|第1项定为一级、第2、3项定为三级|<|<|<",
        "领导小组审定意见：序号1：一级；序号2：三级；序号3：三级|<|<|<|<",
        "局党组意见：同意1由二级调整为一级，2调整为三级，其余不变。（盖章）2026年11月2日|<|<|<|<",
        "领导小组审定意见|<|<|<|<
         一级：1；三级：2、3|<|<|<|<",
        "审定等级|①定为一级\\n②、③定为三级|<|<|<",
        "领导小组审定：|一级：第1项|三级：第2、3项|<|<",
        "领导小组审定意见|违规调整预算定为一级，其余定为三级|<|<|<",
        "领导小组审定意见|经10月8日领导小组会议研究，第一项定为一级，其余均定为三级|<|<|<
         主要领导签字：|<|<|<|<",
    ] {
        let form = below(foot);
        assert_eq!(levels(&form), [[2, 0, 1], [2, 0, 3], [3, 0, 3]], "{foot}");
        let noted = told(&form, "L08");
        assert!(
            noted.len() == 1 && noted[0].contains("1：一级"),
            "{noted:?}"
        );
        assert!(told(&form, "L09").is_empty(), "{foot}");
        let level = &entries(&form)[1].values[&Field::ConfirmedLevel];
        let cell = level.cell.map(|c| c.to_string()).unwrap_or_default();
        assert!(noted[0].starts_with(&cell), "{noted:?}");
        assert!(level.raw.contains('2') || level.raw.contains('②') || level.raw.contains("其余"));
    }
}

#[test]
fn each_step_says_its_own_levels() {
    let form = below(
        "科室意见|建议第1项定为一级，其余同意自评。  签字：李四|<|<|<
         领导小组审定意见|1、2定为一级，3同意科室意见|<|<|<",
    );
    assert_eq!(levels(&form), [[2, 1, 1], [2, 2, 1], [3, 3, 3]]);
    let heard = below("群众评议意见|1、2应定为一级，3定为三级|<|<|<");
    assert_eq!(levels(&heard), [[2, 0, 0], [2, 0, 0], [3, 0, 0]]);
    let stranger = below("专家组意见|1定为一级|<|<|<");
    assert!(told(&stranger, "L09")[0].contains("哪一道"));
    assert_eq!(entries(&stranger)[0].effective_level(), (None, Basis::Open));
    assert_ne!(entries(&stranger)[1].effective_level().0, None);
}

#[test]
fn what_cannot_be_told_holds_the_entries_back_and_says_why() {
    for (foot, why) in [
        (
            "领导小组审定意见|1定为一级，2、5定为三级|<|<|<",
            "没有序号 5",
        ),
        ("领导小组审定意见|1定为一级，2待定|<|<|<", "看不出意思"),
        (
            "领导小组审定意见|1、2分别定为一级、三级|<|<|<",
            "看不出意思",
        ),
        ("领导小组审定意见|建议1定为一级|<|<|<", "看不出意思"),
        ("领导小组审定意见|1定为一级，1定为二级|<|<|<", "看不出意思"),
        ("领导小组审定意见|1由三级调整为一级|<|<|<", "看不出意思"),
        ("领导小组审定意见|1维持三级|<|<|<", "看不出意思"),
        ("领导小组审定意见|同意定为一级|<|<|<", "没有写是哪几条"),
        (
            "领导小组审定意见|出借资金定为一级|<|<|<",
            "表中没有风险点“出借资金”",
        ),
        (
            "领导小组审定意见|违规调整预算、随意追加预算定为一级|<|<|<",
            "看不出意思",
        ),
    ] {
        let form = below(foot);
        let said = told(&form, "L09");
        assert!(said.len() == 1 && said[0].contains(why), "{foot} {said:?}");
        assert!(said[0].starts_with("B6 ") && said[0].contains("3 条等级待定"));
        assert!(all_open(&form), "{foot}");
        let kept = &entries(&form)[0].extras;
        assert_eq!(kept[0].label, "领导小组审定意见");
    }
    let twice = read(
        "序号|风险点|防控措施|自评等级
         1|违规调整预算|双人复核|二级
         1|随意追加预算|集体研究|二级
         2|拖延拨款谋利|限时拨付|三级
         领导小组意见|1定为一级，2定为二级|<|<",
    );
    assert_eq!(levels(&twice), [[2, 0, 0], [2, 0, 0], [3, 0, 2]]);
    assert!(told(&twice, "L09")[0].contains("序号 1 在表中不止一条"));
    let unnumbered = read(
        "风险点|防控措施|自评等级
         违规调整预算|双人复核|二级
         随意追加预算|集体研究|二级
         领导小组意见|第1条定为一级，第2条定为三级|<",
    );
    assert!(told(&unnumbered, "L09")[0].contains("没有写序号") && all_open(&unnumbered));
}

#[test]
fn a_level_that_contradicts_its_column_leaves_that_entry_open() {
    let form = read(
        "序号|风险点|防控措施|自评等级|领导小组审定等级
         1|违规调整预算|双人复核|二级|二级
         2|随意追加预算|集体研究|二级|
         3|拖延拨款谋利|限时拨付|三级|三级
         领导小组审定意见|1定为一级，2、3定为三级|<|<|<",
    );
    assert_eq!(levels(&form), [[2, 0, 2], [2, 0, 3], [3, 0, 3]]);
    let open = entries(&form);
    assert_eq!(open[0].effective_level(), (None, Basis::Open));
    assert_ne!(open[1].effective_level().0, None);
    assert!(told(&form, "L09")[0].contains("与表中写的不一致（1："));
}

#[test]
fn below_several_tables_it_is_said_of_one_only_where_the_numbers_tell() {
    let two = |first: u8| {
        read(&format!(
            "一、预算科|<|<|<
             序号|风险点|防控措施|自评等级
             1|违规调整预算|双人复核|二级
             2|随意追加预算|集体研究|二级
             二、国库科|<|<|<
             序号|风险点|防控措施|自评等级
             {first}|拖延拨款谋利|限时拨付|二级
             {}|违规开户|集体研究|二级
             领导小组审定意见：{first}定为一级|<|<|<",
            first + 1
        ))
    };
    let alike = two(1);
    assert!(all_open(&alike), "{:?}", levels(&alike));
    assert!(told(&alike, "L09")[0].contains("几张表") && told(&alike, "L09")[0].contains("4 条"));
    assert_eq!(levels(&two(3))[2], [2, 0, 1]);
}

#[test]
fn an_opinion_between_two_tables_is_said_of_the_one_above() {
    let both = read(
        "预算科|<|<|<
         序号|风险点|自评等级|防控措施
         1|违规调整预算|二级|双人复核
         2|随意追加预算|三级|集体研究
         领导小组审定意见：第1项定为一级|<|<|<
         国库科|<|<|<
         序号|风险点|自评等级|防控措施
         1|重复支付|二级|系统查重
         2|长期不对账|三级|按月对账
         领导小组审定意见：同意自评|<|<|<",
    );
    let confirmed: Vec<u8> = levels(&both).iter().map(|own| own[2]).collect();
    assert_eq!(confirmed, [1, 0, 2, 3]);
}

#[test]
fn an_opinion_that_names_nobody_is_of_all_or_of_the_only_one() {
    let all = below("领导小组审定意见|经研究，均定为二级|<|<|<");
    assert_eq!(levels(&all), [[2, 0, 2], [2, 0, 2], [3, 0, 2]]);
    let only = read(
        "姓名|张一|科室|预算科
         岗位|预算编制岗|职务|科员
         风险点|违规调整预算|等级|二级
         防控措施|双人复核|<|<
         领导小组审定意见|同意定为一级|<|<",
    );
    assert_eq!(levels(&only), [[2, 0, 1]]);
    // Each of several persons has a line of his own.
    let own = read(
        "姓名|张一|科室|预算科
         序号|风险点|自评等级|防控措施
         1|违规调整预算|二级|双人复核
         领导小组审定意见||<|<
         姓名|李二|科室|预算科
         序号|风险点|自评等级|防控措施
         1|随意追加预算|二级|集体研究
         领导小组审定意见|1定为一级|<|<",
    );
    assert_eq!(levels(&own), [[2, 0, 0], [2, 0, 1]]);
}

#[test]
fn a_note_gives_levels_where_the_table_has_none() {
    for table in [
        "序号|风险点|防控措施|风险等级
         1|违规调整预算|双人复核|
         2|随意追加预算|集体研究|
         3|拖延拨款谋利|限时拨付|
         注：序号1：二级；序号2、3：三级|<|<|<",
        "序号|风险点|防控措施
         1|违规调整预算|双人复核
         2|随意追加预算|集体研究
         3|拖延拨款谋利|限时拨付
         风险等级|1为二级，其余为三级|<",
        "编号|风险点|防控措施
         01|违规调整预算|双人复核
         02|随意追加预算|集体研究
         03|拖延拨款谋利|限时拨付
         备注|二级风险：第1项；三级风险：第2至3项|<",
        "风险点|防控措施
         1.违规调整预算|双人复核
         2.随意追加预算|集体研究
         3.拖延拨款谋利|限时拨付
         风险等级：1定为二级，2-3定为三级|<",
    ] {
        let form = read(table);
        assert_eq!(levels(&form), [[2, 0, 0], [3, 0, 0], [3, 0, 0]], "{table}");
        assert_eq!(told(&form, "L08").len(), 1, "{table}");
    }
}

#[test]
fn cards_and_merged_columns_of_opinions_give_levels_by_numbers_too() {
    let card = read(
        "姓名|张一|科室|预算科
         岗位|预算编制岗|职务|科员
         风险点1|违规调整预算|等级|二级
         措施|双人复核|<|<
         风险点2|随意追加预算|等级|三级
         措施|集体研究|<|<
         领导小组审定意见|1定为一级，2定为二级|<|<",
    );
    assert_eq!(levels(&card), [[2, 0, 1], [3, 0, 2]]);
    let counted = read(
        "姓名|张一|科室|预算科
         岗位|<|预算编制岗|<
         风险点及表现|1.|违规调整预算|<
         ^|2.|随意追加预算|<
         防控措施|1.|双人复核|<
         ^|2.|集体研究|<
         领导小组意见|第1项定为一级，第2项定为二级。（盖章）|<|<",
    );
    assert_eq!(levels(&counted), [[0, 0, 1], [0, 0, 2]]);
    let merged = read(
        "序号|风险点|自评等级|防控措施|领导小组审定意见
         1|违规调整预算|二级|双人复核|1、3定为一级，2定为二级
         2|随意追加预算|二级|集体研究|^
         3|拖延拨款谋利|三级|限时拨付|^",
    );
    assert_eq!(levels(&merged), [[2, 0, 1], [2, 0, 2], [3, 0, 1]]);
}

#[test]
fn counts_legends_and_explanations_give_no_levels() {
    for foot in [
        "合计：一级：1；二级：2|<|<|<|<",
        "审定：1项定为一级，2项定为二级|<|<|<|<",
        "注：1为一级，2为二级，3为三级|<|<|<|<",
        "说明|1.风险等级分为一级、二级、三级；2.一级由主要领导负责|<|<|<",
        "注：90分以上定为一级，60-89分为二级|<|<|<|<",
        "审定等级|1.一级　2.二级　3.三级|<|<|<",
        "填表人：张三（四级主任科员）|<|审核人：李四|<|2026年10月1日",
    ] {
        let form = below(foot);
        assert_eq!(levels(&form), [[2, 0, 0], [2, 0, 0], [3, 0, 0]], "{foot}");
        let said = [told(&form, "L08"), told(&form, "L09")].concat();
        assert!(said.is_empty(), "{foot} {said:?}");
        assert!(!all_open(&form));
    }
}

#[test]
fn a_line_of_endless_numbers_is_left_to_a_person() {
    let endless = "1-200、".repeat(20);
    let form = below(&format!("领导小组审定意见|{endless}定为一级|<|<|<"));
    assert!(all_open(&form) && told(&form, "L09").len() == 1);
    let kept = &entries(&form)[0].extras[0].text;
    assert!(kept.chars().count() <= 200);
}

#[test]
fn a_scale_of_its_own_is_no_scale_of_three() {
    let reversed = below(
        "注：一级为低风险，二级为中风险，三级为高风险|<|<|<|<
         领导小组审定意见|1定为一级|<|<|<",
    );
    assert_eq!(levels(&reversed)[0][2], 0);
    assert_eq!(told(&reversed, "L09").len(), 1);
}

#[test]
fn numbers_and_levels_in_cells_of_their_own_are_read_as_one_line() {
    for foot in [
        "领导小组审定意见|序号1|一级|序号2|三级",
        "领导小组审定|1|一级|2|三级",
        "领导小组审定意见|第1项|一级|第2项|三级",
        "领导小组审定|序号|1|等级|一级
         ^|序号|2|等级|三级",
        "领导小组审定意见|1|一级|（盖章）|2026年11月2日
         ^|2|三级||",
        "领导小组审定意见|序号|1|2|
         ^|审定等级|一级|三级|",
        "序号|1|审定等级|一级|
         序号|2|审定等级|三级|",
    ] {
        let form = below(foot);
        assert_eq!(levels(&form), [[2, 0, 1], [2, 0, 3], [3, 0, 0]], "{foot}");
        assert!(!told(&form, "L08").is_empty() && told(&form, "L09").is_empty());
    }
    // Nobody says whose levels they are, and they are others than those of the column.
    for foot in ["序号1|一级|序号2|三级|", "序号|1|一级|序号2|三级"] {
        let form = below(foot);
        assert_eq!(levels(&form), [[2, 0, 0], [2, 0, 0], [3, 0, 0]], "{foot}");
        let open = told(&form, "L09");
        assert!(
            open.len() == 1 && open[0].contains("2 条等级待定"),
            "{open:?}"
        );
        assert!(open[0].contains("表外的说明"), "{open:?}");
    }
    // An entry whose risk was left out stays one.
    let hollow = read(
        "序号|风险点|自评等级|分值|审定等级
         1|违规调整预算|二级|3|二级
         2||一级|3|二级",
    );
    assert_eq!(levels(&hollow), [[2, 0, 2], [1, 0, 2]]);
}

#[test]
fn what_stands_above_the_head_is_read_as_what_stands_below() {
    let above = |line: &str| {
        read(&format!(
            "预算科廉政风险点排查表|<|<|<
             {line}
             序号|风险点|防控措施|自评等级
             1|违规调整预算|双人复核|二级
             2|随意追加预算|集体研究|二级"
        ))
    };
    for line in [
        "领导小组审定意见：1定为一级，2定为三级|<|<|<",
        "领导小组意见|1定为一级，2定为三级|<|<",
    ] {
        assert_eq!(levels(&above(line)), [[2, 0, 1], [2, 0, 3]], "{line}");
    }
    let nobody = above("1定为一级，2定为三级|<|<|<");
    assert!(all_open(&nobody));
    assert!(told(&nobody, "L09")[0].starts_with("A2 "));
    for line in [
        "2026年一级风险点2个，二级3个|<|<|<",
        "说明：1.风险等级分为一级、二级、三级；2.一级由主要领导负责|<|<|<",
        "注：1为一级，2为二级，3为三级|<|<|<",
    ] {
        let form = above(line);
        assert!(told(&form, "L09").is_empty() && !all_open(&form), "{line}");
    }
}

#[test]
fn a_plain_level_in_the_line_of_a_step_is_of_one_form_or_asked_about() {
    for foot in [
        "领导小组审定意见|二级|<|<|<",
        "领导小组审定意见：二级|<|<|<|<",
        "局党组意见|同意，二级|<|<|<",
        "领导小组审定意见|□一级 ☑二级 □三级|<|<|<",
        "领导小组核定等级|二级|<|<|<",
        "领导小组意见|二级（盖章）2026年11月2日|<|<|<",
    ] {
        let form = below(foot);
        let open = told(&form, "L09");
        assert!(
            open.len() == 1 && open[0].contains("没有写是哪几条"),
            "{foot}: {open:?}"
        );
        assert!(all_open(&form), "{foot}");
        let own = read(&format!(
            "个人岗位廉政风险点自查表|<|<|<|<
             姓名：张一|<|科室：预算科|<|<
             序号|岗位|风险点|防控措施|自评等级
             1|预算编制岗|违规调整预算|双人复核|二级
             2|预算编制岗|随意追加预算|集体研究|三级
             {foot}"
        ));
        assert_eq!(levels(&own), [[2, 0, 2], [3, 0, 2]], "{foot}");
        assert!(told(&own, "L09").is_empty(), "{foot}");
    }
    let only = read(
        "序号|风险点|防控措施|自评等级
         1|违规调整预算|双人复核|三级
         领导小组意见|二级|<|<",
    );
    assert_eq!(levels(&only), [[3, 0, 2]]);
    for blank in [
        "领导小组审定意见|□一级 □二级 □三级|<|<|<",
        "领导小组审定意见|□一级 □二级 □三级   年 月 日|<|<|<",
        "领导小组审定意见|同意|<|<|<",
        "自评等级|二级|<|<|<",
    ] {
        let form = below(blank);
        assert!(told(&form, "L09").is_empty() && !all_open(&form), "{blank}");
    }
    // Each of two persons has his own.
    let two = read(
        "姓名|张一|科室|预算科
         风险点1|违规调整预算|等级|二级
         风险点2|随意追加预算|等级|二级
         领导小组审定意见|一级|<|<
         姓名|李二|科室|预算科
         风险点1|拖延拨款谋利|等级|二级
         风险点2|违规开户|等级|二级
         领导小组审定意见|三级|<|<",
    );
    let confirmed: Vec<u8> = levels(&two).iter().map(|own| own[2]).collect();
    assert_eq!(confirmed, [1, 1, 3, 3]);
}

#[test]
fn one_cell_for_several_entries_is_read_by_its_numbers() {
    let column = |head: &str, cells: [&str; 3]| {
        let [one, two, three] = cells;
        read(&format!(
            "序号|风险点|防控措施|自评等级|{head}
             1|违规调整预算|双人复核|二级|{one}
             2|随意追加预算|集体研究|二级|{two}
             3|拖延拨款谋利|限时拨付|三级|{three}"
        ))
    };
    for cells in [
        ["1一级；2二级", "^", "三级"],
        ["第1项一级，其余维持自评", "^", "^"],
        ["1、一级\\n2、二级\\n3、三级", "^", "^"],
        ["1定为一级，2定为二级，3定为三级", "", ""],
    ] {
        let form = column("审定等级", cells);
        assert_eq!(
            levels(&form),
            [[2, 0, 1], [2, 0, 2], [3, 0, 3]],
            "{cells:?}"
        );
        assert!(told(&form, "L03").is_empty() && told(&form, "L08").len() == 1);
        assert_eq!(
            &*entries(&form)[0].values[&Field::ConfirmedLevel].raw,
            cells[0].replace("\\n", "\n")
        );
    }
    let only = read(
        "序号|风险点|防控措施|风险等级
         1|违规调整预算|双人复核|1一级；2二级
         2|随意追加预算|集体研究|^",
    );
    assert_eq!(levels(&only), [[1, 0, 0], [2, 0, 0]]);
    // Numbers that are not theirs: told once.
    let others = column("审定等级", ["4一级；5二级", "^", "三级"]);
    assert_eq!(levels(&others), [[2, 0, 0], [2, 0, 0], [3, 0, 3]]);
    let open = told(&others, "L03");
    assert!(open.len() == 1 && open[0].starts_with("E2 "), "{open:?}");
}

#[test]
fn a_note_says_by_its_words_who_decides_and_what_changes() {
    let noted = below("备注：经领导小组审定，第1条风险等级由二级调整为一级。|<|<|<|<");
    assert_eq!(levels(&noted), [[2, 0, 1], [2, 0, 0], [3, 0, 0]]);
    let nobody = below("备注：第1条风险等级由二级调整为一级。|<|<|<|<");
    assert_eq!(levels(&nobody), [[2, 0, 0], [2, 0, 0], [3, 0, 0]]);
    assert!(told(&nobody, "L09")[0].contains("1 条等级待定"));
    let turned = read(
        "序号|风险点|防控措施|风险等级
         1|违规调整预算|双人复核|3
         2|随意追加预算|集体研究|1
         注：3为高风险，2为中风险，1为低风险|<|<|<",
    );
    assert_eq!(levels(&turned), [[0; 3]; 2]);
    assert!(!told(&turned, "L04").is_empty() && told(&turned, "L09").is_empty());
}

#[test]
fn levels_of_which_nobody_knows_whose_they_are_are_told() {
    let open = below("领导小组审定等级|一级|二级||");
    assert!(all_open(&open));
    assert_eq!(told(&open, "L09").len(), 1);
    for blank in [
        "领导小组审定等级|一级|二级|三级|",
        "领导小组审定等级|一级/二级/三级|<|<|<",
    ] {
        let form = below(blank);
        assert!(told(&form, "L09").is_empty() && !all_open(&form), "{blank}");
    }
}

#[test]
fn posts_and_agreement_with_the_section_name_entries_too() {
    let posts = below("领导小组审定意见|预算编制岗定为一级，资金拨付岗定为二级|<|<|<");
    assert_eq!(levels(&posts), [[2, 0, 1], [2, 0, 0], [3, 0, 2]]);
    let agreed = read(
        "姓名|张一|科室|预算科
         岗位|编制岗|填表日期|2026年10月9日
         风险点|违规调整预算|<|<
         自评风险等级|二级|<|<
         防控措施|集体研究，会议纪要备案|<|<
         科室审核意见|同意上报，建议定为一级|<|<
         局领导小组审定意见|同意科室意见|<|<",
    );
    assert_eq!(levels(&agreed), [[2, 1, 1]]);
    let nothing = below("领导小组审定意见|同意科室意见|<|<|<");
    assert!(told(&nothing, "L09").is_empty() && !all_open(&nothing));
    let adjusted = read(
        "序号|风险点|自评等级|领导小组调整意见|防控措施
         1|违规调整预算|二级|调整为一级|集体研究
         2|拖延下达指标|三级||限时下达",
    );
    assert_eq!(levels(&adjusted), [[2, 0, 1], [3, 0, 0]]);
}
