//! Rows below the signatures and notes of a table that look like entries, and were not filled as only entries are: nobody may
//! take them for notes without a word.

use std::collections::BTreeSet;

use super::body::Body;
use super::checks;
use super::filled::{Filled, is_footer_word, is_total};
use super::header::Head;
use super::key;
use super::label::signs_or_opines;
use super::ranges::ranges;
use super::view::View;
use crate::diagnostic::Diagnostic;
use crate::location::{CellRef, Place, row_number};
use crate::model::{Field, SkipKind, SkippedRow};
use crate::policy::Lookup;
use crate::reader::Written;

/// Fields that say whose an entry is.
const WHOSE: [Field; 3] = [Field::Section, Field::Post, Field::Person];

/// A finding for rows below the signatures or notes of a table that look like entries and were not filled as only these are.
pub fn like_entries(
    view: View<'_>,
    body: &Body,
    head: &Head,
    (place, lookup): (&Place, &Lookup<'_>),
) -> Option<Diagnostic> {
    let filled = Filled { head, lookup };
    let of_entry = |at: CellRef| {
        filled
            .field(at)
            .is_some_and(|f| f.is_telling() || WHOSE.contains(&f))
    };
    let like = |row: &u32| {
        let own = view.row(*row, head.left(), head.right());
        let known = own.iter().filter(|(at, _)| of_entry(*at)).count();
        known > 1
            && filled.names_risk(view, &own)
            && !own.iter().any(|(_, written)| is_label(*written, lookup))
    };
    let footers = body.skipped.iter().filter(|s| s.kind == SkipKind::Footer);
    let rows: BTreeSet<u32> = footers.map(|s| s.row).filter(like).collect();
    let first = *rows.first()?;
    let shown = ranges(&rows, |row| row_number(row).to_string());
    let message = format!(
        "第 {shown} 行写在签字、说明下面，像是条目而没有填全，没有登记。如果是条目，请把各栏填全，或者移到签字、说明上面"
    );
    let place = Place {
        cell: view
            .row(first, head.left(), head.right())
            .first()
            .map(|(at, _)| *at),
        ..place.clone()
    };
    Some(Diagnostic::new(&checks::UNREAD, place, message))
}

/// Words of the text of an entry that somebody wrote below a table, where its columns had no room.
const TOLD: [&str; 3] = ["措施：", "措施:", "措施为"];
/// Words of lines that say how to fill in the form.
const HOW: [&str; 7] = ["填写", "填报", "应填", "要求", "注", "请", "说明："];

/// A finding for lines of text below a table that say a risk with its measures, or one more risk.
pub fn in_words(view: View<'_>, body: &Body, place: &Place) -> Option<Diagnostic> {
    let footers = body.skipped.iter().filter(|s| s.kind == SkipKind::Footer);
    let like = |row: &&SkippedRow| {
        let says = |words: &[&str]| words.iter().any(|word| row.text.contains(word));
        let (label, said) = row.text.split_once(['：', ':']).unwrap_or_default();
        let more = ["补充", "其他", "其它", "另有"]
            .iter()
            .any(|word| label.contains(word));
        let risk = more && label.ends_with(['险', '点']) && said.trim().chars().count() > 4;
        let whole = says(&TOLD) && says(&["级", "风险", "高", "中", "低"]);
        (risk || whole) && !says(&HOW)
    };
    let rows: BTreeSet<u32> = footers.filter(like).map(|s| s.row).collect();
    let first = *rows.first()?;
    let shown = ranges(&rows, |row| row_number(row).to_string());
    let message = format!(
        "第 {shown} 行写在表下面的文字像是条目，没有登记。如果是条目，请在表中加一行，逐栏填写"
    );
    let place = Place {
        cell: view.whole_row(first).first().map(|(at, _)| *at),
        ..place.clone()
    };
    Some(Diagnostic::new(&checks::UNREAD, place, message))
}

/// Whether a cell is a label of what is written below a table.
fn is_label(written: Written<'_>, lookup: &Lookup<'_>) -> bool {
    signs_or_opines(written)
        || written.contains([':', '：'])
        || is_footer_word(&written, lookup)
        || is_total(&written, lookup)
        || key::is_key(&written, lookup)
}
