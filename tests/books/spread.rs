//! A table with more rows than a sheet takes: nothing of it is missing, and what counts it counts all of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use qingfeng::model::{Link, Linkage, Member, PairId, PairReview};
use qingfeng::report::{ReportContext, register_book, review_book};
use qingfeng::review;
use qingfeng::writer::{BookSpec, draft_to_bytes};

use crate::engines::engine::{Engine, Stored};
use crate::support::package::{Book, assert_well_formed, parts};
use crate::support::register;

/// Sheets take few rows, so that sixty items need several.
fn narrow() -> ReportContext {
    ReportContext {
        most_rows: 40,
        ..register::context()
    }
}

#[test]
fn a_long_register_goes_on_on_further_sheets_with_every_item_once() {
    let register = register::register();
    let bytes =
        draft_to_bytes(register_book(&register, &PairReview::default(), &narrow())).unwrap();
    assert_well_formed(&bytes);
    let book = Book::read(&bytes);
    for name in ["登记汇总表", "来源对照", "分级监管清单"] {
        let sheets = book.sheets().filter(|(n, _)| n.starts_with(name));
        let sheets: Vec<_> = sheets.collect();
        assert!(sheets.len() > 2, "{name}: {}", sheets.len());
        for item in &register.items {
            let on = sheets.iter().filter(|(_, s)| s.find(&item.id).is_some());
            assert_eq!(on.count(), 1, "{} on {name}", item.id);
        }
        for (sheet, own) in &sheets {
            assert!(own.last_row() < 40, "{sheet}");
            assert!(own.find("编号").is_some(), "heads of {sheet}");
        }
    }
    let first = book.sheet("登记汇总表").all_text();
    assert!(
        first.contains(
            "第 1—18 行在“登记汇总表”，第 19—54 行在“登记汇总表(2)”，第 55—60 行在“登记汇总表(3)”"
        ),
        "{first}"
    );
}

#[test]
fn what_counts_a_long_register_counts_all_its_sheets() {
    let bytes = draft_to_bytes(register_book(
        &register::register(),
        &PairReview::default(),
        &narrow(),
    ))
    .unwrap();
    let stored = Stored::open(&bytes);
    let over = |formula: &String| formula.contains("'登记汇总表(3)'!");
    assert!(stored.formulas.iter().any(|f| over(&f.3)));
    let mut differences = stored.differences(&Engine::open(&bytes));
    // The engine counts no single cell, as Excel does; that is what some supervisors have.
    differences.retain(|d| !d.starts_with("监管分工") && !d.starts_with("分级监管清单"));
    assert_eq!(differences, Vec::<String>::new());
}

#[test]
fn further_sheets_are_filtered_printed_and_filled_in_like_the_first() {
    let register = register::register();
    let book = register_book(&register, &PairReview::default(), &narrow()).described();
    let sheet = |book: &BookSpec, name: &str| {
        let mut sheets = book.sheets.iter();
        sheets.find(|s| s.name == name).unwrap().clone()
    };
    let (one, two) = (sheet(&book, "登记汇总表"), sheet(&book, "登记汇总表(2)"));
    assert_eq!((&one.widths, one.freeze), (&two.widths, two.freeze));
    assert_eq!(one.print.repeat_rows, two.print.repeat_rows);
    let [first, second] = [one.filter.unwrap(), two.filter.unwrap()];
    assert_eq!(
        (first.first, first.height(), second.height()),
        (second.first, 19, 37)
    );

    let entries = register.items.iter().map(|i| (*i.entry).clone());
    let mut asked = register.clone();
    for (item, mut entry) in asked.items.iter_mut().zip(entries) {
        entry.declared = None;
        item.entry = entry.into();
        (item.effective, item.basis) = item.entry.effective_level();
    }
    let review = review::state(&asked, review::Applied::default());
    assert!(review.open.len() > 30, "{} to decide", review.open.len());
    let book = review_book(&review, &asked, &BTreeMap::new(), &narrow()).described();
    let two = sheet(&book, "待评审(2)");
    let last = two.cells.iter().map(|c| c.at.row).max().unwrap();
    let to_the_end = two.inputs.iter().filter(|i| i.area.last.row == last);
    assert_eq!(to_the_end.count(), 2, "level and day");
    let open = two.protection.unwrap().open;
    assert_eq!(open.iter().filter(|area| area.last.row == last).count(), 4);
}

#[test]
fn pairs_and_merged_items_go_on_on_further_sheets_and_are_never_parted() {
    let mut register = register::register();
    for item in &mut register.items[..30] {
        (item.members, item.sources) = (Vec::new(), vec![item.id.clone()]);
    }
    for item in &mut register.items[30..] {
        let entry = Arc::clone(&item.entry);
        let member = |nth: usize| Member {
            id: format!("{}-{nth}", item.id),
            entry: Arc::clone(&entry),
        };
        item.members = (0..3).map(member).collect();
    }
    let link = |two: &[qingfeng::model::RegisterItem]| Link {
        id: PairId {
            kept: two[0].id.clone(),
            merged: two[1].id.clone(),
        },
        decision: Linkage::PossibleMatch,
        kept: two[0].sources[0].clone(),
        merged: two[1].sources[0].clone(),
        score: 0.5,
        comparisons: Vec::new(),
        why: String::new(),
    };
    let pairs = PairReview {
        open: register.items[..30].windows(2).map(link).collect(),
        first: 3,
        ..PairReview::default()
    };
    let ids: Vec<String> = pairs.open.iter().map(|link| link.id.to_string()).collect();
    let merged = register.items[30..].iter().map(|item| item.id.clone());
    let merged: Vec<String> = merged.collect();
    let mut review = review::state(&register, review::Applied::default());
    review.pairs = pairs;
    let addresses = BTreeMap::new();
    let questions = review_book(&review, &register, &addresses, &narrow());
    let compared = register_book(&register, &review.pairs, &narrow());
    for (name, book, ids, rows) in [
        ("其余疑似重复", questions, &ids[3..], 2),
        ("合并对照", compared, &merged[..], 3),
    ] {
        let bytes = draft_to_bytes(book).unwrap();
        assert_well_formed(&bytes);
        let book = Book::read(&bytes);
        let sheets = book.sheets().filter(|(n, _)| n.starts_with(name));
        let sheets: Vec<_> = sheets.collect();
        assert!(sheets.len() > 1, "{name}: {}", sheets.len());
        for id in ids {
            let mut on = sheets.iter().filter(|(_, s)| s.find(id).is_some());
            let (name, sheet) = on.next().expect("on some sheet");
            assert!(on.next().is_none(), "{id} stands twice");
            let (row, _) = sheet.find(id).unwrap();
            assert!(row + rows <= sheet.last_row() + 1, "{id} on {name}");
        }
        let told = format!("分在 {} 张：“{name}”“{name}(2)”", sheets.len());
        for (sheet, own) in &sheets {
            assert!(own.last_row() < 40, "{sheet}");
            assert!(own.all_text().contains(&told), "{sheet}: {told}");
        }
    }
}

#[test]
fn a_register_that_fits_says_nothing_of_further_sheets() {
    let bytes = draft_to_bytes(register_book(
        &register::register(),
        &PairReview::default(),
        &register::context(),
    ))
    .unwrap();
    assert!(!parts(&bytes)["xl/workbook.xml"].contains("(2)"));
}
