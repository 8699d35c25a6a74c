//! What a perfect checker says of the levels of a finished form: it does not ask for their grounds, a level is lower or higher
//! than its answers suggest, the criteria leave it open, an entry of the lowest level names a weighty matter.

use super::layout::{Aside, Page};
use super::truth::{EntryTruth, FindingTruth};
use crate::location::CellRef;
use crate::model::{Field, Level};
use crate::policy::WordSet;
use crate::text;

/// What the pages of a form bring with them, page by page.
pub fn findings(pages: &[Page], weighty: &WordSet) -> Vec<FindingTruth> {
    let mut found = Vec::new();
    let mut asks = true;
    for page in pages {
        for entry in &page.entries {
            if entry.answers.is_none() && asks {
                asks = false;
                found.extend(not_asked(page, entry));
            }
            found.extend(level(entry));
            found.extend(question(page, entry, weighty));
        }
    }
    found
}

fn finding(
    entry: &EntryTruth,
    cell: Option<CellRef>,
    code: &'static str,
    what: &'static str,
) -> FindingTruth {
    FindingTruth {
        sheet: Some(entry.sheet.clone()),
        cell,
        code,
        what,
    }
}

/// Said once of a form, at the first head of its first table.
fn not_asked(page: &Page, entry: &EntryTruth) -> Option<FindingTruth> {
    let tables = page.tables.iter().rev();
    let table = tables
        .into_iter()
        .find(|t| t.head.last.row + 1 < entry.row)?;
    let head = Some(table.head.first);
    Some(finding(entry, head, "G07", "表中没有定级依据"))
}

fn level(entry: &EntryTruth) -> Option<FindingTruth> {
    let answers = entry.answers?;
    // Where the level has no column, the row is pointed at.
    let first = || entry.cells.values().min_by_key(|cell| cell.col);
    let cell = entry.cells.get(&Field::Level).or_else(first).copied();
    if answers.is_cashier() {
        return Some(finding(entry, cell, "G05", "定级标准没有说到"));
    }
    let (own, suggested) = (entry.level?, answers.suggested()?);
    match own.cmp(&suggested) {
        std::cmp::Ordering::Greater => Some(finding(entry, cell, "G01", "自评低于建议")),
        std::cmp::Ordering::Less => Some(finding(entry, cell, "G02", "自评高于建议")),
        std::cmp::Ordering::Equal => None,
    }
}

/// Words of a weighty matter in an entry of level three that no suggestion bears out.
fn question(page: &Page, entry: &EntryTruth, weighty: &WordSet) -> Option<FindingTruth> {
    let suggested = entry.answers.and_then(|a| a.suggested());
    // What the section says of the level bears it out too.
    let checked = page.tables.iter().flat_map(|t| &t.columns);
    if checked.into_iter().any(|c| c.aside == Some(Aside::Level)) {
        return None;
    }
    if entry.level != Some(Level::Three) || suggested.is_some() {
        return None;
    }
    let seen = manifestation(page, entry);
    let texts = [
        (Field::Matter, entry.matter.as_deref().unwrap_or_default()),
        (Field::Risk, entry.risk.as_str()),
        (Field::Manifestation, seen.as_str()),
    ];
    let named = |text: &str| weighty.within(&text::label_key(text)).is_some();
    let (field, _) = texts.into_iter().find(|(_, text)| named(text))?;
    let cell = entry.cells.get(&field).copied();
    Some(finding(entry, cell, "G09", "三级条目涉及重要事项"))
}

/// The manifestation over all rows of the entry.
fn manifestation(page: &Page, entry: &EntryTruth) -> String {
    let Some(first) = entry.cells.get(&Field::Manifestation) else {
        return String::new();
    };
    let rows = page
        .entries
        .iter()
        .map(|e| e.row)
        .filter(|r| *r > entry.row);
    // On a card something else stands below it.
    let columns = entry.cells.values().filter(|cell| cell.col == first.col);
    let end = match columns.count() {
        1 => rows.min().unwrap_or(u32::MAX),
        _ => first.row + 2,
    };
    let own = |at: CellRef| at.col == first.col && at.row >= first.row && at.row + 1 < end;
    let cells = page.sheet.cells.iter().filter(|c| own(c.at));
    let texts: Vec<String> = cells.map(|c| c.content.shown().into_owned()).collect();
    texts.join("\n")
}
