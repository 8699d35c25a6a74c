//! 07-上报报告 of many units, with a chapter on the units: its figures are read off the books of the roll-up, each with its cell.

use super::super::context::ReportContext;
use super::super::upward::{Asked, Facts, Main, Page, Templates, Upward, letter};
use super::handed_in::names;
use super::{RollupInput, changes, rollup_statistics_book};
use crate::error::Error;
use crate::model::{Book, CrossRow, HandedIn};

/// Writes the report; `known` are the gaps of the one before.
///
/// # Errors
/// [`Error::Policy`] where a template asks for something that is not there.
pub fn rollup_upward(
    input: &RollupInput<'_>,
    templates: &Templates,
    known: &[Asked],
    context: &ReportContext,
) -> Result<Upward, Error> {
    letter(
        facts(input, context),
        (templates, Main::Rollup),
        known,
        context,
    )
}

fn facts(input: &RollupInput<'_>, context: &ReportContext) -> Facts {
    let book = rollup_statistics_book(input, context).described();
    let sheets = book.sheets.iter();
    let mut pages: Vec<Page> = sheets
        .map(|sheet| Page::described(Book::Statistics, sheet))
        .collect();
    pages.extend(input.changes.map(|classes| {
        Page::of(
            Book::Changes,
            changes::summary(classes, input.last_year, context),
        )
    }));
    let mut facts = Facts::of(&pages);
    facts.common(context, input.last_year);
    facts.flags.insert("有单位名单", input.roster);
    facts.flags.insert("有上年", input.changes.is_some());
    let silent = names(input.units, HandedIn::Nothing);
    facts.texts.insert("未报单位名单", silent);
    let unread = names(input.units, HandedIn::Unread);
    facts.texts.insert("未读出单位名单", unread);
    if let Some(categories) = facts.lists.get_mut("各类别") {
        categories.retain(|line| line.texts["名称"] != CrossRow::BLANK);
    }
    facts
}
