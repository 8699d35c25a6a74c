//! What a file is for, by the words of its titles and by what was found in it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::checks;
use crate::diagnostic::Diagnostic;
use crate::location::Place;
use crate::model::{Field, FormKind, FormSheet};
use crate::policy::{Lookup, WordSet};
use crate::reader::Sheet;
use crate::text;

/// Rows at the top of a sheet in which a title is looked for.
const TITLE_ROWS: u32 = 3;

/// Decides the kind. The tables of a file that is no self-check sheet and no register are dropped, with a finding.
pub fn of(
    read: &mut [FormSheet],
    sheets: &[Sheet],
    file: &Arc<str>,
    lookup: &Lookup<'_>,
    findings: &mut Vec<Diagnostic>,
) -> FormKind {
    let titles = titles(read, sheets);
    let words = &lookup.policy().words;
    let named = |set: &WordSet| titles.iter().any(|t| set.within(t).is_some());
    let others = [
        (&words.review_titles, FormKind::Review, "评审表"),
        (
            &words.result_titles,
            FormKind::Unknown,
            "统计表、问题清单、公示表或考核汇总表",
        ),
        (&words.score_titles, FormKind::ScoreSheet, "考核评分表"),
        (&words.ledger_titles, FormKind::Ledger, "台账"),
    ];
    let has_tables = read.iter().any(|s| !s.tables.is_empty());
    if let Some((_, kind, what)) = others.into_iter().find(|(set, ..)| named(set)) {
        for sheet in read {
            sheet.tables.clear();
        }
        // What was found wrong in it was judged as if it were a self-check sheet.
        findings.clear();
        // These are read for what they are.
        if matches!(kind, FormKind::ScoreSheet | FormKind::Ledger) {
            return kind;
        }
        let message = format!("按标题看，这是{what}，没有作为自查表登记");
        findings.push(Diagnostic::new(
            &checks::OTHER_KIND,
            Place::file(file),
            message,
        ));
        return kind;
    }
    if named(&words.register_titles) {
        leave_out_lists(read, file, &words.list_titles, findings);
    }
    // 汇总表 of one section is its own report; a consolidated register has several.
    let sections: BTreeSet<&str> = read
        .iter()
        .flat_map(|s| &s.tables)
        .flat_map(|t| &t.entries)
        .filter_map(|e| e.text(Field::Section))
        .collect();
    match (
        has_tables,
        named(&words.register_titles) && sections.len() > 1,
    ) {
        (true, true) => FormKind::Register,
        (true, false) => FormKind::SelfCheck,
        (false, _) => FormKind::Unknown,
    }
}

/// Drops the lists that repeat what the register in the same file says.
fn leave_out_lists(
    read: &mut [FormSheet],
    file: &Arc<str>,
    lists: &WordSet,
    findings: &mut Vec<Diagnostic>,
) {
    for sheet in read {
        let is_list = |title: &str| lists.within(&text::key(title)).is_some();
        let titles: Vec<&str> = sheet
            .tables
            .iter()
            .filter_map(|t| t.title.as_deref())
            .collect();
        if titles.is_empty() || !titles.into_iter().all(is_list) {
            continue;
        }
        sheet.tables.clear();
        findings.retain(|f| f.place.sheet.as_ref() != Some(&sheet.name));
        let message = "按标题看，这是由登记表生成的清单，内容已在登记表中，没有再读一遍";
        let place = Place::sheet(file, &sheet.name);
        findings.push(Diagnostic::new(&checks::OTHER_KIND, place, message));
    }
}

/// Titles of the tables; of a sheet without tables the lines at its top.
fn titles(read: &[FormSheet], sheets: &[Sheet]) -> Vec<String> {
    let own = read
        .iter()
        .flat_map(|s| &s.tables)
        .filter_map(|t| t.title.as_deref())
        .map(text::key);
    let without = sheets.iter().filter(|sheet| {
        read.iter()
            .any(|s| s.name == sheet.name && s.tables.is_empty())
    });
    let top =
        without.flat_map(|sheet| sheet.grid.cells().take_while(|(at, _)| at.row < TITLE_ROWS));
    own.chain(top.map(|(_, value)| text::key(&value.display())))
        .filter(|line| line.chars().count() <= 60)
        .collect()
}
