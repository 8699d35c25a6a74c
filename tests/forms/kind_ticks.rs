//! Kinds of risk that are ticked, under heads of their own or in one cell.

use qingfeng::ingest::Understood;
use qingfeng::location::CellRef;
use qingfeng::model::Field;

use crate::understand::{codes, entries, grid, merged, read};

/// A form with a column for each of three kinds, and these marks in each row.
fn ticked(heads: [&str; 3], rows: &[[&str; 3]]) -> Understood {
    let mut lines = vec![
        "序号|风险点|风险类型|||风险等级|防控措施".to_owned(),
        format!("||{}||", heads.join("|")),
    ];
    for (at, marks) in rows.iter().enumerate() {
        let marks = marks.join("|");
        lines.push(format!(
            "{}|评审专家名单外泄{at}|{marks}|二级|名单开标前半小时抽取",
            at + 1
        ));
    }
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let ranges = ["A1:A2", "B1:B2", "C1:E1", "F1:F2", "G1:G2"];
    read(merged(grid(&lines), &ranges))
}

const KINDS: [&str; 3] = ["思想道德", "制度机制", "外部环境"];

fn kinds(form: &Understood) -> Vec<String> {
    let all = entries(form).into_iter();
    all.map(|e| e.text(Field::Category).unwrap_or("").replace('\n', "、"))
        .collect()
}

fn found(form: &Understood) -> Vec<(String, String)> {
    let own = form.findings.iter().filter(|f| f.code == "T21");
    own.map(|f| {
        let cells = f.place.cell.into_iter().chain(f.more.iter().copied());
        let cells: Vec<String> = cells.map(|c: CellRef| c.to_string()).collect();
        (cells.join(" "), f.message.clone())
    })
    .collect()
}

#[test]
fn a_tick_or_a_star_under_a_kind_chooses_it() {
    for mark in ["√", "☑", "★", "是", "●"] {
        let form = ticked(KINDS, &[[mark, "", ""], ["", mark, mark]]);
        assert_eq!(kinds(&form), ["思想道德", "制度机制、外部环境"], "{mark}");
        assert!(found(&form).is_empty(), "{mark}: {:?}", codes(&form));
    }
    let heads = ["A.思想道德风险", "B.制度机制风险", "C.外部环境风险"];
    let lettered = ticked(
        heads,
        &[["√", "", ""], ["□", "☑", "☑"], ["", "制度机制", ""]],
    );
    assert_eq!(
        kinds(&lettered),
        ["思想道德", "制度机制、外部环境", "制度机制"]
    );
    assert!(found(&lettered).is_empty());
}

#[test]
fn a_mark_that_may_be_a_tick_or_an_open_box_is_kept_and_found() {
    let form = ticked(KINDS, &[["○", "", ""], ["", "○", "○"], ["√", "", ""]]);
    assert_eq!(kinds(&form), ["", "", "思想道德"]);
    let kept: Vec<String> = entries(&form)[1]
        .extras
        .iter()
        .map(|x| format!("{}={}", x.label, x.text))
        .collect();
    assert_eq!(kept, ["制度机制=○", "外部环境=○"]);
    let found = found(&form);
    assert_eq!(found.len(), 1, "said once: {found:?}");
    assert_eq!(found[0].0, "C3 D4 E4");
    assert!(
        found[0].1.contains("“○”") && found[0].1.contains("3 格"),
        "{}",
        found[0].1
    );
}

#[test]
fn boxes_left_open_and_words_for_no_choose_nothing() {
    let form = ticked(
        KINDS,
        &[
            ["□", "□", "□"],
            ["○", "√", "○"],
            ["×", "√", "无"],
            ["", "", ""],
        ],
    );
    assert_eq!(kinds(&form), ["", "制度机制", "制度机制", ""]);
    assert!(found(&form).is_empty(), "{:?}", codes(&form));
}

#[test]
fn boxes_in_one_cell_are_read_as_those_of_levels_are() {
    let form = read(grid(&[
        "序号|风险点|风险类型|风险等级|防控措施",
        "1|评审专家名单外泄|□业务流程 ☑制度机制 □外部环境|□一级 ☑二级 □三级|名单开标前半小时抽取",
        "2|低价中标后随意变更|☑A.业务流程 □B.制度机制 ☑C.外部环境|☑三级|变更须三人会签并公示",
        "3|质疑答复超期|□业务流程 □制度机制 □外部环境|☑三级|质疑登记当日转办",
    ]));
    assert_eq!(kinds(&form), ["制度机制", "业务流程、外部环境", ""]);
    let first = &entries(&form)[0].values[&Field::Category];
    assert_eq!(&*first.raw, "□业务流程 ☑制度机制 □外部环境");
}
