//! What comes in beside the self-check tables: ledgers (台账), score sheets (评分表), cross checks and ballots (互查表, 群众评议表),
//! told by their heads.

mod ballots;
mod checks;
mod closing;
pub mod contents;
mod deadline;
mod deed;
mod disposition;
mod head;
mod ledger;
mod line;
mod marks;
mod matter;
mod opinion;
mod other;
mod spot_check;
mod unread;
mod which;
mod whom;

pub use checks::{ALL as CHECKS, LEDGER_UNREAD, OPINIONS_UNREAD, SHEET_UNREAD};
pub use opinion::{Called, read_sheet as opinions, voice_named};
pub use other::{Named, OtherHead, OtherPart};
pub use spot_check::read as spot_checks;
