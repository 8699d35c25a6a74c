//! Whom a form names without a label above its table: in the title, by the names of its sheets, below the table, in the cell of the post.
//! And what stands in a workbook beside forms without being one.

use std::sync::Arc;

use qingfeng::ingest::{Understood, understand};
use qingfeng::model::{Entry, Field, Level};
use qingfeng::policy::Policy;
use qingfeng::reader::{Grid, Limits, Visibility, from_bytes};

use crate::support::document::{Document, line, plain};
use crate::understand::{codes, entries, grid, merged, read, sheets};

fn texts<'e>(all: &[&'e Entry], field: Field) -> Vec<&'e str> {
    all.iter().map(|e| e.text(field).unwrap_or("")).collect()
}

fn workbook(named: Vec<(&str, Grid)>) -> Understood {
    let policy = Policy::embedded().expect("valid");
    let shown = |(name, grid)| (name, Visibility::Visible, grid);
    sheets(
        "自查表.xlsx",
        &policy,
        named.into_iter().map(shown).collect(),
    )
}

/// What a document of these paragraphs and tables is understood to say.
pub fn document(body: &[String]) -> Understood {
    let bytes = Document::new(&body.concat()).bytes();
    let file: Arc<str> = Arc::from("自查表.docx");
    let reading = from_bytes(&bytes, &file, &Limits::default());
    let policy = Policy::embedded().expect("valid");
    understand(&reading.workbook.expect("read"), &file, &policy)
}

#[test]
fn a_title_may_name_the_person() {
    for (title, person) in [
        ("张一同志廉政风险自查表", "张一"),
        ("预算科张一同志廉政风险自查表", "张一"),
        ("个人廉政风险自查表（张一）", "张一"),
        ("岗位廉政风险自查表（张一）", ""),
        ("个人廉政风险自查表（试行）", ""),
        ("个人廉政风险自查表（高级）", ""),
        ("关于全体同志廉政风险自查表", ""),
    ] {
        let form = read(grid(&[
            title,
            "科室：预算科　岗位：编制岗",
            "序号|风险点|风险等级|防控措施",
            "1|人为调整预算数额|一级|集体研究决定",
        ]));
        assert_eq!(texts(&entries(&form), Field::Person), [person], "{title}");
    }
}

#[test]
fn sheets_named_after_persons_are_their_forms() {
    let form = |risk: &str| {
        grid(&[
            "预算科廉政风险自查表",
            "序号|岗位|风险点|风险等级|防控措施",
            &format!("1|业务岗|{risk}|一级|集体研究决定"),
        ])
    };
    let own = workbook(vec![
        ("张一", form("人为调整预算")),
        ("李二", form("拖延下达指标")),
    ]);
    assert_eq!(texts(&entries(&own), Field::Person), ["张一", "李二"]);
    // One such sheet may be that of the clerk.
    let one = workbook(vec![("张一", form("人为调整预算"))]);
    assert_eq!(texts(&entries(&one), Field::Person), [""]);
    let topics = workbook(vec![
        ("余额", form("人为调整预算")),
        ("周期", form("拖延下达指标")),
    ]);
    assert_eq!(texts(&entries(&topics), Field::Person), ["", ""]);
}

#[test]
fn a_sheet_copied_from_another_person_s_is_told() {
    let form = |post: &str| {
        grid(&[
            "预算科廉政风险自查表",
            &format!("姓名：张一|岗位：{post}"),
            "序号|风险点|风险等级|防控措施",
            "1|人为调整预算数额|一级|集体研究决定",
        ])
    };
    let copied = workbook(vec![("张一", form("编制岗")), ("李二", form("指标岗"))]);
    assert_eq!(texts(&entries(&copied), Field::Person), ["张一", "张一"]);
    let told: Vec<_> = copied.findings.iter().filter(|f| f.code == "T31").collect();
    assert_eq!(told.len(), 1, "{:?}", copied.findings);
    assert_eq!(told[0].place.sheet.as_deref(), Some("李二"));
}

#[test]
fn section_post_and_who_filled_it_in_may_stand_below_the_table() {
    let form = read(grid(&[
        "廉政风险自查表",
        "序号|风险点|风险等级|防控措施",
        "1|人为调整预算数额|一级|集体研究决定",
        "科室：预算科　　岗位：编制岗　　填表人：张一",
    ]));
    let all = entries(&form);
    assert_eq!(texts(&all, Field::Section), ["预算科"]);
    assert_eq!(texts(&all, Field::Post), ["编制岗"]);
    assert_eq!(texts(&all, Field::Person), ["张一"]);
    let signed = read(grid(&[
        "预算科廉政风险自查表",
        "序号|权力事项|风险点|风险等级|防控措施",
        "1|编制预算|人为调整预算数额|一级|集体研究决定",
        "填表人：张一||审核人：李二",
    ]));
    assert_eq!(
        texts(&entries(&signed), Field::Person),
        [""],
        "a clerk signs"
    );
}

#[test]
fn who_signs_below_a_table_answers_for_no_risk() {
    let form = read(grid(&[
        "预算科廉政风险自查表",
        "序号|岗位|姓名|风险点|风险等级|防控措施",
        "1|编制岗|张一|人为调整预算数额|一级|集体研究决定",
        "科室负责人：李二|||分管领导：赵四||2026年11月12日",
    ]));
    assert_eq!(texts(&entries(&form), Field::Head), [""]);
    assert_eq!(texts(&entries(&form), Field::Leader), [""]);
}

#[test]
fn other_risks_are_of_no_level_of_the_heading_before() {
    let form = read(merged(
        grid(&[
            "预算科廉政风险自查表",
            "序号|岗位|风险点|防控措施",
            "一级风险|||",
            "1|编制岗|人为调整预算数额|集体研究决定",
            "其他风险|||",
            "2|债务岗|违规举借债务|逐笔审核",
        ]),
        &["A3:D3", "A5:D5"],
    ));
    let levels: Vec<Option<Level>> = entries(&form).iter().map(|e| e.written_level()).collect();
    assert_eq!(levels, [Some(Level::One), None]);
}

#[test]
fn a_name_without_a_post_below_one_with_it_is_told() {
    let form = read(grid(&[
        "预算科廉政风险自查表",
        "序号|姓名|岗位|风险点|风险等级|防控措施",
        "1|张一|编制岗|人为调整预算数额|一级|集体研究决定",
        "2|李二||拖延下达预算指标|二级|系统自动预警",
        "3||债务岗|违规举借债务|二级|逐笔审核",
    ]));
    assert_eq!(texts(&entries(&form), Field::Post)[1], "");
    let told: Vec<_> = form.findings.iter().filter(|f| f.code == "T30").collect();
    assert_eq!(told.len(), 1, "a vacant post is none: {:?}", form.findings);
    assert_eq!(told[0].place.cell.map(|c| c.to_string()), Some("C4".into()));
}

#[test]
fn steps_of_the_review_may_stand_in_a_second_row_below_the_level_alone() {
    let form = read(merged(
        grid(&[
            "序号|科室|风险点|风险等级|||防控措施",
            "|||初审|复审|终审|",
            "1|预算科|人为调整预算数额|低|中|高|集体研究决定",
        ]),
        &["D1:F1"],
    ));
    let all = entries(&form);
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].text(Field::ConfirmedLevel), Some("高"));
}

#[test]
fn a_head_of_risks_over_numbers_leaves_the_risk_to_the_column_beside_it() {
    for label in ["描述", "内容", "表现"] {
        let form = read(grid(&[
            "序号|科室|廉政风险点|_|等级|防控措施"
                .replace('_', label)
                .as_str(),
            "1|预算科|1|人为调整预算数额|一级|集体研究决定",
            "2|预算科|2|拖延下达预算指标|二级|系统自动预警",
        ]));
        let risks = texts(&entries(&form), Field::Risk);
        assert_eq!(risks, ["人为调整预算数额", "拖延下达预算指标"], "{label}");
    }
}

#[test]
fn lists_for_drop_downs_are_no_forms() {
    let own = grid(&[
        "预算科廉政风险自查表",
        "序号|岗位|风险点|风险等级|防控措施",
        "1|业务岗|人为调整预算数额|一级|集体研究决定",
    ]);
    let lists = grid(&["等级|类别", "高|岗位职责", "中|思想道德", "低|外部环境"]);
    let form = workbook(vec![("自查表", own.clone()), ("下拉选项", lists.clone())]);
    assert_eq!(entries(&form).len(), 1);
    let told: Vec<_> = codes(&form);
    assert!(
        !told.iter().any(|(code, _)| code.starts_with('T')),
        "{told:?}"
    );
    // Under a name that says nothing a person is asked.
    let form = workbook(vec![("自查表", own.clone()), ("Sheet2", lists)]);
    assert_eq!(entries(&form).len(), 1);
    let asked: Vec<_> = form.findings.iter().filter(|f| f.code == "T05").collect();
    assert_eq!(asked.len(), 1, "{:?}", form.findings);
    assert_eq!(asked[0].place.sheet.as_deref(), Some("Sheet2"));
    // What stands there twice is no list of choices: its table is read, and refused for what it lacks.
    let twice = grid(&["类别|等级", "岗位职责|高", "思想道德|高", "外部环境|低"]);
    let form = workbook(vec![("自查表", own.clone()), ("等级", twice)]);
    assert_eq!(form.sheets[1].tables.len(), 1, "{:?}", form.sheets[1]);
    // A form that was left blank is one all the same.
    let blank = grid(&[
        "科室|风险点|等级|防控措施",
        "预算科||高|",
        "国库科||中|",
        "会计科||低|",
    ]);
    let form = workbook(vec![("自查表", own), ("补充", blank)]);
    assert!(form.sheets[1].tables.len() == 1, "{:?}", form.sheets[1]);
}

#[test]
fn what_the_section_says_below_a_narrow_table_of_a_document_is_no_risk() {
    let rows = ["风险点|防控措施", "人为调整预算数额|集体研究决定"];
    let body = [
        line("预算科廉政风险自查表"),
        line("自评等级：中"),
        plain(&rows),
        line("科室审核：同意，等级调整为高。"),
    ];
    let form = document(&body);
    assert_eq!(entries(&form).len(), 1);
    assert!(
        codes(&form).iter().any(|(code, _)| *code == "L15"),
        "{:?}",
        form.findings
    );
}

#[test]
fn cards_below_each_other_begin_with_the_label_that_stands_again() {
    let card = |section: &str, rest: &[&str], risk: &str| {
        let mut lines = vec![format!("科室|{section}")];
        lines.extend(rest.iter().map(|line| (*line).to_owned()));
        lines.extend([
            format!("风险点|{risk}"),
            "风险等级|二级".to_owned(),
            "防控措施|集体研究决定".to_owned(),
        ]);
        lines
    };
    for (rest, persons) in [
        (
            [
                &["岗位|文秘岗", "姓名|张一"][..],
                &["岗位|工资岗", "姓名|李二"],
            ],
            ["张一", "李二"],
        ),
        ([&["岗位|文秘岗"][..], &["岗位|工资岗"]], ["", ""]),
        ([&[][..], &[]], ["", ""]),
    ] {
        let mut lines = vec!["廉政风险点登记表".to_owned()];
        lines.extend(card("办公室", rest[0], "违规用印谋取私利"));
        lines.extend(card("人事科", rest[1], "抬高办公设备采购价格"));
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let form = read(grid(&lines));
        let all = entries(&form);
        assert_eq!(
            texts(&all, Field::Section),
            ["办公室", "人事科"],
            "{lines:?}"
        );
        assert_eq!(texts(&all, Field::Person), persons, "{lines:?}");
    }
}

#[test]
fn a_head_over_risks_is_nobody_s_post() {
    let form = read(grid(&[
        "国库科廉政风险点",
        "岗位|风险点及防控措施",
        "支付岗|风险点：违规拨付资金 风险等级：一级 防控措施：双人复核",
    ]));
    assert!(
        texts(&entries(&form), Field::Post)
            .iter()
            .all(|post| !post.contains("风险点"))
    );
}

#[test]
fn our_section_and_the_units_below_are_no_names() {
    for (title, section) in [
        ("我科廉政风险点一览表", ""),
        ("本处廉政风险点清单", ""),
        ("某科廉政风险点清单", ""),
        ("局属各单位廉政风险点", ""),
        ("本级预算科廉政风险点清单", "本级预算科"),
        ("成本科廉政风险点清单", "成本科"),
    ] {
        let form = read(grid(&[
            title,
            "序号|岗位|风险点|风险等级|防控措施",
            "1|审核岗|审核把关不严谋取私利|Ⅰ级（高）|集体研究决定",
        ]));
        let all = entries(&form);
        assert_eq!(texts(&all, Field::Section), [section], "{title}");
        assert_eq!(all[0].written_level(), Some(Level::One));
    }
}

#[test]
fn a_label_of_risks_merged_down_beside_their_table_says_what_its_contents_are() {
    for (edge, content) in [
        ("廉政风险", "风险内容"),
        ("廉政风险点", "内容"),
        ("廉政风险点", "描述"),
        ("廉政风险", "名称"),
    ] {
        let form = read(merged(
            grid(&[
                "岗位廉政风险排查表",
                "姓名|张一|科室|预算科",
                &format!("{edge}|{content}|风险等级|防控措施"),
                "|人为调整预算数额|一级|集体研究决定",
                "|拖延下达预算指标|二级|系统自动预警",
            ]),
            &["A3:A5"],
        ));
        let risks = texts(&entries(&form), Field::Risk);
        assert_eq!(
            risks,
            ["人为调整预算数额", "拖延下达预算指标"],
            "{edge} {content}"
        );
    }
}

#[test]
fn a_heading_of_risks_below_that_of_a_level_is_part_of_it() {
    let form = read(merged(
        grid(&[
            "预算科廉政风险自查表",
            "序号|岗位|风险点|防控措施",
            "一、一级风险|||",
            "（一）审批环节风险|||",
            "1|编制岗|人为调整预算数额|集体研究决定",
        ]),
        &["A3:D3", "A4:D4"],
    ));
    assert_eq!(entries(&form)[0].written_level(), Some(Level::One));
}

#[test]
fn a_card_that_says_the_kind_before_the_risk_is_no_table() {
    for kind in ["业务流程风险", "思想道德风险", "业务流程", "岗位职责"] {
        let form = read(grid(&[
            "姓名|张一|科室|国库科",
            "岗位|支付审核岗|填表日期|2026年11月8日",
            &format!("风险类别|{kind}||"),
            "风险点|重复支付财政资金||",
            "表现形式|对同一申请两次受理未核对||",
            "风险等级|一级||",
            "防控措施|系统自动校验并由另一人复核||",
        ]));
        let all = entries(&form);
        assert_eq!(texts(&all, Field::Risk), ["重复支付财政资金"], "{kind}");
        assert_eq!(
            texts(&all, Field::Manifestation),
            ["对同一申请两次受理未核对"],
            "{kind}"
        );
        assert_eq!(all[0].written_level(), Some(Level::One), "{kind}");
        let category = all[0].text(Field::Category).unwrap_or_default();
        assert!(
            kind.starts_with(category) && !category.is_empty(),
            "{kind} {category}"
        );
    }
}

#[test]
fn different_levels_beside_each_other_below_a_table_are_of_none_of_its_entries() {
    let matrix = |second: &str| {
        read(grid(&[
            "国库科廉政风险表||",
            "类别|支付岗|账户岗",
            "思想道德风险|碍于情面先付后补|接受银行吃请",
            "外部环境风险|熟人说情放宽要件|银行请托开户",
            &format!("风险等级|一级|{second}"),
            "防控措施|系统自动校验并由另一人复核|",
        ]))
    };
    let levels = |form: &Understood| -> Vec<Option<Level>> {
        entries(form).iter().map(|e| e.written_level()).collect()
    };
    assert_eq!(levels(&matrix("一级")), [Some(Level::One); 4]);
    assert_eq!(levels(&matrix("三级")), [None; 4]);
}
