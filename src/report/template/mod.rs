//! 空白自查表: a blank form for each section, prefilled with what is known, and how to fill it in. Written so that what
//! comes back is read without a question: heads the reader knows, lists where the answers are known, the rest locked.

mod columns;
mod form;
mod guide;

pub use columns::days;
pub use form::BlankForm;

use super::context::ReportContext;
use crate::policy::Policy;
use crate::writer::BookSpec;

/// The workbook of a blank form: the form, and its instructions.
pub fn template_book(form: &BlankForm<'_>, policy: &Policy, context: &ReportContext) -> BookSpec {
    let columns = columns::columns(form.section, &form.carried(), policy);
    let mut book = context.book(&policy.template.title);
    book.sheets = vec![
        form::sheet(form, &columns, policy, context),
        guide::sheet(&columns, policy, context),
    ];
    book
}
