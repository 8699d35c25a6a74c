//! What reviewers write on a form: opinions against a level, rows taken back, notes; and cells that say less than they should.

use std::sync::Arc;

use qingfeng::ingest::{Understood, understand};
use qingfeng::model::{Basis, Field};
use qingfeng::policy::Policy;
use qingfeng::reader::{Format, Sheet, Visibility, Workbook};

use crate::bureaus::{entries, grid, has, levels, read, said};
use crate::handed_in::told;

/// A form with a further column, of which the second row says this.
fn with_column(head: &str, said: &str) -> Understood {
    read(&format!(
        "廉政风险点自查表|<|<|<|<
         科室：预算科|<|填报日期：2026年3月5日|<|<
         序号|风险点|风险等级|防控措施|{head}
         1|虚列项目|一级|集体研究决定|
         2|拖延下达|二级|限时办结并公开|{said}"
    ))
}

/// The same form with a line below it.
fn with_line(line: &str) -> Understood {
    read(&format!(
        "廉政风险点自查表|<|<|<
         科室：预算科|<|填报日期：2026年3月5日|<
         序号|风险点|风险等级|防控措施
         1|虚列项目|一级|集体研究决定
         2|拖延下达|二级|限时办结并公开
         {line}|<|<|<"
    ))
}

/// How many entries have no level because of what somebody says against it.
fn open(form: &Understood) -> usize {
    let open = entries(form)
        .into_iter()
        .filter(|e| e.effective_level().1 == Basis::Open);
    open.count()
}

const AGAINST: [&str; 13] = [
    "不同意，应定为一级",
    "不同意",
    "提高一级",
    "建议提高等级",
    "等级偏低，重新评定",
    "该条等级过低",
    "不同意自评",
    "退回重报",
    "下调一级",
    "暂不同意",
    "请按三级管理",
    "有异议",
    "一级或二级",
];
const FOR: [&str; 15] = [
    "同意",
    "情况属实",
    "无异议",
    "没有异议，同意上报",
    "同意，望继续提高认识",
    "措施可行，同意",
    "同意自评等级",
    "同意二级",
    "符合二级标准",
    "按上级要求执行",
    "加强监管，降低风险",
    "同意，系统升级后加强监控",
    "同意，措施改为双人复核",
    "同意，望重新学习制度",
    "同意，提高认识",
];

#[test]
fn an_opinion_against_a_level_holds_it_back() {
    for head in ["领导小组审定意见", "科室审核意见", "局党组意见"] {
        for words in AGAINST {
            let form = with_column(head, words);
            let [own] = &told(&form, "L15")[..] else {
                panic!("{head} {words}: {:?}", form.findings)
            };
            assert!(own.starts_with("E5 ") && own.contains(words), "{own}");
            assert_eq!(open(&form), 1, "{head} {words}");
            assert!(!has(&form, "L13"), "{head} {words}: told once");
        }
        for words in FOR {
            let form = with_column(head, words);
            assert!(!has(&form, "L15"), "{head} {words}");
            assert_eq!(open(&form), 0, "{head} {words}");
        }
    }
}

#[test]
fn an_opinion_below_the_entries_speaks_of_all_of_them() {
    for words in ["提高一级", "不同意", "等级偏低，重新评定", "退回重报"] {
        let form = with_line(&format!("领导小组审定意见：{words}"));
        assert_eq!(told(&form, "L15").len(), 1, "{words}");
        assert_eq!(open(&form), 2, "{words}");
    }
    // One of them has this level already.
    let form = with_line("领导小组审定意见：请按一级管理");
    assert_eq!(open(&form), 1);
    for words in ["同意", "情况属实", "无异议"] {
        let form = with_line(&format!("领导小组审定意见：{words}"));
        assert!(!has(&form, "L15"), "{words}");
        assert_eq!(open(&form), 0, "{words}");
    }
}

#[test]
fn an_opinion_on_a_card_speaks_of_its_risk() {
    let card = |words: &str| {
        read(&format!(
            "个人廉政风险自查表|<|<|<
             姓名|张一|科室|预算科
             风险点|虚列项目|<|<
             风险等级|二级|<|<
             防控措施|集体研究决定|<|<
             领导小组审定意见|{words}|<|<"
        ))
    };
    let form = card("不同意，等级偏低");
    assert_eq!(
        (told(&form, "L15").len(), open(&form)),
        (1, 1),
        "{:?}",
        form.findings
    );
    let form = card("同意");
    assert_eq!((told(&form, "L15").len(), open(&form)), (0, 0));
}

#[test]
fn a_row_that_is_taken_back_is_told_and_stays() {
    for (head, words) in [
        ("是否保留", "取消"),
        ("是否保留", "否"),
        ("是否纳入登记", "否"),
        ("是否存在", "□是 ☑否"),
        ("有无风险", "无"),
        ("是否存在该风险点", "否"),
        ("备注", "不再上报"),
        ("备注", "此条删除"),
        ("变化情况", "已消除"),
        ("目前状态", "已整改销号"),
        ("审核结果", "退回"),
        ("备注", "取消"),
        ("无", "√"),
    ] {
        let form = with_column(head, words);
        let [own] = &told(&form, "T27")[..] else {
            panic!("{head} {words}: {:?}", form.findings)
        };
        assert!(own.starts_with("E5 "), "{own}");
        assert_eq!(entries(&form).len(), 2, "{head}: nothing is left out");
    }
    for (head, words) in [
        ("是否保留", "是"),
        ("是否涉密", "否"),
        ("是否存在利益冲突", "否"),
        ("有无问题线索", "无"),
        ("是否有制度", "否"),
        ("变化情况", "无变化"),
        ("变化情况", "无"),
        ("目前状态", "存在"),
        ("审核结果", "通过"),
        ("备注", "无"),
        ("备注", "取消不合理的审批环节"),
        ("有", "√"),
    ] {
        assert!(!has(&with_column(head, words), "T27"), "{head} {words}");
    }
}

#[test]
fn a_cell_that_only_points_elsewhere_is_told() {
    let form = read(
        "廉政风险点自查表|<|<|<
         科室：预算科|<|<|<
         序号|风险点|风险等级|防控措施
         1|虚列项目|一级|集体研究决定
         2|拖延下达|二级|同第1项
         3|违规拨付|二级|见上表",
    );
    let own = told(&form, "T28");
    let cells: Vec<&str> = own.iter().filter_map(|own| own.split(' ').next()).collect();
    assert_eq!(cells, ["D5", "D6"]);
    assert_eq!(
        said(&form, &[Field::Measures])[1],
        "同第1项",
        "what was written stays"
    );
}

#[test]
fn notes_beside_entries_are_told_and_those_at_heads_are_not() {
    let mut cells = grid(
        "廉政风险点自查表|<|<|<
         科室：预算科|<|<|<
         序号|风险点|风险等级|防控措施
         1|虚列项目|一级|集体研究决定
         2|拖延下达|二级|限时办结",
    );
    let note = |at: &str, text: &str| (at.parse().expect("a cell"), text.to_owned());
    cells.notes = [
        note("C3", "填一级、二级或三级"),
        note("C5", "领导小组：改为一级"),
        note("D5", "写全"),
    ]
    .into();
    let sheet = Sheet {
        name: Arc::from("Sheet1"),
        visibility: Visibility::Visible,
        grid: cells,
    };
    let workbook = Workbook {
        format: Format::Xlsx,
        names: Vec::new(),
        sheets: vec![sheet],
    };
    let policy = Policy::embedded().expect("valid");
    let form = understand(&workbook, &Arc::from("报送表.xlsx"), &policy);
    let own = told(&form, "T26");
    assert_eq!(
        own,
        ["C5 条目旁边有 2 处批注：C5“领导小组：改为一级”、D5“写全”；批注里的话没有登记"]
    );
    assert_eq!(levels(&form)[1], [2, 0, 0], "a note changes nothing");
}

#[test]
fn headings_that_say_something_else_are_told() {
    let form = |first: &str, second: &str| {
        read(&format!(
            "廉政风险点自查表|<|<|<
             科室：预算科|<|<|<
             序号|风险点|风险等级|防控措施
             {first}|<|<|<
             1|虚列项目|一级|集体研究决定
             {second}|<|<|<
             2|拖延下达|二级|限时办结"
        ))
    };
    let own = told(&form("监督人：冯一", "监督人：张二"), "T29");
    assert_eq!(own.len(), 1, "{own:?}");
    assert!(own[0].contains("“监督人：冯一”“监督人：张二”"), "{own:?}");
    for (first, second) in [
        ("一、一级风险点", "二、二级风险点"),
        ("一、预算科", "二、国库科"),
        ("一、工资福利类", "二、干部管理类"),
    ] {
        assert!(!has(&form(first, second), "T29"), "{first}");
    }
}

#[test]
fn measures_by_who_takes_them_are_one_text_on_a_card() {
    let card = |who: [&str; 3]| {
        let [first, second, third] = who;
        read(&format!(
            "个人廉政风险自查表|<|<|<
             姓名|张一|科室|预算科
             风险点|虚列项目|<|<
             风险等级|一级|<|<
             防控措施|{first}|加强学习|<
             ^|{second}|双人复核|<
             ^|{third}|每季抽查|<"
        ))
    };
    for who in [
        ["个人", "科室", "单位"],
        ["科室", "岗位", "领导"],
        ["单位", "科室", "个人"],
    ] {
        let form = card(who);
        let texts = ["加强学习", "双人复核", "每季抽查"];
        let parts: Vec<String> = who
            .iter()
            .zip(texts)
            .map(|(who, text)| format!("{who}：{text}"))
            .collect();
        assert_eq!(
            said(&form, &[Field::Measures]),
            [parts.join("\n")],
            "{who:?}"
        );
        assert_eq!(said(&form, &[Field::Section]), ["预算科"], "{who:?}");
    }
}

#[test]
fn sections_that_take_the_measures_are_not_whose_the_risk_is() {
    let form = |section: &str| {
        read(&format!(
            "廉政风险点自查表|<|<|<|<|<
             科室：预算科|<|<|<|<|<
             序号|岗位|风险点|风险等级|防控措施|责任部门
             1|编制岗|虚列项目|一级|集体研究决定|监督科
             2|指标岗|拖延下达|二级|限时办结并公开|{section}"
        ))
    };
    let of = |section: &str| said(&form(section), &[Field::Section]);
    assert_eq!(of("国库科"), ["预算科", "预算科"]);
    assert_eq!(said(&form("国库科"), &[Field::Owner]), ["监督科", "国库科"]);
    // With the section's own name among them they say whose each is.
    assert_eq!(of("预算科"), ["监督科", "预算科"]);
}

#[test]
fn a_post_with_its_holder_below_it_and_a_section_with_its_head_count_are_both() {
    let form = read(
        "廉政风险点自查表|<|<|<|<
         科室|岗位|风险点|风险等级|防控措施
         预算科（5人）|编制岗\\n张一|虚列项目|一级|集体研究决定
         国库科（共 4 人）|拨付岗|违规拨付|二级|双人复核把关",
    );
    let fields = [Field::Section, Field::Post, Field::Person];
    assert_eq!(
        said(&form, &fields),
        ["预算科 编制岗 张一", "国库科 拨付岗 —"]
    );
}
