//! The register as a clerk gets it: written, read back with another library, and recounted.

use qingfeng::model::PairReview;
use qingfeng::model::{Field, Level, SkipKind};
use qingfeng::report::register_book;
use qingfeng::writer::{draft_to_bytes, to_bytes};

use crate::support::books::books;
use crate::support::package::Book;
use crate::support::register;

fn first() -> Book {
    Book::read(&to_bytes(&books()[0]).unwrap())
}

#[test]
fn the_register_holds_every_word_of_every_item() {
    let register = register::register();
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
    let register = register::register();
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
        "合计：登记 60 条，共 60 个风险点，其中一级 {} 个，二级 {} 个，三级 {} 个，待定 {} 个。",
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
    let mut register = register::register();
    for item in &mut register.items {
        for field in [Field::Post, Field::Person, Field::Measures, Field::Section] {
            std::sync::Arc::make_mut(&mut item.entry)
                .values
                .remove(&field);
        }
    }
    let bytes = draft_to_bytes(register_book(
        &register,
        &PairReview::default(),
        &register::context(),
    ))
    .unwrap();
    let left = heads(&Book::read(&bytes));
    assert!(!left.contains("岗位") && !left.contains("姓名"), "{left}");
    assert!(left.contains("科室") && left.contains("防控措施"), "{left}");
}

#[test]
fn every_item_can_be_followed_to_its_file_and_cell_and_its_level_as_written() {
    let register = register::register();
    let book = first();
    let sheet = book.sheet("来源对照");
    for item in &register.items {
        let line = sheet.row(sheet.at(&item.id).0);
        let written = &item.entry.values[&Field::Level].raw;
        for text in [
            item.entry.place.file.to_string(),
            item.entry.values[&Field::Risk].cell.unwrap().to_string(),
            item.entry.values[&Field::Level].cell.unwrap().to_string(),
            written.to_string(),
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
    let register = register::register();
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
    let mut register = register::register();
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
    let bytes = draft_to_bytes(register_book(
        &register,
        &PairReview::default(),
        &register::context(),
    ))
    .unwrap();
    let book = Book::read(&bytes);
    let sheet = book.sheet("行数核对");
    let wrong = sheet.row(sheet.at(&register.files[0].file).0);
    assert!(wrong.iter().any(|c| c == "不平"));
    assert_eq!(sheet.text(sheet.at("合计").0, check), "不平");
}
