//! 空白自查表: a blank form for each section, prefilled with what is known, and how to fill it in. Written so that what
//! comes back is read without a question: heads the reader knows, lists where the answers are known, the rest locked.

mod columns;
mod form;
mod guide;

pub use columns::days;
pub use form::BlankForm;

use super::context::ReportContext;
use crate::location::Area;
use crate::model::Field;
use crate::policy::Policy;
use crate::writer::{BookSpec, InputSpec};

/// What may be chosen for a field, as on a blank form; none where anything may be written.
pub fn list(field: Field, body: Area, policy: &Policy, year: i32) -> Option<InputSpec> {
    let columns = columns::columns(None, &[field], policy).into_iter();
    let mut own = columns.filter(|c| c.field == field && !c.choices.is_empty());
    own.next()?.input(body, year)
}

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
