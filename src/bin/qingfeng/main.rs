//! 清风 on the command line: arguments, progress, exit status. The only place that names clap, prints and exits.

mod args;
mod commands;
mod crash;
mod progress;
mod signals;
mod usage;

use std::io::Write as _;
use std::process::ExitCode;

use qingfeng::text;

/// Exit status where errors were found in the forms, or a result differs.
const FOUND_ERRORS: u8 = 1;
/// Exit status where the work could not be done at all.
const COULD_NOT_RUN: u8 = 2;

fn main() -> ExitCode {
    crash::take_notes();
    signals::watch();
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
    match crash::guarded(|| match cli.command {
        Some(command) => commands::execute(command),
        None => commands::started_bare(),
    }) {
        Ok(Ok(outcome)) => {
            // A reader that closed the pipe has seen enough.
            let _ = std::io::stdout().write_all(outcome.shown().as_bytes());
            if outcome.errors {
                ExitCode::from(FOUND_ERRORS)
            } else {
                ExitCode::SUCCESS
            }
        }
        Ok(Err(error)) => {
            let said = text::printable(&format!("{error:#}"));
            let _ = writeln!(std::io::stderr(), "{said}");
            ExitCode::from(COULD_NOT_RUN)
        }
        Err(text) => {
            let _ = std::io::stderr().write_all(text.as_bytes());
            ExitCode::from(COULD_NOT_RUN)
        }
    }
}
