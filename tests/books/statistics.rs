//! The statistics as a clerk gets them: what the tables say is what a recount of the register says.

use qingfeng::model::{Counted, Dimension, Field, Level};
use qingfeng::writer::to_bytes;

use crate::support::books::{books, empty_books, statistics};
use crate::support::package::{Book, parts};
use crate::support::register;

fn second() -> Book {
    Book::read(&to_bytes(&books()[1]).unwrap())
}

#[test]
fn the_statistics_agree_with_a_recount_of_the_register() {
    let register = register::register();
    let book = second();
    let sheet = book.sheet("科室×等级");
    for section in register::SECTIONS {
        let row = sheet.at(section).0;
        let own = || {
            let items = register.items.iter();
            items.filter(|i| i.entry.text(Field::Section) == Some(section))
        };
        let levels = [Some(Level::One), Some(Level::Two), Some(Level::Three), None];
        for (col, level) in (2..).zip(levels) {
            let count = own().filter(|i| i.effective == level).count();
            assert_eq!(sheet.count(row, col), count, "{section} {level:?}");
        }
        assert_eq!(sheet.count(row, 6), own().count());
    }
    for name in ["科室×等级", "类别×等级", "岗位×等级"] {
        let sheet = book.sheet(name);
        let row = (0..=sheet.last_row())
            .find(|r| sheet.text(*r, 0) == "合计")
            .unwrap();
        let first = if name == "岗位×等级" { 3 } else { 2 };
        assert_eq!(sheet.count(row, first + 4), 60, "{name}");
        let levels: usize = (first..first + 4).map(|col| sheet.count(row, col)).sum();
        assert_eq!(levels, 60, "{name}");
        let shares: f64 = (6..row).map(|r| sheet.number(r, first + 6)).sum();
        assert!(
            (shares - 1.0).abs() < 1e-9,
            "{name}: shares add up to {shares}"
        );
        for col in first..first + 7 {
            assert!(
                sheet.formulas.contains_key(&(row, col)),
                "{name}: total not live"
            );
        }
    }
}

#[test]
fn the_summary_repeats_the_figures_of_the_tables() {
    let register = register::register();
    let statistics = statistics(&register);
    let book = second();
    let sheet = book.sheet("汇总");
    let row = sheet.at("合计").0;
    let posts = statistics
        .table(Dimension::Section, Counted::Posts)
        .unwrap();
    let matters = statistics
        .table(Dimension::Section, Counted::Matters)
        .unwrap();
    assert_eq!(sheet.count(row, 1), 60);
    assert_eq!(sheet.count(row, 3), posts.total.total());
    assert_eq!(sheet.count(row, 4), matters.total.total());
    assert_eq!(
        sheet.count(row, 5),
        12,
        "the section without items is not counted"
    );
    assert!(posts.total.total() < 60 && matters.total.total() < 60);
    let text = sheet.all_text();
    assert!(
        text.contains("审定 20 个、自评 32 个、建议 0 个、待审定 4 个、待定 4 个"),
        "{text}"
    );
}

#[test]
fn coverage_names_who_is_missing_and_how_that_was_judged() {
    let book = second();
    let sheet = book.sheet("覆盖情况");
    let line = |section: &str| sheet.row(sheet.at(section).0).join("|");
    assert!(line("预算科").contains("有漏报") && line("预算科").contains("赵四、钱五"));
    assert!(line("绩效管理科").contains("未报送") && line("绩效管理科").contains("郑九、冯十"));
    assert!(line("行政政法科").contains("未逐人核对") && !line("行政政法科").contains("周七"));
    let unchecked = "有 2 人所在科室只报了科室表";
    for name in ["覆盖情况", "汇总"] {
        let text = book.sheet(name).all_text();
        assert!(
            text.contains(unchecked),
            "9 on the roster, 3 came, 4 missing"
        );
    }
    let empty = Book::read(&to_bytes(&empty_books()[1]).unwrap());
    assert!(empty.sheet("覆盖情况").all_text().contains("没有花名册"));
}

#[test]
fn charts_show_the_cells_of_the_tables() {
    let parts = parts(&to_bytes(&books()[1]).unwrap());
    let charts: Vec<&String> = parts
        .iter()
        .filter(|(name, _)| name.starts_with("xl/charts/chart"))
        .map(|(_, text)| text)
        .collect();
    assert_eq!(charts.len(), 3);
    assert!(
        charts
            .iter()
            .any(|c| c.contains("pieChart") && c.contains("汇总"))
    );
    assert!(charts.iter().any(|c| c.contains("'科室×等级'!$C$7:$C$19")));
}
