//! Scores worked out by hand: every rule, every metric, vetoes, quotas, what is not given, and rounding. The arithmetic
//! stands beside each expectation.

use crate::support::year::{GOOD, Line, Year};

/// A scheme of ten points in one dimension, with these items; each section and post by the same.
fn scheme(items: &str) -> String {
    format!(
        r#"
[scoring]
replace = true
deadline = "2026-11-15"
full = 10
converted = 5
[[scoring.dimensions]]
key = "all"
name = "全部"
points = 10

[[scoring.evaluators]]
key = "self"
name = "自评"
weight = 20
own = true

[[scoring.evaluators]]
key = "office"
name = "办公室"
weight = 40

[[scoring.evaluators]]
key = "group"
name = "领导小组"
weight = 40

[[scoring.bands]]
name = "优秀"
min = 9
coefficient = 1.2

[[scoring.bands]]
name = "良好"
min = 8
coefficient = 1.1

[[scoring.bands]]
name = "合格"
min = 6
coefficient = 1

[[scoring.bands]]
name = "不合格"
min = 0
coefficient = 0.75
{items}"#
    )
}

/// One item of ten points for sections.
fn item(rest: &str) -> String {
    scheme(&format!(
        "
[[scoring.items]]
code = \"1\"
subject = \"section\"
dimension = \"all\"
name = \"项目\"
points = 10
{rest}
"
    ))
}

/// An item that 办公室 marks, for sections.
fn marked() -> String {
    item("kind = \"range\"\nby = [\"office\"]\nreason = \"never\"")
}

fn faulty() -> Line {
    Line {
        faulty: true,
        ..GOOD
    }
}

#[test]
fn all_or_nothing() {
    let year = Year::new(&item("kind = \"all_or_nothing\"\nmetric = \"returned\""));
    year.form("预算科", "2026-11-02", &[GOOD, GOOD]);
    year.form("国库科", "2026-11-02", &[GOOD, faulty()]);
    let scores = year.scores();
    assert_eq!(scores.item("预算科", "1"), Some(10.0));
    assert_eq!(scores.item("国库科", "1"), Some(0.0));
    assert_eq!(scores.basis("国库科", "1"), "退回 1 条：不得分");
}

#[test]
fn points_off_each_time_with_a_floor() {
    let year = Year::new(&item(
        "kind = \"per_time\"\nmetric = \"returned\"\neach = 3.25\nfloor = 2",
    ));
    year.form("预算科", "2026-11-02", &[GOOD, faulty(), faulty()]);
    year.form("国库科", "2026-11-02", &[faulty(), faulty(), faulty()]);
    let scores = year.scores();
    // 10 − 2 × 3.25 = 3.5
    assert_eq!(scores.item("预算科", "1"), Some(3.5));
    assert_eq!(
        scores.basis("预算科", "1"),
        "退回 2 条：10 − 2 × 3.25 = 3.5"
    );
    // 10 − 3 × 3.25 = 0.25, not below 2
    assert_eq!(scores.item("国库科", "1"), Some(2.0));
    assert_eq!(
        scores.basis("国库科", "1"),
        "退回 3 条：10 − 3 × 3.25 = 0.25，最低 2 分，得 2"
    );
}

#[test]
fn a_rate_is_rounded_half_up() {
    let year = Year::new(&item("kind = \"rate\"\nmetric = \"substantial_measures\""));
    let hollow = Line {
        measure: Some("加强学习，提高认识"),
        ..GOOD
    };
    let seven_of_16 = [vec![GOOD; 7], vec![hollow.clone(); 9]].concat();
    let two_of_3 = [vec![GOOD; 2], vec![hollow; 1]].concat();
    year.form("预算科", "2026-11-02", &seven_of_16);
    year.form("国库科", "2026-11-02", &two_of_3);
    let scores = year.scores();
    // 10 × 7 ÷ 16 = 4.375 → 4.38
    assert_eq!(scores.item("预算科", "1"), Some(4.38));
    // 10 × 2 ÷ 3 = 6.666… → 6.67
    assert_eq!(scores.item("国库科", "1"), Some(6.67));
    assert_eq!(
        scores.basis("国库科", "1"),
        "措施有实质内容 2/3 条：10 × 2 ÷ 3 = 6.67"
    );
    // The one that cost points, by its cell: the third line below the head of row 3.
    let against = &scores.find("国库科", "1")["against"];
    assert_eq!(against[0]["cell"], "H6");
    assert_eq!(against.as_array().map(Vec::len), Some(1));
}

#[test]
fn a_mark_in_a_range_with_its_reason() {
    let year = Year::new(&item("kind = \"range\"\nby = [\"office\"]"));
    year.marks(
        "办公室评分表.xlsx",
        "办公室",
        "周九",
        &[
            ["1", "预算科", "", "", "8.5", "有一项流程没有公开"],
            ["1", "国库科", "", "", "10", ""],
            ["1", "会计科", "", "", "7", ""],
        ],
    );
    let scores = year.scores();
    assert_eq!(scores.item("预算科", "1"), Some(8.5));
    assert_eq!(
        scores.basis("预算科", "1"),
        "办公室 8.5。理由——办公室：有一项流程没有公开"
    );
    assert_eq!(scores.item("国库科", "1"), Some(10.0));
    assert_eq!(scores.item("会计科", "1"), Some(7.0));
    let unreasoned = year.findings("A05");
    assert_eq!(
        unreasoned.len(),
        1,
        "only the 7 without a reason: {unreasoned:?}"
    );
    assert_eq!(unreasoned[0]["place"]["cell"], "F6");
}

#[test]
fn weighted_and_averaged_evaluators() {
    let by = "by = [\"self\", \"office\", \"group\"]\nreason = \"never\"";
    let year = Year::new(&item(&format!("kind = \"weighted\"\n{by}")));
    let mark = |mark| [["1", "预算科", "", "", mark, ""]];
    year.marks("自评.xlsx", "自评", "王三", &mark("8.55"));
    year.marks("办公室.xlsx", "办公室", "周九", &mark("7.25"));
    year.marks("小组.xlsx", "领导小组", "吴八", &mark("6.5"));
    let scores = year.scores();
    // 8.55 × 20 % + 7.25 × 40 % + 6.5 × 40 % = 1.71 + 2.9 + 2.6 = 7.21
    assert_eq!(scores.item("预算科", "1"), Some(7.21));
    assert_eq!(
        scores.basis("预算科", "1"),
        "自评 8.55 × 20% + 办公室 7.25 × 40% + 领导小组 6.5 × 40% = 7.21"
    );

    let by = "by = [\"office\", \"group\"]\nreason = \"never\"";
    let year = Year::new(&item(&format!("kind = \"average\"\n{by}")));
    year.marks("办公室.xlsx", "办公室", "周九", &mark("8.25"));
    year.marks("小组.xlsx", "领导小组", "吴八", &mark("8.5"));
    // (8.25 + 8.5) ÷ 2 = 8.375 → 8.38
    assert_eq!(year.scores().item("预算科", "1"), Some(8.38));
}

#[test]
fn a_mark_not_given_is_not_nought() {
    let year = Year::new(&marked());
    year.marks(
        "办公室.xlsx",
        "办公室",
        "周九",
        &[
            ["1", "预算科", "", "", "0", ""],
            ["1", "国库科", "", "", "", ""],
            ["1", "会计科", "", "", "6", ""],
        ],
    );
    let scores = year.scores();
    assert_eq!(scores.number("预算科", "total"), Some(0.0));
    assert_eq!(scores.number("预算科", "rank"), Some(2.0));
    assert_eq!(scores.band("预算科"), Some("不合格"));
    assert_eq!(scores.number("国库科", "total"), None);
    assert_eq!(scores.number("国库科", "rank"), None);
    assert_eq!(scores.band("国库科"), None);
    assert_eq!(scores.of("国库科")["missing"], 1);
    assert_eq!(scores.basis("国库科", "1"), "办公室 未评");
    assert_eq!(scores.number("会计科", "rank"), Some(1.0));
    // Who is to mark it stands in a list of its own.
    let mut book: calamine::Xlsx<_> =
        calamine::open_workbook(year.path("结果/03-年度考核评分表.xlsx")).expect("a book");
    let open = calamine::Reader::worksheet_range(&mut book, "未评清单").expect("a list");
    let lines: Vec<String> = open
        .rows()
        .skip(4)
        .map(|r| format!("{} {} {}", r[2], r[5], r[8]))
        .collect();
    assert_eq!(lines, ["国库科 1 办公室", "综合科 1 办公室"]);
    let said = year.run();
    assert!(
        said.out.contains("4 个科室中有 2 个还没有评完"),
        "{}",
        said.out
    );
}

#[test]
fn bonus_deduction_conversion_and_coefficient() {
    let more = "
[[scoring.items]]
code = \"加1\"
subject = \"section\"
part = \"bonus\"
name = \"创新\"
points = 3
kind = \"range\"
by = [\"office\"]
reason = \"never\"

[[scoring.items]]
code = \"加2\"
subject = \"section\"
part = \"bonus\"
name = \"表彰\"
points = 3
kind = \"range\"
by = [\"group\"]
reason = \"never\"

[[scoring.items]]
code = \"扣1\"
subject = \"section\"
part = \"deduction\"
name = \"警示提醒\"
points = 4
kind = \"per_time\"
metric = \"reminders\"
each = 1.5
";
    let fill = |scoring: &str| {
        let year = Year::new(&format!("{scoring}{more}"));
        year.marks(
            "办公室.xlsx",
            "办公室",
            "周九",
            &[
                ["1", "预算科", "", "", "8.15", ""],
                ["加1", "预算科", "", "", "2.5", ""],
                ["1", "国库科", "", "", "1", ""],
                ["1", "会计科", "", "", "9.5", ""],
                ["加1", "会计科", "", "", "3", ""],
            ],
        );
        year.marks(
            "小组.xlsx",
            "领导小组",
            "吴八",
            &[
                ["加2", "预算科", "", "", "2", ""],
                ["加2", "会计科", "", "", "1", ""],
            ],
        );
        year.dispositions(&[
            ["预算股", "", "", "警示提醒", "2026-03-02"],
            ["国库科", "", "", "警示提醒", "2026-03-02"],
            ["国库科", "", "", "提醒谈话", "2026.4.2"],
            ["国库科", "", "", "警示提醒", "2026年5月2日"],
        ]);
        year.scores()
    };
    let capped = fill(&marked().replace("full = 10", "full = 10\nbonus_cap = 4"));
    // 2.5 + 2 = 4.5, at most 4; 1 × 1.5 off; 8.15 + 4 − 1.5 = 10.65
    assert_eq!(capped.number("预算科", "bonus"), Some(4.0));
    assert_eq!(capped.number("预算科", "deductions"), Some(1.5));
    assert_eq!(capped.number("预算科", "total"), Some(10.65));
    // 10.65 × 5 ÷ 10 = 5.325 → 5.33, but at most 5
    assert_eq!(capped.number("预算科", "converted"), Some(5.0));
    assert_eq!(capped.number("预算科", "coefficient"), Some(1.2));
    // 3 × 1.5 = 4.5, at most 4; 1 − 4 = −3, not below 0
    assert_eq!(capped.item("国库科", "扣1"), Some(4.0));
    assert_eq!(
        capped.basis("国库科", "扣1"),
        "警示提醒 3 次：扣 3 × 1.5 = 4.5，最多 4 分"
    );
    assert_eq!(capped.number("国库科", "total"), Some(0.0));
    assert_eq!(capped.number("国库科", "coefficient"), Some(0.75));
    // Nobody proposed a bonus for them: nothing, not 未评.
    assert_eq!(capped.number("国库科", "bonus"), Some(0.0));

    let open = fill(&marked());
    // 2.5 + 2 = 4.5; 8.15 + 4.5 − 1.5 = 11.15
    assert_eq!(open.number("预算科", "bonus"), Some(4.5));
    assert_eq!(open.number("预算科", "total"), Some(11.15));
    // 9.5 + 3 + 1 = 13.5
    assert_eq!(open.number("会计科", "total"), Some(13.5));
}

#[test]
fn conversion_rounds_half_up() {
    let year = Year::new(&marked());
    year.marks(
        "办公室.xlsx",
        "办公室",
        "周九",
        &[
            ["1", "预算科", "", "", "8.15", ""],
            ["1", "国库科", "", "", "7.99", ""],
        ],
    );
    let scores = year.scores();
    // 8.15 × 5 ÷ 10 = 4.075 → 4.08; 7.99 × 5 ÷ 10 = 3.995 → 4
    assert_eq!(scores.number("预算科", "converted"), Some(4.08));
    assert_eq!(scores.number("国库科", "converted"), Some(4.0));
    // 8.15 ≥ 8: 良好 1.1; 7.99 < 8: 合格 1
    assert_eq!(
        (
            scores.band("预算科"),
            scores.number("预算科", "coefficient")
        ),
        (Some("良好"), Some(1.1))
    );
    assert_eq!(
        (
            scores.band("国库科"),
            scores.number("国库科", "coefficient")
        ),
        (Some("合格"), Some(1.0))
    );
}

#[test]
fn a_veto_means_the_lowest_band_for_those_it_concerns() {
    let scoring = format!(
        "{}
[[scoring.items]]
code = \"岗1\"
subject = \"post\"
dimension = \"all\"
name = \"岗位\"
points = 10
kind = \"range\"
by = [\"group\"]
reason = \"never\"

[[scoring.vetoes]]
code = \"否1\"
name = \"党纪政纪处理\"
subjects = [\"section\", \"post\"]
metric = \"sanctions\"
",
        marked()
    );
    let year = Year::new(&scoring);
    year.marks(
        "办公室.xlsx",
        "办公室",
        "周九",
        &[
            ["1", "预算科", "", "", "10", ""],
            ["1", "国库科", "", "", "9", ""],
            ["1", "会计科", "", "", "8", ""],
        ],
    );
    year.marks(
        "小组.xlsx",
        "领导小组",
        "吴八",
        &[
            ["岗1", "预算科", "审核岗", "张一", "9.5", ""],
            ["岗1", "预算科", "审核岗", "李二", "9", ""],
            ["岗1", "预算科", "综合岗", "王三", "8", ""],
        ],
    );
    year.dispositions(&[["预算科", "审核岗", "张一", "党纪政务处分", "2026-06-30"]]);
    let scores = year.scores();
    // The section and the person; its total stands, but it is neither ranked nor counted among the others.
    assert_eq!(scores.number("预算科", "total"), Some(10.0));
    assert_eq!(scores.band("预算科"), Some("不合格"));
    assert_eq!(scores.number("预算科", "coefficient"), Some(0.75));
    assert_eq!(scores.number("预算科", "rank"), None);
    assert_eq!(scores.of("预算科")["vetoes"][0]["times"], 1);
    assert_eq!(scores.of("预算科")["vetoes"][0]["cells"][0]["cell"], "E3");
    assert_eq!(scores.number("国库科", "rank"), Some(1.0));
    assert_eq!(scores.band("预算科 审核岗 张一"), Some("不合格"));
    // Not the other one of the post.
    assert_eq!(scores.band("预算科 审核岗 李二"), Some("优秀"));
    assert_eq!(scores.number("预算科 审核岗 李二", "rank"), Some(1.0));
    // A veto settles the band whatever is open: of whom one mark is not given is settled, and all figures add up.
    year.marks(
        "小组.xlsx",
        "领导小组",
        "吴八",
        &[
            ["岗1", "预算科", "审核岗", "李二", "9", ""],
            ["岗1", "预算科", "综合岗", "王三", "8", ""],
        ],
    );
    let scores = year.scores();
    assert_eq!(scores.number("预算科 审核岗 张一", "total"), None);
    assert_eq!(scores.band("预算科 审核岗 张一"), Some("不合格"));
    let all = crate::support::year::lines(&year.path("结果/data/scores.jsonl"));
    let posts: Vec<_> = all.iter().filter(|line| line["kind"] == "post").collect();
    let banded = posts.iter().filter(|line| !line["band"].is_null()).count();
    assert!(banded > 1 && banded < posts.len(), "{posts:?}");
    let said = year.run().out;
    let told = format!("岗位 {} 个，评完 {banded} 个（一票否决 1 个）", posts.len());
    assert!(said.contains(&told), "{said}");
    let record = std::fs::read_to_string(year.path("结果/run.json")).expect("read");
    let record: serde_json::Value = serde_json::from_str(&record).expect("JSON");
    assert_eq!(record["scores"]["posts"]["open"], posts.len() - banded);
}

/// Four sections with these marks under a quota of 40 % (of four: one place).
fn quota(ties: &str, marks: [&str; 4]) -> [Option<String>; 4] {
    let scoring = marked().replace(
        "[[scoring.bands]]\nname = \"优秀\"",
        &format!("[scoring.quota]\npercent = 40\n{ties}\n\n[[scoring.bands]]\nname = \"优秀\""),
    );
    let scoring = scoring.replace("points = 10\n\n[[scoring.evaluators]]\nkey = \"self\"", "points = 7\n\n[[scoring.dimensions]]\nkey = \"more\"\nname = \"其余\"\npoints = 3\n\n[[scoring.evaluators]]\nkey = \"self\"");
    let scoring = scoring.replace(
        "name = \"项目\"\npoints = 10",
        "name = \"项目\"\npoints = 7",
    ) + "
[[scoring.items]]
code = \"2\"
subject = \"section\"
dimension = \"more\"
name = \"其余\"
points = 3
kind = \"range\"
by = [\"office\"]
reason = \"never\"
";
    let year = Year::new(&scoring);
    let sections = ["预算科", "国库科", "会计科", "综合科"];
    let lines: Vec<[&str; 6]> = sections
        .iter()
        .zip(marks)
        .flat_map(|(section, marks)| {
            let (first, second) = marks.split_once('+').expect("two marks");
            [
                ["1", section, "", "", first, ""],
                ["2", section, "", "", second, ""],
            ]
        })
        .collect();
    year.marks("办公室.xlsx", "办公室", "周九", &lines);
    let scores = year.scores();
    sections.map(|s| scores.band(s).map(str::to_owned))
}

#[test]
fn the_top_band_has_a_quota_and_a_rule_for_equal_scores() {
    let bands = |words: [&str; 4]| words.map(|w| Some(w.to_owned()));
    // 40 % of 4 = 1.6 → 1 place; 9.5 has it, 9.4 and 9.2 fall to the next band.
    let plain = ["6.5+3", "6.4+3", "6.2+3", "5+3"];
    assert_eq!(
        quota("ties = \"include\"", plain),
        bands(["优秀", "良好", "良好", "良好"])
    );
    // Two with 9.5 at the edge: both, none, or by the dimension compared.
    let tied = ["6.5+3", "7+2.5", "6.2+3", "5+3"];
    assert_eq!(
        quota("ties = \"include\"", tied),
        bands(["优秀", "优秀", "良好", "良好"])
    );
    assert_eq!(
        quota("ties = \"exclude\"", tied),
        bands(["良好", "良好", "良好", "良好"])
    );
    // 其余: 3 > 2.5
    assert_eq!(
        quota("ties = \"compare\"\ncompare = [\"more\"]", tied),
        bands(["优秀", "良好", "良好", "良好"])
    );
    // 全部: 7 > 6.5
    assert_eq!(
        quota("ties = \"compare\"\ncompare = [\"all\"]", tied),
        bands(["良好", "优秀", "良好", "良好"])
    );
    // Equal in what is compared too: both.
    let same = ["6.5+3", "6.5+3", "6.2+3", "5+3"];
    assert_eq!(
        quota("ties = \"compare\"\ncompare = [\"more\", \"all\"]", same),
        bands(["优秀", "优秀", "良好", "良好"])
    );
}

#[test]
fn ranks_leave_room_after_equal_scores() {
    let year = Year::new(&marked());
    let line = |section, mark| ["1", section, "", "", mark, ""];
    year.marks(
        "办公室.xlsx",
        "办公室",
        "周九",
        &[
            line("预算科", "8"),
            line("国库科", "9"),
            line("会计科", "9"),
            line("综合科", "7"),
        ],
    );
    let scores = year.scores();
    let ranks = ["国库科", "会计科", "预算科", "综合科"].map(|s| scores.number(s, "rank"));
    assert_eq!(ranks, [Some(1.0), Some(1.0), Some(3.0), Some(4.0)]);
}

#[test]
fn a_section_that_handed_in_nothing_earns_nothing_from_entries() {
    let two = item("kind = \"rate\"\nmetric = \"substantial_measures\"")
        .replace("points = 10\nkind", "points = 4\nkind")
        + "
[[scoring.items]]
code = \"2\"
subject = \"section\"
dimension = \"all\"
name = \"没有退回\"
points = 3
kind = \"per_time\"
metric = \"returned\"
each = 1

[[scoring.items]]
code = \"3\"
subject = \"section\"
dimension = \"all\"
name = \"应报已报\"
points = 3
kind = \"rate\"
metric = \"reported\"
";
    let year = Year::new(&two);
    year.form("国库科", "2026-11-02", &[GOOD]);
    let scores = year.scores();
    for code in ["1", "2"] {
        assert_eq!(scores.item("会计科", code), Some(0.0));
        assert_eq!(scores.basis("会计科", code), "没有报送，不得分");
    }
    // 3 × 0 ÷ 1 = 0
    assert_eq!(scores.item("会计科", "3"), Some(0.0));
    assert_eq!(scores.number("会计科", "total"), Some(0.0));
    assert_eq!(scores.number("国库科", "total"), Some(10.0));
}

#[test]
fn a_post_with_two_people_is_scored_person_by_person() {
    let post = item("kind = \"rate\"\nmetric = \"substantial_measures\"")
        .replace("subject = \"section\"", "subject = \"post\"");
    let year = Year::new(&post);
    let of = |person, measure| Line {
        post: "审核岗",
        person,
        measure,
        ..GOOD
    };
    let hollow = Some("加强学习，提高认识");
    // 张一: 1 of 2; 李二: 2 of 2; the entry of the post without a name counts for both.
    year.form(
        "预算科",
        "2026-11-02",
        &[of("张一", hollow), of("李二", None), of("", None)],
    );
    let scores = year.scores();
    // 10 × 1 ÷ 2 = 5; 10 × 2 ÷ 2 = 10
    assert_eq!(scores.item("预算科 审核岗 张一", "1"), Some(5.0));
    assert_eq!(scores.item("预算科 审核岗 李二", "1"), Some(10.0));
    assert!(
        scores.0.iter().all(|s| s["kind"] == "post"),
        "no item for sections, no scores of sections"
    );
}

#[test]
fn a_date_without_its_day_is_said_to_tell_no_day_and_not_to_be_missing() {
    let settings = item("kind = \"rate\"\nmetric = \"on_time\"")
        .replace("deadline", "undated = \"on_time\"\ndeadline");
    let year = Year::new(&settings);
    year.form("预算科", "2026年11月", &[GOOD]);
    year.form("国库科", "2026年10月", &[GOOD]);
    year.form("会计科", "", &[GOOD]);
    let scores = year.scores();
    assert_eq!(
        scores.item("预算科", "1"),
        None,
        "the deadline lies within the month"
    );
    let basis = scores.basis("预算科", "1");
    assert!(
        basis.contains("填报日期只写到月（2026-11，")
            && basis.contains("不能判断是否在 11月15日 以前"),
        "{basis}"
    );
    assert!(
        basis.contains("B2）") && !basis.contains("没有写明填报日期"),
        "{basis}"
    );
    assert_eq!(scores.item("国库科", "1"), Some(10.0));
    assert_eq!(
        scores.item("会计科", "1"),
        Some(10.0),
        "not dated counts as in time"
    );
}
