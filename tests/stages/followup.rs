//! What follows from a level: who supervises an item, when it is rated again, and what is drawn for a spot check.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use calamine::{Data, Reader, Xlsx, open_workbook};
use chrono::NaiveDate;
use qingfeng::app::{self, Inputs, RunOptions, Silent};
use qingfeng::followup::follow_up;
use qingfeng::location::Place;
use qingfeng::model::PairReview;
use qingfeng::model::{
    Basis, Decision, Entry, Field, FollowUp, Level, PartialDate, Rating, RatingBasis, RatingStatus,
    Register, RegisterItem, Role,
};
use qingfeng::policy::{Policy, Source};
use qingfeng::report::register_book;
use qingfeng::writer::{SheetSpec, to_bytes};
use serde_json::Value;

use crate::support::{self, register};

const OFFICES: &str = r#"
[leaders]
principal = "赵一"
[[sections]]
name = "预算科"
aliases = ["预算股"]
leader = "钱二"
head = "孙三"
[[sections]]
name = "国库科"
"#;

fn policy(text: &str) -> Policy {
    try_policy(text).unwrap()
}

fn try_policy(text: &str) -> Result<Policy, String> {
    let source = Source {
        name: "qingfeng.toml".to_owned(),
        text: text.to_owned(),
    };
    Policy::from_source(&source, &app::checks()).map_err(|e| e.to_string())
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn date(text: &str) -> PartialDate {
    text.parse().unwrap()
}

fn item(level: Option<Level>, fields: &[(Field, &str)]) -> RegisterItem {
    RegisterItem {
        id: String::new(),
        sources: Vec::new(),
        entry: register::entry("甲.xlsx", 3, fields).into(),
        members: Vec::new(),
        effective: level,
        basis: level.map_or(Basis::Open, |_| Basis::Declared),
        errors: Vec::new(),
        follow_up: FollowUp::default(),
        carried: qingfeng::model::Carried::default(),
        opinions: Vec::new(),
        keys: Vec::new(),
    }
}

/// The register after the stage.
fn followed(items: Vec<RegisterItem>, policy: &Policy, on: &str, seed: u64) -> Register {
    let mut register = Register {
        items,
        ..Register::default()
    };
    for (number, item) in (1..).zip(&mut register.items) {
        item.id = format!("2026-{number:04}");
    }
    follow_up(&mut register, policy, day(on), seed);
    register
}

/// Who supervises an item, in words.
fn supervisor(item: RegisterItem, policy: &Policy) -> Option<String> {
    let register = followed(vec![item], policy, "2026-11-30", 1);
    let supervisor = register.items[0].follow_up.supervisor.as_ref();
    supervisor.map(ToString::to_string)
}

#[test]
fn every_level_has_its_supervisor_and_every_name_its_fallback() {
    use Field::{Leader, Owner, Post, Section};
    let (one, two, three) = (Some(Level::One), Some(Level::Two), Some(Level::Three));
    let offices = policy(OFFICES);
    let bare = Policy::embedded().unwrap();
    let budget = (Section, "预算科");
    let treasury = (Section, "国库科");
    for (policy, level, fields, expected) in [
        (&offices, one, vec![budget], "局主要领导 赵一"),
        (&bare, one, vec![budget], "局主要领导"),
        // The roster outranks the form, also under another name of the section.
        (
            &offices,
            two,
            vec![budget, (Leader, "李四")],
            "分管领导 钱二",
        ),
        (&offices, two, vec![(Section, "预算股")], "分管领导 钱二"),
        (
            &offices,
            two,
            vec![treasury, (Leader, "李四")],
            "分管领导 李四",
        ),
        (
            &bare,
            two,
            vec![treasury, (Leader, "李四（副局长）")],
            "分管领导 李四",
        ),
        // A role names nobody; a title does not say whose.
        (
            &offices,
            two,
            vec![treasury, (Leader, "分管领导")],
            "国库科分管领导",
        ),
        (
            &bare,
            two,
            vec![treasury, (Leader, "副局长")],
            "国库科分管领导 副局长",
        ),
        (&bare, two, vec![treasury], "国库科分管领导"),
        (
            &offices,
            three,
            vec![budget, (Post, "预算编制岗"), (Owner, "周五")],
            "预算编制岗",
        ),
        (&offices, three, vec![budget], "本岗位"),
    ] {
        let found = supervisor(item(level, &fields), policy);
        assert_eq!(found.as_deref(), Some(expected), "{level:?} {fields:?}");
    }
    let mut owned = item(three, &[budget]);
    Arc::make_mut(&mut owned.entry).owners = vec!["周五".to_owned(), "吴六".to_owned()];
    assert_eq!(supervisor(owned, &offices).as_deref(), Some("周五、吴六"));
    assert_eq!(supervisor(item(None, &[budget]), &offices), None);
}

#[test]
fn whom_a_level_goes_to_is_a_setting() {
    let changed = format!("{OFFICES}\n[supervision]\ntwo = \"principal\"\nthree = \"head\"\n");
    let policy = policy(&changed);
    let of = |level, fields: &[(Field, &str)]| supervisor(item(Some(level), fields), &policy);
    let budget = [(Field::Section, "预算科")];
    assert_eq!(of(Level::One, &budget).as_deref(), Some("局主要领导 赵一"));
    assert_eq!(of(Level::Two, &budget).as_deref(), Some("局主要领导 赵一"));
    assert_eq!(
        of(Level::Three, &budget).as_deref(),
        Some("预算科负责人 孙三")
    );
    let other = [(Field::Section, "国库科"), (Field::Head, "郑七")];
    assert_eq!(
        of(Level::Three, &other).as_deref(),
        Some("国库科负责人 郑七")
    );
}

#[test]
fn a_pending_level_has_the_supervisor_of_the_level_that_counts_and_is_marked() {
    let mut pending = item(Some(Level::One), &[(Field::Section, "预算科")]);
    pending.basis = Basis::Pending;
    let settled = item(Some(Level::One), &[(Field::Section, "预算科")]);
    let register = followed(vec![pending, settled], &policy(OFFICES), "2026-11-30", 1);
    let of = |n: usize| register.items[n].follow_up.supervisor.clone().unwrap();
    assert_eq!(of(0).role, Role::Principal);
    assert!(of(0).provisional && !of(1).provisional);
}

/// How an entry with these dates is rated.
fn rating(decided: &str, rated: &str, reported: &str, policy: &Policy, on: &str) -> Rating {
    let read = |text: &str| (!text.is_empty()).then(|| date(text));
    let mut item = item(Some(Level::One), &[]);
    let entry: &mut Entry = Arc::make_mut(&mut item.entry);
    entry.rated_on = read(rated);
    entry.reported_on = read(reported);
    entry.decision = (decided != "none").then(|| Decision {
        level: Level::One,
        reason: String::new(),
        by: String::new(),
        on: read(decided),
        place: Place::file(&Arc::from("05-评审表.xlsx")),
    });
    followed(vec![item], policy, on, 1).items[0]
        .follow_up
        .rating
}

#[test]
fn the_next_rating_is_counted_from_the_first_date_that_is_known() {
    use RatingBasis::{Decision, RatedOn, ReportedOn};
    let policy = Policy::embedded().unwrap();
    for (dates, basis, next) in [
        (
            ["2026-12-01", "2025-05-04", "2026-11-02"],
            Some(Decision),
            "2029-12-01",
        ),
        // Decided, but nobody wrote down when.
        (
            ["", "2025-05-04", "2026-11-02"],
            Some(RatedOn),
            "2028-05-04",
        ),
        (
            ["none", "2025-05-04", "2026-11-02"],
            Some(RatedOn),
            "2028-05-04",
        ),
        (["none", "", "2026-11-02"], Some(ReportedOn), "2029-11-02"),
        (["none", "2024-02-29", ""], Some(RatedOn), "2027-02-28"),
        (["none", "2025-05", ""], Some(RatedOn), "2028-05"),
        (["none", "", ""], None, ""),
    ] {
        let [decided, rated, reported] = dates;
        let found = rating(decided, rated, reported, &policy, "2026-11-30");
        assert_eq!(found.from.map(|(basis, _)| basis), basis, "{dates:?}");
        let shown = found.next.map_or(String::new(), |on| on.to_string());
        assert_eq!(shown, next, "{dates:?}");
    }
}

#[test]
fn a_leap_day_stays_one_where_the_years_allow_it() {
    let policy = policy("[rating]\nyears = 4\n");
    let found = rating("none", "2024-02-29", "", &policy, "2026-11-30");
    assert_eq!(found.next, Some(date("2028-02-29")));
}

#[test]
fn which_dates_count_is_a_setting() {
    let policy = policy("[rating]\nfrom = [\"reported_on\"]\n");
    let found = rating(
        "2026-12-01",
        "2025-05-04",
        "2026-11-02",
        &policy,
        "2026-11-30",
    );
    assert_eq!(found.next, Some(date("2029-11-02")));
    let none = rating("2026-12-01", "2025-05-04", "", &policy, "2026-11-30");
    assert_eq!((none.next, none.status), (None, RatingStatus::Unknown));
}

#[test]
fn a_rating_is_due_ninety_days_ahead_and_overdue_the_day_after() {
    use RatingStatus::{Due, NotYet, Overdue, Unknown};
    let policy = Policy::embedded().unwrap();
    for (rated, on, status) in [
        ("2023-11-29", "2026-11-30", Overdue),
        ("2023-11-30", "2026-11-30", Due),
        // 90 days after 30 November 2026 is 28 February 2027.
        ("2024-02-28", "2026-11-30", Due),
        ("2024-02-29", "2026-11-30", Due),
        ("2024-03-01", "2026-11-30", NotYet),
        // Of a month only its end is certain.
        ("2023-10", "2026-10-31", Due),
        ("2023-10", "2026-11-01", Overdue),
        ("2024-02", "2026-11-30", Due),
        ("2024-03", "2026-11-30", NotYet),
        ("", "2026-11-30", Unknown),
    ] {
        let found = rating("none", rated, "", &policy, on);
        assert_eq!(found.status, status, "{rated} on {on}");
    }
}

/// 30 items of level one, 25 of two, 21 of three, 2 open; no two of them say the same.
fn population() -> Vec<RegisterItem> {
    let levels = [
        (Some(Level::One), 30),
        (Some(Level::Two), 25),
        (Some(Level::Three), 21),
        (None, 2),
    ];
    let mut items = Vec::new();
    for (level, count) in levels {
        for n in 0..count {
            let risk = format!("{level:?} {n}");
            let fields = [(Field::Section, "预算科"), (Field::Risk, risk.as_str())];
            items.push(item(level, &fields));
        }
    }
    items
}

/// What was drawn, by the risk points.
fn drawn(register: &Register) -> BTreeSet<String> {
    let items = register.items.iter().filter(|i| i.follow_up.drawn);
    items
        .map(|i| i.entry.text(Field::Risk).unwrap().to_owned())
        .collect()
}

fn draw(items: Vec<RegisterItem>, policy: &Policy, seed: u64) -> Register {
    followed(items, policy, "2026-11-30", seed)
}

/// Level, population, rate, number drawn.
fn strata(register: &Register) -> Vec<(Option<Level>, usize, u32, usize)> {
    let strata = register.spot_check.strata.iter();
    strata
        .map(|s| (s.level, s.population, s.rate, s.drawn))
        .collect()
}

#[test]
fn the_rates_are_kept_exactly_and_rounded_up() {
    let register = draw(population(), &Policy::embedded().unwrap(), 1);
    assert_eq!(
        strata(&register),
        [
            (Some(Level::One), 30, 100, 30),
            (Some(Level::Two), 25, 50, 13),
            (Some(Level::Three), 21, 20, 5),
            (None, 2, 100, 2),
        ]
    );
    assert_eq!(drawn(&register).len(), 50);
    let none = policy("[spot_check]\none = 0\ntwo = 1\nthree = 100\nopen = 0\n");
    let register = draw(population(), &none, 1);
    let counts: Vec<usize> = strata(&register).iter().map(|s| s.3).collect();
    assert_eq!(counts, [0, 1, 21, 0]);
    let of = |level| {
        let items = register.items.iter();
        let drawn = items.filter(|i| i.follow_up.drawn && i.effective == level);
        drawn.count()
    };
    assert_eq!([of(Some(Level::One)), of(Some(Level::Three))], [0, 21]);
    let empty = draw(Vec::new(), &none, 1);
    assert!(strata(&empty).iter().all(|s| (s.1, s.3) == (0, 0)));
}

#[test]
fn the_draw_depends_on_the_seed_and_on_nothing_but_what_the_items_say() {
    let policy = Policy::embedded().unwrap();
    let first = drawn(&draw(population(), &policy, 7));
    assert_eq!(first, drawn(&draw(population(), &policy, 7)));
    assert_ne!(first, drawn(&draw(population(), &policy, 8)));

    let mut elsewhere = population();
    elsewhere.reverse();
    elsewhere.rotate_left(17);
    for (row, item) in (20..).zip(&mut elsewhere) {
        let entry = Arc::make_mut(&mut item.entry);
        entry.place.file = Arc::from(format!("另存/{row}.xlsx"));
        entry.rows.first = row;
        item.sources = vec![format!("E{row}")];
    }
    assert_eq!(first, drawn(&draw(elsewhere, &policy, 7)));

    // What makes no other risk point of it makes no other draw: measures, remarks, spaces.
    let mut reworded = population();
    for item in &mut reworded {
        let values = &mut Arc::make_mut(&mut item.entry).values;
        let risk = values.get_mut(&Field::Risk).unwrap();
        risk.text = format!(" {} ", risk.text).into();
        let measures = risk.clone();
        values.insert(Field::Measures, measures);
    }
    let trimmed = drawn(&draw(reworded, &policy, 7));
    assert_eq!(first, trimmed.iter().map(|r| r.trim().to_owned()).collect());
}

#[test]
fn an_item_of_another_level_leaves_the_draw_of_the_others() {
    let policy = Policy::embedded().unwrap();
    let of_two = |register: &Register| -> BTreeSet<String> {
        let drawn = drawn(register).into_iter();
        drawn.filter(|risk| risk.contains("Two")).collect()
    };
    let before = of_two(&draw(population(), &policy, 7));
    let mut more = population();
    more.push(item(Some(Level::Three), &[(Field::Risk, "后来补报的")]));
    assert_eq!(before, of_two(&draw(more, &policy, 7)));
}

#[test]
fn mistakes_in_the_settings_are_named_with_their_lines() {
    let mistakes = "[supervision]\none = \"局长\"\nfour = \"post\"\n[rating]\nyears = 0\n\
        from = [\"rated_on\", \"rated\", \"rated_on\"]\nahead_days = \"90\"\n\
        [spot_check]\ntwo = 101\nopen = -1\nthre = 5\n";
    let said = try_policy(mistakes).unwrap_err();
    for (line, part) in [
        (2, "不认识“局长”"),
        (3, "没有名为“supervision.four”的设置"),
        (5, "“rating.years”的值 0 超出范围"),
        (6, "“rating.from”不认识“rated”"),
        (6, "“rated_on”（评定日期）在 from 中写了两次"),
        (7, "“rating.ahead_days”应为"),
        (9, "“spot_check.two”的值 101 超出范围"),
        (10, "“spot_check.open”的值 -1 超出范围"),
        (11, "没有名为“spot_check.thre”的设置"),
    ] {
        let wanted = format!("第 {line} 行：");
        let found = said
            .lines()
            .any(|l| l.contains(&wanted) && l.contains(part));
        assert!(found, "{line} {part} not in:\n{said}");
    }
    assert!(said.contains("9 处"), "{said}");
}

/// Forms of two sections with dates; 10 items.
fn inbox(folder: &Path) -> PathBuf {
    let inbox = folder.join("收表");
    fs::create_dir(&inbox).unwrap();
    fs::write(inbox.join("qingfeng.toml"), OFFICES).unwrap();
    let heads = [
        "序号",
        "岗位",
        "风险点",
        "风险等级",
        "防控措施",
        "责任人",
        "评定日期",
    ];
    let lines = |dates: &[&str], levels: &[&str]| -> Vec<[String; 3]> {
        let rows = dates.iter().zip(levels).zip(1..);
        rows.map(|((date, level), n)| {
            let risk = format!("第{n}个环节把关不严，可能造成资金损失");
            [risk, (*level).to_owned(), (*date).to_owned()]
        })
        .collect()
    };
    for (section, rows) in [
        (
            "预算科",
            lines(
                &["2023-11-02", "2023-12", "", "2026-01-05", "2023-01-31", ""],
                &["一级", "二级", "二级", "三级", "三级", "中高"],
            ),
        ),
        (
            "国库科",
            lines(
                &["", "2023-12-01", "", ""],
                &["一级", "二级", "二级", "三级"],
            ),
        ),
    ] {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write(0, 0, "廉政风险点自查表").unwrap();
        sheet.write(1, 0, format!("科室：{section}")).unwrap();
        for (col, head) in (0..).zip(heads) {
            sheet.write(2, col, head).unwrap();
        }
        for (row, [risk, level, rated]) in (3..).zip(rows) {
            let number = (row - 2).to_string();
            let post = format!("{section}{number}号岗");
            let measures = format!("{number}由两人审核并经集体研究，审批记录归档，每季度抽查一次");
            let cells = [&number, &post, &risk, &level, &measures, &post, &rated];
            for (col, cell) in (0..).zip(cells) {
                sheet.write(row, col, cell).unwrap();
            }
        }
        book.save(inbox.join(format!("{section}.xlsx"))).unwrap();
    }
    inbox
}

fn run(inbox: &Path, out: &Path, seed: Option<u64>, on: &str) {
    let options = RunOptions {
        inputs: Inputs {
            paths: vec![inbox.to_path_buf()],
            policy: None,
            year: Some(2026),
            date: day(on),
            jobs: 0,
        },
        out: out.to_path_buf(),
        review: Vec::new(),
        previous: Vec::new(),
        drop_previous: false,
        seed,
        mid_year: false,
        parquet: false,
    };
    app::run(&options, &Silent).unwrap();
}

const BOOK: &str = "01-廉政风险点登记汇总表.xlsx";

fn sheets(out: &Path) -> Vec<String> {
    let book: Xlsx<_> = open_workbook(out.join(BOOK)).unwrap();
    book.sheet_names()
}

fn rows(out: &Path, sheet: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook(out.join(BOOK)).unwrap();
    let range = book.worksheet_range(sheet).unwrap();
    let rows = range.rows();
    rows.map(|row| row.iter().map(Data::to_string).collect())
        .collect()
}

fn json(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn items(out: &Path) -> Vec<Value> {
    let text = fs::read_to_string(out.join("data/register.jsonl")).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// Lines of a list: those numbered in the first column and with a number of the register in the second.
fn listed(rows: &[Vec<String>]) -> Vec<&Vec<String>> {
    let is_line = |row: &&Vec<String>| row.get(1).is_some_and(|id| id.starts_with("2026-"));
    rows.iter().filter(is_line).collect()
}

#[test]
fn a_run_says_of_every_item_who_supervises_it_and_when_it_is_rated_again() {
    let dir = support::temp();
    let (inbox, out) = (inbox(dir.path()), dir.path().join("结果"));
    run(&inbox, &out, None, "2026-11-30");
    let items = items(&out);
    assert_eq!(items.len(), 10);
    let supervisors: Vec<Option<&str>> = items.iter().map(|i| i["supervisor"].as_str()).collect();
    assert_eq!(
        supervisors,
        [
            Some("局主要领导 赵一"),
            Some("分管领导 钱二"),
            Some("分管领导 钱二"),
            Some("预算科4号岗"),
            Some("预算科5号岗"),
            None,
            Some("局主要领导 赵一"),
            Some("国库科分管领导"),
            Some("国库科分管领导"),
            Some("国库科4号岗"),
        ]
    );
    let next: Vec<(Option<&str>, &str)> = items
        .iter()
        .map(|i| {
            (
                i["next_rating"].as_str(),
                i["rating_status"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(next[0], (Some("2026-11-02"), "overdue"));
    assert_eq!(next[1], (Some("2026-12"), "due"));
    assert_eq!(next[2], (None, "unknown"));
    assert_eq!(next[3], (Some("2029-01-05"), "not_yet"));
    let facts = &json(&out.join("run.json"))["follow_up"];
    assert_eq!(
        facts["ratings"],
        serde_json::json!({"overdue": 2, "due": 2, "not_yet": 1, "unknown": 5})
    );
    assert_eq!(
        facts["spot_check"]["seed"], 2026,
        "the year, where no seed is given"
    );
}

#[test]
fn every_leader_has_his_items_on_pages_of_his_own() {
    let dir = support::temp();
    let (inbox, out) = (inbox(dir.path()), dir.path().join("结果"));
    run(&inbox, &out, None, "2026-11-30");
    let rows = rows(&out, "分级监管清单");
    let headings: Vec<&str> = rows
        .iter()
        .map(|row| row[0].as_str())
        .filter(|text| text.contains("：共 "))
        .collect();
    assert_eq!(
        headings,
        [
            "局主要领导 赵一：共 2 个风险点，一级 2 个。",
            "分管领导 钱二：共 2 个风险点，二级 2 个。",
            "国库科分管领导：共 2 个风险点，二级 2 个。",
            "预算科各岗位：共 2 个风险点，三级 2 个。",
            "国库科各岗位：共 1 个风险点，三级 1 个。",
            "等级待定，尚未确定监管人：共 1 个风险点，待定 1 个。",
        ]
    );
    let ids: BTreeSet<&String> = listed(&rows).iter().map(|row| &row[1]).collect();
    assert_eq!(
        (listed(&rows).len(), ids.len()),
        (10, 10),
        "every item once"
    );
    let overview = self::rows(&out, "监管分工");
    let total = overview.iter().find(|row| row[0] == "合计").unwrap();
    assert_eq!(
        total[2..8],
        ["2", "4", "3", "1", "10", "0"].map(str::to_owned)
    );
}

#[test]
fn pages_begin_where_a_leader_begins() {
    let two = |section| item(Some(Level::Two), &[(Field::Section, section)]);
    let three = item(Some(Level::Three), &[(Field::Section, "预算科")]);
    let items = vec![two("预算科"), two("国库科"), three, two("预算科")];
    let register = followed(items, &policy(OFFICES), "2026-11-30", 1);
    let book = register_book(&register, &PairReview::default(), &register::context()).described();
    let list: &SheetSpec = book
        .sheets
        .iter()
        .find(|s| s.name == "分级监管清单")
        .unwrap();
    let texts: BTreeMap<u32, String> = list
        .cells
        .iter()
        .filter(|c| c.at.col == 0)
        .map(|c| (c.at.row, c.content.shown().into_owned()))
        .collect();
    let starts: Vec<&str> = list
        .print
        .page_starts
        .iter()
        .map(|row| texts[row].split('：').next().unwrap())
        .collect();
    assert_eq!(starts, ["国库科分管领导", "预算科各岗位"]);
    assert!(
        list.print.repeat_rows.unwrap().0 == 0,
        "every page has the title"
    );
    // As Excel reads it: the row before the break.
    let bytes = to_bytes(&book).unwrap();
    let folder = support::temp();
    let path = folder.path().join("01.xlsx");
    fs::write(&path, bytes).unwrap();
    let mut archive = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    let mut xml = String::new();
    for n in 1..=archive.len() {
        let name = format!("xl/worksheets/sheet{n}.xml");
        if let Ok(mut part) = archive.by_name(&name) {
            std::io::Read::read_to_string(&mut part, &mut xml).unwrap();
        }
    }
    for row in &list.print.page_starts {
        assert!(xml.contains(&format!("<brk id=\"{row}\"")), "{row}");
    }
}

#[test]
fn what_is_due_is_listed_with_the_overdue_first() {
    let dir = support::temp();
    let (inbox, out) = (inbox(dir.path()), dir.path().join("结果"));
    run(&inbox, &out, None, "2026-11-30");
    let rows = rows(&out, "评定到期清单");
    let (head, columns) = rows
        .iter()
        .enumerate()
        .find(|(_, row)| row[0] == "序号")
        .unwrap();
    let at = |name: &str| columns.iter().position(|c| c == name).unwrap();
    let lines: Vec<[&str; 3]> = rows[head + 1..head + 5]
        .iter()
        .map(|row| ["科室", "下次评定", "状态"].map(|name| row[at(name)].as_str()))
        .collect();
    assert_eq!(
        lines,
        [
            ["预算科", "2026-01-31", "已超期"],
            ["预算科", "2026-11-02", "已超期"],
            ["国库科", "2026-12-01", "到期"],
            ["预算科", "2026-12", "到期"],
        ]
    );
    let below: Vec<&str> = rows[head + 5..].iter().map(|row| row[0].as_str()).collect();
    assert_eq!(below[0], "合计：已超期 2 条，到期 2 条。");
    assert!(below[1].contains("1 条未到期，5 条没有"), "{below:?}");
}

#[test]
fn the_spot_check_list_shows_how_it_was_drawn_and_leaves_room_to_write() {
    let dir = support::temp();
    let (inbox, out) = (inbox(dir.path()), dir.path().join("结果"));
    run(&inbox, &out, Some(99), "2026-11-30");
    let rows = rows(&out, "抽查清单");
    let words: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    let says = |part: &str| words.iter().any(|w| w.contains(part));
    assert!(says("种子 99"), "{words:?}");
    assert!(
        says(
            "一级登记 2 条，抽 100%，2 条；二级登记 4 条，抽 50%，2 条；三级登记 3 条，抽 20%，1 条；待定登记 1 条，抽 100%，1 条"
        ),
        "{words:?}"
    );
    assert!(
        says("合计：共抽取 6 条，一级 2 条，二级 2 条，三级 1 条，待定 1 条。"),
        "{words:?}"
    );
    let head = rows.iter().find(|row| row[0] == "序号").unwrap();
    assert!(head.ends_with(&["抽查日期", "抽查情况", "抽查人"].map(str::to_owned)));
    let lines = listed(&rows);
    let on_sheet: BTreeSet<&str> = lines.iter().map(|row| row[1].as_str()).collect();
    assert!(
        lines
            .iter()
            .all(|row| row[row.len() - 3..].iter().all(String::is_empty))
    );

    // Whoever has the lots can draw the same: of each level the smallest.
    let items = items(&out);
    let mut by_level: BTreeMap<Option<u64>, Vec<(&str, &str)>> = BTreeMap::new();
    for item in &items {
        let lot = (item["lot"].as_str().unwrap(), item["id"].as_str().unwrap());
        by_level
            .entry(item["effective_level"].as_u64())
            .or_default()
            .push(lot);
    }
    let mut again = BTreeSet::new();
    for (level, share) in [(Some(1), 2), (Some(2), 2), (Some(3), 1), (None, 1)] {
        let lots = by_level.get_mut(&level).unwrap();
        lots.sort_unstable();
        again.extend(lots.iter().take(share).map(|(_, id)| *id));
    }
    assert_eq!(on_sheet, again);
    let marked = items.iter().filter(|i| i["spot_check"] == true);
    assert_eq!(
        on_sheet,
        marked.map(|i| i["id"].as_str().unwrap()).collect()
    );
}

#[test]
fn sheets_with_nothing_to_say_are_left_out_and_the_register_says_so() {
    let dir = support::temp();
    let (inbox, out) = (inbox(dir.path()), dir.path().join("结果"));
    let settings = format!(
        "{OFFICES}\n[rating]\nfrom = []\n[spot_check]\none = 0\ntwo = 0\nthree = 0\nopen = 0\n"
    );
    fs::write(inbox.join("qingfeng.toml"), settings).unwrap();
    run(&inbox, &out, None, "2026-11-30");
    let names = sheets(&out);
    assert!(names.iter().any(|n| n == "分级监管清单"), "{names:?}");
    assert!(
        !names.iter().any(|n| n == "评定到期清单" || n == "抽查清单"),
        "{names:?}"
    );
    let register = rows(&out, "登记汇总表");
    let note = register
        .iter()
        .find(|row| row[0].starts_with("分级监管、评定和抽查"))
        .unwrap();
    assert!(
        note[0].contains("没有等级评定已超期或将到期的风险点"),
        "{}",
        note[0]
    );
    assert!(note[0].contains("10 条没有可以推算的日期"), "{}", note[0]);
    assert!(note[0].contains("没有抽到风险点"), "{}", note[0]);
}

#[test]
fn the_command_takes_a_seed() {
    let dir = support::temp();
    let inbox = inbox(dir.path());
    let out = |name: &str| dir.path().join(name);
    let run = |name: &str, more: &[&str]| {
        let (inbox, out) = (inbox.display().to_string(), out(name).display().to_string());
        let fixed = ["run", &inbox, "-o", &out, "--date", "2026-11-30"];
        support::qingfeng(&[&fixed[..], more].concat())
    };
    let seed =
        |name: &str| json(&out(name).join("run.json"))["follow_up"]["spot_check"]["seed"].clone();
    assert_eq!(run("甲", &["--seed", "5"]).status, 0);
    assert_eq!(seed("甲"), 5);
    assert_eq!(run("乙", &[]).status, 0);
    assert_eq!(seed("乙"), 2026);
    let said = run("丙", &["--seed", "甲"]);
    assert_eq!(said.status, 2);
    assert!(
        said.err.contains("--seed") && said.err.contains("整数"),
        "{}",
        said.err
    );
}

#[test]
fn the_lists_are_not_read_again_beside_the_register() {
    let dir = support::temp();
    let (inbox, out) = (inbox(dir.path()), dir.path().join("结果"));
    fs::write(
        inbox.join("qingfeng.toml"),
        "[unit]\nname = \"清河区财政局\"",
    )
    .unwrap();
    run(&inbox, &out, None, "2026-11-30");
    let names = sheets(&out);
    assert!(names.iter().any(|n| n == "评定到期清单"), "{names:?}");
    let above = dir.path().join("上级收表");
    fs::create_dir(&above).unwrap();
    fs::write(
        above.join("qingfeng.toml"),
        "[unit]\nname = \"清河市财政局\"",
    )
    .unwrap();
    fs::copy(out.join(BOOK), above.join("某局登记表.xlsx")).unwrap();
    let again = dir.path().join("上级结果");
    run(&above, &again, None, "2026-11-30");
    let risks = |out: &Path| -> Vec<String> {
        let items = items(out).into_iter();
        let mut risks: Vec<String> = items.map(|i| i["risk"].to_string()).collect();
        risks.sort();
        risks
    };
    assert_eq!(risks(&out), risks(&again));
    let findings = fs::read_to_string(again.join("data/findings.jsonl")).unwrap();
    let mut said = findings.lines();
    let said = said.find(|l| l.contains("由登记表生成")).expect("told");
    for sheet in ["分级监管清单", "评定到期清单", "抽查清单", "行数核对"] {
        assert!(said.contains(sheet), "{sheet}: {said}");
    }
}
