//! How forms are laid out in life: `form` says what their layouts look like, `draw` fills a sheet of them, a `pad`, from top
//! to bottom; what it says comes from `compose`, how it is worded from `manner`.

mod body;
mod card;
mod cells;
mod columns;
mod draw;
mod form;
mod heads;
mod job;
mod pad;
mod page;
mod rows;
mod wide;

pub use columns::{Aside, Column};
pub use draw::draw;
pub use form::{Layout, SectionPlace};
pub use job::Job;
pub use page::{Draft, Page, Says, Table};
