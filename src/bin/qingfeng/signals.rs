//! Ctrl-C, and the request to end: what was being prepared is cleared away, then the program ends with the usual status.

use std::io::Write as _;
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use qingfeng::app;
use qingfeng::error::Error;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

/// What shells add to the number of a signal.
const BASE: usize = 128;
/// How often it is looked whether a signal has come; a signal handler itself may do next to nothing.
const PAUSE: Duration = Duration::from_millis(50);

/// Watches for the signals from now on.
pub fn watch() {
    let came = Arc::new(AtomicUsize::new(0));
    for (signal, number) in [(SIGINT, 2), (SIGTERM, 15)] {
        // Where a signal cannot be watched it ends the program as ever; the next start clears what is left.
        let _ = flag::register_usize(signal, Arc::clone(&came), BASE + number);
    }
    thread::spawn(move || {
        loop {
            match came.load(Ordering::SeqCst) {
                0 => thread::sleep(PAUSE),
                status => end(status),
            }
        }
    });
}

#[expect(clippy::exit, reason = "the main thread may be anywhere")]
fn end(status: usize) -> ! {
    let text = if app::abandon() {
        format!("\n{}\n", Error::Stopped)
    } else {
        "\n已停止。\n".to_owned()
    };
    let _ = std::io::stderr().write_all(text.as_bytes());
    process::exit(i32::try_from(status).unwrap_or(1));
}
