//! The page for the clerk: all of a year's work with a mouse, in a browser of this machine, offline. A face beside the command
//! line: it calls the same use cases, and what it knows stands in the files of the working folder.
//!
//! ```text
//! server      a port of this machine, the folder it is for   ─ connection   one request each, bounded in number and time
//! guard       who may ask (host, origin, token, cookie)      ─ secret, meant (for which folder)
//! desk        the working folder that is open                ─ job, kept (what was read of it), memory (what can be taken back), policy, ballot, upload (in sips)
//! pages       one file a page: what it shows and does        ─ frame, view, failure, assets: what they look like and how they speak
//! ```
//!
//! A page that is asked for changes nothing; a form that is sent changes something, tells it on the next page and leads
//! there. What takes long is a job. What the pages look like stands in `templates/serve/`. The only place that names axum,
//! tokio and hyper.

mod assets;
mod ballot;
mod connection;
mod desk;
mod failure;
mod frame;
mod guard;
mod job;
mod kept;
mod meant;
mod memory;
pub mod opener;
mod pages;
mod policy;
mod secret;
mod sent;
mod server;
mod sips;
mod upload;
mod view;

pub use connection::Patience;
pub use failure::show_alone;
pub use server::{ServeOptions, Server};
pub use upload::Limits;
