//! Keeps a panic inside a parser from reaching the user: it is caught, and nothing is printed for it.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

thread_local! {
    /// Whether a panic of this thread is expected and will be caught.
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Puts a hook before the one in place; it stays silent only for threads that are inside [`quietly`].
fn install_hook() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let others = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !QUIET.get() {
                others(info);
            }
        }));
    });
}

/// Runs `work`; a panic in it comes back as `None`, and nothing is printed.
pub(super) fn quietly<T>(work: impl FnOnce() -> T) -> Option<T> {
    install_hook();
    let before = QUIET.replace(true);
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    QUIET.set(before);
    result.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_none() {
        let numbers: [u8; 0] = [];
        let beyond = std::hint::black_box(1);
        assert_eq!(quietly(|| numbers[beyond]), None);
        assert_eq!(quietly(|| 7), Some(7));
        assert!(!QUIET.get());
    }
}
