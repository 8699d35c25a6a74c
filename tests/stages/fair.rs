//! Fair scores: nobody marks himself, leaders have no place among the sections, nobody has points for having nothing, and
//! repeats count against nobody.

use std::fs;
use std::path::Path;

use crate::support::annex::TEN_POINTS;
use crate::support::qingfeng;
use crate::support::review::cells_of;
use crate::support::year::{GOOD, Line, Year};

/// All texts of the first sheet of a workbook, a line each.
pub fn texts(path: &Path) -> String {
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(path).expect("a workbook");
    let sheet = calamine::Reader::worksheet_range_at(&mut book, 0).expect("a sheet");
    let sheet = sheet.expect("a range");
    let cells: Vec<String> = sheet.cells().map(|(.., cell)| cell.to_string()).collect();
    cells.join("\n")
}

/// The default scheme over the bureau of the tests, with the leading group in its roster.
const LEADERS: &str = r#"
[scoring]
deadline = "2026-11-15"

[[sections]]
name = "局领导班子"
staff = [{ name = "周七", post = "局长" }, { name = "吴八", post = "副局长" }]
"#;

#[test]
fn a_head_is_marked_by_the_leader_and_not_by_himself() {
    let year = Year::new("[scoring]\ndeadline = \"2026-11-15\"");
    let line = |person, mark| ["岗2", "预算科", "", person, mark, "台账不完整"];
    // 王三 heads 预算科.
    let all = [line("王三", "12"), line("张一", "11")];
    year.marks("负责人.xlsx", "科室负责人", "王三", &all.map(posted));
    let scores = year.scores();
    assert_eq!(scores.item("预算科 审核岗 张一", "岗2"), Some(11.0));
    assert_eq!(scores.item("预算科 综合岗 王三", "岗2"), None);
    assert_eq!(scores.basis("预算科 综合岗 王三", "岗2"), "分管领导 未评");
    let told = year.findings("A09");
    assert_eq!(told.len(), 1, "{told:?}");
    let message = told[0]["message"].as_str().expect("a message");
    assert!(
        message.contains("“预算科 综合岗 王三”由分管领导评分") && message.contains("1 项"),
        "{message}"
    );
    year.marks(
        "分管领导.xlsx",
        "分管领导",
        "吴八",
        &[posted(line("王三", "9"))],
    );
    assert_eq!(year.scores().item("预算科 综合岗 王三", "岗2"), Some(9.0));
}

/// With the post the roster has for the person.
fn posted(line: [&str; 6]) -> [&str; 6] {
    let [item, section, _, person, mark, reason] = line;
    let post = if person == "王三" {
        "综合岗"
    } else {
        "审核岗"
    };
    [item, section, post, person, mark, reason]
}

#[test]
fn leaders_are_marked_by_the_principal_and_have_no_place_among_the_sections() {
    let year = Year::new(LEADERS);
    year.marks(
        "局长.xlsx",
        "局主要领导",
        "周七",
        &[["岗2", "局领导班子", "副局长", "吴八", "12", ""]],
    );
    let scores = year.scores();
    assert_eq!(scores.item("局领导班子 副局长 吴八", "岗2"), Some(12.0));
    assert!(
        scores.0.iter().all(|s| s["person"] != "周七"),
        "nobody marks him"
    );
    assert_eq!(scores.number("局领导班子", "rank"), None);

    let skipped = LEADERS.replace("[scoring]", "[scoring]\nleaders = \"skip\"");
    let year = Year::new(&skipped);
    let scores = year.form("预算科", "2026-11-02", &[GOOD]).scores();
    assert!(scores.0.iter().all(|s| s["section"] != "局领导班子"));
}

/// A section that leads all others in points, and is none: who has marks of 10, 9 and 8 is first, second and third.
#[test]
fn the_leading_group_takes_no_place_from_a_section() {
    let scheme = r#"
[[sections]]
name = "局领导班子"

[[scoring.evaluators]]
key = "office"
name = "办公室"
[[scoring.items]]
code = "1"
subject = "section"
dimension = "all"
name = "项目"
points = 10
kind = "range"
by = ["office"]
reason = "never"
[[scoring.bands]]
name = "优秀"
min = 9
coefficient = 1.2
[[scoring.bands]]
name = "合格"
min = 0
coefficient = 1
[scoring.quota]
percent = 25
"#;
    let year = Year::new(&format!("{TEN_POINTS}{scheme}"));
    let of = |section, mark| ["1", section, "", "", mark, ""];
    let all = [
        of("局领导班子", "10"),
        of("预算科", "9.5"),
        of("国库科", "9"),
        of("会计科", "8"),
    ];
    year.marks("办公室.xlsx", "办公室", "周九", &all);
    let scores = year.scores();
    let ranks = ["局领导班子", "预算科", "国库科", "会计科"].map(|s| scores.number(s, "rank"));
    assert_eq!(ranks, [None, Some(1.0), Some(2.0), Some(3.0)]);
    // 25 % of the three that are ranked: one, and the leading group takes none of it.
    let bands = ["局领导班子", "预算科", "国库科"].map(|s| scores.band(s));
    assert_eq!(bands, [Some("优秀"), Some("优秀"), Some("合格")]);
}

#[test]
fn template_hands_out_a_sheet_for_everybody_who_marks() {
    let year = Year::new(LEADERS);
    let out = year.path("空白表");
    let policy = year.path("收表/qingfeng.toml");
    fs::create_dir(&out).expect("a folder");
    fs::copy(policy, out.join("qingfeng.toml")).expect("a policy");
    let said = qingfeng(&["template", "-o", &out.display().to_string()]);
    assert_eq!(said.status, 0, "{}", said.err);
    let names = fs::read_dir(out.join("评分表")).expect("sheets");
    let names: Vec<String> = names
        .map(|n| {
            n.expect("a file")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    let has = |start: &str| names.iter().any(|n| n.starts_with(start));
    assert!(has("分管领导-吴八-") && has("局主要领导-"), "{names:?}");
    assert!(!has("科室负责人-局领导班子"), "{names:?}");
    // 综合科 has no head and its one post is marked by the section; all of 预算科 but 王三.
    assert!(has("科室负责人-预算科-"), "{names:?}");
    let form = texts(&out.join("局领导班子-2026年廉政风险点自查表.xlsx"));
    assert!(form.contains("领导班子廉政风险点自查表") && form.contains("局主要负责人"));
    // The example shows a category that the form allows.
    assert!(
        form.contains("三重一大") && !form.contains("业务流程") && !form.contains("科室负责人")
    );
}

#[test]
fn a_post_without_an_entry_is_named_and_earns_nothing_by_it() {
    let year = Year::new("[scoring]\ndeadline = \"2026-11-15\"\nundated = \"on_time\"");
    let line = Line {
        post: "审核岗",
        ..GOOD
    };
    year.form("预算科", "", &[line]);
    let scores = year.scores();
    let silent = year.findings("V03");
    assert_eq!(silent.len(), 1, "{silent:?}");
    let message = silent[0]["message"].as_str().unwrap_or_default();
    assert_eq!(message, "“预算科”的岗位“综合岗”没有一条风险点（在岗 王三）");
    let holder = "预算科 综合岗 王三";
    for code in ["岗1", "岗3", "岗6", "岗7", "岗8", "岗9"] {
        let earned = scores.item(holder, code);
        assert!(earned.is_none_or(|e| e == 0.0), "{code} {earned:?}");
    }
    let basis = scores.basis(holder, "岗3");
    assert_eq!(basis, "没有一条写到本岗位（本人），按方案由人评定，未评");
    // Who has an entry is not touched by it.
    assert_eq!(scores.item("预算科 审核岗 张一", "岗3"), Some(5.0));
    // What a person without any is worth is a setting.
    for (setting, earned) in [
        ("full", Some(5.0)),
        ("zero", Some(0.0)),
        ("not_applicable", None),
    ] {
        let year = Year::new(&format!("[scoring]\nif_none = \"{setting}\""));
        year.form(
            "预算科",
            "",
            &[Line {
                post: "审核岗",
                ..GOOD
            }],
        );
        assert_eq!(year.scores().item(holder, "岗3"), earned, "{setting}");
    }
}

#[test]
fn a_section_whose_form_names_no_post_speaks_for_all() {
    let year = Year::new("[scoring]\ndeadline = \"2026-11-15\"");
    year.form("国库科", "2026-11-02", &[GOOD]);
    assert_eq!(year.scores().item("国库科 支付岗 赵四", "岗1"), Some(8.0));
    assert!(year.findings("V03").is_empty());
}

#[test]
fn repeats_that_are_merged_count_against_nobody() {
    let scheme = r#"
[[scoring.items]]
code = "1"
subject = "section"
dimension = "all"
name = "项目"
points = 10
kind = "rate"
metric = "substantial_measures"
"#;
    let year = Year::new(&format!("{TEN_POINTS}{scheme}"));
    let line = |measure| Line {
        measure,
        post: "支付岗",
        person: "",
        ..GOOD
    };
    // The same matter twice, once with a poor measure.
    year.form("国库科", "2026-11-02", &[line(None), line(None)]);
    let first = year.path("收表/国库科自查表.xlsx");
    fs::rename(&first, year.path("收表/国库科汇总.xlsx")).expect("renamed");
    year.form("国库科", "2026-11-02", &[line(None)]);
    let scores = year.scores();
    assert_eq!(
        scores.basis("国库科", "1"),
        "措施有实质内容 2/2 条：10 × 2 ÷ 2 = 10"
    );
}

/// What only the newer version of a form tells was first handed in with it.
#[test]
fn who_stands_only_in_the_newer_version_handed_in_with_that() {
    let year = Year::new("[scoring]\ndeadline = \"2026-11-05\"");
    let line = |post| Line {
        post,
        person: "",
        ..GOOD
    };
    year.form("预算科", "2026-11-02", &[line("综合岗")]);
    let first = year.path("收表/预算科自查表.xlsx");
    fs::rename(&first, year.path("收表/预算科自查表（初稿）.xlsx")).expect("renamed");
    year.form("预算科", "2026-11-09", &[line("综合岗"), line("审核岗")]);
    let scores = year.scores();
    let of = |subject| ["岗1", "岗3"].map(|code| scores.item(subject, code));
    assert_eq!(of("预算科 综合岗 王三"), [Some(8.0), Some(5.0)]);
    assert_eq!(of("预算科 审核岗 张一"), [Some(0.0), Some(5.0)]);
    assert!(scores.basis("预算科 审核岗 张一", "岗1").contains("0/1"));
}

/// The policy names leaders with their office: 局长 周七.
#[test]
fn leaders_written_with_their_office_are_the_people_of_the_roster() {
    let year = Year::new(LEADERS);
    let path = year.path("收表/qingfeng.toml");
    let text = fs::read_to_string(&path).expect("a policy");
    let text = text
        .replace("principal = \"周七\"", "principal = \"局长 周七\"")
        .replace("head = \"王三\"", "head = \"王三（科长）\"");
    fs::write(&path, text).expect("a policy");
    let line = Line {
        level: "一级",
        leader: "周七",
        ..GOOD
    };
    let scores = year.form("预算科", "2026-11-02", &[line]).scores();
    assert!(scores.0.iter().all(|s| s["person"] != "周七"));
    assert_eq!(
        scores.basis("预算科 综合岗 王三", "岗2"),
        "分管领导 未评",
        "the head"
    );
    assert_eq!(scores.item("预算科", "5.2"), Some(4.0), "the supervisor");
}

/// 已交未读出: nobody can say whether it was in time, or complete.
#[test]
fn of_what_came_and_could_not_be_read_nothing_is_judged() {
    let year = Year::new("[scoring]\ndeadline = \"2026-11-15\"");
    year.form("预算科", "2026-11-02", &[GOOD]);
    fs::write(year.path("收表/国库科自查表.xlsx"), "not a table").expect("a file");
    let scores = year.scores();
    for code in ["1.1", "1.2", "2.1", "4.1", "5.1"] {
        let basis = scores.basis("国库科", code);
        assert_eq!(basis, "交来的文件没有读出条目：未评", "{code}");
        assert_eq!(scores.item("国库科", code), None, "{code}");
    }
    assert_eq!(scores.item("国库科 支付岗 赵四", "岗1"), None);
    assert_eq!(scores.item("会计科", "1.1"), Some(0.0), "nothing came");
    // It is 已交未读出 everywhere: it neither handed in nor is it silent.
    let text = |name: &str| fs::read_to_string(year.path("结果").join(name)).expect("a text");
    let report = text("07-上报报告.md");
    assert!(
        report.contains("已报送1个，会计科、综合科尚未报送，国库科报送的文件未能读出内容"),
        "{report}"
    );
    assert!(text("00-总览.html").contains("报送科室 1 / 4"));
    let summary = cells_of(&year.path("结果/02-风险等级统计表.xlsx"), "汇总");
    let noted = "另有 1 个科室已交未读出（国库科），不计入已报送，也不计入未报送。";
    assert!(
        summary.iter().any(|cell| cell.contains(noted)),
        "{summary:?}"
    );
}

/// The place of one who is ranked with nobody: he is not asked about, and loses nothing.
#[test]
fn nobody_is_asked_for_the_place_of_the_leading_group() {
    let scheme = r#"
[[sections]]
name = "局领导班子"
kind = "leadership"

[[scoring.evaluators]]
key = "office"
name = "办公室"
[[scoring.items]]
code = "1"
subject = "section"
dimension = "all"
name = "信息报送"
points = 10
kind = "rank"
by = ["office"]
last = 1
each = 2
[[scoring.items]]
code = "岗1"
subject = "post"
dimension = "all"
name = "履职"
points = 10
kind = "range"
by = ["office"]
"#;
    let year = Year::new(&format!("{TEN_POINTS}{scheme}"));
    let blanks = year.path("空白表").display().to_string();
    let policy = year.path("收表/qingfeng.toml").display().to_string();
    let said = qingfeng(&["template", "-o", &blanks, "--policy", &policy]);
    assert_eq!(said.status, 0, "{}", said.err);
    let sheet = year.path("空白表/评分表/办公室-2026年考核评分表.xlsx");
    let cells = cells_of(&sheet, "评分表");
    assert_eq!(cells.iter().filter(|c| *c == "填名次").count(), 4);
    assert!(!cells.iter().any(|c| c == "局领导班子"), "{cells:?}");
    let marks = [["1", "预算科", "", "", "4", "全年最少"]];
    let scores = year.marks("办公室.xlsx", "办公室", "周九", &marks).scores();
    let leading = scores.basis("局领导班子", "1");
    assert_eq!(leading, "不参加排名，不扣分");
    assert_eq!(scores.item("局领导班子", "1"), Some(10.0));
    assert_eq!(scores.item("预算科", "1"), Some(8.0));
    assert_eq!(scores.item("国库科", "1"), None, "nobody gave it a place");
}

/// What is found when forms are joined is told to the section whose entry it is about.
#[test]
fn a_finding_about_two_entries_goes_to_their_section() {
    let year = Year::new("");
    let row = |number: &str, person: &str, level: &str| {
        let [risk, measure] = ["审核把关不严", "台账逐笔登记，双人复核并签字存档"];
        let cells = [number, "审核岗", person, "审核事项", risk, level, measure];
        cells.map(str::to_owned).to_vec()
    };
    let heads = [
        "序号",
        "岗位",
        "姓名",
        "权力事项",
        "风险点",
        "风险等级",
        "防控措施",
    ];
    let rows = [
        vec!["廉政风险自查表".to_owned()],
        vec!["科室：预算科".to_owned(), "填报日期：2026-11-02".to_owned()],
        heads.map(str::to_owned).to_vec(),
        row("1", "张一", "一级"),
        row("2", "李二", "二级"),
    ];
    year.book("自查表.xlsx", &rows).run();
    let told = year.findings("M04");
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0]["section"], "预算科");
    let notices = cells_of(&year.path("结果/04-问题清单.xlsx"), "退回通知");
    assert!(!notices.iter().any(|c| c == "未能识别科室"), "{notices:?}");
}

/// Where everybody is asked for entries of his own, a section's form speaks for nobody.
#[test]
fn who_has_no_entry_where_everybody_is_asked_is_listed_and_earns_nothing() {
    let policy = "[scoring]\ndeadline = \"2026-11-15\"\n[[rules]]\ncode = \"V02\"\neveryone = true";
    let year = Year::new(policy);
    year.form(
        "预算科",
        "2026-11-02",
        &[Line {
            post: "审核岗",
            ..GOOD
        }],
    );
    let scores = year.scores();
    let told = year.findings("V02");
    assert_eq!(told.len(), 3, "{told:?}");
    let listed = cells_of(&year.path("结果/02-风险等级统计表.xlsx"), "覆盖情况");
    assert!(
        listed.contains(&"张一、李二、王三".to_owned()),
        "{listed:?}"
    );
    for person in ["审核岗 张一", "综合岗 王三"] {
        let whole = format!("预算科 {person}");
        assert_eq!(scores.item(&whole, "岗1"), Some(0.0), "{person}");
    }
    assert_eq!(
        scores.basis("预算科", "1.2"),
        "应报已报 0/3 人（份）：6 × 0 ÷ 3 = 0"
    );
}
