//! 空白自查表: a blank form for each section, prefilled with what is known, and how to fill it in. Written so that what
//! comes back is read without a question: heads the reader knows, lists where the answers are known, the rest locked.

mod columns;
mod form;
mod guide;

pub use columns::days;

use super::ReportContext;
use crate::model::{Entry, SectionInfo};
use crate::policy::Policy;
use crate::writer::BookSpec;

/// A form to be made.
#[derive(Clone, Debug, Default)]
pub struct BlankForm<'a> {
    /// The section it is for; none for the general form, on which the section is yet to be written.
    pub section: Option<&'a SectionInfo>,
    /// Last year's entries, to be kept, mended or cleared.
    pub entries: Vec<&'a Entry>,
}

/// The workbook of a blank form: the form, and its instructions.
pub fn template_book(form: &BlankForm<'_>, policy: &Policy, context: &ReportContext) -> BookSpec {
    let columns = columns::columns(form.section, policy);
    let mut book = context.book(&policy.template.title);
    book.sheets = vec![
        form::sheet(form, &columns, policy, context),
        guide::sheet(&columns, policy, context),
    ];
    book
}
