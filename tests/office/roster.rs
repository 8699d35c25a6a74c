//! The roster book in another program: filled in and saved under every format it has, and what it keeps of the lists.

use qingfeng::location::CellRef;
use qingfeng::policy::Policy;
use qingfeng::report::roster_book;
use qingfeng::writer::{BookSpec, CellSpec, Content, StyleRole, to_bytes};

use crate::libreoffice::converted;
use crate::support::blank::rules::{attribute, part, rules};
use crate::support::roster::{found, policy_of};

/// Cells of the sheets 科室, 岗位, 人员 and 领导, filled in.
const FILLED: [&[(&str, &str)]; 4] = [
    &[
        ("A4", "局领导班子"),
        ("B4", "局领导班子"),
        ("A5", "预算科"),
        ("C5", "预算股、预算办"),
        ("D5", "钱二"),
        ("E5", "张一"),
    ],
    &[("A4", "预算科"), ("B4", "预算编制岗")],
    &[("A4", "预算科"), ("B4", "预算编制岗"), ("C4", "张一")],
    &[
        ("A4", "赵一"),
        ("C4", "局主要领导"),
        ("A5", "钱二"),
        ("B5", "副局长"),
        ("C5", "分管领导"),
    ],
];

fn book() -> BookSpec {
    let words = Policy::embedded().expect("valid").roster_words;
    let mut book = roster_book(&words);
    for (sheet, cells) in book.sheets.iter_mut().zip(FILLED) {
        sheet.cells.extend(cells.iter().map(|(at, text)| CellSpec {
            at: at.parse::<CellRef>().expect("a cell"),
            content: Content::text(*text),
            style: StyleRole::Body,
        }));
    }
    book
}

pub fn a_book_filled_in_is_the_same_roster_whoever_saved_it() {
    let ours = to_bytes(&book()).expect("a book");
    let expected = policy_of(&ours, "");
    assert_eq!(found(&expected), Vec::<String>::new());
    assert_eq!(expected.roster.sections().len(), 2);
    for format in ["xlsx", "xls", "ods"] {
        let saved = converted(&[&ours], format);
        let policy = policy_of(&saved[0], "");
        assert_eq!(found(&policy), Vec::<String>::new(), "{format}");
        assert_eq!(policy.roster, expected.roster, "{format}");
        assert_eq!(policy.principal.as_deref(), Some("赵一"), "{format}");
    }
}

pub fn the_lists_and_prompts_of_a_blank_book_are_kept() {
    let ours = to_bytes(&book()).expect("a book");
    let saved = converted(&[&ours], "xlsx");
    for (number, lists) in [(1, 2), (2, 1), (3, 2), (4, 1)] {
        let sheet = |bytes: &[u8]| part(bytes, &format!("xl/worksheets/sheet{number}.xml"));
        for bytes in [&ours, &saved[0]] {
            let all = rules(&sheet(bytes));
            let of_kind = all.iter().filter(|rule| attribute(rule, "type") == "list");
            assert_eq!(of_kind.count(), lists, "sheet {number}");
            assert!(all.iter().all(|rule| !attribute(rule, "prompt").is_empty()));
        }
    }
    assert!(part(&saved[0], "xl/worksheets/sheet3.xml").contains("OFFSET("));
}
