//! Python with the engines that read columns: the one named by `PYTHON`, or the machine's, or one of our own, made when it is
//! wanted and kept under `target`.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

/// One at a time makes the environment.
static MADE: Mutex<()> = Mutex::new(());

/// A Python that has this module; `install` says whether it may be fetched.
pub fn with(module: &str, install: bool) -> Option<PathBuf> {
    let own = Path::new(env!("CARGO_TARGET_TMPDIR")).join("python");
    let python = own.join(if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    });
    let _one = MADE.lock();
    let named = std::env::var_os("PYTHON").map(PathBuf::from);
    let known = named.into_iter().chain(["python3".into(), python.clone()]);
    if let Some(found) = known.into_iter().find(|python| has(python, module)) {
        return Some(found);
    }
    let made = install
        && (python.exists() || succeeds(Command::new("python3").args(["-m", "venv"]).arg(&own)))
        && succeeds(Command::new(&python).args(["-m", "pip", "install", "--quiet", module]));
    (made && has(&python, module)).then_some(python)
}

fn has(python: &Path, module: &str) -> bool {
    succeeds(Command::new(python).args(["-c", &format!("import {module}")]))
}

fn succeeds(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}
