//! What comes in beside the self-check tables: ledgers (台账) and score sheets (评分表), told by their heads.

mod ballots;
mod checks;
mod deadline;
mod deed;
mod disposition;
mod head;
mod ledger;
mod line;
mod marks;
mod matter;
mod other;
mod spot_check;
mod whom;

pub use checks::{ALL as CHECKS, LEDGER_UNREAD, SHEET_UNREAD};
pub use other::{OtherHead, OtherPart};
pub use spot_check::read as spot_checks;
