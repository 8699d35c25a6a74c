//! Notes about the file as a whole: macros, links to other files.

use std::sync::Arc;

use super::checks;
use super::guard::Facts;
use crate::diagnostic::{Check, Diagnostic};
use crate::location::Place;

/// Notes about the file.
pub(super) fn of_package(facts: &Facts, file: &Arc<str>) -> Vec<Diagnostic> {
    let note = |check: &Check, message: &str| Diagnostic::new(check, Place::file(file), message);
    let mut notes = Vec::new();
    if facts.macros {
        notes.push(note(
            &checks::MACROS,
            "文件含有宏（程序代码），读取时不会运行",
        ));
    }
    if facts.external_links {
        notes.push(note(
            &checks::EXTERNAL_LINKS,
            "文件中的公式引用了其他文件，采用保存时的结果",
        ));
    }
    notes
}
