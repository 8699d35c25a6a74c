//! A sheet of which nothing was read says what it looks like, at which cell, and the one change that would let it be read;
//! and that change does.

use std::sync::Arc;

use qingfeng::ingest::{Understood, understand};
use qingfeng::location::CellRef;
use qingfeng::policy::Policy;
use qingfeng::reader::{CellValue, Format, Grid, Sheet, Visibility, Workbook};

fn grid(lines: &[&str]) -> Grid {
    let mut grid = Grid::default();
    for (row, line) in (0..).zip(lines) {
        for (col, cell) in (0..).zip(line.split('|')) {
            grid.set(CellRef::new(row, col), CellValue::Text(cell.to_owned()));
        }
    }
    grid
}

fn read(sheets: Vec<Grid>) -> Understood {
    let sheets = (1..).zip(sheets).map(|(number, grid)| Sheet {
        name: Arc::from(format!("Sheet{number}")),
        visibility: Visibility::Visible,
        grid,
    });
    let workbook = Workbook {
        format: Format::Xlsx,
        names: Vec::new(),
        sheets: sheets.collect(),
    };
    let policy = Policy::embedded().expect("valid");
    understand(&workbook, &Arc::from("报送.xlsx"), &policy)
}

fn entries(read: &Understood) -> usize {
    let tables = read.sheets.iter().flat_map(|s| &s.tables);
    tables.map(|t| t.entries.len()).sum()
}

/// What is said of a file of which nothing was read.
fn told(lines: &[&str]) -> String {
    let read = read(vec![grid(lines)]);
    assert_eq!(entries(&read), 0, "{lines:?}");
    let found = read.findings.iter().find(|f| f.code == "T01");
    let found = found.unwrap_or_else(|| panic!("no T01: {:?}", read.findings));
    found.message.clone()
}

/// Whether a message says all of these, in this order.
fn says(message: &str, parts: &[&str]) {
    let mut rest = message;
    for part in parts {
        let (_, behind) = rest
            .split_once(part)
            .unwrap_or_else(|| panic!("{part} is not said, or too early: {message}"));
        rest = behind;
    }
}

/// The same lines with some cells written anew.
fn changed(lines: &[&str], changes: &[(&str, &str)]) -> Understood {
    let mut grid = grid(lines);
    for (at, text) in changes {
        grid.set(
            at.parse().expect("a cell"),
            CellValue::Text((*text).to_owned()),
        );
    }
    read(vec![grid])
}

#[test]
fn a_column_called_by_another_name_is_named_and_renaming_it_is_enough() {
    let lines = [
        "预算科自查情况",
        "编号|可能出现的问题|风险等级|经办",
        "1|把已经结束的项目重新申报|二级|张一",
        "2|先调剂后补办手续|三级|李二",
    ];
    let message = told(&lines);
    says(
        &message,
        &[
            "工作表“Sheet1”",
            "A2 一行像是自查表的表头",
            "“风险等级”",
            "没有认出“风险点”",
            "B2“可能出现的问题”",
            "改为“风险点”",
        ],
    );
    assert_eq!(entries(&changed(&lines, &[("B2", "风险点")])), 2);
}

#[test]
fn levels_under_an_unknown_head_are_known_by_their_words() {
    let lines = [
        "编号|风险点|甲|办理人",
        "1|把已经结束的项目重新申报|二级|张一",
        "2|先调剂后补办手续|三级|李二",
    ];
    let message = told(&lines);
    says(&message, &["“风险点”", "C1“甲”", "改为“风险等级”"]);
    assert_eq!(entries(&changed(&lines, &[("C1", "风险等级")])), 2);
}

#[test]
fn where_one_name_is_not_enough_all_are_said() {
    let lines = [
        "股室|编号|可能出现的问题|定到几级|咋防|归谁|谁查|何时查",
        "预算科|1|把已经结束的项目重新申报|二级|入库前两人核对|张一|李二|每季",
        "预算科|2|先调剂后补办手续|三级|补办前不得调剂|张一|李二|每季",
    ];
    let message = told(&lines);
    says(
        &message,
        &["C1“可能出现的问题”", "“风险点”", "D1", "“风险等级”"],
    );
}

#[test]
fn a_column_that_is_not_there_is_asked_for() {
    let lines = ["岗位|风险等级", "支付岗|二级", "账户岗|三级"];
    let message = told(&lines);
    says(&message, &["“风险等级”", "C1", "“风险点”"]);
}

#[test]
fn a_card_without_a_risk_is_told_which_label_to_change() {
    let lines = [
        "个人岗位廉政情况表",
        "姓名|张一|科室|国库科",
        "岗位|支付岗|职务|科员",
        "自己找的毛病|碍于情面，手续没有补齐就先办理支付",
        "防控措施|两人核对后签字",
        "本人签字|张一",
    ];
    let message = told(&lines);
    says(
        &message,
        &[
            "个人表",
            "没有“风险点”一项",
            "A4“自己找的毛病”",
            "改为“风险点”",
        ],
    );
    assert_eq!(entries(&changed(&lines, &[("A4", "风险点")])), 1);
    let without = told(&[&lines[..3], &lines[4..]].concat());
    says(&without, &["没有“风险点”一项", "请加一行"]);
}

#[test]
fn a_table_turned_round_is_told_to_be_turned_back() {
    let message = told(&[
        "预算科廉政风险点",
        "序号|1|2|3",
        "风险点|虚列项目|擅自调剂|拖延下达",
        "风险等级|一级|二级|三级",
        "防控措施|两人核对|会签|三日内办结",
    ]);
    says(&message, &["横过来的表", "A2“序号”", "转置"]);
}

#[test]
fn what_is_no_self_check_table_is_called_by_its_kind() {
    let kinds: [(&[&str], &[&str]); 7] = [
        (
            &["预算编制流程", "申报", "↓", "审核", "↓", "批复"],
            &["流程图", "A3", "自查表"],
        ),
        (
            &[
                "自查情况汇总",
                "科室|个数|占比|合计",
                "预算科|6|60%|6",
                "国库科|4|40%|4",
            ],
            &["统计表", "A2“科室”", "个数"],
        ),
        (
            &[
                "年度测评",
                "项目|考核内容|分值|得分情况|扣分",
                "制度|制度健全|10|9|1",
            ],
            &["考核评分表", "A2“项目”"],
        ),
        (
            &[
                "关于开展自查的通知",
                "请各科室于11月20日前把自查情况报办公室。",
                "逾期不报的，通报批评，并扣减年度考核分。",
            ],
            &["文字材料", "A1"],
        ),
        (
            &["廉政风险点自查表"],
            &["空白表", "A1“廉政风险点自查表”", "图片或文本框"],
        ),
        (
            &["材料", "甲|乙|丙|丁", "1|2|3|4", "5|6|7|8"],
            &["像是一张表", "A2“甲”", "“风险点”“风险等级”“防控措施”"],
        ),
        (&["今天开会"], &["空白表"]),
    ];
    for (lines, parts) in kinds {
        says(&told(lines), parts);
    }
}

#[test]
fn a_list_of_people_is_told_as_such_and_nobody_has_to_correct_it() {
    for lines in [
        [
            "通讯录",
            "姓名|科室|电话",
            "张一|预算科|123",
            "李二|国库科|124",
        ],
        [
            "局干部花名册",
            "序号|姓名|科室|职务|联系电话",
            "1|张一|预算科|科长|123",
            "2|李二|国库科|科员|124",
        ],
        [
            "",
            "序号|姓名|性别|所在科室|岗位",
            "1|张一|男|预算科|编制岗",
            "2|李二|女|国库科|支付岗",
        ],
    ] {
        let read = read(vec![grid(&lines)]);
        let found: Vec<&str> = read.findings.iter().map(|f| f.code.as_str()).collect();
        assert_eq!(found, ["T07"], "{lines:?}");
        says(
            &read.findings[0].message,
            &["人员名单", "A2", "不用改", "移出收表文件夹"],
        );
        assert!(!read.findings[0].message.contains("加"), "{lines:?}");
    }
}

#[test]
fn pictures_in_cells_are_told_to_be_typed() {
    let mut grid = grid(&["自查表"]);
    grid.set(CellRef::new(1, 0), CellValue::Picture);
    let read = read(vec![grid]);
    let found = read.findings.iter().find(|f| f.code == "T01");
    says(&found.expect("T01").message, &["图片", "A2", "填进单元格"]);
}

#[test]
fn of_several_sheets_the_likeliest_is_told() {
    let notes = grid(&["请各科室于11月20日前把自查情况报到办公室。"]);
    let nearly = grid(&[
        "编号|可能出现的问题|风险等级|经办",
        "1|把已经结束的项目重新申报|二级|张一",
    ]);
    let read = read(vec![notes, nearly]);
    let found = read.findings.iter().find(|f| f.code == "T01");
    says(&found.expect("T01").message, &["工作表“Sheet2”", "B1"]);
    assert!(found.expect("T01").place.cell.is_none());
}

#[test]
fn other_sheets_with_the_same_fault_are_named_too() {
    let of = |name: &str| {
        grid(&[
            "个人岗位廉政情况表",
            &format!("姓名|{name}|科室|国库科"),
            "岗位|支付岗|职务|科员",
            "自己找的毛病|碍于情面，手续没有补齐就先办理支付",
            "防控措施|两人核对后签字",
        ])
    };
    let read = read(vec![of("张一"), of("李二"), grid(&["说明"]), of("王三")]);
    let found = read.findings.iter().find(|f| f.code == "T01");
    says(
        &found.expect("T01").message,
        &["A4“自己找的毛病”", "工作表“Sheet2”、“Sheet4”也是这样"],
    );
}

#[test]
fn labels_on_the_left_of_one_column_are_no_table_turned_round() {
    let message = told(&[
        "姓名|张一",
        "科室|国库科",
        "岗位|支付岗",
        "容易犯的错|手续没有补齐就先办理支付",
        "风险等级|二级",
        "防控措施|两人核对后签字",
    ]);
    assert!(!message.contains("横过来"), "{message}");
    says(&message, &["个人表", "A4“容易犯的错”", "改为“风险点”"]);
}

#[test]
fn a_part_beside_a_table_that_was_read_is_told_too() {
    let sound = grid(&[
        "序号|岗位|风险点|风险等级|防控措施",
        "1|支付岗|重复支付|二级|系统校验",
    ]);
    let nearly = grid(&[
        "股室|可能出现的问题|定级|分管",
        "预算科|虚列项目|一级|钱二",
        "国库科|拖延下达|二级|钱二",
    ]);
    let read = read(vec![sound, nearly]);
    let found = read.findings.iter().find(|f| f.code == "T13");
    says(
        &found.expect("T13").message,
        &["没有登记", "B1“可能出现的问题”", "“风险点”"],
    );
}

#[test]
fn where_nothing_looks_like_a_head_the_first_words_are_named() {
    let message = told(&[
        "",
        "|预算科",
        "|编审岗",
        "|张一",
        "|二级",
        "|核对",
        "|国库科",
    ]);
    says(
        &message,
        &["工作表“Sheet1”", "B2“预算科”", "请写一行栏名", "“风险点”"],
    );
    let nothing = told(&[""]);
    assert!(!nothing.contains("请写一行栏名"), "{nothing}");
}

#[test]
fn a_part_that_is_turned_round_is_told_as_one() {
    let lines = [
        "廉政风险点自查登记表",
        "姓名|周涛|科室|会计科",
        "岗位名称|会计监督岗|职务|四级主任科员",
        "序号|1|2|3",
        "风险点|检查走过场|收受礼金|泄露检查计划",
        "风险等级|二级|一级|三级",
        "防控措施|检查底稿双签，交叉复核|廉政谈话，回访被查单位|计划加密，专人保管",
    ];
    says(&told(&lines), &["A4“序号”", "横过来", "其余各行不动"]);
}
