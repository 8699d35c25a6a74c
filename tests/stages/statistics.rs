//! What the statistics count: each unit by its own rule, sections as the roster has them, and who is missing.
#![allow(clippy::unwrap_used)]

use qingfeng::model::{
    Basis, Counted, CoverageBasis, CrossRow, CrossTab, Dimension, Entry, Field, FollowUp, Level,
    Register, RegisterItem, Roster, SectionCoverage, SectionInfo, Staff, Statistics,
};
use qingfeng::stats::tabulate;

use crate::support::register;

fn item(section: &str, post: &str, matter: &str, category: &str, level: u8) -> RegisterItem {
    let effective = Level::from_number(i64::from(level));
    RegisterItem {
        id: String::new(),
        sources: Vec::new(),
        members: Vec::new(),
        entry: register::entry(
            "甲.xlsx",
            3,
            &[
                (Field::Section, section),
                (Field::Post, post),
                (Field::Matter, matter),
                (Field::Category, category),
            ],
        )
        .into(),
        effective,
        basis: effective.map_or(Basis::Open, |_| Basis::Declared),
        errors: Vec::new(),
        follow_up: FollowUp::default(),
        carried: qingfeng::model::Carried::default(),
        opinions: Vec::new(),
        keys: Vec::new(),
    }
}

fn section(name: &str, aliases: &[&str], staff: &[&str]) -> SectionInfo {
    SectionInfo {
        name: name.to_owned(),
        aliases: aliases.iter().map(|a| (*a).to_owned()).collect(),
        staff: staff
            .iter()
            .map(|name| Staff {
                name: (*name).to_owned(),
                posts: Vec::new(),
            })
            .collect(),
        ..SectionInfo::default()
    }
}

fn count(items: Vec<RegisterItem>, sections: Vec<SectionInfo>) -> Statistics {
    let register = Register {
        items,
        ..Register::default()
    };
    tabulate(&register, (&Roster::from_iter(sections), false), [])
}

fn lines(table: &CrossTab) -> Vec<(String, [usize; 4])> {
    let rows = table.rows.iter();
    rows.map(|r| (r.labels.join("/"), r.counts.cells()))
        .collect()
}

fn table(statistics: &Statistics, by: Dimension, counted: Counted) -> Vec<(String, [usize; 4])> {
    lines(statistics.table(by, counted).unwrap())
}

fn line(label: &str, cells: [usize; 4]) -> (String, [usize; 4]) {
    (label.to_owned(), cells)
}

#[test]
fn sections_come_in_the_order_of_the_roster_then_by_name_and_blank_last() {
    let items = vec![
        item("", "", "", "", 3),
        item("乙科", "", "", "", 2),
        item("采购办", "", "", "", 1),
        item("甲科", "", "", "", 0),
        item("政府采购科", "", "", "", 2),
    ];
    let roster = vec![
        section("预算科", &[], &[]),
        section("政府采购科", &["采购办"], &[]),
        section("甲科", &[], &[]),
    ];
    let statistics = count(items, roster);
    assert_eq!(
        table(&statistics, Dimension::Section, Counted::Risks),
        [
            line("预算科", [0, 0, 0, 0]),
            line("政府采购科", [1, 1, 0, 0]),
            line("甲科", [0, 0, 0, 1]),
            line("乙科", [0, 1, 0, 0]),
            line(CrossRow::BLANK, [0, 0, 1, 0]),
        ]
    );
    assert_eq!(statistics.basis, [0, 4, 0, 0, 1]);
}

#[test]
fn posts_and_matters_count_once_in_their_section_at_their_highest_level() {
    let items = vec![
        item("甲科", "审核岗", "拨款", "", 3),
        item("甲科", "审 核 岗", "拨款", "", 1),
        item("甲科", "出纳", "", "", 0),
        item("甲科", "出纳", "采购", "", 2),
        item("甲科", "会计", "采购", "", 0),
        item("甲科", "", "", "", 1),
        item("乙科", "审核岗", "拨款", "", 2),
    ];
    let statistics = count(items, Vec::new());
    let posts = statistics
        .table(Dimension::Section, Counted::Posts)
        .unwrap();
    assert_eq!(
        lines(posts),
        [line("乙科", [0, 1, 0, 0]), line("甲科", [1, 1, 0, 1])]
    );
    assert_eq!(posts.left_out, 1);
    let matters = statistics
        .table(Dimension::Section, Counted::Matters)
        .unwrap();
    assert_eq!(
        lines(matters),
        [line("乙科", [0, 1, 0, 0]), line("甲科", [1, 1, 0, 0])]
    );
    assert_eq!(matters.left_out, 2);
    assert_eq!((posts.total.total(), matters.total.total()), (4, 3));
    assert_eq!(
        table(&statistics, Dimension::Post, Counted::Risks),
        [
            line("乙科/审核岗", [0, 1, 0, 0]),
            line("甲科/会计", [0, 0, 0, 1]),
            line("甲科/出纳", [0, 1, 0, 1]),
            line("甲科/审核岗", [1, 0, 1, 0]),
            line(&format!("甲科/{}", CrossRow::BLANK), [1, 0, 0, 0]),
        ]
    );
}

#[test]
fn categories_come_by_number_with_the_blank_last() {
    let items = vec![
        item("", "", "", "", 1),
        item("", "", "", "", 1),
        item("", "", "", "", 1),
        item("", "", "", "思想道德", 1),
        item("", "", "", "业务流程", 2),
        item("", "", "", "業務流程", 3),
    ];
    let statistics = count(items, Vec::new());
    assert_eq!(
        table(&statistics, Dimension::Category, Counted::Risks),
        [
            line("业务流程", [0, 1, 1, 0]),
            line("思想道德", [1, 0, 0, 0]),
            line(CrossRow::BLANK, [3, 0, 0, 0]),
        ]
    );
}

fn handed_in(file: &str, section: &str, person: &str) -> Entry {
    register::entry(
        file,
        3,
        &[(Field::Section, section), (Field::Person, person)],
    )
}

fn cover(entries: &[Entry]) -> (Vec<SectionCoverage>, Vec<String>) {
    let roster = Roster::from_iter([
        section("甲科", &["甲股"], &["张一", "李二", "王三"]),
        section("乙科", &[], &["赵四"]),
        section("丙科", &[], &[]),
        section("丁科", &[], &["钱五"]),
    ]);
    let coverage = tabulate(&Register::default(), (&roster, false), entries).coverage;
    (coverage.sections, coverage.unknown_sections)
}

#[test]
fn staff_are_checked_by_name_only_where_forms_name_persons() {
    let (sections, unknown) = cover(&[
        handed_in("一.xlsx", "甲科", "张 一"),
        handed_in("二.xlsx", "甲股", "李二、孙六"),
        handed_in("二.xlsx", "甲科", ""),
        handed_in("三.xlsx", "乙科", ""),
        handed_in("三.xlsx", "丙科", ""),
        handed_in("四.xlsx", "戊科", "钱五"),
    ]);
    let judged: Vec<_> = sections
        .iter()
        .map(|s| (s.basis, s.files, s.reported, s.missing.join("、")))
        .collect();
    assert_eq!(
        judged,
        [
            (CoverageBasis::ByName, 2, 2, "王三".to_owned()),
            (CoverageBasis::SectionForm, 1, 0, String::new()),
            (CoverageBasis::NoStaff, 1, 0, String::new()),
            (CoverageBasis::Nothing, 0, 0, "钱五".to_owned()),
        ]
    );
    assert_eq!(unknown, ["戊科"]);
}

#[test]
fn without_a_roster_nothing_is_called_missing() {
    let register = register::register();
    let entries: Vec<&Entry> = register.items.iter().map(|i| &*i.entry).collect();
    let coverage = tabulate(&register, (&Roster::default(), false), entries).coverage;
    assert!(coverage.sections.is_empty() && coverage.unknown_sections.is_empty());
}

#[test]
fn risks_listed_in_one_item_are_counted_one_by_one_and_items_as_items() {
    let mut several = item("预算科", "编制岗", "预算编制", "业务流程", 1);
    let risk = "1.压低基数；2.虚列项目；3.拖延批复";
    let value = register::entry("甲.xlsx", 3, &[(Field::Risk, risk)]);
    let entry = std::sync::Arc::make_mut(&mut several.entry);
    entry
        .values
        .insert(Field::Risk, value.values[&Field::Risk].clone());
    let items = vec![several, item("预算科", "编制岗", "预算编制", "业务流程", 2)];
    let counted = count(items, Vec::new());
    let of = |counted_by| counted.table(Dimension::Section, counted_by).unwrap().total;
    assert_eq!(of(Counted::Risks).cells(), [3, 1, 0, 0]);
    assert_eq!(of(Counted::Posts).cells(), [1, 0, 0, 0]);
    assert_eq!((counted.items, counted.basis.iter().sum::<usize>()), (2, 4));
    for by in [Dimension::Category, Dimension::Post] {
        let table = counted.table(by, Counted::Risks).unwrap();
        assert_eq!(table.total.total(), 4, "{by:?}");
    }
}
