//! Cards made of blocks: blank ones among them, such as reach over several rows, big ones by kind or by number, chains of
//! levels, and labels above what they ask for.

use qingfeng::ingest::Understood;
use qingfeng::model::{Field, Layout, Level};

use super::cards::{codes, entries, of_person, read, told};

/// The upper lines of a card.
const PERSON: &str = "A1:F1 岗位廉政风险自查表
    A2 姓名
    B2 江南
    C2 科室
    D2 绩效科
    A3 岗位
    B3 绩效评价岗
    C3 填报日期
    D3 2026年10月12日
";

fn with_person(rest: &str) -> Understood {
    read(&format!("{PERSON}{rest}"))
}

fn layouts(read: &Understood) -> Vec<Layout> {
    let tables = read.sheets.iter().flat_map(|s| &s.tables);
    tables.map(|t| t.reading.layout).collect()
}

/// What was declared, suggested and confirmed.
fn levels(read: &Understood) -> Vec<[u8; 3]> {
    let number = |level: Option<Level>| level.map_or(0, Level::number);
    let all = entries(read).into_iter();
    all.map(|e| [e.declared, e.suggested, e.confirmed].map(number))
        .collect()
}

fn accounted(read: &Understood) {
    for sheet in &read.sheets {
        let cells = &sheet.cells;
        assert_eq!(cells.read, cells.claims.values().sum::<usize>());
    }
}

#[test]
fn a_blank_block_takes_nothing_from_the_filled_ones() {
    let both = [
        "— 打分前收受礼品 2@D4 三人独立打分",
        "— 报告结论迁就被评单位 1@D7 集体会审",
    ];
    let first =
        "A4 风险点1\nB4 打分前收受礼品\nC4 风险等级\nD4 二级\nA5 防控措施1\nB5:D5 三人独立打分\n";
    let second =
        "A7 风险点2\nB7 报告结论迁就被评单位\nC7 风险等级\nD7 一级\nA8 防控措施2\nB8:D8 集体会审\n";
    let blank = |row: u32, number: u32| {
        format!(
            "A{row} 风险点{number}\nC{row} 风险等级\nA{} 防控措施{number}\nB{}:D{}\n",
            row + 1,
            row + 1,
            row + 1
        )
    };
    for (name, cells) in [
        ("last", format!("{first}{second}{}", blank(10, 3))),
        (
            "last two",
            format!("{first}{second}{}{}", blank(10, 3), blank(12, 4)),
        ),
    ] {
        let read = with_person(&cells);
        assert_eq!(told(&read), both, "{name}");
        assert_eq!(of_person(&read), ["江南 绩效科 绩效评价岗"; 2], "{name}");
        assert_eq!(layouts(&read), [Layout::Card], "{name}");
        assert!(codes(&read).is_empty(), "{name}: {:?}", read.findings);
        accounted(&read);
    }
}

#[test]
fn a_first_block_left_blank_does_not_make_rows_of_the_others() {
    let read = with_person(
        "A4 风险点1
        C4 等级
        A5 防控措施1
        A6 风险点2
        B6 报告结论迁就被评单位
        C6 等级
        D6 一级
        A7 防控措施2
        B7:D7 集体会审",
    );
    assert_eq!(told(&read), ["— 报告结论迁就被评单位 1@D6 集体会审"]);
    assert_eq!(layouts(&read), [Layout::Card]);
}

#[test]
fn what_a_block_without_its_risk_says_is_given_to_no_other_block() {
    let read = with_person(
        "A4 风险点1
        C4 等级
        D4 三级
        A5 防控措施1
        B5:D5 三人独立打分
        A6 风险点2
        B6 报告结论迁就被评单位
        C6 等级
        D6 一级
        A7 防控措施2
        B7:D7 集体会审",
    );
    assert_eq!(
        told(&read),
        [
            "— — 3@D4 三人独立打分",
            "— 报告结论迁就被评单位 1@D6 集体会审"
        ]
    );
}

#[test]
fn a_kind_left_blank_below_or_between_filled_ones_is_no_head() {
    let block = |row: u32, kind: &str, [risk, level, measures]: [&str; 3]| {
        format!(
            "A{row}:A{} {kind}\nB{row} 风险点\nC{row}:D{row} {risk}\nB{} 风险等级\nC{}:D{} {level}\nB{} 防控措施\nC{}:D{} {measures}\n",
            row + 2,
            row + 1,
            row + 1,
            row + 1,
            row + 2,
            row + 2,
            row + 2
        )
    };
    let moral = block(
        4,
        "思想道德风险",
        ["打分前收受礼品", "二级", "三人独立打分"],
    );
    let duty = |row| block(row, "岗位职责风险", ["迁就被评单位", "一级", "集体会审"]);
    let outer = |row| block(row, "外部环境风险", ["", "", ""]);
    for cells in [
        format!("{moral}{}{}", duty(7), outer(10)),
        format!("{moral}{}{}", outer(7), duty(10)),
    ] {
        let read = with_person(&cells);
        let told = told(&read);
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(
            told[0].starts_with("思想道德 打分前收受礼品 2@C5 三人独立打分"),
            "{told:?}"
        );
        assert!(told[1].starts_with("岗位职责 迁就被评单位 1@"), "{told:?}");
        assert_eq!(layouts(&read), [Layout::Card]);
    }
}

#[test]
fn a_table_below_a_whole_card_leaves_the_card_what_it_is() {
    let read = with_person(
        "A4 风险点
        B4 打分前收受礼品
        A5 风险等级
        B5 二级
        A6 防控措施
        B6 三人独立打分
        A8 序号
        B8 风险点
        C8 风险等级
        D8 防控措施
        A9 1
        B9 指标随意调整
        C9 三级
        D9 调整须有依据
        A10 2
        B10 结果不公开
        C10 二级
        D10 网上公示
        A11 3
        B11 泄露评审专家
        C11 一级
        D11 当日抽取",
    );
    assert_eq!(
        told(&read),
        [
            "— 打分前收受礼品 2@B5 三人独立打分",
            "— 指标随意调整 3@C9 调整须有依据",
            "— 结果不公开 2@C10 网上公示",
            "— 泄露评审专家 1@C11 当日抽取"
        ]
    );
    assert_eq!(layouts(&read), [Layout::Card, Layout::Rows]);
    accounted(&read);
}

#[test]
fn what_stands_beside_a_label_over_several_rows_belongs_to_its_block() {
    for (first, second) in [
        ("风险点一", "风险点二"),
        ("风险点", "风险点"),
        ("思想道德风险", "外部环境风险"),
    ] {
        let read = with_person(&format!(
            "A4:A5 {first}
            B4:B5 打分前收受礼品
            C4 风险等级
            D4 一级
            C5 防控措施
            D5 三人独立打分
            A6:A8 {second}
            B6:B8 熟人请托打高分
            C6 风险等级
            D6 三级
            C7 防控措施
            D7 评审记录留痕
            C8 责任人
            D8 江南"
        ));
        let told = told(&read);
        assert!(
            told[0].ends_with("打分前收受礼品 1@D4 三人独立打分"),
            "{told:?}"
        );
        assert!(
            told[1].ends_with("熟人请托打高分 3@D6 评审记录留痕"),
            "{told:?}"
        );
        let rows: Vec<(u32, u32)> = entries(&read)
            .iter()
            .map(|e| (e.rows.first, e.rows.last))
            .collect();
        assert_eq!(rows, [(3, 4), (5, 7)], "each block whole");
        assert!(codes(&read).is_empty(), "{:?}", read.findings);
        accounted(&read);
    }
}

#[test]
fn a_text_over_several_rows_under_one_label_is_one() {
    let read = with_person(
        "A4 风险点
        B4:D4 打分前收受礼品
        A5:A6 表现形式
        B5:D5 1.接受宴请；
        B6:D6 2.收受土特产。
        A7 风险等级
        B7 二级
        A8:A10 防控措施
        B8:D8 1.三人独立打分；
        B9:D9 2.去掉最高最低分；
        B10:D10 3.结果公示。",
    );
    assert_eq!(
        told(&read),
        ["— 打分前收受礼品 2@B7 1.三人独立打分；\n2.去掉最高最低分；\n3.结果公示。"]
    );
    let shown = entries(&read)[0].text(Field::Manifestation);
    assert_eq!(shown, Some("1.接受宴请；\n2.收受土特产。"));
    assert!(codes(&read).is_empty(), "{:?}", read.findings);
    accounted(&read);
}

#[test]
fn measures_line_by_line_go_with_the_risks_line_by_line_or_speak_for_all() {
    let risks = "A4:A5 风险点\nB4:D4 打分前收受礼品\nB5:D5 熟人请托打高分\nA6 风险等级\nB6 二级\n";
    let two = with_person(&format!(
        "{risks}A7:A8 防控措施\nB7:D7 三人独立打分\nB8:D8 评审记录留痕"
    ));
    assert_eq!(
        told(&two),
        [
            "— 打分前收受礼品 2@B6 三人独立打分",
            "— 熟人请托打高分 2@B6 评审记录留痕"
        ]
    );
    let three = with_person(&format!(
        "{risks}A7:A9 防控措施\nB7:D7 1.三人独立打分；\nB8:D8 2.评审记录留痕；\nB9:D9 3.结果公示。"
    ));
    let all = "1.三人独立打分；\n2.评审记录留痕；\n3.结果公示。";
    assert_eq!(
        told(&three),
        [
            format!("— 打分前收受礼品 2@B6 {all}"),
            format!("— 熟人请托打高分 2@B6 {all}")
        ]
    );
}

#[test]
fn risks_and_measures_in_two_big_blocks_meet_by_their_kind() {
    for (risks, kinds) in [
        (
            "存在的廉政风险点",
            ["思想道德方面", "岗位职责方面", "外部环境方面"],
        ),
        ("廉政风险点", ["思想道德", "岗位职责", "外部环境"]),
        (
            "排查出的风险",
            ["思想道德风险", "岗位职责风险", "外部环境风险"],
        ),
    ] {
        let [moral, duty, outer] = kinds;
        let read = with_person(&format!(
            "A4:A6 {risks}
            B4 {moral}
            C4:F4 打分前收受礼品
            B5 {duty}
            C5:F5 迁就被评单位
            B6 {outer}
            C6:F6 熟人请托打高分
            A7:A9 防控措施
            B7 {moral}
            C7:F7 礼品登记上交
            B8 {outer}
            C8:F8 评审记录留痕
            B9 {duty}
            C9:F9 集体会审
            A10 自评等级
            B10 二级
            C10 科室评定等级
            D10 二级
            E10 领导小组审定等级
            F10 一级"
        ));
        assert_eq!(
            told(&read),
            [
                "思想道德 打分前收受礼品 2@B10 礼品登记上交",
                "岗位职责 迁就被评单位 2@B10 集体会审",
                "外部环境 熟人请托打高分 2@B10 评审记录留痕"
            ],
            "{risks}"
        );
        assert_eq!(levels(&read), [[2, 2, 1]; 3]);
        assert!(codes(&read).is_empty(), "{:?}", read.findings);
        accounted(&read);
    }
}

#[test]
fn risks_and_measures_in_two_big_blocks_meet_by_their_number() {
    let read = with_person(
        "A4:A5 廉政风险点
        B4 1
        C4 打分前收受礼品
        D4 二级
        B5 2
        C5 迁就被评单位
        D5 一级
        A6:A7 防控措施
        B6 1
        C6:D6 三人独立打分
        B7 2
        C7:D7 集体会审",
    );
    assert_eq!(
        told(&read),
        [
            "— 打分前收受礼品 2@D4 三人独立打分",
            "— 迁就被评单位 1@D5 集体会审"
        ]
    );
    accounted(&read);
}

#[test]
fn an_item_left_blank_is_none_and_takes_nothing() {
    let read = with_person(
        "A4:A6 廉政风险点
        B4 1
        C4:D4 打分前收受礼品
        B5 2
        C5:D5 迁就被评单位
        B6 3
        A7 风险等级
        B7 一级
        A8:A10 防控措施
        B8 1
        C8:D8 三人独立打分
        B9 2
        C9:D9 集体会审
        B10 3",
    );
    assert_eq!(
        told(&read),
        [
            "— 打分前收受礼品 1@B7 三人独立打分",
            "— 迁就被评单位 1@B7 集体会审"
        ]
    );
    assert!(codes(&read).is_empty(), "{:?}", read.findings);
}

#[test]
fn levels_and_measures_in_blocks_of_their_own_meet_the_risks_of_their_kind() {
    let read = with_person(
        "A4:A5 廉政风险点
        B4 思想道德
        C4:D4 打分前收受礼品
        B5 外部环境
        C5:D5 熟人请托打高分
        A6:A7 风险等级
        B6 思想道德
        C6 一级
        B7 外部环境
        C7 三级
        A8:A9 防控措施
        B8 思想道德
        C8:D8 礼品登记上交
        B9 外部环境
        C9:D9 评审记录留痕",
    );
    assert_eq!(
        told(&read),
        [
            "思想道德 打分前收受礼品 1@C6 礼品登记上交",
            "外部环境 熟人请托打高分 3@C7 评审记录留痕"
        ]
    );
}

#[test]
fn parts_of_the_measures_under_their_label_are_named_in_one_text() {
    let read = with_person(
        "A4 风险点
        B4:D4 打分前收受礼品
        A5 风险等级
        B5 二级
        A6:A8 防控措施
        B6 前期预防
        C6:D6 岗前谈话
        B7 中期监控
        C7:D7 三人独立打分
        B8 后期处置
        C8:D8 问题线索移送",
    );
    assert_eq!(
        told(&read),
        [
            "— 打分前收受礼品 2@B5 前期预防：岗前谈话\n中期监控：三人独立打分\n后期处置：问题线索移送"
        ]
    );
    assert!(codes(&read).is_empty(), "{:?}", read.findings);
}

#[test]
fn steps_not_yet_taken_say_nothing() {
    let read = with_person(
        "A4 风险点
        B4:D4 打分前收受礼品
        A5 防控措施
        B5:D5 三人独立打分
        A6 个人自评
        B6:D6 □一级 ☑二级 □三级
        A7 科室评定
        B7:D7 □一级 □二级 □三级
        A8 领导小组审定",
    );
    assert_eq!(levels(&read), [[2, 0, 0]]);
    assert!(codes(&read).is_empty(), "{:?}", read.findings);
}

#[test]
fn bare_kinds_below_each_other_are_labels_and_a_duty_above_them_is_none() {
    let read = with_person(
        "A4 岗位职责
        B4:D4 组织绩效评价
        A5:A6 思想道德
        B5 风险点
        C5:D5 打分前收受礼品
        B6 防控措施
        C6 三人独立打分
        D6 等级：一级
        A7:A8 岗位职责
        B7 风险点
        C7:D7 迁就被评单位
        B8 防控措施
        C8 集体会审
        D8 等级：二级
        A9:A10 外部环境
        B9 风险点
        C9:D9 熟人请托打高分
        B10 防控措施
        C10 评审记录留痕
        D10 等级：三级",
    );
    assert_eq!(
        told(&read),
        [
            "思想道德 打分前收受礼品 1@D6 三人独立打分",
            "岗位职责 迁就被评单位 2@D8 集体会审",
            "外部环境 熟人请托打高分 3@D10 评审记录留痕"
        ]
    );
    let aside = &read.sheets[0].tables[0].key_values;
    assert!(
        aside.iter().any(|kv| kv.value == "组织绩效评价"),
        "{aside:?}"
    );
}

#[test]
fn steps_of_the_review_under_one_label_give_each_its_level() {
    let head = "A4 风险点\nB4:E4 打分前收受礼品\n";
    let measures = "A8 防控措施\nB8:E8 三人独立打分";
    for chain in [
        "A5:A6 风险等级评定\nB5 个人自评\nC5 三级\nD5 科室审核\nE5 二级\nB6 群众评议\nC6 二级\nD6 领导小组核定\nE6 一级\n",
        "A5:A6 风险等级\nB5 个人自评\nC5 三级\nD5 科室评定\nE5 二级\nD6 领导小组审定\nE6 一级\n",
        "A5 风险等级\nB5 自评：三级\nC5 科室评定：二级\nD5 领导小组审定：一级\n",
        "A5 等级评定\nB5 自评：三级\nC5 科室：二级\nD5 审定：一级\n",
        "A5 个人自评\nB5 三级\nC5 科室审核\nD5 二级\nA6 领导小组核定\nB6 一级\n",
    ] {
        let read = with_person(&format!("{head}{chain}{measures}"));
        assert_eq!(levels(&read), [[3, 2, 1]], "{chain}");
        assert_eq!(told(&read).len(), 1);
        assert!(told(&read)[0].ends_with("三人独立打分"), "{chain}");
        assert!(codes(&read).is_empty(), "{chain}: {:?}", read.findings);
        accounted(&read);
    }
}

#[test]
fn steps_of_the_review_inside_each_block_are_those_of_its_risk() {
    let read = with_person(
        "A4:A6 思想道德风险
        B4 具体表现
        C4:D4 打分前收受礼品
        B5 等级评定
        C5 自评：二级
        D5 审定：一级
        B6 防范措施
        C6:D6 三人独立打分
        A7:A9 岗位职责风险
        B7 具体表现
        C7:D7 迁就被评单位
        B8 等级评定
        C8 自评：三级
        D8 审定：二级
        B9 防范措施
        C9:D9 集体会审",
    );
    assert_eq!(levels(&read), [[2, 0, 1], [3, 0, 2]]);
    let risks: Vec<_> = entries(&read).iter().map(|e| e.text(Field::Risk)).collect();
    assert_eq!(
        risks,
        [Some("打分前收受礼品"), Some("迁就被评单位")],
        "nothing else is the risk"
    );
    let kinds: Vec<_> = entries(&read)
        .iter()
        .map(|e| e.text(Field::Category))
        .collect();
    assert_eq!(kinds, [Some("思想道德"), Some("岗位职责")]);
}

#[test]
fn parts_of_a_form_named_at_its_left_are_no_contents() {
    let read = read(
        "A1:E1 岗位廉政风险自查表
        A2:A3 本人基本信息
        B2 姓名
        C2 江南
        D2 科室
        E2 绩效科
        B3 岗位
        C3 绩效评价岗
        D3 填报日期
        E3 2026.10.12
        A4:A6 个人自查情况
        B4 风险点
        C4:E4 打分前收受礼品
        B5 风险等级
        C5:E5 二级
        B6 防控措施
        C6:E6 三人独立打分
        A7 科室审核情况
        B7 审核等级
        C7 二级
        D7 审核人
        E7 张一
        A8 领导小组审定情况
        B8 审定等级
        C8 一级
        D8 审定日期
        E8 2026年11月5日",
    );
    assert_eq!(told(&read), ["— 打分前收受礼品 2@C5 三人独立打分"]);
    assert_eq!(levels(&read), [[2, 2, 1]]);
    assert_eq!(of_person(&read), ["江南 绩效科 绩效评价岗"]);
    let day = entries(&read)[0].reported_on.map(|d| d.to_string());
    assert_eq!(day.as_deref(), Some("2026-10-12"));
    accounted(&read);
}

#[test]
fn a_level_ticked_beside_or_below_its_word_is_that_one() {
    let level = |cells: &str| {
        let rest = "A4 风险点\nB4:D4 打分前收受礼品\nA8 防控措施\nB8:D8 三人独立打分\n";
        let read = with_person(&format!("{rest}{cells}"));
        let blank = codes(&read).is_empty() && entries(&read)[0].text(Field::Level).is_none();
        (levels(&read)[0][0], blank)
    };
    for (cells, number) in [
        ("A5:A6 风险等级\nB5 一级\nC5 二级\nD5 三级\nC6 √", 2),
        ("A5 风险等级\nB5 一级\nC5 二级\nD5 三级\nD6 ✓", 3),
        ("A5 风险等级\nB5 一级\nC5 二级 √\nD5 三级", 2),
        ("A5 风险等级\nB5 一级（ ）\nC5 二级（ ）\nD5 三级（√）", 3),
        ("A5 风险等级\nB5 A一级[ ] B二级[√] C三级[ ]", 2),
    ] {
        assert_eq!(level(cells), (number, false), "{cells}");
    }
    for cells in [
        "A5 风险等级\nB5 （ ）一级 （ ）二级 （ ）三级",
        "A5 风险等级\nB5 一级\nC5 二级\nD5 三级",
        "A5 风险等级\nB5 □一级 □二级 □三级",
    ] {
        assert_eq!(level(cells), (0, true), "{cells}");
    }
}

#[test]
fn a_label_across_the_form_stands_above_what_it_asks_for() {
    let read = read(
        "A1:E1 工作人员廉政风险自查表
        A2:E2 填表日期：2026.10.28
        A3 姓名
        B3 科室
        C3 岗位
        D3 职务
        E3 任现职时间
        A4 江南
        B4 绩效科
        C4 绩效评价岗
        D4 科员
        E4 2021.06
        A5:E5 廉政风险点
        A6:E6 打分前收受礼品
        A7:E7 风险表现形式
        A8:E8 接受宴请后抬高得分
        A9:E9 风险等级（请打√）
        A10:B10 一级（ ）
        C10:D10 二级（√）
        E10 三级（ ）
        A11:E11 防控措施
        A12:E12 三人独立打分",
    );
    assert_eq!(told(&read), ["— 打分前收受礼品 2@C10 三人独立打分"]);
    assert_eq!(of_person(&read), ["江南 绩效科 绩效评价岗"]);
    let shown = entries(&read)[0].text(Field::Manifestation);
    assert_eq!(shown, Some("接受宴请后抬高得分"));
    accounted(&read);
}

#[test]
fn a_duty_spread_out_or_broken_is_still_less_than_the_post() {
    for (duty, post) in [
        ("职 务", "岗 位"),
        ("职\\n务", "岗位名称"),
        ("职　务", "岗位"),
        ("职务", "所在\\n岗位"),
    ] {
        let read = read(&format!(
            "A1 姓名
            B1 江南
            C1 科室
            D1 绩效科
            A2 {duty}
            B2 科员
            C2 {post}
            D2 绩效评价岗
            A3 风险点
            B3:D3 打分前收受礼品
            A4 风险等级
            B4:D4 二级
            A5 防控措施
            B5:D5 三人独立打分"
        ));
        assert_eq!(of_person(&read), ["江南 绩效科 绩效评价岗"], "{duty}");
        let aside = &read.sheets[0].tables[0].key_values;
        assert!(aside.iter().any(|kv| kv.value == "科员"), "{aside:?}");
    }
}

#[test]
fn a_unit_on_a_card_names_the_section_where_it_is_one() {
    let card = |unit: &str| {
        read(&format!(
            "A1 姓名
            B1 江南
            {unit}
            A2 岗位
            B2 绩效评价岗
            C2 时 间
            D2 2026年10月12日
            A3 风险点
            B3:D3 打分前收受礼品
            A4 风险等级
            B4:D4 二级
            A5 防控措施
            B5:D5 三人独立打分"
        ))
    };
    for (unit, section) in [
        ("C1 单位\nD1 绩效科", "绩效科"),
        ("C1 工作单位\nD1 清河区财政局绩效科", "绩效科"),
        ("C1 所在单位\nD1 清河区财政局", "—"),
        ("C1 单位\nD1 清河区财政局\nE1 科室\nF1 绩效科", "绩效科"),
        ("C1 单位\nD1 预算科\nE1 科室\nF1 绩效科", "绩效科"),
    ] {
        let read = card(unit);
        assert_eq!(
            of_person(&read),
            [format!("江南 {section} 绩效评价岗")],
            "{unit}"
        );
        let day = entries(&read)[0].reported_on.map(|d| d.to_string());
        assert_eq!(day.as_deref(), Some("2026-10-12"));
    }
}

#[test]
fn a_label_with_a_list_in_brackets_is_read_as_what_stands_before_them() {
    let read = with_person(
        "A4 廉政风险点\\n（从思想道德、岗位职责、外部环境三个方面查找）
        B4:D4 一、思想道德风险：打分前收受礼品。\\n二、岗位职责风险：迁就被评单位。
        A5 风险等级
        B5:D5 二级
        A6 防控措施\\n（逐条对应，写明谁来做、什么时候做）
        B6:D6 1.礼品登记上交；2.集体会审",
    );
    let told = told(&read);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].ends_with("2@B5 1.礼品登记上交；2.集体会审"),
        "{told:?}"
    );
    assert!(codes(&read).is_empty(), "{:?}", read.findings);
}

#[test]
fn a_level_with_a_signature_behind_it_is_that_level() {
    let read = with_person(
        "A4 风险点
        B4:D4 打分前收受礼品
        A5 风险等级
        B5:D5 三级
        A6 防控措施
        B6:D6 三人独立打分
        A7 科室评定等级
        B7:D7 二级（签字：张一）
        A8 局领导小组审定等级
        B8:D8 一级（公章）",
    );
    assert_eq!(levels(&read), [[3, 2, 1]]);
    assert!(codes(&read).is_empty(), "{:?}", read.findings);
}

#[test]
fn a_row_of_opinions_left_blank_says_nothing() {
    let read = with_person(
        "A4 风险点
        B4:D4 打分前收受礼品
        A5 风险等级
        B5:D5 三级
        A6 防控措施
        B6:D6 三人独立打分
        A7 科室意见
        C7 领导小组意见",
    );
    let table = &read.sheets[0].tables[0];
    let said = table.key_values.iter().any(|kv| kv.key.contains("意见"));
    assert!(!said, "{:?}", table.key_values);
}

#[test]
fn levels_of_the_others_stand_beside_each_entry_of_a_card() {
    let read = with_person(
        "A4 风险点一
        B4:D4 打分前收受礼品
        A5 防控措施
        B5:D5 三人独立打分
        A6 风险点二
        B6:D6 迁就被评单位
        A7 防控措施
        B7:D7 集体会审
        A8 个人自评等级
        B8 三级
        C8 科室评定等级
        D8 二级
        A9 交叉互查等级
        B9 二级
        C9 领导小组核定等级
        D9 一级",
    );
    assert_eq!(levels(&read), [[3, 2, 1]; 2]);
    for entry in entries(&read) {
        let others: Vec<_> = entry.extras.iter().map(|x| (&*x.label, &*x.text)).collect();
        assert_eq!(others, [("交叉互查等级", "二级")]);
        assert!(entry.extras.iter().all(|x| x.doubts.is_none()));
    }
    assert!(codes(&read).is_empty(), "{:?}", read.findings);
}

#[test]
fn of_a_first_second_and_last_rating_on_a_card_the_last_is_confirmed() {
    let read = with_person(
        "A4 风险点1
        B4:D4 打分前收受礼品
        A5 防控措施1
        B5:D5 三人独立打分
        A6 风险点2
        B6:D6 迁就被评单位
        A7 防控措施2
        B7:D7 集体会审
        A8 初评等级
        B8 三级
        C8 复评等级
        D8 二级
        A9 终评等级
        B9 一级",
    );
    assert_eq!(levels(&read), [[3, 2, 1]; 2]);
    assert!(codes(&read).is_empty(), "{:?}", read.findings);
}
