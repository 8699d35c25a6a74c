//! Keeps a panic in the work on one file from reaching the user: it is caught, and nothing is printed for it.

use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

thread_local! {
    /// Whether a panic of this thread is expected and will be caught.
    static QUIET: Cell<bool> = const { Cell::new(false) };
    /// Where the last such panic came from.
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// A panic that was caught.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caught {
    /// The line of the program it came from, for whoever mends it.
    pub place: String,
}

/// Puts a hook before the one in place; it stays silent only for threads that are inside [`quietly`].
fn install_hook() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let others = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if QUIET.get() {
                let place = info.location().map(ToString::to_string);
                PLACE.set(place.unwrap_or_default());
            } else {
                others(info);
            }
        }));
    });
}

/// Runs `work`; a panic in it comes back as where it came from, and nothing is printed.
///
/// # Errors
/// The work panicked.
pub fn quietly<T>(work: impl FnOnce() -> T) -> Result<T, Caught> {
    install_hook();
    let before = QUIET.replace(true);
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    QUIET.set(before);
    result.map_err(|_| Caught {
        place: PLACE.take(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_comes_back_as_its_place() {
        let numbers: [u8; 0] = [];
        let beyond = std::hint::black_box(1);
        let caught = quietly(|| numbers[beyond]).expect_err("a panic");
        assert!(caught.place.contains("quiet.rs:"), "{}", caught.place);
        assert_eq!(quietly(|| 7), Ok(7));
        assert!(!QUIET.get());
    }
}
