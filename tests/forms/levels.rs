//! Levels as columns show them: one that nobody can name, one typed in another scale, a scale that a column really has.

use qingfeng::ingest::Understood;
use qingfeng::model::{Basis, Evidence, Field, Level};

use crate::understand::{codes, entries, grid, merged, read};

/// Findings of a code: cell and message.
fn said(form: &Understood, code: &str) -> Vec<(String, String)> {
    let own = form.findings.iter().filter(|f| f.code == code);
    let cell = |f: &qingfeng::diagnostic::Diagnostic| {
        f.place.cell.map_or(String::new(), |c| c.to_string())
    };
    own.map(|f| (cell(f), f.message.clone())).collect()
}

/// The level that counts of each entry, 0 where it is open.
fn counting(form: &Understood) -> Vec<u8> {
    let all = entries(form).into_iter();
    all.map(|e| e.effective_level().0.map_or(0, Level::number))
        .collect()
}

#[test]
fn beside_a_level_one_that_nobody_can_name_holds_the_entry_back() {
    for head in [
        "专家组评定等级",
        "第三方核定级别",
        "上级主管部门评定等次",
        "领导小组办公室审核等级",
        "纪检监察组审核级别",
        "复核专家评定级别",
        "综合等次",
        "6、【专家组评定等级】（必填）",
    ] {
        let form = read(grid(&[
            &format!("序号|岗位|风险点|风险等级|{head}|防控措施"),
            "1|拨付岗|不核对进度|三级|一级|双人核对",
            "2|账户岗|违规开户|二级|二级|三人会签",
            "3|档案岗|移交不及时|三级||双方签字",
        ]));
        assert_eq!(counting(&form), [0, 0, 3], "{head}");
        let first = entries(&form)[0];
        assert_eq!(first.effective_level().1, Basis::Open);
        assert_eq!(first.declared.map(Level::number), Some(3), "{head}: kept");
        assert!(
            first.extras.iter().any(|x| x.text == "一级"),
            "{head}: kept"
        );
        let found = said(&form, "L05");
        assert_eq!(found.len(), 1, "{head}: {:?}", codes(&form));
        assert_eq!(found[0].0, "E1");
        assert!(found[0].1.contains("2 条"), "{}", found[0].1);
        assert!(said(&form, "T02").is_empty(), "{head}: said once");
    }
}

#[test]
fn the_steps_of_the_review_are_known_under_usual_heads() {
    for (own, section, group) in [
        ("本人自评等级", "科室（单位）检查等级", "领导小组审定等级"),
        ("个人自定级别", "所在科室审核级别", "局党组核定级别"),
        ("自评等次", "部门评定等次", "领导班子集体研究审定等次"),
        ("岗位自评等级", "科室初审等级", "党组会审定等级"),
        ("初评等级", "复评等级", "终评等级"),
        ("个人自评等级", "科室自评等级", "局长办公会审定等级"),
    ] {
        let form = read(grid(&[
            &format!(
                "序号|岗位|风险点|{own}|{section}|群众评议等级|交叉互查组评定等级|{group}|防控措施"
            ),
            "1|拨付岗|不核对进度|三级|二级|二级|三级|一级|双人核对",
        ]));
        let entry = entries(&form)[0];
        let levels = [entry.declared, entry.suggested, entry.confirmed];
        assert_eq!(
            levels.map(|l| l.map_or(0, Level::number)),
            [3, 2, 1],
            "{own}"
        );
        assert!(said(&form, "L05").is_empty(), "{own}: {:?}", codes(&form));
        assert_eq!(counting(&form), [1]);
    }
}

#[test]
fn what_is_confirmed_counts_whatever_stands_in_a_level_nobody_can_name() {
    let form = read(grid(&[
        "序号|岗位|风险点|自评等级|专家组评定等级|审定等级|防控措施",
        "1|拨付岗|不核对进度|三级|一级|二级|双人核对",
        "2|账户岗|违规开户|三级|一级||三人会签",
    ]));
    assert_eq!(counting(&form), [2, 0]);
    assert_eq!(said(&form, "L05").len(), 1);
}

#[test]
fn a_level_of_something_else_than_risk_holds_nothing_back() {
    let form = read(grid(&[
        "序号|岗位|行政级别|密级|风险点|风险等级|防控措施",
        "1|拨付岗|正科级|秘密|不核对进度|三级|双人核对",
    ]));
    assert_eq!(counting(&form), [3]);
    assert!(said(&form, "L05").is_empty());
}

#[test]
fn under_heads_of_bodies_each_level_is_that_bodys_own() {
    let form = read(merged(
        grid(&[
            "序号|岗位|风险点|自评|专家组评定|防控措施",
            "|||等级|等级|",
            "1|拨付岗|不核对进度|三级|一级|双人核对",
        ]),
        &["A1:A2", "B1:B2", "C1:C2", "F1:F2"],
    ));
    assert_eq!(counting(&form), [0], "{:?}", codes(&form));
    assert_eq!(entries(&form)[0].declared.map(Level::number), Some(3));
    assert_eq!(said(&form, "L05").len(), 1, "{:?}", codes(&form));
}

#[test]
fn of_two_columns_of_one_level_that_differ_none_wins_by_its_place() {
    let form = read(grid(&[
        "序号|岗位|风险点|风险等级|预警等级|防控措施",
        "1|拨付岗|不核对进度|三级|一级|双人核对",
        "2|账户岗|违规开户|二级|二级|三人会签",
    ]));
    assert_eq!(counting(&form), [0, 2]);
    assert_eq!(said(&form, "T03").len(), 1);
}

#[test]
fn on_a_card_too_a_second_level_is_never_passed_over() {
    let form = read(grid(&[
        "姓名|郑一|岗位|拨付岗",
        "风险点|不核对进度就签字||",
        "风险等级|三级|专家组评定等级|一级",
        "防控措施|逐笔核对||",
    ]));
    assert_eq!(counting(&form), [0], "{:?}", form.sheets[0].tables);
    assert_eq!(said(&form, "L05").len(), 1, "{:?}", codes(&form));
    let stacked = read(grid(&[
        "姓名|郑一|岗位|拨付岗",
        "风险点|不核对进度就签字||",
        "风险等级|三级|专家组评定等级|一级",
        "防控措施|逐笔核对||",
        "姓名|钱二|岗位|账户岗",
        "风险点|违规开立银行账户||",
        "风险等级|二级|专家组评定等级|一级",
        "防控措施|三人会签||",
    ]));
    assert_eq!(counting(&stacked), [0, 0]);
    let told = said(&stacked, "L05");
    assert_eq!(
        told.len(),
        1,
        "the number of entries is said once: {told:?}"
    );
    assert!(told[0].1.contains("2 条"), "{told:?}");
    let rank = read(grid(&[
        "姓名|郑一|行政级别|正科级",
        "风险点|不核对进度就签字||",
        "第三方核定级别|一级|风险等级|三级",
        "防控措施|逐笔核对||",
    ]));
    assert_eq!(entries(&rank)[0].declared.map(Level::number), Some(3));
    assert_eq!((counting(&rank), said(&rank, "L05").len()), (vec![0], 1));
}

#[test]
fn the_only_level_is_read_whoever_gives_it_and_asked_about() {
    let form = read(grid(&[
        "序号|岗位|风险点|专家组评定等级|防控措施",
        "1|拨付岗|不核对进度|三级|双人核对",
        "2|账户岗|违规开户|二级|三人会签",
    ]));
    assert_eq!(counting(&form), [3, 2]);
    let column = &form.sheets[0].tables[0].columns[3];
    assert_eq!(
        (column.field, column.by),
        (Some(Field::Level), Evidence::Loose)
    );
    assert_eq!(said(&form, "T02").len(), 1);
}

/// A table whose level column says these words.
fn column(words: &[&str]) -> Understood {
    let row =
        |(n, word): (usize, &&str)| format!("{n}|岗位{n}|第 {n} 项未核对进度|{word}|逐笔核对");
    let rows: Vec<String> = (1..).zip(words).map(row).collect();
    let head = "序号|岗位|风险点|风险等级|防控措施".to_owned();
    let lines: Vec<&str> = std::iter::once(&head)
        .chain(&rows)
        .map(String::as_str)
        .collect();
    read(grid(&lines))
}

#[test]
fn one_level_typed_in_another_scale_is_one_finding_and_leaves_the_others_alone() {
    for (slip, usual) in [
        ("四级", ["一级", "二级", "三级"]),
        ("极高", ["高", "中", "低"]),
    ] {
        let mut words: Vec<&str> = usual.iter().copied().cycle().take(50).collect();
        words[20] = slip;
        let form = column(&words);
        let open: Vec<usize> = counting(&form)
            .iter()
            .enumerate()
            .filter(|(_, l)| **l == 0)
            .map(|(at, _)| at)
            .collect();
        assert_eq!(open, [20], "{slip}");
        let found = said(&form, "L04");
        assert_eq!(found.len(), 1, "{slip}: {found:?}");
        assert_eq!(found[0].0, "D22");
        assert!(found[0].1.contains(slip), "{}", found[0].1);
    }
}

#[test]
fn a_scale_that_several_values_or_the_head_prove_leaves_the_column_open_and_is_said_once() {
    let mut twice: Vec<&str> = ["一级", "二级", "三级"]
        .into_iter()
        .cycle()
        .take(40)
        .collect();
    twice[5] = "四级";
    twice[9] = "四级";
    for words in [
        twice,
        vec!["较高", "中等", "高", "低"],
        vec!["A", "B", "C", "D"],
    ] {
        let form = column(&words);
        assert!(counting(&form).iter().all(|level| *level == 0), "{words:?}");
        let found = said(&form, "L04");
        assert_eq!(found.len(), 1, "{found:?}");
        let last = format!("{}", words.len() + 1);
        assert!(found[0].1.contains(&last), "names its rows: {}", found[0].1);
    }
    let form = read(grid(&[
        "序号|岗位|风险点|风险等级（极高/高/中/低）|防控措施",
        "1|拨付岗|不核对进度|高|双人核对",
        "2|账户岗|违规开户|低|三人会签",
    ]));
    assert_eq!(counting(&form), [0, 0]);
    assert_eq!(said(&form, "L04").len(), 1);
}

#[test]
fn words_that_are_no_levels_are_asked_about_once_a_column() {
    let form = column(&["红", "橙", "黄", "一级", "橙"]);
    assert_eq!(counting(&form), [0, 0, 0, 1, 0]);
    let found = said(&form, "L01");
    assert_eq!(found.len(), 1, "{found:?}");
    for word in ["红", "橙", "黄", "2–4", "6"] {
        assert!(found[0].1.contains(word), "{}", found[0].1);
    }
    let help = &form
        .findings
        .iter()
        .find(|f| f.code == "L01")
        .expect("found")
        .help;
    assert!(
        help.contains("levels.notations") && help.contains("one = ["),
        "{help}"
    );
    // What one cell says of its own risk is that row's matter.
    assert_eq!(
        said(&column(&["一、二级", "高/中", "一级"]), "L02").len(),
        2
    );
}

#[test]
fn a_level_in_a_line_above_each_head_is_that_of_its_rows() {
    for (one, two) in [
        ("一级风险", "二级风险"),
        ("一、一级风险点（共2个）", "二、二级风险点（共1个）"),
        ("（一）高风险岗位", "（二）中风险岗位"),
    ] {
        for head in [
            "岗位|风险点|防控措施|责任人",
            "岗位|存在的风险|采取的防控办法|责任人",
        ] {
            let form = read(grid(&[
                "国库科廉政风险自查表",
                "填报日期：2026.10.8",
                one,
                head,
                "支付岗|重复支付同一笔款项|系统校验、两人核对|张一",
                "账户岗|违规开立银行账户|按季清理、三人会签|李二",
                two,
                head,
                "档案岗|丢失会计档案资料|两人监销、登记归档|王三",
            ]));
            assert_eq!(
                counting(&form),
                [1, 1, 2],
                "{one} {head}: {:?}",
                codes(&form)
            );
            let tables = form.sheets[0].tables.iter();
            let titles: Vec<_> = tables.map(|t| t.title.as_deref()).collect();
            assert_eq!(titles, [Some("国库科廉政风险自查表"), None]);
            let level = &entries(&form)[2].values[&Field::Level];
            assert_eq!(
                (&*level.raw, level.cell.expect("a cell").to_string()),
                (two, "A7".to_owned())
            );
        }
    }
}

#[test]
fn levels_behind_the_risks_are_read_under_a_head_that_asks_for_both() {
    for head in ["风险点（等级）", "廉政风险点及等级"] {
        let form = read(grid(&[
            &format!("岗位|{head}|防控措施"),
            "支付岗|重复支付款项（一级）|系统校验、两人核对",
            "账户岗|违规开户（二级）|按季清理、三人会签",
        ]));
        assert_eq!(counting(&form), [1, 2], "{head}: {:?}", codes(&form));
        assert_eq!(
            &*entries(&form)[0].values[&Field::Risk].raw,
            "重复支付款项（一级）"
        );
    }
}

#[test]
fn questions_as_heads_and_lettered_options_are_read() {
    for (risk, level, measures) in [
        (
            "3、您岗位存在的廉政风险（必填）",
            "4、您认为该风险的等级是？（单选）",
            "5、您采取的防控措施",
        ),
        (
            "3. 您认为您的岗位有哪些廉政风险点？",
            "4. 该风险等级是",
            "5. 请填写防控措施",
        ),
        (
            "您的岗位存在哪些廉政风险点？（必答）",
            "您认为风险等级属于哪一级？",
            "您采取了哪些防控措施？",
        ),
    ] {
        let form = read(grid(&[
            &format!(
                "编号|提交时间|1、您的姓名（必填）|2、您所在的科室|{risk}|{level}|{measures}|6、是否愿意谈话"
            ),
            "1|2026-10-08 09:12:33|张一|国库科|重复支付同一笔款项|A. 一级（高）|系统校验、两人核对|A. 是",
            "2|2026-10-08 09:12:33|李二|国库科|违规开立银行账户|B.二级（中）|按季清理、三人会签|B. 否",
            "3|2026-10-08 09:12:33|王三|国库科|丢失会计档案资料|C、低风险|两人监销、登记归档|A. 是",
        ]));
        assert_eq!(counting(&form), [1, 2, 3], "{risk}: {:?}", form.findings);
        let first = entries(&form)[0];
        assert_eq!(first.text(Field::Risk), Some("重复支付同一笔款项"));
        assert_eq!(first.text(Field::Measures), Some("系统校验、两人核对"));
        assert_eq!(&*first.values[&Field::Level].raw, "A. 一级（高）");
    }
}

#[test]
fn a_number_beside_the_first_of_several_levels_is_that_of_its_part() {
    let form = read(grid(&[
        "国库科廉政风险自查表",
        "一、一级风险（共2个）",
        "岗位|风险点|防控措施|责任人",
        "支付岗|重复支付同一笔款项|系统校验、两人核对|张一",
        "账户岗|违规开立银行账户|按季清理、三人会签|李二",
        "二、二级风险（共1个）",
        "档案岗|丢失会计档案资料|两人监销、登记归档|王三",
    ]));
    assert_eq!(counting(&form), [1, 1, 2]);
    assert!(said(&form, "T08").is_empty());
}

/// Levels of entries under headings; those nobody stated are 0.
fn under_headings(lines: &[&str]) -> (Vec<u8>, Vec<String>) {
    let mut all = vec!["序号|风险点|防控措施|责任人"];
    all.extend(lines);
    let grid = grid(&all);
    let ranges = (2u32..).zip(lines).filter(|(_, line)| !line.contains('|'));
    let ranges: Vec<String> = ranges.map(|(row, _)| format!("A{row}:D{row}")).collect();
    let ranges: Vec<&str> = ranges.iter().map(String::as_str).collect();
    let form = read(merged(grid, &ranges));
    let places = entries(&form).into_iter().map(|e| {
        let of = |field| e.text(field).unwrap_or("—").to_owned();
        format!("{}{}", of(Field::Section), of(Field::Post))
    });
    (counting(&form), places.collect())
}

#[test]
fn an_outer_heading_ends_what_the_inner_ones_said() {
    let one = "1|重复支付同一笔款项|系统校验、两人核对|张一";
    let two = "2|违规开立银行账户|按季清理、三人会签|李二";
    let three = "3|丢失会计档案资料|两人监销、登记归档|王三";
    let of_section = [
        "一、预算科",
        "（一）一级风险",
        one,
        "（二）三级风险",
        two,
        "二、国库科",
        three,
    ];
    let of_post = ["出纳岗", "一级风险", one, "三级风险", two, "核算岗", three];
    for lines in [of_section, of_post] {
        let (levels, places) = under_headings(&lines);
        assert_eq!(levels, [1, 3, 0], "{lines:?}: {places:?}");
    }
    let of_level = [
        "一、一级风险",
        "（一）预算科",
        one,
        "（二）国库科",
        two,
        "二、三级风险",
        three,
    ];
    let (levels, places) = under_headings(&of_level);
    assert_eq!(levels, [1, 1, 3]);
    assert_eq!(places, ["预算科—", "国库科—", "——"]);
    let by_post = ["一级风险", "出纳岗", one, "核算岗", two, "三级风险", three];
    let (levels, places) = under_headings(&by_post);
    assert_eq!(levels, [1, 1, 3]);
    assert_eq!(places, ["—出纳岗", "—核算岗", "——"]);
    // Three deep, and what stands first only in the second section is inner all the same.
    let later = [
        "一、预算科",
        one,
        "二、国库科",
        "（一）二级风险",
        two,
        "三、会计科",
        three,
    ];
    assert_eq!(under_headings(&later).0, [0, 2, 0]);
}

#[test]
fn levels_that_differ_from_nearly_all_of_their_column_are_told_apart() {
    let form = |note: &str, others: &[&str]| {
        let words = ["一级", "二级", "三级"].iter().cycle().take(12);
        let rows = words.chain(others).enumerate();
        let rows = rows.map(|(at, level)| {
            format!(
                "{}|窗口岗|放宽第{at}类要件办理|{level}|凭证双人复核并逐月抽查",
                at + 1
            )
        });
        let mut lines = vec![
            note.to_owned(),
            "序号|岗位|风险点|风险等级|防控措施".to_owned(),
        ];
        lines.extend(rows);
        read(grid(&lines.iter().map(String::as_str).collect::<Vec<_>>()))
    };
    let finer = form("", &["较高", "中等"]);
    assert_eq!(counting(&finer)[12..], [0, 0]);
    assert_eq!(counting(&finer)[..3], [1, 2, 3]);
    let told = said(&finer, "L04");
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].0, "D15");
    assert!(
        told[0].1.contains("其余 12 个等级照常读取"),
        "{}",
        told[0].1
    );
    let mixed = form("", &["A", "★★"]);
    assert_eq!(counting(&mixed)[12..], [1, 2]);
    let told = said(&mixed, "L06");
    assert_eq!(told.len(), 1, "{:?}", codes(&mixed));
    assert_eq!(told[0].0, "D15");
    assert!(
        told[0].1.contains("“A”“★★”") && told[0].1.contains("一级、二级"),
        "{}",
        told[0].1
    );
    let noted = form(
        "注：风险等级分为一级、二级、三级、四级四个等级。",
        &["四级"],
    );
    assert_eq!(counting(&noted), [0; 13]);
    let told = said(&noted, "L04");
    assert_eq!(
        told.len(),
        1,
        "the note and the cell say the same: {told:?}"
    );
    assert!(told[0].1.contains("共 13 条"), "{}", told[0].1);
    let short = read(grid(&[
        "序号|岗位|风险点|风险等级|防控措施",
        "1|窗口岗|放宽要件办理|一级|凭证双人复核并逐月抽查",
        "2|账户岗|违规开户|高|三人会签并报备案",
        "3|档案岗|移交不及时|较高|双方签字并留存清单",
    ]));
    assert!(said(&short, "L06").is_empty(), "too few to tell");
}

#[test]
fn one_level_of_a_finer_scale_leaves_the_others_what_they_are() {
    let form = read(grid(&[
        "序号|岗位|风险点|风险等级|防控措施",
        "1|窗口岗|放宽要件办理|一级|凭证双人复核并逐月抽查",
        "2|账户岗|违规开户|二级|三人会签并报备案",
        "3|档案岗|移交不及时|较高|双方签字并留存清单",
    ]));
    assert_eq!(counting(&form), [1, 2, 0]);
    let told = said(&form, "L04");
    assert_eq!(told.len(), 1);
    assert!(told[0].1.contains("其余 2 个等级照常读取"), "{}", told[0].1);
}

#[test]
fn levels_of_a_form_that_calls_the_first_grade_the_lowest_are_read_by_nobody() {
    for note in [
        "注：一级为低风险，二级为中风险，三级为高风险",
        "说明：风险等级由低到高分为一级、二级、三级",
    ] {
        let form = read(grid(&[
            "预算科廉政风险自查表",
            "序号|风险点|风险等级|防控措施",
            "1|不核对工程进度就拨付资金|三级|双人核对进度并留存照片",
            "2|违规开设银行账户存放资金|一级|开户由三人会签并上报备案",
            note,
        ]));
        assert_eq!(entries(&form).len(), 2);
        assert!(
            entries(&form).iter().all(|e| e.declared.is_none()),
            "{note}"
        );
        let told = form.findings.iter().find(|f| f.code == "L04");
        let told = told.unwrap_or_else(|| panic!("{note}: {:?}", codes(&form)));
        assert!(told.message.contains("与三级制相反"), "{}", told.message);
    }
}
