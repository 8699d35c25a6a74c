//! Score sheets of evaluators.

use std::fs;

use super::found;
use crate::support::annex::SCHEME;
use crate::support::year::Year;

const HEADS: [&str; 7] = [
    "序号",
    "科室",
    "岗位",
    "姓名",
    "项目编号",
    "评分",
    "评分理由",
];

#[test]
fn what_is_wrong_in_a_score_sheet_is_found_at_its_cell() {
    let sound = ["1", "预算科", "", "", "1.1", "9", "有一项没有公开"];
    for (who, change, code) in [
        ("办公室", &[] as &[(usize, &str)], ""),
        ("office", &[], ""),
        ("办公室", &[(1, "预算股")], ""),
        ("", &[], "A02 -"),
        ("纪检组", &[], "A02 B2"),
        ("办公室", &[(4, "9.9")], "A03 E4"),
        ("办公室", &[(4, "岗1")], "A03 E4"),
        ("办公室", &[(5, "11")], "A04 F4"),
        ("办公室", &[(5, "-1")], "A04 F4"),
        ("办公室", &[(5, "8.125")], "A04 F4"),
        ("办公室", &[(5, "优秀")], "A04 F4"),
        ("办公室", &[(6, "")], "A05 G4"),
        ("办公室", &[(5, "10"), (6, "")], ""),
        ("办公室", &[(5, "")], "A07 F4"),
        ("办公室", &[(1, "预算二科")], "A23 F4"),
        ("科室负责人", &[(4, "岗1"), (2, "审核岗"), (3, "张一")], ""),
        (
            "科室负责人",
            &[(4, "岗1"), (2, "综合岗"), (3, "张一")],
            "A23 F4",
        ),
    ] {
        let mut line = sound;
        for (col, text) in change {
            line[*col] = text;
        }
        let rows = [
            vec!["2026年考核评分表"],
            vec!["评分方：", who, "评分人：", "周九"],
            HEADS.to_vec(),
            line.to_vec(),
        ];
        let (_, codes) = found("评分表.xlsx", &rows);
        assert_eq!(codes.join("；"), code, "{who} {line:?}");
    }
}

#[test]
fn what_is_taken_off_or_added_is_argued_and_nothing_is_not() {
    for part in ["deduction", "bonus"] {
        let item = format!(
            "[[scoring.items]]\ncode = \"另\"\nsubject = \"section\"\npart = \"{part}\"\nname = \"另\"\npoints = 5\nkind = \"range\"\nby = [\"office\"]\n"
        );
        let year = Year::new(&format!("{SCHEME}\n{item}"));
        let mark = |section, mark, reason| ["另", section, "", "", mark, reason];
        year.marks(
            "评分表.xlsx",
            "办公室",
            "周九",
            &[
                mark("预算科", "0", ""),
                mark("国库科", "5", ""),
                mark("会计科", "2", "理由"),
            ],
        );
        let scores = year.scores();
        assert_eq!(scores.item("国库科", "另"), Some(5.0));
        let unargued: Vec<_> = year
            .findings("A05")
            .iter()
            .map(|f| f["place"]["cell"].clone())
            .collect();
        assert_eq!(unargued, ["F5"], "{part}");
    }
}

#[test]
fn two_marks_for_one_thing_count_neither() {
    let rows = |second: &'static str| {
        [
            vec!["2026年考核评分表"],
            vec!["评分方：办公室", "评分人：周九"],
            HEADS.to_vec(),
            vec!["1", "预算科", "", "", "1.1", "9", "理由"],
            vec!["2", "预算科", "", "", "1.1", second, "理由"],
        ]
    };
    let (year, codes) = found("评分表.xlsx", &rows("8"));
    assert_eq!(codes, ["A06 F5"]);
    assert_eq!(year.scores().item("预算科", "1.1"), None);
    let (year, codes) = found("评分表.xlsx", &rows("9"));
    assert!(codes.is_empty(), "{codes:?}");
    assert_eq!(year.scores().item("预算科", "1.1"), Some(9.0));
}

#[test]
fn whoever_marks_only_himself_marks_one_section() {
    let rows = [
        vec!["2026年考核评分表"],
        vec!["评分方：", "科室负责人"],
        HEADS.to_vec(),
        vec!["1", "预算科", "审核岗", "张一", "岗1", "9", ""],
        vec!["2", "国库科", "支付岗", "赵四", "岗1", "9", ""],
    ];
    let (year, codes) = found("评分表.xlsx", &rows);
    assert_eq!(codes, ["A08 B2"]);
    assert_eq!(year.scores().item("预算科 审核岗 张一", "岗1"), None);
}

#[test]
fn two_sheets_of_one_evaluator() {
    let mark = |mark| [["1.1", "预算科", "", "", mark, "理由"]];
    // The same person twice, differently: a person must say which counts.
    let year = Year::new(SCHEME);
    year.marks("评分1.xlsx", "办公室", "周九", &mark("9"))
        .marks("评分2.xlsx", "办公室", "周九", &mark("8"));
    assert_eq!(year.scores().item("预算科", "1.1"), None);
    let asked = year.findings("A21");
    assert_eq!(asked.len(), 1);
    let message = asked[0]["message"].as_str().expect("a message");
    assert!(
        message.contains("评分1.xlsx") && message.contains('9') && message.contains('8'),
        "{message}"
    );
    // Two people: the mean. 9 and 8.25: 8.625 → 8.63
    let year = Year::new(SCHEME);
    year.marks("评分1.xlsx", "办公室", "周九", &mark("9"))
        .marks("评分2.xlsx", "办公室", "张一", &mark("8.25"));
    assert_eq!(year.scores().item("预算科", "1.1"), Some(8.63));
    // One of them without a name: it may be either.
    let year = Year::new(SCHEME);
    year.marks("评分1.xlsx", "办公室", "周九", &mark("9"))
        .marks("评分2.xlsx", "办公室", "", &mark("8"));
    assert_eq!(year.scores().item("预算科", "1.1"), None);
    assert_eq!(year.findings("A22").len(), 1);
    // The same file twice is one.
    let year = Year::new(SCHEME);
    year.marks("评分1.xlsx", "办公室", "周九", &mark("9"));
    fs::copy(
        year.path("收表/评分1.xlsx"),
        year.path("收表/评分1(1).xlsx"),
    )
    .expect("a copy");
    assert_eq!(year.scores().item("预算科", "1.1"), Some(9.0));
}

#[test]
fn a_score_book_among_the_forms_is_a_result_and_no_score_sheet() {
    let year = Year::new(SCHEME);
    year.marks(
        "评分1.xlsx",
        "办公室",
        "周九",
        &[["1.1", "预算科", "", "", "10", ""]],
    );
    year.run();
    fs::copy(
        year.path("结果/03-年度考核评分表.xlsx"),
        year.path("收表/03-年度考核评分表.xlsx"),
    )
    .expect("a copy");
    assert_eq!(year.scores().item("预算科", "1.1"), Some(10.0));
    assert!(year.findings("A01").is_empty());
    assert_eq!(year.findings("T16").len(), 1);
}
