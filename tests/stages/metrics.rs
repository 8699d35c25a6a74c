//! What the data say of a section and a post: every metric with the count behind it and the cells it came from.

use serde_json::Value;

use crate::support::year::{GOOD, Line, Scores, Year};

/// A scheme with one item of ten points for sections and one for posts, by this rule.
fn scheme(head: &str, rule: &str) -> String {
    let item = |subject: &str, code: &str| {
        format!(
            "
[[scoring.items]]
code = \"{code}\"
subject = \"{subject}\"
dimension = \"all\"
name = \"项目\"
points = 10
{rule}
"
        )
    };
    format!(
        "
[scoring]
replace = true
full = 10
{head}

[[scoring.dimensions]]
key = \"all\"
name = \"全部\"
points = 10
{}{}",
        item("section", "1"),
        item("post", "岗1")
    )
}

fn rate(metric: &str) -> String {
    scheme(
        "deadline = \"2026-11-15\"",
        &format!("kind = \"rate\"\nmetric = \"{metric}\""),
    )
}

fn times(metric: &str) -> String {
    scheme(
        "",
        &format!("kind = \"per_time\"\nmetric = \"{metric}\"\neach = 2"),
    )
}

fn line(post: &'static str, person: &'static str) -> Line {
    Line {
        post,
        person,
        ..GOOD
    }
}

/// The cells of an item, each as file and cell.
fn cells(item: &Value, which: &str) -> Vec<String> {
    let all = item[which].as_array().expect("cells").iter();
    let shown = all.map(|c| {
        format!(
            "{} {}",
            c["file"].as_str().unwrap_or("?"),
            c["cell"].as_str().unwrap_or("?")
        )
    });
    shown.collect()
}

fn told(scores: &Scores, subject: &str) -> (Option<f64>, String) {
    let code = if subject.contains(' ') { "岗1" } else { "1" };
    (scores.item(subject, code), scores.basis(subject, code))
}

#[test]
fn on_time_against_the_deadline_and_the_roster() {
    let year = Year::new(&rate("on_time"));
    // One form of the section, a day late; persons' forms, one in time, one not handed in; one without a date.
    year.form("国库科", "2026-11-16", &[line("支付岗", "")]);
    year.form(
        "预算科",
        "2026年11月15日",
        &[line("审核岗", "张一"), line("综合岗", "王三")],
    );
    year.form("会计科", "", &[line("会计岗", "")]);
    let scores = year.scores();
    assert_eq!(
        told(&scores, "国库科"),
        (Some(0.0), "按时报送 0/1 份：10 × 0 ÷ 1 = 0".to_owned())
    );
    // Of three by name two came in time: 10 × 2 ÷ 3 = 6.666… → 6.67
    assert_eq!(
        told(&scores, "预算科"),
        (Some(6.67), "按时报送 2/3 份：10 × 2 ÷ 3 = 6.67".to_owned())
    );
    assert_eq!(scores.item("预算科 审核岗 李二", "岗1"), Some(0.0));
    assert_eq!(scores.item("预算科 审核岗 张一", "岗1"), Some(10.0));
    // The date decides, by its cell.
    assert_eq!(
        cells(scores.find("国库科", "1"), "against"),
        ["国库科自查表.xlsx B2"]
    );
    // Without a date nobody knows; nothing at all is late.
    assert_eq!(scores.item("会计科", "1"), None);
    assert!(
        scores.basis("会计科", "1").contains("没有写明填报日期"),
        "{}",
        scores.basis("会计科", "1")
    );
    assert_eq!(scores.item("综合科", "1"), Some(0.0));
}

#[test]
fn forms_without_a_date_by_the_setting_and_no_deadline_at_all() {
    for (undated, earned) in [("on_time", Some(10.0)), ("late", Some(0.0)), ("open", None)] {
        let head = format!("deadline = \"2026-11-15\"\nundated = \"{undated}\"");
        let year = Year::new(&scheme(&head, "kind = \"rate\"\nmetric = \"on_time\""));
        year.form("会计科", "", &[line("会计岗", "")]);
        assert_eq!(year.scores().item("会计科", "1"), earned, "{undated}");
    }
    let year = Year::new(&scheme("", "kind = \"rate\"\nmetric = \"on_time\""));
    year.form("会计科", "2026-11-02", &[line("会计岗", "")]);
    let scores = year.scores();
    assert_eq!(
        told(&scores, "会计科"),
        (None, "口径中没有写报送截止日期：未评".to_owned())
    );
}

#[test]
fn a_month_that_may_mean_either_side_of_the_deadline_is_open() {
    let year = Year::new(&rate("on_time"));
    year.form("国库科", "2026年10月", &[line("支付岗", "")]);
    year.form("会计科", "2026年11月", &[line("会计岗", "")]);
    let scores = year.scores();
    assert_eq!(scores.item("国库科", "1"), Some(10.0));
    assert_eq!(scores.item("会计科", "1"), None);
}

#[test]
fn complete_on_first_submission_looks_at_the_first_version() {
    let year = Year::new(&rate("complete_first"));
    let faulty = Line {
        faulty: true,
        ..line("会计岗", "")
    };
    year.form(
        "会计科",
        "2026-11-02",
        &[
            line("会计岗", ""),
            faulty.clone(),
            line("会计岗", ""),
            faulty,
        ],
    );
    std::fs::rename(
        year.path("收表/会计科自查表.xlsx"),
        year.path("收表/会计科自查表（初稿）.xlsx"),
    )
    .expect("renamed");
    year.form(
        "会计科",
        "2026-11-09",
        &[
            line("会计岗", ""),
            line("会计岗", ""),
            line("会计岗", ""),
            line("会计岗", ""),
        ],
    );
    let scores = year.scores();
    // Two of four were faulty at first, though nothing is now: 10 × 2 ÷ 4 = 5
    assert_eq!(
        told(&scores, "会计科"),
        (Some(5.0), "首次报送完整 2/4 条：10 × 2 ÷ 4 = 5".to_owned())
    );
    let against = cells(scores.find("会计科", "1"), "against");
    assert_eq!(
        against,
        [
            "会计科自查表（初稿）.xlsx E5",
            "会计科自查表（初稿）.xlsx E7"
        ]
    );
}

#[test]
fn returned_reported_and_substance() {
    let faulty = Line {
        faulty: true,
        ..line("支付岗", "赵四")
    };
    let year = Year::new(&times("returned"));
    year.form("国库科", "2026-11-02", &[line("支付岗", "赵四"), faulty]);
    // 10 − 1 × 2 = 8
    let scores = year.scores();
    assert_eq!(
        told(&scores, "国库科"),
        (Some(8.0), "退回 1 条：10 − 1 × 2 = 8".to_owned())
    );
    assert_eq!(scores.item("国库科 支付岗 赵四", "岗1"), Some(8.0));

    let year = Year::new(&rate("reported"));
    year.form("预算科", "2026-11-02", &[line("审核岗", "张一")]);
    year.form("国库科", "2026-11-02", &[line("支付岗", "")]);
    let scores = year.scores();
    // One of three by name: 10 ÷ 3 = 3.333… → 3.33; a section's form without names is one of one.
    assert_eq!(
        told(&scores, "预算科"),
        (
            Some(3.33),
            "应报已报 1/3 人（份）：10 × 1 ÷ 3 = 3.33".to_owned()
        )
    );
    assert_eq!(scores.item("国库科", "1"), Some(10.0));
}

#[test]
fn one_form_without_names_speaks_for_the_section_whoever_adds_his_own() {
    let year = Year::new(&rate("reported"));
    year.form("预算科", "2026-11-02", &[line("审核岗", "")]);
    year.form("预算科", "2026-11-02", &[line("审核岗", "张一")]);
    assert_eq!(year.scores().item("预算科", "1"), Some(10.0));
    assert!(year.findings("V02").is_empty());
}

#[test]
fn self_rated_as_confirmed_and_under_ratings_follow_the_decisions() {
    let second = Line {
        level: "二级",
        ..line("支付岗", "")
    };
    for (metric, scheme, earned, basis) in [
        (
            "self_rated_as_confirmed",
            rate("self_rated_as_confirmed"),
            6.67,
            "自评与审定一致 2/3 条：10 × 2 ÷ 3 = 6.67",
        ),
        // 10 − 1 × 2 = 8
        (
            "underrated",
            times("underrated"),
            8.0,
            "低评 1 条：10 − 1 × 2 = 8",
        ),
    ] {
        let year = Year::new(&scheme);
        let doubtful = Line {
            level: "二级或三级",
            ..line("支付岗", "")
        };
        year.form(
            "国库科",
            "2026-11-02",
            &[second.clone(), second.clone(), line("支付岗", ""), doubtful],
        );
        // Raise the third from 三级 to 一级 by a confirmed level on its form.
        let path = year.path("收表/国库科自查表.xlsx");
        confirm(&year, &path);
        let scores = year.scores();
        let (got, said) = told(&scores, "国库科");
        assert_eq!(got, Some(earned), "{metric}: {said}");
        assert!(said.starts_with(basis), "{metric}: {said}");
        assert_eq!(
            cells(scores.find("国库科", "1"), "against"),
            ["国库科自查表.xlsx G6"],
            "{metric}"
        );
    }
}

/// The same form with a column of confirmed levels: as declared, as declared, 一级, none.
fn confirm(year: &Year, path: &std::path::Path) {
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(path).expect("a form");
    let range = calamine::Reader::worksheet_range(&mut book, "Sheet1").expect("a sheet");
    let mut rows: Vec<Vec<String>> = range
        .rows()
        .map(|r| r.iter().map(ToString::to_string).collect())
        .collect();
    for (row, level) in (2..).zip(["审定等级", "二级", "二级", "一级", ""]) {
        rows[row].push(level.to_owned());
    }
    year.book("国库科自查表.xlsx", &rows);
}

#[test]
fn the_right_supervisor_by_name_or_office() {
    let year = Year::new(&rate("supervised"));
    let of = |level, leader| Line {
        level,
        leader,
        ..line("支付岗", "")
    };
    year.form(
        "国库科",
        "2026-11-02",
        &[
            of("一级", "局长周七"),
            of("一级", "吴八"),
            of("二级", "吴八"),
            of("二级", "分管领导"),
            of("二级", ""),
            of("二级", "赵四"),
            of("三级", ""),
        ],
    );
    let scores = year.scores();
    // The roster says who supervises, whoever of the leaders the form names, and whether it names one at all; only 赵四 of
    // the section's own staff is none. Level three does not count: 5 of 6.
    assert_eq!(
        told(&scores, "国库科"),
        (
            Some(8.33),
            "一、二级风险有监管领导 5/6 条：10 × 5 ÷ 6 = 8.33".to_owned()
        )
    );
    assert_eq!(
        cells(scores.find("国库科", "1"), "against"),
        ["国库科自查表.xlsx I9"]
    );
}

#[test]
fn ratings_that_are_due() {
    let year = Year::new(&scheme(
        "",
        "kind = \"all_or_nothing\"\nmetric = \"ratings_current\"",
    ));
    for (section, rated) in [("国库科", "2022-01-10"), ("会计科", "2025-01-10")] {
        year.form(section, "2026-11-02", &[line("", "")]);
        let path = year.path(&format!("收表/{section}自查表.xlsx"));
        let mut book: calamine::Xlsx<_> = calamine::open_workbook(&path).expect("a form");
        let range = calamine::Reader::worksheet_range(&mut book, "Sheet1").expect("a sheet");
        let mut rows: Vec<Vec<String>> = range
            .rows()
            .map(|r| r.iter().map(ToString::to_string).collect())
            .collect();
        rows[2].push("评定日期".to_owned());
        rows[3].push(rated.to_owned());
        year.book(&format!("{section}自查表.xlsx"), &rows);
    }
    let scores = year.scores();
    // Rated in January 2022, due three years later.
    assert_eq!(
        scores.item("国库科", "1"),
        Some(0.0),
        "{}",
        scores.basis("国库科", "1")
    );
    assert_eq!(
        cells(scores.find("国库科", "1"), "against"),
        ["国库科自查表.xlsx J4"]
    );
    assert_eq!(
        scores.item("会计科", "1"),
        Some(10.0),
        "{}",
        scores.basis("会计科", "1")
    );
}

#[test]
fn dispositions_by_kind_and_by_whom_they_concern() {
    let lines = [
        ["预算科", "审核岗", "张一", "警示提醒", "2026-03-02"],
        ["预算科", "", "", "警示提醒", "2026-04-02"],
        ["预算科", "审核岗", "", "警示提醒", "2026-05-02"],
        ["预算科", "", "李二", "诫勉谈话", "2026-05-03"],
        ["预算科", "", "", "限期整改", "2026-05-04"],
        ["预算科", "", "王三", "记过", "2026-05-05"],
    ];
    for (metric, section, zhang, li, wang) in [
        // 张一's own, the section's, that of 审核岗: 3 for the section; 张一 has his own and that of the post, 李二 the post's.
        ("reminders", 3, 2, 1, 0),
        ("admonitions", 1, 0, 1, 0),
        ("rectification_orders", 1, 0, 0, 0),
        ("sanctions", 1, 0, 0, 1),
    ] {
        let year = Year::new(&times(metric));
        year.dispositions(&lines);
        let scores = year.scores();
        let counted = [section, zhang, li, wang].map(|n| Some(f64::from(10 - 2 * n)));
        let got = [
            scores.item("预算科", "1"),
            scores.item("预算科 审核岗 张一", "岗1"),
            scores.item("预算科 审核岗 李二", "岗1"),
            scores.item("预算科 综合岗 王三", "岗1"),
        ];
        assert_eq!(got, counted, "{metric}");
    }
}

#[test]
fn rectification_closed_in_time() {
    let year = Year::new(&rate("rectified_in_time"));
    year.rectifications(&[
        ["国库科", "2026-06-30", "是", "2026-06-30"],
        ["国库科", "2026-06-30", "是", "2026-07-01"],
        ["国库科", "2026-10-31", "否", ""],
        // Not due yet, and without a deadline: neither counts.
        ["国库科", "2026-12-20", "否", ""],
        ["国库科", "", "否", ""],
        // Closed before it was due, whichever day that was.
        ["会计科", "2026-12-20", "是", ""],
        // Closed some day, perhaps too late: a person must say.
        ["综合科", "2026-06-30", "是", ""],
    ]);
    let scores = year.scores();
    // 10 × 1 ÷ 3 = 3.333… → 3.33
    assert_eq!(scores.item("国库科", "1"), Some(3.33));
    assert_eq!(
        scores.basis("国库科", "1"),
        "整改按期销号 1/3 项：10 × 1 ÷ 3 = 3.33；另有 1 项还没有到期，没有计入；另有 1 项没有写整改时限，没有计入"
    );
    assert_eq!(
        cells(scores.find("国库科", "1"), "against"),
        ["整改台账.xlsx F4", "整改台账.xlsx F5"]
    );
    assert_eq!(scores.item("会计科", "1"), Some(10.0));
    assert_eq!(scores.item("综合科", "1"), None);
    // Nothing to put right: nobody has full points for having nothing, unless the scheme says so.
    assert_eq!(
        scores.basis("预算科", "1"),
        "整改按期销号：没有计算的对象，按方案由人评定，未评"
    );
}

#[test]
fn what_a_rate_of_nothing_earns_is_a_setting() {
    for (setting, earned) in [("full", Some(10.0)), ("zero", Some(0.0)), ("open", None)] {
        let rule =
            format!("kind = \"rate\"\nmetric = \"rectified_in_time\"\nif_none = \"{setting}\"");
        let year = Year::new(&scheme("", &rule));
        year.rectifications(&[["国库科", "2026-06-30", "是", "2026-06-30"]]);
        assert_eq!(year.scores().item("会计科", "1"), earned, "{setting}");
    }
}

#[test]
fn a_deadline_nobody_can_read_is_no_reason_for_full_points() {
    let year = Year::new(&rate("rectified_in_time"));
    year.rectifications(&[
        ["国库科", "2026/6/31", "否", ""],
        // 立行立改 of what is closed: nothing to be late for.
        ["会计科", "立行立改", "是", "2026-03-02"],
    ]);
    let scores = year.scores();
    assert_eq!(scores.item("国库科", "1"), None);
    let basis = scores.basis("国库科", "1");
    assert!(basis.contains("1 项的整改时限读不出是哪一天"), "{basis}");
    assert_eq!(
        cells(scores.find("国库科", "1"), "cells"),
        ["整改台账.xlsx F3"]
    );
    assert_eq!(scores.item("会计科", "1"), None);
}

#[test]
fn what_was_sent_back_earns_nothing() {
    let blank = Line {
        measure: Some(""),
        ..line("支付岗", "赵四")
    };
    for (metric, scheme) in [
        ("self_rated_as_confirmed", rate("self_rated_as_confirmed")),
        ("underrated", times("underrated")),
        ("supervised", rate("supervised")),
    ] {
        let year = Year::new(&scheme);
        year.form("国库科", "2026-11-02", std::slice::from_ref(&blank));
        let scores = year.scores();
        let expected = (Some(0.0), "报送的条目都已退回，不得分".to_owned());
        assert_eq!(told(&scores, "国库科 支付岗 赵四"), expected, "{metric}");
    }
    // A blank measure is no better than a poor one.
    let year = Year::new(&rate("substantial_measures"));
    year.form("国库科", "2026-11-02", &[blank, line("支付岗", "赵四")]);
    let expected = (
        Some(5.0),
        "措施有实质内容 1/2 条：10 × 1 ÷ 2 = 5".to_owned(),
    );
    assert_eq!(told(&year.scores(), "国库科"), expected);
}

#[test]
fn a_line_for_the_post_hands_in_for_nobody_in_particular() {
    let year = Year::new(&rate("on_time"));
    year.form(
        "预算科",
        "2026-11-02",
        &[line("审核岗", "张一"), line("审核岗", "")],
    );
    let scores = year.scores();
    // 张一 by name; of 李二 and 王三 nothing came, whatever was written for the post.
    assert_eq!(scores.item("预算科", "1"), Some(3.33));
    assert_eq!(scores.item("预算科 审核岗 张一", "岗1"), Some(10.0));
    assert_eq!(scores.item("预算科 审核岗 李二", "岗1"), Some(0.0));
}

#[test]
fn what_the_leading_group_has_not_decided_is_no_under_rating_yet() {
    let year = Year::new(&times("underrated"));
    year.form("国库科", "2026-11-02", &[line("支付岗", "")]);
    // 三级 by the form, 一级 by its own answers.
    let path = year.path("收表/国库科自查表.xlsx");
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&path).expect("a form");
    let range = calamine::Reader::worksheet_range(&mut book, "Sheet1").expect("a sheet");
    let mut rows: Vec<Vec<String>> = range
        .rows()
        .map(|r| r.iter().map(ToString::to_string).collect())
        .collect();
    for (head, answer) in [
        ("涉及三重一大", "是"),
        ("直接掌握人财物", "是"),
        ("自由裁量权", "有"),
        ("可能后果", "犯罪"),
    ] {
        rows[2].push(head.to_owned());
        rows[3].push(answer.to_owned());
    }
    year.book("国库科自查表.xlsx", &rows);
    let scores = year.scores();
    let basis = scores.basis("国库科", "1");
    assert_eq!(scores.item("国库科", "1"), Some(10.0), "{basis}");
    assert!(
        basis.contains("另有 1 条自评低于建议，待审定，没有计入"),
        "{basis}"
    );
    let said = year.run();
    assert!(said.out.contains("还有 1 条等级没有审定"), "{}", said.out);
}
