//! Blank forms in another program: filled in and saved under every format it has, and what it keeps of their rules.

use qingfeng::writer::to_bytes;

use crate::libreoffice::converted;
use crate::support::blank::fill::read;
use crate::support::blank::rules::{attribute, part, rules, sheet};
use crate::support::blank::{assert_round_trip, blank, filled, policy};

pub fn a_filled_form_comes_back_in_every_format() {
    let policy = policy("");
    let sections = ["预算科", "国库集中支付中心", ""];
    let filled = sections.map(|section| filled(section, &policy));
    let books = filled
        .each_ref()
        .map(|(book, _)| to_bytes(book).expect("a form"));
    for format in ["xlsx", "xls", "ods"] {
        let saved = converted(&books, format);
        for ((section, (_, answers)), bytes) in sections.iter().zip(&filled).zip(&saved) {
            let named = if section.is_empty() {
                "综合科/政研室"
            } else {
                section
            };
            let form = read(bytes, &format!("表.{format}"), &policy);
            assert_round_trip(&form, answers, named);
        }
    }
}

pub fn the_rules_the_notes_and_the_locks_are_kept() {
    let sections = ["预算科", "国库集中支付中心"];
    let books = sections.map(|section| to_bytes(&blank(section, &policy(""))).expect("a form"));
    let saved = converted(&books, "xlsx");
    for ((section, ours), theirs) in sections.iter().zip(&books).zip(&saved) {
        let count = |bytes: &[u8], kind: &str| {
            let of_kind = |r: &&String| attribute(r, "type") == kind;
            rules(&sheet(bytes)).iter().filter(of_kind).count()
        };
        for kind in ["list", "date", "textLength"] {
            assert!(count(ours, kind) > 0, "{section}: {kind}");
            assert_eq!(count(theirs, kind), count(ours, kind), "{section}: {kind}");
        }
        assert!(sheet(theirs).contains("<sheetProtection sheet=\"true\""));
        assert!(part(theirs, "xl/comments1.xml").contains("正确写法"));
    }
}
