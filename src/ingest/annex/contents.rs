//! What the rows below the head of a table that holds no entries say.

use super::super::listed::Table;
use super::other::{OtherHead, OtherPart};
use super::{ledger, marks, opinion, spot_check};
use crate::diagnostic::Diagnostic;
use crate::model::Annex;

/// Reads what a ledger, score sheet or form of opinions says, and nothing of any other table.
pub fn read(
    part: &OtherPart,
    table: &Table<'_>,
    annex: &mut Annex,
    findings: &mut Vec<Diagnostic>,
) {
    match &part.head {
        OtherHead::Ledger(_, head) => ledger::read(table, part, head, &mut annex.ledger, findings),
        OtherHead::Marks(_, columns) => {
            marks::read(table, part, columns, &mut annex.sheets, findings);
        }
        OtherHead::SpotCheck(head, columns) => {
            let rows = (*head, part.last);
            spot_check::read(table, rows, columns, &mut annex.checks, findings);
        }
        OtherHead::Opinions(head) => {
            let rows = (part.above.as_slice(), part.last);
            opinion::read(table, rows, head, &mut annex.opinions, findings);
        }
        OtherHead::Review(_)
        | OtherHead::Counts(..)
        | OtherHead::Tally(_)
        | OtherHead::Doubtful(..) => {}
    }
}
