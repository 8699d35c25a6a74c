//! `clean`: a marked form without its marks, as the section would have it in its own files.

use std::fs;
use std::path::PathBuf;

use super::progress::Progress;
use super::reason::{as_written, plain_reason};
use super::result::{Sink as _, Staging};
use crate::error::Error;
use crate::quiet::quietly;
use crate::writer::marked::{self, Cleaned, Unmarkable};

/// What to clean.
#[derive(Debug)]
pub struct CleanOptions {
    /// The marked form.
    pub file: PathBuf,
    /// The folder to write it to, under its own name.
    pub out: PathBuf,
}

/// Cells named at most.
const MOST_NAMED: usize = 10;

/// Writes the form without its marks; what to say of it.
///
/// # Errors
/// There is no such file, it bears no marks or cannot be read; another file of its name stands in the folder; or the folder
/// cannot be written.
pub fn clean(options: &CleanOptions, progress: &dyn Progress) -> Result<String, Error> {
    let CleanOptions { file, out } = options;
    let bytes = fs::read(file).map_err(|e| Error::MissingPath {
        path: file.clone(),
        reason: plain_reason(&e),
    })?;
    let unmarked = |reason: String| Error::Unmarked {
        path: file.clone(),
        reason,
    };
    let read = quietly(|| marked::cleaned(&bytes));
    let read = read.unwrap_or(Err(Unmarkable("文件的写法特殊")));
    let cleaned = read.map_err(|Unmarkable(why)| {
        unmarked(format!(
            "{why}。能清理的是标过的那份 .xlsx 或 .xlsm 表，请核对给出的文件"
        ))
    })?;
    let cleaned = cleaned.ok_or_else(|| {
        unmarked(
            "里面没有本程序的标注（“需改正清单”、“需改正”一栏、底色和批注），不需要清理".to_owned(),
        )
    })?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let mut staging = Staging::open(out, progress)?;
    let target = staging.folder().join(&*name);
    let place = |path: &PathBuf| path.canonicalize().ok();
    if place(file).is_some_and(|own| Some(own) == place(&target)) {
        return Err(Error::Kept {
            path: as_written(&target),
            reason: "标好的表就在这个文件夹里。请用 -o 另外指定一个文件夹".to_owned(),
        });
    }
    staging.file(&name, &cleaned.bytes)?;
    staging.add_new()?;
    let told = format!("标注已去掉，写在 {}。\n", out.join(&*name).display());
    Ok(told + &replies(&cleaned))
}

/// What people wrote among the marks.
fn replies(cleaned: &Cleaned) -> String {
    let replies = &cleaned.replies;
    if replies.is_empty() {
        return String::new();
    }
    let named = replies.iter().take(MOST_NAMED);
    let named = named.map(|(sheet, at, text)| format!("“{sheet}”{at}“{text}”"));
    let more = if replies.len() > MOST_NAMED {
        "等"
    } else {
        ""
    };
    format!(
        "“需改正”一栏里科室另写的 {} 处没有带过来（标好的表里还在）：{}{more}。\n",
        replies.len(),
        named.collect::<Vec<_>>().join("、")
    )
}
