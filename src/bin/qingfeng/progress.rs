//! A progress bar on a terminal; nothing anywhere else.

use std::io::{IsTerminal, stderr};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use qingfeng::app::Progress;

/// Shows how many files are done.
pub struct Bar(ProgressBar);

impl Bar {
    /// A bar on standard error, hidden if that is no terminal.
    pub fn new() -> Self {
        let target = if stderr().is_terminal() {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        Self(ProgressBar::with_draw_target(None, target))
    }
}

impl Progress for Bar {
    fn start(&self, files: usize) {
        self.0.set_length(files as u64);
        if let Ok(style) = ProgressStyle::with_template("读取 {pos}/{len} [{bar:30}] {wide_msg}")
        {
            self.0.set_style(style);
        }
    }

    fn file_done(&self, file: &str) {
        self.0.set_message(file.to_owned());
        self.0.inc(1);
    }

    fn finish(&self) {
        self.0.finish_and_clear();
    }
}
