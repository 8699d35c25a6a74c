//! Versions of a form as the clerk lives them: a section hands in the same form again, and the newer one counts as a whole;
//! what it lacks is listed, and where nobody can tell which is newer both stay and a finding asks.

use std::fs;
use std::path::PathBuf;

use calamine::{Reader, Xlsx, open_workbook};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};
use serde_json::Value;

use crate::support::{Said, folder_bytes, qingfeng, temp};

const HEADS: [&str; 8] = [
    "序号",
    "岗位",
    "权力事项",
    "风险点",
    "表现形式",
    "风险等级",
    "防控措施",
    "责任人",
];

/// Matters of a section, each with what may go wrong.
const MATTERS: [(&str, &str); 6] = [
    ("部门预算审核", "对虚报人数和项目的预算申请审核不严"),
    ("预算指标下达", "拖延下达指标向用款单位索要好处"),
    ("项目库入库评审", "降低标准让不合条件的项目入库"),
    ("预算调剂审批", "超越权限批准科目之间的调剂"),
    ("结转资金清理", "瞒报结转资金逃避收回统筹使用"),
    ("预算公开", "泄露尚未批复的预算数据谋取私利"),
];

/// A form of the tests.
#[derive(Clone, Default)]
struct Sheet<'a> {
    title: &'a str,
    section: &'a str,
    person: &'a str,
    date: &'a str,
    /// Matters by their numbers.
    entries: &'a [usize],
    /// A level nobody can read, in the first entry.
    spoilt: bool,
    /// The unit of each entry, in a column beside that of its section.
    units: &'a [&'a str],
}

/// A form of 预算科 with some of the matters.
fn sheet<'a>(date: &'a str, entries: &'a [usize]) -> Sheet<'a> {
    Sheet {
        title: "廉政风险点自查表",
        section: "预算科",
        date,
        entries,
        ..Sheet::default()
    }
}

impl Sheet<'_> {
    fn bytes(&self) -> Vec<u8> {
        let mut book = Workbook::new();
        // Two forms that say the same have the same bytes, whenever they are made.
        let day = ExcelDateTime::from_ymd(2026, 11, 1).expect("a day");
        book.set_properties(&DocProperties::new().set_creation_datetime(&day));
        let page = book.add_worksheet();
        page.write(0, 0, self.title).expect("a title");
        let keys = [
            ("科室", self.section),
            ("姓名", self.person),
            ("填报日期", self.date),
        ];
        let keys = keys.iter().filter(|k| !k.1.is_empty());
        for (col, (key, value)) in (0..).step_by(3).zip(keys) {
            page.write(1, col, format!("{key}：{value}"))
                .expect("a key-value");
        }
        for (col, head) in (0..).zip(HEADS) {
            page.write(2, col, head).expect("a head");
        }
        for (row, at) in (3..).zip(self.entries) {
            let (matter, risk) = MATTERS[*at];
            let seen = format!("在{matter}中不按规定程序集体研究，由个人决定后补手续");
            let measures = format!("{matter}实行双人复核并留存记录，科室负责人每季度抽查一次");
            let level = if self.spoilt && row == 3 {
                "中高"
            } else {
                "二级"
            };
            let cells = [
                "预算管理岗",
                matter,
                risk,
                &seen,
                level,
                &measures,
                "科室负责人",
            ];
            page.write(row, 0, row - 2).expect("a number");
            for (col, text) in (1..).zip(cells) {
                page.write(row, col, text).expect("a cell");
            }
        }
        let beside = u16::try_from(HEADS.len()).expect("few");
        let units = ["单位"]
            .iter()
            .chain(self.units)
            .filter(|_| !self.units.is_empty());
        for (row, unit) in (2..).zip(units) {
            let section = if row == 2 { "科室" } else { self.section };
            page.write(row, beside, section).expect("a section");
            page.write(row, beside + 1, *unit).expect("a unit");
        }
        book.save_to_buffer().expect("a workbook")
    }
}

/// A folder with forms and a folder for the result.
struct Office {
    dir: tempfile::TempDir,
    result: Vec<Value>,
    run: Value,
    said: Option<Said>,
}

/// Runs over these files.
fn office(files: &[(&str, Sheet<'_>)]) -> Office {
    office_with(files, None)
}

fn office_with(files: &[(&str, Sheet<'_>)], policy: Option<&str>) -> Office {
    let mut office = Office {
        dir: temp(),
        result: Vec::new(),
        run: Value::Null,
        said: None,
    };
    for (name, sheet) in files {
        let path = office.inbox().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, sheet.bytes()).expect("a form");
    }
    if let Some(policy) = policy {
        fs::write(office.inbox().join("qingfeng.toml"), policy).expect("a policy");
    }
    office.run();
    office
}

impl Office {
    fn inbox(&self) -> PathBuf {
        self.dir.path().join("收表")
    }

    fn out(&self) -> PathBuf {
        self.dir.path().join("结果")
    }

    fn run(&mut self) {
        let (inbox, out) = (self.inbox(), self.out());
        let arguments = [
            "run",
            &inbox.display().to_string(),
            "-o",
            &out.display().to_string(),
            "--date",
            "2026-11-30",
        ];
        let said = qingfeng(&arguments);
        assert_eq!(said.status, 0, "{}", said.err);
        let text = fs::read_to_string(out.join("run.json")).expect("run.json");
        self.run = serde_json::from_str(&text).expect("JSON");
        self.result = self.lines("findings.jsonl");
        self.said = Some(said);
        assert_eq!(self.run["rows"]["balanced"], true, "{}", self.run["rows"]);
    }

    fn lines(&self, name: &str) -> Vec<Value> {
        let text = fs::read_to_string(self.out().join("data").join(name)).expect("data");
        text.lines()
            .map(|l| serde_json::from_str(l).expect("JSON"))
            .collect()
    }

    /// Each file that has been replaced, with the one that stands for it.
    fn replaced(&self) -> Vec<(String, String)> {
        let inputs = self.run["inputs"].as_array().expect("inputs").iter();
        let text = |v: &Value| v.as_str().map(str::to_owned);
        inputs
            .filter_map(|i| Some((text(&i["file"])?, text(&i["replaced_by"])?)))
            .collect()
    }

    fn found(&self, code: &str) -> Vec<&Value> {
        self.result.iter().filter(|f| f["code"] == *code).collect()
    }

    /// Matters in the register, sorted.
    fn matters(&self) -> Vec<String> {
        let items = self.lines("register.jsonl");
        let mut matters: Vec<String> = items
            .iter()
            .map(|i| i["matter"].as_str().unwrap_or("").to_owned())
            .collect();
        matters.sort();
        matters
    }
}

fn pair(older: &str, newer: &str) -> Vec<(String, String)> {
    vec![(older.to_owned(), newer.to_owned())]
}

fn message(finding: &Value) -> &str {
    finding["message"].as_str().expect("a message")
}

#[test]
fn the_form_with_the_later_date_replaces_the_other_as_a_whole() {
    let office = office(&[
        ("预算科自查表.xlsx", sheet("2026-11-02", &[0, 1, 2, 3])),
        ("预算科自查表改.xlsx", sheet("2026年11月9日", &[1, 2, 3, 4])),
    ]);
    assert_eq!(
        office.replaced(),
        pair("预算科自查表.xlsx", "预算科自查表改.xlsx")
    );
    assert_eq!(office.matters().len(), 4);
    assert!(
        !office.matters().contains(&MATTERS[0].0.to_owned()),
        "given up with the older form"
    );
    let entries = office.lines("entries.jsonl");
    let skipped: Vec<&Value> = entries
        .iter()
        .filter(|e| e["skip"] == "replaced_file")
        .collect();
    assert_eq!(skipped.len(), 4);
    for row in &skipped {
        assert_eq!(row["status"], "skipped");
        assert_eq!(row["stand_in"], "预算科自查表改.xlsx");
        assert_eq!(row["register_id"], Value::Null);
    }
    assert_eq!(office.run["rows"]["skipped"]["replaced_file"], 4);
    let noted = office.found("M03");
    assert_eq!(noted.len(), 1);
    assert_eq!(noted[0]["place"]["file"], "预算科自查表.xlsx");
    assert_eq!(noted[0]["severity"], "note");
    assert!(
        message(noted[0]).contains("填报日期较早（2026-11-02，2026-11-09）"),
        "{}",
        noted[0]
    );
}

#[test]
fn what_the_older_form_had_and_the_newer_lacks_is_listed_at_its_cell() {
    let office = office(&[
        ("预算科自查表.xlsx", sheet("2026-11-02", &[0, 1, 2, 5])),
        ("预算科自查表(1).xlsx", sheet("2026-11-09", &[1, 2, 5])),
    ]);
    let lacking = office.found("M01");
    assert_eq!(lacking.len(), 1, "{lacking:?}");
    let place = &lacking[0]["place"];
    assert_eq!(
        (place["file"].as_str(), place["cell"].as_str()),
        (Some("预算科自查表.xlsx"), Some("D4"))
    );
    assert_eq!(lacking[0]["severity"], "warning");
    assert_eq!(lacking[0]["section"], "预算科");
    assert!(message(lacking[0]).contains("部门预算审核"));
    assert!(message(lacking[0]).contains("“预算科自查表(1).xlsx”"));
}

#[test]
fn nothing_is_lacking_where_the_newer_form_has_it_all() {
    let office = office(&[
        ("预算科自查表.xlsx", sheet("2026-11-02", &[0, 1])),
        ("预算科自查表(1).xlsx", sheet("2026-11-09", &[2, 1, 0])),
    ]);
    assert_eq!(office.replaced().len(), 1);
    assert!(office.found("M01").is_empty());
}

#[test]
fn marks_of_the_name_order_forms_without_dates() {
    let chains = [
        ("预算科自查表初稿.xlsx", "预算科自查表.xlsx"),
        ("预算科自查表(旧).xlsx", "预算科自查表.xlsx"),
        ("预算科自查表（作废）.xlsx", "预算科自查表.xlsx"),
        ("预算科自查表.xlsx", "预算科自查表(1).xlsx"),
        ("预算科自查表（1）.xlsx", "预算科自查表（2）.xlsx"),
        ("预算科自查表.xlsx", "预算科自查表 - 副本.xlsx"),
        ("预算科自查表.xlsx", "预算科自查表v2.xlsx"),
        ("预算科自查表V1.2.xlsx", "预算科自查表V1.10.xlsx"),
        ("预算科自查表二稿.xlsx", "预算科自查表第3版.xlsx"),
        ("预算科自查表.xlsx", "预算科自查表改.xlsx"),
        ("预算科自查表改.xlsx", "预算科自查表改2.xlsx"),
        ("预算科自查表.xlsx", "预算科自查表（修订）.xlsx"),
        ("预算科自查表改2.xlsx", "预算科自查表最终版.xlsx"),
        ("预算科自查表v9.xlsx", "预算科自查表_final.xlsx"),
        ("预算科自查表定稿.xlsx", "预算科自查表定稿改.xlsx"),
        ("预算科自查表20261102.xlsx", "预算科自查表2026-11-09.xlsx"),
        ("预算科自查表10.30.xlsx", "预算科自查表11.5.xlsx"),
    ];
    for (older, newer) in chains {
        let office = office(&[
            (older, sheet("", &[0, 1, 2])),
            (newer, sheet("", &[0, 1, 2, 3])),
        ]);
        assert_eq!(office.replaced(), pair(older, newer));
        assert!(
            message(office.found("M03")[0]).contains("文件名中的版本标记较早"),
            "{older}"
        );
        assert_eq!(office.matters().len(), 4, "{older}");
    }
}

#[test]
fn folders_say_which_form_was_handed_in_later() {
    for (older, newer) in [
        ("第一批/预算科自查表.xlsx", "第二批/预算科自查表.xlsx"),
        ("预算科自查表.xlsx", "退回重报/预算科自查表.xlsx"),
        ("11月5日/预算科自查表.xlsx", "11月20日/预算科自查表.xlsx"),
    ] {
        let date = "2026-11-02";
        let office = office(&[
            (older, sheet(date, &[0, 1, 2])),
            (newer, sheet(date, &[0, 1, 2, 3])),
        ]);
        assert_eq!(office.replaced(), pair(older, newer));
        assert!(
            message(office.found("M03")[0]).contains("文件夹"),
            "{older}"
        );
    }
}

#[test]
fn the_date_on_the_form_counts_before_the_marks_of_its_name() {
    let office = office(&[
        ("预算科自查表最终版.xlsx", sheet("2026-11-02", &[0, 1, 2])),
        ("预算科自查表.xlsx", sheet("2026-11-09", &[0, 1, 2, 3])),
    ]);
    assert_eq!(
        office.replaced(),
        pair("预算科自查表最终版.xlsx", "预算科自查表.xlsx")
    );
}

#[test]
fn a_month_is_ordered_only_where_the_day_cannot_lie_in_it() {
    let within = office(&[
        ("预算科自查表.xlsx", sheet("2026年11月", &[0, 1, 2])),
        ("预算科自查表改.xlsx", sheet("2026-11-02", &[0, 1, 2, 3])),
    ]);
    assert!(
        message(within.found("M03")[0]).contains("版本标记"),
        "the month says nothing, the name does"
    );
    let before = office(&[
        ("预算科自查表改.xlsx", sheet("2026年10月", &[0, 1, 2])),
        ("预算科自查表.xlsx", sheet("2026-11-02", &[0, 1, 2, 3])),
    ]);
    assert_eq!(
        before.replaced(),
        pair("预算科自查表改.xlsx", "预算科自查表.xlsx")
    );
}

#[test]
fn both_stay_and_a_finding_asks_where_the_order_is_not_clear() {
    let cases = [
        (
            "预算科自查表.xlsx",
            "",
            "预算科-自查表.xlsx",
            "",
            "分不出先后",
        ),
        (
            "预算科自查表v2.xlsx",
            "",
            "预算科自查表改.xlsx",
            "",
            "互相矛盾",
        ),
        (
            "预算科自查表1104.xlsx",
            "",
            "预算科自查表1109.xlsx",
            "",
            "分不出先后",
        ),
        (
            "预算科自查表.xlsx",
            "2026-11-02",
            "预算科自查表-.xlsx",
            "2026-11-02",
            "分不出先后",
        ),
        (
            "预算科自查表（作废）.xlsx",
            "2026-11-09",
            "预算科自查表.xlsx",
            "2026-11-02",
            "注明不用",
        ),
    ];
    for (a, a_date, b, b_date, why) in cases {
        let office = office(&[
            (a, sheet(a_date, &[0, 1, 2])),
            (b, sheet(b_date, &[0, 1, 2, 3])),
        ]);
        assert_eq!(office.replaced(), [], "{a} {b}");
        let asked = office.found("M02");
        assert_eq!(asked.len(), 1, "{a} {b}");
        let said = message(asked[0]);
        assert!(
            said.contains(why) && said.contains(a) && said.contains(b),
            "{said}"
        );
        assert!(said.contains("文件修改时间 20"), "{said}");
        assert!(asked[0]["help"].as_str().expect("help").contains("最终版"));
        assert_eq!(office.run["rows"]["skipped"]["replaced_file"], Value::Null);
    }
}

#[test]
fn of_several_versions_the_newest_stands_for_all() {
    let office = office(&[
        ("预算科自查表.xlsx", sheet("2026-11-02", &[0, 1, 2])),
        ("预算科自查表改.xlsx", sheet("2026-11-05", &[0, 1, 2, 3])),
        (
            "预算科自查表改2.xlsx",
            sheet("2026-11-09", &[0, 1, 2, 3, 4]),
        ),
    ]);
    let newest = "预算科自查表改2.xlsx";
    let wanted = [
        ("预算科自查表.xlsx", newest),
        ("预算科自查表改.xlsx", newest),
    ];
    let wanted = wanted.map(|(a, b)| (a.to_owned(), b.to_owned()));
    assert_eq!(office.replaced(), wanted);
    assert_eq!(office.matters().len(), 5);
}

#[test]
fn versions_nobody_can_order_stay_and_what_is_older_than_one_of_them_goes() {
    let office = office(&[
        ("预算科自查表.xlsx", sheet("", &[0, 1, 2])),
        ("预算科自查表v2.xlsx", sheet("", &[0, 1, 2, 3])),
        ("预算科自查表改.xlsx", sheet("", &[0, 1, 2, 4])),
    ]);
    let replaced = office.replaced();
    assert_eq!(replaced.len(), 1);
    assert_eq!(replaced[0].0, "预算科自查表.xlsx");
    let asked = office.found("M02");
    assert_eq!(asked.len(), 1);
    assert!(message(asked[0]).starts_with("2 份表"), "{}", asked[0]);
}

#[test]
fn two_different_tables_of_a_section_are_no_versions() {
    let office = office(&[
        ("预算科权力清单.xlsx", sheet("2026-11-02", &[0, 1, 2])),
        ("预算科自查表.xlsx", sheet("2026-11-09", &[3, 4, 5])),
    ]);
    assert_eq!(office.replaced(), []);
    assert!(office.found("M02").is_empty());
    assert_eq!(office.matters().len(), 6);
}

#[test]
fn another_table_under_the_same_name_is_never_given_up() {
    let office = office(&[
        ("自查表.xlsx", sheet("2026-11-02", &[0, 1, 2])),
        ("自查表(1).xlsx", sheet("2026-11-09", &[3, 4, 5])),
    ]);
    assert_eq!(office.replaced(), []);
    assert_eq!(office.matters().len(), 6);
    assert!(message(office.found("M02")[0]).contains("没有相同的条目"));
}

#[test]
fn a_part_handed_in_later_does_not_replace_the_whole() {
    let office = office(&[
        ("预算科自查表.xlsx", sheet("2026-11-02", &[0, 1, 2, 3, 4])),
        ("预算科自查表(1).xlsx", sheet("2026-11-09", &[0])),
    ]);
    assert_eq!(office.replaced(), []);
    assert!(
        message(office.found("M02")[0]).contains("5 条，只有 1 条"),
        "{}",
        office.found("M02")[0]
    );
}

#[test]
fn tables_told_apart_by_words_of_their_names_are_asked_about() {
    let office = office(&[
        ("预算科自查表（业务）.xlsx", sheet("2026-11-02", &[0, 1, 2])),
        (
            "预算科自查表（制度）.xlsx",
            sheet("2026-11-09", &[0, 1, 2, 3]),
        ),
    ]);
    assert_eq!(office.replaced(), []);
    let said = message(office.found("M02")[0]);
    assert!(said.contains("“业务”") && said.contains("“制度”"), "{said}");
}

#[test]
fn a_form_renamed_is_still_the_same_form() {
    let office = office(&[
        (
            "附件 预算科廉政风险自查表.xlsx",
            sheet("2026-11-02", &[0, 1, 2]),
        ),
        ("自查表（预算科）.xlsx", sheet("2026-11-09", &[0, 1, 2, 3])),
    ]);
    let newer = "自查表（预算科）.xlsx";
    assert_eq!(
        office.replaced(),
        pair("附件 预算科廉政风险自查表.xlsx", newer)
    );
}

fn personal<'a>(person: &'a str, date: &'a str, entries: &'a [usize]) -> Sheet<'a> {
    Sheet {
        title: "个人岗位廉政风险自查表",
        person,
        ..sheet(date, entries)
    }
}

#[test]
fn forms_of_two_people_are_no_versions_however_alike() {
    let named = office(&[
        ("自查表.xlsx", personal("张一", "2026-11-02", &[0, 1, 2])),
        (
            "自查表(1).xlsx",
            personal("李二", "2026-11-09", &[0, 1, 2, 3]),
        ),
    ]);
    assert_eq!(named.replaced(), []);
    assert!(named.found("M02").is_empty());
    let own = office(&[
        ("自查表.xlsx", personal("张一", "2026-11-02", &[0, 1, 2])),
        (
            "自查表(1).xlsx",
            personal("张一", "2026-11-09", &[0, 1, 2, 3]),
        ),
    ]);
    assert_eq!(own.replaced(), pair("自查表.xlsx", "自查表(1).xlsx"));
}

const ROSTER: &str =
    "[[sections]]\nname = \"预算科\"\nstaff = [{ name = \"张一\" }, { name = \"李二\" }]\n";

#[test]
fn names_of_staff_in_file_names_tell_two_people_apart() {
    let files = |a, b| {
        [
            (a, sheet("2026-11-02", &[0, 1, 2])),
            (b, sheet("2026-11-09", &[0, 1, 2, 3])),
        ]
    };
    let two = office_with(&files("张一-自查表.xlsx", "李二-自查表.xlsx"), Some(ROSTER));
    assert_eq!(two.replaced(), []);
    assert!(two.found("M02").is_empty(), "{:?}", two.found("M02"));
    let folders = office_with(&files("张一/自查表.xlsx", "李二/自查表.xlsx"), Some(ROSTER));
    assert_eq!(folders.replaced(), []);
    assert!(folders.found("M02").is_empty());
    let one = office_with(
        &files("张一-自查表.xlsx", "张一-自查表改.xlsx"),
        Some(ROSTER),
    );
    assert_eq!(
        one.replaced(),
        pair("张一-自查表.xlsx", "张一-自查表改.xlsx")
    );
}

#[test]
fn personal_forms_without_a_name_are_asked_about() {
    let copies = office(&[
        ("自查表.xlsx", personal("", "2026-11-02", &[0, 1, 2])),
        ("自查表(1).xlsx", personal("", "2026-11-09", &[0, 1, 2, 3])),
    ]);
    assert_eq!(copies.replaced(), []);
    assert!(message(copies.found("M02")[0]).contains("没有写姓名"));
    let said = office(&[
        ("自查表.xlsx", personal("", "", &[0, 1, 2])),
        ("自查表修改版.xlsx", personal("", "", &[0, 1, 2, 3])),
    ]);
    assert_eq!(said.replaced(), pair("自查表.xlsx", "自查表修改版.xlsx"));
}

#[test]
fn forms_of_two_sections_are_no_versions() {
    let other = Sheet {
        section: "国库科",
        ..sheet("2026-11-09", &[0, 1, 2])
    };
    let office = office(&[
        ("自查表.xlsx", sheet("2026-11-02", &[0, 1, 2])),
        ("自查表(1).xlsx", other),
    ]);
    assert_eq!(office.replaced(), []);
    assert!(office.found("M02").is_empty());
}

#[test]
fn identical_files_are_settled_first_and_follow_the_one_that_stands_for_them() {
    let old = sheet("2026-11-02", &[0, 1, 2]);
    let office = office(&[
        ("预算科自查表.xlsx", old.clone()),
        ("预算科自查表(1).xlsx", old),
        ("预算科自查表改.xlsx", sheet("2026-11-09", &[0, 1, 2, 3])),
    ]);
    assert_eq!(office.run["rows"]["skipped"]["duplicate_file"], 3);
    assert_eq!(office.run["rows"]["skipped"]["replaced_file"], 3);
    assert_eq!(office.found("M03").len(), 1);
    assert_eq!(office.replaced().len(), 2);
}

/// A form that names its section nowhere.
fn nameless(entries: &[usize]) -> Sheet<'_> {
    Sheet {
        section: "",
        ..sheet("2026-11-02", entries)
    }
}

#[test]
fn two_sections_with_one_content_are_both_registered_and_asked_whether_they_copied() {
    let office = office(&[
        ("自查表.xlsx", nameless(&[0, 1])),
        ("国库科自查表(1).xlsx", nameless(&[0, 1])),
        ("国库科自查表.xlsx", nameless(&[0, 1])),
        ("预算科自查表.xlsx", nameless(&[0, 1])),
    ]);
    assert_eq!(office.run["rows"]["skipped"]["duplicate_file"], 4);
    assert_eq!(office.matters().len(), 4, "two of each section");
    let copied = office.found("M08");
    let told: Vec<(&str, &str)> = copied
        .iter()
        .map(|f| (f["place"]["file"].as_str().expect("a file"), message(f)))
        .collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert_eq!(told[0].0, "国库科自查表.xlsx");
    assert!(
        told[0].1.contains("“预算科”（预算科自查表.xlsx）"),
        "{told:?}"
    );
    assert_eq!(told[1].0, "预算科自查表.xlsx");
    assert_eq!(copied[0]["severity"], "warning");
    assert_eq!(copied[0]["section"], "国库科");
    let said = qingfeng(&["check", &office.inbox().display().to_string()]);
    assert!(said.out.contains("M08"), "{}", said.out);
}

#[test]
fn sections_that_copied_are_found_whatever_else_of_their_forms_differs() {
    let other = |section, entries| Sheet {
        section,
        ..sheet("2026-11-09", entries)
    };
    let found = office(&[
        ("甲.xlsx", other("国库科", &[0, 1, 2])),
        ("乙.xlsx", other("预算科", &[0, 1, 2])),
        ("丙.xlsx", other("会计科", &[0, 1, 3])),
    ]);
    assert_eq!(found.found("M08").len(), 2);
    assert_eq!(found.matters().len(), 9);
    let again = office(&[
        ("甲.xlsx", other("国库科", &[0, 1, 2])),
        ("乙.xlsx", other("国库科", &[0, 1, 2])),
    ]);
    assert!(again.found("M08").is_empty(), "one section's own");
}

#[test]
fn what_was_wrong_with_a_replaced_form_is_asked_of_nobody() {
    let files = [
        (
            "预算科自查表.xlsx",
            Sheet {
                spoilt: true,
                ..sheet("2026-11-02", &[0, 1, 2])
            },
        ),
        ("预算科自查表改.xlsx", sheet("2026-11-09", &[0, 1, 2])),
    ];
    let alone = office(&files[..1]);
    let wrong = |o: &Office| -> Vec<Value> {
        let of_old = o
            .result
            .iter()
            .filter(|f| f["place"]["file"] == "预算科自查表.xlsx");
        of_old
            .filter(|f| f["severity"] != "note")
            .cloned()
            .collect()
    };
    assert!(!wrong(&alone).is_empty(), "the form has errors of its own");
    let both = office(&files);
    assert!(wrong(&both).is_empty(), "{:?}", wrong(&both));
    let words = "；本文件已由“预算科自查表改.xlsx”代替";
    let retired: Vec<&Value> = both
        .result
        .iter()
        .filter(|f| message(f).ends_with(words))
        .collect();
    assert_eq!(retired.len(), wrong(&alone).len());
    let input = &both.run["inputs"][0];
    assert_eq!(input["findings"][0], 0);
    assert_eq!(
        both.run["rows"]["returned"], 0,
        "nothing of it is sent back"
    );
}

#[test]
fn the_book_says_which_file_stands_for_which_and_why() {
    let office = office(&[
        ("预算科自查表.xlsx", sheet("2026-11-02", &[0, 1, 2])),
        ("预算科自查表改.xlsx", sheet("2026-11-09", &[0, 1, 2])),
    ]);
    let words = "旧版，以“预算科自查表改.xlsx”为准：填报日期较早（2026-11-02，2026-11-09）";
    let mut book: Xlsx<_> =
        open_workbook(office.out().join("01-廉政风险点登记汇总表.xlsx")).expect("the book");
    let rows = book.worksheet_range("行数核对").expect("the sheet");
    let line = rows
        .rows()
        .find(|r| r.iter().any(|c| *c == "预算科自查表.xlsx"));
    let line: Vec<String> = line
        .expect("a line")
        .iter()
        .map(ToString::to_string)
        .collect();
    assert!(line.iter().any(|c| c == words), "{line:?}");
    let heads: Vec<String> = rows.rows().flatten().map(ToString::to_string).collect();
    assert!(heads.iter().any(|c| c == "旧版文件的行"));
    assert_eq!(office.run["inputs"][0]["replaced_why"], words);
    assert!(
        office
            .said
            .as_ref()
            .expect("a run")
            .out
            .contains("旧版文件的行 3")
    );
}

#[test]
fn an_unreadable_file_replaces_nothing() {
    let mut office = office(&[("预算科自查表.xlsx", sheet("2026-11-02", &[0, 1, 2]))]);
    fs::write(
        office.inbox().join("预算科自查表最终版.xlsx"),
        b"PK\x03\x04 broken",
    )
    .expect("a file");
    office.run();
    assert_eq!(office.replaced(), []);
    assert_eq!(office.matters().len(), 3);
}

#[test]
fn the_policy_may_change_what_is_said() {
    let files = [
        ("预算科自查表.xlsx", sheet("2026-11-02", &[0, 1, 2])),
        ("预算科自查表改.xlsx", sheet("2026-11-09", &[0, 1])),
    ];
    let policy =
        "[[rules]]\ncode = \"M01\"\nseverity = \"error\"\n[[rules]]\ncode = \"M03\"\noff = true\n";
    let office = office_with(&files, Some(policy));
    assert_eq!(office.found("M01")[0]["severity"], "error");
    assert!(office.found("M03").is_empty());
    for code in ["M01", "M02", "M03"] {
        let said = qingfeng(&["rules", code]);
        assert_eq!(said.status, 0, "{}", said.err);
        assert!(said.out.contains(code));
    }
}

#[test]
fn the_order_of_paths_and_the_number_of_jobs_change_nothing() {
    let office = office(&[
        ("a/预算科自查表.xlsx", sheet("2026-11-02", &[0, 1, 2])),
        ("b/预算科自查表v2.xlsx", sheet("", &[0, 1, 2, 3])),
        ("c/预算科自查表改.xlsx", sheet("2026-11-09", &[0, 1, 2, 4])),
        ("d/预算科自查表改.xlsx", sheet("", &[0, 1, 2, 5])),
    ]);
    let folders = ["a", "b", "c", "d"].map(|f| office.inbox().join(f).display().to_string());
    let run = |out: &str, folders: &[&String], jobs: &str| {
        let out = office.dir.path().join(out);
        let mut arguments = vec!["run".to_owned()];
        arguments.extend(folders.iter().map(|f| (*f).clone()));
        arguments.extend(
            [
                "-o",
                &out.display().to_string(),
                "--date",
                "2026-11-30",
                "--jobs",
                jobs,
            ]
            .map(str::to_owned),
        );
        let said = qingfeng(&arguments);
        assert_eq!(said.status, 0, "{}", said.err);
        folder_bytes(&out)
    };
    let [a, b, c, d] = &folders;
    let first = run("一", &[a, b, c, d], "1");
    assert_eq!(first, run("二", &[d, b, a, c], "4"));
}

#[test]
fn forms_that_share_some_entries_under_other_names_are_left_alone() {
    let office = office(&[
        ("预算科风险清单.xlsx", sheet("2026-11-02", &[0, 1, 2, 3])),
        ("预算科自查表.xlsx", sheet("2026-11-09", &[2, 3, 4, 5])),
    ]);
    assert_eq!(office.replaced(), []);
    assert!(office.found("M02").is_empty());
    assert_eq!(office.matters().len(), 6);
}

#[test]
fn of_a_year_in_which_nothing_came_twice_nothing_is_given_up() {
    let dir = temp();
    let inbox = dir.path().join("收表").display().to_string();
    let counts = ["--sections", "12", "--entries", "1500", "--seed", "2"];
    let mut arguments = vec!["sample", "-o", &inbox];
    arguments.extend(counts);
    assert_eq!(qingfeng(&arguments).status, 0);
    let out = dir.path().join("结果").display().to_string();
    let said = qingfeng(&["run", &inbox, "-o", &out, "--date", "2026-11-30"]);
    assert_eq!(said.status, 0, "{}", said.err);
    let text = fs::read_to_string(dir.path().join("结果/run.json")).expect("run.json");
    let run: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(run["rows"]["skipped"]["replaced_file"], Value::Null);
    assert!(run["findings"]["by_code"]["M03"].is_null());
}

/// Sections of the register with the number of their entries.
fn sections(office: &Office) -> Vec<(String, usize)> {
    let mut counts = std::collections::BTreeMap::new();
    for item in office.lines("register.jsonl") {
        let section = item["section"].as_str().unwrap_or("").to_owned();
        *counts.entry(section).or_insert(0) += 1;
    }
    counts.into_iter().collect()
}

fn of<'a>(title: &'a str, section: &'a str) -> Sheet<'a> {
    Sheet {
        title,
        section,
        ..sheet("2026-11-02", &[0, 1])
    }
}

fn counted(sections: &[(&str, usize)]) -> Vec<(String, usize)> {
    let counts = sections.iter().map(|(name, n)| ((*name).to_owned(), *n));
    counts.collect()
}

#[test]
fn sections_of_one_name_in_different_units_are_kept_apart_and_told() {
    let plain = "廉政风险点自查表";
    let office = office(&[
        ("东井街道人事办自查表.xlsx", of(plain, "东井街道人事办")),
        ("东关街道人事办自查表.xlsx", of(plain, "东关街道人事办")),
        ("1.xlsx", of("东台镇廉政风险点自查表", "人事办")),
    ]);
    let apart = [
        ("东井街道人事办", 2),
        ("东关街道人事办", 2),
        ("东台镇人事办", 2),
    ];
    assert_eq!(sections(&office), {
        let mut apart = counted(&apart);
        apart.sort();
        apart
    });
    let told = office.found("T24");
    assert_eq!(told.len(), 1);
    for unit in ["东井街道（1 张）", "东关街道（1 张）", "东台镇（1 张）"] {
        assert!(message(told[0]).contains(unit), "{}", message(told[0]));
    }
    let returned = office.found("M08");
    assert!(returned.iter().all(|f| f["section"] != "人事办"));
}

/// One list of many units: the same section of two of them, with the same entry, is two.
#[test]
fn a_column_of_units_keeps_their_sections_apart() {
    let list = |units| Sheet {
        units,
        ..of("财政系统廉政风险点汇总表", "综合股")
    };
    let office = office(&[("1.xlsx", list(&["东井镇财政所", "西河镇财政所"]))]);
    let apart = [("东井镇财政所综合股", 1), ("西河镇财政所综合股", 1)];
    assert_eq!(sections(&office), counted(&apart));
    assert_eq!(office.found("T24").len(), 1);
    let centre = Sheet {
        section: "支付中心",
        ..list(&["青云区财政局支付中心", "西河镇财政所"])
    };
    let itself = office_with(&[("1.xlsx", centre)], None);
    let apart = [("支付中心", 1), ("西河镇财政所支付中心", 1)];
    assert_eq!(sections(&itself), counted(&apart));
    let one = office_with(&[("1.xlsx", list(&["青云区财政局", "青云区财政局"]))], None);
    assert_eq!(sections(&one), counted(&[("综合股", 2)]));
}

#[test]
fn a_section_is_called_by_its_own_name_in_the_unit_of_most_forms() {
    let plain = "廉政风险点自查表";
    let title = "2026年清风市青云区财政局廉政风险点自查表";
    let forms = [
        ("1.xlsx", of(title, "预算科")),
        ("2.xlsx", of(plain, "青云区财政局预算科")),
        ("3.xlsx", of(plain, "财政局预算科")),
        ("4.xlsx", of("青云区廉政风险点自查表", "预算科")),
        ("5.xlsx", of(plain, "预算科")),
    ];
    let alone = office(&forms);
    assert_eq!(sections(&alone), counted(&[("预算科", 2)]));
    assert!(alone.found("T24").is_empty(), "one unit");
    let mut forms = forms.to_vec();
    forms.push(("6.xlsx", of(plain, "清河区财政局预算科")));
    let others = office(&forms);
    let apart = [("清河区财政局预算科", 2), ("预算科", 2)];
    assert_eq!(sections(&others), counted(&apart));
    let told = others.found("T24");
    assert_eq!(told.len(), 1);
    assert_eq!(told[0]["place"]["file"], "6.xlsx");
}

#[test]
fn a_town_of_the_unit_is_none_of_its_sections() {
    let plain = "廉政风险点自查表";
    let policy = "[unit]\nname = \"清风市青云区财政局\"\n";
    let office = office_with(
        &[
            ("1.xlsx", of(plain, "青云区财政局预算科")),
            ("2.xlsx", of(plain, "清风市青云区财政局东井街道财政所")),
            ("3.xlsx", of(plain, "东关镇财政所")),
        ],
        Some(policy),
    );
    let apart = [("东关镇财政所", 2), ("东井街道财政所", 2), ("预算科", 2)];
    assert_eq!(sections(&office), {
        let mut apart = counted(&apart);
        apart.sort();
        apart
    });
}
