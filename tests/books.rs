//! The workbooks as a clerk gets them: written, read back with another library, and recounted.
#![allow(clippy::unwrap_used)]

mod support;

#[path = "books/findings.rs"]
mod findings;
#[path = "books/hostile.rs"]
mod hostile;
#[path = "books/package.rs"]
mod package;
#[path = "books/recalculate.rs"]
mod recalculate;
#[path = "books/sample.rs"]
mod sample;

use package::{Book, assert_well_formed, parts};
use qingfeng::model::{Counted, Dimension, Field, Level, Register, SkipKind, Statistics};
use qingfeng::report::{register_book, statistics_book};
use qingfeng::stats::tabulate;
use qingfeng::writer::{BookSpec, save, to_bytes};

fn statistics(register: &Register) -> Statistics {
    let items = register.items.iter().map(|i| &i.entry);
    let handed_in = items.chain(register.returned.iter().map(|r| &r.entry));
    tabulate(register, &sample::roster(), handed_in)
}

fn books() -> [BookSpec; 3] {
    let register = sample::register();
    let context = sample::context();
    [
        register_book(&register, &context),
        statistics_book(&register, &statistics(&register), &context),
        findings::book(&findings::sample(), &register),
    ]
}

fn first() -> Book {
    Book::read(&to_bytes(&books()[0]).unwrap())
}

fn second() -> Book {
    Book::read(&to_bytes(&books()[1]).unwrap())
}

fn empty_books() -> [BookSpec; 3] {
    let (register, context) = (Register::default(), sample::context());
    let statistics = tabulate(&register, &qingfeng::model::Roster::default(), []);
    [
        register_book(&register, &context),
        statistics_book(&register, &statistics, &context),
        findings::book(&[], &register),
    ]
}

/// For looking at: `cargo test --test books -- --ignored` leaves the books in `target/tmp/books`.
#[test]
#[ignore = "writes files to look at"]
fn books_to_look_at() {
    let folder = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("books");
    std::fs::create_dir_all(&folder).unwrap();
    for (book, name) in books().iter().zip(["01.xlsx", "02.xlsx", "04.xlsx"]) {
        save(book, &folder.join(name)).unwrap();
    }
}

#[test]
fn every_part_is_well_formed_and_a_second_writing_gives_the_same_bytes() {
    for book in books().iter().chain(&empty_books()) {
        let bytes = to_bytes(book).unwrap();
        assert_well_formed(&bytes);
        assert!(bytes == to_bytes(book).unwrap(), "{} differs", book.title);
        let properties = &parts(&bytes)["docProps/core.xml"];
        assert_eq!(
            properties.matches("2026-11-22T00:00:00Z").count(),
            2,
            "the clock must not get into the file: {properties}"
        );
    }
}

#[test]
fn the_register_holds_every_word_of_every_item() {
    let register = sample::register();
    let book = first();
    let sheet = book.sheet("登记汇总表");
    for item in &register.items {
        let (row, _) = sheet.at(&item.id);
        let line = sheet.row(row);
        for field in [
            Field::Section,
            Field::Post,
            Field::Person,
            Field::Matter,
            Field::Category,
            Field::Risk,
            Field::Manifestation,
            Field::Measures,
            Field::Head,
            Field::Leader,
        ] {
            let text = item.entry.text(field).unwrap_or_default();
            assert!(line.iter().any(|c| c == text), "{} {field:?}", item.id);
        }
        assert!(line.contains(&item.entry.owners.join("、")), "{}", item.id);
        let level = item.effective.map_or("待定", Level::title);
        assert_eq!(line[sheet.at("风险\n等级").1 as usize], level);
    }
}

#[test]
fn the_totals_of_the_register_are_live_and_agree_with_a_recount() {
    let register = sample::register();
    let book = first();
    let sheet = book.sheet("登记汇总表");
    let count = |level| {
        register
            .items
            .iter()
            .filter(|i| i.effective == level)
            .count()
    };
    let expected = format!(
        "合计：共 60 个风险点，其中一级 {} 个，二级 {} 个，三级 {} 个，待定 {} 个。",
        count(Some(Level::One)),
        count(Some(Level::Two)),
        count(Some(Level::Three)),
        count(None)
    );
    let at = sheet.at(&expected);
    let (head, level) = sheet.at("风险\n等级");
    let letter = qingfeng::location::column_letters(level);
    let range = format!("{letter}{}:{letter}{}", head + 2, at.0);
    let formula = &sheet.formulas[&at];
    assert!(
        formula.contains(&format!("COUNTIF({range},\"一级\")")),
        "{formula}"
    );
    assert_eq!(sheet.text(at.0 - 1, 0), register.items.last().unwrap().id);
}

#[test]
fn columns_in_which_nothing_stands_are_dropped_and_the_needed_ones_stay() {
    let heads = |book: &Book| book.sheet("登记汇总表").row(2).join("|");
    assert!(heads(&first()).contains("姓名"));
    assert!(!heads(&first()).contains("备注"));
    let mut register = sample::register();
    for item in &mut register.items {
        for field in [Field::Post, Field::Person, Field::Measures, Field::Section] {
            item.entry.values.remove(&field);
        }
    }
    let bytes = to_bytes(&register_book(&register, &sample::context())).unwrap();
    let left = heads(&Book::read(&bytes));
    assert!(!left.contains("岗位") && !left.contains("姓名"), "{left}");
    assert!(left.contains("科室") && left.contains("防控措施"), "{left}");
}

#[test]
fn every_item_can_be_followed_to_its_file_and_cell_and_its_level_as_written() {
    let register = sample::register();
    let book = first();
    let sheet = book.sheet("来源对照");
    for item in &register.items {
        let line = sheet.row(sheet.at(&item.id).0);
        let written = &item.entry.values[&Field::Level].raw;
        for text in [
            item.entry.place.file.to_string(),
            item.entry.values[&Field::Risk].cell.unwrap().to_string(),
            item.entry.values[&Field::Level].cell.unwrap().to_string(),
            written.clone(),
        ] {
            assert!(line.contains(&text), "{}: {text}", item.id);
        }
    }
    let text = sheet.all_text();
    assert!(text.contains("廉政风险指数：=0.85"));
    assert!(text.contains("8–10"), "an entry over three rows");
    assert!(text.contains("人事科（1）#9"), "merged entries are named");
}

#[test]
fn returned_and_skipped_rows_are_kept_with_their_reasons() {
    let register = sample::register();
    let book = first();
    let returned = book.sheet("退回条目").all_text();
    for entry in &register.returned {
        for reason in &entry.reasons {
            assert!(returned.contains(reason.as_str()), "{reason}");
        }
        assert!(returned.contains(entry.entry.text(Field::Risk).unwrap()));
        assert!(returned.contains(entry.entry.text(Field::Manifestation).unwrap()));
    }
    let skipped = book.sheet("未登记的行");
    let kept = register
        .skipped
        .iter()
        .filter(|s| s.kind != SkipKind::Blank)
        .count();
    let head = skipped.at("序号").0 as usize;
    assert_eq!(skipped.last_row() as usize - head, kept);
    assert!(book.sheet("未识别的列").find("廉政风险指数").is_some());
}

#[test]
fn the_account_of_rows_balances_and_shows_where_it_does_not() {
    let mut register = sample::register();
    let book = first();
    let sheet = book.sheet("行数核对");
    let (total, _) = sheet.at("合计");
    let sums: Vec<usize> = (4..8).map(|col| sheet.count(total, col)).collect();
    let rows = &register.rows;
    let expected = [rows.read, rows.registered, rows.merged, rows.returned];
    assert_eq!(sums, expected);
    assert!(sheet.find("不平").is_none());
    let check = sheet.at("核对").1;
    assert_eq!(sheet.text(total, check), "平");
    assert_eq!(sheet.count(total, check - 1), rows.skipped_total());
    assert!(sheet.all_text().contains("以该文件为准"));

    register.files[0].rows.read += 1;
    let bytes = to_bytes(&register_book(&register, &sample::context())).unwrap();
    let book = Book::read(&bytes);
    let sheet = book.sheet("行数核对");
    let wrong = sheet.row(sheet.at(&register.files[0].file).0);
    assert!(wrong.iter().any(|c| c == "不平"));
    assert_eq!(sheet.text(sheet.at("合计").0, check), "不平");
}

#[test]
fn the_statistics_agree_with_a_recount_of_the_register() {
    let register = sample::register();
    let book = second();
    let sheet = book.sheet("科室×等级");
    for section in sample::SECTIONS {
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
    let register = sample::register();
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
fn heads_repeat_on_every_page_and_pages_are_numbered() {
    for book in books() {
        let parts = parts(&to_bytes(&book).unwrap());
        let workbook = &parts["xl/workbook.xml"];
        for sheet in &book.sheets {
            let Some((first, last)) = sheet.print.repeat_rows else {
                continue;
            };
            let titles = format!("'{}'!${}:${}", sheet.name, first + 1, last + 1);
            let plain = titles.replace('\'', "");
            assert!(
                workbook.contains(&titles) || workbook.contains(&plain),
                "{titles} not in {workbook}"
            );
        }
        for (name, text) in parts
            .iter()
            .filter(|p| p.0.starts_with("xl/worksheets/sheet"))
        {
            assert!(text.contains("第 &amp;P 页 共 &amp;N 页"), "{name}");
            assert!(
                text.contains("paperSize=\"9\"") && text.contains("fitToHeight=\"0\""),
                "{name}"
            );
        }
    }
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

#[test]
fn an_empty_register_gives_books_that_say_so() {
    let [one, two, four] = empty_books().map(|book| Book::read(&to_bytes(&book).unwrap()));
    assert!(
        one.sheet("登记汇总表")
            .all_text()
            .contains("本次没有登记风险点")
    );
    assert!(one.sheet("退回条目").all_text().contains("没有退回"));
    assert!(!one.names().contains(&"未登记的行"));
    assert!(two.sheet("科室×等级").all_text().contains("没有登记风险点"));
    for (sheet, words) in [
        ("问题清单", "没有发现问题"),
        ("按科室统计", "没有发现问题"),
        ("各文件问题数", "没有发现问题"),
        ("退回通知", "没有需要通知科室的问题"),
        ("退回条目", "没有退回"),
    ] {
        assert!(four.sheet(sheet).all_text().contains(words), "{sheet}");
    }
}

#[test]
fn saving_replaces_the_old_file_at_once_and_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("01-廉政风险点登记汇总表.xlsx");
    std::fs::write(&path, b"old").unwrap();
    let saved = save(&books()[0], &path).unwrap();
    let bytes = std::fs::read(&path).unwrap();
    assert_eq!(saved.bytes, bytes.len() as u64);
    assert_eq!(saved.sha256.len(), 64);
    assert_eq!(bytes, to_bytes(&books()[0]).unwrap());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    let blocked = folder.path().join("占用.xlsx");
    std::fs::create_dir(&blocked).unwrap();
    let error = save(&books()[0], &blocked).unwrap_err().to_string();
    assert!(error.contains("占用.xlsx"), "{error}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
}
