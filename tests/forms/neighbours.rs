//! What stands beside or above an entry and is not its own: the person of the block before, headings that only end like sections,
//! levels of the year before, numbers under a head merged over two columns.

use std::sync::Arc;

use qingfeng::ingest::{Understood, understand};
use qingfeng::model::Field;
use qingfeng::policy::Policy;
use qingfeng::reader::{Limits, from_bytes};

use crate::bureaus::{declared, entries, has, levels, read, read_sheets, said};
use crate::handed_in::told;
use crate::support::document::{Document, line, plain};

const WHOSE: [Field; 3] = [Field::Section, Field::Post, Field::Person];

/// Two blocks below each other, with these lines above their heads.
fn blocks(first: &str, second: &str) -> Vec<String> {
    let form = read(&format!(
        "廉政风险自查表|<|<|<
         {first}
         序号|风险点|风险等级|防控措施
         1|人为调整预算数额|一级|集体研究决定
         {second}
         序号|风险点|风险等级|防控措施
         1|违规审核拨付资金|二级|分级授权审签"
    ));
    said(&form, &WHOSE)
}

#[test]
fn a_block_of_another_section_has_not_the_person_of_the_one_before() {
    let first = "科室：预算科|岗位：编制岗|姓名：张一|";
    for (second, whose) in [
        ("科室：国库科|岗位：支付岗|姓名：|", "国库科 支付岗 —"),
        ("科室：国库科|岗位：支付岗||", "国库科 支付岗 —"),
        ("科室：国库科|||", "国库科 — —"),
        ("岗位：指标岗|||", "预算科 指标岗 —"),
        ("科室：|岗位：支付岗|姓名：李二|", "— 支付岗 李二"),
        ("科室：预算科|岗位：编制岗|姓名：|", "预算科 编制岗 —"),
        (
            "科室：国库科|岗位：支付岗|姓名：李二|",
            "国库科 支付岗 李二",
        ),
    ] {
        assert_eq!(
            blocks(first, second),
            ["预算科 编制岗 张一", whose],
            "{second}"
        );
    }
}

#[test]
fn what_was_said_once_above_all_blocks_holds_for_each() {
    let form = read(
        "个人廉政风险自查表|<|<|<
         姓名：张一|科室：预算科||
         一、思想道德风险|<|<|<
         序号|风险点|风险等级|防控措施
         1|理想信念不坚定|三级|集体学习
         二、岗位职责风险|<|<|<
         序号|风险点|风险等级|防控措施
         1|违规审核拨付资金|二级|分级授权审签",
    );
    assert_eq!(said(&form, &WHOSE), ["预算科 — 张一", "预算科 — 张一"]);
}

#[test]
fn the_head_of_a_section_ends_with_it() {
    let form = read(
        "廉政风险自查表|<|<|<|<
         科室：预算科|科室负责人：张一|||
         序号|岗位|风险点|风险等级|防控措施
         1|编制岗|人为调整预算数额|一级|集体研究决定
         科室：国库科|科室负责人：|||
         序号|岗位|风险点|风险等级|防控措施
         1|支付岗|违规审核拨付资金|二级|分级授权审签",
    );
    assert_eq!(
        said(&form, &[Field::Section, Field::Head]),
        ["预算科 张一", "国库科 —"]
    );
}

#[test]
fn a_card_whose_name_is_blank_is_nobodys() {
    let card = |name: &str, section: &str, post: &str, risk: &str| {
        format!(
            "姓名|{name}|科室|{section}
             岗位|{post}|填表日期|2026年11月10日
             风险点|{risk}|<|<
             风险等级|二级|<|<
             防控措施|分级授权审签并抽查|<|<
             "
        )
    };
    let form = read(&format!(
        "个人廉政风险自查表|<|<|<
         {}|||
         {}|||
         {}",
        card("张一", "预算科", "编制岗", "人为调整预算数额"),
        card("李二", "", "支付岗", "违规审核拨付资金"),
        card("", "国库科", "账户岗", "擅自开立财政专户"),
    ));
    let whose = ["预算科 编制岗 张一", "— 支付岗 李二", "国库科 账户岗 —"];
    assert_eq!(said(&form, &WHOSE), whose);
}

#[test]
fn headings_that_only_end_like_sections_are_none_below_the_title_of_one() {
    for (first, second) in [
        ("一、科级干部", "二、一般干部"),
        ("一、财务室", "二、档案室"),
        ("一、事项承办", "二、审批督办"),
        ("一、资金管理处", "二、项目中心"),
        ("第一部分 中层干部", "第二部分 一般干部"),
    ] {
        let form = read(&format!(
            "预算科廉政风险自查表|<|<|<|<
             序号|岗位|风险点|风险等级|防控措施
             {first}|<|<|<|<
             1|编制岗|人为调整预算数额|一级|集体研究决定
             {second}|<|<|<|<
             2|指标岗|违规拖延下达指标|二级|系统自动预警催办"
        ));
        let whose = said(&form, &[Field::Section, Field::Post]);
        assert_eq!(whose, ["预算科 编制岗", "预算科 指标岗"], "{first}");
    }
    let of_bureau = read(
        "青云区财政局廉政风险自查表|<|<|<|<
         序号|岗位|风险点|风险等级|防控措施
         一、办公室|<|<|<|<
         1|文秘岗|泄露会议内容|一级|专人保管
         二、国库科|<|<|<|<
         2|支付岗|违规审核拨付资金|二级|分级授权审签",
    );
    assert_eq!(said(&of_bureau, &[Field::Section]), ["办公室", "国库科"]);
}

#[test]
fn a_level_of_the_year_before_is_no_step_of_this_year() {
    for (heads, level) in [
        ("2025年等级|2026年等级", 1),
        ("上年等级|本年等级", 1),
        ("去年等级|今年等级", 1),
        ("2025年度风险等级|2026年度风险等级", 1),
        ("上年度等级|风险等级", 1),
        ("上年审定等级|自评等级", 1),
    ] {
        let form = read(&format!(
            "预算科廉政风险自查表|<|<|<|<
             序号|风险点|{heads}|防控措施
             1|人为调整预算数额|三级|一级|集体研究决定"
        ));
        assert_eq!(declared(&form), [level], "{heads} {:?}", form.findings);
        assert!(!has(&form, "L05"), "{heads}");
        assert_eq!(
            entries(&form)[0].extras[0].text,
            "三级",
            "{heads}: it is kept"
        );
    }
}

#[test]
fn numbers_under_a_merged_head_are_not_what_it_asks_for() {
    for (first, second) in [("风险点1", "风险点2"), ("1", "2"), ("（一）", "（二）")] {
        let form = read(&format!(
            "预算科廉政风险自查表|<|<|<|<
             岗位|风险点|<|风险等级|防控措施
             编制岗|{first}|人为调整预算数额|一级|集体研究决定
             指标岗|{second}|违规拖延下达指标|二级|系统自动预警催办"
        ));
        let risks = said(&form, &[Field::Risk]);
        assert_eq!(risks, ["人为调整预算数额", "违规拖延下达指标"], "{first}");
    }
}

#[test]
fn counts_under_the_heads_of_levels_are_no_ticks() {
    let form = read(
        "预算科廉政风险自查表|<|<|<|<|<
         岗位|风险点|风险等级|<|<|防控措施
         ^|^|高|中|低|^
         编制岗|1.人为调整预算数额 2.违规追加预算 3.虚列项目|2|1||集体研究决定
         指标岗|违规拖延下达指标||1||系统自动预警催办",
    );
    assert_eq!(levels(&form), [[0, 0, 0], [2, 0, 0]]);
    assert!(has(&form, "L03"), "{:?}", form.findings);
    let ticked = read(
        "预算科廉政风险自查表|<|<|<|<|<
         岗位|风险点|风险等级|<|<|防控措施
         ^|^|高|中|低|^
         编制岗|人为调整预算数额|1|0|0|集体研究决定
         指标岗|违规拖延下达指标|0|1|0|系统自动预警催办",
    );
    assert_eq!(declared(&ticked), [1, 2]);
}

#[test]
fn posts_left_blank_below_one_are_told_and_not_carried_down() {
    let form = |second: &str| {
        read(&format!(
            "预算科廉政风险自查表|<|<|<|<|<
             序号|岗位|姓名|风险点|风险等级|防控措施
             1|编制岗|张一|人为调整预算数额|一级|集体研究决定
             2|{second}|违规追加预算|二级|系统自动预警催办
             3|指标岗|李二|违规拖延下达指标|二级|分级授权审签"
        ))
    };
    let blank = form("|");
    let own = told(&blank, "T30");
    assert_eq!(own, ["B4 第 4 行的“岗位”“姓名”空着，没有照上面一行填"]);
    assert_eq!(said(&blank, &WHOSE)[1], "预算科 — —");
    for filled in ["编制岗|张一", "编制岗|", "同上|同上", "^|^"] {
        assert!(!has(&form(filled), "T30"), "{filled}");
    }
}

#[test]
fn subtotals_by_section_are_no_entries() {
    for (first, second) in [
        ("预算科小计|2|||", "国库科小计|1|||"),
        ("预算科 汇总|||2|", "国库科 汇总|||1|"),
    ] {
        let form = read(&format!(
            "青云区财政局廉政风险自查表|<|<|<|<
             科室|岗位|风险点|风险等级|防控措施
             预算科|编制岗|人为调整预算数额|一级|集体研究决定
             预算科|指标岗|违规拖延下达指标|二级|系统自动预警催办
             {first}
             国库科|支付岗|违规审核拨付资金|二级|分级授权审签
             {second}"
        ));
        assert_eq!(entries(&form).len(), 3, "{first}");
        assert!(
            !has(&form, "E01") && !has(&form, "T08"),
            "{:?}",
            form.findings
        );
    }
}

#[test]
fn a_level_that_a_remark_gives_in_one_letter_is_told() {
    for (head, words) in [
        ("备注", "等级应为高"),
        ("备注", "经研究定为高"),
        ("备注", "建议定高"),
        ("备注", "局里定的是高风险"),
        ("分管领导意见", "调整为高"),
        ("监督科意见", "应调整为高"),
        ("复核结果", "调为高"),
        ("调整情况", "由中调高为高"),
        ("变动情况", "调高"),
    ] {
        let form = read(&format!(
            "预算科廉政风险自查表|<|<|<
             风险点|风险等级|防控措施|{head}
             人为调整预算数额|中|集体研究决定|{words}"
        ));
        let codes = ["L11", "L12", "L15"].iter().filter(|code| has(&form, code));
        assert_eq!(codes.count(), 1, "{head} {words}: {:?}", form.findings);
    }
    for (head, words) in [
        ("备注", "高度重视"),
        ("调整理由", "已修订保密制度，风险降低"),
        ("变化情况", "管理水平提高"),
        ("变化情况", "系统升级改造"),
        ("调整情况", "岗位改为综合岗"),
        ("复核结果", "已要求改为三人会签"),
        ("备注", "由李二负责"),
        ("复核结果", "维持原级"),
        ("备注", "风险等级为中"),
    ] {
        let form = read(&format!(
            "预算科廉政风险自查表|<|<|<
             风险点|风险等级|防控措施|{head}
             人为调整预算数额|中|集体研究决定|{words}"
        ));
        let known = ["L11", "L12", "L15"].iter().any(|code| has(&form, code));
        assert!(!known, "{head} {words}: {:?}", form.findings);
    }
}

#[test]
fn a_form_whose_section_is_written_in_two_ways_is_told() {
    let rows = |title: &str, line: &str| {
        format!(
            "{title}|<|<|<|<
             {line}||||
             序号|岗位|风险点|风险等级|防控措施
             1|编制岗|人为调整预算数额|一级|集体研究决定
             2|支付岗|违规审核拨付资金|二级|分级授权审签"
        )
    };
    let date = "填报日期：2026年11月10日";
    for (sheet, title, line) in [
        ("Sheet1", "预算科、国库科廉政风险自查表", date),
        ("Sheet1", "廉政风险自查表", "科室：预算科、国库科"),
        ("Sheet1", "预算科廉政风险自查表", "填报科室：国库科"),
        ("国库科", "预算科廉政风险自查表", date),
    ] {
        let form = read_sheets(&[(sheet, &rows(title, line))]);
        assert_eq!(
            told(&form, "T31").len(),
            1,
            "{sheet} {title} {line}: {:?}",
            form.findings
        );
    }
    for (sheet, title, line) in [
        ("预算科", "青云区财政局预算科廉政风险自查表", date),
        ("Sheet1", "预算科廉政风险点及防控措施和责任人一览表", date),
        ("岗位风险", "廉政风险自查表", "科室：预算科"),
        (
            "附表1",
            "2026年预算科廉政风险自查表",
            "填报单位：青云区财政局预算科",
        ),
    ] {
        let form = read_sheets(&[(sheet, &rows(title, line))]);
        assert!(
            !has(&form, "T31"),
            "{sheet} {title} {line}: {:?}",
            told(&form, "T31")
        );
        assert_eq!(said(&form, &[Field::Section]), ["预算科"; 2], "{title}");
    }
}

#[test]
fn a_title_that_begins_with_a_section_names_it_whatever_follows() {
    for (title, section) in [
        ("预算科财政资金安全廉政风险自查表", Some("预算科")),
        ("2026年人事科廉政风险点及防控措施", Some("人事科")),
        ("青云区财政局国库科资金拨付岗位风险清单", Some("国库科")),
        ("关于报送监督科廉政风险点的情况表", Some("监督科")),
        ("会计科目设置廉政风险自查表", None),
        ("政府采购科学化管理廉政风险自查表", None),
        ("各科室廉政风险自查表", None),
    ] {
        let form = read(&format!(
            "{title}|<|<|<
             岗位|风险点|风险等级|防控措施
             编制岗|人为调整预算数额|一级|集体研究决定"
        ));
        let own = entries(&form)[0].text(Field::Section);
        assert_eq!(own, section, "{title}");
    }
}

#[test]
fn an_entry_written_in_words_below_the_table_is_told() {
    let form = |line: &str| {
        read(&format!(
            "预算科廉政风险自查表|<|<|<
             序号|风险点|风险等级|防控措施
             1|人为调整预算数额|一级|集体研究决定
             {line}|<|<|<"
        ))
    };
    for line in [
        "补充风险点：擅自开立财政专户（一级），防控措施：集体研究并报主管领导审批",
        "补充：指标岗风险点为拖延下达指标，等级中，措施为系统自动预警催办",
        "其他需要说明的风险：擅自开立变更财政专户",
    ] {
        let form = form(line);
        let own = told(&form, "T13");
        assert!(
            own.len() == 1 && own[0].contains("像是条目"),
            "{line}: {:?}",
            form.findings
        );
        assert_eq!(entries(&form).len(), 1, "{line}");
    }
    for line in [
        "注：风险等级分一级、二级、三级，防控措施：逐条填写",
        "科室负责人签字：张一",
        "其他需要说明的情况：无",
        "其他风险：无",
    ] {
        assert!(!has(&form(line), "T13"), "{line}");
    }
}

#[test]
fn a_heading_with_its_keys_says_whose_the_rows_below_are() {
    let form = read(
        "预算科廉政风险自查表|<|<|<|<|<
         序号|岗位|姓名|风险点|风险等级|防控措施
         1|编制岗|张一|人为调整预算数额|一级|集体研究决定
         岗位：指标岗　姓名：李二|<|<|<|<|<
         2|||违规拖延下达指标|二级|系统自动预警催办",
    );
    assert_eq!(
        said(&form, &WHOSE),
        ["预算科 编制岗 张一", "预算科 指标岗 李二"]
    );
    assert!(!has(&form, "T30"));
}

#[test]
fn what_stands_in_brackets_behind_a_name_is_no_part_of_it() {
    for (line, field, name) in [
        ("科室负责人：李二（签字）", Field::Head, "李二"),
        ("姓名：张一（科长）", Field::Person, "张一"),
        ("分管领导：赵四 （盖章）", Field::Leader, "赵四"),
    ] {
        let form = read(&format!(
            "预算科廉政风险自查表|<|<
             {line}||
             风险点|风险等级|防控措施
             人为调整预算数额|一级|集体研究决定"
        ));
        let value = &entries(&form)[0].values[&field];
        assert_eq!(&*value.text, name, "{line}");
        assert!(line.ends_with(&*value.raw), "{line}: as it is written");
    }
}

#[test]
fn paragraphs_with_a_label_below_the_table_of_a_document_are_no_entries() {
    for words in [
        "存在问题：制度执行不够到位。",
        "整改措施：完善制度，强化检查。",
        "科室审核：同意上报。",
    ] {
        let form = document(
            &[
                "权力事项|风险点|风险等级|防控措施",
                "预算编制|人为调整预算数额|一级|集体研究决定",
                "指标下达|违规拖延下达指标|二级|系统自动预警催办",
            ],
            words,
        );
        assert_eq!(entries(&form).len(), 2, "{words}");
        assert!(!has(&form, "E01"), "{words}: {:?}", form.findings);
    }
}

/// A document of one table with a paragraph above it and one below.
fn document(rows: &[&str], below: &str) -> Understood {
    let body = [line("预算科廉政风险自查表"), plain(rows), line(below)].concat();
    let bytes = Document::new(&body).bytes();
    let file: Arc<str> = Arc::from("自查表.docx");
    let reading = from_bytes(&bytes, &file, &Limits::default());
    let policy = Policy::embedded().expect("valid");
    understand(&reading.workbook.expect("read"), &file, &policy)
}
