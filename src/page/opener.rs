//! Opens things as the system would on a double click: an address in the browser, a workbook in the office program.

use std::ffi::OsStr;

/// Whether there is a screen on which something could be seen.
pub fn has_screen() -> bool {
    let named = ["DISPLAY", "WAYLAND_DISPLAY"].iter();
    let mut named = named.filter_map(std::env::var_os);
    cfg!(windows) || cfg!(target_os = "macos") || named.any(|value| !value.is_empty())
}

/// Opens it. Answers whether that was tried.
pub fn open(what: &OsStr) -> bool {
    has_screen() && opened(what)
}

/// The shell knows no path that begins with the marks of the system. Where it asks the user with what a file is to be opened, it
/// comes back when that is answered.
#[cfg(windows)]
fn opened(what: &OsStr) -> bool {
    const LONGEST: std::time::Duration = std::time::Duration::from_secs(10);
    let what = crate::app::as_written(what.as_ref());
    let (told, opened) = std::sync::mpsc::channel();
    // Nobody may be left to be told.
    std::thread::spawn(move || told.send(open::that_detached(what).is_ok()));
    opened.recv_timeout(LONGEST).unwrap_or(true)
}

#[cfg(not(windows))]
fn opened(what: &OsStr) -> bool {
    use std::process::{Command, Stdio};
    let program = if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    let mut opener = Command::new(program);
    let opener = opener.arg(what).stdin(Stdio::null());
    let started = opener.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let Ok(mut child) = started else {
        return false;
    };
    // Somebody must take note of its end, whenever that comes.
    std::thread::spawn(move || child.wait());
    true
}
