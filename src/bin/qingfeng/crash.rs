//! A fault of the program itself: told in plain words, with a report for whoever mends it; nobody is shown a backtrace.
//!
//! The hook only takes notes. Whatever catches a panic on its way (a parser's, a single file's) has settled it; only what
//! comes as far as [`guarded`] is told.

use std::backtrace::Backtrace;
use std::fmt::Write as _;
use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::{env, process};

/// What was noted of the last panic: its words, and the way to it.
static NOTED: Mutex<Option<(String, Backtrace)>> = Mutex::new(None);

/// Notes every panic from now on instead of printing it.
pub fn take_notes() {
    panic::set_hook(Box::new(|info| {
        let note = (info.to_string(), Backtrace::force_capture());
        *NOTED.lock().unwrap_or_else(PoisonError::into_inner) = Some(note);
    }));
}

/// Does the work.
///
/// # Errors
/// It panicked: then the text says so, and where the report lies.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|_| {
        let note = NOTED.lock().unwrap_or_else(PoisonError::into_inner).take();
        let note = note.map_or(String::new(), |(words, way)| format!("{words}\n\n{way}"));
        told(report(&note))
    })
}

fn told(report: io::Result<PathBuf>) -> String {
    let where_it_lies = match report {
        Ok(path) => format!(
            "出错报告已写到“{}”，请把它发给维护人员（发之前请看一眼，其中可能带有表格里的一小段文字）。",
            path.display()
        ),
        Err(_) => "出错报告没能写出（临时文件夹写不进去），请把运行的命令告诉维护人员。".to_owned(),
    };
    format!(
        "程序出了差错，没有做完。这是程序的缺陷，不是您的操作有误：没有写出新的结果，原来的结果没有动，收来的表也没有动。\n\
         {where_it_lies}\n\
         可以先把收表分成几个文件夹分别运行，找出是哪个文件引起的，把它移开再运行。\n"
    )
}

/// Writes the report into the temporary folder, under a name nobody has taken.
fn report(note: &str) -> io::Result<PathBuf> {
    let mut text = format!("清风 qingfeng {} 出错报告\n\n", env!("CARGO_PKG_VERSION"));
    let system = (env::consts::OS, env::consts::ARCH);
    // Writing into a String cannot fail.
    let _ = writeln!(text, "系统：{} {}", system.0, system.1);
    let _ = writeln!(text, "命令：{:?}\n", env::args_os().collect::<Vec<_>>());
    text.push_str(note);
    text.push('\n');
    let (path, mut file) = fresh()?;
    file.write_all(text.as_bytes())?;
    Ok(path)
}

fn fresh() -> io::Result<(PathBuf, File)> {
    let mut last = io::ErrorKind::AlreadyExists.into();
    for number in 1..100 {
        let name = format!("qingfeng-出错报告-{}-{number}.txt", process::id());
        let path = env::temp_dir().join(name);
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(file) => return Ok((path, file)),
            Err(e) => last = e,
        }
    }
    Err(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_plain_sentence_and_a_report() {
        take_notes();
        assert_eq!(guarded(|| 7), Ok(7));
        let numbers: [u8; 0] = [];
        let beyond = std::hint::black_box(1);
        let told = guarded(|| numbers[beyond]).expect_err("the panic");
        assert!(told.contains("原来的结果没有动"), "{told}");
        for word in ["panicked", "src/", "index out of bounds"] {
            assert!(!told.contains(word), "{told}");
        }
        let path = told
            .split(['“', '”'])
            .nth(1)
            .expect("where the report lies");
        let report = std::fs::read_to_string(path).expect("the report");
        assert!(report.contains("index out of bounds"), "{report}");
        assert!(report.contains("crash.rs"), "{report}");
        std::fs::remove_file(path).expect("removed");
    }
}
