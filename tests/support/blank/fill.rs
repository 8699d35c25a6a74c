//! Fills a blank form as its users would: the rows from top to bottom, each column by its head.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use qingfeng::app::process;
use qingfeng::location::CellRef;
use qingfeng::model::{Field, Form};
use qingfeng::policy::Policy;
use qingfeng::reader;
use qingfeng::writer::{Allowed, BookSpec, CellSpec, Content, InputSpec, Otherwise, StyleRole};

use super::occasion;

/// What is written into a row.
pub type Answer = BTreeMap<Field, String>;

/// Reads a workbook as the program does.
pub fn read(bytes: &[u8], name: &str, policy: &Policy) -> Form {
    let folder = crate::support::temp();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let source = reader::Source {
        path,
        shown: Arc::from(name),
    };
    process(&source, policy, occasion())
}

/// First and last row to be filled in.
fn body(book: &BookSpec) -> (u32, u32) {
    let sheet = &book.sheets[0];
    let first = sheet.protection.as_ref().unwrap().open_from.unwrap();
    (first, sheet.growing.unwrap().1)
}

fn text_at(book: &BookSpec, at: CellRef) -> String {
    let cells = book.sheets[0].cells.iter();
    let cell = cells.rev().find(|c| c.at == at);
    cell.map_or(String::new(), |c| c.content.shown().into_owned())
}

/// An answer for every row of a form, telling the rows apart; what is prefilled stays.
pub fn answers(book: &BookSpec, policy: &Policy) -> Vec<Answer> {
    let (first, last) = body(book);
    let answer = |row: u32| {
        let n = row - first + 1;
        let columns = (0..).zip(&policy.template.columns);
        let cells = columns.map(|(col, field)| {
            let there = text_at(book, CellRef::new(row, col));
            let written = if there.is_empty() {
                own_words(book, col, *field, n)
            } else {
                there
            };
            (*field, written)
        });
        cells.collect()
    };
    (first..=last).map(answer).collect()
}

/// A choice of the list where the list is closed, else words of one's own.
fn own_words(book: &BookSpec, col: u32, field: Field, n: u32) -> String {
    let first = body(book).0;
    let rule = book.sheets[0]
        .inputs
        .iter()
        .find(|i| i.area.contains(CellRef::new(first, col)));
    if let Some(InputSpec {
        allowed: Allowed::OneOf(items),
        otherwise,
        ..
    }) = rule
        && !items.is_empty()
        && *otherwise != Otherwise::Accept
    {
        // Levels and their grounds stand in the lists from the highest down, and agree with each other.
        let level = n as usize % 3;
        let choice = match field {
            Field::ThreeImportant | Field::Resources => level.min(1),
            Field::Discretion => level / 2,
            // Grades stand from the lowest up.
            Field::Likelihood | Field::Impact => 2 - level,
            _ => n as usize,
        };
        return items[choice % items.len()].clone();
    }
    match field {
        Field::Measures => {
            format!("第{n}项：每月由两人交叉复核台账，复核记录归档，按季抽查\n2.结果公示{n}日")
        }
        Field::Leader => "分管领导".to_owned(),
        Field::Post => format!("第{n}岗"),
        Field::Person => format!("某{n}"),
        _ => format!("第{n}行的{}内容", field.title()),
    }
}

/// Writes the answers into the rows, in the cells that may be written.
pub fn fill(book: &mut BookSpec, policy: &Policy, answers: &[Answer]) {
    let first = body(book).0;
    for (row, answer) in (first..).zip(answers) {
        for (col, field) in (0..).zip(&policy.template.columns) {
            if *field != Field::Seq {
                put(
                    book,
                    CellRef::new(row, col),
                    Content::text(answer[field].as_str()),
                );
            }
        }
    }
}

fn put(book: &mut BookSpec, at: CellRef, content: Content) {
    let sheet = &mut book.sheets[0];
    let protection = sheet.protection.as_ref().unwrap();
    let free = protection.open_from.is_some_and(|row| at.row >= row);
    let open = free || protection.open.iter().any(|a| a.contains(at));
    assert!(open, "{at} is locked");
    let old = sheet.cells.iter().rev().find(|c| c.at == at);
    let style = old.map_or(StyleRole::Body, |c| c.style);
    sheet.cells.push(CellSpec { at, content, style });
}

/// The cell beside the label that begins with `label`, above the table.
fn beside(book: &BookSpec, label: &str) -> CellRef {
    let sheet = &book.sheets[0];
    let cell = sheet
        .cells
        .iter()
        .find(|c| c.content.shown().starts_with(label))
        .unwrap();
    let merge = sheet.merges.iter().find(|m| m.first == cell.at);
    CellRef::new(cell.at.row, merge.map_or(cell.at.col, |m| m.last.col) + 1)
}

/// Writes the date above the table.
pub fn date(book: &mut BookSpec, day: NaiveDate) {
    let at = beside(book, "填报日期：");
    put(book, at, Content::Date(day));
}

/// Chooses the section on the general form.
pub fn choose_section(book: &mut BookSpec, section: &str) {
    let at = beside(book, "科室：");
    put(book, at, Content::text(section));
}
