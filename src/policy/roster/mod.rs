//! 花名册 from a book (花名册.xlsx): read by the heads of its columns, whoever made it, and laid below what the policy file
//! says. What is wrong with it becomes a finding with its cell; the file itself must be right.

pub mod checks;
mod gather;
mod heads;
mod lay;
mod members;
mod page;
mod said;
mod settle;
mod sheet;

use super::roster_book::RosterBook;
use super::schema::Written;
use super::settings::Policy;
use crate::reader::Workbook;
use crate::text;

/// Takes what a book says into what the policy file says. The policy has its words and heads already.
pub fn take(
    book: &mut RosterBook,
    workbook: &Workbook,
    written: &mut Written,
    policy: &mut Policy,
) {
    let read = sheet::read(workbook, &book.shown, policy);
    book.findings.extend(read.findings);
    let mut said = gather::gather(&read.rows, &read.empty, policy);
    said.settle();
    if let Some(principal) = said.principal() {
        match &policy.principal {
            None => policy.principal = Some(principal.text),
            Some(own) if text::key(own) != text::key(&principal.text) => {
                let what = format!(
                    "花名册写的局主要领导“{}”与口径文件不一致，以口径文件为准",
                    principal.text
                );
                said.findings
                    .push(principal.finding(&checks::OVERRULED, what));
            }
            Some(_) => {}
        }
    }
    book.sections = said.sections.len();
    for section in &said.sections {
        let name = &section.name.text;
        book.places.note(name, "", &section.name.at);
        let people = section.staff.iter().map(|person| &person.name);
        for said in people.chain(&section.posts) {
            book.places.note(name, &said.text, &said.at);
        }
    }
    lay::lay(&mut written.sections, &mut said);
    book.findings.extend(said.findings);
    book.findings.sort();
}
