//! Opens an address in the system's browser.

use std::process::{Command, Stdio};
use std::thread;

/// Opens it. Answers whether that was tried: where there is no screen nobody would see it.
pub fn open(url: &str) -> bool {
    let screen = ["DISPLAY", "WAYLAND_DISPLAY"];
    let screen = screen
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|v| !v.is_empty()));
    if !(screen || cfg!(windows) || cfg!(target_os = "macos")) {
        return false;
    }
    let (program, before): (_, &[&str]) = if cfg!(windows) {
        ("rundll32", &["url.dll,FileProtocolHandler"])
    } else if cfg!(target_os = "macos") {
        ("open", &[])
    } else {
        ("xdg-open", &[])
    };
    let mut opener = Command::new(program);
    let opener = opener.args(before).arg(url).stdin(Stdio::null());
    let started = opener.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let Ok(mut child) = started else {
        return false;
    };
    // Somebody must take note of its end, whenever that comes.
    thread::spawn(move || child.wait());
    true
}
