//! Cards: labels beside their contents, in the arrangements in which offices print personal forms.

use std::sync::Arc;

use proptest::prelude::*;
use qingfeng::ingest::{Understood, understand};
use qingfeng::location::{Area, CellRef};
use qingfeng::model::{Entry, Field, Level};
use qingfeng::policy::Policy;
use qingfeng::reader::{CellValue, Format, Grid, Sheet, Visibility, Workbook};

use crate::support::properties::cases;

/// Cells by their names, parted by line breaks; a range is merged.
pub fn read(cells: &str) -> Understood {
    let mut grid = Grid::default();
    let mut ranges = Vec::new();
    for line in cells.lines().map(str::trim).filter(|l| !l.is_empty()) {
        let (place, text) = line.split_once(' ').unwrap_or((line, ""));
        let (first, last) = place.split_once(':').unwrap_or((place, place));
        let at = |name: &str| name.parse::<CellRef>().expect("a cell");
        grid.set(at(first), CellValue::Text(text.replace("\\n", "\n")));
        ranges.push(Area::new(at(first), at(last)));
    }
    for range in ranges {
        grid.merge(range);
    }
    let sheet = Sheet {
        name: Arc::from("Sheet1"),
        visibility: Visibility::Visible,
        grid,
    };
    let workbook = Workbook {
        format: Format::Xlsx,
        names: Vec::new(),
        sheets: vec![sheet],
    };
    let policy = Policy::embedded().expect("valid");
    understand(&workbook, &Arc::from("个人表.xlsx"), &policy)
}

pub fn entries(read: &Understood) -> Vec<&Entry> {
    let tables = read.sheets.iter().flat_map(|s| &s.tables);
    tables.flat_map(|t| &t.entries).collect()
}

/// Category or risk, level and measures of each entry, as they are read, with the cell of the level.
pub fn told(read: &Understood) -> Vec<String> {
    let all = entries(read).into_iter().map(|e| {
        let text = |field| e.text(field).unwrap_or("—").to_owned();
        let level = e.written_level().or(e.confirmed).map_or(0, Level::number);
        let cell = e.values.get(&Field::Level).and_then(|v| v.cell);
        let cell = cell.map_or(String::new(), |c| format!("@{c}"));
        format!(
            "{} {} {level}{cell} {}",
            text(Field::Category),
            text(Field::Risk),
            text(Field::Measures)
        )
    });
    all.collect()
}

pub fn of_person(read: &Understood) -> Vec<String> {
    let all = entries(read).into_iter().map(|e| {
        let text = |field| e.text(field).unwrap_or("—").to_owned();
        format!(
            "{} {} {}",
            text(Field::Person),
            text(Field::Section),
            text(Field::Post)
        )
    });
    all.collect()
}

pub fn codes(read: &Understood) -> Vec<&str> {
    read.findings.iter().map(|f| f.code.as_str()).collect()
}

#[test]
fn what_is_said_once_below_several_risks_speaks_for_all() {
    let read = read(
        "A1:D1 个人岗位廉政风险自查表
        A2 姓名
        B2 张一
        C2 科室
        D2 国库科
        A3 职务
        B3 科员
        C3 岗位
        D3 支付岗
        A4 岗位职责
        B4:D4 办理集中支付
        A5 思想道德风险
        B5:D5 碍于情面先付后补
        A6 岗位职责风险
        B6:D6 未核对用款计划就签字
        A7 外部环境风险
        B7:D7 无
        A8 风险等级
        B8:D8 （ ）一级（√）二级（ ）三级
        A9 防控措施
        B9:D9 两人核对后签字
        A10 本人签字
        B10 张一
        C10 日期
        D10 2026年10月20日
        A11 科室审核意见
        B11:D11 同意",
    );
    assert_eq!(
        told(&read),
        [
            "思想道德 碍于情面先付后补 2@B8 两人核对后签字",
            "岗位职责 未核对用款计划就签字 2@B8 两人核对后签字",
        ]
    );
    assert_eq!(of_person(&read), ["张一 国库科 支付岗"; 2]);
    let day = entries(&read)[0].reported_on.map(|d| d.to_string());
    assert_eq!(day.as_deref(), Some("2026-10-20"));
    let table = &read.sheets[0].tables[0];
    let aside: Vec<&str> = table
        .key_values
        .iter()
        .map(|kv| kv.value.as_str())
        .collect();
    assert_eq!(
        aside[..2],
        ["科员", "办理集中支付"],
        "职务 beside 岗位 is kept apart"
    );
    assert!(codes(&read).is_empty(), "{:?}", read.findings);
    let cells = &read.sheets[0].cells;
    assert_eq!(cells.read, cells.claims.values().sum::<usize>());
}

#[test]
fn blocks_below_a_merged_label_are_entries_of_their_own() {
    let read = read(
        "A1:C1 岗位廉政风险点自查表
        A2 姓 名
        B2:C2 李二
        A3 所在科室
        B3:C3 预算科
        A4:A6 思想道德风险
        B4 风险点
        C4 讲人情
        B5 风险等级
        C5 三级
        B6 防控措施
        C6 集体研究
        A7:A9 业务流程风险
        B7 风险点
        C7 先批后审
        B8 风险等级
        C8 一级
        B9 防控措施
        C9 系统控制",
    );
    assert_eq!(
        told(&read),
        [
            "思想道德 讲人情 3@C5 集体研究",
            "业务流程 先批后审 1@C8 系统控制"
        ]
    );
    let rows: Vec<(u32, u32)> = entries(&read)
        .iter()
        .map(|e| (e.rows.first, e.rows.last))
        .collect();
    assert_eq!(rows, [(3, 5), (6, 8)]);
}

#[test]
fn risks_with_their_numbers_or_behind_each_other_keep_their_own_levels() {
    let behind = read(
        "A1 姓名：王三   科室：采购科
        A2 风险点
        B2 围标串标未发现
        A3 风险等级
        B3 一级
        A4 防控措施
        B4 比对投标文件
        A5 风险点
        B5 评审专家未回避
        A6 风险等级
        B6 二级
        A7 防控措施
        B7 抽取前核对关系",
    );
    let both = [
        "— 围标串标未发现 1@B3 比对投标文件",
        "— 评审专家未回避 2@B6 抽取前核对关系",
    ];
    assert_eq!(told(&behind), both);
    assert_eq!(of_person(&behind), ["王三 采购科 —"; 2]);
    let numbered = read(
        "A1 姓名
        B1 王三
        C1 科室
        D1 采购科
        A2 风险点1
        B2 围标串标未发现
        C2 风险等级1
        D2 一级
        A3 风险点2
        B3 评审专家未回避
        C3 风险等级2
        D3 二级
        A4 防控措施1
        B4:D4 比对投标文件
        A5 防控措施2
        B5:D5 抽取前核对关系",
    );
    let levels = [
        "— 围标串标未发现 1@D2 比对投标文件",
        "— 评审专家未回避 2@D3 抽取前核对关系",
    ];
    assert_eq!(told(&numbered), levels);
}

#[test]
fn labels_above_their_contents_and_several_persons_on_a_sheet() {
    let read = read(
        "A1:D1 个人廉政风险自查表
        A2 姓名
        B2 科室
        C2 岗位
        D2 填表日期
        A3 张一
        B3 国库科
        C3 支付岗
        D3 2026.10.8
        A4 风险点
        B4:D4 重复支付
        A5 风险等级
        B5:D5 一级
        A6 防控措施
        B6:D6 系统校验
        A8 姓名
        B8 科室
        C8 岗位
        D8 填表日期
        A9 李二
        B9 国库科
        C9 账户岗
        D9 2026.10.9
        A10 风险点
        B10:D10 账户长期不清理
        A11 风险等级
        B11:D11 三级
        A12 防控措施
        B12:D12 每季清理
        A13 领导小组核定等级
        B13:D13 二级",
    );
    assert_eq!(
        of_person(&read),
        ["张一 国库科 支付岗", "李二 国库科 账户岗"]
    );
    assert_eq!(
        told(&read),
        [
            "— 重复支付 1@B5 系统校验",
            "— 账户长期不清理 3@B11 每季清理"
        ]
    );
    let confirmed: Vec<Option<u8>> = entries(&read)
        .iter()
        .map(|e| e.confirmed.map(Level::number))
        .collect();
    assert_eq!(
        confirmed,
        [None, Some(2)],
        "the line below the second person is hers"
    );
}

#[test]
fn a_blank_card_has_no_entries_and_says_so() {
    let read = read(
        "A1:D1 个人岗位廉政风险自查表
        A2 姓名
        C2 科室
        A3 岗位
        C3 填表日期
        A4 风险点
        A5 风险等级
        A6 防控措施
        A7 本人签字",
    );
    assert!(entries(&read).is_empty());
    assert_eq!(codes(&read), ["T11"], "{:?}", read.findings);
}

#[test]
fn several_risks_in_a_row_are_entries_of_their_own() {
    let read = read(
        "A1:I1 会计科人员廉政风险自查表
        A2 序号
        B2 姓名
        C2 岗位
        D2 风险点1
        E2 等级1
        F2 措施1
        G2 风险点2
        H2 等级2
        I2 措施2
        A3 1
        B3 张一
        C3 会计岗
        D3 未核对就签字
        E3 一级
        F3 两人核对
        G3 放宽要件
        H3 二级
        I3 初审复核分开
        A4 2
        B4 李二
        C4 评审岗
        D4 透露方案
        E4 二级
        F4 专人保管
        G4 无",
    );
    assert_eq!(
        told(&read),
        [
            "— 未核对就签字 1@E3 两人核对",
            "— 放宽要件 2@H3 初审复核分开",
            "— 透露方案 2@E4 专人保管"
        ]
    );
    assert_eq!(
        of_person(&read),
        [
            "张一 会计科 会计岗",
            "张一 会计科 会计岗",
            "李二 会计科 评审岗"
        ]
    );
    let places: Vec<String> = entries(&read)
        .iter()
        .filter_map(|e| e.place.cell)
        .map(|c| c.to_string())
        .collect();
    assert_eq!(places, ["D3", "G3", "D4"]);
}

#[test]
fn a_column_for_each_kind_of_risk_gives_an_entry_for_each_cell() {
    let read = read(
        "A1:D1 国库科岗位廉政风险点排查表
        A2 岗位
        B2 姓名
        C2 思想道德风险
        D2 外部环境风险
        E2 风险等级
        A3 支付岗
        B3 张一
        C3 碍于情面先付后补
        D3 熟人说情放宽要件
        E3 二级
        A4 账户岗
        B4 李二
        C4 无
        D4 银行请托开户
        E4 三级",
    );
    assert_eq!(
        told(&read),
        [
            "思想道德 碍于情面先付后补 2@E3 —",
            "外部环境 熟人说情放宽要件 2@E3 —",
            "外部环境 银行请托开户 3@E4 —"
        ]
    );
}

#[test]
fn a_sheet_that_explains_the_labels_is_no_card() {
    let read = read(
        "A1:B1 怎样填写
        A2 科室
        B2 填写科室的规范名称
        A3 岗位
        B3 填写岗位名称
        A4 风险点
        B4 一行只写一个，不超过30字
        A5 风险等级
        B5 从下拉列表中选择
        A6 防控措施
        B6 写明谁、什么时候、做什么",
    );
    assert!(entries(&read).is_empty());
}

#[test]
fn lists_of_risks_levels_and_measures_below_each_other_belong_together_in_their_order() {
    let read = read(
        "A1 姓名
        B1 张一
        A2 科室
        B2 国库科
        A3 风险点
        B3 重复支付
        A4 风险点
        B4 超进度支付
        A5 风险表现
        B5 碍于情面
        A6 风险等级
        B6 一级
        A7 风险等级
        B7 三级
        A8 防控措施
        B8 双人复核
        A9 科室评定等级
        B9 二级
        A10 领导小组审定等级
        B10 一级",
    );
    assert_eq!(
        told(&read),
        ["— 重复支付 1@B6 双人复核", "— 超进度支付 3@B7 双人复核"]
    );
    let levels: Vec<_> = entries(&read)
        .iter()
        .map(|e| (e.suggested, e.confirmed))
        .collect();
    assert_eq!(levels, [(Some(Level::Two), Some(Level::One)); 2]);
    let shown: Vec<_> = entries(&read)
        .iter()
        .map(|e| e.text(Field::Manifestation))
        .collect();
    assert_eq!(shown, [Some("碍于情面"); 2]);
}

#[test]
fn a_risk_that_was_left_out_gives_its_level_to_no_other() {
    let first = read(
        "A1 姓名
        B1 张一
        C1 科室
        D1 国库科
        A2 风险点
        A3 风险等级
        B3 一级
        A4 防控措施
        B4 双人复核
        A5 风险点
        B5 重复支付
        A6 风险等级
        B6 三级
        A7 防控措施
        B7 系统校验
        A8 风险点
        A9 风险等级
        B9 （ ）一级（ ）二级（ ）三级
        A10 防控措施",
    );
    assert_eq!(
        told(&first),
        ["— — 1@B3 双人复核", "— 重复支付 3@B6 系统校验"],
        "a block of which nothing was filled in is none"
    );
    let blank = entries(&first)[0].values[&Field::Risk].cell;
    assert_eq!(blank.map(|c| c.to_string()).as_deref(), Some("B2"));
    let free = read(
        "A1 姓名
        B1 张一
        C1 科室
        D1 国库科
        A2 风险点
        A3 风险点
        B3 重复支付
        A4 风险点
        A5 风险等级
        B5 三级
        A6 防控措施
        B6 系统校验",
    );
    assert_eq!(told(&free), ["— 重复支付 3@B5 系统校验"], "free lines");
}

#[test]
fn a_person_without_a_risk_lends_no_name_to_the_next() {
    let read = read(
        "A1 姓名
        B1 张一
        C1 科室
        D1 国库科
        A2 风险点
        A3 风险等级
        A4 防控措施
        A6 姓名
        B6 李二
        C6 科室
        D6 国库科
        A7 风险点
        B7 重复支付
        A8 风险等级
        B8 三级
        A9 防控措施
        B9 系统校验",
    );
    assert_eq!(of_person(&read), ["李二 国库科 —"]);
    assert_eq!(told(&read), ["— 重复支付 3@B8 系统校验"]);
}

#[test]
fn a_risk_left_out_beside_others_is_an_entry_that_lacks_it() {
    let read = read(
        "A1 姓名
        B1 风险点1
        C1 等级1
        D1 风险点2
        E1 等级2
        A2 张一
        B2 重复支付
        C2 一级
        E2 二级
        A3 李二
        B3 放宽要件
        C3 三级",
    );
    assert_eq!(
        told(&read),
        ["— 重复支付 1@C2 —", "— — 2@E2 —", "— 放宽要件 3@C3 —"]
    );
}

#[test]
fn a_total_below_several_risks_in_a_row_is_no_entry() {
    let read = read(
        "A1 姓名
        B1 风险点1
        C1 等级1
        D1 风险点2
        E1 等级2
        A2 张一
        B2 重复支付
        C2 一级
        D2 放宽要件
        E2 二级
        A3 合计
        B3 共3个风险点",
    );
    assert_eq!(told(&read), ["— 重复支付 1@C2 —", "— 放宽要件 2@E2 —"]);
    assert_eq!(codes(&read), ["T08", "D06"]);
}

#[test]
fn kinds_of_risk_as_columns_are_read_beside_a_level_and_measures() {
    let read = read(
        "A1 岗位
        B1 思想道德风险
        C1 外部环境风险
        D1 风险等级
        E1 防控措施
        A2 支付岗
        B2 碍于情面先付后补
        C2 熟人说情放宽要件
        D2 二级
        E2 两人核对",
    );
    assert_eq!(
        told(&read),
        [
            "思想道德 碍于情面先付后补 2@D2 两人核对",
            "外部环境 熟人说情放宽要件 2@D2 两人核对"
        ]
    );
}

#[test]
fn a_label_that_says_risk_or_measures_in_plain_words_is_read_and_told() {
    for (risk, measures) in [
        ("查找出的主要风险点", "防控措施"),
        ("存在的风险", "采取的防范办法"),
        ("本岗位廉政风险点及表现", "防控措施"),
        ("3．梳理出的突出廉政风险点", "应对措施"),
    ] {
        let read = read(&format!(
            "A1:B1 廉政风险自查
            A2 姓名
            B2 张一
            A3 科室
            B3 国库科
            A4 岗位
            B4 支付岗
            A5 {risk}
            B5 手续不全就付款的风险
            A6 等级
            B6 二级
            A7 {measures}
            B7 两人核对
            A9 姓名
            B9 李二
            A10 岗位
            B10 账户岗
            A11 {risk}
            B11 违规开户
            A12 等级
            B12 三级
            A13 {measures}
            B13 按季清理"
        ));
        assert_eq!(
            told(&read),
            [
                "— 手续不全就付款的风险 2@B6 两人核对",
                "— 违规开户 3@B12 按季清理"
            ],
            "{risk}"
        );
        assert_eq!(of_person(&read), ["张一 国库科 支付岗", "李二 — 账户岗"]);
        assert!(codes(&read).contains(&"T02"), "{:?}", read.findings);
    }
}

#[test]
fn of_two_labels_that_could_be_the_risk_none_is_taken() {
    let read = read(
        "A1 姓名
        B1 张一
        A2 岗位
        B2 支付岗
        A3 存在的风险
        B3 手续不全就付款
        A4 主要廉政风险
        B4 账户不清
        A5 等级
        B5 二级
        A6 防控措施
        B6 两人核对
        A7 科室
        B7 国库科
        A8 填报日期
        B8 2026.10.8
        A9 政治面貌
        B9 群众",
    );
    assert!(entries(&read).is_empty());
    let message = &read.findings[0].message;
    assert!(!message.contains("横过来"), "{message}");
    assert!(
        message.contains("A3") && message.contains("“风险点”"),
        "{message}"
    );
}

/// A card of four labels at this column and row.
fn card_at(columns: (char, char), row: u32, [name, risk, level]: [&str; 3]) -> String {
    let (left, right) = columns;
    let lines = [
        ("姓名", name),
        ("风险点", risk),
        ("风险等级", level),
        ("防控措施", "两人核对"),
    ];
    let cells = (row..)
        .zip(lines)
        .map(|(row, (label, text))| format!("{left}{row} {label}\n{right}{row} {text}\n"));
    cells.collect()
}

#[test]
fn cards_next_to_each_other_are_read_each_by_its_own_columns() {
    let cells = [
        "A1:E1 国库科个人廉政风险卡\n".to_owned(),
        card_at(('A', 'B'), 2, ["张一", "重复支付", "二级"]),
        card_at(('D', 'E'), 2, ["李二", "违规开户", "一级"]),
        card_at(('A', 'B'), 8, ["王三", "拖延拨付", "三级"]),
        card_at(('D', 'E'), 8, ["赵四", "挪用专户资金", "一级"]),
        "A13 填报日期\nB13 2026.10.8".to_owned(),
    ];
    let sheet = read(&cells.concat());
    let (people, risks) = (of_person(&sheet), told(&sheet));
    assert_eq!(
        people,
        [
            "张一 国库科 —",
            "王三 国库科 —",
            "李二 国库科 —",
            "赵四 国库科 —"
        ]
    );
    assert_eq!(
        risks,
        [
            "— 重复支付 2@B4 两人核对",
            "— 拖延拨付 3@B10 两人核对",
            "— 违规开户 1@E4 两人核对",
            "— 挪用专户资金 1@E10 两人核对"
        ]
    );
    let close = [
        card_at(('A', 'B'), 1, ["张一", "重复支付", "二级"]),
        card_at(('C', 'D'), 1, ["李二", "违规开户", "一级"]),
        card_at(('E', 'F'), 1, ["王三", "拖延拨付", "三级"]),
    ];
    assert_eq!(entries(&read(&close.concat())).len(), 3);
    let account = &sheet.sheets[0].cells;
    assert_eq!(account.read, account.claims.values().sum::<usize>());
}

#[test]
fn cards_next_to_each_other_that_say_too_little_are_asked_to_stand_below_each_other() {
    let read = read(
        "A1 岗位
        B1 支付岗
        D1 岗位
        E1 账户岗
        A2 风险点
        B2 重复支付
        D2 风险点
        E2 违规开户
        A3 等级
        B3 二级
        D3 等级
        E3 一级",
    );
    assert!(entries(&read).is_empty());
    let message = &read.findings[0].message;
    assert!(
        message.contains("左右并排") && message.contains("D1“岗位”") && message.contains("上下排"),
        "{message}"
    );
}

#[test]
fn a_person_of_whom_nothing_was_read_is_told() {
    let cells = [
        card_at(('A', 'B'), 1, ["张一", "重复支付", "二级"]),
        "A6 姓名
        B6 李二
        A7 容易犯的错
        B7 违规开户，手续不全就办理
        A8 风险等级
        B8 一级
        A9 防控措施
        B9 按季清理
        A11 姓名
        B11 王三
        A12 风险点
        A13 风险等级
        A14 防控措施\n"
            .to_owned(),
        card_at(('A', 'B'), 16, ["赵四", "拖延拨付", "三级"]),
    ];
    let read = read(&cells.concat());
    assert_eq!(of_person(&read), ["张一 — —", "赵四 — —"]);
    let told: Vec<String> = read
        .findings
        .iter()
        .filter(|f| f.code == "T13")
        .map(|f| format!("{} {}", f.place.cell.expect("a cell"), f.message))
        .collect();
    assert_eq!(
        told,
        [
            "B6 “李二”一张没有读出风险点，没有登记。如果A7“容易犯的错”右边写的是风险点，请把这个栏名改为“风险点”",
            "B11 “王三”一张没有读出风险点，没有登记。请在“风险点”一栏写明内容"
        ]
    );
}

/// A column for each kind of risk, with the lines below it.
const KINDS: &str = "A1:G1 预算科廉政风险排查表
    A2 姓名
    B2 岗位
    C2 思想道德风险
    D2 业务流程风险
    E2 外部环境风险
    F2 制度机制风险
    G2 风险等级
    A3 张一
    B3 审核
    C3 碍于情面放宽标准
    D3 先调剂后补手续
    E3 无
    G3 二级
    A4 李二
    B4 项目岗
    D4 重复安排项目
    G4 三级
";

#[test]
fn lines_below_kinds_of_risk_are_no_entries_and_speak_for_all() {
    for lines in [
        "A5:G5 防控措施：1.两人核对；2.结果公开：每季度一次\nA6:G6 填报时间：二〇二六年十月八日",
        "A5 防控措施：1.两人核对；2.结果公开：每季度一次\nA6 填报时间：二〇二六年十月八日",
        "A5 防控措施\nB5:G5 1.两人核对；2.结果公开：每季度一次\nA6 填表人：张一\nD6 审核人：李二\nF6 填报日期：2026.10.8",
        "A5:G5 采取的防控措施：1.两人核对；2.结果公开：每季度一次\nE6:G6 2026年10月8日",
    ] {
        let read = read(&format!("{KINDS}{lines}"));
        let measures = "1.两人核对；2.结果公开：每季度一次";
        assert_eq!(
            told(&read),
            [
                format!("思想道德 碍于情面放宽标准 2@G3 {measures}"),
                format!("业务流程 先调剂后补手续 2@G3 {measures}"),
                format!("业务流程 重复安排项目 3@G4 {measures}")
            ],
            "{lines}"
        );
        for entry in entries(&read) {
            assert_eq!(
                entry.reported_on.map(|d| d.to_string()),
                Some("2026-10-08".to_owned()),
                "{lines}"
            );
        }
    }
}

#[test]
fn measures_in_a_line_below_a_table_speak_for_its_rows() {
    let read = read(
        "A1 岗位
        B1 风险点
        C1 风险等级
        A2 支付岗
        B2 重复支付同一笔款项
        C2 一级
        A3 账户岗
        B3 违规开立银行账户
        C3 二级
        A4 防控措施：两人核对、按季对账",
    );
    assert_eq!(
        told(&read),
        [
            "— 重复支付同一笔款项 1@C2 两人核对、按季对账",
            "— 违规开立银行账户 2@C3 两人核对、按季对账"
        ]
    );
}

#[test]
fn measures_below_are_joined_by_nothing_but_the_number() {
    for head in ["B6 防控措施", "B6 防控措施\nC6 责任人\nD6 完成时限"] {
        let read = read(&format!(
            "A1 序号
            B1 岗位
            C1 风险点
            D1 风险等级
            A2 1
            B2 支付岗
            C2 重复支付
            D2 一级
            A3 2
            B3 账户岗
            C3 违规开户
            D3 二级
            A5 防控措施表
            A6 序号
            {head}
            A7 2
            B7 三人会签
            A8 1
            B8 系统校验"
        ));
        assert_eq!(
            told(&read),
            ["— 重复支付 1@D2 系统校验", "— 违规开户 2@D3 三人会签"]
        );
    }
}

/// Labels as cards have them, and what stands beside.
const LABELS: [&str; 16] = [
    "姓名",
    "科室",
    "岗位",
    "职务",
    "填表日期",
    "岗位职责",
    "思想道德风险",
    "外部环境风险",
    "风险点",
    "风险点2",
    "表现形式",
    "风险等级",
    "科室评定等级",
    "防控措施",
    "责任人",
    "科室意见",
];

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn every_content_of_a_card_is_kept(
        rows in prop::collection::vec((0..LABELS.len(), 0..LABELS.len(), any::<bool>()), 4..14)
    ) {
        let mut cells = vec!["A1 姓名\nB1 张一\nA2 科室\nB2 国库科".to_owned()];
        let mut contents = Vec::new();
        for ((left, right, both), row) in rows.into_iter().zip(3..) {
            contents.push(format!("内容甲{row}"));
            cells.push(format!("A{row} {}\nB{row} 内容甲{row}", LABELS[left]));
            if both {
                contents.push(format!("内容乙{row}"));
                cells.push(format!("C{row} {}\nD{row} 内容乙{row}", LABELS[right]));
            }
        }
        let cells = cells.join("\n");
        let read = read(&cells);
        let tables: Vec<_> = read.sheets.iter().flat_map(|s| &s.tables).collect();
        let said = |text: &str| {
            tables.iter().any(|t| {
                let entries = t.entries.iter();
                entries.flat_map(|e| e.values.values()).any(|v| v.raw.contains(text))
                    || t.entries.iter().flat_map(|e| &e.extras).any(|x| x.text.contains(text))
                    || t.key_values.iter().any(|kv| kv.value.contains(text))
                    || t.skipped.iter().any(|s| s.text.contains(text))
            })
        };
        if !entries(&read).is_empty() {
            for text in &contents {
                prop_assert!(said(text), "{text} is lost:\n{cells}");
            }
        }
        let account = &read.sheets[0].cells;
        prop_assert_eq!(account.read, account.claims.values().sum::<usize>());
    }
}
