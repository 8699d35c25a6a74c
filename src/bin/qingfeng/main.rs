//! 清风 on the command line: arguments, progress, exit status. The only place that names clap, prints and exits.

mod args;
mod commands;
mod progress;
mod usage;

use std::io::Write as _;
use std::process::ExitCode;

/// Exit status where errors were found in the forms, or a result differs.
const FOUND_ERRORS: u8 = 1;
/// Exit status where the work could not be done at all.
const COULD_NOT_RUN: u8 = 2;

fn main() -> ExitCode {
    let cli = match usage::parse(std::env::args_os()) {
        Ok(cli) => cli,
        Err((text, true)) => {
            let _ = std::io::stderr().write_all(text.as_bytes());
            return ExitCode::from(COULD_NOT_RUN);
        }
        Err((text, false)) => {
            let _ = std::io::stdout().write_all(text.as_bytes());
            return ExitCode::SUCCESS;
        }
    };
    match commands::execute(cli.command) {
        Ok(outcome) => {
            // A reader that closed the pipe has seen enough.
            let _ = std::io::stdout().write_all(outcome.text.as_bytes());
            if outcome.errors {
                ExitCode::from(FOUND_ERRORS)
            } else {
                ExitCode::SUCCESS
            }
        }
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "{error:#}");
            ExitCode::from(COULD_NOT_RUN)
        }
    }
}
